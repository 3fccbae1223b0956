"""The weights of attributes, looked up for all tokens of a document at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from curator.suggest.learned.chain import Floats, Ints
from curator.suggest.learned.features import Layout

_BLOCK: Final = 64
"""Tokens of which the weights are summed up at once: they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a template's attributes: those of `keys[i]` (ascending) are `rows[i]`."""

    keys: Ints
    rows: Floats


class Lookup:
    """Sums up the weights of the attributes of tokens; one that has none counts nothing.

    `weights` are those of the templates, in their order.
    """

    def __init__(self, layout: Layout, weights: Sequence[Weights]) -> None:
        ordered = [weights[template] for template in layout.order]
        keys = np.concatenate(
            [one.keys + begin for one, begin in zip(ordered, layout.begins[:-1], strict=True)]
        )
        width = ordered[0].rows.shape[1]
        self._none = len(keys)
        self._rows = np.concatenate([*(one.rows for one in ordered), np.zeros((1, width))])
        # Templates of few attributes have a place for each; those of the others are searched.
        self._few = layout.few
        few = int(np.searchsorted(keys, layout.begins[self._few]))
        self._places = np.full(layout.begins[self._few], self._none, dtype=np.int64)
        self._places[keys[:few]] = np.arange(few)
        self._searched = np.append(keys[few:], np.iinfo(np.int64).max)
        self._first_searched = few

    def sums(self, attributes: Ints) -> Floats:
        """The sums for tokens with these attributes (templates, tokens): shape (tokens, width)."""
        count = attributes.shape[1]
        places = self._places_of(attributes)
        found = np.empty((count, self._rows.shape[1]))
        room = np.empty((len(places), min(count, _BLOCK), self._rows.shape[1]))
        for block in range(0, count, _BLOCK):
            here = places[:, block : block + _BLOCK]
            # To clip never happens; it spares numpy a copy.
            part = self._rows.take(here, axis=0, out=room[:, : here.shape[1]], mode="clip")
            np.add.reduce(part, axis=0, out=found[block : block + _BLOCK])
        return found

    def _places_of(self, attributes: Ints) -> Ints:
        """The row of each attribute's weights."""
        places = np.empty_like(attributes)
        self._places.take(attributes[: self._few], out=places[: self._few], mode="clip")
        many = attributes[self._few :]
        at = np.searchsorted(self._searched, many)
        known = self._searched.take(at) == many
        places[self._few :] = np.where(known, at + self._first_searched, self._none)
        return places
