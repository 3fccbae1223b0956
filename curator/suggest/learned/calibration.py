"""Scores that mean what they say: of the spans with score p, a share of about p is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_LEAST: Final = 1e-6
_STEPS: Final = 100
_FEWEST: Final = 20
_SMALL: Final = 1e-9
_FARTHEST: Final = 500.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """`sigmoid(slope * logit(p) + shift)` (Platt 1999, on the logit of a probability)."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, scores: Sequence[float]) -> npt.NDArray[np.float64]:
        """The calibrated scores; their order stays."""
        return _sigmoid(self.slope * _logit(scores) + self.shift)

    def of(self, score: float) -> float:
        """The calibrated score of one span: for the few of a sentence arrays are slow."""
        given = min(max(score, _LEAST), 1 - _LEAST)
        logit = self.slope * log(given / (1 - given)) + self.shift
        return 1 / (1 + exp(-min(max(logit, -_FARTHEST), _FARTHEST)))

    @classmethod
    def fit(
        cls,
        scores: Sequence[float],
        right: Sequence[bool],
        prior: Calibration | None = None,
        weight: float = 1.0,
    ) -> Calibration:
        """The calibration under which the outcomes are likeliest.

        Newton's method with a pull towards `prior` (to leave the scores as they are), which is a
        Gaussian of the precision `weight`; with fewer than 20 outcomes it is the prior.
        """
        prior = cls() if prior is None else prior
        if len(scores) < _FEWEST:
            return prior
        logits = _logit(scores)
        design = np.stack([logits, np.ones_like(logits)], axis=1)
        target = np.asarray(right, dtype=np.float64)
        middle = np.array([prior.slope, prior.shift])

        def loss(at: npt.NDArray[np.float64]) -> float:
            sums = design @ at
            misfit = np.logaddexp(0, sums) - target * sums
            return float(misfit.sum() + weight / 2 * ((at - middle) ** 2).sum())

        found = middle.copy()
        for _ in range(_STEPS):
            predicted = _sigmoid(design @ found)
            gradient = design.T @ (predicted - target) + weight * (found - middle)
            spread = (predicted * (1 - predicted))[:, None]
            curve = (design * spread).T @ design + weight * np.eye(2)
            step = np.linalg.solve(curve, gradient)
            # A whole step may lead away from the least loss: there the curve is another.
            before = loss(found)
            while loss(found - step) > before and np.abs(step).max() >= _SMALL:
                step = step / 2
            found = found - step
            if np.abs(step).max() < _SMALL:
                break
        slope, shift = float(found[0]), float(found[1])
        # Spans that are wrong oftener the surer the model is: no calibration helps there.
        return cls(round(slope, 6), round(shift, 6)) if slope > 0 else prior

    def to_json(self) -> dict[str, float]:
        """As a JSON object."""
        return {"slope": self.slope, "shift": self.shift}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Calibration:
        """From what `to_json` gave."""
        return cls(float(data["slope"]), float(data["shift"]))


MANY: Final = 64
"""From so many scores on arrays are quicker."""


def calibrated(scores: Sequence[float], calibrations: Sequence[Calibration]) -> list[float]:
    """Each score put right by the calibration in its place."""
    if len(scores) < MANY:
        return [by.of(score) for score, by in zip(scores, calibrations, strict=True)]
    slopes = np.array([by.slope for by in calibrations])
    shifts = np.array([by.shift for by in calibrations])
    found: list[float] = _sigmoid(slopes * _logit(scores) + shifts).tolist()
    return found


def _logit(scores: Sequence[float]) -> npt.NDArray[np.float64]:
    clipped = np.clip(np.asarray(scores, dtype=np.float64), _LEAST, 1 - _LEAST)
    return np.log(clipped / (1 - clipped))


def _sigmoid(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(values, -_FARTHEST, _FARTHEST)))
    return found
