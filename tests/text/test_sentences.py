"""Sentences: boundaries where a reader sees them, all text covered, spans never cut."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.text.sentences import sentences
from tests.text.any_text import LONG_TEXTS, PIECES, TEXTS


def split(text: str) -> list[str]:
    return [sentence.text_of(text) for sentence in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Trời mưa.", "Đường trơn!", "Ai đi?", "Tôi đi…", "Thôi."],
        ["Tôi đi… rồi về.", "Xong!"],
        ["Ông nói: “Đi thôi.”", "Rồi ông đi."],
        ["Giá là 3.500 đồng.", "20 người mua."],
        ['"Vâng!" bà đáp.', '"Tốt."', "Hết."],
        ["Ông ở TP. Huế, Q. 3, gặp ThS. Lê Na.", "Bà PGS.TS. Mai vắng."],
        ["Anh Trần Văn B. Khánh đến.", "Chị về."],
        ["Có gà, vịt, v.v. và trâu.", "Có cả bò v.v.", "Nhà rộng."],
        ["Điều 5. Phạm vi áp dụng.", "Luật này mới."],
        ["1. Mở đầu.", "2. Kết luận.", "IV. Phần bốn."],
        ["Họp năm 2024.", "Bàn việc năm 2025."],
        ["(Ảnh: Lan Anh.)", "Chiều nay nắng."],
        ["Chờ... rồi đi.", "Đi...", "Về."],
        ["Xem vi.du/a.b?c=d nhé.", "Hết."],
    ],
)
def test_marks(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_decomposed_abbreviations() -> None:
    text = unicodedata.normalize("NFD", "NSƯT. Hoàng Yến hát. Mọi người nghe.")
    assert len(split(text)) == 2


def test_line_breaks() -> None:
    assert split("Tiêu đề\nTác giả\n\nđoạn một") == ["Tiêu đề", "Tác giả", "đoạn một"]
    assert split("Dòng này\r\nbị ngắt. Hết\r\n\r\ncâu") == ["Dòng này\r\nbị ngắt.", "Hết", "câu"]
    assert split("Gồm:\n- gạo\n- muối\n1) đường\na) sữa") == [
        "Gồm:",
        "- gạo",
        "- muối",
        "1) đường",
        "a) sữa",
    ]
    assert split("Kết luận.\na. Ý một.\nb. Ý hai.") == ["Kết luận.", "a. Ý một.", "b. Ý hai."]
    assert split("Ông ở TP.\nHuế.") == ["Ông ở TP.\nHuế."]
    assert split("Người ký: Trần A.\nNgười nhận: Lê B.") == [
        "Người ký: Trần A.",
        "Người nhận: Lê B.",
    ]
    assert split("Xong.\n\nrồi") == ["Xong.", "rồi"]


PARAGRAPH = (
    "Sáng nay đoàn công tác của tỉnh do ông Lê Văn Thắng dẫn đầu đã đi thăm các hộ dân ở vùng cao "
    "và trao quà cho bà con. Đoàn cũng làm việc với Ủy ban Nhân dân xã về kế hoạch trồng rừng của "
    "năm tới, trong đó có việc giao đất cho từng hộ để chăm sóc lâu dài. Ngoài ra còn nhiều việc "
    "khác mà xã Hòa Sơn mong được Sở Nông nghiệp giúp đỡ về giống, phân bón và kỹ thuật chăm sóc "
    "cây con trong mùa khô."
)


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "  \r\n"])
@pytest.mark.parametrize("width", [40, 48, 56])
def test_lines_that_a_page_broke(line_break: str, width: int) -> None:
    """Wrapped lines are joined again, even where the next one begins with a capital."""
    lines = textwrap.wrap(PARAGRAPH, width)
    wrapped = line_break.join([*lines, "TIN LIÊN QUAN", *lines])
    one = [" ".join(part.split()) for part in split(PARAGRAPH)]
    assert len(one) == 3
    assert [" ".join(part.split()) for part in split(wrapped)] == [*one, "TIN LIÊN QUAN", *one]


def test_kept_ranges_are_not_cut() -> None:
    text = "Bộ TM. Hà Nội họp. Xong."
    assert split(text) == ["Bộ TM.", "Hà Nội họp.", "Xong."]
    kept = sentences(text, keep=[(0, 13)])
    assert [sentence.text_of(text) for sentence in kept] == ["Bộ TM. Hà Nội họp.", "Xong."]
    assert sentences(text, keep=[(0, 6), (7, 13)]) == sentences(text)


ANY = st.one_of(TEXTS, LONG_TEXTS)


@settings(deadline=None)
@given(ANY, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_all_text_is_covered_and_no_range_cut(text: str, pairs: list[tuple[int, int]]) -> None:
    keep = [(min(pair), max(pair)) for pair in pairs]
    found = sentences(text, keep)
    place = 0
    for start, end in found:
        assert place <= start < end <= len(text)
        assert text[place:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert not found[0].start < start or not any(a < start < b for a, b in keep)
        place = end
    assert text[place:].strip() == ""


@settings(deadline=None)
@given(TEXTS, st.data())
def test_keeping_only_joins(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    free = {sentence.start for sentence in sentences(text)}
    bound = {sentence.start for sentence in sentences(text, [(start, end)])}
    assert bound <= free
    assert all(start < place < end for place in free - bound)


@pytest.mark.parametrize("piece", [*PIECES, ". ", "A\n", ".)", " \n", "\n\n", "a\n"])
def test_a_long_run_of_anything(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert "".join("".join(part.split()) for part in split(text)) == "".join(text.split())
