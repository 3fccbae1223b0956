"""Places that look like names or figures: where a reviewer looks for what was overlooked.

No suggester: nothing here knows a name. Words with a capital that no start of a sentence explains,
and words that begin with a digit and mark no item of a list, are all there is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from curator.model.token import Token
from curator.text.boundaries import tokens_between
from curator.text.characters import LATIN_MARKS

_OPENING: Final = " \t\xa0\"'“‘«([{*•–—-"
_ENDS: Final = ".!?…:;"
_LIST_MARK: Final = re.compile(r"[ \t\xa0]*\(?\w{1,3}(?:\.\d{1,2})*[.)/](?=\s)")
_HYPHENS: Final = ("-", "–")
_BETWEEN_CAPITALS: Final = (".", "/", "&")
_SPACES: Final = (" ", "\xa0")
_MARGIN: Final = 60
"""Characters before which the mark of a list's item stands in its line."""
_LONGEST: Final = 12
"""Words of a run of capitals: more is a headline, and no one name."""


def candidates(
    text: str, start: int, end: int, taken: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """The ranges that look like a name or a figure among the tokens that `[start, end)` touches.

    They come in order, are half-open, in code points of `text`, and hold whole tokens.

    A name is a run of words with capitals (`Cần Thơ-Cà Mau`, `TP.HCM`, `Covid-19`); of a run that
    begins a sentence the first word is left out if the text has it without a capital too, and a
    single word there counts only if it is all capitals; a heading in capitals counts only if the
    text does not have it in small letters. A figure is a token that begins with a digit, or two
    of them with a hyphen, and the per cent sign behind it. The mark of a list's item (`1.`, `II.`)
    is neither. `taken` says of a token's range whether it is marked already: runs end there.
    """
    run: list[Token] = []
    for token in tokens_between(text, start, end):
        first = text[token.start]
        if not first.isalnum():
            if first == "%" and run and run[-1].end == token.start and _is_figure(text, run[-1]):
                run[-1] = Token(run[-1].start, token.end)
            # What else parts two words is looked at with the second.
            continue
        wanted = (first.isupper() or first.isdecimal()) and not taken(*token)
        if run and not (wanted and _joins(text, run[-1], token)):
            yield from _found(text, run)
            run = []
        if wanted:
            run.append(token)
    if run:
        yield from _found(text, run)


def _is_figure(text: str, token: Token) -> bool:
    return text[token.start].isdecimal()


def _joins(text: str, before: Token, token: Token) -> bool:
    """Whether a word goes on with the run that ends with the word before it."""
    between = text[before.end : token.start]
    if _is_figure(text, token):
        return between in _HYPHENS
    if _is_figure(text, before):
        return False
    if between in _BETWEEN_CAPITALS:
        return before.text_of(text).isupper() and token.text_of(text).isupper()
    return between in _SPACES or between in _HYPHENS


def _found(text: str, run: list[Token]) -> Iterator[tuple[int, int]]:
    """The range of a run, if it is more than a list's mark or the start of a sentence."""
    start, end = run[0].start, run[-1].end
    if _marks_list(text, start):
        return
    if not _is_figure(text, run[0]) and _begins(text, start):
        first = run[0].text_of(text)
        letters = unicodedata.normalize("NFC", first)
        if len(run) == 1:
            if len(letters) == 1 or not letters.isupper():
                return
        elif text[start:end].isupper():
            if _stands(text, text[start:end].lower()):
                return
        elif not _is_figure(text, run[1]) and _stands(text, first.lower()):
            run = run[1:]
    if len(run) <= _LONGEST:
        yield run[0].start, end


def _stands(text: str, word: str) -> bool:
    """Whether the text holds a word as it is written."""
    return re.search(rf"(?<!\w){re.escape(word)}(?![\w{LATIN_MARKS}])", text) is not None


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
    near = max(0, place - _MARGIN)
    line = max(text.rfind(end, near, place) for end in "\n\r") + 1
    if near and not line:
        return False
    mark = _LIST_MARK.match(text, line)
    return mark is not None and place < mark.end()
