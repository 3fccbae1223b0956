"""Cohen's kappa from a confusion matrix (Cohen 1960).

On tokens it depends on how much unmarked text there is, and as that grows it tends to F1
(Hripcsak and Rothschild 2005): a secondary figure for spans.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from curator.agreement.continuum import Ints
from curator.agreement.score import Reason, Score


def confusion_matrix(reference: Ints, response: Ints, classes: int) -> Ints:
    """How often the two gave a unit which classes: shape (classes, classes), rows the reference.

    Both arrays hold one class in `[0, classes)` a unit.
    """
    cells = reference.astype(np.int64) * classes + response
    result: Ints = np.bincount(cells, minlength=classes * classes).reshape(classes, classes)
    return result


def cohen_kappa(confusion: ArrayLike) -> Score:
    """Cohen's kappa of a square matrix of counts.

    Undefined if there is no unit, or if both gave every unit one and the same class: agreement
    by chance is then certain.

    Raises:
        ValueError: if the matrix is not square or holds a negative count.
    """
    counts = np.asarray(confusion, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any():
        raise ValueError("a confusion matrix is square and holds counts")
    # Python's integers: the products of large corpora do not overflow, and equality is exact.
    units = int(counts.sum())
    agreed = int(np.trace(counts))
    rows, columns = counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist()
    by_chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    if not units:
        return Score.undefined(Reason.NO_UNIT)
    if by_chance == units * units:
        return Score.undefined(Reason.ONE_CLASS)
    return Score((units * agreed - by_chance) / (units * units - by_chance))
