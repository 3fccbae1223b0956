"""What the help says can be done now is what the acts really do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap
from curator.workflow.review.available import Prospect, prospects, stays
from curator.workflow.review.dispatch import session_handlers
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import HOSTILE, PLAIN, add, span_of, suggest, with_suggestions

SCHEME = default_scheme()
ACTS = [action.id for action in Keymap(SCHEME)]


def documents(corpus: Connection) -> None:
    with_suggestions(corpus)
    suggest(
        corpus, add(corpus, "b.txt", HOSTILE), [span_of(HOSTILE, "36 km", "QUANTITY", "figure")]
    )
    add(corpus, "trống.txt", "")
    add(corpus, "trơn.txt", "Không có gì ở đây, Lò Văn Sìn.")


@pytest.fixture
def session(corpus: Connection) -> Iterator[ReviewSession]:
    documents(corpus)
    yield ReviewSession(corpus, "mai", SCHEME)
    assert verify(corpus).problems == []


def state(session: ReviewSession) -> tuple[object, ...]:
    """All that an act may change: where the session is, and what is stored."""
    page, corpus = session.page, session._corpus
    stored = corpus.execute("SELECT count(*), max(id) FROM decisions").fetchone()
    return (
        page.document.id, page.caret, page.anchor, page.selection, page.active, list(page.hits),
        page.state, page.note, list(page.table), session.query, session.saved, session.finished,
        session.position, tuple(stored),
        corpus.execute("SELECT * FROM places ORDER BY 1, 2").fetchall(),
        corpus.execute("SELECT * FROM history ORDER BY 1, 2").fetchall(),
    )  # fmt: skip


def prospect(session: ReviewSession, action_id: str) -> Prospect:
    return prospects(session, [action_id])[action_id]


STEPS = st.lists(
    st.one_of(
        st.sampled_from(ACTS),
        st.tuples(st.just("caret"), st.integers(0, len(PLAIN))),
        st.tuples(st.just("find"), st.sampled_from(["lo van", "o", "không có đâu"])),
        st.tuples(st.just("flag"), st.sampled_from(["sao?", ""])),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_an_act_does_nothing_if_and_only_if_that_is_told(
    tmp_path: Path, steps: list[str | tuple[str, object]]
) -> None:
    path = tmp_path / "c.db"
    for file in tmp_path.glob("c.db*"):
        file.unlink()
    with Connection(path) as corpus:
        documents(corpus)
        session = ReviewSession(corpus, "mai", SCHEME, sure=0.6)
        handlers = session_handlers(session)
        for step in steps:
            before = state(session)
            told = prospects(session, ACTS)
            assert state(session) == before
            for action_id, found in told.items():
                if not found.works and action_id in handlers:
                    assert found.note, action_id
                    handlers[action_id]()
                    assert state(session) == before, action_id
            if isinstance(step, tuple):
                {"caret": session.move_caret, "find": session.find, "flag": session.flag}[step[0]](
                    step[1]
                )
            elif step in handlers and told[step].works:
                handlers[step]()
                # These are told to work where to know it would take a search of the corpus.
                if step not in ("next_hit", "previous_hit"):
                    assert state(session) != before, step
        assert verify(corpus).problems == []


def test_without_a_span_what_is_about_one_says_so(session: ReviewSession) -> None:
    session.move_caret(len(PLAIN) - 1)
    for action_id in ("accept", "reject", "same", "unit_longer"):
        assert prospect(session, action_id) == Prospect(
            False, "no span is active here: Tab goes to the next one"
        )
    assert prospect(session, "history") == Prospect(False, "no span is active here")
    assert not prospect(session, "edit_value").works
    assert prospect(session, "label:PER").works
    assert prospect(session, "cancel") == Prospect(False, "nothing is selected or searched")


def test_only_a_figure_has_a_value(session: ReviewSession) -> None:
    assert not prospect(session, "edit_value").works
    assert "only a figure" in prospect(session, "unit_longer").note
    session.move_caret(PLAIN.index("1.312"))
    assert prospect(session, "edit_value").works
    assert not prospect(session, "unit_shorter").note.startswith("only")


def test_undo_and_redo_need_something_to_take(session: ReviewSession) -> None:
    assert prospect(session, "undo") == Prospect(False, "nothing is left to undo")
    session.accept()
    assert prospect(session, "undo").works
    assert not prospect(session, "redo").works
    session.undo()
    assert prospect(session, "redo").works


def test_finishing_with_pending_spans_goes_to_them_and_says_so(session: ReviewSession) -> None:
    found = prospect(session, "finish")
    assert found.works
    assert found.note.startswith("4 spans are still pending")
    session.accept_rest()
    assert prospect(session, "finish") == Prospect(True)
    assert not prospect(session, "accept_rest").works
    assert not prospect(session, "next_pending").works


def test_searching_comes_before_going_to_a_hit(session: ReviewSession) -> None:
    assert prospect(session, "next_hit") == Prospect(False, "search first")
    session.find("xã")
    assert prospect(session, "next_hit").works
    assert prospect(session, "cancel").works


def test_what_was_decided_before_can_be_shown(session: ReviewSession) -> None:
    assert not prospect(session, "precedents").works
    session.accept()
    session.move_caret(PLAIN.index("Lò"))
    assert prospect(session, "precedents").works
    assert prospect(session, "concordance").works
    assert prospect(session, "history").works


def test_the_last_document_has_no_next(session: ReviewSession) -> None:
    assert prospect(session, "next_document").works
    assert prospect(session, "previous_document") == Prospect(False, "this is the first document")


def test_what_an_own_act_does_the_screen_knows(session: ReviewSession) -> None:
    assert prospects(session, ["help", "quit", "no such act"]) == {
        action_id: Prospect(True) for action_id in ("help", "quit", "no such act")
    }


def test_the_caret_stays_where_it_is(session: ReviewSession) -> None:
    assert stays(session, session.page.caret)
    assert not stays(session, 0)
    session.select()
    assert stays(session, session.page.caret)
