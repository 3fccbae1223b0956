"""Dates, weekdays, ordinals and times of day where the scanner meets them in a text."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from curator.figures import context, dates
from curator.figures.context import Before, words_before
from curator.figures.counted import counts_something, unit_at
from curator.figures.lexicon import words
from curator.figures.numerals import Numeral, numeral_at, plain, roman
from curator.figures.scan import Scan
from curator.figures.times import time_at

_ORDINAL = re.compile(
    r"thứ (?:([0-9]{1,4})(?:/[0-9]{1,4})?(?![0-9/]|[.,][0-9])|([ivxlc]{1,7})(?!\w)"
    r"|(nhất|nhì|tư)(?!\w))"
)

_ORDINAL_WORDS = {"nhất": 1, "nhì": 2, "tư": 4}

_WEEKDAYS = {
    "thứ hai": 2, "thứ ba": 3, "thứ tư": 4, "thứ năm": 5, "thứ sáu": 6, "thứ bảy": 7, "thứ bẩy": 7,
}  # fmt: skip

_MEETINGS = words("phiên họp lần kỳ đợt cuộc buổi")

_ROUND_THE_CLOCK = re.compile(r"24/(?:24|7)(?![0-9/])|24 ?/ ?7(?![0-9/])")

_PERCENT_AFTER = re.compile(r"[.,][0-9]+ ?%")

_BETWEEN_DATES = re.compile(r" ?[-–—] ?|,? (?:và|hoặc|đến|tới|cho đến|đến hết|đến ngày) |, ?|; ")

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

# What is parted: `3/5 thu nhập`, `1/3 số hộ`.
_PART_AFTER = re.compile(
    r" (?:tổng|số|thu nhập|chi phí|sản lượng|công suất|kinh phí|ngân sách|nguồn|lượng|quỹ|diện tích"
    r"|thời gian|quãng đường|dân số|nhu cầu|khối lượng|giá trị|giá|vốn|doanh thu|lợi nhuận|đoạn"
    r"|tiền|nhiều|định mức|mức|thị phần|dung tích|lương|tuổi thọ|toàn bộ|chiều|bề mặt|cuộc đời|kế"
    r" hoạch|phần|của|là|so với|trong số)(?!\w)"
)

# Before the date of a report: `(Hà Nội, 14-11)`.
_DATELINE = re.compile(r"\([^\W\d_][^()\d\n]{1,32}, $")

_AFTER_TWELFTH = re.compile(r"(?:1[3-9]|2[0-9]|3[01])[-/](?:0?[1-9]|1[0-2])$")

_DAY_WORDS = words("nay qua ngày kia này hôm")

# What may follow the hour, after a blank or at once; empty at the end of the text.
_TIME_MARKS = frozenset(":hg-–—đt")


class DateScan(Scan):
    """The part of the scanner that tells dates and ordinals from other numbers."""

    def _thu(self, start: int) -> None:
        """A weekday, with the date that follows it, or an ordinal."""
        low = self.low
        weekday = dates.WEEKDAY.match(low, start)
        if weekday:
            link = dates.AFTER_WEEKDAY.match(low, weekday.end())
            day = dates.days(low, link.end()) if link else None
            if day and (day[2].month is not None or day[2].worded):
                end = day[0]
                bracketed = link is not None and low[link.end() - 1] == "("
                if self._counts_meeting(start, weekday.end(), day[1]):
                    self._take(start, weekday.end(), "ORDINAL", str(_WEEKDAYS[weekday[0]]))
                    return
                if not bracketed or low[end : end + 1] == ")":
                    # `Thứ Hai (01/12)` with both brackets.
                    self._take(start, end + bracketed, "DATE", day[1])
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

    def _counts_meeting(self, start: int, end: int, day: str | None) -> bool:
        """Whether `thứ hai` before a date tells which meeting: `phiên thứ hai, ngày 14/8/2025`.

        It does where the date is that of another day of the week.
        """
        low = self.low
        word = low[start:end]
        if words_before(low, start)[0] not in _MEETINGS or word not in _WEEKDAYS:
            return False
        if day is None or len(day) != len("2025-08-14") or day.startswith("-"):
            return False
        return date.fromisoformat(day).isoweekday() + 1 != _WEEKDAYS[word]

    def _calendar(self, start: int, run_end: int, before: Before) -> bool:
        """A date or time of day that begins with digits."""
        low = self.low
        if low.startswith("24", start) and _ROUND_THE_CLOCK.match(low, start):
            return self._skip(context.code_end(low, start))
        # Most numbers are followed by a blank and a word: those need no closer look.
        after = low[run_end : run_end + 1]
        may_be_time = run_end - start <= 2 and (
            after in _TIME_MARKS or low[run_end + 1 : run_end + 2] in _TIME_MARKS
        )
        if may_be_time and before[0] != "lệ" and (time := time_at(low, start)):
            return self._take(start, time[0], "TIME", time[1])
        if run_end - start == 4:
            return self._year(start, run_end, before)
        if run_end - start > 2:
            return False
        after = low[run_end : run_end + 1]
        after_blank = low[run_end + 1 : run_end + 2]
        if after not in "/-–.," and not (after == " " and after_blank in "/-–tđvhc&"):
            return False
        if after == "," and before[0] != "ngày":
            return False
        if after in ".," and _PERCENT_AFTER.match(low, run_end):
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
        elif last.year is not None and "tháng" not in span and before[0] == "số":
            return self._skip(context.code_end(low, start))
        return self._take(start, end, "DATE", value)

    def _month_year(self, start: int, before: Before) -> bool:
        low = self.low
        found = dates.month_year(low, start)
        if found is None:
            return False
        if context.tells_which(before, False) or low[start - 1 : start] == "-":
            return self._skip(found[0])
        return self._take(start, found[0], "DATE", found[1])

    def _is_day_month(self, start: int, end: int, span: str, before: Before) -> bool:
        """Whether two short numbers with a mark between them are a day and a month."""
        low = self.low
        if context.names_place(before):
            return False
        bracketed = low[start - 1 : start] == "(" and low[end : end + 1] == ")"
        if bracketed and words_before(low, start - 1)[0] in _DAY_WORDS:
            return True
        if bracketed and not span.isdigit() and _AFTER_TWELFTH.match(span):
            return True
        if low[end : end + 1] == ")" and _DATELINE.search(self.text, max(0, start - 40), start):
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
        parted = 2 <= month <= 10 and bool(_PART_AFTER.match(low, end))
        if context.tells_share(before) or context.tells_which(before, False):
            if not parted and (before[0] == "phiên" or (day > 12 and before[0] == "đợt")):
                return True
            if not parted and "ngày" in before[1:] and not context.tells_share(before):
                # `ngày khai trường 5/9`.
                return True
            return day > month and not context.tells_which(before, False)
        if day > month:
            return True
        if parted:
            return False
        return unit_at(low, self.text, end) is None

    def _continues_dates(self, start: int) -> bool:
        if not self.found or self.found[-1].label != "DATE":
            return False
        between = self.low[self.found[-1].end : start]
        return len(between) < 16 and bool(_BETWEEN_DATES.fullmatch(between))

    def _year(self, start: int, run_end: int, before: Before) -> bool:
        """What begins with four digits: a day with its year first, a span of years, a bare year."""
        low, text = self.low, self.text
        if self._date(start, dates.iso_day(low, start)):
            return True
        if self._date(start, dates.year_span(low, start)):
            return True
        if context.tells_which(before, False) and before[:2] != ("kỳ", "cùng"):
            return False
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
        if low[start - 2 : start] in ("© ", "- ", "– ") or low[start - 1 : start] == "©":
            # `© 2025`, `Báo ... - 2023`: nothing follows that could be counted.
            return unit is None and self._take(start, run_end, "DATE", match[1])
        if before[0]:
            return (
                self._take(start, run_end, "DATE", match[1]) if before[0] not in _REACHED else False
            )
        return False
