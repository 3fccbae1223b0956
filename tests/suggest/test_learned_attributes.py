"""Attributes of tokens and the sums of their weights against what the templates say one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model.span import Span, Suggestion
from curator.suggest.learned import calibration, features, stands
from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.features import (
    COLUMNS,
    EDGE,
    TEMPLATES,
    Layout,
    Reading,
    Vocabulary,
    reading_of,
)
from curator.suggest.learned.lookup import Lookup, Weights
from curator.suggest.learned.sequences import sequences_of
from curator.suggest.learned.token_span import TokenSpan
from tests.text.any_text import TEXTS

_WORDS = ("Bà", "Lụa", "thăm", "xã", "Nà", "Hẩu", "ngày", "3/4", ",", ".", "\n\n", "\n", "  ")
_TEXTS = st.one_of(TEXTS, st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join))


def _reading(text: str) -> Reading:
    """A text of which the patterns say that every third token is a place, and so on."""
    sequences = sequences_of(text)
    edges = list(zip(sequences.starts.tolist(), sequences.ends.tolist(), strict=True))
    names, figures = (
        [Suggestion(Span(*edge, layer, label), "source", "1", 0.9) for edge in edges[first::3]]
        for first, layer, label in ((0, "entity", "LOC"), (1, "figure", "DATE"))
    )
    return reading_of(text, sequences, names, figures)


def _one_by_one(layout: Layout, vocabulary: Vocabulary, reading: Reading) -> list[list[int]]:
    """The attributes, a list a token in order of the layout's rows."""
    columns = vocabulary.numbers(reading)
    found = []
    for first, after in pairwise(reading.sequences.bounds.tolist()):
        for token in range(first, after):
            attributes = []
            for row, template in enumerate(layout.order):
                key = 0
                for column, offset in TEMPLATES[template]:
                    at = token + offset
                    number = columns[COLUMNS.index(column), at] if first <= at < after else EDGE
                    key = key * vocabulary.size(column) + int(number)
                attributes.append(int(layout.begins[row]) + key)
            found.append(attributes)
    return found


def _layout(vocabulary: Vocabulary, few: int) -> Layout:
    """The layout if so many attributes of a template were few."""
    usual = features.FEW
    try:
        features.FEW = few
        return Layout(vocabulary)
    finally:
        features.FEW = usual


@given(st.lists(_TEXTS, min_size=1, max_size=3), st.sampled_from((1, 40, 1 << 19)))
def test_attributes_are_those_of_the_templates(texts: list[str], few: int) -> None:
    readings = [_reading(text) for text in texts]
    vocabulary = Vocabulary.of(readings)
    layout = _layout(vocabulary, few)
    sizes = np.diff(layout.begins)
    assert sorted(layout.order) == list(range(len(TEMPLATES)))
    assert (sizes[: layout.few] <= few).all()
    assert (sizes[layout.few :] > few).all()
    for reading in readings:
        found = layout.attributes(reading)
        assert found.T.tolist() == _one_by_one(layout, vocabulary, reading)
        assert ((found >= layout.begins[:-1, None]) & (found < layout.begins[1:, None])).all()


@given(_TEXTS, _TEXTS, st.integers(0, 1_000), st.sampled_from((1, 40, 1 << 19)))
def test_weights_are_summed_up_over_the_attributes_that_have_some(
    known: str, text: str, seed: int, few: int
) -> None:
    vocabulary = Vocabulary.of([_reading(known), _reading(known)])
    layout = _layout(vocabulary, few)
    random = np.random.default_rng(seed)
    weights: list[Weights] = [Weights(np.zeros(0, np.int64), np.zeros((0, 3)))] * len(TEMPLATES)
    for row, template in enumerate(layout.order):
        taught = layout.attributes(_reading(known))[row] - layout.begins[row]
        keys = np.unique(taught[random.random(len(taught)) < 0.7])
        weights[template] = Weights(keys, random.normal(size=(len(keys), 3)))
    attributes = layout.attributes(_reading(text * 40))
    found = Lookup(layout, weights).sums(attributes)
    expected = np.zeros_like(found)
    for row, template in enumerate(layout.order):
        for token, attribute in enumerate((attributes[row] - layout.begins[row]).tolist()):
            if attribute in weights[template].keys:
                place = weights[template].keys.tolist().index(attribute)
                expected[token] += weights[template].rows[place]
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("text", ["Xã Nà Hẩu", "Bà Lụa thăm xã Nà Hẩu, ngày 3/4.\n\n" * 30])
def test_few_suggestions_are_read_as_many_are(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one, and by arrays."""
    found = []
    for many in (0, 1_000_000):
        monkeypatch.setattr(features, "MANY", many)
        monkeypatch.setattr(stands, "MANY", many)
        reading = _reading(text)
        tagged = [
            TokenSpan(first, first + 2, layer, label, 0.9)
            for layer, label in (("entity", "LOC"), ("figure", "DATE"))
            for first in range(0, len(reading.sequences.place) - 1, 2)
        ]
        columns = {
            name: (column.values, column.place.tolist()) for name, column in reading.hints.items()
        }
        found.append((columns, stands.stands(reading, "entity", tagged, {"LOC", "DATE"})))
    assert found[0] == found[1]


def test_few_scores_are_calibrated_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = [0.0, 0.3, 0.999, 1.0]
    by = [Calibration(0.5, 1.0), Calibration(), Calibration(2.0, -1.0), Calibration(9.0, 99.0)]
    few = calibration.calibrated(scores, by)
    monkeypatch.setattr(calibration, "MANY", 0)
    assert calibration.calibrated(scores, by) == pytest.approx(few, rel=1e-9)
    assert few[1] == pytest.approx(0.3)
