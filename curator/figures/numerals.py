"""Numerals: digits in Vietnamese and English style, number words, magnitudes, Roman numerals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,15}")

MAGNITUDES = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(10**6),
    "tr": Decimal(10**6),
    "tỉ": Decimal(10**9),
    "tỷ": Decimal(10**9),
}
_BEGIN_MAGNITUDES = frozenset(word[0] for word in MAGNITUDES)
_TEENS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mốt": 1,
}
ONES = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
# What may follow `năm` for it to be five and not a year.
_AFTER_FIVE = {"mươi", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỉ", "tỷ", "chục"}
# Words that begin like a magnitude and are none.
_NO_MAGNITUDE = {
    ("tỉ", "lệ"),
    ("tỷ", "lệ"),
    ("tỉ", "số"),
    ("tỷ", "số"),
    ("tỉ", "trọng"),
    ("tỷ", "trọng"),
    ("tỉ", "giá"),
    ("tỷ", "giá"),
    ("tỷ", "phú"),
    ("tỉ", "phú"),
    ("triệu", "phú"),
    ("triệu", "tập"),
    ("vạn", "tuế"),
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


class Numeral(NamedTuple):
    """A numeral in the small-letter text that ends at `end`.

    `value` has the magnitude multiplied in, `plain` has not. `worded`: it begins with a number
    word. `formatted`: it has a thousands mark or a decimal part.
    """

    end: int
    value: Decimal
    plain: Decimal
    worded: bool = False
    formatted: bool = False
    magnitude: Decimal = Decimal(1)


def plain(value: Decimal) -> str:
    """A decimal as a plain string: no exponent, no idle zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def roman(text: str) -> int | None:
    """The value of a Roman numeral in small letters, None if it is none (`iiii`, `ic`)."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    total = 0
    for char, after in zip(text, [*text[1:], ""], strict=True):
        number = _ROMAN[char]
        total += -number if _ROMAN.get(after, 0) > number else number
    return total


def lower_end(first: Numeral, last: Numeral) -> Decimal:
    """The value of the lower end of a range, with what only its upper end says.

    Its magnitude (`3-5 triệu`) or its thousands (`146-148.000`).
    """
    value = first.value
    if first.magnitude == 1 and last.magnitude > 1 and value * last.magnitude <= last.value:
        return value * last.magnitude
    thousands = last.magnitude == 1 and last.formatted and last.value % 1000 == 0
    if thousands and first.magnitude == 1 and not first.formatted and value * 1000 <= last.value:
        return value * 1000
    return value


_ENGLISH = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d{1,2})(?![\d]|[.,/-]\d)"
)
_VIETNAMESE = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2})(?![\d]|[.,/-]\d)"
)


def is_english(text: str) -> bool:
    """Whether a text writes its numbers in English style: `1,250.5`, and nowhere `1.250,5`."""
    return bool(_ENGLISH.search(text)) and not _VIETNAMESE.search(text)


_COMMA_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])|,\d{3}\.\d")


def marks_thousands_by_commas(text: str) -> bool:
    """Whether a text plainly writes thousands with commas."""
    return bool(_COMMA_THOUSANDS.search(text))


def digits_value(digits: str, english: bool = False) -> tuple[Decimal, bool] | None:
    """The value of digits with dots and commas, and whether they are formatted.

    `1.250` is 1250 and `1,25` is 1.25; `english` settles only what can be read both ways. None for
    what is no number (`1.2.3`, a run of more than 40 digits).
    """
    if len(digits) > 40:
        return None
    if digits.isdigit():
        return Decimal(digits), False
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
        if digits.count(decimal) > 1:
            return None
        whole, part = digits.split(decimal)
        mark = "." if decimal == "," else ","
        return (
            (Decimal(f"{whole.replace(mark, '')}.{part}"), True) if _grouped(whole, mark) else None
        )
    mark = "." if dots else ","
    whole, part = digits.split(mark, 1)
    if dots + commas > 1:
        return (Decimal(digits.replace(mark, "")), True) if _grouped(digits, mark) else None
    groups = _grouped(digits, mark)
    if groups and (mark == "," if english else mark == "."):
        return Decimal(whole + part), True
    return Decimal(f"{whole}.{part}"), True


def _grouped(digits: str, mark: str) -> bool:
    """Whether the marks part the digits in threes."""
    first, *rest = digits.split(mark)
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)


def number_words(words: list[str]) -> tuple[int, Decimal] | None:
    """The number that `words` begin with, and how many of them it takes; None if there is none.

    `năm` is five only where what follows leaves no doubt.
    """
    total = Decimal(0)
    used = 0
    last = None
    while used < len(words):
        if words[used] == "nửa":
            group: tuple[int, Decimal] | None = (1, Decimal("0.5"))
            if total or used + 1 >= len(words) or words[used + 1] not in MAGNITUDES:
                break
        else:
            group = _group(words[used:], after=bool(total))
        if group is None:
            break
        count, value = group
        at = used + count
        magnitude, more = magnitudes(words[at:])
        if last is not None and magnitude >= last:
            break
        at += more
        if magnitude > 1 and at < len(words) and words[at] == "rưỡi":
            value += Decimal("0.5")
            at += 1
        elif value >= 100 and value % 100 == 0 and at < len(words) and words[at] == "rưỡi":
            value += 50
            at += 1
        elif magnitude >= 1000 and (tenths := _tenths(words[at:])):
            value += tenths
            at += 1
        total += value * magnitude
        used = at
        last = magnitude
        if magnitude == 1:
            break
    return (used, total) if used else None


def _tenths(words: list[str]) -> Decimal | None:
    """What a lone digit behind a magnitude says: `một triệu hai` is 1.2 million, `hai tỷ tư` 2.4.

    With `lẻ` or `linh` it would be ones. `năm` is left to the years, `tư` needs a currency behind.
    """
    first, second = (*words[:2], "", "")[:2]
    if first not in _TENTHS or second in _GOES_ON or second in MAGNITUDES:
        return None
    if first == "tư" and second not in _MONEY_BEHIND:
        return None
    return Decimal(_TEENS[first]) / 10


_TENTHS = frozenset(("hai", "ba", "bốn", "tư", "sáu", "bảy", "bẩy", "tám", "chín", "mốt"))
_GOES_ON = frozenset(("mươi", "rưỡi", "phẩy", "phần"))
_MONEY_BEHIND = frozenset(("", "đồng", "usd", "đô", "euro", "đ", "vnd", "vnđ"))


def magnitudes(words: list[str]) -> tuple[Decimal, int]:
    """The product of the magnitudes that `words` begin with, and how many they are.

    `chục` and `trăm` count only before a larger one (`chục nghìn`) or alone.
    """
    product = Decimal(1)
    used = 0
    for word in words[:3]:
        value = MAGNITUDES.get(word)
        if value is None or tuple(words[used : used + 2]) in _NO_MAGNITUDE:
            break
        product *= value
        used += 1
    return product, used


def _group(words: list[str], after: bool) -> tuple[int, Decimal] | None:
    """A number below a thousand at the beginning of `words`; `after` a larger part of a number."""
    used, total = 0, 0
    first = words[0]
    second = words[1] if len(words) > 1 else ""
    if after and first in ("không", "lẻ", "linh"):
        if first == "không" and second == "trăm":
            words, used = words[2:], 2
            if words and words[0] in ("lẻ", "linh"):
                words, used = words[1:], 3
        elif first != "không":
            words, used = words[1:], 1
        if not words or words[0] not in ONES:
            return None
        first = words[0]
        second = words[1] if len(words) > 1 else ""
    if first in ONES and second == "trăm":
        total = 100 * ONES[first]
        words = words[2:]
        used += 2
        if words and words[0] in ("lẻ", "linh"):
            if len(words) > 1 and words[1] in ONES:
                return used + 2, Decimal(total + ONES[words[1]])
            return used, Decimal(total)
        first = words[0] if words else ""
        second = words[1] if len(words) > 1 else ""
        if not (first == "mười" or (first in ONES and second in ("mươi", "chục"))):
            return used, Decimal(total)
    if first == "mười":
        if second in _TEENS and second not in ("tư", "mốt", "nhăm"):
            return used + 2, Decimal(total + 10 + _TEENS[second])
        return used + 1, Decimal(total + 10)
    if first not in ONES:
        return None
    if second == "mươi":
        third = words[2] if len(words) > 2 else ""
        if third in _TEENS:
            return used + 3, Decimal(total + 10 * ONES[first] + _TEENS[third])
        return used + 2, Decimal(total + 10 * ONES[first])
    if first == "năm" and second not in _AFTER_FIVE and not used:
        return None
    return used + 1, Decimal(total + ONES[first])


def words_at(low: str, start: int) -> list[str]:
    """Up to 16 words of letters from `start` on, single blanks between them."""
    match = WORDS.match(low, start)
    return match[0].split(" ") if match else []


def numeral_at(low: str, start: int, english: bool = False) -> Numeral | None:
    """The numeral that begins at `start`, with its magnitude (`2 triệu 500 nghìn`, `hai mươi`)."""
    match = DIGITS.match(low, start)
    if match is None:
        words = words_at(low, start)
        found = number_words(words) if words else None
        if found is None:
            return None
        used, total = found
        end = start + sum(map(len, words[:used])) + used - 1
        ratio = _last_magnitude(words[:used])
        return Numeral(end, total, total / ratio, worded=True, magnitude=ratio)
    digits = match[0]
    known = digits_value(digits, english)
    if known is None:
        return None
    number, formatted = known
    end = match.end()
    total, magnitude = number, Decimal(1)
    at = end + 1 if low.startswith(" ", end) else end
    words = words_at(low, at) if low[at : at + 1] in _BEGIN_MAGNITUDES else []
    if words:
        product, used = magnitudes(words)
        if used and at == end and words[0] not in ("tr", "tỷ", "tỉ", "triệu", "nghìn", "ngàn"):
            used = 0
        if used:
            magnitude = product
            total = number * product
            end = at + sum(map(len, words[:used])) + used - 1
            if words[used : used + 1] == ["rưỡi"]:
                total += product / 2
                end += len(" rưỡi")
            else:
                end, total = _smaller_parts(low, end, total, product)
    return Numeral(end, total, number, formatted=formatted, magnitude=magnitude)


METRES = re.compile(r"([0-9]{1,2})m([0-9]{1,2})(?![\w/]|[.,][0-9])")


def metres(match: re.Match[str]) -> str:
    """The value of a match of `METRES`: `1m52` is 1.52."""
    return plain(Decimal(f"{int(match[1])}.{match[2]}"))


_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?![0-9/:-]|[.,][0-9]| [0-9])")


def spaced_at(low: str, start: int) -> Numeral | None:
    """A number whose thousands are parted by blanks, with its magnitude: `1 850 tỷ`.

    None in a row of a table, where what follows is another number.
    """
    match = _SPACED.match(low, start)
    if match is None:
        return None
    number, end = Decimal(match[0].replace(" ", "")), match.end()
    words = words_at(low, end + 1) if low.startswith(" ", end) else []
    magnitude, used = magnitudes(words)
    if used:
        end += 1 + len(" ".join(words[:used]))
    return Numeral(end, number * magnitude, number, formatted=True, magnitude=magnitude)


def _last_magnitude(words: list[str]) -> Decimal:
    product = Decimal(1)
    for word in reversed(words):
        value = MAGNITUDES.get(word)
        if value is None or value < 1000:
            break
        product *= value
    return product


_PART = re.compile(r" ([0-9]{1,3}) (triệu|nghìn|ngàn|tr)(?!\w)")


def _smaller_parts(low: str, end: int, total: Decimal, magnitude: Decimal) -> tuple[int, Decimal]:
    """Takes in what follows in smaller magnitudes: `2 tỉ 500 triệu`."""
    while match := _PART.match(low, end):
        smaller = MAGNITUDES[match[2]]
        if smaller >= magnitude:
            break
        total += int(match[1]) * smaller
        end, magnitude = match.end(), smaller
    return end, total
