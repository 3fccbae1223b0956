"""A list that shows what other processes write to the corpus, and tells where it cannot be read."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from textual import events

from curator.corpus.news import News, Watch
from curator.model.errors import CuratorError
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.status_line import Part

LOOKED_EVERY = 1.0
"""Seconds between two looks at whether others wrote anything."""

Result = TypeVar("Result")


class LiveScreen(KeyedScreen[Result]):
    """Once a second it looks for news; what cannot be read is told and tried again until it can.

    A screen gives its `Watch` to `keep_up_with`, begun before the screen read anything, and says
    what news change in it, how it tells trouble, and how it reads again what it could not read.
    """

    def __init__(self) -> None:
        super().__init__()
        self._watch: Watch | None = None
        self._trouble = ""
        self._failures = 0
        self._is_telling = False

    def keep_up_with(self, watch: Watch) -> None:
        """Look for news from now on."""
        self._watch = watch
        self.set_interval(LOOKED_EVERY, self.look)

    @abstractmethod
    def _take_news(self, news: News) -> None:
        """Show what others have written."""

    def _catch_up(self) -> None:
        """Read what news have put off; called at each look."""

    @abstractmethod
    def _read_again(self) -> None:
        """Read and draw again what could not be read."""

    @abstractmethod
    def _tell_trouble(self, reason: str) -> None:
        """Show why something cannot be read, and what to do; empty: it can again."""

    def look(self) -> None:
        """Take what others have written since the last look."""
        if self._watch is None or not self.is_current:
            return
        try:
            news = self._watch.look()
            if self._trouble:
                failures = self._failures
                self._read_again()
                self.call_after_refresh(self._recover, failures)
            if news is not None:
                self._take_news(news)
            self._catch_up()
        except CuratorError as error:
            self.fail(error)

    def fail(self, error: CuratorError) -> None:
        """Tell why something cannot be read."""
        self._failures += 1
        self._trouble = error.reason
        if not self._is_telling:  # later: this may be within a drawing, and once for all rows
            self._is_telling = True
            self.call_later(self._tell)

    def _tell(self) -> None:
        self._is_telling = False
        self._tell_trouble(self._trouble)

    def _recover(self, failures: int) -> None:
        if self._trouble and self._failures == failures:
            self._trouble = ""
            self._tell_trouble("")

    def safely(
        self, draw: Callable[[int, int], Sequence[Part]]
    ) -> Callable[[int, int], Sequence[Part]]:
        """What draws a row, or tells why it cannot be read."""

        def drawn(row: int, width: int) -> Sequence[Part]:
            try:
                return draw(row, width)
            except CuratorError as error:
                self.fail(error)
                return [("  cannot be read", "muted")]

        return drawn

    async def _handle(self, event: events.Key) -> None:
        try:
            await super()._handle(event)
        except CuratorError as error:
            self.fail(error)
