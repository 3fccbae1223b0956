"""Documents in the corpus: added once, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from curator.corpus.clock import now
from curator.corpus.connection import Connection
from curator.corpus.search_index import index_document
from curator.model.document import Document, sha256_of
from curator.model.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document that was to be added: `new` is False if it was there already."""

    id: int
    name: str
    new: bool


def add_document(
    corpus: Connection, name: str, text: str, meta: Mapping[str, Any] | None = None
) -> Added:
    """Add a text under a name; the same text again is the document that is there already.

    Call it inside a transaction.
    """
    sha256 = sha256_of(text)
    row = corpus.execute("SELECT id, name FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if row:
        return Added(id=row[0], name=row[1], new=False)
    cursor = corpus.execute(
        "INSERT INTO documents(name, sha256, encoding, length, imported_at, meta, text) "
        "VALUES (?, ?, 'utf-8', ?, ?, ?, ?)",
        (name, sha256, len(text), now(), json.dumps(meta or {}, ensure_ascii=False), text),
    )
    assert cursor.lastrowid is not None
    index_document(corpus.execute, cursor.lastrowid, name, text)
    return Added(id=cursor.lastrowid, name=name, new=True)


def get_document(corpus: Connection, document_id: int) -> Document:
    """The document of that id.

    Raises:
        NotFoundError: if there is none.
    """
    row = corpus.execute(
        "SELECT id, name, sha256, text, meta FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    if row is None:
        raise NotFoundError(f"no document with id {document_id}")
    return Document(id=row[0], name=row[1], sha256=row[2], text=row[3], meta=json.loads(row[4]))


def find_documents(corpus: Connection, name: str, sha256: str | None = None) -> list[int]:
    """The ids of the documents of that name, and of that hash where one is given."""
    if sha256 is None:
        rows = corpus.execute("SELECT id FROM documents WHERE name = ? ORDER BY id", (name,))
    else:
        rows = corpus.execute(
            "SELECT id FROM documents WHERE name = ? AND sha256 = ?", (name, sha256.lower())
        )
    return [row[0] for row in rows]


def document_named(corpus: Connection, name: str) -> int:
    """The id of the one document that `name` means: its name, or a part of one name only.

    Raises:
        NotFoundError: if no document, or more than one, is meant; the message lists some.
    """
    ids = find_documents(corpus, name)
    if not ids:
        ids = [
            row[0]
            for row in corpus.execute(
                "SELECT id FROM documents WHERE instr(lower(name), lower(?)) ORDER BY id LIMIT 9",
                (name,),
            )
        ]
    if not ids:
        raise NotFoundError(f"no document is named {name!r}; `curator status` lists them")
    if len(ids) > 1:
        names = ", ".join(name_of(corpus, document_id) for document_id in ids[:8])
        raise NotFoundError(f"{name!r} means more than one document: {names}")
    return ids[0]


def name_of(corpus: Connection, document_id: int) -> str:
    """The document's name.

    Raises:
        NotFoundError: if there is no such document.
    """
    row = corpus.execute("SELECT name FROM documents WHERE id = ?", (document_id,)).fetchone()
    if row is None:
        raise NotFoundError(f"no document with id {document_id}")
    name: str = row[0]
    return name


def document_ids(corpus: Connection) -> Iterator[int]:
    """The ids of all documents in the order of their import."""
    for row in corpus.execute("SELECT id FROM documents ORDER BY id"):
        yield row[0]


def document_lengths(corpus: Connection) -> list[tuple[int, int]]:
    """Id and length (code points) of all documents in the order of their import."""
    return corpus.execute("SELECT id, length FROM documents ORDER BY id").fetchall()


def newest_document(corpus: Connection) -> int:
    """The id of the document that was imported last; 0 where there is none."""
    newest: int = corpus.execute("SELECT coalesce(max(id), 0) FROM documents").fetchone()[0]
    return newest


def count_documents(corpus: Connection) -> int:
    """How many documents the corpus holds."""
    count: int = corpus.execute("SELECT count(*) FROM documents").fetchone()[0]
    return count
