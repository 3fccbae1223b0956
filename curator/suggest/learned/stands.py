"""How a span of the tagger stands to what it was told by the patterns or the grammar.

Whether the tagger agrees with them says more about whether it is right than its marginals do: where
it names what they do not, it is wrong far more often, however sure it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from curator.suggest.learned.calibration import MANY
from curator.suggest.learned.features import Column, Reading, hinted_label
from curator.suggest.learned.token_span import TokenSpan

FIGURE_LAYER: Final = "figure"

SAME: Final = "same"
"""The hints say the same."""
LONGER: Final = "longer"
"""One hint with this label lies inside."""
NEW: Final = "new"
"""No hint is near."""
OTHER: Final = "other"
"""The hints say something else: another label, other edges, several spans."""
CUT: Final = "cut"
"""A hint runs over the end of the sequence that the tagger reads, so it sees a part only."""
OWN: Final = "own"
"""Its label is one that no hint ever has."""
STANDS: Final = (SAME, LONGER, NEW, OTHER, CUT, OWN)


class _Hint(NamedTuple):
    """A span of tokens."""

    first: int
    after: int
    label: str


def stands(
    reading: Reading, layer: str, spans: Sequence[TokenSpan], hinted: Collection[str]
) -> list[str]:
    """How each span of a layer stands: one of `STANDS`; hints have the labels `hinted`.

    Names are compared with what the patterns say, figures with what the grammar says.
    """
    if not spans:
        return []
    hints = _hints(reading.hints["figure" if layer == FIGURE_LAYER else "name"])
    ranges = _touching(hints, spans)
    bounds = reading.sequences.bounds.tolist()
    one_sequence = len(bounds) == 2
    found = []
    for (first, after, _, label, _, _), (low, high) in zip(spans, ranges, strict=True):
        if label not in hinted:
            found.append(OWN)
        elif low >= high:
            found.append(NEW)
        elif not one_sequence and any(_cut(hint, bounds) for hint in hints[low:high]):
            found.append(CUT)
        elif high - low > 1 or hints[low].label != label:
            found.append(OTHER)
        else:
            start, end, _ = hints[low]
            longer = first <= start and end <= after
            same = longer and start == first and end == after
            found.append(SAME if same else LONGER if longer else OTHER)
    return found


def _touching(hints: Sequence[_Hint], spans: Sequence[TokenSpan]) -> Iterable[tuple[int, int]]:
    """For each span the half-open range of the hints that share a token with it."""
    firsts, afters = [hint.first for hint in hints], [hint.after for hint in hints]
    if len(spans) < MANY:
        return [
            (bisect_right(afters, span.first), bisect_left(firsts, span.after)) for span in spans
        ]
    lows = np.searchsorted(afters, [span.first for span in spans], side="right")
    highs = np.searchsorted(firsts, [span.after for span in spans], side="left")
    return zip(lows.tolist(), highs.tolist(), strict=True)


def _cut(hint: _Hint, bounds: list[int]) -> bool:
    """Whether a sequence with one of these bounds ends inside of `hint`."""
    return bisect_right(bounds, hint.first) < bisect_left(bounds, hint.after)


def _hints(column: Column) -> list[_Hint]:
    """The spans that a column of tags (IOB2, a mark for sureness behind the label) holds."""
    labels = [hinted_label(value) for value in column.values]
    begins = [value[:2] == "B-" for value in column.values]
    inside = column.place.nonzero()[0]
    hints: list[_Hint] = []
    first = after = -1
    label = ""
    for token, tag in zip(inside.tolist(), column.place[inside].tolist(), strict=True):
        if token != after or begins[tag] or labels[tag] != label:
            if after >= 0:
                hints.append(_Hint(first, after, label))
            first, label = token, labels[tag]
        after = token + 1
    if after >= 0:
        hints.append(_Hint(first, after, label))
    return hints
