"""Cohen's kappa from confusion matrices (Cohen 1960), of one pair of reviewers or of several.

On tokens it depends on how much unmarked text there is, and as that grows it tends to F1
(Hripcsak and Rothschild 2005): a secondary figure for spans.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

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
    return pooled_kappa([confusion])


def pooled_kappa(confusions: Iterable[ArrayLike]) -> Score:
    """Kappa over several pairs of reviewers, one square matrix of counts a pair.

    (A_o - A_e) / (1 - A_e), where A_o is the mean over the pairs of the agreement observed and
    A_e that of the agreement by chance, which comes from the pair's own two reviewers. A pair
    weighs as many units as both judged, so where all judged the same units this is the kappa of
    Conger 1980 (the multi-kappa of Davies and Fleiss 1982, as Artstein and Poesio 2008 name it),
    and Cohen's where there is one pair.

    Neither of the two simpler ways will do. The mean of the pairs' kappas (Light 1971) has no
    value as soon as one pair has none, and counts a pair that hardly used a class like one that
    used it all the time; here a pair without a kappa adds nothing. One kappa of all matrices
    summed mixes reviewers in its margins, so that it depends on who is called the reference.

    Undefined if there is no unit, or if in each pair both gave every unit one and the same class.

    Raises:
        ValueError: if a matrix is not square or holds a negative count.
    """
    # Fractions: large corpora do not overflow, equality is exact and the order does not matter.
    beyond_chance = possible = Fraction(0)
    classes: set[int] = set()
    for confusion in confusions:
        counts = _checked(confusion)
        units = int(counts.sum())
        if not units:
            continue
        agreed = int(np.trace(counts))
        rows, columns = counts.sum(axis=1).tolist(), counts.sum(axis=0).tolist()
        by_chance = Fraction(
            sum(row * column for row, column in zip(rows, columns, strict=True)), units
        )
        beyond_chance += agreed - by_chance
        possible += units - by_chance
        classes.update(np.flatnonzero(counts.diagonal()).tolist())
    if possible:
        return Score(float(beyond_chance / possible))
    # Without room beyond chance all units lie on the diagonals.
    if not classes:
        return Score.undefined(Reason.NO_UNIT)
    return Score.undefined(Reason.ONE_CLASS if len(classes) == 1 else Reason.ONE_CLASS_A_PAIR)


def _checked(confusion: ArrayLike) -> Ints:
    counts: Ints = np.asarray(confusion, dtype=np.int64)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any():
        raise ValueError("a confusion matrix is square and holds counts")
    return counts
