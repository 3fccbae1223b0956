"""Lists of names and head words, read from `data/` once, and the tries that look them up.

A list is plain text: one entry a line, `#` starts a comment line, `[name]` a section,
a semicolon stands between entries of one line. An entry may
carry flags after a bar (`Sở | S`) or a leading `+`; what they mean stands at the head of its file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, TypeAlias

# Letters first (with combining marks, for decomposed text), then numbers, then single marks.
_LETTERS = r"[A-Za-zÀ-ɏḀ-ỿ\u0300-\u036f]+"
# An apostrophe stands inside names of the highlands: M'Đrắk, K’Brếp.
WORD = rf"{_LETTERS}(?:['’]{_LETTERS})*|[^\W\d_]+"
_TOKEN = re.compile(rf"{WORD}|\d+|\S")

# Tone marks of the open syllables that two spelling traditions place differently.
_TONES = {
    a: b
    for old, new in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for a, b in zip(old.split(), new.split(), strict=True)
}


def fold(word: str) -> str:
    """The form under which a syllable is looked up: NFC, small letters, tone marks placed the new
    way (`Uỷ` and `ỦY` become `ủy`)."""
    word = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    if word[-2:] in _TONES and word[0] != "q":  # quý has the tone mark where it belongs
        return word[:-2] + _TONES[word[-2:]]
    return word


class Entry(NamedTuple):
    """What a list says of a phrase: its flags, and the places of its syllables with a capital."""

    flags: str
    capitals: tuple[int, ...]


# A node maps a folded syllable to the next node, and "" to the entry that ends there.
Trie: TypeAlias = "dict[str, Trie | Entry]"


def add(trie: Trie, phrase: str, flags: str = "") -> None:
    """Add a phrase; of two that fold alike the flags are joined and a syllable needs a capital
    only where both have one."""
    tokens = _TOKEN.findall(phrase)
    capitals = tuple(place for place, token in enumerate(tokens) if token[0].isupper())
    node = trie
    for token in tokens:
        child = node.setdefault(fold(token), {})
        assert isinstance(child, dict)
        node = child
    known = node.get("")
    if isinstance(known, Entry):
        flags = "".join(sorted(set(flags + known.flags)))
        capitals = tuple(place for place in capitals if place in known.capitals)
    node[""] = Entry(flags, capitals)


def longest(
    trie: Trie, folded: Sequence[str], start: int, capital: Sequence[int] | None = None
) -> tuple[int, str] | None:
    """The longest phrase of `trie` at position `start` of `folded`: its end and its flags.

    With `capital` (true where a token has one), syllables that have a capital in the list need one
    in the text.
    """
    node: Any = trie
    found: tuple[int, str] | None = None
    position, size = start, len(folded)
    while position < size:
        word = folded[position]
        node = node.get(word)
        if node is None or not word:
            break
        position += 1
        entry = node.get("")
        if entry is not None:
            flags, capitals = entry
            if capital is not None:
                for place in capitals:
                    if not capital[start + place]:
                        break
                else:
                    found = position, flags
            else:
                found = position, flags
    return found


@cache
def entries(file: str) -> tuple[tuple[str, str, str], ...]:
    """The entries of `data/<file>` as (section, phrase, flags)."""
    text = resources.files("curator.suggest").joinpath("data", file).read_text(encoding="utf-8")
    found: list[tuple[str, str, str]] = []
    section = ""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            continue
        flags = ""
        if line.startswith("+ "):
            line, flags = line[2:], "+"
        phrase, _, more = line.partition("|")
        flags += more.replace(" ", "")
        found.extend((section, part.strip(), flags) for part in phrase.split(";"))
    return tuple(found)


def trie_of(*files: str, section: str | None = None) -> Trie:
    """The trie of the entries of some files, or of one section of them."""
    trie: Trie = {}
    for file in files:
        for where, phrase, flags in entries(file):
            if section is None or where == section:
                add(trie, phrase, flags)
    return trie


def words(text: str) -> frozenset[str]:
    """The syllables of a text as a set."""
    return frozenset(text.split())


def words_of(file: str, section: str | None = None) -> frozenset[str]:
    """The entries of one file as folded strings."""
    return frozenset(fold(phrase) for where, phrase, _ in entries(file) if section in (None, where))


def phrases(trie: Trie, many: Iterable[str], flags: str = "") -> Trie:
    """`trie` with phrases added."""
    for phrase in many:
        add(trie, phrase, flags)
    return trie
