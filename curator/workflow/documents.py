"""The documents that meet a filter, in an order, read in parts so that no key waits for them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

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
from curator.corpus.reviewers import reviewer_id, reviewer_names
from curator.corpus.search import candidates, holding
from curator.corpus.search_index import text_query
from curator.model.scheme import Scheme
from curator.text.occurrences import unaccented
from curator.workflow.document_filter import PENDING, DocumentFilter, Field, FilterLanguage

_AT_ONCE = 64
"""Documents looked at in one go."""

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


class DocumentList:
    """One reviewer's list of documents.

    `choose` begins a list; `read` reads on, until it is `complete`; `settle` puts what was found
    so far in order, as `ids`. What is quick to know about all is asked at once, the rest of a few
    at a time. Rows are fetched when they are asked for.
    """

    def __init__(self, corpus: Connection, reviewer: int, scheme: Scheme) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self.language = FilterLanguage(tuple(scheme.labels), reviewer_names(corpus))
        self.ids: list[int] = []
        self._found: list[int] = []
        """What was found since `ids` were put in order."""
        self.total = 0
        """How many documents there are without a filter."""
        self._every: list[int] = []
        self._standing: dict[int, Standing] = {}
        self._waiting: list[int] = []
        self._looked_at = 0
        self._tests: list[_Test] = []
        self._order = Order.QUEUE
        self._keys: dict[Order, dict[int, Any]] = {order: {} for order in Order}
        self._rows: dict[int, DocumentRow] = {}
        self.refresh()

    def refresh(self) -> None:
        """Forget what was read: documents came, or something was decided. Then `choose` again."""
        with self._corpus.snapshot():
            self._every = every_document(self._corpus)
            self._standing = standings(self._corpus, self._reviewer)
        self.total = len(self._every)
        self._rows.clear()
        self._keys[Order.UNCERTAIN].clear()

    def count(self, standing: Standing) -> int:
        """How many documents stand so with the reviewer."""
        if standing is Standing.NEW:
            return self.total - len(self._standing)
        return sum(1 for one in self._standing.values() if one is standing)

    # -- filtering ---------------------------------------------------------------------------

    def choose(self, wanted: DocumentFilter, order: Order = Order.QUEUE) -> None:
        """Begin the list of the documents that meet a filter."""
        self._order = order
        self._tests = []
        chosen: set[int] | None = None
        with self._corpus.snapshot():
            for quick in self._quick(wanted):
                chosen = quick if chosen is None else chosen & quick
            for label in wanted.values(Field.LABEL):
                self._tests.append(self._label_test(label))
            for value in wanted.values(Field.DIFFERS):
                both = set(finished_by_others_too(self._corpus, self._reviewer))
                if value == "yes":
                    chosen = both if chosen is None else chosen & both
                self._tests.append(self._differs_test(both, value == "yes"))
            for text in wanted.values(Field.TEXT):
                held = self._candidates(text)
                chosen = held if chosen is None else chosen & held
                self._tests.append(self._text_test(text))
            for name in wanted.values(Field.NAME):
                self._tests.append(self._name_test(name))
            if wanted.phrase:
                self._tests.append(self._phrase_test(wanted.phrase))
        self._waiting = (
            self._every if chosen is None else [one for one in self._every if one in chosen]
        )
        self._looked_at = 0
        self.ids, self._found = [], []
        if not self._tests:
            if order is Order.QUEUE:
                self.ids = list(self._waiting)
                self._looked_at = len(self._waiting)
            else:
                self._take_known()

    def _take_known(self) -> None:
        """Take what was put in order before; the list is then complete at once."""
        keys = self._keys[self._order]
        if all(one in keys for one in self._waiting):
            self.ids = sorted(self._waiting, key=keys.__getitem__)
            self._looked_at = len(self._waiting)

    @property
    def complete(self) -> bool:
        """Whether every document has been looked at."""
        return self._looked_at >= len(self._waiting)

    def read(self, seconds: float | None = None) -> None:
        """Read on for about so long, at least one part; without a limit all that is left.

        The end of the list settles it.
        """
        begin = time.perf_counter()
        while not self.complete:
            part = self._waiting[self._looked_at : self._looked_at + _AT_ONCE]
            self._looked_at += len(part)
            for test in self._tests:
                if part:
                    met = test(part)
                    part = [one for one in part if one in met]
            if part and self._order is not Order.QUEUE:
                self._learn_keys(part)
            self._found += part
            if seconds is not None and time.perf_counter() - begin >= seconds:
                break
        if self.complete:
            self.settle()

    def settle(self) -> None:
        """Put what was found so far in order."""
        if self._found:
            self.ids += self._found
            self._found = []
            if self._order is not Order.QUEUE:
                self.ids.sort(key=self._keys[self._order].__getitem__)

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

    def _quick(self, wanted: DocumentFilter) -> list[set[int]]:
        """What is quick to know of all documents."""
        found = []
        states = wanted.values(Field.STATE)
        if states:
            found.append(self._with_states(states))
        for field in (Field.REVIEWER, Field.FINISHED):
            for name in wanted.values(field):
                who = reviewer_id(self._corpus, name)
                found.append(worked_on(self._corpus, who, finished=field is Field.FINISHED))
        for value in wanted.values(Field.FLAG):
            mine = flagged(self._corpus, self._reviewer) if value != "others" else set()
            theirs = (
                flagged(self._corpus, self._reviewer, others=True) if value != "mine" else set()
            )
            any_flag = mine | theirs
            found.append(set(self._every) - any_flag if value == "no" else any_flag)
        return found

    def _with_states(self, states: Sequence[str]) -> set[int]:
        wanted = set(states)
        if PENDING in wanted:
            wanted |= set(Standing) - {Standing.FINISHED}
        if Standing.NEW not in wanted:
            return {one for one, standing in self._standing.items() if standing in wanted}
        unwanted = {one for one, standing in self._standing.items() if standing not in wanted}
        return set(self._every) - unwanted

    def _label_test(self, label: str) -> _Test:
        return lambda ids: with_label(self._corpus, self._reviewer, ids, label)

    def _differs_test(self, both: set[int], differs: bool) -> _Test:
        def test(ids: Sequence[int]) -> set[int]:
            asked = [one for one in ids if one in both]
            found = differing(self._corpus, self._reviewer, asked)
            return found if differs else set(ids) - found

        return test

    def _candidates(self, text: str) -> set[int]:
        return set(candidates(self._corpus, text_query(text)))

    def _text_test(self, text: str) -> _Test:
        return lambda ids: holding(self._corpus, ids, text)

    def _name_test(self, part: str) -> _Test:
        bare = unaccented(part)

        def test(ids: Sequence[int]) -> set[int]:
            names = names_of(self._corpus, ids)
            return {one for one, name in names.items() if bare in unaccented(name)}

        return test

    def _phrase_test(self, phrase: str) -> _Test:
        in_name = self._name_test(phrase)
        held = self._candidates(phrase)

        def test(ids: Sequence[int]) -> set[int]:
            named = in_name(ids)
            asked = [one for one in ids if one in held and one not in named]
            return named | holding(self._corpus, asked, phrase) if asked else named

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
