"""The trained tagger as a suggester."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from curator.model.span import Span, Suggestion
from curator.suggest.gazetteer import words
from curator.suggest.learned.doubts import Doubts
from curator.suggest.learned.features import reading_of
from curator.suggest.learned.model import Model
from curator.suggest.learned.sequences import sequences_of
from curator.suggest.learned.stands import NEW, OWN
from curator.suggest.learned.token_span import TokenSpan
from curator.suggest.protocol import Suggester

FIGURE_LAYER: Final = "figure"
VERSION_DIGITS: Final = 12

LEAST: Final = 0.5
"""A figure, and a label that no hint has, is suggested if it is more likely right than wrong."""

LEAST_NEW: Final = 0.4
"""Where the hints see no name at all, one is suggested from this score on."""


class Learned:
    """Spans that a model finds which has learned from finished documents.

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
        """The spans in `text`, in order, none of a layer overlapping; linear in the length."""
        sequences = sequences_of(text)
        if not len(sequences.place):
            return []
        figures = self._figures.suggest(text)
        names = self._names.suggest(text)
        reading = reading_of(text, sequences, names, figures)
        doubts = Doubts(text, [one.span for one in names])
        known = {
            (one.span.start, one.span.end, one.span.layer, one.span.label): one.span
            for one in (*figures, *names)
        }
        found = self.model.tag(reading)
        starts, ends = sequences.starts.tolist(), sequences.ends.tolist()
        suggestions = []
        for one in found:
            if one.score < _least(one):
                continue
            start, end = starts[one.first], ends[one.after - 1]
            span = known.get((start, end, one.layer, one.label))
            if span is None:
                found_here = Span(start, end, one.layer, one.label)
                if one.layer != FIGURE_LAYER:
                    span = doubts.answered(found_here)
                else:
                    span = _read(text, found_here)
            if span is not None:
                suggestions.append(Suggestion(span, self.name, self.version, one.score))
        return suggestions


def _read(text: str, span: Span) -> Span | None:
    """The span with its value and unit if it is a figure; None for a figure that cannot be read."""
    if span.layer != FIGURE_LAYER:
        return span
    from curator.figures import read

    value, unit = read(span.text_of(text), span.label)
    if value is None and (span.label != "DATE" or not _calendar(span.text_of(text))):
        return None
    return replace(span, value=value, unit=unit)


def _least(span: TokenSpan) -> float:
    """The score from which a span is suggested.

    A name that contradicts the hints always stands for them: where the two differ the tagger was
    right in 45 cases of 100 and the hint in 12 (1,599 names in 62 documents unknown to both).
    """
    if span.layer == FIGURE_LAYER or span.stand == OWN:
        return LEAST
    return LEAST_NEW if span.stand == NEW else 0.0


_CALENDAR: Final = words("ngày tháng năm quý tuần giai kỳ thế thập mùa vụ tết mùng rằm đầu hôm")


def _calendar(surface: str) -> bool:
    """Whether a date without a value has a word of the calendar, and is no `29T-8507`."""
    return not _CALENDAR.isdisjoint(surface.lower().split())
