"""Dates, weekdays, ordinals and times of day where the scanner meets them in a text."""

from __future__ import annotations

import re
from decimal import Decimal

from curator.figures import context, dates
from curator.figures.context import Before, words_before
from curator.figures.counted import counts_something, unit_at
from curator.figures.lexicon import words
from curator.figures.numerals import Numeral, numeral_at, plain, roman
from curator.figures.scan import Scan
from curator.figures.times import time_at

_ORDINAL = re.compile(
    r"thứ (?:([0-9]{1,4})(?![0-9/]|[.,][0-9])|([ivxlc]{1,7})(?!\w)|(nhất|nhì|tư)(?!\w))"
)

_ORDINAL_WORDS = {"nhất": 1, "nhì": 2, "tư": 4}

_ROUND_THE_CLOCK = re.compile(r"24/(?:24|7)(?![0-9/])|24 ?/ ?7(?![0-9/])")

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

    def _calendar(self, start: int, run_end: int, before: Before) -> bool:
        """A date or time of day that begins with digits."""
        low = self.low
        if _ROUND_THE_CLOCK.match(low, start):
            return self._skip(context.code_end(low, start))
        # Most numbers are followed by a blank and a word: those need no closer look.
        after = low[run_end : run_end + 1]
        may_be_time = run_end - start <= 2 and (
            after in _TIME_MARKS or low[run_end + 1 : run_end + 2] in _TIME_MARKS
        )
        if may_be_time and (time := time_at(low, start)):
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
        unit = unit_at(low, self.text, end)
        return unit is None or day > month

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
        if context.tells_which(before, False):
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
        if before[0]:
            return (
                self._take(start, run_end, "DATE", match[1]) if before[0] not in _REACHED else False
            )
        return False
