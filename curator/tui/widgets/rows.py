"""Rows of text, one of them the current one; only those that are seen are ever drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.tui.cells import fit
from curator.tui.styles import SteadyStyle, component_style, hue_classes, hue_css
from curator.tui.widgets.status_line import Part

_CACHED_ROWS: Final = 1000
_WHEEL_ROWS: Final = 3


class RowView(ScrollView, SteadyStyle, can_focus=False):
    """Draws rows by asking for them: `row(index, width)` gives the parts of one.

    Parts are as `StatusLine` has them, of the styles `strong`, `muted`, `ok`, `warning`, `hit`
    and the colours of labels; any text is shown harmless. After a change of the rows call
    `show_rows` with their number, or `redraw` for one of them; `go` makes one the current one and
    scrolls to it. All act before the next frame. A click on a row posts `Picked`.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = hue_classes("rows") | {
        "rows--current",
        "rows--strong",
        "rows--muted",
        "rows--ok",
        "rows--warning",
        "rows--hit",
    }

    DEFAULT_CSS = (
        """
    RowView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-color: $foreground 22%;
        background: $background;
        color: $foreground;
    """
        + hue_css("rows")
        + """
        & > .rows--current { background: $foreground 16%; }
        & > .rows--strong { text-style: bold; }
        & > .rows--muted { color: $foreground 66%; }
        & > .rows--ok { color: $text-success; }
        & > .rows--warning { color: $text-warning; text-style: bold; }
        & > .rows--hit { text-style: bold underline; }
        &:ansi {
            scrollbar-background: ansi_default;
            scrollbar-color: ansi_bright_black;
            & > .rows--current { background: ansi_default; text-style: reverse; }
            & > .rows--muted { color: ansi_default; text-style: dim; }
            & > .rows--ok { color: ansi_green; }
            & > .rows--warning { color: ansi_yellow; text-style: bold; }
        }
    }
    """
    )

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
        self._strips: dict[int, Strip] = {}
        self._component_style: dict[str, Style] = {}

    @property
    def page_rows(self) -> int:
        """How many rows a page up or down moves by."""
        return max(1, self.size.height - 1)

    def show_rows(self, count: int, current: int) -> None:
        """Draw all rows anew; there are so many now."""
        self._count, self.current = count, current
        self._strips.clear()
        self._fit()
        self.refresh()
        self._follow()

    def redraw(self, row: int) -> None:
        """Draw a row anew."""
        self._strips.pop(row, None)
        if 0 <= row - self.scroll_offset.y < self.size.height:
            self.refresh_line(row)

    def go(self, row: int) -> None:
        """Make a row the current one, as near as there is one, and scroll to it."""
        row = max(0, min(row, self._count - 1))
        before, self.current = self.current, row
        self.redraw(before)
        self.redraw(row)
        self._follow()

    def _follow(self) -> None:
        height = self.size.height
        if height <= 0:
            return
        margin = min(2, max(0, (height - 1) // 3))
        top = self.scroll_offset.y
        top = min(max(top, self.current + margin + 1 - height), self.current - margin)
        top = max(0, min(top, self._count - height))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)

    def _fit(self) -> None:
        size = Size(self.scrollable_content_region.width, self._count)
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self) -> None:
        """Fit the rows to the width and keep the current one in sight."""
        self._strips.clear()
        self._fit()
        self._follow()

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._component_style.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """A row of the view."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= self._count or width <= 0:
            return Strip.blank(max(0, width), self.rich_style)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._draw(row, width)
            if len(self._strips) >= _CACHED_ROWS:
                del self._strips[next(iter(self._strips))]
            self._strips[row] = strip
        return strip

    def _draw(self, row: int, width: int) -> Strip:
        base = self.rich_style
        if row == self.current:
            base += self._part("current")
        segments = [Segment(" ", base)]
        used, room = 1, width - 1
        for part in self._row(row, room - 1):
            text, name = part if isinstance(part, tuple) else (part, "")
            shown, cells = fit(text, room - used)
            if cells:
                segments.append(Segment(shown, base + self._named(name)))
                used += cells
        segments.append(Segment(" " * (width - used), base))
        return Strip(segments, width)

    def _named(self, name: str) -> Style:
        if f"rows--{name}" not in self.COMPONENT_CLASSES:
            return Style.null()
        style = self._part(name)
        if f"rows--{name}" in hue_classes("rows"):
            return Style(color=style.color, bold=True)
        return style

    def _part(self, name: str) -> Style:
        style = self._component_style.get(name)
        if style is None:
            style = component_style(self, f"rows--{name}")
            self._component_style[name] = style
        return style

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if event.button == 1 and 0 <= row < self._count:
            self.post_message(self.Picked(row, event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll at once."""
        self._wheel(event, _WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll at once."""
        self._wheel(event, -_WHEEL_ROWS)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False)


def step_of(key: str, current: int, count: int, page: int) -> int | None:
    """The row that a key leads to; None where the key does not move."""
    steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -count, "end": count}
    step = steps.get(key)
    return None if step is None else max(0, min(current + step, count - 1))
