"""A figure's unit from the text, a syllable more or less: of the words behind it or in it."""

from __future__ import annotations

import unicodedata

from curator.model.errors import CuratorError
from curator.model.span import Span
from curator.model.token import Token
from curator.text.syllables import syllables

_BEHIND = 240
"""So many code points behind a figure its unit is looked for."""
_START = 12
"""At most so many tokens lie between a figure and its unit."""
_ENDS = frozenset(".;:!?…")


class UnitStepError(CuratorError):
    """The text gives no longer, or no shorter, unit; the message says why."""


def stepped_unit(text: str, span: Span, step: int) -> str:
    """The unit of a figure a syllable longer (`step` 1) or shorter (-1); empty for none.

    A unit that stands behind the figure, as what a `CARDINAL` counts, grows and shrinks at its
    end, and one that is missing begins with the next syllable. A unit within the figure is the
    end of its text, and grows and shrinks at its start; `MONEY` keeps its currency and changes
    what the price is for. Line breaks become single spaces.

    Raises:
        UnitStepError: if there is no such unit.
    """
    if span.label == "PERCENT":
        raise UnitStepError("the unit of PERCENT is always `%`")
    if span.label in ("DATE", "TIME", "ORDINAL"):
        raise UnitStepError(f"{span.label} has no unit")
    unit = _folded(span.unit or "")
    surface = span.text_of(text)
    if span.label == "MONEY":
        currency, _, base = unit.partition("/")
        if not currency:
            raise UnitStepError("the unit of MONEY is a currency: type its code first")
        if step < 0 and not base:
            raise UnitStepError("a currency cannot be shorter: type another")
        base = _within(_endings(surface), base, step)
        return f"{currency}/{base}" if base else currency
    if step < 0 and not unit:
        raise UnitStepError("there is no unit to shorten")
    endings = _endings(surface) if span.label != "CARDINAL" else []
    return _within(endings, unit, step) if endings else _behind(text, span.end, unit, step)


def unit_stands_behind(text: str, span: Span) -> bool:
    """Whether the figure's unit is among the words behind it."""
    behind = text[span.end : span.end + _BEHIND]
    return _place(behind, syllables(behind), _folded(span.unit or "")) is not None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_word(text: str, token: Token) -> bool:
    return any(char.isalnum() for char in text[token.start : token.end])


def _endings(surface: str) -> list[str]:
    """What may be the unit at the end of a figure's text, the shortest first."""
    endings: list[str] = []
    for token in reversed(syllables(surface)):
        if surface[token.start].isdigit():
            break
        if _is_word(surface, token) or surface[token.start] in "°%":
            endings.append(_folded(surface[token.start :]))
    return endings


def _within(endings: list[str], unit: str, step: int) -> str:
    if step > 0:
        longer = next((ending for ending in endings if len(ending) > len(unit)), None)
        if longer is None:
            raise UnitStepError("the unit takes in all words of the figure")
        return longer
    return next((ending for ending in reversed(endings) if len(ending) < len(unit)), "")


def _behind(text: str, end: int, unit: str, step: int) -> str:
    behind = text[end : end + _BEHIND]
    tokens = syllables(behind)
    if tokens and tokens[-1].end == len(behind) and end + _BEHIND < len(text):
        tokens.pop()  # it may go on
    place = _place(behind, tokens, unit)
    if place is None:
        if step < 0:
            kept = [token for token in syllables(unit)[:-1] if _is_word(unit, token)]
            return unit[: kept[-1].end] if kept else ""
        # None yet, or one from elsewhere: begin with the next word.
        place = (0, 0)
    first, last = place
    if step < 0:
        kept = [token for token in tokens[first : last - 1] if _is_word(behind, token)]
        return _folded(behind[tokens[first].start : kept[-1].end]) if kept else ""
    done = tokens[last - 1].end if last else 0
    for token in tokens[last:]:
        sign = behind[token.start]
        if behind[done : token.start].count("\n") > 1 or sign in _ENDS:
            break
        if _is_word(behind, token):
            return _folded(behind[(tokens[first] if last else token).start : token.end])
        done = token.end
    raise UnitStepError("no further word stands behind the figure in its sentence")


def _place(behind: str, tokens: list[Token], unit: str) -> tuple[int, int] | None:
    """The first and past-the-last token of the unit where it stands behind the figure."""
    if not unit:
        return None
    wanted = unit.casefold()
    for first, begin in enumerate(tokens[:_START]):
        for last in range(first, len(tokens)):
            found = _folded(behind[begin.start : tokens[last].end])
            if found.casefold() == wanted:
                return first, last + 1
            if len(found) >= len(unit):
                break
    return None
