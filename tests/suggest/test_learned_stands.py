"""How spans of the tagger stand to the hints, and what is made of it."""

from __future__ import annotations

import pytest

from curator.model.span import Span, Suggestion
from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.features import reading_of
from curator.suggest.learned.model import LayerModel
from curator.suggest.learned.sequences import sequences_of, token_ranges
from curator.suggest.learned.stands import CUT, LONGER, NEW, OTHER, OWN, SAME, stands
from curator.suggest.learned.token_span import TokenSpan

TEXT = "Bà Lò Thị Mây, Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy, thăm xã Nà Hẩu.\n\nNgày 3/4 họp."
LABELS = frozenset(("PER", "TITLE", "LOC", "DATE"))
NAMES = (
    ("Lò Thị Mây", "PER"),
    ("Ủy viên Trung ương Đảng", "TITLE"),
    ("Bí thư Tỉnh ủy", "TITLE"),
    ("Nà Hẩu", "LOC"),
)
FIGURES = (("3/4", "DATE"),)


def _suggestion(surface: str, label: str, layer: str) -> Suggestion:
    start = TEXT.index(surface)
    return Suggestion(Span(start, start + len(surface), layer, label), "patterns", "1", 0.9)


SEQUENCES = sequences_of(TEXT)
READING = reading_of(
    TEXT,
    SEQUENCES,
    [_suggestion(*name, "entity") for name in NAMES],
    [_suggestion(*figure, "figure") for figure in FIGURES],
)


def _span(surface: str, label: str, layer: str = "entity", score: float = 0.9) -> TokenSpan:
    start = TEXT.index(surface)
    (found,) = token_ranges(SEQUENCES, [(start, start + len(surface))])
    assert found is not None
    return TokenSpan(*found, layer, label, score)


@pytest.mark.parametrize(
    ("surface", "label", "stand"),
    [
        ("Lò Thị Mây", "PER", SAME),
        ("Lò Thị Mây", "LOC", OTHER),
        ("Thị Mây", "PER", OTHER),
        ("Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy", "TITLE", OTHER),
        ("xã Nà Hẩu", "LOC", LONGER),
        ("xã Nà Hẩu", "PER", OTHER),
        ("thăm", "LOC", NEW),
        ("thăm", "SONG", OWN),
        ("Ngày 3/4", "LOC", NEW),
    ],
)
def test_names_stand_to_what_the_patterns_say(surface: str, label: str, stand: str) -> None:
    assert stands(READING, "entity", [_span(surface, label)], LABELS) == [stand]


def test_figures_stand_to_what_the_grammar_says() -> None:
    spans = [_span("3/4", "DATE", "figure"), _span("Ngày 3/4", "DATE", "figure")]
    assert stands(READING, "figure", spans, LABELS) == [SAME, LONGER]
    assert stands(READING, "figure", [], LABELS) == []


def test_hints_that_touch_are_two() -> None:
    text = "Nga Mỹ họp"
    hints = [
        Suggestion(Span(*at, "entity", "LOC"), "patterns", "1", 0.9) for at in ((0, 3), (4, 6))
    ]
    reading = reading_of(text, sequences_of(text), hints, [])
    whole, first = TokenSpan(0, 2, "entity", "LOC", 0.9), TokenSpan(0, 1, "entity", "LOC", 0.9)
    assert stands(reading, "entity", [whole], LABELS) == [OTHER]
    assert stands(reading, "entity", [first], LABELS) == [SAME]


def test_where_a_hint_runs_over_the_end_of_a_sequence_the_tagger_has_no_say() -> None:
    """A name over forced line breaks, of which the tagger saw one line."""
    text = "ỦY BAN NHÂN DÂN\n\nTỈNH MAI SƠN"
    hint = Suggestion(Span(0, len(text), "entity", "ORG"), "patterns", "1", 0.8)
    reading = reading_of(text, sequences_of(text), [hint], [])
    assert len(reading.sequences.lengths) == 2
    part = TokenSpan(0, 4, "entity", "ORG", 0.99)
    assert stands(reading, "entity", [part], {"ORG"}) == [CUT]
    layer = LayerModel("entity", ("O",), reading.sequences.bounds * 0.0)
    assert layer.calibrated([part], reading, {"ORG"}) == []


def test_scores_are_put_right_by_how_a_span_stands() -> None:
    layer = LayerModel(
        "entity", ("O",), READING.sequences.bounds * 0.0, {NEW: Calibration(1.0, -2.0)}
    )
    spans = [_span("Lò Thị Mây", "PER"), _span("thăm", "LOC")]
    same, new = layer.calibrated(spans, READING, LABELS)
    assert same == spans[0]._replace(stand=SAME)
    assert new.stand == NEW
    assert new.score == pytest.approx(float(Calibration(1.0, -2.0)([0.9])[0]), abs=1e-4)
