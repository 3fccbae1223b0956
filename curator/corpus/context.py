"""The line around a place in a text, short enough to show, whatever the line's length."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Raw text around a hit: `text[start:end]` is the hit; `cut_*` tells that the line goes on.

    It is text of a document: make it harmless before it is shown.
    """

    text: str
    start: int
    end: int
    cut_before: bool
    cut_after: bool


def context_of(raw: str, start: int, end: int, width: int = 80) -> Context:
    """The line that `[start, end)` stands in, at most `width` code points on either side.

    Looks at no more of the text than it returns, so a line of a megabyte costs nothing.
    """
    left = max(0, start - width)
    right = min(len(raw), end + width)
    line_start = max(raw.rfind("\n", left, start), raw.rfind("\r", left, start)) + 1
    breaks = [place for sign in "\n\r" if (place := raw.find(sign, end, right)) >= 0]
    cut_before = not line_start and left > 0
    first = line_start or left
    while cut_before and first < start and unicodedata.combining(raw[first]):
        first += 1
    last = min(breaks, default=right)
    return Context(
        raw[first:last], start - first, end - first, cut_before, not breaks and last < len(raw)
    )
