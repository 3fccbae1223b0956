"""`0` leads through what may have been overlooked, says how far one is, and misses nothing."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import add, span_of, suggest

TEXT = "Hôm qua Lò Thị Mẩy đến xã Pa Ham với 15 người.\nCó cả Vừ A Lềnh."


def selected(session: ReviewSession) -> str:
    start, end = session.page.selection or (0, 0)
    return session.page.text[start:end]


def test_it_counts_them_and_tells_when_it_begins_again(corpus: Connection) -> None:
    document = add(corpus, "a.txt", TEXT)
    suggest(corpus, document, [span_of(TEXT, "xã Pa Ham", "LOC")])
    session = ReviewSession(corpus, "lan", default_scheme())
    session.move_caret(0)
    told = [session.next_unmarked().message.partition(";")[0] for _ in range(4)]
    assert told == [
        "unmarked 1 of 3: “Lò Thị Mẩy”",
        "unmarked 2 of 3: “15”",
        "unmarked 3 of 3: “Vừ A Lềnh”",
        "from the top again: unmarked 1 of 3: “Lò Thị Mẩy”",
    ]


def test_from_the_middle_of_a_name_the_whole_name_is_found(corpus: Connection) -> None:
    add(corpus, "a.txt", TEXT)
    session = ReviewSession(corpus, "lan", default_scheme())
    session.move_caret(TEXT.index("Thị"))
    session.next_unmarked()
    assert selected(session) == "Lò Thị Mẩy"
    session.next_unmarked()
    assert selected(session) == "Pa Ham"


def test_a_long_text_is_not_counted_but_gone_through(corpus: Connection) -> None:
    text = "cây lúa " * 5000 + "của Lò Mẩy"
    add(corpus, "a.txt", text)
    session = ReviewSession(corpus, "lan", default_scheme())
    assert session.next_unmarked().message.startswith("unmarked: “Lò Mẩy”")
    assert session.next_unmarked().message.startswith("from the top again: unmarked: “Lò Mẩy”")
