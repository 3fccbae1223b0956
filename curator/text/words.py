"""The words of a text by underthesea's segmentation, with exact offsets into the text.

underthesea returns words as strings and changes them on the way: composed letters, one space
between syllables, `Hoà` as `Hòa`. Here its own regular expression runs over a composed copy of the
text of which each character knows where it comes from, and its own model (a CRF, see Vu Anh et al.,
github.com/undertheseanlp/underthesea) joins the syllables: so offsets need no search, and words are
those that `underthesea.word_tokenize` gives for a sentence.

Sentences are segmented one at a time. A run without white space, which that expression takes
quadratic time for, is cut into pieces of `LONGEST_RUN` characters; a sentence of more than
`LONGEST_SENTENCE` is cut at white space. underthesea is loaded at the first call, by one thread.
"""

from __future__ import annotations

import importlib
import re
import threading
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from curator.model.token import Token
from curator.text.characters import JOINER, MARKS, NOT_LETTER, SKIN_TONES, TAGS
from curator.text.sentences import sentences

LONGEST_RUN = 128
"""Code points without white space that are segmented in one piece."""

LONGEST_SENTENCE = 2048
"""Code points that are segmented in one piece."""


class Word(NamedTuple):
    """A word at `[start, end)` of the text, and the form by which underthesea knows it."""

    start: int
    end: int
    form: str


def words(text: str) -> list[Token]:
    """The words and marks of `text` in order, without overlap.

    Every character but white space lies in one of them; words hold white space inside. Any
    string, in linear time.
    """
    return [Token(start, end) for sentence in segmented(text) for start, end, _ in sentence]


def segmented(text: str) -> Iterator[list[Word]]:
    """The words of `text` a sentence at a time."""
    segmenter = _segmenter()
    for start, end in sentences(text):
        for first, last in _pieces(text, start, end):
            yield segmenter.words(text, first, last)


LOADING = threading.RLock()
"""Held while a model of underthesea is loaded, which it cannot do from two threads at once."""

_RUN = re.compile(r"\S+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# The letters that underthesea itself replaces; one for one, so offsets stay.
_LETTERS = str.maketrans("ðÐ", "đĐ")
_LONGEST_NORMALISED = 6


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`[start, end)` in pieces of at most `LONGEST_SENTENCE` characters."""
    while end - start > LONGEST_SENTENCE:
        piece = text[start : start + LONGEST_SENTENCE]
        before = (piece.rsplit(None, 1) or [""])[0].rstrip()
        cut = _cut(text, start, start + (len(before) or LONGEST_SENTENCE))
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int, place: int) -> int:
    """The last place up to `place` that parts no character from its marks, if one is near."""
    for cut in range(place, max(start, place - 64), -1):
        if not _part().match(text, cut) and text[cut - 1] != "\u200d":
            return cut
    return place


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that cover `text` and hold no run without white space over `LONGEST_RUN`."""
    start = 0
    for match in _RUN.finditer(text):
        first, last = match.span()
        while last - first > LONGEST_RUN:
            cut = _cut(text, first, first + LONGEST_RUN)
            yield start, cut
            start = first = cut
    yield start, len(text)


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    """A character with what composes with it: marks, and the vowels and finals of Hangul."""
    return re.compile(rf"\s|\S(?:{NOT_LETTER}[{MARKS}]|[\u1160-\u11ff])*+")


@lru_cache(maxsize=1)
def _part() -> re.Pattern[str]:
    """What never begins a word."""
    return re.compile(rf"{NOT_LETTER}[{MARKS}{JOINER}{TAGS}{SKIN_TONES}]")


class _Composed(NamedTuple):
    """A text in NFC; character `i` comes from `[starts[i], ends[i])` of the text before."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def _composed(text: str) -> _Composed:
    if unicodedata.is_normalized("NFC", text):
        return _Composed(text, range(len(text)), range(1, len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _cluster().finditer(text):
        cluster = match.group()
        composed = unicodedata.normalize("NFC", cluster)
        parts.append(composed)
        first, last = match.span()
        if composed == cluster:
            starts += range(first, last)
            ends += range(first + 1, last + 1)
        else:
            starts += [first] * len(composed)
            ends += [last] * len(composed)
    return _Composed("".join(parts), starts, ends)


class _Segmenter:
    """underthesea's expression, table of syllables and model."""

    def __init__(self) -> None:
        # Absolute imports would bind the functions of these names, not the modules.
        package = importlib.import_module("underthesea.pipeline.word_tokenize")
        regex = importlib.import_module("underthesea.pipeline.word_tokenize.regex_tokenize")
        table = importlib.import_module("underthesea.pipeline.text_normalize.text_normalizer")
        package.word_tokenize("tải mô hình")
        self._model: Any = package.word_tokenize_model
        # Not `regex.patterns`, which a call with `fixed_words` replaces for the whole process.
        self._pattern = re.compile(regex.regex_patterns_combine, re.VERBOSE)
        self._spelling: dict[str, str] = dict(table.token_map)

    def words(self, text: str, start: int, end: int) -> list[Word]:
        """The words of `text[start:end]`, with offsets into `text`."""
        syllables = self._syllables(text[start:end])
        if not syllables:
            return []
        found: list[Word] = []
        tags = self._model.predict([[syllable.form] for syllable in syllables])
        for tag, (first, last, form) in zip(tags, syllables, strict=True):
            if tag == "I-W" and found:
                word = found[-1]
                found[-1] = Word(word.start, last + start, f"{word.form} {form}")
            else:
                found.append(Word(first + start, last + start, form))
        return found

    def _syllables(self, text: str) -> list[Word]:
        composed = _composed(text)
        known = _SURROGATE.sub("\ufffd", composed.text.translate(_LETTERS))
        part = _part()
        found: list[Word] = []
        for first, last in _runs(known):
            for match in self._pattern.finditer(known, first, last):
                at, behind = match.span()
                form = match.group()
                if at == behind:
                    continue
                if len(form) <= _LONGEST_NORMALISED:
                    form = self._spelling.get(form, form)
                start, end = composed.starts[at], composed.ends[behind - 1]
                if found and (
                    start < found[-1].end
                    or (
                        start == found[-1].end
                        and (part.match(known, at) or known[at - 1] == "\u200d")
                    )
                ):
                    before = found[-1]
                    found[-1] = Word(before.start, max(before.end, end), before.form + form)
                else:
                    found.append(Word(start, end, form))
        return found


_loaded: _Segmenter | None = None


def _segmenter() -> _Segmenter:
    global _loaded
    if _loaded is None:
        with LOADING:
            if _loaded is None:
                with warnings.catch_warnings():
                    # It warns of its own source text.
                    warnings.simplefilter("ignore")
                    _loaded = _Segmenter()
    return _loaded
