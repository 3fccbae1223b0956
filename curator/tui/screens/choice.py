"""A box of rows over the review: one may be chosen, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from curator.tui.cells import harmless
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, show_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part
from curator.workflow.review.actions import Keymap


class ChoiceScreen(ModalScreen[int | None], KeyedScreen[int | None]):
    """The arrows move, Enter gives the number of the current row, Escape gives None."""

    DEFAULT_CSS = """
    ChoiceScreen {
        align: center middle;
        & > Vertical {
            width: 94%; max-width: 130; height: auto; max-height: 80%;
            background: $surface; border: round $primary; padding: 0;
        }
    }
    """

    def __init__(
        self,
        keymap: Keymap,
        title: str,
        rows: Sequence[Sequence[Part]],
        act: str,
        current: int = 0,
    ) -> None:
        super().__init__()
        self._keymap = keymap
        self._heading = title
        self._rows = rows
        self._act = act
        self._first = current

    def compose(self) -> ComposeResult:
        """The rows in a box that says what Enter does."""
        self._view = RowView(lambda row, _: self._rows[row], len(self._rows))
        self._view.current = self._first
        self._view.styles.height = len(self._rows)
        box = Vertical(self._view)
        box.border_title = Content(harmless(self._heading))
        help_key = self._keymap.key_for("help")
        hints = [
            "↑ ↓",
            f"Enter {self._act}",
            *([f"{help_key} keys"] * bool(help_key)),
            "Esc closes",
        ]
        box.border_subtitle = Content(" · ".join(hints))
        yield box

    async def on_mount(self) -> None:
        """Take the keys that came meanwhile."""
        await self.take_early()

    async def _handle_key(self, event: events.Key) -> None:
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self.dismiss(self._view.current)
        elif asks_for_help(self._keymap, event):
            show_help(self.app, self._keymap, "choice", self.keys_now())
        else:
            view = self._view
            row = step_of(event.key, view.current, len(self._rows), view.page_rows)
            if row is not None:
                view.go(row)

    def _handle_paste(self, text: str) -> None:
        pass  # there is nothing to type into

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the box."""
        yield KeyGroup(
            "Choice",
            (
                KeyRow(("Up", "Down"), "Go to the row above or below"),
                KeyRow(("PgUp", "PgDn"), "Go a page up or down"),
                KeyRow(("Home", "End"), "Go to the first or last row"),
                KeyRow(("Enter",), f"Take the row: {self._act}"),
                KeyRow(("Esc",), "Leave without a choice"),
                KeyRow(("Click",), "Go to a row; a double click takes it"),
            ),
        )

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click moves there, a double click chooses."""
        self._view.go(message.row)
        if message.count == 2 and self.is_current:
            self.dismiss(message.row)
