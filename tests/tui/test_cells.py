from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth

from curator.tui.cells import MARKS_MAX, clusters, fit, harmless, is_plain, kinds_of, widths_of

HOSTILE = (
    "\x00\x07\x08\x0b\x0c\x0d\x1b\x7f\x80\x85\x9b\x9d\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\ufff9\ufffb\ud800\udfff\ue000\U000e0041"
    "\U000e0001\u115f\u3164\uffa0\u0378"
)
MARKS = "\u0301\u0302\u0323\u20e3\ufe0f\ufe0e\U0001f3fd"
WIDE = "漢字한が、\u3000Ａ👍👩❤🇻🇳"
SPACES = " \t\n\xa0\u2003"
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("Hội đồng nhân dân tỉnh ngày 12,5% ₫"),
        st.sampled_from(HOSTILE),
        st.sampled_from(MARKS),
        st.sampled_from(WIDE),
        st.sampled_from(SPACES),
        st.characters(),
    ),
    max_size=120,
)


@given(ANY_TEXT)
def test_clusters_cover_the_text_in_order(text: str) -> None:
    cells = clusters(text, 0, len(text))
    edges = [*cells.starts, cells.end]
    assert edges[0] == 0
    assert edges[-1] == len(text)
    assert all(a < b for a, b in itertools.pairwise(edges))
    assert len(cells.starts) == len(cells.shown) == len(cells.widths) == len(cells.odd)
    assert all(b - a <= MARKS_MAX + 1 for a, b in itertools.pairwise(edges))


@given(ANY_TEXT)
def test_all_that_is_shown_is_printable_and_as_wide_as_it_claims(text: str) -> None:
    cells = clusters(text, 0, len(text))
    for shown, width in zip(cells.shown, cells.widths, strict=True):
        assert shown.isprintable()
        assert cell_len(shown) == width
    assert cell_len("".join(cells.shown)) == sum(cells.widths)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 45/2022/QH15 về “phát triển” – 28.478 tỉ đồng…",
        unicodedata.normalize("NFD", "Đường Nguyễn Thị Minh Khai, phường Bến Nghé"),
        "漢字と한국어 và 👍 ❤\ufe0f 👩\u200d👩\u200d👧 🇻🇳 👍🏽 1\ufe0f\u20e3",
        "a\x1b[31mb\u202ec\u200bd\te\x9bf",
    ],
)
def test_widths_agree_with_a_second_table(text: str) -> None:
    cells = clusters(text, 0, len(text))
    assert wcswidth("".join(cells.shown)) == sum(cells.widths)


def test_every_code_point_is_shown_as_printable_text() -> None:
    for first in range(0, 0x110000, 0x1000):
        block = "".join(map(chr, range(first, first + 0x1000)))
        shown = harmless(block)
        assert shown.isprintable(), hex(first)


def test_plain_characters_are_one_cell_and_themselves() -> None:
    plain = [c for c in map(chr, range(0x3000)) if is_plain(c)]
    assert set("ạảãàáâậầấẩẫăắằặẳẵđĐƠưừ 09%₫“”–…") <= set(plain)
    for character in plain:
        assert widths_of(kinds_of(character)) == b"\x01"
        assert cell_len(character) == 1
        assert character.isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", "␦2J"),
        ("a\u202eb", "a·b"),
        ("a\u200bb", "a·b"),
        ("\u0301a", "◌\u0301a"),
        (" \u0301", " ◌\u0301"),
        ("\u200d\u0301", "·◌\u0301"),
        ("❤\ufe0f", "❤"),
        ("👍🏽", "👍"),
        ("👩\u200d👧", "👩·👧"),
        ("🇻🇳", "VN"),
        ("\ud83d", "\ufffd"),
        ("a\xa0b", "a b"),
        ("a\tb", "a    b"),
        ("a\nb\r", "a␊b␍"),
        ("\u2028", "¶"),
        ("\U000e0041", "·"),
    ],
)
def test_what_stands_for_a_character(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_marks_join_their_base_up_to_a_bound() -> None:
    text = "e" + "\u0301" * 20
    cells = clusters(text, 0, len(text))
    assert list(cells.starts) == [0, 9, 18]
    assert cells.widths == b"\x01\x01\x01"
    assert list(cells.odd) == [0, 1, 1]


@given(ANY_TEXT, st.data())
def test_clusters_from_any_cluster_on_are_the_same(text: str, data: st.DataObject) -> None:
    cells = clusters(text, 0, len(text))
    if not text:
        return
    index = data.draw(st.integers(0, len(cells.starts) - 1))
    tail = clusters(text, cells.starts[index], len(text))
    assert list(tail.starts) == list(cells.starts[index:])
    assert list(tail.shown) == list(cells.shown[index:])


@given(ANY_TEXT)
def test_column_and_offset_are_inverse(text: str) -> None:
    cells = clusters(text, 0, len(text))
    for index, start in enumerate(cells.starts):
        end = cells.starts[index + 1] if index + 1 < len(cells.starts) else cells.end
        column = cells.column(start)
        assert {cells.index(offset) for offset in range(start, end)} == {index}
        for cell in range(column, column + cells.widths[index]):
            assert cells.at_column(cell) == start
    assert cells.at_column(cells.column(len(text))) == len(text)


@given(ANY_TEXT, st.integers(0, 60))
def test_fit_keeps_to_its_width(text: str, width: int) -> None:
    shown, cells = fit(text, width)
    assert shown.isprintable()
    assert cell_len(shown) == cells <= width
    whole = harmless(text)
    if cell_len(whole) <= width:
        assert shown == whole
    elif width:
        assert shown.endswith("…")
        assert whole.startswith(shown[:-1])
    padded, full = fit(text, width, pad=True)
    assert cell_len(padded) == full == width


def test_fit_looks_at_a_bounded_part_of_a_long_text() -> None:
    class Counting(str):
        __slots__ = ()

        def __getitem__(self, key: object) -> str:
            assert isinstance(key, slice)
            assert key.stop is not None
            assert key.stop <= 1000
            return str(self)[key]  # type: ignore[index]

    assert fit(Counting("\u200bx" * 100_000), 10) == ("·x·x·x·x·…", 10)
