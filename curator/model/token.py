"""Tokens: the units of a text that labels are attached to in training data."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """A half-open range `[start, end)` of code points that holds one syllable, word or mark."""

    start: int
    end: int

    def text_of(self, raw: str) -> str:
        """The characters the token covers."""
        return raw[self.start : self.end]
