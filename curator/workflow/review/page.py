"""One document as a reviewer has it open: spans, caret, selection, in view coordinates.

Spans lie on the raw text; the caret, the selection and all that is drawn lie on the view. This
is the one place where one becomes the other.
"""

from __future__ import annotations

from curator.model.document import Document
from curator.model.review import ReviewSpan, ReviewState, ShownSpan
from curator.text.boundaries import TokenGrid
from curator.text.view import View
from curator.workflow.review.span_table import SpanTable
from curator.workflow.review.urgency import Urgency


class OpenPage:
    """An open document. Moving about in it is no decision; `ReviewSession` makes those."""

    def __init__(
        self, document: Document, view: View, table: SpanTable, state: ReviewState, note: str | None
    ) -> None:
        self.document = document
        self.view = view
        self.table = table
        self.state = state
        self.note = note
        self.grid = TokenGrid(view.text)
        self._caret = 0
        self.anchor: tuple[int, int] | None = None
        """The token where a selection began, while one is being made."""
        self.selection: tuple[int, int] | None = None
        self.active: int | None = None
        self.hits: list[tuple[int, int]] = []
        """What a search found: ranges of the view in order, to be marked."""

    @property
    def text(self) -> str:
        """The view's text."""
        return self.view.text

    @property
    def caret(self) -> int:
        """Where the caret stands in the view, in [0, len(text)]."""
        return self._caret

    @caret.setter
    def caret(self, offset: int) -> None:
        self._caret = max(0, min(offset, len(self.view.text)))

    def range_of(self, span: ReviewSpan) -> tuple[int, int]:
        """Where the view shows a span."""
        return self.view.to_view(span.start, span.end)

    def spans_in(self, start: int, end: int) -> list[ShownSpan]:
        """The spans that touch the view's `[start, end)`, in order of start."""
        end = min(end, len(self.view.text))
        if start >= end:
            return []
        raw_start, raw_end = self.view.to_raw(start, end)
        return [
            ShownSpan(*self.range_of(span), span)
            for span in self.table.overlapping(raw_start, raw_end)
        ]

    def span_count(self) -> int:
        """How many spans there are, rejected ones included."""
        return len(self.table)

    def span_at(self, index: int) -> ShownSpan:
        """The span at a place of the order of (start, end)."""
        span = self.table.at(index)
        return ShownSpan(*self.range_of(span), span)

    def index_of(self, span_id: int) -> int:
        """The place of a span in that order; KeyError if there is none."""
        return self.table.index_of(span_id)

    def urgency_in(self, start: int, end: int) -> Urgency:
        """The highest urgency of the spans that start in the view's `[start, end)`."""
        raw_start, raw_end = self.view.to_raw(start, min(end, len(self.view.text)))
        return self.table.urgency_in(raw_start, raw_end)

    def active_span(self) -> ReviewSpan | None:
        """The span that the next decision is about."""
        return self.table.get(self.active)

    def activate(self, span: ReviewSpan) -> None:
        """Make a span the active one and put the caret on it."""
        self.active = span.id
        self.caret = self.range_of(span)[0]
        self.clear_selection()

    def clear_selection(self) -> None:
        """Leave the selection."""
        self.anchor = None
        self.selection = None

    def activate_at_caret(self) -> None:
        """Make the span under the caret the active one: the shortest, decided or not; or none."""
        here = self.spans_in(self._caret, self._caret + 1)
        if here:
            shortest = min(here, key=lambda shown: (shown.end - shown.start, shown.start))
            self.active = shortest.span.id
        else:
            self.active = None

    def text_of(self, span: ReviewSpan) -> str:
        """The raw text that a span covers."""
        return span.span.text_of(self.document.text)
