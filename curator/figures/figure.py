"""What the grammar finds."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure on the half-open range `[start, end)` of code points of the text.

    `value` is a plain decimal, a range or part `a/b`, or an ISO 8601 date, period or time; `unit`
    is `%`, an ISO 4217 code, a unit of measure or what is counted. Both follow the guidelines.
    """

    start: int
    end: int
    label: str
    value: str | None = None
    unit: str | None = None
