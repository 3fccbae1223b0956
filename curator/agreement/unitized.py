"""The unitized alphas: chance-corrected agreement on where spans lie and what they are called.

Source: Krippendorff, Mathet, Bouvry and Widlöcher 2016, "On the reliability of unitizing textual
continua: Further developments", Quality & Quantity 50. Each reviewer cuts the continuum into
units (spans with a label) and gaps. Four coefficients come from it:

- u-alpha: agreement on units and labels together;
- |u-alpha: agreement on what is a unit and what is gap; labels are not looked at;
- cu-alpha: agreement on the labels where two reviewers' units overlap; its coverage is the share
  of the continuum that such overlaps make up;
- (k)u-alpha: the same for one label; its coverage is the share of what the reviewers gave that
  label that lies in overlaps.

Documents are laid end to end. A reviewer who did not finish a document is missing there: each
pair of reviewers counts 1 / (m - 1), m being the number of those who finished the document.

The expectation of cu-alpha and (k)u-alpha takes away what a unit would have in common with
itself: the square of its overlap with each other reviewer, over m - 1. With many reviewers and
very little overlap that can be more than there is, and no coefficient is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from curator.agreement.continuum import Bools, Floats, Ints, SpanTable, distinct, ragged_ranges
from curator.agreement.score import Reason, Score


@dataclass(frozen=True, slots=True)
class UnitizedFamily:
    """The four coefficients and their coverages (in [0, 1]).

    `k_u_alpha` and `k_u_coverage` hold one score a label.
    """

    u_alpha: Score
    bar_u_alpha: Score
    cu_alpha: Score
    cu_coverage: Score
    k_u_alpha: tuple[Score, ...]
    k_u_coverage: tuple[Score, ...]

    @classmethod
    def undefined(cls, reason: Reason, labels: int) -> UnitizedFamily:
        """A family without any value."""
        none = Score.undefined(reason)
        return cls(none, none, none, none, (none,) * labels, (none,) * labels)


@dataclass(frozen=True, slots=True)
class _Statistics:
    """Sums over the continuum; class `labels` stands for gaps.

    `observed`: (labels + 1, labels + 1) lengths of the intersections of reviewers' units and
    gaps. `own`: (labels + 1), what the units have in common with themselves: squares of their
    lengths; a gap counts as units of length one. `own_overlap`: (labels), the same for the
    overlaps of units.
    """

    observed: Floats
    own: Floats
    own_overlap: Floats


def unitized_family(
    tables: Sequence[SpanTable], present: Bools, offsets: Ints, labels: int
) -> UnitizedFamily:
    """The family for reviewers' units over documents laid end to end.

    `tables`: the units of each reviewer, none overlapping another of the same reviewer.
    `present`: (reviewers, documents), who finished what; documents of fewer than two reviewers
    count for nothing. `offsets`: (documents + 1), where the documents begin and end.

    Raises:
        ValueError: if two units of one reviewer overlap.
    """
    if any(table.overlapping for table in tables):
        raise ValueError("two units of one reviewer overlap")
    sums = _sum_up(tables, present, offsets, labels)
    total = float(sums.observed.sum())
    if not total:
        return UnitizedFamily.undefined(Reason.NO_TEXT, labels)
    cu_alpha, k_u_alpha = _on_labels(sums)
    each = sums.observed.sum(axis=1)
    overlap = sums.observed[:-1, :-1].sum(axis=1)
    return UnitizedFamily(
        u_alpha=_on_everything(sums),
        bar_u_alpha=_on_units(sums),
        cu_alpha=cu_alpha,
        cu_coverage=Score(float(overlap.sum()) / total),
        k_u_alpha=k_u_alpha,
        k_u_coverage=tuple(
            Score(float(overlap[k] / each[k])) if each[k] else Score.undefined(Reason.LABEL_UNUSED)
            for k in range(labels)
        ),
    )


def _sum_up(tables: Sequence[SpanTable], present: Bools, offsets: Ints, labels: int) -> _Statistics:
    finished = present.sum(axis=0)
    counted = finished >= 2
    # Between two cuts every reviewer is in one unit or one gap.
    edges = [edge for table in tables for edge in (table.start, table.end)]
    cuts = distinct(np.concatenate([offsets, *edges]))
    length = np.diff(cuts).astype(np.float64)
    document = np.searchsorted(offsets, cuts[:-1], side="right") - 1
    share = 1.0 / np.maximum(finished - 1, 1)
    size = labels + 1
    label = np.full((len(tables), len(length)), labels, dtype=np.int64)
    unit = np.full((len(tables), len(length)), -1, dtype=np.int64)
    here = present[:, document] & counted[document]
    own = np.zeros(size)
    for reviewer, table in enumerate(tables):
        low = np.searchsorted(cuts, table.start)
        high = np.searchsorted(cuts, table.end)
        piece, row = ragged_ranges(low, high)
        label[reviewer, piece] = table.label[row]
        unit[reviewer, piece] = row
        use = counted[table.document] & present[reviewer, table.document]
        squares = table.length[use].astype(np.float64) ** 2
        own += np.bincount(table.label[use], weights=squares, minlength=size)
        own[labels] += length[here[reviewer] & (unit[reviewer] < 0)].sum()
    observed = np.zeros(size * size)
    own_overlap = np.zeros(labels)
    for one, other in permutations(range(len(tables)), 2):
        both = here[one] & here[other]
        weight = length[both] * share[document[both]]
        cells = label[one, both] * size + label[other, both]
        observed += np.bincount(cells, weights=weight, minlength=size * size)
        meet = both & (unit[one] >= 0) & (unit[other] >= 0)
        table = tables[one]
        common = np.bincount(unit[one, meet], weights=length[meet], minlength=len(table))
        own_overlap += np.bincount(
            table.label, weights=common**2 * share[table.document], minlength=labels
        )
    return _Statistics(observed.reshape(size, size), own, own_overlap)


def _on_everything(sums: _Statistics) -> Score:
    """u-alpha."""
    each = sums.observed.sum(axis=1)
    total = float(each.sum())
    if np.count_nonzero(each) < 2:
        return _one_class(each)
    unequal = total - float(np.trace(sums.observed))
    # Expected coincidences are total * (n_c n_k - [c = k] own_c) / (total^2 - sum of own); those
    # off the diagonal add up to this.
    expected = total * float(total**2 - each @ each) / (total**2 - float(sums.own.sum()))
    return Score(1 - unequal / expected)


def _on_units(sums: _Statistics) -> Score:
    """|u-alpha."""
    each = sums.observed.sum(axis=1)
    total, gap = float(each.sum()), float(each[-1])
    if not gap or gap == total:
        return Score.undefined(Reason.ALL_MARKED if not gap else Reason.NOTHING_MARKED)
    unequal = gap - float(sums.observed[-1, -1])
    expected = total * gap * (total - gap) / (total**2 - float(sums.own.sum()))
    return Score(1 - unequal / expected)


def _on_labels(sums: _Statistics) -> tuple[Score, tuple[Score, ...]]:
    """cu-alpha, and (k)u-alpha of each label."""
    observed = sums.observed[:-1, :-1]
    each = observed.sum(axis=1)
    marked = sums.observed.sum(axis=1)[:-1]
    total = float(each.sum())

    def undefined(reason: Reason) -> tuple[Score, tuple[Score, ...]]:
        none = Score.undefined(reason)
        unused = Score.undefined(Reason.LABEL_UNUSED)
        return none, tuple(none if marked[k] else unused for k in range(len(marked)))

    if not marked.any():
        return undefined(Reason.NOTHING_MARKED)
    if not total:
        return undefined(Reason.NO_OVERLAP)
    if np.count_nonzero(each) < 2:
        return undefined(Reason.ONE_CLASS)
    room = total**2 - float(sums.own_overlap.sum())
    if room <= 0 or ((each > 0) & (each * total <= sums.own_overlap)).any():
        return undefined(Reason.LITTLE_OVERLAP)
    expected = total * (np.outer(each, each) - np.diag(sums.own_overlap)) / room
    sums_expected = expected.sum(axis=1)
    unequal = total - float(np.trace(observed))
    cu_alpha = Score(1 - unequal / (total - float(np.trace(expected))))
    k_u_alpha = []
    for k in range(len(each)):
        if not each[k]:
            reason = Reason.NO_OVERLAP if marked[k] else Reason.LABEL_UNUSED
            k_u_alpha.append(Score.undefined(reason))
            continue
        seen = (each[k] - observed[k, k]) / each[k]
        chance = (sums_expected[k] - expected[k, k]) / sums_expected[k]
        k_u_alpha.append(Score(float(1 - seen / chance)))
    return cu_alpha, tuple(k_u_alpha)


def _one_class(each: Floats) -> Score:
    """Why a continuum of one class only has no u-alpha."""
    return Score.undefined(Reason.NOTHING_MARKED if each[-1] else Reason.ONE_CLASS)
