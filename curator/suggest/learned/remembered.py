"""A suggester that several ask about the same text, asked once."""

from __future__ import annotations

from collections.abc import Sequence

from curator.model.span import Suggestion
from curator.suggest.protocol import Suggester


class Remembered:
    """The suggester `inner`, with its answer for the last text kept.

    The patterns and the grammar are sources of their own and hints for the tagger: they should not
    read every document twice.
    """

    def __init__(self, inner: Suggester) -> None:
        self._inner = inner
        self._last: tuple[str, tuple[Suggestion, ...]] | None = None

    @property
    def name(self) -> str:
        """The inner suggester's name."""
        return self._inner.name

    @property
    def version(self) -> str:
        """The inner suggester's version."""
        return self._inner.version

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """What the inner suggester says of `text`."""
        # Read once: another thread may put its own text there at any time.
        last = self._last
        if last is not None and last[0] == text:
            return last[1]
        found = tuple(self._inner.suggest(text))
        self._last = text, found
        return found
