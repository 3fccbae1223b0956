"""What patterns and grammar would say of a text that they were not written for.

They know the lessons that come with curator better than any text to come, since they were written
with them in view. A tagger that learns there how far to trust them trusts them too far. So in such
a lesson some of their spans are left out, cut short or given another label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from curator.model.span import Suggestion, moved

LEFT_OUT: Final = 0.07
CUT: Final = 0.07
RELABELLED: Final = 0.04
"""The shares of spans. Measured in cross-validation, tagging with earlier states of the patterns,
whose F1 on the lessons was .74 and .81: the tagger's rises by .015 and .012 and does not fall with
the patterns of the day; its calibration error falls from .105 to .077 and from .055 to .046 before
any calibration. With an earlier grammar of figures (F1 .94) the error falls from .046 to .027."""


def weathered(text: str, name: str, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions for the document `name`, some of them spoilt; always the same ones."""
    labels = sorted({one.span.label for one in suggestions})
    spoilt = []
    for one in suggestions:
        chance = _chance(name, one.span.start, "what")
        if chance < LEFT_OUT:
            continue
        if chance < LEFT_OUT + CUT:
            one = _cut(text, one, last=_chance(name, one.span.start, "end") < 0.7)
        elif chance < LEFT_OUT + CUT + RELABELLED:
            place = int(_chance(name, one.span.start, "label") * len(labels))
            one = replace(one, span=replace(one.span, label=labels[place]))
        spoilt.append(one)
    return spoilt


def _cut(text: str, one: Suggestion, *, last: bool) -> Suggestion:
    """The suggestion without its last or first word; as it is if it has one only."""
    words = one.span.text_of(text).split(None)
    if len(words) < 2:
        return one
    start, end = one.span.start, one.span.end
    if last:
        end -= len(words[-1])
        end -= len(text[start:end]) - len(text[start:end].rstrip())
    else:
        start += len(words[0])
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return replace(one, span=moved(one.span, start, end))


def _chance(name: str, place: int, what: str) -> float:
    """A number in [0, 1) that looks like chance and is the same always."""
    digest = hashlib.sha256(f"{name}\n{place}\n{what}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "big") / 2**32
