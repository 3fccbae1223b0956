"""From a key event to the act that it stands for."""

from __future__ import annotations

import unicodedata
from typing import Protocol, runtime_checkable

from textual import events

from curator.workflow.review.actions import Action, Keymap


@runtime_checkable
class TakesKeys(Protocol):
    """A screen that takes its keys at once, from the first one after it was made.

    Keys that come in a burst are handled in their order then, whatever screens they open and
    close: none waits in the queue of a screen that has closed meanwhile.
    """

    async def take_key(self, event: events.Key) -> None:
        """Do what a key stands for."""

    def take_paste(self, text: str) -> None:
        """Take a text that is pasted."""


def action_of(keymap: Keymap, event: events.Key) -> Action | None:
    """The act of a key. A letter that an input method composed counts as its base letter."""
    return keymap.by_key.get(event.key) or keymap.by_key.get(base_key(event))


def base_key(event: events.Key) -> str:
    """The name of a key; of a letter that an input method composed, its base letter."""
    if event.character and event.is_printable and len(event.key) == 1:
        character = unicodedata.normalize("NFD", event.character)[0]
        return {"đ": "d", "Đ": "D"}.get(character, character)
    return event.key
