"""A reviewer's spans, and the decisions that make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from curator.model.span import Span


class SpanState(StrEnum):
    """What a reviewer has made of a span."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ReviewState(StrEnum):
    """Where a reviewer stands with a document."""

    TODO = "todo"
    OPEN = "open"
    SKIPPED = "skipped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ReviewSpan:
    """A span as one reviewer has it.

    `id` is the suggestion's id, or a negative number for a span that the reviewer added; it is
    unique within one reviewer's review of one document. `comment` is set while the span is
    flagged. `source` and `score` tell where it was suggested (None: added by hand).
    """

    id: int
    span: Span
    state: SpanState = SpanState.PENDING
    comment: str | None = None
    source: str | None = None
    score: float | None = None

    @property
    def start(self) -> int:
        """First code point of the raw text."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the last code point of the raw text."""
        return self.span.end

    @property
    def label(self) -> str:
        """The span's label."""
        return self.span.label


class ShownSpan(NamedTuple):
    """A span where the view shows it: `[start, end)` are code points of the view's text."""

    start: int
    end: int
    span: ReviewSpan


class DecisionKind(StrEnum):
    """The kinds of decisions in the log."""

    OPEN = "open"
    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"
    MOVE = "move"
    ADD = "add"
    VALUE = "value"
    FLAG = "flag"
    ACCEPT_REST = "accept-rest"
    SAME = "same"
    RESTORE = "restore"
    FINISH = "finish"
    SKIP = "skip"
    LOAD = "load"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class SpanChange:
    """One span before and after a decision; None where it did not or does not exist."""

    before: ReviewSpan | None
    after: ReviewSpan | None

    @property
    def id(self) -> int:
        """The span's id."""
        span = self.after or self.before
        assert span is not None
        return span.id

    def inverted(self) -> SpanChange:
        """The change that takes this one back."""
        return SpanChange(before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Decision:
    """An act of a reviewer on a document: what it changed, and nothing that can be derived.

    `review` is the review's state before and after, where the decision changed it. `target` is
    the decision that an undo or redo is about.
    """

    kind: DecisionKind
    changes: tuple[SpanChange, ...] = ()
    review: tuple[ReviewState, ReviewState] | None = None
    target: int | None = None
    note: tuple[str | None, str | None] | None = field(default=None)
    """The flag's comment on the whole document before and after, where it changed."""
