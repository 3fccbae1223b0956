"""The list of a document's spans, of which only the rows that are seen are ever drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.model.review import SpanState
from curator.model.scheme import Scheme
from curator.tui.cells import fit
from curator.tui.page import Page, ShownSpan
from curator.tui.styles import (
    ACTIVE,
    FLAG,
    PLAIN_HUE,
    SIGNS,
    SteadyStyle,
    component_style,
    hue_classes,
    hue_css,
)

_CACHED_ROWS: Final = 1000
_TAG: Final = 4
_HEAD: Final = 5 + _TAG
"""Cells before the text: mark, sign, tag, and the spaces around them."""

_VALUE_FROM: Final = 30
_SOURCE_FROM: Final = 50
_SOURCE: Final = 8
_WHEEL_ROWS: Final = 3


class SpanList(ScrollView, SteadyStyle, can_focus=False):
    """One row a span of a `Page`: state, tag, text, value with unit, source, flag.

    Columns come as the width allows: the text always, the value from 30 cells on, the source
    from 50. The row of the active span stands out and is kept in sight.

    The list holds no state of the review. After a change of the page call `touch` with the
    spans that changed; `refresh_rows` where spans came or went; `follow` where another span is
    active. All act before the next frame. A click on a row posts `Picked`.
    """

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = hue_classes("spans") | {
        "spans--active",
        "spans--accepted",
        "spans--rejected",
        "spans--muted",
        "spans--flag",
    }

    DEFAULT_CSS = (
        """
    SpanList {
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
    """
        + hue_css("spans")
        + """
        & > .spans--active { background: $foreground 14%; text-style: bold; }
        & > .spans--accepted { color: $foreground; }
        & > .spans--rejected { color: $foreground 58%; text-style: strike; }
        & > .spans--muted { color: $foreground 66%; }
        & > .spans--flag { color: $text-warning; text-style: bold; }
        &:ansi {
            scrollbar-background: ansi_default;
            scrollbar-background-hover: ansi_default;
            scrollbar-background-active: ansi_default;
            scrollbar-color: ansi_bright_black;
            scrollbar-color-hover: ansi_white;
            scrollbar-color-active: ansi_white;
            & > .spans--active { background: ansi_default; text-style: reverse bold; }
            & > .spans--accepted { color: ansi_default; }
            & > .spans--rejected { color: ansi_default; text-style: strike dim; }
            & > .spans--muted { color: ansi_default; text-style: dim; }
            & > .spans--flag { color: ansi_yellow; text-style: bold; }
        }
    }
    """
    )

    @dataclass
    class Picked(Message):
        """A row was clicked, the `count`-th time in a row."""

        view: SpanList
        span_id: int
        count: int

        @property
        def control(self) -> SpanList:
            """The list that was clicked."""
            return self.view

    def __init__(
        self,
        page: Page,
        scheme: Scheme,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._page = page
        self._scheme = scheme
        self._strips: dict[int, Strip] = {}
        self._drawn_active: int | None = None
        self._component_style: dict[str, Style] = {}

    @property
    def page(self) -> Page:
        """What is drawn."""
        return self._page

    def set_page(self, page: Page) -> None:
        """Draw another page's spans, from the active one or else the first."""
        self._page = page
        self._drawn_active = None
        self.scroll_to(y=0, animate=False)
        self.refresh_rows()

    def touch(self, *span_ids: int) -> None:
        """Draw the rows of these spans anew; where one is gone, all rows."""
        for span_id in span_ids:
            try:
                row = self._page.index_of(span_id)
            except KeyError:
                self.refresh_rows()
                return
            self._strips.pop(row, None)
            self._refresh_row(row)

    def refresh_rows(self) -> None:
        """Draw all rows anew, after spans came, went or changed their order."""
        self._strips.clear()
        self._resize_rows()
        self.refresh()
        self.follow()

    def follow(self) -> None:
        """Highlight the span that is active now and scroll to it, at once."""
        active = self._page.active
        row = self._row_of(active)
        if active != self._drawn_active:
            before = self._row_of(self._drawn_active)
            self._drawn_active = active
            for changed in (before, row):
                if changed is not None:
                    self._strips.pop(changed, None)
                    self._refresh_row(changed)
        height = self.scrollable_content_region.height
        if row is None or height <= 0:
            return
        top = self.scroll_offset.y
        margin = min(2, max(0, (height - 1) // 3))
        # By most of a screen: the rows stand still for many steps, and little is drawn anew.
        if row < top + margin:
            top = row - height + 1 + 2 * margin
        elif row >= top + height - margin:
            top = row - 2 * margin
        top = max(0, min(top, self._page.span_count() - height))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)

    def _row_of(self, span_id: int | None) -> int | None:
        if span_id is None:
            return None
        try:
            return self._page.index_of(span_id)
        except KeyError:
            return None

    def _refresh_row(self, row: int) -> None:
        if 0 <= row - self.scroll_offset.y < self.size.height:
            self.refresh_line(row)

    def _resize_rows(self) -> None:
        size = Size(self.scrollable_content_region.width, self._page.span_count())
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self) -> None:
        """Fit the columns to the width and keep the active row in sight."""
        self._strips.clear()
        self._resize_rows()
        self.follow()

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._component_style.clear()
        self._strips.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the list."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= self._page.span_count() or width <= 0:
            return Strip.blank(max(0, width), self.rich_style)
        strip = self._strips.get(row)
        if strip is None:
            strip = self._draw(self._page.span_at(row), width)
            if len(self._strips) >= _CACHED_ROWS:
                del self._strips[next(iter(self._strips))]
            self._strips[row] = strip
        return strip

    def _draw(self, shown: ShownSpan, width: int) -> Strip:
        span = shown.span
        label = self._scheme.labels.get(span.label)
        active = span.id == self._page.active
        row = self.rich_style
        if active:
            row += self._part("active")
        hue = Style(color=self._part(label.colour if label else PLAIN_HUE).color)
        muted = row + self._part("muted")
        rejected = span.state is SpanState.REJECTED
        text_style = row + (self._part("rejected") if rejected else Style())
        tag = label.tag if label else span.label
        sign_style = muted if rejected else row + hue + Style(bold=True)

        value = " ".join(part for part in (span.span.value, span.span.unit) if part)
        with_value = width >= _VALUE_FROM and bool(value)
        with_source = width >= _SOURCE_FROM
        room = width - _HEAD - 3
        source_cells = _SOURCE + 1 if with_source else 0
        room -= source_cells
        value_text, value_cells = fit(value, min(20, room // 2)) if with_value else ("", 0)
        # A line break inside a span is a space to the reader.
        start, end = shown.start, min(shown.end, shown.start + 4 * width + 64)
        surface = " ".join(self._page.text[start:end].split())
        text_room = room - (value_cells + 1 if value_cells else 0)
        surface, surface_cells = fit(surface, text_room)

        segments = [
            Segment(ACTIVE if active else " ", row),
            Segment(SIGNS[span.state] + " ", sign_style),
            Segment(fit(tag, _TAG, pad=True)[0], muted if rejected else row + hue),
            Segment("  ", row),
            Segment(surface, text_style),
        ]
        segments.append(Segment(" " * (room - surface_cells - value_cells + 1), row))
        if value_cells:
            segments.append(Segment(value_text, muted))
        if with_source:
            source = span.source if span.source is not None else "hand"
            segments.append(Segment(" " + fit(_short(source), _SOURCE, pad=True)[0], muted))
        flag = FLAG if span.comment is not None else " "
        segments.append(Segment(" " + flag, row + self._part("flag")))
        return Strip(segments).adjust_cell_length(width, row)

    def _part(self, name: str) -> Style:
        style = self._component_style.get(name)
        if style is None:
            style = component_style(self, f"spans--{name}")
            self._component_style[name] = style
        return style

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Tell which span was clicked."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if event.button == 1 and 0 <= row < self._page.span_count():
            self.post_message(self.Picked(self, self._page.span_at(row).span.id, event.chain))

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


def _short(source: str) -> str:
    """A source's name for a narrow column: `underthesea` is `under`."""
    return source.split(":")[0].split("/")[-1][:_SOURCE]
