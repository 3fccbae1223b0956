"""Documents as one reviewer sees them in a list: how he stands with each, and which meet what.

What is asked of many documents takes their ids and answers for these alone, so that a long list
can be read in parts, between two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from curator.corpus.connection import Connection


class Standing(StrEnum):
    """How a reviewer stands with a document."""

    NEW = "new"
    """Never opened, or opened and nothing decided."""
    BEGUN = "begun"
    SKIPPED = "skipped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document in a list; `length` in code points.

    `pending` and `spans` count the reviewer's spans, or those that he would begin with, rejected
    ones included; both are None where nothing was suggested yet. `flags` counts his own flags.
    `finished_by` and `flagged_by` name others.
    """

    id: int
    name: str
    length: int
    standing: Standing
    pending: int | None
    spans: int | None
    flags: int
    finished_by: tuple[str, ...] = ()
    flagged_by: tuple[str, ...] = ()


_STANDING = (
    "CASE WHEN r.state IN ('finished', 'skipped') THEN r.state "
    "WHEN r.accepted OR r.rejected OR r.note IS NOT NULL THEN 'begun' ELSE 'new' END"
)


def every_document(corpus: Connection) -> list[int]:
    """The ids of all documents in the order of import."""
    # By the index of names: the table itself holds the texts, a hundred times as much to read.
    rows = corpus.execute("SELECT id FROM documents INDEXED BY documents_name")
    return sorted(row[0] for row in rows)


def standings(
    corpus: Connection, reviewer: int, ids: Sequence[int] | None = None
) -> dict[int, Standing]:
    """How a reviewer stands with each document, or each of these, that is not new to him."""
    rows = corpus.execute(
        f"SELECT r.document_id, {_STANDING} FROM reviews r WHERE r.reviewer_id = ?"
        + _among("r.document_id", ids),
        (reviewer, *(ids or ())),
    )
    return {document: Standing(state) for document, state in rows if state != Standing.NEW}


def worked_on(
    corpus: Connection, reviewer: int, ids: Sequence[int] | None = None, *, finished: bool = False
) -> set[int]:
    """The documents (of these) that a reviewer has begun, skipped or finished, or finished."""
    wanted = {Standing.FINISHED} if finished else set(Standing)
    return {id for id, state in standings(corpus, reviewer, ids).items() if state in wanted}


def flagged(corpus: Connection, reviewer: int, *, others: bool = False) -> set[int]:
    """The documents that a reviewer flagged, or spans of them; with `others` those of the rest."""
    who = "!=" if others else "="
    rows = corpus.execute(
        "SELECT document_id FROM review_spans INDEXED BY review_spans_flagged "
        f"WHERE comment IS NOT NULL AND reviewer_id {who} ?1 UNION "
        "SELECT document_id FROM reviews INDEXED BY reviews_flagged "
        f"WHERE note IS NOT NULL AND reviewer_id {who} ?1",
        (reviewer,),
    )
    return {row[0] for row in rows}


def unsuggested(corpus: Connection) -> list[int]:
    """The documents without any suggestions yet, in the order of import."""
    seen = {row[0] for row in corpus.execute("SELECT DISTINCT document_id FROM batches")}
    return [document for document in every_document(corpus) if document not in seen]


def count_unsuggested(corpus: Connection) -> int:
    """How many documents have no suggestions yet."""
    row = corpus.execute(
        "SELECT (SELECT count(*) FROM documents) - (SELECT count(DISTINCT document_id) "
        "FROM batches)"
    ).fetchone()
    count: int = row[0]
    return count


def document_rows(corpus: Connection, reviewer: int, ids: Sequence[int]) -> list[DocumentRow]:
    """The rows of these documents, in the order of the ids; what does not exist is left out."""
    if not ids:  # SQLite finds no way by an index to nothing
        return []
    marks = _marks(ids)
    rows = corpus.execute(
        f"SELECT d.id, d.name, d.length, {_STANDING}, r.pending, "
        "r.pending + r.accepted + r.rejected, r.batch_id, r.note IS NOT NULL, r.document_id, "
        "(SELECT max(b.id) FROM batches b WHERE b.document_id = d.id) "
        "FROM documents d LEFT JOIN reviews r ON r.reviewer_id = ? AND r.document_id = d.id "
        f"WHERE d.id IN ({marks})",
        (reviewer, *ids),
    ).fetchall()
    flags, flagged_by = _flags(corpus, reviewer, ids)
    finished_by = _finishers(corpus, reviewer, ids)
    suggested = _members(corpus, [row[9] for row in rows if row[8] is None and row[9] is not None])
    found = {}
    for id, name, length, state, pending, spans, batch, noted, opened, newest in rows:
        if opened is None:
            pending = spans = None if newest is None else suggested[newest]
        elif batch is None and not spans:
            pending = spans = None
        found[id] = DocumentRow(
            id,
            name,
            length,
            Standing(state),
            pending,
            spans,
            flags.get(id, 0) + noted,
            finished_by.get(id, ()),
            flagged_by.get(id, ()),
        )
    return [found[id] for id in ids if id in found]


def _members(corpus: Connection, batches: Sequence[int]) -> dict[int, int]:
    rows = corpus.execute(
        "SELECT batch_id, count(*) FROM batch_members "
        f"WHERE batch_id IN ({_marks(batches)}) GROUP BY batch_id",
        batches,
    )
    return {**dict.fromkeys(batches, 0), **dict(rows.fetchall())}


def _flags(
    corpus: Connection, reviewer: int, ids: Sequence[int]
) -> tuple[dict[int, int], dict[int, tuple[str, ...]]]:
    """The reviewer's flagged spans by document, and who else flagged anything there."""
    rows = corpus.execute(
        "SELECT p.document_id, count(*) FROM review_spans p INDEXED BY review_spans_flagged "
        "WHERE p.comment IS NOT NULL AND p.reviewer_id = ? "
        f"AND p.document_id IN ({_marks(ids)}) GROUP BY p.document_id",
        (reviewer, *ids),
    )
    own = dict(rows.fetchall())
    rows = corpus.execute(
        # From the reviewers on: the index begins with them.
        "SELECT DISTINCT p.document_id, w.name FROM reviewers w CROSS JOIN review_spans p "
        "INDEXED BY review_spans_flagged ON p.reviewer_id = w.id WHERE p.comment IS NOT NULL "
        f"AND w.id != ?1 AND p.document_id IN ({_marks(ids)}) UNION "
        "SELECT r.document_id, w.name FROM reviewers w CROSS JOIN reviews r "
        "INDEXED BY reviews_flagged ON r.reviewer_id = w.id WHERE r.note IS NOT NULL "
        f"AND w.id != ?1 AND r.document_id IN ({_marks(ids)}) ORDER BY 1, 2",
        (reviewer, *ids, *ids),
    )
    return own, _by_document(rows)


def _finishers(corpus: Connection, reviewer: int, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = corpus.execute(
        "SELECT r.document_id, w.name FROM reviews r INDEXED BY reviews_document "
        "JOIN reviewers w ON w.id = r.reviewer_id WHERE r.state = 'finished' "
        f"AND r.document_id IN ({_marks(ids)}) AND r.reviewer_id != ? ORDER BY 1, 2",
        (*ids, reviewer),
    )
    return _by_document(rows)


def _by_document(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    for document, name in rows:
        names[document] = (*names.get(document, ()), name)
    return names


def names_of(corpus: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The names of these documents."""
    rows = corpus.execute(f"SELECT id, name FROM documents WHERE id IN ({_marks(ids)})", ids)
    return dict(rows.fetchall())


def with_label(corpus: Connection, reviewer: int, ids: Sequence[int], label: str) -> set[int]:
    """Which of these documents have a span of that label, as the reviewer has or would have them.

    A rejected span does not count.
    """
    rows = corpus.execute(
        f"WITH asked(id) AS (VALUES {','.join(['(?)'] * len(ids))}) SELECT id FROM asked "
        "WHERE EXISTS (SELECT 1 FROM review_spans p WHERE p.reviewer_id = ? "
        "AND p.document_id = asked.id AND p.label = ? AND p.state != 'rejected') "
        f"OR EXISTS (SELECT 1 FROM {_BATCH_OF_ASKED} AND s.label = ? "
        "AND NOT EXISTS (SELECT 1 FROM review_spans p WHERE p.reviewer_id = ? "
        "AND p.document_id = asked.id AND p.span_id = s.id))",
        (*ids, reviewer, label, reviewer, label, reviewer),
    )
    return {row[0] for row in rows}


_BATCH_OF_ASKED = (
    "batch_members m CROSS JOIN suggestions s ON s.id = m.suggestion_id WHERE m.batch_id = "
    "coalesce((SELECT coalesce(v.batch_id, -1) FROM reviews v WHERE v.reviewer_id = ? "
    "AND v.document_id = asked.id), "
    "(SELECT max(b.id) FROM batches b WHERE b.document_id = asked.id))"
)
"""The suggestions that a reviewer began with, or would begin with; one parameter: the reviewer."""


def finished_by_others_too(
    corpus: Connection, reviewer: int, ids: Sequence[int] | None = None
) -> list[int]:
    """The documents (of these) that a reviewer and somebody else (no adjudicator) have finished."""
    rows = corpus.execute(
        "SELECT r.document_id FROM reviews r "
        f"{'INDEXED BY reviews_state' if ids is None else ''} WHERE r.reviewer_id = ? "
        "AND r.state = 'finished' AND EXISTS (SELECT 1 FROM reviews o "
        "JOIN reviewers w ON w.id = o.reviewer_id WHERE o.document_id = r.document_id "
        "AND o.state = 'finished' AND o.reviewer_id != ? AND NOT w.adjudicator)"
        + _among("r.document_id", ids)
        + " ORDER BY 1",
        (reviewer, reviewer, *(ids or ())),
    )
    return [row[0] for row in rows]


def differing(corpus: Connection, reviewer: int, ids: Sequence[int]) -> set[int]:
    """Which of these documents another reviewer finished with other spans than this one.

    Ids are those of documents that this reviewer has finished. Spans are compared by range and
    label; adjudicators are left out.
    """
    if not ids:
        return set()
    rows = corpus.execute(
        'SELECT r.document_id, r.reviewer_id, p.start, p."end", p.label FROM reviews r '
        "INDEXED BY reviews_document JOIN reviewers w ON w.id = r.reviewer_id "
        "LEFT JOIN review_spans p ON p.reviewer_id = r.reviewer_id "
        "AND p.document_id = r.document_id AND p.state = 'accepted' "
        f"WHERE r.state = 'finished' AND r.document_id IN ({_marks(ids)}) AND NOT w.adjudicator",
        ids,
    )
    versions: dict[int, dict[int, set[tuple[int, int, str]]]] = {}
    for document, owner, start, end, label in rows:
        spans = versions.setdefault(document, {}).setdefault(owner, set())
        if start is not None:
            spans.add((start, end, label))
    return {
        document
        for document, owners in versions.items()
        if reviewer in owners and any(spans != owners[reviewer] for spans in owners.values())
    }


def _among(column: str, ids: Sequence[int] | None) -> str:
    """A condition that a column is one of these; none without them."""
    return "" if ids is None else f" AND {column} IN ({_marks(ids)})"


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
