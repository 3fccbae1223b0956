"""The schema from blank and from each older state, with what was in it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from curator.corpus import migrations as module
from curator.corpus.connection import Connection
from curator.corpus.documents import document_ids, get_document
from curator.corpus.doubts import doubts
from curator.corpus.migrations import migrations
from curator.corpus.search_index import index_document
from curator.corpus.suggestions import batch_suggestions, newest_batch
from curator.corpus.verify import verify
from curator.corpus.version import SCHEMA_VERSION
from curator.model.document import sha256_of
from curator.model.review import SpanState as State
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, plain_spans, suggest

NAMES = [m.name for m in migrations.pending(Database(memory=True))]
FIRST = ["m001_documents", "m002_suggestions", "m003_reviews"]
ACCEPT = '{"changes":[{"id":1,"from":{"state":"pending"},"to":{"state":"accepted"}}]}'


def schema(path: Path) -> dict[str, str]:
    """The statements that made the database, by name, white space evened out."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '_sqlite%'"
    ).fetchall()
    connection.close()
    return {name: re.sub(r"\s+", " ", sql) for name, sql in rows}


def old_corpus(path: Path, before: str) -> None:
    """A database as it was before the migration of that name, with as much in it as it held."""
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before=before)
    version = NAMES.index(before)
    connection.execute(f"PRAGMA user_version = {version}")
    for name, text in (("a.txt", PLAIN), ("b.txt", HOSTILE)) if version else ():
        connection.execute(
            "INSERT INTO documents(name, sha256, encoding, length, imported_at, meta, text) "
            "VALUES (?, ?, 'utf-8', ?, '2024-01-05T08:00:00.000+00:00', '{\"nguồn\": \"tay\"}', ?)",
            (name, sha256_of(text), len(text), text),
        )
    if version > 1:
        connection.execute("INSERT INTO runs VALUES (1, 1, 'test', '1', '2024-01-05')")
        for span in plain_spans():
            connection.execute(
                'INSERT INTO suggestions(run_id, start, "end", layer, label, value, unit, score, '
                "text) VALUES (1, ?, ?, ?, ?, ?, ?, 0.5, ?)",
                (
                    span.start,
                    span.end,
                    span.layer,
                    span.label,
                    span.value,
                    span.unit,
                    span.text_of(PLAIN),
                ),
            )
        connection.execute("INSERT INTO batches VALUES (1, 1, '2024-01-05')")
        connection.execute(
            "INSERT INTO batch_members(batch_id, suggestion_id) SELECT 1, id FROM suggestions"
        )
    if version > 2:
        for statement in (
            "INSERT INTO reviewers(id, name, adjudicator) VALUES (1, 'mai', 0)",
            "INSERT INTO decisions(reviewer_id, document_id, kind, made_at, payload) "
            "VALUES (1, 1, 'open', '2024-01-06', '{\"batch\":1}')",
            "INSERT INTO decisions(reviewer_id, document_id, kind, made_at, payload) "
            f"VALUES (1, 1, 'accept', '2024-01-06', '{ACCEPT}')",
            "INSERT INTO reviews(reviewer_id, document_id, state, batch_id, pending, accepted, "
            "rejected, last_decision) VALUES (1, 1, 'open', 1, 3, 1, 0, 2)",
            'INSERT INTO review_spans(reviewer_id, document_id, span_id, start, "end", layer, '
            "label, state, text) SELECT 1, 1, id, start, \"end\", layer, label, 'accepted', text "
            "FROM suggestions WHERE id = 1",
            "INSERT INTO history(reviewer_id, undone, decision_id) VALUES (1, 0, 2)",
        ):
            connection.execute(statement)
    if version > 3:
        connection.execute("UPDATE review_spans SET key = 'lò văn sìn'")
    if version > 4:
        for number, name, text in connection.execute("SELECT id, name, text FROM documents"):
            index_document(connection.execute, number, name, text)
    connection.close()


def test_these_are_all_migrations_there_are() -> None:
    assert NAMES[:3] == FIRST  # what was published is not renamed
    assert sorted(NAMES) == NAMES
    assert len(NAMES) == SCHEMA_VERSION


@pytest.mark.parametrize("before", NAMES[1:])
def test_an_older_corpus_is_brought_up_with_what_it_holds(tmp_path: Path, before: str) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    Connection(new).close()
    old_corpus(old, before)
    with Connection(old, create=False) as corpus:
        assert schema(old) == schema(new)
        assert corpus.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        documents = [get_document(corpus, number) for number in document_ids(corpus)]
        assert [(d.name, d.text) for d in documents] == [("a.txt", PLAIN), ("b.txt", HOSTILE)]
        assert documents[0].meta == {"nguồn": "tay"}
        assert verify(corpus).problems == []
        if before == "m002_suggestions":
            suggest(corpus, documents[0], plain_spans())
        batch = newest_batch(corpus, 1)
        assert batch is not None
        assert [s.suggestion.span for s in batch_suggestions(corpus, batch)] == plain_spans()
        assert doubts(corpus, [1, 2]) == {1: 0.5}
        reviewer = Reviewer(corpus)
        reviewer.accept_all(documents[0])
        reviewer.finish(documents[0])
        assert [span.state for span in reviewer.spans(documents[0])] == [State.ACCEPTED] * 4
        undone = 0
        while reviewer.log.undo():
            undone += 1
        assert undone == 5
        assert [span.state for span in reviewer.spans(documents[0])] == [State.PENDING] * 4
        assert verify(corpus).problems == []


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    old_corpus(path, "m003_reviews")
    with Connection(path):
        pass
    first = schema(path)
    connection = sqlite3.connect(path, isolation_level=None)
    assert not list(migrations.pending(Database(connection)))
    migrations.apply(Database(connection))
    connection.close()
    with Connection(path) as corpus:
        assert verify(corpus).problems == []
    assert schema(path) == first


def test_a_migration_that_fails_leaves_the_old_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus.db"
    old_corpus(path, "m002_suggestions")
    before = schema(path)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x INTEGER)")
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr("curator.corpus.migrations.apply_migrations", broken)
        with pytest.raises(RuntimeError, match="power"):
            Connection(path)
    assert schema(path) == before
    with Connection(path) as corpus:
        assert verify(corpus).documents == 2


def test_every_migration_states_its_reason() -> None:
    assert [name for name in NAMES if not (getattr(module, name).__doc__ or "").strip()] == []
