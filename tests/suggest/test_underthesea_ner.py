"""The recogniser of underthesea: its own result, on exact offsets, for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from curator.model.span import check_range
from curator.suggest.protocol import Suggester
from curator.suggest.underthesea_ner import PRECISION, UndertheseaNer
from tests.text.any_text import LONG_TEXTS, PIECES, TEXTS

SENTENCES = (
    "Ông Lê Văn Thắng ở Hà Nội.",
    "Bà Trần Thị Mai, Giám đốc Công ty Sao Mai, đã đến Đà Nẵng hôm qua.",
    "Chủ tịch Ủy ban Nhân dân tỉnh Hoà Bình làm việc với Bộ Tài chính về Dự án A1.",
    "Mưa",
    "Hà Nội",
    "Đội tuyển Việt Nam thắng Thái Lan 2-1 trên sân Mỹ Đình tối 5/6/2021!",
    "Nhà văn Nguyễn Minh từng sống ở Pháp , Nga và Liên Xô",
)


@pytest.fixture(scope="module")
def suggester() -> UndertheseaNer:
    return UndertheseaNer()


def expected(sentence: str) -> list[tuple[str, str]]:
    """The entities of underthesea's own call: its forms, joined, with their labels."""
    from underthesea import ner

    found: list[tuple[str, str]] = []
    last = "O"
    for form, _, _, tag in ner(sentence):
        if tag.startswith("I-") and last[2:] == tag[2:]:
            found[-1] = (f"{found[-1][0]} {form}", tag[2:])
        elif tag != "O":
            found.append((form, tag[2:]))
        last = tag
    return [(form, label) for form, label in found if label in ("PER", "ORG", "LOC")]


def bare(text: str) -> str:
    return "".join(text.split()).replace("Hoà", "Hòa")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_result_is_that_of_underthesea(suggester: UndertheseaNer, sentence: str) -> None:
    found = [(bare(s.span.text_of(sentence)), s.span.label) for s in suggester.suggest(sentence)]
    assert found == [(bare(form), label) for form, label in expected(sentence)]


def test_some_of_it_is_right(suggester: UndertheseaNer) -> None:
    text = "Sáng qua,\n\nông Putin ca ngợi Liên Xô. Chị về Hà Nội."
    found = [(s.span.text_of(text), s.span.label) for s in suggester.suggest(text)]
    assert ("Putin", "PER") in found
    assert ("Hà Nội", "LOC") in found


def test_it_is_a_suggester(suggester: UndertheseaNer) -> None:
    from underthesea import __version__

    one: Suggester = suggester
    assert one.name == "underthesea"
    assert one.version.startswith(f"{__version__}-")
    (first, *_) = one.suggest("Chị về Hà Nội.")
    assert (first.source, first.version, first.score) == (one.name, one.version, PRECISION)
    assert first.span.layer == "entity"


def check(suggester: UndertheseaNer, text: str) -> None:
    place = 0
    for suggestion in suggester.suggest(text):
        span = suggestion.span
        check_range(text, span.start, span.end)
        assert span.start >= place
        assert span.label in ("PER", "ORG", "LOC")
        place = span.end


@settings(deadline=None)
@given(TEXTS)
def test_spans_fit_any_text(suggester: UndertheseaNer, text: str) -> None:
    check(suggester, text)


@settings(max_examples=5, deadline=None)
@given(LONG_TEXTS)
def test_spans_fit_long_texts(suggester: UndertheseaNer, text: str) -> None:
    check(suggester, text)


@pytest.mark.parametrize("piece", PIECES)
def test_a_run_of_anything(suggester: UndertheseaNer, piece: str) -> None:
    check(suggester, f"Ông {piece * (1000 // len(piece))} ở Huế")
