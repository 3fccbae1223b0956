"""Cohen's kappa against published values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.kappa import cohen_kappa, confusion_matrix
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
