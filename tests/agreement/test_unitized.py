"""The unitized alphas against the paper's example and a slow reference."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.continuum import SpanTable, span_table
from curator.agreement.score import Reason, Score
from curator.agreement.unitized import UnitizedFamily, unitized_family

Unit = tuple[int, int, int]
"""Label, start, end."""


def family(
    observers: list[list[list[Unit]]], lengths: list[int], labels: int, absent: set = frozenset()
) -> UnitizedFamily:
    """`observers[o][d]`: the units of observer `o` in document `d`."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    present = np.array(
        [[(o, d) not in absent for d in range(len(lengths))] for o in range(len(observers))]
    )
    tables: list[SpanTable] = []
    for o, documents in enumerate(observers):
        rows = [
            (d, offsets[d] + start, offsets[d] + end, label)
            for d, units in enumerate(documents)
            if (o, d) not in absent
            for label, start, end in units
        ]
        tables.append(span_table(*np.array(rows, dtype=np.int64).reshape(-1, 4).T))
    return unitized_family(tables, present, offsets, labels)


ALEX = [(0, 2, 5), (0, 9, 11), (1, 12, 20)]
PAUL = [(0, 2, 5), (1, 7, 15)]
SUSAN = [(0, 2, 5), (1, 10, 15)]


def test_the_example_of_the_2016_paper() -> None:
    result = family([[ALEX], [PAUL], [SUSAN]], [20], 2)
    assert result.u_alpha.value == pytest.approx(0.473913, abs=5e-7)
    assert result.bar_u_alpha.value == pytest.approx(0.432813, abs=5e-7)
    assert result.cu_alpha.value == pytest.approx(0.778882, abs=5e-7)
    assert result.cu_coverage.value == pytest.approx(0.3833, abs=5e-5)
    assert result.k_u_alpha[0].value == pytest.approx(0.769252, abs=5e-7)
    assert result.k_u_alpha[1].value == pytest.approx(0.786971, abs=5e-7)
    assert result.k_u_coverage[0].value == pytest.approx(0.9545, abs=5e-5)
    assert result.k_u_coverage[1].value == pytest.approx(0.5952, abs=5e-5)


def slow_family(
    observers: list[list[list[Unit]]], lengths: list[int], labels: int, absent: set
) -> dict[str, float]:
    """A code point and a pair of units at a time; for cases where all is defined."""
    gap = labels
    observed = np.zeros((labels + 1, labels + 1))
    own = np.zeros(labels + 1)
    own_overlap = np.zeros(labels)
    for d, length in enumerate(lengths):
        here = [o for o in range(len(observers)) if (o, d) not in absent]
        if len(here) < 2:
            continue
        share = 1 / (len(here) - 1)
        at = {o: [gap] * length for o in here}
        for o in here:
            for label, start, end in observers[o][d]:
                at[o][start:end] = [label] * (end - start)
                own[label] += (end - start) ** 2
            own[gap] += at[o].count(gap)
        for one, other in permutations(here, 2):
            for first, second in zip(at[one], at[other], strict=True):
                observed[first, second] += share
            for label, start, end in observers[one][d]:
                common = sum(value != gap for value in at[other][start:end])
                own_overlap[label] += share * common**2
    each, total = observed.sum(axis=1), observed.sum()
    expected = total * (np.outer(each, each) - np.diag(own)) / (total**2 - own.sum())
    inner = observed[:-1, :-1]
    inner_each, inner_total = inner.sum(axis=1), inner.sum()
    result = {
        # Rounded: thirds that do not quite add up must not make a finite value of 0 / 0.
        "u": 1 - (total - np.trace(observed)) / (total - np.trace(expected)).round(9),
        "bar": 1
        - (each[gap] - observed[gap, gap]) / (expected[gap].sum() - expected[gap, gap]).round(9),
        "coverage": inner_total / total,
    }
    room = inner_total - own_overlap.sum() / inner_total if inner_total else 0
    if room > 0:
        chance = (np.outer(inner_each, inner_each) - np.diag(own_overlap)) / room
        result["cu"] = 1 - (inner_total - np.trace(inner)) / (inner_total - np.trace(chance))
        for k in range(labels):
            rate = chance[k].sum() / inner_each[k]
            result[f"k{k}"] = 1 - rate * (inner_each[k] - inner[k, k]) / (
                chance[k].sum() - chance[k, k]
            )
    return result


def flat_units(length: int, labels: int) -> st.SearchStrategy[list[Unit]]:
    """Units that do not overlap, some of them adjacent."""
    return st.lists(
        st.tuples(st.integers(0, 3), st.integers(1, 5), st.integers(0, labels - 1)), max_size=4
    ).map(lambda steps: _laid_out(steps, length))


def _laid_out(steps: list[tuple[int, int, int]], length: int) -> list[Unit]:
    units, at = [], 0
    for space, size, label in steps:
        if at + space + size > length:
            break
        units.append((label, at + space, at + space + size))
        at += space + size
    return units


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[list[list[Unit]]], list[int], set[tuple[int, int]]]:
    lengths = draw(st.lists(st.integers(1, 24), min_size=1, max_size=3))
    observers = [
        [draw(flat_units(length, 2)) for length in lengths] for _ in range(draw(st.integers(2, 4)))
    ]
    absent = draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=4))
    return observers, lengths, absent


@given(judged())
def test_the_family_is_that_of_the_slow_reference(case: tuple) -> None:
    observers, lengths, absent = case
    result = family(observers, lengths, 2, absent)
    with np.errstate(all="ignore"):
        expected = slow_family(observers, lengths, 2, absent)
    pairs = [
        ("u", result.u_alpha),
        ("bar", result.bar_u_alpha),
        ("coverage", result.cu_coverage),
        ("cu", result.cu_alpha),
        ("k0", result.k_u_alpha[0]),
        ("k1", result.k_u_alpha[1]),
    ]
    for name, score in pairs:
        value = expected.get(name, np.nan)
        if score.value is None:
            assert score.reason
        else:
            assert score.value == pytest.approx(value), name
    # What both ways define must not be hidden behind a reason.
    if np.isfinite(expected["u"]):
        assert result.u_alpha.value is not None
    if np.isfinite(expected["bar"]):
        assert result.bar_u_alpha.value is not None


@given(judged(), st.randoms(use_true_random=False))
def test_observers_have_no_order(case: tuple, random: object) -> None:
    observers, lengths, _ = case
    mixed = list(observers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = family(observers, lengths, 2), family(mixed, lengths, 2)
    for score, score2 in zip(_scores(one), _scores(other), strict=True):
        assert score.reason == score2.reason
        assert score.value is None or score2.value == pytest.approx(score.value)


def _scores(result: UnitizedFamily) -> list[Score]:
    return [
        result.u_alpha,
        result.bar_u_alpha,
        result.cu_alpha,
        result.cu_coverage,
        *result.k_u_alpha,
        *result.k_u_coverage,
    ]


def test_identical_observers_agree() -> None:
    result = family([[ALEX], [ALEX], [ALEX]], [20], 2)
    for score in (result.u_alpha, result.bar_u_alpha, result.cu_alpha, *result.k_u_alpha):
        assert score.value == pytest.approx(1.0)
    assert [score.value for score in result.k_u_coverage] == [1.0, 1.0]
    assert result.cu_coverage.value == pytest.approx(13 / 20)


def test_a_label_disagreement_leaves_the_boundaries_alone() -> None:
    other = [(1 - label, start, end) for label, start, end in ALEX]
    result = family([[ALEX], [other]], [20], 2)
    assert result.bar_u_alpha.value == pytest.approx(1.0)
    assert result.cu_alpha.value is not None
    assert result.cu_alpha.value < 0


def test_one_label_makes_the_first_two_one() -> None:
    units = [[(0, start, end) for _, start, end in row] for row in (ALEX, PAUL, SUSAN)]
    result = family([[row] for row in units], [20], 1)
    assert result.u_alpha.value == pytest.approx(result.bar_u_alpha.value)
    assert result.cu_alpha == Score.undefined(Reason.ONE_CLASS)


def test_undefined_coefficients_say_why() -> None:
    nothing = family([[[]], [[]]], [20], 2)
    assert nothing.u_alpha == Score.undefined(Reason.NOTHING_MARKED)
    assert nothing.bar_u_alpha == Score.undefined(Reason.NOTHING_MARKED)
    assert nothing.cu_alpha == Score.undefined(Reason.NOTHING_MARKED)
    assert nothing.k_u_alpha[0] == Score.undefined(Reason.LABEL_UNUSED)
    everything = family([[[(0, 0, 20)]], [[(1, 0, 20)]]], [20], 2)
    assert everything.bar_u_alpha == Score.undefined(Reason.ALL_MARKED)
    apart = family([[[(0, 0, 4)]], [[(1, 6, 9)]]], [20], 2)
    assert apart.cu_alpha == Score.undefined(Reason.NO_OVERLAP)
    assert apart.cu_coverage == Score(0.0)
    assert family([[[]], [[]]], [0], 2).u_alpha == Score.undefined(Reason.NO_TEXT)
    alone = family([[[(0, 0, 4)]], [[]]], [20], 2, {(1, 0)})
    assert alone.u_alpha == Score.undefined(Reason.NO_TEXT)


def test_too_little_overlap_of_too_many_observers_has_no_coefficient() -> None:
    observers: list[list[list[Unit]]] = [[[]] for _ in range(12)]
    observers[0][0] = [(0, 0, 9), (0, 10, 11)]
    observers[1][0] = [(0, 0, 9), (1, 10, 11)]
    result = family(observers, [20], 2)
    assert result.cu_alpha == Score.undefined(Reason.LITTLE_OVERLAP)
    assert result.k_u_alpha[0] == Score.undefined(Reason.LITTLE_OVERLAP)


def test_units_of_one_observer_may_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        family([[[(0, 0, 5), (1, 4, 8)]], [[]]], [20], 2)
