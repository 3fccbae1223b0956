"""The command palette: all acts by name."""

from __future__ import annotations

from contextlib import suppress

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's palette, which stands keys that come before its list is laid out.

    Textual looks such a list's current line up in a table that is not there yet.
    """

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
