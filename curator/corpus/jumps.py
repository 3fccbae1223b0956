"""Spans worth another look: decided in different ways, or flagged."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.model.review import ReviewSpan, SpanState

_LOOKED_AT = 20
"""Of the rejected spans of a surface so many are looked at: whether they lie under another."""


class Conflicts:
    """Tells which spans a reviewer decided on otherwise than elsewhere on the same surface.

    Accepted spans with another label of the same surface conflict, and an accepted with a rejected
    one, unless the rejected one lies under an accepted span, which decided on it. What was asked
    once is remembered: make a new one after a decision.
    """

    def __init__(self, corpus: Connection, reviewer: int) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._known: dict[str, tuple[str | None, str | None, bool]] = {}

    def has(self, document: int, span: ReviewSpan, key: str) -> bool:
        """Whether a span, whose text has that `surface_key`, is in conflict with another."""
        if span.state is SpanState.PENDING:
            return False
        first, last, rejected = self._decided(key)
        if span.state is SpanState.ACCEPTED:
            return rejected or (first is not None and not first == last == span.label)
        return first is not None and not _lies_under(
            self._corpus, self._reviewer, document, span.id
        )

    def on(self, key: str) -> bool:
        """Whether the surface of a key was decided in different ways."""
        first, last, rejected = self._decided(key)
        return first is not None and (first != last or rejected)

    def _decided(self, key: str) -> tuple[str | None, str | None, bool]:
        if key not in self._known:
            self._known[key] = self._look(key)
        return self._known[key]

    def _look(self, key: str) -> tuple[str | None, str | None, bool]:
        """The first and last label accepted, and whether the surface was rejected anywhere."""
        first, last = (
            # One look into the index each, however many spans there are.
            self._corpus.execute(
                f"SELECT {which}(label) FROM review_spans "
                "WHERE reviewer_id = ? AND key = ? AND state = 'accepted'",
                (self._reviewer, key),
            ).fetchone()[0]
            for which in ("min", "max")
        )
        rejected = self._corpus.execute(
            "SELECT document_id, span_id FROM review_spans "
            "WHERE reviewer_id = ? AND key = ? AND state = 'rejected' LIMIT ?",
            (self._reviewer, key, _LOOKED_AT),
        ).fetchall()
        return (
            first,
            last,
            any(not _lies_under(self._corpus, self._reviewer, *one) for one in rejected),
        )


def _lies_under(corpus: Connection, reviewer: int, document: int, span: int) -> bool:
    """Whether an accepted span overlaps this one."""
    row = corpus.execute(
        'SELECT 1 FROM review_spans a JOIN review_spans b ON b.start < a."end" '
        'AND b."end" > a.start WHERE a.reviewer_id = ?1 AND a.document_id = ?2 '
        "AND a.span_id = ?3 AND b.reviewer_id = ?1 AND b.document_id = ?2 "
        "AND b.state = 'accepted' AND b.span_id != ?3 LIMIT 1",
        (reviewer, document, span),
    ).fetchone()
    return row is not None


def next_flagged_document(corpus: Connection, reviewer: int, after: int) -> int | None:
    """The next document, round the end, in which the reviewer flagged a span or the whole."""
    for low, high in ((after, 1 << 62), (0, after)):
        row = corpus.execute(
            "SELECT min(id) FROM (SELECT min(document_id) AS id FROM review_spans "
            "INDEXED BY review_spans_flagged WHERE reviewer_id = ?1 AND comment IS NOT NULL "
            "AND document_id > ?2 AND document_id < ?3 UNION ALL "
            "SELECT min(document_id) FROM reviews INDEXED BY reviews_flagged "
            "WHERE reviewer_id = ?1 AND note IS NOT NULL AND document_id > ?2 "
            "AND document_id < ?3)",
            (reviewer, low, high),
        ).fetchone()
        if row[0] is not None:
            found: int = row[0]
            return found
    return None
