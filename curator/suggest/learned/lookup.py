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
        self._none = len(weights.keys)
        self.rows: Final = np.concatenate((weights.rows, np.zeros((1, weights.rows.shape[1]))))
        """The weights of all keys, and behind them those of a key that has none."""
        self._place_of: Ints | None = None
        if size <= _DIRECT:
            # Few enough keys to have a place for each.
            self._place_of = np.full(size, self._none, dtype=np.int64)
            self._place_of[weights.keys] = np.arange(self._none)

    def places(self, key: Ints) -> Ints:
        """The row of each token's attribute."""
        if self._place_of is not None:
            return self._place_of[key]
        if not self._none:
            return np.zeros(len(key), dtype=np.int64)
        place = np.searchsorted(self._keys, key)
        place[place == self._none] = 0
        place[self._keys[place] != key] = self._none
        return place
