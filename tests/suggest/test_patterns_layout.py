"""What a page, a scanner or an encoding does to a text must not hide its names."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.model.span import check_range
from curator.suggest.patterns import Patterns

SEEDS = Path(__file__).parents[2] / "seeds"


def _found(text: str) -> list[tuple[str, str]]:
    return [(s.span.label, s.span.text_of(text)) for s in Patterns().suggest(text)]


WRAPPED = (
    "Ngày 12 tháng 5 năm 2023, Ban Thường vụ Huyện ủy tổ chức Hội nghị\n"
    "Ban Chấp hành Đảng bộ huyện lần thứ 11, khóa XII (mở rộng) để sơ kết\n"
    "công tác quý I dưới sự chủ trì của đồng chí Phan Hữu Lộc, Chủ tịch\n"
    "Hội đồng nhân dân huyện; dự họp còn có đồng chí Trương Thị\n"
    "Mỹ Duyên, Phó Bí thư Huyện ủy, và đại diện các phòng, ban đóng trên\n"
    "địa bàn huyện trong sáu tháng qua.\n"
)
WRAPPED_NAMES = [
    ("ORG", "Ban Thường vụ Huyện ủy"),
    ("EVENT", "Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 11, khóa XII"),
    ("PER", "Phan Hữu Lộc"),
    ("TITLE", "Chủ tịch Hội đồng nhân dân huyện"),
    ("PER", "Trương Thị Mỹ Duyên"),
    ("TITLE", "Phó Bí thư Huyện ủy"),
]


@pytest.mark.parametrize(
    "end_of_line",
    ["\n", "   \n", "\r\n", "\n\n", " \n\n", "      \n \n", "\r\n\r\n"],
)
def test_a_name_runs_over_forced_line_breaks(end_of_line: str) -> None:
    text = WRAPPED.replace("\n", end_of_line)
    joined = [(label, " ".join(surface.split())) for label, surface in _found(text)]
    assert joined == WRAPPED_NAMES


def test_one_paragraph_with_forced_line_breaks_among_others_without() -> None:
    plain = (
        "Sáng nay, tỉnh khai mạc hội chợ mùa thu với hơn hai trăm gian hàng của các hợp tác xã, "
        "làng nghề và doanh nghiệp nhỏ, kéo dài đến hết tuần sau, bán cả nông sản lẫn hàng mây tre."
    )
    headings = "Tin mới\nĐọc nhiều\nHội chợ mùa thu\nLàng nghề\n"
    text = f"{headings}{plain}\n{WRAPPED}{plain}\n"
    joined = [(label, " ".join(surface.split())) for label, surface in _found(text)]
    assert joined == WRAPPED_NAMES


def test_any_paragraph_may_come_with_forced_line_breaks() -> None:
    """The documents of our own, each paragraph broken alone: the names stay as they were."""
    kept = lost = 0
    for path in sorted(SEEDS.glob("[ab]*.txt"))[::4]:
        text = path.read_bytes().decode()
        names = {(s.span.start, s.span.end, s.span.label) for s in Patterns().suggest(text)}
        start = 0
        for line in text.split("\n"):
            broken = "\n".join(
                textwrap.wrap(line, 70, break_long_words=False, break_on_hyphens=False)
            )
            if len(line) > 180 and len(broken) == len(line):
                end = start + len(line)
                changed = text[:start] + broken + text[end:]
                found = {
                    (s.span.start, s.span.end, s.span.label) for s in Patterns().suggest(changed)
                }
                inside = {name for name in names if start <= name[0] < end}
                kept += len(inside & found)
                lost += len(inside - found)
            start += len(line) + 1
    assert kept > 100
    assert lost <= 0.02 * kept


def test_headings_below_each_other_are_not_joined() -> None:
    text = (
        "Thăm các gia đình chính sách và trao quà cho trẻ em vùng lũ\n"
        "Huyện Mù Cang Chải khánh thành ba cây cầu treo dân sinh mới\n"
        "Ban Thường vụ Huyện ủy họp phiên cuối năm bàn việc trồng rừng\n"
        "Đồng Văn đón gió mùa đầu tiên, nhiệt độ giảm sâu về đêm\n"
    )
    assert _found(text) == [
        ("LOC", "Huyện Mù Cang Chải"),
        ("ORG", "Ban Thường vụ Huyện ủy"),
        ("LOC", "Đồng Văn"),
    ]


def test_paragraphs_of_a_web_page_are_not_joined() -> None:
    text = (
        "Khánh thành cầu dân sinh ở vùng cao\n\nHuyện Mù Cang Chải vừa có cầu mới.\n\n"
        "Ban Thường vụ Huyện ủy\n\nĐồng Văn đón gió mùa.\n"
    )
    assert _found(text) == [
        ("LOC", "Huyện Mù Cang Chải"),
        ("ORG", "Ban Thường vụ Huyện ủy"),
        ("LOC", "Đồng Văn"),
    ]


def test_no_break_spaces_stand_inside_names() -> None:
    text = "Ông\u00a0Trần\u00a0Văn\u00a0Lượng, Phó\u00a0Chủ\u00a0tịch UBND\u00a0tỉnh Hà\u00a0Nam."
    assert _found(text) == [
        ("PER", "Trần\u00a0Văn\u00a0Lượng"),
        ("TITLE", "Phó\u00a0Chủ\u00a0tịch UBND\u00a0tỉnh Hà\u00a0Nam"),
    ]


def test_decomposed_letters_give_the_same_names() -> None:
    composed = "Đồng chí Nguyễn Thế Bảo, Bí thư Tỉnh ủy Quảng Ngãi, thăm xã Nghĩa Hòa."
    text = unicodedata.normalize("NFD", composed)
    assert len(text) > len(composed)
    assert [
        (label, unicodedata.normalize("NFC", surface)) for label, surface in _found(text)
    ] == _found(composed)
    assert [label for label, _ in _found(text)] == ["PER", "TITLE", "LOC"]


def test_scanning_faults_and_old_tone_marks() -> None:
    assert _found("Bí thƣ Tỉnh uỷ và Uỷ ban nhân dân tỉnh Khánh Hoà họp.") == [
        ("TITLE", "Bí thƣ Tỉnh uỷ"),
        ("ORG", "Uỷ ban nhân dân tỉnh Khánh Hoà"),
    ]


def test_a_caption_glued_to_its_index() -> None:
    assert _found("Lễ trao nhà tình nghĩa ảnh 2Ông Cao Tấn Lực trao quà.") == [
        ("PER", "Cao Tấn Lực")
    ]


def test_a_doubled_word_stays_in_the_document_it_names() -> None:
    assert _found("theo Nghị quyết số số 12/2021/QH15 của Quốc hội") == [
        ("LAW", "Nghị quyết số số 12/2021/QH15"),
        ("ORG", "Quốc hội"),
    ]


def test_the_head_and_foot_of_a_notice() -> None:
    text = (
        "ĐẢNG BỘ TỈNH KON TUM\n"
        "HUYỆN ỦY ĐẮK HÀ\n"
        "*\n"
        "Số 45-TB/HU\n"
        "THÔNG BÁO\n"
        "Nơi nhận:\n"
        "- Lưu Văn phòng Huyện ủy.\n"
        "\n"
        "T/L BAN THƯỜNG VỤ\n"
        "CHÁNH VĂN PHÒNG\n"
        "\n"
        "Đoàn Mạnh Tiến\n"
    )
    assert _found(text) == [
        ("ORG", "ĐẢNG BỘ TỈNH KON TUM"),
        ("ORG", "HUYỆN ỦY ĐẮK HÀ"),
        ("LAW", "Số 45-TB/HU"),
        ("ORG", "Văn phòng Huyện ủy"),
        ("ORG", "BAN THƯỜNG VỤ"),
        ("TITLE", "CHÁNH VĂN PHÒNG"),
        ("PER", "Đoàn Mạnh Tiến"),
    ]


def test_a_place_and_an_acronym_are_known_again() -> None:
    text = (
        "Tại xã Nậm Xe, Hiệp hội Chè Việt Nam (VTA) tập huấn. Bà con Nậm Xe cảm ơn VTA đã giúp đỡ."
    )
    assert _found(text) == [
        ("LOC", "xã Nậm Xe"),
        ("ORG", "Hiệp hội Chè Việt Nam (VTA)"),
        ("LOC", "Nậm Xe"),
        ("ORG", "VTA"),
    ]


_PIECES = (
    "Bí thư Thành ủy Nguyễn Văn Hà các ông bà đồng chí của và , . ( ) - số 12 45/2022/QH15 UBND TP"
    " tỉnh An Giang Ban Chỉ đạo phòng Luật Đại hội lần thứ XIV khóa Tết Ngày Công ty GS. cầu VFA"
    " quyền đường Kim Jong-un ÔNG ỦY BAN K’Brếp ảnh 1Quang"
)
_WORDS = st.sampled_from([*_PIECES.split(), "\n", "\n\n", "\t", "\r\n", "\u00a0"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_spans_are_valid_ordered_and_the_same_each_time(text: str) -> None:
    suggestions = Patterns().suggest(text)
    assert list(suggestions) == list(Patterns().suggest(text))
    end = 0
    for suggestion in suggestions:
        span = suggestion.span
        check_range(text, span.start, span.end)
        assert span.start >= end
        end = span.end
        assert span.layer == "entity"
        assert 0 <= suggestion.score <= 1
        assert (suggestion.source, suggestion.version) == (Patterns.name, Patterns.version)


@pytest.mark.parametrize(
    "unit",
    [
        "GS.",
        "A.",
        "Công ty A ",
        "Ban Chỉ đạo phòng ",
        "TRẦN VĂN ",
        "Ban Thường vụ của ",
        "ỦY BAN ",
        "BỘ ",
        "BAN QUẢN LÝ ",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Counted in look-ups, not in seconds: twice the text, about twice the work."""
    from curator.suggest.patterns import reader

    counts = []
    original = reader.longest

    def counted(*arguments: object, **named: object) -> object:
        counts[-1] += 1
        return original(*arguments, **named)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "longest", counted)
        for times in (300, 600):
            counts.append(0)
            Patterns().suggest(unit * times)
    assert counts[1] <= 2.3 * counts[0] + 50
