"""Inference in linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001).

All sequences of a document advance together, one array operation a step, so the time is that of
the longest sequence and the work linear in the number of tokens.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


_SCALED_EVERY: Final = 4


class Steps:
    """The tokens of several sequences in the order of their places: all first ones, all second.

    Sequences are ordered by length, so those that reach a place are always the first rows.
    """

    def __init__(self, bounds: Ints) -> None:
        lengths = np.diff(bounds)
        order = np.argsort(-lengths, kind="stable")
        lengths, firsts = lengths[order], bounds[:-1][order]
        longest = int(lengths[0]) if len(lengths) else 0
        self.counts = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
        """How many sequences have a token at each place."""
        self.slices = []
        rows = []
        at = 0
        for place, count in enumerate(self.counts):
            rows.append(firsts[:count] + place)
            self.slices.append(slice(at, at + count))
            at += count
        self.rows: Ints = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        """The tokens in this order."""


def best_tags(scores: Floats, transitions: Floats, bounds: Ints, sure: Floats) -> Ints:
    """The tags of the best path of each sequence, shape (tokens,).

    `sure` are the `marginals`. Where the likeliest tags of a sequence's tokens together leave less
    than half of the probability to all other paths, no path can be better than theirs; only the
    other sequences are searched.
    """
    chosen: Ints = sure.argmax(axis=1)
    doubt = 1 - sure[np.arange(len(chosen)), chosen]
    doubts = np.add.reduceat(doubt, bounds[:-1]) if len(bounds) > 1 else doubt
    open_ = np.flatnonzero(doubts >= 0.5)
    if len(open_):
        lengths = np.diff(bounds)[open_]
        inner = np.concatenate(([0], np.cumsum(lengths)))
        # The tokens of the open sequences, one sequence after the other.
        rows = np.arange(inner[-1]) + np.repeat(bounds[open_] - inner[:-1], lengths)
        chosen[rows] = viterbi(scores[rows], transitions, Steps(inner))
    return chosen


def viterbi(scores: Floats, transitions: Floats, steps: Steps) -> Ints:
    """The tags of the best path of each sequence (Viterbi 1967), shape (tokens,).

    `scores` has the shape (tokens, tags); `transitions[a, b]` is the score of `b` after `a`.
    """
    ordered = scores[steps.rows]
    back = np.empty(ordered.shape, dtype=np.int8)
    reached = np.empty_like(ordered)
    into = np.ascontiguousarray(transitions.T)
    before: Floats | None = None
    for here in steps.slices:
        count = here.stop - here.start
        if before is None:
            before = ordered[here]
        else:
            ways = before[:count, None, :] + into
            back[here] = ways.argmax(axis=2)
            before = ways.max(axis=2) + ordered[here]
        reached[here] = before
    chosen = np.empty(len(ordered), dtype=np.int64)
    after: Ints = np.zeros(0, dtype=np.int64)
    for place in range(len(steps.slices) - 1, -1, -1):
        here = steps.slices[place]
        # Sequences that end here begin their way back with the best tag.
        begun = here.start + len(after)
        current = np.empty(here.stop - here.start, dtype=np.int64)
        current[len(after) :] = reached[begun : here.stop].argmax(axis=1)
        if len(after):
            following = steps.slices[place + 1]
            current[: len(after)] = back[following][np.arange(len(after)), after]
        chosen[here] = after = current
    result = np.empty_like(chosen)
    result[steps.rows] = chosen
    return result


def marginals(scores: Floats, transitions: Floats, steps: Steps) -> Floats:
    """The probability of each tag of each token, shape (tokens, tags), by forward-backward.

    Sums over paths are kept up to a factor a row, which falls out at the end, and brought back to
    1 every few places: before that they cannot get so small as to vanish.
    """
    ordered = scores[steps.rows]
    potentials = np.exp(ordered - ordered.max(axis=1, keepdims=True, initial=-np.inf))
    step = np.exp(transitions - transitions.max(initial=0.0))
    back_step = np.ascontiguousarray(step.T)
    forward = potentials.copy()
    before: Floats | None = None
    for place, here in enumerate(steps.slices):
        current = forward[here]
        if before is not None:
            current *= before[: len(current)] @ step
        if place % _SCALED_EVERY == 0:
            current /= current.sum(axis=1, keepdims=True)
        before = current
    backward = np.ones_like(potentials)
    for place in range(len(steps.slices) - 2, -1, -1):
        here, following = steps.slices[place], steps.slices[place + 1]
        ahead = (potentials[following] * backward[following]) @ back_step
        if place % _SCALED_EVERY == 0:
            ahead /= ahead.sum(axis=1, keepdims=True)
        backward[here.start : here.start + len(ahead)] = ahead
    forward *= backward
    forward /= forward.sum(axis=1, keepdims=True)
    result: Floats = np.empty_like(forward)
    result[steps.rows] = forward
    return result
