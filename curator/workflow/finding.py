"""Find text in a document and in the corpus, and documents by a part of their name.

A query without accents finds any (`duong` finds `Đường`); one with accents finds exactly these
letters, up to case and Unicode form.
"""

from __future__ import annotations

from itertools import islice

from curator.corpus.connection import Connection
from curator.corpus.search import DocumentHit, NamedDocument, search_documents, search_names
from curator.text.occurrences import find_all


def find_in_document(text: str, query: str) -> list[tuple[int, int]]:
    """Where `query` stands in a text, in words too: ranges in order, none overlapping another."""
    return find_all(text, query)


def search_corpus(
    corpus: Connection,
    query: str,
    *,
    after: int = 0,
    before: int | None = None,
    limit: int = 50,
    contexts: int = 1,
) -> list[DocumentHit]:
    """The next documents behind the one of id `after` in which `query` stands, with their lines.

    With `before` those before that one, the nearest first.

    A hit begins at the start of a word. Any text may be a query: nothing in it is an operator.
    """
    found = search_documents(corpus, query, after=after, before=before, contexts=contexts)
    return list(islice(found, limit))


def find_by_name(corpus: Connection, part: str, *, limit: int = 20) -> list[NamedDocument]:
    """The documents whose name holds `part`, without regard to case and accents, best first."""
    return search_names(corpus, part, limit)
