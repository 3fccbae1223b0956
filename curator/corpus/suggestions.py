"""Suggestions in the corpus: runs of suggesters, and the batches that reviewers are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.corpus.clock import now
from curator.corpus.connection import Connection
from curator.corpus.doubts import keep_doubt
from curator.model.span import Span, Suggestion


@dataclass(frozen=True, slots=True)
class StoredSuggestion:
    """A suggestion with its id in the corpus."""

    id: int
    suggestion: Suggestion


def add_run(
    corpus: Connection,
    document_id: int,
    raw: str,
    source: str,
    version: str,
    suggestions: Iterable[Suggestion],
) -> bool:
    """Store what one version of one suggester says of a document; False if that is there already.

    Call it inside a transaction, and `add_batch` after the last run of a document.
    """
    if has_run(corpus, document_id, source, version):
        return False
    run = corpus.execute(
        "INSERT INTO runs(document_id, source, version, made_at) VALUES (?, ?, ?, ?)",
        (document_id, source, version, now()),
    ).lastrowid
    corpus.executemany(
        'INSERT INTO suggestions(run_id, start, "end", layer, label, value, unit, score, text) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (run, s.start, s.end, s.layer, s.label, s.value, s.unit, item.score, s.text_of(raw))
            for item in suggestions
            for s in (item.span,)
        ),
    )
    return True


def has_run(corpus: Connection, document_id: int, source: str, version: str) -> bool:
    """Whether this version of this suggester has been run on the document."""
    row = corpus.execute(
        "SELECT 1 FROM runs WHERE document_id = ? AND source = ? AND version = ?",
        (document_id, source, version),
    ).fetchone()
    return row is not None


def run_versions(corpus: Connection, document_id: int, source: str) -> list[str]:
    """The versions of a source that were run on a document, the newest last."""
    rows = corpus.execute(
        "SELECT version FROM runs WHERE document_id = ? AND source = ? ORDER BY id",
        (document_id, source),
    )
    return [row[0] for row in rows]


def newest_suggestions(corpus: Connection, document_id: int) -> list[StoredSuggestion]:
    """What the newest run of each source says of a document, in order of start."""
    rows = corpus.execute(
        'SELECT s.id, s.start, s."end", s.layer, s.label, s.value, s.unit, r.source, r.version, '
        "s.score FROM suggestions s JOIN runs r ON r.id = s.run_id WHERE r.id IN "
        "(SELECT max(id) FROM runs WHERE document_id = ? GROUP BY source) ORDER BY s.start, s.id",
        (document_id,),
    )
    return [_stored(row) for row in rows]


def add_batch(
    corpus: Connection,
    document_id: int,
    members: Sequence[int],
    scores: Sequence[float] | None = None,
) -> int:
    """Store a merge (ids of suggestions) as the document's newest batch; its id.

    `scores` are those that the merge gave them; without them each has its own. If the newest batch
    has these members and scores already, that one is kept.
    """
    merged: Sequence[float | None] = scores if scores is not None else [None] * len(members)
    rows = list(zip(members, merged, strict=True))
    newest = newest_batch(corpus, document_id)
    if newest is not None:
        known = corpus.execute(
            "SELECT suggestion_id, score FROM batch_members WHERE batch_id = ?", (newest,)
        )
        if set(known) == set(rows):
            return newest
    batch = corpus.execute(
        "INSERT INTO batches(document_id, made_at) VALUES (?, ?)", (document_id, now())
    ).lastrowid
    assert batch is not None
    corpus.executemany(
        "INSERT INTO batch_members(batch_id, suggestion_id, score) VALUES (?, ?, ?)",
        ((batch, member, score) for member, score in rows),
    )
    keep_doubt(corpus, document_id, batch)
    return batch


def newest_batch(corpus: Connection, document_id: int) -> int | None:
    """The id of the document's newest batch, None if it has no suggestions yet."""
    row = corpus.execute(
        "SELECT max(id) FROM batches WHERE document_id = ?", (document_id,)
    ).fetchone()
    batch: int | None = row[0]
    return batch


def batch_suggestions(
    corpus: Connection, batch_id: int, only: int | None = None
) -> list[StoredSuggestion]:
    """The suggestions of a batch in order of start, or the one of that id."""
    rows = corpus.execute(
        'SELECT s.id, s.start, s."end", s.layer, s.label, s.value, s.unit, r.source, r.version, '
        "coalesce(m.score, s.score) FROM batch_members m "
        "JOIN suggestions s ON s.id = m.suggestion_id "
        "JOIN runs r ON r.id = s.run_id WHERE m.batch_id = ? "
        + ("" if only is None else "AND m.suggestion_id = ? ")
        + "ORDER BY s.start, s.id",
        (batch_id,) if only is None else (batch_id, only),
    )
    return [_stored(row) for row in rows]


def _stored(row: tuple[int, int, int, str, str, str, str, str, str, float]) -> StoredSuggestion:
    span = Span(row[1], row[2], row[3], row[4], row[5], row[6])
    return StoredSuggestion(row[0], Suggestion(span, row[7], row[8], row[9]))
