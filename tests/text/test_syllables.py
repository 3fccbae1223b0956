"""Syllables: the text is covered, in order, and tokens are what an annotator would point at."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.text import boundaries
from curator.text.boundaries import TokenGrid
from curator.text.characters import MARKS
from curator.text.syllables import BLOCK, block_count, block_start, blocks, syllables
from tests.text.any_text import LONG_TEXTS, PIECES, TEXTS


def forms(text: str) -> list[str]:
    return [token.text_of(text) for token in syllables(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban Nhân dân", "Ủy|ban|Nhân|dân"),
        ("28.478 tỉ, 70,94%.", "28.478|tỉ|,|70,94|%|."),
        ("15,94%/năm", "15,94|%|/|năm"),
        ("ngày 11/06/2018 lúc 16:20", "ngày|11/06/2018|lúc|16:20"),
        ("45/2022/QH15 59-NQ/TW 123/QĐ-UBND", "45/2022/QH15|59-NQ/TW|123/QĐ-UBND"),
        ("81/TTr-BTC; 02/CT-TTg", "81/TTr-BTC|;|02/CT-TTg"),
        ("2016-2020", "2016|-|2020"),
        ("1/1/2020-5/1/2020", "1/1/2020|-|5/1/2020"),
        ("Cần Thơ-Cà Mau", "Cần|Thơ|-|Cà|Mau"),
        ("12/Cần Thơ 3-Hà Nội", "12|/|Cần|Thơ|3|-|Hà|Nội"),
        ("TP.Huế (cũ)", "TP|.|Huế|(|cũ|)"),
        ("24k 5G 16h20 5m² 50kg QH15", "24k|5G|16h20|5m²|50kg|QH15"),
        ("ảnh 1Quang 2Đặng 3Ông", "ảnh|1|Quang|2|Đặng|3|Ông"),
        ("H'Mông, Y’Bih 'ngoặc'", "H'Mông|,|Y’Bih|'|ngoặc|'"),
        ("chờ... -- ____ ……", "chờ|...|--|____|……"),
        ("a_b ai@vi.du", "a|_|b|ai|@|vi|.|du"),
        ("", ""),
        (" \n\t\xa0\u2028", ""),
        ("👩\u200d⚕\ufe0f🇻🇳🇻🇳1\ufe0f\u20e3👍🏽", "👩\u200d⚕\ufe0f|🇻🇳|🇻🇳|1\ufe0f\u20e3|👍🏽"),
        ("\ufeffHà Nội\u200b xa\u00adlạ", "\ufeff|Hà|Nội|\u200b|xa\u00adlạ"),
        ("\u0301 a", "\u0301|a"),
        ("\x1b[0m", "\x1b|[|0m"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert "|".join(forms(text)) == expected


def test_decomposed_text_has_the_same_tokens() -> None:
    text = "Bí thư Thành ủy Nguyễn Văn Ước 1Đặng, họp ngày 5/6."
    composed = forms(unicodedata.normalize("NFC", text))
    decomposed = forms(unicodedata.normalize("NFD", text))
    assert [unicodedata.normalize("NFC", form) for form in decomposed] == composed


@settings(deadline=None)
@given(TEXTS)
def test_every_character_lies_in_one_token(text: str) -> None:
    place = 0
    for start, end in syllables(text):
        assert start < end
        assert text[place:start].strip() == ""
        assert not any(character.isspace() for character in text[start:end])
        place = end
    assert text[place:].strip() == ""


@settings(deadline=None)
@given(TEXTS)
def test_marks_stay_with_their_base(text: str) -> None:
    for start, _ in syllables(text):
        if start and unicodedata.category(text[start])[0] == "M":
            assert text[start - 1].isspace()


@settings(deadline=None)
@given(LONG_TEXTS)
def test_long_texts_are_covered_and_marks_kept(text: str) -> None:
    covered = "".join(text[start:end] for start, end in syllables(text))
    assert covered == "".join(text.split())
    plan = list(blocks(text))
    assert plan[0][0] == 0
    assert plan[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(plan))
    assert all(end - start < 2 * BLOCK for start, end in plan)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 2 * BLOCK))
def test_blocks_change_nothing_where_there_is_white_space(text: str, padding: int) -> None:
    """The same tokens wherever the text lies in a document."""
    moved = "x " * (padding // 2) + " " * (padding % 2) + text
    shift = len(moved) - len(text)
    tokens = [(start - shift, end - shift) for start, end in syllables(moved) if start >= shift]
    assert tokens == syllables(text)


def test_the_last_word_is_not_cut_by_the_last_block() -> None:
    text = " " * (BLOCK - 2) + "Bình"
    assert forms(text) == ["Bình"]
    assert TokenGrid(text).token_at(BLOCK + 1) == (BLOCK - 2, BLOCK + 2)


def test_a_forced_cut_spares_what_a_reader_sees_as_one_character() -> None:
    text = "e\u0323\u0302" * BLOCK
    for index in range(1, block_count(text)):
        assert block_start(text, index) % 3 == 0


def test_the_class_of_marks_is_all_of_them_and_no_mark_of_another_kind() -> None:
    marks = re.compile(rf"(?!\w)[{MARKS}]")
    for code in range(0x110000):
        category = unicodedata.category(chr(code))
        if category != "Cn":
            assert (marks.match(chr(code)) is not None) == (category[0] == "M"), hex(code)


@settings(deadline=None)
@given(TEXTS)
def test_unusual_characters_elsewhere_change_no_token(text: str) -> None:
    """A block is read by the small or by the full class of marks: never a difference."""
    devanagari = " \u0915\u093f"
    assert syllables(text + devanagari)[:-1] == syllables(text)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_run_of_anything(piece: str) -> None:
    text = piece * (3 * BLOCK // len(piece))
    assert "".join(forms(text)) == "".join(text.split())


@settings(deadline=None)
@given(st.one_of(TEXTS, LONG_TEXTS), st.data())
def test_the_grid_steps_over_the_tokens_of_the_whole_text(text: str, data: st.DataObject) -> None:
    tokens = syllables(text)
    grid = TokenGrid(text)
    for _ in range(12):
        at = data.draw(st.integers(0, len(text)))
        assert grid.next_end(at) == min((t.end for t in tokens if t.end > at), default=at)
        assert grid.previous_end(at) == max((t.end for t in tokens if t.end < at), default=at)
        assert grid.next_start(at) == min((t.start for t in tokens if t.start > at), default=at)
        assert grid.previous_start(at) == max((t.start for t in tokens if t.start < at), default=at)
        assert grid.token_at(at) == next((t for t in tokens if t.start <= at < t.end), None)
        end = data.draw(st.integers(at, len(text)))
        within = [t for t in tokens if t.start < end and at < t.end]
        assert list(grid.tokens_in(at, end)) == (within if at < end else [])
        if within and at < end:
            assert grid.around(at, end) == (within[0].start, within[-1].end)


def test_the_grid_looks_only_where_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    real = boundaries.syllables_between

    def counting(text: str, start: int, end: int) -> object:
        asked.append((start, end))
        return real(text, start, end)

    monkeypatch.setattr(boundaries, "syllables_between", counting)
    text = "chữ " * 250_000
    grid = TokenGrid(text)
    assert asked == []
    assert grid.next_end(500_000) == 500_003
    assert grid.previous_end(len(text)) == len(text) - 1
    assert len(asked) == 2


def test_the_grid_of_an_empty_text_and_of_offsets_outside() -> None:
    assert TokenGrid("").next_end(0) == 0
    assert TokenGrid("").token_at(0) is None
    assert TokenGrid(" ").around(0, 1) == (0, 0)
    grid = TokenGrid("Hà Nội")
    assert grid.previous_end(99) == 6
    assert grid.next_start(-5) == 0
    assert grid.token_at(6) is None
    assert grid.around(1, 4) == (0, 6)
    assert grid.around(1, 1) == (0, 2)
