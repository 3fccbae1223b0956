"""Documents found by the index of words in a thread aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.corpus import aside
from curator.corpus.aside import Candidates
from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.corpus.search import candidates
from curator.corpus.search_index import text_query
from curator.model.errors import DatabaseError

LONG = 10.0
"""Seconds that no search of these takes."""


def filled(corpus: Connection) -> Connection:
    with corpus.transaction():
        for number in range(300):
            add_document(
                corpus, f"{number}.txt", f"Lúa {number} ở bản {'Ngọc' if number % 3 else 'Nà'}"
            )
    return corpus


@pytest.mark.parametrize("query", ["n", "ngọc", "lua 7", "không có"])
def test_it_finds_what_the_index_finds(corpus: Connection, query: str) -> None:
    filled(corpus)
    match = text_query(query)
    found = Candidates(corpus, match)
    found.wait(LONG)
    assert found.known == set(candidates(corpus, match))
    found.stop()
    assert found.known is not None


def test_in_memory_it_is_known_at_once() -> None:
    with Connection(":memory:") as corpus:
        filled(corpus)
        assert len(Candidates(corpus, text_query("ngọc")).known or ()) == 200


def test_without_a_word_any_document_may_hold_it(corpus: Connection) -> None:
    found = Candidates(corpus, None)
    found.wait(LONG)
    assert found.known is None


def test_what_is_stopped_ends_without_an_answer(
    corpus: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    began = []

    def search(own: Connection, match: str | None) -> set[int]:
        began.append(match)
        return {own.execute(endless).fetchone()[0]}

    monkeypatch.setattr(aside, "_all_at_once", search)
    found = Candidates(corpus, text_query("n"))
    found.wait(0.2)
    while not began:
        found.wait(0.01)
    found.stop()
    found.wait(LONG)
    assert found._is_over.is_set()
    assert found.known is None
    found.stop()  # once more does no harm


def test_a_corpus_that_cannot_be_read_gives_no_answer(
    corpus: Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> set[int]:
        raise DatabaseError("damaged")

    monkeypatch.setattr(aside, "_all_at_once", fail)
    found = Candidates(corpus, text_query("n"))
    found.wait(LONG)
    assert found.known is None
