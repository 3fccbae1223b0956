"""The list of documents: filters alone and together, orders, reading in parts, rows on demand."""

from __future__ import annotations

from itertools import product

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document, get_document
from curator.corpus.listing import Standing
from curator.corpus.news import Watch
from curator.corpus.reviews import ReviewLog
from curator.corpus.suggestions import add_batch, newest_suggestions
from curator.model.review import DecisionKind, ReviewState
from curator.model.review import SpanState as State
from curator.model.scheme import default_scheme
from curator.workflow.documents import DocumentList, Order
from tests.corpus.samples import PLAIN, Reviewer, add, plain_spans, span_of, suggest

NAMES = ("Báo cáo 10.txt", "báo cáo 9.txt", "Án 1.txt", "thư.txt", "b.txt", "tờ trình.txt")
TEXTS = ("Lúa ở Mường Lói.", "Đường xấu.", "Duong.", "Lua và ngô.", "Cầu Mường.", "Họp báo cáo.")


@pytest.fixture
def documents(corpus: Connection) -> DocumentList:
    """Six documents: the first finished, the second begun, the third skipped; flags, labels."""
    made = []
    for name, text in zip(NAMES, TEXTS, strict=True):
        document = add(corpus, name, f"{text} {PLAIN}")
        suggest(corpus, document, plain_spans(document.text))
        made.append(document)
    lan, mai = Reviewer(corpus, "lan"), Reviewer(corpus, "mai")
    lan.accept_all(made[0])
    lan.finish(made[0])
    lan.open(made[1])
    lan.set(made[1], lan.spans(made[1])[0], State.REJECTED)  # the only PER of it
    lan.open(made[2])
    lan.decide(made[2], DecisionKind.SKIP, review=(ReviewState.OPEN, ReviewState.SKIPPED))
    lan.decide(made[2], DecisionKind.FLAG, note=(None, "later"))
    mai.open(made[0])
    for span in mai.spans(made[0]):
        mai.set(made[0], span, State.REJECTED)
    mai.finish(made[0])
    mai.open(made[4])
    mai.add(made[4], span_of(made[4].text, "Cầu", "MISC"))
    mai.decide(made[4], DecisionKind.FLAG, note=(None, "?"))
    return DocumentList(corpus, lan.log.id, default_scheme())


def found(documents: DocumentList, line: str, order: Order = Order.QUEUE) -> list[int]:
    """The numbers, from 1, of the documents that a filter finds."""
    documents.choose(documents.language.read(line), order)
    documents.read()
    assert documents.complete
    return [documents.row(index).id for index in range(len(documents.ids))]


FILTERS = {
    "": {1, 2, 3, 4, 5, 6},
    "state:new": {4, 5, 6},
    "state:begun": {2},
    "state:skipped": {3},
    "state:finished": {1},
    "state:pending": {2, 3, 4, 5, 6},
    "state:finished state:skipped": {1, 3},
    "label:PER": {1, 3, 4, 5, 6},
    "label:LOC label:PER": {1, 3, 4, 5, 6},
    "label:MISC": set(),
    "reviewer:mai": {1, 5},
    "finished:mai": {1},
    "finished:lan": {1},
    "flag:mine": {3},
    "flag:others": {5},
    "flag:yes": {3, 5},
    "flag:no": {1, 2, 4, 6},
    "differs:yes": {1},
    "differs:no": {2, 3, 4, 5, 6},
    "name:bao": {1, 2},
    'name:"bao cao"': {1, 2},
    "name:b": {1, 2, 5},
    "text:mường": {1, 5},
    "text:duong": {2, 3},
    "text:đường": {2},
    "báo cáo": {1, 2, 6},
    "lua": {1, 4},
    "đ": {2},
    "t": {1, 2, 3, 4, 5, 6},
}


@pytest.mark.parametrize("line", FILTERS)
def test_each_filter(documents: DocumentList, line: str) -> None:
    assert set(found(documents, line)) == FILTERS[line]


def test_filters_together_are_what_each_finds(documents: DocumentList) -> None:
    phrases = {"báo cáo", "lua", "đ", "t", ""}
    for one, other in product(FILTERS, FILTERS):
        if one in phrases and other in phrases:
            continue  # they would be one phrase
        if "state:" in one and "state:" in other:
            continue  # one or the other
        assert set(found(documents, f"{one} {other}")) == FILTERS[one] & FILTERS[other]


def test_orders(documents: DocumentList, corpus: Connection) -> None:
    assert found(documents, "") == [1, 2, 3, 4, 5, 6]
    assert found(documents, "", Order.NAME) == [3, 5, 2, 1, 4, 6]
    assert found(documents, "", Order.NAME) == [3, 5, 2, 1, 4, 6]  # known now
    assert found(documents, "name:b", Order.NAME) == [5, 2, 1]
    for document, score in ((4, 0.9), (6, 0.2), (1, 0.1)):
        members = [item.id for item in newest_suggestions(corpus, document)]
        with corpus.transaction():
            add_batch(corpus, document, members, [score] * len(members))
    documents = DocumentList(corpus, ReviewLog(corpus, "lan").id, default_scheme())
    # The finished one is at the end, whatever its score; equal ones as in the queue.
    assert found(documents, "", Order.UNCERTAIN) == [6, 2, 3, 5, 4, 1]


def test_counts(documents: DocumentList) -> None:
    assert [documents.count(standing) for standing in Standing] == [3, 1, 1, 1]
    assert documents.total == 6


def test_it_is_read_in_parts_and_rows_near_the_one_asked_for(corpus: Connection) -> None:
    with corpus.transaction():
        for number in range(500):
            add_document(corpus, f"{number}.txt", f"{'Lúa' if number % 5 else 'Ngô'} {number}")
    documents = DocumentList(corpus, ReviewLog(corpus, "lan").id, default_scheme())
    documents.choose(documents.language.read("lúa"))
    documents.read(seconds=0.0)
    documents.settle()
    assert 0 < len(documents.ids) < 100
    assert not documents.complete
    before = list(documents.ids)
    while not documents.complete:
        documents.read(seconds=0.0)
        documents.settle()
        assert documents.ids[: len(before)] == before
    assert len(documents.ids) == 400
    documents.choose(documents.language.read(""))
    assert documents.complete
    assert len(documents.ids) == 500
    assert documents.row(499).name == "499.txt"
    assert documents.row(0).name == "0.txt"
    assert documents.index_of(documents.ids[7]) == 7
    assert documents.index_of(10_000) is None


def change_much(corpus: Connection) -> None:
    """What other processes may do, to each document of the fixture something else."""
    made = [get_document(corpus, number) for number in range(1, 7)]
    lan, mai, new = Reviewer(corpus, "lan"), Reviewer(corpus, "mai"), Reviewer(corpus, "bình")
    lan.log.undo()  # the flag on the third
    lan.accept_all(made[1])
    lan.finish(made[1])
    lan.open(made[3])
    lan.set(made[3], lan.spans(made[3])[0], State.REJECTED)
    mai.accept_all(made[1])
    mai.finish(made[1])
    mai.decide(made[5], DecisionKind.FLAG, note=(None, "xem lại"))
    mai.open(made[4])
    mai.decide(made[4], DecisionKind.FLAG, note=("?", None))
    new.skip(made[3])
    members = [item.id for item in newest_suggestions(corpus, 6)]
    with corpus.transaction():
        add_batch(corpus, 6, members[:1], [0.05])
    for name, text in (("báo cáo 11.txt", "Lúa và đường."), ("An.txt", "Tối.")):
        document = add(corpus, name, f"{text} {PLAIN}")
        suggest(corpus, document, plain_spans(document.text))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("line", FILTERS)
def test_what_others_write_comes_into_a_list_that_was_read(
    documents: DocumentList,
    corpus: Connection,
    line: str,
    order: Order,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("curator.workflow.documents._AT_ONCE", 2)
    reviewer = ReviewLog(corpus, "lan").id
    half = DocumentList(corpus, reviewer, default_scheme())
    half.choose(half.language.read(line), order)
    half.read(seconds=0.0)
    found(documents, line, order)
    watch = Watch(corpus, reviewer)
    with Connection(corpus.path) as other:
        change_much(other)
    news = watch.look()
    assert news is not None
    fresh = DocumentList(corpus, reviewer, default_scheme())
    expected = found(fresh, line, order)
    rows = [fresh.row(index) for index in range(len(expected))]
    for known in (documents, half):
        known.take(news)
        assert not known.complete
        known.read()
        assert known.ids == expected
        assert [known.row(index) for index in range(len(expected))] == rows
        assert known.total == 8
        assert [known.count(one) for one in Standing] == [fresh.count(one) for one in Standing]
        assert known.language.completions("reviewer:b") == ["reviewer:bình"]
        # And another filter knows of them too.
        for again in Order:
            assert found(known, "lua", again) == found(fresh, "lua", again)


def test_numbers_of_any_length_and_kind_in_names(corpus: Connection) -> None:
    names = ["9" * 5000 + ".txt", "٣.txt", "", "007.txt", "7.txt", "7a.txt", "a\nb", "\x00"]
    with corpus.transaction():
        for name in names:
            add_document(corpus, name, f"văn bản {name}")
    documents = DocumentList(corpus, ReviewLog(corpus, "lan").id, default_scheme())
    assert sorted(found(documents, "", Order.NAME)) == list(range(1, len(names) + 1))
