"""How a screen tells the keys that work on it, and whether they do anything at this moment.

Every screen answers its help key with `show_help` and its own rows. A row is made from the keymap
where the key can be changed (`key_row`), and by hand where it is the screen's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import App

from curator.model.scheme import Layer, Scheme
from curator.tui.keys import action_of
from curator.workflow.review.actions import Keymap, key_display, label_action


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys as a person reads them, and what they do.

    `now`: whether they do anything at this moment; `note`: why not, or what is good to know.
    """

    keys: tuple[str, ...]
    what: str
    now: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Rows that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


def key_row(
    keymap: Keymap,
    action_id: str,
    what: str = "",
    *,
    now: bool = True,
    note: str = "",
    typing: bool = False,
) -> KeyRow:
    """The row of an act with the keys that it has; `what`: where it means something else here.

    With `typing` only those that type nothing: the others are the field's.
    """
    action = keymap.actions[action_id]
    keys = keys_that_type_nothing(keymap, action_id) if typing else action.keys
    return KeyRow(tuple(map(key_display, keys)), what or action.description, now, note)


def label_row(
    keymap: Keymap, layer: Layer, what: str, *, now: bool = True, note: str = ""
) -> KeyRow:
    """The row of the keys that give the labels of a layer."""
    names = [label.name for label in layer.labels]
    keys = (keymap.key_for(label_action(name)) for name in names)
    return KeyRow(tuple(key for key in keys if key), f"{what}: {', '.join(names)}", now, note)


def keys_that_type_nothing(keymap: Keymap, action_id: str) -> tuple[str, ...]:
    """The keys of an act that work while one types."""
    return tuple(key for key in keymap.actions[action_id].keys if len(key_display(key)) > 1)


def asks_for_help(keymap: Keymap, event: events.Key, *, typing: bool = False) -> bool:
    """Whether a key is the help key; while one types, a key that types is none."""
    if typing and event.is_printable:
        return False
    action = action_of(keymap, event)
    return action is not None and action.id == "help"


def show_help(
    app: App[Any],
    keymap: Keymap,
    place: str,
    groups: Iterable[KeyGroup],
    scheme: Scheme | None = None,
) -> None:
    """Show the keys of a place (a screen's name), and with `scheme` the labels' rules."""
    from curator.tui.screens.help import HelpScreen

    shown: Sequence[KeyGroup] = [group for group in groups if group.rows]
    app.push_screen(HelpScreen(keymap, place, shown, scheme))
