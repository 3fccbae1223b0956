"""Folding: what a reader takes for one text has one key, what they tell apart has two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings

from curator.text.fold import fold, fold_accents, surface_key
from tests.text.any_text import TEXTS


@pytest.mark.parametrize(
    "variants",
    [
        ("hoà bình", "hòa bình", "HÒA  BÌNH", "Hòa\nBình", " hoà\xa0bình "),
        ("khoẻ", "khỏe", "KHỎE"),
        ("thuỷ", "thủy", "THỦY"),
        ("quý", "qúy"),
        ("Đà Lạt", "ÐÀ LẠT", "Ɖà Lạt", "ðà lạt"),
        ("Bí thư", "bí thƣ"),
        ("Huế", unicodedata.normalize("NFD", "Huế"), "Hu\u00adế", "\ufeffHuế"),
        ("", " ", "\n\u200b\n"),
    ],
)
def test_variants_have_one_key(variants: tuple[str, ...]) -> None:
    assert len({fold(variant) for variant in variants}) == 1
    assert len({surface_key(variant) for variant in variants}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Thúy", "Thúi"), ("Lý", "Lí"), ("mùa", "muà"), ("đá", "dá"), ("Hiếu", "Hiểu"), ("m²", "m2")],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["ngoài", "hoàn", "khuỷu", "của", "mía", "thuở", "nguyễn", "già"])
def test_words_with_one_spelling_stay(word: str) -> None:
    assert fold(word) == word


def test_without_accents() -> None:
    assert fold_accents("Đà Nẵng, Thừa Thiên - HUẾ") == "da nang, thua thien - hue"
    assert fold_accents(unicodedata.normalize("NFD", "Đường Nguyễn Ước")) == "duong nguyen uoc"


@settings(deadline=None)
@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    for function in (fold, fold_accents):
        key = function(text)
        assert function(key) == key
        assert key == key.strip()


@settings(deadline=None)
@given(TEXTS)
def test_composition_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(TEXTS)
def test_no_accent_is_left(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", fold_accents(text))
    assert not any(unicodedata.category(character) == "Mn" for character in decomposed)
