"""All documents, with how far the reviewer is; a line that narrows them down while it is typed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from curator.corpus.listing import DocumentRow, Standing
from curator.corpus.news import News
from curator.model.errors import CuratorError
from curator.tui.cells import fit
from curator.tui.keys import action_of
from curator.tui.pause import after_pause
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, key_row, show_help
from curator.tui.screens.live import LiveScreen
from curator.tui.styles import ACTIVE, FLAG
from curator.tui.widgets.field import EDITING, edit_field, paste_into
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.document_filter import Field, FilterError
from curator.workflow.documents import Order
from curator.workflow.review.actions import Keymap
from curator.workflow.review.session import ReviewSession

_FIRST_SLICE = 0.012
"""Seconds of reading before the first frame."""
_SLICE = 0.008
"""Seconds of reading between which keys are handled."""
_SHOWN_EVERY = 0.15
"""Seconds between two drawings of what has been read so far, if that does not take long."""
_REST = 8
"""So many times as long as a drawing took, reading goes on before the next one."""

STANDING_SIGNS = {
    Standing.NEW: "○",
    Standing.BEGUN: "◐",
    Standing.SKIPPED: "»",
    Standing.FINISHED: "✓",
}
_STANDING_STYLES = {
    Standing.NEW: "",
    Standing.BEGUN: "strong",
    Standing.SKIPPED: "warning",
    Standing.FINISHED: "ok",
}
_ORDERS = {
    Order.QUEUE: "as they are reviewed",
    Order.NAME: "by name",
    Order.UNCERTAIN: "least certain first",
}
_STEPPED = {"f2": Field.STATE, "f4": Field.LABEL, "f6": Field.FLAG}
_EXAMPLE = "words of the name or the text, or state: label: reviewer: flag: …"

# The columns, and from how many cells on a list has them.
_STATE, _PENDING, _LENGTH, _FLAGS, _OTHERS = 11, 10, 8, 4, 16
_ROOM_FOR_LENGTH, _ROOM_FOR_OTHERS = 60, 76
_LONG_NAME = 60
"""More cells than this no name needs."""


class DocumentsScreen(LiveScreen[None]):
    """Typing filters, Enter opens the current document, Escape leaves.

    `choose` is called with the id of the document to open before the screen goes, `go_home` after
    it has gone. `line` and `order` are what is filtered and sorted by, at first and now. What can
    be read at once is shown at once, the rest in slices between the keys; what others write to
    the corpus comes in by itself.
    """

    DEFAULT_CSS = """
    DocumentsScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #columns { background: $background; }
        & > #hints { background: $background; }
        & > Horizontal { height: 1; background: $boost; }
        & > Horizontal > StatusLine { width: 8; background: $boost; }
        & Input {
            height: 1; width: 1fr; border: none; padding: 0 1; background: $surface;
            &:focus { border: none; background: $surface; }
        }
    }
    """

    def __init__(
        self,
        session: ReviewSession,
        keymap: Keymap,
        choose: Callable[[int], None],
        line: str = "",
        order: str = "",
        *,
        go_home: Callable[[], None],
        from_home: bool = False,
    ) -> None:
        super().__init__()
        self._session = session
        self._keymap = keymap
        self._choose = choose
        self._go_home = go_home
        self._from_home = from_home
        self.line = line
        self.order = Order(order) if order else Order.QUEUE
        self._news = session.watch()
        self._documents = session.documents()
        self._wanted: int | None = session.page.document.id
        """The document whose row is to be the current one, until the reviewer moves."""
        self._place = 0
        """The row that is to be the current one where that document is not listed."""
        self._reading = False
        self._next_showing = 0.0
        self._problem = ""
        self._completed: tuple[str, list[str]] = ("", [])
        """The line that Tab made last, and all that it could have made."""

    def compose(self) -> ComposeResult:
        """The title, the filter, the rows below their columns, the status, the keys."""
        self._title_line = StatusLine(id="title")
        self._filter = Input(self.line, placeholder=_EXAMPLE, select_on_focus=False)
        self._columns = StatusLine(id="columns")
        self._view = RowView(self.safely(self._draw))
        self._status = StatusLine(id="status")
        self._hints = StatusLine(id="hints")
        label = StatusLine()
        label.show([("filter", "muted")])
        yield self._title_line
        with Horizontal():
            yield label
            yield self._filter
        yield self._columns
        yield self._view
        yield self._status
        yield self._hints

    async def on_mount(self) -> None:
        """Show what can be read at once, then take the keys that came meanwhile."""
        self.set_focus(self._filter)
        self._filter.cursor_position = len(self.line)
        self._show_hints()
        self._begin()
        self.keep_up_with(self._news)
        await self.take_early()

    def on_unmount(self) -> None:
        """Look for nothing more."""
        self._documents.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Columns come and go with the room for them."""
        self._show_columns()
        self._show_hints()

    def _summary(self) -> Iterator[Part]:
        for standing in Standing:
            count = self._documents.count(standing)
            style = _STANDING_STYLES[standing] if count else "muted"
            yield (f"{STANDING_SIGNS[standing]} {count:,} {standing}  ", style)

    # -- reading -----------------------------------------------------------------------------

    def _begin(self) -> None:
        """Begin to read what the filter lets through; a filter that cannot be changes nothing."""
        try:
            wanted = self._documents.language.read(self.line)
            self._problem = ""
            self._documents.choose(wanted, self.order)
        except FilterError as error:
            self._problem = str(error)
            self._show_status()
            return
        except CuratorError as error:
            self.fail(error)
            return
        self._next_showing = 0.0
        self._place = 0
        # No more than is seen: the rest has time until the frame is drawn.
        self._read(_FIRST_SLICE, self.app.size.height)

    def _read(self, seconds: float, enough: int | None = None) -> None:
        documents = self._documents
        try:
            documents.read(seconds, enough)
            begin = time.monotonic()
            if documents.complete or begin >= self._next_showing:
                documents.settle()
                self._show_rows()
                now = time.monotonic()
                self._next_showing = now + max(_SHOWN_EVERY, (now - begin) * _REST)
        except CuratorError as error:
            self.fail(error)
            return
        if not documents.complete and not self._reading:
            self._reading = True
            after_pause(self, 0.002, self._read_slice)

    def _read_slice(self) -> None:
        self._reading = False
        if self.is_attached and not self._documents.complete:
            self._read(_SLICE)

    def _take_news(self, news: News) -> None:
        self._documents.take(news)
        self._next_showing = 0.0
        self._read(_SLICE)

    def _read_again(self) -> None:
        self._begin()

    def _tell_trouble(self, reason: str) -> None:
        self._problem = reason
        self._show_status()

    def _show_rows(self) -> None:
        documents, view = self._documents, self._view
        row = documents.index_of(self._wanted) if self._wanted is not None else None
        count = len(documents.ids)
        row = max(0, min(self._place, count - 1)) if row is None else row
        if documents.moved or row != view.current:
            # What came before the current row moves it, and it is not to move on the screen.
            view.show_rows(count, row, still=bool(self._place))
        else:
            view.grow(count)
        documents.moved = False
        self._place = row
        self._show_title()
        self._show_columns()
        self._show_status()

    def _show_title(self) -> None:
        self._title_line.show(
            [("documents  ", "muted"), *self._summary()], [(self._session.reviewer, "muted")]
        )

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        """Move, open, leave, complete, step a condition, or type."""
        count = len(self._documents.ids)
        row = step_of(event.key, self._view.current, count, self._view.page_rows)
        if row is not None:
            self._go(row)
        elif event.key == "escape":
            self._leave(home=self._from_home)
        elif event.key == "enter":
            self._open()
        elif event.key in ("tab", "shift+tab"):
            self._complete(1 if event.key == "tab" else -1)
        elif event.key in _STEPPED:
            self._type(self._documents.language.stepped(self.line, _STEPPED[event.key]))
        elif event.key == "f3":
            orders = list(Order)
            self.order = orders[(orders.index(self.order) + 1) % len(orders)]
            self._begin()
        elif not self._act(event):
            await edit_field(self.app, self._filter, event)
            self._typed()

    def _act(self, event: events.Key) -> bool:
        """Do an act of the keymap that has a key which types nothing; whether it was one."""
        if asks_for_help(self._keymap, event, typing=True):
            show_help(self.app, self._keymap, "documents", self.keys_now())
            return True
        action = None if event.is_printable else action_of(self._keymap, event)
        if action is None or action.id not in ("documents", "home", "quit"):
            return False
        if action.id == "quit":
            self.app.exit()
        else:
            self._leave(home=action.id == "home")
        return True

    def _leave(self, *, home: bool) -> None:
        self.dismiss(None)
        if home:
            self._go_home()

    def _handle_paste(self, text: str) -> None:
        """The filter takes it."""
        paste_into(self._filter, text)
        self._typed()

    def _type(self, line: str) -> None:
        self._filter.value = line
        self._filter.cursor_position = len(line)
        self._typed()

    def _typed(self) -> None:
        if self._filter.value != self.line:
            self.line = self._filter.value
            self._begin()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was typed is taken with the key."""
        event.stop()

    def _complete(self, step: int) -> None:
        """Complete the line's last word; once more: the next of what it may become."""
        line, choices = self._completed
        if self.line != line or not choices or (len(choices) == 1 or line.endswith(":")):
            choices = self._documents.language.completions(self.line)
            place = 0 if step > 0 else len(choices) - 1
        else:
            place = (choices.index(line) + step) % len(choices)
        if choices:
            self._completed = (choices[place], choices)
            self._type(choices[place])

    def _go(self, row: int) -> None:
        if self._documents.ids:
            self._view.go(row)
            self._place = self._view.current
            self._wanted = self._documents.ids[self._place]

    def _open(self) -> None:
        if self._documents.ids:
            document = self._documents.ids[self._view.current]
            # Before this screen goes: keys right behind this one are meant for that document.
            self._choose(document)
            self.dismiss(None)

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click moves there, a double click opens."""
        if self.is_current and message.row < len(self._documents.ids):
            self._go(message.row)
            if message.count == 2:
                self._open()

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the screen, for its help."""
        empty = "" if self._documents.ids else "no document is listed"
        yield KeyGroup(
            "Documents",
            (
                KeyRow(("Enter",), "Open the document", not empty, empty),
                KeyRow(("Esc",), "Go back to where you came from"),
                KeyRow(("Up", "Down", "PgUp", "PgDn", "Home", "End"), "Move in the list",
                       not empty, empty),
                KeyRow(("F3",), "Sort: as they are reviewed, by name, least certain first"),
                key_row(self._keymap, "home", typing=True),
                key_row(self._keymap, "help", "Show these keys", typing=True),
                key_row(self._keymap, "quit", typing=True),
            ),
        )  # fmt: skip
        yield KeyGroup(
            "Filter",
            (
                KeyRow(("a…",), "Type words: documents whose name or text holds them, with any "
                       "accents if you type none"),
                KeyRow(("Tab", "Shift+Tab"), "Complete what is typed, and go through what may "
                       "stand there: state: label: reviewer: finished: flag: differs: name: text:"),
                KeyRow(("F2",), "Step the state: pending, new, begun, skipped, finished, any"),
                KeyRow(("F4",), "Step the label"),
                KeyRow(("F6",), "Step the flag: any, mine, others', none"),
                *(KeyRow(keys, what) for keys, what in EDITING if "Home" not in keys),
            ),
        )  # fmt: skip
        standings = (f"{sign} {standing}" for standing, sign in STANDING_SIGNS.items())
        yield KeyGroup(
            "Signs",
            (
                KeyRow((ACTIVE,), "The document that you are in"),
                KeyRow(tuple(STANDING_SIGNS.values()), f"How far you are: {', '.join(standings)}"),
                KeyRow((f"{FLAG}2", f"{FLAG}·"), "So many flags of yours; a flag of somebody else"),
            ),
        )

    # -- draw --------------------------------------------------------------------------------

    def _draw(self, row: int, width: int) -> Sequence[Part]:
        found = self._documents.row(row)
        name, length, others = self._widths(width)
        open_here = found.id == self._session.page.document.id
        sign = STANDING_SIGNS[found.standing]
        parts: list[Part] = [
            (f"{ACTIVE if open_here else ' '} ", "strong"),
            (fit(found.name, name - 2, pad=True)[0], "strong" if open_here else ""),
            (f"  {sign} {found.standing:<{_STATE - 4}}", _STANDING_STYLES[found.standing]),
            (_share(found).rjust(_PENDING), "" if found.pending else "muted"),
        ]
        if length:
            parts.append((f"{found.length:,}".rjust(_LENGTH), "muted"))
        parts += _flag_parts(found)
        if others:
            parts.append((fit(", ".join(found.finished_by), others)[0], "muted"))
        return parts

    def _widths(self, width: int) -> tuple[int, int, int]:
        """The cells of the name, and of length and others' names, which may be none."""
        length = _LENGTH if width >= _ROOM_FOR_LENGTH else 0
        others = _OTHERS if width >= _ROOM_FOR_OTHERS else 0
        name = max(8, width - _STATE - _PENDING - _FLAGS - length - others)
        if others and name > _LONG_NAME:
            name, others = _LONG_NAME, others + name - _LONG_NAME
        return name, length, others

    def _show_columns(self) -> None:
        width = self._view.scrollable_content_region.width - 2
        if width < 0:
            return
        name, length, others = self._widths(width)
        heads = [
            "  " + "name".ljust(name - 2), "  " + "state".ljust(_STATE - 2),
            "pending".rjust(_PENDING),
        ]  # fmt: skip
        if length:
            heads.append("length".rjust(_LENGTH))
        heads.append(f"{FLAG:>{_FLAGS - 1}} ")
        if others:
            heads.append("also finished by"[:others])
        self._columns.show([("".join(heads), "muted")])

    def _show_status(self) -> None:
        documents = self._documents
        count, total = len(documents.ids), documents.total
        if self._problem:
            self._status.show([(self._problem, "error")])
            return
        hint = documents.language.hint(self.line)
        what = f"{count:,} of {total:,}" if self.line.strip() else f"{total:,}"
        left: list[Part] = [
            (f"{what} {'document' if total == 1 else 'documents'}", "strong"),
            (f"  {_ORDERS[self.order]}", "muted"),
        ]
        if hint:
            left = [(hint, "ok")]
        elif not count and documents.complete:
            left.append(("  nothing meets the filter; ^U clears it", "warning"))
        self._status.show(left, "" if documents.complete else [("reading …", "muted")])

    def _show_hints(self) -> None:
        keys = [
            ("Enter", "open"), ("Esc", "back"), ("Tab", "complete"), ("F2", "state"),
            ("F3", "sort"), (self._keymap.key_for("help"), "help"), ("F4", "label"),
            ("F6", "flag"),
        ]  # fmt: skip
        parts: list[Part] = []
        room = self.app.size.width  # a cell at either edge, two less behind the last
        for key, what in keys:
            room -= len(key) + len(what) + 3
            if key and room >= 0:
                parts += [(key, "key"), (f" {what}  ", "muted")]
        self._hints.show(parts)


def _share(row: DocumentRow) -> str:
    """How many spans are pending, of how many."""
    if row.spans is None or row.pending is None:
        return "–"
    return f"{row.pending:,}/{row.spans:,}"


def _flag_parts(row: DocumentRow) -> list[Part]:
    """The reviewer's own flags by number, others' by a sign."""
    text = f"{FLAG}{row.flags if row.flags < 10 else '+'}" if row.flags else ""
    if row.flagged_by and not row.flags:
        text = f"{FLAG}·"
    return [(f"{text:>{_FLAGS - 1}} ", "warning" if row.flags else "muted")]
