"""How much a span, or a stretch of a document, still asks of the reviewer."""

from __future__ import annotations

from enum import IntEnum

from curator.model.review import ReviewSpan, SpanState


class Urgency(IntEnum):
    """What stands in a stretch of a document; of several the highest counts."""

    NOTHING = 0
    DECIDED = 1
    FLAGGED = 2
    PENDING = 3
    UNCERTAIN = 4
    """Pending, and its score is low."""


def is_uncertain(span: ReviewSpan, sure: float) -> bool:
    """Whether a span is pending and was suggested with a score below `sure`."""
    return span.state is SpanState.PENDING and span.score is not None and span.score < sure


def urgency_of(span: ReviewSpan, sure: float) -> Urgency:
    """How much one span asks; `sure` is the score from which a suggestion is not uncertain."""
    if span.state is SpanState.PENDING:
        return Urgency.UNCERTAIN if is_uncertain(span, sure) else Urgency.PENDING
    return Urgency.FLAGGED if span.comment is not None else Urgency.DECIDED
