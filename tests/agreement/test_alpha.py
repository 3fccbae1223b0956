"""Krippendorff's nominal alpha against published values and the coincidence matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.alpha import (
    MISSING,
    alpha_of,
    alpha_score,
    alpha_statistics,
    nominal_alpha,
)
from curator.agreement.kappa import cohen_kappa, confusion_matrix
from curator.agreement.score import Reason, Score


def reliability(*rows: str) -> list[list[int]]:
    classes = sorted({value for row in rows for value in row if value != "*"})
    return [[MISSING if value == "*" else classes.index(value) for value in row] for row in rows]


def slow_alpha(matrix: list[list[int]]) -> float | None:
    """By the coincidence matrix, a unit at a time, as the 2011 paper works its examples."""
    coincidences: dict[tuple[int, int], float] = {}
    for unit in zip(*matrix, strict=True):
        values = [value for value in unit if value != MISSING]
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    key = (one, other)
                    coincidences[key] = coincidences.get(key, 0) + 1 / (len(values) - 1)
    each: dict[int, float] = {}
    for (one, _), number in coincidences.items():
        each[one] = each.get(one, 0) + number
    total = sum(each.values())
    if len(each) < 2:
        return None
    observed = sum(number for (one, other), number in coincidences.items() if one != other)
    expected = sum(each[one] * each[other] for one in each for other in each if one != other)
    return 1 - (total - 1) * observed / expected


@pytest.mark.parametrize(
    ("rows", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095238),
        (("aabbdcccedda", "babbbccceddd"), 0.691964),
        (("123321412***", "1233224125*3", "*3332342251*", "12332441251*"), 0.743421),
    ],
)
def test_the_examples_of_krippendorff_2011(rows: tuple[str, ...], alpha: float) -> None:
    assert nominal_alpha(reliability(*rows)).value == pytest.approx(alpha, abs=5e-7)


def test_the_example_of_artstein_and_poesio() -> None:
    pairs = [(0, 0)] * 46 + [(1, 1)] * 32 + [(2, 2)] * 10 + [(1, 0)] * 6 + [(1, 2)] * 6
    score = nominal_alpha(np.array(pairs).T)
    assert score.value == pytest.approx(0.80053, abs=5e-6)


matrices = st.integers(2, 4).flatmap(
    lambda reviewers: st.lists(
        st.lists(st.integers(MISSING, 2), min_size=reviewers, max_size=reviewers),
        min_size=1,
        max_size=15,
    ).map(lambda units: [list(row) for row in zip(*units, strict=True)])
)


@given(matrices)
def test_alpha_is_that_of_the_coincidence_matrix(matrix: list[list[int]]) -> None:
    expected = slow_alpha(matrix)
    score = nominal_alpha(matrix)
    if expected is None:
        assert score.value is None
        judged = any(sum(v != MISSING for v in unit) > 1 for unit in zip(*matrix, strict=True))
        assert score.reason == (Reason.ONE_CLASS if judged else Reason.NO_UNIT)
    else:
        assert score.value == pytest.approx(expected)


@given(matrices, st.randoms(use_true_random=False))
def test_neither_reviewers_nor_units_have_an_order(matrix: list[list[int]], random: object) -> None:
    mixed = [list(unit) for unit in zip(*matrix, strict=True)]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    mixed = [list(row) for row in zip(*mixed, strict=True)]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = nominal_alpha(matrix), nominal_alpha(mixed)
    assert one.reason == other.reason
    assert one.value is None or other.value == pytest.approx(one.value)


@given(st.lists(st.integers(0, 3), min_size=2).filter(lambda row: len(set(row)) > 1))
def test_identical_reviewers_agree(row: list[int]) -> None:
    assert nominal_alpha([row, row, row]) == Score(1.0)


@given(matrices, st.integers(0, 14))
def test_the_statistics_add_up_over_groups(matrix: list[list[int]], cut: int) -> None:
    values = np.array(matrix)
    group = (np.arange(values.shape[1]) >= cut).astype(np.int64)
    parts = alpha_statistics(values, group, 2, 3)
    whole = alpha_statistics(values, np.zeros_like(group), 1, 3)
    assert parts.sum(axis=0) == pytest.approx(whole[0])
    score = alpha_score(whole[0])
    fast = alpha_of(whole)[0]
    assert np.isnan(fast) if score.value is None else score.value == pytest.approx(fast)


def test_alpha_of_two_reviewers_and_many_units_is_near_kappa() -> None:
    generator = np.random.default_rng(1)
    first = generator.integers(0, 3, 20_000)
    second = np.where(generator.random(20_000) < 0.8, first, generator.integers(0, 3, 20_000))
    kappa = cohen_kappa(confusion_matrix(first, second, 3))
    assert nominal_alpha([first, second]).value == pytest.approx(kappa.value, abs=1e-3)


def test_undefined_alphas_say_why() -> None:
    assert nominal_alpha([[0, 0], [0, 0]]) == Score.undefined(Reason.ONE_CLASS)
    assert nominal_alpha([[0, MISSING], [MISSING, 1]]) == Score.undefined(Reason.NO_UNIT)
    assert nominal_alpha(np.zeros((2, 0))) == Score.undefined(Reason.NO_UNIT)
