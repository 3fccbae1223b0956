"""Value and unit of a range of a text that a reviewer marks: what its surroundings say counts."""

from __future__ import annotations

from curator.figures.counted import noun_at, unit_at
from curator.figures.finder import find
from curator.figures.numerals import numeral_at, plain
from curator.figures.page import Page
from curator.figures.reading import read

_BEFORE = 160
_BEHIND = 120
"""So many code points around a range are looked at, from white space to white space."""
_PART_OF = (" tổng số ", " trong số ", " số ")


def read_in(text: str, start: int, end: int, label: str) -> tuple[str | None, str | None]:
    """Value and unit that `text[start:end]` has under `label` where it stands.

    Where the grammar finds this very figure, its reading counts; else that of the surface, and a
    number that counts something has the noun behind it as its unit. The time that this takes does
    not depend on the length of `text`.

    Raises:
        ValueError: if `label` is no label of a figure.
    """
    left, right = _window(text, start, end)
    for figure in find(text[left:right]):
        place = (figure.start + left, figure.end + left, figure.label)
        if place == (start, end, label):
            return figure.value, figure.unit
    value, unit = read(text[start:end], label)
    if value is None and label == "QUANTITY":
        return _measured(text[start:end])
    if unit is None and value is not None and label == "CARDINAL":
        unit = _counted(text[start:end], text[end:right])
    return value, unit


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = max(0, start - _BEFORE), min(len(text), end + _BEHIND)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return left, right


def _measured(surface: str) -> tuple[str | None, str | None]:
    """A number, and what follows it in the span, whatever that is: `0 mg/dl máu khô`."""
    page = Page(surface.strip())
    number = numeral_at(page.low, 0)
    if number is None:
        return None, None
    unit = page.text[number.end :].strip()
    return (plain(number.value), unit) if unit and not unit[0].isdigit() else (None, None)


def _counted(surface: str, behind: str) -> str | None:
    """What a number counts that the text `behind` follows; for a share, what it is a share of."""
    page = Page(surface + behind)
    end = len(Page(surface).text)
    for part in _PART_OF:
        if page.low.startswith(part, end):
            whole = noun_at(page.low, page.text, end + len(part))
            return whole.name if whole is not None and whole.known else None
    unit = unit_at(page.low, page.text, end)
    return unit.name if unit is not None and unit.kind == "noun" else None
