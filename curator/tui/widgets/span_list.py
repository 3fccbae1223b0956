"""The list of a document's spans, of which only the rows that are seen are ever drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from curator.model.review import SpanState
from curator.model.scheme import Scheme
from curator.tui.cells import fit
from curator.tui.page import Page
from curator.tui.part_style import PartStyle
from curator.tui.styles import ACTIVE, FLAG, HUE_PARTS, MUTED_PART, PLAIN_HUE, SIGNS, WARNING_PART
from curator.tui.widgets.row_list import RowList

_TAG: Final = 4
_HEAD: Final = 5 + _TAG
"""Cells before the text: mark, sign, tag, and the spaces around them."""

_VALUE_FROM: Final = 30
_SOURCE_FROM: Final = 50
_SOURCE: Final = 8
_EDGE: Final = "│"


class _Look(NamedTuple):
    """What the style of a cell depends on: its part, on which row, its label's colour."""

    part: str = ""
    active: bool = False
    hue: str = ""


class SpanList(RowList[_Look], can_focus=False):
    """One row a span of a `Page`: state, tag, text, value with unit, source, flag.

    A line at its left edge parts it from what stands beside it.

    Columns come as the width allows: the text always, the value from 30 cells on, the source
    from 50. The row of the active span stands out and is kept in sight.

    The list holds no state of the review. After a change of the page call `touch` with the
    spans that changed; `redraw_all` where spans came or went; `follow` where another span is
    active. All act before the next frame. A click on a row posts `Picked`.
    """

    PARTS: ClassVar[Mapping[str, PartStyle]] = HUE_PARTS | {
        "active": PartStyle(
            background="$foreground 14%",
            style="bold",
            ansi=PartStyle(background="ansi_default", style="reverse bold"),
        ),
        "accepted": PartStyle(color="$foreground", ansi=PartStyle(color="ansi_default")),
        "rejected": PartStyle(
            color="$foreground 58%",
            style="strike",
            ansi=PartStyle(color="ansi_default", style="strike dim"),
        ),
        "muted": MUTED_PART,
        "flag": WARNING_PART,
        "edge": PartStyle(color="$foreground 20%", ansi=PartStyle(color="ansi_default")),
    }

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
        self._drawn_active: int | None = None

    @property
    def page(self) -> Page:
        """What is drawn."""
        return self._page

    def set_page(self, page: Page) -> None:
        """Draw another page's spans, from the active one or else the first."""
        self._page = page
        self._drawn_active = None
        self.scroll_to(y=0, animate=False)
        self.redraw_all()

    def count_rows(self) -> int:
        """How many spans there are."""
        return self._page.span_count()

    def touch(self, *span_ids: int) -> None:
        """Draw the rows of these spans anew; where one is gone, all rows."""
        for span_id in span_ids:
            try:
                row = self._page.index_of(span_id)
            except KeyError:
                self.redraw_all()
                return
            self.redraw(row)

    def follow(self) -> None:
        """Highlight the span that is active now and scroll to it, at once."""
        active = self._page.active
        row = self._row_of(active)
        if active != self._drawn_active:
            before = self._row_of(self._drawn_active)
            self._drawn_active = active
            for changed in (before, row):
                if changed is not None:
                    self.redraw(changed)
        if row is not None:
            self.keep_in_sight(row, ahead=True)

    def _row_of(self, span_id: int | None) -> int | None:
        if span_id is None:
            return None
        try:
            return self._page.index_of(span_id)
        except KeyError:
            return None

    # Drawing

    def draw_row(self, row: int, width: int) -> list[Segment]:
        """The row of a span in exactly so many cells."""
        shown = self._page.span_at(row)
        span = shown.span
        label = self._scheme.labels.get(span.label)
        active = span.id == self._page.active
        rejected = span.state is SpanState.REJECTED
        hue = label.colour if label else PLAIN_HUE
        base, muted = self.look(_Look("", active)), self.look(_Look("muted", active))
        sign_style = muted if rejected else self.look(_Look("sign", active, hue))
        tag = label.tag if label else span.label
        tag_style = muted if rejected else self.look(_Look("tag", active, hue))
        text_style = self.look(_Look("rejected", active)) if rejected else base

        width -= len(_EDGE)
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
            Segment(_EDGE, self.look(_Look("edge"))),
            Segment(ACTIVE if active else " ", base),
            Segment(SIGNS[span.state] + " ", sign_style),
            Segment(fit(tag, _TAG, pad=True)[0], tag_style),
            Segment("  ", base),
            Segment(surface, text_style),
        ]
        segments.append(Segment(" " * (room - surface_cells - value_cells + 1), base))
        if value_cells:
            segments.append(Segment(value_text, muted))
        if with_source:
            source = span.source if span.source is not None else "hand"
            segments.append(Segment(" " + fit(_short(source), _SOURCE, pad=True)[0], muted))
        flag = FLAG if span.comment is not None else " "
        segments.append(Segment(" " + flag, self.look(_Look("flag", active))))
        return Segment.adjust_line_length(segments, width + len(_EDGE), base)

    def blank_row(self, width: int) -> list[Segment]:
        """A row below the last span."""
        edge = Segment(_EDGE, self.look(_Look("edge")))
        return [edge, Segment(" " * (width - len(_EDGE)), self.ground)]

    def mix(self, key: _Look) -> Style:
        """The style of a part of a row."""
        style = self.rich_style
        if key.active:
            style += self.part("active")
        if key.hue:
            style += Style(color=self.part(key.hue).color)
        if key.part == "sign":
            style += Style(bold=True)
        elif key.part in ("rejected", "muted", "flag", "edge"):
            style += self.part(key.part)
        return style

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Tell which span was clicked."""
        row = self.row_at(event)
        if event.button == 1 and row is not None:
            self.post_message(self.Picked(self, self._page.span_at(row).span.id, event.chain))


def _short(source: str) -> str:
    """A source's name for a narrow column, which may cut it: without version and place."""
    return source.split(":")[0].split("/")[-1]
