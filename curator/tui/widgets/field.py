"""How a key or a paste edits a text field, whoever has the focus."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.widgets import Input


async def edit_field(app: App[object], field: Input, event: events.Key) -> bool:
    """Type a key into a field, or edit its text with it; whether the key does anything there."""
    if event.key in _EDITS:
        await app.run_action(_EDITS[event.key], field)
    elif event.is_printable and event.character:
        field.replace(event.character, *field.selection)
    else:
        return False
    return True


def edits(event: events.Key) -> bool:
    """Whether a key types something or edits a field's text."""
    return event.key in _EDITS or bool(event.is_printable and event.character)


def paste_into(field: Input, text: str) -> None:
    """Put the first line of a text in the place of what is selected.

    Terminals paste a line's end as a carriage return.
    """
    lines = text.strip().splitlines()
    field.replace(typeable(lines[0]) if lines else "", *field.selection)


def typeable(text: str) -> str:
    """What a field may hold: a field shows its text as it is, so nothing that is a command."""
    return "".join(c for c in text if c.isprintable() or c in _JOINERS)


_JOINERS = "\u200c\u200d"
"""Not printable by Python's rule, but part of emoji and of some scripts."""

EDITING = (
    (("Left", "Right"), "Go a character to the left or right"),
    (("Ctrl+Left", "Ctrl+Right"), "Go a word to the left or right"),
    (("Home", "End"), "Go to the start or the end"),
    (("Backspace", "Del"), "Take away a character"),
    (("^W", "Ctrl+Backspace"), "Take away the word before or behind"),
    (("^U", "^K"), "Take away all before or behind"),
)
"""What is told of the keys below."""

_EDITS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""The keys with which a field is edited: Textual's own."""
