"""What a list of documents asks the corpus: states, flags, labels, doubts, disagreements, rows."""

from __future__ import annotations

from dataclasses import replace

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.corpus.listing import (
    Standing,
    count_unsuggested,
    differing,
    document_rows,
    every_document,
    finished_by_others_too,
    flagged,
    standings,
    unsuggested,
    with_label,
    worked_on,
)
from curator.corpus.search import holding
from curator.corpus.suggestions import add_batch, add_run, newest_suggestions
from curator.model.document import Document
from curator.model.review import DecisionKind, ReviewState, SpanChange
from curator.model.review import SpanState as State
from curator.model.span import Suggestion
from tests.corpus.samples import PLAIN, Reviewer, add, plain_spans, span_of, suggest

HOSTILE_NAMES = ("a\nb.txt", "\x1b[31m.txt", '" OR 1=1 --', "%_'.txt", "báo\u202ecáo", " ", "🏔️")


def documents_of(corpus: Connection, count: int = 5) -> list[Document]:
    """Documents with the four spans of `plain_spans` each, the last without suggestions."""
    documents = []
    for number in range(count):
        document = add(corpus, f"{number}.txt", f"{PLAIN} Số {number}.")
        if number < count - 1:
            suggest(corpus, document, plain_spans(document.text))
        documents.append(document)
    return documents


def flag(who: Reviewer, document: Document, comment: str | None = "?") -> None:
    """Flag the first span of a document."""
    span = who.spans(document)[0]
    who.decide(document, DecisionKind.FLAG, [SpanChange(span, replace(span, comment=comment))])


def skip(who: Reviewer, document: Document) -> None:
    who.decide(document, DecisionKind.SKIP, review=(ReviewState.OPEN, ReviewState.SKIPPED))


def test_how_a_reviewer_stands(corpus: Connection) -> None:
    documents = documents_of(corpus)
    lan, mai = Reviewer(corpus, "lan"), Reviewer(corpus, "mai")
    lan.accept_all(documents[0])
    lan.finish(documents[0])
    lan.open(documents[1])  # looked at, nothing decided
    lan.open(documents[2])
    lan.set(documents[2], lan.spans(documents[2])[0], State.REJECTED)
    mai.open(documents[3])
    skip(mai, documents[3])
    ids = [document.id for document in documents]
    assert every_document(corpus) == ids
    assert standings(corpus, lan.log.id) == {ids[0]: Standing.FINISHED, ids[2]: Standing.BEGUN}
    assert standings(corpus, mai.log.id) == {ids[3]: Standing.SKIPPED}
    assert worked_on(corpus, lan.log.id) == {ids[0], ids[2]}
    assert worked_on(corpus, lan.log.id, finished=True) == {ids[0]}
    assert unsuggested(corpus) == ids[4:]
    assert count_unsuggested(corpus) == 1
    rows = document_rows(corpus, lan.log.id, [*reversed(ids), 999])
    assert [row.id for row in rows] == ids[::-1]
    told = {row.id: (row.standing, row.pending, row.spans, row.finished_by) for row in rows}
    assert told[ids[0]] == (Standing.FINISHED, 0, 4, ())
    assert told[ids[1]] == (Standing.NEW, 4, 4, ())
    assert told[ids[2]] == (Standing.BEGUN, 3, 4, ())
    assert told[ids[3]] == (Standing.NEW, 4, 4, ())
    assert told[ids[4]] == (Standing.NEW, None, None, ())
    assert document_rows(corpus, mai.log.id, ids[:1])[0].finished_by == ("lan",)
    assert rows[0].length == len(documents[4].text)


def test_flags_of_ones_own_and_of_others(corpus: Connection) -> None:
    documents = documents_of(corpus)
    lan, mai = Reviewer(corpus, "lan"), Reviewer(corpus, "mai")
    for document in documents[:2]:
        lan.open(document)
        flag(lan, document)
    lan.decide(documents[1], DecisionKind.FLAG, note=(None, "whole"))
    mai.open(documents[2])
    mai.decide(documents[2], DecisionKind.FLAG, note=(None, "whole"))
    ids = [document.id for document in documents]
    assert flagged(corpus, lan.log.id) == set(ids[:2])
    assert flagged(corpus, lan.log.id, others=True) == {ids[2]}
    rows = document_rows(corpus, lan.log.id, ids)
    assert [(row.flags, row.flagged_by) for row in rows] == [
        (1, ()),
        (2, ()),
        (0, ("mai",)),
        (0, ()),
        (0, ()),
    ]
    flag(lan, documents[0], None)
    assert flagged(corpus, lan.log.id) == {ids[1]}


def test_labels_are_those_the_reviewer_has_or_would_have(corpus: Connection) -> None:
    documents = documents_of(corpus)
    ids = [document.id for document in documents]
    lan = Reviewer(corpus, "lan")

    def having(label: str) -> set[int]:
        return with_label(corpus, lan.log.id, ids, label)

    assert having("PER") == set(ids[:4])
    assert having("LAW") == set()
    lan.open(documents[0])
    person = lan.spans(documents[0])[0]
    lan.set(documents[0], person, State.REJECTED)
    assert having("PER") == set(ids[1:4])
    # Relabelled and added by hand.
    lan.open(documents[1])
    person = lan.spans(documents[1])[0]
    law = replace(person, span=replace(person.span, label="LAW"), state=State.ACCEPTED)
    lan.decide(documents[1], DecisionKind.RELABEL, [SpanChange(person, law)])
    lan.open(documents[4])
    lan.add(documents[4], span_of(documents[4].text, "UBND", "ORG"))
    assert having("PER") == set(ids[2:4])
    assert having("LAW") == {ids[1]}
    assert having("ORG") == {ids[4]}
    # Another reviewer's decisions are his own.
    assert with_label(corpus, Reviewer(corpus, "mai").log.id, ids, "PER") == set(ids[:4])
    # A newer batch counts for who has not begun.
    with corpus.transaction():
        new = [Suggestion(span_of(documents[3].text, "UBND", "ORG"), "test", "2", 0.5)]
        add_run(corpus, ids[3], documents[3].text, "test", "2", new)
        add_batch(corpus, ids[3], [item.id for item in newest_suggestions(corpus, ids[3])])
    assert having("ORG") == {ids[3], ids[4]}
    assert having("PER") == {ids[2]}


def test_a_review_begun_without_suggestions_keeps_none(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    lan = Reviewer(corpus, "lan")
    lan.open(document)
    lan.decide(document, DecisionKind.FLAG, note=(None, "bare"))
    suggest(corpus, document, plain_spans())
    assert with_label(corpus, lan.log.id, [document.id], "PER") == set()
    (row,) = document_rows(corpus, lan.log.id, [document.id])
    assert (row.standing, row.pending, row.spans, row.flags) == (Standing.BEGUN, None, None, 1)


def test_documents_that_others_finished_otherwise(corpus: Connection) -> None:
    documents = documents_of(corpus)
    ids = [document.id for document in documents]
    lan, mai = Reviewer(corpus, "lan"), Reviewer(corpus, "mai")
    judge = Reviewer(corpus, "judge", adjudicator=True)
    for document in documents[:4]:
        lan.accept_all(document)
        lan.finish(document)
    mai.accept_all(documents[0])
    mai.finish(documents[0])  # the same
    mai.open(documents[1])
    for span in mai.spans(documents[1]):
        mai.set(documents[1], span, State.REJECTED)
    mai.finish(documents[1])  # nothing at all
    mai.accept_all(documents[2])  # not finished
    judge.open(documents[3])
    judge.finish(documents[3])  # no reviewer
    both = finished_by_others_too(corpus, lan.log.id)
    assert both == ids[:2]
    assert differing(corpus, lan.log.id, both) == {ids[1]}
    assert differing(corpus, mai.log.id, both) == {ids[1]}


def test_any_name_and_any_text_is_listed(corpus: Connection) -> None:
    with corpus.transaction():
        ids = [
            add_document(corpus, name, f"Lúa \x00\x1b[2J {number}").id
            for number, name in enumerate(HOSTILE_NAMES)
        ]
    lan = Reviewer(corpus, "lan")
    rows = document_rows(corpus, lan.log.id, ids)
    assert [row.name for row in rows] == list(HOSTILE_NAMES)
    assert holding(corpus, ids, "lua") == set(ids)
    assert holding(corpus, ids, "ngô") == set()


def test_an_empty_corpus(corpus: Connection) -> None:
    assert every_document(corpus) == []
    assert document_rows(corpus, 1, []) == []
