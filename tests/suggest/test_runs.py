"""The tokens of runs are those of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.suggest.learned.sequences import sequences_of
from curator.suggest.patterns.tokens import tokens_of
from curator.suggest.runs import Kept, runs_of
from curator.text.sentences import sentences
from curator.text.syllables import BLOCK, syllables
from tests.text.any_text import TEXTS


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
    sequences = sequences_of(text)
    assert list(zip(sequences.starts.tolist(), sequences.ends.tolist(), strict=True)) == [
        tuple(token) for token in syllables(text)
    ]
    words = [token.text_of(text) for token in syllables(text)]
    assert sequences.words == words
    assert sequences.distinct == list(dict.fromkeys(words))
    firsts = sequences.starts[sequences.bounds[:-1]].tolist()
    assert {start for start, _ in sentences(text)} <= set(firsts)


@pytest.mark.parametrize("unit", ["a.", "1/", "chữ", "e\u0301", "\u0301"])
def test_a_run_longer_than_a_block(unit: str) -> None:
    text = f"Xã Lũng Cú {unit * BLOCK} và xã Lũng Cú."
    sequences = sequences_of(text)
    assert list(zip(sequences.starts.tolist(), sequences.ends.tolist(), strict=True)) == [
        tuple(token) for token in syllables(text)
    ]


@given(st.lists(TEXTS, max_size=3))
def test_what_is_kept_of_texts_before_changes_nothing(texts: list[str]) -> None:
    found = [(sequences_of(text), tokens_of(text)) for text in texts]
    for (sequences, tokens), text in zip(found, texts, strict=True):
        again = sequences_of(text)
        assert again.words == sequences.words
        assert [a.tolist() for a in again[1:]] == [a.tolist() for a in sequences[1:]]
        assert tokens_of(text) == tokens


def test_only_short_runs_are_kept() -> None:
    asked: list[str] = []

    def length(run: str) -> int:
        asked.append(run)
        return len(run)

    kept = Kept(length)
    for _ in range(2):
        assert [kept[run] for run in ("xã", "a" * 100)] == [2, 100]
    assert asked == ["xã", "a" * 100, "a" * 100]
