"""Rows of text, one of them the current one; only those that are seen are ever drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from curator.tui.cells import fit
from curator.tui.part_style import PartStyle
from curator.tui.styles import HUE_PARTS, MUTED_PART, OK_PART, WARNING_PART
from curator.tui.widgets.row_list import RowList
from curator.tui.widgets.status_line import Part


class RowView(RowList[tuple[str, bool]], can_focus=False):
    """Draws rows by asking for them: `row(index, width)` gives the parts of one.

    Parts are as `StatusLine` has them, of the styles `strong`, `muted`, `ok`, `warning`, `hit`
    and the colours of labels; any text is shown harmless. After a change of the rows call
    `show_rows` with their number, or `redraw` for one of them; `go` makes one the current one and
    scrolls to it. All act before the next frame. A click on a row posts `Picked`.
    """

    PARTS: ClassVar[Mapping[str, PartStyle]] = HUE_PARTS | {
        "current": PartStyle(
            background="$foreground 16%", ansi=PartStyle(background="ansi_default", style="reverse")
        ),
        "strong": PartStyle(style="bold"),
        "muted": MUTED_PART,
        "ok": OK_PART,
        "warning": WARNING_PART,
        "hit": PartStyle(style="bold underline"),
    }

    @dataclass
    class Picked(Message):
        """A row was clicked, the `count`-th time in a row."""

        row: int
        count: int

    def __init__(self, row: Callable[[int, int], Sequence[Part]], count: int = 0) -> None:
        super().__init__()
        self._row = row
        self._count = count
        self.current = 0

    @property
    def page_rows(self) -> int:
        """How many rows a page up or down moves by."""
        return max(1, self.size.height - 1)

    def count_rows(self) -> int:
        """How many rows there are."""
        return self._count

    def show_rows(self, count: int, current: int, *, still: bool = False) -> None:
        """Draw all rows anew; there are so many now.

        With `still` the current one stays where it is on the screen, whatever came before it;
        unless the first row is seen, before which it is to be seen too.
        """
        moved = current - self.current if still and self.scroll_offset.y else 0
        self._count, self.current = count, current
        self.redraw_all(moved)

    def grow(self, count: int) -> None:
        """There are so many rows now; those that were there have not changed."""
        before, self._count = self._count, count
        self.redraw_from(before)

    def go(self, row: int) -> None:
        """Make a row the current one, as near as there is one, and scroll to it."""
        row = max(0, min(row, self._count - 1))
        before, self.current = self.current, row
        self.redraw(before)
        self.redraw(row)
        self.follow()

    def follow(self) -> None:
        """Scroll so that the current row is in sight, at once."""
        self.keep_in_sight(self.current, ahead=True)

    def draw_row(self, row: int, width: int) -> list[Segment]:
        """A row in exactly so many cells."""
        current = row == self.current
        base = self.look(("", current))
        segments = [Segment(" ", base)]
        used, room = 1, width - 1
        for part in self._row(row, room - 1):
            text, name = part if isinstance(part, tuple) else (part, "")
            shown, cells = fit(text, room - used)
            if cells:
                segments.append(Segment(shown, self.look((name, current))))
                used += cells
        segments.append(Segment(" " * (width - used), base))
        return segments

    def mix(self, key: tuple[str, bool]) -> Style:
        """The style of a part's name, on the current row or another."""
        name, current = key
        style = self.rich_style
        if current:
            style += self.part("current")
        if name not in self.PARTS:
            return style
        part = self.part(name)
        if name in HUE_PARTS:
            part = Style(color=part.color, bold=True)
        return style + part

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = self.row_at(event)
        if event.button == 1 and row is not None:
            self.post_message(self.Picked(row, event.chain))


def step_of(key: str, current: int, count: int, page: int) -> int | None:
    """The row that a key leads to; None where the key does not move."""
    steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -count, "end": count}
    step = steps.get(key)
    return None if step is None else max(0, min(current + step, count - 1))
