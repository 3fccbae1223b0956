"""Versions of a document's spans: suggested, reviewed, gold; and who finished the same."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.corpus.versions import finished_by_several, gold, reviewed, suggested
from curator.model.document import Document
from curator.model.review import DecisionKind, ReviewState
from curator.model.review import SpanState as State
from curator.model.span import Span
from tests.corpus.samples import (
    PLAIN,
    Reviewer,
    add,
    plain_spans,
    span_of,
    suggest,
    with_suggestions,
)

PER, LOC, CARDINAL, PERCENT = plain_spans()


def finish(reviewer: Reviewer, document: Document, reject: int | None = None) -> None:
    """Accept all, but reject the span of that index; finish."""
    reviewer.open(document)
    for index, span in enumerate(reviewer.spans(document)):
        reviewer.set(document, span, State.REJECTED if index == reject else State.ACCEPTED)
    reviewer.finish(document)


def gold_of(corpus: Connection, document: Document) -> tuple[str | None, list[Span]] | None:
    version = gold(corpus, document.id)
    if version is None:
        return None
    return version.reviewer, [item.span for item in version.spans]


def test_suggested_is_the_newest_batch(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    assert suggested(corpus, document.id) is None
    suggest(corpus, document, [PER, LOC])
    suggest(corpus, document, [], "số")
    suggest(corpus, document, [LOC], version="2")
    version = suggested(corpus, document.id)
    assert version is not None
    assert version.reviewer is None
    (only,) = version.spans
    assert (only.span, only.source, only.score, only.state) == (LOC, "test", 0.5, State.PENDING)


def test_reviewed_is_what_was_accepted_once_it_is_finished(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    assert reviewed(corpus, document.id, mai.log.id, unfinished=True) is None
    mai.open(document)
    mai.set(document, mai.spans(document)[1], State.ACCEPTED)
    mai.add(document, span_of(PLAIN, "Chủ tịch", "TITLE"))
    mai.set(document, mai.spans(document)[0], State.REJECTED)
    assert reviewed(corpus, document.id, mai.log.id) is None
    early = reviewed(corpus, document.id, mai.log.id, unfinished=True)
    assert early is not None
    assert [item.label for item in early.spans] == ["TITLE", "LOC"]
    mai.finish(document)
    assert reviewed(corpus, document.id, mai.log.id) == early
    assert early.reviewer == "mai"


def test_gold_is_the_one_finished_review(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    assert gold_of(corpus, document) is None
    lan.accept_all(document)
    assert gold_of(corpus, document) is None
    finish(mai, document, reject=0)
    assert gold_of(corpus, document) == ("mai", [LOC, CARDINAL, PERCENT])


def test_two_finished_reviews_are_no_gold_even_if_they_agree(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    finish(Reviewer(corpus), document)
    lan = Reviewer(corpus, "lan")
    finish(lan, document)
    assert gold_of(corpus, document) is None
    lan.log.undo()
    assert gold_of(corpus, document) == ("mai", plain_spans())


def test_the_adjudicated_version_is_gold_before_all_others(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    chief = Reviewer(corpus, "chủ tọa", adjudicator=True)
    finish(Reviewer(corpus), document)
    chief.accept_all(document)
    assert gold_of(corpus, document) == ("mai", plain_spans())
    chief.set(document, chief.spans(document)[3], State.REJECTED)
    chief.finish(document)
    assert gold_of(corpus, document) == ("chủ tọa", [PER, LOC, CARDINAL])
    finish(Reviewer(corpus, "lan"), document)
    assert gold_of(corpus, document) == ("chủ tọa", [PER, LOC, CARDINAL])


def test_of_two_adjudicators_the_later_counts(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one = Reviewer(corpus, "một", adjudicator=True)
    two = Reviewer(corpus, "hai", adjudicator=True)
    finish(two, document, reject=0)
    finish(one, document, reject=1)
    assert gold_of(corpus, document) == ("một", [PER, CARDINAL, PERCENT])
    two.set(document, two.spans(document)[0], State.ACCEPTED)
    assert gold_of(corpus, document) == ("hai", plain_spans())


def test_a_finished_document_without_spans_is_gold(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    mai = Reviewer(corpus)
    mai.open(document)
    mai.finish(document)
    assert gold_of(corpus, document) == ("mai", [])


def test_documents_finished_by_several(corpus: Connection) -> None:
    one, two, three = (
        with_suggestions(corpus, f"{n}.txt", PLAIN + " " * n + str(n)) for n in range(3)
    )
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    chief = Reviewer(corpus, "chủ tọa", adjudicator=True)
    for document in (one, two, three):
        finish(mai, document)
    finish(lan, three)
    finish(lan, one)
    finish(chief, two)
    lan.open(two)
    ids = {"lan": lan.log.id, "mai": mai.log.id}
    assert list(finished_by_several(corpus)) == [(one.id, ids), (three.id, ids)]
    lan.decide(three, DecisionKind.SKIP, review=(ReviewState.FINISHED, ReviewState.SKIPPED))
    assert [number for number, _ in finished_by_several(corpus)] == [one.id]
