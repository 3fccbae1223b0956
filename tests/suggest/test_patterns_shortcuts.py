"""What spares the patterns work must not hide a name from them."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.suggest.gazetteer import entries
from curator.suggest.patterns import occasions
from curator.suggest.patterns.lexicon import lexicon
from curator.suggest.patterns.reader import Reader
from curator.suggest.patterns.tokens import tokens_of
from tests.text.any_text import TEXTS

_PIECES = (
    "Đại hội Đảng bộ tỉnh lần thứ XIV ,",
    "đại hội lần thứ 5",
    "Kỳ họp thứ 5",
    "Hội nghị Trung ương 8 khóa XIII",
    "Ngày Sách Việt Nam",
    "Lễ hội Hoa Ban",
    "tuần lễ Du lịch",
    "Cúp Mùa Xuân",
    "năm Du lịch quốc gia",
    "Kim Đồng",
    "ở",
    "và",
    "2024",
    *(phrase for _, phrase, _ in islice(entries("events.txt"), 0, None, 7)),
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, st.lists(st.sampled_from(_PIECES), max_size=8).map(" ".join)))
def test_an_event_begins_with_one_of_its_first_words(text: str) -> None:
    reader = Reader(tokens_of(text), lexicon())
    first = occasions.first_words(reader.lexicon)
    for at in range(reader.size - 1):
        if occasions.occasion(reader, at) is not None:
            assert reader.folded[at] in first


@pytest.mark.parametrize("piece", _PIECES[:8])
def test_events_are_found_at_all(piece: str) -> None:
    reader = Reader(tokens_of(piece), lexicon())
    assert occasions.occasion(reader, 0) is not None
