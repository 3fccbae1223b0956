"""A trained model: a linear-chain CRF for each layer, over the same attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np

from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.chain import Floats, Ints, Steps, best_tags, marginals
from curator.suggest.learned.features import TEMPLATES, Reading, Vocabulary, attributes
from curator.suggest.learned.lookup import Lookup, Weights

_PORTION: Final = 1 << 14


class TokenSpan(NamedTuple):
    """A labelled half-open range of tokens, with how sure the model is of it."""

    first: int
    after: int
    layer: str
    label: str
    score: float


@dataclass
class LayerModel:
    """The tags of a layer (IOB2), and `transitions[a, b]`, the score of tag `b` after `a`."""

    name: str
    tags: tuple[str, ...]
    transitions: Floats
    calibration: Calibration = field(default_factory=Calibration)

    def __post_init__(self) -> None:
        self._labels = sorted({tag[2:] for tag in self.tags if tag != "O"})
        self._label_of = np.array(
            [self._labels.index(tag[2:]) if tag != "O" else -1 for tag in self.tags]
        )
        self._begins = np.array([tag.startswith("B-") for tag in self.tags])

    def spans(self, scores: Floats, bounds: Ints, start: int) -> list[TokenSpan]:
        """The spans of sequences of which these are the scores of the tags.

        `bounds` are those of the sequences among the rows of `scores`; `start` is the number of the
        first row's token. An I- tag that continues nothing begins a span.
        """
        found = marginals(scores, self.transitions, Steps(bounds))
        chosen = best_tags(scores, self.transitions, bounds, found)
        sure = found[np.arange(len(chosen)), chosen]
        label = self._label_of[chosen]
        inside = label >= 0
        goes_on = np.zeros(len(chosen), dtype=np.bool_)
        goes_on[1:] = inside[1:] & ~self._begins[chosen[1:]] & (label[1:] == label[:-1])
        goes_on[bounds[:-1]] = False
        first = np.flatnonzero(inside & ~goes_on)
        if not len(first):
            return []
        after = np.flatnonzero(inside & ~np.append(goes_on[1:], False)) + 1
        edges = np.stack((first, after), axis=1).reshape(-1)
        least = np.minimum.reduceat(np.append(sure, 1.0), edges)[::2]
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

    def calibrated(self, spans: list[TokenSpan]) -> list[TokenSpan]:
        """The spans with scores that mean what they say."""
        scores = self.calibration([span.score for span in spans]).tolist()
        return [
            span._replace(score=round(score, 4)) for span, score in zip(spans, scores, strict=True)
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
        self._lookups = [
            Lookup(weights, template, self.vocabulary)
            for weights, template in zip(self.weights, TEMPLATES, strict=True)
        ]
        self._columns: list[slice] = []
        width = 0
        for layer in self.layers:
            self._columns.append(slice(width, width + len(layer.tags)))
            width += len(layer.tags)
        self._width = width

    def tag(self, reading: Reading) -> list[TokenSpan]:
        """The spans of a document in order of start, within a layer without overlap.

        The score is the least marginal probability of a span's tokens, calibrated: about the share
        of such spans that are right.
        """
        found: list[TokenSpan] = []
        for layer, spans in zip(self.layers, self.tag_raw(reading), strict=True):
            found += layer.calibrated(spans)
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
            scores = np.zeros((end - start, self._width))
            for lookup, key in zip(self._lookups, keys, strict=True):
                lookup.add_to(scores, key[start:end])
            inner = bounds[first : last + 1] - start
            for layer, columns, spans in zip(self.layers, self._columns, found, strict=True):
                spans += layer.spans(np.ascontiguousarray(scores[:, columns]), inner, start)
        return found


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
