"""Matching of two reviewers' spans, and the counts of SemEval-2013 task 9.1.

One of the two is the reference, the other the response; which is which swaps precision and
recall and leaves F1 as it is.

Spans are matched one to one: among all pairs that overlap, the pair with the largest overlap is
taken first, then the next whose two spans are both still free. Ties go to the pair that is
tighter (the smaller union), then to the pair of one label, then to the pair that begins first.
So identical spans always find each other, and the result depends neither on the order of the
spans nor on who is the reference. The same range and label given twice counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from curator.agreement.continuum import Bools, Floats, Ints, SpanTable, ragged_ranges, span_table
from curator.model.span import Span


class Criterion(StrEnum):
    """When a matched pair counts as correct.

    The names are those of SemEval-2013 task 9.1 (Segura-Bedmar, Martínez and Herrero-Zazo 2013),
    as nervaluate has them.
    """

    STRICT = "strict"
    """The same range and the same label."""
    EXACT = "exact"
    """The same range; the label is not looked at."""
    PARTIAL = "partial"
    """The same range, or for half a point any overlap; the label is not looked at."""
    TYPE = "type"
    """The same label and any overlap."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What precision, recall and F1 come from.

    `correct` pairs count one, `partial` pairs one half; `reference` and `response` are the
    numbers of spans on each side.
    """

    correct: int
    partial: int
    reference: int
    response: int

    @property
    def points(self) -> float:
        """Correct pairs and half the partial ones."""
        return self.correct + self.partial / 2

    @property
    def precision(self) -> float | None:
        """Points a span of the response; None if it holds none."""
        return self.points / self.response if self.response else None

    @property
    def recall(self) -> float | None:
        """Points a span of the reference; None if it holds none."""
        return self.points / self.reference if self.reference else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None only if neither side holds a span."""
        spans = self.reference + self.response
        return 2 * self.points / spans if spans else None

    @property
    def swapped(self) -> Counts:
        """The counts with the other side as the reference."""
        return Counts(self.correct, self.partial, self.response, self.reference)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.correct + other.correct,
            self.partial + other.partial,
            self.reference + other.reference,
            self.response + other.response,
        )


@dataclass(frozen=True, slots=True)
class SpanMatching:
    """The spans of one document, matched: `pairs` of (reference, response), and what is left."""

    pairs: tuple[tuple[Span, Span], ...]
    only_reference: tuple[Span, ...]
    only_response: tuple[Span, ...]

    def counts(self, criterion: Criterion) -> Counts:
        """The counts under one criterion."""
        correct = partial = 0
        for one, other in self.pairs:
            same_range = (one.start, one.end) == (other.start, other.end)
            same_label = one.label == other.label
            match criterion:
                case Criterion.STRICT:
                    correct += same_range and same_label
                case Criterion.EXACT:
                    correct += same_range
                case Criterion.PARTIAL:
                    correct += same_range
                    partial += not same_range
                case Criterion.TYPE:
                    correct += same_label
        matched = len(self.pairs)
        return Counts(
            correct,
            partial,
            matched + len(self.only_reference),
            matched + len(self.only_response),
        )


def match_spans(reference: Sequence[Span], response: Sequence[Span]) -> SpanMatching:
    """Two reviewers' spans of one document, matched one to one by maximum overlap.

    Layers are not looked at: labels are taken to be unique over all layers. All three results
    are in order of start, end and label.

    Raises:
        ValueError: if a span is empty.
    """
    names = sorted({span.label for span in (*reference, *response)})
    label = {name: number for number, name in enumerate(names)}
    sides: list[list[Span]] = []
    for spans in (reference, response):
        distinct: dict[tuple[int, int, str], Span] = {}
        for span in spans:
            if span.start >= span.end:
                raise ValueError(f"[{span.start}, {span.end}) is empty")
            distinct.setdefault((span.start, span.end, span.label), span)
        sides.append([distinct[key] for key in sorted(distinct)])
    matches = match_tables(*(_table_of(spans, label) for spans in sides))
    first, second = sides
    taken, given = set(matches.reference.tolist()), set(matches.response.tolist())
    return SpanMatching(
        pairs=tuple(
            (first[one], second[other])
            for one, other in zip(
                matches.reference.tolist(), matches.response.tolist(), strict=True
            )
        ),
        only_reference=tuple(span for row, span in enumerate(first) if row not in taken),
        only_response=tuple(span for row, span in enumerate(second) if row not in given),
    )


def _table_of(spans: Sequence[Span], label: dict[str, int]) -> SpanTable:
    rows = [(0, span.start, span.end, label[span.label]) for span in spans]
    document, start, end, number = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return span_table(document, start, end, number)


@dataclass(frozen=True, slots=True)
class Matches:
    """Matched rows of two tables, in order of the reference's rows."""

    reference: Ints
    response: Ints


def match_tables(reference: SpanTable, response: SpanTable) -> Matches:
    """The spans of two tables, matched one to one by maximum overlap."""
    one, other = _overlapping(reference, response)
    # Most spans overlap one span only: they are matched as they are, the rest in turn.
    free = (np.bincount(one, minlength=len(reference))[one] == 1) & (
        np.bincount(other, minlength=len(response))[other] == 1
    )
    won = free.copy()
    contested = np.flatnonzero(~free)
    if len(contested):
        won[contested[_greedy(reference, response, one[contested], other[contested])]] = True
    matched = np.flatnonzero(won)
    matched = matched[np.argsort(one[matched], kind="stable")]
    return Matches(one[matched], other[matched])


def _overlapping(reference: SpanTable, response: SpanTable) -> tuple[Ints, Ints]:
    """The rows of all pairs of spans that share a position."""
    # Nested spans do not end in the order they begin: the running maximum of the ends does.
    reach = np.maximum.accumulate(response.end) if len(response) else response.end
    low = np.searchsorted(reach, reference.start, side="right")
    high = np.searchsorted(response.start, reference.end, side="left")
    other, one = ragged_ranges(low, high)
    true = response.end[other] > reference.start[one]
    return one[true], other[true]


def _greedy(reference: SpanTable, response: SpanTable, one: Ints, other: Ints) -> Ints:
    """Which of the pairs (rows `one[k]`, `other[k]`) are taken: indices `k`."""
    start, end = reference.start[one], reference.end[one]
    start2, end2 = response.start[other], response.end[other]
    overlap = np.minimum(end, end2) - np.maximum(start, start2)
    union = (end - start) + (end2 - start2) - overlap
    differ = reference.label[one] != response.label[other]
    # The last tie-break must not know who is the reference: rank the spans of both together, and
    # compare pairs by their smaller and then their larger rank.
    spans = np.concatenate(
        [
            np.stack([start, end, reference.label[one]], axis=1),
            np.stack([start2, end2, response.label[other]], axis=1),
        ]
    )
    rank = np.unique(spans, axis=0, return_inverse=True)[1].reshape(2, -1)
    order = np.lexsort((rank.max(axis=0), rank.min(axis=0), differ, union, -overlap))
    used: set[int] = set()
    used2: set[int] = set()
    taken: list[int] = []
    for pair, row, row2 in zip(
        order.tolist(), one[order].tolist(), other[order].tolist(), strict=True
    ):
        if row not in used and row2 not in used2:
            used.add(row)
            used2.add(row2)
            taken.append(pair)
    return np.array(taken, dtype=np.int64)


class Tally:
    """Columns of the counts that all four criteria come from; they add up over documents."""

    STRICT = 0
    SAME_RANGE = 1
    SAME_LABEL = 2
    MATCHED = 3
    REFERENCE = 4
    RESPONSE = 5
    COLUMNS = 6


def tally(
    reference: SpanTable,
    response: SpanTable,
    matches: Matches,
    groups: int,
    group: Ints,
    group2: Ints,
) -> Ints:
    """The columns of `Tally`, shape (groups, 6).

    `group` and `group2` give the group (a document, a label) of each row of the two tables;
    matched spans must be of one group.
    """
    one, other = matches.reference, matches.response
    same_range: Bools = (reference.start[one] == response.start[other]) & (
        reference.end[one] == response.end[other]
    )
    same_label: Bools = reference.label[one] == response.label[other]
    owner = group[one]
    result = np.empty((groups, Tally.COLUMNS), dtype=np.int64)
    result[:, Tally.STRICT] = np.bincount(owner[same_range & same_label], minlength=groups)
    result[:, Tally.SAME_RANGE] = np.bincount(owner[same_range], minlength=groups)
    result[:, Tally.SAME_LABEL] = np.bincount(owner[same_label], minlength=groups)
    result[:, Tally.MATCHED] = np.bincount(owner, minlength=groups)
    result[:, Tally.REFERENCE] = np.bincount(group, minlength=groups)
    result[:, Tally.RESPONSE] = np.bincount(group2, minlength=groups)
    return result


def counts_of(row: Ints, criterion: Criterion) -> Counts:
    """The counts of one row of `tally` under one criterion."""
    correct, partial = _columns(criterion)
    half = int(row[Tally.MATCHED] - row[Tally.SAME_RANGE]) if partial else 0
    return Counts(int(row[correct]), half, int(row[Tally.REFERENCE]), int(row[Tally.RESPONSE]))


def f1_of(rows: Floats, criterion: Criterion) -> Floats:
    """F1 of each row (shape (n, 6)) of summed tallies; NaN where neither side has a span."""
    correct, partial = _columns(criterion)
    points = rows[:, correct]
    if partial:
        points = (points + rows[:, Tally.MATCHED]) / 2
    spans = rows[:, Tally.REFERENCE] + rows[:, Tally.RESPONSE]
    result = np.full(len(rows), np.nan)
    np.divide(2 * points, spans, out=result, where=spans > 0)
    return result


def _columns(criterion: Criterion) -> tuple[int, bool]:
    """The column of the correct pairs, and whether other matched pairs count one half."""
    match criterion:
        case Criterion.STRICT:
            return Tally.STRICT, False
        case Criterion.EXACT:
            return Tally.SAME_RANGE, False
        case Criterion.PARTIAL:
            return Tally.SAME_RANGE, True
        case Criterion.TYPE:
            return Tally.SAME_LABEL, False


def confusion_with_none(
    reference: SpanTable, response: SpanTable, matches: Matches, labels: int
) -> Ints:
    """Label by label, how often the two gave a matched span which labels.

    Shape (labels + 1, labels + 1), rows the reference; the last row and column stand for "no
    span", that is, for spans that found no partner. The very last entry is 0: what neither
    marked cannot be counted.
    """
    size = labels + 1
    unmatched = np.ones(len(reference), dtype=np.bool_)
    unmatched[matches.reference] = False
    unmatched2 = np.ones(len(response), dtype=np.bool_)
    unmatched2[matches.response] = False
    cells = np.concatenate(
        [
            reference.label[matches.reference] * size + response.label[matches.response],
            reference.label[unmatched] * size + labels,
            labels * size + response.label[unmatched2],
        ]
    )
    result: Ints = np.bincount(cells, minlength=size * size).reshape(size, size)
    return result
