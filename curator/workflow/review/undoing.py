"""What an undo took back, or a redo made again, in words: which act, on what, and where."""

from __future__ import annotations

from typing import Final

from curator.corpus.reviews import Taken
from curator.model.document import Document
from curator.model.review import DecisionKind, ReviewSpan, SpanChange, SpanState
from curator.workflow.review.quoting import quoted

_DOING: Final = {
    DecisionKind.ACCEPT: "accepting",
    DecisionKind.ACCEPT_REST: "accepting",
    DecisionKind.REJECT: "rejecting",
    DecisionKind.RELABEL: "relabelling",
    DecisionKind.MOVE: "moving an edge of",
    DecisionKind.ADD: "adding",
    DecisionKind.VALUE: "the value of",
    DecisionKind.FLAG: "the flag on",
    DecisionKind.RESTORE: "restoring",
    DecisionKind.FINISH: "finishing",
    DecisionKind.SKIP: "skipping",
    DecisionKind.LOAD: "loading",
}


def in_words(taken: Taken, document: Document, *, undone: bool) -> str:
    """What was done first, and is undone or done again: the act, its spans and the document.

    `document` is the one of `taken`; of an act on several documents their number is told.
    """
    documents = 1 + len(taken.others)
    where = document.name if documents == 1 else f"{documents:,} documents"
    if not taken.decision.changes:
        return f"{_doing(taken.kind)} {where}"
    if taken.kind is DecisionKind.SAME:
        return f"{_carried(taken, document, undone)} in {where}"
    old, new = _done(taken.decision.changes[0], undone)
    span = new or old
    assert span is not None
    what = f"{_doing(taken.kind)} {span.label} {_surface(span, document)}"
    if taken.kind is DecisionKind.RELABEL and old is not None:
        what = f"relabelling {old.label} {_surface(span, document)} as {span.label}"
    more = len(taken.decision.changes) - 1
    return f"{what}{f' and {more:,} more' if more else ''} in {where}"


def _carried(taken: Taken, document: Document, undone: bool) -> str:
    """What was carried to equal surfaces: a label, or a rejection."""
    all_changes = (change for one in (taken, *taken.others) for change in one.decision.changes)
    accepted = sum(map(_is_accepted, (_done(change, undone)[1] for change in all_changes)))
    here = [_done(change, undone) for change in taken.decision.changes]
    if accepted:  # what was rejected with it is what overlapped it
        span = next(new for _, new in here if new is not None and _is_accepted(new))
        what, count = span.label, accepted
    else:
        rejected = here[0][0]
        assert rejected is not None, "only a span that was there can be rejected"
        span, what = rejected, "rejecting"
        count = sum(len(one.decision.changes) for one in (taken, *taken.others))
    return f"{what} {_surface(span, document)} at {count:,} {'place' if count == 1 else 'places'}"


def _is_accepted(span: ReviewSpan | None) -> bool:
    return span is not None and span.state is SpanState.ACCEPTED


def _done(change: SpanChange, undone: bool) -> tuple[ReviewSpan | None, ReviewSpan | None]:
    """A span before and after what was done, which an undo has turned round."""
    return (change.after, change.before) if undone else (change.before, change.after)


def _doing(kind: DecisionKind) -> str:
    return _DOING.get(kind, kind.value)


def _surface(span: ReviewSpan, document: Document) -> str:
    return quoted(span.span.text_of(document.text))
