"""Places that look like names or figures: where a reviewer looks for what was overlooked.

No suggester: nothing here knows a name. Words with a capital that no start of a sentence explains,
and words with a digit that no list explains, are all there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[.,/:'’][^\W_]+)*")
_DIGIT: Final = re.compile(r"\d")
_OPENING: Final = " \t\xa0\"'“‘«([{*•–—-"
_ENDS: Final = ".!?…:;"
_LIST_MARK: Final = re.compile(r"[ \t\xa0]*\(?\w{1,3}(?:\.\d{1,2})*[.)/](?=\s)")
_JOINS: Final = re.compile(r" |[-–]")
_LONGEST: Final = 12
"""Words of a run of capitals: more is a headline, and no one name."""


def candidates(
    text: str, start: int, end: int, taken: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """The ranges of `text[start:end]` that look like a name or a figure, in order.

    A name is a run of words with capitals; of a run that begins a sentence the first word is left
    out if the text has it without a capital too, and a single word there counts only if it is all
    capitals. A figure is a word with a digit, but for the marks of a list. `taken` says of a range
    whether it is marked already: runs end there. Ranges are half-open code points of `text`.
    """
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        place = match.span()
        figure = _DIGIT.search(word) is not None
        wanted = (figure or word[0].isupper()) and not taken(*place)
        joined = bool(run) and _JOINS.fullmatch(text, run[-1][1], place[0]) is not None
        if run and (not wanted or figure or not joined):
            yield from _name(text, run)
            run = []
        if not wanted:
            continue
        if figure:
            if not _marks_list(text, place[0]):
                yield place
        else:
            run.append(place)
    if run:
        yield from _name(text, run)


def _name(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The range of a run of words with capitals, if it is more than the start of a sentence."""
    first = text[run[0][0] : run[0][1]]
    if _begins(text, run[0][0]):
        if len(run) == 1 and not (len(first) > 1 and first.isupper()):
            return
        if len(run) > 1 and re.search(rf"\b{re.escape(first.lower())}\b", text):
            run = run[1:]
    if len(run) <= _LONGEST:
        yield run[0][0], run[-1][1]


def _begins(text: str, place: int) -> bool:
    """Whether a sentence, a line, an item of a list or a quotation begins at `place`."""
    while place and text[place - 1] in _OPENING:
        place -= 1
    before = text[place - 1 : place]
    if not before or before in _ENDS or before in "\n\r\v\f\x85\u2028\u2029":
        return True
    return before in ")/" and _marks_list(text, place - 1)


def _marks_list(text: str, place: int) -> bool:
    """Whether `place` lies in the mark of a list's item (`1.`, `2)`, `1.2.`)."""
    line = max(text.rfind(end, 0, place) for end in "\n\r") + 1
    mark = _LIST_MARK.match(text, line)
    return mark is not None and place < mark.end()
