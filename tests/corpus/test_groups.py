"""Decisions on several documents as one act: written, undone and redone whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.document import Document
from curator.model.errors import RaceLostError
from curator.model.review import Decision, DecisionKind, ReviewSpan, SpanChange
from curator.model.review import SpanState as State
from tests.corpus.samples import PLAIN, Reviewer, with_suggestions


def documents(corpus: Connection, count: int = 3) -> list[Document]:
    return [
        with_suggestions(corpus, f"{number}.txt", f"{PLAIN} Số {number}.")
        for number in range(count)
    ]


def accepting(mai: Reviewer, document: Document, index: int = 0) -> tuple[Document, Decision, int]:
    """The decision that accepts one of a document's spans, as `decide_many` takes it."""
    if document.id not in mai.seen:
        mai.open(document)
    span = mai.spans(document)[index]
    change = SpanChange(span, replace(span, state=State.ACCEPTED))
    return document, Decision(DecisionKind.SAME, (change,)), mai.seen[document.id]


def accepted(mai: Reviewer, document: Document) -> list[str]:
    return [
        span.span.text_of(document.text)
        for span in mai.spans(document)
        if span.state is State.ACCEPTED
    ]


def test_an_act_on_several_documents_is_undone_and_redone_as_one(corpus: Connection) -> None:
    one, two, three = documents(corpus)
    mai = Reviewer(corpus)
    mai.open(one)
    mai.set(one, mai.spans(one)[1], State.ACCEPTED)
    written = mai.log.decide_many([accepting(mai, document) for document in (one, two, three)])
    assert len(written) == 3
    assert not any(w.others for w in written)
    assert [accepted(mai, d) for d in (two, three)] == [["Lò Văn Sìn"]] * 2
    assert verify(corpus).problems == []

    taken = mai.log.undo(two)
    assert taken is not None
    assert (taken.document_id, taken.kind) == (two.id, DecisionKind.SAME)
    assert [other.document_id for other in taken.others] == [one.id, three.id]
    assert [accepted(mai, d) for d in (one, two, three)] == [["xã Nậm Cắn"], [], []]
    assert verify(corpus).problems == []

    taken = mai.log.redo()
    assert taken is not None
    assert [taken.document_id, *(o.document_id for o in taken.others)] == [1, 2, 3]
    assert accepted(mai, three) == ["Lò Văn Sìn"]
    assert verify(corpus).problems == []
    assert mai.log.redo() is None

    mai.log.undo()
    single = mai.log.undo()
    assert single is not None
    assert (single.document_id, single.others) == (one.id, ())
    assert mai.log.undo() is None
    assert verify(corpus).problems == []


def test_what_lost_a_race_leaves_all_documents_as_they_were(corpus: Connection) -> None:
    one, two, _ = documents(corpus)
    mai, again = Reviewer(corpus), Reviewer(corpus)
    act = [accepting(mai, one), accepting(mai, two)]
    again.open(two)
    again.set(two, again.spans(two)[0], State.REJECTED)
    with pytest.raises(RaceLostError):
        mai.log.decide_many(act)
    assert accepted(mai, one) == []
    assert verify(corpus).problems == []


def test_a_decision_between_two_acts_stays_their_order(corpus: Connection) -> None:
    one, two, three = documents(corpus)
    mai = Reviewer(corpus)
    for document, written in zip(
        (one, two),
        mai.log.decide_many([accepting(mai, one), accepting(mai, two)]),
        strict=True,
    ):
        mai.seen[document.id] = written.id
    mai.log.decide_many([accepting(mai, two, 1), accepting(mai, three)])
    mai.log.undo()
    assert [accepted(mai, d) for d in (one, two, three)] == [["Lò Văn Sìn"], ["Lò Văn Sìn"], []]
    mai.seen.clear()
    mai.open(one)
    mai.set(one, mai.spans(one)[1], State.ACCEPTED)
    assert mai.log.redo() is None
    mai.log.undo()
    mai.log.undo()
    assert [accepted(mai, d) for d in (one, two, three)] == [[], [], []]
    assert verify(corpus).problems == []


def test_an_act_on_one_document_needs_no_group(corpus: Connection) -> None:
    (one,) = documents(corpus, 1)
    mai = Reviewer(corpus)
    mai.log.decide_many([accepting(mai, one)])
    assert mai.log.decide_many([]) == []
    assert corpus.execute("SELECT count(*) FROM decisions WHERE group_id NOT NULL").fetchone() == (
        0,
    )


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE decisions SET group_id = NULL WHERE id = 5", "do not make up"),
        ("UPDATE decisions SET group_id = NULL WHERE id = 8", "a part of the act"),
        ("UPDATE decisions SET group_id = 5 WHERE id = 6", "do not make up"),
        ("UPDATE review_spans SET key = 'x' WHERE span_id = 1", "is not the key of"),
        ("DELETE FROM document_words_docsize WHERE id = 2", "not in the search index"),
    ],
)
def test_verify_finds_an_act_that_was_tampered_with(
    tmp_path: Path, statement: str, told: str
) -> None:
    path = tmp_path / "acts.db"
    with Connection(path) as corpus:
        mai = Reviewer(corpus)
        three = documents(corpus)
        mai.log.decide_many([accepting(mai, document) for document in three])  # 4, 5, 6
        mai.log.undo()  # 7, 8, 9
        assert verify(corpus).problems == []
    connection = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    assert connection.execute(statement).rowcount == 1
    connection.close()
    with Connection(path) as corpus:
        problems = verify(corpus).problems
    assert any(told in problem for problem in problems), problems


def test_reviews_are_opened_together(corpus: Connection) -> None:
    three = documents(corpus)
    mai = Reviewer(corpus)
    mai.open(three[0])
    with mai.log.act() as act:
        rows = {document.id: act.open(document.id) for document in three}
    assert {d: row.last_decision for d, row in rows.items()} == {1: 1, 2: 2, 3: 3}
    assert all(isinstance(span, ReviewSpan) for span in mai.spans(three[2]))
    assert verify(corpus).problems == []


def test_an_act_that_is_given_up_changes_nothing(corpus: Connection) -> None:
    three = documents(corpus)
    mai = Reviewer(corpus)
    mai.log.decide_many([accepting(mai, document) for document in three])
    before = corpus.execute("SELECT count(*) FROM decisions").fetchone()
    undoing = mai.log.taking(DecisionKind.UNDO)
    assert next(undoing) == (1, 3)
    assert corpus.writing
    undoing.close()
    assert not corpus.writing
    assert corpus.execute("SELECT count(*) FROM decisions").fetchone() == before
    assert [len(accepted(mai, document)) for document in three] == [1, 1, 1]
    assert verify(corpus).problems == []
    taken = mai.log.undo()
    assert taken is not None
    assert len(taken.others) == 2


def test_an_error_in_the_middle_of_an_act_takes_all_back(corpus: Connection) -> None:
    one, two, _ = documents(corpus)
    mai = Reviewer(corpus)
    act = [accepting(mai, one), accepting(mai, two)]

    def failing() -> Iterator[tuple[Document, Decision, int]]:
        yield from act
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        mai.log.decide_many(failing())
    assert [accepted(mai, document) for document in (one, two)] == [[], []]
    assert mai.log.next_to_take(DecisionKind.UNDO) is None
    assert verify(corpus).problems == []
