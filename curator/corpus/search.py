"""Find documents by their words or a part of their name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.context import Context, context_of
from curator.corpus.search_index import name_query, text_query
from curator.text.occurrences import find_all, find_each, unaccented

_AT_ONCE = 32
"""Documents read at once."""

_RANKED = 1000
"""More names than this are not ranked: what so many hold is no name yet, and the first will do."""


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document in which a query stands: how often, where first, and the lines of some hits."""

    document: int
    name: str
    count: int
    first: tuple[int, int]
    contexts: tuple[Context, ...]


def search_documents(
    corpus: Connection,
    query: str,
    *,
    after: int = 0,
    before: int | None = None,
    contexts: int = 1,
) -> Iterator[DocumentHit]:
    """The documents in which `query` stands, in the order of import, from the one behind `after`.

    With `before` those before that one, the nearest first.

    As `find_all` finds it, hits beginning at the start of a word: without accents in the query any
    accents, with them exactly these, up to case and Unicode form. Any text is a query. Documents
    are read as the results are asked for.
    """
    if not query.strip():
        return
    ids = candidates(corpus, text_query(query), after)
    if before is not None:
        ids = ids[: bisect_left(ids, before)][::-1]
    for rows in _texts(corpus, ids):
        for document, name, text in rows:
            found = find_all(text, query, word_start=True)
            if found:
                yield DocumentHit(
                    document,
                    name,
                    len(found),
                    found[0],
                    tuple(context_of(text, *place) for place in found[:contexts]),
                )


def holding(corpus: Connection, ids: Sequence[int], query: str) -> set[int]:
    """Which of these documents hold `query`, as `search_documents` finds it."""
    return {
        document
        for rows in _texts(corpus, ids)
        for document, _, text in rows
        if next(find_each(text, query, word_start=True), None) is not None
    }


def count_candidates(corpus: Connection, query: str) -> int:
    """How many documents hold all words of a query: at least as many as hold the query."""
    match = text_query(query)
    return sum(1 for _ in candidates(corpus, match)) if query.strip() else 0


def candidates(corpus: Connection, match: str | None, after: int = 0) -> list[int]:
    """The ids that a query of the index finds; all of them where it is None."""
    if match is None:
        rows = corpus.execute("SELECT id FROM documents WHERE id > ? ORDER BY id", (after,))
    else:
        rows = corpus.execute(
            "SELECT rowid FROM document_words WHERE document_words MATCH ? AND rowid > ? "
            "ORDER BY rowid",
            (match, after),
        )
    return [row[0] for row in rows]


def _texts(corpus: Connection, ids: Sequence[int]) -> Iterator[list[tuple[int, str, str]]]:
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        order = "DESC" if part[0] > part[-1] else "ASC"
        yield corpus.execute(
            f"SELECT id, name, text FROM documents WHERE id IN ({','.join('?' * len(part))}) "
            f"ORDER BY id {order}",
            part,
        ).fetchall()


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that is meant by a part of its name."""

    document: int
    name: str


def search_names(corpus: Connection, part: str, limit: int = 20) -> list[NamedDocument]:
    """The documents whose name holds `part`, without regard to case and accents; best first.

    The name itself comes first, then names that begin with it, then those in which a word does;
    shorter names before longer ones. A blank part finds nothing.
    """
    bare = unaccented(part)
    if not bare:
        return []
    match = name_query(part)
    if match is None:
        rows: Iterator[tuple[int, str]] = iter(
            corpus.execute("SELECT id, name FROM documents ORDER BY id")
        )
    else:
        rows = iter(
            corpus.execute(
                "SELECT id, name FROM documents WHERE id IN "
                "(SELECT rowid FROM document_names WHERE document_names MATCH ? LIMIT ?)",
                (match, _RANKED),
            )
        )
    ranked = []
    for document, name in rows:
        folded = unaccented(name)
        rank = _rank(folded, bare)
        if rank is not None:
            ranked.append((rank, len(name), document, name))
            if len(ranked) >= _RANKED:
                break
    ranked.sort()
    return [NamedDocument(document, name) for _, _, document, name in ranked[:limit]]


def _rank(name: str, part: str) -> int | None:
    place = name.find(part)
    if place < 0:
        return None
    if place == 0:
        return 0 if part in (name, name.rpartition(".")[0]) else 1
    while place > 0:
        if not name[place - 1].isalnum():
            return 2
        place = name.find(part, place + 1)
    return 3
