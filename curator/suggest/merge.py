"""One set of suggestions without overlap out of what all sources say of a document.

The rule, in this order:

0. The trained tagger (`learned`) has read what patterns and grammar say, and its score is measured:
   it stands for them. Where a suggestion of theirs overlaps one of its own of the same layer, only
   its own counts, with the score as it is: what contradicts them it has measured apart
   (`suggest.learned.stands`). Elsewhere theirs count as ever.
   A span that both propose is the first-hand source's, with the score of the tagger.
1. The same range and label from several sources is one suggestion: of the source that comes first
   by the rules below, with the score raised to 1 - (1 - a)(1 - b)..., one factor a source.
2. A source of last resort (`underthesea`: about one suggestion in four is right) counts only where
   no other suggestion overlaps.
3. Then by score: an entity of .8 or more before one of .5 or more before the rest. A figure stands
   in the middle however sure it is. So an entity keeps the number in its name, but a guess at an
   entity gives way to the figure around it.
4. Then the longer before the shorter, since of nested names the outermost is marked.
5. Then the higher score, and at last the place in the text and the names, so that the order in
   which the suggestions come never matters.

6. What is left below `SHOWN_FROM` is not shown at all: a reviewer is faster without suggestions
   that are wrong far more often than right. It stays in the corpus.

Sources from outside (`load --as-suggester`, plug-ins) stand under the same rule by their scores.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from math import prod
from typing import Final, TypeAlias

from curator.model.span import Suggestion

LAST_RESORT: Final = frozenset({"underthesea"})
FIGURE_LAYER: Final = "figure"

STANDS_FOR: Final = {"learned": frozenset({"patterns", "figures"})}
"""Sources that have read the suggestions of others, and made up their minds on them."""

SHOWN_FROM: Final = 0.2
"""Suggestions with a lower score are kept in the corpus, but not shown to reviewers."""

_STRONG: Final = 0.8
_FAIR: Final = 0.5

_Rank: TypeAlias = tuple[bool, int, int, float, int, str, str, str, str, str, str]


def merge(suggestions: Iterable[Suggestion], exclusive: bool) -> list[Suggestion]:
    """The suggestions that remain by the module's rule, in order of start.

    Within a layer none overlap; with `exclusive` (as the scheme has it) neither do those of
    different layers. O(n log n) comparisons for n suggestions.
    """
    every = list(suggestions)
    shown = [s for s in _joined(_without_read(every)) if s.score >= SHOWN_FROM]
    if exclusive:
        kept = _without_overlap(shown)
    else:
        layers: dict[str, list[Suggestion]] = {}
        for suggestion in shown:
            layers.setdefault(suggestion.span.layer, []).append(suggestion)
        kept = [suggestion for layer in layers.values() for suggestion in _without_overlap(layer)]
    kept = _credited(kept, every)
    return sorted(kept, key=lambda s: (s.span.start, s.span.end, s.span.layer))


def _credited(kept: list[Suggestion], every: list[Suggestion]) -> list[Suggestion]:
    """`kept` with spans of a reading source given back to the source that it has read."""
    for reader, read in STANDS_FOR.items():
        wanted: dict[int, list[int]] = {}
        for number, one in enumerate(kept):
            if one.source == reader:
                wanted.setdefault(one.span.start, []).append(number)
        first_hand: dict[int, Suggestion] = {}
        for one in every:
            if one.source in read:
                for number in wanted.get(one.span.start, ()):
                    if one.span is kept[number].span or one.span == kept[number].span:
                        other = first_hand.setdefault(number, one)
                        if other is not one and _rank(one) < _rank(other):
                            first_hand[number] = one
        for number, first in first_hand.items():
            own = kept[number]
            kept[number] = Suggestion(own.span, first.source, first.version, own.score)
    return kept


def _place(suggestion: Suggestion) -> tuple[int, int, str, str]:
    span = suggestion.span
    return span.start, span.end, span.layer, span.label


def _without_read(every: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without those that a source has read which stands for theirs."""
    for reader, read in STANDS_FOR.items():
        reach: dict[str, list[tuple[int, int]]] = {}
        for one in every:
            if one.source == reader:
                reach.setdefault(one.span.layer, []).append((one.span.start, one.span.end))
        if reach:
            taken = {layer: _Ranges(ranges) for layer, ranges in reach.items()}
            every = [
                one
                for one in every
                if one.source not in read
                or one.span.layer not in taken
                or not taken[one.span.layer].overlap(one.span.start, one.span.end)
            ]
    return every


class _Ranges:
    """Ranges, asked in O(log n) whether they overlap a range."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        ranges.sort()
        self._starts = [start for start, _ in ranges]
        self._ends = list(accumulate((end for _, end in ranges), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the ranges shares a code point with `[start, end)`."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _rank(suggestion: Suggestion) -> _Rank:
    span = suggestion.span
    if span.layer == FIGURE_LAYER:
        band = 1
    else:
        band = 0 if suggestion.score >= _STRONG else 1 if suggestion.score >= _FAIR else 2
    return (
        suggestion.source in LAST_RESORT,
        band,
        span.start - span.end,
        -suggestion.score,
        span.start,
        span.layer,
        span.label,
        suggestion.source,
        suggestion.version,
        span.value or "",
        span.unit or "",
    )


def _joined(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """One suggestion for each range and label."""
    alone: dict[tuple[int, int, str, str], Suggestion] = {}
    groups: dict[tuple[int, int, str, str], list[Suggestion]] = {}
    for suggestion in suggestions:
        place = _place(suggestion)
        first = alone.setdefault(place, suggestion)
        if first is not suggestion:
            groups.setdefault(place, [first]).append(suggestion)
    for place, group in groups.items():
        alone[place] = _join(group)
    return list(alone.values())


def _join(group: list[Suggestion]) -> Suggestion:
    best = min(group, key=_rank)
    measured = [one for one in group if one.source in STANDS_FOR]
    if measured:
        return min(measured, key=_rank)
    scores: dict[str, float] = {}
    for suggestion in group:
        scores[suggestion.source] = max(suggestion.score, scores.get(suggestion.source, 0.0))
    if len(scores) == 1:
        return best
    # sorted: the product of floats depends on the order of its factors
    doubt = prod(1.0 - score for score in sorted(scores.values()))
    return replace(best, score=max(best.score, min(1.0, 1.0 - doubt)))


def _without_overlap(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions that are left if each by rank takes its place before those behind it."""
    kept: list[Suggestion] = []
    # Most overlap no other; only those that hang together have to be ranked.
    heap: list[Suggestion] = []
    reach = 0
    for suggestion in sorted(suggestions, key=lambda s: s.span.start):
        start, end = suggestion.span.start, suggestion.span.end
        if start >= end:
            continue
        if start >= reach:
            kept += heap if len(heap) < 2 else _best(sorted(heap, key=_rank))
            heap = []
        heap.append(suggestion)
        reach = max(reach, end)
    return kept + _best(sorted(heap, key=_rank))


def _best(ranked: list[Suggestion]) -> list[Suggestion]:
    """Of suggestions in order of rank, each that overlaps none before it."""
    # What is kept does not overlap, so its starts and ends are in one order. Inserting moves
    # memory, which for any document is far cheaper than a tree in Python.
    starts: list[int] = []
    ends: list[int] = []
    kept = []
    for suggestion in ranked:
        start, end = suggestion.span.start, suggestion.span.end
        place = bisect_left(starts, end)
        if place and ends[place - 1] > start:
            continue
        starts.insert(place, start)
        ends.insert(place, end)
        kept.append(suggestion)
    return kept
