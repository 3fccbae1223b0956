"""The document: its text line by line, with spans, caret and selection drawn on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from curator.model.review import SpanState
from curator.model.scheme import Scheme
from curator.tui.cells import Clusters
from curator.tui.layout import Layout
from curator.tui.line_widget import LineWidget
from curator.tui.page import Page, ShownSpan
from curator.tui.part_style import PartStyle
from curator.tui.styles import ACTIVE, FLAG, HUE_PARTS, PLAIN_HUE, SIGNS
from curator.tui.widgets.overview import Overview

_CACHED_ROWS: Final = 2000
_MARGIN: Final = 2
_SPARE: Final = 1
_WHEEL_LINES: Final = 3
_TODO: Final = "•"


class _Ink(NamedTuple):
    """What decides how a cell looks; equal inks are one segment."""

    hue: str | None = None
    state: SpanState | None = None
    active: bool = False
    flagged: bool = False
    odd: bool = False
    hit: bool = False
    selected: bool = False
    caret: bool = False
    seam: bool = False


class _TagInk(NamedTuple):
    """What decides how a tag looks."""

    hue: str
    rejected: bool
    active: bool


_BLANK: Final = _Ink()
_CARET: Final = _Ink(caret=True)

_Look = _Ink | _TagInk | str
"""What decides how a cell looks; the sign of a mark in the margin."""


class DocumentView(ScrollView, LineWidget[_Look], can_focus=True):
    """Draws a `Page`, only the lines that are seen, and only those that changed.

    The view holds no state of the review: change the page, then tell the view which ranges of
    the text look different now with `touch`, and where to look with `follow`. Both act before
    the next frame. Offsets in the interface are code points of `page.text`.

    A click posts `Clicked`, a drag `Dragged`; the wheel scrolls.

    Below each line of text there may be a row of tags (`show_tags`): the label of each span, the
    sign of its state (`?` pending, `✓` accepted, `✗` rejected) and `⚑` where it is flagged. The
    active span has a bracket along its whole length. The margin marks the line on which the
    active span starts (`▸`), lines with a flagged span (`⚑`) and with a pending one (`•`).

    There is no scrollbar: `overview` is the strip that stands in its place, to be put beside the
    view.
    """

    ALLOW_SELECT = False
    # A click beside a prompt must not take the keyboard from it.
    FOCUS_ON_CLICK = False

    PARTS: ClassVar[Mapping[str, PartStyle]] = HUE_PARTS | {
        "pending": PartStyle(style="underline"),
        "accepted": PartStyle(style="bold"),
        "rejected": PartStyle(
            color="$foreground 60%",
            style="strike",
            ansi=PartStyle(color="ansi_default", style="strike dim"),
        ),
        "active": PartStyle(style="bold reverse"),
        "flagged": PartStyle(style="italic"),
        "odd": PartStyle(color="$error", ansi=PartStyle(color="ansi_red", style="bold")),
        "hit": PartStyle(
            background="$warning 40%",
            style="underline",
            ansi=PartStyle(color="ansi_black", background="ansi_yellow", style="underline"),
        ),
        "selection": PartStyle(
            background="$primary 40%", ansi=PartStyle(background="ansi_default", style="reverse")
        ),
        "caret": PartStyle(
            color="$background",
            background="$foreground",
            ansi=PartStyle(color="ansi_default", background="ansi_default", style="reverse"),
        ),
        "caret-blurred": PartStyle(
            color="$foreground",
            background="$foreground 40%",
            ansi=PartStyle(color="ansi_default", background="ansi_default", style="underline"),
        ),
        "tag": PartStyle(style="none"),
        "margin": PartStyle(
            color="$foreground 45%", ansi=PartStyle(color="ansi_default", style="dim")
        ),
    }

    DEFAULT_CSS = """
    DocumentView {
        height: 1fr;
        overflow: hidden;
        background: $background;
        color: $foreground;
    }
    """

    @dataclass
    class Clicked(Message):
        """The mouse was pressed and released on one place: the `count`-th time in a row.

        `span_id` is the span that is drawn there, if any.
        """

        view: DocumentView
        offset: int
        span_id: int | None
        count: int

        @property
        def control(self) -> DocumentView:
            """The view that was clicked."""
            return self.view

    @dataclass
    class Dragged(Message):
        """The mouse was dragged over `[start, end)`; `final` once its button is released."""

        view: DocumentView
        start: int
        end: int
        final: bool

        @property
        def control(self) -> DocumentView:
            """The view on which the mouse was dragged."""
            return self.view

    def __init__(
        self,
        page: Page,
        scheme: Scheme,
        *,
        show_tags: bool = True,
        measure: int = 100,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """
        Args:
            page: What to draw.
            scheme: Gives labels their colours and tags.
            show_tags: Whether a row of tags is drawn below each line of text.
            measure: The widest that a line of text gets, in cells: long lines read badly.
        """
        super().__init__(id=id, classes=classes)
        self.overview = Overview(self)
        self._page = page
        self._scheme = scheme
        self._measure = measure
        self._show_tags = show_tags
        self._lines = Layout(page.text)
        self._expected: Layout | None = None
        self._strips: dict[int, Strip] = {}
        # The offset at the top of the view, so that a new width does not lose the place.
        self._place = 0
        self._keeping_place = False
        self._settled = False
        # Rows a line and rows of the view when it was last laid out.
        self._laid_out = (1, 0)
        self._pending_follow: tuple[int, bool, bool] | None = None
        self._left = _MARGIN
        self._pressed: int | None = None
        self._dragged: tuple[int, int] | None = None

    @property
    def allow_vertical_scroll(self) -> bool:
        """Scrolls without a scrollbar."""
        return True

    # What is drawn

    @property
    def page(self) -> Page:
        """What is drawn."""
        return self._page

    @property
    def text_layout(self) -> Layout:
        """The lines that the text is laid out in."""
        return self._lines

    def expect(self, text: str) -> None:
        """Lay out a text that may come next, so that `set_page` need not."""
        if self._settled and (self._expected is None or self._expected.text is not text):
            self._expected = Layout(text)
            self._expected.wrap(self._text_width())

    def set_page(self, page: Page, top: int = 0) -> None:
        """Draw another page, from the line that holds the offset `top`."""
        same = page.text == self._lines.text
        self._page = page
        if not same:
            expected, self._expected = self._expected, None
            if expected is not None and expected.text is page.text:
                self._lines = expected
            else:
                self._lines = Layout(page.text)
        self._place = min(top, len(page.text))
        self._pending_follow = None
        self._pressed = self._dragged = None
        self._strips.clear()
        self.overview.renew()
        if self._settled:
            self._rewrap(force=True)
        self.refresh()

    @property
    def show_tags(self) -> bool:
        """Whether a row of tags is drawn below each line of text."""
        return self._show_tags

    @show_tags.setter
    def show_tags(self, show: bool) -> None:
        if show != self._show_tags:
            self._show_tags = show
            self._rewrap(force=True)

    @property
    def rows_a_line(self) -> int:
        """Screen rows a line of text."""
        return 2 if self._show_tags else 1

    # What changed, and where to look

    def touch(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Draw the lines of these ranges anew; an empty range stands for its offset's line."""
        if not self._lines.width:
            return
        rows = self.rows_a_line
        top = self.scroll_offset.y // rows
        bottom = (self.scroll_offset.y + self.size.height) // rows
        ranges = list(ranges)
        self.overview.touch(ranges)
        for start, end in ranges:
            first = self._lines.line_of(start)
            last = self._lines.line_of(max(start, end - 1))
            if last - first > _CACHED_ROWS:
                self._strips.clear()
            else:
                for row in range(first * rows, (last + 1) * rows):
                    self._strips.pop(row, None)
            first, last = max(first, top), min(last, bottom)
            if first <= last:
                self.refresh_lines(first * rows, (last - first + 1) * rows)

    def touch_all(self) -> None:
        """Draw everything anew, as after a change whose extent is unknown."""
        self._strips.clear()
        self.refresh()
        self.overview.renew()

    def show_line(self, line: int) -> None:
        """Scroll a line to the middle, as near as the ends of the text allow."""
        rows = self.rows_a_line
        height = self.scrollable_content_region.height
        self.scroll_to(y=line * rows - (height - rows) // 2 // rows * rows, animate=False)

    def wheel(self, direction: int) -> None:
        """Scroll by some lines down (1) or up (-1), at once."""
        step = direction * _WHEEL_LINES * self.rows_a_line
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)

    def follow(self, offset: int, centre: bool = False, ahead: bool = False) -> None:
        """Scroll, at once, so that an offset is seen with some lines around it.

        With `centre` its line comes to the middle where it was not seen before. With `ahead` a
        scroll leaves what comes next in sight: the text stands still for many steps in a row,
        which is calmer to read and cheaper to draw than a line a step.
        """
        if not self._settled:
            self._pending_follow = (offset, centre, ahead)
            return
        row = self._row_to_see(offset, centre, ahead, self.scroll_offset.y)
        if row != self.scroll_offset.y:
            self.scroll_to(y=row, animate=False)

    def _row_to_see(self, offset: int, centre: bool, ahead: bool, top: int) -> int:
        """The first row of the view that shows an offset, as near to `top` as may be."""
        rows = self.rows_a_line
        height = self.scrollable_content_region.height
        row = self._lines.line_of(offset) * rows
        margin = min(3 * rows, max(0, (height - rows) // 3))
        if centre and not top <= row <= top + height - rows:
            top = row - (height - rows) // 2
        elif ahead and not top + margin <= row <= top + height - margin - rows:
            lead = max(margin, height // 4 // rows * rows)
            top = row - lead if row > top else row + rows - height + lead
            top += -top % rows
        elif row < top + margin:
            top = row - margin
        elif row + rows > top + height - margin:
            top = row + rows - height + margin
            # Whole lines: not a row of tags without its text at the top.
            top += -top % rows
        return max(0, min(top, len(self._lines) * rows - height))

    # Moving by what is seen

    @property
    def top(self) -> int:
        """The offset that is kept at the top of the view through changes of its size."""
        return self._place

    @property
    def seen(self) -> tuple[int, int]:
        """The range of the text that is seen; all of it before the first layout."""
        if not self._lines.width:
            return 0, len(self._page.text)
        rows = self.rows_a_line
        first = self.scroll_offset.y // rows
        last = (self.scroll_offset.y + max(1, self.size.height) - 1) // rows
        return self._lines.start_of(first), self._lines.start_of(last + 1)

    @property
    def lines_seen(self) -> range:
        """The lines that are on the screen."""
        self._wrap_now()
        rows, top = self.rows_a_line, self._top_row
        last = (top + max(1, self.size.height) - 1) // rows
        return range(top // rows, min(last + 1, len(self._lines)))

    @property
    def _top_row(self) -> int:
        """The first row on the screen: where the view is about to look, before it is laid out."""
        if self._settled:
            return self.scroll_offset.y
        top = self._lines.line_of(self._place) * self.rows_a_line
        if self._pending_follow is not None:
            return self._row_to_see(*self._pending_follow, top)
        return top

    @property
    def page_lines(self) -> int:
        """How many lines a page up or down moves by: what is seen less one line."""
        return max(1, self.size.height // self.rows_a_line - 1)

    def column(self, offset: int) -> int:
        """The column of an offset, in cells from the left edge of the text."""
        self._wrap_now()
        return self._lines.position(offset)[1]

    def moved(self, offset: int, lines: int, column: int | None = None) -> int:
        """The offset so many lines below (negative: above) another one.

        It keeps to the same column, or to `column` where that is given (to come back to it
        after a short line).
        """
        self._wrap_now()
        line, own = self._lines.position(offset)
        target = line + lines
        if target < 0:
            return 0
        if target >= len(self._lines):
            return len(self._page.text)
        return self._lines.offset_at(target, own if column is None else column)

    def line_start(self, offset: int) -> int:
        """The start of the visual line that holds an offset."""
        self._wrap_now()
        return self._lines.start_of(self._lines.line_of(offset))

    def line_end(self, offset: int) -> int:
        """The last place for a caret on the visual line that holds an offset."""
        self._wrap_now()
        return self._lines.last_offset(self._lines.line_of(offset))

    # Layout

    def _text_width(self) -> int:
        available = self.scrollable_content_region.width - _MARGIN - _SPARE
        return max(1, min(available, self._measure))

    def _wrap_now(self) -> None:
        """Wrap where that has not been done: the first frame is drawn before any Resize."""
        if not self._lines.width:
            self._lines.wrap(self._text_width())
            self._set_left()

    def _set_left(self) -> None:
        spare = self.scrollable_content_region.width - _SPARE - self._lines.width
        self._left = max(_MARGIN, spare // 2)

    def _rewrap(self, force: bool = False) -> None:
        """Fit the lines to the size: the text at the top stays, and the caret stays in sight."""
        if self.scrollable_content_region.width <= 0:
            return
        left = self._left
        caret_seen = self._saw_caret()
        changed = self._lines.wrap(self._text_width())
        self._set_left()
        size = Size(self.scrollable_content_region.width, len(self._lines) * self.rows_a_line)
        if changed or force or left != self._left or size != self.virtual_size:
            self._strips.clear()
            self.virtual_size = size
            self.refresh()
            self.overview.renew()
        self._settled = True
        self._laid_out = (self.rows_a_line, self.scrollable_content_region.height)
        top = self._lines.line_of(self._place) * self.rows_a_line
        if self._pending_follow is not None:
            top = self._row_to_see(*self._pending_follow, top)
            self._pending_follow = None
            self.scroll_to(y=top, animate=False, force=True)
            self._place = self._lines.start_of(self.scroll_offset.y // self.rows_a_line)
        else:
            # The place stays noted where the caret leads away from it: a size that comes back
            # brings it back.
            self._keeping_place = True
            try:
                self.scroll_to(y=top, animate=False, force=True)
                if caret_seen:
                    self.follow(self._page.caret)
            finally:
                self._keeping_place = False

    def _saw_caret(self) -> bool:
        """Whether the caret was seen in the layout that is about to change."""
        if not self._settled or not self._lines.width:
            return False
        rows, height = self._laid_out
        row = self._lines.line_of(self._page.caret) * rows - self.scroll_offset.y
        return 0 <= row < height

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._rewrap()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Note the place, unless it is being kept."""
        super().watch_scroll_y(old_value, new_value)
        if not self._keeping_place and self._settled and self._lines.width:
            self._place = self._lines.start_of(self.scroll_offset.y // self.rows_a_line)
        if round(old_value) != round(new_value):
            self.overview.scrolled()

    def forget_rows(self) -> None:
        """Drop the rows that are kept."""
        self._strips.clear()

    def on_focus(self) -> None:
        """Draw the caret that has the keyboard."""
        self._redraw_caret()

    def on_blur(self) -> None:
        """Draw the caret without the keyboard."""
        self._redraw_caret()

    def _redraw_caret(self) -> None:
        self._looks.clear()
        self.touch([(self._page.caret, self._page.caret)])

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the view."""
        return self.rows(range(y, y + 1))[0]

    def rows(self, shown: range) -> list[Strip]:
        """Rows of the view."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return [Strip.blank(self.size.width, self.ground)] * len(shown)
        self._wrap_now()
        top, strips = self._top_row, self._strips
        found = []
        for row in range(top + shown.start, top + shown.stop):
            strip = strips.get(row)
            if strip is None:
                line, below = divmod(row, self.rows_a_line)
                strip = self._draw_rows(line, width)[below]
            found.append(strip)
        return found

    def _draw_rows(self, line: int, width: int) -> list[Strip]:
        """The rows of a line, which are kept."""
        drawn = self._draw(line, width)
        while len(self._strips) + len(drawn) > _CACHED_ROWS:
            del self._strips[next(iter(self._strips))]
        for row, strip in enumerate(drawn, line * self.rows_a_line):
            self._strips[row] = strip
        return drawn

    def _draw(self, line: int, width: int) -> list[Strip]:
        """The rows of a line: its text, and its tags where they are shown."""
        if line >= len(self._lines):
            return [Strip.blank(width, self.ground)] * self.rows_a_line
        start, end = self._lines.bounds(line)
        cells = self._lines.clusters(line)
        spans = [
            shown
            for shown in self._page.spans_in(start, end)
            if shown.start < end and shown.end > start
        ]
        spans.sort(key=self._rank)
        segments, used = self._text_row(line, cells, spans)
        strips = [self._finish(self._margin(start, end, spans), segments, used, width)]
        if self._show_tags:
            segments, used = self._tag_row(cells, spans)
            edge = Segment(" " * self._left, self.ground)
            strips.append(self._finish(edge, segments, used, width))
        return strips

    def _finish(self, edge: Segment, segments: list[Segment], used: int, width: int) -> Strip:
        """A row in exactly `width` cells, from its left edge and the `used` cells behind that."""
        segments.insert(0, edge)
        rest = width - self._left - used
        if rest > 0:
            segments.append(Segment(" " * rest, self.ground))
        return Strip(segments, self._left + used + max(0, rest))

    def _margin(self, start: int, end: int, spans: Sequence[ShownSpan]) -> Segment:
        sign = " "
        active = self._page.active
        for shown in spans:
            starts_here = start <= shown.start < end
            if shown.span.id == active and starts_here:
                sign = ACTIVE
                break
            if shown.span.comment is not None and starts_here:
                sign = FLAG
            elif shown.span.state is SpanState.PENDING and sign == " ":
                sign = _TODO
        return Segment(" " * (self._left - _MARGIN) + sign + " ", self.look(sign))

    def _text_row(
        self, line: int, cells: Clusters, spans: Sequence[ShownSpan]
    ) -> tuple[list[Segment], int]:
        count = len(cells.starts)
        inks = self._inks(cells, spans)
        segments: list[Segment] = []
        used = begin = 0
        width = self._lines.width
        while begin < count:
            ink = inks[begin]
            finish = begin + 1
            while finish < count and inks[finish] == ink:
                finish += 1
            cut = finish
            run = sum(cells.widths[begin:cut])
            while used + run > width:  # Spaces that hang over the edge.
                cut -= 1
                run -= cells.widths[cut]
            if run:
                segments.append(Segment("".join(cells.shown[begin:cut]), self.look(ink)))
                used += run
            begin = finish
        page, start = self._page, self._lines.start_of(line)
        if start <= page.caret and self._lines.line_of(page.caret) == line:
            index = cells.index(page.caret)
            if index == count or sum(cells.widths[: index + 1]) > width:
                segments.append(Segment(" ", self.look(_CARET)))
                used += 1
        return segments, used

    def _inks(self, cells: Clusters, spans: Sequence[ShownSpan]) -> list[_Ink]:
        """The ink of each cluster of a line; `spans` by rank."""
        count = len(cells.starts)
        inks = [_BLANK] * count
        if not count:
            return inks
        # Spans are not drawn on the white space at the edges of a line, where they only pass.
        first, last = 0, count
        while first < count and cells.shown[first].isspace():
            first += 1
        while last > first and cells.shown[last - 1].isspace():
            last -= 1
        starts = cells.starts
        ends_at = {shown.end for shown in spans if shown.span.state is not SpanState.REJECTED}
        for shown in spans:
            begin = max(first, cells.index(shown.start)) if shown.start > starts[0] else first
            finish = min(last, cells.index(shown.end - 1) + 1)
            if finish > begin:
                ink = self._ink(shown)
                inks[begin:finish] = [ink] * (finish - begin)
                if shown.start in ends_at and starts[begin] >= shown.start:
                    inks[begin] = ink._replace(seam=True)
        for index in (i for i, odd in enumerate(cells.odd) if odd):
            inks[index] = inks[index]._replace(odd=True)
        for hit_start, hit_end in self._hits_in(starts[0], cells.end):
            for index in range(cells.index(hit_start), cells.index(hit_end - 1) + 1):
                inks[index] = inks[index]._replace(hit=True)
        selection = self._page.selection
        if selection is not None and selection[0] < cells.end and selection[1] > starts[0]:
            begin = cells.index(max(selection[0], starts[0]))
            for index in range(begin, cells.index(selection[1] - 1) + 1):
                if index < count:
                    inks[index] = inks[index]._replace(selected=True)
        caret = self._page.caret
        if starts[0] <= caret < cells.end:
            index = cells.index(caret)
            inks[index] = inks[index]._replace(caret=True)
        return inks

    def _hits_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of the search's hits that lie in `[start, end)`."""
        hits = self._page.hits
        found: list[tuple[int, int]] = []
        place = bisect_right(hits, (start, start)) - 1 if hits else 0
        for index in range(max(0, place), len(hits)):
            low, high = hits[index]
            if low >= end:
                break
            if high > start:
                found.append((max(low, start), min(high, end)))
        return found

    def _rank(self, shown: ShownSpan) -> tuple[bool, bool, int]:
        """Spans of a higher rank are drawn over others: the active one, and inner ones."""
        span = shown.span
        rejected = span.state is SpanState.REJECTED
        return span.id == self._page.active, not rejected, shown.start - shown.end

    def _ink(self, shown: ShownSpan) -> _Ink:
        span = shown.span
        return _Ink(
            hue=self._hue(span.label),
            state=span.state,
            active=span.id == self._page.active,
            flagged=span.comment is not None,
        )

    def _hue(self, label: str) -> str:
        known = self._scheme.labels.get(label)
        return known.colour if known else PLAIN_HUE

    def _tag_row(self, cells: Clusters, spans: Sequence[ShownSpan]) -> tuple[list[Segment], int]:
        """The tags of a line's spans (by rank) below their starts, as far as each has room."""
        width = self._lines.width + _SPARE
        start = cells.starts[0] if len(cells.starts) else cells.end
        columns = [0, *accumulate(cells.widths)]
        # The most important span of those that start in one cell.
        at: dict[int, ShownSpan] = {}
        for shown in spans:
            column = min(columns[cells.index(max(shown.start, start))], width - 1)
            at[column] = shown
        segments: list[Segment] = []
        used = 0
        base = self.ground
        order = sorted(at)
        for place, column in enumerate(order):
            shown = at[column]
            if column < used:
                continue
            room = (order[place + 1] if place + 1 < len(order) else width + 1) - column - 1
            begins, finishes = shown.start >= start, shown.end <= cells.end
            extent = columns[cells.index(shown.end - 1) + 1] if finishes else columns[-1]
            length = min(extent, width) - column
            active = shown.span.id == self._page.active
            tag = self._tag(shown, max(1, room), begins, finishes, length if active else 0)
            if column > used:
                segments.append(Segment(" " * (column - used), base))
            rejected = shown.span.state is SpanState.REJECTED
            style = self.look(_TagInk(self._hue(shown.span.label), rejected, active))
            segments.append(Segment(tag, style))
            used = column + len(tag)
        return segments, used

    def _tag(self, shown: ShownSpan, room: int, begins: bool, finishes: bool, length: int) -> str:
        """A span's tag in at most `room` cells; drawn out to `length` cells if that is not 0."""
        known = self._scheme.labels.get(shown.span.label)
        name = known.tag if known else shown.span.label[:4]
        name = name if name.isascii() and name.isprintable() else "?"
        sign = SIGNS[shown.span.state] + (FLAG if shown.span.comment is not None else "")
        elbow = "└" if begins else "…"
        tag = elbow + name + sign
        if len(tag) < length and len(tag) < room:
            tag = tag.ljust(min(length, room) - 1, "─") + ("┘" if finishes else "─")
        if len(tag) <= room:
            return tag
        for keep in (len(name), len(name) - 1, 2, 1):
            short = name[:keep] + sign
            if keep >= 1 and len(short) <= room:
                return short
        return sign[:room]

    def mix(self, key: _Look) -> Style:
        """The style of a cell of text, of a tag, or of a mark in the margin."""
        if isinstance(key, _TagInk):
            return self._mix_tag(key)
        if isinstance(key, _Ink):
            return self._mix_text(key)
        if key == ACTIVE:
            return self.rich_style + Style(bold=True)
        return self.rich_style if key == " " else self.rich_style + self.part("margin")

    def _mix_tag(self, ink: _TagInk) -> Style:
        style = self.rich_style + Style(color=self.part(ink.hue).color)
        style += self.part("tag")
        if ink.rejected:
            style += Style(color=self.part("rejected").color)
        return style + Style(bold=True) if ink.active else style

    def _mix_text(self, ink: _Ink) -> Style:
        style = self.rich_style
        if ink.hue is not None and ink.state is not None:
            hue = self.part(ink.hue)
            if ink.state is SpanState.ACCEPTED and not ink.active:
                style += hue
            else:
                style += Style(color=hue.color)
            if ink.state is SpanState.REJECTED and ink.active:
                style += Style(strike=True)
            else:
                style += self.part(ink.state)
            if ink.active:
                style += self.part("active")
            if ink.flagged:
                style += self.part("flagged")
            if ink.seam:
                style += Style(underline=not style.underline)
        if ink.odd:
            style += self.part("odd")
        if ink.hit:
            style = self._over(style, "hit")
        if ink.selected:
            style = self._over(style, "selection")
        if ink.caret:
            style = self._over(style, "caret" if self.has_focus else "caret-blurred")
        return style

    def _over(self, style: Style, name: str) -> Style:
        """A style with another on top, still seen where one or both are nothing but reverse."""
        top = self.part(name)
        if self.app.native_ansi_color:
            return style + top + Style(reverse=bool(style.reverse) != bool(top.reverse))
        return style + top + Style(reverse=False)

    # The mouse

    def _offset_at(self, event: events.MouseEvent) -> int:
        place = event.get_content_offset_capture(self)
        y = max(0, min(place.y, self.size.height - 1))
        line = (y + self.scroll_offset.y) // self.rows_a_line
        if line >= len(self._lines):
            return len(self._page.text)
        return self._lines.offset_at(line, place.x - self._left)

    def _cluster_end(self, offset: int) -> int:
        line = self._lines.line_of(offset)
        cells = self._lines.clusters(line)
        index = cells.index(offset)
        if index >= len(cells.starts):
            return offset
        return cells.starts[index + 1] if index + 1 < len(cells.starts) else cells.end

    def span_at(self, offset: int) -> int | None:
        """The id of the span that is drawn at an offset, if any."""
        spans = [
            shown
            for shown in self._page.spans_in(offset, offset + 1)
            if shown.start <= offset < shown.end
        ]
        return max(spans, key=self._rank).span.id if spans else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        if event.button != 1 or not self._lines.width:
            return
        self._pressed = self._offset_at(event)
        self._dragged = None
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag; beyond the upper or lower edge the view scrolls along."""
        if self._pressed is None:
            return
        y = event.get_content_offset_capture(self).y
        if y < 0 or y >= self.size.height:
            step = -self.rows_a_line if y < 0 else self.rows_a_line
            self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        offset = self._offset_at(event)
        if offset == self._pressed and self._dragged is None:
            return
        first, last = sorted((offset, self._pressed))
        dragged = (first, self._cluster_end(last))
        if dragged != self._dragged and dragged[0] < dragged[1]:
            self._dragged = dragged
            self.post_message(self.Dragged(self, *dragged, final=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        if self._pressed is None:
            return
        self._pressed = None
        self.release_mouse()
        if self._dragged is not None:
            self.post_message(self.Dragged(self, *self._dragged, final=True))

    def on_click(self, event: events.Click) -> None:
        """Tell a click, unless it ended a drag."""
        if event.button != 1 or not self._lines.width:
            return
        if self._dragged is not None:
            self._dragged = None
            return
        offset = self._offset_at(event)
        self.post_message(self.Clicked(self, offset, self.span_at(offset), event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by whole lines, at once."""
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by whole lines, at once."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, direction: int) -> None:
        event.stop()
        event.prevent_default()
        self.wheel(direction)
