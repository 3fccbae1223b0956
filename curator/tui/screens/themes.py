"""The themes to choose from: the one that is looked at is shown on the whole screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, key_row, show_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part
from curator.workflow.review.actions import Keymap


def theme_names(app: App[Any]) -> list[str]:
    """All themes, Textual's own two first."""
    names = sorted(app.available_themes)
    return sorted(names, key=lambda name: not name.startswith("textual-"))


class ThemesScreen(ModalScreen[str | None], KeyedScreen[str | None]):
    """Enter gives the current theme, Escape gives None and shows the one before again."""

    DEFAULT_CSS = """
    ThemesScreen {
        align: right top;
        background: transparent;
        & > Vertical {
            width: 30; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0;
        }
    }
    """

    def __init__(self, app: App[Any], keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._names = theme_names(app)
        self._before = app.theme
        self._view = RowView(self._row, len(self._names))
        self._view.current = self._names.index(app.theme)

    def compose(self) -> ComposeResult:
        """The names in a box at the side, so that much of the screen is seen."""
        self._view.styles.height = len(self._names)
        box = Vertical(self._view)
        box.border_title = Content("Theme")
        box.border_subtitle = Content("Enter saves · Esc leaves")
        yield box

    def _row(self, row: int, width: int) -> Sequence[Part]:
        name = self._names[row]
        return [("• " if name == self._before else "  ", "ok"), name]

    async def on_mount(self) -> None:
        """Take the keys that came meanwhile."""
        await self.take_early()

    async def _handle_key(self, event: events.Key) -> None:
        view = self._view
        row = step_of(event.key, view.current, len(self._names), view.page_rows)
        if row is not None:
            self._try(row)
        elif event.key == "enter":
            self.dismiss(self._names[view.current])
        elif event.key == "escape":
            self._leave()
        elif asks_for_help(self._keymap, event):
            show_help(self.app, self._keymap, "themes", self.keys_now())

    def _handle_paste(self, text: str) -> None:
        pass  # there is nothing to type into

    def _try(self, row: int) -> None:
        self._view.go(row)
        self.app.theme = self._names[self._view.current]

    def _leave(self) -> None:
        self.app.theme = self._before
        self.dismiss(None)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the box."""
        yield KeyGroup(
            "Themes",
            (
                KeyRow(("Up", "Down"), "Look at the theme above or below"),
                KeyRow(("PgUp", "PgDn", "Home", "End"), "Look further"),
                KeyRow(("Enter",), "Take the theme, and save it"),
                KeyRow(("Click",), "Look at a theme; a double click takes it"),
                key_row(self._keymap, "help", "Show these keys"),
                KeyRow(("Esc",), "Leave, with the theme from before"),
            ),
        )

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click looks at a theme, a double click chooses it."""
        if self.is_current:
            self._try(message.row)
            if message.count == 2:
                self.dismiss(self._names[message.row])
