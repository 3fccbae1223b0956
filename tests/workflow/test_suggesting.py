"""Suggesting: what is missing is made, sources are merged, the same again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.suggestions import batch_suggestions, newest_batch
from curator.corpus.verify import verify
from curator.model.errors import RefusedError
from curator.model.span import Span, Suggestion
from curator.suggest.registry import default_suggesters
from curator.workflow import suggesting
from curator.workflow.suggesting import documents_without, suggest_documents
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, dump, span_of


@dataclass
class Finder:
    """A suggester that marks each surface it is given; counts the texts it was shown."""

    name: str
    version: str = "1"
    surfaces: dict[str, str] = field(default_factory=dict)
    score: float = 0.9
    layer: str = "entity"
    texts: list[str] = field(default_factory=list)

    def suggest(self, text: str) -> Sequence[Suggestion]:
        self.texts.append(text)
        return [
            Suggestion(
                span_of(text, surface, label, self.layer), self.name, self.version, self.score
            )
            for surface, label in self.surfaces.items()
            if surface in text
        ]


def run(corpus: Connection, *finders: Finder) -> tuple[int, int]:
    """Suggest where something is missing: documents worked on, spans shown."""
    report = suggest_documents(corpus, documents_without(corpus, finders), finders, exclusive=True)
    assert verify(corpus).problems == []
    return report.documents, report.shown


def shown(corpus: Connection, document: int) -> list[tuple[str, str]]:
    """What the newest batch shows: label and source, in order."""
    batch = newest_batch(corpus, document)
    assert batch is not None
    return [
        (item.suggestion.span.label, item.suggestion.source)
        for item in batch_suggestions(corpus, batch)
    ]


def test_only_missing_versions_are_run(corpus: Connection) -> None:
    add(corpus, "a.txt", PLAIN)
    names = Finder("tên", surfaces={"xã Nậm Cắn": "LOC"})
    figures = Finder("số", surfaces={"4,5%": "PERCENT"}, layer="figure")
    assert run(corpus, names) == (1, 1)
    assert run(corpus, names) == (0, 0)
    assert run(corpus, names, figures) == (1, 2)
    assert (len(names.texts), len(figures.texts)) == (1, 1)
    add(corpus, "b.txt", HOSTILE)
    assert run(corpus, names, figures) == (1, 0)
    assert (names.texts, figures.texts) == ([PLAIN, HOSTILE], [PLAIN, HOSTILE])
    newer = Finder("tên", "2", {"Lò Văn Sìn": "PER"})
    assert run(corpus, newer, figures) == (2, 2)
    assert len(figures.texts) == 2
    assert shown(corpus, 1) == [("PER", "tên"), ("PERCENT", "số")]


def test_what_was_done_is_reported(corpus: Connection) -> None:
    for name, text in (("a.txt", PLAIN), ("b.txt", HOSTILE)):
        add(corpus, name, text)
    finders = [
        Finder("yếu", surfaces={"Nậm Cắn": "LOC"}, score=0.3),
        Finder("mạnh", surfaces={"xã Nậm Cắn": "LOC"}),
    ]
    missing = documents_without(corpus, finders)
    assert missing == [(1, len(PLAIN)), (2, len(HOSTILE))]
    advanced: list[int] = []
    report = suggest_documents(corpus, missing, finders, exclusive=True, advance=advanced.append)
    assert (report.documents, report.suggestions, report.shown) == (2, 2, 1)
    assert report.characters == sum(advanced) == len(PLAIN) + len(HOSTILE)


def test_sources_are_merged_and_what_lost_is_kept(corpus: Connection) -> None:
    add(corpus, "a.txt", PLAIN)
    inner = Finder("trong", surfaces={"Nậm Cắn": "LOC", "Lò Văn Sìn": "PER"}, score=0.9)
    outer = Finder("ngoài", surfaces={"xã Nậm Cắn": "LOC"}, score=0.9)
    run(corpus, inner, outer)
    assert shown(corpus, 1) == [("PER", "trong"), ("LOC", "ngoài")]
    assert corpus.execute("SELECT count(*) FROM suggestions").fetchone() == (3,)


def test_where_sources_agree_one_is_shown_with_its_own_score(corpus: Connection) -> None:
    add(corpus, "a.txt", PLAIN)
    one = Finder("một", surfaces={"xã Nậm Cắn": "LOC"}, score=0.6)
    two = Finder("hai", surfaces={"xã Nậm Cắn": "LOC"}, score=0.7)
    run(corpus, one, two)
    assert len(shown(corpus, 1)) == 1
    scores = corpus.execute("SELECT score FROM suggestions ORDER BY score").fetchall()
    assert scores == [(0.6,), (0.7,)]


def test_the_same_corpus_gives_the_same_suggestions(tmp_path: Path) -> None:
    dumps = []
    for number in range(2):
        path = tmp_path / f"{number}.db"
        with Connection(path) as corpus:
            for name, text in (("a.txt", PLAIN), ("b.txt", HOSTILE)):
                add(corpus, name, text)
            suggesters = [s for s in default_suggesters() if s.name != "underthesea"]
            missing = documents_without(corpus, suggesters)
            suggest_documents(corpus, missing, suggesters, exclusive=True)
            assert verify(corpus).problems == []
            assert documents_without(corpus, suggesters) == []
        found = dump(path)
        dumps.append([found["suggestions"], found["batch_members"]])
    assert dumps[0] == dumps[1]
    assert len(dumps[0][0]) >= 3


def test_many_documents_on_several_processes_are_as_on_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "_WORTH_A_POOL", 1)
    suggesters = [s for s in default_suggesters() if s.name != "underthesea"]
    dumps = []
    for jobs in (1, 2):
        path = tmp_path / f"{jobs}.db"
        with Connection(path) as corpus:
            for number in range(12):
                add(corpus, f"{number}.txt", f"{PLAIN} {number}\n" * 20)
            missing = documents_without(corpus, suggesters)
            suggest_documents(corpus, missing, suggesters, exclusive=True, jobs=jobs)
        found = dump(path)
        dumps.append([found["suggestions"], found["batch_members"]])
    assert dumps[0] == dumps[1]


def test_a_review_under_way_keeps_its_suggestions(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    run(corpus, Finder("tên", "1", {"xã Nậm Cắn": "LOC"}))
    mai = Reviewer(corpus)
    mai.accept_all(document)
    run(corpus, Finder("tên", "2", {"Lò Văn Sìn": "PER"}))
    assert [span.span for span in mai.spans(document)] == [span_of(PLAIN, "xã Nậm Cắn")]
    lan = Reviewer(corpus, "lan")
    lan.open(document)
    expected: list[Span] = [span_of(PLAIN, "Lò Văn Sìn", "PER")]
    assert [span.span for span in lan.spans(document)] == expected


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (Span(0, 9999, "entity", "LOC"), "does not lie in a text"),
        (Span(3, 5, "entity", "LOC"), "white space at an edge"),
        (None, "ZeroDivisionError"),
    ],
)
def test_a_plug_in_that_fails_is_named_and_nothing_of_it_is_stored(
    corpus: Connection, span: Span | None, told: str
) -> None:
    class Faulty(Finder):
        def suggest(self, text: str) -> Sequence[Suggestion]:
            if span is None:
                raise ZeroDivisionError
            return [Suggestion(span, self.name, self.version, 0.5)]

    add(corpus, "a.txt", PLAIN)
    faulty = [Finder("tên"), Faulty("hỏng", "7")]
    with pytest.raises(RefusedError, match=f"the suggester hỏng 7 failed: .*{told}"):
        run(corpus, *faulty)
    assert newest_batch(corpus, 1) is None
    assert verify(corpus).problems == []
    assert run(corpus, faulty[0]) == (1, 0)
