"""What all lists of rows do: draw those that are seen, each once, and keep one in sight."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from curator.tui.line_widget import LineWidget, Look
from curator.tui.pause import after_pause
from curator.tui.widgets.scroll_bar import RowScrollBar

_CACHED_ROWS: Final = 1000
_BLANK: Final = -1
_WHEEL_ROWS: Final = 3
_DRAWN_AT_ONCE: Final = 8
_BETWEEN_PARTS: Final = 0.002
"""Seconds between two parts of what is drawn ahead: a key never waits for more than one."""


class RowList(ScrollView, LineWidget[Look], can_focus=False):
    """A list of rows of which one may be the current one.

    A list says how many rows it has (`count_rows`), draws one (`draw_row`), and which is kept in
    sight (`follow`). Nothing is kept here but what was drawn: after a change call `redraw` for a
    row or `redraw_all`. All act before the next frame; the wheel scrolls at once.
    """

    ALLOW_SELECT = False

    DEFAULT_CSS: ClassVar[str] = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 22%;
        scrollbar-color-hover: $foreground 35%;
        scrollbar-color-active: $foreground 50%;
        background: $background;
        color: $foreground;
        &:ansi {
            scrollbar-background: ansi_default;
            scrollbar-background-hover: ansi_default;
            scrollbar-background-active: ansi_default;
            scrollbar-color: ansi_bright_black;
            scrollbar-color-hover: ansi_white;
            scrollbar-color-active: ansi_white;
        }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: dict[int, Strip] = {}
        self._widths = (0, 0)
        """Those of the rows and of the list, for which rows were drawn."""
        self._is_drawing_ahead = False

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar, made when it is asked for the first time."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = RowScrollBar(thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def count_rows(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw_row(self, row: int, width: int) -> list[Segment]:
        """A row in exactly so many cells."""
        raise NotImplementedError

    def blank_row(self, width: int) -> list[Segment]:
        """A row below the last one."""
        return [Segment(" " * width, self.ground)]

    def follow(self) -> None:
        """Scroll so that the current row is in sight, at once."""
        raise NotImplementedError

    def redraw(self, row: int) -> None:
        """Draw a row anew."""
        self._strips.pop(row, None)
        if 0 <= row - self.scroll_offset.y < self.size.height:
            self.refresh_line(row)

    def redraw_all(self, moved: int = 0) -> None:
        """Draw all rows anew; there may be more or fewer of them now, `moved` more at the top."""
        self._strips.clear()
        self._fit()
        if moved:
            self.scroll_to(y=max(0, self.scroll_offset.y + moved), animate=False, force=True)
        self.refresh()
        self.follow()

    def redraw_from(self, row: int) -> None:
        """Draw the rows anew that have come from this one on, where there was none before."""
        self._fit()
        if row < self.scroll_offset.y + self.size.height:
            self.refresh()

    def keep_in_sight(self, row: int, *, ahead: bool = False) -> None:
        """Scroll as far as a row needs to be seen with others around it.

        With `ahead` by most of the height: the rows then stand still for many steps, and little is
        drawn anew.
        """
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        top = self.scroll_offset.y
        margin = min(2, max(0, (height - 1) // 3))
        if row < top + margin:
            top = row - height + 1 + 2 * margin if ahead else row - margin
        elif row >= top + height - margin:
            top = row - 2 * margin if ahead else row + margin + 1 - height
        top = max(0, min(top, self.count_rows() - height))
        if top != self.scroll_offset.y:
            # By force: at the first layout the scrollbar is not there yet.
            self.scroll_to(y=top, animate=False, force=True)
            self._draw_ahead()

    def _draw_ahead(self) -> None:
        """Draw between the keys what a page up or down will show: a page then costs no more."""
        if not self._is_drawing_ahead:
            self._is_drawing_ahead = True
            after_pause(self, _BETWEEN_PARTS, self._draw_part)

    def _draw_part(self) -> None:
        self._is_drawing_ahead = False
        width, height = self.scrollable_content_region.size
        top, count = self.scroll_offset.y, self.count_rows()
        ahead = (*range(top + height, top + 2 * height), *range(top - 1, top - height - 1, -1))
        wanted = [row for row in ahead if 0 <= row < count and row not in self._strips]
        if not wanted or not width or not self.is_attached:
            return
        for row in wanted[:_DRAWN_AT_ONCE]:
            self._draw(row, width)
        self._draw_ahead()

    def _fit(self) -> None:
        size = Size(self.scrollable_content_region.width, self.count_rows())
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self) -> None:
        """Fit the rows to the width and keep the current one in sight."""
        widths = self.scrollable_content_region.width, self.outer_size.width
        if widths != self._widths:  # Textual tells of other numbers of rows in the same way
            self._widths = widths
            self._strips.clear()
        self._fit()
        self.follow()

    def forget_rows(self) -> None:
        """Draw all rows anew."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """A row of what is seen."""
        return self.rows(range(y, y + 1))[0]

    def rows(self, shown: range) -> list[Strip]:
        """Rows of what is seen; those below the last are blank."""
        width = max(0, self.scrollable_content_region.width)
        top, count, strips = self.scroll_offset.y, self.count_rows(), self._strips
        found = []
        for y in shown:
            row = y + top if y + top < count else _BLANK
            strip = strips.get(row)
            if strip is None:
                strip = self._draw(row, width)
            found.append(strip)
        return found

    def _draw(self, row: int, width: int) -> Strip:
        whole = self.outer_size.width
        if not width:
            return Strip.blank(whole, self.ground)
        segments = self.blank_row(width) if row == _BLANK else self.draw_row(row, width)
        if whole > width:  # The scrollbar's place, where there is none.
            segments.append(Segment(" " * (whole - width), self.ground))
        strip = Strip(segments, whole)
        if len(self._strips) >= _CACHED_ROWS:
            del self._strips[next(iter(self._strips))]
        self._strips[row] = strip
        return strip

    # The mouse

    def row_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse, None below the last."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        return row if 0 <= row < self.count_rows() else None

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
