"""The trained tagger as a suggester."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from curator.model.span import Span, Suggestion, check_range
from curator.suggest.learned.features import reading_of
from curator.suggest.learned.model import Model
from curator.suggest.learned.sequences import sequences_of, text_range
from curator.suggest.protocol import Suggester

LAYER: Final = "entity"
VERSION_DIGITS: Final = 12


class Learned:
    """Names that a model finds which has learned from finished documents.

    `names` and `figures` are the suggesters whose spans the model reads as hints; it must have been
    trained with the same. The version is the beginning of the model file's checksum.
    """

    name: Final = "learned"

    HINTS: Final = ("patterns", "figures")
    """The names of the suggesters that give the hints."""

    def __init__(self, model: Model, version: str, names: Suggester, figures: Suggester) -> None:
        self.version: Final = version[:VERSION_DIGITS]
        self.model: Final = model
        self._names = names
        self._figures = figures

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The names in `text`, in order, without overlap; linear in the text's length."""
        sequences = sequences_of(text)
        if not sequences.words:
            return []
        reading = reading_of(
            text, sequences, self._names.suggest(text), self._figures.suggest(text)
        )
        suggestions = []
        for span in self.model.tag(reading):
            start, end = text_range(sequences, span.first, span.after)
            check_range(text, start, end)
            suggestions.append(
                Suggestion(Span(start, end, LAYER, span.label), self.name, self.version, span.score)
            )
        return suggestions
