"""All hits of a search in the corpus, with the line of each and what a reviewer decided there.

Only the places are kept of what was found, some bytes a hit; a line and its span are read when
they are looked at. So a hundred thousand hits cost no more to show than a hundred.
"""

from __future__ import annotations

import time
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.context import Context, context_of
from curator.corpus.documents import newest_document
from curator.corpus.search import candidates
from curator.corpus.search_index import text_query
from curator.corpus.spans_near import NearSpan, spans_near, touching
from curator.text.occurrences import find_all, find_each

_BLOCK = 32
"""Hits that are looked at together."""

_BLOCKS = 64
"""Blocks that are kept."""

_TEXTS = 2_000_000
"""Code points of documents that are kept at hand."""

_SPANS = 20_000
"""Spans that are kept at hand."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: `[start, end)` are code points of the raw text of the document.

    `span` is the span of the reviewer that the hit touches: an accepted one before a pending one
    before a rejected one, the shortest of several; None where there is none.
    """

    document: int
    name: str
    start: int
    end: int
    span: NearSpan | None
    context: Context


class Hits:
    """The hits of a query, as `find_all` has them: those of one document first, then the others'.

    The others follow in the order of import, from that document on and round the end. They are
    those in which a hit begins a word, as `search_documents` has them; the first one is looked
    through in any case. The hits are found in parts: until they are `complete`, `count` and
    `documents` are of what has been read so far.
    """

    def __init__(self, corpus: Connection, reviewer: int, query: str, first: int) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self.query = query
        self._first = first
        self._waiting: list[int] = []
        self._newest = newest_document(corpus)
        if query.strip():
            found = candidates(corpus, text_query(query))
            behind = bisect_right(found, first)
            others = found[behind:] + found[:behind]
            self._waiting = [first, *(document for document in others if document != first)]
        self._next = 0
        self._starts = array("q")
        self._ends = array("q")
        self._ids: list[int] = []
        self._numbers: dict[int, int] = {}
        """The place of each document in `_ids`."""
        self._first_hits: list[int] = []
        """The number of the first hit of each document of `_ids`."""
        self._blocks: dict[int, list[Hit]] = {}
        self._known: dict[int, list[NearSpan]] = {}
        """Spans of documents that were looked at last."""
        self._texts: dict[int, tuple[str, str]] = {}
        """Name and text of documents that were looked at last."""

    @property
    def count(self) -> int:
        """How many hits were found so far."""
        return len(self._starts)

    @property
    def documents(self) -> int:
        """In how many documents they were found."""
        return len(self._ids)

    @property
    def complete(self) -> bool:
        """Whether every document has been looked through."""
        return self._next >= len(self._waiting)

    def read(self, *, hits: int | None = None, seconds: float | None = None) -> int:
        """Look through more documents until so many more hits were found or the time is over.

        At least one document is looked through; without limits all that are left. Returns how
        many hits were found.
        """
        begin, before = time.perf_counter(), self.count
        while not self.complete:
            self._look_through(self._waiting[self._next])
            self._next += 1
            if hits is not None and self.count - before >= hits:
                break
            if seconds is not None and time.perf_counter() - begin >= seconds:
                break
        return self.count - before

    def look_further(self) -> None:
        """Take in the documents that were imported since; `read` looks them through."""
        if self.query.strip():
            newest = newest_document(self._corpus)
            self._waiting += candidates(self._corpus, text_query(self.query), self._newest)
            self._newest = newest

    def _look_through(self, document: int) -> None:
        row = self._corpus.execute(
            "SELECT text FROM documents WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            return
        (text,) = row
        begins_word = find_each(text, self.query, word_start=True)
        if document != self._first and next(begins_word, None) is None:
            return
        places = find_all(text, self.query)
        if places:
            self._numbers[document] = len(self._ids)
            self._ids.append(document)
            self._first_hits.append(self.count)
            # The block that was not full yet has grown.
            self._blocks.pop(self.count // _BLOCK, None)
            self._starts.extend(start for start, _ in places)
            self._ends.extend(end for _, end in places)

    def at(self, index: int) -> Hit:
        """The hit of that number, from 0.

        Raises:
            IndexError: if so many have not been found.
        """
        if not 0 <= index < self.count:
            raise IndexError(index)
        number, place = divmod(index, _BLOCK)
        block = self._blocks.get(number)
        if block is None:
            behind = min((number + 1) * _BLOCK, self.count)
            block = self._hits(range(number * _BLOCK, behind))
            if len(self._blocks) >= _BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            self._blocks[number] = block
        return block[place]

    def index_from(self, document: int, offset: int) -> int | None:
        """The number of a document's first hit that ends behind an offset, or else of its last.

        None where the document has no hit, or was not looked through yet.
        """
        if document not in self._numbers:
            return None
        low, high = self._range_of(self._numbers[document])
        return min(bisect_right(self._ends, offset, low, high), high - 1)

    def surface_of(self, hit: Hit) -> str:
        """The text of the span that stands at a hit; of the hit itself where there is none."""
        _, text = self._text(hit.document)
        start, end = (hit.span.start, hit.span.end) if hit.span else (hit.start, hit.end)
        return text[start:end]

    def forget_decisions(self) -> None:
        """Look at the spans anew when the hits are asked for the next time."""
        self._blocks.clear()
        self._known.clear()

    def _range_of(self, number: int) -> tuple[int, int]:
        """The numbers of the first hit of a document and of the one behind its last."""
        firsts = self._first_hits
        behind = firsts[number + 1] if number + 1 < len(firsts) else self.count
        return firsts[number], behind

    def _hits(self, numbers: range) -> list[Hit]:
        """These hits, their lines and spans."""
        parts: list[tuple[int, range]] = []
        at = bisect_right(self._first_hits, numbers.start) - 1
        while at < len(self._ids) and self._first_hits[at] < numbers.stop:
            low, high = self._range_of(at)
            part = range(max(low, numbers.start), min(high, numbers.stop))
            parts.append((self._ids[at], part))
            at += 1
        spans = self._spans([document for document, _ in parts])
        found = []
        for document, part in parts:
            name, text = self._text(document)
            places = [(self._starts[number], self._ends[number]) for number in part]
            for place, here in zip(places, touching(spans[document], places), strict=True):
                span = min(here, key=_rank, default=None)
                found.append(Hit(document, name, *place, span, context_of(text, *place)))
        return found

    def _spans(self, documents: Sequence[int]) -> dict[int, list[NearSpan]]:
        """The spans about the hits of documents."""
        found = {
            document: self._known[document] for document in documents if document in self._known
        }
        ranges = {}
        for document in documents:
            if document not in found:
                low, high = self._range_of(self._numbers[document])
                ranges[document] = (self._starts[low], self._ends[high - 1])
        found |= spans_near(self._corpus, self._reviewer, ranges)
        # Of a document of thousands of spans they are read once, not at each of its blocks.
        if sum(map(len, self._known.values())) > _SPANS:
            self._known.clear()
        self._known |= found
        return found

    def _text(self, document: int) -> tuple[str, str]:
        """The name and the text of a document."""
        known = self._texts.pop(document, None)
        if known is None:
            row = self._corpus.execute(
                "SELECT name, text FROM documents WHERE id = ?", (document,)
            ).fetchone()
            known = row[0], row[1]
            size = sum(len(text) for _, text in self._texts.values()) + len(known[1])
            while self._texts and size > _TEXTS:
                size -= len(self._texts.pop(next(iter(self._texts)))[1])
        self._texts[document] = known
        return known


_RANK = {"accepted": 0, "pending": 1, "rejected": 2}


def _rank(span: NearSpan) -> tuple[int, int, int]:
    """The span that tells best what was decided on a place comes first."""
    return _RANK[span.state], span.end - span.start, span.start
