"""Reviewers, by name."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.model.errors import NotFoundError, RefusedError


def reviewer_id(corpus: Connection, name: str) -> int:
    """The id of the reviewer of that name.

    Raises:
        NotFoundError: if nobody of that name has reviewed anything; the message lists who has.
    """
    row = corpus.execute("SELECT id FROM reviewers WHERE name = ?", (name,)).fetchone()
    if row is None:
        known = ", ".join(reviewer_names(corpus)) or "nobody yet"
        raise NotFoundError(f"no reviewer is named {name!r}; known: {known}")
    found: int = row[0]
    return found


def ensure_reviewer(corpus: Connection, name: str, *, adjudicator: bool = False) -> int:
    """The id of the reviewer of that name, added if need be. Call it inside a transaction.

    Raises:
        RefusedError: if the name is empty, or is known in the other role.
    """
    if not name.strip() or name != name.strip():
        raise RefusedError(f"{name!r} is no name for a reviewer")
    row = corpus.execute("SELECT id, adjudicator FROM reviewers WHERE name = ?", (name,)).fetchone()
    if row is None:
        added = corpus.execute(
            "INSERT INTO reviewers(name, adjudicator) VALUES (?, ?)", (name, int(adjudicator))
        ).lastrowid
        assert added is not None
        return added
    if bool(row[1]) != adjudicator:
        role = "an adjudicator" if row[1] else "a reviewer"
        raise RefusedError(f"{name!r} is {role} in this corpus; use another name")
    found: int = row[0]
    return found


def reviewer_names(corpus: Connection) -> list[str]:
    """The names of all reviewers, adjudicators left out."""
    rows = corpus.execute("SELECT name FROM reviewers WHERE adjudicator = 0 ORDER BY name")
    return [row[0] for row in rows]
