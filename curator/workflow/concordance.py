"""Decide on many places of a surface, in many documents, as one act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.corpus.concordance import Occurrence
from curator.corpus.documents import get_document
from curator.corpus.reviews import ReviewLog
from curator.corpus.spans_near import touching
from curator.model.review import Decision, DecisionKind, ReviewSpan
from curator.model.scheme import Scheme
from curator.model.span import Span
from curator.model.work import Parts, Progress
from curator.workflow.review.carrying import Carried, Ruling, carry, valued
from curator.workflow.review.span_table import SpanTable


@dataclass
class Decided:
    """What a bulk decision did: places by what became of them, and documents that it changed."""

    changed: int = 0
    added: int = 0
    same: int = 0
    skipped: int = 0
    documents: int = 0

    @property
    def places(self) -> int:
        """How many places were decided on."""
        return self.changed + self.added


def decide_occurrences(
    log: ReviewLog, scheme: Scheme, occurrences: Iterable[Occurrence], label: str | None
) -> Parts[Decided]:
    """Accept places with a label, or with None reject what stands there; undone as one act.

    Reviews are opened where need be; each keeps its state, so a finished document stays finished.
    A place that overlaps another accepted span is skipped and counted. All is one transaction: as
    long as not all is decided nothing is.

    Raises:
        DatabaseError: if the corpus cannot be written; nothing is written then.
    """
    places: dict[int, list[tuple[int, int]]] = {}
    for occurrence in occurrences:
        places.setdefault(occurrence.document, []).append((occurrence.start, occurrence.end))
    layer = scheme.labels[label].layer if label is not None else None
    decided = Decided()
    with log.act() as act:
        seen = {}
        for opened in places:
            seen[opened] = act.open(opened).last_decision
            yield Progress(0, len(places))
        for number, (document_id, ranges) in enumerate(places.items(), 1):
            document = get_document(log.corpus, document_id)
            ruling = Ruling(layer, label, _valuer(document.text, scheme))
            table = _table_near(log.spans(document_id).values(), ranges)
            carried = carry(ruling, ranges, table, exclusive=scheme.exclusive)
            _count(decided, carried)
            if carried.changes:
                decision = Decision(DecisionKind.SAME, tuple(carried.changes))
                act.decide(document, decision, seen[document_id])
            yield Progress(number, len(places))
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
    decided.documents += bool(carried.changes)
