"""Which document a reviewer works on next."""

from __future__ import annotations

from dataclasses import dataclass

from curator.corpus.connection import Connection


@dataclass(frozen=True, slots=True)
class Progress:
    """A reviewer's progress: documents in all, finished, skipped."""

    documents: int
    finished: int
    skipped: int


def next_document(corpus: Connection, reviewer: int, after: int | None = None) -> int | None:
    """The next document to review, in the order of import, after the one of id `after`.

    Unfinished documents come first, round the corner to the first one if need be; then the
    skipped ones; None when all are finished.
    """
    start = after or 0
    for sql, parameters in (
        (_UNTOUCHED + " AND d.id > ?", (reviewer, start)),
        (_UNTOUCHED + " AND d.id < ?", (reviewer, start)),
        (_SKIPPED + " AND document_id > ?", (reviewer, start)),
        (_SKIPPED + " AND document_id < ?", (reviewer, start)),
    ):
        row = corpus.execute(sql + " ORDER BY 1 LIMIT 1", parameters).fetchone()
        if row:
            found: int = row[0]
            return found
    return None


_UNTOUCHED = (
    "SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM reviews r WHERE "
    "r.reviewer_id = ? AND r.document_id = d.id AND r.state IN ('finished', 'skipped'))"
)
_SKIPPED = (
    "SELECT document_id FROM reviews INDEXED BY reviews_state "
    "WHERE reviewer_id = ? AND state = 'skipped'"
)


def is_finished(corpus: Connection, reviewer: str, document: int) -> bool:
    """Whether the reviewer of that name has finished a document."""
    row = corpus.execute(
        "SELECT 1 FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id "
        "WHERE w.name = ? AND r.document_id = ? AND r.state = 'finished'",
        (reviewer, document),
    ).fetchone()
    return row is not None


def neighbour(corpus: Connection, document: int, step: int) -> int | None:
    """The document before (`step` -1) or after (+1) one in the order of import, any state."""
    if step < 0:
        sql = "SELECT id FROM documents WHERE id < ? ORDER BY id DESC LIMIT 1"
    else:
        sql = "SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT 1"
    row = corpus.execute(sql, (document,)).fetchone()
    return row[0] if row else None


def position(corpus: Connection, document: int) -> int:
    """The document's number in the order of import, from 1."""
    number: int = corpus.execute(
        "SELECT count(*) FROM documents WHERE id <= ?", (document,)
    ).fetchone()[0]
    return number


def progress(corpus: Connection, reviewer: int) -> Progress:
    """How far a reviewer is."""
    counts = dict(
        corpus.execute(
            "SELECT state, count(*) FROM reviews INDEXED BY reviews_state "
            "WHERE reviewer_id = ? AND state IN ('finished', 'skipped') GROUP BY state",
            (reviewer,),
        ).fetchall()
    )
    documents = corpus.execute("SELECT count(*) FROM documents").fetchone()[0]
    return Progress(documents, counts.get("finished", 0), counts.get("skipped", 0))
