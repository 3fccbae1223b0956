"""Documents of several reviewers as arrays: all texts laid end to end on one continuum.

The measures work on whole sets of documents at once. Document `d` takes the positions
`[offsets[d], offsets[d + 1])` of the continuum, so a span or token is one half-open range of
positions, and ranges of two documents never overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from curator.model.span import Span
from curator.model.token import Token

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document with the spans of each reviewer who finished it.

    `tokens` are in order and do not overlap; `length` is the text's length in code points. A
    reviewer who did not finish the document is no key of `spans`; one who finished it and marked
    nothing has an empty sequence.
    """

    name: str
    tokens: Sequence[Token]
    length: int
    spans: Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class SpanTable:
    """Distinct labelled ranges as columns, sorted by start, end and label.

    `start` and `end` are positions of the continuum, `document` and `label` are indices.
    """

    document: Ints
    start: Ints
    end: Ints
    label: Ints

    def __len__(self) -> int:
        return len(self.start)

    @property
    def length(self) -> Ints:
        """The ranges' lengths."""
        return self.end - self.start

    def take(self, rows: Ints | Bools) -> SpanTable:
        """The rows of that mask, or of those ascending indices."""
        return SpanTable(self.document[rows], self.start[rows], self.end[rows], self.label[rows])

    def with_label(self, label: int) -> SpanTable:
        """The ranges of one label, as a table whose only label is 0."""
        rows = self.take(self.label == label)
        return SpanTable(rows.document, rows.start, rows.end, np.zeros_like(rows.label))

    def apart_by_label(self, total: int) -> SpanTable:
        """Each label's ranges on a continuum of their own, one after the other, `total` long each.

        Ranges of two labels then never overlap: what follows treats each label by itself.
        """
        shift = self.label * total
        return span_table(self.document, self.start + shift, self.end + shift, self.label)

    @property
    def overlapping(self) -> bool:
        """Whether two ranges of the table share a position."""
        return bool(np.any(self.start[1:] < self.end[:-1]))

    def merged(self) -> SpanTable:
        """Ranges that overlap made one; meant for ranges of one label. Adjacent ones stay two."""
        if not self.overlapping:
            return self
        reach = np.maximum.accumulate(self.end)
        first = np.concatenate([[True], self.start[1:] >= reach[:-1]])
        rows = np.flatnonzero(first)
        end = np.maximum.reduceat(self.end, rows)
        return SpanTable(self.document[rows], self.start[rows], end, self.label[rows])


def span_table(document: Ints, start: Ints, end: Ints, label: Ints) -> SpanTable:
    """The table of these columns: sorted, without duplicates."""
    order = np.lexsort((label, end, start))
    table = SpanTable(document, start, end, label).take(order)
    if len(table) < 2:
        return table
    # Two layers of a scheme, or a careless import, can hold the same range and label twice.
    new = (
        (table.start[1:] != table.start[:-1])
        | (table.end[1:] != table.end[:-1])
        | (table.label[1:] != table.label[:-1])
    )
    return table.take(np.concatenate([[True], new]))


@dataclass(frozen=True, slots=True)
class Continuum:
    """The documents that at least two reviewers finished, as arrays.

    `offsets`: (documents + 1) positions. `present`: (reviewers, documents), who finished what.
    `tables`: the spans of each reviewer. `token_start`, `token_end`, `token_document`: one entry
    a token, in order. `left_out`: how many spans had a label that was not asked for.
    """

    names: tuple[str, ...]
    reviewers: tuple[str, ...]
    labels: tuple[str, ...]
    offsets: Ints
    present: Bools
    tables: tuple[SpanTable, ...]
    token_start: Ints
    token_end: Ints
    token_document: Ints
    left_out: int

    @property
    def documents(self) -> int:
        """The number of documents."""
        return len(self.names)

    @property
    def total(self) -> int:
        """The length of the continuum."""
        return int(self.offsets[-1])

    def shared(self, first: int, second: int) -> tuple[SpanTable, SpanTable]:
        """The spans of two reviewers in the documents that both finished."""
        both = self.present[first] & self.present[second]
        one, other = self.tables[first], self.tables[second]
        return one.take(both[one.document]), other.take(both[other.document])


def lay_out(documents: Iterable[ReviewedDocument], labels: Sequence[str]) -> Continuum:
    """The continuum of the documents that at least two reviewers finished, in order of name.

    Spans whose label is none of `labels` are left out and counted.

    Raises:
        ValueError: if a label is named twice, a span or token does not lie in its document, or
            tokens are out of order.
    """
    index = {label: number for number, label in enumerate(labels)}
    if len(index) != len(labels):
        raise ValueError("a label is named twice")
    # In order of name, so that no figure of a report depends on the order of the documents.
    chosen = sorted((d for d in documents if len(d.spans) >= 2), key=lambda d: d.name)
    reviewers = tuple(sorted({name for d in chosen for name in d.spans}))
    lengths = np.array([d.length for d in chosen], dtype=np.int64)
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    present = np.array([[name in d.spans for d in chosen] for name in reviewers], dtype=np.bool_)
    tables: list[SpanTable] = []
    left_out = 0
    for name in reviewers:
        rows = (
            (number, span.start, span.end, index.get(span.label, -1))
            for number, document in enumerate(chosen)
            for span in document.spans.get(name, ())
        )
        columns = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 4)
        _check_ranges(chosen, lengths, columns[:, 0], columns[:, 1], columns[:, 2], "span")
        known = columns[:, 3] >= 0
        left_out += int(np.count_nonzero(~known))
        number, start, end, label = columns[known].T
        base = offsets[number]
        tables.append(span_table(number, base + start, base + end, label))
    flat = chain.from_iterable(chain.from_iterable(d.tokens for d in chosen))
    ranges = np.fromiter(flat, dtype=np.int64).reshape(-1, 2)
    counts = np.array([len(d.tokens) for d in chosen], dtype=np.int64)
    owner = np.repeat(np.arange(len(chosen), dtype=np.int64), counts)
    _check_ranges(chosen, lengths, owner, ranges[:, 0], ranges[:, 1], "token")
    token_start, token_end = ranges[:, 0] + offsets[owner], ranges[:, 1] + offsets[owner]
    disorder = np.flatnonzero(token_start[1:] < token_end[:-1])
    if len(disorder):
        name = chosen[int(owner[disorder[0]])].name
        raise ValueError(f"{name}: tokens overlap or are out of order")
    return Continuum(
        names=tuple(d.name for d in chosen),
        reviewers=reviewers,
        labels=tuple(labels),
        offsets=offsets,
        present=present.reshape(len(reviewers), len(chosen)),
        tables=tuple(tables),
        token_start=token_start,
        token_end=token_end,
        token_document=owner,
        left_out=left_out,
    )


def _check_ranges(
    documents: Sequence[ReviewedDocument],
    lengths: Ints,
    owner: Ints,
    start: Ints,
    end: Ints,
    what: str,
) -> None:
    if not len(owner):
        return
    wrong = np.flatnonzero((start < 0) | (start >= end) | (end > lengths[owner]))
    if len(wrong):
        row = int(wrong[0])
        document = documents[int(owner[row])]
        raise ValueError(
            f"{document.name}: {what} [{start[row]}, {end[row]}) does not lie in a text of "
            f"{document.length} characters"
        )


def distinct(values: Ints) -> Ints:
    """The distinct values in ascending order.

    A stable sort is quick where the values are made of ascending runs, as positions here are.
    """
    ordered = np.sort(values, kind="stable")
    new = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]
    result: Ints = ordered[new]
    return result


def ragged_ranges(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """All integers of the ranges `[low[k], high[k])`, and for each of them its `k`.

    Empty where `high[k] <= low[k]`.
    """
    sizes = np.maximum(high - low, 0)
    owner = np.repeat(np.arange(len(low), dtype=np.int64), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.arange(int(sizes.sum()), dtype=np.int64) - first + low[owner], owner
