"""The documents that meet a filter, in an order, read in parts so that no key waits for them."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from curator.corpus.aside import Candidates
from curator.corpus.connection import Connection
from curator.corpus.doubts import doubts
from curator.corpus.listing import (
    DocumentRow,
    Standing,
    differing,
    document_rows,
    every_document,
    finished_by_others_too,
    flagged,
    names_of,
    standings,
    with_label,
    worked_on,
)
from curator.corpus.news import News
from curator.corpus.reviewers import reviewer_id, reviewer_names
from curator.corpus.search import holding
from curator.corpus.search_index import text_query
from curator.model.scheme import Scheme
from curator.text.occurrences import unaccented
from curator.workflow.document_filter import PENDING, DocumentFilter, Field, FilterLanguage

_AT_ONCE = 64
"""Documents looked at in one go."""

_WAITED = 0.003
"""Seconds that the index is waited for: most words are found by then."""

_KEPT = 4096
"""So many rows are remembered."""


class Order(StrEnum):
    """In which order documents stand."""

    QUEUE = "queue"
    """That of import, in which they are reviewed."""
    NAME = "name"
    """By alphabet without accents, numbers in names by size."""
    UNCERTAIN = "uncertain"
    """The least certain suggestions first; finished documents and those without any at the end."""


_Test = Callable[[Sequence[int]], set[int]]
"""Which of some documents meet a condition."""

_QuickTest = Callable[[Sequence[int] | None], set[int]]
"""The same, of a condition that is quick to know of all documents too (None)."""


class DocumentList:
    """One reviewer's list of documents.

    `choose` begins a list; `read` reads on, until it is `complete`; `settle` puts what was found
    so far in order, as `ids`. What is quick to know about all is asked at once, the rest of a few
    at a time. Rows are fetched when they are asked for. What others write comes in by `take`.
    """

    def __init__(self, corpus: Connection, reviewer: int, scheme: Scheme) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self._labels = tuple(scheme.labels)
        self._reviewers = reviewer_names(corpus)
        self.language = FilterLanguage(self._labels, self._reviewers)
        self.ids: list[int] = []
        self.moved = True
        """Whether `ids` have changed otherwise than at their end, or what is told of them has,
        since whoever shows them set this back."""
        self._found: list[int] = []
        """What was found since `ids` were put in order."""
        self.total = 0
        """How many documents there are without a filter."""
        self._every: list[int] = []
        self._standing: dict[int, Standing] = {}
        self._waiting: list[int] = []
        self._looked_at = 0
        self._changed: list[int] = []
        """Documents to look at again: others have changed them."""
        self._gone: set[int] = set()
        """Those of them that were looked at since `ids` were put in order."""
        self._quick_tests: list[_QuickTest] = []
        self._tests: list[_Test] = []
        self._asked: list[Candidates] = []
        self._order = Order.QUEUE
        self._keys: dict[Order, dict[int, Any]] = {order: {} for order in Order}
        self._in_order: dict[Order, list[int]] = {}
        """All documents in an order, once they have been put in it."""
        self._rows: dict[int, DocumentRow] = {}
        with self._corpus.snapshot():
            self._every = every_document(self._corpus)
            self._standing = standings(self._corpus, self._reviewer)
        self._counts = Counter(self._standing.values())
        self.total = len(self._every)

    def count(self, standing: Standing) -> int:
        """How many documents stand so with the reviewer."""
        if standing is Standing.NEW:
            return self.total - len(self._standing)
        return self._counts[standing]

    def take(self, news: News) -> None:
        """Take in what others wrote; `read` then looks at the documents that it is about."""
        self._every = [*self._every, *news.documents]
        self._in_order.clear()
        self.total = len(self._every)
        self.moved = True
        for one in news.changed:
            self._rows.pop(one, None)
        self._changed += [*sorted(news.changed), *news.documents]
        names = reviewer_names(self._corpus)
        if names != self._reviewers:
            self._reviewers = names
            self.language = FilterLanguage(self._labels, names)

    # -- filtering ---------------------------------------------------------------------------

    def choose(self, wanted: DocumentFilter, order: Order = Order.QUEUE) -> None:
        """Begin the list of the documents that meet a filter."""
        self._order = order
        self.stop()
        self._quick_tests = self._quick(wanted)
        self._tests = []
        chosen: set[int] | None = None
        with self._corpus.snapshot():
            self._learn_standings(self._changed)
            for one in self._changed:
                self._keys[Order.UNCERTAIN].pop(one, None)
            self._changed = []
            for quick in self._quick_tests:
                met = quick(None)
                chosen = met if chosen is None else chosen & met
            for label in wanted.values(Field.LABEL):
                self._tests.append(self._label_test(label))
            for value in wanted.values(Field.DIFFERS):
                self._tests.append(self._differs_test(value == "yes"))
            for text in wanted.values(Field.TEXT):
                self._tests.append(self._text_test(text))
            for name in wanted.values(Field.NAME):
                self._tests.append(self._name_test(name))
            if wanted.phrase:
                self._tests.append(self._phrase_test(wanted.phrase))
        self._waiting = (
            self._every if chosen is None else [one for one in self._every if one in chosen]
        )
        self._looked_at = 0
        self.ids, self._found, self._gone = [], [], set()
        self.moved = True
        if not self._tests:
            if order is Order.QUEUE:
                self.ids = list(self._waiting)
                self._looked_at = len(self._waiting)
            else:
                self._take_known()

    def stop(self) -> None:
        """Ask for nothing more aside."""
        for asked in self._asked:
            asked.stop()
        self._asked = []

    def _take_known(self) -> None:
        """Take what was put in order before; the list is then complete at once."""
        known = self._in_order.get(self._order)
        keys = self._keys[self._order]
        if known is not None and len(self._waiting) == len(known):
            self.ids = list(known)
        elif known is not None:
            waiting = set(self._waiting)
            self.ids = [one for one in known if one in waiting]
        elif all(one in keys for one in self._waiting):
            self.ids = sorted(self._waiting, key=keys.__getitem__)
        else:
            return
        self._looked_at = len(self._waiting)

    @property
    def complete(self) -> bool:
        """Whether every document has been looked at."""
        return self._looked_at >= len(self._waiting) and not self._changed

    def read(self, seconds: float | None = None, documents: int | None = None) -> None:
        """Read on for about so long, or until so many documents are in the list; one part at least.

        Without a limit all that is left is read. The end of the list settles it.
        """
        begin = time.perf_counter()
        while not self.complete:
            if self._changed:
                self._read_changed()
            else:
                self._read_waiting()
            if seconds is not None and time.perf_counter() - begin >= seconds:
                break
            if documents is not None and len(self.ids) + len(self._found) >= documents:
                break
        if self.complete:
            self.settle()
            if len(self.ids) == self.total:
                self._in_order[self._order] = list(self.ids)

    def _read_waiting(self) -> None:
        part = self._waiting[self._looked_at : self._looked_at + _AT_ONCE]
        self._found += self._meeting(part, self._tests)
        self._looked_at += len(part)

    def _read_changed(self) -> None:
        part = self._changed[:_AT_ONCE]
        self._learn_standings(part)
        for one in part:
            self._rows.pop(one, None)
            self._keys[Order.UNCERTAIN].pop(one, None)
        gone = set(part)
        found = self._meeting(sorted(gone), [*self._quick_tests, *self._tests])
        self._found = [one for one in self._found if one not in gone] + found
        self._gone |= gone
        # Those that have not been looked at for the first time are not found twice.
        ahead = self._waiting[self._looked_at :]
        if any(one in gone for one in ahead):
            self._waiting = self._waiting[: self._looked_at] + [x for x in ahead if x not in gone]
        del self._changed[: len(part)]

    def _meeting(self, part: list[int], tests: Sequence[_Test]) -> list[int]:
        """Those of some documents that meet all tests; what they are ordered by is known then."""
        for test in tests:
            if part:
                met = test(part)
                part = [one for one in part if one in met]
        if part and self._order is not Order.QUEUE:
            self._learn_keys(part)
        return part

    def _learn_standings(self, ids: Sequence[int]) -> None:
        """How the reviewer stands with some documents by now."""
        for place in range(0, len(ids), _AT_ONCE):
            part = ids[place : place + _AT_ONCE]
            known = standings(self._corpus, self._reviewer, part)
            for one in set(part):
                before = self._standing.pop(one, None)
                if before is not None:
                    self._counts[before] -= 1
                if one in known:
                    self._standing[one] = known[one]
                    self._counts[known[one]] += 1

    def settle(self) -> None:
        """Put what was found so far in order."""
        if self._gone or (self._found and self._order is not Order.QUEUE):
            self.moved = True
        if self._gone:
            self.ids = [one for one in self.ids if one not in self._gone]
        if self._found:
            self.ids += self._found
            if self._order is not Order.QUEUE:
                self.ids.sort(key=self._keys[self._order].__getitem__)
            elif self._gone:
                self.ids.sort()
        self._found, self._gone = [], set()

    def _learn_keys(self, ids: Sequence[int]) -> None:
        keys = self._keys[self._order]
        new = [one for one in ids if one not in keys]
        if not new:
            return
        if self._order is Order.NAME:
            for one, name in names_of(self._corpus, new).items():
                keys[one] = (_natural(name), name, one)
        else:
            known = doubts(self._corpus, new)
            for one in new:
                finished = self._standing.get(one) is Standing.FINISHED
                keys[one] = (finished, -known.get(one, -1.0), one)

    def _quick(self, wanted: DocumentFilter) -> list[_QuickTest]:
        """The conditions that are quick to know of all documents."""
        found: list[_QuickTest] = []
        states = wanted.values(Field.STATE)
        if states:
            found.append(self._state_test(states))
        for field in (Field.REVIEWER, Field.FINISHED):
            for name in wanted.values(field):
                found.append(self._reviewer_test(name, finished=field is Field.FINISHED))
        found += [self._flag_test(value) for value in wanted.values(Field.FLAG)]
        if "yes" in wanted.values(Field.DIFFERS):
            found.append(lambda ids: set(finished_by_others_too(self._corpus, self._reviewer, ids)))
        return found

    def _state_test(self, states: Sequence[str]) -> _QuickTest:
        wanted = set(states)
        if PENDING in wanted:
            wanted |= set(Standing) - {Standing.FINISHED}

        def test(ids: Sequence[int] | None) -> set[int]:
            standing = self._standing
            if ids is not None:
                return {one for one in ids if standing.get(one, Standing.NEW) in wanted}
            if Standing.NEW not in wanted:
                return {one for one, state in standing.items() if state in wanted}
            return set(self._every) - {
                one for one, state in standing.items() if state not in wanted
            }

        return test

    def _reviewer_test(self, name: str, *, finished: bool) -> _QuickTest:
        who = reviewer_id(self._corpus, name)
        return lambda ids: worked_on(self._corpus, who, ids, finished=finished)

    def _flag_test(self, value: str) -> _QuickTest:
        def test(ids: Sequence[int] | None) -> set[int]:
            found = set()
            if value != "others":
                found |= flagged(self._corpus, self._reviewer)
            if value != "mine":
                found |= flagged(self._corpus, self._reviewer, others=True)
            every = set(self._every if ids is None else ids)
            return every - found if value == "no" else every & found

        return test

    def _label_test(self, label: str) -> _Test:
        return lambda ids: with_label(self._corpus, self._reviewer, ids, label)

    def _differs_test(self, differs: bool) -> _Test:
        def test(ids: Sequence[int]) -> set[int]:
            asked = finished_by_others_too(self._corpus, self._reviewer, ids)
            found = differing(self._corpus, self._reviewer, asked)
            return found if differs else set(ids) - found

        return test

    def _text_test(self, text: str) -> _Test:
        """Whether a text holds something: the index is asked aside, the texts meanwhile."""
        held = Candidates(self._corpus, text_query(text))
        self._asked.append(held)
        held.wait(_WAITED)
        last = self._every[-1] if self._every else 0  # the index is not asked for later ones

        def test(ids: Sequence[int]) -> set[int]:
            known = held.known
            if known is not None:
                ids = [one for one in ids if one in known or one > last]
            return holding(self._corpus, ids, text) if ids else set()

        return test

    def _name_test(self, part: str) -> _Test:
        bare = unaccented(part)

        def test(ids: Sequence[int]) -> set[int]:
            names = names_of(self._corpus, ids)
            return {one for one, name in names.items() if bare in unaccented(name)}

        return test

    def _phrase_test(self, phrase: str) -> _Test:
        in_name, in_text = self._name_test(phrase), self._text_test(phrase)

        def test(ids: Sequence[int]) -> set[int]:
            named = in_name(ids)
            return named | in_text([one for one in ids if one not in named])

        return test

    # -- rows --------------------------------------------------------------------------------

    def row(self, index: int) -> DocumentRow:
        """The document at a place of the list; those near it are read with it."""
        wanted = self.ids[index]
        if wanted not in self._rows:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            near = self.ids[max(0, index - _AT_ONCE // 2) : index + _AT_ONCE // 2]
            for row in document_rows(self._corpus, self._reviewer, near):
                self._rows[row.id] = row
        return self._rows[wanted]

    def index_of(self, document: int) -> int | None:
        """The place of a document in the list as read so far; None where it is not in it."""
        try:
            return self.ids.index(document)
        except ValueError:
            return None


_DIGITS = re.compile(r"([0-9]+)")


def _natural(name: str) -> tuple[str | tuple[int, str], ...]:
    """A key by which `2.txt` stands before `10.txt`: words and numbers in turn."""
    parts = _DIGITS.split(unaccented(name))
    # A number by its length and digits, however long it is.
    return tuple(
        (len(bare), bare) if place % 2 else part
        for place, part in enumerate(parts)
        for bare in (part.lstrip("0"),)
    )
