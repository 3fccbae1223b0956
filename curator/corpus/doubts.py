"""How uncertain the newest suggestions of each document are.

A document's doubt is the mean of 1 - score over its newest batch: the share of its suggestions that
is expected to be wrong. It is kept in a table of its own, written with the batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.corpus.connection import Connection

_ROUNDING = 1e-9
"""Two sums of the same scores in another order do not differ by more."""


def keep_doubt(corpus: Connection, document_id: int, batch: int) -> None:
    """Keep the doubt of a batch as the document's; call it in the batch's own transaction."""
    corpus.execute("DELETE FROM document_doubts WHERE document_id = ?", (document_id,))
    corpus.execute(
        "INSERT INTO document_doubts SELECT ?, avg(1 - coalesce(m.score, s.score)) "
        "FROM batch_members m JOIN suggestions s ON s.id = m.suggestion_id WHERE m.batch_id = ? "
        "HAVING count(*)",
        (document_id, batch),
    )


def doubts(corpus: Connection, ids: Sequence[int]) -> dict[int, float]:
    """The doubt of each of these documents that has suggestions."""
    rows = corpus.execute(
        "SELECT document_id, doubt FROM document_doubts "
        f"WHERE document_id IN ({','.join('?' * len(ids))})",
        ids,
    )
    return dict(rows.fetchall())


def most_uncertain(corpus: Connection, reviewer: int, but: int | None = None) -> int | None:
    """The document with the greatest doubt of those to be reviewed, but not the one of id `but`.

    None where no document that is to be reviewed has suggestions.
    """
    row = corpus.execute(
        "SELECT d.document_id FROM document_doubts d INDEXED BY document_doubts_order "
        "WHERE d.document_id IS NOT ?2 AND NOT EXISTS (SELECT 1 FROM reviews r "
        "WHERE r.reviewer_id = ?1 AND r.document_id = d.document_id "
        "AND r.state IN ('finished', 'skipped')) ORDER BY d.doubt DESC, d.document_id LIMIT 1",
        (reviewer, but),
    ).fetchone()
    return row[0] if row else None


def wrong_doubts(corpus: Connection) -> Iterator[str]:
    """What is kept and is not what the suggestions make of it, for `verify`."""
    rows = corpus.execute(
        "SELECT d.id, k.doubt, (SELECT avg(1 - coalesce(m.score, s.score)) "
        "FROM batch_members m JOIN suggestions s ON s.id = m.suggestion_id WHERE m.batch_id = "
        "(SELECT max(b.id) FROM batches b WHERE b.document_id = d.id)) "
        "FROM documents d INDEXED BY documents_name "
        "LEFT JOIN document_doubts k ON k.document_id = d.id"
    )
    for document, kept, meant in rows:
        if kept is None or meant is None:
            differ = kept is not meant
        else:
            differ = abs(kept - meant) > _ROUNDING
        if differ:
            yield f"document {document}: the doubt is kept as {kept}, the batch makes it {meant}"
