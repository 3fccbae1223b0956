"""The command palette: all acts by name."""

from __future__ import annotations

from contextlib import suppress

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList


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

    _is_left = False

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
