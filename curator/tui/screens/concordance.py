"""The concordance: every place of a surface in the corpus, to compare and to decide on at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from textual import events

from curator.corpus.concordance import Group, Occurrence
from curator.corpus.news import News
from curator.model.errors import CuratorError
from curator.model.work import Work
from curator.tui.lines import group_line, occurrence_line, one_line
from curator.tui.occurrence_rows import OccurrenceRows, Place, place_of
from curator.tui.screen_keys import KeyGroup, KeyRow, key_row, label_row, show_help
from curator.tui.screens.places import FIRST_SLICE, SHOWN_EVERY, PlacesScreen
from curator.tui.screens.working import do_work
from curator.tui.widgets.status_line import Part
from curator.workflow.review.actions import Action, Keymap
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import ReviewSession

_PATIENCE = 5
"""So many times as long as reading the places took, others' decisions wait to be shown."""


class ConcordanceScreen(PlacesScreen[tuple[int, int]]):
    """Gives the document and offset of the place to go to, or None.

    `place`: the document and offset that the reviewer comes from, which has a sign; by default
    where the review stands. After a decision the places are read anew, and shown when as many are
    known as before.
    """

    def __init__(
        self,
        session: ReviewSession,
        keymap: Keymap,
        surface: str,
        place: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(session, keymap)
        self._surface = surface
        document, here = session.here()
        self._place = place or (document, here.caret)
        self._marked: dict[Place, Occurrence] = {}
        self._rows = OccurrenceRows(session.concordance(surface))
        self._new: OccurrenceRows | None = None
        """What is being read in the place of the rows that are shown."""
        self._wanted: Place | None = None
        """The place that is to be the current one once it has been read."""
        self._shown = 0.0
        self._outdated = False
        """Whether others have changed what was decided on the places."""
        self._begun = self._next_anew = 0.0
        """When the places were begun to be read anew, and from when on they are again for others'
        decisions: where much is decided elsewhere, reading would else never end."""

    def _title_parts(self) -> Iterable[Part]:
        return [("concordance  ", "muted"), (f"“{one_line(self._surface)}”", "strong")]

    def _hinted(self) -> Iterable[tuple[str, str]]:
        key_for = self._keymap.key_for
        return [
            ("Space", "mark"), ("^A", "group"), ("1…", "label"), (key_for("reject"), "reject"),
            ("Enter", "go"), ("Esc", "back"), (key_for("help"), "help"), (key_for("undo"), "undo"),
        ]  # fmt: skip

    # -- reading -----------------------------------------------------------------------------

    def _wants_more(self) -> bool:
        return not (self._new or self._rows).concordance.complete

    def _read(self, seconds: float) -> None:
        concordance = (self._new or self._rows).concordance
        concordance.read(seconds=seconds)
        now = time.monotonic()
        if not concordance.complete and now - self._shown < SHOWN_EVERY:
            return
        self._shown = now
        rows, view = self._rows, self._view
        if self._new is not None:
            if not concordance.complete and concordance.total < rows.concordance.total:
                return
            rows = self._rows = self._new
            self._new = None
            self._next_anew = now + _PATIENCE * (now - self._begun)
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
        view.show_rows(rows.count, rows.near(row) if rows.count else 0, still=True)
        self._show_status()

    def _take_news(self, news: News) -> None:
        concordance = (self._new or self._rows).concordance
        if news.documents:
            concordance.look_further()
            self._go_on_reading()
        self._outdated |= concordance.holds(news.decided | news.suggested)

    def _catch_up(self) -> None:
        if self._outdated and not self._wants_more() and time.monotonic() >= self._next_anew:
            self._outdated = False
            current = self._current()
            self._read_anew(place_of(current[1]) if current else None)

    def _moved(self) -> None:
        if self._new is not None:
            current = self._current()
            self._wanted = place_of(current[1]) if current else None

    def _read_anew(self, wanted: Place | None) -> None:
        self._wanted = wanted
        try:
            self._new = OccurrenceRows(self._session.concordance(self._surface))
        except CuratorError as error:
            self._outdated = True
            self.fail(error)
            return
        self._shown = 0.0
        self._begun = time.monotonic()
        self._read_on(FIRST_SLICE)

    # -- keys --------------------------------------------------------------------------------

    def _count(self) -> int:
        return self._rows.count

    def _near(self, row: int, step: int) -> int:
        return self._rows.near(row, step)

    def _take(self, event: events.Key, action: Action | None) -> bool:
        name = action.id if action is not None else ""
        if event.key == "space":
            self._mark()
        elif event.key == "ctrl+a":
            self._mark_group()
        elif name.startswith("label:"):
            self._decide(name.removeprefix("label:"))
        elif name == "reject":
            self._decide(None)
        elif name in ("undo", "redo"):
            self._undo_or_redo(name)
        elif name in ("cancel", "concordance", "quit"):
            self.dismiss(None)
        elif name == "help":
            show_help(self.app, self._keymap, "concordance", self.keys_now(), self._session.scheme)
        else:
            return False
        return True

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
                *(
                    label_row(self._keymap, layer, f"Label {where}", now=some, note=none)
                    for layer in self._session.scheme.layers
                ),
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
        here = self._view.current
        rest = (place_of(one) for _, one in self._rows.occurrences(here))
        wanted = next((place for place in rest if place not in decided), place_of(current[1]))
        self._do(self._session.deciding(decided.values(), label), wanted)

    def _undo_or_redo(self, name: str) -> None:
        current = self._current()
        wanted = place_of(current[1]) if current else None
        session = self._session
        self._do(session.undoing() if name == "undo" else session.redoing(), wanted)

    def _do(self, work: Work[Outcome], wanted: Place | None) -> None:
        """Do an act; after it the marks are given up, and the place is the current one."""

        def done(outcome: Outcome) -> None:
            self._say(outcome.message, outcome.level)
            if outcome.level is Level.INFO:
                self.changed = True
                self._marked.clear()
                self._read_anew(wanted)

        do_work(self, self._keymap, work, done)

    # -- draw --------------------------------------------------------------------------------

    def _draw(self, row: int, width: int) -> Sequence[Part]:
        group, occurrence = self._rows.at(row)
        if occurrence is None:
            return group_line(group, self._session.scheme)
        document, offset = self._place
        return occurrence_line(
            occurrence,
            width,
            marked=place_of(occurrence) in self._marked,
            here=occurrence.document == document and occurrence.start <= offset < occurrence.end,
        )

    def _status_parts(self) -> tuple[list[Part], list[Part]]:
        total = self._rows.concordance.total
        left: list[Part] = [(f"{total:,} {'place' if total == 1 else 'places'}", "strong")]
        if self._marked:
            left.append((f"  {len(self._marked):,} marked", "ok"))
        saved = (f"saved {self._session.saved}", "ok")
        return left, [("reading …  ", "muted"), saved] if self._wants_more() else [saved]
