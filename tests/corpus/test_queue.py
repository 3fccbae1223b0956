"""Which document comes next, and how far a reviewer is."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.corpus.queue import (
    Progress,
    neighbour,
    next_document,
    position,
    progress,
)
from curator.corpus.status import DOCUMENT_STATES, status
from curator.model.review import SpanState as State
from tests.corpus.samples import PLAIN, Reviewer, add, span_of, with_suggestions


def test_an_empty_corpus_has_nothing_next(corpus: Connection) -> None:
    mai = Reviewer(corpus)
    assert next_document(corpus, mai.log.id) is None
    assert neighbour(corpus, 0, 1) is None
    assert progress(corpus, mai.log.id) == Progress(0, 0, 0)


def test_the_order_is_that_of_import_round_the_corner(corpus: Connection) -> None:
    a, b, c, d = (add(corpus, f"{n}.txt", f"{PLAIN} {n}") for n in range(4))
    mai = Reviewer(corpus)
    assert next_document(corpus, mai.log.id) == a.id
    assert next_document(corpus, mai.log.id, b.id) == c.id
    assert next_document(corpus, mai.log.id, d.id) == a.id
    mai.open(c)  # what is open is to be done still
    assert next_document(corpus, mai.log.id, b.id) == c.id
    mai.finish(c)
    assert next_document(corpus, mai.log.id, b.id) == d.id
    mai.open(a)
    mai.finish(a)
    assert next_document(corpus, mai.log.id, d.id) == b.id
    assert next_document(corpus, Reviewer(corpus, "lan").log.id, d.id) == a.id


def test_skipped_documents_come_when_nothing_else_is_left(corpus: Connection) -> None:
    a, b, c = (add(corpus, f"{n}.txt", f"{PLAIN} {n}") for n in range(3))
    mai = Reviewer(corpus)
    for document in (a, b, c):
        mai.open(document)
    mai.skip(a)
    mai.skip(b)
    assert next_document(corpus, mai.log.id, a.id) == c.id
    assert next_document(corpus, mai.log.id, c.id) == a.id  # but c, where the reviewer is
    mai.finish(c)
    assert next_document(corpus, mai.log.id, c.id) == a.id
    assert next_document(corpus, mai.log.id, a.id) == b.id
    assert next_document(corpus, mai.log.id, b.id) == a.id
    assert progress(corpus, mai.log.id) == Progress(documents=3, finished=1, skipped=2)
    mai.log.undo()
    assert progress(corpus, mai.log.id) == Progress(documents=3, finished=0, skipped=2)


def test_none_is_left_when_all_are_finished(corpus: Connection) -> None:
    mai = Reviewer(corpus)
    for number in range(2):
        mai.finish(add(corpus, f"{number}.txt", f"{PLAIN} {number}"))
    assert next_document(corpus, mai.log.id) is None
    assert next_document(corpus, mai.log.id, 1) is None


def test_neighbours_and_positions(corpus: Connection) -> None:
    a, b, c = (add(corpus, f"{n}.txt", f"{PLAIN} {n}") for n in range(3))
    assert [neighbour(corpus, d.id, 1) for d in (a, b, c)] == [b.id, c.id, None]
    assert [neighbour(corpus, d.id, -1) for d in (a, b, c)] == [None, a.id, b.id]
    assert [position(corpus, d.id) for d in (a, b, c)] == [1, 2, 3]


def test_status_counts_documents_by_state(corpus: Connection) -> None:
    assert status(corpus).documents == dict.fromkeys(DOCUMENT_STATES, 0)
    add(corpus, "0.txt", PLAIN + "0")
    documents = [with_suggestions(corpus, f"{n}.txt", f"{PLAIN} {n}") for n in range(1, 8)]
    _, opened, skipped, finished, contested, adjudicated, both = documents
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    chief = Reviewer(corpus, "chủ tọa", adjudicator=True)
    for document in (opened, skipped, both):
        mai.open(document)
    mai.skip(skipped)
    mai.skip(both)
    lan.open(both)
    for reviewer, document in (
        (mai, finished),
        (mai, contested),
        (lan, contested),
        (mai, adjudicated),
        (lan, adjudicated),
        (chief, adjudicated),
    ):
        reviewer.accept_all(document)
        reviewer.finish(document)
    chief.open(opened)
    found = status(corpus)
    assert found.documents == {
        "unsuggested": 1,
        "suggested": 1,
        "open": 2,
        "skipped": 1,
        "finished": 1,
        "contested": 1,
        "adjudicated": 1,
    }
    by_name = {reviewer.name: reviewer for reviewer in found.reviewers}
    assert list(by_name) == ["chủ tọa", "lan", "mai"]
    assert by_name["mai"].documents == {"todo": 2, "open": 1, "skipped": 2, "finished": 3}
    assert by_name["lan"].documents == {"todo": 5, "open": 1, "skipped": 0, "finished": 2}
    assert (by_name["mai"].adjudicator, by_name["chủ tọa"].adjudicator) == (False, True)
    assert (by_name["mai"].decisions, by_name["chủ tọa"].decisions) == (3 * 5 + 2, 5)
    for one in found.reviewers:
        assert sum(one.documents.values()) == 8
    assert sum(found.documents.values()) == 8


def test_status_counts_spans_by_label_and_state(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    with_suggestions(corpus, "b.txt", PLAIN + " Hết.")
    mai = Reviewer(corpus)
    mai.open(document)
    per, loc, *_ = mai.spans(document)
    mai.set(document, per, State.ACCEPTED)
    mai.set(document, loc, State.REJECTED)
    mai.add(document, span_of(PLAIN, "Chủ tịch", "TITLE"))
    found = status(corpus)
    assert found.suggestions == {
        label: {"test": 2} for label in ("CARDINAL", "LOC", "PER", "PERCENT")
    }
    (one,) = found.reviewers
    assert one.spans == {
        "CARDINAL": {"pending": 1, "accepted": 0, "rejected": 0},
        "LOC": {"pending": 0, "accepted": 0, "rejected": 1},
        "PER": {"pending": 0, "accepted": 1, "rejected": 0},
        "PERCENT": {"pending": 1, "accepted": 0, "rejected": 0},
        "TITLE": {"pending": 0, "accepted": 1, "rejected": 0},
    }
    assert (one.decisions, bool(one.last)) == (3, True)
