"""What the widgets draw: one document's view text, its spans, the caret, the selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from curator.model.review import ShownSpan
from curator.workflow.review.urgency import Urgency

__all__ = ["Page", "ShownSpan", "Urgency"]


class Page(Protocol):
    """The state that the document view and the span list draw from; offsets are the view's."""

    @property
    def text(self) -> str:
        """The view's text."""
        ...

    @property
    def caret(self) -> int:
        """Where the caret stands, in [0, len(text)]."""
        ...

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected range, if any."""
        ...

    @property
    def active(self) -> int | None:
        """The id of the span that the next decision is about."""
        ...

    @property
    def hits(self) -> Sequence[tuple[int, int]]:
        """What a search found: ranges in order, none overlapping another."""
        ...

    def spans_in(self, start: int, end: int) -> Sequence[ShownSpan]:
        """The spans that touch `[start, end)`, in order of start; fast for any document."""
        ...

    def urgency_in(self, start: int, end: int) -> Urgency:
        """The highest urgency of the spans that start in `[start, end)`; fast for any document."""
        ...

    def span_count(self) -> int:
        """How many spans there are, rejected ones included."""
        ...

    def span_at(self, index: int) -> ShownSpan:
        """The span at a place of the order of (start, end)."""
        ...

    def index_of(self, span_id: int) -> int:
        """The place of a span in that order; KeyError if there is none."""
        ...
