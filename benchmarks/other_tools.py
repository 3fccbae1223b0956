"""What the acts of a review cost in other tools, and so what the same review would cost there.

The costs are those of an act in the tool as it comes: keys, clicks and drags count one each, the
way to the span is not counted. None of these tools has values and units of figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from expert import Work
from review_keyboard import Act


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool and its costs; accepting a span that is right costs nothing in any of them."""

    name: str
    relabel: int
    boundary: int
    delete: int
    add: int
    finish: int
    boundary_step: int = 0
    """For each syllable that a boundary moves."""
    add_step: int = 0
    """For each syllable of a new span after the first."""

    def adding(self, syllables: Iterable[int]) -> int:
        """What it costs to mark spans of so many syllables each."""
        return sum(self.add + self.add_step * (max(length, 1) - 1) for length in syllables)

    def reviewing(self, work: Work) -> int:
        """What the acts of a document's review would cost."""
        return (
            self.relabel * work.times[Act.RELABEL]
            + sum(self.boundary + self.boundary_step * steps for steps in work.moved)
            + self.delete * (work.times[Act.REJECT] + work.displaced)
            + self.adding(work.added)
            + self.finish
        )


TOOLS: Final = (
    # Keys only; a span is taken off and marked again.
    Tool("SLATE", relabel=4, boundary=4, delete=1, add=2, finish=1, boundary_step=1, add_step=1),
    # A click to take the span off, the label's key, a drag over the text.
    Tool("Prodigy", relabel=3, boundary=3, delete=1, add=2, finish=1),
    # A click, a letter of the label, Enter; a right click, the label's key and a drag.
    Tool("doccano", relabel=3, boundary=3, delete=1, add=2, finish=2),
)
