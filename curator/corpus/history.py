"""Who decided what and when on a span, from the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.payload import Payload
from curator.corpus.reviews import batch_spans
from curator.model.review import DecisionKind, ReviewSpan


@dataclass(frozen=True, slots=True)
class SpanEvent:
    """One decision that changed a span: by whom, when (UTC, ISO 8601), from what to what.

    `before` and `after` are None where the span did not or does not exist. The first event of a
    suggested span is the opening of the review, which showed it.
    """

    decision: int
    reviewer: str
    time: str
    kind: DecisionKind
    before: ReviewSpan | None
    after: ReviewSpan | None


def span_history(
    corpus: Connection, reviewer: int, document: int, span: ReviewSpan
) -> list[SpanEvent]:
    """What a reviewer decided on a span, and adjudicators on any that overlaps it; oldest first."""
    events = list(_events(corpus, reviewer, document, span.id))
    if span.id < 0:
        events = _of_the_last(events)
    for (adjudicator,) in corpus.execute(
        "SELECT id FROM reviewers JOIN reviews ON reviewer_id = id "
        "WHERE adjudicator = 1 AND document_id = ? AND id != ?",
        (document, reviewer),
    ).fetchall():
        events += [
            event
            for event in _events(corpus, adjudicator, document)
            if any(
                state is not None and state.span.overlaps(span.span)
                for state in (event.before, event.after)
            )
        ]
    events.sort(key=lambda event: event.decision)
    return events


def _of_the_last(events: list[SpanEvent]) -> list[SpanEvent]:
    """The events since a span was last added: the id of one taken away may be given again."""
    added = [
        place
        for place, event in enumerate(events)
        if event.before is None and event.kind not in (DecisionKind.UNDO, DecisionKind.REDO)
    ]
    return events[added[-1] :] if added else events


def _events(
    corpus: Connection, reviewer: int, document: int, only: int | None = None
) -> Iterator[SpanEvent]:
    """Every change of a span in a review, or of one span, one after another."""
    spans: dict[int, ReviewSpan] = {}
    # A decision that does not name the span need not be read: there may be thousands.
    rows = corpus.execute(
        "SELECT d.id, d.kind, d.made_at, d.payload, w.name FROM decisions d "
        "JOIN reviewers w ON w.id = d.reviewer_id "
        "WHERE d.reviewer_id = ? AND d.document_id = ? "
        "AND (d.kind = 'open' OR instr(d.payload, ?)) ORDER BY d.id",
        (reviewer, document, "" if only is None else f'"id":{only},'),
    ).fetchall()
    for decision, kind, made_at, payload, name in rows:
        read = Payload(payload)
        if kind == DecisionKind.OPEN:
            shown = {} if read.batch is None else batch_spans(corpus, read.batch, only)
            for span_id in spans.keys() | shown.keys():
                pair = spans.get(span_id), shown.get(span_id)
                if pair[0] != pair[1]:
                    yield SpanEvent(decision, name, made_at, DecisionKind.OPEN, *pair)
            spans = shown
            continue
        if only is not None:
            read.changes = [change for change in read.changes if change["id"] == only]
        for change in read.decision(DecisionKind(kind), spans).changes:
            yield SpanEvent(
                decision, name, made_at, DecisionKind(kind), change.before, change.after
            )
            if change.after is None:
                del spans[change.id]
            else:
                spans[change.id] = change.after
