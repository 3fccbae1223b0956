"""What no name can be, whatever a tagger that knows few documents says.

A tagger looks at syllables one by one and cannot count brackets or see that its span swallows a
verb. Such a span is mended or given up; where it is given up, what the patterns say there counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from curator.model.span import Span, moved
from curator.suggest.gazetteer import words

# Words that stand in a sentence and in no name of these labels.
_SENTENCE: Final = words("tới rồi đã sẽ đang là bị nhưng mà thì nếu cũng vẫn chưa")
# Words that point at what was named before; a title of a work may hold them.
_POINTING: Final = words("này ấy đó kia nọ")
_PLAIN: Final = frozenset(("PER", "LOC", "ORG", "TITLE"))
_NAMED: Final = frozenset(("PER", "LOC", "ORG", "MISC"))
# What a firm, a body or a price does, and what joins two names.
_ACTS: Final = words(
    "tăng giảm lập giao trúng thuộc xong mất bán ký mở mua rót xây nhận trao cấp dừng thu đạt chi "
    "hay hoặc rời vào sang"
)
# Class nouns that begin many words: `Ban liên lạc`, `Hội đồng chuyên môn`.
_CLASSES: Final = words("Ban Hội Đội Khoa Phòng Tổ Quân Sở Cục Bộ")
_PARTS: Final = words("khoản điểm điều mục chương phụ bảng biểu")  # of a document
_PAIRS: Final = {")": "(", "]": "[", "”": "“", "’": "‘", "»": "«"}
_OPEN: Final = {open_: close for close, open_ in _PAIRS.items()}
_DASHED: Final = re.compile(r" [-–—] ")
_JOINED: Final = re.compile(r" (?:[-–—]|và) ")


class Doubts:
    """The doubts on the spans of a tagger in `text`, where the patterns found `names`."""

    def __init__(self, text: str, names: Iterable[Span]) -> None:
        self._text = text
        self._names = {(span.start, span.end): span.label for span in names}

    @cached_property
    def _starts(self) -> set[int]:
        return {start for start, _ in self._names}

    @cached_property
    def _ends(self) -> set[int]:
        return {end for _, end in self._names}

    @cached_property
    def _end_of(self) -> dict[int, int]:
        return dict(self._names.keys())

    def answered(self, span: Span) -> Span | None:
        """The span, mended at its ends where need be; None if it can be no name."""
        said = self._names.get((span.start, span.end))
        if said is not None:
            # Of 28 names that the patterns took for something else, 2 were a person's.
            return None if span.label == "PER" and said != "PER" else span
        span = self._balanced(span)
        if span.start >= span.end:
            return None
        if span.label != "MISC" and self._points(span):
            return None
        if span.label in _PLAIN and self._swallows(span):
            return None
        if span.label in _NAMED and self._goes_on_to_act(span):
            return None
        return span

    def _goes_on_to_act(self, span: Span) -> bool:
        """Whether a name of the patterns begins the span and what it does, or a further name,
        follows (`Veltra | lập trung tâm R&D`)."""
        end = self._end_of.get(span.start, span.end)
        if end >= span.end:
            return False
        following = self._text[end : span.end].split(maxsplit=1)
        return self._text[end].isspace() and bool(following) and following[0] in _ACTS

    def _balanced(self, span: Span) -> Span:
        """The span without a quotation mark or bracket at an end whose other half is outside."""
        text, start, end = self._text, span.start, span.end
        while start < end:
            first, last = text[start], text[end - 1]
            inside = text[start:end]
            if (
                (last in _PAIRS and inside.count(last) > inside.count(_PAIRS[last]))
                or last in ".,;:!?-–"
                or (last == '"' and inside.count(last) % 2)
            ):
                end -= 1
            elif (first in _OPEN and inside.count(first) > inside.count(_OPEN[first])) or (
                first == '"' and inside.count(first) % 2
            ):
                start += 1
            elif last.isspace():
                end -= 1
            elif first.isspace():
                start += 1
            else:
                break
        # `Công Phượng (phút 7`: a bracket that is never closed
        open_ = text.rfind("(", start, end)
        if open_ > start and ")" not in text[open_:end]:
            end = open_
            while text[end - 1].isspace():
                end -= 1
        return span if (start, end) == (span.start, span.end) else moved(span, start, end)

    def _points(self, span: Span) -> bool:
        """Whether the span holds a word that points (`Kỳ họp này`), or ends in an abbreviation."""
        text, end = self._text, span.end
        inside = text[span.start : end].split()
        # `Ban Chỉ đạo T` of `Ban Chỉ đạo T.Ư`
        cut = text[end : end + 1] == "." and text[end + 1 : end + 2].isalpha()
        if cut and len(inside[-1]) == 1 and inside[-1].isupper():
            return True
        return not _POINTING.isdisjoint(inside)

    def _swallows(self, span: Span) -> bool:
        """Whether the span holds what belongs to the sentence and not to a name."""
        text = self._text
        inside = text[span.start : span.end].split()
        held = text[span.start : span.end]
        if not _SENTENCE.isdisjoint(inside[1:]) or held.count(")") > held.count("("):
            return True
        if span.label == "LOC" and inside[0].lower() in _PARTS and inside[-1][0].isdigit():
            return True
        after = text[span.end : span.end + 2]
        if len(inside) == 1 and inside[0] in _CLASSES and after[:1] == " " and after[1:].islower():
            return True
        if inside[-1].isdigit() and len(inside) > 1:
            rest = span.start + len(text[span.start : span.end].rstrip("0123456789").rstrip())
            if (span.start, rest) in self._names:
                return True
        return any(
            span.start + dash.start() in self._ends and span.start + dash.end() in self._starts
            # A body may hold `và` in its name; of positions, people and places it makes two.
            for dash in (_DASHED if span.label == "ORG" else _JOINED).finditer(held)
        )
