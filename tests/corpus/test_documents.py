"""Documents: kept byte for byte, once, never changed; and what else may never change."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.corpus.connection import Connection
from curator.corpus.documents import (
    add_document,
    count_documents,
    document_ids,
    document_named,
    find_documents,
    get_document,
    name_of,
)
from curator.corpus.verify import verify
from curator.model.document import sha256_of
from curator.model.errors import NotFoundError
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, with_suggestions

TEXTS = {
    "NUL": "trước\x00sau\x00",
    "NFC": "Nguyễn Thị Hằng",
    "NFD": unicodedata.normalize("NFD", "Nguyễn Thị Hằng"),
    "astral": "chữ Nôm 𠀋 và 👩\u200d🌾",
    "CRLF": "một\r\nhai\rba\n\r\n",
    "BOM": "\ufeffmở đầu\ufeff",
    "spaces at the ends": " \t\n giữa \u3000\n",
    "separators": "a\x85b\u2028c\x1cd",
    "hostile": HOSTILE,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_comes_back_byte_for_byte(corpus: Connection, text: str) -> None:
    document = add(corpus, "a.txt", text)
    assert document.text.encode() == text.encode()
    assert document.sha256 == sha256_of(text)
    stored = corpus.execute(
        "SELECT CAST(text AS BLOB), length, encoding FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    assert stored == (text.encode(), len(text), "utf-8")
    assert verify(corpus).problems == []


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=6))
def test_any_texts_come_back_and_equal_ones_are_one(texts: list[str]) -> None:
    with Connection(":memory:") as corpus:
        ids = [add(corpus, f"{number}.txt", text).id for number, text in enumerate(texts)]
        assert [get_document(corpus, number).text for number in ids] == texts
        assert count_documents(corpus) == len(set(texts))
        assert verify(corpus).problems == []


def test_the_same_bytes_twice_are_one_document(corpus: Connection) -> None:
    with corpus.transaction():
        first = add_document(corpus, "a.txt", PLAIN)
        again = add_document(corpus, "b.txt", PLAIN, {"nguồn": "tay"})
    assert (first.new, again.new) == (True, False)
    assert (again.id, again.name) == (first.id, "a.txt")
    assert count_documents(corpus) == 1
    assert get_document(corpus, first.id).meta == {}


def test_composed_and_decomposed_are_two_documents(corpus: Connection) -> None:
    add(corpus, "a.txt", TEXTS["NFC"])
    add(corpus, "b.txt", TEXTS["NFD"])
    assert count_documents(corpus) == 2


def test_meta_comes_back(corpus: Connection) -> None:
    meta = {"nguồn": "báo", "trang": [1, None, 2.5], "sâu": {"a": True}}
    with corpus.transaction():
        added = add_document(corpus, "a.txt", PLAIN, meta)
    assert get_document(corpus, added.id).meta == meta


def test_documents_are_found_by_name_and_hash(corpus: Connection) -> None:
    one, two = add(corpus, "tin.txt", "một"), add(corpus, "tin.txt", "hai")
    add(corpus, "khác.txt", "ba")
    assert find_documents(corpus, "tin.txt") == [one.id, two.id]
    assert find_documents(corpus, "tin.txt", two.sha256.upper()) == [two.id]
    assert find_documents(corpus, "khác.txt", two.sha256) == []
    assert list(document_ids(corpus)) == [1, 2, 3]
    assert name_of(corpus, one.id) == "tin.txt"
    for ask in (get_document, name_of):
        with pytest.raises(NotFoundError, match="no document with id 9"):
            ask(corpus, 9)


def test_a_name_given_by_hand_means_one_document(corpus: Connection) -> None:
    for name, text in (("Tin-01.txt", "a"), ("tin-02.txt", "b"), ("tin-02", "c")):
        add(corpus, name, text)
    assert document_named(corpus, "tin-02.txt") == 2
    assert document_named(corpus, "TIN-01") == 1
    assert document_named(corpus, "tin-02") == 3  # a whole name before a part of one
    with pytest.raises(NotFoundError, match=r"more than one document: Tin-01.txt, tin-02.txt"):
        document_named(corpus, "tin")
    with pytest.raises(NotFoundError, match="no document is named 'nghị quyết'"):
        document_named(corpus, "nghị quyết")
    with pytest.raises(NotFoundError):
        document_named(corpus, "%")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE documents SET text = text || '.'", "raw text is immutable"),
        ("UPDATE documents SET sha256 = 'x'", "raw text is immutable"),
        ("UPDATE documents SET encoding = 'latin-1'", "raw text is immutable"),
        ("UPDATE documents SET length = 1", "raw text is immutable"),
        ("UPDATE documents SET id = 77", "raw text is immutable"),
        ("DELETE FROM documents", "documents are not deleted"),
    ]
    + [
        (sql.format(table=table), f"{table} is append-only")
        for table in ("runs", "suggestions", "batches", "batch_members", "decisions")
        for sql in ("UPDATE {table} SET rowid = rowid + 50", "DELETE FROM {table}")
        if (table, sql[:6]) != ("batch_members", "UPDATE")  # it has no rowid
    ]
    + [
        ("UPDATE batch_members SET suggestion_id = 1", "batch_members is append-only"),
        ("UPDATE suggestions SET start = start + 1", "suggestions is append-only"),
        ("UPDATE decisions SET payload = '{}'", "decisions is append-only"),
        ("UPDATE runs SET version = '2'", "runs is append-only"),
    ],
)
def test_the_database_itself_refuses_to_change_what_was_written(
    corpus: Connection, sql: str, message: str
) -> None:
    document = with_suggestions(corpus)
    Reviewer(corpus).accept_all(document)
    with pytest.raises(sqlite3.IntegrityError, match=message), corpus.transaction():
        corpus.execute(sql)
    assert verify(corpus).problems == []


def test_replacing_a_document_is_refused_too(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    with pytest.raises(sqlite3.IntegrityError), corpus.transaction():
        corpus.execute(
            "INSERT OR REPLACE INTO documents SELECT id, name, sha256, encoding, length, "
            "imported_at, meta, 'khác' FROM documents"
        )
    assert get_document(corpus, document.id).text == PLAIN
