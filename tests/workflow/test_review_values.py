"""What is told of a value that may stand, though the figure's text reads as another."""

from __future__ import annotations

import pytest

from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import add, span_of, suggest

TEXT = "Bản Nậm Xe thu 21.192 tấn ngô, bà Lò Ính nói."


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("21.192", "by itself it reads as 21192"),
        ("21192", ""),
        (" 21192 ", ""),
        ("", ""),
    ],
)
def test_a_decimal_that_looks_like_thousands_is_told(
    corpus: Connection, value: str, note: str
) -> None:
    document = add(corpus, "a.txt", TEXT)
    suggest(corpus, document, [span_of(TEXT, "21.192 tấn", "QUANTITY")])
    session = ReviewSession(corpus, "lan", default_scheme())
    assert session.value_problem("21.192", "tấn") is None
    assert session.value_note(value) == note


def test_a_name_has_no_value_to_tell_of(corpus: Connection) -> None:
    document = add(corpus, "a.txt", TEXT)
    suggest(corpus, document, [span_of(TEXT, "Lò Ính", "PER")])
    assert ReviewSession(corpus, "lan", default_scheme()).value_note("3") == ""
