"""A document as the tagger reads it: its tokens, and the sequences they are tagged in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    offsets = np.array(tokens, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
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


def text_range(sequences: Sequences, first: int, after: int) -> tuple[int, int]:
    """The code points that the tokens `first` to `after` (half-open) cover."""
    return int(sequences.starts[first]), int(sequences.ends[after - 1])


def spans_of_tags(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The (first token, one past the last, label) of IOB2 tags; an I- alone begins a span."""
    spans: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            spans.append((start, place, label))
            label = ""
        if tag != "O" and not label:
            start, label = place, tag[2:]
    return spans
