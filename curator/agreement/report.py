"""The agreement report: every measure over documents that several reviewers finished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import numpy as np

from curator.agreement.alpha import MISSING, alpha_of, alpha_score, alpha_statistics
from curator.agreement.bootstrap import bootstrap_intervals
from curator.agreement.continuum import (
    Bools,
    Continuum,
    Floats,
    Ints,
    ReviewedDocument,
    SpanTable,
    lay_out,
)
from curator.agreement.kappa import cohen_kappa, confusion_matrix, pooled_kappa
from curator.agreement.matching import (
    Criterion,
    Tally,
    confusion_with_none,
    counts_of,
    f1_of,
    match_tables,
    tally,
)
from curator.agreement.result import (
    NO_SPAN,
    AgreementReport,
    Confusion,
    DocumentAgreement,
    F1Intervals,
    LabelAgreement,
    PairAgreement,
    PairLabelAgreement,
    ReviewerAgreement,
    SpanScore,
    SpanScores,
)
from curator.agreement.score import Interval, Reason, Score
from curator.agreement.token_labels import every_label, one_label_each
from curator.agreement.unitized import UnitizedFamily, unitized_family

__all__ = ["AgreementReport", "ReviewedDocument", "agreement_report"]


def agreement_report(
    documents: Sequence[ReviewedDocument],
    labels: Sequence[str],
    *,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> AgreementReport:
    """How far reviewers agree on the spans of these labels.

    Documents of fewer than two reviewers are left out, spans of other labels are left out and
    counted. The order of the documents does not matter. `replicates`, `level` and `seed` are
    those of `bootstrap_intervals`.

    Raises:
        ValueError: if a label is named twice, a span or token does not lie in its document, or
            tokens are out of order.
    """
    continuum = lay_out(documents, labels)
    pairs = _Pairs(continuum)
    spans = _span_scores(pairs.by_document.sum(axis=0), _why_no_pair(continuum))
    alpha, alpha_by_document = _token_alpha(continuum, pairs.token_labels)
    columns = Tally.COLUMNS
    figures: list[tuple[Score, Callable[[Floats], Floats]]] = [
        (spans.strict.f1, lambda sums: f1_of(sums[:, :columns], Criterion.STRICT)),
        (spans.exact.f1, lambda sums: f1_of(sums[:, :columns], Criterion.EXACT)),
        (spans.partial.f1, lambda sums: f1_of(sums[:, :columns], Criterion.PARTIAL)),
        (spans.type.f1, lambda sums: f1_of(sums[:, :columns], Criterion.TYPE)),
        (alpha, lambda sums: alpha_of(sums[:, columns:])),
    ]
    strict, exact, half, same_type, alpha_interval = (
        Interval(None, None, level, figure.reason) if figure.value is None else interval
        for (figure, _), interval in zip(
            figures,
            bootstrap_intervals(
                np.concatenate([pairs.by_document, alpha_by_document], axis=1),
                [estimate for _, estimate in figures],
                replicates=replicates,
                level=level,
                seed=seed,
            ),
            strict=True,
        )
    )
    unitized = _unitized(continuum)
    return AgreementReport(
        documents=continuum.documents,
        reviewers=continuum.reviewers,
        labels=continuum.labels,
        spans_left_out=continuum.left_out,
        spans=spans,
        f1_intervals=F1Intervals(strict=strict, exact=exact, partial=half, type=same_type),
        kappa=_kappa(continuum, pairs),
        alpha=alpha,
        alpha_interval=alpha_interval,
        unitized=unitized,
        confusion=_confusion(continuum, pairs.confusion),
        by_label=_by_label(continuum, pairs, unitized),
        by_reviewer=_by_reviewer(continuum, pairs),
        by_document=_by_document(continuum, pairs),
        pairs=tuple(pairs.agreements),
    )


class _Pairs:
    """The pairs of reviewers: their agreements, and sums over them.

    `by_document`: (documents, 6), `by_label`: (labels, 6), `by_reviewer`: (reviewers, 6) tallies,
    in the last the reviewer is the response. `token_confusions`: of each pair that shares a token
    the classes of its tokens, (labels + 1, labels + 1), and of each label against the rest,
    (labels, 2, 2).
    """

    def __init__(self, continuum: Continuum) -> None:
        labels = len(continuum.labels)
        self._continuum = continuum
        self.token_labels = [one_label_each(continuum, table) for table in continuum.tables]
        self.token_keys = [every_label(continuum, table) for table in continuum.tables]
        self._apart = [table.apart_by_label(continuum.total) for table in continuum.tables]
        self.by_document = np.zeros((continuum.documents, Tally.COLUMNS), dtype=np.int64)
        self.by_label = np.zeros((labels, Tally.COLUMNS), dtype=np.int64)
        self.by_reviewer = np.zeros((len(continuum.reviewers), Tally.COLUMNS), dtype=np.int64)
        self.confusion = np.zeros((labels + 1, labels + 1), dtype=np.int64)
        self.token_confusions: list[tuple[Ints, Ints]] = []
        self.agreements = [
            self._agreement(first, second)
            for first, second in combinations(range(len(continuum.reviewers)), 2)
        ]

    def _agreement(self, first: int, second: int) -> PairAgreement:
        continuum = self._continuum
        shared = continuum.present[first] & continuum.present[second]
        documents = int(np.count_nonzero(shared))
        one, other = (_within(continuum.tables[k], shared) for k in (first, second))
        matches = match_tables(one, other)
        by_document = tally(one, other, matches, continuum.documents, one.document, other.document)
        confusion = confusion_with_none(one, other, matches, len(continuum.labels))
        one, other = (_within(self._apart[k], shared) for k in (first, second))
        by_label = tally(
            one, other, match_tables(one, other), len(continuum.labels), one.label, other.label
        )
        row = by_document.sum(axis=0)
        self.by_document += by_document
        self.by_label += by_label
        self.by_reviewer[second] += row
        self.by_reviewer[first] += _swapped(row)
        self.confusion += confusion
        empty = None if documents else Reason.NO_SHARED_DOCUMENT
        kappa, kappa_by_label = self._kappas(first, second, shared)
        return PairAgreement(
            reference=continuum.reviewers[first],
            response=continuum.reviewers[second],
            documents=documents,
            spans=_span_scores(row, empty or Reason.BOTH_EMPTY),
            kappa=kappa,
            confusion=_confusion(continuum, confusion),
            by_label=tuple(
                PairLabelAgreement(
                    label=label,
                    strict=_span_score(counts, Criterion.STRICT, empty or Reason.LABEL_UNUSED),
                    partial=_span_score(counts, Criterion.PARTIAL, empty or Reason.LABEL_UNUSED),
                    kappa=label_kappa,
                )
                for label, counts, label_kappa in zip(
                    continuum.labels, by_label, kappa_by_label, strict=True
                )
            ),
        )

    def _kappas(self, first: int, second: int, shared: Bools) -> tuple[Score, list[Score]]:
        """Kappa over all labels, and of each label against the rest."""
        continuum = self._continuum
        size = len(continuum.labels)
        if not shared.any():
            none = Score.undefined(Reason.NO_SHARED_DOCUMENT)
            return none, [none] * size
        use = shared[continuum.token_document]
        tokens = int(np.count_nonzero(use))
        if not tokens:
            none = Score.undefined(Reason.NO_TOKEN)
            return none, [none] * size
        counts = confusion_matrix(
            self.token_labels[first][use], self.token_labels[second][use], size + 1
        )
        by_label = self._label_confusions(first, second, use)
        self.token_confusions.append((counts, by_label))
        kappa = _undefined_if(counts[size, size] == tokens, Reason.BOTH_EMPTY, cohen_kappa(counts))
        return kappa, [
            _undefined_if(label[1, 1] == tokens, Reason.LABEL_UNUSED, cohen_kappa(label))
            for label in by_label
        ]

    def _label_confusions(self, first: int, second: int, use: Bools) -> Ints:
        """Of each label how many of the tokens in `use` have it, (labels, 2, 2), the rest last."""
        size = len(self._continuum.labels)
        keys = [
            self.token_keys[k][use[self.token_keys[k] // max(size, 1)]] for k in (first, second)
        ]
        both = np.intersect1d(keys[0], keys[1], assume_unique=True)
        common, one, other = (np.bincount(k % max(size, 1), minlength=size) for k in (both, *keys))
        neither = np.count_nonzero(use) - one - other + common
        cells = np.stack([common, one - common, other - common, neither], axis=1)
        return cells.reshape(size, 2, 2)


def _undefined_if(condition: bool, reason: Reason, score: Score) -> Score:
    """The score; on this condition none, for a reason that tells more than the score's own."""
    return Score.undefined(reason) if condition else score


def _within(table: SpanTable, documents: Bools) -> SpanTable:
    return table if documents.all() else table.take(documents[table.document])


def _swapped(row: Ints) -> Ints:
    swapped = row.copy()
    swapped[Tally.REFERENCE], swapped[Tally.RESPONSE] = row[Tally.RESPONSE], row[Tally.REFERENCE]
    return swapped


def _why_no_pair(continuum: Continuum) -> Reason:
    """Why a figure over all pairs is undefined if neither side holds a span."""
    return Reason.NOTHING_MARKED if continuum.documents else Reason.NO_DOCUMENT


def _span_score(row: Ints, criterion: Criterion, empty: Reason) -> SpanScore:
    """The scores of a tally; `empty` tells why there is none if neither side holds a span."""
    counts = counts_of(row, criterion)

    def score(value: float | None, reason: Reason) -> Score:
        if value is not None:
            return Score(value)
        return Score.undefined(empty if counts.f1 is None else reason)

    return SpanScore(
        criterion=criterion,
        counts=counts,
        precision=score(counts.precision, Reason.RESPONSE_EMPTY),
        recall=score(counts.recall, Reason.REFERENCE_EMPTY),
        f1=score(counts.f1, empty),
    )


def _span_scores(row: Ints, empty: Reason) -> SpanScores:
    return SpanScores(
        strict=_span_score(row, Criterion.STRICT, empty),
        exact=_span_score(row, Criterion.EXACT, empty),
        partial=_span_score(row, Criterion.PARTIAL, empty),
        type=_span_score(row, Criterion.TYPE, empty),
    )


def _confusion(continuum: Continuum, counts: Ints) -> Confusion:
    return Confusion(
        labels=(*continuum.labels, NO_SPAN),
        counts=tuple(tuple(row) for row in counts.tolist()),
    )


def _kappa(continuum: Continuum, pairs: _Pairs) -> Score:
    """Kappa over all labels and pairs."""
    if (reason := _why_no_token(continuum)) is not None:
        return Score.undefined(reason)
    labels = len(continuum.labels)
    used = any((row < labels).any() for row in pairs.token_labels)
    score = pooled_kappa(counts for counts, _ in pairs.token_confusions)
    return _undefined_if(not used, Reason.NOTHING_MARKED, score)


def _kappa_by_label(continuum: Continuum, pairs: _Pairs) -> list[Score]:
    """Kappa of each label against the rest, over all pairs."""
    labels = len(continuum.labels)
    if (reason := _why_no_token(continuum)) is not None:
        return [Score.undefined(reason)] * labels
    used = np.isin(np.arange(labels), np.concatenate(pairs.token_keys) % max(labels, 1))
    return [
        _undefined_if(
            not used[number],
            Reason.LABEL_UNUSED,
            pooled_kappa(by_label[number] for _, by_label in pairs.token_confusions),
        )
        for number in range(labels)
    ]


def _why_no_token(continuum: Continuum) -> Reason | None:
    """Why measures that count tokens are undefined, if there are none to count."""
    if not continuum.documents:
        return Reason.NO_DOCUMENT
    return None if len(continuum.token_document) else Reason.NO_TOKEN


def _token_alpha(continuum: Continuum, token_labels: Sequence[Ints]) -> tuple[Score, Floats]:
    """Alpha over all labels, and the statistics of each document."""
    classes = len(continuum.labels) + 1
    tokens = len(continuum.token_document)
    values = np.full((len(continuum.reviewers), tokens), MISSING, dtype=np.int32)
    for reviewer, row in enumerate(token_labels):
        use = continuum.present[reviewer][continuum.token_document]
        values[reviewer, use] = row[use]
    statistics = alpha_statistics(values, continuum.token_document, continuum.documents, classes)
    score = alpha_score(statistics.sum(axis=0))
    if (reason := _why_no_token(continuum)) is not None:
        score = Score.undefined(reason)
    elif score.value is None and not statistics[:, 1:-1].any():
        score = Score.undefined(Reason.NOTHING_MARKED)
    return score, statistics


def _token_alpha_by_label(continuum: Continuum, token_keys: Sequence[Ints]) -> list[Score]:
    """Alpha of each label against the rest."""
    size = len(continuum.labels)
    if (reason := _why_no_token(continuum)) is not None:
        return [Score.undefined(reason)] * size
    finished = continuum.present.sum(axis=0)[continuum.token_document]
    keys, gave = np.unique(np.concatenate(token_keys), return_counts=True)
    label, raters = keys % max(size, 1), finished[keys // max(size, 1)]
    # Of the `raters` values of a token `gave` are this label; the coincidences follow.
    marked = np.bincount(label, weights=gave, minlength=size)
    agreed = np.bincount(label, weights=gave * (gave - 1) / (raters - 1), minlength=size)
    values = float(finished.sum())
    scores = []
    for number in range(size):
        unequal = marked[number] - agreed[number]
        unmarked = values - marked[number]
        if not marked[number]:
            scores.append(Score.undefined(Reason.LABEL_UNUSED))
            continue
        statistics = np.array([agreed[number] + unmarked - unequal, unmarked, marked[number]])
        scores.append(alpha_score(statistics))
    return scores


def _unitized(continuum: Continuum) -> UnitizedFamily:
    labels = len(continuum.labels)
    if not continuum.documents:
        return UnitizedFamily.undefined(Reason.NO_DOCUMENT, labels)
    if any(table.overlapping for table in continuum.tables):
        return UnitizedFamily.undefined(Reason.OVERLAPPING_SPANS, labels)
    return unitized_family(continuum.tables, continuum.present, continuum.offsets, labels)


def _u_alpha_of_label(continuum: Continuum, label: int) -> Score:
    """u-alpha with one label only; spans of it that overlap are one unit."""
    tables = [table.with_label(label).merged() for table in continuum.tables]
    if not any(len(table) for table in tables):
        return Score.undefined(Reason.LABEL_UNUSED)
    return unitized_family(tables, continuum.present, continuum.offsets, 1).u_alpha


def _by_label(
    continuum: Continuum, pairs: _Pairs, unitized: UnitizedFamily
) -> tuple[LabelAgreement, ...]:
    empty = Reason.LABEL_UNUSED if continuum.documents else Reason.NO_DOCUMENT
    kappas = _kappa_by_label(continuum, pairs)
    alphas = _token_alpha_by_label(continuum, pairs.token_keys)
    return tuple(
        LabelAgreement(
            label=label,
            strict=_span_score(pairs.by_label[number], Criterion.STRICT, empty),
            partial=_span_score(pairs.by_label[number], Criterion.PARTIAL, empty),
            kappa=kappas[number],
            alpha=alphas[number],
            u_alpha=(
                _u_alpha_of_label(continuum, number)
                if continuum.documents
                else Score.undefined(empty)
            ),
            k_u_alpha=unitized.k_u_alpha[number],
            k_u_coverage=unitized.k_u_coverage[number],
        )
        for number, label in enumerate(continuum.labels)
    )


def _by_reviewer(continuum: Continuum, pairs: _Pairs) -> tuple[ReviewerAgreement, ...]:
    return tuple(
        ReviewerAgreement(
            reviewer=name,
            documents=int(np.count_nonzero(continuum.present[number])),
            strict=_span_score(pairs.by_reviewer[number], Criterion.STRICT, Reason.NOTHING_MARKED),
            partial=_span_score(
                pairs.by_reviewer[number], Criterion.PARTIAL, Reason.NOTHING_MARKED
            ),
        )
        for number, name in enumerate(continuum.reviewers)
    )


def _by_document(continuum: Continuum, pairs: _Pairs) -> tuple[DocumentAgreement, ...]:
    scores = []
    for criterion in (Criterion.STRICT, Criterion.PARTIAL):
        figures = f1_of(pairs.by_document.astype(np.float64), criterion)
        scores.append(
            [
                Score.undefined(Reason.NOTHING_MARKED) if figure != figure else Score(figure)
                for figure in figures.tolist()
            ]
        )
    return tuple(
        DocumentAgreement(
            name=name,
            reviewers=tuple(
                reviewer
                for reviewer, here in zip(continuum.reviewers, present, strict=True)
                if here
            ),
            strict=strict,
            partial=half,
        )
        for name, present, strict, half in zip(
            continuum.names, continuum.present.T.tolist(), *scores, strict=True
        )
    )
