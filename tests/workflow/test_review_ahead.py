"""A document that was read ahead opens as one that was not, whatever happened in between."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.make_corpus import make_corpus
from curator.corpus.connection import Connection
from curator.corpus.suggestions import add_batch, newest_suggestions
from curator.model.review import SpanState
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.workflow.review.session import ReviewSession
from curator.workflow.review.span_table import SpanTable

SCHEME = default_scheme()
TEXT = "".join(f"Ông Giàng A {n} ở bản {n}.\n" for n in range(150))


def suggestions(text: str) -> list[Suggestion]:
    chooser = random.Random(3)
    starts = [place for place in range(len(text)) if text.startswith("Giàng A", place)]
    return [
        Suggestion(Span(start, start + 7, "entity", "PER"), "patterns", "1", chooser.random())
        for start in starts
    ] + [Suggestion(Span(0, 3, "entity", "TITLE"), "patterns", "1", 0.5)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "c.db"
    texts = [("một", "Ai đó.\n"), ("hai", TEXT), ("ba", TEXT + "Hết.\n")]
    make_corpus(path, [(name, text, suggestions(text)) for name, text in texts])
    return path


def read_all(session: ReviewSession) -> int:
    """Plan and read; how many parts there were."""
    session.plan_ahead()
    parts = 1
    while session.read_ahead():
        parts += 1
    return parts


def seen(session: ReviewSession) -> tuple[object, ...]:
    page = session.page
    ranges = [(start, start + 40) for start in range(0, len(page.text), 40)]
    return (
        page.document,
        list(page.table),
        page.table.counts,
        page.table.pending(),
        page.table.uncertain(),
        [page.table.urgency_in(*one) for one in ranges],
        [page.table.overlapping(*one) for one in ranges],
        page.state,
        page.note,
        page.active,
        page.caret,
        session._seen,
    )


def nothing(session: ReviewSession) -> None:
    """Nobody did anything."""


def decide(session: ReviewSession) -> None:
    session.open_document(2)
    session.accept()
    session.reject()
    session.move_caret(3)
    session.label("LOC")
    session.flag("xem")


def decide_all(session: ReviewSession) -> None:
    session.open_document(2)
    session.accept_rest()


def undo(session: ReviewSession) -> None:
    decide(session)
    while "nothing" not in session.undo().message:
        pass


def suggest_anew(session: ReviewSession) -> None:
    corpus = session._corpus
    with corpus.transaction():
        members = [one.id for one in newest_suggestions(corpus, 2)]
        add_batch(corpus, 2, members[::2], [0.4] * len(members[::2]))


def suggest_anew_after_a_decision(session: ReviewSession) -> None:
    decide(session)
    suggest_anew(session)


@pytest.mark.parametrize(
    "meanwhile",
    [nothing, decide, decide_all, undo, suggest_anew, suggest_anew_after_a_decision],
)
@pytest.mark.parametrize("parts", [0, 1, 2, None])
def test_what_is_opened_is_what_the_corpus_holds(
    corpus: Path, meanwhile: Callable[[ReviewSession], None], parts: int | None
) -> None:
    with Connection(corpus) as mine, Connection(corpus) as other:
        session = ReviewSession(mine, "lan", SCHEME, 1)
        session.plan_ahead()
        if parts is None:
            read_all(session)
        for _ in range(parts or 0):
            session.read_ahead()
        meanwhile(ReviewSession(other, "lan", SCHEME, 1))
        session.sure = 0.6
        session.next_document()
        opened = seen(session)
        with Connection(corpus) as fresh:
            expected = seen(ReviewSession(fresh, "lan", SCHEME, 2, sure=0.6))
        assert opened == expected


def test_reading_goes_on_in_parts_and_the_document_opens_without_another_reading(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Connection(corpus) as connection:
        session = ReviewSession(connection, "lan", SCHEME, 1)
        assert read_all(session) == 3
        assert session.text_ahead == TEXT
        assert not session.read_ahead()

        def fail(*_: object) -> None:
            raise AssertionError("read again")

        monkeypatch.setattr("curator.corpus.reviews.ReviewLog.spans", fail)
        monkeypatch.setattr("curator.workflow.review.session.get_document", fail)
        session.next_document()
        assert len(session.page.table) == 151
        assert session.text_ahead is None


def test_the_least_certain_document_is_read_ahead_too(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Connection(corpus) as connection:
        with connection.transaction():
            members = [one.id for one in newest_suggestions(connection, 3)]
            add_batch(connection, 3, members, [0.1] * len(members))
        session = ReviewSession(connection, "lan", SCHEME, 1, uncertain_first=True)
        session.accept_rest()
        assert read_all(session) == 3
        assert session.text_ahead == TEXT + "Hết.\n"

        def fail(*_: object) -> None:
            raise AssertionError("read again")

        with monkeypatch.context() as patch:
            patch.setattr("curator.corpus.reviews.ReviewLog.spans", fail)
            patch.setattr("curator.workflow.review.session.get_document", fail)
            session.finish()
        assert session.page.document.name == "ba"
        assert session.page.table.counts[SpanState.PENDING] == 151
        read_all(session)
        assert session.text_ahead == TEXT
        session.accept_rest()
        session.finish()
        assert session.page.document.name == "hai"
        read_all(session)
        assert session.text_ahead is None  # the last one


def test_what_was_read_is_not_changed_by_a_review_of_it(corpus: Path) -> None:
    with Connection(corpus) as connection:
        session = ReviewSession(connection, "lan", SCHEME, 1)
        read_all(session)
        session.next_document()
        session.accept_rest()
        session.previous_document()
        read_all(session)
        session.next_document()
        assert session.page.table.counts == SpanTable(session.page.table).counts
        assert not session.page.table.pending()


def test_the_last_document_has_none_ahead(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    make_corpus(path, [("một", TEXT, suggestions(TEXT))])
    with Connection(path) as connection:
        session = ReviewSession(connection, "lan", SCHEME, 1)
        assert read_all(session) == 1
        assert session.text_ahead is None
