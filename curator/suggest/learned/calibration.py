"""Scores that mean what they say: of the spans with score p, a share of about p is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_LEAST: Final = 1e-6
_STEPS: Final = 100
_FEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class Calibration:
    """`sigmoid(slope * logit(p) + shift)` (Platt 1999, on the logit of a probability)."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, scores: Sequence[float]) -> npt.NDArray[np.float64]:
        """The calibrated scores; their order stays."""
        return _sigmoid(self.slope * _logit(scores) + self.shift)

    @classmethod
    def fit(cls, scores: Sequence[float], right: Sequence[bool]) -> Calibration:
        """The calibration under which the outcomes are likeliest.

        Newton's method with a weak pull towards leaving the scores as they are; with fewer than
        20 outcomes they are left so.
        """
        if len(scores) < _FEWEST:
            return cls()
        logits = _logit(scores)
        design = np.stack([logits, np.ones_like(logits)], axis=1)
        target = np.asarray(right, dtype=np.float64)
        prior = np.array([1.0, 0.0])
        found = prior.copy()
        for _ in range(_STEPS):
            predicted = _sigmoid(design @ found)
            gradient = design.T @ (predicted - target) + (found - prior)
            curve = (design * (predicted * (1 - predicted))[:, None]).T @ design + np.eye(2)
            step = np.linalg.solve(curve, gradient)
            found = found - step
            if np.abs(step).max() < 1e-9:
                break
        slope, shift = float(found[0]), float(found[1])
        # Spans that are wrong oftener the surer the model is: no calibration helps there.
        return cls(round(slope, 6), round(shift, 6)) if slope > 0 else cls()

    def to_json(self) -> dict[str, float]:
        """As a JSON object."""
        return {"slope": self.slope, "shift": self.shift}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Calibration:
        """From what `to_json` gave."""
        return cls(float(data["slope"]), float(data["shift"]))


def _logit(scores: Sequence[float]) -> npt.NDArray[np.float64]:
    # `np.clip` takes several times as long on the few spans of a sentence.
    given = np.maximum(np.asarray(scores, dtype=np.float64), _LEAST)
    clipped: npt.NDArray[np.float64] = np.minimum(given, 1 - _LEAST)
    return np.log(clipped / (1 - clipped))


def _sigmoid(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.minimum(np.maximum(values, -500), 500)))
    return found
