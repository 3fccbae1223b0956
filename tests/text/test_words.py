"""Words: underthesea's, with offsets that fit any text."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.text.words import LONGEST_RUN, LONGEST_SENTENCE, segmented, words
from tests.text.any_text import LONG_TEXTS, PIECES, TEXTS

SENTENCES = (
    "Ủy ban Nhân dân tỉnh Hòa Bình tổ chức hội nghị sơ kết công tác sáu tháng đầu năm.",
    "Ông Lê Văn Thắng, Giám đốc Sở Tài chính, cho biết thu ngân sách đạt 3.250,5 tỉ đồng (72%).",
    "Hoà thượng Thích Quảng Tâm thăm bà con ở xã Khoẻ ngày 12/5/2021, lúc 8:30.",
    "Nghị quyết số 12-NQ/TU về “chuyển đổi số” được ban hành; xem www.vi-du.vn nhé.",
    "Công ty H&M và e-mail của TP.HCM, v.v. đều ổn",
    "Đường sắt Bắc-Nam dài 1.726km, qua 20 tỉnh.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_words_are_those_of_underthesea(sentence: str) -> None:
    from underthesea import word_tokenize

    (found,) = segmented(sentence)
    assert [word.form for word in found] == word_tokenize(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_decomposed_text_has_the_same_words(sentence: str) -> None:
    other = unicodedata.normalize("NFD", sentence)
    composed = [token.text_of(sentence) for token in words(sentence)]
    decomposed = [unicodedata.normalize("NFC", token.text_of(other)) for token in words(other)]
    assert decomposed == composed


def test_white_space_inside_words_stays() -> None:
    text = "Hội\xa0nghị\r\nsơ  kết."
    assert [token.text_of(text) for token in words(text)] == ["Hội\xa0nghị", "sơ  kết", "."]


def check(text: str) -> None:
    place = 0
    for start, end in words(text):
        assert place <= start < end <= len(text)
        assert text[place:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        place = end
    assert text[place:].strip() == ""


@settings(deadline=None)
@given(TEXTS)
def test_every_character_lies_in_one_word(text: str) -> None:
    check(text)


@settings(max_examples=15, deadline=None)
@given(LONG_TEXTS)
def test_long_texts_are_covered(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(TEXTS)
def test_marks_stay_with_their_base(text: str) -> None:
    for start, _ in words(text):
        if start and unicodedata.category(text[start])[0] == "M":
            assert text[start - 1].isspace()


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_run_of_anything(piece: str) -> None:
    check(piece * (2 * LONGEST_SENTENCE // len(piece)))


@pytest.mark.parametrize("run", ["a.a.a.", "(((a", "http://", "a-", "a@", "1.2,"])
def test_runs_without_white_space_are_cut(run: str) -> None:
    text = run * (6_000 // len(run))
    check(text)
    assert max(token.end - token.start for token in words(text)) <= 2 * LONGEST_RUN


@pytest.mark.parametrize("blank", [" ", "\xa0"])
def test_a_sentence_may_hold_more_white_space_than_fits_in_one(blank: str) -> None:
    for count in (LONGEST_SENTENCE - 1, LONGEST_SENTENCE, 3 * LONGEST_SENTENCE):
        text = "0" + blank * count + "1"
        assert [tuple(word) for word in words(text)] == [(0, 1), (count + 1, count + 2)]


def test_forms_hold_no_surrogate() -> None:
    (found,) = segmented("tên \ud83d lạ")
    assert all(word.form.encode() for word in found)
    assert [(word.start, word.end) for word in found][-1] == (6, 8)


def test_threads_may_call_it_first() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from curator.text.words import words
with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(words, ["Hội nghị sơ kết công tác năm"] * 16))
assert all(result == results[0] for result in results), results
"""
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, timeout=60)


def test_threads_get_the_same_words() -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(words, SENTENCES * 4))
    assert results == [words(sentence) for sentence in SENTENCES] * 4


@settings(deadline=None)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_does_not_change_the_next(one: str, other: str) -> None:
    text = f"{one}\n\n{other}"
    shift = len(one) + 2
    tokens = [(start - shift, end - shift) for start, end in words(text) if start >= shift]
    assert tokens == words(other)
