"""A document as the tagger reads it: its tokens, and the sequences they are tagged in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from curator.suggest.runs import SHORT, Kept, placed, runs_of, spread
from curator.text.sentences import boundaries
from curator.text.syllables import BLOCK, syllables

Ints: TypeAlias = npt.NDArray[np.int64]

LONGEST: Final = 160
"""Tokens of the longest sequence; a longer sentence is cut, so that time stays linear."""


class Sequences(NamedTuple):
    """The tokens of a document, in sequences that are tagged each on its own.

    Token `k` is the word `distinct[place[k]]`; words are in order of their first places. `starts`
    and `ends` are code points of the raw text, one item a token; sequence `k` holds the tokens
    `bounds[k]` to `bounds[k + 1]`.
    """

    distinct: list[str]
    place: Ints
    starts: Ints
    ends: Ints
    bounds: Ints

    @property
    def words(self) -> list[str]:
        """The word of each token."""
        return [self.distinct[place] for place in self.place.tolist()]

    @property
    def lengths(self) -> Ints:
        """Tokens of each sequence."""
        return np.diff(self.bounds)


_EDGES: Final = Kept(lambda run: tuple(chain.from_iterable(syllables(run))))
"""Where the tokens of a run begin and end, in turn."""


def sequences_of(text: str) -> Sequences:
    """The tokens of `text`, a sequence a sentence."""
    return (_of_short if len(text) <= SHORT else _of_long)(text)


def _of_short(text: str) -> Sequences:
    """The tokens of a text as short as a sentence, one by one."""
    number: dict[str, int] = {}
    place, starts, ends = [], [], []
    for at, run in placed(text):
        edges = _EDGES[run]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            place.append(number.setdefault(run[start:end], len(number)))
            starts.append(at + start)
            ends.append(at + end)
    cuts = {bisect_left(starts, cut) for cut in boundaries(text)}
    bounds = sorted({0, len(place), *cuts})
    return Sequences(
        list(number),
        np.array(place, dtype=np.int64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        _cut(np.array(bounds, dtype=np.int64)),
    )


def _of_long(text: str) -> Sequences:
    """The same of a text of any length, by arithmetic on arrays."""
    surfaces, place, starts, ends = _tokens(text)
    cuts = np.fromiter(boundaries(text), np.int64)
    bounds = np.unique(np.concatenate(([0, len(place)], np.searchsorted(starts, cuts))))
    number: dict[str, int] = {}
    numbers = [number.setdefault(surface, len(number)) for surface in surfaces]
    place = np.array(numbers, dtype=np.int64)[place]
    return Sequences(list(number), place, starts, ends, _cut(bounds))


def _tokens(text: str) -> tuple[list[str], Ints, Ints, Ints]:
    """The tokens that `syllables` gives: surfaces, the place of each among them, starts, ends."""
    runs = runs_of(text)
    if any(len(run) >= BLOCK for run in runs.distinct):
        # So long a run is tokenised in blocks that begin at certain places of the text.
        tokens = syllables(text)
        edges = np.fromiter(chain.from_iterable(tokens), np.int64, 2 * len(tokens))
        surfaces = [text[start:end] for start, end in tokens]
        return surfaces, np.arange(len(tokens)), edges[::2], edges[1::2]
    cuts = list(map(_EDGES.__getitem__, runs.distinct))
    surfaces = [
        run[start:end]
        for run, cut in zip(runs.distinct, cuts, strict=True)
        for start, end in zip(cut[::2], cut[1::2], strict=True)
    ]
    edges = np.fromiter(chain.from_iterable(cuts), np.int64, 2 * len(surfaces))
    place, base = spread(runs, np.fromiter(map(len, cuts), np.int64, len(cuts)) // 2)
    return surfaces, place, base + edges[::2][place], base + edges[1::2][place]


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
    first, after = tokens_between(sequences, np.array(ranges, dtype=np.int64))
    pairs = zip(first.tolist(), after.tolist(), strict=True)
    return [(a, b) if a < b else None for a, b in pairs]


def tokens_between(sequences: Sequences, edges: Ints) -> tuple[Ints, Ints]:
    """The first token that each range touches, and the one after its last; `edges`: (ranges, 2).

    A range that touches none has no first token before the one after.
    """
    first = np.searchsorted(sequences.ends, edges[:, 0], side="right")
    return first, np.searchsorted(sequences.starts, edges[:, 1], side="left")
