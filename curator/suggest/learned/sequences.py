"""A document as the tagger reads it: its tokens, and the sequences they are tagged in."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from curator.text.sentences import sentences
from curator.text.syllables import syllables

Ints: TypeAlias = npt.NDArray[np.int64]

LONGEST: Final = 160
"""Tokens of the longest sequence; a longer sentence is cut, so that time stays linear."""


class Sequences(NamedTuple):
    """The tokens of a document, in sequences that are tagged each on its own.

    `starts` and `ends` are code points of the raw text, one item a token; sequence `k` holds the
    tokens `bounds[k]` to `bounds[k + 1]`.
    """

    words: list[str]
    starts: Ints
    ends: Ints
    bounds: Ints

    @property
    def lengths(self) -> Ints:
        """Tokens of each sequence."""
        return np.diff(self.bounds)


def sequences_of(text: str) -> Sequences:
    """The tokens of `text`, a sequence a sentence."""
    tokens = syllables(text)
    # A flat iterator: numpy takes long to look into a list of tuples.
    offsets = np.fromiter(chain.from_iterable(tokens), np.int64, 2 * len(tokens))
    starts, ends = offsets[::2].copy(), offsets[1::2].copy()
    firsts = np.array([sentence.start for sentence in sentences(text)], dtype=np.int64)
    bounds = np.unique(np.concatenate(([0, len(tokens)], np.searchsorted(starts, firsts))))
    return Sequences([text[start:end] for start, end in tokens], starts, ends, _cut(bounds))


def _cut(bounds: Ints) -> Ints:
    """`bounds` with more of them where a sequence is longer than `LONGEST`."""
    lengths = np.diff(bounds)
    if not len(lengths) or lengths.max() <= LONGEST:
        return bounds
    pieces = [
        np.arange(first, first + length, LONGEST, dtype=np.int64)
        for first, length in zip(bounds[:-1].tolist(), lengths.tolist(), strict=True)
    ]
    return np.concatenate([*pieces, bounds[-1:]])


def token_ranges(
    sequences: Sequences, spans: Iterable[tuple[int, int]]
) -> list[tuple[int, int] | None]:
    """For each range of code points the half-open range of tokens that it touches, None if none."""
    ranges = list(spans)
    if not ranges:
        return []
    edges = np.array(ranges, dtype=np.int64)
    first = np.searchsorted(sequences.ends, edges[:, 0], side="right").tolist()
    after = np.searchsorted(sequences.starts, edges[:, 1], side="left").tolist()
    return [(a, b) if a < b else None for a, b in zip(first, after, strict=True)]
