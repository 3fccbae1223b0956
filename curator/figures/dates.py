"""Dates and periods of the calendar, with their ISO 8601 values.

Each function looks at one place of the small-letter text and returns where the date ends and its
value (None where the words say too little), or None if there is no such date.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from curator.figures.numerals import roman

YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9]|[.,][0-9]|[^\W\d_])"
_MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_MONTH = (
    r"(?:[0-9]{1,2}(?![0-9]|\.[0-9]{3}(?![0-9])|,[0-9])"
    r"|giêng|mười (?:một|hai)|mười|chạp|một|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín)(?!\w)"
)
_TO = r" ?[-–—~÷] ?| (?:đến hết|cho đến|đến|tới) "
_AND = r"| (?:và|hoặc) |, | & "
_LUNAR = re.compile(r",? ?\(?(?:âm lịch|al)(?!\w)")

# A year of the cycle of sixty: `năm Ất Tỵ`.
CYCLE_YEAR = re.compile(
    r" ?năm (?:giáp|ất|bính|đinh|mậu|kỷ|kỉ|canh|tân|nhâm|quý|quí)"
    r" (?:tý|tí|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w)"
)

_RELATIVE = r"(?:nay|ngoái|trước|sau|tới)(?!\w)"
_YEAR_TAIL = re.compile(
    rf" ?[/-] ?({YEAR})|\.({YEAR})|,? (?:của )?năm ({YEAR})|,? ({YEAR})|(?: của)? năm {_RELATIVE}"
)

_DAY = re.compile(
    r"(ngày )?(?:(mùng |mồng )(một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)?)?"
    r"((?<![0-9])[0-9]{1,2}(?![0-9]))?"
)
_WORD_MONTH = re.compile(rf",? tháng ({_MONTH})")
_NUMBER_MONTH = re.compile(r" ?([/.-]) ?([0-9]{1,2})(?![0-9]|,[0-9]|\.[0-9]{3}(?![0-9]))")
_SHORT_YEAR = re.compile(r"([0-9]{2})(?![0-9]|[/.,-][0-9])")
# Behind a day and a month a year ends even where the next word is glued to it
# (`12-03-2021Khởi công`), unless that is a code (`12/3/2021qđ-`).
_LONG_YEAR = re.compile(
    r" ?((?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9]|\.[0-9]|[^\W\d_]{1,6}[-/]))"
)
_DAYS_TO_MONTH = re.compile(r" ?[-–—] ?[0-9]{1,2}(?: ?/ ?[0-9]{1,2}|\.(?:0?[1-9]|1[0-2]))(?![0-9])")
_CONNECT_DAYS = re.compile(rf"(?:{_TO}{_AND})(?=ngày |mùng |mồng |[0-9])")
_CONNECT_MONTHS = re.compile(rf"({_TO}{_AND})(?=tháng |[0-9])")


class Part(NamedTuple):
    """A day, month or year, as far as it is told."""

    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    worded: bool = False
    lunar: bool = False
    short: bool = False


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """ISO 8601 for a point of the calendar as far as it is told; None if there is no such day."""
    if year is not None:
        if day is not None and month is not None:
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                return None
        return f"{year:04}" if month is None else f"{year:04}-{month:02}"
    if month is None:
        return None if day is None else f"---{day:02}"
    if day is None:
        return f"--{month:02}"
    # 2000 had a 29th of February.
    return f"--{month:02}-{day:02}" if iso(2000, month, day) else None


def _between(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last else None


def _day_part(low: str, start: int) -> Part | None:
    """One day: `ngày 29`, `29/6`, `29 tháng 6 năm 2024`, `mùng 5`."""
    match = _DAY.match(low, start)
    if match is None or not (match[4] or match[3]):
        return None
    if match[4] and match[3]:
        return None
    number = int(match[4]) if match[4] else _MONTH_WORDS.get(match[3], 4)
    if not 1 <= number <= 31:
        return None
    end = match.end()
    worded, lunar = bool(match[1] or match[2]), bool(match[2])
    year = month = None
    short = False
    if tail := _WORD_MONTH.match(low, end):
        month = _month_number(tail[1])
        if month is None or _is_word_five(low, tail):
            month = None
        else:
            lunar = lunar or tail[1] in ("giêng", "chạp")
            end, year = _year_tail(low, tail.end())
    elif not _DAYS_TO_MONTH.match(low, end) and (tail := _NUMBER_MONTH.match(low, end)):
        month = int(tail[2])
        if 1 <= month <= 12:
            end = tail.end()
            after = low[end : end + 1]
            blank = 2 if low.startswith((" /", " -"), end) else 1
            if (
                after in ("/", "-", ".", " ")
                and (found := _LONG_YEAR.match(low, end + blank))
                and (after != " " or blank == 2)
            ):
                year, end = int(found[1]), found.end()
            elif after == tail[1] and (found := _SHORT_YEAR.match(low, end + 1)):
                short, end = True, found.end()
            elif tail[1] != ".":
                end, year = _spelt_year(low, end)
        else:
            month = None
    if year is not None and month is not None and year >= 1900 and match[2]:
        lunar = False
    if month is not None and year is None and (cycle := CYCLE_YEAR.match(low, end)):
        lunar, end = True, cycle.end()
    if found := _LUNAR.match(low, end):
        lunar = True
        if "(" not in found[0]:
            end = found.end()
    return Part(end, year, month, number, worded, lunar, short)


_SPELT_YEAR = re.compile(rf",? năm ({YEAR})|(?: của)? năm {_RELATIVE}")


def _spelt_year(low: str, end: int) -> tuple[int, int | None]:
    match = _SPELT_YEAR.match(low, end)
    if match is None:
        return end, None
    return match.end(), int(match[1]) if match[1] else None


def _year_tail(low: str, end: int) -> tuple[int, int | None]:
    """The year that follows a month, quarter or half, and where it ends."""
    match = _YEAR_TAIL.match(low, end)
    if match is None:
        return end, None
    year = match[1] or match[2] or match[3] or match[4]
    return match.end(), int(year) if year else None


def _month_number(word: str) -> int | None:
    number = int(word) if word[0].isdigit() else _MONTH_WORDS[word]
    return number if 1 <= number <= 12 else None


def _is_word_five(low: str, match: re.Match[str]) -> bool:
    """Whether `tháng năm` is really a month and then the word for year."""
    return match[1] == "năm" and bool(_YEAR_AFTER.match(low, match.end()))


_YEAR_AFTER = re.compile(rf" (?:[0-9]|{_RELATIVE})")


def _value(part: Part) -> str | None:
    if part.lunar or part.short:
        return None
    return iso(part.year, part.month, part.day)


def _shared(first: Part, last: Part) -> tuple[str | None, str | None]:
    """The values of two parts, the first with what only the last one says."""
    if first.lunar or last.lunar or first.short or last.short:
        return None, None
    year = first.year if first.year is not None else last.year
    month = first.month if first.month is not None else last.month
    if first.day is None:
        return iso(year, first.month), iso(last.year, last.month)
    return iso(year, month, first.day), _value(last)


def days(low: str, start: int) -> tuple[int, str | None, Part] | None:
    """A day, or days that share their month or year: `ngày 23 đến 25/9/2020`, `14, 15 và 16/7`."""
    first = _day_part(low, start)
    if first is None:
        return None
    parts = [first]
    while len(parts) < 12 and (link := _CONNECT_DAYS.match(low, parts[-1].end)):
        part = _day_part(low, link.end())
        if part is None:
            break
        parts.append(part)
        if part.month is not None:
            break
    last = parts[-1]
    if len(parts) > 1:
        lacking = all(part.month is None for part in parts[:-1])
        if last.month is not None and lacking:
            value = _between(*_shared(first, last))
            if len(parts) > 2 and not _consecutive(parts):
                value = None
            return last.end, value, last
        if len(parts) == 2 and first.month and last.year and first.year is None:
            return last.end, _between(*_shared(first, last)), last
        second = parts[1]
        if (
            first.worded
            and second.month is None
            and first.month is None
            and not second.worded
            and not _goes_on(low, second.end)
        ):
            return second.end, _between(_value(first), _value(second)), second
    return first.end, _value(first), first


def _consecutive(parts: list[Part]) -> bool:
    numbers = [part.day or 0 for part in parts]
    return all(after == before + 1 for before, after in pairwise(numbers))


_GOES_ON = re.compile(r"[.,/:-][0-9]|%| ?[^\W\d_]|[0-9]| %")
_MAY_FOLLOW = re.compile(
    r" (?:tới|này|vừa|sắp|của|là|và|để|tại|ở|do|các|trong|năm|thì|có|được|đã|sẽ)\b"
)


def _goes_on(low: str, end: int) -> bool:
    """Whether a number that ends there rather counts what follows than tells a date."""
    return bool(_GOES_ON.match(low, end)) and not _MAY_FOLLOW.match(low, end)


_MONTH_PART = re.compile(rf"(tháng )?({_MONTH})")


def _month_part(low: str, start: int) -> Part | None:
    match = _MONTH_PART.match(low, start)
    if match is None:
        return None
    number = _month_number(match[2])
    if number is None or _is_word_five(low, match):
        return None
    end, year = _year_tail(low, match.end())
    if year is None and not match[2][0].isdigit() and low.startswith((" lần", " kỳ"), end):
        return None
    lunar = match[2] in ("giêng", "chạp")
    if found := _LUNAR.match(low, end):
        lunar, end = True, found.end() if "(" not in found[0] else end
    return Part(end, year, number, worded=bool(match[1]), lunar=lunar)


def months(low: str, start: int) -> tuple[int, str | None] | None:
    """A month, or months that share the word or the year: `tháng 7-9/2024`, `tháng 3, 4`."""
    first = _month_part(low, start)
    if first is None or not first.worded:
        return None
    parts = [first]
    while len(parts) < 12 and parts[-1].year is None:
        link = _CONNECT_MONTHS.match(low, parts[-1].end)
        part = _month_part(low, link.end()) if link else None
        if part is None or (part.year is None and not part.worded and _goes_on(low, part.end)):
            break
        if part.worded and part.year is None and not _year_follows(low, part):
            break
        parts.append(part)
    last = parts[-1]
    if not any(char.isdigit() for char in low[start : last.end]) and first.lunar:
        # `tháng Giêng` and `tháng Chạp` hold no numeral.
        return None
    if len(parts) > 1:
        numbers = [part.month or 0 for part in parts]
        straight = len(parts) == 2 or numbers == list(range(numbers[0], numbers[0] + len(parts)))
        return last.end, _between(*_shared(first, last)) if straight else None
    return first.end, _value(first)


def _year_follows(low: str, part: Part) -> bool:
    """Whether a list of months goes on after `part` up to one that has its year."""
    link = _CONNECT_MONTHS.match(low, part.end)
    after = _month_part(low, link.end()) if link else None
    return after is not None and after.year is not None


_QUARTER = re.compile(
    r"(qu[ýí] )?(?:thứ )?([1-4](?![0-9]|[.,][0-9])|i{1,3}|iv|một|hai|ba|bốn|tư|(?<=thứ )nhất)(?!\w)"
)
_CONNECT_QUARTERS = re.compile(rf"(?:{_TO}{_AND})(?=qu[ýí] |[1-4i])")
_QUARTER_WORDS = {"một": 1, "nhất": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}


def _quarter_part(low: str, start: int) -> Part | None:
    match = _QUARTER.match(low, start)
    if match is None:
        return None
    word = match[2]
    number = int(word) if word.isdigit() else _QUARTER_WORDS.get(word) or roman(word)
    end, year = _year_tail(low, match.end())
    return Part(end, year, number, worded=bool(match[1]))


def quarters(low: str, start: int) -> tuple[int, str | None] | None:
    """A quarter, or quarters that share the word or the year: `quý I, II/2024`."""
    first = _quarter_part(low, start)
    if first is None or not first.worded:
        return None
    parts = [first]
    while len(parts) < 4 and parts[-1].year is None:
        link = _CONNECT_QUARTERS.match(low, parts[-1].end)
        part = _quarter_part(low, link.end()) if link else None
        if part is None or (part.worded and part.year is None):
            break
        if part.year is None and not part.worded and _goes_on(low, part.end):
            break
        parts.append(part)
    last = parts[-1]
    if last.year is None:
        return last.end, None
    if len(parts) == 1:
        return last.end, f"{last.year}-Q{last.month}"
    return last.end, f"{last.year}-Q{first.month}/{last.year}-Q{last.month}"


_YEARS = re.compile(
    rf"năm ([0-9]{{3,4}}(?![0-9]|[.,][0-9]|[^\W\d_]))"
    rf"(?:(?: ?[-–—] ?)({YEAR}|[0-9]{{2}}(?![0-9/]))|(?:/)({YEAR})| (?:đến|tới) ({YEAR}))?"
)
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm k[ỳì]|thời k[ỳì]|niên vụ|niên kh[óo][áa]|niên khóa|năm học|năm tài chính"
    r"|năm tài kh[óo][áa]|năm tài khóa|năm ngân sách|mùa giải|mùa bóng|khóa|khoá)"
    rf" (?:[0-9]{{1,2}} năm )?(?:từ )?(?:năm )?({YEAR})"
    rf"(?: ?[-–—/] ?(?:năm )?({YEAR}|[0-9]{{2}}(?![0-9/.,-]))| (?:đến|tới) (?:năm )?({YEAR}))?"
)
_YEAR_SPAN = re.compile(rf"({YEAR})(?: ?[-–—] ?| (?:đến|tới) )({YEAR})(?![/-])")
_SEASON = re.compile(rf"({YEAR})/({YEAR})(?![/-])")
BARE_YEAR = re.compile(rf"({YEAR})")


def years(low: str, start: int) -> tuple[int, str | None] | None:
    """A year or span of years after `năm`."""
    match = _YEARS.match(low, start)
    if match is None:
        return None
    first = int(match[1])
    last = match[2] or match[3] or match[4]
    if not 100 <= first < 2200:
        return None
    if last is None:
        return match.end(), iso(first)
    span = _years_between(first, last)
    return (match.end(), span) if span else (match.end(1), iso(first))


def period(low: str, start: int) -> tuple[int, str | None] | None:
    """A named period: `giai đoạn 2016 – 2020`, `năm học 2023-2024`, `nhiệm kỳ 2020-2025`."""
    match = _PERIOD.match(low, start)
    if match is None:
        return None
    last = match[2] or match[3]
    span = _years_between(int(match[1]), last) if last else iso(int(match[1]))
    if last is None and low.startswith(("khóa", "khoá"), start):
        return None
    return (match.end(), span) if span else (match.end(1), match[1])


def year_span(low: str, start: int) -> tuple[int, str] | None:
    """Two years with no word before them: `2021-2025`, `2023/2024`."""
    match = _YEAR_SPAN.match(low, start)
    if match is None:
        match = _SEASON.match(low, start)
        if match is None or int(match[2]) != int(match[1]) + 1:
            return None
    span = _years_between(int(match[1]), match[2])
    return (match.end(), span) if span else None


def _years_between(first: int, last: str) -> str | None:
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return f"{first:04}/{end:04}" if first < end <= first + 300 else None


_CENTURY = re.compile(
    r"(?:thế k[ỷỉ]) (?:thứ )?(?:([ivx]{1,5})|([0-9]{1,2}))(?!\w)(?: (?:trước|sau) công nguyên)?"
)
_DECADE = re.compile(r"(?:thập niên|thập k[ỷỉ]) (?:năm )?([0-9]{4}|[0-9]{2})(?![0-9])")
_TENS = re.compile(r"năm ([1-9]0|[12][0-9]{2}0)(?![0-9]|[.,][0-9])")


def century(low: str, start: int) -> tuple[int, None] | None:
    """A century or decade by its number; they have no value."""
    match = _CENTURY.match(low, start)
    if match and (match[2] or roman(match[1])):
        return match.end(), None
    match = _DECADE.match(low, start)
    return (match.end(), None) if match else None


def decade(low: str, start: int) -> tuple[int, None] | None:
    """The decade after `những`: `(những) năm 80`."""
    match = _TENS.match(low, start)
    return (match.end(), None) if match else None


_STRETCH = re.compile(
    r" (tháng|quý|tuần|ngày|năm) (đầu tiên của|đầu tiên|đầu của|đầu|cuối cùng của|cuối của|cuối"
    r"|của)?"
    rf"(?: ?(năm)(?! học)(?: ({YEAR})| {_RELATIVE})?|"
    rf" ?(?:tháng ({_MONTH})({_YEAR_TAIL.pattern})?)|"
    rf" ?(nhiệm kỳ|năm học|giai đoạn|quý)(?: ({YEAR}) ?[-–] ?({YEAR})| (i{{1,3}}|iv)(?!\w))?)(?!\w)"
)
_RELATIVE_END = re.compile(rf" năm {_RELATIVE}$")
_MONTHS_OF = re.compile(rf" tháng(?: ?/ ?| )({YEAR})")


def stretch(low: str, end: int, number: Decimal) -> tuple[int, str | None] | None:
    """What makes a number before `end` a part of a year: `6 tháng đầu năm 2023`.

    Without a year, or with another unit than months or quarters, it has no value.
    """
    match = _STRETCH.match(low, end)
    if match is None:
        match = _MONTHS_OF.match(low, end)
        if match is None:
            return None
        return match.end(), _part_of_year(int(match[1]), number, last=False)
    unit, side = match[1], match[2] or ""
    year = match[4]
    if match[3] is None:
        # `10 ngày đầu tháng 6`: needs its side; `3 tháng tháng 5` is nothing.
        if not side or side == "của" or unit == "năm":
            return None
        if match[5] is None and not (match[12] or match[11]):
            return None
        return match.end(), None
    if unit == "năm":
        return None
    told = year is not None or _RELATIVE_END.search(match[0])  # `9 tháng năm nay`
    if not side.startswith(("đầu", "cuối")) and (unit != "tháng" or not told):
        return None
    if year is None:
        return match.end(), None
    if unit == "quý":
        number *= 3
    elif unit != "tháng":
        return match.end(), None
    return match.end(), _part_of_year(int(year), number, last=side.startswith("cuối"))


def _part_of_year(year: int, number: Decimal, last: bool) -> str | None:
    if number != int(number) or not 1 <= number <= 12:
        return None
    count = int(number)
    if count == 6:
        return f"{year}-H{2 if last else 1}"
    first, end = (13 - count, 12) if last else (1, count)
    return f"{year}-{first:02}/{year}-{end:02}" if first != end else f"{year}-{end:02}"


_HALF_YEAR = re.compile(
    rf"nửa (đầu|cuối|sau)(?: của)? (?:năm(?! học)(?: ({YEAR})| {_RELATIVE})?"
    rf"|tháng {_MONTH}(?:{_YEAR_TAIL.pattern})?)"
)


def half(low: str, start: int) -> tuple[int, str | None] | None:
    """`nửa đầu năm 2024`, `nửa cuối tháng 5`."""
    match = _HALF_YEAR.match(low, start)
    if match is None:
        return None
    return match.end(), f"{match[2]}-H{1 if match[1] == 'đầu' else 2}" if match[2] else None


_ISO_DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_YEAR_FIRST = re.compile(r"([12][0-9]{3})/([0-9]{1,2})/([0-9]{1,2})(?![0-9/])")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![0-9-])")
_MONTH_YEAR = re.compile(rf"(0?[1-9]|1[0-2]) ?[/-] ?({YEAR})(?!/)")
_MONTHS_YEAR = re.compile(rf"(0?[1-9]|1[0-2])[-–](0?[1-9]|1[0-2])/({YEAR})(?!/)")


def iso_day(low: str, start: int) -> tuple[int, str] | None:
    """A day with its year first: `2024-06-11`, `2024/6/11`."""
    match = _ISO_DAY.match(low, start) or _YEAR_FIRST.match(low, start)
    value = iso(int(match[1]), int(match[2]), int(match[3])) if match and match[2] != "00" else None
    return (match.end(), value) if match and value and 1 <= int(match[2]) <= 12 else None


def month_year(low: str, start: int) -> tuple[int, str] | None:
    """A month with its year and no word: `7/2020`, `2023-06`."""
    if match := _MONTH_YEAR.match(low, start):
        return match.end(), f"{match[2]}-{int(match[1]):02}"
    if match := _ISO_MONTH.match(low, start):
        return match.end(), f"{match[1]}-{match[2]}"
    return None


WEEKDAY = re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7](?![0-9]))|chủ nhật)(?!\w)")
AFTER_WEEKDAY = re.compile(r"(?:(?:,? ?| - )(?=ngày |[0-9])| \((?=[0-9]))")
