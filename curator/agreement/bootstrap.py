"""Bootstrap intervals over documents.

Documents are resampled, not spans: spans of one document agree or disagree together, and an
interval that takes them for independent is far too narrow. A document enters by its sufficient
statistics only (a row of counts that add up over documents), so a resample is a vector of how
often each document was drawn, and all resamples together are one matrix product. Percentile
interval of Efron (1979; Efron and Tibshirani 1993, chapter 13).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from curator.agreement.continuum import Floats
from curator.agreement.score import Interval, Reason

_CELLS = 4_000_000  # draws held at once, 32 MB


def bootstrap_intervals(
    statistics: Floats,
    estimates: Sequence[Callable[[Floats], Floats]],
    *,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[Interval, ...]:
    """The interval of each of the `estimates`, all over the same resamples of the documents.

    `statistics`: (documents, columns). An estimate takes sums over resamples, shape (n, columns),
    and gives n figures, NaN where a resample leaves the figure undefined; such resamples are
    left out. The same rows in any order, with the same seed, give the same intervals.

    Raises:
        ValueError: if `replicates` is below 1 or `level` not in (0, 1).
    """
    if replicates < 1 or not 0 < level < 1:
        raise ValueError(f"cannot draw {replicates} resamples for a level of {level}")
    documents = len(statistics)
    if documents < 2:
        reason = Reason.ONE_DOCUMENT if documents else Reason.NO_DOCUMENT
        return (Interval(None, None, level, reason.value),) * len(estimates)
    rows = statistics[np.lexsort(statistics.T)]
    generator = np.random.default_rng(seed)
    step = max(1, _CELLS // documents)
    parts = []
    for first in range(0, replicates, step):
        size = min(step, replicates - first)
        drawn = generator.integers(0, documents, size=(size, documents))
        drawn += documents * np.arange(size)[:, np.newaxis]
        times = np.bincount(drawn.ravel(), minlength=size * documents)
        parts.append(times.reshape(size, documents).astype(np.float64) @ rows)
    sums = np.concatenate(parts)
    return tuple(_percentiles(estimate(sums), level) for estimate in estimates)


def _percentiles(figures: Floats, level: float) -> Interval:
    figures = figures[~np.isnan(figures)]
    if not len(figures):
        return Interval(None, None, level, Reason.NO_RESAMPLE.value)
    low, high = np.quantile(figures, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level)
