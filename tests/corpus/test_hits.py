"""All hits of a search: the same as a look into every text finds, whatever is read when."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.corpus.hits import Hit, Hits
from curator.model.review import DecisionKind, SpanChange, SpanState
from curator.model.span import Span
from curator.text.occurrences import find_all
from tests.corpus.samples import HOSTILE, Reviewer, add, span_of, suggest

WORD = st.sampled_from(
    ["đường", "Đường", "duong", "dương", "An", "toàn", "an", "50.000", "đ", "Hà Nội", "\n", "%"]
)
TEXTS = st.lists(
    st.lists(WORD, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=9, unique=True
)
QUERIES = st.sampled_from(["duong", "đường", "an", "000 d", "%", "ha  noi", "đ", "  ", ""])


def expected(texts: dict[int, str], query: str, first: int) -> list[tuple[int, int, int]]:
    """The first document's hits, then those of each in which one begins a word, round the end."""
    order = [first, *(d for d in texts if d > first), *(d for d in texts if d < first)]
    return [
        (document, *place)
        for document in order
        if document == first or find_all(texts[document], query, word_start=True)
        for place in find_all(texts[document], query)
    ]


def places(hits: Hits) -> list[tuple[int, int, int]]:
    found = [hits.at(index) for index in range(hits.count)]
    return [(hit.document, hit.start, hit.end) for hit in found]


@settings(max_examples=100)
@given(TEXTS, QUERIES, st.data())
def test_they_are_what_a_look_into_the_texts_finds(
    texts: list[str], query: str, data: st.DataObject
) -> None:
    with Connection(":memory:") as corpus:
        with corpus.transaction():
            known = {add_document(corpus, f"{text}.txt", text).id: text for text in texts}
        first = data.draw(st.sampled_from(sorted(known)))
        hits = Hits(corpus, 1, query, first)
        wanted = expected(known, query, first)
        seen = 0
        while not hits.complete:
            assert hits.read(hits=data.draw(st.integers(1, 9))) == hits.count - seen
            seen = hits.count
            # Looked at while they are read, what was seen stays as it is.
            assert places(hits) == wanted[:seen]
        assert places(hits) == wanted
        assert hits.documents == len({document for document, *_ in wanted})
        for index in data.draw(st.permutations(range(len(wanted)))):
            hit = hits.at(index)
            text = known[hit.document]
            assert hit.name == f"{text}.txt"
            context = hit.context
            assert context.text[context.start : context.end] == text[hit.start : hit.end]
            assert hits.surface_of(hit) == text[hit.start : hit.end]
            assert hits.index_from(hit.document, hit.start) == index
        with pytest.raises(IndexError):
            hits.at(len(wanted))


def test_from_an_offset_on(corpus: Connection) -> None:
    one = add(corpus, "một.txt", "An đi. An về. Chị An.")
    other = add(corpus, "hai.txt", "Ở An Lạc.")
    hits = Hits(corpus, 1, "an", one.id)
    assert hits.index_from(other.id, 0) is None
    hits.read()
    assert [hits.index_from(one.id, offset) for offset in (0, 1, 2, 8, 9, 99)] == [0, 0, 1, 1, 2, 2]
    assert hits.index_from(other.id, 0) == 3
    assert hits.index_from(77, 0) is None


def test_reading_stops_when_the_time_is_over(corpus: Connection) -> None:
    documents = [add(corpus, f"{number}.txt", f"Ở An Lạc {number}.") for number in range(5)]
    hits = Hits(corpus, 1, "an", documents[2].id)
    assert (hits.read(seconds=0), hits.count, hits.complete) == (1, 1, False)
    assert hits.read() == 4
    assert [document for document, *_ in places(hits)] == [3, 4, 5, 1, 2]


def test_each_tells_what_was_decided_there(corpus: Connection) -> None:
    text = "Bà Lò An ở An Lạc, An Lạc và An Phú; an."
    document = add(corpus, "a.txt", text)
    later = add(corpus, "b.txt", text + "\n")
    spans = [
        span_of(text, "Lò An", "PER"),
        span_of(text, "An Lạc", "LOC"),
        Span(text.rindex("An Lạc"), text.rindex("An Lạc") + 6, "entity", "LOC"),
        span_of(text, "An Phú", "ORG"),
    ]
    for one in (document, later):
        suggest(corpus, one, spans)
    mai = Reviewer(corpus)
    mai.open(document)
    given = mai.spans(document)
    mai.set(document, given[1], SpanState.ACCEPTED)
    mai.set(document, given[2], SpanState.REJECTED)

    def told(hits: Hits) -> list[str]:
        found: list[Hit] = [hits.at(index) for index in range(hits.count)]
        return [f"{hit.span.state} {hit.span.label}" if hit.span else "" for hit in found]

    hits = Hits(corpus, mai.log.id, "an", document.id)
    hits.read()
    undecided = ["pending PER", "pending LOC", "pending LOC", "pending ORG", ""]
    assert told(hits) == [
        "pending PER", "accepted LOC", "rejected LOC", "pending ORG", "", *undecided
    ]  # fmt: skip
    assert hits.surface_of(hits.at(0)) == "Lò An"
    # Moved away from where it was suggested: nothing stands there any more.
    moved = replace(given[3], span=replace(given[3].span, start=given[3].start + 3))
    mai.decide(document, DecisionKind.MOVE, [SpanChange(given[3], moved)])
    assert told(hits)[3] == "pending ORG"
    hits.forget_decisions()
    assert told(hits)[3] == ""
    others = Hits(corpus, Reviewer(corpus, "tư").log.id, "an", document.id)
    others.read()
    assert told(others) == undecided * 2


def test_hostile_text_keeps_its_offsets(corpus: Connection) -> None:
    document = add(corpus, "a.txt", HOSTILE)
    for query in ("hue o dong", "12,5%\x1b", "bao\x00", "[bold]"):
        hits = Hits(corpus, 1, query, document.id)
        hits.read()
        assert hits.count == 1, query
        hit = hits.at(0)
        assert find_all(HOSTILE, query) == [(hit.start, hit.end)]


def test_many_hits_in_many_documents_are_kept_small(corpus: Connection) -> None:
    with corpus.transaction():
        for number in range(300):
            add_document(corpus, f"{number}.txt", f"{number} " + "ở An Lạc " * 100)
    hits = Hits(corpus, 1, "an lac", 150)
    hits.read()
    assert (hits.count, hits.documents) == (30_000, 300)
    for index in range(0, 30_000, 97):
        hit = hits.at(index)
        assert hit.document == (149 + index // 100) % 300 + 1
    assert len(hits._blocks) <= 64


def test_a_hit_behind_a_mark_of_its_own_begins_no_word(corpus: Connection) -> None:
    here = add(corpus, "a.txt", "Không có.")
    add(corpus, "b.txt", unicodedata.normalize("NFD", "Đường về"))
    for query, count in (("n", 0), ("ng", 0), ("duong", 1), ("ve", 1)):
        hits = Hits(corpus, 1, query, here.id)
        hits.read()
        assert hits.count == count + len(find_all("Không có.", query)), query
