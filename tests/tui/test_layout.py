from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.tui.cells import MARKS_MAX, clusters
from curator.tui.layout import MIN_WIDTH, Layout

TEXTS = st.text(
    st.one_of(
        st.sampled_from("Hội đồng nhân dân tỉnh ngày 12,5%   "),
        st.sampled_from("   \t\n\n\r\xa0\u3000"),
        st.sampled_from("\x1b\x9b\u200b\u200d\u202e\u0301\u0323\ufe0f漢字👍👩\u2028\x0b\x85"),
        st.characters(),
    ),
    max_size=200,
)
PLAIN_TEXTS = st.text(st.sampled_from("abc ạộ đ \n"), max_size=200)
WIDTHS = st.integers(MIN_WIDTH, 24)


def laid_out(text: str, width: int) -> Layout:
    layout = Layout(text)
    layout.wrap(width)
    return layout


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS)
def test_lines_partition_the_text(text: str, width: int) -> None:
    layout = laid_out(text, width)
    starts = [layout.start_of(line) for line in range(len(layout) + 1)]
    assert starts[0] == 0
    assert starts[-1] == len(text)
    assert all(a < b for a, b in pairwise(starts[:-1]))
    for offset in range(len(text) + 1):
        line = layout.line_of(offset)
        assert starts[line] <= offset
        assert offset < starts[line + 1] or line == len(layout) - 1


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS)
def test_a_line_holds_no_break_and_each_break_ends_a_line(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for line in range(len(layout)):
        start, end = layout.bounds(line)
        assert "\n" not in text[start:end]
        assert text[end : layout.start_of(line + 1)] in ("", "\n", "\r\n")
    assert sum(
        1 for line in range(len(layout)) if layout.bounds(line)[1] < layout.start_of(line + 1)
    ) == (text.count("\n"))


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS)
def test_only_spaces_hang_over_the_edge(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for line in range(len(layout)):
        cells = layout.clusters(line)
        used = 0
        for shown, cell_width in zip(cells.shown, cells.widths, strict=True):
            used += cell_width
            assert used <= width or shown == " "
        assert used <= 2 * width
        assert cells.end - layout.start_of(line) <= 2 * width * (MARKS_MAX + 1)


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS)
def test_what_lines_show_is_what_the_text_shows(text: str, width: int) -> None:
    layout = laid_out(text, width)
    lines = ["".join(layout.clusters(line).shown) for line in range(len(layout))]
    paragraphs = text.replace("\r\n", "\n").split("\n")
    expected = "".join("".join(clusters(part, 0, len(part)).shown) for part in paragraphs)
    assert "".join(lines) == expected


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS)
def test_offset_to_cell_and_back(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for offset in range(len(text) + 1):
        line, column = layout.position(offset)
        assert line == layout.line_of(offset)
        assert 0 <= column <= width
        cells = layout.clusters(line)
        index = cells.index(offset)
        back = layout.offset_at(line, column)
        if index < len(cells.starts) and column < width:
            assert back == cells.starts[index]
        assert layout.line_of(back) == line


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS, st.integers(-3, 60), st.integers(-3, 60))
def test_any_cell_is_an_offset_on_its_line(text: str, width: int, line: int, column: int) -> None:
    layout = laid_out(text, width)
    offset = layout.offset_at(line, column)
    assert layout.line_of(offset) == min(max(line, 0), len(layout) - 1)


@given(st.one_of(TEXTS, PLAIN_TEXTS), WIDTHS, WIDTHS)
def test_wrapping_again_is_wrapping_afresh(text: str, first: int, second: int) -> None:
    layout = laid_out(text, first)
    assert layout.wrap(second) is (first != second)
    fresh = laid_out(text, second)
    assert [layout.start_of(n) for n in range(len(layout))] == [
        fresh.start_of(n) for n in range(len(fresh))
    ]


@given(
    st.lists(st.text("abcạđ  ", min_size=1).map(lambda part: (part + "x").lstrip()), min_size=1),
    WIDTHS,
)
def test_both_ways_of_wrapping_agree(paragraphs: list[str], width: int) -> None:
    # A mark on the last letter sends a paragraph the general way and changes no width.
    plain = laid_out("\n".join(paragraphs), width)
    general = laid_out("\n".join(part + "\u0301" for part in paragraphs), width)
    shown = ["".join(general.clusters(n).shown).replace("\u0301", "") for n in range(len(general))]
    assert shown == ["".join(plain.clusters(n).shown) for n in range(len(plain))]


def lines_of(text: str, width: int) -> list[str]:
    layout = laid_out(text, width)
    return [text[slice(*layout.bounds(line))] for line in range(len(layout))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("\n", ["", ""]),
        ("một hai ba", ["một hai ", "ba"]),
        ("một hai  ba", ["một hai  ", "ba"]),
        ("một hai \nba", ["một hai ", "ba"]),
        ("mộthaibabốn", ["mộthaiba", "bốn"]),
        ("một haibabốnnăm", ["một ", "haibabốn", "năm"]),
        ("ab\r\ncd\rex\r", ["ab", "cd\rex\r"]),
        ("ab\u2028cd\x0bef\x85", ["ab\u2028cd\x0bef", "\x85"]),
        ("漢字漢字漢", ["漢字漢字", "漢"]),
        ("a漢字漢字", ["a漢字漢", "字"]),
        ("a\tb\tc", ["a\t", "b\tc"]),
        ("một\xa0hai ba", ["một\xa0hai ", "ba"]),
        ("một\xa0hai\xa0ba", ["một\xa0hai\xa0", "ba"]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    assert lines_of(text, 8) == lines


def test_composed_and_decomposed_text_break_alike() -> None:
    text = "Hội đồng nhân dân tỉnh thông qua nghị quyết về dự toán ngân sách năm tới"
    decomposed = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", line) for line in lines_of(decomposed, 17)] == lines_of(
        text, 17
    )


def test_a_long_run_of_spaces_hangs_by_a_width_at_most() -> None:
    assert lines_of("ab" + " " * 50 + "c", 10) == ["ab" + " " * 18, " " * 20, " " * 12, "c"]
    assert max(map(len, lines_of("\u200b" + " " * 500, 10))) <= 20


@pytest.mark.parametrize("unit", ["ạ", "\x1b", "\u200b\u0301", "漢", " ", "\t", "\u0301", "a "])
def test_a_line_of_a_huge_paragraph_is_short(unit: str) -> None:
    text = unit * 50_000
    layout = laid_out(text, 80)
    assert len(layout) > 50
    for line in range(0, len(layout), 50):
        start, end = layout.bounds(line)
        assert 0 < end - start <= 80 * (MARKS_MAX + 1)


def test_the_caret_stands_at_the_end_of_a_line_only_where_that_is_its_own() -> None:
    layout = laid_out("một hai ba\nbốn\r\n", 8)
    assert [layout.last_offset(n) for n in range(len(layout))] == [7, 10, 14, 16]
    assert layout.position(7) == (0, 7)
    assert layout.position(15) == (2, 3)
    assert layout.position(16) == (3, 0)


def test_a_width_too_narrow_for_a_cluster_is_widened() -> None:
    assert laid_out("漢字", 1).width == MIN_WIDTH
