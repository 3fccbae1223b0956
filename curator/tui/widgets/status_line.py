"""The status line: what is seen there is in the same frame as what it tells about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from curator.tui.cells import fit
from curator.tui.line_widget import LineWidget
from curator.tui.part_style import PartStyle
from curator.tui.styles import HUE_PARTS, MUTED_PART, OK_PART

Part = str | tuple[str, str]
"""A text, or a text with the name of a style: see `StatusLine`."""

Parts = str | Sequence[Part]


class StatusLine(LineWidget[str]):
    """One or more rows of text, each with a left and a right part.

    `show` draws before the next frame and lays nothing out. Any text may be given: it is shown
    harmless and never read as markup. The names of styles are `strong`, `muted`, `ok`, `warning`,
    `error`, `key`, and the colours of labels (`blue`, `cyan`, `green`, `yellow`, `magenta`,
    `red`, `plain`), which may stand with a state: `accepted` makes the fill. Where both parts
    find no room, the left one is cut with an ellipsis; the right one only when nothing is left.
    """

    ALLOW_SELECT = False

    PARTS: ClassVar[Mapping[str, PartStyle]] = HUE_PARTS | {
        "strong": PartStyle(style="bold"),
        "muted": MUTED_PART,
        "ok": OK_PART,
        "warning": PartStyle(
            color="$text-warning", ansi=PartStyle(color="ansi_yellow", style="bold")
        ),
        "error": PartStyle(
            color="$text-error", style="bold", ansi=PartStyle(color="ansi_red", style="bold")
        ),
        "key": PartStyle(
            color="$text-accent", style="bold", ansi=PartStyle(color="ansi_default", style="bold")
        ),
    }

    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(
        self,
        *,
        rows: int = 1,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._content: list[tuple[tuple[Part, ...], tuple[Part, ...]]] = [((), ())] * rows
        self._strips: dict[int, Strip] = {}
        self.styles.height = rows

    def forget_rows(self) -> None:
        """Draw all rows anew."""
        self._strips.clear()

    def set_rows(self, rows: int) -> None:
        """Have so many rows, empty to begin with."""
        self._content = [((), ())] * rows
        self.styles.height = rows
        self.forget_rows()

    def show(self, left: Parts, right: Parts = "", *, row: int = 0) -> None:
        """Show two texts on a row, in place of what was there.

        Raises:
            IndexError: the line has no such row.
        """
        content = _parts(left), _parts(right)
        if content != self._content[row]:
            self._content[row] = content
            self._strips.pop(row, None)
            self.refresh(Region(0, row, self.size.width, 1))

    @property
    def plain(self) -> str:
        """What is seen, without styles: for tests and for people who listen."""
        width = self.size.width
        return "\n".join(self._draw(row, width).text for row in range(len(self._content)))

    def render_line(self, y: int) -> Strip:
        """A row of the line."""
        strip = self._strips.get(y)
        width = self.content_region.width
        if strip is None or strip.cell_length != width:
            if y < len(self._content):
                strip = self._draw(y, width)
            else:
                strip = Strip.blank(width, self.ground)
            self._strips[y] = strip
        return strip

    def _draw(self, row: int, width: int) -> Strip:
        left, right = self._content[row]
        base = self.ground
        inner = max(0, width - 2)
        tail, taken = self._segments(right, inner)
        room = inner - taken - (2 if taken else 0)
        head, used = self._segments(left, room)
        gap = max(0, inner - taken - used)
        edge = Segment(" ", base)
        segments = [edge, *head, Segment(" " * gap, base), *tail, edge]
        return Strip(segments, inner + 2).adjust_cell_length(width, base)

    def _segments(self, parts: Iterable[Part], room: int) -> tuple[list[Segment], int]:
        segments = []
        used = 0
        for part in parts:
            text, name = part if isinstance(part, tuple) else (part, "")
            shown, cells = fit(text, room - used)
            if cells:
                segments.append(Segment(shown, self.look(name)))
                used += cells
        return segments, used

    def mix(self, name: str) -> Style:
        """The style of a part's name."""
        base = self.rich_style
        hue, _, state = name.partition(" ")
        if hue not in self.PARTS:
            return base
        style = self.part(hue)
        if hue in HUE_PARTS and state != "accepted":
            style = Style(color=style.color, bold=True)
        return base + style


def _parts(parts: Parts) -> tuple[Part, ...]:
    return (parts,) if isinstance(parts, str) else tuple(parts)
