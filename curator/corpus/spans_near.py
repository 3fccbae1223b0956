"""The spans near places of many documents, as a reviewer has them or would have them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from curator.corpus.connection import Connection


class NearSpan(NamedTuple):
    """A span of the raw text, `[start, end)`, with what was decided on it."""

    start: int
    end: int
    state: str
    label: str


def spans_near(
    corpus: Connection, reviewer: int, ranges: Mapping[int, tuple[int, int]]
) -> dict[int, list[NearSpan]]:
    """The spans that touch the range of each document, in order of the text.

    A document that the reviewer never opened has the spans of its newest batch, all pending.
    """
    found: dict[int, dict[int, NearSpan]] = {document: {} for document in ranges}
    if not ranges:
        return {}
    given = [value for document, (low, high) in ranges.items() for value in (document, low, high)]
    near = f"WITH near(id, low, high) AS (VALUES {','.join(['(?, ?, ?)'] * len(ranges))}) "
    rows = corpus.execute(
        f'{near} SELECT d.id, s.id, s.start, s."end", s.label FROM near d '
        "CROSS JOIN batch_members m ON m.batch_id = coalesce("
        "(SELECT coalesce(v.batch_id, -1) FROM reviews v "
        "WHERE v.reviewer_id = ? AND v.document_id = d.id), "
        "(SELECT max(b.id) FROM batches b WHERE b.document_id = d.id)) "
        "CROSS JOIN suggestions s ON s.id = m.suggestion_id "
        'WHERE s.start < d.high AND s."end" > d.low',
        (*given, reviewer),
    )
    for document, span, start, end, label in rows:
        found[document][span] = NearSpan(start, end, "pending", label)
    # All of them, since one may have been moved away from where it was suggested.
    rows = corpus.execute(
        'SELECT document_id, span_id, start, "end", state, label FROM review_spans '
        f"WHERE reviewer_id = ? AND document_id IN ({','.join('?' * len(found))})",
        (reviewer, *found),
    )
    for document, span, start, end, state, label in rows:
        low, high = ranges[document]
        if start < high and end > low:
            found[document][span] = NearSpan(start, end, state, label)
        else:
            found[document].pop(span, None)
    return {document: sorted(spans.values()) for document, spans in found.items()}


class Ranged(Protocol):
    """Anything that covers `[start, end)`."""

    @property
    def start(self) -> int:
        """The first code point."""

    @property
    def end(self) -> int:
        """The code point behind the last."""


AnySpan = TypeVar("AnySpan", bound=Ranged)


def touching(
    spans: Sequence[AnySpan], places: Sequence[tuple[int, int]]
) -> Iterator[list[AnySpan]]:
    """For each place the spans that share a character with it; both in order of the text."""
    starts = [span.start for span in spans]
    longest = max((span.end - span.start for span in spans), default=0)
    for start, end in places:
        first, behind = bisect_left(starts, start - longest), bisect_left(starts, end)
        yield [span for span in spans[first:behind] if span.end > start]
