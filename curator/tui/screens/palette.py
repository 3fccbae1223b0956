"""The command palette: all acts by name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import Command, CommandList, CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList

from curator.tui.screen_keys import (
    KeyGroup,
    KeyRow,
    keys_that_type_nothing,
    show_help,
)
from curator.tui.widgets.field import EDITING
from curator.workflow.review.actions import Keymap, key_display


class Palette(CommandPalette):
    """Textual's palette, which stands keys that come before its list is laid out.

    Textual looks such a list's current line up in a table that is not there yet. And of several
    keys that come before the first is handled it would let each do the act and each leave a
    screen, also the last one, which ends the app.
    """

    # Without colours the current act would look like all others; Textual draws none in reverse.
    DEFAULT_CSS = """
    Palette CommandList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        keys = keys_that_type_nothing(keymap, "help")
        self._help_keys = tuple(map(key_display, keys))
        told = f"; {self._help_keys[0]} shows the keys" if keys else ""
        super().__init__(placeholder=f"Search all acts{told}", id=id)
        self._keymap = keymap
        self._is_left = False
        if keys:  # Before the field has them: keys right behind are the help's.
            self._bindings.bind(",".join(keys), "help", priority=True)

    def action_help(self) -> None:
        """Show what the keys do here."""
        show_help(self.app, self._keymap, "acts", self.keys_now())

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the palette; those that edit are Textual's own."""
        acts = self.query_one(CommandList)
        current = acts.highlighted_option
        act = str(current.hit.text) if isinstance(current, Command) else ""
        none = "" if act else "no act has these words"
        yield KeyGroup(
            "Acts",
            (
                KeyRow(("Enter",), f"Leave, and do the act: {act}" if act else "Do the act",
                       not none, none),
                KeyRow(("Esc",), "Leave; nothing is done"),
                KeyRow(("Up", "Down"), "Go to the act above or below", not none, none),
                KeyRow(("PgUp", "PgDn"), "Go a page up or down", not none, none),
                KeyRow(("Ctrl+Home", "Ctrl+End"), "Go to the first or last act", not none, none),
                KeyRow(("Click",), "Do an act; beside the list: leave"),
                KeyRow(self._help_keys, "Show these keys"),
            ),
        )  # fmt: skip
        empty = "" if self.query_one(Input).value else "there is no text yet"
        yield KeyGroup(
            "Text",
            (
                KeyRow(("a…",), "Narrow the acts to those that have these letters in this order"),
                *(KeyRow(keys, what, not empty, empty) for keys, what in EDITING),
            ),
        )

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once."""
        if self._is_left:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _choose_nothing_more(self, event: Message) -> None:
        """Keep Textual's own handler, the next to be called, from doing the act again."""
        if self._is_left:
            event.stop()
            event.prevent_default()
