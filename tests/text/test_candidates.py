"""Places that look like names or figures."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.candidates import candidates
from tests.text.any_text import TEXTS


def found(text: str, *marked: str) -> list[str]:
    """What looks unmarked where these parts of the text are marked."""
    spans = [(text.index(part), text.index(part) + len(part)) for part in marked]

    def taken(start: int, end: int) -> bool:
        return any(start < behind and begin < end for begin, behind in spans)

    return [text[start:end] for start, end in candidates(text, 0, len(text), taken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hôm qua ông Lò Văn Tẩn đến xã Nà Hẩu.", ["Lò Văn Tẩn", "Nà Hẩu"]),
        ("Trời mưa. Đường trơn. Ai cũng về.", []),
        ("UBND họp. HĐND nghe. Dân hỏi.", ["UBND", "HĐND"]),
        ("Theo Sở Nội vụ, và theo dân.", ["Sở Nội"]),
        ("Lò Tẩn đến. Bà Ính về.", ["Lò Tẩn", "Bà Ính"]),
        ("Thu 28.478 đồng, tăng 12,5% và A320.", ["28.478", "12,5%", "A320"]),
        ("1. Thu ngân sách\n2) Chi\n(3) Nợ\n  4.1. Vay\n5/ Trả", []),
        ("Có 3. Và 4) nữa.", ["3", "4"]),
        ("- Tổ trưởng: Vàng Mí Sò\n– Vàng A Dơ", ["Vàng Mí Sò", "Vàng A Dơ"]),
        ("tuyến Mường Lay-Tủa Chùa", ["Mường Lay-Tủa Chùa"]),
        ("“Nói đi”, anh Sò bảo. “Không”.", ["Sò"]),
        ("vụ Covid-19 ở TP.HCM theo 05-NQ/TU", ["Covid-19", "TP.HCM", "05-NQ/TU"]),
        ("từ 12-15 tấn lên 3%–5% trên 40 km2", ["12-15", "3%–5%", "40"]),
        ("Bà Ơ về. Ở đó vui. Ơi!", ["Bà Ơ"]),
        ("đến Nà\xa0Hẩu, Pa\u200bHam", ["Nà\xa0Hẩu", "Pa\u200bHam"]),
        ("BÁO CÁO\nII. XÃ NÀ HẨU\nA. Kết quả báo cáo", ["XÃ NÀ HẨU"]),
        ("", []),
    ],
)
def test_names_and_figures_by_capitals_and_digits(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    apart = unicodedata.normalize("NFD", text)
    assert found(apart) == [unicodedata.normalize("NFD", place) for place in expected]


def test_what_is_marked_is_left_out_and_ends_a_run() -> None:
    text = "gặp Bí thư Lò Văn Tẩn Mường Lói 50 hộ"
    assert found(text, "Lò Văn Tẩn") == ["Bí", "Mường Lói", "50"]
    assert found(text, "Lò Văn Tẩn", "50 hộ", "Bí thư", "Mường Lói") == []


def test_a_line_without_an_end_is_no_list() -> None:
    text = "đếm " * 40 + "7) rồi 8) nữa"
    assert found(text) == ["7", "8"]


def test_a_headline_in_capitals_is_no_name() -> None:
    assert found("xem\n" + " ".join(["THÔNG"] * 20)) == []


@given(TEXTS, st.data())
def test_ranges_are_exact_and_in_order_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    ranges = list(candidates(text, start, len(text), lambda *_: False))
    for begin, end in ranges:
        assert start < end <= len(text)
        assert 0 <= begin < end
        assert not text[begin].isspace()
        assert not text[end - 1].isspace()
        assert any(sign.isupper() or sign.isdigit() for sign in text[begin:end])
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    assert not list(candidates(text, 0, len(text), lambda *_: True))
