"""A document's tokens together with the lists: the questions every pattern asks."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from curator.suggest.gazetteer import Trie, longest, words
from curator.suggest.patterns.lexicon import Lexicon
from curator.suggest.patterns.tokens import (
    BREAK,
    CAPITAL,
    LOWER,
    MARK,
    NUMBER,
    UPPER,
    Tokens,
    is_roman,
)

# The structure of a Vietnamese syllable (folded): what does not fit is a foreign word.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"[aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ]{1,3}"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_STARTERS = frozenset('.!?:;…"“”‘([•*+-–—►▶■▪●◆➤→»«')
_PLURAL = words("các những nhiều mọi từng hai ba bốn năm số")


class Found(NamedTuple):
    """A name between two tokens (half-open)."""

    start: int
    end: int
    label: str
    score: float


class Reader:
    """Tokens and lists. Positions are token indices; the last token is always a break."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.words = tokens.words
        self.folded = tokens.folded
        self.kinds = tokens.kinds
        self.capital = tokens.capital
        self.shouted = tokens.shouted
        self.size = len(tokens.words)
        self._foreign: dict[str, bool] = {}
        self._police: bool | None = None
        self.acronyms: dict[str, str] = {}
        """The acronyms that the document has introduced so far, with their labels."""
        self.persons: dict[int, bool] = {}
        """Where a person's name begins, as far as that was asked: many patterns ask it."""

    def match(self, trie: Trie, at: int, exact: bool = True) -> tuple[int, str] | None:
        """The longest entry of `trie` at `at`; `exact`: with the capitals of the list."""
        node: Any = trie.get(self.folded[at])
        if node is None:
            return None
        if self.folded[at + 1] in node:
            return longest(trie, self.folded, at, self.capital if exact else None)
        # No entry goes on as the text does: what is found here is one syllable.
        entry = node.get("")
        if entry is None or (exact and entry[1] and not self.capital[at]):
            return None
        return at + 1, entry[0]

    def begins_sentence(self, at: int) -> bool:
        """Whether a capital at `at` may be that of a sentence's first word."""
        return at == 0 or self.kinds[at - 1] == BREAK or self.words[at - 1] in _STARTERS

    def plural(self, at: int) -> bool:
        """Whether what begins at `at` is spoken of in the plural (`các đồng chí ...`)."""
        before = at - 1
        while before >= max(0, at - 7) and self.folded[before] in (
            "đồng",
            "chí",
            "ông",
            "bà",
            ",",
            "vị",
            "nguyên",
            "cựu",
        ):
            before -= 1
        return (
            before >= 0
            and self.folded[before] in _PLURAL
            and (self.folded[before] != "năm" or before == at - 1)
        )

    def foreign(self, at: int) -> bool:
        """Whether the word is no Vietnamese syllable."""
        word = self.folded[at]
        known = self._foreign.get(word)
        if known is None:
            known = self._foreign[word] = _SYLLABLE.fullmatch(word) is None
        return known

    def acronym_meant(self, at: int, end: int) -> bool:
        """Whether an entry that is an acronym meets one in the text (`UN`, not `Un`)."""
        alone = end - at == 1 and self.folded[at] in self.lexicon.acronym_names
        return not alone or any(letter.isupper() for letter in self.words[at][1:])

    def told_body(self, at: int) -> bool:
        """Whether an acronym at `at` is that of a body, as the document has told."""
        return self.kinds[at] == UPPER and self.acronyms.get(self.words[at]) == "ORG"

    def police(self) -> bool:
        """Whether the document speaks of the police."""
        if self._police is None:
            folded = self.folded
            self._police = any(
                word == "công" and folded[at + 1] == "an" for at, word in enumerate(folded[:-1])
            )
        return self._police

    def numeral(self, at: int) -> bool:
        """A short number or a Roman numeral."""
        word = self.words[at]
        if self.kinds[at] == NUMBER:
            return len(word) <= 3 and word.isdigit()
        return self.capital[at] and is_roman(word)

    def bracketed_acronym(self, at: int) -> int | None:
        """The end of an acronym in brackets at `at`, `(VFA)`, `(TAND TC)`."""
        if self.words[at] != "(" or self._place_in_brackets(at) or self.kinds[at + 1] == NUMBER:
            return None  # huyện Trần Đề | (17)
        for end in range(at + 1, min(at + 8, self.size)):
            word = self.words[end]
            if word == ")":
                inner = range(at + 1, end)
                if any(self.kinds[k] == UPPER for k in inner):
                    return end + 1
                foreign = (
                    all(self.numeral(k) for k in inner[1:])
                    and self.match(self.lexicon.places, at + 1) is None
                )
                return end + 1 if foreign else None
            if self.kinds[end] == UPPER or word in "&-/–." or self.numeral(end):
                continue
            if self.kinds[end] == CAPITAL and (self.foreign(end) or not word[1:].islower()):
                continue  # (Vinaconex), (BoE)
            return None
        return None

    def _place_in_brackets(self, at: int) -> bool:
        """Whether the brackets hold a known place: `(TP.HCM)`."""
        kind = self.match(self.lexicon.place_kinds, at + 1, exact=False)
        for start in (at + 1, at + 1 if kind is None else kind[0]):
            place = self.match(self.lexicon.places, start)
            if place is not None and self.words[place[0]] == ")":
                return True
        return False

    def family(self, at: int) -> bool:
        """Whether a capitalised common family name stands at `at`."""
        return self.capital[at] and self.folded[at] in self.lexicon.families

    def head(self, at: int) -> bool:
        """Whether an office, body or document begins at `at`, so that a name must end before it."""
        if not self.capital[at]:
            return False
        lexicon = self.lexicon
        return (
            self.match(lexicon.offices, at) is not None
            or self.match(lexicon.bodies, at) is not None
            or self.match(lexicon.documents, at) is not None
        )


__all__ = ["BREAK", "CAPITAL", "LOWER", "MARK", "NUMBER", "UPPER", "Found", "Reader"]
