"""A list of places of the corpus that is read between the keys; the base of such screens."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult

from curator.corpus.news import Watch
from curator.model.errors import CuratorError
from curator.tui.keys import action_of
from curator.tui.pause import after_pause
from curator.tui.screen_keys import KeyGroup
from curator.tui.screens.live import LiveScreen
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.review.actions import Action, Keymap
from curator.workflow.review.outcome import Level
from curator.workflow.review.session import ReviewSession

FIRST_SLICE = 0.02
"""Seconds of reading before the first frame."""

_SLICE = 0.008
"""Seconds of reading between which keys are handled."""

SHOWN_EVERY = 0.15
"""Seconds between two drawings of what has been read so far."""

Result = TypeVar("Result")


class PlacesScreen(LiveScreen[Result | None]):
    """A title, the rows, the status, the keys. Escape gives None.

    What can be read at once is shown with the first frame; the rest is read in slices, between
    which keys are handled. A screen says what it reads (`_read`, `_wants_more`), how many rows
    there are and what stands in them, and what the other keys do. `changed` tells whether
    anything was decided or undone here.
    """

    DEFAULT_CSS = """
    PlacesScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #hints { background: $background; }
    }
    """

    def __init__(self, session: ReviewSession, keymap: Keymap) -> None:
        super().__init__()
        self._news: Watch = session.watch()
        self._session = session
        self._keymap = keymap
        self.changed = False
        self._reading = False
        self._message = ""
        self._level = Level.INFO

    def compose(self) -> ComposeResult:
        """The title, the rows, the status, the keys."""
        self._title_line = StatusLine(id="title")
        self._view = RowView(self.safely(self._draw))
        self._status = StatusLine(id="status")
        self._hints = StatusLine(id="hints")
        yield self._title_line
        yield self._view
        yield self._status
        yield self._hints

    async def on_mount(self) -> None:
        """Show what can be read at once; it is seen before more is read."""
        self._title_line.show(list(self._title_parts()), [(self._session.reviewer, "muted")])
        self._show_hints()
        self._reading = True
        self._read_on(FIRST_SLICE)
        self.call_after_refresh(self._read_slice)
        self.keep_up_with(self._news)
        await self.take_early()

    def on_resize(self) -> None:
        """As many hints as there is room for."""
        self._show_hints()

    def _show_hints(self) -> None:
        parts: list[Part] = []
        room = self.app.size.width
        for key, what in self._hinted():
            room -= len(key) + len(what) + 3
            if key and room >= 0:
                parts += [(key, "key"), (f" {what}  ", "muted")]
        self._hints.show(parts)

    # -- what a screen says ------------------------------------------------------------------

    @abstractmethod
    def _title_parts(self) -> Iterable[Part]:
        """What is listed."""

    @abstractmethod
    def _hinted(self) -> Iterable[tuple[str, str]]:
        """Keys and a word on each for the last line, the most needed first."""

    @abstractmethod
    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the screen for its help."""

    @abstractmethod
    def _wants_more(self) -> bool:
        """Whether there is more to read, and cause to read it."""

    @abstractmethod
    def _read(self, seconds: float) -> None:
        """Read for so long, and show what has been read."""

    @abstractmethod
    def _count(self) -> int:
        """How many rows there are."""

    @abstractmethod
    def _draw(self, row: int, width: int) -> Sequence[Part]:
        """The parts of a row."""

    @abstractmethod
    def _status_parts(self) -> tuple[list[Part], list[Part]]:
        """What the status line tells on the left, before the message, and on the right."""

    @abstractmethod
    def _go_there(self) -> None:
        """Leave for the place of the current row."""

    @abstractmethod
    def _take(self, event: events.Key, action: Action | None) -> bool:
        """Do what a key that is not every list's stands for; whether it stands for anything."""

    def _near(self, row: int, step: int) -> int:
        """The row that may be the current one: `row`, or the next in the direction of `step`."""
        return row

    def _moved(self) -> None:
        """Another row is the current one."""

    # -- reading -----------------------------------------------------------------------------

    def _read_on(self, seconds: float = _SLICE) -> None:
        """Read for so long, and later the rest, until there is enough or the corpus fails."""
        try:
            self._read(seconds)
        except CuratorError as error:
            self.fail(error)
            return
        self._go_on_reading()

    def _go_on_reading(self) -> None:
        """Read the next slice once the keys that have come are handled."""
        if not self._reading and self._wants_more():
            self._reading = True
            after_pause(self, 0.002, self._read_slice)

    def _read_slice(self) -> None:
        self._reading = False
        if self in self.app.screen_stack:
            self._read_on()

    def _read_again(self) -> None:
        self._view.show_rows(self._count(), self._view.current)
        self._go_on_reading()

    def _tell_trouble(self, reason: str) -> None:
        self._say(reason, Level.ERROR if reason else Level.INFO)

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        """Move, go to the place, leave, or do what the screen has the key for."""
        view = self._view
        row = step_of(event.key, view.current, self._count(), view.page_rows)
        if row is not None:
            self._go(row)
        elif event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            if self._count():
                self._go_there()
        elif not self._take(event, action_of(self._keymap, event)) and event.is_printable:
            self._say(f"{event.character} is no key here", Level.WARNING)

    def _handle_paste(self, text: str) -> None:
        pass  # there is nothing to type into

    def _go(self, row: int) -> None:
        """Make a row the current one, or the nearest that may be."""
        if self._count():
            view = self._view
            view.go(self._near(row, row - view.current))
            self._moved()

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click moves there, a double click goes to the place."""
        if self.is_current and message.row < self._count():
            try:
                self._go(message.row)
                if message.count == 2:
                    self._go_there()
            except CuratorError as error:
                self.fail(error)

    # -- draw --------------------------------------------------------------------------------

    def _say(self, message: str, level: Level = Level.INFO) -> None:
        self._message, self._level = message, level
        self._show_status()

    def _show_status(self) -> None:
        left, right = self._status_parts()
        if self._message and self._level is Level.ERROR:  # what to do is to be seen whole
            left, right = [(self._message, "error")], []
        elif self._message:
            style = "warning" if self._level is Level.WARNING else ""
            left.append((f"  {self._message}", style))
        self._status.show(left, right)
