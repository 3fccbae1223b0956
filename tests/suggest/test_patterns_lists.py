"""The lists of names and head words, and how they are looked up."""

from __future__ import annotations

from importlib import resources

import pytest

from curator.suggest.gazetteer import Trie, add, entries, fold, longest
from curator.suggest.patterns.lexicon import lexicon

_FILES = sorted(file.name for file in resources.files("curator.suggest").joinpath("data").iterdir())


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("UỶ", "ủy"),
        ("Hoà", "hòa"),
        ("hoàn", "hoàn"),
        ("Quý", "quý"),
        ("K’Brếp", "k'brếp"),
        ("Nguye\u0302\u0303n", "nguyễn"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_the_longest_entry_wins_and_keeps_its_flags() -> None:
    trie: Trie = {}
    add(trie, "Ban Tổ chức", "A")
    add(trie, "Ban", "S")
    assert longest(trie, ["ban", "tổ", "chức", "tỉnh", "\n"], 0) == (3, "A")
    assert longest(trie, ["ban", "tổ", "bay", "\n"], 0) == (1, "S")
    assert longest(trie, ["bạn", "\n"], 0) is None


def test_capitals_of_the_list_are_needed_where_asked_for() -> None:
    trie: Trie = {}
    add(trie, "Hòa Bình")
    assert longest(trie, ["hòa", "bình"], 0, [True, False]) is None
    assert longest(trie, ["hòa", "bình"], 0, [True, True]) == (2, "")


def test_entries_that_fold_alike_are_one() -> None:
    trie: Trie = {}
    add(trie, "Ủy ban Nhân dân", "A")
    add(trie, "Uỷ ban nhân dân", "P")
    folded = ["ủy", "ban", "nhân", "dân"]
    assert longest(trie, folded, 0, [True, False, False, False]) == (4, "AP")


@pytest.mark.parametrize("file", _FILES)
def test_each_list_says_what_it_is_and_holds_entries(file: str) -> None:
    text = resources.files("curator.suggest").joinpath("data", file).read_text(encoding="utf-8")
    assert text.startswith("# ")
    phrases = [phrase for _, phrase, _ in entries(file)]
    assert len(phrases) > 10
    assert all(phrase and phrase == phrase.strip() for phrase in phrases)


def test_the_lexicon_holds_old_and_new_provinces() -> None:
    for name in ("Hậu Giang", "Cần Thơ", "Bà Rịa - Vũng Tàu"):
        folded = [fold(token) for token in name.split()]
        assert longest(lexicon().places, [*folded, "\n"], 0) == (len(folded), "")
