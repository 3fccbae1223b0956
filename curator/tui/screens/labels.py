"""The labels to choose from, each with its rule in short; the rule of the current one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from curator.model.scheme import Label, Scheme
from curator.tui.cells import harmless
from curator.tui.keys import action_of
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, key_row, label_row, show_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.guideline import Guideline
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part
from curator.workflow.review.actions import Keymap, label_action


class LabelsScreen(ModalScreen[str | None], KeyedScreen[str | None]):
    """Enter gives the current label's name, a label's own key that label's, Escape gives None."""

    DEFAULT_CSS = """
    LabelsScreen {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 120; height: auto; max-height: 100%;
            background: $surface; border: round $primary; padding: 0;
        }
    }
    """

    def __init__(self, keymap: Keymap, scheme: Scheme, title: str, first: str | None) -> None:
        super().__init__()
        self._keymap = keymap
        self._scheme = scheme
        self._heading = title
        self._labels = list(scheme.labels.values())
        names = [label.name for label in self._labels]
        self._first = names.index(first) if first in names else 0

    def compose(self) -> ComposeResult:
        """The labels, and below them the rule of the current one."""
        self._view = RowView(self._row, len(self._labels))
        self._view.current = self._first
        self._rule = Guideline(self._keymap, self._scheme, share=0.28)
        box = Vertical(self._view, self._rule)
        box.border_title = Content(harmless(self._heading))
        hints = ["↑ ↓", "Enter or a label's key gives it", "Esc closes"]
        box.border_subtitle = Content(" · ".join(hints))
        yield box

    async def on_mount(self) -> None:
        """Show the rule of the current label."""
        self._show()
        await self.take_early()

    def on_resize(self, event: events.Resize) -> None:
        """As many labels at once as there is room for."""
        rules = max(4, int(event.size.height * 0.28))
        self._view.styles.height = max(3, min(len(self._labels), event.size.height - rules - 2))

    def _show(self) -> None:
        self._rule.tell(self._labels[self._view.current].name)

    def _row(self, row: int, width: int) -> Sequence[Part]:
        label = self._labels[row]
        return [
            (f"{self._keymap.key_for(label_action(label.name)):>4}  ", "strong"),
            (f"{label.name:<9} ", label.colour),
            label.rule,
        ]

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        action = action_of(self._keymap, event)
        label = self._label_of(action.id) if action is not None else None
        row = step_of(event.key, self._view.current, len(self._labels), self._view.page_rows)
        if row is not None:
            self._view.go(row)
            self._show()
        elif event.key == "enter":
            self.dismiss(self._labels[self._view.current].name)
        elif label is not None:
            self.dismiss(label.name)
        elif asks_for_help(self._keymap, event):
            show_help(self.app, self._keymap, "labels", self.keys_now(), self._scheme)
        elif event.key == "escape" or (action is not None and action.id in _LEAVING):
            self.dismiss(None)

    def _handle_paste(self, text: str) -> None:
        pass  # there is nothing to type into

    def _label_of(self, action_id: str) -> Label | None:
        return next((one for one in self._labels if label_action(one.name) == action_id), None)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the box."""
        yield KeyGroup(
            "Labels",
            (
                KeyRow(("Enter",), "Give the current label, and go on"),
                *(label_row(self._keymap, layer, "Give") for layer in self._scheme.layers),
                KeyRow(("Up", "Down"), "Go to the label above or below, and see its rule"),
                KeyRow(("PgUp", "PgDn", "Home", "End"), "Go further"),
                KeyRow(("Click",), "Go to a label; a double click gives it"),
                KeyRow(
                    tuple(key for act in _LEAVING for key in key_row(self._keymap, act).keys),
                    "Leave without a label",
                ),
            ),
        )

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click moves there, a double click chooses."""
        self._view.go(message.row)
        self._show()
        if message.count == 2 and self.is_current:
            self.dismiss(self._labels[message.row].name)


_LEAVING = ("cancel", "guideline", "quit")
"""The acts whose keys leave the box."""
