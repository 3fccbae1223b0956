"""What an export could not carry over: counted, told, never silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from curator.model.span import Span

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class LostSpan:
    """A span that was left out, and the document it lies in."""

    document: str
    span: Span


@dataclass(slots=True)
class Losses:
    """What a format has no place for, in numbers.

    `overlaps` are spans left out because another span holds some of their tokens, `other_layers`
    spans of a layer that was not asked for, `values` spans whose value and unit were left out;
    `examples` are the first of the spans left out because of an overlap. These are losses of
    annotation.

    The rest tells how tokens differ from the raw text: `split` tokens were cut where a span
    begins or ends inside them, `escaped` ones hold characters written as an escape, and in
    `underscores` the text itself has the sign that joins syllables.
    """

    overlaps: int = 0
    other_layers: int = 0
    values: int = 0
    split: int = 0
    escaped: int = 0
    underscores: int = 0
    examples: list[LostSpan] = field(default_factory=list)

    @property
    def of_annotation(self) -> int:
        """How many spans were left out or lost their value."""
        return self.overlaps + self.other_layers + self.values

    def add_overlap(self, document: str, span: Span) -> None:
        """Count a span that was left out because of another."""
        self.overlaps += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(LostSpan(document, span))

    def lines(self) -> Iterator[str]:
        """One plain sentence a kind of loss that occurred."""
        for count, what in (
            (self.overlaps, "left out: another span holds some of the same tokens"),
            (self.other_layers, "left out: of a layer that was not asked for"),
            (self.values, "written without value and unit: the format has no place for them"),
        ):
            if count:
                yield f"{count} {'span' if count == 1 else 'spans'} {what}"
        for count, what in (
            (self.split, "cut where a span begins or ends inside"),
            (self.escaped, "written with an escape for characters that cannot be seen"),
            (self.underscores, "with an underscore of the text's own, as joins syllables"),
        ):
            if count:
                yield f"{count} {'token' if count == 1 else 'tokens'} {what}"
