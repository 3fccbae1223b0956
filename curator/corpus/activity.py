"""How much a reviewer did today and in this session, and how fast, from the log."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from curator.corpus.connection import Connection
from curator.model.review import DecisionKind, ReviewState

IDLE_SECONDS = 60.0
"""A longer pause between two decisions counts as this long: the reviewer was elsewhere."""

STEADY_SECONDS = 30.0
"""Before so many seconds of work its speed says nothing."""


@dataclass(frozen=True, slots=True)
class Work:
    """What was done in some time; what was undone again does not count.

    `spans`: spans that were pending or not there and now are decided on. `documents`: those that
    were finished. `seconds`: the time between decisions, pauses cut to `IDLE_SECONDS`.
    """

    spans: int = 0
    documents: int = 0
    decisions: int = 0
    seconds: float = 0.0

    @property
    def spans_per_minute(self) -> float | None:
        """Spans decided a minute of work; None while there is too little to tell."""
        if not self.spans or self.seconds < STEADY_SECONDS:
            return None
        return self.spans * 60 / self.seconds

    def done(self) -> Work:
        """The same without counts below zero: who undid what was done earlier did nothing."""
        return replace(self, spans=max(0, self.spans), documents=max(0, self.documents))


class Activity:
    """One reviewer's work, kept up to date by reading what is new in the log.

    The day is the local one, from midnight; the session begins when this object is made. What
    `load` brought in is no work of the day.
    """

    def __init__(self, corpus: Connection, reviewer: int, now: datetime | None = None) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._begin = now or datetime.now(UTC)
        self._since = _midnight(self._begin)
        self._last: int | None = None
        self._latest: datetime | None = None
        self._session_latest = self._begin
        # Their counts may be below zero: what is undone may be done again.
        self._day = Work()
        self._session = Work()

    @property
    def today(self) -> Work:
        """Since midnight, in all sessions; call `refresh` first."""
        return self._day.done()

    @property
    def session(self) -> Work:
        """Since this object was made; call `refresh` first."""
        return self._session.done()

    def refresh(self, now: datetime | None = None) -> None:
        """Read what was decided since the last time; the first time, since midnight."""
        midnight = _midnight(now or datetime.now(UTC))
        if midnight > self._since:
            self._since, self._day, self._latest = midnight, Work(), None
        if self._last is None:
            self._last = self._first_since(_stamp(self._since)) - 1
        rows = self._corpus.execute(
            "SELECT d.id, d.kind, d.made_at, d.payload, t.kind FROM decisions d "
            "LEFT JOIN decisions t ON t.id = d.target WHERE d.id > ? AND +d.reviewer_id = ? "
            "ORDER BY d.id",
            (self._last, self._reviewer),
        )
        for decision, kind, made_at, payload, target in rows:
            self._last = decision
            if DecisionKind.LOAD not in (kind, target):
                self._add(datetime.fromisoformat(made_at), kind, payload)

    def _add(self, at: datetime, kind: str, payload: str) -> None:
        opening = kind == DecisionKind.OPEN
        spans, documents = (0, 0) if opening else _done(payload)
        if at >= self._since:
            pause = min((at - self._latest).total_seconds(), IDLE_SECONDS) if self._latest else 0.0
            self._day = _more(self._day, spans, documents, int(not opening), pause)
            self._latest = at
        if at >= self._begin:
            pause = min((at - self._session_latest).total_seconds(), IDLE_SECONDS)
            self._session = _more(self._session, spans, documents, int(not opening), pause)
            self._session_latest = at

    def _first_since(self, stamp: str) -> int:
        """The first decision made at `stamp` or later: their numbers and times grow together."""
        (low, high) = self._corpus.execute(
            "SELECT coalesce(min(id), 1), coalesce(max(id), 0) + 1 FROM decisions"
        ).fetchone()
        while low < high:
            middle = (low + high) // 2
            row = self._corpus.execute(
                "SELECT made_at FROM decisions WHERE id >= ? ORDER BY id LIMIT 1", (middle,)
            ).fetchone()
            if row is not None and row[0] < stamp:
                low = middle + 1
            else:
                high = middle
        return int(low)


def _more(work: Work, spans: int, documents: int, decisions: int, seconds: float) -> Work:
    return Work(
        work.spans + spans,
        work.documents + documents,
        work.decisions + decisions,
        work.seconds + max(seconds, 0.0),
    )


def _done(payload: str) -> tuple[int, int]:
    """How many spans a decision decided on and documents it finished; an undo's are negative."""
    data = json.loads(payload)
    spans = 0
    for change in data.get("changes", ()):
        old, new = change["from"], change["to"]
        if old is not None and new is not None and "state" not in new:
            continue
        spans += _is_decided(new) - _is_decided(old)
    before, after = data.get("review", (None, None))
    return spans, (after == ReviewState.FINISHED) - (before == ReviewState.FINISHED)


def _is_decided(fields: dict[str, object] | None) -> bool:
    return fields is not None and fields.get("state") != "pending"


def _midnight(now: datetime) -> datetime:
    local = now.astimezone()
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
