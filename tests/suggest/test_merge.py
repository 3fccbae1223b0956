"""The merge's rule, case by case, and what holds for any suggestions."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model.span import Span, Suggestion
from curator.suggest.merge import SHOWN_FROM, merge


def _suggestion(
    start: int,
    end: int,
    label: str = "ORG",
    score: float = 0.9,
    source: str = "patterns",
    layer: str = "entity",
) -> Suggestion:
    return Suggestion(Span(start, end, layer, label), source, "1", score)


def _figure(start: int, end: int, label: str = "CARDINAL", score: float = 0.8) -> Suggestion:
    return _suggestion(start, end, label, score, "figures", "figure")


def test_no_figure_is_kept_inside_an_entity() -> None:
    law = _suggestion(0, 30, "LAW")
    assert merge([_figure(20, 24), law], exclusive=True) == [law]


def test_even_a_sure_figure_gives_way_to_a_fair_entity_around_it() -> None:
    law = _suggestion(0, 9, "LAW", 0.6)
    assert merge([_figure(7, 9, "DATE", 0.99), law], exclusive=True) == [law]


def test_a_figure_wins_over_a_weak_entity_inside_it() -> None:
    date = _figure(0, 12, "DATE", 0.9)
    assert merge([_suggestion(3, 6, "MISC", 0.4), date], exclusive=True) == [date]


def test_a_weak_entity_around_a_figure_gives_way() -> None:
    number = _figure(4, 6)
    assert merge([_suggestion(0, 6, "ORG", 0.4), number], exclusive=True) == [number]


def test_layers_that_may_overlap_are_merged_apart() -> None:
    law, number = _suggestion(0, 30, "LAW"), _figure(20, 24)
    assert merge([number, law], exclusive=False) == [law, number]


def test_the_outermost_of_nested_names_is_kept() -> None:
    outer = _suggestion(0, 20, "TITLE", 0.82)
    assert merge([_suggestion(10, 20, "LOC", 0.99), outer], exclusive=True) == [outer]


def test_a_strong_short_name_beats_a_fair_long_one() -> None:
    strong = _suggestion(5, 12, "PER", 0.9)
    assert merge([_suggestion(0, 12, "ORG", 0.6), strong], exclusive=True) == [strong]


def test_the_last_resort_counts_only_where_nothing_else_overlaps() -> None:
    weak = _suggestion(4, 8, "MISC", 0.3)
    over = _suggestion(0, 10, "LOC", 0.99, "underthesea")
    apart = _suggestion(20, 25, "LOC", 0.3, "underthesea")
    assert merge([over, weak, apart], exclusive=True) == [weak, apart]


def test_two_sources_raise_the_score_and_the_best_one_is_named() -> None:
    first = _suggestion(0, 5, "PER", 0.8)
    second = _suggestion(0, 5, "PER", 0.5, "underthesea")
    third = _suggestion(0, 5, "PER", 0.5, "patterns")
    (merged,) = merge([second, third, first], exclusive=True)
    assert merged.source == "patterns"
    assert merged.score == pytest.approx(0.9)


def test_one_source_saying_a_thing_twice_is_no_second_witness() -> None:
    once = _suggestion(0, 5, "PER", 0.8)
    assert merge([once, _suggestion(0, 5, "PER", 0.6), once], exclusive=True) == [once]


def test_sources_from_outside_stand_by_their_score() -> None:
    learned = _suggestion(0, 8, "LOC", 0.95, "tagger")
    rule = _suggestion(0, 8, "ORG", 0.85)
    assert merge([rule, learned], exclusive=True) == [learned]


def test_what_is_too_weak_to_be_shown_is_left_out() -> None:
    assert merge([_suggestion(0, 5, score=SHOWN_FROM - 0.01)], exclusive=True) == []
    assert len(merge([_suggestion(0, 5, score=SHOWN_FROM)], exclusive=True)) == 1


def test_touching_spans_both_stay() -> None:
    spans = [_suggestion(0, 5), _suggestion(5, 9, "LOC")]
    assert merge(reversed(spans), exclusive=True) == spans


def test_values_of_a_figure_are_kept() -> None:
    figure = Suggestion(Span(0, 4, "figure", "PERCENT", "70.9", "%"), "figures", "1", 0.97)
    assert merge([figure], exclusive=True) == [figure]


_ANY = st.builds(
    lambda start, size, label, score, source: (
        _figure(start, start + size, label, score)
        if label in ("DATE", "MONEY")
        else _suggestion(start, start + size, label, score, source)
    ),
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from(["PER", "ORG", "LAW", "DATE", "MONEY"]),
    st.sampled_from([0.1, 0.4, 0.5, 0.79, 0.8, 0.95, 1.0]),
    st.sampled_from(["patterns", "underthesea", "tagger"]),
)


@given(st.lists(_ANY, max_size=25), st.booleans(), st.randoms(use_true_random=False))
def test_what_always_holds(
    suggestions: list[Suggestion], exclusive: bool, shuffler: random.Random
) -> None:
    merged = merge(suggestions, exclusive)
    assert {s.span for s in merged} <= {s.span for s in suggestions}
    for position, one in enumerate(merged):
        assert 0 <= one.score <= 1
        for other in merged[position + 1 :]:
            if exclusive or one.span.layer == other.span.layer:
                assert not one.span.overlaps(other.span)
    assert merge(merged, exclusive) == merged
    shuffled = list(suggestions)
    shuffler.shuffle(shuffled)
    assert merge(shuffled, exclusive) == merged
    # nothing that is shown is dropped for nothing: what was left out overlaps what was kept
    for suggestion in suggestions:
        if suggestion.score < SHOWN_FROM:
            continue
        assert any(
            suggestion.span.overlaps(kept.span)
            and (exclusive or kept.span.layer == suggestion.span.layer)
            for kept in merged
        )
