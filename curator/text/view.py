"""What the review shows: a document's raw text after its edits, with the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curator.model.span import trim_range
from curator.text.offsets import Edit, OffsetMap, apply_edits


@dataclass(frozen=True, slots=True)
class View:
    """The raw text, the text a reviewer reads, and the map between their offsets.

    Both maps of ranges leave white space at the edges out, so that what a reviewer marks in the
    view is a span of the raw text. An empty range means that nothing is left on the other side.
    """

    raw: str
    text: str
    map: OffsetMap

    @classmethod
    def identity(cls, raw: str) -> View:
        """The view that shows the raw text as it is."""
        return cls(raw, raw, OffsetMap.identity(len(raw)))

    @classmethod
    def of(cls, raw: str, edits: Iterable[Edit]) -> View:
        """The view after `edits` (sorted, not overlapping).

        Raises:
            EditError: naming the edit that does not fit.
        """
        text, offsets = apply_edits(raw, edits)
        return cls(raw, text, offsets)

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """The range of `text` that shows the raw `[start, end)`."""
        return trim_range(self.text, *self.map.to_view(start, end))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range that the view's `[start, end)` shows."""
        return trim_range(self.raw, *self.map.to_raw(start, end))
