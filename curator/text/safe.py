"""Text of documents made fit for a terminal: shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from curator.text.characters import MARKS, NOT_LETTER

_INVISIBLE = "·"
_UNKNOWN = "\ufffd"
# Letters and marks by their category of which nothing is seen: the grapheme joiner, Hangul
# fillers, Khmer inherent vowels, the empty Braille pattern.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def printable(text: str, newline: str = "⏎") -> str:
    """`text` on one line, with nothing in it that a terminal would act upon.

    A whitelist: what Unicode calls printable stays. Of the rest

    - a line break of any kind becomes `newline` (CRLF one, not two), other white space a space;
    - a control character becomes its picture (`␛`), what is invisible (joiners, directions, soft
      hyphens) `·`, and surrogates, private and unassigned code points U+FFFD: one cell each;
    - variation selectors, which change the width of an emoji, are dropped;
    - a mark without a base gets `◌`, and marks beyond the fourth in a row are dropped.

    Offsets are not kept: this is for lists, tables and lines of status. Markup stays as it is, so
    hand the result to what takes plain text.
    """
    if text.isascii() and text.isprintable():
        return text
    line = _LINE_BREAK.sub("\n", text).translate(_SHOWN)
    # Looked for first, since composed Vietnamese has none and the patterns take time to compile.
    if any(unicodedata.category(character)[0] == "M" for character in set(line)):
        line = _too_many_marks().sub(r"\1", line)
        line = _mark_without_base().sub("◌", line)
    return line.replace("\n", newline)


class _Shown(dict[int, str]):
    """From a code point to what is shown for it, worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _shown(chr(code))
        return shown


_SHOWN = _Shown()


def _shown(character: str) -> str:
    code = ord(character)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if character in _BLANK or unicodedata.category(character) == "Cf":
        return _INVISIBLE
    if character.isprintable() or character == "\n":
        return character
    if code < 0x20 and character != "\t":
        return chr(0x2400 + code)
    if character.isspace():
        return " "
    if code == 0x7F:
        return "\u2421"
    return "\u2426" if 0x80 <= code < 0xA0 else _UNKNOWN


@lru_cache(maxsize=1)
def _too_many_marks() -> re.Pattern[str]:
    mark = f"{NOT_LETTER}[{MARKS}]"
    return re.compile(f"((?:{mark}){{4}})(?:{mark})++")


@lru_cache(maxsize=1)
def _mark_without_base() -> re.Pattern[str]:
    return re.compile(f"^(?={NOT_LETTER}[{MARKS}])", re.MULTILINE)
