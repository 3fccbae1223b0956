"""The search index finds every document that a look into its text would find."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from curator.corpus.concordance import Concordance
from curator.corpus.connection import Connection
from curator.corpus.context import context_of
from curator.corpus.documents import add_document
from curator.corpus.jumps import Conflicts
from curator.corpus.search import count_candidates, search_documents, search_names
from curator.corpus.verify import verify
from curator.model.review import ReviewSpan, SpanState
from curator.text.fold import fold_accents, surface_key
from curator.text.occurrences import SurfaceFinder, find_all
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, span_of

WORD = st.sampled_from(
    ["Hòa", "hoà", "đường", "Đức", "UBND", "ủy", "12,5%", "1.312", "H'Mông", "AND", "NEAR", "(x)",
     "\u200bbình", "soft\u00adware", "ɖá", "²", "𠀋", "Ω", "яa", "aя", "ʼa", "\x00", "👩\u200d🌾",
     "\u0301", "\ufeffSở", "a\u0301b", "straße", "İ", "“Hà", "Nội”",
     unicodedata.normalize("NFD", "Đường Hoà")]
)  # fmt: skip
TEXTS = st.lists(
    st.lists(WORD, min_size=1, max_size=6).map(" ".join)
    | st.lists(WORD, min_size=1, max_size=6).map("".join)
    | st.text(min_size=1, max_size=12).filter(lambda t: t.isprintable()),
    min_size=1,
    max_size=5,
    unique=True,
)
QUERIES = st.lists(WORD, min_size=1, max_size=2).map(" ".join) | st.text(max_size=5)


def filled(corpus: Connection, texts: list[str]) -> dict[int, str]:
    with corpus.transaction():
        return {add_document(corpus, text, text).id: text for text in texts}


@settings(max_examples=80)
@given(TEXTS, QUERIES, st.booleans())
@example(["Hòa\u200bbình"], "\u200bbình", False)
def test_nothing_is_missed(texts: list[str], query: str, bare: bool) -> None:
    query = fold_accents(query) if bare else query
    with Connection(":memory:") as corpus:
        documents = filled(corpus, texts)
        mai = Reviewer(corpus)
        expected = {
            document: len(found)
            for document, text in documents.items()
            if (found := find_all(text, query, word_start=True))
        }
        found = {hit.document: hit.count for hit in search_documents(corpus, query)}
        assert found == expected
        assert count_candidates(corpus, query) >= len(expected)
        for document in documents:
            before = [hit.document for hit in search_documents(corpus, query, before=document)]
            assert before == sorted((d for d in expected if d < document), reverse=True)

        surfaces = Concordance(corpus, mai.log.id, query)
        surfaces.read()
        finder = SurfaceFinder(query)
        assert surfaces.total == sum(len(finder.find(text)) for text in documents.values())

        key = fold_accents(query)
        named = {one.document for one in search_names(corpus, query)}
        assert named == {d for d, text in documents.items() if key and key in fold_accents(text)}
        assert verify(corpus).problems == []


def test_an_older_corpus_is_searched_like_a_new_one(tmp_path: Path) -> None:
    import sqlite3

    from sqlite_utils import Database

    from curator.corpus.migrations import migrations
    from curator.model.document import sha256_of

    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m004_groups_and_surfaces")
    connection.execute("PRAGMA user_version = 3")
    for name, text in (("Phố.txt", PLAIN), ("b.txt", HOSTILE)):
        connection.execute(
            "INSERT INTO documents(name, sha256, encoding, length, imported_at, meta, text) "
            "VALUES (?, ?, 'utf-8', ?, '2024-01-05', '{}', ?)",
            (name, sha256_of(text), len(text), text),
        )
    connection.close()
    with Connection(path) as corpus:
        assert [hit.name for hit in search_documents(corpus, "nam can")] == ["Phố.txt"]
        assert [hit.name for hit in search_documents(corpus, "Phạm Thị Huệ")] == ["b.txt"]
        assert [one.name for one in search_names(corpus, "phố")] == ["Phố.txt"]
        assert verify(corpus).problems == []


def test_a_document_that_is_there_already_is_indexed_once(corpus: Connection) -> None:
    add(corpus, "a.txt", PLAIN)
    add(corpus, "b.txt", PLAIN)
    assert [hit.name for hit in search_documents(corpus, "hộ nghèo")] == ["a.txt"]
    assert search_names(corpus, "b.txt") == []


def test_a_context_is_short_in_a_line_of_a_megabyte() -> None:
    line = "Xã Nậm Cắn. " * 80_000
    place = line.index("Nậm", 500_000)
    context = context_of(line, place, place + 7, width=20)
    assert len(context.text) <= 47
    assert context.text[context.start : context.end] == "Nậm Cắn"
    assert (context.cut_before, context.cut_after) == (True, True)
    short = context_of("một\r\nhai ba\nbốn", 5, 8)
    assert (short.text, short.start, short.end) == ("hai ba", 0, 3)
    assert (short.cut_before, short.cut_after) == (False, False)
    over = context_of("Hoà\nAn ở", 0, 6)
    assert over.text == "Hoà\nAn ở"


def test_a_context_does_not_begin_with_a_mark() -> None:
    raw = unicodedata.normalize("NFD", "ệệệệ Hà")
    start = raw.index("H")
    for width in range(1, 8):
        text = context_of(raw, start, len(raw), width).text
        assert not unicodedata.combining(text[0])


def test_conflicts_of_one_surface(corpus: Connection) -> None:
    mai = Reviewer(corpus)
    one, two = add(corpus, "1", "Nậm Cắn, Nậm Cắn"), add(corpus, "2", "nậm cắn xa")
    loc, org = span_of(one.text, "Nậm Cắn"), span_of(two.text, "nậm cắn", "ORG")
    key = surface_key("Nậm Cắn")
    accepted = ReviewSpan(-1, loc, SpanState.ACCEPTED)
    mai.add(one, loc)
    assert not Conflicts(corpus, mai.log.id).has(one.id, accepted, key)
    mai.add(two, org)
    assert Conflicts(corpus, mai.log.id).has(one.id, accepted, key)
    assert not Conflicts(corpus, Reviewer(corpus, "lan").log.id).has(two.id, accepted, "x y")
