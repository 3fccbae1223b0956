"""How a span of the tagger stands to what it was told by the patterns or the grammar.

Whether the tagger agrees with them says more about whether it is right than its marginals do: where
it names what they do not, it is wrong far more often, however sure it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

import numpy as np

from curator.suggest.learned.chain import Ints
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


class _Hints(NamedTuple):
    """Spans of tokens, in order and without overlap."""

    first: Ints
    after: Ints
    labels: list[str]
    cut: list[bool]


def stands(
    reading: Reading, layer: str, spans: Sequence[TokenSpan], hinted: Collection[str]
) -> list[str]:
    """How each span of a layer stands: one of `STANDS`; hints have the labels `hinted`.

    Names are compared with what the patterns say, figures with what the grammar says.
    """
    if not spans:
        return []
    column = reading.hints["figure" if layer == FIGURE_LAYER else "name"]
    hints = _hints(column, reading.sequences.bounds)
    edges = np.array([(span.first, span.after) for span in spans], dtype=np.int64)
    lows = np.searchsorted(hints.after, edges[:, 0], side="right").tolist()
    highs = np.searchsorted(hints.first, edges[:, 1], side="left").tolist()
    found = []
    for span, low, high in zip(spans, lows, highs, strict=True):
        if span.label not in hinted:
            found.append(OWN)
        elif low >= high:
            found.append(NEW)
        elif any(hints.cut[low:high]):
            found.append(CUT)
        elif high - low > 1 or hints.labels[low] != span.label:
            found.append(OTHER)
        else:
            start, end = int(hints.first[low]), int(hints.after[low])
            same = (start, end) == (span.first, span.after)
            longer = span.first <= start and end <= span.after
            found.append(SAME if same else LONGER if longer else OTHER)
    return found


def _hints(column: Column, bounds: Ints) -> _Hints:
    """The spans that a column of tags (IOB2, a mark for sureness behind the label) holds.

    `bounds` are those of the sequences.
    """
    labels = [hinted_label(value) for value in column.values]
    begins = np.array([value[:2] == "B-" for value in column.values])[column.place]
    number = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    kind = np.array([number[label] for label in labels])[column.place]
    inside = np.array([label != "" for label in labels])[column.place]
    goes_on = np.zeros(len(kind), dtype=np.bool_)
    goes_on[1:] = inside[1:] & ~begins[1:] & (kind[1:] == kind[:-1])
    first = np.flatnonzero(inside & ~goes_on)
    after = np.flatnonzero(inside & ~np.append(goes_on[1:], False)) + 1
    names = list(number)
    cut = np.searchsorted(bounds, first, side="right") < np.searchsorted(bounds, after, side="left")
    return _Hints(first, after, [names[place] for place in kind[first].tolist()], cut.tolist())
