"""The label of each token, for the measures that count tokens.

A token belongs to a span if the two share at least one code point, so a span that begins or ends
inside a token still counts for it. Labels carry no B and I: where a span begins is what the
measures on spans look at.
"""

from __future__ import annotations

import numpy as np

from curator.agreement.continuum import Continuum, Ints, SpanTable, distinct, ragged_ranges


def memberships(continuum: Continuum, spans: SpanTable) -> tuple[Ints, Ints]:
    """All pairs of a token and a span that share a code point: rows of tokens, rows of spans."""
    low = np.searchsorted(continuum.token_end, spans.start, side="right")
    high = np.searchsorted(continuum.token_start, spans.end, side="left")
    return ragged_ranges(low, high)


def one_label_each(continuum: Continuum, spans: SpanTable) -> Ints:
    """One label a token, shape (tokens); `len(continuum.labels)` where the token has none.

    Of several spans the one that covers most of the token gives the label; ties go to the longer
    span (the outer one), then to the one that begins first, then to the earlier label.
    """
    result = np.full(len(continuum.token_start), len(continuum.labels), dtype=np.int64)
    token, span = memberships(continuum, spans)
    result[token] = spans.label[span]
    several = np.bincount(token, minlength=len(result))[token] > 1
    token, span = token[several], span[several]
    start, end = spans.start[span], spans.end[span]
    covered = np.minimum(end, continuum.token_end[token]) - np.maximum(
        start, continuum.token_start[token]
    )
    order = np.lexsort((spans.label[span], start, start - end, -covered, token))
    token, span = token[order], span[order]
    best = np.concatenate([[True], token[1:] != token[:-1]])[: len(token)]
    result[token[best]] = spans.label[span[best]]
    return result


def every_label(continuum: Continuum, spans: SpanTable) -> Ints:
    """All labels of all tokens: the sorted distinct keys `token * len(labels) + label`.

    Nested spans give a token several labels; this is what one label against the rest counts.
    """
    token, span = memberships(continuum, spans)
    return distinct(token * len(continuum.labels) + spans.label[span])
