"""A measure's value, or the reason why it has none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a measure is undefined, in words for the reader of a report."""

    NO_DOCUMENT = "no document finished by two reviewers"
    NO_SHARED_DOCUMENT = "no document finished by both reviewers"
    BOTH_EMPTY = "both reviewers marked nothing"
    NOTHING_MARKED = "no reviewer marked anything"
    LABEL_UNUSED = "no reviewer gave this label"
    REFERENCE_EMPTY = "the reference holds no span"
    RESPONSE_EMPTY = "the response holds no span"
    NO_TOKEN = "the documents hold no token"
    NO_UNIT = "no unit was judged by two reviewers"
    NO_TEXT = "the documents hold no text"
    ONE_CLASS = "only one class"
    ONE_CLASS_A_PAIR = "only one class in each pair of reviewers"
    ALL_MARKED = "every reviewer marked the whole text"
    NO_OVERLAP = "no spans of two reviewers overlap"
    LITTLE_OVERLAP = "too little overlap to tell what chance would give"
    OVERLAPPING_SPANS = "spans of one reviewer overlap; see the labels"
    ONE_DOCUMENT = "only one document"
    NO_RESAMPLE = "undefined in every resample"


@dataclass(frozen=True, slots=True)
class Score:
    """A measure's value, or None with the reason; never NaN or infinite.

    Raises:
        ValueError: if neither or both are given, or the value is not finite.
    """

    value: float | None
    reason: str | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a score has either a value or a reason")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"a score is finite, got {self.value}")

    @classmethod
    def undefined(cls, reason: Reason) -> Score:
        """A measure without a value."""
        return cls(None, reason.value)


@dataclass(frozen=True, slots=True)
class Interval:
    """A confidence interval `[low, high]` at `level`, or None twice with the reason."""

    low: float | None
    high: float | None
    level: float
    reason: str | None = None

    def __post_init__(self) -> None:
        if not (self.low is None) == (self.high is None) == (self.reason is not None):
            raise ValueError("an interval has either two bounds or a reason")
