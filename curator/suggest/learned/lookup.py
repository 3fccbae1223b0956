"""The weights of attributes, looked up for all tokens of a document at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from curator.suggest.learned.chain import Floats, Ints
from curator.suggest.learned.features import Template, Vocabulary

_DIRECT: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a template's attributes: those of `keys[i]` (ascending) are `rows[i]`."""

    keys: Ints
    rows: Floats


class Lookup:
    """Finds the rows of `weights` for arrays of keys; a key that has none counts nothing."""

    def __init__(self, weights: Weights, template: Template, vocabulary: Vocabulary) -> None:
        size = 1
        for column, _ in template:
            size *= vocabulary.size(column)
        self._keys = weights.keys
        self._rows = np.concatenate((weights.rows, np.zeros((1, weights.rows.shape[1]))))
        self._row_of: Ints | None = None
        if size <= _DIRECT:
            # Few enough keys to have a place for each.
            self._row_of = np.full(size, len(weights.keys), dtype=np.int64)
            self._row_of[weights.keys] = np.arange(len(weights.keys))

    def add_to(self, scores: Floats, key: Ints) -> None:
        """Add the weights of each token's attribute to its row of `scores`."""
        if not len(self._keys):
            return
        if self._row_of is not None:
            scores += self._rows[self._row_of[key]]
            return
        place = np.searchsorted(self._keys, key)
        place[place == len(self._keys)] = 0
        known = np.flatnonzero(self._keys[place] == key)
        scores[known] += self._rows[place[known]]
