"""The review session act by act: what each decides, where it goes next, what it refuses and says.

`tests/properties/test_review_machine.py` does the same acts at random and checks that they agree
with what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.errors import NotFoundError, RefusedError
from curator.model.review import ReviewState, SpanState
from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap
from curator.workflow.review.dispatch import session_handlers
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import NothingToReviewError, ReviewSession
from tests.corpus.samples import PLAIN, Reviewer, add, dump, with_suggestions

SCHEME = default_scheme()
ACCEPTED, PENDING, REJECTED = SpanState.ACCEPTED, SpanState.PENDING, SpanState.REJECTED


@pytest.fixture
def session(corpus: Connection) -> Iterator[ReviewSession]:
    """The review of two documents, the first one open at its first span."""
    with_suggestions(corpus)
    with_suggestions(corpus, "b.txt", PLAIN + " Hết.")
    yield ReviewSession(corpus, "mai", SCHEME)
    assert verify(corpus).problems == []


def shown(session: ReviewSession) -> list[tuple[str, str, SpanState]]:
    """Label, text and state of each span."""
    page = session.page
    return [(span.label, page.text_of(span), span.state) for span in page.table]


def active(session: ReviewSession) -> str | None:
    span = session.page.active_span()
    return session.page.text_of(span) if span else None


def select(session: ReviewSession, surface: str) -> None:
    start = session.page.text.index(surface)
    session.select_range(start, start + len(surface))


def go(session: ReviewSession, surface: str) -> None:
    session.move_caret(session.page.text.index(surface))


def test_it_begins_at_the_first_pending_span(session: ReviewSession) -> None:
    assert session.page.document.name == "a.txt"
    assert active(session) == "Lò Văn Sìn"
    assert session.page.caret == PLAIN.index("Lò")
    assert (session.position, session.progress.documents, session.progress.finished) == (1, 2, 0)


def test_accept_and_reject_go_on_to_the_next_pending(session: ReviewSession) -> None:
    session.accept()
    assert active(session) == "xã Nậm Cắn"
    session.reject()
    assert active(session) == "1.312"
    assert [state for *_, state in shown(session)] == [ACCEPTED, REJECTED, PENDING, PENDING]
    session.next_pending()
    session.accept()  # round the end
    assert active(session) == "1.312"
    outcome = session.accept()
    assert outcome.message == "all spans are decided: finish the document"
    assert session.saved == 4


def test_accepting_what_is_accepted_only_goes_on(session: ReviewSession) -> None:
    session.accept()
    session.previous_span()
    assert active(session) == "Lò Văn Sìn"
    session.accept()
    assert (active(session), session.saved) == ("xã Nậm Cắn", 1)


def test_what_was_rejected_can_be_accepted_and_the_reverse(session: ReviewSession) -> None:
    session.reject()
    session.previous_span()
    session.accept()
    session.previous_span()
    session.reject()
    assert shown(session)[0] == ("PER", "Lò Văn Sìn", REJECTED)
    assert session.page.table.counts == {PENDING: 3, ACCEPTED: 0, REJECTED: 1}


def test_a_label_relabels_the_active_span_and_accepts_it(session: ReviewSession) -> None:
    session.label("ORG")
    assert shown(session)[0] == ("ORG", "Lò Văn Sìn", ACCEPTED)
    assert active(session) == "xã Nậm Cắn"
    session.label("LOC")  # its own label: accepted
    assert shown(session)[1] == ("LOC", "xã Nậm Cắn", ACCEPTED)


def test_relabelling_to_a_figure_reads_the_value_and_back_drops_it(session: ReviewSession) -> None:
    go(session, "4,5%")
    session.label("MISC")
    span = session.page.table.at(3).span
    assert (span.layer, span.value, span.unit) == ("entity", None, None)
    go(session, "4,5%")
    session.label("PERCENT")
    span = session.page.table.at(3).span
    assert (span.layer, span.value, span.unit) == ("figure", "4.5", "%")


def test_a_selection_becomes_a_span_and_takes_the_place_of_those_below(
    session: ReviewSession,
) -> None:
    select(session, "Chủ tịch UBND xã Nậm Cắn")
    outcome = session.label("TITLE")
    assert outcome.message == "TITLE takes the place of LOC “xã Nậm Cắn”"
    assert shown(session)[1:3] == [
        ("TITLE", "Chủ tịch UBND xã Nậm Cắn", ACCEPTED),
        ("LOC", "xã Nậm Cắn", REJECTED),
    ]
    session.undo()
    assert [state for *_, state in shown(session)] == [PENDING] * 4
    session.redo()
    assert len(shown(session)) == 5


def test_a_selection_by_keys(session: ReviewSession) -> None:
    go(session, "Chủ")
    session.select()
    session.caret_right()
    assert session.page.selection is not None
    session.label("TITLE")
    assert ("TITLE", "Chủ tịch", ACCEPTED) in shown(session)
    assert session.page.selection is None


def test_leaving_a_selection_loses_nothing(session: ReviewSession) -> None:
    go(session, "Chủ")
    session.select()
    session.cancel()
    assert (session.page.selection, session.saved) == (None, 0)


def test_a_span_of_ones_own_is_taken_away_by_reject(session: ReviewSession) -> None:
    select(session, "Chủ tịch")
    session.label("TITLE")
    go(session, "tịch")
    assert active(session) == "Chủ tịch"
    session.reject()
    assert len(shown(session)) == 4
    session.undo()
    assert ("TITLE", "Chủ tịch", ACCEPTED) in shown(session)
    assert active(session) == "Chủ tịch"


def test_edges_move_by_syllables_and_characters_and_stay_active(session: ReviewSession) -> None:
    session.move_edge("start", -1)
    assert shown(session)[0] == ("PER", "Ông Lò Văn Sìn", ACCEPTED)
    assert active(session) == "Ông Lò Văn Sìn"
    session.move_edge("end", -1)
    session.move_edge("start", 1, character=True)
    assert active(session) == "ng Lò Văn"
    session.move_edge("end", 1, character=True)
    assert active(session) == "ng Lò Văn S"
    for _ in range(4):
        session.undo()
    assert shown(session)[0] == ("PER", "Lò Văn Sìn", PENDING)


def test_an_edge_that_moves_over_a_pending_span_rejects_it(session: ReviewSession) -> None:
    go(session, "1.312")
    for _ in range(2):
        session.move_edge("start", -1)
    assert active(session) == "xã có 1.312"
    go(session, "UBND")
    select(session, "UBND")
    session.label("ORG")
    go(session, "UBND")
    session.move_edge("end", 1)
    assert ("LOC", "xã Nậm Cắn", REJECTED) in shown(session)


def test_an_edge_does_not_move_over_an_accepted_span(session: ReviewSession) -> None:
    go(session, "xã Nậm Cắn")
    session.accept()
    select(session, "UBND")
    session.label("ORG")
    go(session, "UBND")
    outcome = session.move_edge("end", 1)
    assert outcome.level is Level.WARNING
    assert outcome.message == "LOC “xã Nậm Cắn” is accepted there; reject it first"


def test_a_span_keeps_one_syllable(session: ReviewSession) -> None:
    for _ in range(2):
        session.move_edge("end", -1)
    assert active(session) == "Lò"
    saved = session.saved
    outcome = session.move_edge("end", -1)
    assert (outcome.level, session.saved) == (Level.WARNING, saved)


def test_editing_a_figures_value(session: ReviewSession) -> None:
    go(session, "4,5%")
    assert session.edit_value("abc", "%").level is Level.ERROR
    assert session.edit_value("", "%").message == "a unit needs a value"
    assert session.saved == 0
    go(session, "1.312")
    outcome = session.edit_value(" 1312 ", " gia đình ")
    assert outcome.level is Level.INFO, outcome.message
    span = session.page.table.at(2).span
    assert (span.value, span.unit) == ("1312", "gia đình")
    assert shown(session)[2][2] is ACCEPTED
    go(session, "Lò")
    assert session.edit_value("1", "").level is Level.ERROR


def test_flags_on_a_span_and_on_the_document(session: ReviewSession) -> None:
    session.flag(" hỏi lại ")
    span = session.page.active_span()
    assert span is not None
    assert (span.comment, span.state) == ("hỏi lại", PENDING)
    session.flag("")
    span = session.page.active_span()
    assert span is not None
    assert span.comment is None
    go(session, "Chủ")
    assert session.page.active is None
    session.flag("bản mờ")
    assert session.page.note == "bản mờ"
    session.undo()
    assert session.page.note is None


def test_finishing_is_refused_while_something_is_pending(session: ReviewSession) -> None:
    outcome = session.finish()
    assert outcome.level is Level.WARNING
    assert outcome.message.startswith("4 spans are still pending")
    assert session.page.state is ReviewState.OPEN
    assert session.accept_rest().message == "4 spans accepted"
    outcome = session.finish()
    assert outcome.message == "a.txt finished"
    assert session.page.document.name == "b.txt"
    assert session.progress.finished == 1
    session.undo()
    assert session.page.document.name == "a.txt"
    assert (session.page.state, session.progress.finished) == (ReviewState.OPEN, 0)


def test_a_change_in_a_finished_document_asks_for_no_second_finish(session: ReviewSession) -> None:
    session.accept_rest()
    session.finish()
    session.go_to_document("a.txt")
    assert session.page.state is ReviewState.FINISHED
    outcome = session.reject()
    assert shown(session)[0][-1] is REJECTED
    assert "finish" not in outcome.message


def test_the_last_document_says_that_all_is_done(session: ReviewSession) -> None:
    for _ in range(2):
        session.accept_rest()
        outcome = session.finish()
    assert outcome.message == "b.txt finished; all is done"
    assert session.finish().message == "b.txt finished; all is done"


def test_skipped_documents_come_back_and_a_decision_takes_them_up(session: ReviewSession) -> None:
    assert session.skip().message == "a.txt skipped"
    session.accept_rest()
    session.finish()
    assert session.page.document.name == "a.txt"
    assert session.page.state is ReviewState.SKIPPED
    session.accept()
    assert session.page.state is ReviewState.OPEN
    session.undo()
    assert session.page.state is ReviewState.SKIPPED


def test_documents_in_order(session: ReviewSession) -> None:
    assert session.previous_document().message == "this is the first document"
    session.next_document()
    assert (session.page.document.name, session.position) == ("b.txt", 2)
    assert session.next_document().message == "this is the last document"
    session.previous_document()
    assert active(session) == "Lò Văn Sìn"


def test_quitting_and_coming_back_finds_the_same_place(
    session: ReviewSession, corpus: Connection
) -> None:
    session.accept()
    session.next_document()
    session.next_pending()
    session.save_place()
    again = ReviewSession(corpus, "mai", SCHEME)
    assert again.page.document.name == "b.txt"
    assert active(again) == "xã Nậm Cắn"
    assert again.page.caret == session.page.caret
    again.undo()
    assert (again.page.document.name, active(again)) == ("a.txt", "Lò Văn Sìn")


def test_a_finished_document_is_not_where_the_next_session_begins(
    session: ReviewSession, corpus: Connection
) -> None:
    session.accept_rest()
    session.finish()
    session.previous_document()
    session.save_place()
    assert ReviewSession(corpus, "mai", SCHEME).page.document.name == "b.txt"


def test_a_race_is_told_and_shown_as_it_is_now(session: ReviewSession, corpus: Connection) -> None:
    with Connection(corpus.path) as other:
        second = ReviewSession(other, "mai", SCHEME)
        second.reject()
    outcome = session.accept()
    assert outcome.level is Level.WARNING
    assert outcome.document
    assert "changed in another window first" in outcome.message
    assert shown(session)[0] == ("PER", "Lò Văn Sìn", REJECTED)
    assert session.saved == 0


def test_what_another_window_decided_is_shown_with_ones_own(
    session: ReviewSession, corpus: Connection
) -> None:
    with Connection(corpus.path) as other:
        ReviewSession(other, "mai", SCHEME).reject()
    go(session, "4,5%")
    outcome = session.accept()
    assert "another window" in outcome.message
    assert [state for *_, state in shown(session)] == [REJECTED, PENDING, PENDING, ACCEPTED]


def test_what_cannot_be_saved_is_told_and_not_shown(
    session: ReviewSession, corpus: Connection
) -> None:
    corpus.execute("PRAGMA query_only = ON")
    outcome = session.accept()
    corpus.execute("PRAGMA query_only = OFF")
    assert outcome.level is Level.ERROR
    assert outcome.message.startswith("not saved: ")
    assert shown(session)[0] == ("PER", "Lò Văn Sìn", PENDING)
    session.accept()
    assert shown(session)[0] == ("PER", "Lò Văn Sìn", ACCEPTED)


ACTS: list[Callable[[ReviewSession], Outcome]] = [
    ReviewSession.next_pending,
    ReviewSession.previous_pending,
    ReviewSession.next_span,
    ReviewSession.previous_span,
    ReviewSession.caret_left,
    ReviewSession.caret_right,
    ReviewSession.cancel,
    ReviewSession.accept,
    ReviewSession.reject,
    ReviewSession.accept_rest,
    ReviewSession.undo,
    ReviewSession.redo,
    lambda session: session.move_edge("start", -1),
    lambda session: session.edit_value("1", "%"),
    lambda session: session.select_range(0, 1),
]


@pytest.mark.parametrize("text", [" \n", "\u200b", "x"], ids=["blank", "invisible", "x"])
def test_a_document_without_spans_refuses_politely(corpus: Connection, text: str) -> None:
    add(corpus, "a.txt", text)
    session = ReviewSession(corpus, "mai", SCHEME)
    for act in ACTS:
        act(session)
    assert session.saved == 0
    assert session.flag("trống").level is Level.INFO
    assert session.finish().message == "a.txt finished; all is done"


def test_what_cannot_be_opened_is_told(corpus: Connection) -> None:
    with pytest.raises(NothingToReviewError, match="holds no document yet; `curator import"):
        ReviewSession(corpus, "mai", SCHEME)
    add(corpus, "a.txt", PLAIN)
    with pytest.raises(NotFoundError, match="no document with id 7"):
        ReviewSession(corpus, "mai", SCHEME, 7)
    Reviewer(corpus, "lan", adjudicator=True)
    for name in ("lan", "", " mai"):
        with pytest.raises(RefusedError):
            ReviewSession(corpus, name, SCHEME)


def test_moving_about_writes_no_decision(session: ReviewSession, corpus: Connection) -> None:
    before = dump(Path(corpus.path))
    for act in ACTS[:7]:
        act(session)
    after = dump(Path(corpus.path))
    assert {table for table in after if after[table] != before[table]} <= {"places"}


SCREEN = {
    "caret_up", "caret_down", "line_start", "line_end", "page_up", "page_down", "edit_value",
    "flag", "tags", "help", "palette", "quit", "find", "go_to_document", "history", "precedents",
    "concordance", "hits", "documents", "home", "guideline", "settings",
}  # fmt: skip
"""The acts that need a screen or ask for something; the screen's own tests are about them."""


def test_every_act_of_the_keymap_is_done_here_or_by_the_screen(session: ReviewSession) -> None:
    handlers = session_handlers(session)
    acts = {action.id for action in Keymap(SCHEME)}
    assert set(handlers) <= acts
    assert acts - set(handlers) - SCREEN == set()
    for name, handler in handlers.items():
        assert isinstance(handler(), Outcome), name
