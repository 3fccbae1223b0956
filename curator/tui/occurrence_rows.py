"""A concordance as rows: a heading a group, below it a row an occurrence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from curator.corpus.concordance import Concordance, Group, Occurrence

Place = tuple[int, int, int]
"""Document, start and end: what an occurrence is known by, whatever was decided on it."""


def place_of(occurrence: Occurrence) -> Place:
    """What an occurrence is known by."""
    return occurrence.document, occurrence.start, occurrence.end


class OccurrenceRows:
    """The rows of what has been read of a concordance; call `update` after more was read.

    Looking up a row takes the time of a search among the groups, however many rows there are.
    """

    def __init__(self, concordance: Concordance) -> None:
        self.concordance = concordance
        self._groups: Sequence[Group] = ()
        self._starts: list[int] = []
        self.count = 0
        self.update()

    def update(self) -> None:
        """Take in what has been read since; groups may change their order."""
        self._groups = self.concordance.groups
        sizes = [len(group.occurrences) + 1 for group in self._groups]
        self._starts = list(accumulate(sizes, initial=0))
        self.count = self._starts.pop()

    def at(self, row: int) -> tuple[Group, Occurrence | None]:
        """The group of a row and its occurrence; None on the group's heading."""
        index = bisect_right(self._starts, row) - 1
        group = self._groups[index]
        below = row - self._starts[index] - 1
        return group, group.occurrences[below] if below >= 0 else None

    def near(self, row: int, step: int = 1) -> int:
        """The row of an occurrence: `row`, or past a heading in the direction of `step`."""
        row = max(0, min(row, self.count - 1))
        if self.count and self.at(row)[1] is None:
            return row - 1 if step < 0 and row > 0 else row + 1
        return row

    def row_in(self, group: Group, index: int) -> int:
        """The row of a group's occurrence, wherever the group stands by now."""
        for start, other in zip(self._starts, self._groups, strict=True):
            if other is group:
                return start + 1 + index
        raise KeyError(index)

    def row_of(self, wanted: Place) -> int | None:
        """The row of a place; None where it has not been read (yet)."""
        for row, occurrence in self.occurrences():
            if place_of(occurrence) == wanted:
                return row
        return None

    def occurrences(self, first: int = 0) -> Iterator[tuple[int, Occurrence]]:
        """The occurrences from a row on, with their rows."""
        for start, group in zip(self._starts, self._groups, strict=True):
            for below in range(max(0, first - start - 1), len(group.occurrences)):
                yield start + 1 + below, group.occurrences[below]
