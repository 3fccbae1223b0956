"""The spans of one document in order, with fast look-ups by place and by state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping

from curator.model.review import ReviewSpan, SpanState
from curator.workflow.review.urgency import Urgency, is_uncertain

_BUCKET = 256
"""Code points a bucket; a sorted list alone degenerates under one span over the whole text."""

_Key = tuple[int, int, int]


def _key(span: ReviewSpan) -> _Key:
    return (span.start, span.end, span.id)


class SpanTable:
    """A mutable set of `ReviewSpan`s, by id; ranges are code points of the raw text.

    Pending ones with a score below `sure` count as uncertain.
    """

    def __init__(self, spans: Iterable[ReviewSpan] = (), *, sure: float = 0.0) -> None:
        self._by_id: dict[int, ReviewSpan] = {span.id: span for span in spans}
        self._sure = sure
        self._order: list[_Key] = []
        self._pending: list[_Key] = []
        self._uncertain: list[_Key] = []
        self._flagged: list[_Key] = []
        self._buckets: dict[int, set[int]] = {}
        self.counts: dict[SpanState, int] = dict.fromkeys(SpanState, 0)
        for span in self._by_id.values():
            key = _key(span)
            for keys in self._lists_with(span):
                keys.append(key)
            self._enter(span)
            self.counts[span.state] += 1
        for keys in (self._order, self._pending, self._uncertain, self._flagged):
            keys.sort()

    @property
    def sure(self) -> float:
        """The score from which a suggestion does not count as uncertain."""
        return self._sure

    @sure.setter
    def sure(self, sure: float) -> None:
        if sure != self._sure:
            self._sure = sure
            self._uncertain = [key for key in self._pending if self._doubts(self._by_id[key[2]])]

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[ReviewSpan]:
        """All spans in order of (start, end)."""
        return (self._by_id[key[2]] for key in self._order)

    def get(self, span_id: int | None) -> ReviewSpan | None:
        """The span of that id, None if there is none."""
        return None if span_id is None else self._by_id.get(span_id)

    def as_mapping(self) -> Mapping[int, ReviewSpan]:
        """The spans by id."""
        return self._by_id

    def at(self, index: int) -> ReviewSpan:
        """The span at a place of the order of (start, end)."""
        return self._by_id[self._order[index][2]]

    def index_of(self, span_id: int) -> int:
        """The place of a span in that order; KeyError if there is none."""
        return bisect_left(self._order, _key(self._by_id[span_id]))

    def smallest_id(self) -> int:
        """The smallest id, at most 0: the next span added by hand gets the one below."""
        return min((span_id for span_id in self._by_id if span_id < 0), default=0)

    def put(self, span: ReviewSpan) -> None:
        """Add a span, or put it in the place of the one with its id."""
        self.remove(span.id)
        self._by_id[span.id] = span
        for keys in self._lists_with(span):
            insort(keys, _key(span))
        self.counts[span.state] += 1
        self._enter(span)

    def remove(self, span_id: int) -> None:
        """Take a span out; nothing happens if it is not there."""
        span = self._by_id.pop(span_id, None)
        if span is None:
            return
        for keys in self._lists_with(span):
            del keys[bisect_left(keys, _key(span))]
        self.counts[span.state] -= 1
        for bucket in _buckets(span.start, span.end):
            self._buckets[bucket].discard(span_id)

    def overlapping(self, start: int, end: int) -> list[ReviewSpan]:
        """The spans that share a code point with `[start, end)`, in order of (start, end)."""
        ids: set[int] = set()
        for bucket in _buckets(start, max(end, start + 1)):
            ids |= self._buckets.get(bucket, _NOTHING)
        found = [
            span
            for span_id in ids
            if (span := self._by_id[span_id]).start < end and span.end > start
        ]
        found.sort(key=_key)
        return found

    def pending_after(self, offset: int) -> ReviewSpan | None:
        """The first pending span that starts after `offset`."""
        index = bisect_right(self._pending, (offset, _FAR, 0))
        return self._by_id[self._pending[index][2]] if index < len(self._pending) else None

    def pending_before(self, offset: int) -> ReviewSpan | None:
        """The last pending span that starts before `offset`."""
        index = bisect_left(self._pending, (offset, -1, -_FAR)) - 1
        return self._by_id[self._pending[index][2]] if index >= 0 else None

    def pending(self) -> list[ReviewSpan]:
        """All pending spans in order."""
        return [self._by_id[key[2]] for key in self._pending]

    def uncertain(self) -> list[ReviewSpan]:
        """All pending spans with a score below `sure`, in order."""
        return [self._by_id[key[2]] for key in self._uncertain]

    def urgency_in(self, start: int, end: int) -> Urgency:
        """The highest urgency of the spans that start in `[start, end)`; O(log spans)."""
        for keys, urgency in (
            (self._uncertain, Urgency.UNCERTAIN),
            (self._pending, Urgency.PENDING),
            (self._flagged, Urgency.FLAGGED),
            (self._order, Urgency.DECIDED),
        ):
            index = bisect_left(keys, (start, -1, -_FAR))
            if index < len(keys) and keys[index][0] < end:
                return urgency
        return Urgency.NOTHING

    def _doubts(self, span: ReviewSpan) -> bool:
        return is_uncertain(span, self._sure)

    def _lists_with(self, span: ReviewSpan) -> Iterator[list[_Key]]:
        """The ordered lists that a span belongs in."""
        yield self._order
        if span.state is SpanState.PENDING:
            yield self._pending
            if self._doubts(span):
                yield self._uncertain
        if span.comment is not None:
            yield self._flagged

    def _enter(self, span: ReviewSpan) -> None:
        for bucket in _buckets(span.start, span.end):
            self._buckets.setdefault(bucket, set()).add(span.id)


_FAR = 1 << 62
_NOTHING: frozenset[int] = frozenset()


def _buckets(start: int, end: int) -> range:
    return range(start // _BUCKET, (end - 1) // _BUCKET + 1)
