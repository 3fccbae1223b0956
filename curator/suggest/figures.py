"""The grammar of figures as a suggester."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from curator.figures.figure import Figure
from curator.model.span import Span, Suggestion

LAYER: Final = "figure"

# How often a figure of each label is right: marks and units tell more than a bare number.
_SCORES: Final = {
    "PERCENT": 0.97,
    "MONEY": 0.95,
    "DATE": 0.93,
    "ORDINAL": 0.92,
    "TIME": 0.9,
    "QUANTITY": 0.88,
    "DURATION": 0.85,
    "CARDINAL": 0.8,
}
_OTHER: Final = 0.7


@cache
def _grammar() -> tuple[Callable[[str], list[Figure]], str]:
    """What finds figures, and its version: imported at the first text only."""
    from curator.figures import VERSION
    from curator.figures.finder import find

    return find, VERSION


class Figures:
    """The figures that `curator.figures` finds, each with its value and unit."""

    name: Final = "figures"

    @property
    def version(self) -> str:
        """The version of the grammar."""
        from curator.figures import VERSION

        return VERSION

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The figures in `text`, in order of start."""
        find, version = _grammar()
        return [
            Suggestion(
                Span(
                    figure.start,
                    figure.end,
                    LAYER,
                    figure.label,
                    figure.value,
                    figure.unit,
                ),
                self.name,
                version,
                _SCORES.get(figure.label, _OTHER),
            )
            for figure in sorted(find(text), key=lambda figure: (figure.start, figure.end))
        ]
