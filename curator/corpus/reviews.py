"""Reviews: the log of decisions and the spans that it folds to.

`ReviewLog` is one reviewer's; every act is one transaction: the decision, the spans it changed,
the review's state and counts, the undo history and the place where the reviewer stands.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from sys import intern
from typing import Any

from curator.corpus.clock import now
from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.payload import MismatchError, Payload, encode
from curator.corpus.reviewers import ensure_reviewer
from curator.corpus.suggestions import newest_batch
from curator.model.document import Document
from curator.model.errors import RaceLostError
from curator.model.review import (
    Decision,
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
    SpanState,
)
from curator.model.span import Span
from curator.model.work import Parts, Progress, Work
from curator.text.fold import surface_key


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reviewer stands in a document: the caret (code points of raw) and the active span."""

    caret: int
    active: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review's derived state, without its spans."""

    state: ReviewState
    batch: int | None
    note: str | None
    last_decision: int


@dataclass(frozen=True, slots=True)
class Written:
    """A decision in the log. `others`: decisions that the caller did not know came before it."""

    id: int
    others: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that an undo took back or a redo made again.

    `previous` is the document's last decision before this one: who knows of a different one does
    not know the document's spans as they are.
    """

    decision_id: int
    document_id: int
    kind: DecisionKind
    decision: Decision
    previous: int
    others: tuple[Taken, ...] = ()
    """What was taken with it: the same act's decisions on other documents."""


def load_spans(corpus: Connection, reviewer: int, document: int) -> dict[int, ReviewSpan]:
    """A reviewer's current spans of a document by id, rejected ones included."""
    row = corpus.execute(
        "SELECT batch_id FROM reviews WHERE reviewer_id = ? AND document_id = ?",
        (reviewer, document),
    ).fetchone()
    spans = batch_spans(corpus, row[0]) if row and row[0] is not None else {}
    spans.update(decided_spans(corpus, reviewer, document, spans))
    return spans


def decided_spans(
    corpus: Connection, reviewer: int, document: int, batch: Mapping[int, ReviewSpan]
) -> dict[int, ReviewSpan]:
    """Those of a reviewer's spans of a document that were ever decided on, by id.

    `batch` are the spans that the review began with.
    """
    rows = corpus.execute(
        f"SELECT {_SPAN_COLUMNS} FROM review_spans WHERE reviewer_id = ? AND document_id = ?",
        (reviewer, document),
    )
    return _decided(rows, batch)


_SPAN_COLUMNS = 'span_id, start, "end", layer, label, value, unit, state, comment'


def _decided(
    rows: Iterable[tuple[Any, ...]], batch: Mapping[int, ReviewSpan]
) -> dict[int, ReviewSpan]:
    """The spans of rows of `review_spans`; `batch` tells where they were suggested."""
    spans = {}
    for span_id, start, end, layer, label, value, unit, state, comment in rows:
        base = batch.get(span_id)
        spans[span_id] = ReviewSpan(
            id=span_id,
            span=Span(start, end, layer, label, value, unit),
            state=SpanState(state),
            comment=comment,
            source=base.source if base else None,
            score=base.score if base else None,
        )
    return spans


def batch_spans(corpus: Connection, batch: int, only: int | None = None) -> dict[int, ReviewSpan]:
    """The spans of a batch, or one of them, as a review begins with them: all pending."""
    where, parameters = ("", ()) if only is None else (" AND m.suggestion_id = ?", (only,))
    return _begun(corpus, batch, where + " ORDER BY s.start, s.id", parameters)


def batch_part(corpus: Connection, batch: int, after: int, count: int) -> dict[int, ReviewSpan]:
    """So many spans of a batch, in order of their ids, with ids above `after`."""
    return _begun(
        corpus, batch, " AND m.suggestion_id > ? ORDER BY m.suggestion_id LIMIT ?", (after, count)
    )


def _begun(
    corpus: Connection, batch: int, where: str, parameters: tuple[int, ...]
) -> dict[int, ReviewSpan]:
    rows = corpus.execute(
        'SELECT s.id, s.start, s."end", s.layer, s.label, s.value, s.unit, r.source, '
        "coalesce(m.score, s.score) FROM batch_members m "
        "JOIN suggestions s ON s.id = m.suggestion_id JOIN runs r ON r.id = s.run_id "
        "WHERE m.batch_id = ?" + where,
        (batch, *parameters),
    )
    pending = SpanState.PENDING
    # A document has few labels and many spans: each name is kept once.
    return {
        number: ReviewSpan(
            number,
            Span(start, end, intern(layer), intern(label), value, unit),
            pending,
            None,
            intern(source),
            score,
        )
        for number, start, end, layer, label, value, unit, source, score in rows
    }


class ReviewLog:
    """What one reviewer decides, on any document.

    Raises (in the constructor):
        RefusedError: if the name is empty or an adjudicator's (or the reverse).
    """

    def __init__(self, corpus: Connection, name: str, *, adjudicator: bool = False) -> None:
        self.corpus = corpus
        self.name = name
        with corpus.transaction():
            self.id = ensure_reviewer(corpus, name, adjudicator=adjudicator)

    def open(self, document: Document, *, suggestions: bool = True) -> ReviewRow:
        """Open a document: the review begins on the newest batch, which the log records.

        A review in which something was decided stays on the batch it was begun with. With
        `suggestions=False` a new review begins without any.
        """
        with self.corpus.transaction():
            return self._open(document.id, suggestions)

    def _open(self, document: int, suggestions: bool) -> ReviewRow:
        row = self._row(document)
        batch = newest_batch(self.corpus, document) if suggestions else None
        if row is not None and (row.batch == batch or self._decided(document)):
            return row
        decision = self._insert(DecisionKind.OPEN, document, _open_payload(batch))
        (pending,) = self.corpus.execute(
            "SELECT count(*) FROM batch_members WHERE batch_id = ?", (batch,)
        ).fetchone()
        self.corpus.execute(
            "INSERT INTO reviews(reviewer_id, document_id, state, batch_id, note, pending, "
            "accepted, rejected, last_decision) VALUES (?, ?, 'open', ?, NULL, ?, 0, 0, ?) "
            "ON CONFLICT DO UPDATE SET batch_id = excluded.batch_id, pending = excluded.pending, "
            "last_decision = excluded.last_decision",
            (self.id, document, batch, pending, decision),
        )
        opened = self._row(document)
        assert opened is not None
        return opened

    def _decided(self, document: int) -> bool:
        row = self.corpus.execute(
            "SELECT 1 FROM decisions WHERE reviewer_id = ? AND document_id = ? AND kind != 'open' "
            "LIMIT 1",
            (self.id, document),
        ).fetchone()
        return row is not None

    def row(self, document_id: int) -> ReviewRow | None:
        """The state of this reviewer's review of a document, None if it was never opened."""
        return self._row(document_id)

    def batch_to_begin(self, document_id: int) -> int | None:
        """The batch that the review of a document is on, or would be if it were opened now."""
        row = self._row(document_id)
        if row is not None and self._decided(document_id):
            return row.batch
        return newest_batch(self.corpus, document_id)

    def decided_spans(
        self, document_id: int, batch: Mapping[int, ReviewSpan]
    ) -> dict[int, ReviewSpan]:
        """The reviewer's spans of a document but for those of its batch that are untouched."""
        return decided_spans(self.corpus, self.id, document_id, batch)

    def spans(self, document_id: int) -> dict[int, ReviewSpan]:
        """The reviewer's current spans of a document by id."""
        return load_spans(self.corpus, self.id, document_id)

    def decide(
        self,
        document: Document,
        decision: Decision,
        *,
        seen: int,
        place: Place | None = None,
    ) -> Written:
        """Write a decision on an opened document.

        `seen` is the last decision that the caller knows of this review. If there are later ones
        (another window), the spans are compared with what the decision takes them to be.

        Raises:
            RaceLostError: if the spans, the state or the note are not any more what the decision
                changes, a span would overlap one that the caller does not know, or a finished
                document would have pending spans; nothing is written then.
            DatabaseError: if the corpus cannot be written; nothing is written then.
        """
        with self.corpus.transaction():
            written = self._decide(document, decision, seen)
            self._forget_undone()
            if place is not None:
                self._place(document.id, place)
        return written

    def decide_many(self, decisions: Iterable[tuple[Document, Decision, int]]) -> list[Written]:
        """Write decisions on several opened documents as one act, which is undone as one.

        Each comes with the last decision that the caller knows of that review, as in `decide`; no
        document comes twice. All of them are written or none.

        Raises:
            RaceLostError, DatabaseError: as `decide`; nothing is written then.
        """
        with self.act() as act:
            for decision in decisions:
                act.decide(*decision)
        return act.written

    @contextmanager
    def act(self) -> Iterator[Act]:
        """A transaction for the decisions of one act; what is raised inside takes all back.

        Raises:
            RaceLostError, DatabaseError: as `decide`; nothing is written then.
        """
        with self.corpus.transaction():
            act = Act(self)
            yield act
            act.end()

    def _decide(
        self, document: Document, decision: Decision, seen: int, group: int | None = None
    ) -> Written:
        row = self._row(document.id)
        assert row is not None, "open the document first"
        if row.last_decision != seen:
            self._check_race(document, row, decision)
        decision_id = self._apply(document, decision, group)
        self.corpus.execute(
            "INSERT INTO history(reviewer_id, undone, decision_id) VALUES (?, 0, ?)",
            (self.id, decision_id),
        )
        return Written(decision_id, others=row.last_decision != seen)

    def _forget_undone(self) -> None:
        self.corpus.execute("DELETE FROM history WHERE reviewer_id = ? AND undone = 1", (self.id,))

    def _next_decision(self) -> int:
        """The id of the decision that is written next; certain inside a transaction."""
        row = self.corpus.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'decisions'"
        ).fetchone()
        return row[0] + 1 if row else 1

    def undo(self, known: Document | None = None) -> Taken | None:
        """Take back the reviewer's latest act, on whatever documents; None if there is none.

        `known` is a document at hand, which need not be read again. Of an act on several
        documents the decision on `known` is returned, or else the first, with the `others`.
        """
        return Work("", self.taking(DecisionKind.UNDO, known)).finish()

    def redo(self, known: Document | None = None) -> Taken | None:
        """Do the act again that was undone last; None if there is none. Otherwise as `undo`."""
        return Work("", self.taking(DecisionKind.REDO, known)).finish()

    def next_to_take(self, kind: DecisionKind) -> int | None:
        """The decision at which undo or redo (`kind`) would begin; None if there is none."""
        undoing = kind is DecisionKind.UNDO
        row = self.corpus.execute(
            f"SELECT {'max' if undoing else 'min'}(decision_id) FROM history "
            "WHERE reviewer_id = ? AND undone = ?",
            (self.id, 0 if undoing else 1),
        ).fetchone()
        found: int | None = row[0]
        return found

    def taking(self, kind: DecisionKind, known: Document | None = None) -> Parts[Taken | None]:
        """Undo or redo (`kind`) in parts, a document each, in one transaction."""
        undoing = kind is DecisionKind.UNDO
        with self.corpus.transaction():
            decision = self.next_to_take(kind)
            if decision is None:
                return None
            targets = self._act_of(decision)
            group = self._next_decision() if len(targets) > 1 else None
            taken = []
            for target in reversed(targets) if undoing else targets:
                taken.append(self._take_one(kind, target, known, group))
                yield Progress(len(taken), len(targets))
        if len(taken) == 1:
            return taken[0]
        taken.sort(key=lambda one: one.decision.target or 0)
        here = [one for one in taken if known is not None and one.document_id == known.id]
        first = (here or taken)[0]
        return replace(first, others=tuple(one for one in taken if one is not first))

    def _act_of(self, decision: int) -> Sequence[int]:
        """The decisions of the act that one belongs to, in order."""
        (group,) = self.corpus.execute(
            "SELECT group_id FROM decisions WHERE id = ?", (decision,)
        ).fetchone()
        if group is None:
            return (decision,)
        # One number after another: they were written in one transaction.
        rows = self.corpus.execute(
            "SELECT id, group_id FROM decisions WHERE id >= ? ORDER BY id", (group,)
        )
        return [row[0] for row in takewhile(lambda row: row[1] == group, rows)]

    def _take_one(
        self, kind: DecisionKind, target: int, known: Document | None, group: int | None
    ) -> Taken:
        undoing = kind is DecisionKind.UNDO
        document_id, target_kind, payload = self.corpus.execute(
            "SELECT document_id, kind, payload FROM decisions WHERE id = ?", (target,)
        ).fetchone()
        if known is None or known.id != document_id:
            known = get_document(self.corpus, document_id)
        read = Payload(payload)
        spans = self._some_spans(document_id, [change["id"] for change in read.changes])
        made = read.inverse(kind, spans) if undoing else read.decision(kind, spans)
        decision = Decision(kind, made.changes, made.review, target, made.note)
        before = self._row(document_id)
        assert before is not None
        decision_id = self._apply(known, decision, group)
        self.corpus.execute(
            "UPDATE history SET undone = ? WHERE reviewer_id = ? AND undone = ? "
            "AND decision_id = ?",
            (1 if undoing else 0, self.id, 0 if undoing else 1, target),
        )
        return Taken(
            decision_id, document_id, DecisionKind(target_kind), decision, before.last_decision
        )

    def save_place(self, document_id: int, place: Place) -> None:
        """Remember where the reviewer stands, without a decision."""
        with self.corpus.transaction():
            self._place(document_id, place)

    def place(self, document_id: int) -> Place | None:
        """Where the reviewer stood in the document last."""
        row = self.corpus.execute(
            "SELECT caret, active FROM places WHERE reviewer_id = ? AND document_id = ?",
            (self.id, document_id),
        ).fetchone()
        return Place(row[0], row[1]) if row else None

    def latest_document(self) -> int | None:
        """The document that the reviewer was in last."""
        row = self.corpus.execute(
            "SELECT document_id FROM places WHERE reviewer_id = ? ORDER BY at DESC LIMIT 1",
            (self.id,),
        ).fetchone()
        return row[0] if row else None

    def _some_spans(self, document: int, ids: Sequence[int]) -> dict[int, ReviewSpan]:
        """The spans of these ids only: an undo must not read a whole large document."""
        if len(ids) > 1000:
            return self.spans(document)
        marks = ",".join("?" * len(ids))
        rows = self.corpus.execute(
            'SELECT s.id, s.start, s."end", s.layer, s.label, s.value, s.unit, r.source, '
            "coalesce(m.score, s.score) FROM reviews v JOIN batch_members m "
            "ON m.batch_id = v.batch_id JOIN suggestions s ON s.id = m.suggestion_id "
            "JOIN runs r ON r.id = s.run_id WHERE v.reviewer_id = ? AND v.document_id = ? "
            f"AND m.suggestion_id IN ({marks})",
            (self.id, document, *ids),
        )
        spans = {
            row[0]: ReviewSpan(row[0], Span(*row[1:7]), source=row[7], score=row[8]) for row in rows
        }
        rows = self.corpus.execute(
            f"SELECT {_SPAN_COLUMNS} FROM review_spans "
            f"WHERE reviewer_id = ? AND document_id = ? AND span_id IN ({marks})",
            (self.id, document, *ids),
        )
        spans.update(_decided(rows, spans))
        return spans

    def _row(self, document: int) -> ReviewRow | None:
        row = self.corpus.execute(
            "SELECT state, batch_id, note, last_decision FROM reviews "
            "WHERE reviewer_id = ? AND document_id = ?",
            (self.id, document),
        ).fetchone()
        return ReviewRow(ReviewState(row[0]), row[1], row[2], row[3]) if row else None

    def _check_race(self, document: Document, row: ReviewRow, decision: Decision) -> None:
        """Compare what the decision takes the review to be with what it has become."""
        if decision.review and decision.review[0] is not row.state:
            raise RaceLostError(
                f"another window changed the document to {row.state} first; decide again"
            )
        if decision.note and decision.note[0] != row.note:
            raise RaceLostError(
                "the document was flagged or unflagged in another window first; decide again"
            )
        current = self.spans(document.id)
        if decision.kind is DecisionKind.FINISH and any(
            span.state is SpanState.PENDING for span in current.values()
        ):
            raise RaceLostError(
                "spans are pending again by an undo in another window; decide them first"
            )
        if row.state is ReviewState.FINISHED and any(
            change.after is not None and change.after.state is SpanState.PENDING
            for change in decision.changes
        ):
            raise RaceLostError(
                "another window finished the document first: no span of it can be pending"
            )
        for change in decision.changes:
            if current.get(change.id) != change.before:
                span = change.before or change.after
                assert span is not None
                raise RaceLostError(
                    f"{span.label} “{span.span.text_of(document.text)}” was changed in another "
                    "window first; shown as it is now, decide again"
                )
        after = {c.id: c.after for c in decision.changes if c.after is not None}
        # A pending one counts: it may be accepted later without a look at what it overlaps.
        others = [
            span
            for span in current.values()
            if span.state is not SpanState.REJECTED and span.id not in after
        ]
        for mine in after.values():
            if mine.state is SpanState.ACCEPTED and any(
                mine.span.overlaps(other.span) for other in others
            ):
                raise RaceLostError(
                    f"{mine.label} “{mine.span.text_of(document.text)}” overlaps a span that "
                    "another window changed first; shown as it is now, decide again"
                )

    def _apply(self, document: Document, decision: Decision, group: int | None = None) -> int:
        raw = document.text
        payload = encode(decision, lambda span: span.text_of(raw))
        decision_id = self._insert(decision.kind, document.id, payload, decision.target, group)
        self._write_spans(document, decision.changes)
        counts = _count_change(decision.changes)
        state = decision.review[1] if decision.review else None
        self.corpus.execute(
            "UPDATE reviews SET last_decision = ?, pending = pending + ?, accepted = accepted + ?, "
            "rejected = rejected + ?, state = coalesce(?, state), "
            "note = CASE WHEN ? THEN ? ELSE note END "
            "WHERE reviewer_id = ? AND document_id = ?",
            (
                decision_id,
                counts[SpanState.PENDING],
                counts[SpanState.ACCEPTED],
                counts[SpanState.REJECTED],
                state.value if state else None,
                decision.note is not None,
                decision.note[1] if decision.note else None,
                self.id,
                document.id,
            ),
        )
        return decision_id

    def _write_spans(self, document: Document, changes: Iterable[SpanChange]) -> None:
        raw = document.text
        gone = [change.id for change in changes if change.after is None]
        kept = [change.after for change in changes if change.after is not None]
        if gone:
            self.corpus.executemany(
                "DELETE FROM review_spans WHERE reviewer_id = ? AND document_id = ? "
                "AND span_id = ?",
                ((self.id, document.id, span_id) for span_id in gone),
            )
        self.corpus.executemany(
            'INSERT OR REPLACE INTO review_spans(reviewer_id, document_id, span_id, start, "end", '
            "layer, label, value, unit, state, comment, text, key) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    self.id,
                    document.id,
                    item.id,
                    span.start,
                    span.end,
                    span.layer,
                    span.label,
                    span.value,
                    span.unit,
                    item.state.value,
                    item.comment,
                    text,
                    _key(text),
                )
                for item in kept
                for span in (item.span,)
                for text in (span.text_of(raw),)
            ),
        )

    def _insert(
        self,
        kind: DecisionKind,
        document: int,
        payload: str,
        target: int | None = None,
        group: int | None = None,
    ) -> int:
        decision = self.corpus.execute(
            "INSERT INTO decisions(reviewer_id, document_id, kind, target, made_at, payload, "
            "group_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.id, document, kind.value, target, now(), payload, group),
        ).lastrowid
        assert decision is not None
        return decision

    def _place(self, document: int, place: Place) -> None:
        self.corpus.execute(
            "INSERT OR REPLACE INTO places(reviewer_id, document_id, caret, active, at) "
            "VALUES (?, ?, ?, ?, ?)",
            (self.id, document, place.caret, place.active, time.time()),
        )


class Act:
    """The decisions of one act, inside the transaction of `ReviewLog.act`.

    All documents are opened before the first decision: those of an act stand one behind another.
    """

    def __init__(self, log: ReviewLog) -> None:
        self.written: list[Written] = []
        """What was written, once the act has ended."""
        self._log = log
        self._first: tuple[Document, Decision, int] | None = None
        """The first decision: whether it is of a group is known when there is a second."""
        self._group: int | None = None

    def open(self, document_id: int) -> ReviewRow:
        """Open a document as `ReviewLog.open` does."""
        assert self._first is None
        return self._log._open(document_id, suggestions=True)

    def decide(self, document: Document, decision: Decision, seen: int) -> None:
        """Write a decision, as `ReviewLog.decide` does; no document comes twice."""
        if self._first is None:
            self._first = document, decision, seen
            return
        if self._group is None:
            self._group = self._log._next_decision()
            self.written.append(self._log._decide(*self._first, self._group))
        self.written.append(self._log._decide(document, decision, seen, self._group))

    def end(self) -> None:
        """Write what waits for a second decision."""
        if self._first is None:
            return
        if self._group is None:
            self.written.append(self._log._decide(*self._first))
        self._log._forget_undone()


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return surface_key(text)


def _open_payload(batch: int | None) -> str:
    return encode(Decision(DecisionKind.OPEN), lambda span: "", batch)


def _count_change(changes: Iterable[SpanChange]) -> Mapping[SpanState, int]:
    counts = dict.fromkeys(SpanState, 0)
    for change in changes:
        if change.before is not None:
            counts[change.before.state] -= 1
        if change.after is not None:
            counts[change.after.state] += 1
    return counts


__all__ = [
    "MismatchError",
    "Place",
    "ReviewLog",
    "ReviewRow",
    "Taken",
    "Written",
    "batch_spans",
    "load_spans",
]
