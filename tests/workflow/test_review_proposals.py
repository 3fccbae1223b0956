"""A name marked once is proposed wherever it stands unmarked in the document."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.review import SpanState
from curator.model.scheme import default_scheme
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import add, span_of, suggest

TEXT = "Bà Mùa A Chu và ông Giàng.\nMÙA A CHU nói; mùa a chu thì không. Xã Mùa A Chu có 12 bản, 12."


def shown(session: ReviewSession) -> list[tuple[str, str, str]]:
    return [
        (span.label, session.page.text_of(span), span.state.value) for span in session.page.table
    ]


def test_a_name_is_proposed_elsewhere_as_one_decision(corpus: Connection) -> None:
    document = add(corpus, "a.txt", TEXT)
    suggest(corpus, document, [span_of(TEXT, "Xã Mùa A Chu", "LOC")])
    session = ReviewSession(corpus, "lan", default_scheme())
    start = TEXT.index("Mùa A Chu")
    outcome = session.add("PER", start, start + 9)
    assert outcome.message == "PER proposed 1 more time"
    assert shown(session) == [
        ("PER", "Mùa A Chu", "accepted"),
        ("PER", "MÙA A CHU", "pending"),
        ("LOC", "Xã Mùa A Chu", "pending"),
    ]
    # It goes on to the proposal, which is the next to be decided.
    active = session.page.active_span()
    assert active is not None
    assert session.page.text_of(active) == "MÙA A CHU"
    assert active.state is SpanState.PENDING
    session.undo()
    assert shown(session) == [("LOC", "Xã Mùa A Chu", "pending")]
    assert verify(corpus).problems == []


def test_what_was_rejected_there_is_not_proposed_again(corpus: Connection) -> None:
    document = add(corpus, "a.txt", TEXT)
    suggest(corpus, document, [span_of(TEXT, "MÙA A CHU", "LOC")])
    session = ReviewSession(corpus, "lan", default_scheme())
    session.reject()
    start = TEXT.index("Mùa A Chu")
    session.add("PER", start, start + 9)
    # Only the third place is left, in the name of the commune.
    assert [span[2] for span in shown(session)] == ["accepted", "rejected", "pending"]


def test_figures_and_small_letters_are_not_proposed(corpus: Connection) -> None:
    add(corpus, "a.txt", TEXT)
    session = ReviewSession(corpus, "lan", default_scheme())
    for label, surface in (("CARDINAL", "12"), ("MISC", "bản")):
        start = TEXT.index(surface)
        session.add(label, start, start + len(surface))
    assert {span[2] for span in shown(session)} == {"accepted"}
