"""Keys under which texts that a reader takes for the same compare equal."""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from curator.text.characters import ZERO_WIDTH

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _tone_places() -> dict[str, str]:
    """The tone of oa, oe and uy on the last letter, for each way to write it on the first."""
    places = {}
    for (first, last), tone in product((("o", "a"), ("o", "e"), ("u", "y")), _TONES):
        old = unicodedata.normalize("NFC", first + tone) + last
        places[old] = first + unicodedata.normalize("NFC", last + tone)
    return places


TONE_PLACES = _tone_places()
"""What `fold` makes of each pair of vowels whose tone stands on the first: `òa` becomes `oà`."""

# A class of firsts and one of lasts are searched for several times faster than all pairs.
_OLD_PLACE = re.compile(
    f"[{''.join({old[0] for old in TONE_PLACES})}][{''.join({old[1] for old in TONE_PLACES})}]"
)
# Letters that stand for đ in wrongly encoded text (ð, ɖ), and ƣ, which scanners and old fonts
# give for ư.
_LOOK_ALIKES = str.maketrans("ðɖƣ", "đđư")
_LOOK_ALIKE = re.compile("[ðɖƣ]")
_INVISIBLE = re.compile(rf"[{ZERO_WIDTH}]+")


def fold(text: str) -> str:
    """The key to compare and search Vietnamese text by.

    NFC, lower case, one place for the tone of oa, oe and uy (`hòa` as `hoà`, `thúy` as `thuý`,
    `qúy` as `quý`), đ for the letters that look like it and ư for ƣ, no characters of zero width,
    each run of white space (line breaks too) one space and none at the ends. Folding twice changes
    nothing. i and y stay apart: `Lý` and `Lí` are one word, `Thúy` and `Thúi` are not, and people
    choose the letter in their names.
    """
    key = unicodedata.normalize("NFC", text)
    if not key.isascii():
        key = _INVISIBLE.sub("", key)
    key = unicodedata.normalize("NFC", key.lower())
    if _LOOK_ALIKE.search(key):
        key = key.translate(_LOOK_ALIKES)
    key = _OLD_PLACE.sub(_new_place, key)
    return " ".join(key.split())


def _new_place(match: re.Match[str]) -> str:
    pair = match.group()
    return TONE_PLACES.get(pair, pair)


def fold_accents(text: str) -> str:
    """`fold` without any accent, for those who type none: `Đà Nẵng` becomes `da nang`."""
    decomposed = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    # Once more, since a mark may have been all that stood between two spaces.
    return " ".join(unicodedata.normalize("NFC", bare).split())


def surface_key(text: str) -> str:
    """The key of a span's surface: equal for two mentions that differ only in how they are set.

    It is `fold`, in which a line break inside a mention is one space: decisions about one mention
    are carried to the others by this key.
    """
    return fold(text)
