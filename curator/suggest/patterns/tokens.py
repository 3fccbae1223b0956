"""The tokens that the patterns read: syllables, numbers, document numbers, marks and breaks.

Offsets are code points of the raw text. What hides a word from a pattern is taken away here:
decomposed letters, `ƣ` for `ư`, old placement of tone marks, and line breaks that a page forced
into a sentence. A break that ends a line for a reason becomes a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from curator.suggest.gazetteer import WORD, fold, words

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
    raw: list[_Raw] = []
    gaps: list[int] = []  # newlines before each token; -1 for a wide gap within a line
    previous = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        surface = text[start:end]
        group = match.lastindex
        more = 0
        if group == 2:
            word, folded, kind = _word(surface)
            syllables = _SPELLED.get(word)
            if syllables is not None:
                more = _spell(raw, word, syllables, start, end)
            elif word in ("Ư", "W") and _dotted(raw, start):
                first = raw[-2]
                del raw[-2:], gaps[-1:]
                gaps += [0] * _spell(raw, first[0], _DOTTED[first[0]], first[3], start)
                raw.append((word, "ương", CAPITAL, start, end))
            else:
                raw.append((word, folded, kind, start, end))
        else:
            kind = MARK if group is None else CODE if group == 1 else NUMBER
            raw.append((surface, surface, kind, start, end))
        if start == previous or (start - previous == 1 and text[previous] == " "):
            gaps.append(0)
        else:
            gaps.append(_gap(text[previous:start]))
        gaps += [0] * more
        previous = end
    return _with_breaks(raw, gaps, len(text))


def _spell(raw: list[_Raw], word: str, syllables: str, start: int, end: int) -> int:
    """Add a token for each letter of `word`, read as one of the syllables; how many but the first.

    The last letter reaches to `end`.
    """
    read = syllables.split()
    for place, (letter, folded) in enumerate(zip(word, read, strict=True)):
        after = end if place == len(read) - 1 else start + place + 1
        raw.append((letter, folded, CAPITAL, start + place, after))
    return len(read) - 1


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


def _with_breaks(raw: list[_Raw], gaps: list[int], size: int) -> Tokens:
    """The tokens with a break wherever a line ends for a reason."""
    lines = _Lines(raw, gaps)
    whole: list[_Raw] = []
    shouted: list[bool] = []
    done = 0
    for index in range(1, len(raw)):
        gap = gaps[index]
        if gap == 0:
            # a caption glued to its index: "ảnh 1Quang cảnh"
            if raw[index][2] != CAPITAL or raw[index - 1][2] != NUMBER or index < 2:
                continue
            if raw[index][3] != raw[index - 1][4] or raw[index - 2][1] != "ảnh":
                continue
        elif gap > 0 and lines.forced(index):
            continue
        start = raw[index][3]
        whole += raw[done:index]
        whole.append(("\n", "\n", BREAK, start, start))
        shouted += lines.shouted[done:index]
        shouted.append(False)
        done = index
    whole += raw[done:]
    whole.append(("\n", "\n", BREAK, size, size))
    shouted += lines.shouted[done:]
    shouted.append(False)
    kinds = [token[2] for token in whole]
    return Tokens(
        words=[token[0] for token in whole],
        folded=[token[1] for token in whole],
        kinds=kinds,
        starts=[token[3] for token in whole],
        ends=[token[4] for token in whole],
        shouted=shouted,
        capital=[kind in (CAPITAL, UPPER) for kind in kinds],
    )


class _Lines:
    """The lines of a document: which are in capitals, and which a page has broken."""

    def __init__(self, raw: list[_Raw], gaps: list[int]) -> None:
        self._raw = raw
        firsts = [0] + [i for i in range(1, len(raw)) if gaps[i] != 0]
        self._line: dict[int, tuple[int, int]] = {}  # first token: previous line's first, gap
        self.shouted = [False] * len(raw)
        ended: list[tuple[int, int, bool]] = []  # kind of break, length, small letter after it
        for position, first in enumerate(firsts):
            after = firsts[position + 1] if position + 1 < len(firsts) else len(raw)
            self._shout(first, after)
            if not first:
                continue
            before = firsts[position - 1]
            self._line[first] = (before, gaps[first])
            if gaps[first] > 0:
                runs_on = raw[first][2] == LOWER and raw[first - 1][0] not in ".!?…"
                length = raw[first - 1][4] - raw[before][3]
                ended.append((min(gaps[first], 2), length, runs_on))
        lengths = sorted(length for _, length, _ in ended)
        self._width = lengths[len(lengths) * 4 // 5] if lengths else 0
        self._wrapped = {kind: self._wraps(ended, kind) for kind in (1, 2)}

    def _wraps(self, ended: list[tuple[int, int, bool]], kind: int) -> bool:
        """Whether a page broke the lines: a small letter follows a third of its line ends, or half
        of those of full lines, with lines no longer than a page is wide."""
        every = [runs_on for k, _, runs_on in ended if k == kind]
        full = [r for k, length, r in ended if k == kind and length >= 0.85 * self._width]
        if len(every) >= 3 and sum(every) >= 0.3 * len(every):
            return True
        return 40 <= self._width <= 130 and len(full) >= 3 and sum(full) >= 0.45 * len(full)

    def _shout(self, first: int, after: int) -> None:
        words = [token for token in self._raw[first:after] if token[2] in (LOWER, CAPITAL, UPPER)]
        upper = sum(token[2] == UPPER for token in words)
        if (
            upper >= 2
            and not any(token[2] == LOWER for token in words)
            and (upper >= len(words) - 1 or upper >= 0.8 * len(words))
        ):
            self.shouted[first:after] = [True] * (after - first)
            return
        # a headline that a line only ends with: `Đảng bộ Nghệ An: TỪ ĐẠI HỘI ĐẾN ĐẠI HỘI`
        start = first
        for place in range(first, after + 1):
            if place == after or self._raw[place][2] != UPPER:
                if place - start >= _HEADLINE:
                    self.shouted[start:place] = [True] * (place - start)
                start = place + 1

    def forced(self, index: int) -> bool:
        """Whether the break before token `index` was forced by a page's or a column's width."""
        before, gap = self._line[index]
        last, token = self._raw[index - 1], self._raw[index]
        kind = min(gap, 2)
        if last[0] in ".!?:;…":
            return False
        if self.shouted[index] != self.shouted[index - 1]:
            return False
        if self.shouted[index]:
            after = self._raw[index + 1][1] if index + 1 < len(self._raw) else ""
            return gap < 3 and token[1] in _CONTINUES and after not in _PARTIES
        if not self._wrapped[kind] or (kind == 2 and gap > 3):
            return kind == 1 and token[2] == LOWER and last[2] != NUMBER
        if token[2] == LOWER:
            return True
        length = last[4] - self._raw[before][3]
        return length >= 0.55 * self._width and token[0] not in "-+*•–"


_PARTIES = words("ủy đoàn bộ hội")
# A heading in capitals goes on in the next line with the place of its body.
_CONTINUES = words("tỉnh thành huyện quận xã phường thị đảng của và nhân việt")
