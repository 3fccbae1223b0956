"""What the tagger looks at: columns of small numbers, one row a token.

A column holds an aspect of each token (its form, its shape, what a pattern says of it); a template
combines the columns of a token and its neighbours into one attribute. Columns of words depend on
the word alone and are looked up once a distinct word; all the rest is arithmetic on arrays, so
that the model reads a text many times faster than by building strings.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from curator.model.span import Suggestion
from curator.suggest.gazetteer import fold, words_of
from curator.suggest.learned.sequences import Sequences, tokens_between

VERSION: Final = 2
"""Of the columns and templates: a model of another version is not used."""

Ints: TypeAlias = npt.NDArray[np.int64]

UNKNOWN: Final = 0
"""A value that was not in the training data."""
EDGE: Final = 1
"""Beyond the sequence."""

WORD_COLUMNS: Final = ("form", "lower", "shape", "head", "list")
HINT_COLUMNS: Final = ("gap", "name", "figure", "elsewhere")
COLUMNS: Final = WORD_COLUMNS + HINT_COLUMNS

Template: TypeAlias = "tuple[tuple[str, int], ...]"

TEMPLATES: Final[tuple[Template, ...]] = (
    (("form", 0),),
    (("lower", 0),),
    (("lower", -1),),
    (("lower", 1),),
    (("lower", -2),),
    (("lower", 2),),
    (("lower", -1), ("lower", 0)),
    (("lower", 0), ("lower", 1)),
    (("shape", 0), ("gap", 0)),
    (("shape", -1), ("shape", 0), ("shape", 1)),
    (("head", 0),),
    (("list", 0), ("shape", 0)),
    (("name", 0),),
    (("name", 0), ("shape", 0)),
    (("name", -1), ("name", 0)),
    (("name", 0), ("name", 1)),
    (("name", 0), ("lower", 0)),
    (("figure", 0),),
    (("figure", -1), ("figure", 0), ("figure", 1)),
    (("elsewhere", 0), ("shape", 0)),
)

_SHIFTED: Final = {
    offset: sorted({name for template in TEMPLATES for name, at in template if at == offset})
    for offset in sorted({at for template in TEMPLATES for _, at in template if at})
}
"""For each offset the columns that are looked at there."""

_FAULTS = str.maketrans({"ƣ": "ư", "Ƣ": "Ư", "ð": "đ", "Ð": "Đ"})
_LONGEST_WORD = 24
_ROWS_KEPT = 200_000
_STRONG, _FAIR = 0.8, 0.5
_RARE: Final = ("form", "lower")
_DOCUMENTS: Final = 2


def word_values(word: str) -> tuple[str, ...]:
    """The values of the word columns, in the order of `WORD_COLUMNS`."""
    form = unicodedata.normalize("NFC", word).translate(_FAULTS)[:_LONGEST_WORD]
    if any(character.isdigit() for character in form):
        form = "".join("0" if character.isdigit() else character for character in form)
    lower = fold(form)
    return form, lower, shape_of(form), lower[:2], _lists(lower)


def shape_of(word: str) -> str:
    """Capitals, small letters and digits as `X`, `x` and `d`, runs cut to two; marks stay."""
    shape: list[str] = []
    for character in word:
        kind = (
            "X"
            if character.isupper()
            else "x"
            if character.islower()
            else "d"
            if character.isdigit()
            else character
        )
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
    return "".join(shape)


@lru_cache(maxsize=1)
def _families() -> tuple[frozenset[str], frozenset[str]]:
    return words_of("families.txt", "common"), words_of("families.txt", "rare")


def _lists(lower: str) -> str:
    common, rare = _families()
    return "family" if lower in common else "rare" if lower in rare else "none"


class Column(NamedTuple):
    """An aspect of the tokens: its distinct values, and for each token which of them it has."""

    values: list[str]
    place: Ints


class Reading(NamedTuple):
    """A document with all its columns, before a model has turned their values into numbers."""

    sequences: Sequences
    words: Column
    hints: dict[str, Column]


def reading_of(
    text: str, sequences: Sequences, names: Sequence[Suggestion], figures: Sequence[Suggestion]
) -> Reading:
    """The columns of a document, with what patterns (`names`) and grammar (`figures`) say of it.

    `gap` tells what white space stands before a token; `name` and `figure` which tag they give it,
    and how sure the patterns are; `elsewhere` which label the patterns give the same word most
    often in this document.
    """
    words = Column(sequences.distinct, sequences.place)
    name = _tags(sequences, names, sure=True)
    hints = {
        "gap": _gaps(text, sequences),
        "name": name,
        "figure": _tags(sequences, figures, sure=False),
        "elsewhere": _elsewhere(words, name),
    }
    return Reading(sequences, words, hints)


def without_hints(reading: Reading) -> Reading:
    """The same document as if neither patterns nor grammar had found anything in it."""
    nothing = np.zeros(len(reading.words.place), dtype=np.int64)
    hints = {
        column: reading.hints[column] if column == "gap" else Column(["O"], nothing)
        for column in HINT_COLUMNS
    }
    return reading._replace(hints=hints)


def _gaps(text: str, sequences: Sequences) -> Column:
    starts, ends = sequences.starts, sequences.ends
    before = np.concatenate((np.zeros(min(1, len(ends)), dtype=np.int64), ends[:-1]))
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lines = np.concatenate(([0], np.cumsum(letters == ord("\n"))))
    breaks = lines[starts] - lines[before]
    # Every tag of `_GAPS` in order: the first that holds.
    index = np.where(breaks > 1, 4, np.where(breaks == 1, 3, np.minimum(starts - before, 2)))
    index[:1] = 4
    return Column(list(_GAPS), index.astype(np.int64))


_GAPS: Final = ("none", "space", "spaces", "line", "lines")


def _tags(sequences: Sequences, suggestions: Sequence[Suggestion], *, sure: bool) -> Column:
    number = {"O": 0}
    index = np.zeros(len(sequences.place), dtype=np.int64)
    if not suggestions:
        return Column(["O"], index)
    edges = np.array([(s.span.start, s.span.end) for s in suggestions], dtype=np.int64)
    first, after = tokens_between(sequences, edges)
    inside, begin = [], []
    for suggestion in suggestions:
        label = suggestion.span.label
        if sure:
            score = suggestion.score
            label += "+" if score >= _STRONG else "-" if score < _FAIR else "="
        inside.append(number.setdefault("I-" + label, len(number)))
        begin.append(number.setdefault("B-" + label, len(number)))
    lengths = np.maximum(after - first, 0)
    # Where spans overlap, the later one counts: of equal places the last is what is kept.
    behind = np.cumsum(lengths)
    tokens = np.arange(behind[-1]) + np.repeat(first - (behind - lengths), lengths)
    tags = np.repeat(inside, lengths)
    some = lengths > 0
    tags[(behind - lengths)[some]] = np.array(begin)[some]
    index[tokens] = tags
    return Column(list(number), index)


def hinted_label(tag: str) -> str:
    """The label in a tag of the columns `name` and `figure`; empty for a token outside."""
    return tag[2:].rstrip("+-=")


def _elsewhere(words: Column, name: Column) -> Column:
    labels = sorted({hinted_label(value) for value in name.values if value != "O"})
    if not labels:
        return Column(["O"], np.zeros(len(words.place), dtype=np.int64))
    label_of = np.array(
        [labels.index(hinted_label(v)) if v != "O" else -1 for v in name.values], dtype=np.int64
    )[name.place]
    said = label_of >= 0
    cells = words.place[said] * len(labels) + label_of[said]
    votes = np.bincount(cells, minlength=len(words.values) * len(labels))
    votes = votes.reshape(-1, len(labels))
    best = np.where(votes.any(axis=1), votes.argmax(axis=1) + 1, 0)
    return Column(["O", *labels], best[words.place])


class Vocabulary:
    """The values that the columns took in training, each with its number."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = {column: tuple(values[column]) for column in COLUMNS}
        self._number = {
            column: {value: number for number, value in enumerate(known, EDGE + 1)}
            for column, known in self.values.items()
        }
        self._rows: dict[str, tuple[int, ...]] = {}
        self.hinted: Final = frozenset(
            hinted_label(tag) for column in ("name", "figure") for tag in self.values[column]
        )
        """The labels that patterns and grammar give."""

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Vocabulary:
        """The values of the columns of some documents, sorted.

        Words of one document alone are left out. So the model learns what to make of a word that
        it does not know, of which other texts hold far more, and not what that one document says.
        """
        seen: dict[str, set[str]] = {column: set() for column in COLUMNS}
        documents: Counter[str] = Counter()
        for reading in readings:
            forms: set[str] = set()
            for word in reading.words.values:
                for column, value in zip(WORD_COLUMNS, word_values(word), strict=True):
                    seen[column].add(value)
                    if column in _RARE:
                        forms.add(column + value)
            documents.update(forms)
            for column, hint in reading.hints.items():
                seen[column].update(hint.values)
        for column in _RARE:
            seen[column] = {v for v in seen[column] if documents[column + v] >= _DOCUMENTS}
        return cls({column: sorted(values) for column, values in seen.items()})

    def size(self, column: str) -> int:
        """One more than the largest number of the column."""
        return len(self.values[column]) + EDGE + 1

    def numbers(self, reading: Reading) -> dict[str, Ints]:
        """The columns of a document as numbers, each of shape (tokens,)."""
        rows = np.array([self._row(word) for word in reading.words.values], dtype=np.int64)
        by_token = rows.reshape(-1, len(WORD_COLUMNS))[reading.words.place]
        found = {column: by_token[:, place] for place, column in enumerate(WORD_COLUMNS)}
        for column, (values, index) in reading.hints.items():
            number = self._number[column]
            found[column] = np.array([number.get(v, UNKNOWN) for v in values], dtype=np.int64)[
                index
            ]
        return found

    def _row(self, word: str) -> tuple[int, ...]:
        row = self._rows.get(word)
        if row is None:
            if len(self._rows) >= _ROWS_KEPT:
                self._rows.clear()
            row = tuple(
                self._number[column].get(value, UNKNOWN)
                for column, value in zip(WORD_COLUMNS, word_values(word), strict=True)
            )
            self._rows[word] = row
        return row


def attributes(vocabulary: Vocabulary, reading: Reading) -> list[Ints]:
    """For each template the number of the attribute of every token, shape (tokens,)."""
    columns = vocabulary.numbers(reading)
    bounds = reading.sequences.bounds
    size = len(reading.words.place)
    sequence = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    shifted: dict[tuple[str, int], Ints] = {(column, 0): columns[column] for column in COLUMNS}
    for offset, names in _SHIFTED.items():
        near = slice(max(0, -offset), max(0, size - max(0, offset)))
        far = slice(max(0, offset), max(0, size + min(0, offset)))
        moved = np.full((len(names), size), EDGE, dtype=np.int64)
        beside = np.stack([columns[name][far] for name in names])
        moved[:, near] = np.where(sequence[near] == sequence[far], beside, EDGE)
        shifted.update(zip(((name, offset) for name in names), moved, strict=True))
    found = []
    for template in TEMPLATES:
        key = shifted[template[0]]
        for part in template[1:]:
            key = key * vocabulary.size(part[0]) + shifted[part]
        found.append(key)
    return found
