"""The concordance: every place of a surface in the corpus, to compare and to decide on at once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from curator.corpus.concordance import Group, Occurrence
from curator.model.errors import CuratorError
from curator.tui.keys import action_of
from curator.tui.lines import group_line, occurrence_line, one_line
from curator.tui.occurrence_rows import OccurrenceRows, Place, place_of
from curator.tui.screen_keys import KeyGroup, KeyRow, key_row, show_help
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.review.actions import Keymap, label_action
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import ReviewSession

_FIRST_SLICE = 0.04
_SLICE = 0.008
"""Seconds of reading between which keys are handled."""

_SHOWN_EVERY = 0.15
"""Seconds between two drawings of what has been read so far."""


class ConcordanceScreen(Screen[tuple[int, int] | None]):
    """Gives the document and offset of the place to go to, or None.

    What has been read is shown at once; the rest is read in slices between the keys. After a
    decision the places are read anew, and shown when as many are known as before. `changed` tells
    whether anything was decided or undone here.
    """

    DEFAULT_CSS = """
    ConcordanceScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #hints { background: $background; }
    }
    """
    AUTO_FOCUS = ""

    def __init__(self, session: ReviewSession, keymap: Keymap, surface: str) -> None:
        super().__init__()
        self._session = session
        self._keymap = keymap
        self._surface = surface
        self.changed = False
        self._marked: dict[Place, Occurrence] = {}
        self._rows = OccurrenceRows(session.concordance(surface))
        self._new: OccurrenceRows | None = None
        """What is being read in the place of the rows that are shown."""
        self._wanted: Place | None = None
        """The place that is to be the current one once it has been read."""
        self._shown = 0.0
        self._reading = False
        self._message = ""
        self._level = Level.INFO

    def compose(self) -> ComposeResult:
        """The title, the rows, the status, the keys."""
        self._title_line = StatusLine(id="title")
        self._view = RowView(self._draw)
        self._status = StatusLine(id="status")
        self._hints = StatusLine(id="hints")
        yield self._title_line
        yield self._view
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Show what can be read at once, and read on."""
        self._title_line.show(
            [("concordance  ", "muted"), (f"“{one_line(self._surface)}”", "strong")],
            [(self._session.reviewer, "muted")],
        )
        keys = [
            ("Space", "mark"), ("^A", "group"), ("1…", "label"),
            (self._keymap.key_for("reject"), "reject"), ("Enter", "go"),
            (self._keymap.key_for("undo"), "undo"), (self._keymap.key_for("help"), "help"),
            ("Esc", "leave"),
        ]  # fmt: skip
        self._hints.show([part for key, what in keys for part in _hint(key, what)])
        self._read_on(_FIRST_SLICE)

    # -- reading -----------------------------------------------------------------------------

    def _read_on(self, seconds: float = _SLICE) -> None:
        """Read for so long, and later the rest, until all is read or the corpus fails."""
        try:
            self._read(seconds)
        except CuratorError as error:
            self._say(str(error), Level.ERROR)
            return
        if not self._reading and not (self._new or self._rows).concordance.complete:
            self._reading = True
            self.set_timer(0.002, self._read_slice)

    def _read_slice(self) -> None:
        self._reading = False
        if self.is_attached:
            self._read_on()

    def _read(self, seconds: float) -> None:
        concordance = (self._new or self._rows).concordance
        concordance.read(seconds=seconds)
        now = time.monotonic()
        if not concordance.complete and now - self._shown < _SHOWN_EVERY:
            return
        self._shown = now
        rows, view = self._rows, self._view
        if self._new is not None:
            if not concordance.complete and concordance.total < rows.concordance.total:
                return
            rows = self._rows = self._new
            self._new = None
            rows.update()
            row = rows.row_of(self._wanted) if self._wanted is not None else None
            row = view.current if row is None else row
        elif rows.count:
            group, occurrence = rows.at(view.current)
            assert occurrence is not None
            index = view.current - rows.row_in(group, 0)
            rows.update()
            row = rows.row_in(group, index)
        else:
            rows.update()
            row = 0
        view.show_rows(rows.count, rows.near(row) if rows.count else 0)
        self._show_status()

    def _read_anew(self, wanted: Place | None) -> None:
        self._wanted = wanted
        try:
            self._new = OccurrenceRows(self._session.concordance(self._surface))
        except CuratorError as error:
            self._say(str(error), Level.ERROR)
            return
        self._shown = 0.0
        self._read_on(_FIRST_SLICE)

    # -- keys --------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Move, mark, decide, or leave."""
        event.stop()
        event.prevent_default()
        if not self.is_current:  # keys that came close behind the one that closed this
            self.app.post_message(events.Key(event.key, event.character))
            return
        view = self._view
        row = step_of(event.key, view.current, self._rows.count, view.page_rows)
        if row is not None:
            view.go(self._rows.near(row, row - view.current))
        elif event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self._go_there()
        elif event.key == "space":
            self._mark()
        elif event.key == "ctrl+a":
            self._mark_group()
        else:
            self._act(event)

    def _act(self, event: events.Key) -> None:
        action = action_of(self._keymap, event)
        name = action.id if action is not None else ""
        if name.startswith("label:"):
            self._decide(name.removeprefix("label:"))
        elif name == "reject":
            self._decide(None)
        elif name in ("undo", "redo"):
            self._take(name)
        elif name in ("cancel", "concordance", "quit"):
            self.dismiss(None)
        elif name == "help":
            show_help(self.app, self._keymap, "concordance", self.keys_now(), self._session.scheme)
        elif event.is_printable:
            self._say(f"{event.character} is no key here", Level.WARNING)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the concordance; without a place most have nothing to do."""
        some = bool(self._rows.count)
        none = "" if some else "there is no place here"
        where = "those marked" if self._marked else "the current place"
        yield KeyGroup(
            "Decide",
            (
                KeyRow(("Space",), "Mark the place, or give the mark up", some, none),
                KeyRow(("^A",), "Mark the places of the group, or give the marks up", some, none),
                KeyRow((self._label_keys(),), f"Give the label to {where}", some, none),
                key_row(self._keymap, "reject", f"Reject {where}", now=some, note=none),
                key_row(self._keymap, "undo", "Undo the latest decision, on all its places"),
                key_row(self._keymap, "redo"),
            ),
        )
        yield KeyGroup(
            "Go",
            (
                KeyRow(("Up", "Down"), "Go to the place above or below", some, none),
                KeyRow(("PgUp", "PgDn"), "Go a page up or down", some, none),
                KeyRow(("Home", "End"), "Go to the first or last place", some, none),
                KeyRow(("Enter",), "Leave, and go to the place in its document", some, none),
                KeyRow(("Click",), "Go to a place; a double click opens its document", some, none),
            ),
        )
        yield KeyGroup(
            "Screen",
            (
                key_row(self._keymap, "help", "Show these keys"),
                KeyRow(
                    tuple(
                        key
                        for act in ("cancel", "concordance", "quit")
                        for key in key_row(self._keymap, act).keys
                    ),
                    "Leave, back to where you were",
                ),
            ),
        )

    def _label_keys(self) -> str:
        keys = [self._keymap.key_for(label_action(one)) for one in self._session.scheme.labels]
        return " ".join(key for key in keys if key)

    def _current(self) -> tuple[Group, Occurrence] | None:
        if not self._rows.count:
            return None
        group, occurrence = self._rows.at(self._view.current)
        assert occurrence is not None
        return group, occurrence

    def _go_there(self) -> None:
        current = self._current()
        if current is not None:
            self.dismiss((current[1].document, current[1].start))

    def _mark(self) -> None:
        current = self._current()
        if current is not None:
            place = place_of(current[1])
            if self._marked.pop(place, None) is None:
                self._marked[place] = current[1]
            view = self._view
            view.redraw(view.current)
            view.go(self._rows.near(view.current + 1))
            self._say("")

    def _mark_group(self) -> None:
        current = self._current()
        if current is None:
            return
        group = {place_of(one): one for one in current[0].occurrences}
        if group.keys() <= self._marked.keys():
            for place in group:
                del self._marked[place]
        else:
            self._marked |= group
        self._view.show_rows(self._rows.count, self._view.current)
        self._say("")

    def _decide(self, label: str | None) -> None:
        current = self._current()
        if current is None:
            return
        decided = dict(self._marked) or {place_of(current[1]): current[1]}
        outcome = self._session.decide_occurrences(decided.values(), label)
        self._say(outcome.message, outcome.level)
        if outcome.level is Level.ERROR:
            return
        self.changed = True
        here = self._view.current
        rest = (place_of(one) for _, one in self._rows.occurrences(here))
        wanted = next((place for place in rest if place not in decided), place_of(current[1]))
        self._marked.clear()
        self._read_anew(wanted)

    def _take(self, name: str) -> None:
        try:
            outcome = self._session.undo() if name == "undo" else self._session.redo()
        except CuratorError as error:
            outcome = Outcome().say(str(error), Level.ERROR)
        self._say(outcome.message, outcome.level)
        if outcome.level is Level.INFO:
            self.changed = True
            self._marked.clear()
            current = self._current()
            self._read_anew(place_of(current[1]) if current else None)

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click moves there, a double click goes to the place."""
        if self.is_current and self._rows.count:
            self._view.go(self._rows.near(message.row))
            if message.count == 2:
                self._go_there()

    # -- draw --------------------------------------------------------------------------------

    def _draw(self, row: int, width: int) -> Sequence[Part]:
        group, occurrence = self._rows.at(row)
        if occurrence is None:
            return group_line(group, self._session.scheme)
        return occurrence_line(occurrence, width, marked=place_of(occurrence) in self._marked)

    def _say(self, message: str, level: Level = Level.INFO) -> None:
        self._message, self._level = message, level
        self._show_status()

    def _show_status(self) -> None:
        total = self._rows.concordance.total
        left: list[Part] = [(f"{total} {'place' if total == 1 else 'places'}", "strong")]
        if self._marked:
            left.append((f"  {len(self._marked)} marked", "ok"))
        if self._message:
            style = {Level.INFO: "", Level.WARNING: "warning", Level.ERROR: "error"}[self._level]
            left.append((f"  {self._message}", style))
        complete = (self._new or self._rows).concordance.complete
        saved = (f"saved {self._session.saved}", "ok")
        self._status.show(left, [saved] if complete else [("reading …  ", "muted"), saved])


def _hint(key: str, what: str) -> list[Part]:
    return [(key, "key"), (f" {what}  ", "muted")]
