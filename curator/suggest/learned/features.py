"""What the tagger looks at: columns of small numbers, one row a token.

A column holds an aspect of each token (its form, its shape, what a pattern says of it); a template
combines the columns of a token and its neighbours into one attribute. Columns of words depend on
the word alone and are looked up once a distinct word; all the rest is arithmetic on arrays, so
that the model reads a text many times faster than by building strings.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import prod
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from curator.model.span import Suggestion
from curator.suggest.gazetteer import fold, words_of
from curator.suggest.learned.calibration import MANY
from curator.suggest.learned.sequences import Sequences, tokens_between
from curator.suggest.runs import Kept

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

_REACH: Final = 2
"""How far from a token a template looks."""

FEW: Final = 1 << 19
"""Of so many attributes of a template each may have a place of its own in a table."""

_FAULTS = str.maketrans({"ƣ": "ư", "Ƣ": "Ư", "ð": "đ", "Ð": "Đ"})
_LONGEST_WORD = 24
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
    """An aspect of the tokens: its distinct values, and for each token which of them it has.

    The first value of a column of tags is `O`.
    """

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
    index = np.full(len(starts), _FIRST)
    np.minimum(starts[1:] - ends[:-1], 2, out=index[1:])
    if "\n" in text:
        letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        lines = np.cumsum(letters == ord("\n"))
        # No token holds a line break, so those up to its last letter stand before it.
        breaks = lines[starts[1:]] - lines[ends[:-1] - 1]
        index[1:][breaks > 0] = 3
        index[1:][breaks > 1] = _FIRST
    return Column(list(_GAPS), index)


_GAPS: Final = ("none", "space", "spaces", "line", "lines")
_FIRST: Final = _GAPS.index("lines")


def _tags(sequences: Sequences, suggestions: Sequence[Suggestion], *, sure: bool) -> Column:
    """The tags (IOB2) of the tokens; of suggestions that overlap the later one counts."""
    number = {"O": 0}
    inside, begin = [], []
    for suggestion in suggestions:
        label = suggestion.span.label
        if sure:
            score = suggestion.score
            label += "+" if score >= _STRONG else "-" if score < _FAIR else "="
        inside.append(number.setdefault("I-" + label, len(number)))
        begin.append(number.setdefault("B-" + label, len(number)))
    index = np.zeros(len(sequences.place), dtype=np.int64)
    edges = [(suggestion.span.start, suggestion.span.end) for suggestion in suggestions]
    if len(edges) < MANY:
        starts, ends = sequences.starts.tolist(), sequences.ends.tolist()
        for (start, end), goes_on, begins in zip(edges, inside, begin, strict=True):
            first, after = bisect_right(ends, start), bisect_left(starts, end)
            if first < after:
                index[first:after] = goes_on
                index[first] = begins
    else:
        firsts, afters = tokens_between(sequences, np.array(edges, dtype=np.int64))
        lengths = np.maximum(afters - firsts, 0)
        # Of equal places the last is what is kept.
        behind = np.cumsum(lengths)
        tokens = np.arange(behind[-1]) + np.repeat(firsts - (behind - lengths), lengths)
        tags = np.repeat(inside, lengths)
        some = lengths > 0
        tags[(behind - lengths)[some]] = np.array(begin)[some]
        index[tokens] = tags
    return Column(list(number), index)


def hinted_label(tag: str) -> str:
    """The label in a tag of the columns `name` and `figure`; empty for a token outside."""
    return tag[2:].rstrip("+-=")


def _elsewhere(words: Column, name: Column) -> Column:
    labels = ["", *sorted({hinted_label(value) for value in name.values if value != "O"})]
    if len(labels) == 1:
        return Column(["O"], np.zeros(len(words.place), dtype=np.int64))
    label_of = np.array([labels.index(hinted_label(value)) for value in name.values])
    votes = np.bincount(
        words.place * len(labels) + label_of[name.place], minlength=len(words.values) * len(labels)
    ).reshape(-1, len(labels))
    # What stands outside of names has no vote: it counts where there is no other.
    votes[:, 0] = 0
    return Column(["O", *labels[1:]], votes.argmax(axis=1)[words.place])


class Vocabulary:
    """The values that the columns took in training, each with its number."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self.values = {column: tuple(values[column]) for column in COLUMNS}
        self._number = {
            column: {value: number for number, value in enumerate(known, EDGE + 1)}
            for column, known in self.values.items()
        }
        self._rows = Kept(self._row)
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

    def numbers(self, reading: Reading) -> Ints:
        """The columns of a document as numbers, shape (columns, tokens), in order of `COLUMNS`."""
        rows = chain.from_iterable(map(self._rows.__getitem__, reading.words.values))
        count = len(WORD_COLUMNS)
        by_word = np.fromiter(rows, np.int64, count * len(reading.words.values))
        found = np.empty((len(COLUMNS), len(reading.words.place)), dtype=np.int64)
        found[:count] = by_word.reshape(-1, count).T[:, reading.words.place]
        for row, column in enumerate(HINT_COLUMNS, count):
            values, place = reading.hints[column]
            number = self._number[column]
            known = np.array([number.get(value, UNKNOWN) for value in values], dtype=np.int64)
            known.take(place, out=found[row], mode="clip")
        return found

    def _row(self, word: str) -> tuple[int, ...]:
        return tuple(
            self._number[column].get(value, UNKNOWN)
            for column, value in zip(WORD_COLUMNS, word_values(word), strict=True)
        )


class Layout:
    """How the columns of a token and its neighbours make its attributes, for a vocabulary.

    Attributes are numbers, of all templates in one space: those of the template `order[row]` begin
    at `begins[row]`, and `begins[row + 1]` lies behind the last of them.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        sizes = [prod(vocabulary.size(column) for column, _ in template) for template in TEMPLATES]

        def rank(template: int) -> tuple[bool, int]:
            parts, many = len(TEMPLATES[template]), sizes[template] > FEW
            return many, -parts if many else parts

        # So ordered, templates of few attributes come first, and whatever has a second or a third
        # part stands together.
        order = sorted(range(len(TEMPLATES)), key=rank)
        self.order: Final = tuple(order)
        self.begins: Final = np.concatenate(
            ([0], np.cumsum([sizes[template] for template in order]))
        )
        self.few: Final = sum(size <= FEW for size in sizes)
        """How many templates of at most `FEW` attributes there are: they are the first rows."""
        self._parts = [
            _Part.of(
                vocabulary,
                {
                    row: TEMPLATES[template][place]
                    for row, template in enumerate(order)
                    if len(TEMPLATES[template]) > place
                },
            )
            for place in range(max(map(len, TEMPLATES)))
        ]

    def attributes(self, reading: Reading) -> Ints:
        """The attributes of every token, shape (templates, tokens), a row a template of `order`."""
        columns = self._vocabulary.numbers(reading)
        bounds = reading.sequences.bounds
        size = columns.shape[1]
        # Edges stand before, between and behind the sequences, as far as a template looks.
        room = _REACH * len(bounds)
        spaced = np.full((len(columns), size + room), EDGE)
        if len(bounds) == 2:
            place = np.arange(_REACH, size + _REACH)
            spaced[:, _REACH:-_REACH] = columns
        else:
            place = np.arange(size)
            place += np.repeat(np.arange(_REACH, room, _REACH), np.diff(bounds))
            spaced[:, place] = columns
        found: Ints | None = None
        for part in self._parts:
            here = spaced.take(part.where(size + room) + place, mode="clip")
            if found is None:
                found = here
            else:
                sofar = found[part.rows]
                sofar *= part.sizes
                sofar += here
        assert found is not None
        found += self.begins[:-1, None]
        return found


class _Part(NamedTuple):
    """The first, second or third part of all templates that have one."""

    rows: slice
    columns: Ints
    offsets: Ints
    sizes: Ints

    @classmethod
    def of(cls, vocabulary: Vocabulary, parts: Mapping[int, tuple[str, int]]) -> _Part:
        columns, offsets, sizes = (
            np.array(numbers)[:, None]
            for numbers in (
                [COLUMNS.index(column) for column, _ in parts.values()],
                [offset for _, offset in parts.values()],
                [vocabulary.size(column) for column, _ in parts.values()],
            )
        )
        return cls(slice(min(parts), max(parts) + 1), columns, offsets, sizes)

    def where(self, width: int) -> Ints:
        """Where these parts of the token at place 0 stand among columns of this width."""
        return self.columns * width + self.offsets
