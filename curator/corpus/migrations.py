"""The database's schema, as migrations of sqlite-utils: each states its reason.

`SCHEMA_VERSION` counts them and is kept in `PRAGMA user_version`, so that opening a database that
is up to date needs no import of sqlite-utils (it costs more than the rest of the start).
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from curator.corpus.search_index import index_document
from curator.corpus.version import SCHEMA_VERSION
from curator.text.fold import surface_key

migrations = Migrations("curator")


@migrations()
def m001_documents(db: Database) -> None:
    """Raw text and what identifies it; triggers keep it as it came."""
    _run(
        db,
        """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL UNIQUE,
            encoding TEXT NOT NULL,
            length INTEGER NOT NULL,
            imported_at TEXT NOT NULL,
            meta TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX documents_name ON documents(name);
        CREATE TRIGGER documents_keep_raw_text
        BEFORE UPDATE OF id, sha256, encoding, length, text ON documents
        BEGIN SELECT RAISE(ABORT, 'raw text is immutable'); END;
        CREATE TRIGGER documents_stay BEFORE DELETE ON documents
        BEGIN SELECT RAISE(ABORT, 'documents are not deleted'); END;
        """,
    )


@migrations()
def m002_suggestions(db: Database) -> None:
    """What each suggester said of each document, for ever, and the merges shown to reviewers.

    A run is one version of one suggester on one document. A batch is the merge of the newest
    runs of all sources: what a reviewer is shown. A review keeps the batch it was opened on.
    """
    _run(
        db,
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents(id),
            source TEXT NOT NULL,
            version TEXT NOT NULL,
            made_at TEXT NOT NULL,
            UNIQUE (document_id, source, version)
        ) STRICT;
        CREATE TABLE suggestions (
            id INTEGER PRIMARY KEY,
            run_id INTEGER NOT NULL REFERENCES runs(id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            layer TEXT NOT NULL,
            label TEXT NOT NULL,
            value TEXT,
            unit TEXT,
            score REAL NOT NULL,
            text TEXT NOT NULL,
            CHECK (0 <= start AND start < "end")
        ) STRICT;
        CREATE INDEX suggestions_run ON suggestions(run_id);
        CREATE TABLE batches (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents(id),
            made_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX batches_document ON batches(document_id, id);
        CREATE TABLE batch_members (
            batch_id INTEGER NOT NULL REFERENCES batches(id),
            suggestion_id INTEGER NOT NULL REFERENCES suggestions(id),
            PRIMARY KEY (batch_id, suggestion_id)
        ) STRICT, WITHOUT ROWID;
        """
        + "".join(_append_only(table) for table in ("runs", "suggestions", "batches"))
        + _append_only("batch_members"),
    )


@migrations()
def m003_reviews(db: Database) -> None:
    """The log of decisions, and the tables that are its fold.

    `decisions` is append-only. `reviews`, `review_spans` and `history` are derived from it and
    can be rebuilt; `places` remembers where a reviewer was, which is no decision.
    `review_spans` holds only spans that differ from the batch they came from.
    """
    _run(
        db,
        """
        CREATE TABLE reviewers (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            adjudicator INTEGER NOT NULL DEFAULT 0 CHECK (adjudicator IN (0, 1))
        ) STRICT;
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
            document_id INTEGER NOT NULL REFERENCES documents(id),
            kind TEXT NOT NULL,
            target INTEGER REFERENCES decisions(id),
            made_at TEXT NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        CREATE INDEX decisions_review ON decisions(reviewer_id, document_id, id);
        CREATE TABLE reviews (
            reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
            document_id INTEGER NOT NULL REFERENCES documents(id),
            state TEXT NOT NULL CHECK (state IN ('todo', 'open', 'skipped', 'finished')),
            batch_id INTEGER REFERENCES batches(id),
            note TEXT,
            pending INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            last_decision INTEGER NOT NULL REFERENCES decisions(id),
            PRIMARY KEY (reviewer_id, document_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX reviews_state ON reviews(reviewer_id, state, document_id);
        CREATE INDEX reviews_document ON reviews(document_id, state);
        CREATE TABLE review_spans (
            reviewer_id INTEGER NOT NULL,
            document_id INTEGER NOT NULL,
            span_id INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            layer TEXT NOT NULL,
            label TEXT NOT NULL,
            value TEXT,
            unit TEXT,
            state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
            comment TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (reviewer_id, document_id, span_id),
            FOREIGN KEY (reviewer_id, document_id) REFERENCES reviews(reviewer_id, document_id),
            CHECK (0 <= start AND start < "end")
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE history (
            reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
            undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
            decision_id INTEGER NOT NULL REFERENCES decisions(id),
            PRIMARY KEY (reviewer_id, undone, decision_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE places (
            reviewer_id INTEGER NOT NULL REFERENCES reviewers(id),
            document_id INTEGER NOT NULL REFERENCES documents(id),
            caret INTEGER NOT NULL,
            active INTEGER,
            at REAL NOT NULL,
            PRIMARY KEY (reviewer_id, document_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX places_latest ON places(reviewer_id, at);
        """
        + _append_only("decisions"),
    )


@migrations()
def m004_groups_and_surfaces(db: Database) -> None:
    """Decisions on several documents that are one act, and spans found by their surface.

    The decisions of one act over several documents carry the id of its first; they are undone
    together. `key` is `surface_key` of a span's text: it finds the reviewer's earlier decisions on
    the same surface. The other indexes hold the few rows with a flag.
    """
    _run(
        db,
        """
        ALTER TABLE decisions ADD COLUMN group_id INTEGER REFERENCES decisions(id);
        ALTER TABLE review_spans ADD COLUMN key TEXT NOT NULL DEFAULT '';
        """,
    )
    db.conn.create_function("surface_key", 1, surface_key, deterministic=True)
    db.conn.execute("UPDATE review_spans SET key = surface_key(text)")
    _run(
        db,
        """
        CREATE INDEX review_spans_key ON review_spans(reviewer_id, key, state, label);
        CREATE INDEX review_spans_flagged ON review_spans(reviewer_id, document_id)
            WHERE comment IS NOT NULL;
        CREATE INDEX reviews_flagged ON reviews(reviewer_id, document_id) WHERE note IS NOT NULL;
        """,
    )


@migrations()
def m005_search(db: Database) -> None:
    """An index of the documents' words with and without accents, and one of their names.

    Both hold no text of their own. The words' index knows in which documents a word stands, not
    where: what it finds is looked at in the text, which gives exact offsets. With places it would
    be five times the size and twice as slow to write.
    """
    _run(
        db,
        """
        CREATE VIRTUAL TABLE document_words USING fts5(
            words, content='', detail=none,
            tokenize='unicode61 remove_diacritics 0'
        );
        CREATE VIRTUAL TABLE document_names USING fts5(
            name, content='', tokenize='trigram'
        );
        """,
    )
    rows = db.conn.execute("SELECT id, name, text FROM documents ORDER BY id")
    while batch := rows.fetchmany(64):
        for document, name, text in batch:
            index_document(db.conn.execute, document, name, text)


@migrations()
def m006_merged_scores(db: Database) -> None:
    """The score that the merge gave a suggestion, which may differ from its source's own.

    Where the trained tagger agrees with a source, its measured confidence is what reviewers see.
    """
    _run(db, "ALTER TABLE batch_members ADD COLUMN score REAL;")


@migrations()
def m007_doubts(db: Database) -> None:
    """How uncertain the newest suggestions of each document are, in the order of it.

    To look at every suggestion of every document took 0.1 s for 1,000 documents, at each document
    that was finished. The table is derived; a document without suggestions has no row.
    """
    _run(
        db,
        """
        CREATE TABLE document_doubts (
            document_id INTEGER PRIMARY KEY REFERENCES documents(id),
            doubt REAL NOT NULL
        ) STRICT;
        INSERT INTO document_doubts
            SELECT b.document_id, avg(1 - coalesce(m.score, s.score)) FROM
            (SELECT document_id, max(id) AS id FROM batches GROUP BY document_id) b
            JOIN batch_members m ON m.batch_id = b.id
            JOIN suggestions s ON s.id = m.suggestion_id GROUP BY b.document_id;
        CREATE INDEX document_doubts_order ON document_doubts(doubt DESC, document_id);
        """,
    )


def apply_migrations(connection: sqlite3.Connection) -> None:
    """Bring a database (an open sqlite3 connection) to `SCHEMA_VERSION`."""
    migrations.apply(Database(connection))


def _append_only(table: str) -> str:
    return "".join(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        for act in ("UPDATE", "DELETE")
    )


def _run(db: Database, script: str) -> None:
    """Run a script's statements one by one: `executescript` would commit the transaction."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \n;"):
                db.conn.execute(statement)
            statement = ""


assert SCHEMA_VERSION == 7, "count the migrations above"
