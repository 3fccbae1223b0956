"""The state of one pass over a text, and what every part of the scanner asks of it."""

from __future__ import annotations

import re

from curator.figures import context
from curator.figures.counted import counts_something
from curator.figures.figure import Figure
from curator.figures.lexicon import words
from curator.figures.numerals import is_english, marks_thousands_by_commas
from curator.figures.page import Page

_AMBIGUOUS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}(?![0-9.,])")

_OPENERS = words(
    """
    có trong khoảng hơn gần đạt với và từ đến tới trên dưới tại cả các những còn gồm là được chỉ
    sau trước đã tổng thêm cùng ước đối riêng nhờ hiện theo bị ít tối về năm ngày tháng quý kỳ
    thu bán mua
    """
)


class Scan:
    """The text of a pass, what was found in it, and how far it is understood (`pos`).

    `unlisted`: no list of numbers with one unit begins before that place.
    """

    def __init__(self, page: Page) -> None:
        self.low = page.low
        self.text = page.text
        self.found: list[Figure] = []
        self.pos = 0
        self.unlisted = 0
        self._english: bool | None = None
        self.addressed = context.may_hold_address(page.text)

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

    def _ambiguous(self, start: int) -> bool:
        """Whether the number at `start` can be read both ways and the text writes English style."""
        match = _AMBIGUOUS.match(self.low, start)
        if match is None or not self._is_english():
            return False
        # `1.250` is twelve hundred and fifty unless commas mark the thousands elsewhere.
        return "," in match[0] or marks_thousands_by_commas(self.low)

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

    def _chain_end(self, end: int) -> int:
        """Where a list of such numbers ends: `mức 3, 4`."""
        for _ in range(12):
            link = context.CHAIN_LINK.match(self.low, end)
            if link is None or counts_something(self.low, self.text, link.end()):
                break
            end = link.end()
        return end
