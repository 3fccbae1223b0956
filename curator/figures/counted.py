"""What follows a number: a percent sign, a currency, a unit of measure or time, a noun."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from curator.figures.ambiguous_units import is_measure, points
from curator.figures.lexicon import (
    CASED,
    COMPOUNDS,
    COORDINATED,
    CURRENCIES,
    HEADS,
    MEASURES,
    NOT_COUNTED,
    NOT_CURRENCY,
    NOT_MEASURE,
    NOT_PERIOD,
    PERIODS,
    SIGNS,
)
from curator.figures.numerals import roman

_PHRASE = re.compile(r"[°º]?[^\W_]+(?:-[^\W\d_]+){0,3}(?: [^\W\d_][^\W_]*){0,4}|[°º‰]")
_WORD = re.compile(r"[^\W\d_]+")


_PER_LITRE = re.compile(r"[TGUKM]/[Ll](?!\w)")

_PLAIN_UNITS = MEASURES | PERIODS | CURRENCIES.keys()


class Unit(NamedTuple):
    """What a number counts or measures: its words lie on `[start, end)`."""

    kind: str
    """`percent`, `money`, `measure`, `period` or `noun`."""
    start: int
    end: int
    name: str
    known: bool = True


def phrase_at(low: str, start: int) -> list[str]:
    """Up to five words from `start` on, single blanks between them."""
    match = _PHRASE.match(low, start)
    return match[0].split(" ") if match else []


def unit_at(low: str, text: str, end: int) -> Unit | None:
    """The unit or noun that follows a number which ends at `end`; None if nothing does."""
    start = end + 1 if low.startswith(" ", end) else end
    char = low[start : start + 1]
    if char == "%":
        return Unit("percent", start, start + 1, "%")
    if (
        char == "."
        and low.startswith((".đồng", ".đ ", ".đ/", ".đ,", ".đ)", ".đ;"), start)
        and low[end - 2 : end] == "tr"
    ):
        # `tr.đồng` stands for millions of đồng.
        money_end = start + (len(".đồng") if low.startswith(".đồng", start) else len(".đ"))
        return Unit("money", start, money_end, "VND")
    if char in SIGNS:
        return Unit("money", start, start + 1, SIGNS[char])
    if low.startswith("đ/c", start) and not low[start + 3 : start + 4].isalpha():
        return Unit("noun", start, start + 3, text[start : start + 3])
    words = phrase = phrase_at(low, start)
    if not words:
        return None
    first = words[0].partition("-")[0]
    if first != words[0] and words[0] not in _PLAIN_UNITS and first in _PLAIN_UNITS:
        # `5 tấn-tăng`: the hyphen is a dash.
        words = [first]
    if text[start] in "TGUKM" and (lab := _PER_LITRE.match(text, start)):
        # Counts and activities in blood: `74 G/L`.
        return Unit("measure", start, lab.end(), lab[0])
    if words[0] == "phần" and words[1:2] == ["trăm"]:
        return Unit("percent", start, start + len("phần trăm"), "%")
    if words[0] == "điểm" and (points_end := points(low, end, start)):
        return Unit("measure", start, points_end, text[start:points_end])
    return (
        _money(low, words, start)
        or _measure(low, text, words, start, end)
        or (_period(words, start) if start > end or words[0] == "h" else None)
        or (_noun(low, text, start, phrase) if start > end else None)
    )


class _Phrases:
    """Phrases of which the longest is looked for at a place. Few words begin one at all."""

    def __init__(self, phrases: Collection[str]) -> None:
        self._phrases = frozenset(phrases)
        # The words of the longest phrase that begins with a word.
        self._longest: dict[str, int] = {}
        for phrase in phrases:
            first = phrase.partition(" ")[0]
            size = phrase.count(" ") + 1
            self._longest[first] = max(size, self._longest.get(first, 0))

    def length(self, words: list[str], most: int) -> int:
        """How many of the words make the longest phrase; 0 if none does."""
        longest = self._longest.get(words[0], 0) if words else 0
        for count in range(min(most, longest, len(words)), 0, -1):
            if " ".join(words[:count]) in self._phrases:
                return count
        return 0


_CURRENCIES = _Phrases(CURRENCIES)
_MEASURES = _Phrases(MEASURES)
_PERIODS = _Phrases(PERIODS)
_COMPOUNDS = _Phrases(COMPOUNDS)
_HEADS = _Phrases(HEADS)
_COORDINATED = tuple((group, _Phrases(group)) for group in COORDINATED)


def _length(words: list[str], count: int) -> int:
    return sum(map(len, words[:count])) + count - 1


def _money(low: str, words: list[str], start: int) -> Unit | None:
    count = _CURRENCIES.length(words, 4)
    if not count:
        return None
    if count == 1 and words[1:2] and words[1] in NOT_CURRENCY.get(words[0], ()):
        return None
    if words[0] == "đ" and len(words[0]) == 1 and low.startswith("/c", start + 1):
        return None
    end = start + _length(words, count)
    return Unit("money", start, end, CURRENCIES[" ".join(words[:count])])


def _measure(low: str, text: str, words: list[str], start: int, number_end: int) -> Unit | None:
    attached = start == number_end
    count = _MEASURES.length(words, 4)
    if not count:
        return None
    name = " ".join(words[:count])
    end = start + _length(words, count)
    if name in CASED and text[start:end] not in CASED[name]:
        return None
    if words[count : count + 1] and words[count] in NOT_MEASURE.get(name, ()):
        return None
    if name == "lần":
        # Told apart by the caller.
        return Unit("noun", start, end, text[start:end])
    if not attached and not is_measure(low, name, number_end, end):
        return None
    if len(name) == 1 and not attached and low.startswith("-", end) and low[end + 1].isalpha():
        return None  # vòng 8 V-League
    if (
        (
            name in ("c", "v", "w", "m", "g", "l", "k")
            and not attached
            and low.startswith((".", "'"), end)
        )
        and name != "m"
        and not low.startswith((". ", ".\n"), end)
    ):
        return None
    return Unit("measure", start, end, text[start:end])


def _period(words: list[str], start: int) -> Unit | None:
    count = _PERIODS.length(words, 3)
    if not count:
        return None
    name = " ".join(words[:count])
    if count == 1 and words[1:2] and words[1] in NOT_PERIOD.get(name, ()):
        return None
    return Unit("period", start, start + _length(words, count), name)


def noun_at(low: str, text: str, start: int) -> Unit | None:
    """The noun that begins at `start`: a known compound, a head word, or two unknown words."""
    return _noun(low, text, start, phrase_at(low, start))


def _noun(low: str, text: str, start: int, words: list[str]) -> Unit | None:
    """The noun that `words`, which stand at `start`, begin with."""
    if not words or not words[0][0].isalpha() or words[:2] == ["lần", "lượt"]:
        return None
    count = _noun_length(words)
    if count == 2 and _begins_name(text, start, words) and words[0] in HEADS:
        # `ba thôn Bản Hoàng`: the second word is the name of what is counted.
        count = 1
    known = True
    if not count:
        if text[start].isupper() and _is_acronym(text, start, words):
            return Unit(
                "noun", start, start + len(words[0]), text[start : start + len(words[0])], False
            )
        if words[0] in NOT_COUNTED or not text[start].islower():
            return None
        # A loan word with hyphens is one noun: `ki-ốt`, `tua-bin`.
        known = "-" in words[0]
        count = 2 if not known and len(words) > 1 and words[1] not in NOT_COUNTED else 1
        if count == 2 and not text[start + len(words[0]) + 1].islower():
            count = 1
    elif text[start].isupper() and not _capitals(text, start) and words[0] not in _TITLED:
        # A name that begins like a noun: `Cầu Giấy`, `Quận 1`.
        after = start + len(words[0])
        following = text[after + 1 : after + 2] if text[after : after + 1] == " " else ""
        if count == 1 and following.isupper():
            return None
    end = start + _length(words, count)
    if known:
        end = _coordination(low, " ".join(words[:count]), end)
    return Unit("noun", start, end, text[start:end], known)


def _is_acronym(text: str, start: int, words: list[str]) -> bool:
    """Whether the word at `start` is an acronym of what is counted: `64 GPU`, `91 UAV`."""
    word = text[start : start + len(words[0])]
    if not (2 <= len(word) <= 5 and word.isalpha() and word.isupper()) or word in _NO_NOUN:
        return False
    after = text[start + len(word) : start + len(word) + 2]
    if after[:1] not in ("", " ", "\n", ",", ".", ";", ")") or after[1:].isupper():
        return False
    return roman(words[0]) is None


_NO_NOUN = frozenset(
    ("TP", "TX", "GMT", "UBND", "HĐND", "TTXVN", "AM", "PM", "QL", "TL", "CN", "TCN")
)

_TITLED = {"huân", "huy", "bằng", "ủy", "uỷ", "phó", "thứ", "bộ"}


def _capitals(text: str, start: int) -> bool:
    return text[start : start + 2].isupper()


def _begins_name(text: str, start: int, words: list[str]) -> bool:
    """Whether the first of two words is small and the second has a capital."""
    return text[start].islower() and text[start + len(words[0]) + 1].isupper()


def _noun_length(words: list[str]) -> int:
    count = _COMPOUNDS.length(words, 5)
    if count:
        return count
    agent = words[2:3] == ["viên"] and " ".join(words[1:3]) not in COMPOUNDS
    if agent and NOT_COUNTED.isdisjoint(words[:2]):
        # People by what they do: `kiểm lâm viên`, `cộng tác viên`.
        return 3
    return _HEADS.length(words, 2)


_LINK = re.compile(r", (?=[^\W\d_])| và (?=[^\W\d_])| hoặc (?=[^\W\d_])")


def _coordination(low: str, name: str, end: int) -> int:
    """Where the nouns end that are counted together with `name`: `cơ quan, đơn vị`."""
    groups = [phrases for group, phrases in _COORDINATED if name in group]
    if not groups:
        return end
    while link := _LINK.match(low, end):
        words = phrase_at(low, link.end())
        for group in groups:
            if count := group.length(words, 5):
                # What has a qualifier of its own is no part of the list: `3 xã và huyện Cờ Đỏ`.
                end = link.end() + _length(words, count)
                break
        else:
            break
    return end


_BASE = re.compile(
    r" ?/ ?(?P<number>(?:[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,4})?"
    r"(?: ?(?:nghìn|ngàn|vạn|triệu)(?= [^\W\d_]))?) ?(?=[^\W\d_]|°)"
)
_PER = re.compile(r" (?:một|mỗi) (?=[^\W\d_])")
_BASE_NOUNS = _Phrases(COMPOUNDS | HEADS)
# What a price may be asked for after `một` or `mỗi`.
_PRICED = _Phrases(
    [
        "kg",
        "ký",
        "kí",
        "tấn",
        "tạ",
        "yến",
        "cân",
        "lít",
        "m2",
        "m²",
        "m3",
        "m³",
        "mét vuông",
        "mét khối",
        "mét",
        "km",
        "ha",
        "héc ta",
        "héc-ta",
        "hecta",
        "sào",
        "công",
        "lượng",
        "chỉ",
        "cây",
        "ounce",
        "thùng",
        "bao",
        "gói",
        "hộp",
        "chai",
        "lon",
        "con",
        "trái",
        "quả",
        "bông",
        "cổ phiếu",
        "cổ phần",
        "đơn vị",
        "suất",
        "phần",
        "vé",
        "lượt",
        "chuyến",
        "người",
        "hộ",
        "gia đình",
        "học sinh",
        "sinh viên",
        "năm",
        "tháng",
        "tuần",
        "ngày",
        "giờ",
        "phút",
        "giây",
        "đêm",
        "buổi",
        "ca",
        "vụ",
        "căn",
        "căn hộ",
        "chiếc",
        "cái",
        "kwh",
        "bộ",
        "cuốn",
        "tờ",
        "khẩu phần",
        "trường hợp",
        "thùng dầu",
        "cháu",
        "em",
        "trẻ",
        "lao động",
        "cặp",
        "bát",
        "tô",
        "suất ăn",
        "mũi",
        "liều",
        "quý",
        "kilogram",
        "kilôgam",
        "pound",
    ]
)


def rate_after(low: str, text: str, end: int, worded: bool) -> tuple[int, str]:
    """Where the base of a price or rate ends and how it is named (`/tấn`, `/người/tháng`).

    `worded`: a base in words counts too (`một tấn`, `mỗi kg`). An empty name if there is none.
    """
    name = ""
    while low.startswith(("/", " /"), end) and (match := _BASE.match(low, end)):
        words = phrase_at(low, match.end())
        if not words:
            break
        count = _MEASURES.length(words, 3) or _PERIODS.length(words, 2)
        if not count or (count == 1 and " ".join(words[:2]) in COMPOUNDS):
            count = _BASE_NOUNS.length(words, 4) or count or 1
        if not text[match.end()].islower() and not _is_upper_base(text, match.end(), words[0]):
            break
        base_end = match.end() + _length(words, count)
        begin = match.start("number") if match["number"] else match.end()
        name += "/" + text[begin:base_end]
        end = base_end
    if (
        not name
        and worded
        and low.startswith((" một ", " mỗi "), end)
        and (per := _PER.match(low, end))
    ):
        words = phrase_at(low, per.end())
        if count := _PRICED.length(words, 2):
            end = per.end() + _length(words, count)
            name = "/" + text[per.end() : end]
    return end, name


def _is_upper_base(text: str, start: int, word: str) -> bool:
    """Whether a word that begins with a capital can be the base of a rate: `USD/FEU`."""
    base = text[start : start + len(word)]
    code = base.isalpha() and base.isupper() and 2 <= len(base) <= 4
    return base in _UPPER_BASES or (code and text[start + len(word) : start + len(word) + 1] != "-")


_UPPER_BASES = {
    "MW",
    "MWh",
    "Kg",
    "KG",
    "Ha",
    "L",
    "GB",
    "TEU",
    "CP",
    "MMBtu",
    "KWh",
    "Kwh",
    "GWh",
    "HA",
    "USD",
    "VND",
    "EUR",
    "MMBTU",
    "PCS",
}


def counts_something(low: str, text: str, end: int) -> bool:
    """Whether a number that ends at `end` has a known unit or noun after it."""
    unit = unit_at(low, text, end)
    return unit is not None and unit.known
