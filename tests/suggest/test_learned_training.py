"""Training and tagging: what is learned, the same always, and as CRFsuite itself would tag."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from curator.model.span import Span, Suggestion
from curator.suggest.learned import training
from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.features import COLUMNS, UNKNOWN, Layout, Vocabulary
from curator.suggest.learned.model import Model
from curator.suggest.learned.model_file import ModelError, from_bytes, to_bytes
from curator.suggest.learned.sequences import LONGEST, sequences_of, token_ranges
from curator.suggest.learned.stands import LONGER, NEW, OTHER, OWN, SAME
from curator.suggest.learned.training import Lesson, Settings, cross_validated, lesson_of, train
from curator.suggest.learned.weathering import weathered
from tests.suggest.toy_lessons import toy_document, toy_lessons


def f1(model: Model, lessons: list[Lesson]) -> float:
    """F1, exact, over all layers."""
    right = gold = found = 0
    for lesson in lessons:
        known = {span[:4] for spans in lesson.spans.values() for span in spans}
        tagged = {span[:4] for span in model.tag(lesson.reading)}
        right, gold, found = right + len(known & tagged), gold + len(known), found + len(tagged)
    return 2 * right / (gold + found)


def test_f1_rises_with_the_number_of_documents() -> None:
    unseen = toy_lessons(15, first=1_000)
    one, few, many = (f1(train(toy_lessons(n), calibrations={}), unseen) for n in (1, 5, 40))
    assert one < few < many
    assert many > 0.95


def test_the_same_lessons_give_the_same_bytes() -> None:
    first, second = (to_bytes(train(toy_lessons(6))) for _ in range(2))
    assert first == second


def test_a_model_read_back_tags_as_before() -> None:
    model = train(toy_lessons(8))
    again = from_bytes(to_bytes(model))
    assert [layer.name for layer in again.layers] == ["entity", "figure"]
    for lesson in toy_lessons(5, first=500):
        before, after = model.tag(lesson.reading), again.tag(lesson.reading)
        assert [span[:4] for span in before] == [span[:4] for span in after]
        # Weights are kept in single precision.
        assert [s.score for s in before] == pytest.approx([s.score for s in after], abs=2e-4)
    assert to_bytes(again) == to_bytes(model)


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", b"{}", b"\x00" * 100])
def test_what_is_no_model_is_refused(broken: bytes) -> None:
    with pytest.raises(ModelError):
        from_bytes(broken)


def test_half_a_model_is_refused() -> None:
    content = to_bytes(train(toy_lessons(2), calibrations={}))
    for size in (len(content) // 3, len(content) // 2, len(content) - 30):
        with pytest.raises(ModelError):
            from_bytes(content[:size])


def test_the_calibration_is_that_of_models_which_have_not_seen_what_they_tag() -> None:
    lessons = toy_lessons(12)
    scores: dict[str, list[float]] = {"entity": [], "figure": []}
    right: dict[str, list[bool]] = {"entity": [], "figure": []}
    for fold in (0, 1):
        model = training.fit(lessons[1 - fold :: 2])
        for lesson in lessons[fold::2]:
            for layer, spans in zip(model.layers, model.tag_raw(lesson.reading), strict=True):
                gold = {span[:4] for span in lesson.spans.get(layer.name, ())}
                scores[layer.name] += [span.score for span in spans]
                right[layer.name] += [span[:4] in gold for span in spans]
    # The toy lessons have no hints: all of their labels are the tagger's own.
    found = training.cross_validated(lessons)
    for name in scores:
        assert found[name][OWN] == Calibration.fit(scores[name], right[name])
    assert len(scores["entity"]) > 20


def _outcomes(score: float, right: int, wrong: int) -> list[tuple[float, bool]]:
    return [(score, True)] * right + [(score, False)] * wrong


def test_before_any_outcome_an_agreement_is_believed_most() -> None:
    for layer in ("entity", "figure"):
        found = training._calibrations(layer, {})
        for raw in (0.3, 0.6, 0.7):
            score = {stand: float(found[stand]([raw])[0]) for stand in (SAME, LONGER, NEW, OTHER)}
            assert score[SAME] == max(score.values())
    # A figure of the grammar is practically never replaced.
    assert training._calibrations("figure", {})[OTHER]([0.95])[0] < 0.5


def test_reviews_in_which_the_tagger_was_right_against_the_hints_make_it_believed() -> None:
    few = training._calibrations("entity", {OTHER: _outcomes(0.9, 19, 0)})
    many = training._calibrations("entity", {OTHER: _outcomes(0.9, 300, 20)})
    assert few[OTHER] == training._calibrations("entity", {})[OTHER]
    assert many[OTHER]([0.9])[0] > 0.8


def test_without_any_outcome_scores_are_what_unknown_text_told() -> None:
    names, figures = (training._calibrations(layer, {}) for layer in ("entity", "figure"))
    # Where tagger and patterns agree, .98 meant .94 there.
    assert 0.85 < names[SAME]([0.98])[0] < 0.95
    assert 0.9 < figures[SAME]([0.995])[0] < 0.97


def test_lessons_that_come_with_curator_tell_nothing_of_how_sure_to_be() -> None:
    ours = [replace(one, familiar=True) for one in toy_lessons(12)]
    own = toy_lessons(8, first=50)
    known = training.cross_validated(ours)
    for layer in ("entity", "figure"):
        assert known[layer] == training._calibrations(layer, {})
    # The same documents as reviews of one's own do.
    assert training.cross_validated(toy_lessons(12))["entity"] != known["entity"]
    assert training.cross_validated([*ours, *own])["entity"] != known["entity"]


def test_a_word_of_one_document_alone_is_an_unknown_word() -> None:
    lessons = [
        lesson_of(str(place), text, [], [], [])
        for place, text in enumerate(("Ông Tẩn đến Mường Lụm", "Bà Lụa đến Nà Hẩu", "Mường xa"))
    ]
    vocabulary = Vocabulary.of(lesson.reading for lesson in lessons)
    assert vocabulary.values["lower"] == ("mường", "đến")
    assert vocabulary.values["form"] == ("Mường", "đến")
    assert vocabulary.numbers(lessons[0].reading)[COLUMNS.index("lower")].tolist()[1] == UNKNOWN


def test_inference_is_that_of_crfsuite(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spans and marginals of our own inference against those of CRFsuite's tagger."""
    import pycrfsuite

    lessons, unseen = toy_lessons(6), toy_lessons(4, first=300)
    contents: list[bytes] = []

    class Trainer(pycrfsuite.Trainer):  # type: ignore[misc]
        def train(self, model: str, holdout: int = -1) -> None:
            super().train(model, holdout)
            contents.append(Path(model).read_bytes())

    monkeypatch.setattr(pycrfsuite, "Trainer", Trainer)
    model = training.fit(lessons, Settings(least=0.0))
    assert len(contents) == len(model.layers) == 2
    for place, content in enumerate(contents):
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(content)
        for lesson in unseen:
            expected = []
            (items,) = training._items(Layout(model.vocabulary), [lesson.reading])
            for item in items:
                tags = tagger.tag(item)
                sure = [tagger.marginal(tag, number) for number, tag in enumerate(tags)]
                expected += list(zip(tags, sure, strict=True))
            for span in model.tag_raw(lesson.reading)[place]:
                tags = [tag for tag, _ in expected[span.first : span.after]]
                inner = [f"I-{span.label}"] * (span.after - span.first - 1)
                assert tags == [f"B-{span.label}", *inner]
                least = min(sure for _, sure in expected[span.first : span.after])
                assert span.score == pytest.approx(least, abs=1e-4)
            begins = sum(tag.startswith("B-") for tag, _ in expected)
            assert begins == len(model.tag_raw(lesson.reading)[place])
        assert model.layers[place].tags == tuple(sorted(tagger.labels()))


def test_a_layer_without_gold_in_a_document_is_not_learned_from_it() -> None:
    """A file of names alone does not teach that there are no figures."""
    both = toy_lessons(10)
    names_only = [
        Lesson(one.name, one.reading, {"entity": one.spans["entity"]})
        for one in toy_lessons(40, first=200)
    ]
    with_more = train([*both, *names_only], calibrations={})
    unseen = toy_lessons(10, first=900)
    figures = [
        Lesson(one.name, one.reading, {"figure": one.spans.get("figure", ())}) for one in unseen
    ]
    found = sum(span.layer == "figure" for one in figures for span in with_more.tag(one.reading))
    assert found >= 0.8 * sum(len(one.spans["figure"]) for one in figures)


def test_nothing_to_learn_is_told() -> None:
    with pytest.raises(ValueError, match="no span"):
        train([])
    with pytest.raises(ValueError, match="no span"):
        train([lesson_of("a", "Trời mưa to.", [], [], [])], calibrations={})


def test_a_span_inside_a_token_is_learned_as_the_token() -> None:
    lesson = lesson_of("a", "Ngày 24.000đ nhé", [Span(5, 11, "figure", "MONEY")], [], [])
    (span,) = lesson.spans["figure"]
    words = lesson.reading.sequences.words[span.first : span.after]
    assert "".join(words).startswith("24.000")


def test_a_long_sentence_is_cut() -> None:
    sequences = sequences_of("mưa " * (LONGEST * 3 + 7))
    assert sequences.lengths.max() == LONGEST
    assert sequences.lengths.sum() == LONGEST * 3 + 7


def test_the_tokens_of_ranges() -> None:
    sequences = sequences_of("Bà Lý Thị Lụa về  quê.")
    assert token_ranges(sequences, [(3, 13), (16, 18), (0, 22), (4, 5)]) == [
        (1, 4),
        None,
        (0, 7),
        (1, 2),
    ]


def test_cross_validation_gives_each_layer_a_calibration() -> None:
    found = cross_validated(toy_lessons(12))
    assert set(found) == {"entity", "figure"}
    for by_stand in found.values():
        assert set(by_stand) == {SAME, LONGER, NEW, OTHER, OWN}


def test_weathered_names_are_fewer_and_lie_within_the_old_ones() -> None:
    text, spans = toy_document(3, sentences=400)
    before = [Suggestion(span, "patterns", "1", 0.9) for span in spans]
    after = weathered(text, "toy", before)
    assert after == weathered(text, "toy", before)
    assert 0.88 < len(after) / len(before) < 0.98
    changed = [one for one in after if one not in before]
    assert 0.03 < len(changed) / len(before) < 0.18
    for one in after:
        surface = one.span.text_of(text)
        assert surface == surface.strip() != ""
        assert any(b.span.start <= one.span.start < one.span.end <= b.span.end for b in before)


def test_more_sentences_get_more_iterations() -> None:
    assert [training._iterations(34, n) for n in (1, 1_500, 2_250, 3_000, 30_000)] == [
        34, 34, 51, 68, 68,
    ]  # fmt: skip
