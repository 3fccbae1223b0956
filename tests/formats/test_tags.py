"""Tags hold spans, and give them back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.formats.tags import TagError, TagScheme, TokenSpan, decode_tags, encode_tags


def test_the_two_schemes() -> None:
    spans = [TokenSpan(0, 1, "PER"), TokenSpan(1, 3, "LOC"), TokenSpan(3, 6, "LOC")]
    assert encode_tags(7, spans, TagScheme.IOB2) == [
        *("B-PER", "B-LOC", "I-LOC", "B-LOC", "I-LOC", "I-LOC", "O")
    ]
    assert encode_tags(7, spans, TagScheme.BIOES) == [
        *("S-PER", "B-LOC", "E-LOC", "B-LOC", "I-LOC", "E-LOC", "O")
    ]


@st.composite
def rows(draw: st.DrawFn) -> tuple[int, list[TokenSpan]]:
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    labels = st.sampled_from(["PER", "LOC", "B-X", "O", "-", "NGÀY"])
    spans = [
        TokenSpan(start, end, draw(labels)) for start, end in pairwise(edges) if draw(st.booleans())
    ]
    return 30, spans


@given(rows(), st.sampled_from(TagScheme))
def test_spans_to_tags_to_spans(row: tuple[int, list[TokenSpan]], scheme: TagScheme) -> None:
    length, spans = row
    tags = encode_tags(length, spans, scheme)
    assert len(tags) == length
    assert decode_tags(tags) == spans


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("I-A I-A B-A O I-A", [(0, 2, "A"), (2, 3, "A"), (4, 5, "A")]),
        ("B-A I-B", [(0, 1, "A"), (1, 2, "B")]),
        ("B-A I-A L-A U-A", [(0, 3, "A"), (3, 4, "A")]),
        ("B-A M-A E-A S-A", [(0, 3, "A"), (3, 4, "A")]),
        ("E-A E-A", [(0, 1, "A"), (1, 2, "A")]),
        ("B-A E-B I-B", [(0, 1, "A"), (1, 2, "B"), (2, 3, "B")]),
        ("B-A S-A I-A", [(0, 1, "A"), (1, 2, "A"), (2, 3, "A")]),
        ("", []),
        ("O", []),
    ],
)
def test_other_and_broken_schemes_are_read(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert decode_tags(tags.split()) == spans


@pytest.mark.parametrize("tag", ["", "B", "B-", "-A", "X-A", "BI-A", "o", "NN", "0"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(TagError, match="is no tag"):
        decode_tags(["O", tag])


@pytest.mark.parametrize(
    ("span", "message"),
    [
        (TokenSpan(1, 1, "A"), "do not lie"),
        (TokenSpan(-1, 1, "A"), "do not lie"),
        (TokenSpan(2, 4, "A"), "do not lie"),
        (TokenSpan(1, 2, ""), "is empty"),
        (TokenSpan(1, 2, "A\u2028B"), "white space"),
        (TokenSpan(0, 1, "A"), "another span"),
    ],
)
def test_spans_that_tags_cannot_hold_are_refused(span: TokenSpan, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        encode_tags(3, [TokenSpan(0, 1, "B"), span], TagScheme.IOB2)
