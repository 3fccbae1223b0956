"""The text as the grammar reads it, and the way back to the offsets of the raw text.

The grammar sees composed letters, one blank for any run of white space, and small letters beside
the true ones. A line break that a page forced into a sentence reads as a blank; one that ends a
paragraph or begins a list item stays a line break, and no figure runs over it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

# All that the grammar reads otherwise than it stands: white space that is not exactly one blank,
# zero-width characters and soft hyphens (they count as none), marks of decomposed letters. Searched
# by first characters that texts seldom hold; the letter of a mark and blanks before other white
# space are taken in afterwards.
_WHITE = r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WIDTHLESS = r"\u200b-\u200d\u2060\ufeff\xad"
_MARKS = r"\u0300-\u036f"
_IRREGULAR = re.compile(
    rf"[{_WHITE}{_WIDTHLESS}{_MARKS}]"
    rf"(?:(?<=\s)\s*|(?<=[{_WIDTHLESS}])[{_WIDTHLESS}]*|[{_MARKS}]*)"
)
_BLANKS = re.compile(r"  \s*")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# What follows a line break and makes it one that no figure runs over: a new item or sentence.
_ITEM = re.compile(
    r"[-–—•+*]|\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)] ?|[-–] ?)(?=[^\W\d_])|\(?[a-zđ]\)"
    r"|\d{1,2}\. (?=[\"“])"
)
_CODE = re.compile(
    r"(?:USD|VND|VNĐ|EUR|JPY|GBP|CNY|NDT|MW|GW|KV|TEU|C)\b|[IVX]+\b(?! ?[.)])", re.IGNORECASE
)
_CAPITALS = re.compile(r"[^\W\d_]{2}")

# Small letters that scanned or old documents put for others, one for one.
_LOOK_ALIKES = (("ƣ", "ư"), ("ð", "đ"))

# Words that lost a letter in scanning: the blank stands for exactly one letter.
# What stands before is looked at last: a pattern that begins with letters is searched far faster.
_AFTER_NUMBER = "[0-9uỷỉnr] "
_FAULTS = tuple(
    (fault, re.compile(rf"{fault}(?!\w)(?<!\w{fault})(?<={before}{fault})"), word)
    for before, fault, word in (
        ("", "tri u", "triệu"),
        ("", "ngh n", "nghìn"),
        ("", "th ng", "tháng"),
        ("", "ng y", "ngày"),
        ("", "l y kế", "lũy kế"),
        ("", "nhi m kỳ", "nhiệm kỳ"),
        ("", "nhiệm k ", "nhiệm kỳ"),
        ("", "giai đo n", "giai đoạn"),
        (_AFTER_NUMBER, "đ ng", "đồng"),
        (_AFTER_NUMBER, "n m", "năm"),
        (_AFTER_NUMBER, "t n", "tấn"),
        (_AFTER_NUMBER, "ng ời", "người"),
    )
)


@lru_cache(maxsize=4096)
def _composed(cluster: str) -> str:
    return unicodedata.normalize("NFC", cluster)


def _small(text: str) -> str:
    """`text` in small letters, of the same length."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return small


class Page:
    """A text made ready for the grammar.

    `text` is composed (NFC) with single blanks, `low` the same in small letters with look-alikes
    and lost letters put right; both have one length, and `start_of` and `end_of` lead back.
    """

    __slots__ = ("_ends", "_shifts", "_starts", "low", "text")

    def __init__(self, raw: str) -> None:
        pieces: list[str] = []
        # From `starts[i]` on, the raw offset is the offset plus `shifts[i]`.
        starts, shifts = [0], [0]
        ends: dict[int, int] = {}
        done = length = 0
        for start, end in _irregular(raw):
            first = raw[start]
            if first.isspace():
                while start > done and raw[start - 1] == " ":
                    start -= 1
            if end <= done:
                continue
            pieces.append(raw[done:start])
            length += start - done
            if first.isspace():
                new = _blank(raw, start, end)
            elif first.isalpha():
                new = _composed(raw[start:end])
                ends[length + len(new)] = end
            else:
                new = ""
            pieces.append(new)
            length += len(new)
            done = end
            if len(new) != end - start:
                starts.append(length)
                shifts.append(end - length)
        pieces.append(raw[done:])
        self.text = "".join(pieces)
        self._starts, self._shifts, self._ends = starts, shifts, ends
        low = _small(self.text)
        for letter, meant in _LOOK_ALIKES:
            low = low.replace(letter, meant)
        self.low = _mended(low)

    def start_of(self, offset: int) -> int:
        """The raw offset of the character at `offset`."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def end_of(self, offset: int) -> int:
        """The raw offset just past the character before `offset`."""
        return self._ends.get(offset) or self.start_of(offset - 1) + 1


def _mended(low: str) -> str:
    for fault, pattern, word in _FAULTS:
        if fault in low:
            low = pattern.sub(word, low)
    return low


def _irregular(raw: str) -> Iterable[tuple[int, int]]:
    """Where `raw` has white space, zero-width characters and decomposed letters, in order.

    White space of several characters may be told twice, and without the blanks it begins with.
    """
    found = []
    for match in _IRREGULAR.finditer(raw):
        start, end = match.span()
        if "\u0300" <= raw[start] <= "\u036f":
            start -= 1
            if start < 0 or not raw[start].isalnum() or raw[start].isdecimal():
                continue  # no letter
        found.append((start, end))
    if "  " in raw:
        found += [match.span() for match in _BLANKS.finditer(raw)]
        found.sort()
    return found


def _blank(raw: str, start: int, end: int) -> str:
    """A blank for white space inside a sentence, a line break for white space that ends one."""
    breaks = 1 if raw[start:end] == "\n" else len(_LINE_BREAK.findall(raw, start, end))
    if not breaks:
        return " "
    if breaks > 3 or start == 0 or end == len(raw):
        return "\n"
    if _ITEM.match(raw, end):
        return "\n"
    if raw[end].isupper() and not _CODE.match(raw, end):
        both = _CAPITALS.match(raw, end)
        before = raw[max(0, start - 2) : start]
        if not (both and both[0].isupper() and len(before) == 2 and before.isupper()):
            return "\n"
    return " "
