"""A screen that takes keys from the first one after it was made, before its widgets are there."""

from __future__ import annotations

from abc import abstractmethod
from typing import TypeVar

from textual import events
from textual.screen import Screen

Result = TypeVar("Result")


class KeyedScreen(Screen[Result]):
    """Keys that come before the screen is built wait for it (see `TakesKeys`).

    A screen calls `take_early` at the end of its `on_mount`. Name it after `ModalScreen` where a
    screen is one: Textual takes its CSS from the first base.
    """

    AUTO_FOCUS = ""

    def __init__(
        self, name: str | None = None, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(name, id, classes)
        self._early: list[events.Key | events.Paste] | None = []

    async def take_key(self, event: events.Key) -> None:
        """Take a key, now or when the screen is built."""
        if self._early is not None:
            self._early.append(event)
        else:
            await self._handle(event)

    def take_paste(self, text: str) -> None:
        """Take a text that is pasted, now or when the screen is built."""
        if self._early is not None:
            self._early.append(events.Paste(text))
        else:
            self._handle_paste(text)

    async def take_early(self) -> None:
        """Take what came before the screen was built."""
        while self._early:
            event = self._early.pop(0)
            if not self.is_current:  # one of them has closed this screen
                await self.app.on_event(event)
            elif isinstance(event, events.Key):
                await self._handle(event)
            else:
                self._handle_paste(event.text)
        self._early = None

    async def _handle(self, event: events.Key) -> None:
        await self._handle_key(event)

    @abstractmethod
    async def _handle_key(self, event: events.Key) -> None:
        """Do what a key stands for."""

    @abstractmethod
    def _handle_paste(self, text: str) -> None:
        """Do what is to be done with a text that is pasted."""
