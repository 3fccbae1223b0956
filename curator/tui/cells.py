"""How characters are shown in the cells of a terminal: harmless, each with a certain width.

Documents are shown, never interpreted. Every code point becomes printable text (in the sense of
`str.isprintable`), so that no control character, escape, bidi control, zero-width character or
surrogate of a document reaches the terminal; what cannot be printed has a one-cell placeholder.
Widths are Rich's. Where terminals disagree about a sequence (emoji joined by ZWJ, variation
selectors, skin tones, flags), its parts are shown in a form on which all of them agree.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from rich.cells import get_character_cell_size

TAB_WIDTH: Final = 4
"""Cells of a tab. Fixed, not a stop: the width of a text is then the sum of its parts."""

MARKS_MAX: Final = 8
"""Combining marks shown on one base; more of them start a cluster of their own."""

# Kinds of code points, as bytes so that a line can be searched at the speed of C.
MARK: Final = 0
"""Joins the base before it, no width of its own."""
NARROW: Final = 1
WIDE: Final = 2
SPACE: Final = 3
"""A space at which a line may break."""
TAB: Final = 4
PLACEHOLDER: Final = 5
ORPHAN: Final = 6
"""A mark with no base to join: shown on a dotted circle."""

_WIDTH_OF_KIND: Final = bytes([0, 1, 2, 1, TAB_WIDTH, 1, 1]) + bytes(249)

# Characters that are certainly one cell and shown as themselves: nearly all of Vietnamese.
_PLAIN: Final = (
    "\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u0482"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc"
)
_UNPLAIN: Final = re.compile(f"[^{_PLAIN}]")

# Fillers: letters by category, blank to the eye.
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
_NO_BREAK: Final = frozenset("\u00a0\u2007\u202f")
_BREAKS: Final = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f"
)
# Variation selectors, skin tones and the like: they belong to their base and are not shown.
_UNSEEN_MARKS: Final = frozenset(
    chr(code)
    for codes in (
        range(0x34F, 0x350),
        range(0x180B, 0x180E),
        range(0xFE00, 0xFE10),
        range(0x1F3FB, 0x1F400),
        range(0xE0100, 0xE01F0),
    )
    for code in codes
)
_FLAG_A: Final = 0x1F1E6
_FLAG_Z: Final = 0x1F1FF

_STRAY_MARKS: Final = re.compile(rb"(?:\A|[^\x00\x01\x02])\x00+|\x00{%d,}" % (MARKS_MAX + 1))


class _Kinds(dict[str, int]):
    """Character to kind, filled as characters turn up."""

    def __missing__(self, character: str) -> int:
        kind = self[character] = _kind(character)
        return kind


class _Shown(dict[str, str]):
    """Character to what is shown for it, filled as characters turn up."""

    def __missing__(self, character: str) -> str:
        shown = self[character] = _shown(character)
        return shown


def _kind(character: str) -> int:
    code = ord(character)
    if character == "\t":
        return TAB
    if character in _BREAKS:
        return SPACE
    if character in _NO_BREAK:
        return NARROW
    if character == "\u3000":
        return WIDE
    if character in _FILLERS or _FLAG_A <= code <= _FLAG_Z:
        return PLACEHOLDER
    if not character.isprintable():
        return PLACEHOLDER
    width = get_character_cell_size(character)
    return MARK if width == 0 else NARROW if width == 1 else WIDE


def _shown(character: str) -> str:
    code = ord(character)
    kind = KINDS[character]
    if kind == TAB:
        return " " * TAB_WIDTH
    if kind == SPACE or character in _NO_BREAK:
        return " "
    if character == "\u3000":
        return "  "
    if kind == MARK:
        return "" if character in _UNSEEN_MARKS else character
    if kind == PLACEHOLDER:
        if code < 0x20:
            return chr(0x2400 + code)
        if code == 0x7F:
            return "\u2421"
        if code < 0xA0:
            return "\u2426"
        if _FLAG_A <= code <= _FLAG_Z:
            return chr(ord("A") + code - _FLAG_A)
        if character in "\u2028\u2029":
            return "¶"
        if character in _FILLERS or unicodedata.category(character) == "Cf":
            return "·"
        return "\ufffd"
    return character


KINDS: Final = _Kinds()
_SHOWN: Final = _Shown()


def is_plain(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether each code point of `text[start:end]` is one cell and shown as itself."""
    return _UNPLAIN.search(text, start, len(text) if end is None else end) is None


def kinds_of(text: str) -> bytes:
    """The kind of each code point. A cluster begins wherever the kind is not MARK.

    The text must begin where a cluster begins, or its first marks are orphans.
    """
    kinds = bytes(map(KINDS.__getitem__, text))
    if MARK not in kinds:
        return kinds
    changed: bytearray | None = None
    for stray in _STRAY_MARKS.finditer(kinds):
        start, end = stray.span()
        if kinds[start] != MARK:
            start += 1
        elif start > 0:
            start += MARKS_MAX
        if start >= end:
            continue
        changed = bytearray(kinds) if changed is None else changed
        for index in range(start, end, MARKS_MAX + 1):
            changed[index] = ORPHAN
    return kinds if changed is None else bytes(changed)


def widths_of(kinds: bytes) -> bytes:
    """The width in cells of each code point of those kinds."""
    return kinds.translate(_WIDTH_OF_KIND)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Consecutive clusters: each a base with its marks, shown and clicked on as one.

    `starts[i]` is the offset of cluster i, `shown[i]` its printable text, `widths[i]` its cells,
    `odd[i]` is 1 where a placeholder is shown. `end` is one past the last code point.
    """

    starts: list[int] | range
    shown: list[str] | str
    widths: bytes
    odd: bytes
    end: int

    def index(self, offset: int) -> int:
        """The cluster that holds an offset; the number of clusters where it lies at the end."""
        if offset >= self.end:
            return len(self.starts)
        return max(0, bisect_right(self.starts, offset) - 1)

    def column(self, offset: int) -> int:
        """Cells before the cluster that holds an offset."""
        return sum(self.widths[: self.index(offset)])

    def at_column(self, column: int) -> int:
        """The offset of the cluster under a cell; `end` beyond the last one."""
        index = bisect_right(list(accumulate(self.widths)), column)
        return self.starts[index] if index < len(self.starts) else self.end


def clusters(text: str, start: int, end: int) -> Clusters:
    """The clusters of `text[start:end]`; `start` must be where a cluster begins."""
    count = end - start
    if is_plain(text, start, end):
        return Clusters(range(start, end), text[start:end], b"\x01" * count, bytes(count), end)
    part = text[start:end]
    starts: list[int] = []
    shown: list[str] = []
    widths = bytearray()
    odd = bytearray()
    kinds = kinds_of(part)
    for offset, (character, kind, width) in enumerate(
        zip(part, kinds, widths_of(kinds), strict=True), start
    ):
        if kind == MARK:
            shown[-1] += _SHOWN[character]
            continue
        starts.append(offset)
        shown.append("\u25cc" + _SHOWN[character] if kind == ORPHAN else _SHOWN[character])
        widths.append(width)
        odd.append(kind in (PLACEHOLDER, ORPHAN))
    return Clusters(starts, shown, bytes(widths), bytes(odd), end)


def harmless(text: str) -> str:
    """One line of printable text for any text: what the other widgets show of a document."""
    return text if is_plain(text) else "".join(clusters(text, 0, len(text)).shown)


def fit(text: str, width: int, *, pad: bool = False) -> tuple[str, int]:
    """`text` harmless and cut to `width` cells with an ellipsis, and its width in cells.

    With `pad` it is filled with spaces to exactly `width`. Looks at no more of a long text than
    may be shown.
    """
    if width <= 0:
        return "", 0
    # Cut long text before work is spent on it: a cell holds one cluster of bounded length.
    head = text[: (width + 1) * (MARKS_MAX + 1)]
    if len(head) <= width and is_plain(head):
        shown, cells = head, len(head)
    else:
        parts = clusters(head, 0, len(head))
        cells = sum(parts.widths)
        if cells <= width and len(head) == len(text):
            shown = "".join(parts.shown)
        else:
            keep = cells = 0
            for part in parts.widths:
                if cells + part > width - 1:
                    break
                cells += part
                keep += 1
            shown, cells = "".join(parts.shown[:keep]) + "…", cells + 1
    if pad and cells < width:
        shown, cells = shown + " " * (width - cells), width
    return shown, cells


def fit_end(text: str, width: int) -> str:
    """The end of `text` harmless in exactly `width` cells, filled up or cut on the left."""
    tail = text[max(0, len(text) - (width + 1) * (MARKS_MAX + 1)) :] if width > 0 else ""
    parts = clusters(tail, 0, len(tail))
    cells = sum(parts.widths)
    first = 0
    cut = cells > width or (len(tail) < len(text) and width > 0)
    while first < len(parts.widths) and cells > width - cut:
        cells -= parts.widths[first]
        first += 1
    shown = ("…" if cut else "") + "".join(parts.shown[first:])
    return " " * (width - cells - cut) + shown
