"""How uncertain documents are: kept with each batch, by the newest one, in order."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.corpus.doubts import doubts, most_uncertain
from curator.corpus.suggestions import add_batch, add_run, newest_suggestions
from curator.corpus.verify import verify
from curator.model.document import Document
from curator.model.review import DecisionKind, ReviewState
from curator.model.span import Suggestion
from tests.corpus.samples import PLAIN, Reviewer, add, plain_spans, span_of, suggest


def suggest_with(corpus: Connection, document: Document, *scores: float) -> None:
    """A newest batch in which the first suggestions have these scores."""
    with corpus.transaction():
        said = [Suggestion(span_of(PLAIN, "Lò Văn Sìn"), "test", "1", 0.99)] * len(scores)
        add_run(corpus, document.id, document.text, "test", "1", said)
        members = [item.id for item in newest_suggestions(corpus, document.id)]
        add_batch(corpus, document.id, members[: len(scores)], scores)


def test_they_are_of_the_newest_batch(corpus: Connection) -> None:
    ids = []
    for number in range(3):
        document = add(corpus, f"{number}.txt", f"{PLAIN} Số {number}.")
        ids.append(document.id)
        if number < 2:
            suggest(corpus, document, plain_spans(document.text))
    assert doubts(corpus, ids) == {ids[0]: 0.5, ids[1]: 0.5}
    with corpus.transaction():
        members = [item.id for item in newest_suggestions(corpus, ids[0])]
        add_batch(corpus, ids[0], members[:2], [0.9, 0.7])
    assert round(doubts(corpus, ids)[ids[0]], 6) == 0.2
    with corpus.transaction():
        add_batch(corpus, ids[1], [])
    assert doubts(corpus, ids).keys() == {ids[0]}
    assert doubts(corpus, []) == {}
    assert verify(corpus).problems == []


def test_the_least_certain_first(corpus: Connection) -> None:
    documents = [add(corpus, f"{n}.txt", f"{PLAIN} {n}") for n in range(4)]
    for document, score in zip(documents, (0.9, 0.4, 0.7), strict=False):
        suggest_with(corpus, document, score)
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    assert most_uncertain(corpus, mai.log.id) == documents[1].id
    assert most_uncertain(corpus, mai.log.id, but=documents[1].id) == documents[2].id
    mai.open(documents[1])
    mai.finish(documents[1])
    assert most_uncertain(corpus, mai.log.id) == documents[2].id
    mai.decide(documents[2], DecisionKind.SKIP, review=(ReviewState.OPEN, ReviewState.SKIPPED))
    assert most_uncertain(corpus, mai.log.id) == documents[0].id
    assert most_uncertain(corpus, mai.log.id, but=documents[0].id) is None
    assert most_uncertain(corpus, lan.log.id) == documents[1].id
    suggest_with(corpus, documents[0], 0.1)  # anew
    assert most_uncertain(corpus, lan.log.id) == documents[0].id
    assert verify(corpus).problems == []
