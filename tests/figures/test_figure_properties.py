"""What holds of `find` on any text whatever."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from curator.figures import Figure, find

_WORDS = [
    "ngày",
    "tháng",
    "năm",
    "quý",
    "thứ",
    "một",
    "hai",
    "ba",
    "mươi",
    "trăm",
    "nghìn",
    "triệu",
    "tỉ",
    "đồng",
    "USD",
    "tấn",
    "ha",
    "km",
    "%",
    "lần",
    "giờ",
    "phút",
    "h",
    "đến",
    "từ",
    "và",
    "số",
    "Điều",
    "khóa",
    "XII",
    "I",
    "II",
    "nửa",
    "rưỡi",
    "đầu",
    "cuối",
    "của",
    "nhiệm",
    "kỳ",
    "giai",
    "đoạn",
    "người",
    "đảng",
    "viên",
    "xã,",
    "phường",
    "1",
    "2",
    "3",
    "05",
    "12",
    "30",
    "2020",
    "2025",
    "1.250",
    "3,5",
    "7/16",
    "29-6",
    "11/06/2018",
    "16:20",
    "45/2022/QH15",
    "(1)",
    "-",
    "–",
    ",",
    ".",
    ":",
    "/",
    "\n",
    "\r\n",
    "\xa0",
    "\t",
    "$",
    "€",
    "C",
    "°C",
    "mùng",
    "rằm",
    "âm",
    "lịch",
    "tỷ",
    "số",
    "thắng",
    "Cần",
    "Thơ",
    "ảnh",
    "phút",
    "thứ",
    "tuổi",
    "điểm",
    "trận",
    "mỗi",
    "3-1",
    "54'",
    "+4,5",
    "(",
    ")",
    "Covid-19",
    "http://",
    "a@b.vn",
]
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")
_PROSE = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
_GLUED = st.lists(st.sampled_from(_WORDS), max_size=25).map("".join)
_TEXTS = st.one_of(_PROSE, _GLUED, st.text(max_size=80))


def _meant(figures: list[Figure]) -> list[tuple[str, str | None, str | None]]:
    return [(figure.label, figure.value, figure.unit) for figure in figures]


@given(_TEXTS)
@example("\ud800 5 người")
@example("İ 5 xã")
@example("٣ người, ５ xã, ² tấn")
@example("1" * 5000)
@example("ngày 99/99/9999, tháng 13, quý 5, 25:61, thứ 0")
@settings(max_examples=300, deadline=None)
def test_spans_are_in_range_in_order_apart_and_trimmed(text: str) -> None:
    end = 0
    for figure in find(text):
        assert end <= figure.start < figure.end <= len(text)
        surface = text[figure.start : figure.end]
        assert surface == surface.strip()
        assert surface[-1] not in ",.;:(/-–"
        # `Thứ Hai (01/12)` has both its brackets.
        assert surface[-1] != ")" or "(" in surface
        end = figure.end


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    assert find(text) == find(text)


@given(_PROSE)
@settings(max_examples=200, deadline=None)
def test_decomposed_text_gives_the_same_figures(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    figures, others = find(text), find(decomposed)
    assert _meant(figures) == _meant(others)
    for figure, other in zip(figures, others, strict=True):
        surface = unicodedata.normalize("NFC", decomposed[other.start : other.end])
        assert surface == text[figure.start : figure.end]


@given(_PROSE.filter(lambda text: "," not in text and "." not in text))
@settings(max_examples=200, deadline=None)
def test_a_paragraph_keeps_its_figures_inside_a_longer_text(text: str) -> None:
    before, after = "Hội nghị bắt đầu.\n\n\n\n", "\n\n\n\nHội nghị kết thúc."
    shifted = [
        figure._replace(start=figure.start - len(before), end=figure.end - len(before))
        for figure in find(before + text.strip() + after)
    ]
    assert shifted == find(text.strip())


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_values_have_the_form_of_their_label(text: str) -> None:
    for figure in find(text):
        if figure.label in ("DATE", "TIME", "ORDINAL"):
            assert figure.unit is None
        elif figure.label == "CARDINAL" and figure.value is None:
            # A score has no value.
            assert _SCORE.fullmatch(text[figure.start : figure.end].replace("\n", " "))
        else:
            assert figure.value
            assert all(char.isascii() and char in "0123456789.-/:" for char in figure.value)
        if figure.label == "PERCENT":
            assert figure.unit == "%"
        if figure.label in ("MONEY", "QUANTITY", "DURATION"):
            assert figure.unit
