"""Carry one ruling (this label, or no span) to many places of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from curator.figures import read_in
from curator.model.review import ReviewSpan, SpanChange, SpanState
from curator.model.scheme import Scheme
from curator.model.span import Span
from curator.workflow.review.span_table import SpanTable
from curator.workflow.review.units import unit_stands_behind


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to hold at a place: a label of a layer, or with None that nothing is there.

    `give` completes the span that is to be accepted: its value and unit.
    """

    layer: str | None
    label: str | None
    give: Callable[[Span], Span] = field(default=lambda span: span)


@dataclass
class Carried:
    """The changes that carry a ruling to some places, and how many places are what now.

    `changed` had another span or state, `added` had none, `same` were as ruled already, `skipped`
    overlap a span that is accepted.
    """

    changes: list[SpanChange] = field(default_factory=list)
    changed: int = 0
    added: int = 0
    same: int = 0
    skipped: int = 0

    @property
    def places(self) -> int:
        """How many places the changes are about."""
        return self.changed + self.added


def carry(
    ruling: Ruling, places: Iterable[tuple[int, int]], table: SpanTable, *, exclusive: bool
) -> Carried:
    """Make `ruling` hold at places of the raw text, given the document's spans.

    Only spans over exactly a place are decided on. A place that overlaps another accepted span is
    skipped; pending spans that overlap one that becomes accepted are rejected, as everywhere.
    """
    carrier = _Carrier(ruling, table, exclusive)
    last = 0
    for start, end in sorted(set(places)):
        if start < last:  # two places of one surface may overlap: `A B A` in `A B A B A`
            carrier.result.skipped += 1
        elif carrier.rule(start, end):
            last = end
    return carrier.result


class _Carrier:
    def __init__(self, ruling: Ruling, table: SpanTable, exclusive: bool) -> None:
        self.result = Carried()
        self._ruling = ruling
        self._table = table
        self._exclusive = exclusive
        self._free = table.smallest_id() - 1
        self._touched: set[int] = set()

    def rule(self, start: int, end: int) -> bool:
        """Make the ruling hold at a place; whether a span is there now."""
        spans = [
            span
            for span in self._table.overlapping(start, end)
            if span.id not in self._touched
            and (self._exclusive or self._ruling.layer in (None, span.span.layer))
        ]
        here = [span for span in spans if (span.start, span.end) == (start, end)]
        if self._ruling.label is None:
            self._clear(here)
            return False
        if any(s.state is SpanState.ACCEPTED and s not in here for s in spans):
            self.result.skipped += 1
            return False
        self._accept(start, end, here, [span for span in spans if span not in here])
        return True

    def _clear(self, here: list[ReviewSpan]) -> None:
        standing = [s for s in here if s.state is not SpanState.REJECTED]
        for span in standing:
            gone = None if span.id < 0 else replace(span, state=SpanState.REJECTED)
            self._change(SpanChange(span, gone))
        if standing:
            self.result.changed += 1
        else:
            self.result.same += 1

    def _accept(
        self, start: int, end: int, here: list[ReviewSpan], around: list[ReviewSpan]
    ) -> None:
        ruling = self._ruling
        assert ruling.layer is not None
        assert ruling.label is not None
        # What stands in the way of acceptance first; then what says the same, then what is open.
        best = min(
            here,
            key=lambda s: (
                s.state is not SpanState.ACCEPTED, s.label != ruling.label,
                s.state is not SpanState.PENDING, -s.id,
            ),
            default=None,
        )  # fmt: skip
        base = best.span if best else Span(start, end, ruling.layer, ruling.label)
        wanted = ruling.give(replace(base, layer=ruling.layer, label=ruling.label))
        if best is None:
            self._change(SpanChange(None, ReviewSpan(self._free, wanted, SpanState.ACCEPTED)))
            self._free -= 1
            self.result.added += 1
        elif best.state is SpanState.ACCEPTED and best.span == wanted:
            self.result.same += 1
        else:
            after = replace(best, span=wanted, state=SpanState.ACCEPTED)
            self._change(SpanChange(best, after))
            self.result.changed += 1
        for other in (*here, *around):
            if other is not best and other.state is SpanState.PENDING:
                self._change(SpanChange(other, replace(other, state=SpanState.REJECTED)))

    def _change(self, change: SpanChange) -> None:
        self._touched.add(change.id)
        self.result.changes.append(change)


def valued(span: Span, raw: str, scheme: Scheme) -> Span:
    """The span with the value and unit that it has where it stands, under its label.

    What a `CARDINAL` counts stays while it stands behind it, or nothing else is read there.
    """
    if not scheme.has_value(span.label):
        return replace(span, value=None, unit=None)
    value, unit = read_in(raw, span.start, span.end, span.label)
    if span.label == "CARDINAL" and value is not None and span.unit is not None:
        keep = unit is None or unit_stands_behind(raw, span)
        unit = span.unit if keep else unit
    return replace(span, value=value, unit=unit)
