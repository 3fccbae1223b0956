"""Inference in chains against the sum and the maximum over every path."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.suggest.learned.chain import Chains, Steps, viterbi

TAGS = 3


def marginals(scores: np.ndarray, transitions: np.ndarray, steps: Steps) -> np.ndarray:
    """Those of one layer alone."""
    return Chains([transitions]).marginals(scores[:, None], steps)[:, 0]


@st.composite
def problems(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, transitions and bounds of up to four short sequences."""
    lengths = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    scale = draw(st.sampled_from((0.1, 1.0, 8.0)))
    return (
        random.normal(size=(sum(lengths), TAGS)) * scale,
        random.normal(size=(TAGS, TAGS)) * scale,
        np.concatenate(([0], np.cumsum(lengths))),
    )


def paths(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """The score of every path through one sequence."""
    return {
        path: sum(scores[place, tag] for place, tag in enumerate(path))
        + sum(transitions[a, b] for a, b in pairwise(path))
        for path in product(range(TAGS), repeat=len(scores))
    }


@given(problems())
def test_marginals_are_the_shares_of_all_paths(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    scores, transitions, bounds = problem
    found = marginals(scores, transitions, Steps(bounds))
    for first, after in pairwise(bounds):
        by_path = paths(scores[first:after], transitions)
        most = max(by_path.values())
        weights = {path: np.exp(score - most) for path, score in by_path.items()}
        total = sum(weights.values())
        for place in range(after - first):
            for tag in range(TAGS):
                share = sum(w for path, w in weights.items() if path[place] == tag) / total
                assert found[first + place, tag] == pytest.approx(share, abs=1e-9)


@given(problems())
def test_best_tags_are_those_of_the_best_path(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    scores, transitions, bounds = problem
    steps = Steps(bounds)
    searched = viterbi(scores, transitions, steps)
    sure = marginals(scores, transitions, steps)
    found = Chains([transitions]).best_tags(scores[:, None], sure[:, None], bounds)
    short_cut, its_marginals = found[0][:, 0], found[1][:, 0]
    for first, after in pairwise(bounds):
        by_path = paths(scores[first:after], transitions)
        for chosen in (searched, short_cut):
            path = tuple(chosen[first:after].tolist())
            assert by_path[path] == pytest.approx(max(by_path.values()))
    assert its_marginals.tolist() == [sure[token, tag] for token, tag in enumerate(short_cut)]


@given(problems())
def test_a_sequence_alone_is_as_it_is_among_others(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    scores, transitions, bounds = problem
    together = marginals(scores, transitions, Steps(bounds))
    best = viterbi(scores, transitions, Steps(bounds))
    for first, after in pairwise(bounds):
        own, only = scores[first:after], Steps(np.array([0, after - first]))
        assert marginals(own, transitions, only) == pytest.approx(together[first:after], abs=1e-9)
        assert viterbi(own, transitions, only).tolist() == best[first:after].tolist()


@given(problems(), st.integers(0, 10_000))
def test_layers_side_by_side_are_as_each_alone(
    problem: tuple[np.ndarray, np.ndarray, np.ndarray], seed: int
) -> None:
    scores, transitions, bounds = problem
    random = np.random.default_rng(seed)
    more_scores = random.normal(size=(len(scores), TAGS + 2)) * 40
    more_transitions = random.normal(size=(TAGS + 2, TAGS + 2)) * 40
    steps = Steps(bounds)
    both = np.full((len(scores), 2, TAGS + 2), -np.inf)
    both[:, 0, :TAGS] = scores
    both[:, 1] = more_scores
    found = Chains([transitions, more_transitions]).marginals(both, steps)
    assert found[:, 0, :TAGS] == pytest.approx(marginals(scores, transitions, steps), abs=1e-12)
    assert not found[:, 0, TAGS:].any()
    alone = marginals(more_scores, more_transitions, steps)
    assert found[:, 1] == pytest.approx(alone, abs=1e-12)


def test_sums_over_long_paths_do_not_vanish() -> None:
    """Forward and backward in logarithms, which never get too small."""
    random = np.random.default_rng(3)
    size = 150
    scores = random.normal(size=(size, TAGS)) * 30
    transitions = random.normal(size=(TAGS, TAGS)) * 30
    into, out = np.zeros((size, TAGS)), np.zeros((size, TAGS))
    into[0] = scores[0]
    for place in range(1, size):
        into[place] = scores[place] + np.logaddexp.reduce(into[place - 1] + transitions.T, axis=1)
    for place in range(size - 2, -1, -1):
        ahead = transitions + scores[place + 1] + out[place + 1]
        out[place] = np.logaddexp.reduce(ahead, axis=1)
    expected = np.exp(into + out - np.logaddexp.reduce(into[-1]))
    found = marginals(scores, transitions, Steps(np.array([0, size])))
    assert found == pytest.approx(expected, abs=1e-6)


def test_potentials_of_any_size_stay_finite() -> None:
    scores = np.array([[900.0, -900.0], [-900.0, 900.0], [0.0, 0.0]])
    found = marginals(scores, np.zeros((2, 2)), Steps(np.array([0, 3])))
    assert np.isfinite(found).all()
    assert found[:2].argmax(axis=1).tolist() == [0, 1]
