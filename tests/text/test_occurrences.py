"""Surfaces and searches in raw text, with exact offsets."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.text.fold import fold_accents, surface_key
from curator.text.occurrences import SurfaceFinder, find_all, has_accents, unaccented
from curator.text.syllables import syllables

NFD = "NFD"
WORDS = st.lists(
    st.sampled_from(
        ["Hòa", "hoà", "HOÀ", "Bình", "bình", "Ủy", "uỷ", "ban", "12,5", "12", "%", "H'Mông",
         "(", ")", ".", ",", "-", "1Quang", "Quang", "59-NQ/TW", "NQ", "đường", "\u200bbình",
         unicodedata.normalize(NFD, "Hòa"), unicodedata.normalize(NFD, "Uỷ"), "👩\u200d🌾"]
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def surfaces(text: str, surface: str) -> list[str]:
    return [text[start:end] for start, end in SurfaceFinder(surface).find(text)]


def test_a_surface_is_found_however_it_is_set() -> None:
    apart = unicodedata.normalize(NFD, "Hòa Bình")
    text = f"hòa bình, HÒA BÌNH; Hoà\r\nBình ({apart}) Hoà\xa0Bình/hoà bình."
    assert surfaces(text, "Hoà Bình") == [
        "hòa bình", "HÒA BÌNH", "Hoà\r\nBình", apart, "Hoà\xa0Bình", "hoà bình",
    ]  # fmt: skip


def test_a_surface_is_whole_tokens() -> None:
    assert surfaces("Hà Nội, Hà Nộiư, xHà Nội, Hàn", "Hà Nội") == ["Hà Nội"]
    assert SurfaceFinder("45").find("45/2022/QH15 và 45, 45.000, 45% và 45.") == [
        (16, 18),
        (28, 30),
        (35, 37),
    ]
    assert surfaces("59-NQ/TW, NQ", "NQ") == ["NQ"]
    assert SurfaceFinder("Quang").find("1Quang") == [(1, 6)]


@pytest.mark.parametrize("surface", ["", " ", "\u200b"])
def test_a_surface_of_nothing_is_nowhere(surface: str) -> None:
    assert SurfaceFinder(surface).find("a \u200b b") == []


@given(WORDS, WORDS)
def test_every_run_of_tokens_with_the_key_is_found_and_nothing_else(
    before: list[str], words: list[str]
) -> None:
    """Against the slow way: the key of every run of tokens."""
    text = " ".join(before) + " " + "".join(words) + " " + " ".join(words)
    surface = " ".join(words[:2])
    key = surface_key(surface)
    tokens = syllables(text)
    ranges = {
        (one.start, two.end)
        for first, one in enumerate(tokens)
        for two in tokens[first : first + 8]
        if surface_key(text[one.start : two.end]) == key
    }
    found = SurfaceFinder(surface).find(text)
    assert set(found) <= ranges
    assert all(one[1] <= two[0] for one, two in pairwise(found))
    for start, end in ranges:  # what is not found overlaps what is
        assert any(s < end and start < e for s, e in found), text[start:end]
    finder = SurfaceFinder(surface)
    assert all(
        finder.covers(text, start, end)
        for start, end in ranges
        if "\u200b" not in (text[start], text[end - 1])
    )


def found(text: str, query: str, word_start: bool = False) -> list[str]:
    return [text[start:end] for start, end in find_all(text, query, word_start=word_start)]


def test_a_search_without_accents_finds_every_accent() -> None:
    apart = unicodedata.normalize(NFD, "Đường")
    text = f"Đường dương DƯỠNG duong {apart} Dượng."
    assert found(text, "duong") == ["Đường", "dương", "DƯỠNG", "duong", apart, "Dượng"]
    assert found(text, "ong d")[0] == "ờng d"


def test_a_search_with_accents_is_exact_but_for_case_and_unicode_form() -> None:
    apart = unicodedata.normalize(NFD, "đường")
    text = f"ĐƯỜNG dương Duong {apart} đương hoà hòa"
    assert found(text, "đường") == ["ĐƯỜNG", apart]
    assert found(text, unicodedata.normalize(NFD, "Đường")) == ["ĐƯỜNG", apart]
    assert found(text, "hoà") == ["hoà"]
    assert found(unicodedata.normalize(NFD, "đán đán đan"), "đan") == ["đan"]
    assert has_accents("đan")
    assert not has_accents("Dan 12%")


def test_a_search_takes_signs_and_spaces_as_they_are() -> None:
    assert found("a.b a*b a\n b [x] (x)", "a.b") == ["a.b"]
    assert found("a.b a*b a\n b", "A  B") == ["a\n b"]
    assert found("[x] (x)", "[x]") == ["[x]"]
    assert found("xin chào", "  ") == []


def test_a_search_may_begin_at_words_only() -> None:
    text = "an ban (An) 1an"
    assert found(text, "an") == ["an", "an", "An", "an"]
    assert found(text, "an", word_start=True) == ["an", "An"]


def test_characters_of_no_width_neither_begin_nor_hide_a_word() -> None:
    assert find_all("\ufeffHà Nội", "ha", word_start=True) == [(1, 3)]
    assert find_all("ở \u200bHà Nội", "\u200bhà", word_start=True) == [(3, 5)]
    assert find_all("Hòa\u200b\u200bbình", "\u200bbình", word_start=True) == []
    assert find_all("Hòa\u200bbình", "bình") == [(4, 8)]
    assert find_all("a\u200b-b", "-b", word_start=True) == [(2, 4)]


@given(st.text(max_size=40), st.text(max_size=4), st.booleans())
def test_any_search_in_any_text(text: str, query: str, word_start: bool) -> None:
    last = 0
    for start, end in find_all(text, query, word_start=word_start):
        assert last <= start < end <= len(text)
        last = end


@given(st.text(alphabet="aăâàáđĐDwWƯ \u0301\u0323", max_size=30))
def test_a_text_is_found_by_what_it_is_without_accents(text: str) -> None:
    assert unaccented(text) == fold_accents(text)
    word = fold_accents(text).split(" ")[0]
    if word:
        assert find_all(text, word)
