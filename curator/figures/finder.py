"""One pass over a text that finds its figures.

The scanner stops only where a figure may begin: at digits, number words and the words of dates.
At each stop it looks at a bounded stretch of text and either takes a figure or goes on behind what
it has understood, so the whole takes linear time.
"""

from __future__ import annotations

import re
from decimal import Decimal

from curator.figures import contests, context, dates
from curator.figures.context import Before, tells_which, words_before
from curator.figures.count_scan import CountScan
from curator.figures.counted import counts_something, unit_at
from curator.figures.date_scan import DateScan
from curator.figures.figure import Figure
from curator.figures.lexicon import words
from curator.figures.numerals import METRES, Numeral, metres, numeral_at, spaced_at
from curator.figures.page import Page
from curator.figures.times import length_at

_BEGINNINGS = (
    "ngày", "mùng", "mồng", "rằm", "tháng", "qu[ýí]", "năm", "giai đoạn", "nhiệm k[ỳì]", "niên",
    "thời k[ỳì]", "thứ", "chủ nhật", "thế k[ỷỉ]", "thập", "mùa", "khóa", "khoá", "một", "hai", "ba",
    "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "nửa",
)  # fmt: skip


def _anchor() -> re.Pattern[str]:
    """Digits, or a whole word of `_BEGINNINGS`.

    The words are grouped by their first letter, and what stands before a word is looked at behind
    it: an expression that begins with a look back is searched at half the speed.
    """
    by_letter: dict[str, list[str]] = {}
    for word in _BEGINNINGS:
        by_letter.setdefault(word[0], []).append(word[1:])
    groups = [rf"{first}(?<!\w{first})(?:{'|'.join(rest)})" for first, rest in by_letter.items()]
    return re.compile(rf"[0-9]+|(?:{'|'.join(groups)})(?!\w)")


_ANCHOR = _anchor()

_NUMBER_WORDS = words(
    """
    một hai ba bốn sáu bảy bẩy tám chín mười nửa năm
    """
)

_LONG_CHAIN = re.compile(r"[0-9]+(?:[-–/.:,+][0-9]+){9,}")
_JOINING = frozenset("-–/.:,+")

_WORD_FRACTION = re.compile(r"([^\W\d_]+) phần ([^\W\d_]+)(?!\w)")

_ENUMERATION = re.compile(
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.)] ?(?=[^\W\d_])|[-–] ?(?=[^\W\d_])|\. )"
)

_LIST_BEFORE = frozenset(".;:\n!?…")

_CLOSED = frozenset(",;.")

# What may follow the minutes of a match or race.
_MINUTE_MARKS = frozenset("'’′\"”″:+")

_FIVE_YEARS = re.compile(r" năm(?! [0-9])(?!\w)")

_FIVE_DAYS = re.compile(r" (?:ngày|tháng(?! qua))(?! [0-9]|\w)")

_SPAN_BEFORE = words(
    "trong sau chậm sớm kéo_dài dài khoảng gần hơn mất được thêm muộn trễ đủ suốt mới"
)

_VAGUE_HALF = re.compile(r"[^\W]| (?:kia|còn lại|nữa|thế giới|vời)(?!\w)")

_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}

_CURRENCY_CODES = ("usd", "vnd", "vnđ", "eur", "jpy", "gbp", "cny", "đồng")

_CALLS = words("đài hotline thoại đt nóng số")

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


class _Scanner(DateScan, CountScan):
    """Goes over a text once and hands each place to the part that knows it."""

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

    def _word(self, start: int, word: str) -> None:
        low = self.low
        if word in ("ngày", "mùng", "mồng"):
            if start and self._counted_before(start):
                return
            found = dates.days(low, start)
            if found and (found[2].worded or word == "ngày"):
                self._take(start, found[0], "DATE", found[1])
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

    def _year_word(self, start: int) -> None:
        low = self.low
        if cycle := dates.CYCLE_YEAR.match(low, start):
            self._skip(cycle.end())
            return
        if words_before(low, start)[0] == "những" and (decade := dates.decade(low, start)):
            self._date(start, decade)
            return
        if self._date(start, dates.period(low, start) or dates.years(low, start)):
            return
        self._number_word(start, "năm")

    def _number_word(self, start: int, word: str) -> None:
        low, _text = self.low, self.text
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
        ones = {**_ONES, "mười": 10, "năm": 5, "tư": 4, "nghìn": 1000, "ngàn": 1000}
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
            self._take(start, end, "CARDINAL", "1/2", self._whole(end))

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
            if unit and unit.known and before in _SPAN_BEFORE and _FIVE_DAYS.match(low, end):
                return Numeral(end, Decimal(5), Decimal(5), worded=True)
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
            start == 0
            or before[-1:] == "\n"
            or before[:1] in '.!?:…“"(-–—•'
            or before[-1:] in '“"('
        )
        unit = unit_at(self.low, text, end)
        if opens and unit is not None and unit.kind in ("money", "measure", "period"):
            return False
        return follows or not opens

    def _digits(self, start: int, run_end: int) -> None:
        low, text = self.low, self.text
        if low[start - 1 : start] == "+" and (end := context.foreign_phone_end(low, start)):
            self._skip(end)
            return
        if context.in_code(low, start) and not self._follows_stroke(start, run_end):
            self._skip(max(run_end, context.code_end(low, start)))
            return
        if run_end - start > 40:
            self._skip(run_end)
            return
        after = text[run_end : run_end + 1]
        if after in _JOINING and (chain := _LONG_CHAIN.match(low, start)) is not None:
            # No figure joins that many numbers, and looking at each of them would take long.
            self._skip(context.code_end(low, chain.end()))
            return
        if self.addressed and context.in_address(text, start):
            self._skip(max(run_end, context.code_end(low, start)))
            return
        if after.isupper() and (plate := context.PLATE.match(text, start)):
            self._skip(plate.end())
            return
        may_be_document = after in ("/", "-") or after.isalpha()
        document = context.DOCUMENT.match(text, start) if may_be_document else None
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
        if before[0] == "phút":
            if self.pos >= start - 1:
                # `sau 5 phút 12 người`: the word belongs to the figure before.
                before = ("", "", "")
            elif self._minute(start):
                return
        if after in _MINUTE_MARKS and self._marked_time(start):
            return
        if self._calendar(start, run_end, before):
            return
        if after == "m" and self._metres(start, before):
            return
        if after == "h" and (length := length_at(low, start)):
            self._take(start, length[0], "DURATION", str(length[1]), length[2])
            return
        numeral = (
            self._spaced(start, run_end, before) if after == " " and run_end - start <= 3 else None
        )
        if numeral is None:
            numeral = numeral_at(low, start, after in (".", ",") and self._ambiguous(start))
        if numeral is None:
            self._skip(max(run_end, context.code_end(low, start)))
            return
        self._measured(start, numeral, before)

    def _minute(self, start: int) -> bool:
        """A minute of a match and those listed after it: `phút 90+4`, `các phút 11, 34 và 78`."""
        low = self.low
        end = contests.minute_at(low, start)
        if end is None or counts_something(low, self.text, end):
            return False
        self._take(start - len("phút "), end, "TIME")
        while (more := contests.next_minute(low, end)) is not None:
            if counts_something(low, self.text, more[1]):
                break
            end = more[1]
            self._take(more[0], end, "TIME")
        return True

    def _marked_time(self, start: int) -> bool:
        """The time of a race, or a minute of a match that its mark tells: `2'03"12`, `(57')`."""
        low = self.low
        if race := contests.race_time_at(low, start):
            return self._take(start, race[0], "DURATION", race[1], "giây")
        last = self.found[-1] if self.found else None
        minutes = last is not None and last.label == "TIME" and last.value is None
        goes_on = last is not None and minutes and contests.continues_minutes(low, last.end, start)
        end = contests.marked_minute_at(low, start, goes_on)
        return end is not None and self._take(start, end, "TIME")

    def _metres(self, start: int, before: Before) -> bool:
        """`1m52` and `4m5`; `5m2` is an area unless a height is told."""
        match = METRES.match(self.low, start)
        if match is None:
            return False
        whole, part = match.groups()
        if part in ("2", "3") and (len(whole) > 1 or "cao" not in before):
            return False
        return self._take(start, match.end(), "QUANTITY", metres(match), "m")

    def _spaced(self, start: int, end: int, before: Before) -> Numeral | None:
        """A number whose thousands are parted by blanks, where a magnitude or unit follows it."""
        numeral = spaced_at(self.low, start) if self.low[end + 1 : end + 2].isdigit() else None
        if numeral is None or tells_which(before, False):
            return None
        if numeral.magnitude == 1 and not counts_something(self.low, self.text, numeral.end):
            return None
        return numeral

    def _follows_stroke(self, start: int, run_end: int) -> bool:
        """Whether a stroke parts two counts: `123 mã tăng/186 mã giảm`."""
        low, text = self.low, self.text
        if low[start - 1] != "/" or not text[start - 3 : start - 1].islower():
            return False
        return low[run_end : run_end + 1] == " " and counts_something(low, text, run_end)

    def _is_phone(self, start: int, match: re.Match[str]) -> bool:
        digits = sum(char.isdigit() for char in match[0])
        if self.low[start] == "0":
            return digits >= 9 or match[0].endswith("x")
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


def find(text: str) -> list[Figure]:
    """The figures of `text` in order, none overlapping another."""
    page = Page(text)
    return [
        Figure(page.start_of(start), page.end_of(end), label, value, unit)
        for start, end, label, value, unit in _Scanner(page).run()
    ]
