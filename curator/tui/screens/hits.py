"""The hits of a search: all of the corpus, each in its line, with what was decided there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from textual import events

from curator.corpus.news import News
from curator.tui.lines import hit_line, one_line
from curator.tui.screen_keys import KeyGroup, KeyRow, key_row, show_help
from curator.tui.screens.places import SHOWN_EVERY, PlacesScreen
from curator.tui.widgets.status_line import Part
from curator.workflow.review.actions import Action, Keymap
from curator.workflow.review.session import ReviewSession

_AHEAD = 1000
"""So many hits are known beyond the current one in any case."""

_COUNTED_FOR = 2.0
"""Seconds of reading for the number of all hits; beyond them it is told as a lower bound."""


class HitsScreen(PlacesScreen[tuple[str, tuple[int, int] | None]]):
    """Gives the query with the document and offset to go to; with None, to search for another.

    Lines are drawn as they are looked at. Hits are read as far as it takes to show them, and to
    count them where that is quick.
    """

    def __init__(self, session: ReviewSession, keymap: Keymap, query: str) -> None:
        super().__init__(session, keymap)
        self._query = query
        self._hits = session.hits(query)
        self._here = session.here()
        self._spent = 0.0
        self._shown = 0.0

    def _title_parts(self) -> Iterable[Part]:
        return [("hits  ", "muted"), (f"“{one_line(self._query)}”", "strong")]

    def _hinted(self) -> Iterable[tuple[str, str]]:
        key_for = self._keymap.key_for
        return [
            ("Enter", "go"),
            (key_for("concordance"), "concordance"),
            (key_for("find"), "search"),
            ("Esc", "back"),
            (key_for("help"), "help"),
        ]

    # -- reading -----------------------------------------------------------------------------

    def _wants_more(self) -> bool:
        hits = self._hits
        if hits.complete:
            return False
        return self._spent < _COUNTED_FOR or hits.count < self._view.current + _AHEAD

    def _read(self, seconds: float) -> None:
        hits, view = self._hits, self._view
        before, begin = hits.count, time.perf_counter()
        counting = self._spent < _COUNTED_FOR
        beyond = view.current + 2 * _AHEAD - before
        hits.read(hits=None if counting else beyond, seconds=seconds)
        now = time.perf_counter()
        self._spent += now - begin
        page = view.size.height or self.app.size.height
        if before and not hits.complete and self._wants_more() and now - self._shown < SHOWN_EVERY:
            return
        if before < page or now - self._shown >= SHOWN_EVERY or not self._wants_more():
            self._shown = now
            row = view.current
            if not before and hits.count:
                document, place = self._here
                row = hits.index_from(document, place.caret) or 0
            if row == view.current and before > page:
                view.grow(hits.count)
            else:
                view.show_rows(hits.count, row)
            self._show_status()

    def _take_news(self, news: News) -> None:
        hits = self._hits
        if news.documents:
            hits.look_further()
        if news.decided or news.suggested:
            hits.forget_decisions()
        self._view.show_rows(hits.count, self._view.current)
        self._show_status()
        self._go_on_reading()

    def _read_again(self) -> None:
        self._hits.look_further()
        self._hits.forget_decisions()
        super()._read_again()

    def _moved(self) -> None:
        self._show_status()
        self._go_on_reading()

    # -- keys --------------------------------------------------------------------------------

    def _count(self) -> int:
        return self._hits.count

    def _go_there(self) -> None:
        hit = self._hits.at(self._view.current)
        self._leave_for((hit.document, hit.start))

    def _leave_for(self, place: tuple[int, int]) -> None:
        self.dismiss((self._query, place))

    def _take(self, event: events.Key, action: Action | None) -> bool:
        name = action.id if action is not None else ""
        if name in ("next_hit", "previous_hit"):
            self._go(self._view.current + (1 if name == "next_hit" else -1))
        elif name == "concordance":
            self._show_concordance()
        elif name == "find":
            self.dismiss((self._query, None))
        elif name in ("hits", "cancel", "quit"):
            self.dismiss(None)
        elif name == "help":
            show_help(self.app, self._keymap, "hits", self.keys_now())
        else:
            return False
        return True

    def _show_concordance(self) -> None:
        from curator.tui.screens.concordance import ConcordanceScreen

        if not self._hits.count:
            return
        hit = self._hits.at(self._view.current)
        surface = self._hits.surface_of(hit)
        screen = ConcordanceScreen(self._session, self._keymap, surface, (hit.document, hit.start))

        def back(place: tuple[int, int] | None) -> None:
            if screen.changed:
                self.changed = True
                self._hits.forget_decisions()
                self._view.show_rows(self._hits.count, self._view.current)
            if place is not None:  # once the concordance has left
                self.call_later(self._leave_for, place)

        self.app.push_screen(screen, back)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the list; without a hit most have nothing to do."""
        some = bool(self._hits.count)
        none = "" if some else "there is no hit"
        keymap = self._keymap
        yield KeyGroup(
            "Go",
            (
                KeyRow(("Enter",), "Leave, and go to the hit in its document", some, none),
                KeyRow(("Up", "Down"), "Go to the hit above or below", some, none),
                key_row(keymap, "next_hit", "Go to the hit below", now=some, note=none),
                key_row(keymap, "previous_hit", "Go to the hit above", now=some, note=none),
                KeyRow(("PgUp", "PgDn"), "Go a page up or down", some, none),
                KeyRow(("Home", "End"), "Go to the first or last hit that was read", some, none),
                KeyRow(("Click",), "Go to a hit; a double click opens its document", some, none),
            ),
        )
        surface = "Show all places of what stands there, to decide on many at once"
        leave = ("cancel", "hits", "quit")
        yield KeyGroup(
            "Screen",
            (
                key_row(keymap, "concordance", surface, now=some, note=none),
                key_row(keymap, "find", "Search for something else"),
                key_row(keymap, "help", "Show these keys"),
                KeyRow(
                    tuple(key for act in leave for key in key_row(keymap, act).keys),
                    "Leave, back to where you were",
                ),
            ),
        )

    # -- draw --------------------------------------------------------------------------------

    def _draw(self, row: int, width: int) -> Sequence[Part]:
        return hit_line(self._hits.at(row), width, self._session.scheme)

    def _status_parts(self) -> tuple[list[Part], list[Part]]:
        hits = self._hits
        right: list[Part] = []
        if self._wants_more():
            right.append(("reading …  ", "muted"))
        if hits.count:
            right.append((f"hit {self._view.current + 1:,}", "ok"))
        if not hits.count:
            return [("no hit so far" if self._wants_more() else "no hit", "strong")], right
        told = f"{hits.count:,} {'hit' if hits.count == 1 else 'hits'}"
        places = f" in {hits.documents:,} {'document' if hits.documents == 1 else 'documents'}"
        if not hits.complete:
            told, places = f"more than {told}", ""
        return [(told, "strong"), (places, "muted")], right
