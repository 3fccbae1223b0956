"""Replay every decision and compare with what the corpus holds; check every offset.

This is the proof of invariants 1 (offsets), 2 (raw text as imported) and 3 (the current spans are
the fold of the decisions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from curator.corpus.connection import Connection
from curator.corpus.doubts import wrong_doubts
from curator.corpus.payload import MismatchError, Payload
from curator.corpus.reviews import batch_spans, load_spans
from curator.model.document import sha256_of
from curator.model.errors import DatabaseError
from curator.model.review import Decision, DecisionKind, ReviewSpan, ReviewState, SpanState
from curator.model.span import SpanError, check_range
from curator.text.fold import surface_key


@dataclass
class Verification:
    """What was checked, and every problem found (a text each); none means the corpus is sound."""

    documents: int = 0
    suggestions: int = 0
    decisions: int = 0
    reviews: int = 0
    spans: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class _Fold:
    """One review as its decisions make it."""

    spans: dict[int, ReviewSpan] = field(default_factory=dict)
    state: ReviewState = ReviewState.OPEN
    note: str | None = None
    batch: int | None = None
    last: int = 0


def verify(corpus: Connection, *, advance: Callable[[int], None] = lambda _: None) -> Verification:
    """Check the whole corpus; `advance` is called with 1 a document."""
    result = Verification()
    try:
        with corpus.snapshot():
            _verify_all(corpus, result, advance)
    except DatabaseError as error:
        result.problems.append(f"database: the rest cannot be read: {error.__cause__ or error}")
    return result


def _verify_all(corpus: Connection, result: Verification, advance: Callable[[int], None]) -> None:
    for problem in _file_problems(corpus):
        result.problems.append(problem)
    ids = [row[0] for row in corpus.execute("SELECT id FROM documents ORDER BY id")]
    for document in ids:
        try:
            _verify_document(corpus, document, result)
        except DatabaseError as error:
            why = error.__cause__ or error
            result.problems.append(f"document {document}: cannot be read: {why}")
        advance(1)
    result.problems += _index_problems(corpus)
    result.problems += _group_problems(corpus)
    result.problems += wrong_doubts(corpus)
    _verify_history(corpus, result)


def _file_problems(corpus: Connection) -> Iterator[str]:
    for row in corpus.execute("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for table, row_id, parent, _ in corpus.execute("PRAGMA foreign_key_check"):
        yield f"{table} row {row_id}: refers to a row of {parent} that is not there"
    # AUTOINCREMENT leaves no gap: a transaction that is rolled back gives its number back.
    made, kept = corpus.execute(
        "SELECT coalesce(max(seq), 0), (SELECT count(*) FROM decisions) FROM sqlite_sequence "
        "WHERE name = 'decisions'"
    ).fetchone()
    if made != kept:
        yield f"decisions: {made} were made, {kept} are there; the others are missing"


def _index_problems(corpus: Connection) -> Iterator[str]:
    """Whether every document is in the search index."""
    for table in ("document_words", "document_names"):
        missing = corpus.execute(
            f"SELECT count(*) FROM documents WHERE id NOT IN (SELECT rowid FROM {table})"
        ).fetchone()[0]
        if missing:
            yield f"{table}: {missing} documents are not in the search index"


def _group_problems(corpus: Connection) -> Iterator[str]:
    """Decisions of one act stand together, are of one reviewer and are undone and redone whole."""
    rows = corpus.execute(
        "SELECT d.group_id, d.id, d.reviewer_id, d.document_id, d.target, t.group_id "
        "FROM decisions d LEFT JOIN decisions t ON t.id = d.target "
        "WHERE d.group_id IS NOT NULL OR t.group_id IS NOT NULL ORDER BY d.id"
    ).fetchall()
    members: dict[int, list[tuple[int, int, int, int | None]]] = {}
    for group, decision, reviewer, document, target, of_target in rows:
        if group is None:
            yield f"decision {decision}: undoes or redoes a part of the act {of_target}"
            continue
        members.setdefault(group, []).append((decision, reviewer, document, target))
    for group, decisions in members.items():
        ids = [row[0] for row in decisions]
        if ids != list(range(group, group + len(ids))) or len(ids) < 2:
            yield f"decisions {ids}: do not make up the act {group}"
        if len({row[1] for row in decisions}) > 1 or len({row[2] for row in decisions}) < len(ids):
            yield f"act {group}: is not one reviewer's, or changes a document twice"
        targets = sorted(row[3] for row in decisions if row[3] is not None)
        if targets and targets != [row[0] for row in members.get(targets[0], ())]:
            yield f"act {group}: undoes or redoes {targets}, which are no act"


def _verify_document(corpus: Connection, document: int, result: Verification) -> None:
    name, sha256, length, raw = corpus.execute(
        "SELECT name, sha256, length, text FROM documents WHERE id = ?", (document,)
    ).fetchone()
    result.documents += 1
    where = f"document {document} ({name})"
    if sha256_of(raw) != sha256 or len(raw) != length:
        result.problems.append(f"{where}: the text is not what was imported (hash or length)")
    for suggestion, start, end, text in corpus.execute(
        'SELECT s.id, s.start, s."end", s.text FROM suggestions s JOIN runs r ON r.id = s.run_id '
        "WHERE r.document_id = ?",
        (document,),
    ):
        result.suggestions += 1
        problem = _offset_problem(raw, start, end, text)
        if problem:
            result.problems.append(f"{where}, suggestion {suggestion}: {problem}")
    reviewers = corpus.execute(
        "SELECT reviewer_id FROM reviews WHERE document_id = ?1 UNION "
        "SELECT reviewer_id FROM decisions WHERE document_id = ?1",
        (document,),
    ).fetchall()
    for (reviewer,) in reviewers:
        _verify_review(corpus, document, reviewer, raw, where, result)


def _offset_problem(raw: str, start: int, end: int, text: str) -> str | None:
    try:
        check_range(raw, start, end)
    except SpanError as error:
        return str(error)
    if raw[start:end] != text:
        return f"[{start}, {end}) covers {raw[start:end]!r}, stored as {text!r}"
    return None


def _verify_review(
    corpus: Connection, document: int, reviewer: int, raw: str, where: str, result: Verification
) -> None:
    name = corpus.execute("SELECT name FROM reviewers WHERE id = ?", (reviewer,)).fetchone()[0]
    where = f"{where}, reviewer {name}"
    result.reviews += 1
    fold = _Fold()
    try:
        result.decisions += _replay(corpus, document, reviewer, raw, fold)
    except MismatchError as error:
        result.problems.append(f"{where}: {error}")
        return
    _compare(corpus, document, reviewer, fold, where, result)
    for span_id, start, end, text, key in corpus.execute(
        'SELECT span_id, start, "end", text, key FROM review_spans '
        "WHERE reviewer_id = ? AND document_id = ?",
        (reviewer, document),
    ):
        problem = _offset_problem(raw, start, end, text)
        if problem:
            result.problems.append(f"{where}, span {span_id}: {problem}")
        elif key != surface_key(text):
            result.problems.append(f"{where}, span {span_id}: {key!r} is not the key of {text!r}")


def _replay(corpus: Connection, document: int, reviewer: int, raw: str, fold: _Fold) -> int:
    count = 0
    for decision_id, kind, payload in corpus.execute(
        "SELECT id, kind, payload FROM decisions WHERE reviewer_id = ? AND document_id = ? "
        "ORDER BY id",
        (reviewer, document),
    ).fetchall():
        count += 1
        fold.last = decision_id
        try:
            decision = _applied(corpus, kind, payload, raw, fold)
        except MismatchError as error:
            raise MismatchError(f"decision {decision_id} ({kind}): {error}") from error
        except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
            raise MismatchError(
                f"decision {decision_id} ({kind}): is no decision ({type(error).__name__}: {error})"
            ) from error
        if decision.review:
            fold.state = decision.review[1]
        if decision.note:
            fold.note = decision.note[1]
    return count


def _applied(corpus: Connection, kind: str, payload: str, raw: str, fold: _Fold) -> Decision:
    """Do to the fold's spans what a decision of the log did; the decision."""
    read = Payload(payload)
    if kind == DecisionKind.OPEN:
        fold.batch = read.batch
        fold.spans = {} if read.batch is None else batch_spans(corpus, read.batch)
        return Decision(DecisionKind.OPEN)
    decision = read.decision(DecisionKind(kind), fold.spans)
    for change, written in zip(decision.changes, read.changes, strict=True):
        if change.after is None:
            del fold.spans[change.id]
            continue
        fold.spans[change.id] = change.after
        text = written["to"].get("text")
        problem = text is not None and _offset_problem(
            raw, change.after.start, change.after.end, text
        )
        if problem:
            raise MismatchError(f"span {change.id}: {problem}")
    return decision


def _compare(
    corpus: Connection, document: int, reviewer: int, fold: _Fold, where: str, result: Verification
) -> None:
    row = corpus.execute(
        "SELECT state, batch_id, note, last_decision, pending, accepted, rejected FROM reviews "
        "WHERE reviewer_id = ? AND document_id = ?",
        (reviewer, document),
    ).fetchone()
    if row is None:
        result.problems.append(f"{where}: there are decisions, but no review")
        return
    counts = dict.fromkeys(SpanState, 0)
    for span in fold.spans.values():
        counts[span.state] += 1
    expected = (fold.state.value, fold.batch, fold.note, fold.last, *counts.values())
    if row != expected:
        result.problems.append(f"{where}: the review is {row}, its decisions make it {expected}")
    current = load_spans(corpus, reviewer, document)
    result.spans += len(current)
    for span_id in sorted(current.keys() | fold.spans.keys()):
        if current.get(span_id) != fold.spans.get(span_id):
            result.problems.append(
                f"{where}, span {span_id}: stored as {current.get(span_id)}, "
                f"its decisions make it {fold.spans.get(span_id)}"
            )
    accepted = sorted(
        (span for span in current.values() if span.state is SpanState.ACCEPTED),
        key=lambda span: (span.span.layer, span.start),
    )
    for one, two in pairwise(accepted):
        if one.span.layer == two.span.layer and one.span.overlaps(two.span):
            result.problems.append(f"{where}: spans {one.id} and {two.id} overlap")


def _verify_history(corpus: Connection, result: Verification) -> None:
    """The undo history of each reviewer is what his decisions make of it."""
    for reviewer, name in corpus.execute("SELECT id, name FROM reviewers").fetchall():
        done: list[int] = []
        undone: list[int] = []
        for decision, kind, target in corpus.execute(
            "SELECT id, kind, target FROM decisions WHERE reviewer_id = ? ORDER BY id", (reviewer,)
        ):
            if kind == DecisionKind.OPEN:
                continue
            if kind == DecisionKind.UNDO:
                if not done or done[-1] != target:
                    result.problems.append(f"reviewer {name}: decision {decision} undoes {target}")
                    break
                undone.append(done.pop())
            elif kind == DecisionKind.REDO:
                if not undone or undone[-1] != target:
                    result.problems.append(f"reviewer {name}: decision {decision} redoes {target}")
                    break
                done.append(undone.pop())
            else:
                done.append(decision)
                undone.clear()
        else:
            stored = corpus.execute(
                "SELECT decision_id, undone FROM history WHERE reviewer_id = ?", (reviewer,)
            ).fetchall()
            if set(stored) != {(d, 0) for d in done} | {(d, 1) for d in undone}:
                result.problems.append(f"reviewer {name}: the undo history is not its decisions'")
