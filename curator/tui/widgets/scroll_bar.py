"""The bar beside a list, drawn without Textual's way through a console and its own cache.

That way was a sixth of the time of a page: at each move every row of the bar was made anew.
"""

from __future__ import annotations

from collections.abc import Hashable

from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class RowScrollBar(ScrollBar):
    """Looks and works as Textual's; a row that stays the same is the same `Strip`."""

    def __init__(self, *, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._cells: dict[Hashable, Strip] = {}

    def notify_style_update(self) -> None:
        """Forget what another theme looked like."""
        super().notify_style_update()
        self._cells.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the bar."""
        shown = self.render()
        assert isinstance(shown, ScrollBarRender)
        style = self.app.console.get_style(shown.style)
        assert style.bgcolor is not None
        assert style.color is not None
        bar = ScrollBarRender.render_bar(
            size=self.size.height,
            virtual_size=shown.virtual_size,
            window_size=shown.window_size,
            position=shown.position,
            thickness=shown.thickness,
            back_color=style.bgcolor,
            bar_color=style.color,
        )
        segments = list(bar.segments)
        return [self._strip(segments[y]) for y in crop.line_range]

    def _strip(self, segment: Segment) -> Strip:
        strip = self._cells.get((segment.text, segment.style))
        if strip is None:
            filtered = list(Segment.apply_style([segment], self.rich_style))
            for line_filter in self.get_line_filters():
                filtered = line_filter.apply(filtered, self.background_colors[1])
            strip = Strip(filtered, self.thickness)
            self._cells[segment.text, segment.style] = strip
        return strip
