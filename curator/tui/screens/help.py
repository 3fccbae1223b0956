"""The help screen: every key by group, every label with its rule and examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from textwrap import wrap

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from curator.model.scheme import Scheme
from curator.workflow.review.actions import Action, Keymap, key_display, label_action


class HelpScreen(ModalScreen[None]):
    """Scrolls with the arrows and pages; any other key leaves."""

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 100; height: 90%;
            background: $surface; border: round $primary; padding: 1 2;
        }
    }
    """
    _SCROLLING = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})

    def __init__(self, keymap: Keymap, scheme: Scheme) -> None:
        super().__init__()
        self._keymap = keymap
        self._scheme = scheme

    def compose(self) -> ComposeResult:
        """The text, in a box that scrolls."""
        self._text = Static()
        box = VerticalScroll(self._text)
        box.border_title = "Keys"
        box.border_subtitle = "↑ ↓ scroll · Esc closes"
        yield box

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the width of the box."""
        # 90 % of the screen, less its border, padding and scroll bar.
        width = min(100, event.size.width * 9 // 10) - 8
        self._text.update(Content("\n").join(self._lines(max(30, width))))

    def on_key(self, event: events.Key) -> None:
        """Any key that does not scroll closes the help."""
        if event.key not in self._SCROLLING:
            event.stop()
            event.prevent_default()
            # Of two keys at once the second finds the help gone already.
            if self.is_current:
                self.dismiss()

    def _lines(self, width: int) -> Iterator[Content]:
        actions = [action for action in self._keymap if not action.id.startswith("label:")]
        wide = min(max(len(_keys(action)) for action in actions), width // 3)
        for group, members in groupby(actions, key=lambda action: action.group):
            yield Content.styled(group, "bold $text-accent")
            for action in members:
                yield from _row(_keys(action).ljust(wide), action.description, width)
            yield Content("")
        for layer in self._scheme.layers:
            yield Content.styled(f"Labels of the layer {layer.name}", "bold $text-accent")
            for label in layer.labels:
                keys = _keys(self._keymap.actions[label_action(label.name)]).rjust(3)
                yield from _row(f"{keys}  {label.name:<8}", label.description, width)
                for sign, style, surfaces in (
                    ("+", "$text-success", label.examples),
                    ("-", "$text-error", label.counterexamples),
                ):
                    if surfaces:
                        yield from _row(" " * 12 + sign, " · ".join(surfaces), width, style)
            yield Content("")


def _row(head: str, text: str, width: int, style: str = "$foreground") -> Iterator[Content]:
    """A line with a head, and what does not fit on it below its text."""
    indent = len(head) + 4
    lines = wrap(text, max(12, width - indent)) or [""]
    yield Content.assemble((f"  {head}  ", "bold"), (lines[0], style))
    for line in lines[1:]:
        yield Content.assemble(" " * indent, (line, style))


def _keys(action: Action) -> str:
    return "  ".join(key_display(key) for key in action.keys)
