"""Laying documents out on one continuum, and the labels of tokens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.agreement.continuum import (
    Continuum,
    ReviewedDocument,
    lay_out,
    ragged_ranges,
    span_table,
)
from curator.agreement.token_labels import every_label, one_label_each
from curator.model.span import Span
from curator.model.token import Token


def span(start: int, end: int, label: str = "PER", layer: str = "entity") -> Span:
    return Span(start, end, layer, label)


def document(name: str, *reviewers: list[Span], length: int = 30) -> ReviewedDocument:
    tokens = [Token(start, start + 3) for start in range(0, length - 2, 4)]
    return ReviewedDocument(name, tokens, length, dict(zip("abcd", reviewers, strict=False)))


def test_documents_follow_each_other_in_order_of_name() -> None:
    laid = lay_out([document("y", [span(1, 4)], []), document("x", [], [span(0, 2)])], ["PER"])
    assert laid.names == ("x", "y")
    assert laid.reviewers == ("a", "b")
    assert laid.offsets.tolist() == [0, 30, 60]
    assert laid.present.tolist() == [[True, True], [True, True]]
    assert laid.tables[0].start.tolist() == [31]
    assert laid.tables[1].end.tolist() == [2]
    assert laid.token_start[:9].tolist() == [0, 4, 8, 12, 16, 20, 24, 30, 34]


def test_documents_of_one_reviewer_are_left_out() -> None:
    laid = lay_out([document("x", [span(1, 4)]), document("y")], ["PER"])
    assert (laid.documents, laid.reviewers, laid.total) == (0, (), 0)


def test_who_did_not_finish_is_missing_and_who_marked_nothing_is_not() -> None:
    laid = lay_out([document("x", [], []), document("y", [], [], [])], ["PER"])
    assert laid.present.tolist() == [[True, True], [True, True], [False, True]]


def test_spans_of_other_labels_are_counted() -> None:
    laid = lay_out([document("x", [span(1, 4, "DATE"), span(6, 8)], [span(1, 3, "LOC")])], ["PER"])
    assert laid.left_out == 2
    assert [len(table) for table in laid.tables] == [1, 0]


def test_the_same_range_and_label_is_one_span() -> None:
    laid = lay_out([document("x", [span(1, 4), span(1, 4, layer="other")], [])], ["PER"])
    assert len(laid.tables[0]) == 1


@pytest.mark.parametrize("wrong", [span(0, 31), span(5, 5), span(7, 6), span(-1, 3)])
def test_a_span_outside_its_document_is_refused(wrong: Span) -> None:
    with pytest.raises(ValueError, match=r"x: span \[.* does not lie"):
        lay_out([document("x", [], [wrong])], ["PER"])


def test_tokens_out_of_order_are_refused() -> None:
    wrong = ReviewedDocument("x", [Token(4, 6), Token(0, 3)], 9, {"a": [], "b": []})
    with pytest.raises(ValueError, match="x: tokens overlap or are out of order"):
        lay_out([wrong], ["PER"])
    outside = ReviewedDocument("x", [Token(4, 12)], 9, {"a": [], "b": []})
    with pytest.raises(ValueError, match="x: token"):
        lay_out([outside], ["PER"])


def test_a_label_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        lay_out([], ["PER", "PER"])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8))
def test_ragged_ranges_are_ranges(pairs: list[tuple[int, int]]) -> None:
    low = np.array([a for a, _ in pairs], dtype=np.int64)
    high = np.array([b for _, b in pairs], dtype=np.int64)
    values, owner = ragged_ranges(low, high)
    expected = [(value, k) for k, (a, b) in enumerate(pairs) for value in range(a, b)]
    assert list(zip(values.tolist(), owner.tolist(), strict=True)) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=8))
def test_merging_covers_the_same_text_without_overlap(ranges: list[tuple[int, int]]) -> None:
    rows = np.array([(0, s, s + n, 0) for s, n in ranges], dtype=np.int64).reshape(-1, 4)
    merged = span_table(*rows.T).merged()
    assert not merged.overlapping
    covered = [p for a, b in zip(merged.start, merged.end, strict=True) for p in range(a, b)]
    assert covered == sorted({p for s, n in ranges for p in range(s, s + n)})


def laid_spans(*spans: Span) -> Continuum:
    return lay_out([document("x", list(spans), [])], ["LOC", "ORG", "PER"])


def labels_of(*spans: Span) -> list[int]:
    laid = laid_spans(*spans)
    return one_label_each(laid, laid.tables[0]).tolist()


def test_a_token_belongs_to_a_span_that_touches_it() -> None:
    # Tokens are [0, 3), [4, 7), [8, 11), ...
    assert labels_of(span(2, 5, "PER")) == [2, 2, 3, 3, 3, 3, 3]
    assert labels_of(span(3, 4, "PER")) == [3] * 7
    assert labels_of(span(7, 9, "ORG"), span(12, 15, "LOC")) == [3, 3, 1, 0, 3, 3, 3]


def test_of_several_spans_the_one_that_covers_most_then_the_outer_one_counts() -> None:
    assert labels_of(span(0, 1, "PER"), span(1, 3, "ORG"))[0] == 1
    assert labels_of(span(0, 7, "ORG"), span(0, 3, "LOC"))[:2] == [1, 1]
    assert labels_of(span(0, 3, "PER"), span(0, 3, "LOC"))[0] == 0
    assert labels_of(span(4, 5, "PER"), span(6, 7, "LOC"))[1] == 2


@given(
    st.lists(
        st.builds(
            lambda start, size, label: span(start, start + size, label),
            st.integers(0, 20),
            st.integers(1, 9),
            st.sampled_from(["LOC", "ORG", "PER"]),
        ),
        max_size=8,
    )
)
def test_labels_of_tokens_are_those_of_a_slow_search(spans: list[Span]) -> None:
    laid = laid_spans(*spans)
    names = ["LOC", "ORG", "PER"]
    expected, keys = [], set()
    for number, (start, end) in enumerate(
        zip(laid.token_start.tolist(), laid.token_end.tolist(), strict=True)
    ):
        best = min(
            (
                (
                    -(min(end, s.end) - max(start, s.start)),
                    s.start - s.end,
                    s.start,
                    names.index(s.label),
                )
                for s in spans
                if s.start < end and start < s.end
            ),
            default=(0, 0, 0, 3),
        )
        expected.append(best[3])
        keys |= {
            number * 3 + names.index(s.label) for s in spans if s.start < end and start < s.end
        }
    assert one_label_each(laid, laid.tables[0]).tolist() == expected
    assert every_label(laid, laid.tables[0]).tolist() == sorted(keys)
