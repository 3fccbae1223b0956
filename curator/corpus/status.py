"""Counts over the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curator.corpus.connection import Connection


@dataclass(frozen=True, slots=True)
class ReviewerStatus:
    """One reviewer's documents by state, and his spans by label and state."""

    name: str
    adjudicator: bool
    documents: Mapping[str, int]
    spans: Mapping[str, Mapping[str, int]]
    decisions: int
    last: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """The corpus in numbers.

    `documents` by state: `unsuggested` and `suggested` (nobody opened it), `open`, `skipped`,
    `finished` (by one), `contested` (finished by several, not adjudicated), `adjudicated`.
    `suggestions` by label and source counts what the newest batches show.
    """

    documents: Mapping[str, int]
    suggestions: Mapping[str, Mapping[str, int]]
    reviewers: tuple[ReviewerStatus, ...]


DOCUMENT_STATES = (
    "unsuggested",
    "suggested",
    "open",
    "skipped",
    "finished",
    "contested",
    "adjudicated",
)


def status(corpus: Connection) -> Status:
    """Count documents by state, suggestions by label, each reviewer's work."""
    with corpus.snapshot():
        return Status(_documents(corpus), _suggestions(corpus), _reviewers(corpus))


def _documents(corpus: Connection) -> dict[str, int]:
    counts = dict.fromkeys(DOCUMENT_STATES, 0)
    rows = corpus.execute(
        """
        WITH seen AS (
            SELECT r.document_id AS id,
                sum(r.state = 'finished' AND w.adjudicator) AS adjudicated,
                sum(r.state = 'finished' AND NOT w.adjudicator) AS finished,
                sum(r.state = 'open') AS open
            FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id GROUP BY r.document_id
        )
        SELECT CASE
            WHEN seen.adjudicated THEN 'adjudicated'
            WHEN seen.finished > 1 THEN 'contested'
            WHEN seen.finished = 1 THEN 'finished'
            WHEN seen.open THEN 'open'
            WHEN seen.id IS NOT NULL THEN 'skipped'
            WHEN EXISTS (SELECT 1 FROM batches b WHERE b.document_id = d.id) THEN 'suggested'
            ELSE 'unsuggested' END AS state, count(*)
        FROM documents d LEFT JOIN seen ON seen.id = d.id GROUP BY state
        """
    )
    counts.update(rows.fetchall())
    return counts


def _suggestions(corpus: Connection) -> dict[str, dict[str, int]]:
    rows = corpus.execute(
        """
        SELECT s.label, r.source, count(*) FROM batch_members m
        JOIN suggestions s ON s.id = m.suggestion_id JOIN runs r ON r.id = s.run_id
        WHERE m.batch_id IN (SELECT max(id) FROM batches GROUP BY document_id)
        GROUP BY s.label, r.source ORDER BY s.label, r.source
        """
    )
    counts: dict[str, dict[str, int]] = {}
    for label, source, count in rows:
        counts.setdefault(label, {})[source] = count
    return counts


def _reviewers(corpus: Connection) -> tuple[ReviewerStatus, ...]:
    total = corpus.execute("SELECT count(*) FROM documents").fetchone()[0]
    found = []
    for reviewer, name, adjudicator in corpus.execute(
        "SELECT id, name, adjudicator FROM reviewers ORDER BY name"
    ).fetchall():
        documents = dict(
            corpus.execute(
                "SELECT state, count(*) FROM reviews WHERE reviewer_id = ? GROUP BY state",
                (reviewer,),
            ).fetchall()
        )
        documents["todo"] = total - sum(documents.values()) + documents.get("todo", 0)
        decisions, last = corpus.execute(
            "SELECT count(*), max(made_at) FROM decisions WHERE reviewer_id = ? AND kind != 'open'",
            (reviewer,),
        ).fetchone()
        found.append(
            ReviewerStatus(
                name=name,
                adjudicator=bool(adjudicator),
                documents={
                    state: documents.get(state, 0)
                    for state in ("todo", "open", "skipped", "finished")
                },
                spans=_spans_of(corpus, reviewer),
                decisions=decisions,
                last=last,
            )
        )
    return tuple(found)


def _spans_of(corpus: Connection, reviewer: int) -> dict[str, dict[str, int]]:
    """Spans by label and state: the decided ones, and those of the batches without a decision."""
    counts: dict[str, dict[str, int]] = {}
    rows = corpus.execute(
        """
        SELECT label, state, count(*) FROM review_spans WHERE reviewer_id = ?1
        GROUP BY label, state
        UNION ALL
        SELECT s.label, 'pending', count(*) FROM reviews v
        JOIN batch_members m ON m.batch_id = v.batch_id
        JOIN suggestions s ON s.id = m.suggestion_id
        WHERE v.reviewer_id = ?1 AND NOT EXISTS (
            SELECT 1 FROM review_spans p WHERE p.reviewer_id = ?1
            AND p.document_id = v.document_id AND p.span_id = s.id)
        GROUP BY s.label
        """,
        (reviewer,),
    )
    for label, state, count in rows:
        states = counts.setdefault(label, dict.fromkeys(("pending", "accepted", "rejected"), 0))
        states[state] += count
    return dict(sorted(counts.items()))
