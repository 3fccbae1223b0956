"""All places in the corpus where a surface stands, and what one reviewer made of each."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from curator.corpus.connection import Connection
from curator.corpus.context import Context, context_of
from curator.corpus.documents import get_document, newest_document
from curator.corpus.search import candidates
from curator.corpus.search_index import surface_query
from curator.corpus.spans_near import NearSpan, spans_near, touching
from curator.model.document import Document
from curator.text.occurrences import SurfaceFinder

_AT_ONCE = 32
"""Documents read at once at most; fewer where they are long."""

_QUICK, _SLOW = 0.002, 0.006
"""Seconds for one part: below the first it may be larger, above the second it is to be smaller."""


class Verdict(StrEnum):
    """What a reviewer made of a place: also what nobody has decided on yet."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PENDING = "pending"
    UNMARKED = "unmarked"
    INSIDE = "inside"
    """In a longer span, or across the edge of one, that is accepted or pending."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place: `[start, end)` are code points of the raw text of the document.

    `label` is the label of the span that decides the verdict, None where there is no span.
    """

    document: int
    name: str
    start: int
    end: int
    verdict: Verdict
    label: str | None
    context: Context


@dataclass(slots=True)
class Group:
    """The places with one verdict and label (rejected ones: any label).

    `conflicting`: another group was decided in another way.
    """

    verdict: Verdict
    label: str | None
    occurrences: list[Occurrence] = field(default_factory=list)
    conflicting: bool = False


class Concordance:
    """The places of a surface, folded as `surface_key` does, whole tokens only.

    It is read in parts: those documents first in which the reviewer decided on the surface, the
    rarer decisions before the others, so that conflicts stand on the first page. Until it is
    `complete`, `total` and the groups are those of the documents read so far; `decided` is known
    at once.
    """

    def __init__(self, corpus: Connection, reviewer: int, surface: str) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._finder = SurfaceFinder(surface)
        self.key = self._finder.key
        self.decided: dict[tuple[str, str], int] = {}
        """How many spans with this key have been decided, by state and label."""
        self.total = 0
        self._groups: dict[tuple[Verdict, str | None], Group] = {}
        self._read = 0
        self._at_once = 4
        self._newest = newest_document(corpus)
        self._documents = self._in_order() if self.key else []
        self._known = set(self._documents)

    def _in_order(self) -> list[int]:
        rows = self._corpus.execute(
            "SELECT state, label, document_id FROM review_spans "
            "WHERE reviewer_id = ? AND key = ? AND state != 'pending'",
            (self._reviewer, self.key),
        ).fetchall()
        by_decision: dict[tuple[str, str], list[int]] = {}
        for state, label, document in rows:
            by_decision.setdefault((state, label), []).append(document)
        self.decided = {decision: len(documents) for decision, documents in by_decision.items()}
        rarest_first = sorted(by_decision.values(), key=len)
        first = dict.fromkeys(document for group in rarest_first for document in group)
        found = candidates(self._corpus, surface_query(self.key))
        return [*first, *(document for document in found if document not in first)]

    @property
    def documents(self) -> int:
        """How many documents may hold the surface: all words of it stand in them."""
        return len(self._documents)

    def holds(self, documents: Iterable[int]) -> bool:
        """Whether any of these documents is among them."""
        return not self._known.isdisjoint(documents)

    def look_further(self) -> None:
        """Take in the documents that were imported since; `read` goes on to them."""
        if self.key:
            newest = newest_document(self._corpus)
            found = candidates(self._corpus, surface_query(self.key), self._newest)
            self._newest = newest
            self._documents += found
            self._known.update(found)

    @property
    def complete(self) -> bool:
        """Whether every document has been read."""
        return self._read >= len(self._documents)

    @property
    def groups(self) -> list[Group]:
        """What has been read, by verdict and label; conflicts first, the rarer one before."""
        decided = [
            group
            for group in self._groups.values()
            if group.verdict in (Verdict.ACCEPTED, Verdict.REJECTED)
        ]
        for group in decided:
            group.conflicting = len(decided) > 1
        order = list(Verdict)

        def place(group: Group) -> tuple[bool, int, int]:
            size = len(group.occurrences)
            if group.conflicting:
                return False, size, 0
            return True, order.index(group.verdict), -size

        return sorted(self._groups.values(), key=place)

    def read(self, *, occurrences: int | None = None, seconds: float | None = None) -> int:
        """Read on until so many places more were found or the time is over; how many were found.

        At least one part is read; without limits all that is left.
        """
        begin, found = time.perf_counter(), 0
        while not self.complete:
            start = time.perf_counter()
            part = self._documents[self._read : self._read + self._at_once]
            for occurrence in self._occurrences(part):
                found += 1
                group = (occurrence.verdict, occurrence.label)
                if occurrence.verdict is Verdict.REJECTED:
                    group = (Verdict.REJECTED, None)
                self._groups.setdefault(group, Group(*group)).occurrences.append(occurrence)
            self._read += len(part)
            now = time.perf_counter()
            if now - start < _QUICK:
                self._at_once = min(2 * self._at_once, _AT_ONCE)
            elif now - start > _SLOW:
                self._at_once = max(1, self._at_once // 2)
            if occurrences is not None and found >= occurrences:
                break
            if seconds is not None and now - begin >= seconds:
                break
        self.total += found
        return found

    def _occurrences(self, documents: Sequence[int]) -> list[Occurrence]:
        marks = ",".join("?" * len(documents))
        rows = self._corpus.execute(
            f"SELECT id, name, text FROM documents WHERE id IN ({marks})", documents
        ).fetchall()
        places = {row[0]: self._finder.find(row[2]) for row in rows}
        ranges = {d: (hits[0][0], hits[-1][1]) for d, hits in places.items() if hits}
        spans = spans_near(self._corpus, self._reviewer, ranges)
        by_id = {row[0]: row for row in rows}
        found = []
        for document in documents:
            _, name, text = by_id[document]
            if not places[document]:
                continue
            hits = places[document]
            for (start, end), here in zip(hits, touching(spans[document], hits), strict=True):
                verdict, label = _verdict(start, end, here)
                context = context_of(text, start, end)
                found.append(Occurrence(document, name, start, end, verdict, label, context))
        return found


def _verdict(start: int, end: int, spans: list[NearSpan]) -> tuple[Verdict, str | None]:
    here = {state: label for s, e, state, label in spans if (s, e) == (start, end)}
    around = {state: label for s, e, state, label in spans if (s, e) != (start, end)}
    if "accepted" in here:
        return Verdict.ACCEPTED, here["accepted"]
    if "accepted" in around:
        return Verdict.INSIDE, around["accepted"]
    if "pending" in here:
        return Verdict.PENDING, here["pending"]
    if "rejected" in here:
        return Verdict.REJECTED, here["rejected"]
    if "pending" in around:
        return Verdict.INSIDE, around["pending"]
    return Verdict.UNMARKED, None


@dataclass(frozen=True, slots=True)
class Precedents:
    """A reviewer's decisions on a surface: how many by state and label, and where some stand."""

    counts: dict[tuple[str, str], int]
    examples: tuple[Precedent, ...]


@dataclass(frozen=True, slots=True)
class Precedent:
    """One decision on a surface: the span, and the line it stands in."""

    document: int
    name: str
    span: int
    state: str
    label: str
    context: Context


def precedents(
    corpus: Connection, reviewer: int, key: str, examples: int = 3, width: int = 60
) -> Precedents:
    """What a reviewer decided on the surface of that `surface_key`, the latest documents first."""
    rows = corpus.execute(
        "SELECT state, label, count(*) FROM review_spans "
        "WHERE reviewer_id = ? AND key = ? AND state != 'pending' GROUP BY state, label",
        (reviewer, key),
    )
    counts = {(state, label): count for state, label, count in rows}
    chosen = []
    for state, label in counts:
        rows = corpus.execute(
            'SELECT document_id, span_id, start, "end" FROM review_spans WHERE reviewer_id = ? '
            "AND key = ? AND state = ? AND label = ? ORDER BY document_id DESC LIMIT ?",
            (reviewer, key, state, label, examples),
        )
        chosen += [(rank, *row, state, label) for rank, row in enumerate(rows)]
    # One of each decision before a second one; a text is read once, and only if it is shown.
    chosen.sort(key=lambda row: (row[0], -row[1]))
    documents: dict[int, Document] = {}
    found = []
    for _, document, span, start, end, state, label in chosen[:examples]:
        if document not in documents:
            documents[document] = get_document(corpus, document)
        context = context_of(documents[document].text, start, end, width)
        found.append(Precedent(document, documents[document].name, span, state, label, context))
    return Precedents(counts, tuple(found))
