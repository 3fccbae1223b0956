"""Decide on many places of a surface, in many documents, as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.corpus.concordance import Occurrence
from curator.corpus.documents import get_document
from curator.corpus.reviews import ReviewLog
from curator.corpus.spans_near import touching
from curator.model.document import Document
from curator.model.review import Decision, DecisionKind, ReviewSpan
from curator.model.scheme import Scheme
from curator.model.span import Span
from curator.workflow.review.carrying import Carried, Ruling, carry, valued
from curator.workflow.review.span_table import SpanTable


@dataclass
class Decided:
    """What a bulk decision did: places by what became of them, and the documents it changed."""

    changed: int = 0
    added: int = 0
    same: int = 0
    skipped: int = 0
    documents: tuple[int, ...] = ()

    @property
    def places(self) -> int:
        """How many places were decided on."""
        return self.changed + self.added


def decide_occurrences(
    log: ReviewLog, scheme: Scheme, occurrences: Iterable[Occurrence], label: str | None
) -> Decided:
    """Accept places with a label, or with None reject what stands there; undone as one act.

    Reviews are opened where need be; each keeps its state, so a finished document stays finished.
    A place that overlaps another accepted span is skipped and counted.

    Raises:
        RaceLostError: if another window changed one of these spans meanwhile; nothing is written.
        DatabaseError: if the corpus cannot be written; nothing is written then.
    """
    places: dict[int, list[tuple[int, int]]] = {}
    for occurrence in occurrences:
        places.setdefault(occurrence.document, []).append((occurrence.start, occurrence.end))
    rows = log.open_all(places)
    layer = scheme.labels[label].layer if label is not None else None
    decided = Decided()
    decisions: list[tuple[Document, Decision, int]] = []
    for document_id, ranges in places.items():
        document = get_document(log.corpus, document_id)
        ruling = Ruling(layer, label, _valuer(document.text, scheme))
        table = _table_near(log.spans(document_id).values(), ranges)
        carried = carry(ruling, ranges, table, exclusive=scheme.exclusive)
        _count(decided, carried)
        if carried.changes:
            decision = Decision(DecisionKind.SAME, tuple(carried.changes))
            decisions.append((document, decision, rows[document_id].last_decision))
    log.decide_many(decisions)
    decided.documents = tuple(document.id for document, _, _ in decisions)
    return decided


def _table_near(spans: Iterable[ReviewSpan], places: Iterable[tuple[int, int]]) -> SpanTable:
    """A table of the spans that places touch, and of the reviewer's own: of them come new ids.

    To put the others in order too would take as long as all the rest.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    near = {span.id: span for group in touching(ordered, sorted(places)) for span in group}
    return SpanTable([*near.values(), *(s for s in ordered if s.id < 0 and s.id not in near)])


def _valuer(text: str, scheme: Scheme) -> Callable[[Span], Span]:
    return lambda span: valued(span, text, scheme)


def _count(decided: Decided, carried: Carried) -> None:
    decided.changed += carried.changed
    decided.added += carried.added
    decided.same += carried.same
    decided.skipped += carried.skipped
