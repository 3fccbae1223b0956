"""What an agreement report holds."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from curator.agreement.matching import Counts, Criterion
from curator.agreement.score import Interval, Score
from curator.agreement.unitized import UnitizedFamily

NO_SPAN = "no span"
"""Stands in a confusion for spans that found no partner."""

CONVENTIONS = (
    "Only documents that at least two reviewers finished count; a reviewer who did not finish a "
    "document is missing there.",
    "In a pair the first reviewer in order of name is the reference, the other the response.",
    "strict: same range and label. exact: same range. partial: same range, or half a point for "
    "an overlap. type: same label and an overlap.",
    "Kappa and alpha count tokens: a token has the label of the span that covers most of it; for "
    "one label against the rest it has every label of a span that touches it.",
    "Kappa of several pairs: agreement observed and by chance are averaged over the pairs before "
    "they are set against each other, each pair weighed by the tokens it shares (Conger 1980). "
    "Of two reviewers it is Cohen's.",
    "u-alpha: where spans lie and their labels. |u-alpha: where they lie. cu-alpha: labels where "
    "spans overlap. (k)u-alpha: the same for one label.",
    "Intervals resample documents.",
)
"""How to read the figures; part of every report."""


@dataclass(frozen=True, slots=True)
class SpanScore:
    """Precision, recall and F1 of the response under one criterion."""

    criterion: Criterion
    counts: Counts
    precision: Score
    recall: Score
    f1: Score


@dataclass(frozen=True, slots=True)
class SpanScores:
    """The scores under the four criteria of SemEval-2013 task 9.1."""

    strict: SpanScore
    exact: SpanScore
    partial: SpanScore
    type: SpanScore


@dataclass(frozen=True, slots=True)
class F1Intervals:
    """The bootstrap intervals of the pooled F1 under the four criteria."""

    strict: Interval
    exact: Interval
    partial: Interval
    type: Interval


@dataclass(frozen=True, slots=True)
class Confusion:
    """Which labels two reviewers gave the spans that were matched, or `NO_SPAN`.

    `counts[i][j]`: spans to which the reference gave `labels[i]` and the response `labels[j]`.
    `NO_SPAN` is the last label; what neither marked is not counted.
    """

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def disagreements(self) -> list[tuple[str, str, int]]:
        """The pairs of different labels and how often they met, either way round.

        The most frequent first, those that never met left out.
        """
        met = [
            (self.labels[i], self.labels[j], self.counts[i][j] + self.counts[j][i])
            for i in range(len(self.labels))
            for j in range(i + 1, len(self.labels))
        ]
        return sorted((entry for entry in met if entry[2]), key=lambda entry: -entry[2])


@dataclass(frozen=True, slots=True)
class PairLabelAgreement:
    """One label of one pair of reviewers, as if it were the only label.

    `strict` and `partial` match the spans of this label alone. `kappa`: tokens that a span of
    this label touches against all others.
    """

    label: str
    strict: SpanScore
    partial: SpanScore
    kappa: Score


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two reviewers over the documents that both finished."""

    reference: str
    response: str
    documents: int
    spans: SpanScores
    kappa: Score
    confusion: Confusion
    by_label: tuple[PairLabelAgreement, ...]


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """One label over all reviewers, as if it were the only label.

    `strict` and `partial` are pooled over the pairs; `kappa` (pooled as `pooled_kappa` does),
    `alpha` and `u_alpha` set the label against the rest. `k_u_alpha` looks at this label where
    spans of two reviewers overlap, its coverage is the share of the label's text (in [0, 1]) that
    does.
    """

    label: str
    strict: SpanScore
    partial: SpanScore
    kappa: Score
    alpha: Score
    u_alpha: Score
    k_u_alpha: Score
    k_u_coverage: Score


@dataclass(frozen=True, slots=True)
class ReviewerAgreement:
    """One reviewer (the response) against each of the others, pooled."""

    reviewer: str
    documents: int
    strict: SpanScore
    partial: SpanScore


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """F1 in one document, pooled over the pairs of those who finished it."""

    name: str
    reviewers: tuple[str, ...]
    strict: Score
    partial: Score


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far reviewers agree, by every measure; see `CONVENTIONS`.

    `spans` and `confusion` are summed over the pairs, `kappa` is pooled over them as
    `pooled_kappa` does. `spans_left_out`: spans whose label was not
    asked for. All tuples are in order of name, `by_label` in the order asked for.
    """

    documents: int
    reviewers: tuple[str, ...]
    labels: tuple[str, ...]
    spans_left_out: int
    spans: SpanScores
    f1_intervals: F1Intervals
    kappa: Score
    alpha: Score
    alpha_interval: Interval
    unitized: UnitizedFamily
    confusion: Confusion
    by_label: tuple[LabelAgreement, ...]
    by_reviewer: tuple[ReviewerAgreement, ...]
    by_document: tuple[DocumentAgreement, ...]
    pairs: tuple[PairAgreement, ...]
    conventions: tuple[str, ...] = CONVENTIONS

    def to_json(self) -> dict[str, Any]:
        """The report as dicts, lists, strings and numbers, keys named as the fields are.

        A score is `{"value": ..., "reason": ...}`, one of the two None.
        """
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Criterion):
        return value.value
    return value
