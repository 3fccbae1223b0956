"""Numbers in a list of which only the last one has the unit: `120, 95 và 80 tỷ đồng`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from curator.figures.counted import Unit, unit_at
from curator.figures.numerals import Numeral, numeral_at

_NEXT = re.compile(
    r",? (?:và|hoặc|hay) (?=[-−+]?[0-9])|[,;] (?=[-−+]?[0-9])"
    r"| (?:lên|xuống còn|xuống|còn) (?:gần |hơn |khoảng |tới )?(?=[0-9])| [x×] (?=[0-9])"
)
_NOT_LAST = (", ", "; ")
_TIMES = (" x ", " × ")
_SIGNS = frozenset("-−+")
_AFTER_NUMBER = frozenset("/-–:")
_LONGEST = 10


class Listed(NamedTuple):
    """A number of a list: `sign` is where it begins with its sign, `negative` if that is a minus.

    `value` has the magnitude of the last number multiplied in.
    """

    sign: int
    end: int
    value: Decimal
    negative: bool


def listed_at(
    low: str, text: str, start: int, first: Numeral
) -> tuple[list[Listed], Unit | None, int]:
    """All numbers but the last of the list that begins at `start`, and the unit of all of them.

    The unit is None if no list begins there whose last number, after `và` or `hoặc`, has a known
    one. Last comes how far it was looked.
    """
    found = [(start, first)]
    link = _NEXT.match(low, first.end)
    while link is not None and len(found) < _LONGEST:
        at = link.end() + (low[link.end()] in _SIGNS)
        number = numeral_at(low, at)
        if number is None or number.worded or low[number.end : number.end + 1] in _AFTER_NUMBER:
            break
        found.append((at, number))
        unit = unit_at(low, text, number.end)
        if unit is not None:
            sides = link[0] not in _TIMES or _are_sides(found, unit)
            if not unit.known or link[0] in _NOT_LAST or not sides:
                break
            return _shared(low, found), unit, number.end
        link = _NEXT.match(low, number.end)
    return [], None, found[-1][0]


def _are_sides(found: list[tuple[int, Numeral]], unit: Unit) -> bool:
    """Whether numbers with `x` between them are sides: `60 x 80 cm`, but not `4 x 100 m`."""
    values = [number.value for _, number in found]
    return unit.kind == "measure" and 0 < max(values) < 10 * min(values)


def _shared(low: str, found: list[tuple[int, Numeral]]) -> list[Listed]:
    magnitude = found[-1][1].magnitude
    listed = []
    for start, number in found[:-1]:
        signed = low[start - 1 : start] in _SIGNS and low[start - 2 : start - 1] in (" ", "(")
        value = number.value
        whole = number.magnitude == 1 and not low[start : number.end].endswith(".000")
        # `50.000, 100.000 và 1 triệu đồng` are no millions, the first two.
        listed.append(
            Listed(
                start - 1 if signed else start,
                number.end,
                value * magnitude if whole else value,
                signed and low[start - 1] != "+",
            )
        )
    return listed
