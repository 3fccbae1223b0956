"""The grammar of Vietnamese figures: finds them, gives value and unit.

The grammar itself is loaded at the first call, so that importing this room costs next to nothing.
"""

from __future__ import annotations

from curator.figures.figure import Figure

__all__ = ["VERSION", "Figure", "check_value", "find", "read", "read_in"]

VERSION = "4"
"""Told with every suggestion; counts up where the grammar finds or reads other figures."""


def find(text: str) -> list[Figure]:
    """The figures of `text` in order, none overlapping another.

    Offsets are half-open code points of `text` as it is given, composed or decomposed. Works in
    time linear in the length of the text and never raises.
    """
    from curator.figures.finder import find as find_figures

    return find_figures(text)


def read(text: str, label: str) -> tuple[str | None, str | None]:
    """Value and unit of the surface `text` under a figure label, without context.

    Either is None where the surface does not say it: a `CARDINAL` alone has no unit, `quý I` has
    no value.
    """
    from curator.figures.reading import read as read_surface

    return read_surface(text, label)


def read_in(text: str, start: int, end: int, label: str) -> tuple[str | None, str | None]:
    """Value and unit that `text[start:end]` has under a figure label, with what stands around it.

    What a `CARDINAL` counts stands behind it. As quick in a long text as in a short one.
    """
    from curator.figures.in_text import read_in as read_there

    return read_there(text, start, end, label)


def check_value(label: str, text: str, value: str, unit: str | None) -> str | None:
    """What is wrong with the value and unit of a figure, in a few words; None if they are fine.

    `value` may be empty where the label allows a figure without one.
    """
    from curator.figures.reading import check_value as check

    return check(label, text, value, unit)
