"""The tokens that the patterns read: syllables, numbers, document numbers, marks and breaks.

Offsets are code points of the raw text. What hides a word from a pattern is taken away here:
decomposed letters, `ƣ` for `ư`, old placement of tone marks, and line breaks that a page forced
into a sentence. A break that ends a line for a reason becomes a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from curator.suggest.gazetteer import WORD, fold, words
from curator.suggest.runs import SHORT, Kept, placed, runs_of, spread

LOWER, CAPITAL, UPPER, NUMBER, CODE, MARK, BREAK = range(7)

_ACTS = r"[A-ZĐƯ][A-Za-zĐđƯư]?[A-ZĐƯ\d]*[a-zđ]?\d*"
_TOKEN = re.compile(
    # 45/2022/QH15, 59-NQ/TW, 98/NQ-CP: the number of a document
    rf"(\d{{1,5}}[a-z]?(?:/\d{{4}})?[-/–]{_ACTS}(?:[-/–&.]{_ACTS}){{0,4}}(?![^\W_]))"
    rf"|({WORD})"
    r"|(\d+(?:[.,/]\d+)*)"
    r"|\S"
)
# A scanner's or an old encoding's letters for Vietnamese ones; one for one.
_FAULTS = str.maketrans({"ƣ": "ư", "Ƣ": "Ư", "ð": "đ", "Ð": "Đ", "Ɖ": "Đ"})
_END = frozenset(".!?:;…,)]}”\"'»-–")
_HEADLINE = 5  # so many words of capitals in a row are no name
_WIDE = 4  # so many blanks inside a line stand between two columns
_CAPITALS = frozenset((CAPITAL, UPPER))
_ROMAN = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,4})")


# Abbreviations of which every letter stands for a syllable: they are read as those syllables.
_SPELLED = {
    "TƯ": "trung ương",
    "TW": "trung ương",
    "UVTƯ": "ủy viên trung ương",
    "UVTW": "ủy viên trung ương",
    "UVBCT": "ủy viên bộ chính trị",
    "UVBCH": "ủy viên ban chấp hành",
    "UVBTV": "ủy viên ban thường vụ",
}
# ... and those with a dot inside: T.Ư, T.W, UVT.Ư.
_DOTTED = {"T": "trung", "UVT": "ủy viên trung"}

# Word, folded word, kind, start, end.
_Raw: TypeAlias = tuple[str, str, int, int, int]
Ints: TypeAlias = npt.NDArray[np.int64]
_Item = TypeVar("_Item")


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one item a token; a sentinel break ends them."""

    words: list[str]
    folded: list[str]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    shouted: list[bool]
    """Whether the token stands in a line of capitals, where they tell nothing of names."""
    capital: list[bool]

    def glued(self, index: int) -> bool:
        """Whether the token follows the one before it without a space."""
        return index > 0 and self.starts[index] == self.ends[index - 1]


def is_roman(word: str) -> bool:
    """Whether a word is a Roman numeral in capitals."""
    return _ROMAN.fullmatch(word) is not None


def tokens_of(text: str) -> Tokens:
    """The tokens of a raw text."""
    return (_short if len(text) <= SHORT else _long)(text).with_breaks()


def _short(text: str) -> _Lines:
    """The lines of a text as short as a sentence, token by token."""
    words: list[str] = []
    folded: list[str] = []
    kinds: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    gaps: dict[int, int] = {}
    for at, run in placed(text):
        between = text[ends[-1] : at] if ends else " "
        if between != " " and (gap := _gap(between)):
            gaps[len(words)] = gap
        for word, small, kind, start, end in _RAW[run]:
            words.append(word)
            folded.append(small)
            kinds.append(kind)
            starts.append(at + start)
            ends.append(at + end)
    return _Lines(words, folded, kinds, starts, ends, gaps, len(text))


def _long(text: str) -> _Lines:
    """The lines of a text of any length, by arithmetic on arrays."""
    runs = runs_of(text)
    cuts = list(map(_RAW.__getitem__, runs.distinct))
    words, folded, kinds, starts, ends = (
        zip(*chain.from_iterable(cuts), strict=True) if cuts else 5 * ((),)
    )
    place, base = spread(runs, np.fromiter(map(len, cuts), np.int64, len(cuts)))
    places = place.tolist()
    first = base + np.array(starts, dtype=np.int64)[place]
    after = base + np.array(ends, dtype=np.int64)[place]
    # White space that is not one blank.
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    between = first[1:] - after[:-1]
    wide = (between > 1) | ((between == 1) & (codes[after[:-1]] != ord(" ")))
    begins, ended = first.tolist(), after.tolist()
    gaps = {}
    for index in (wide.nonzero()[0] + 1).tolist():
        gap = _gap(text[ended[index - 1] : begins[index]])
        if gap:
            gaps[index] = gap
    return _Lines(
        [words[at] for at in places],
        [folded[at] for at in places],
        [kinds[at] for at in places],
        begins,
        ended,
        gaps,
        len(text),
    )


def _raw(run: str) -> tuple[_Raw, ...]:
    """The tokens of a run without white space; offsets count from its start."""
    raw: list[_Raw] = []
    for match in _TOKEN.finditer(run):
        start, end = match.span()
        surface = run[start:end]
        group = match.lastindex
        if group == 2:
            word, folded, kind = _word(surface)
            syllables = _SPELLED.get(word)
            if syllables is not None:
                _spell(raw, word, syllables, start, end)
            elif word in ("Ư", "W") and _dotted(raw, start):
                first = raw[-2]
                del raw[-2:]
                _spell(raw, first[0], _DOTTED[first[0]], first[3], start)
                raw.append((word, "ương", CAPITAL, start, end))
            else:
                raw.append((word, folded, kind, start, end))
        else:
            kind = MARK if group is None else CODE if group == 1 else NUMBER
            raw.append((surface, surface, kind, start, end))
    return tuple(raw)


_RAW: Final = Kept(_raw)


def _spell(raw: list[_Raw], word: str, syllables: str, start: int, end: int) -> None:
    """Add a token for each letter of `word`, read as one of the syllables; the last reaches to
    `end`."""
    read = syllables.split()
    for place, (letter, folded) in enumerate(zip(word, read, strict=True)):
        after = end if place == len(read) - 1 else start + place + 1
        raw.append((letter, folded, CAPITAL, start + place, after))


def _dotted(raw: list[_Raw], start: int) -> bool:
    """Whether `T.` stands right before `start`."""
    return (
        len(raw) > 1
        and raw[-1][0] == "."
        and raw[-1][4] == start
        and raw[-2][0] in _DOTTED
        and raw[-2][4] == raw[-1][3]
    )


def _gap(between: str) -> int:
    """The newlines in white space; -1 for a wide gap without any."""
    newlines = len(between.splitlines()) - 1 + between.endswith(("\n", "\r", "\f"))
    if newlines > 0:
        return newlines
    return -1 if len(between) >= _WIDE else 0


@lru_cache(maxsize=1 << 15)
def _word(surface: str) -> tuple[str, str, int]:
    word = unicodedata.normalize("NFC", surface).translate(_FAULTS)
    if word.islower():
        kind = LOWER
    elif word.isupper() and len(word) > 1:
        kind = UPPER
    elif word.lower() == word:
        kind = LOWER
    else:
        kind = CAPITAL
    return word, fold(word), kind


class _Lines:
    """The lines of a document: which are in capitals, and which a page has broken."""

    def __init__(
        self,
        words: list[str],
        folded: list[str],
        kinds: list[int],
        starts: list[int],
        ends: list[int],
        gaps: dict[int, int],
        length: int,
    ) -> None:
        self._words, self._folded, self._kinds = words, folded, kinds
        self._starts, self._ends, self._length = starts, ends, length
        # The tokens that begin a line or a column, with the newlines before them; -1 for a column.
        self._gaps = gaps
        firsts = [0, *self._gaps]
        self._line: dict[int, int] = {}  # first token: previous line's first
        self._shouted = self._in_capitals(kinds, firsts)
        self._glued = self._glued_captions()
        ended: list[tuple[int, int, bool]] = []  # kind of break, length, small letter after it
        self._place: dict[int, int] = {}  # first token: its place in `ended`
        for before, first in pairwise(firsts):
            self._line[first] = before
            gap = self._gaps[first]
            if gap > 0:
                runs_on = self._kinds[first] == LOWER and words[first - 1] not in ".!?…"
                length = self._ends[first - 1] - self._starts[before]
                self._place[first] = len(ended)
                ended.append((min(gap, 2), length, runs_on))
        self._ended = ended
        lengths = sorted(length for _, length, _ in ended)
        self._width = lengths[len(lengths) * 4 // 5] if lengths else 0
        self._wrapped = {kind: bool(ended) and self._wraps(ended, kind) for kind in (1, 2)}

    def with_breaks(self) -> Tokens:
        """The tokens with a break wherever a line ends for a reason."""
        breaks = [i for i, gap in self._gaps.items() if gap < 0 or not self._forced(i)]
        for index in self._glued:
            breaks.insert(bisect_left(breaks, index), index)
        at = [*(self._starts[index] for index in breaks), self._length]
        return Tokens(
            words=_parted(self._words, breaks, ["\n"] * len(at)),
            folded=_parted(self._folded, breaks, ["\n"] * len(at)),
            kinds=(kinds := _parted(self._kinds, breaks, [BREAK] * len(at))),
            starts=_parted(self._starts, breaks, at),
            ends=_parted(self._ends, breaks, at),
            shouted=_parted(self._shouted, breaks, [False] * len(at)),
            capital=[kind in _CAPITALS for kind in kinds],
        )

    @staticmethod
    def _in_capitals(every: list[int], firsts: list[int]) -> list[bool]:
        """Whether each token stands in a line of capitals; `every` are their kinds."""
        most = _HEADLINE if len(firsts) == 1 and LOWER in every else 2
        if every.count(UPPER) < most:
            return [False] * len(every)
        kinds = np.array(every)
        upper, capital, lower = (
            np.add.reduceat(kinds == kind, firsts, dtype=np.int64)
            for kind in (UPPER, CAPITAL, LOWER)
        )
        words = upper + capital
        shouted = (upper >= 2) & (lower == 0) & ((upper >= words - 1) | (upper >= 0.8 * words))
        found = np.repeat(shouted, np.diff([*firsts, len(kinds)]))
        # a headline that a line only ends with: `Đảng bộ Nghệ An: TỪ ĐẠI HỘI ĐẾN ĐẠI HỘI`
        begins = kinds == UPPER
        ends = begins.copy()
        begins[1:] &= kinds[:-1] != UPPER
        ends[:-1] &= kinds[1:] != UPPER
        edges = np.array(firsts[1:], dtype=np.int64)
        begins[edges] = kinds[edges] == UPPER
        ends[edges - 1] = kinds[edges - 1] == UPPER
        starts, afters = np.flatnonzero(begins), np.flatnonzero(ends) + 1
        for run in np.flatnonzero(afters - starts >= _HEADLINE).tolist():
            found[starts[run] : afters[run]] = True
        return found.tolist()

    def _glued_captions(self) -> list[int]:
        """The captions glued to their index: `ảnh 1Quang cảnh`."""
        if "ảnh" not in self._folded:
            return []
        kinds = np.array(self._kinds)
        numbered = (kinds[2:] == CAPITAL) & (kinds[1:-1] == NUMBER)
        return [
            index
            for index in (np.flatnonzero(numbered) + 2).tolist()
            if self._starts[index] == self._ends[index - 1] and self._folded[index - 2] == "ảnh"
        ]

    def _wraps(self, ended: list[tuple[int, int, bool]], kind: int) -> bool:
        """Whether a page broke the lines: a small letter follows a third of its line ends, or half
        of those of full lines, with lines no longer than a page is wide."""
        every = [runs_on for k, _, runs_on in ended if k == kind]
        full = [r for k, length, r in ended if k == kind and length >= 0.85 * self._width]
        if len(every) >= 3 and sum(every) >= 0.3 * len(every):
            return True
        return 40 <= self._width <= 130 and len(full) >= 3 and sum(full) >= 0.45 * len(full)

    def _forced(self, index: int) -> bool:
        """Whether the break before token `index` was forced by a page's or a column's width."""
        before, gap = self._line[index], self._gaps[index]
        last, word = self._words[index - 1], self._words[index]
        kind = min(gap, 2)
        if last in ".!?:;…":
            return False
        if self._shouted[index] != self._shouted[index - 1]:
            return False
        runs_on = self._kinds[index - 1] == LOWER and self._folded[index - 1] in _RUNS_ON
        if runs_on and 0 < gap < 3 and word not in _ITEMS:
            return True
        if self._shouted[index]:
            after = self._folded[index + 1] if index + 1 < len(self._folded) else ""
            return gap < 3 and self._folded[index] in _CONTINUES and after not in _PARTIES
        small = self._kinds[index] == LOWER
        if not self._wrapped[kind] or (kind == 2 and gap > 3):
            if kind == 2:
                return False
            if small:
                return self._kinds[index - 1] != NUMBER
            return word not in _ITEMS and self._wraps_here(index)
        if small:
            return True
        if word in _ITEMS:
            return False
        length = self._ends[index - 1] - self._starts[before]
        return length >= 0.55 * self._width or (kind == 1 and self._wraps_here(index))

    def _wraps_here(self, index: int) -> bool:
        """Whether a line near the one that ends before token `index`, of about its length, runs on.

        So a paragraph that came with a page's line breaks is told in a text that has none.
        """
        place = self._place[index]
        _, length, _ = self._ended[place]
        if not _NARROWEST <= length <= _WIDEST:
            return False
        near = self._ended[max(0, place - 2) : place] + self._ended[place + 1 : place + 3]
        return any(
            kind == 1 and runs_on and 0.75 * length <= other <= 1.34 * length
            for kind, other, runs_on in near
        )


def _parted(items: list[_Item], breaks: list[int], between: list[_Item]) -> list[_Item]:
    """`items` with one of `between` before each of the places `breaks`, and the last at the end."""
    if not breaks:
        return [*items, between[-1]]
    parted: list[_Item] = []
    done = 0
    for index, item in zip(breaks, between, strict=False):
        parted += items[done:index]
        parted.append(item)
        done = index
    parted += items[done:]
    parted.append(between[-1])
    return parted


_ITEMS = "-+*•–"
# The least and the most code points of a line that a page or a column broke.
_NARROWEST, _WIDEST = 32, 160
# No line ends with these for a reason.
_RUNS_ON = words("số của và tại các những về cho với do là bởi thuộc")
_PARTIES = words("ủy đoàn bộ hội")
# A heading in capitals goes on in the next line with the place of its body.
_CONTINUES = words("tỉnh thành huyện quận xã phường thị đảng của và nhân việt")
