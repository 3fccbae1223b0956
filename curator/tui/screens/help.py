"""The help: the keys that work where it was asked for, and every label with its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from curator.model.scheme import Label, Scheme
from curator.text.fold import fold_accents
from curator.tui.cells import harmless
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.status_line import StatusLine
from curator.workflow.review.actions import Keymap, key_display, label_action

_SCROLLING: Final[dict[str, Callable[[VerticalScroll], None]]] = {
    "up": lambda box: box.scroll_up(animate=False),
    "down": lambda box: box.scroll_down(animate=False),
    "pageup": lambda box: box.scroll_page_up(animate=False),
    "pagedown": lambda box: box.scroll_page_down(animate=False),
    "home": lambda box: box.scroll_home(animate=False),
    "end": lambda box: box.scroll_end(animate=False),
}
_MARKERS = (("+", "$text-success"), ("-", "$text-error"))


class HelpScreen(ModalScreen[None], KeyedScreen[None]):
    """What works now comes first; what does nothing now follows, dimmed, with the reason.

    The arrows and pages scroll. Typing narrows to the lines that hold every word, without regard
    to accents; a key that types nothing narrows to its own line. Escape gives up the words, then
    the help.
    """

    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 100%; max-width: 104; height: 100%;
            background: $surface; border: round $primary;
            & > VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
            & > StatusLine { background: $surface; }
        }
    }
    """

    def __init__(
        self,
        keymap: Keymap,
        place: str,
        groups: Sequence[KeyGroup],
        scheme: Scheme | None = None,
    ) -> None:
        super().__init__()
        self._keymap = keymap
        self._place = place
        self._groups = groups
        self._scheme = scheme
        self._typed = ""
        self._key = ""
        """The key, as it is shown, to which the lines are narrowed; instead of words."""

    def compose(self) -> ComposeResult:
        """The lines in a box that scrolls, and what they are narrowed to."""
        self._text = Static()
        self._scroll = VerticalScroll(self._text)
        self._narrowed = StatusLine()
        box = Vertical(self._narrowed, self._scroll)
        box.border_title = Content(harmless(f"Keys · {self._place}"))
        box.border_subtitle = "type to narrow · ↑ ↓ scroll · Esc closes"
        yield box

    async def on_mount(self) -> None:
        """Show the lines."""
        self._show()
        await self.take_early()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the width of the box."""
        self._show()

    def _show(self) -> None:
        width = min(104, self.app.size.width) - 5  # less border, padding and scroll bar
        lines = list(self._lines(max(30, width)))
        if not lines:
            lines = [Content.styled("nothing here has that; Esc shows all again", "dim")]
        self._text.update(Content("\n").join(lines))
        if self._key:
            self._narrowed.show([("the key ", "muted"), (self._key, "key")])
        elif self._typed:
            self._narrowed.show([("with ", "muted"), (self._typed, "strong")])
        else:
            self._narrowed.show([("what works now comes first", "muted")])

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        if event.key in _SCROLLING:
            _SCROLLING[event.key](self._scroll)
        elif event.key == "escape" and (self._typed or self._key):
            self._narrow("")
        elif event.key in ("escape", "enter"):
            self.dismiss()
        elif event.key == "backspace":
            self._narrow(self._typed[:-1])
        elif asks_for_help(self._keymap, event, typing=bool(self._typed)):
            self.dismiss()
        elif event.is_printable and event.character:
            self._narrow(self._typed + event.character)
        else:
            self._narrow("", key_display(event.key))

    def _handle_paste(self, text: str) -> None:
        self._narrow(self._typed + " ".join(text.split()))

    def _narrow(self, typed: str, key: str = "") -> None:
        self._typed, self._key = typed.lstrip(), key
        self._show()
        self._scroll.scroll_home(animate=False)

    # -- lines -------------------------------------------------------------------------------

    def _lines(self, width: int) -> Iterator[Content]:
        shown = [(group, [row for row in group.rows if self._wants(row)]) for group in self._groups]
        rows = [row for _, some in shown for row in some]
        wide = min(max((len(_keys(row)) for row in rows), default=0), width // 3 + 1)
        for group, some in shown:
            working = [row for row in some if row.now]
            if working:
                yield _title(group.title)
            for row in working:
                yield from _key_lines(row, wide, width)
            if working:
                yield Content("")
        idle = [row for row in rows if not row.now]
        if idle:
            yield _title("Nothing to do for these now")
            for row in idle:
                yield from _key_lines(row, wide, width)
            yield Content("")
        if self._scheme is not None:
            yield from self._label_lines(self._scheme, width)

    def _label_lines(self, scheme: Scheme, width: int) -> Iterator[Content]:
        for layer in scheme.layers:
            labels = [label for label in layer.labels if self._wants_label(label)]
            if labels:
                yield _title(f"Labels of the layer {layer.name}")
            for label in labels:
                keys = "  ".join(self._label_keys(label)).rjust(3)
                yield from _row(
                    f"{keys}  {label.name:<8}", [(label.description, "$foreground")], width
                )
                for (sign, style), surfaces in zip(
                    _MARKERS, (label.examples, label.counterexamples), strict=True
                ):
                    if surfaces:
                        yield from _row(" " * 12 + sign, [(" · ".join(surfaces), style)], width)
            if labels:
                yield Content("")

    def _label_keys(self, label: Label) -> tuple[str, ...]:
        return tuple(map(key_display, self._keymap.actions[label_action(label.name)].keys))

    def _wants(self, row: KeyRow) -> bool:
        return self._wants_keys(row.keys, f"{_keys(row)} {row.what} {row.note}")

    def _wants_label(self, label: Label) -> bool:
        keys = self._label_keys(label)
        surfaces = (*label.examples, *label.counterexamples)
        return self._wants_keys(keys, " ".join((*keys, label.name, label.description, *surfaces)))

    def _wants_keys(self, keys: tuple[str, ...], text: str) -> bool:
        if self._key:
            return self._key in keys
        if self._typed in keys:
            return True
        folded = fold_accents(text)
        return all(word in folded for word in fold_accents(self._typed).split())


def _title(text: str) -> Content:
    return Content.styled(text, "bold $text-accent")


def _keys(row: KeyRow) -> str:
    return " ".join(row.keys)


def _key_lines(row: KeyRow, wide: int, width: int) -> Iterator[Content]:
    parts = [(row.what, "$foreground" if row.now else "dim")]
    if row.note:
        parts.append((harmless(row.note), "$text-warning" if row.now else "italic dim"))
    yield from _row(_keys(row).ljust(wide), parts, width, "bold" if row.now else "dim")


def _row(
    head: str, parts: Sequence[tuple[str, str]], width: int, style: str = "bold"
) -> Iterator[Content]:
    """A line with a head; what does not fit on it, and each further part, stands below its text."""
    indent = len(head) + 3
    first = f" {head}  "
    for text, look in parts:
        for line in wrap(text, max(12, width - indent), break_on_hyphens=False) or [""]:
            yield Content.assemble((first, style), (line, look))
            first = " " * indent
