"""Whether scores mean what they say: expected calibration error (Naeini, Cooper and Hauskrecht
2015), the mean distance between how sure and how often right, over bins of the score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The suggestions with a score in `[low, high)`, in the last bin `[low, high]`."""

    low: float
    high: float
    count: int
    score: float
    """Their mean score; 0 where there are none."""
    right: float
    """The share of them that is right; 0 where there are none."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Scores against outcomes, in bins of equal width."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many suggestions were looked at."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float | None:
        """The expected calibration error; None where there was no suggestion."""
        count = self.count
        if not count:
            return None
        return sum(one.count * abs(one.score - one.right) for one in self.bins) / count


def reliability(outcomes: Iterable[tuple[float, bool]], bins: int = BINS) -> Reliability:
    """The reliability of (score, whether it was right) pairs; scores lie in [0, 1]."""
    counts, scores, rights = [0] * bins, [0.0] * bins, [0] * bins
    for score, right in outcomes:
        place = min(bins - 1, max(0, int(score * bins)))
        counts[place] += 1
        scores[place] += score
        rights[place] += right
    return Reliability(
        tuple(
            Bin(
                low=place / bins,
                high=(place + 1) / bins,
                count=count,
                score=scores[place] / count if count else 0.0,
                right=rights[place] / count if count else 0.0,
            )
            for place, count in enumerate(counts)
        )
    )
