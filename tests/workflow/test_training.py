"""Training a corpus's model: from where it learns, where the model lies, how it is swapped in."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.formats.atomic import atomic_writer
from curator.formats.jsonl import write_documents
from curator.model.record import DocumentRecord, SpanRecord
from curator.suggest.learned import store
from curator.workflow import lessons as lessons_module
from curator.workflow import training
from curator.workflow.evaluating import Gold
from curator.workflow.lessons import held_out_lessons, lesson_files, lessons
from curator.workflow.training import (
    TrainingError,
    evaluation_suggesters,
    learned_of,
    learning_curve,
    model_folder,
    model_for,
    split,
    start_training,
    train_corpus,
)
from tests.corpus.samples import PLAIN, Reviewer, with_suggestions
from tests.suggest.toy_lessons import toy_document


def toy_gold(count: int, first: int = 0) -> list[Gold]:
    documents = []
    for seed in range(first, first + count):
        text, spans = toy_document(seed)
        documents.append(Gold(f"toy{seed}", text, tuple(spans)))
    return documents


def gold_file(path: Path, documents: list[Gold]) -> Path:
    with atomic_writer(path) as out:
        write_documents(
            out,
            (
                DocumentRecord(
                    name=gold.name,
                    text=gold.text,
                    spans=tuple(
                        SpanRecord(start=s.start, end=s.end, layer=s.layer, label=s.label)
                        for s in gold.spans
                    ),
                )
                for gold in documents
            ),
        )
    return path


@pytest.fixture(autouse=True)
def few_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three short lessons and one held out, and a cache of one's own."""
    folder = tmp_path / "lessons"
    (folder / "gold").mkdir(parents=True)
    gold_file(folder / "gold" / "toy.jsonl", toy_gold(4))
    (folder / "heldout.names").write_text("# kept apart\ntoy3*\n", encoding="utf-8")
    monkeypatch.setenv("CURATOR_LESSONS", str(folder))
    monkeypatch.setenv("CURATOR_CACHE", str(tmp_path / "cache"))
    lessons_module._read.cache_clear()


def test_lessons_held_out_are_never_learned() -> None:
    assert [gold.name for gold in lessons()] == ["toy0", "toy1", "toy2"]
    assert [gold.name for gold in held_out_lessons()] == ["toy3"]


def test_the_base_model_is_made_once_and_again_when_a_lesson_changes(tmp_path: Path) -> None:
    told: list[str] = []
    corpus = tmp_path / "corpus.db"
    first = model_for(corpus, told.append)
    assert first is not None
    assert model_for(corpus, told.append) == first
    assert len(told) == 1
    assert "3 documents" in told[0]
    gold_file(lesson_files()[0], toy_gold(3))
    lessons_module._read.cache_clear()
    assert model_for(corpus, told.append) != first
    assert len(told) == 2


def test_without_lessons_there_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_LESSONS", str(tmp_path / "none"))
    assert model_for(tmp_path / "corpus.db") is None


def test_a_cache_that_cannot_be_written_leaves_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CURATOR_CACHE", str(tmp_path / "file"))
    told: list[str] = []
    assert model_for(tmp_path / "corpus.db", told.append) is None
    assert "no model is kept" in told[-1]


def test_a_corpus_learns_from_lessons_files_and_finished_reviews(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        done = with_suggestions(corpus, "a.txt", PLAIN)
        with_suggestions(corpus, "b.txt", PLAIN + " Hết.")
        reviewer = Reviewer(corpus, "mai")
        reviewer.accept_all(done)
        reviewer.finish(done)
    given = gold_file(tmp_path / "own.jsonl", toy_gold(2, first=50))
    report = train_corpus(path, [given])
    assert (report.lessons, report.files, report.reviews) == (3, 2, 1)
    assert report.folder == model_folder(path) == tmp_path / "corpus.model"
    assert store.current(report.folder) == report.checksum
    assert model_for(path) == report.folder
    loaded = store.load(report.folder)
    assert loaded is not None
    assert learned_of(loaded[0], [PLAIN, PLAIN + " Hết."]) == 1
    alone = train_corpus(path, with_lessons=False)
    assert (alone.lessons, alone.files, alone.reviews) == (0, 0, 1)


def test_training_again_quickly_keeps_the_calibration(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    given = gold_file(tmp_path / "own.jsonl", toy_gold(12, first=50))
    train_corpus(path, [given])
    before = store.load(model_folder(path))
    report = train_corpus(path, quick=True)
    after = store.load(model_folder(path))
    assert before is not None
    assert after is not None
    assert after[1] == report.checksum != before[1]
    assert [one.calibration for one in after[0].layers] == [
        one.calibration for one in before[0].layers
    ]


def test_nothing_to_learn_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no gold"):
        train_corpus(tmp_path / "corpus.db", with_lessons=False)
    empty = gold_file(tmp_path / "empty.jsonl", [Gold("a", "Trời mưa.", ())])
    with pytest.raises(TrainingError, match="no span"):
        train_corpus(tmp_path / "corpus.db", [empty], with_lessons=False)


def test_what_cannot_be_read_in_a_file_is_listed(tmp_path: Path) -> None:
    path = gold_file(tmp_path / "own.jsonl", toy_gold(1, first=50))
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    report = train_corpus(tmp_path / "corpus.db", [path])
    assert report.files == 1
    assert len(report.problems) == 1


def test_the_newest_reviews_are_kept_when_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(training, "QUICK_SENTENCES", 20)
    documents = toy_gold(6)
    kept = training._newest(documents)
    assert kept == documents[-len(kept) :]
    assert 1 <= len(kept) < 6


def test_training_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        done = with_suggestions(corpus, "a.txt", PLAIN)
        reviewer = Reviewer(corpus, "mai")
        reviewer.accept_all(done)
        reviewer.finish(done)
    process = start_training(path)
    assert process.wait(timeout=120) == 0
    loaded = store.load(model_folder(path))
    assert loaded is not None
    assert loaded[0].about["documents"] == 4


def test_evaluation_tells_of_documents_the_model_has_learned(tmp_path: Path) -> None:
    texts = [gold.text for gold in toy_gold(4)]
    suggesters, learned = evaluation_suggesters(tmp_path / "corpus.db", texts, lambda _: None)
    assert "learned" in [one.name for one in suggesters]
    assert learned == 3


def test_the_learning_curve_rises() -> None:
    points = list(learning_curve(toy_gold(20, first=100), toy_gold(8, first=900)))
    assert [one.documents for one in points] == [1, 2, 5, 10, 20]
    scores = [one.scores.exact.f1 for one in points]
    first, last = scores[0], scores[-1]
    assert first is not None
    assert last is not None
    assert last > first
    with pytest.raises(TrainingError, match="held out"):
        list(learning_curve(toy_gold(2), []))


def test_a_fixed_fifth_is_held_out() -> None:
    documents = toy_gold(60)
    learned, held_out = split(documents)
    assert len(learned) + len(held_out) == 60
    assert 4 <= len(held_out) <= 22
    assert split(documents[::-1])[1] == held_out[::-1]
