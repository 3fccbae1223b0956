"""The report as a whole, against the measures taken one document and token at a time."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.agreement.alpha import MISSING, nominal_alpha
from curator.agreement.kappa import cohen_kappa
from curator.agreement.matching import Counts, Criterion, match_spans
from curator.agreement.report import AgreementReport, ReviewedDocument, agreement_report
from curator.agreement.result import NO_SPAN, Confusion
from curator.agreement.score import Interval, Reason, Score
from curator.model.span import Span
from curator.model.token import Token

LABELS = ("LOC", "ORG", "PER")
NONE = Counts(0, 0, 0, 0)


def span(start: int, end: int, label: str = "PER") -> Span:
    return Span(start, end, "entity", label)


def document(name: str, length: int = 40, **spans: list[Span]) -> ReviewedDocument:
    tokens = [Token(start, min(start + 3, length)) for start in range(0, length, 4)]
    return ReviewedDocument(name, tokens, length, spans)


def report_of(*documents: ReviewedDocument, **options: Any) -> AgreementReport:
    return agreement_report(documents, LABELS, **{"replicates": 50, **options})


any_spans = st.lists(
    st.builds(
        lambda start, size, label: span(start, start + size, label),
        st.integers(0, 30),
        st.integers(1, 9),
        st.sampled_from(LABELS),
    ),
    max_size=6,
)


@st.composite
def flat_spans(draw: st.DrawFn) -> list[Span]:
    at, spans = 0, []
    for space, size, label in draw(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(1, 6), st.sampled_from(LABELS)), max_size=5
        )
    ):
        if at + space + size <= 40:
            spans.append(span(at + space, at + space + size, label))
        at += space + size
    return spans


def document_sets(spans: st.SearchStrategy[list[Span]]) -> st.SearchStrategy[Any]:
    reviews = st.dictionaries(st.sampled_from(["an", "bình", "chi", "dũng"]), spans, min_size=2)
    return st.lists(reviews, max_size=4).map(
        lambda many: [document(f"d{n}", **review) for n, review in enumerate(many)]
    )


def scores(value: Any) -> Iterator[Score | Interval]:
    if isinstance(value, Score | Interval):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from scores(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from scores(item)


def slow_token_labels(doc: ReviewedDocument, spans: list[Span], label: str | None) -> list[int]:
    """A class a token: of all labels, or in and out of one of them."""
    result = []
    for token in doc.tokens:
        touching = [s for s in spans if s.start < token.end and token.start < s.end]
        if label is not None:
            result.append(int(any(s.label == label for s in touching)))
            continue
        touching.sort(
            key=lambda s: (
                -(min(token.end, s.end) - max(token.start, s.start)),
                s.start - s.end,
                s.start,
                LABELS.index(s.label),
            )
        )
        result.append(LABELS.index(touching[0].label) if touching else len(LABELS))
    return result


def slow_alpha(documents: list[ReviewedDocument], label: str | None) -> Score:
    reviewers = sorted({name for doc in documents for name in doc.spans})
    matrix: list[list[int]] = [[] for _ in reviewers]
    for doc in documents:
        for row, name in zip(matrix, reviewers, strict=True):
            if name in doc.spans:
                row += slow_token_labels(doc, list(doc.spans[name]), label)
            else:
                row += [MISSING] * len(doc.tokens)
    return nominal_alpha(matrix)


def slow_kappa(documents: list[ReviewedDocument], a: str, b: str, label: str | None) -> Score:
    size = 2 if label else len(LABELS) + 1
    counts = [[0] * size for _ in range(size)]
    for doc in documents:
        if a in doc.spans and b in doc.spans:
            rows = (slow_token_labels(doc, list(doc.spans[name]), label) for name in (a, b))
            for one, other in zip(*rows, strict=True):
                counts[one][other] += 1
    return cohen_kappa(counts)


def slow_pooled_kappa(documents: list[ReviewedDocument], label: str | None) -> Score:
    """Each token of each pair against each other one of the same pair, by the definition."""
    agreed = by_chance = tokens = 0.0
    for a, b in combinations(sorted({name for doc in documents for name in doc.spans}), 2):
        shared = [doc for doc in documents if {a, b} <= set(doc.spans)]
        one, other = (
            [k for doc in shared for k in slow_token_labels(doc, list(doc.spans[name]), label)]
            for name in (a, b)
        )
        agreed += sum(x == y for x, y in zip(one, other, strict=True))
        by_chance += sum(x == y for x in one for y in other) / max(len(one), 1)
        tokens += len(one)
    if tokens - by_chance < 1e-9:
        return Score.undefined(Reason.ONE_CLASS)
    return Score((agreed - by_chance) / (tokens - by_chance))


def assert_same_value(score: Score, expected: Score) -> None:
    assert (score.value is None) == (expected.value is None)
    if expected.value is not None:
        assert score.value == pytest.approx(expected.value)


@settings(max_examples=60)
@given(document_sets(any_spans))
def test_the_report_is_that_of_the_slow_way(documents: list[ReviewedDocument]) -> None:
    report = report_of(*documents)
    reviewers = sorted({name for doc in documents for name in doc.spans})
    assert report.documents == len(documents)
    assert list(report.reviewers) == reviewers
    pairs = list(combinations(reviewers, 2))
    assert [(pair.reference, pair.response) for pair in report.pairs] == pairs
    pooled = dict.fromkeys(Criterion, NONE)
    for pair in report.pairs:
        shared = [d for d in documents if {pair.reference, pair.response} <= set(d.spans)]
        assert pair.documents == len(shared)
        for criterion in Criterion:
            counts = NONE
            for doc in shared:
                matching = match_spans(doc.spans[pair.reference], doc.spans[pair.response])
                counts += matching.counts(criterion)
            score = getattr(pair.spans, criterion.value)
            assert (score.criterion, score.counts) == (criterion, counts)
            pooled[criterion] += counts
        assert_same_value(pair.kappa, slow_kappa(documents, pair.reference, pair.response, None))
        for entry in pair.by_label:
            counts = NONE
            for doc in shared:
                counts += match_spans(
                    [s for s in doc.spans[pair.reference] if s.label == entry.label],
                    [s for s in doc.spans[pair.response] if s.label == entry.label],
                ).counts(Criterion.PARTIAL)
            assert entry.partial.counts == counts
            assert_same_value(
                entry.kappa, slow_kappa(documents, pair.reference, pair.response, entry.label)
            )
    for criterion in Criterion:
        score = getattr(report.spans, criterion.value)
        assert score.counts == pooled[criterion]
        assert score.f1.value == pooled[criterion].f1
    if documents:
        assert_same_value(report.alpha, slow_alpha(documents, None))
        assert_same_value(report.kappa, slow_pooled_kappa(documents, None))
        for label in report.by_label:
            assert_same_value(label.kappa, slow_pooled_kappa(documents, label.label))
            assert_same_value(label.alpha, slow_alpha(documents, label.label))


@settings(max_examples=60)
@given(document_sets(any_spans))
def test_every_undefined_figure_has_a_reason_and_the_json_is_plain(
    documents: list[ReviewedDocument],
) -> None:
    report = report_of(*documents)
    for score in scores(report):
        if isinstance(score, Score):
            assert (score.value is None) == bool(score.reason)
        else:
            assert (score.low is None) == bool(score.reason)
    text = json.dumps(report.to_json(), allow_nan=False)
    assert json.loads(text) == report.to_json()
    assert type(report.spans.strict.f1.reason) in (str, type(None))


@settings(max_examples=40)
@given(document_sets(any_spans), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_spans_does_not_matter(
    documents: list[ReviewedDocument], random: Any
) -> None:
    mixed = [
        dataclasses.replace(
            doc, spans={name: random.sample(spans, len(spans)) for name, spans in doc.spans.items()}
        )
        for doc in documents
    ]
    random.shuffle(mixed)
    assert report_of(*mixed) == report_of(*documents)


@settings(max_examples=40)
@given(document_sets(flat_spans()))
def test_swapping_names_swaps_precision_and_recall_only(
    documents: list[ReviewedDocument],
) -> None:
    new = {"an": "d", "bình": "c", "chi": "b", "dũng": "a"}
    turned = [
        dataclasses.replace(doc, spans={new[name]: s for name, s in doc.spans.items()})
        for doc in documents
    ]
    one, other = report_of(*documents), report_of(*turned)
    by_pair = {(pair.reference, pair.response): pair for pair in other.pairs}
    for pair in one.pairs:
        back = by_pair[new[pair.response], new[pair.reference]]
        assert back.spans.partial.counts == pair.spans.partial.counts.swapped
        assert back.spans.strict.f1 == pair.spans.strict.f1
        assert back.spans.strict.precision.value == pair.spans.strict.recall.value
        assert back.kappa == pair.kappa
        turned_counts = tuple(zip(*back.confusion.counts, strict=True))
        assert turned_counts == pair.confusion.counts
    assert one.kappa == other.kappa
    assert [label.kappa for label in one.by_label] == [label.kappa for label in other.by_label]
    assert_same_value(one.alpha, other.alpha)
    assert_same_value(one.unitized.u_alpha, other.unitized.u_alpha)


@given(flat_spans().filter(lambda spans: len({s.label for s in spans}) > 1))
def test_identical_reviewers_reach_one(spans: list[Span]) -> None:
    documents = [document(f"d{n}", an=spans, bình=list(spans), chi=list(spans)) for n in range(3)]
    report = report_of(*documents)
    for criterion in ("strict", "exact", "partial", "type"):
        score = getattr(report.spans, criterion)
        assert (score.precision.value, score.recall.value, score.f1.value) == (1.0, 1.0, 1.0)
        interval = getattr(report.f1_intervals, criterion)
        assert (interval.low, interval.high) == (1.0, 1.0)
    assert report.unitized.u_alpha.value == pytest.approx(1.0)
    assert report.unitized.cu_alpha.value == pytest.approx(1.0)
    assert report.confusion.disagreements() == []
    # Several spans can share one token, and then one label is all that tokens have.
    assert report.alpha.value in (1.0, None)
    assert report.kappa.value in (1.0, None)
    for pair in report.pairs:
        assert pair.kappa.value in (1.0, None)
    for label in report.by_label:
        assert label.kappa.value in (1.0, None)


def test_an_example_worked_by_hand() -> None:
    report = report_of(
        document(
            "một",
            an=[span(0, 7, "PER"), span(12, 15, "LOC"), span(20, 23, "ORG")],
            bình=[span(0, 7, "PER"), span(12, 19, "LOC"), span(28, 31, "ORG")],
        )
    )
    (pair,) = report.pairs
    assert (pair.reference, pair.response, pair.documents) == ("an", "bình", 1)
    assert pair.spans.strict.counts == Counts(1, 0, 3, 3)
    assert pair.spans.partial.counts == Counts(1, 1, 3, 3)
    assert pair.spans.type.counts == Counts(2, 0, 3, 3)
    assert pair.spans.partial.f1 == Score(0.5)
    assert pair.confusion.labels == ("LOC", "ORG", "PER", NO_SPAN)
    assert pair.confusion.counts == ((1, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 1, 0, 0))
    assert pair.confusion.disagreements() == [("ORG", NO_SPAN, 2)]
    # Ten tokens: both PER 2, LOC 1, out 4; LOC against out 1, ORG and out 1 each way.
    kappa = cohen_kappa([[1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 2, 0], [1, 1, 0, 4]])
    assert pair.kappa == kappa
    assert report.kappa == kappa
    kappas = {entry.label: entry.kappa for entry in report.by_label}
    assert kappas["PER"] == Score(1.0)
    assert kappas["LOC"] == cohen_kappa([[1, 0], [1, 8]])
    # ORG: each marked one token, not the same one: (0.8 - 0.82) / (1 - 0.82).
    assert kappas["ORG"].value == pytest.approx(-1 / 9)
    assert report.f1_intervals.strict.reason == Reason.ONE_DOCUMENT
    by_label = {entry.label: entry for entry in pair.by_label}
    assert by_label["LOC"].partial.f1 == Score(0.5)
    assert by_label["ORG"].strict.f1 == Score(0.0)
    assert by_label["PER"].kappa == Score(1.0)
    assert report.by_document[0].name == "một"
    assert report.by_document[0].strict.value == pytest.approx(1 / 3)


def test_a_missing_reviewer_is_not_an_empty_one() -> None:
    both = document("x", an=[span(0, 3)], bình=[span(0, 3)])
    absent = document("y", an=[span(4, 7)], chi=[span(4, 7)])
    report = report_of(both, absent)
    assert report.spans.strict.f1 == Score(1.0)
    assert report.alpha == Score(1.0)
    assert report.unitized.u_alpha.value == pytest.approx(1.0)
    missing = report.pairs[2]
    assert (missing.reference, missing.response, missing.documents) == ("bình", "chi", 0)
    assert missing.spans.strict.f1 == Score.undefined(Reason.NO_SHARED_DOCUMENT)
    assert missing.kappa == Score.undefined(Reason.NO_SHARED_DOCUMENT)
    empty = report_of(both, document("y", an=[span(4, 7)], bình=[], chi=[span(4, 7)]))
    assert empty.spans.strict.f1.value is not None
    assert empty.spans.strict.f1.value < 1


def test_a_reviewer_against_the_others_is_the_response() -> None:
    report = report_of(
        document("x", an=[span(0, 3), span(4, 7)], bình=[span(0, 3)], chi=[span(0, 3)])
    )
    an, bình, _ = report.by_reviewer
    assert an.strict.counts == Counts(2, 0, 2, 4)
    assert an.strict.precision == Score(0.5)
    assert an.strict.recall == Score(1.0)
    assert bình.strict.counts == Counts(2, 0, 3, 2)
    assert (an.documents, bình.documents) == (1, 1)


def test_no_document_of_two_reviewers() -> None:
    for report in (report_of(), report_of(document("x", an=[span(0, 3)]))):
        assert (report.documents, report.pairs, report.by_document) == (0, (), ())
        reasons = {score.reason for score in scores(report)}
        assert reasons == {Reason.NO_DOCUMENT.value}


def test_both_empty_everywhere() -> None:
    report = report_of(document("x", an=[], bình=[]), document("y", an=[], bình=[]))
    assert report.spans.strict.f1 == Score.undefined(Reason.NOTHING_MARKED)
    assert report.pairs[0].spans.partial.f1 == Score.undefined(Reason.BOTH_EMPTY)
    assert report.pairs[0].kappa == Score.undefined(Reason.BOTH_EMPTY)
    assert report.kappa == Score.undefined(Reason.NOTHING_MARKED)
    assert report.by_label[0].kappa == Score.undefined(Reason.LABEL_UNUSED)
    assert report.alpha == Score.undefined(Reason.NOTHING_MARKED)
    assert report.unitized.u_alpha == Score.undefined(Reason.NOTHING_MARKED)
    assert report.by_label[0].alpha == Score.undefined(Reason.LABEL_UNUSED)
    assert report.f1_intervals.strict.reason == Reason.NOTHING_MARKED


def test_a_document_that_both_left_empty_does_not_count_for_f1() -> None:
    marked = document("x", an=[span(0, 3), span(8, 11)], bình=[span(0, 3)])
    alone = report_of(marked)
    report = report_of(marked, document("y", an=[], bình=[]))
    assert report.spans == alone.spans
    assert report.by_document[1].strict == Score.undefined(Reason.NOTHING_MARKED)


def test_one_side_empty_is_no_agreement_rather_than_undefined() -> None:
    score = report_of(document("x", an=[span(0, 3)], bình=[])).pairs[0].spans.strict
    assert score.f1 == Score(0.0)
    assert score.recall == Score(0.0)
    assert score.precision == Score.undefined(Reason.RESPONSE_EMPTY)


def test_one_token_of_one_class() -> None:
    tiny = ReviewedDocument("x", [Token(0, 3)], 3, {"an": [span(0, 3)], "bình": [span(0, 3)]})
    report = report_of(tiny)
    assert report.spans.strict.f1 == Score(1.0)
    assert report.alpha == Score.undefined(Reason.ONE_CLASS)
    assert report.pairs[0].kappa == Score.undefined(Reason.ONE_CLASS)
    assert report.kappa == Score.undefined(Reason.ONE_CLASS)
    assert [label.kappa for label in report.by_label] == [
        Score.undefined(Reason.LABEL_UNUSED),
        Score.undefined(Reason.LABEL_UNUSED),
        Score.undefined(Reason.ONE_CLASS),
    ]
    assert report.unitized.bar_u_alpha == Score.undefined(Reason.ALL_MARKED)


def test_a_label_that_one_pair_never_used_has_the_kappa_of_the_others() -> None:
    one = document("x", an=[span(0, 7), span(12, 15)], bình=[span(0, 3), span(12, 15)])
    other = document("y", chi=[span(0, 3, "ORG")], dũng=[span(4, 7, "ORG")])
    report = report_of(one, other)
    pairs = {(pair.reference, pair.response): pair for pair in report.pairs}
    unused = pairs["chi", "dũng"].by_label[LABELS.index("PER")]
    assert unused.kappa == Score.undefined(Reason.LABEL_UNUSED)
    by_label = {entry.label: entry.kappa for entry in report.by_label}
    assert by_label["PER"] == pairs["an", "bình"].by_label[LABELS.index("PER")].kappa
    assert by_label["PER"] == cohen_kappa([[2, 1], [0, 7]])
    assert by_label["LOC"] == Score.undefined(Reason.LABEL_UNUSED)


def test_pairs_of_one_class_each_have_no_kappa_although_alpha_is_defined() -> None:
    full = [span(0, 40)]
    report = report_of(document("x", an=full, bình=full), document("y", chi=[], dũng=[]))
    assert report.alpha == Score(1.0)
    assert report.kappa == Score.undefined(Reason.ONE_CLASS_A_PAIR)
    assert report.by_label[2].kappa == Score.undefined(Reason.ONE_CLASS_A_PAIR)


def test_the_json_holds_kappa_over_all_and_per_label() -> None:
    report = report_of(document("x", an=[span(0, 7)], bình=[span(0, 3)]))
    plain = report.to_json()
    assert plain["kappa"] == {"value": report.pairs[0].kappa.value, "reason": None}
    assert [entry["kappa"] for entry in plain["by_label"]] == [
        {"value": None, "reason": "no reviewer gave this label"},
        {"value": None, "reason": "no reviewer gave this label"},
        {"value": pytest.approx(cohen_kappa([[1, 1], [0, 8]]).value), "reason": None},
    ]


def test_a_document_without_tokens_or_text() -> None:
    report = report_of(ReviewedDocument("x", [], 0, {"an": [], "bình": []}))
    assert report.alpha == Score.undefined(Reason.NO_TOKEN)
    assert report.pairs[0].kappa == Score.undefined(Reason.NO_TOKEN)
    assert report.kappa == Score.undefined(Reason.NO_TOKEN)
    assert report.by_label[0].kappa == Score.undefined(Reason.NO_TOKEN)
    assert report.unitized.u_alpha == Score.undefined(Reason.NO_TEXT)


def test_nested_spans_have_unitized_figures_by_label_only() -> None:
    nested = [span(0, 12, "ORG"), span(8, 12, "LOC")]
    report = report_of(document("x", an=nested, bình=nested))
    assert report.spans.strict.f1 == Score(1.0)
    assert report.unitized.u_alpha == Score.undefined(Reason.OVERLAPPING_SPANS)
    by_label = {entry.label: entry for entry in report.by_label}
    assert by_label["ORG"].u_alpha.value == pytest.approx(1.0)
    assert by_label["LOC"].u_alpha.value == pytest.approx(1.0)
    assert by_label["LOC"].alpha == Score(1.0)
    assert by_label["PER"].u_alpha == Score.undefined(Reason.LABEL_UNUSED)


def test_spans_of_other_labels_are_told() -> None:
    report = report_of(document("x", an=[span(0, 3, "DATE"), span(4, 7)], bình=[span(4, 7)]))
    assert report.spans_left_out == 1
    assert report.spans.strict.f1 == Score(1.0)


def test_the_interval_holds_the_pooled_f1() -> None:
    documents = [
        document(
            f"d{n:02}",
            an=[span(0, 3), span(8, 11, "ORG"), span(16, 19, "LOC")][: 1 + n % 3],
            bình=[span(0, 3), span(8, 11 + n % 4 // 3, "ORG"), span(16, 19, "LOC")],
        )
        for n in range(30)
    ]
    report = report_of(*documents, replicates=1000)
    for criterion in ("strict", "exact", "partial", "type"):
        interval = getattr(report.f1_intervals, criterion)
        value = getattr(report.spans, criterion).f1.value
        assert interval.low < value < interval.high
        assert interval.level == 0.95
    assert report.alpha_interval.low < report.alpha.value < report.alpha_interval.high
    assert report_of(*documents, seed=1) == report_of(*documents, seed=1)
    assert report_of(*documents, seed=1) != report_of(*documents, seed=2)


def test_a_report_without_labels_counts_nothing() -> None:
    report = agreement_report([document("x", an=[span(0, 3)], bình=[])], [])
    assert report.spans_left_out == 1
    assert report.spans.strict.f1 == Score.undefined(Reason.NOTHING_MARKED)


def test_disagreements_are_summed_both_ways_the_most_frequent_first() -> None:
    confusion = Confusion(("A", "B", NO_SPAN), ((5, 1, 2), (3, 4, 0), (4, 0, 0)))
    assert confusion.disagreements() == [("A", NO_SPAN, 6), ("A", "B", 4)]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_score_is_finite_and_has_a_value_or_a_reason(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Score(value)
    with pytest.raises(ValueError, match="either"):
        Score(None)
    with pytest.raises(ValueError, match="either"):
        Score(0.5, "why not")
    with pytest.raises(ValueError, match="either"):
        Interval(0.5, None, 0.95)
