"""Evaluation against figures worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.workflow.evaluating import (
    Confusion,
    Evaluation,
    EvaluationError,
    Gold,
    evaluate,
    read_gold,
)

TEXT = "Bà Lý Thị Lụa ở Mường Lụm có 125 hộ, 3 tấn thóc, 40% ruộng."


def at(surface: str, label: str, value: str | None = None, unit: str | None = None) -> Span:
    start = TEXT.index(surface)
    layer = "figure" if value else "entity"
    return Span(start, start + len(surface), layer, label, value, unit)


class Fixed:
    """A suggester that gives the same spans for every text."""

    version = "1"

    def __init__(self, name: str, *found: tuple[Span, float]) -> None:
        self.name = name
        self._found = [Suggestion(span, name, "1", score) for span, score in found]

    def suggest(self, text: str) -> Sequence[Suggestion]:
        return self._found


GOLD = Gold(
    "a.txt",
    TEXT,
    (
        at("Lý Thị Lụa", "PER"),
        at("Mường Lụm", "LOC"),
        at("125", "CARDINAL", "125", "hộ"),
        at("3 tấn", "QUANTITY", "3", "tấn"),
        at("40%", "PERCENT", "40", "%"),
    ),
)
# One name right, one with another label; of the figures one right, one without its unit's word,
# one with another value; and one name that is none.
NAMES = Fixed(
    "names",
    (at("Lý Thị Lụa", "PER"), 0.9),
    (at("Mường Lụm", "ORG"), 0.6),
    (at("ruộng", "MISC"), 0.3),
)
FIGURES = Fixed(
    "figures",
    (at("125", "CARDINAL", "125", "hộ dân"), 0.8),
    (at("3", "QUANTITY", "3", "tấn"), 0.8),
    (at("40%", "PERCENT", "4", "%"), 0.95),
)


@pytest.fixture
def found() -> Evaluation:
    return evaluate([GOLD], [NAMES, FIGURES], default_scheme())


def test_scores_over_all(found: Evaluation) -> None:
    exact, partial = found.all.exact, found.all.partial
    # Right: Lý Thị Lụa, 125, 40%. The range alone: Mường Lụm too; one half for the 3 of 3 tấn.
    assert (exact.correct, exact.reference, exact.response) == (3, 5, 6)
    assert exact.precision == 3 / 6
    assert exact.recall == 3 / 5
    assert exact.f1 == pytest.approx(6 / 11)
    assert partial.points == 4.5
    assert partial.f1 == pytest.approx(9 / 11)


def test_scores_by_label(found: Evaluation) -> None:
    labels = found.labels
    assert list(found.layers) == ["entity", "figure"]
    assert list(labels["entity"]) == ["PER", "ORG", "LOC", "MISC"]
    assert labels["entity"]["PER"].exact.f1 == 1
    assert labels["entity"]["LOC"].exact.recall == 0
    assert labels["entity"]["LOC"].exact.precision is None
    assert labels["entity"]["ORG"].exact.precision == 0
    quantity = labels["figure"]["QUANTITY"]
    assert (quantity.exact.correct, quantity.partial.points) == (0, 0.5)


def test_values_and_units_of_the_figures_that_match(found: Evaluation) -> None:
    assert found.values.figures == 2
    assert found.values.values == 1
    assert found.values.units == 1


def test_calibration(found: Evaluation) -> None:
    # Each bin by itself: .9 and .95 (both right), .6, .3 and .8 twice (one of them right).
    expected = (2 * (1 - 0.925) + 0.6 + 0.3 + 2 * (0.8 - 0.5)) / 6
    assert found.calibration[""].error == pytest.approx(expected)
    assert found.calibration["entity"].count == 3


def test_confusions_with_examples(found: Evaluation) -> None:
    assert set(found.confusions) == {
        Confusion("label", "LOC", "ORG", 1, (("a.txt", "Mường Lụm", "Mường Lụm"),)),
        Confusion("range", "QUANTITY", "QUANTITY", 1, (("a.txt", "3 tấn", "3"),)),
        Confusion("invented", None, "MISC", 1, (("a.txt", None, "ruộng"),)),
    }


def test_sources_are_measured_where_they_say_anything(found: Evaluation) -> None:
    assert {name: list(layers) for name, layers in found.sources.items()} == {
        "names": ["entity"],
        "figures": ["figure"],
    }
    assert found.sources["names"]["entity"].exact.precision == pytest.approx(1 / 3)


def test_one_source_alone() -> None:
    found = evaluate([GOLD], [NAMES, FIGURES], default_scheme(), source="names")
    assert found.source == "names"
    assert found.all.exact.response == 3
    assert found.layers["figure"].exact.recall == 0


def test_documents_add_up() -> None:
    nothing = Gold("b.txt", TEXT, ())
    found = evaluate([GOLD, nothing], [NAMES, FIGURES], default_scheme())
    assert found.documents == 2
    assert (found.all.exact.correct, found.all.exact.response) == (3, 12)
    (invented,) = (one for one in found.confusions if one.suggested == "PER")
    assert (invented.kind, invented.count) == ("invented", 1)


def test_the_merge_is_measured_not_the_sum_of_sources() -> None:
    again = Fixed("other", (at("Lý Thị Lụa", "PER"), 0.5))
    found = evaluate([GOLD], [NAMES, again], default_scheme())
    assert found.labels["entity"]["PER"].exact.response == 1


def test_nothing_to_measure_is_told() -> None:
    with pytest.raises(EvaluationError, match="no source 'spacy'"):
        evaluate([GOLD], [NAMES], default_scheme(), source="spacy")
    with pytest.raises(EvaluationError, match="no document"):
        evaluate([], [NAMES], default_scheme())


def test_json_holds_all(found: Evaluation) -> None:
    data = json.loads(json.dumps(found.to_json()))
    assert data["all"]["exact"]["f1"] == pytest.approx(6 / 11)
    assert data["layers"]["entity"]["labels"]["LOC"]["exact"]["precision"] is None
    assert data["values"] == {"figures": 2, "value": 0.5, "unit": 0.5}
    assert sum(one["count"] for one in data["calibration"]["all"]["bins"]) == 6


def test_reading_gold_lists_what_cannot_be_measured(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    good = {
        "name": "a",
        "text": "Bà Lụa",
        "spans": [{"start": 3, "end": 6, "layer": "entity", "label": "PER"}],
    }
    path.write_text(
        "\n".join([json.dumps(good), "{", json.dumps({"name": "b", "spans": []})]),
        encoding="utf-8",
    )
    problems: list[str] = []
    (gold,) = read_gold(path, problems)
    assert gold.spans == (Span(3, 6, "entity", "PER"),)
    assert len(problems) == 2
    assert "holds no text" in problems[1]
