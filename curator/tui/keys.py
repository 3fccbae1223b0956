"""From a key event to the act that it stands for."""

from __future__ import annotations

import unicodedata

from textual import events

from curator.workflow.review.actions import Action, Keymap


def action_of(keymap: Keymap, event: events.Key) -> Action | None:
    """The act of a key. A letter that an input method composed counts as its base letter."""
    found = keymap.by_key.get(event.key)
    if found is None and event.character and event.is_printable and len(event.key) == 1:
        character = unicodedata.normalize("NFD", event.character)[0]
        character = {"đ": "d", "Đ": "D"}.get(character, character)
        found = keymap.by_key.get(character)
    return found
