"""The tagger as a suggester: exact offsets on any text, and models that are swapped or broken."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from curator.model.span import Span, Suggestion, check_range
from curator.suggest.learned import Learned, Remembered, store
from curator.suggest.learned.model import Model
from curator.suggest.learned.model_file import ModelError
from curator.suggest.learned.stands import LONGER, NEW, OTHER, OWN, SAME
from curator.suggest.learned.suggester import LEAST, LEAST_NEW
from curator.suggest.learned.token_span import TokenSpan
from curator.suggest.learned.training import train
from curator.suggest.patterns import Patterns
from curator.suggest.registry import default_suggesters
from tests.suggest.toy_lessons import toy_document, toy_lessons
from tests.text.any_text import TEXTS


class Fixed:
    """A suggester that gives what it was given, and counts how often it is asked."""

    version = "1"

    def __init__(self, name: str, found: Sequence[Suggestion] = ()) -> None:
        self.name = name
        self.found = found
        self.asked = 0

    def suggest(self, text: str) -> Sequence[Suggestion]:
        self.asked += 1
        return self.found


@pytest.fixture(scope="module")
def model() -> Model:
    return train(toy_lessons(25))


@pytest.fixture(scope="module")
def tagger(model: Model) -> Learned:
    return Learned(model, "c0ffee" * 8, Patterns(), Fixed("figures"))


@settings(max_examples=60)
@given(TEXTS)
def test_offsets_are_exact_on_any_text(tagger: Learned, text: str) -> None:
    found = tagger.suggest(text)
    for one in found:
        check_range(text, one.span.start, one.span.end)
        assert 0 <= one.score <= 1
    assert found == tagger.suggest(text)
    for layer in ("entity", "figure"):
        spans = [one.span for one in found if one.span.layer == layer]
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_names_are_found_where_they_stand(model: Model) -> None:
    tagger = Learned(model, "0" * 64, Fixed("patterns"), Fixed("figures"))
    text, spans = toy_document(4_321)
    shifted = "  \n\u200b" + text
    found = {one.span.text_of(shifted) for one in tagger.suggest(shifted)}
    known = {span.text_of(text) for span in spans}
    assert len(known & found) >= 0.9 * len(known)


@pytest.mark.parametrize(
    ("stand", "layer", "least"),
    [
        (OWN, "entity", LEAST),
        (NEW, "entity", LEAST_NEW),
        (OTHER, "entity", 0.0),
        (LONGER, "entity", 0.0),
        (SAME, "entity", 0.0),
        (OTHER, "figure", LEAST),
        (NEW, "figure", LEAST),
    ],
)
def test_how_a_span_stands_to_the_hints_says_from_which_score_on_it_is_suggested(
    model: Model, monkeypatch: pytest.MonkeyPatch, stand: str, layer: str, least: float
) -> None:
    text = "Ông Tẩn có 125 con."
    place = 1 if layer == "entity" else 3
    label = "PER" if layer == "entity" else "CARDINAL"
    tagger = Learned(model, "0" * 64, Fixed("patterns"), Fixed("figures"))
    for score in (0.05, 0.2, 0.39, 0.4, 0.49, 0.5, 0.9):
        span = TokenSpan(place, place + 1, layer, label, score, stand)
        monkeypatch.setattr(Model, "tag", lambda _, reading, span=span: [span])
        assert bool(tagger.suggest(text)) == (score >= least)


def test_source_and_version_stand_on_each_suggestion(tagger: Learned) -> None:
    found = tagger.suggest(toy_document(1)[0])
    assert found
    assert {(one.source, one.version) for one in found} == {("learned", "c0ffeec0ffee")}


def test_a_figure_has_the_value_the_grammar_gives_it_or_that_can_be_read(model: Model) -> None:
    text = "Tại Yên Lãng , có 125 hộ dân được di dời .\n"
    start = text.index("125")
    known = Span(start, start + 3, "figure", "CARDINAL", "125", "hộ")
    hinted = Learned(
        model, "0" * 64, Fixed("patterns"), Fixed("figures", [Suggestion(known, "figures", "1", 1)])
    )
    alone = Learned(model, "0" * 64, Fixed("patterns"), Fixed("figures"))
    (with_unit,) = (one.span for one in hinted.suggest(text) if one.span.layer == "figure")
    (read,) = (one.span for one in alone.suggest(text) if one.span.layer == "figure")
    assert (with_unit.value, with_unit.unit) == ("125", "hộ")
    assert (read.value, read.unit) == ("125", None)


def test_a_model_is_saved_and_loaded_by_its_checksum(tmp_path: Path, model: Model) -> None:
    folder = tmp_path / "corpus.model"
    assert store.current(folder) is None
    assert store.load(folder) is None
    digest = store.save(model, folder)
    assert store.current(folder) == digest
    loaded = store.load(folder)
    assert loaded is not None
    assert loaded[1] == digest


def test_a_new_model_replaces_the_old_one_and_keeps_it_for_who_is_reading(
    tmp_path: Path, model: Model
) -> None:
    first = store.save(model, tmp_path)
    others = [store.save(train(toy_lessons(n), calibrations={}), tmp_path) for n in (2, 3)]
    assert store.current(tmp_path) == others[-1]
    assert {path.stem for path in tmp_path.glob("*.model")} == set(others)
    assert first not in others
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize("fault", ["half", "other", "missing"])
def test_a_broken_model_is_refused_and_left_out(tmp_path: Path, model: Model, fault: str) -> None:
    digest = store.save(model, tmp_path)
    path = tmp_path / f"{digest}.model"
    content = path.read_bytes()
    if fault == "missing":
        path.unlink()
    else:
        half = len(content) // 2
        path.write_bytes(content[:half] if fault == "half" else content[:-1] + b"\xff")
    with pytest.raises(ModelError):
        store.load(tmp_path)
    problems: list[str] = []
    names = [one.name for one in default_suggesters(problems.append, tmp_path)]
    assert "learned" not in names
    assert len(problems) == 1


def test_the_registry_adds_the_tagger_of_a_model(tmp_path: Path, model: Model) -> None:
    without = [one.name for one in default_suggesters(model=tmp_path / "none")]
    assert "learned" not in without
    digest = store.save(model, tmp_path)
    with_it = default_suggesters(model=tmp_path)
    assert [one.name for one in with_it if one.name != "learned"] == without
    left_out = default_suggesters(model=tmp_path, without={"underthesea"})
    assert {one.name for one in with_it} - {one.name for one in left_out} == {"underthesea"}
    (learned,) = (one for one in with_it if one.name == "learned")
    assert learned.version == digest[:12]


def test_a_remembered_suggester_is_asked_once_a_text() -> None:
    inner = Fixed("patterns", [Suggestion(Span(0, 2, "entity", "PER"), "patterns", "1", 0.9)])
    remembered = Remembered(inner)
    assert (remembered.name, remembered.version) == ("patterns", "1")
    for text, asked in (("Lê", 1), ("Lê", 1), ("Vi", 2), ("Lê", 3)):
        assert list(remembered.suggest(text)) == list(inner.found)
        assert inner.asked == asked
