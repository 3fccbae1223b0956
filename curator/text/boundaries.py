"""Where the caret and the edges of spans may stand: steps from token to token, in any text.

A document of megabytes opens at once: a grid tokenises only the blocks it is asked about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from curator.model.token import Token
from curator.text.syllables import BLOCK, block_count, block_start, syllables_between


class TokenGrid:
    """The tokens of `syllables(text)`, found when they are asked for.

    Offsets are code points of the text, in `[0, len(text)]`. Each step returns the nearest edge
    of a token strictly beyond the offset, or the offset itself where there is none.
    """

    __slots__ = ("_blocks", "_count", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._count = block_count(text)
        self._blocks: dict[int, tuple[list[int], list[int], list[Token]]] = {}

    @property
    def text(self) -> str:
        """The text that the offsets are of."""
        return self._text

    def next_end(self, offset: int) -> int:
        """The end of the next token: where a span's end goes when it moves right."""
        for index in range(self._index(offset), self._count):
            ends = self._block(index)[1]
            place = bisect_right(ends, offset)
            if place < len(ends):
                return ends[place]
        return offset

    def previous_end(self, offset: int) -> int:
        """The end of the previous token: where a span's end goes when it moves left."""
        for index in range(self._index(offset), -1, -1):
            ends = self._block(index)[1]
            place = bisect_left(ends, offset)
            if place:
                return ends[place - 1]
        return offset

    def next_start(self, offset: int) -> int:
        """The start of the next token: where a span's start, or the caret, goes to the right."""
        for index in range(self._index(offset), self._count):
            starts = self._block(index)[0]
            place = bisect_right(starts, offset)
            if place < len(starts):
                return starts[place]
        return offset

    def previous_start(self, offset: int) -> int:
        """The start of the previous token: where a span's start, or the caret, goes to the left."""
        for index in range(self._index(offset), -1, -1):
            starts = self._block(index)[0]
            place = bisect_left(starts, offset)
            if place:
                return starts[place - 1]
        return offset

    def token_at(self, offset: int) -> Token | None:
        """The token that the character at `offset` lies in; None for white space and the end."""
        _, ends, tokens = self._block(self._index(offset))
        place = bisect_right(ends, offset)
        if place < len(ends) and tokens[place].start <= offset:
            return tokens[place]
        return None

    def tokens_in(self, start: int, end: int) -> Iterator[Token]:
        """The tokens that share a character with `[start, end)`, in order."""
        if start >= end:
            return
        for index in range(self._index(start), self._count):
            starts, ends, tokens = self._block(index)
            yield from tokens[bisect_right(ends, start) : bisect_left(starts, end)]
            if index + 1 < self._count and block_start(self._text, index + 1) >= end:
                return

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The least range of whole tokens that covers every token `[start, end)` touches.

        An empty range stands for the token at `start`. Where no token is touched (white space, an
        empty text) the result is the empty range at `start`.
        """
        touched = list(self.tokens_in(start, max(end, start + 1)))
        return (touched[0].start, touched[-1].end) if touched else (start, start)

    def _index(self, offset: int) -> int:
        return _block_of(self._text, self._count, offset)

    def _block(self, index: int) -> tuple[list[int], list[int], list[Token]]:
        known = self._blocks.get(index)
        if known is None:
            start = block_start(self._text, index)
            end = block_start(self._text, index + 1)
            tokens = list(syllables_between(self._text, start, end))
            known = ([token.start for token in tokens], [token.end for token in tokens], tokens)
            self._blocks[index] = known
        return known


def tokens_between(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens that share a character with `[start, end)`, in order, kept nowhere.

    For one pass over much of a text, where a grid would keep every token of it.
    """
    count = block_count(text)
    for index in range(_block_of(text, count, start), count):
        first = block_start(text, index)
        if first >= end:
            return
        for token in syllables_between(text, first, block_start(text, index + 1)):
            if token.start >= end:
                return
            if token.end > start:
                yield token


def _block_of(text: str, count: int, offset: int) -> int:
    """The block, of so many, that holds the character at `offset`."""
    index = min(max(offset, 0) // BLOCK, count - 1)
    return index - 1 if index and offset < block_start(text, index) else index
