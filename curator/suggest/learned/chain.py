"""Inference in linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001).

All sequences of a document advance together, one array operation a step, so the time is that of
the longest sequence and the work linear in the number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


_SCALED_EVERY: Final = 4
"""Places after which sums over paths are brought back to 1."""


class Steps:
    """The tokens of several sequences in the order of their places: all first ones, all second.

    Sequences are ordered by length, so those that reach a place are always the first rows.
    """

    rows: Ints
    """The tokens in this order."""
    mirrored: Ints
    """The tokens in the order of their places counted from the ends of the sequences."""
    alone: bool
    """Whether there is one sequence only."""

    def __init__(self, bounds: Ints) -> None:
        if len(bounds) == 2:
            # One sentence, as of a caller that asks for each alone.
            first, after = bounds.tolist()
            self.alone = True
            self.slices = [slice(place, place + 1) for place in range(after - first)]
            self.rows = np.arange(first, after)
            self.mirrored = self.rows[::-1]
            return
        self.alone = False
        lengths = np.diff(bounds)
        order = np.argsort(-lengths, kind="stable")
        lengths, firsts = lengths[order], bounds[:-1][order]
        longest = int(lengths[0]) if len(lengths) else 0
        # How many sequences have a token at each place.
        counts = np.searchsorted(-lengths, -np.arange(longest), side="left")
        edges = np.concatenate(([0], np.cumsum(counts)))
        self.slices = [slice(start, end) for start, end in pairwise(edges.tolist())]
        place = np.repeat(np.arange(longest), counts)
        sequence = np.arange(len(place)) - np.repeat(edges[:-1], counts)
        self.rows = firsts[sequence] + place
        self.mirrored = self.rows + lengths[sequence] - 1 - 2 * place


class Chains:
    """Chains over the same tokens, one a layer: all of them are summed in one go.

    `transitions` are those of the layers, each of the shape (tags, tags); arrays of all layers have
    room for `width` tags, the number of the layer that has most.
    """

    def __init__(self, transitions: Sequence[Floats]) -> None:
        self._transitions = list(transitions)
        self.width = max((len(of_layer) for of_layer in transitions), default=0)
        count = len(transitions)
        # The forward steps of all layers, then the backward ones.
        self._steps = np.zeros((2 * count, self.width, self.width))
        for layer, of_layer in enumerate(transitions):
            size = len(of_layer)
            step = np.exp(of_layer - of_layer.max(initial=0.0))
            self._steps[layer, :size, :size] = step
            self._steps[count + layer, :size, :size] = step.T
        # The same as one matrix for a sequence alone, and one that sums up each chain.
        self._joint = _diagonal(self._steps)
        self._sums = _diagonal(np.ones_like(self._steps))

    def marginals(self, scores: Floats, steps: Steps) -> Floats:
        """The probability of each tag of each token, by forward-backward.

        Shape (tokens, layers, width), as that of `scores`; a tag that a layer has not scores -inf.

        Backward is forward from the end, so both go side by side. Sums over paths are kept up to a
        factor a row, which falls out at the end, and brought back to 1 every few places: before
        that they cannot get so small as to vanish.
        """
        potentials: Floats = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-np.inf))
        count = potentials.shape[1]
        if steps.alone:
            ordered = np.concatenate((potentials, potentials[::-1]), axis=1)
            ahead = self._alone(ordered)
            forward, backward = ahead[:, :count], ahead[::-1, count:]
        else:
            ordered = np.concatenate((potentials[steps.rows], potentials[steps.mirrored]), axis=1)
            ahead = self._abreast(ordered, steps)
            forward, backward = np.empty_like(potentials), np.empty_like(potentials)
            forward[steps.rows] = ahead[:, :count]
            backward[steps.mirrored] = ahead[:, count:]
        found = potentials
        found *= forward
        found *= backward
        found /= found.sum(axis=2, keepdims=True)
        return found

    def best_tags(self, scores: Floats, sure: Floats, bounds: Ints) -> tuple[Ints, Floats]:
        """The tags of the best path of each sequence, and their marginals, both (tokens, layers).

        `sure` are all marginals. Where the likeliest tags of a sequence's tokens together leave
        less than half of the probability to all other paths, no path can be better than theirs;
        only the other sequences are searched.
        """
        chosen: Ints = sure.argmax(axis=2)
        found: Floats = sure.max(axis=2)
        doubts = np.add.reduceat(1 - found, bounds[:-1])
        if doubts.max() < 0.5:
            return chosen, found
        for layer, transitions in enumerate(self._transitions):
            open_ = np.flatnonzero(doubts[:, layer] >= 0.5)
            if len(open_):
                lengths = np.diff(bounds)[open_]
                inner = np.concatenate(([0], np.cumsum(lengths)))
                # The tokens of the open sequences, one sequence after the other.
                rows = np.arange(inner[-1]) + np.repeat(bounds[open_] - inner[:-1], lengths)
                best = viterbi(scores[rows, layer, : len(transitions)], transitions, Steps(inner))
                chosen[rows, layer] = best
                found[rows, layer] = sure[rows, layer, best]
        return chosen, found

    def _abreast(self, ordered: Floats, steps: Steps) -> Floats:
        """What reaches each token over all paths before it; `ordered` becomes what leaves it."""
        ahead = np.empty_like(ordered)
        reached = ordered[:0]
        for place, here in enumerate(steps.slices):
            potential, into = ordered[here], ahead[here]
            if place:
                before = reached[: len(into)].transpose(1, 0, 2)
                np.matmul(before, self._steps, out=into.transpose(1, 0, 2))
                potential *= into
            else:
                into[:] = 1.0
            reached = potential
            if place % _SCALED_EVERY == 0:
                reached /= reached.sum(axis=2, keepdims=True)
        return ahead

    def _alone(self, ordered: Floats) -> Floats:
        """The same for one sequence: a product of a row and a matrix for all chains a token."""
        ahead = np.empty_like(ordered)
        ahead[0] = 1.0
        dot, multiply, joint = np.dot, np.multiply, self._joint
        rows = zip(ordered.reshape(len(ordered), -1), ahead.reshape(len(ordered), -1), strict=True)
        reached: Floats | None = None
        for place, (potential, into) in enumerate(rows):
            if reached is not None:
                dot(reached, joint, out=into)
                multiply(potential, into, out=potential)
            reached = potential
            if place % _SCALED_EVERY == 0:
                reached /= dot(reached, self._sums)
        return ahead


def _diagonal(blocks: Floats) -> Floats:
    """A square matrix with these square matrices on its diagonal."""
    count, width = blocks.shape[:2]
    joint = np.zeros((count, width, count, width))
    for place, block in enumerate(blocks):
        joint[place, :, place] = block
    return joint.reshape(count * width, count * width)


def viterbi(scores: Floats, transitions: Floats, steps: Steps) -> Ints:
    """The tags of the best path of each sequence (Viterbi 1967), shape (tokens,).

    `scores` has the shape (tokens, tags); `transitions[a, b]` is the score of `b` after `a`.
    """
    if steps.alone:
        return _best_way(scores, transitions)
    reached = scores[steps.rows]
    before: Floats | None = None
    for here in steps.slices:
        current = reached[here]
        if before is not None:
            current += (before[: len(current), :, None] + transitions).max(axis=1)
        before = current
    chosen = np.empty(len(reached), dtype=np.int64)
    after: Ints = np.zeros(0, dtype=np.int64)
    into = np.ascontiguousarray(transitions.T)
    for here in reversed(steps.slices):
        # Sequences that end here begin their way back with the best tag; the others go on where
        # the tag after this one was reached from.
        ways = reached[here]
        if len(after):
            ways[: len(after)] += into[after]
        chosen[here] = after = ways.argmax(axis=1)
    result = np.empty_like(chosen)
    result[steps.rows] = chosen
    return result


def _best_way(scores: Floats, transitions: Floats) -> Ints:
    """The tags of the best path of one sequence."""
    into = np.ascontiguousarray(transitions.T)
    room, most = np.empty_like(into), np.empty(len(into))
    rows = list(scores.copy())
    before = rows[0]
    for row in rows[1:]:
        np.add(into, before, out=room)
        row += np.maximum.reduce(room, axis=1, out=most)
        before = row
    chosen = [int(before.argmax())]
    for row in rows[-2::-1]:
        row += into[chosen[-1]]
        chosen.append(int(row.argmax()))
    return np.array(chosen[::-1], dtype=np.int64)
