"""The help: the keys that work where it was asked for, and every label with its rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from curator.model.scheme import Label, Scheme
from curator.text.fold import fold_accents
from curator.tui.cells import harmless
from curator.tui.part_style import PartStyle
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.rows import RowView
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.review.actions import Keymap, key_display, label_action

_WIDEST = 104
_EDGES = 6
"""Cells of the box that hold no text: border, edges, scroll bar."""

Line = list[Part]


class HelpLines(RowView):
    """The lines of the help: all are read, none is the current one."""

    PARTS: ClassVar[Mapping[str, PartStyle]] = {
        **RowView.PARTS,
        "title": PartStyle(
            color="$text-accent",
            style="bold",
            ansi=PartStyle(color="ansi_default", style="bold underline"),
        ),
        "no": PartStyle(color="$text-error", ansi=PartStyle(color="ansi_red")),
        "why": PartStyle(
            color="$foreground 66%",
            style="italic",
            ansi=PartStyle(color="ansi_default", style="dim italic"),
        ),
    }

    DEFAULT_CSS = """
    HelpLines {
        background: $surface;
        &:ansi { background: ansi_default; }
    }
    """

    def __init__(self) -> None:
        super().__init__(lambda row, _: self._lines[row])
        self._lines: Sequence[Line] = []
        self.current = -1

    def tell(self, lines: Sequence[Line]) -> None:
        """Show other lines, from the first on."""
        self._lines = lines
        self.show_rows(len(lines), -1)
        self.scroll_to(y=0, animate=False)

    def follow(self) -> None:
        """Stay: there is no current line."""

    def scroll_by(self, key: str) -> bool:
        """Scroll as a key says; whether it is one that does."""
        page, end = self.page_rows, len(self._lines)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -end, "end": end}
        if key not in steps:
            return False
        self.scroll_to(y=self.scroll_offset.y + steps[key], animate=False)
        return True


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
        self._view = HelpLines()
        self._narrowed = StatusLine()
        self._box = Vertical(self._narrowed, self._view)
        self._box.border_title = Content(harmless(f"Keys · {self._place}"))
        yield self._box

    async def on_mount(self) -> None:
        """Take the keys that came meanwhile; the lines are shown with the first size."""
        await self.take_early()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out for the width of the box."""
        self._show()

    def _show(self) -> None:
        width = max(30, min(_WIDEST, self.app.size.width) - _EDGES)
        lines = list(self._lines(width))
        self._view.tell(lines or [[("nothing here has that; Esc shows all again", "muted")]])
        leave = "shows all" if self._key or self._typed else "closes"
        self._box.border_subtitle = f"type to narrow · ↑ ↓ scroll · Esc {leave}"
        if self._key:
            self._narrowed.show([("the key ", "muted"), (self._key, "key")])
        elif self._typed:
            self._narrowed.show([("with ", "muted"), (self._typed, "strong")])
        else:
            self._narrowed.show([("what works now comes first", "muted")])

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        if self._view.scroll_by(event.key):
            return
        if event.key == "escape" and (self._typed or self._key):
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

    # -- lines -------------------------------------------------------------------------------

    def _lines(self, width: int) -> Iterator[Line]:
        shown = [(group, [row for row in group.rows if self._wants(row)]) for group in self._groups]
        rows = [row for _, some in shown for row in some]
        wide = min(max((len(_keys(row)) for row in rows), default=0), width // 3 + 1)
        idle = KeyGroup("Nothing to do for these now", tuple(row for row in rows if not row.now))
        working = [(group.title, [row for row in some if row.now]) for group, some in shown]
        for title, some in (*working, (idle.title, list(idle.rows))):
            if some:
                yield [(title, "title")]
                for row in some:
                    yield from _key_lines(row, wide, width)
                yield []
        if self._scheme is not None:
            yield from self._label_lines(self._scheme, width)

    def _label_lines(self, scheme: Scheme, width: int) -> Iterator[Line]:
        for layer in scheme.layers:
            labels = [label for label in layer.labels if self._wants_label(label)]
            if labels:
                yield [(f"Labels of the layer {layer.name}", "title")]
            for label in labels:
                keys = " ".join(self._label_keys(label))
                head: Line = [(f" {keys:>3}  ", "strong"), (f"{label.name:<8}  ", label.colour)]
                yield from _row(head, [(label.description, "")], width)
                for sign, style, surfaces in (
                    ("+", "ok", label.examples),
                    ("-", "no", label.counterexamples),
                ):
                    if surfaces:
                        told = [(" · ".join(surfaces), style)]
                        yield from _row([(f"{' ' * 14}{sign} ", "strong")], told, width)
            if labels:
                yield []

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


def _keys(row: KeyRow) -> str:
    return " ".join(row.keys)


def _key_lines(row: KeyRow, wide: int, width: int) -> Iterator[Line]:
    parts = [(row.what, "" if row.now else "muted")]
    if row.note:
        parts.append((row.note, "warning" if row.now else "why"))
    head: Line = [(f" {_keys(row):<{wide}}  ", "strong" if row.now else "muted")]
    yield from _row(head, parts, width)


def _row(head: Line, parts: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    """A line with a head; what does not fit on it, and each further part, stands below its text."""
    indent = sum(len(part) if isinstance(part, str) else len(part[0]) for part in head)
    for text, style in parts:
        for line in wrap(text, max(12, width - indent), break_on_hyphens=False) or [""]:
            yield [*head, (line, style)]
            head = [" " * indent]
