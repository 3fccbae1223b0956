"""Krippendorff's alpha for nominal data: any number of reviewers, values may be missing.

Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability". A unit counts if at
least two reviewers judged it; each of its pairs of values counts 1 / (m - 1), m being the number
of its values.

For nominal data alpha needs no coincidence matrix, only how many values each class has and how
much of the coincidences lies on the diagonal. Both add up over documents, which makes resampling
documents cheap.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from curator.agreement.continuum import Floats, Ints
from curator.agreement.score import Reason, Score

MISSING = -1
"""The value of a unit that a reviewer did not judge."""


def nominal_alpha(values: ArrayLike) -> Score:
    """Alpha of a reliability matrix, shape (reviewers, units).

    Values are classes `0, 1, ...` or `MISSING`.
    """
    matrix = np.asarray(values, dtype=np.int64)
    classes = int(matrix.max(initial=-1)) + 1
    group = np.zeros(matrix.shape[1], dtype=np.int64)
    return alpha_score(alpha_statistics(matrix, group, 1, classes)[0])


def alpha_statistics(values: NDArray[np.integer], group: Ints, groups: int, classes: int) -> Floats:
    """What alpha comes from, for each group of units; it adds up over groups.

    `values`: (reviewers, units) classes or `MISSING`. `group`: (units), in `[0, groups)`.
    Result: (groups, 1 + classes): the coincidences of equal values, then the number of values of
    each class.
    """
    result = np.zeros((groups, 1 + classes))
    judged = values != MISSING
    raters = np.count_nonzero(judged, axis=0)
    counted = raters >= 2
    weight = np.where(counted, 2.0, 0.0) / np.maximum(raters - 1, 1)
    for reviewer, row in enumerate(values):
        use = counted & judged[reviewer]
        cells = group[use] * classes + row[use]
        numbers = np.bincount(cells, minlength=groups * classes)
        result[:, 1:] += numbers.reshape(groups, classes)
        for other in range(reviewer):
            equal = judged[reviewer] & (row == values[other])
            result[:, 0] += np.bincount(group[equal], weights=weight[equal], minlength=groups)
    return result


def alpha_of(statistics: Floats) -> Floats:
    """Alpha of each row of summed statistics, shape (n, 1 + classes); NaN where undefined."""
    agreeing, numbers = statistics[:, 0], statistics[:, 1:]
    total = numbers.sum(axis=1)
    unequal = total * total - (numbers * numbers).sum(axis=1)
    result = np.full(len(statistics), np.nan)
    expected = np.ones(len(statistics))
    np.divide((total - 1) * (total - agreeing), unequal, out=expected, where=unequal > 0)
    np.subtract(1.0, expected, out=result, where=unequal > 0)
    return result


def alpha_score(statistics: Floats) -> Score:
    """Alpha of one row of summed statistics, or why there is none."""
    numbers = statistics[1:]
    if not numbers.any():
        return Score.undefined(Reason.NO_UNIT)
    if np.count_nonzero(numbers) == 1:
        return Score.undefined(Reason.ONE_CLASS)
    return Score(float(alpha_of(statistics[np.newaxis])[0]))
