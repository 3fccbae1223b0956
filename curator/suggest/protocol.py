"""What a suggester is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from curator.model.span import Suggestion


class Suggester(Protocol):
    """A source of suggestions: a pure function of a document's raw text.

    `name` and `version` stand on every suggestion; a new version makes `curator suggest` run the
    suggester again on every document.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Suggestions over `text` in order of start; the same text gives the same suggestions."""
        ...
