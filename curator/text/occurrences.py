"""Where a surface or a search stands in a text: exact offsets without folding the text.

A text is not folded and mapped back; the key is turned into a pattern of all its spellings, which
runs over the raw text once. Every pattern begins with a class of characters and is possessive
where it repeats, so time is linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

from curator.text.boundaries import TokenGrid
from curator.text.characters import LATIN_MARKS, ZERO_WIDTH
from curator.text.fold import TONE_PLACES, fold, surface_key

_LOOK_ALIKES = {"đ": "ðÐɖƉ", "ư": "ƣƢ"}
_OLD_PLACES: dict[str, list[str]] = {}
for _old, _new in TONE_PLACES.items():
    _OLD_PLACES.setdefault(_new, []).append(_old)
_GAP = rf"[{ZERO_WIDTH}]*+"
_SPACE = rf"(?:{_GAP}\s)++"
_NO_MARK = f"(?![{LATIN_MARKS}])"
_NO_WIDTH = re.compile(f"[{ZERO_WIDTH}]")
# A mark that is not composed is a part of the word, though no letter to a pattern.
_PART_OF_WORD = rf"(?:[^\W_]|[{LATIN_MARKS}])"
_IN_WORD = re.compile(_PART_OF_WORD)
# Beside a letter or digit these end a token in any case; what else stands there is looked at.
_BEFORE_LETTER = frozenset(' \n\t\r\xa0(["“«,;:.!?…”)')
_BEFORE_DIGIT = frozenset(' \n\t\r\xa0(["“«')
_AFTER_LETTER = frozenset(' \n\t\r\xa0,;.:!?…)]”"»%')
_AFTER_DIGIT = frozenset(' \n\t\r\xa0)]”"»;%')


class SurfaceFinder:
    """Finds the mentions that have one surface's key: `surface_key` of each is `key`."""

    def __init__(self, surface: str) -> None:
        self.key = surface_key(surface)
        self._pattern, self._inner = _surface_patterns(self.key)
        first, last = self.key[:1], self.key[-1:]
        self._before = (
            _BEFORE_DIGIT if first.isdigit() else _BEFORE_LETTER if first.isalpha() else frozenset()
        )
        self._after = (
            _AFTER_DIGIT if last.isdigit() else _AFTER_LETTER if last.isalpha() else frozenset()
        )

    def find(self, text: str, grid: TokenGrid | None = None) -> list[tuple[int, int]]:
        """The ranges of `text` that are whole tokens and have the key, in order, none twice.

        `grid` is the text's grid where there is one already.
        """
        if not self.key:
            return []
        found = []
        place = 0
        while match := self._pattern.search(text, place):
            start, end = match.span()
            place = start + 1
            if not self._ends_clearly(text, start, end):
                grid = grid or TokenGrid(text)
                if grid.around(start, end) != (start, end):
                    continue
            if surface_key(text[start:end]) == self.key:
                found.append((start, end))
                place = end
        return found

    def covers(self, text: str, start: int, end: int) -> bool:
        """Whether the range has the key, whole tokens or not."""
        return bool(self.key) and self._inner.fullmatch(text, start, end) is not None

    def _ends_clearly(self, text: str, start: int, end: int) -> bool:
        return (not start or text[start - 1] in self._before) and (
            end == len(text) or text[end] in self._after
        )


@lru_cache(maxsize=64)
def _surface_patterns(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern that finds a key, and the one that a range of the key matches as a whole."""
    pieces = list(_pieces(key))
    if not pieces:
        return re.compile(r"(?!)"), re.compile(r"(?!)")
    before = r"[^\W\d_]" if key[0].isalnum() else ""
    behind = r"(?![^\W_])" if key[-1].isalpha() else r"(?!\d)" if key[-1].isdigit() else ""
    return _compiled(pieces, before, behind + _NO_MARK), re.compile(
        _GAP + _GAP.join(map(_either, pieces)) + _GAP, re.DOTALL
    )


def _compiled(pieces: list[tuple[str, ...]], before: str, behind: str) -> re.Pattern[str]:
    """The pattern of pieces, each a choice, where no `before` stands before them."""
    first, *others = pieces
    parts = [_first(first, before), *(map(_either, others))]
    return re.compile(_GAP.join(parts) + behind, re.DOTALL)


def _first(choices: tuple[str, ...], before: str) -> str:
    """The first piece; what stands before it is asked for behind it.

    The search for a pattern that begins with plain characters is many times faster.
    """
    if not before or choices == (" ",):
        return _either(choices)
    by_length: dict[int, list[str]] = {}
    for choice in choices:
        by_length.setdefault(len(choice), []).append(choice)
    parts = [
        _either(tuple(same)) + f"(?<!{before}{'.' * length})"
        for length, same in sorted(by_length.items(), reverse=True)
    ]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _either(choices: tuple[str, ...]) -> str:
    if choices == (" ",):
        return _SPACE
    single = [choice for choice in choices if len(choice) == 1]
    several = [re.escape(choice) for choice in choices if len(choice) > 1]
    if single:
        several.append("[" + "".join(map(re.escape, single)) + "]")
    return several[0] if len(several) == 1 else f"(?:{'|'.join(several)})"


def _pieces(key: str) -> Iterator[tuple[str, ...]]:
    """The spellings of each character of a folded key; of two where a tone may change place."""
    place = 0
    while place < len(key):
        pair = key[place : place + 2]
        olds = _OLD_PLACES.get(pair)
        if olds:
            yield tuple(
                one + two
                for spelled in (pair, *olds)
                for one in _spellings(spelled[0])
                for two in _spellings(spelled[1])
            )
            place += 2
        else:
            yield (*_spellings(key[place]), *_LOOK_ALIKES.get(key[place], ""))
            place += 1


@lru_cache(maxsize=1024)
def _spellings(character: str) -> tuple[str, ...]:
    """All ways to write a lower-case NFC character: both cases, every Unicode form."""
    found: dict[str, None] = {}
    for variant in (character, character.upper(), character.title()):
        if variant.lower() != character:
            continue
        whole = unicodedata.normalize("NFD", variant)
        composed = unicodedata.normalize("NFC", variant)
        base, marks = whole[0], whole[1:]
        for order in permutations(marks) if len(marks) < 4 else [tuple(marks)]:
            for taken in range(len(order), -1, -1):
                first = unicodedata.normalize("NFC", base + "".join(order[:taken]))
                spelling = first + "".join(order[taken:])
                if unicodedata.normalize("NFC", spelling) == composed:
                    found[spelling] = None
    return tuple(found) or (character,)


# -- what a reader types to search ----------------------------------------------------------------


def has_accents(query: str) -> bool:
    """Whether a query has a letter that is no plain one: it is taken as it is written then."""
    folded = unicodedata.normalize("NFD", query.lower())
    return "đ" in folded or any(unicodedata.category(character) == "Mn" for character in folded)


def find_all(text: str, query: str, *, word_start: bool = False) -> list[tuple[int, int]]:
    """Where `query` stands in `text`, in order, none overlapping another.

    A query without accents finds every accented spelling (`duong` finds `Đường`); one with accents
    finds exactly these letters. Case, Unicode form and the kind of white space never matter. With
    `word_start` a hit does not begin inside a word. Linear in the text; empty for a blank query.
    """
    return list(find_each(text, query, word_start=word_start))


def find_each(text: str, query: str, *, word_start: bool = False) -> Iterator[tuple[int, int]]:
    """What `find_all` finds, one by one."""
    pattern = _query_pattern(query, word_start)
    for match in pattern.finditer(text) if pattern else ():
        start, end = match.span()
        if not (word_start and _goes_on(text, start)):
            yield start, end


def _goes_on(text: str, start: int) -> bool:
    """Whether what stands at `start` goes on with a word behind characters of no width."""
    before = start
    while before and _NO_WIDTH.match(text, before - 1):
        before -= 1
    in_word = 0 < before < start and _IN_WORD.match(text, before - 1)
    return bool(in_word) and text[start].isalnum()


@lru_cache(maxsize=64)
def _query_pattern(query: str, word_start: bool = False) -> re.Pattern[str] | None:
    """The pattern of `find_all`; None for a blank query."""
    query = _NO_WIDTH.sub("", unicodedata.normalize("NFC", query))
    key = " ".join(unicodedata.normalize("NFC", query.lower()).split())
    if not key:
        return None
    before = _PART_OF_WORD if word_start and key[0].isalnum() else ""
    if has_accents(key):
        return _compiled([_spellings(character) for character in key], before, _NO_MARK)
    first, *others = (_any_accent(character) for character in key)
    parts = [_first(first, before) + _marks(key[0])]
    parts += [_either(piece) + _marks(c) for piece, c in zip(others, key[1:], strict=True)]
    return re.compile(_GAP.join(parts), re.DOTALL)


def _marks(character: str) -> str:
    return f"[{LATIN_MARKS}]*+" if character.isalpha() else ""


def _any_accent(character: str) -> tuple[str, ...]:
    return tuple(_accented().get(character, ())) or _spellings(character)


@lru_cache(maxsize=1)
def _accented() -> dict[str, str]:
    """The Latin letters, both cases, by the lower-case letter that is left without accents."""
    found: dict[str, list[str]] = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        if letter.isalpha():
            bare = unaccented(letter)
            if len(bare) == 1:
                found.setdefault(bare, []).append(letter)
    return {bare: "".join(letters) for bare, letters in found.items()}


def unaccented(text: str) -> str:
    """`fold` without accents, as the search index keeps it.

    It is `fold_accents` of `curator.text.fold` for Latin letters, many times faster.
    """
    return " ".join(fold(text).translate(bare_letters()).split())


@lru_cache(maxsize=1)
def bare_letters() -> dict[int, str | None]:
    """The table for `str.translate` that takes the accents off folded Latin text."""
    table: dict[int, str | None] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        bare = "".join(
            c for c in unicodedata.normalize("NFD", letter) if unicodedata.category(c) != "Mn"
        )
        if bare != letter:
            table[code] = bare
    table.update(dict.fromkeys(range(0x300, 0x370)))
    table[ord("đ")] = "d"
    return table
