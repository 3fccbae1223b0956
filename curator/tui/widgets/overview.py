"""The whole document in one column: where something is left to do, and what is on the screen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, NamedTuple, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from curator.tui.layout import Layout
from curator.tui.line_widget import LineWidget
from curator.tui.page import Page, Urgency
from curator.tui.part_style import PartStyle
from curator.tui.styles import FLAG

# None of these is of ambiguous width (Unicode's EastAsianWidth.txt has them as neutral), and the
# blocks are the fuller the more there is to do.
_SIGNS: Final = {
    Urgency.NOTHING: " ",
    Urgency.DECIDED: "▗",
    Urgency.FLAGGED: FLAG,
    Urgency.PENDING: "▐",
    Urgency.UNCERTAIN: "▟",
}
_HIT: Final = "◃"
_HIT_TO_DO: Final = "◂"

_PARTS: Final = {
    Urgency.NOTHING: "decided",
    Urgency.DECIDED: "decided",
    Urgency.FLAGGED: "flagged",
    Urgency.PENDING: "pending",
    Urgency.UNCERTAIN: "uncertain",
}


class Mark(NamedTuple):
    """What a row of the strip tells of its part of the document."""

    urgency: Urgency = Urgency.NOTHING
    hit: bool = False

    @property
    def sign(self) -> str:
        """One cell; a hit's is filled where something is pending beside it."""
        if self.hit:
            return _HIT_TO_DO if self.urgency >= Urgency.PENDING else _HIT
        return _SIGNS[self.urgency]


class Scale(NamedTuple):
    """How the lines of a document share the rows of a strip.

    A document of fewer rows than the strip has keeps to its own: a mark stands beside its line.
    """

    lines: int
    rows_a_line: int
    height: int

    @property
    def _rows(self) -> int:
        return max(self.lines * self.rows_a_line, self.height)

    def row_of(self, line: int) -> int:
        """The row that a line belongs to."""
        return line * self.rows_a_line * self.height // self._rows

    def first_line(self, row: int) -> int:
        """The first line of a row or of those below; those of `row` go up to that of the next."""
        return min(self.lines, -(-row * self._rows // (self.rows_a_line * self.height)))


class Overlooked(Protocol):
    """The view whose document a strip is of."""

    @property
    def page(self) -> Page:
        """What the view draws."""
        ...

    @property
    def text_layout(self) -> Layout:
        """The lines of its text."""
        ...

    @property
    def rows_a_line(self) -> int:
        """Rows of the screen a line."""
        ...

    @property
    def lines_seen(self) -> range:
        """The lines that are on the screen, as far as there are any."""
        ...

    def show_line(self, line: int) -> None:
        """Scroll a line to the middle."""
        ...

    def wheel(self, direction: int) -> None:
        """Scroll as one step of the wheel does."""
        ...


class Overview(LineWidget[tuple[Mark, bool]]):
    """A strip of one column beside a document view, in place of a scrollbar.

    Each of its rows stands for a part of the document and shows the most urgent of the spans that
    start there (`▟` uncertain, `▐` pending, `⚑` flagged, `▗` decided), or that a hit of the search
    is there (`◂`, with nothing pending beside it `◃`). The rows of what is on the screen have
    another ground. A press or a drag scrolls there.

    It holds no state of the review. The view says what changed: `touch` for ranges of the text,
    `renew` for all, `scrolled` for what is seen. A row costs a few look-ups however much the
    document holds, and only rows that look different are drawn.
    """

    ALLOW_SELECT = False

    PARTS: ClassVar[Mapping[str, PartStyle]] = {
        "uncertain": PartStyle(
            color="$text-warning 85%", ansi=PartStyle(color="ansi_yellow", style="bold")
        ),
        "pending": PartStyle(color="$foreground 55%", ansi=PartStyle(color="ansi_default")),
        "flagged": PartStyle(
            color="$text-error", style="bold", ansi=PartStyle(color="ansi_red", style="bold")
        ),
        "decided": PartStyle(
            color="$foreground 35%", ansi=PartStyle(color="ansi_default", style="dim")
        ),
        "hit": PartStyle(
            color="$text-primary", style="bold", ansi=PartStyle(color="ansi_cyan", style="bold")
        ),
        "seen": PartStyle(
            background="$foreground 24%", ansi=PartStyle(background="ansi_default", style="reverse")
        ),
    }

    DEFAULT_CSS = """
    Overview {
        width: 1;
        height: 1fr;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(self, view: Overlooked) -> None:
        super().__init__()
        self._view = view
        self._marks: list[Mark] = []
        self._seen = range(0)
        self._strips: dict[int, Strip] = {}
        self._dragging = False

    # What changed

    def touch(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Look anew at the rows of these ranges of the text."""
        if not self._marks:
            return
        scale, line_of = self._scale, self._view.text_layout.line_of
        rows: set[int] = set()
        for start, end in ranges:
            first = scale.row_of(line_of(start))
            rows.update(range(first, scale.row_of(line_of(max(start, end - 1))) + 1))
        for row in rows:
            mark = self._mark(scale, row)
            if mark != self._marks[row]:
                self._marks[row] = mark
                self._strips.pop(row, None)
                self.refresh(Region(0, row, 1, 1))

    def renew(self) -> None:
        """Look at everything anew: another document, or other lines."""
        self._marks.clear()
        self._strips.clear()
        self.refresh()

    def scrolled(self) -> None:
        """Mark what is on the screen now."""
        if not self._marks:
            return
        before, self._seen = self._seen, self._rows_seen(self._scale)
        for one, other in ((before, self._seen), (self._seen, before)):
            changed = [row for row in one if row not in other]
            for row in changed:
                self._strips.pop(row, None)
            if changed:
                self.refresh(Region(0, changed[0], 1, changed[-1] - changed[0] + 1))

    def marks(self) -> list[Mark]:
        """What each row tells, from the top."""
        height = self.size.height
        if len(self._marks) != height:
            scale = self._scale
            self._marks = [self._mark(scale, row) for row in range(height)]
            self._seen = self._rows_seen(scale)
        return self._marks

    @property
    def rows_seen(self) -> range:
        """The rows of what is on the screen; none where that is the whole document."""
        self.marks()
        return self._seen

    @property
    def _scale(self) -> Scale:
        view = self._view
        return Scale(len(view.text_layout), view.rows_a_line, self.size.height)

    def _mark(self, scale: Scale, row: int) -> Mark:
        first, behind = scale.first_line(row), scale.first_line(row + 1)
        if first == behind:
            return Mark()
        page, lines = self._view.page, self._view.text_layout
        start, end = lines.start_of(first), lines.start_of(behind)
        hits = page.hits
        hit = False
        if hits:
            index = bisect_left(hits, (start, 0))
            hit = index < len(hits) and hits[index][0] < end
        return Mark(page.urgency_in(start, end), hit)

    def _rows_seen(self, scale: Scale) -> range:
        seen = self._view.lines_seen
        if not seen or len(seen) == scale.lines:
            return range(0)
        # Up to the next line's row: with tags a row may have no line of its own.
        behind = max(scale.row_of(seen[-1]) + 1, scale.row_of(seen[-1] + 1))
        return range(scale.row_of(seen[0]), behind)

    def on_resize(self) -> None:
        """Share the rows out anew."""
        self.renew()

    def forget_rows(self) -> None:
        """Draw all rows anew."""
        self._strips.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """A row of the strip."""
        strip = self._strips.get(y)
        if strip is None:
            marks = self.marks()
            key = (marks[y] if y < len(marks) else Mark(), y in self._seen)
            strip = self._strips[y] = Strip([Segment(key[0].sign, self.look(key))], 1)
        return strip

    def mix(self, key: tuple[Mark, bool]) -> Style:
        """The style of a mark, on the screen or not."""
        mark, seen = key
        style = self.rich_style
        if seen:
            style += self.part("seen")
        return style + self.part("hit" if mark.hit else _PARTS[mark.urgency])

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Scroll to the part of the document that was pressed on."""
        if event.button == 1:
            self._dragging = True
            self.capture_mouse()
            self._jump(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll along with a drag."""
        if self._dragging:
            self._jump(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _jump(self, event: events.MouseEvent) -> None:
        row = event.get_content_offset_capture(self).y
        row = max(0, min(row, self.size.height - 1))
        self._view.show_line(self._scale.first_line(row))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll as over the text."""
        event.stop()
        self._view.wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll as over the text."""
        event.stop()
        self._view.wheel(-1)
