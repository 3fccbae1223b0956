"""One pass over a text that finds its figures.

The scanner stops only where a figure may begin: at digits, number words and the words of dates.
At each stop it looks at a bounded stretch of text and either takes a figure or goes on behind what
it has understood, so the whole takes linear time.
"""

from __future__ import annotations

import re
from decimal import Decimal

from curator.figures import context, dates
from curator.figures.context import words_before
from curator.figures.counted import Unit, counts_something, noun_at, rate_after, unit_at
from curator.figures.figure import Figure
from curator.figures.lexicon import words
from curator.figures.numerals import (
    Numeral,
    is_english,
    marks_thousands_by_commas,
    numeral_at,
    plain,
    roman,
)
from curator.figures.page import Page
from curator.figures.times import time_at

_ANCHOR = re.compile(
    r"[0-9]+|(?<!\w)(?:ngày|mùng|mồng|rằm|tháng|qu[ýí]|năm|giai đoạn|nhiệm k[ỳì]|niên|thời k[ỳì]|thứ"
    r"|chủ nhật|thế k[ỷỉ]|thập|mùa|khóa|khoá|một|hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười|nửa)(?!\w)"
)
_NUMBER_WORDS = words(
    """
    một hai ba bốn sáu bảy bẩy tám chín mười nửa năm
    """
)
_RANGE = re.compile(
    r" ?[-–—~÷] ?(?=[0-9])| ?[-–—] (?=[^\W\d_])| (?:đến|tới) (?:dưới |gần |hơn |trên |khoảng )?"
)
_FRACTION = re.compile(
    r"([0-9][0-9.]*(?:,[0-9]{1,3})?) ?/ ?([0-9][0-9.]*[0-9]|[0-9])(?![0-9]|[/,.][0-9]|-[^\W_])"
)
_CHAINED = re.compile(r"[0-9]+(?:[-–/.:][0-9]+){2,}")
_LONG_CHAIN = re.compile(r"[0-9]+(?:[-–/.:,+][0-9]+){9,}")
_SCORE = re.compile(r"([0-9]{1,2}) ?[-–] ?([0-9]{1,2})(?![0-9/%-]|[.,][0-9])")
_SCORED = re.compile(
    r"(?:t[ỷỉ] số|thắng|thua|hòa|hoà|đánh bại|dẫn trước|dẫn|vượt qua|ấn định|gỡ)(?!\w)(?: [^\W\d_]+){0,7} \(?$"
)
_WORD_FRACTION = re.compile(r"([^\W\d_]+) phần ([^\W\d_]+)(?!\w)")
_ORDINAL = re.compile(
    r"thứ (?:([0-9]{1,4})(?![0-9/]|[.,][0-9])|([ivxlc]{1,7})(?!\w)|(nhất|nhì|tư)(?!\w))"
)
_ORDINAL_WORDS = {"nhất": 1, "nhì": 2, "tư": 4}
_PART_OF = re.compile(r" (?:tổng )?số (?=[^\W\d_])| tổng (?=[^\W\d_])")
_HALF_UNIT = re.compile(r" rưỡi(?!\w)")
_COMPOUND = re.compile(
    r" (?:và )?([0-9]{1,3}|[^\W\d_]+(?: [^\W\d_]+)?) (năm|tháng|tuần|ngày|giờ|phút|giây)(?!\w)"
)
_SECONDS = {"giây": 1, "phút": 60, "giờ": 3600, "ngày": 86400}
_MONTHS = {"tháng": 1, "năm": 12}
_YEAR_AFTER = re.compile(rf" năm (?:học )?{dates.YEAR}(?! ?[-–—] ?[0-9]{{4}})")
_CUMULATIVE = re.compile(
    r"(?:l[ũu][yỹ] kế|tính chung|cộng dồn|sơ kết|luỹ kế)(?: (?:trong|cả|công tác|đến hết|của|tình hình|hoạt động)"
    r"(?: trong)?)? $"
)
_ENUMERATION = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.)] ?(?=[^\W\d_])|[-–] ?(?=[^\W\d_])|\. )"
)
_LIST_BEFORE = frozenset(".;:\n!?…")
_MONEY_BEFORE = re.compile(
    r"(?:vốn|giá|thu|chi|phí|lãi|lỗ|nợ|tiền|trị giá|doanh thu|đầu tư|thưởng|phạt|ngân sách|tài trợ|ủng hộ|vay|thuế)"
    r"[^.;\n]{0,24}$"
)
_WINDOW = 64
_TEMPERATURE = frozenset(("độ", "độ c", "c", "°c", "ºc", "°", "º", "oc", "độ f", "°f"))


def find(text: str) -> list[Figure]:
    """The figures of `text` in order, none overlapping another."""
    page = Page(text)
    return [
        Figure(page.start_of(start), page.end_of(end), label, value, unit)
        for start, end, label, value, unit in _Scanner(page).run()
    ]


class _Scanner:
    """The state of one pass: the text, what was found, and how far it is understood."""

    def __init__(self, page: Page) -> None:
        self.low = page.low
        self.text = page.text
        self.found: list[Figure] = []
        self.pos = 0
        self._english: bool | None = None

    def run(self) -> list[Figure]:
        for match in _ANCHOR.finditer(self.low):
            start = match.start()
            if start < self.pos:
                continue
            word = match[0]
            if word[0].isdigit():
                self._digits(start, match.end())
            else:
                self._word(start, word)
        return self.found

    # Taking and skipping

    def _take(
        self, start: int, end: int, label: str, value: str | None = None, unit: str | None = None
    ) -> bool:
        self.found.append(Figure(start, end, label, value, unit))
        self.pos = end
        return True

    def _skip(self, end: int) -> bool:
        self.pos = end
        return True

    def _date(self, start: int, found: tuple[int, str | None] | None) -> bool:
        return found is not None and self._take(start, found[0], "DATE", found[1])

    def _is_english(self) -> bool:
        if self._english is None:
            self._english = is_english(self.low)
        return self._english

    # Words

    def _word(self, start: int, word: str) -> None:
        low = self.low
        if word in ("ngày", "mùng", "mồng"):
            if start and self._counted_before(start):
                return
            found = dates.days(low, start)
            if found and (found[2].worded or word == "ngày"):
                self._take(self._weekday_start(start), found[0], "DATE", found[1])
        elif word == "rằm":
            if low.startswith("tháng ", start + 4) and (month := dates.months(low, start + 4)):
                self._take(start, month[0], "DATE")
        elif word == "tháng":
            if (
                words_before(low, start)[0] in ("mạng",)
                and not low[start + 6 : start + 7].isdigit()
            ):
                self._skip(start + 6)
                return
            self._date(start, dates.months(low, start))
        elif word in ("quý", "quí"):
            self._date(start, dates.quarters(low, start))
        elif word == "năm":
            self._year_word(start)
        elif word == "thứ" or word == "chủ nhật":
            self._thu(start)
        elif word in _NUMBER_WORDS:
            self._number_word(start, word)
        else:
            self._date(start, dates.period(low, start) or dates.century(low, start))

    def _counted_before(self, start: int) -> bool:
        return bool(self.found) and self.found[-1].end > start

    def _weekday_start(self, start: int) -> int:
        return start

    def _year_word(self, start: int) -> None:
        low = self.low
        if words_before(low, start)[0] == "những" and (decade := dates.decade(low, start)):
            self._date(start, decade)
            return
        if self._date(start, dates.period(low, start) or dates.years(low, start)):
            return
        self._number_word(start, "năm")

    def _thu(self, start: int) -> None:
        """A weekday, with the date that follows it, or an ordinal."""
        low = self.low
        weekday = dates.WEEKDAY.match(low, start)
        if weekday:
            link = dates.AFTER_WEEKDAY.match(low, weekday.end())
            day = dates.days(low, link.end()) if link else None
            if day and (day[2].month is not None or day[2].worded):
                self._take(start, day[0], "DATE", day[1])
                return
            if low.startswith("chủ", start):
                return
            if context.is_weekday(low, self.text, start, start + 4, weekday.end()):
                self._take(start, weekday.end(), "DATE")
                return
        match = _ORDINAL.match(low, start)
        if match:
            value: Decimal | int | None
            if match[1]:
                value = int(match[1])
            elif match[3]:
                value = _ORDINAL_WORDS[match[3]]
            else:
                value = roman(match[2])
            end = match.end()
        else:
            numeral = numeral_at(low, start + 4)
            if numeral is None and low.startswith("thứ năm", start):
                numeral = Numeral(start + 7, Decimal(5), Decimal(5), worded=True)
            if numeral is None or not numeral.worded:
                return
            value, end = numeral.value, numeral.end
        if value is None:
            return
        if words_before(low, start)[0] in ("lần", "họp") and context.in_meeting(low, start):
            self._skip(end)
            return
        self._take(start, end, "ORDINAL", plain(Decimal(value)))

    def _number_word(self, start: int, word: str) -> None:
        low, text = self.low, self.text
        if word == "nửa" and self._date(start, dates.half(low, start)):
            return
        before = words_before(low, start)
        if before[0] in ("thứ", "hạng", "tháng", "lớp", "loại", "mùng", "giải"):
            return
        fraction = self._word_fraction(start)
        if fraction:
            return
        if low.startswith("một nửa", start):
            self._half_of(start)
            return
        numeral = numeral_at(low, start)
        if numeral is None:
            numeral = self._lone_word(start, word)
            if numeral is None:
                return
        if self._is_name(start, numeral.end):
            self._skip(numeral.end)
            return
        self._measured(start, numeral, before)

    def _word_fraction(self, start: int) -> bool:
        match = _WORD_FRACTION.match(self.low, start)
        if not match:
            return False
        ones = {**_ONES, "mười": 10, "năm": 5, "tư": 4}
        first, last = ones.get(match[1]), ones.get(match[2])
        if first is None or last is None or first >= last:
            return False
        return self._take(
            start, match.end(), "CARDINAL", f"{first}/{last}", self._whole(match.end())
        )

    def _half_of(self, start: int) -> None:
        """`một nửa`, of what stands after it."""
        end = start + len("một nửa")
        if words_before(self.low, start)[0] in ("là", "như", "nhau") or _VAGUE_HALF.match(
            self.low, end
        ):
            self._skip(end)
        else:
            self._take(start, end, "CARDINAL", "0.5", self._whole(end))

    def _lone_word(self, start: int, word: str) -> Numeral | None:
        """`nửa` before a unit, `một nửa`, `năm` as five before a known noun."""
        low = self.low
        end = start + len(word)
        if word == "nửa":
            unit = unit_at(low, self.text, end)
            if unit and unit.kind in ("period", "measure", "money") and unit.name not in ("đêm",):
                return Numeral(end, Decimal("0.5"), Decimal("0.5"), worded=True)
            return None
        if word == "năm" and _FIVE_YEARS.match(low, end):
            return Numeral(end, Decimal(5), Decimal(5), worded=True)
        if word == "năm":
            unit = unit_at(low, self.text, end)
            before = words_before(low, start)[0]
            if unit and unit.known and before not in _YEAR_BEFORE and unit.name not in _NOT_FIVE:
                return Numeral(end, Decimal(5), Decimal(5), worded=True)
        return None

    def _is_name(self, start: int, end: int) -> bool:
        """Whether a capital number word begins or continues a name (`Ba Đình`, `Hai Bà Trưng`)."""
        text = self.text
        if not text[start].isupper() or text[start : start + 2].isupper():
            return False
        follows = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        before = text[max(0, start - 2) : start]
        opens = (
            start == 0 or before[-1:] == "\n" or before[:1] in '.!?:…“"(' or before[-1:] in '“"('
        )
        return follows or not opens

    # Digits

    def _digits(self, start: int, run_end: int) -> None:
        low, text = self.low, self.text
        if low[start - 1 : start] == "+" and (phone := context.FOREIGN_PHONE.match(low, start)):
            self._skip(phone.end())
            return
        if context.in_code(low, start):
            self._skip(max(run_end, context.code_end(low, start)))
            return
        if run_end - start > 40:
            self._skip(run_end)
            return
        if (chain := _LONG_CHAIN.match(low, start)) is not None:
            # No figure joins that many numbers, and looking at each of them would take long.
            self._skip(context.code_end(low, chain.end()))
            return
        if context.in_address(text, start):
            self._skip(max(run_end, context.code_end(low, start)))
            return
        if plate := context.PLATE.match(text, start):
            self._skip(plate.end())
            return
        document = context.DOCUMENT.match(text, start)
        if document and not low.startswith(_CURRENCY_CODES, run_end + 1):
            self._skip(document.end())
            return
        if (
            low[start] in "01"
            and (phone := context.PHONE.match(low, start))
            and self._is_phone(start, phone)
        ):
            self._skip(phone.end())
            return
        if self._list_mark(start, run_end):
            return
        before = words_before(low, start)
        if self._calendar(start, run_end, before):
            return
        numeral = numeral_at(low, start, self._ambiguous(start))
        if numeral is None:
            self._skip(max(run_end, context.code_end(low, start)))
            return
        self._measured(start, numeral, before)

    def _ambiguous(self, start: int) -> bool:
        """Whether the number at `start` can be read both ways and the text writes English style."""
        match = _AMBIGUOUS.match(self.low, start)
        if match is None or not self._is_english():
            return False
        # `1.250` is twelve hundred and fifty unless commas mark the thousands elsewhere.
        return "," in match[0] or marks_thousands_by_commas(self.low)

    def _is_phone(self, start: int, match: re.Match[str]) -> bool:
        digits = sum(char.isdigit() for char in match[0])
        if self.low[start] == "0":
            return digits >= 9
        before = words_before(self.low, start)
        return digits >= 6 and (match[0][4] in " .-" or before[0] in _CALLS)

    def _list_mark(self, start: int, run_end: int) -> bool:
        low, text = self.low, self.text
        before = low[start - 1] if start else "\n"
        after = low[run_end : run_end + 1]
        if run_end - start <= 2 and before in "([" and after in ")]" and after:
            listed = before == "(" and text[start - 2 : start - 1] == " "
            if (
                listed
                and low[run_end + 1 : run_end + 2] in _CLOSED
                and text[start - 3 : start - 2].isalpha()
            ):
                # `Hà Nội (20), Huế (7)`, and not `(1) Mức ...`.
                return self._take(start, run_end, "CARDINAL", str(int(low[start:run_end])))
            return self._skip(run_end + 1)
        if run_end - start > 2:
            return False
        opens = before == "\n" or (before == " " and start > 1 and low[start - 2] in _LIST_BEFORE)
        if not opens:
            return False
        match = _ENUMERATION.match(text, start)
        if match is None:
            return False
        end = match.end()
        mark = match[0].rstrip()[-1]
        if mark == "." and before != "\n" and not text[end : end + 1].isupper():
            return False
        if mark in "-–" and before != "\n" and not text[end : end + 1].isupper():
            return False
        if "." in match[0][:-2] and mark != "." and mark != ")":
            return False
        unit = unit_at(low, text, end - 1) if mark == "." else None
        if unit and unit.kind in ("measure", "percent") and not text[end : end + 1].isupper():
            return False
        return self._skip(end - 1)

    def _calendar(self, start: int, run_end: int, before: tuple[str, str, str]) -> bool:
        """A date or time of day that begins with digits."""
        low = self.low
        if _ROUND_THE_CLOCK.match(low, start):
            return self._skip(context.code_end(low, start))
        time = time_at(low, start)
        if time:
            return self._take(start, time[0], "TIME", time[1])
        if run_end - start == 4:
            return self._year(start, run_end, before)
        if run_end - start > 2:
            return False
        after = low[run_end : run_end + 1]
        after_blank = low[run_end + 1 : run_end + 2]
        if after not in "/-–.," and not (after == " " and after_blank in "/-–tđvhc&"):
            return False
        day = dates.days(low, start)
        if day is None:
            return self._month_year(start, before)
        end, value, last = day
        if last.month is None:
            return self._month_year(start, before)
        span = low[start:end]
        complete = last.year is not None or "tháng" in span
        if not complete and last.short and not context.tells_day(before) and low[run_end] == ".":
            return False
        if not complete and not last.short:
            if context.names_place(before) and context.tells_which(before, False):
                return self._skip(end)
            if not self._is_day_month(start, end, span, before):
                return False
        elif last.year is not None and "tháng" not in span and before[0] in ("số", "định", "tư"):
            if span.count("/") == 1 or before[0] == "số":
                return self._skip(context.code_end(low, start))
        return self._take(start, end, "DATE", value)

    def _month_year(self, start: int, before: tuple[str, str, str]) -> bool:
        low = self.low
        found = dates.month_year(low, start)
        if found is None:
            return False
        if context.tells_which(before, False) or low[start - 1 : start] == "-":
            return self._skip(found[0])
        return self._take(start, found[0], "DATE", found[1])

    def _is_day_month(self, start: int, end: int, span: str, before: tuple[str, str, str]) -> bool:
        """Whether two short numbers with a mark between them are a day and a month."""
        low = self.low
        if context.names_place(before):
            return False
        if low[start - 1 : start] == "(" and low[end : end + 1] == ")":
            if words_before(low, start - 1)[0] in ("nay", "qua", "ngày", "kia", "này"):
                return True
        if context.tells_day(before):
            if before[0] in ("đến", "từ", "tới", "qua", "sau", "trước") and "-" in span:
                return not counts_something(low, self.text, end)
            return True
        if self._continues_dates(start):
            return True
        if "." in span or ("-" in span and "/" not in span) or ("–" in span and "/" not in span):
            return False
        day, month = (int(part) for part in re.findall("[0-9]+", span)[:2])
        if "-" in span or "–" in span or "đến" in span or "," in span or "và" in span:
            return True
        if context.tells_share(before) or context.tells_which(before, False):
            return day > month and not context.tells_which(before, False)
        if counts_something(low, self.text, end):
            return day > month
        return True

    def _continues_dates(self, start: int) -> bool:
        if not self.found or self.found[-1].label != "DATE":
            return False
        between = self.low[self.found[-1].end : start]
        return len(between) < 16 and bool(_BETWEEN_DATES.fullmatch(between))

    def _year(self, start: int, run_end: int, before: tuple[str, str, str]) -> bool:
        """What begins with four digits: a day with its year first, a span of years, a bare year."""
        low, text = self.low, self.text
        if self._date(start, dates.iso_day(low, start)):
            return True
        if context.tells_which(before, False):
            return False
        if self._date(start, dates.year_span(low, start)):
            return True
        if month := dates.month_year(low, start):
            return self._take(start, month[0], "DATE", month[1])
        match = dates.BARE_YEAR.match(low, start)
        if match is None or not 1900 <= int(match[1]) <= 2099:
            return False
        unit = unit_at(low, text, run_end)
        if unit is not None and (unit.known or low[run_end : run_end + 1] != " "):
            return False
        if unit is not None and before[0] not in _YEAR_CUES:
            return False
        if low[run_end : run_end + 1] in ("/", "-") and low[run_end + 1 : run_end + 2].isdigit():
            return False
        if self._continues_dates(start) or before[0] in _YEAR_CUES:
            return self._take(start, run_end, "DATE", match[1])
        if low[start - 1 : start] == "(" and low[run_end : run_end + 1] in (")", ",", ";"):
            return self._take(start, run_end, "DATE", match[1])
        if self._after_name(start):
            return self._skip(run_end)
        if before[0]:
            return (
                self._take(start, run_end, "DATE", match[1]) if before[0] not in _REACHED else False
            )
        return False

    def _after_name(self, start: int) -> bool:
        """Whether a capital word stands right before `start` inside a sentence."""
        text = self.text
        if start < 2 or text[start - 1] != " ":
            return False
        left = text[max(0, start - 40) : start - 1].rpartition("\n")[2]
        word = left.rsplit(" ", 1)[-1]
        if not word or not word[-1].isalnum():
            return False
        word = word.lstrip("“\"'(")
        if not word or "\n" in word or not any(char.isupper() for char in word):
            return False
        if word.lower() in _OPENERS:
            return False
        # In a heading of capitals every word looks like a name.
        return not (len(word) > 1 and " " in left.strip() and left[-20:].isupper())

    # Numbers and what they count

    def _measured(self, start: int, numeral: Numeral, before: tuple[str, str, str]) -> None:
        """Takes the figure that a numeral begins, whatever its label, or goes on behind it."""
        low, text = self.low, self.text
        if not numeral.worded and self._fraction(start, before):
            return
        if not numeral.worded and self._score(start, numeral):
            return
        first, last = numeral, numeral
        if (second := self._range(start, numeral)) is not None:
            first, last = numeral, second
        unit = unit_at(low, text, last.end)
        if second is None and not numeral.worded and self._irregular(start, numeral, before, unit):
            return
        if unit is None:
            if second is not None:
                self._bare_range(start, first, last, before)
                return
            self._sign_or_alone(start, numeral, before)
            return
        value = self._value(first, last if second else None)
        if unit.kind == "percent":
            end, _ = rate_after(low, text, unit.end, worded=True)
            self._take(self._minus(start), end, "PERCENT", self._signed(start, value), "%")
        elif unit.kind == "money":
            self._money(start, value, unit)
        elif unit.kind == "measure":
            self._quantity(start, value, unit, before)
        elif unit.kind == "period":
            self._duration(start, first, last, value, unit, before)
        else:
            self._count(start, first, last, value, unit, before)

    def _value(self, first: Numeral, last: Numeral | None) -> str:
        if last is None:
            return plain(first.value)
        low_end = first.value
        if (
            first.magnitude == 1
            and last.magnitude > 1
            and first.value * last.magnitude <= last.value
        ):
            low_end = first.value * last.magnitude
        return f"{plain(low_end)}/{plain(last.value)}"

    def _range(self, start: int, first: Numeral) -> Numeral | None:
        """The second number of a range whose first has no unit of its own."""
        low = self.low
        link = _RANGE.match(low, first.end)
        if link is None:
            return None
        second = numeral_at(low, link.end(), self._ambiguous(link.end()))
        if second is None or (first.worded != second.worded and "-" in link[0]):
            return None
        if _CHAINED.match(low, start) and not first.formatted and link[0].strip() in ("-", "–"):
            return None
        if (
            low[second.end : second.end + 1] in ("/", "-", "–", ":")
            and low[second.end + 1 : second.end + 2].isdigit()
        ):
            return None
        if time_at(low, link.end()):
            return None
        low_end = first.value
        if (
            first.magnitude == 1
            and second.magnitude > 1
            and first.value * second.magnitude <= second.value
        ):
            low_end = first.value * second.magnitude
        return second if low_end < second.value else None

    def _fraction(self, start: int, before: tuple[str, str, str]) -> bool:
        """A part of a whole: `7/16`."""
        low, text = self.low, self.text
        match = _FRACTION.match(low, start)
        if match is None:
            return False
        end = match.end()
        if low[end : end + 1].isalpha() and unit_at(low, text, end) is None:
            return self._skip(context.code_end(low, start))
        known = counts_something(low, text, end)
        if context.tells_which(before, known) or (before[0] in ("vòng", "tỷ", "nhà") and not known):
            return self._skip(end)
        if context.names_place(before) and not known:
            return self._skip(end)
        if self._after_name(start) and not known and low[end : end + 1] not in (" ",):
            return self._skip(end)
        first, last = (
            part.replace(".", "") if _GROUPED.fullmatch(part) else part for part in match.groups()
        )
        if "." in first or "." in last or not int(last):
            return False
        first = first.replace(",", ".")
        unit = unit_at(low, text, end)
        if unit and unit.kind == "measure":
            return self._take(start, unit.end, "QUANTITY", f"{first}/{last}", unit.name)
        return self._take(start, end, "CARDINAL", f"{first}/{last}", self._whole(end))

    def _whole(self, end: int) -> str | None:
        """What the part is a part of: the noun after it, or after `số` and `tổng số`."""
        part = _PART_OF.match(self.low, end)
        at = part.end() if part else end + 1
        if not part and not self.low.startswith(" ", end):
            return None
        unit = noun_at(self.low, self.text, at)
        return unit.name if unit else None

    def _irregular(
        self, start: int, numeral: Numeral, before: tuple[str, str, str], unit: Unit | None
    ) -> bool:
        """Skips what looks like a number and is none: versions, scores' chains, glued letters."""
        low = self.low
        after = low[numeral.end : numeral.end + 1]
        chained = _CHAINED.match(low, start)
        if chained and not numeral.formatted and chained.end() > numeral.end:
            return self._skip(context.code_end(low, start))
        if after and (after.isalpha() or after == "_") and unit is None:
            return self._skip(context.code_end(low, start))
        if low[start] == "0" and numeral.end - start > 2 and not numeral.formatted and unit is None:
            return self._skip(numeral.end)
        return False

    def _score(self, start: int, numeral: Numeral) -> bool:
        """The score of a match: `thắng 2-1`."""
        low = self.low
        score = _SCORE.match(low, start)
        if not score or numeral.formatted or not _SCORED.search(low, max(0, start - 60), start):
            return False
        if counts_something(low, self.text, score.end()):
            return False
        return self._take(start, score.end(), "CARDINAL", f"{int(score[1])}/{int(score[2])}")

    def _bare_range(
        self, start: int, first: Numeral, last: Numeral, before: tuple[str, str, str]
    ) -> None:
        if context.tells_which(before, False) or self._after_name(start):
            self._skip(self._chain_end(last.end))
        elif first.formatted or context.may_stand_alone(before):
            self._take(start, last.end, "CARDINAL", self._value(first, last))
        else:
            self._skip(last.end)

    def _minus(self, start: int) -> int:
        """Where the number begins with its minus sign."""
        low = self.low
        if start > 1 and low[start - 1] in "-−" and low[start - 2] in " (":
            return start - 1
        return start

    def _signed(self, start: int, value: str) -> str:
        return value if self._minus(start) == start else "-" + value

    def _money(self, start: int, value: str, unit: Unit) -> None:
        low = self.low
        end = unit.end
        if _HALF_UNIT.match(low, end):
            end += len(" rưỡi")
        end, base = rate_after(low, self.text, end, worded=True)
        self._take(self._prefix(start), end, "MONEY", value, unit.name + base)

    def _prefix(self, start: int) -> int:
        """Where a number begins with the currency sign that stands before it."""
        match = _SIGN_BEFORE.search(self.low, max(0, start - 5, self.pos), start)
        return match.start() if match else start

    def _quantity(self, start: int, value: str, unit: Unit, before: tuple[str, str, str]) -> None:
        low = self.low
        end, name = unit.end, unit.name
        if half := _HALF_UNIT.match(low, end):
            if "/" not in value:
                value = plain(Decimal(value) + Decimal("0.5"))
            end = half.end()
        if (
            context.tells_which(before, False)
            and low[start:end].startswith(("1 ", "2 "))
            and name == "m"
        ):
            self._skip(end)
            return
        end, base = rate_after(low, self.text, end, worded=False)
        begin = start
        if name.lower() in _TEMPERATURE:
            begin, value = self._minus(start), self._signed(start, value)
        self._take(begin, end, "QUANTITY", value, name + base)

    def _duration(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: tuple[str, str, str],
    ) -> None:
        low, text = self.low, self.text
        number_end = last.end
        name = unit.name
        if name == "h" and text[unit.start : unit.end] not in ("h", "H"):
            self._skip(unit.end)
            return
        if name == "năm" and (_YEAR_AFTER.match(low, number_end)):
            self._alone(start, last, before)
            return
        if (
            name == "ngày"
            and _DAY_AFTER.match(low, number_end)
            and (low[start:number_end].isdigit() and context.tells_which(before, False))
        ):
            self._skip(number_end)
            return
        if (
            name in ("ngày", "tháng")
            and first is last
            and before[0] in ("lần", "số", "lớp", "quận", "phường")
        ):
            self._alone(start, last, before)
            return
        if low[start:number_end] == "một" and self._idle_one(unit.end, name, before):
            self._skip(number_end)
            return
        stretch = dates.stretch(low, number_end, last.value)
        if stretch:
            self._take(start, stretch[0], "DATE", stretch[1] if first is last else None)
            return
        if name == "tháng" and _CUMULATIVE.search(low, max(0, start - 40), start):
            self._take(start, unit.end, "DATE")
            return
        end = unit.end
        if half := _HALF_UNIT.match(low, end):
            end = half.end()
            if first is last:
                value = plain(last.value + Decimal("0.5"))
        elif first is last:
            end, value, name = self._compound(end, last.value, name)
        end, base = rate_after(low, text, end, worded=False)
        self._take(start, end, "DURATION", value, name + base)

    def _compound(self, end: int, number: Decimal, name: str) -> tuple[int, str, str]:
        """Takes in smaller parts: `2 năm 6 tháng` is 30 months."""
        total = number
        while match := _COMPOUND.match(self.low, end):
            for scale in (_MONTHS, _SECONDS):
                if name in scale and match[2] in scale and scale[name] > scale[match[2]]:
                    break
            else:
                break
            if match[2] in ("năm", "tháng", "ngày") and re.match(
                r" [0-9]{4}(?![0-9])", self.low[match.end() :][:6]
            ):
                break
            part = numeral_at(self.low, match.start(1))
            if part is None or part.end != match.end(1) or part.formatted:
                break
            total = total * (scale[name] // scale[match[2]]) + part.value
            name, end = match[2], match.end()
        return end, plain(total), name

    def _idle_one(self, end: int, name: str, before: tuple[str, str, str]) -> bool:
        """Whether `một` before a word of time counts nothing (`một ngày nào đó`)."""
        low = self.low
        return low.startswith(
            (" nào", " kia", " nọ", " không xa", " gần đây", " đẹp trời", " mới"), end
        ) or (before[0] in ("từng", "là", "mỗi", "như") and name in ("ngày", "năm"))

    def _count(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: tuple[str, str, str],
    ) -> None:
        low, text = self.low, self.text
        name = unit.name
        number = low[start : last.end]
        if name.lower() == "lần":
            self._times(start, first, last, value, unit, before)
            return
        follows = unit.known and (name[0].islower() or name.isupper())
        if context.tells_which(before, follows):
            if last.magnitude == 1 and not (last.formatted and before[0] in ("mức", "số")):
                self._skip(self._chain_end(last.end))
                return
        if first.worded and not self._word_counts(start, number, unit, before):
            self._skip(last.end)
            return
        if not first.worded and not unit.known:
            if self._after_name(start) and not last.formatted:
                self._skip(self._chain_end(last.end))
                return
            if low[last.end : last.end + 1] != " ":
                self._skip(last.end)
                return
        if last.magnitude >= 10**6 and not unit.known:
            if _MONEY_BEFORE.search(low, max(0, start - 40), start):
                self._take(start, last.end, "MONEY", value, "VND")
                return
        end, base = rate_after(low, text, unit.end, worded=False)
        if base and "/" in base and _MEASURED_BASE.match(base):
            self._take(start, end, "QUANTITY", value, name + base)
            return
        self._take(start, last.end, "CARDINAL", value, name)

    def _times(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: tuple[str, str, str],
    ) -> None:
        """`lần`: a multiplier after `gấp`, `tăng` and with a decimal part, else a count."""
        low = self.low
        number = low[start : last.end]
        multiplier = (
            last.formatted
            or before[0] in _MULTIPLIES
            or before[1] in _MULTIPLIES
            or low.startswith(_TIMES_AFTER, unit.end)
        )
        end = unit.end
        if half := _HALF_UNIT.match(low, end):
            end, value, multiplier = half.end(), plain(last.value + Decimal("0.5")), True
        if multiplier:
            self._take(start, end, "QUANTITY", value, unit.name)
        elif number == "một":
            self._skip(end)
        else:
            end, base = rate_after(low, self.text, unit.end, worded=False)
            if base:
                self._take(start, end, "QUANTITY", value, unit.name + base)
            else:
                self._take(start, last.end, "CARDINAL", value, unit.name)

    def _word_counts(
        self, start: int, number: str, unit: Unit, before: tuple[str, str, str]
    ) -> bool:
        """Whether a number word really counts the noun after it."""
        low = self.low
        if number == "một":
            return unit.known and self._one_counts(start, unit, before)
        if " " in number:
            return unit.known or len(number.split()) > 1
        if number == "ba" and unit.name in ("mẹ", "má", "lô", "lăng"):
            return False
        if number == "chín" and before[0] in ("lúa", "trái", "quả", "nấu", "đã", "gần", "sắp"):
            return False
        if before[0] in ("từng", "một") or low.startswith(" một", unit.end):
            return number != "hai" or before[0] != "một"
        return unit.known

    def _one_counts(self, start: int, unit: Unit, before: tuple[str, str, str]) -> bool:
        """`một` counts beside another count, after words of limit, and where people come to harm."""
        low = self.low
        if before[0] in ("từng", "mỗi", "là", "như", "thành", "cùng"):
            return False
        if unit.name.lower() in _VAGUE:
            return False
        after = low[unit.end : unit.end + 48]
        if _HARM.match(after) and unit.name.lower() in _PEOPLE:
            return True
        if before[0] in _LIMITS or f"{before[1]} {before[0]}" in _LIMITS:
            return True
        return bool(_OTHER_COUNT.match(after)) or self._after_count(start)

    def _after_count(self, start: int) -> bool:
        if not self.found or self.found[-1].label != "CARDINAL":
            return False
        between = self.low[self.found[-1].end : start]
        return len(between) < 40 and bool(re.fullmatch(r"[^.;:\n]*(?:,| và) ", between))

    def _sign_or_alone(self, start: int, numeral: Numeral, before: tuple[str, str, str]) -> None:
        low = self.low
        match = _SIGN_BEFORE.search(low, max(0, start - 5, self.pos), start)
        if match and not numeral.worded:
            sign = match[0].strip().replace("us$", "$")
            code = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}.get(sign, sign.upper())
            end, base = rate_after(low, self.text, numeral.end, worded=False)
            self._take(match.start(), end, "MONEY", plain(numeral.value), code + base)
            return
        self._alone(start, numeral, before)

    def _alone(self, start: int, numeral: Numeral, before: tuple[str, str, str]) -> None:
        """A number with nothing after it that it counts."""
        low = self.low
        value = plain(numeral.value)
        if numeral.worded:
            if low[start : numeral.end] == "nửa" or " " not in low[start : numeral.end]:
                self._skip(numeral.end)
            else:
                self._take(start, numeral.end, "CARDINAL", value)
            return
        if numeral.magnitude >= 10**9 or (
            numeral.magnitude >= 10**6 and _MONEY_BEFORE.search(low, max(0, start - 40), start)
        ):
            self._take(start, numeral.end, "MONEY", value, "VND")
            return
        if context.tells_which(before, False):
            if numeral.formatted and before[0] in ("mức", "số"):
                self._take(start, numeral.end, "CARDINAL", value)
            else:
                self._skip(self._chain_end(numeral.end))
            return
        if _NO_FIGURE.match(low, start):
            self._skip(numeral.end)
            return
        large = numeral.formatted or numeral.value >= 100 or numeral.magnitude > 1
        if self._after_name(start) and not (numeral.formatted and numeral.value >= 1000):
            self._skip(self._chain_end(numeral.end))
        elif low[start - 1 : start] in ("", "\n") and low[numeral.end : numeral.end + 1] in (
            "",
            "\n",
        ):
            if numeral.formatted or numeral.magnitude > 1:
                self._take(start, numeral.end, "CARDINAL", value)
            else:
                self._skip(numeral.end)
        elif numeral.end - start >= 8 and not numeral.formatted:
            self._skip(numeral.end)
        elif large or context.may_stand_alone(before):
            self._take(start, numeral.end, "CARDINAL", value)
        else:
            self._skip(numeral.end)

    def _chain_end(self, end: int) -> int:
        """Where a list of such numbers ends: `mức 3, 4`."""
        for _ in range(12):
            link = context.CHAIN_LINK.match(self.low, end)
            if link is None or counts_something(self.low, self.text, link.end()):
                break
            end = link.end()
        return end


_CLOSED = frozenset(",;.")
_FIVE_YEARS = re.compile(r" năm(?! [0-9])(?!\w)")
_VAGUE_HALF = re.compile(r"[^\W]| (?:kia|còn lại|nữa|thế giới|vời)(?!\w)")
_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_AMBIGUOUS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}(?![0-9.,])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_CURRENCY_CODES = ("usd", "vnd", "vnđ", "eur", "jpy", "gbp", "cny", "đồng")
_CALLS = words("đài hotline thoại đt nóng số")
_ROUND_THE_CLOCK = re.compile(r"24/(?:24|7)(?![0-9/])|24 ?/ ?7(?![0-9/])")
_NO_FIGURE = re.compile(r"[0-9]\.0(?![0-9])")
_BETWEEN_DATES = re.compile(r" ?[-–—] ?|,? (?:và|hoặc|đến|tới|cho đến|đến hết|đến ngày) |, ?|; ")
_DAY_AFTER = re.compile(r" ngày [0-9]{1,2}[/-]")
_SIGN_BEFORE = re.compile(r"(?:(?:us)?\$|€|£|¥|(?<![\w])(?:usd|vnd|eur|gbp)) ?$")
_YEAR_BEFORE = words(
    """
    hằng hàng mỗi cả trong cuối đầu giữa các những một nhiều từng mấy bao quanh qua
    """
)
_NOT_FIVE = words(
    """
    năm ngày học bản tháng vụ số thứ bậc kỳ đầu mùa lần qua mặt tuổi phần mới
    """
)
_YEAR_CUES = words(
    """
    hè xuân thu đông tết vụ mùa từ đến tới trước sau cuối đầu giữa với trong hết qua khóa niên
    trở kỳ nay khoảng kể vào sn sinh
    """
)
_REACHED = words(
    """
    đạt là còn lên xuống gồm có bằng hơn gần trên dưới thêm được cộng chỉ tăng giảm mốc
    """
)
_OPENERS = words(
    """
    có trong khoảng hơn gần đạt với và từ đến tới trên dưới tại cả các những còn gồm là được chỉ
    sau trước đã tổng thêm cùng ước đối riêng nhờ hiện theo bị ít tối về năm ngày tháng quý kỳ
    thu bán mua
    """
)
_MULTIPLIES = words(
    """
    gấp tăng giảm hơn bằng gần cao thấp lớn nhanh nhiều nhỏ kém lên vượt
    """
)
_TIMES_AFTER = (
    " so với",
    " cùng kỳ",
    " mức",
    " kế hoạch",
    " chỉ tiêu",
    " giá",
    " hơn",
    " quy định",
    " năm ngoái",
)
_MEASURED_BASE = re.compile(
    r"/(?:km|ha|m|năm|tháng|tuần|ngày|giờ|phút|người|hộ|1|héc|lớp|xã|giây|buổi|đêm|vụ|kg)"
)
_PEOPLE = words(
    """
    người cháu em bé trẻ nạn nhân công nhân học sinh thuyền viên ngư dân tài xế trẻ em
    """
) | {
    "nạn nhân", "công nhân", "học sinh", "thuyền viên", "ngư dân", "tài xế", "trẻ em", "cháu bé", "em bé", "người dân",
}  # fmt: skip
_HARM = re.compile(
    r"(?: [^\W\d_]+){0,3}? (?:chết|tử vong|thiệt mạng|mất tích|bị thương|thương vong|trọng thương|nguy kịch|bị bắt)"
)
_VAGUE = frozenset(
    (
        "số",
        "phần",
        "bên",
        "mặt",
        "bộ phận",
        "loạt",
        "thứ",
        "chỗ",
        "nơi",
        "lối",
        "đôi",
        "đời",
        "bước",
    )
)
_LIMITS = frozenset(
    (
        "chỉ có",
        "chỉ còn",
        "ít nhất",
        "chỉ",
        "tối đa",
        "tối thiểu",
        "hơn",
        "gần",
        "đúng",
        "khiến",
        "làm",
        "còn",
        "thêm",
    )
)
_OTHER_COUNT = re.compile(
    r"(?: [^\W\d_]+){0,4}(?:,| và) (?:[0-9]{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một) [^\W\d_]"
)
