"""From a text to the lines of a screen: wrapping, and offsets to cells and back.

Pure: knows nothing of Textual. Offsets are code points of the text. A paragraph ends at "\\n"
alone; a "\\r" before it belongs to the line's end and is not shown. A line may break after a
space or a tab; spaces at a break hang over the edge, at most a line's width of them. Wrapping
costs one pass over the text (a search a line for ordinary text); everything else costs what one
line costs, however long its paragraph is.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from curator.tui.cells import (
    SPACE,
    TAB,
    TAB_WIDTH,
    Clusters,
    clusters,
    is_plain,
    kinds_of,
    widths_of,
)

MIN_WIDTH: Final = TAB_WIDTH
"""The narrowest width that is wrapped to: no cluster is wider."""

_SPACE_BYTE: Final = bytes([SPACE])
_TAB_BYTE: Final = bytes([TAB])


class Layout:
    """The visual lines of a text at a width in cells. Call `wrap` before asking for lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.width = 0
        """The width that the lines are wrapped to; 0 before the first `wrap`."""
        self._lines = array("L")
        self._paragraphs: array[int] | None = None
        self._plain: bytearray | None = None

    def wrap(self, width: int) -> bool:
        """Wrap to a width in cells (`MIN_WIDTH` at least); False where that is the width now."""
        width = max(width, MIN_WIDTH)
        if width == self.width:
            return False
        self.width = width
        if self._paragraphs is None or self._plain is None:
            self._paragraphs, self._plain = _paragraphs(self.text)
        text = self.text
        lines = array("L")
        last = len(self._paragraphs) - 1
        hanging = re.compile(f" {{1,{width}}}")
        for index, start in enumerate(self._paragraphs):
            end = self._paragraphs[index + 1] - 1 if index < last else len(text)
            if end > start and index < last and text[end - 1] == "\r":
                end -= 1
            if end - start <= width and self._plain[index]:
                lines.append(start)
            elif self._plain[index]:
                _wrap_plain(text, start, end, width, hanging, lines)
            else:
                _wrap_any(text[start:end], start, width, lines)
        self._lines = lines
        return True

    def __len__(self) -> int:
        """The number of lines: one at least."""
        return len(self._lines)

    def line_of(self, offset: int) -> int:
        """The line that an offset in [0, len(text)] belongs to."""
        return max(0, bisect_right(self._lines, offset) - 1)

    def start_of(self, line: int) -> int:
        """The offset at which a line starts; `len(text)` for a line beyond the last."""
        return self._lines[line] if line < len(self._lines) else len(self.text)

    def bounds(self, line: int) -> tuple[int, int]:
        """A line's range without its line break (hanging spaces included)."""
        start, end = self._lines[line], self.start_of(line + 1)
        if line + 1 < len(self._lines) and end > start and self.text[end - 1] == "\n":
            end -= 1
            if end > start and self.text[end - 1] == "\r":
                end -= 1
        return start, end

    def last_offset(self, line: int) -> int:
        """The last offset at which a caret stands on a line: after its text where it can."""
        start, end = self.bounds(line)
        if line + 1 == len(self._lines) or self.start_of(line + 1) > end:
            return end
        cells = clusters(self.text, start, end)
        return cells.starts[-1] if len(cells.starts) else start

    def clusters(self, line: int) -> Clusters:
        """A line's clusters."""
        return clusters(self.text, *self.bounds(line))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of the cell at which an offset is shown.

        The column is `width` for hanging spaces and at the end of a full line.
        """
        line = self.line_of(offset)
        start, end = self.bounds(line)
        return line, min(clusters(self.text, start, end).column(offset), self.width)

    def offset_at(self, line: int, column: int) -> int:
        """The offset of the cluster under a cell.

        Beyond the text of a line it is `last_offset(line)`; lines and columns outside the text
        are taken to the nearest inside.
        """
        line = min(max(line, 0), len(self._lines) - 1)
        start, end = self.bounds(line)
        offset = clusters(self.text, start, end).at_column(max(0, column))
        return offset if offset < end else self.last_offset(line)


def _paragraphs(text: str) -> tuple[array[int], bytearray]:
    """Where each paragraph starts, and 1 for each that is plain."""
    starts = array("L", [0])
    starts.extend(found.end() for found in re.finditer("\n", text))
    plain = bytearray(len(starts))
    last = len(starts) - 1
    for index, start in enumerate(starts):
        end = starts[index + 1] - 1 if index < last else len(text)
        if end > start and index < last and text[end - 1] == "\r":
            end -= 1
        plain[index] = is_plain(text, start, end)
    return starts, plain


def _wrap_plain(
    text: str, start: int, end: int, width: int, hanging: re.Pattern[str], lines: array[int]
) -> None:
    """Add the lines of `text[start:end]`, every character of which is one cell."""
    rfind = text.rfind
    while end - start > width:
        lines.append(start)
        edge = start + width
        if text[edge] != " ":
            gap = rfind(" ", start, edge)
            start = gap + 1 if gap >= 0 else edge
        else:
            spaces = hanging.match(text, edge, end)
            start = spaces.end() if spaces else edge
            if start == end:
                return
    lines.append(start)


def _wrap_any(text: str, first: int, width: int, lines: array[int]) -> None:
    """Add the lines of a paragraph of any characters; `first` is its offset."""
    kinds = kinds_of(text)
    ends = array("L", accumulate(widths_of(kinds)))
    count = len(kinds)
    hanging = re.compile(rb"\x%02x{1,%d}" % (SPACE, width))
    start = 0
    before = 0
    while True:
        lines.append(first + start)
        # Ends with the marks of the last cluster that fits: they have no width.
        edge = bisect_right(ends, before + width, start)
        if edge >= count:
            return
        spaces = hanging.match(kinds, edge)
        if spaces:
            start = spaces.end()
            if start == count:
                return
        else:
            gap = max(kinds.rfind(_SPACE_BYTE, start, edge), kinds.rfind(_TAB_BYTE, start, edge))
            start = gap + 1 if gap >= 0 else edge
        before = ends[start - 1]
