"""Reversible edits of a text, and the map between the offsets before and after them.

The text before is called raw, the text after is called the view. A map is the sorted list of the
segments that differ; between them the two texts are equal. How a span crosses the map:

- an edge in equal text moves with it;
- a span's start leans right, past what stands only in the other text; its end leans left; so a
  span never takes in what was deleted or inserted beside it;
- an edge inside a changed segment goes outward to the segment's border, since which character
  became which is unknown there;
- a span over nothing but inserted (deleted) text becomes an empty range at that place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class EditError(ValueError):
    """Edits that overlap, are out of order, or lie outside of the text."""


class Edit(NamedTuple):
    """Replaces the code points `[start, end)` by `replacement`; `reason` names the step."""

    start: int
    end: int
    replacement: str
    reason: str


class Segment(NamedTuple):
    """A changed segment: `[raw_start, raw_end)` became `[view_start, view_end)`."""

    raw_start: int
    raw_end: int
    view_start: int
    view_end: int
    reason: str


class OffsetMap:
    """The map between a raw text and a view; immutable. Lookups take O(log segments).

    `segments` are sorted in both texts and do not overlap. Without segments it is the identity,
    which costs nothing to make or to use.
    """

    __slots__ = ("_raw_ends", "_raw_starts", "_view_ends", "_view_starts", "raw_length", "segments")

    segments: tuple[Segment, ...]
    raw_length: int

    def __init__(self, segments: Iterable[Segment], raw_length: int) -> None:
        self.segments = tuple(segments)
        self.raw_length = raw_length
        self._raw_starts = [segment.raw_start for segment in self.segments]
        self._raw_ends = [segment.raw_end for segment in self.segments]
        self._view_starts = [segment.view_start for segment in self.segments]
        self._view_ends = [segment.view_end for segment in self.segments]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text of `length` code points onto itself."""
        return cls((), length)

    @property
    def is_identity(self) -> bool:
        """Whether nothing differs."""
        return not self.segments

    @property
    def view_length(self) -> int:
        """Code points of the view."""
        if not self.segments:
            return self.raw_length
        last = self.segments[-1]
        return self.raw_length - last.raw_end + last.view_end

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range of the view's `[start, end)`."""
        if not self.segments:
            return start, end
        return _span(
            start, end, self._view_starts, self._view_ends, self._raw_starts, self._raw_ends
        )

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """The view's range of the raw `[start, end)`."""
        if not self.segments:
            return start, end
        return _span(
            start, end, self._raw_starts, self._raw_ends, self._view_starts, self._view_ends
        )

    def inverted(self) -> OffsetMap:
        """The map that takes the view for raw and raw for the view."""
        return OffsetMap(
            (
                Segment(s.view_start, s.view_end, s.raw_start, s.raw_end, s.reason)
                for s in self.segments
            ),
            self.view_length,
        )

    def changed_in(self, start: int, end: int) -> Sequence[Segment]:
        """The segments that touch the inside of the view's `[start, end)`, deletions included."""
        first = bisect_right(self._view_ends, start)
        behind = bisect_left(self._view_starts, end, lo=first)
        return self.segments[first:behind]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OffsetMap):
            return NotImplemented
        return self.segments == other.segments and self.raw_length == other.raw_length

    def __hash__(self) -> int:
        return hash((self.segments, self.raw_length))

    def __repr__(self) -> str:
        return f"OffsetMap({self.segments!r}, raw_length={self.raw_length})"


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The text after `edits`, which must be sorted and not overlap, and the map to it.

    Edits that touch are allowed; two insertions at one place are applied in order. An edit that
    replaces nothing by nothing is left out of the map.

    Raises:
        EditError: naming the edit that is out of order or outside of the text.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    place = view = 0
    for edit in edits:
        if not place <= edit.start <= edit.end <= len(text):
            raise EditError(
                f"{edit!r} does not fit behind offset {place} of a text of {len(text)} characters"
            )
        view += edit.start - place
        parts += text[place : edit.start], edit.replacement
        if edit.start < edit.end or edit.replacement:
            view_end = view + len(edit.replacement)
            segments.append(Segment(edit.start, edit.end, view, view_end, edit.reason))
            view = view_end
        place = edit.end
    if not segments:
        return text, OffsetMap.identity(len(text))
    parts.append(text[place:])
    return "".join(parts), OffsetMap(segments, len(text))


def compose(first: OffsetMap, second: OffsetMap) -> OffsetMap:
    """The map of doing `first` (raw to a middle text), then `second` (middle to the view).

    Segments become one where they overlap in the middle text; their reasons are joined with `+`.

    Raises:
        ValueError: if the middle texts have different lengths.
    """
    if first.view_length != second.raw_length:
        raise ValueError(f"{first.view_length} and {second.raw_length} characters do not fit")
    if not second.segments:
        return first
    if not first.segments:
        return second
    # In the middle text: [start, end), and how much longer raw or the view is behind it.
    changes = [
        (s.view_start, s.view_end, s.raw_end - s.view_end, None, s.reason) for s in first.segments
    ] + [(s.raw_start, s.raw_end, None, s.view_end - s.raw_end, s.reason) for s in second.segments]
    changes.sort(key=lambda change: change[:2])
    segments: list[Segment] = []
    raw_shift = view_shift = index = 0
    while index < len(changes):
        start, end = changes[index][:2]
        raw_start, view_start = start + raw_shift, start + view_shift
        reasons: dict[str, None] = {}
        while index < len(changes):
            lower, upper, to_raw, to_view, reason = changes[index]
            joined = lower < end or lower == upper == start == end
            if reasons and not joined:
                break
            end = max(end, upper)
            raw_shift = raw_shift if to_raw is None else to_raw
            view_shift = view_shift if to_view is None else to_view
            reasons.update(dict.fromkeys(reason.split("+")))
            index += 1
        raw_end, view_end = end + raw_shift, end + view_shift
        if raw_start < raw_end or view_start < view_end:
            segments.append(Segment(raw_start, raw_end, view_start, view_end, "+".join(reasons)))
    return OffsetMap(segments, first.raw_length)


def _span(
    start: int,
    end: int,
    from_starts: list[int],
    from_ends: list[int],
    to_starts: list[int],
    to_ends: list[int],
) -> tuple[int, int]:
    new_start = _start(start, from_starts, from_ends, to_starts, to_ends)
    if start >= end:
        return new_start, new_start
    new_end = _end(end, from_starts, from_ends, to_starts, to_ends)
    # A start that leaned right past an end that leaned left: nothing is left between them.
    return (new_start, new_end) if new_start <= new_end else (new_end, new_end)


def _start(
    place: int,
    from_starts: list[int],
    from_ends: list[int],
    to_starts: list[int],
    to_ends: list[int],
) -> int:
    index = bisect_right(from_starts, place) - 1
    if index < 0:
        return place
    if place < from_ends[index]:
        return to_starts[index]
    return to_ends[index] + place - from_ends[index]


def _end(
    place: int,
    from_starts: list[int],
    from_ends: list[int],
    to_starts: list[int],
    to_ends: list[int],
) -> int:
    index = bisect_left(from_ends, place)
    if index < len(from_ends) and from_starts[index] < place:
        return to_ends[index]
    index -= 1
    return place if index < 0 else to_ends[index] + place - from_ends[index]
