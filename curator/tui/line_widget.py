"""Widgets that draw their own rows, at little more cost than the rows themselves."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from curator.tui.part_style import PartStyle

Look = TypeVar("Look", bound=Hashable)
"""What a widget's styles depend on."""


class LineWidget(Widget, Generic[Look]):
    """A widget whose `render_line` is all that is seen of it.

    Textual keeps rows of its own for each widget, made from those of `render_line`, and puts all
    rows of all widgets through its filters at each frame, if a single cell has changed; that was
    most of the work of a key. Here the rows go to the screen as they are, so give the same `Strip`
    again for a row that has not changed, as wide as the widget, and take the styles from `look`,
    which filters them once. Such a widget has no border, no padding and no opacity.

    Name it after the widget's other bases: Textual takes its CSS from the first.
    """

    PARTS: ClassVar[Mapping[str, PartStyle]] = {}
    """How the parts of its rows look, by name."""

    def __init__(self, *children: Widget, **settings: Any) -> None:
        self._own_style: Style | None = None
        self._ground: Style | None = None
        self._looks: dict[Look, Style] = {}
        self._parts: dict[str, Style] = {}
        super().__init__(*children, **settings)

    # Styles

    def look(self, key: Look) -> Style:
        """The style that `mix` makes, as the terminal gets it; worked out once."""
        style = self._looks.get(key)
        if style is None:
            style = self._looks[key] = self._filtered(self.mix(key))
        return style

    def mix(self, key: Look) -> Style:
        """The style of a cell, from `rich_style` and the `part`s."""
        raise NotImplementedError

    @property
    def ground(self) -> Style:
        """The style of cells with nothing on them, as the terminal gets it."""
        if self._ground is None:
            self._ground = self._filtered(self.rich_style)
        return self._ground

    def _filtered(self, style: Style) -> Style:
        """A style without colours where `NO_COLOR` says so, and the like."""
        background = self.background_colors[1]
        segments = [Segment(" ", style)]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, background)
        return segments[0].style or Style.null()

    def part(self, name: str) -> Style:
        """What a part of this widget has of its own, on its ground; worked out once.

        Raises:
            KeyError: `PARTS` has no such part.
        """
        style = self._parts.get(name)
        if style is None:
            part = self.PARTS[name]
            style = self._parts[name] = part.shown(self.app, self.background_colors[1])
        return style

    @property
    def rich_style(self) -> Style:
        """The widget's style, blended with those of its ancestors; worked out once."""
        if self._own_style is None:
            self._own_style = super().rich_style
        return self._own_style

    def notify_style_update(self) -> None:
        """Forget what another theme looked like."""
        super().notify_style_update()
        self._own_style = self._ground = None
        self._looks.clear()
        self._parts.clear()
        self.forget_rows()

    # Rows

    def forget_rows(self) -> None:
        """Drop the rows that are kept: their styles are not what they were."""

    def rows(self, shown: range) -> list[Strip]:
        """Rows of what is seen: `render_line` of each, or quicker."""
        return [self.render_line(y) for y in shown]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget."""
        strips = self.rows(crop.line_range)
        if crop.x or crop.width != self.outer_size.width:
            strips = [strip.crop(crop.x, crop.right) for strip in strips]
        return strips
