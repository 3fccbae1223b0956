"""The sentences of a text, with exact offsets: the unit of training data and of slow models.

Rules, since official prose is regular and a boundary too many costs more than one too few:

- `.`, `!`, `?` or `…`, with the quotes and brackets that close behind it, ends a sentence before
  white space and anything but a small letter;
- a full stop does not behind an abbreviation that comes before a name (`TP.`, `ThS.`), a single
  capital (`Nguyễn Văn A.`), or the number of an item or article (`1.`, `Điều 5.`);
- a blank line ends one always, a line break where the next line does not go on with a small letter;
- in a hard-wrapped text (lines broken by a page, not by their author) a break behind a full line
  without an end mark ends none either, whatever the next line begins with; and where blank lines
  stand between all its lines, they count as line breaks do elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize


class Sentence(NamedTuple):
    """A half-open range `[start, end)` of code points without white space at its edges."""

    start: int
    end: int

    def text_of(self, raw: str) -> str:
        """The characters of the sentence."""
        return raw[self.start : self.end]


_BREAK = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_CLOSING = r"\"'”’»)\]}"
# Every alternative eats all that it looks at, so that nothing is looked at twice.
_GAP = re.compile(rf"(?P<mark>[.!?…]++)[{_CLOSING}.!?…]*+(?P<white>\s*+)|[{_BREAK}]\s*+")
_LINE_BREAK = re.compile(rf"\r\n|[{_BREAK}]")
_BREAKS = re.compile(rf"[{_BREAK}]\s*+")

# In lower case; written with a capital they come before a name or a number, and hardly ever end
# a sentence.
_ABBREVIATION_LIST = """
    tp tx tt q p h x f kp đ đc đ/c
    ts ths gs pgs bs bsck ck cn ks kts ls nsưt nsnd ngưt ngnd
    đbqh pct ct gđ pgđ tgđ ptgđ
    mr mrs ms dr st prof no vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
_WORD_BEFORE = re.compile(r"(?:[^\W_]|/)+\Z")
_NUMBER_OF_ITEM = r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[^\W\d_])"
_ITEM = re.compile(
    rf"(?:(?i:điều|khoản|chương|mục|tiểu mục|phần|bài|câu|phụ lục|bước)\s+)?{_NUMBER_OF_ITEM}"
)
_LOOK_BACK = 24
_LIST_MARK = re.compile(r"[-–—•*+·▪◦●]|\(?(?:\d{1,3}|[ivxIVX]{1,4}|[^\W\d_])[.)]\s")

_FEWEST_LINES = 8
_SHARE_OF_WRAPPED = 0.2
# Low, since the first line of a paragraph is shorter by its indent.
_SHARE_OF_FULL = 0.75


def sentences(text: str, keep: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
    """The sentences of `text` in order; every character but white space lies in one of them.

    No boundary lies inside a range of `keep` (spans, in any order, overlapping or not), so that a
    sentence can be written with its labels. Any string, in linear time.
    """
    found: list[Sentence] = []
    start = 0
    kept = _Kept(keep)
    for cut in boundaries(text):
        if not kept.holds(cut):
            _add(found, text, start, cut)
            start = cut
    _add(found, text, start, len(text))
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    bare = part.strip()
    if bare:
        begin = start + len(part) - len(part.lstrip())
        found.append(Sentence(begin, begin + len(bare)))


class _Kept:
    """Whether a place lies inside one of the ranges; asked with rising places."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._next = 0
        self._reach = 0

    def holds(self, place: int) -> bool:
        while self._next < len(self._ranges) and self._ranges[self._next][0] < place:
            self._reach = max(self._reach, self._ranges[self._next][1])
            self._next += 1
        return place < self._reach


def boundaries(text: str) -> Iterator[int]:
    """Where a sentence ends and another begins, behind the white space between them, rising."""
    page = _Page(text)
    begin = line = 0
    for match in _GAP.finditer(text):
        behind = match.end()
        if behind == len(text):
            return
        if match["mark"] is None:
            cut = page.breaks(line, match.start(), behind, ended=None)
            line = behind
        elif not match["white"]:
            continue
        else:
            line_break = _LINE_BREAK.search(match["white"]) is not None
            cut = _ends(text, begin, match.start(), match["mark"], behind, line_break)
            if line_break:
                cut = page.breaks(line, match.start("white"), behind, ended=cut)
                line = behind
        if cut:
            yield behind
            begin = behind


def _ends(text: str, begin: int, at: int, mark: str, behind: int, line_break: bool) -> bool:
    """Whether `mark` at `at` ends the sentence that began at `begin`; text goes on at `behind`."""
    following = text[behind]
    if following.islower() or following in ",;:)]}”’»%":
        return False
    if mark != ".":
        return True
    # Some more is looked at in decomposed text: up to two marks stand behind a letter.
    before = normalize("NFC", text[max(begin, at - 2 * _LOOK_BACK) : at])[-_LOOK_BACK:]
    if at - begin < _LOOK_BACK and _ITEM.fullmatch(before):
        return False
    found = _WORD_BEFORE.search(before)
    if found is None:
        return True
    word = found.group()
    if word[0].isupper() and word.lower() in _ABBREVIATIONS:
        return False
    return line_break or not (len(word) == 1 and word.isupper())


class _Page:
    """How a text uses line breaks: between paragraphs, or wherever a line of a page was full."""

    def __init__(self, text: str) -> None:
        self._text = text

    def breaks(self, line: int, end: int, behind: int, ended: bool | None) -> bool:
        """Whether the line break in `[end, behind)` ends a sentence.

        `line` is where the line before it begins; `ended` what the mark at its end says, None if
        there is no mark.
        """
        text = self._text
        if len(_LINE_BREAK.findall(text, end, behind)) >= self._blank:
            return True
        if _LIST_MARK.match(text, behind):
            return True
        if ended is not None or text[behind].islower():
            return ended is True
        if not self._wrapped:
            return True
        before = text[line:end].rstrip()
        return (
            len(before) < _SHARE_OF_FULL * self._width
            or before.endswith((":", ";"))
            or before.isupper()
            or self._line_at(behind).isupper()
        )

    @cached_property
    def _lines(self) -> tuple[list[tuple[int, bool]], list[int]]:
        """For each break: how many line breaks it holds, and whether a sentence runs over it.

        And the lengths of the lines before them, in code points.
        """
        text = self._text
        breaks: list[tuple[int, bool]] = []
        lengths: list[int] = []
        line = 0
        for match in _BREAKS.finditer(text):
            before = text[line : match.start()].rstrip()
            line = match.end()
            if before and line < len(text):
                runs_on = before[-1] not in ".!?…:;" and text[line].islower()
                breaks.append((len(_LINE_BREAK.findall(match.group())), runs_on))
                lengths.append(len(before))
        return breaks, lengths

    @cached_property
    def _wrapped(self) -> bool:
        """Whether a page broke the lines: many break off before a small letter."""
        return _mostly_run_on([runs_on for _, runs_on in self._lines[0]])

    @cached_property
    def _blank(self) -> int:
        """How many line breaks make a blank line; more than 2 if one stands between all lines."""
        wide = [runs_on for count, runs_on in self._lines[0] if count >= 2]
        double_spaced = len(wide) > 0.8 * len(self._lines[0]) and _mostly_run_on(wide)
        return 4 if double_spaced else 2

    @cached_property
    def _width(self) -> int:
        """The length of a full line: nine tenths of the lines are no longer."""
        lengths = sorted(self._lines[1])
        return lengths[len(lengths) * 9 // 10] if lengths else 0

    def _line_at(self, start: int) -> str:
        found = _LINE_BREAK.search(self._text, start, start + 4 * self._width + 1)
        return self._text[start : found.start() if found else start + 4 * self._width + 1]


def _mostly_run_on(breaks: list[bool]) -> bool:
    return len(breaks) >= _FEWEST_LINES and sum(breaks) >= _SHARE_OF_WRAPPED * len(breaks)
