"""Bootstrap intervals over documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement import bootstrap
from curator.agreement.bootstrap import bootstrap_intervals
from curator.agreement.continuum import Floats
from curator.agreement.score import Interval, Reason


def ratio(sums: Floats) -> Floats:
    result = np.full(len(sums), np.nan)
    np.divide(sums[:, 0], sums[:, 1], out=result, where=sums[:, 1] > 0)
    return result


def bootstrap_interval(
    statistics: Floats, estimate: Callable[[Floats], Floats], **options: Any
) -> Interval:
    (interval,) = bootstrap_intervals(statistics, [estimate], **options)
    return interval


rows = st.lists(
    st.integers(0, 20).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=30,
).map(lambda pairs: np.array(pairs, dtype=np.float64))


@given(rows, st.randoms(use_true_random=False))
def test_the_interval_is_ordered_inside_the_range_and_blind_to_the_order_of_documents(
    statistics: Floats, random: object
) -> None:
    interval = bootstrap_interval(statistics, ratio, replicates=200)
    order = list(range(len(statistics)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert bootstrap_interval(statistics[order], ratio, replicates=200) == interval
    if not statistics[:, 1].any():
        assert interval.reason == Reason.NO_RESAMPLE
        return
    assert interval.low is not None
    assert interval.high is not None
    each = ratio(statistics)
    assert np.nanmin(each) - 1e-12 <= interval.low <= interval.high <= np.nanmax(each) + 1e-12


def test_the_interval_holds_the_estimate_and_mostly_the_truth() -> None:
    generator = np.random.default_rng(5)
    held = covered = 0
    for seed in range(100):
        # Documents differ in how well they are agreed on: half of the variance is theirs.
        rate = generator.beta(8, 2, 60)
        number = generator.integers(5, 60, 60)
        statistics = np.stack([generator.binomial(number, rate), number], axis=1).astype(float)
        interval = bootstrap_interval(statistics, ratio, replicates=300, seed=seed)
        assert interval.low is not None
        assert interval.high is not None
        point = statistics[:, 0].sum() / statistics[:, 1].sum()
        held += interval.low <= point <= interval.high
        covered += interval.low <= 0.8 <= interval.high
    assert held == 100
    assert 85 <= covered <= 100


def test_the_interval_is_that_of_drawing_documents_one_by_one() -> None:
    generator = np.random.default_rng(3)
    number = generator.integers(0, 30, 25)
    statistics = np.stack([generator.binomial(number, 0.7), number], axis=1).astype(float)
    drawn = generator.integers(0, 25, (20_000, 25))
    low, high = np.quantile(ratio(statistics[drawn].sum(axis=1)), [0.025, 0.975])
    interval = bootstrap_interval(statistics, ratio, replicates=20_000)
    assert interval.low == pytest.approx(low, abs=0.005)
    assert interval.high == pytest.approx(high, abs=0.005)


def test_a_seed_gives_the_same_interval_and_another_seed_another() -> None:
    statistics = np.array([[k % 7, 7] for k in range(40)], dtype=float)
    one = bootstrap_interval(statistics, ratio, seed=1)
    assert bootstrap_interval(statistics, ratio, seed=1) == one
    assert bootstrap_interval(statistics, ratio, seed=2) != one


def test_a_higher_level_gives_a_wider_interval() -> None:
    statistics = np.array([[k % 7, 7] for k in range(40)], dtype=float)
    narrow = bootstrap_interval(statistics, ratio, level=0.5)
    wide = bootstrap_interval(statistics, ratio, level=0.99)
    assert wide.low is not None
    assert narrow.low is not None
    assert narrow.high is not None
    assert wide.high is not None
    assert wide.low < narrow.low <= narrow.high < wide.high


def test_drawing_in_parts_gives_the_same_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    statistics = np.array([[k, 40] for k in range(40)], dtype=float)
    whole = bootstrap_interval(statistics, ratio, replicates=60)
    monkeypatch.setattr(bootstrap, "_CELLS", 1000)
    assert bootstrap_interval(statistics, ratio, replicates=60) == whole


def test_several_estimates_share_their_resamples() -> None:
    statistics = np.array([[k % 7, 7] for k in range(40)], dtype=float)
    one, other = bootstrap_intervals(statistics, [ratio, lambda sums: 1 - ratio(sums)])
    assert one.low is not None
    assert one.high is not None
    assert other.low == pytest.approx(1 - one.high)
    assert other.high == pytest.approx(1 - one.low)


def test_too_few_documents_have_no_interval() -> None:
    assert bootstrap_interval(np.zeros((0, 2)), ratio).reason == Reason.NO_DOCUMENT
    one = bootstrap_interval(np.array([[1.0, 2.0]]), ratio)
    assert (one.low, one.high, one.reason) == (None, None, Reason.ONE_DOCUMENT)


@pytest.mark.parametrize(("replicates", "level"), [(0, 0.95), (10, 0.0), (10, 1.0)])
def test_senseless_settings_are_refused(replicates: int, level: float) -> None:
    with pytest.raises(ValueError, match="resamples"):
        bootstrap_interval(np.ones((3, 2)), ratio, replicates=replicates, level=level)
