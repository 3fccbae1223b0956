"""The merge where the trained tagger has read what patterns and grammar say."""

from __future__ import annotations

from dataclasses import replace

from curator.model.span import Span, Suggestion
from curator.suggest.merge import merge


def _said(
    start: int, end: int, label: str, score: float, source: str, layer: str = "entity"
) -> Suggestion:
    return Suggestion(Span(start, end, layer, label), source, "1", score)


def test_the_tagger_stands_for_the_patterns_it_has_read() -> None:
    learned = _said(3, 9, "PER", 0.55, "learned")
    pattern = _said(0, 9, "TITLE", 0.95, "patterns")
    assert merge([pattern, learned], exclusive=True) == [learned]


def test_its_score_stays_where_the_patterns_agree() -> None:
    learned = _said(0, 9, "PER", 0.7, "learned")
    agreeing = [_said(0, 9, "PER", 0.9, source) for source in ("patterns", "underthesea", "team")]
    # The span is the patterns' first, and they are named as its source.
    credited = replace(agreeing[0], score=0.7)
    assert merge([*agreeing, learned], exclusive=True) == [credited]
    assert merge([agreeing[1], learned], exclusive=True) == [learned]


def test_patterns_count_where_the_tagger_says_nothing() -> None:
    learned = _said(0, 9, "PER", 0.9, "learned")
    before, after = _said(10, 12, "LOC", 0.8, "patterns"), _said(20, 25, "ORG", 0.8, "patterns")
    assert merge([after, learned, before], exclusive=True) == [learned, before, after]


def test_a_figure_is_not_dropped_for_a_name_beside_it_in_the_same_place() -> None:
    """Layers are looked at apart: between them the rules for scores and lengths hold."""
    learned = _said(3, 6, "MISC", 0.4, "learned")
    date = _said(0, 12, "DATE", 0.9, "figures", "figure")
    assert merge([learned, date], exclusive=True) == [date]
    assert merge([learned, date], exclusive=False) == [date, learned]


def test_a_source_it_has_not_read_competes_by_its_score() -> None:
    learned = _said(0, 5, "PER", 0.6, "learned")
    team = _said(0, 9, "ORG", 0.9, "team")
    assert merge([learned, team], exclusive=True) == [team]
