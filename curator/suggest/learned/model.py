"""A trained model: a linear-chain CRF for each layer, over the same attributes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from curator.suggest.learned.calibration import Calibration, calibrated
from curator.suggest.learned.chain import Chains, Floats, Ints, Steps, best_tags
from curator.suggest.learned.features import TEMPLATES, Reading, Vocabulary, attributes
from curator.suggest.learned.lookup import Lookup, Weights
from curator.suggest.learned.stands import CUT, stands
from curator.suggest.learned.token_span import TokenSpan

_CERTAIN: Final = np.ones(1)
_UNTOUCHED: Final = Calibration()
_PORTION: Final = 1 << 13
_BLOCK: Final = 1 << 10


@dataclass
class LayerModel:
    """The tags of a layer (IOB2), and `transitions[a, b]`, the score of tag `b` after `a`."""

    name: str
    tags: tuple[str, ...]
    transitions: Floats
    calibration: Mapping[str, Calibration] = field(default_factory=dict)
    """By how a span stands to the hints; where one is missing, scores stay as they are."""

    def __post_init__(self) -> None:
        self._labels = sorted({tag[2:] for tag in self.tags if tag != "O"})
        self._label_of = np.array(
            [self._labels.index(tag[2:]) if tag != "O" else -1 for tag in self.tags]
        )
        self._begins = np.array([tag.startswith("B-") for tag in self.tags])

    def spans(self, scores: Floats, found: Floats, bounds: Ints, start: int) -> list[TokenSpan]:
        """The spans of sequences of which these are the tags' scores and marginals (`found`).

        `bounds` are those of the sequences among the rows of `scores`; `start` is the number of the
        first row's token. An I- tag that continues nothing begins a span.
        """
        chosen = best_tags(scores, self.transitions, bounds, found)
        sure = found[np.arange(len(chosen)), chosen]
        label = self._label_of[chosen]
        inside = label >= 0
        # An end is where a span does not go on; so is the end of every sequence.
        goes_on = np.zeros(len(chosen) + 1, dtype=np.bool_)
        goes_on[1:-1] = inside[1:] & ~self._begins[chosen[1:]] & (label[1:] == label[:-1])
        goes_on[bounds] = False
        first = (inside & ~goes_on[:-1]).nonzero()[0]
        if not len(first):
            return []
        after = (inside & ~goes_on[1:]).nonzero()[0] + 1
        edges = np.empty(2 * len(first), dtype=np.int64)
        edges[::2], edges[1::2] = first, after
        least = np.minimum.reduceat(np.concatenate((sure, _CERTAIN)), edges)[::2]
        return [
            TokenSpan(a, b, self.name, self._labels[number], score)
            for a, b, number, score in zip(
                (first + start).tolist(),
                (after + start).tolist(),
                label[first].tolist(),
                least.tolist(),
                strict=True,
            )
        ]

    def calibrated(
        self, spans: list[TokenSpan], reading: Reading, hinted: Collection[str]
    ) -> list[TokenSpan]:
        """The spans of a document with scores that mean what they say.

        `hinted` are the labels that hints have.

        Those are left out where the hints know more, since they run on beyond a sequence's end.
        """
        found = [
            (span, self.calibration.get(stand, _UNTOUCHED))
            for span, stand in zip(spans, stands(reading, self.name, spans, hinted), strict=True)
            if stand != CUT
        ]
        scores = calibrated([span.score for span, _ in found], [by for _, by in found]).tolist()
        return [
            TokenSpan(first, after, layer, label, round(score, 4))
            for ((first, after, layer, label, _), _), score in zip(found, scores, strict=True)
        ]


@dataclass
class Model:
    """The weights of the attributes, their columns those of all layers' tags side by side."""

    vocabulary: Vocabulary
    layers: Sequence[LayerModel]
    weights: Sequence[Weights]
    about: Mapping[str, Any] = field(default_factory=dict)
    """Where it comes from: how many documents and sentences, and which."""

    def __post_init__(self) -> None:
        self._chains = Chains([layer.transitions for layer in self.layers])
        shape = len(self.layers), self._chains.width
        # What every token's scores begin with: no layer has the tags beyond its own.
        self._begin = np.full(shape, -np.inf)
        column = []
        for number, layer in enumerate(self.layers):
            self._begin[number, : len(layer.tags)] = 0.0
            column += [number * shape[1] + tag for tag in range(len(layer.tags))]
        self._lookups = []
        for weights, template in zip(self.weights, TEMPLATES, strict=True):
            rows = np.zeros((len(weights.rows), shape[0] * shape[1]))
            rows[:, column] = weights.rows
            self._lookups.append(Lookup(Weights(weights.keys, rows), template, self.vocabulary))

    def tag(self, reading: Reading) -> list[TokenSpan]:
        """The spans of a document in order of start, within a layer without overlap.

        The score is the least marginal probability of a span's tokens, calibrated: about the share
        of such spans that are right.
        """
        found: list[TokenSpan] = []
        for layer, spans in zip(self.layers, self.tag_raw(reading), strict=True):
            found += layer.calibrated(spans, reading, self.vocabulary.hinted)
        return sorted(found)

    def tag_raw(self, reading: Reading) -> list[list[TokenSpan]]:
        """The spans of each layer, in order, with scores that are not calibrated."""
        found: list[list[TokenSpan]] = [[] for _ in self.layers]
        bounds = reading.sequences.bounds
        if len(bounds) < 2:
            return found
        keys = attributes(self.vocabulary, reading)
        for first, last in _portions(bounds):
            start, end = int(bounds[first]), int(bounds[last])
            scores = self._scores([key[start:end] for key in keys])
            inner = bounds[first : last + 1] - start
            sure = self._chains.marginals(scores, Steps(inner))
            for number, (layer, spans) in enumerate(zip(self.layers, found, strict=True)):
                own = np.s_[:, number, : len(layer.tags)]
                spans += layer.spans(scores[own], sure[own], inner, start)
        return found

    def _scores(self, keys: Sequence[Ints]) -> Floats:
        """The scores of the tags of tokens with these attributes, shape (tokens, layers, width)."""
        count = len(keys[0])
        scores = np.empty((count, *self._begin.shape))
        scores[:] = self._begin
        flat = scores.reshape(count, -1)
        room = np.empty_like(flat[:_BLOCK])
        places = [lookup.places(key) for lookup, key in zip(self._lookups, keys, strict=True)]
        for block in range(0, count, _BLOCK):
            sums = flat[block : block + _BLOCK]
            part = room[: len(sums)]
            for lookup, place in zip(self._lookups, places, strict=True):
                # To clip never happens; it spares numpy a copy.
                lookup.rows.take(place[block : block + _BLOCK], axis=0, out=part, mode="clip")
                sums += part
        return scores


def _portions(bounds: Ints) -> list[tuple[int, int]]:
    """Sequences in portions of about `_PORTION` tokens, whose arrays stay in the cache."""
    portions = []
    first, last = 0, len(bounds) - 1
    while first < last:
        after = int(np.searchsorted(bounds, bounds[first] + _PORTION, side="left"))
        after = min(max(after, first + 1), last)
        portions.append((first, after))
        first = after
    return portions
