"""A trained model: a linear-chain CRF for each layer, over the same attributes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from curator.suggest.learned.calibration import Calibration, calibrated
from curator.suggest.learned.chain import Chains, Floats, Ints, Steps
from curator.suggest.learned.features import Layout, Reading, Vocabulary
from curator.suggest.learned.lookup import Lookup, Weights
from curator.suggest.learned.stands import CUT, STANDS, stands
from curator.suggest.learned.token_span import TokenSpan

_UNTOUCHED: Final = Calibration()
_PORTION: Final = 1 << 13


@dataclass
class LayerModel:
    """The tags of a layer (IOB2), and `transitions[a, b]`, the score of tag `b` after `a`."""

    name: str
    tags: tuple[str, ...]
    transitions: Floats
    calibration: Mapping[str, Calibration] = field(default_factory=dict)
    """By how a span stands to the hints; where one is missing, scores stay as they are."""

    def __post_init__(self) -> None:
        self._outside = self.tags.index("O")
        self._labels = [tag[2:] for tag in self.tags]
        self._begins = [tag.startswith("B-") for tag in self.tags]

    def spans(self, chosen: Ints, sure: Floats, firsts: Collection[int]) -> list[TokenSpan]:
        """The spans of tokens with these tags, of which the model is so sure.

        `firsts` are the tokens that begin a sequence. An I- tag that continues nothing begins a
        span.
        """
        begins, labels = self._begins, self._labels
        inside = (chosen != self._outside).nonzero()[0]
        spans = []
        first = after = -1
        label, least = "", 1.0
        for token, tag, score in zip(
            inside.tolist(), chosen[inside].tolist(), sure[inside].tolist(), strict=True
        ):
            if token == after and not begins[tag] and labels[tag] == label and token not in firsts:
                least = min(least, score)
            else:
                if after >= 0:
                    spans.append(TokenSpan(first, after, self.name, label, least))
                first, label, least = token, labels[tag], score
            after = token + 1
        if after >= 0:
            spans.append(TokenSpan(first, after, self.name, label, least))
        return spans

    def calibrated(
        self, spans: list[TokenSpan], reading: Reading, hinted: Collection[str]
    ) -> list[TokenSpan]:
        """The spans of a document with scores that mean what they say.

        `hinted` are the labels that hints have.

        Those are left out where the hints know more, since they run on beyond a sequence's end.
        """
        by_stand = {stand: self.calibration.get(stand, _UNTOUCHED) for stand in STANDS}
        found = [
            (span, stand)
            for span, stand in zip(spans, stands(reading, self.name, spans, hinted), strict=True)
            if stand != CUT
        ]
        scores = calibrated(
            [span.score for span, _ in found], [by_stand[stand] for _, stand in found]
        )
        return [
            TokenSpan(first, after, layer, label, round(score, 4), stand)
            for ((first, after, layer, label, _, _), stand), score in zip(
                found, scores, strict=True
            )
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
        self._shape = shape = len(self.layers), self._chains.width
        # No layer has the tags beyond its own.
        self._missing = np.full(shape, -np.inf)
        column = []
        for number, layer in enumerate(self.layers):
            self._missing[number, : len(layer.tags)] = 0.0
            column += [number * shape[1] + tag for tag in range(len(layer.tags))]
        spread = []
        for weights in self.weights:
            rows = np.zeros((len(weights.rows), shape[0] * shape[1]))
            rows[:, column] = weights.rows
            spread.append(Weights(weights.keys, rows))
        self._layout = Layout(self.vocabulary)
        self._lookup = Lookup(self._layout, spread)

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
        bounds = reading.sequences.bounds
        if len(bounds) < 2:
            return [[] for _ in self.layers]
        attributes = self._layout.attributes(reading)
        tagged = [
            self._tagged(attributes[:, bounds[first] : bounds[last]], bounds[first : last + 1])
            for first, last in _portions(bounds)
        ]
        chosen, sure = (
            tagged[0] if len(tagged) == 1 else map(np.concatenate, zip(*tagged, strict=True))
        )
        firsts = frozenset(bounds.tolist())
        return [
            layer.spans(chosen[:, number], sure[:, number], firsts)
            for number, layer in enumerate(self.layers)
        ]

    def _tagged(self, attributes: Ints, bounds: Ints) -> tuple[Ints, Floats]:
        """The tag of each token in each layer, and how sure it is: both (tokens, layers)."""
        bounds = bounds - bounds[0]
        scores = self._lookup.sums(attributes).reshape(-1, *self._shape)
        scores += self._missing
        marginals = self._chains.marginals(scores, Steps(bounds))
        return self._chains.best_tags(scores, marginals, bounds)


def _portions(bounds: Ints) -> list[tuple[int, int]]:
    """Sequences in portions of about `_PORTION` tokens, whose arrays stay in the cache."""
    first, last = 0, len(bounds) - 1
    if bounds[last] - bounds[first] <= _PORTION:
        return [(first, last)]
    portions = []
    while first < last:
        after = int(np.searchsorted(bounds, bounds[first] + _PORTION, side="left"))
        after = min(max(after, first + 1), last)
        portions.append((first, after))
        first = after
    return portions
