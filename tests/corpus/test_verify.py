"""`verify` finds nothing in a sound corpus, and every kind of tampering in one that is not."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.verify import Verification, verify
from curator.model.errors import DatabaseError
from curator.model.review import DecisionKind, SpanChange
from curator.model.review import SpanState as State
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, span_of, suggest, with_suggestions


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus in which two reviewers did everything that can be done; closed."""
    path = tmp_path_factory.mktemp("whole") / "corpus.db"
    with Connection(path) as corpus:
        plain = with_suggestions(corpus)
        hostile = add(corpus, "thù địch.txt", HOSTILE)
        percent = span_of(HOSTILE, "12,5%", "PERCENT", "figure", value="12.5", unit="%")
        suggest(corpus, hostile, [percent])
        mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
        mai.open(plain)
        per, loc, cardinal, _ = mai.spans(plain)
        mai.set(plain, per, State.ACCEPTED)  # decision 2
        mai.set(plain, loc, State.REJECTED)  # 3
        mai.log.undo()  # 4
        mai.open(plain)
        longer = replace(cardinal.span, end=cardinal.end + 3)
        moved = replace(cardinal, span=longer, state=State.ACCEPTED)
        mai.decide(plain, DecisionKind.MOVE, [SpanChange(cardinal, moved)])  # 5
        mai.add(plain, span_of(PLAIN, "Chủ tịch", "TITLE"))  # 6
        mai.decide(plain, DecisionKind.FLAG, note=(None, "mờ"))  # 7
        lan.accept_all(hostile)  # 8, 9
        lan.finish(hostile)  # 10
        lan.accept_all(plain)  # 11 to 15
        lan.log.undo()  # 16
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """A copy of that corpus to tamper with."""
    return Path(shutil.copy(whole, tmp_path / "corpus.db"))


def changed(path: Path, *statements: str) -> Verification:
    """What `verify` finds after somebody ran statements with all safeguards off."""
    tampered = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in tampered.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        tampered.execute(f"DROP TRIGGER {trigger}")
    tampered.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        assert tampered.execute(statement).rowcount != 0, f"nothing changed: {statement}"
    tampered.close()
    with Connection(path) as corpus:
        return verify(corpus)


def test_a_sound_corpus_has_no_problem_and_is_counted(path: Path) -> None:
    advanced: list[int] = []
    with Connection(path) as corpus:
        found = verify(corpus, advance=advanced.append)
    assert found.problems == []
    assert (found.documents, found.suggestions, found.reviews) == (2, 5, 3)
    assert (found.decisions, found.spans) == (16, 4 + 1 + 1 + 4)
    assert advanced == [1, 1]


def test_dropping_the_triggers_alone_changes_no_fact(path: Path) -> None:
    assert changed(path).problems == []


TAMPERINGS = {
    "text changed": (
        "UPDATE documents SET text = replace(text, 'Cắn', 'Cân') WHERE id = 1",
        "text is not what was imported",
    ),
    "text cut at the end": (
        "UPDATE documents SET text = substr(text, 1, length(text) - 1) WHERE id = 1",
        "text is not what was imported",
    ),
    "text that is no UTF-8": (
        "UPDATE documents SET text = CAST(x'C3' AS TEXT) WHERE id = 1",
        "document 1",
    ),
    "hash changed": (
        "UPDATE documents SET sha256 = upper(sha256) WHERE id = 2",
        "text is not what was imported",
    ),
    "length changed": (
        "UPDATE documents SET length = length + 1 WHERE id = 2",
        "text is not what was imported",
    ),
    "document deleted": ("DELETE FROM documents WHERE id = 2", "that is not there"),
    "suggestion shifted by one": (
        'UPDATE suggestions SET start = start + 1, "end" = "end" + 1 WHERE id = 2',
        "suggestion 2: [",
    ),
    "suggestion one longer": ('UPDATE suggestions SET "end" = "end" + 1 WHERE id = 2', "covers"),
    "suggestion outside the text": ('UPDATE suggestions SET "end" = 9999 WHERE id = 2', "not lie"),
    "suggestion's text changed": ("UPDATE suggestions SET text = 'x' WHERE id = 2", "stored as"),
    "suggestion deleted": ("DELETE FROM suggestions WHERE id = 2", "refers to a row of suggestion"),
    "shown suggestion deleted": (
        "DELETE FROM batch_members WHERE suggestion_id = 3",
        "span 3 is not there",
    ),
    "span shifted by one": (
        'UPDATE review_spans SET start = start + 1, "end" = "end" + 1 WHERE span_id = 1',
        "span 1: stored as",
    ),
    "span's end moved": ('UPDATE review_spans SET "end" = "end" + 1 WHERE span_id = -1', "span -1"),
    "span's label changed": (
        "UPDATE review_spans SET label = 'ORG' WHERE span_id = -1",
        "span -1: stored as",
    ),
    "span's value changed": (
        "UPDATE review_spans SET value = '1.3' WHERE span_id = 3",
        "span 3: stored as",
    ),
    "span's text changed": ("UPDATE review_spans SET text = 'x' WHERE span_id = 1", "stored as"),
    "span's comment changed": (
        "UPDATE review_spans SET comment = 'x' WHERE span_id = 1",
        "span 1: stored as",
    ),
    "span's state changed": (
        "UPDATE review_spans SET state = 'rejected' WHERE span_id = -1",
        "span -1: stored as",
    ),
    "span deleted": ("DELETE FROM review_spans WHERE span_id = -1", "span -1: stored as None"),
    "decided span deleted": ("DELETE FROM review_spans WHERE span_id = 1", "span 1: stored as"),
    "span added": (
        'INSERT INTO review_spans(reviewer_id, document_id, span_id, start, "end", layer, label, '
        "state, text) VALUES (1, 1, -2, 0, 3, 'entity', 'MISC', 'accepted', 'Ông')",
        "span -2: stored as",
    ),
    "pending count": ("UPDATE reviews SET pending = pending + 1", "the review is"),
    "accepted count": ("UPDATE reviews SET accepted = accepted - 1", "the review is"),
    "rejected count": ("UPDATE reviews SET rejected = rejected + 1", "the review is"),
    "review's state": ("UPDATE reviews SET state = 'open' WHERE state = 'finished'", "the review"),
    "review's note": ("UPDATE reviews SET note = NULL WHERE note = 'mờ'", "the review is"),
    "review's batch": ("UPDATE reviews SET batch_id = 2 WHERE document_id = 1", "the review is"),
    "review's last decision": (
        "UPDATE reviews SET last_decision = last_decision - 1",
        "the review is",
    ),
    "review deleted": (
        "DELETE FROM reviews WHERE reviewer_id = 1",
        "there are decisions, but no review",
    ),
    "payload: another state": (
        'UPDATE decisions SET payload = replace(payload, \'"to":{"state":"accepted"}\', '
        '\'"to":{"state":"rejected"}\') WHERE id = 2',
        "span 1",
    ),
    "payload: another span": (
        "UPDATE decisions SET payload = replace(payload, '\"id\":1', '\"id\":4') WHERE id = 2",
        "span 1",
    ),
    "payload: an offset": (
        "UPDATE decisions SET payload = "
        "json_set(payload, '$.changes[0].to.start', 5, '$.changes[0].to.end', 9) WHERE id = 6",
        "span -1",
    ),
    "payload: a span that never was": (
        "UPDATE decisions SET payload = replace(payload, '\"id\":1', '\"id\":99') WHERE id = 2",
        "decision 2 (accept): span 99 is not there",
    ),
    "payload: the note": (
        "UPDATE decisions SET payload = replace(payload, 'mờ', 'rõ') WHERE id = 7",
        "the review is",
    ),
    "payload: empty": ("UPDATE decisions SET payload = '{}' WHERE id = 2", "span 1"),
    "payload: no JSON": ("UPDATE decisions SET payload = 'x' WHERE id = 2", "decision 2"),
    "payload: another shape": ("UPDATE decisions SET payload = '[1]' WHERE id = 2", "decision 2"),
    "payload: changes of another shape": (
        'UPDATE decisions SET payload = \'{"changes":[{"id":1}]}\' WHERE id = 2',
        "decision 2",
    ),
    "payload: an unknown state": (
        "UPDATE decisions SET payload = replace(payload, 'accepted', 'perhaps') WHERE id = 2",
        "decision 2",
    ),
    "opening: another batch": (
        "UPDATE decisions SET payload = '{\"batch\":2}' WHERE id = 1",
        "reviewer mai",
    ),
    "kind of no decision": ("UPDATE decisions SET kind = 'guess' WHERE id = 2", "decision 2"),
    "decision of somebody else": ("UPDATE decisions SET reviewer_id = 2 WHERE id = 2", "mai"),
    "undo of another decision": ("UPDATE decisions SET target = 2 WHERE id = 4", "undoes 2"),
    "decision deleted": ("DELETE FROM decisions WHERE id = 2", "span 1"),
    "undone decision and its undo deleted": ("DELETE FROM decisions WHERE id IN (3, 4)", "missing"),
    "last decision deleted": ("DELETE FROM decisions WHERE id = 16", "that is not there"),
    "opening deleted": ("DELETE FROM decisions WHERE id = 1", "mai"),
    "all decisions deleted": ("DELETE FROM decisions", "that is not there"),
    "doubt changed": (
        "UPDATE document_doubts SET doubt = doubt + 0.01",
        "document 1: the doubt is kept as",
    ),
    "doubt forgotten": ("DELETE FROM document_doubts", "the doubt is kept as None"),
    "doubt of an older batch": (
        "INSERT INTO batches(document_id, made_at) VALUES (1, '')",
        "the batch makes it None",
    ),
    "history emptied": ("DELETE FROM history WHERE reviewer_id = 1", "undo history"),
    "history: undone is done": ("UPDATE history SET undone = 0 WHERE undone = 1", "undo history"),
    "history: an undone decision made good": (
        "INSERT INTO history(reviewer_id, undone, decision_id) VALUES (1, 0, 3)",
        "undo history",
    ),
}


@pytest.mark.parametrize(("statement", "told"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(path: Path, statement: str, told: str) -> None:
    problems = changed(path, statement).problems
    assert any(told in problem for problem in problems), problems


def test_accepted_spans_that_overlap_are_found(tmp_path: Path) -> None:
    """Even if the decisions say so: no act makes them, so a fault of ours did."""
    with Connection(tmp_path / "corpus.db") as corpus:
        document = with_suggestions(corpus)
        mai = Reviewer(corpus)
        mai.accept_all(document)
        mai.add(document, span_of(PLAIN, "Văn Sìn", "ORG"))
        (problem,) = verify(corpus).problems
    assert "spans 1 and -1 overlap" in problem


def test_the_rest_is_checked_where_one_document_is_broken(path: Path) -> None:
    problems = changed(
        path,
        "UPDATE decisions SET payload = 'x' WHERE id = 2",
        "UPDATE documents SET length = 1 WHERE id = 2",
        "UPDATE reviews SET pending = 9 WHERE reviewer_id = 2 AND document_id = 1",
    ).problems
    assert len(problems) == 3, problems


@pytest.fixture
def broken(path: Path) -> Path:
    """A corpus with a page overwritten on the disk."""
    with Connection(path) as corpus:
        for number in range(300):
            add(corpus, f"{number}.txt", f"{PLAIN} {number}")
        corpus.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = corpus.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'decisions'"
        ).fetchone()
        (size,) = corpus.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    return path


def test_a_damaged_file_is_a_finding_not_a_crash(broken: Path) -> None:
    with Connection(broken) as corpus:
        problems = verify(corpus).problems
    assert any("database" in problem for problem in problems), problems


def test_commands_that_meet_damage_say_so(broken: Path) -> None:
    with pytest.raises(DatabaseError, match="damaged"), Connection(broken) as corpus:
        corpus.execute("SELECT payload FROM decisions").fetchall()
