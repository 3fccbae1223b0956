"""Calibration: scores that mean what they say."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.reliability import reliability
from curator.suggest.learned.calibration import Calibration


def test_the_expected_calibration_error_by_hand() -> None:
    """Bins of .1: two at .95 (one right), one at .3 (wrong), one at 1.0 (right)."""
    found = reliability([(0.95, True), (0.95, False), (0.3, False), (1.0, True)])
    assert found.count == 4
    # The last bin holds three: mean score 2.9 / 3, two right; the fourth bin .3 against 0.
    assert found.error == pytest.approx((3 * (2.9 / 3 - 2 / 3) + 0.3) / 4)
    last = found.bins[-1]
    assert (last.low, last.high, last.count) == (0.9, 1.0, 3)
    assert last.score == pytest.approx(2.9 / 3)
    assert last.right == pytest.approx(2 / 3)
    assert [one.count for one in found.bins[:-1]] == [0, 0, 0, 1, 0, 0, 0, 0, 0]


def test_no_suggestion_has_no_error() -> None:
    assert reliability([]).error is None


def test_scores_that_are_too_sure_are_put_right() -> None:
    random = Random(7)
    scores = [random.uniform(0.5, 0.999) for _ in range(4_000)]
    right = [random.random() < score**3 for score in scores]
    before = reliability(zip(scores, right, strict=True)).error
    found = Calibration.fit(scores, right)
    after = reliability(zip(found(scores).tolist(), right, strict=True)).error
    assert before is not None
    assert after is not None
    assert before > 0.1
    assert after < 0.04


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_any_outcomes_give_scores_between_nought_and_one_in_the_same_order(
    outcomes: list[tuple[float, bool]],
) -> None:
    found = Calibration.fit([score for score, _ in outcomes], [right for _, right in outcomes])
    scores = found(sorted(score for score, _ in outcomes))
    assert ((scores >= 0) & (scores <= 1)).all()
    assert (np.diff(scores) >= 0).all()


def test_few_outcomes_leave_the_scores_as_they_are() -> None:
    assert Calibration.fit([0.9] * 5, [False] * 5) == Calibration()


def test_as_json_and_back() -> None:
    assert Calibration.from_json(Calibration(0.7, 0.2).to_json()) == Calibration(0.7, 0.2)


def test_a_step_too_far_is_taken_back() -> None:
    """Newton's whole steps run away where nearly all scores are next to 1."""
    random = Random(0)
    scores = [random.choice([0.999999, 0.9999, 0.99, 0.5]) for _ in range(200)]
    right = [random.random() < (0.9 if score > 0.6 else 0.6) for score in scores]
    found = Calibration.fit(scores, right)
    assert 0 < found.slope < 2
    assert reliability(zip(found(scores).tolist(), right, strict=True)).error < 0.06  # type: ignore[operator]


def test_the_prior_is_what_few_outcomes_leave_and_many_move() -> None:
    prior = Calibration(0.5, -1.0)
    assert Calibration.fit([0.9] * 5, [True] * 5, prior, 10.0) == prior
    near = Calibration.fit([0.9] * 40, [True] * 40, prior, 50.0)([0.9])[0]
    far = Calibration.fit([0.9] * 40, [True] * 40, prior, 1.0)([0.9])[0]
    assert prior([0.9])[0] < near < far


@given(st.floats(0, 1), st.floats(0.01, 50), st.floats(-600, 600))
def test_one_score_is_calibrated_as_it_is_among_others(
    score: float, slope: float, shift: float
) -> None:
    calibration = Calibration(slope, shift)
    assert calibration.of(score) == pytest.approx(float(calibration([score])[0]), rel=1e-9)
