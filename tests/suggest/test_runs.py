"""The tokens of runs are those of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.suggest.learned import sequences
from curator.suggest.learned.sequences import sequences_of
from curator.suggest.patterns import tokens
from curator.suggest.patterns.tokens import tokens_of
from curator.suggest.runs import Kept, runs_of
from curator.text.sentences import sentences
from curator.text.syllables import BLOCK, syllables
from tests.text.any_text import TEXTS

_LINES = (
    "ỦY BAN NHÂN DÂN\n", "TỈNH MAI SƠN", "\n\n", "\n", "     ", " ", "Số: 64/KH-UBND", "UVT.Ư",
    "ảnh 1Quang cảnh", "xã Nà Hẩu, huyện Văn Yên", "của nhân dân", ". ", "Họp tổ.", "\u2028",
)  # fmt: skip


@given(TEXTS)
def test_runs_are_what_white_space_parts(text: str) -> None:
    runs = runs_of(text)
    found = [runs.distinct[place] for place in runs.place.tolist()]
    assert found == text.split()
    for run, start in zip(found, runs.starts.tolist(), strict=True):
        assert text.startswith(run, start)
        assert not start or text[start - 1].isspace()
    assert len(set(runs.distinct)) == len(runs.distinct)


@given(TEXTS)
def test_tokens_of_runs_are_the_tokens_of_the_text(text: str) -> None:
    found = sequences_of(text)
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [
        tuple(token) for token in syllables(text)
    ]
    words = [token.text_of(text) for token in syllables(text)]
    assert found.words == words
    assert found.distinct == list(dict.fromkeys(words))
    firsts = found.starts[found.bounds[:-1]].tolist()
    assert {start for start, _ in sentences(text)} <= set(firsts)


@given(st.one_of(TEXTS, st.lists(st.sampled_from(_LINES), max_size=20).map("".join)))
def test_a_short_text_has_the_tokens_and_lines_that_it_has_as_a_long_one(text: str) -> None:
    by_one, by_array = sequences._of_short(text), sequences._of_long(text)
    assert by_one.distinct == by_array.distinct
    assert [a.tolist() for a in by_one[1:]] == [a.tolist() for a in by_array[1:]]
    assert tokens._short(text).with_breaks() == tokens._long(text).with_breaks()


@pytest.mark.parametrize("unit", ["a.", "1/", "chữ", "e\u0301", "\u0301"])
def test_a_run_longer_than_a_block(unit: str) -> None:
    text = f"Xã Lũng Cú {unit * BLOCK} và xã Lũng Cú."
    found = sequences_of(text)
    assert list(zip(found.starts.tolist(), found.ends.tolist(), strict=True)) == [
        tuple(token) for token in syllables(text)
    ]


@given(st.lists(TEXTS, max_size=3))
def test_what_is_kept_of_texts_before_changes_nothing(texts: list[str]) -> None:
    found = [(sequences_of(text), tokens_of(text)) for text in texts]
    for (cut, read), text in zip(found, texts, strict=True):
        again = sequences_of(text)
        assert again.words == cut.words
        assert [a.tolist() for a in again[1:]] == [a.tolist() for a in cut[1:]]
        assert tokens_of(text) == read


def test_only_short_runs_are_kept() -> None:
    asked: list[str] = []

    def length(run: str) -> int:
        asked.append(run)
        return len(run)

    kept = Kept(length)
    for _ in range(2):
        assert [kept[run] for run in ("xã", "a" * 100)] == [2, 100]
    assert asked == ["xã", "a" * 100, "a" * 100]
