"""Cohen's kappa against published values."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.kappa import cohen_kappa, confusion_matrix, pooled_kappa
from curator.agreement.score import Reason, Score


def test_the_example_of_cohen_1960() -> None:
    score = cohen_kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert score.value == pytest.approx(0.4915, abs=5e-5)


def test_the_example_of_artstein_and_poesio() -> None:
    # stat, ireq, chck; 100 utterances.
    score = cohen_kappa([[46, 6, 0], [0, 32, 0], [0, 6, 10]])
    assert score.value == pytest.approx(0.80132, abs=5e-6)


@pytest.mark.parametrize(
    ("unmarked", "kappa"),
    [(0, -0.1852), (10, 0.1405), (100, 0.6341), (1000, 0.7804), (100_000, 0.7998)],
)
def test_kappa_tends_to_f1_as_unmarked_text_grows(unmarked: int, kappa: float) -> None:
    # Hripcsak and Rothschild 2005: F1 = 2 * 80 / (2 * 80 + 15 + 25) = 0.8.
    score = cohen_kappa([[80, 15], [25, unmarked]])
    assert score.value == pytest.approx(kappa, abs=5e-5)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_kappa_is_that_of_the_definition_and_symmetric(pairs: list[tuple[int, int]]) -> None:
    first = np.array([one for one, _ in pairs])
    second = np.array([other for _, other in pairs])
    score = cohen_kappa(confusion_matrix(first, second, 4))
    turned = cohen_kappa(confusion_matrix(second, first, 4))
    assert turned == score
    observed = sum(one == other for one, other in pairs) / len(pairs)
    chance = (
        sum(
            sum(one == k for one, _ in pairs) * sum(other == k for _, other in pairs)
            for k in range(4)
        )
        / len(pairs) ** 2
    )
    if chance == 1:
        assert score == Score.undefined(Reason.ONE_CLASS)
    else:
        assert score.value == pytest.approx((observed - chance) / (1 - chance))


# Fleiss 1971: how many of six psychiatrists gave each of thirty patients which diagnosis.
FLEISS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def matrices_of(values: np.ndarray, classes: int) -> list[np.ndarray]:
    """The confusion matrix of each pair of rows."""
    return [confusion_matrix(one, other, classes) for one, other in combinations(values, 2)]


def test_the_diagnoses_of_the_irr_package() -> None:
    # As that package lays them out: in each row the diagnoses in order of their number. Its
    # `kappam.fleiss(diagnoses, exact=TRUE)` gives 0.442, `kappam.light(diagnoses)` 0.459.
    rows = [[k for k in range(5) for _ in range(int(row[k]))] for row in FLEISS.split()]
    matrices = matrices_of(np.array(rows).T, 5)
    assert pooled_kappa(matrices).value == pytest.approx(0.442, abs=5e-4)
    light = [cohen_kappa(matrix).value or 0 for matrix in matrices]
    assert sum(light) / len(light) == pytest.approx(0.459, abs=5e-4)


@given(st.integers(2, 5), st.integers(1, 12), st.data())
def test_where_all_judged_all_it_is_that_of_conger(
    raters: int, units: int, data: st.DataObject
) -> None:
    row = st.lists(st.integers(0, 2), min_size=units, max_size=units)
    values = np.array(data.draw(st.lists(row, min_size=raters, max_size=raters)))
    score = pooled_kappa(matrices_of(values, 3))
    # Conger 1980: chance from the shares of each class, less their variance over the raters.
    shares = np.stack([(values == k).mean(axis=1) for k in range(3)])
    chance = (shares.mean(axis=1) ** 2 - shares.var(axis=1, ddof=1) / raters).sum()
    observed = np.mean([np.mean(one == other) for one, other in combinations(values, 2)])
    if score.value is None:
        assert chance == pytest.approx(1)
    else:
        assert score.value == pytest.approx((observed - chance) / (1 - chance))


square = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=3, max_size=3)


@given(st.lists(square, min_size=1, max_size=4), st.data())
def test_pooling_averages_over_units_in_any_order_and_direction(
    matrices: list[list[list[int]]], data: st.DataObject
) -> None:
    score = pooled_kappa(matrices)
    mixed = [np.array(matrix) for matrix in data.draw(st.permutations(matrices))]
    assert pooled_kappa([m.T if data.draw(st.booleans()) else m for m in mixed]) == score
    observed = chance = units = 0.0
    for matrix in matrices:
        size = sum(map(sum, matrix))
        for i in range(3) if size else ():
            observed += matrix[i][i]
            chance += sum(matrix[i]) * sum(row[i] for row in matrix) / size
        units += size
    if score.value is None:
        assert chance == pytest.approx(units)
    else:
        assert score.value == pytest.approx((observed - chance) / (units - chance))
    if len(matrices) == 1:
        assert score == cohen_kappa(matrices[0])


def test_a_pair_without_a_kappa_adds_nothing() -> None:
    defined, undefined = [[3, 1], [0, 4]], [[0, 0], [0, 50]]
    assert pooled_kappa([defined, undefined]) == cohen_kappa(defined)
    assert cohen_kappa(np.add(defined, undefined)) != cohen_kappa(defined)
    assert pooled_kappa([undefined, undefined]) == Score.undefined(Reason.ONE_CLASS)
    assert pooled_kappa([undefined, [[7, 0], [0, 0]]]) == Score.undefined(Reason.ONE_CLASS_A_PAIR)
    assert pooled_kappa([np.zeros((2, 2)), undefined]) == Score.undefined(Reason.ONE_CLASS)
    assert pooled_kappa([]) == Score.undefined(Reason.NO_UNIT)


def test_undefined_kappas_say_why() -> None:
    assert cohen_kappa(np.zeros((3, 3))) == Score.undefined(Reason.NO_UNIT)
    assert cohen_kappa([[0, 0], [0, 7]]) == Score.undefined(Reason.ONE_CLASS)
    assert cohen_kappa([[0, 7], [0, 0]]) == Score(0.0)


def test_large_corpora_do_not_overflow() -> None:
    large = 3_000_000_000
    assert cohen_kappa([[large, 0], [0, large]]) == Score(1.0)


@pytest.mark.parametrize("matrix", [[[1, 2]], [[1, -1], [0, 1]], [1, 2]])
def test_what_is_no_confusion_matrix_is_refused(matrix: object) -> None:
    with pytest.raises(ValueError, match="confusion matrix"):
        cohen_kappa(matrix)  # type: ignore[arg-type]
