"""What an undo and a redo say: which act it was, on what, and in which document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.scheme import default_scheme
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import add, span_of, suggest

SCHEME = default_scheme()
FIRST = "Ông Lò Văn Sìn ở xã Nậm Cắn.\nLò Văn Sìn có 1.312 cây, lò\nvăn sìn thì không."
SECOND = "Lò Văn Sìn lại đến.\nCông ty Trách nhiệm hữu hạn\nMột thành viên Hoa Ban Trắng."


@pytest.fixture
def session(corpus: Connection) -> Iterator[ReviewSession]:
    for name, text, wanted in (
        ("một.txt", FIRST, (("Lò Văn Sìn", "PER"), ("xã Nậm Cắn", "LOC"), ("1.312", "CARDINAL"))),
        ("hai.txt", SECOND, (("Lò Văn Sìn", "PER"), (SECOND.partition("\n")[2][:-1], "ORG"))),
    ):
        document = add(corpus, name, text)
        suggest(corpus, document, [span_of(text, surface, label) for surface, label in wanted])
    yield ReviewSession(corpus, "mai", SCHEME)
    assert verify(corpus).problems == []


def go(session: ReviewSession, surface: str) -> None:
    session.move_caret(session.page.text.index(surface))


def select(session: ReviewSession, surface: str) -> None:
    start = session.page.text.index(surface)
    session.select_range(start, start + len(surface))


def add_place(session: ReviewSession) -> None:
    select(session, "Ông")
    session.label("TITLE")


def add_name(session: ReviewSession) -> None:
    session.reject()
    session.undo()
    select(session, "Lò Văn Sìn")
    session.label("ORG")


def flag_document(session: ReviewSession) -> None:
    go(session, "cây")
    session.flag("chữ mờ")


def take_away(session: ReviewSession) -> None:
    add_place(session)
    go(session, "Ông")
    session.reject()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (ReviewSession.accept, "accepting PER “Lò Văn Sìn” in một.txt"),
        (ReviewSession.reject, "rejecting PER “Lò Văn Sìn” in một.txt"),
        (take_away, "rejecting TITLE “Ông” in một.txt"),
        (lambda s: s.label("ORG"), "relabelling PER “Lò Văn Sìn” as ORG in một.txt"),
        (lambda s: s.move_edge("start", 1), "moving an edge of PER “Văn Sìn” in một.txt"),
        (add_place, "adding TITLE “Ông” in một.txt"),
        # With the span below it and the same name elsewhere.
        (add_name, "adding ORG “Lò Văn Sìn” and 2 more in một.txt"),
        (lambda s: s.flag("ai?"), "the flag on PER “Lò Văn Sìn” in một.txt"),
        (flag_document, "the flag on một.txt"),
        (ReviewSession.accept_rest, "accepting PER “Lò Văn Sìn” and 2 more in một.txt"),
        (ReviewSession.skip, "skipping một.txt"),
        (ReviewSession.rest_and_finish, "finishing một.txt"),
    ],
)
def test_the_act_its_span_and_the_document_are_told(
    session: ReviewSession, act: Callable[[ReviewSession], object], told: str
) -> None:
    act(session)
    session.open_document(2)  # wherever the reviewer is
    assert session.undo().message == f"undone: {told}"
    assert session.redo().message == f"redone: {told}"
    assert session.undo().message == f"undone: {told}"


def test_a_value(session: ReviewSession) -> None:
    go(session, "1.312")
    session.edit_value("1312", "cây")
    assert session.undo().message == "undone: the value of CARDINAL “1.312” in một.txt"


def test_a_state_of_the_history_that_was_restored(session: ReviewSession) -> None:
    session.accept()
    go(session, "Lò")
    session.restore(session.history()[0])
    assert session.undo().message == "undone: restoring PER “Lò Văn Sìn” in một.txt"


def test_what_was_carried_to_equal_surfaces(session: ReviewSession) -> None:
    session.accept()
    go(session, "Lò")
    session.apply_to_same()
    assert session.undo().message == "undone: PER “Lò Văn Sìn” at 2 places in một.txt"
    found = session.concordance("Lò Văn Sìn")
    found.read()
    places = [place for group in found.groups for place in group.occurrences]
    session.decide_occurrences(places, "ORG")
    told = "ORG “Lò Văn Sìn” at 4 places in 2 documents"
    assert session.undo().message == f"undone: {told}"
    assert session.redo().message == f"redone: {told}"
    session.open_document(2)
    session.decide_occurrences(places, None)
    # From the document that one is in, whichever comes first.
    told = "rejecting “Lò Văn Sìn” at 4 places in 2 documents"
    assert session.undo().message == f"undone: {told}"
    assert session.page.document.name == "hai.txt"
    assert session.redo().message == f"redone: {told}"


def test_a_long_surface_leaves_room_for_the_document(session: ReviewSession) -> None:
    session.open_document(2)
    go(session, "Công ty")
    session.accept()
    assert session.undo().message == "undone: accepting ORG “Công ty Trách nhiệm hữu…” in hai.txt"
