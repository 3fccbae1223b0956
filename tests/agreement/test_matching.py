"""Matching of spans, against published examples and a slow reference in plain Python."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.continuum import SpanTable, span_table
from curator.agreement.matching import (
    Counts,
    Criterion,
    Tally,
    confusion_with_none,
    counts_of,
    f1_of,
    match_spans,
    match_tables,
    tally,
)
from curator.model.span import Span

LABELS = ("LOC", "ORG", "PER")


def span(start: int, end: int, label: str = "PER") -> Span:
    return Span(start, end, "entity", label)


spans_of_a_text = st.lists(
    st.builds(
        lambda start, length, label: span(start, start + length, label),
        st.integers(0, 20),
        st.integers(1, 8),
        st.sampled_from(LABELS),
    ),
    max_size=10,
)


def table(spans: list[Span]) -> SpanTable:
    columns = np.array(
        [(0, s.start, s.end, LABELS.index(s.label)) for s in spans], dtype=np.int64
    ).reshape(-1, 4)
    return span_table(*columns.T)


def slow_pairs(reference: list[Span], response: list[Span]) -> set[tuple[Span, Span]]:
    """Take the best pair, strike out its spans, start again."""
    left, right = set(reference), set(response)
    pairs = set()
    while True:
        best = None
        for one in left:
            for other in right:
                overlap = min(one.end, other.end) - max(one.start, other.start)
                if overlap <= 0:
                    continue
                union = one.end - one.start + other.end - other.start - overlap
                key = (-overlap, union, one.label != other.label, *sorted((one, other)))
                if best is None or key < best[0]:
                    best = (key, one, other)
        if best is None:
            return pairs
        pairs.add(best[1:])
        left.remove(best[1])
        right.remove(best[2])


def test_the_counts_of_the_nervaluate_readme() -> None:
    # One token a code point; the second sentence begins at 10.
    reference = [span(1, 3, "PER"), span(6, 8, "ORG")]
    reference += [span(11, 12, "LOC"), span(12, 14, "PER"), span(16, 17, "DATE")]
    response = [span(2, 4, "PER"), span(6, 8, "ORG")]
    response += [span(11, 13, "LOC"), span(13, 14, "PER"), span(16, 17, "DATE")]
    matching = match_spans(reference, response)
    f1 = {criterion.value: matching.counts(criterion).f1 for criterion in Criterion}
    assert f1 == pytest.approx({"strict": 0.4, "exact": 0.4, "partial": 0.7, "type": 1.0})


def test_the_example_of_the_seqeval_readme() -> None:
    # One token a code point; the second sentence begins at 7.
    reference = [span(3, 6, "MISC"), span(7, 9, "PER")]
    response = [span(2, 6, "MISC"), span(7, 9, "PER")]
    counts = match_spans(reference, response).counts(Criterion.STRICT)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)


def test_each_criterion_sees_its_own_kind_of_difference() -> None:
    reference = [span(0, 4, "PER"), span(10, 14, "PER"), span(20, 24, "PER"), span(30, 34, "PER")]
    response = [span(0, 4, "PER"), span(10, 14, "ORG"), span(21, 24, "PER"), span(31, 36, "ORG")]
    matching = match_spans(reference, [*response, span(40, 44, "LOC")])
    assert matching.counts(Criterion.STRICT) == Counts(1, 0, 4, 5)
    assert matching.counts(Criterion.EXACT) == Counts(2, 0, 4, 5)
    assert matching.counts(Criterion.PARTIAL) == Counts(2, 2, 4, 5)
    assert matching.counts(Criterion.TYPE) == Counts(2, 0, 4, 5)
    assert matching.only_reference == ()
    assert matching.only_response == (span(40, 44, "LOC"),)


def test_the_largest_overlap_wins_and_each_span_has_one_partner() -> None:
    long, left, right = span(0, 10), span(0, 3), span(3, 10, "ORG")
    matching = match_spans([long], [left, right])
    assert matching.pairs == ((long, right),)
    assert matching.only_response == (left,)


def test_of_equal_overlaps_the_tighter_pair_wins_and_then_the_same_label() -> None:
    one = span(2, 6, "PER")
    tight, loose = span(2, 7, "ORG"), span(0, 8, "PER")
    assert match_spans([one], [tight, loose]).pairs == ((one, tight),)
    left, right = span(0, 4, "ORG"), span(4, 8, "PER")
    assert match_spans([one], [left, right]).pairs == ((one, right),)
    assert match_spans([one], [span(0, 4), span(4, 8)]).pairs == ((one, span(0, 4)),)


def test_nested_spans_find_their_own_like() -> None:
    outer, inner = span(0, 20, "ORG"), span(12, 20, "LOC")
    matching = match_spans([outer, inner], [inner, outer])
    assert matching.pairs == ((outer, outer), (inner, inner))


def test_spans_that_touch_do_not_overlap() -> None:
    assert match_spans([span(0, 3)], [span(3, 5)]).pairs == ()


def test_the_same_span_given_twice_counts_once() -> None:
    counts = match_spans([span(0, 3), span(0, 3)], [span(0, 3)]).counts(Criterion.STRICT)
    assert counts == Counts(1, 0, 1, 1)


def test_undefined_figures_are_none() -> None:
    both_empty = match_spans([], []).counts(Criterion.STRICT)
    assert (both_empty.precision, both_empty.recall, both_empty.f1) == (None, None, None)
    no_response = match_spans([span(0, 2)], []).counts(Criterion.STRICT)
    assert (no_response.precision, no_response.recall, no_response.f1) == (None, 0.0, 0.0)
    no_reference = match_spans([], [span(0, 2)]).counts(Criterion.STRICT)
    assert (no_reference.precision, no_reference.recall, no_reference.f1) == (0.0, None, 0.0)


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        match_spans([span(3, 3)], [])


@given(spans_of_a_text, spans_of_a_text)
def test_the_matching_is_that_of_the_slow_reference(
    reference: list[Span], response: list[Span]
) -> None:
    matching = match_spans(reference, response)
    assert set(matching.pairs) == slow_pairs(reference, response)
    left = [one for one, _ in matching.pairs] + list(matching.only_reference)
    right = [other for _, other in matching.pairs] + list(matching.only_response)
    assert sorted(left) == sorted(set(reference))
    assert sorted(right) == sorted(set(response))


@given(spans_of_a_text, spans_of_a_text, st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_role_of_the_reviewers_matters(
    reference: list[Span], response: list[Span], random: object
) -> None:
    matching = match_spans(reference, response)
    mixed, mixed2 = list(reference), list(response)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(mixed2)  # type: ignore[attr-defined]
    assert match_spans(mixed, mixed2) == matching
    turned = match_spans(response, reference)
    assert {(other, one) for one, other in turned.pairs} == set(matching.pairs)
    for criterion in Criterion:
        counts, back = matching.counts(criterion), turned.counts(criterion)
        assert back == counts.swapped
        assert (back.precision, back.recall, back.f1) == (
            counts.recall,
            counts.precision,
            counts.f1,
        )


@given(spans_of_a_text, spans_of_a_text)
def test_strict_and_exact_are_intersections_of_sets(
    reference: list[Span], response: list[Span]
) -> None:
    matching = match_spans(reference, response)
    strict = matching.counts(Criterion.STRICT)
    assert strict.correct == len(set(reference) & set(response))
    ranges = [(s.start, s.end) for s in set(reference)]
    ranges2 = [(s.start, s.end) for s in set(response)]
    common = sum(min(ranges.count(r), ranges2.count(r)) for r in set(ranges))
    assert matching.counts(Criterion.EXACT).correct == common


@given(spans_of_a_text.filter(bool))
def test_a_reviewer_agrees_with_himself(spans: list[Span]) -> None:
    matching = match_spans(spans, spans)
    assert all(matching.counts(criterion).f1 == 1.0 for criterion in Criterion)


@given(st.lists(st.tuples(spans_of_a_text, spans_of_a_text), min_size=1, max_size=5))
def test_tables_of_many_documents_are_tallied_as_one_by_one(
    documents: list[tuple[list[Span], list[Span]]],
) -> None:
    sides = []
    for side in (0, 1):
        rows = [
            (number, 40 * number + s.start, 40 * number + s.end, LABELS.index(s.label))
            for number, pair in enumerate(documents)
            for s in pair[side]
        ]
        sides.append(span_table(*np.array(rows, dtype=np.int64).reshape(-1, 4).T))
    one, other = sides
    matches = match_tables(one, other)
    rows = tally(one, other, matches, len(documents), one.document, other.document)
    for number, (reference, response) in enumerate(documents):
        matching = match_spans(reference, response)
        for criterion in Criterion:
            expected = matching.counts(criterion)
            assert counts_of(rows[number], criterion) == expected
            f1 = f1_of(rows[number : number + 1].astype(np.float64), criterion)[0]
            assert (None if np.isnan(f1) else f1) == (
                None if expected.f1 is None else pytest.approx(expected.f1)
            )


@given(spans_of_a_text, spans_of_a_text)
def test_the_confusion_accounts_for_every_span(reference: list[Span], response: list[Span]) -> None:
    one, other = table(reference), table(response)
    confusion = confusion_with_none(one, other, match_tables(one, other), len(LABELS))
    for number, label in enumerate(LABELS):
        assert confusion[number].sum() == len({s for s in reference if s.label == label})
        assert confusion[:, number].sum() == len({s for s in response if s.label == label})
    assert confusion[-1, -1] == 0
    for first, second in match_spans(reference, response).pairs:
        confusion[LABELS.index(first.label), LABELS.index(second.label)] -= 1
    assert not confusion[:-1, :-1].any()


@given(spans_of_a_text, spans_of_a_text)
def test_labels_apart_are_matched_as_if_they_were_alone(
    reference: list[Span], response: list[Span]
) -> None:
    one, other = table(reference).apart_by_label(100), table(response).apart_by_label(100)
    rows = tally(one, other, match_tables(one, other), len(LABELS), one.label, other.label)
    assert rows.shape == (len(LABELS), Tally.COLUMNS)
    for number, label in enumerate(LABELS):
        alone = match_spans(
            [s for s in reference if s.label == label], [s for s in response if s.label == label]
        )
        for criterion in Criterion:
            assert counts_of(rows[number], criterion) == alone.counts(criterion)


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3, 4) + Counts(5, 6, 7, 8) == Counts(6, 8, 10, 12)
