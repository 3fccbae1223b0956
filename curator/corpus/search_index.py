"""The index of the documents' words and names: how it is written and asked.

It only narrows down: it names documents in which all words of a query stand, and maybe more. Who
asks looks into their text. So a query's words may be left out where the index might cut the text
in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from curator.text.fold import fold
from curator.text.occurrences import bare_letters, has_accents, unaccented

# Words of Latin letters and digits between white space and ASCII marks: SQLite's tokenizer and
# Python agree on these. Anything else beside them makes a piece that is not asked for.
_PIECE = re.compile(r"[^\x00-/:-@\[-`{-\x7f\s]+")
_MARK = "\u02bc"
"""Before a word whose accents were taken off; the tokenizer takes it for a letter."""

_WORD = re.compile(r"[0-9a-z\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")


class _Known(dict[str, str]):
    """What a function makes of the words met so far: most words of a corpus come again."""

    def __init__(self, function: Callable[[str], str]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> str:
        if len(self) > 50_000:
            self.clear()
        made = self._function(word)
        if len(word) < 40:
            self[word] = made
        return made


def _marked(folded: str) -> str:
    """The words without accents, each with the mark before it."""
    return _WORD.sub(rf"{_MARK}\g<0>", folded.translate(bare_letters()))


_FOLDED = _Known(fold)
_BARE = _Known(_marked)


def index_document(
    execute: Callable[[str, Sequence[Any]], Any], document: int, name: str, text: str
) -> None:
    """Write a document's words and name; call it in the transaction that adds the document."""
    # Each word once: neither how often nor where it stands is kept.
    words = {_FOLDED[piece] for piece in set(text.split())}
    bare = {_BARE[word] for word in words if not word.isascii()}
    execute(
        "INSERT INTO document_words(rowid, words) VALUES (?, ?)",
        (document, " ".join([*words, *bare])),
    )
    execute(
        "INSERT INTO document_names(rowid, name) VALUES (?, ?)",
        (document, unaccented(name).replace("\x00", " ")),
    )


def surface_query(key: str) -> str | None:
    """The query for documents that may hold a surface of that key; None: all of them."""
    return " AND ".join(f'"{word}"' for word in _words(key)) or None


def text_query(query: str) -> str | None:
    """The query for documents that may hold what a reader typed; None: all of them.

    The last word may be the beginning of one.
    """
    exact = has_accents(query)
    words = [f'"{word}"' for word in _words(fold(query) if exact else unaccented(query))]
    words[-1:] = [word + "*" for word in words[-1:]]
    if not exact:
        words = [f'({word} OR "{_MARK}{word[1:]})' for word in words]
    return " AND ".join(words) or None


def name_query(query: str) -> str | None:
    """The query for documents whose name holds `query`; None if it is too short to ask."""
    bare = unaccented(query).replace("\x00", " ")
    if len(bare) < 3 or any("\ud800" <= character <= "\udfff" for character in bare):
        return None
    return '"' + bare.replace('"', '""') + '"'


def _words(folded: str) -> list[str]:
    return [piece for piece in _PIECE.findall(folded) if _WORD.fullmatch(piece)]
