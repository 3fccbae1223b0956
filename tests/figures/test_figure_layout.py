"""Line breaks, odd white space, decomposed letters, scanning faults: offsets stay raw."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from curator.figures import Figure, find


def _one(text: str) -> tuple[str, str, str | None, str | None]:
    (figure,) = find(text)
    return text[figure.start : figure.end], figure.label, figure.value, figure.unit


@pytest.mark.parametrize(
    ("text", "surface", "label", "value", "unit"),
    [
        ("gồm 25\nnhiệm vụ", "25", "CARDINAL", "25", "nhiệm vụ"),
        ("gồm 25       \n\nnhiệm vụ", "25", "CARDINAL", "25", "nhiệm vụ"),
        ("thu 7.060     \ntỉ đồng", "7.060     \ntỉ đồng", "MONEY", "7060000000000", "VND"),
        ("đạt 942 triệu\r\nUSD", "942 triệu\r\nUSD", "MONEY", "942000000", "USD"),
        ("nhiệm kỳ    \n\n2025 - 2030", "nhiệm kỳ    \n\n2025 - 2030", "DATE", "2025/2030", None),
        ("từ ngày 29\ntháng 3 năm\n2024", "ngày 29\ntháng 3 năm\n2024", "DATE", "2024-03-29", None),
        ("lần thứ\n5", "thứ\n5", "ORDINAL", "5", None),
        ("dài 12,5\nkm", "12,5\nkm", "QUANTITY", "12.5", "km"),
        ("giá 25.000\u00a0đồng/kg", "25.000\u00a0đồng/kg", "MONEY", "25000", "VND/kg"),
        (
            "ngày\u00a029\u00a0tháng\u00a06",
            "ngày\u00a029\u00a0tháng\u00a06",
            "DATE",
            "--06-29",
            None,
        ),
        ("bé cao 1m2", "1m2", "QUANTITY", "1.2", "m"),
        ("thửa 1m2", "1m2", "QUANTITY", "1", "m2"),
        ("chi 1\u00a0850\u00a0tỷ đồng", "1\u00a0850\u00a0tỷ đồng", "MONEY", "1850000000000", "VND"),
        ("hơn 3\ttấn", "3\ttấn", "QUANTITY", "3", "tấn"),
        ("giảm 5\u200b%", "5\u200b%", "PERCENT", "5", "%"),
        ("\ufeff12 xã", "12", "CARDINAL", "12", "xã"),
        ("có 40 ngƣời", "40", "CARDINAL", "40", "ngƣời"),
        ("chi 5 tri u đồng", "5 tri u đồng", "MONEY", "5000000", "VND"),
        ("chi 5 triệu đ ng", "5 triệu đ ng", "MONEY", "5000000", "VND"),
        ("trong th ng 6/2021", "th ng 6/2021", "DATE", "2021-06", None),
        ("ng y 5/6/2021", "ng y 5/6/2021", "DATE", "2021-06-05", None),
        ("NHIỆM KỲ 2020-2025", "NHIỆM KỲ 2020-2025", "DATE", "2020/2025", None),
        ("TĂNG 12 TỈ ĐỒNG", "12 TỈ ĐỒNG", "MONEY", "12000000000", "VND"),
        ("QUÝ II NĂM 2023", "QUÝ II NĂM 2023", "DATE", "2023-Q2", None),
    ],
)
def test_one_figure(text: str, surface: str, label: str, value: str, unit: str | None) -> None:
    assert _one(text) == (surface, label, value, unit)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Tổng số 15\n\nNgười dân vui mừng", ["15"]),
        (
            "nhiệt độ 29.9 C\nHanoi\nThứ Hai, 14 Tháng 7, 2025",
            ["29.9 C", "Thứ Hai, 14 Tháng 7, 2025"],
        ),
        ("so với năm 2023\n2- Tăng cường 5 giải pháp", ["năm 2023", "5"]),
        ("so với năm 2023.\n1. Đạt 3 chỉ tiêu;\n2. Còn 2 chỉ tiêu", ["năm 2023", "3", "2"]),
        ("gồm:\n- 5 xã\n- 3 phường", ["5", "3"]),
        ("hết quý II\n\n\n\n\nnăm 2024", ["quý II", "năm 2024"]),
    ],
)
def test_no_figure_runs_over_the_end_of_a_paragraph(text: str, surfaces: list[str]) -> None:
    assert [text[figure.start : figure.end] for figure in find(text)] == surfaces


def test_offsets_of_decomposed_text_cover_whole_letters() -> None:
    text = unicodedata.normalize("NFD", "Ngày 29-6, tỉnh chi 5 triệu đồng cho 12 xã")
    surfaces = [text[figure.start : figure.end] for figure in find(text)]
    assert surfaces == [
        unicodedata.normalize("NFD", surface) for surface in ("Ngày 29-6", "5 triệu đồng", "12")
    ]


@pytest.mark.parametrize("pair", [("luỹ kế 9 tháng", "lũy kế 9 tháng"), ("hoà 1-1", "hòa 1-1")])
def test_the_place_of_the_tone_mark_does_not_matter(pair: tuple[str, str]) -> None:
    assert find(pair[0]) == find(pair[1]) != []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thu 1,250 người", "1.25"),
        ("thu 1,250 người và 1,234,567 USD", "1250"),
        ("thu 1,250 người và 2.5 triệu USD", "1250"),
        ("thu 1,250 người, 2.5 triệu USD và 3,5 tấn", "1.25"),
        ("thu 1.250 người và 2.5 triệu USD", "1250"),
    ],
)
def test_what_can_be_read_both_ways_is_read_as_the_text_writes_its_numbers(
    text: str, value: str
) -> None:
    assert find(text)[0].value == value


def test_numbers_in_a_list_share_the_currency_and_the_base_of_the_last_one() -> None:
    figures = find("Vé 80.000 hoặc 120.000 đồng/lượt")
    assert [(figure.value, figure.unit) for figure in figures] == [
        ("80000", "VND/lượt"),
        ("120000", "VND/lượt"),
    ]


def test_an_empty_text_has_no_figures() -> None:
    assert find("") == []
    assert find(" \n ") == []


def test_figures_are_tuples_of_plain_values() -> None:
    assert find("12 xã") == [Figure(0, 2, "CARDINAL", "12", "xã")]


def test_importing_the_room_loads_no_grammar() -> None:
    code = "import sys, curator.figures; sys.exit('curator.figures.finder' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
