"""What is left to do for a reviewer, asked in parts that are quick."""

from __future__ import annotations

from collections.abc import Sequence

from curator.corpus.connection import Connection
from curator.corpus.jumps import Conflicts

_SPANS_AT_ONCE = 5000
"""Decided spans looked at in one go, unless one surface has more."""


def pending_spans(corpus: Connection, reviewer: int, ids: Sequence[int]) -> int:
    """How many spans are pending in these documents; in new ones those of the newest batch."""
    marks = ",".join("?" * len(ids))
    opened = dict(
        corpus.execute(
            "SELECT document_id, pending FROM reviews "
            f"WHERE reviewer_id = ? AND document_id IN ({marks})",
            (reviewer, *ids),
        ).fetchall()
    )
    new = [one for one in ids if one not in opened]
    row = corpus.execute(
        "SELECT count(*) FROM batch_members WHERE batch_id IN (SELECT max(id) FROM batches "
        f"WHERE document_id IN ({','.join('?' * len(new))}) GROUP BY document_id)",
        new,
    ).fetchone()
    return sum(opened.values()) + int(row[0])


def conflicting_surfaces(
    corpus: Connection, reviewer: int, after: str = ""
) -> tuple[list[str], str | None]:
    """The next surfaces behind one (keys as `surface_key` makes them) decided in different ways.

    Accepted with different labels, or accepted and rejected (see `Conflicts`). Also gives the last
    key that was looked at; None where there are no more.
    """
    last = corpus.execute(
        "SELECT key FROM review_spans INDEXED BY review_spans_key WHERE reviewer_id = ? "
        "AND key > ? ORDER BY key LIMIT 1 OFFSET ?",
        (reviewer, after, _SPANS_AT_ONCE),
    ).fetchone()
    up_to, end = ("AND key <= ? ", (last[0],)) if last else ("", ())
    rows = corpus.execute(
        "SELECT key FROM review_spans INDEXED BY review_spans_key WHERE reviewer_id = ? "
        f"AND key > ? {up_to}AND state != 'pending' GROUP BY key "
        "HAVING min(CASE state WHEN 'accepted' THEN label END) "
        "!= max(CASE state WHEN 'accepted' THEN label END) "
        "OR (max(state) != min(state)) ORDER BY key",
        (reviewer, after, *end),
    ).fetchall()
    conflicts = Conflicts(corpus, reviewer)
    return [row[0] for row in rows if conflicts.on(row[0])], last[0] if last else None


def place_of_conflict(corpus: Connection, reviewer: int, key: str) -> tuple[int, int] | None:
    """The document and id of an accepted span of a surface, of the label that is the rarest."""
    row = corpus.execute(
        "SELECT label FROM review_spans WHERE reviewer_id = ? AND key = ? AND state = 'accepted' "
        "GROUP BY label ORDER BY count(*), label LIMIT 1",
        (reviewer, key),
    ).fetchone()
    if row is None:
        return None
    found: tuple[int, int] = corpus.execute(
        "SELECT document_id, span_id FROM review_spans WHERE reviewer_id = ? AND key = ? "
        "AND state = 'accepted' AND label = ? ORDER BY document_id, start LIMIT 1",
        (reviewer, key, row[0]),
    ).fetchone()
    return found
