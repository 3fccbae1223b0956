"""The syllables and marks of a text, with exact offsets: the units that labels are attached to.

White space parts tokens and never lies in one; every other character lies in exactly one token.
What a token is:

- a run of letters and digits (`Thơ`, `QH15`, `24k`), combining marks included, and apostrophes
  between letters (`H'Mông`);
- a number with its inner points, commas, slashes and colons (`28.478`, `70,94`, `11/06/2018`,
  `16:20`). A hyphen parts (`2016-2020`, `Covid-19`, `Cần Thơ-Cà Mau`), because on either side of
  it a span may end; so does `%`;
- the number of a document (`45/2022/QH15`, `59-NQ/TW`), which belongs to one span always;
- an emoji with all that it is made of, a run of one mark (`...`, `-----`), any other mark alone.

A number that runs into a capitalised word was glued by lost white space: `1Quang` is two tokens,
`12A` is one. Zero width characters (soft hyphen, byte order mark, directions) are part of a word
they stand inside of and a token of their own elsewhere.

The standard library is enough: the review tokenises the first screen before its first paint.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import cast

from curator.model.token import Token
from curator.text.characters import (
    FLAG_LETTERS,
    JOINER,
    LATIN_MARKS,
    LOWER,
    MARKS,
    NOT_LETTER,
    SKIN_TONES,
    TAGS,
    UPPER,
    ZERO_WIDTH,
)

BLOCK = 4096
"""Code points between two places where tokenising may begin; see `block_start`."""

_WHITE = re.compile(r"\s")
_USUAL = frozenset(map(chr, [*range(0x0483), *range(0x1E00, 0x20D0)]))
# Unassigned code points among them: `MARKS` holds those between the marks of a script.
_MARKS = frozenset({"Mn", "Mc", "Me", "Cn"})
_SPAN = re.Match[str].span
# `Token._make` without its Python frame: half of the time of tokenising.
_TOKEN = cast(Callable[[tuple[int, int]], Token], partial(tuple.__new__, Token))


def syllables(text: str) -> list[Token]:
    """All tokens of `text` in order, without overlap; any string, in linear time."""
    tokens: list[Token] = []
    for start, end in blocks(text):
        tokens += syllables_between(text, start, end)
    return tokens


def syllables_between(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `text[start:end]`, which must be a block of `blocks`; offsets are `text`'s."""
    block = text[start:end]
    if block.isspace():
        return iter(())
    pattern = _pattern(MARKS if _has_other_marks(block) else LATIN_MARKS)
    return map(_TOKEN, map(_SPAN, pattern.finditer(text, start, end)))


def _has_other_marks(block: str) -> bool:
    """Whether marks beyond the Latin ones stand in `block`.

    The pattern for all marks gives the same tokens where there are none, but to compile it takes
    longer than opening a document may.
    """
    return any(unicodedata.category(c) in _MARKS for c in set(block).difference(_USUAL))


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that cover `text` in order and can be tokenised each on its own."""
    start = 0
    for index in range(1, block_count(text) + 1):
        end = block_start(text, index)
        yield start, end
        start = end


def block_count(text: str) -> int:
    """How many blocks `text` has; at least 1."""
    return max(1, -(-len(text) // BLOCK))


def block_start(text: str, index: int) -> int:
    """Where block `index` begins: in `[index * BLOCK, (index + 1) * BLOCK)`, or at the text's end.

    It begins at white space, so no token is cut. Only where a whole block has none it begins
    between two characters as a reader sees them (a letter with its marks, an emoji). Looks at one
    block of the text only.
    """
    if index <= 0:
        return 0
    nominal = index * BLOCK
    if nominal >= len(text):
        return len(text)
    found = _WHITE.search(text, nominal, nominal + BLOCK)
    if found is None:
        if len(text) < nominal + BLOCK:
            return len(text)
        found = _cluster().search(text, nominal, nominal + BLOCK)
    return nominal if found is None else found.start()


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    """The first character of what a reader takes for one character."""
    inner = MARKS + TAGS + SKIN_TONES + FLAG_LETTERS + ZERO_WIDTH
    return re.compile(rf"(?<!{JOINER})(?:\w|[^\s{inner}])")


@lru_cache(maxsize=2)
def _pattern(marks: str) -> re.Pattern[str]:
    # Possessive throughout (`++`, `*+`, `(?>`): nothing is ever tried twice, so time is linear.
    mark = rf"{NOT_LETTER}[{marks}{JOINER}]"
    letters = rf"[^\W_]++(?:{mark}[{marks}{JOINER}]*+[^\W_]*+)*+"
    glue = rf"(?:['’]|[{ZERO_WIDTH}]++)"
    word = rf"{letters}(?:{glue}{letters})*+"
    # What nearly every token is, tried first: a word with nothing to look at behind it.
    plain = r"[^\W\d_]++(?=[ \n.,;)/%:-])"
    code = rf"[A-ZĐ]{{2}}[A-Za-zĐđ0-9]*+(?![^\W_]|{mark})"
    document = rf"\d++(?:/\d{{4}})?+(?:[/-]{code})++"
    capitalised = rf"[{UPPER}](?:[{LOWER}]|[A-Za-z]?[\u0300-\u036f])"
    # The marks keep keycap emoji (a digit, U+FE0F, U+20E3) whole.
    digits = rf"\d++(?:[.,/:]\d++)*+(?:{mark})*+"
    number = rf"{digits}(?:(?={capitalised})|(?:(?!{capitalised})(?:{word}))?+)"
    part = rf"{mark}|[{TAGS}{SKIN_TONES}]|(?<={JOINER})[^\w\s]"
    flag = rf"[{FLAG_LETTERS}]{{2}}"
    run = r"([.\-_=*…~•·])\1++"
    symbol = rf"(?:{flag}|{run}|[{ZERO_WIDTH}]++|[^\w\s]|_)(?:{part})*+"
    return re.compile(
        rf"(?>{plain}|(?!\d){word}|[,;)(\]\[](?=[\s\w])|{document}|{number}|{word}|{symbol})"
    )
