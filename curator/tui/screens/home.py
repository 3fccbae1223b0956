"""What there is to do, each thing a key away; and the first start, which leads to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from curator.corpus.listing import Standing
from curator.corpus.news import News
from curator.model.errors import CuratorError
from curator.model.review import SpanState
from curator.text.safe import printable
from curator.tui.item_rows import Columns, ItemRow, text_row
from curator.tui.keys import action_of
from curator.tui.lines import one_line
from curator.tui.pause import after_pause
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, key_row, show_help
from curator.tui.screens.documents import STANDING_SIGNS
from curator.tui.screens.live import LiveScreen
from curator.tui.styles import FLAG
from curator.tui.widgets.prompt import Prompt
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.documents import Order
from curator.workflow.home import Overview
from curator.workflow.intake import Intake, Stage
from curator.workflow.paths import completed, typed_path
from curator.workflow.review.actions import Keymap
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import ReviewSession
from curator.workflow.review.start import Desk

if TYPE_CHECKING:
    from curator.tui.screens.review import ReviewScreen

_FIRST_SLICE = 0.03
_SLICE = 0.008
"""Seconds of reading between which keys are handled."""

_PATIENCE = 20
"""So many times as long as counting took, what others write waits to be counted."""

_LOOKED_AFTER = 0.1
"""Seconds between two looks at how far an import is."""

_LOW = 20
"""Below so many rows no empty ones set the groups apart."""

_PROBLEMS = 3
"""So many reasons stand on the screen of the first start where nothing could be imported."""

_WELCOME = (
    "{path} holds no document yet. Type the path of a text file, or of a folder: every .txt file "
    "in it becomes a document; .jsonl files hold records. Texts are UTF-8 and kept byte for byte. "
    "Spans are suggested on this machine, then the first document opens: Enter accepts a span, "
    "Del rejects it, F1 tells every key, and each decision is saved at once."
)
_WELCOME_IN_SHORT = (
    "{path} holds no document yet. Type the path of a text file (UTF-8) or of a folder of them; "
    "the first one opens when it has its spans: Enter accepts one, Del rejects it, F1 tells every "
    "key."
)

_AROUND_WELCOME = 8
"""Rows of the screen of the first start that are not its text: title, prompt, status, keys."""

_EDGES = 4
"""Cells of the title that hold no text."""

_CHOICES = 9
"""So many ways to go on with a path are told."""

_OPEN, _ADD, _SUGGEST = "=", "+", "*"


class HomeScreen(LiveScreen[None]):
    """Figures and ways to go. Without a session it is the first start: a path is asked for.

    `begin` is called with the session when the first document is there. What takes long to count
    is counted between the keys.
    """

    DEFAULT_CSS = """
    HomeScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #hints { background: $background; }
        & > Horizontal { height: 1fr; align: center top; }
        & > Horizontal > RowView { width: 100%; max-width: 100; height: 100%; }
        &.-tall > Horizontal { padding: 2 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        desk: Desk,
        keymap: Keymap,
        review: ReviewScreen | None,
        begin: Callable[[ReviewSession], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._keymap = keymap
        self._review = review
        self._session = desk.session
        self._begin_review = begin
        self._news = desk.session.watch() if desk.session is not None else None
        self._overview: Overview | None = None
        self._next_overview: Overview | None = None
        """What is counted to take the place of the figures that are shown."""
        self._outdated = False
        """Whether others have written something since the figures were counted."""
        self._begun = self._next_count = 0.0
        """When counting began, and from when on it begins again for what others write."""
        self._rows: list[ItemRow] = []
        self._prompt: Prompt | None = None
        self._reading = False
        self._resumed = False
        """Whether the screen has been shown before: the first time it counts when it is built."""
        self._message = ""
        self._level = Level.INFO
        self._columns = Columns.of(80)
        self._told_of_learning = ""
        self._counted: tuple[object, ...] = ()
        """What the import had told when the figures were read."""

    # -- build -------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The title, the rows, the status, the keys."""
        self._title_line = StatusLine(id="title")
        self._view = RowView(self.safely(self._draw))
        self._status = StatusLine(id="status")
        self._hints = StatusLine(id="hints")
        yield self._title_line
        with Horizontal():
            yield self._view
        yield self._status
        yield self._hints

    async def on_mount(self) -> None:
        """Show what is known at once, then take the keys that came meanwhile."""
        self._show_title()
        self._count()
        self._view.current = self._near(0, 1)
        if self._session is None and not self._desk.intake.running:
            self._ask_path()
        self.set_interval(_LOOKED_AFTER, self._look_after)
        if self._news is not None:
            self.keep_up_with(self._news)
        await self.take_early()

    def on_screen_resume(self) -> None:
        """Other screens may have changed what is told here."""
        if self._resumed:
            self._count()
        self._resumed = True

    def on_resize(self) -> None:
        """Lay the texts out anew."""
        self._show_title()
        self._show_hints()
        self._show_rows()

    # -- counting ----------------------------------------------------------------------------

    def _count(self) -> None:
        """Begin to read the figures anew; those that are shown stay until that is done."""
        self._outdated = False
        self._begun = monotonic()
        if self._session is not None:
            try:
                self._next_overview = self._session.overview()
            except CuratorError as error:
                self._outdated = True
                self.fail(error)
        self._read(_FIRST_SLICE)

    def _read(self, seconds: float = _SLICE) -> None:
        overview = self._next_overview
        if overview is not None:
            try:
                overview.read(seconds)
            except CuratorError as error:
                self._outdated = True
                self.fail(error)
                return
            if self._overview is None or not self._overview.complete or overview.complete:
                self._overview = overview
            if overview.complete:
                self._next_overview = None
                now = monotonic()
                self._next_count = now + _PATIENCE * (now - self._begun)
        self._show_rows()
        if self._next_overview is not None and not self._reading:
            self._reading = True
            after_pause(self, 0.002, self._read_slice)

    def _read_slice(self) -> None:
        self._reading = False
        if self.is_attached:
            self._read()

    def _take_news(self, news: News) -> None:
        self._outdated = True

    def _catch_up(self) -> None:
        if self._outdated and self._next_overview is None and monotonic() >= self._next_count:
            self._count()

    def _read_again(self) -> None:
        self._count()

    def _tell_trouble(self, reason: str) -> None:
        self._say(reason, Level.ERROR if reason else Level.INFO)

    def _look_after(self) -> None:
        """Tell how far import and learning are, and go on when the first document is ready."""
        intake = self._desk.intake
        if self.app.screen is not self or self._desk.session is not self._session:
            return  # something lies over this screen, the review that has begun perhaps
        try:
            if intake.stage is not Stage.IDLE:
                self._look_after_intake(intake)
        except CuratorError as error:
            self.fail(error)
        told = "".join(self._learning())
        if intake.running or told != self._told_of_learning:
            self._told_of_learning = told
            self._show_rows()

    def _look_after_intake(self, intake: Intake) -> None:
        untroubled = intake.ready and not intake.problems and not intake.error
        if self._session is None and untroubled and intake.added:
            self._open_first()
            return
        counted = (intake.added, intake.ready, intake.stage is Stage.DONE)
        if counted != self._counted:
            self._counted = counted
            self._count()
            if intake.ready:
                self._go_to(_OPEN)
            if self._session is None and self._prompt is None and self._failed():
                self._ask_path()

    def _go_to(self, key: str) -> None:
        """Make the item of a key the current one, if there is one."""
        for number, row in enumerate(self._rows):
            if row.key == key and row.act is not None:
                self._view.go(number)

    def _failed(self) -> bool:
        """Whether an import has ended without a document, so that there is still none."""
        return self._desk.intake.stage is Stage.DONE and not self._desk.has_documents()

    # -- rows --------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        current, key = self._view.current, None
        if 0 <= current < len(self._rows) and self._rows[current].item:
            key = self._rows[current].key
        self._columns = Columns.of(self.app.size.width)
        try:
            self._rows = list(self._all_rows())
        except CuratorError as error:
            self.fail(error)
            return
        # Rows come and go: the current item stays the one that it is, wherever it stands now.
        same = (number for number, row in enumerate(self._rows) if row.item and row.key == key)
        self._view.show_rows(len(self._rows), self._near(next(same, current), 1))
        self._show_status()

    def _all_rows(self) -> Iterator[ItemRow]:
        if self._session is None:
            yield text_row(("Welcome to curator.", "strong"))
            yield from self._gap()
        yield from self._intake_rows(self._desk.intake)
        session, overview = self._session, self._overview
        if session is not None and overview is not None:
            yield from self._work_rows(session)
            yield from self._gap()
            yield from self._document_rows(overview)
            yield from self._gap()
            yield from self._look_rows(overview)
            yield from self._gap()
        elif not self._desk.intake.running and not self._desk.has_documents():
            yield from self._welcome()
            yield from self._gap()
        if session is not None or self._prompt is None:
            yield from self._other_rows(overview)

    def _gap(self) -> Iterator[ItemRow]:
        """An empty row, where there are rows to spare."""
        if self.app.size.height >= _LOW:
            yield text_row()

    def _welcome(self) -> Iterator[ItemRow]:
        path = one_line(str(self._desk.path))
        rows = [*self._columns.wrapped(_WELCOME.format(path=path), indent=False)]
        if len(rows) + _AROUND_WELCOME > self.app.size.height:
            path = one_line(self._desk.path.name)
            rows = [*self._columns.wrapped(_WELCOME_IN_SHORT.format(path=path), indent=False)]
        yield from rows

    def _intake_rows(self, intake: Intake) -> Iterator[ItemRow]:
        columns = self._columns
        if intake.stage is Stage.IDLE:
            return
        if intake.added is not None:
            told = _counted(intake.added, "document")
            same = f", {intake.same:,} already there" if intake.same else ""
            yield columns.named("Imported", (f"{told}{same}", "ok"), short=[(told, "ok")])
        elif intake.stage is Stage.DONE and intake.suggested:
            told = _counted(intake.suggested, "document")
            yield columns.named("Spans suggested", (f"in {told}", "ok"))
        if intake.running:
            yield from self._progress_rows(intake)
        if intake.error or (intake.stage is Stage.DONE and intake.note):
            style = "warning" if intake.error else "muted"
            yield from columns.wrapped(printable(intake.error or intake.note), style)
        if intake.problems and self._session is None and self._prompt is not None:
            yield from self._first_problems(intake.problems)
        elif intake.problems:
            count = _counted(len(intake.problems), "problem")
            rest = "" if intake.added == 0 else ", the rest is in"
            yield columns.item(
                "!", "Not imported", (f"{count}{rest}", "warning"), short=[(count, "warning")],
                act=self._show_problems,
            )  # fmt: skip
        if intake.running:
            yield columns.item("x", "Stop", "what came stays", act=intake.stop)
        if intake.ready and intake.first is not None and intake.added:
            yield columns.item(_OPEN, "Open the first new one", act=self._open_first)
        elif self._session is None and intake.ready and self._desk.has_documents():
            yield columns.item(_OPEN, "Open the first document", act=self._open_first)
        yield from self._gap()

    def _first_problems(self, problems: Sequence[str]) -> Iterator[ItemRow]:
        """Why nothing came, where the field for the next path has the keys that would list it."""
        shown = _PROBLEMS if self.app.size.height >= _LOW else 1
        for problem in problems[:shown]:
            yield from self._columns.wrapped(printable(problem), "warning")
        if len(problems) > shown:
            more = f"and {len(problems) - shown:,} more: Esc, then ! lists all"
            yield from self._columns.wrapped(more, "warning")

    def _progress_rows(self, intake: Intake) -> Iterator[ItemRow]:
        """How far an import is: what is counted by a bar, what is not by one that moves."""
        columns, stage = self._columns, intake.stage
        since = f" {intake.seconds:.0f} s"
        if stage is Stage.PREPARING or not intake.of:
            name = "Importing" if stage is Stage.IMPORTING else "Getting ready"
            yield columns.named(name, *columns.moving_bar(intake.seconds), since)
        elif stage is Stage.IMPORTING:
            done = f" {intake.done // 1000:,} of {intake.of // 1000:,} kB"
            bar = columns.bar(intake.done, intake.of)
            yield columns.named("Importing", *bar, done, short=[done.lstrip()])
        else:
            done = f" {intake.done:,} of {intake.of:,}"
            what = " document" if intake.of == 1 else " documents"
            bar = columns.bar(intake.done, intake.of)
            yield columns.named("Suggesting", *bar, done, what, short=[*bar[:2], done])
        if stage is not Stage.IMPORTING:
            doing = intake.note
            if not doing and stage is Stage.PREPARING:
                doing = "what suggests is loaded"
            if doing and stage is Stage.PREPARING and intake.of:
                doing += f", then spans are suggested in {_counted(intake.of, 'document')}"
            yield from columns.wrapped(printable(doing), "muted")

    def _work_rows(self, session: ReviewSession) -> Iterator[ItemRow]:
        columns = self._columns
        page = session.page
        pending = page.table.counts[SpanState.PENDING]
        spans = len(page.table)
        left = f"{pending:,} of {_counted(spans, 'span')} pending" if spans else "no spans"
        finished = self._all_finished()
        if finished:
            yield from self._all_done_rows()
        go_on = "Back to the document" if finished else "Go on"
        name = (one_line(page.document.name), "strong")
        whole = columns.fits(go_on, name, f"  {left}")
        yield columns.item("1", go_on, name, *([f"  {left}"] if whole else []), act=self._back)
        if not whole:
            yield from columns.wrapped(left)
        today = session.activity().today
        told = short = _counted(today.spans, "span")
        told += f", {_counted(today.documents, 'document')}"
        if today.spans_per_minute is not None:
            told += f", {today.spans_per_minute:.1f} spans a minute"
            short += f", {today.spans_per_minute:.1f}/min"
        yield columns.named("Today", told, short=[short])
        yield from columns.wrapped("".join(self._learning()), "muted")

    def _all_done_rows(self) -> Iterator[ItemRow]:
        done = f"{STANDING_SIGNS[Standing.FINISHED]} Every document is finished, all is done."
        undo = f"{self._keymap.key_for('undo')} takes the last finish back"
        if len(done) + 2 + len(undo) <= self._columns.line:
            yield text_row((done, "ok"), (f"  {undo}", "muted"))
            return
        yield from self._columns.wrapped(done, "ok", indent=False)
        yield from self._columns.wrapped(undo, "muted", indent=False)

    def _learning(self) -> Iterator[str]:
        """Whether the tagger learns from what is finished, and for how long."""
        learner = self._desk.learner
        if learner is None:
            return
        if not learner.on:
            yield "the tagger does not learn (see the settings)"
        elif learner.learning:
            yield f"the tagger learns from what you finished: {learner.seconds:.0f} s"
        elif learner.rounds:
            yield "the tagger has learned what you finished"

    def _document_rows(self, overview: Overview) -> Iterator[ItemRow]:
        columns = self._columns
        pending = _counted(overview.pending, "span") + ("" if overview.complete else " …")
        yield text_row(
            ("Documents", "strong"),
            (f"  {overview.documents:,}, {pending} pending", "muted"),
        )
        for key, standing in zip("2345", Standing, strict=True):
            count = overview.count(standing)
            told = f"{count:,}"
            bar = columns.bar(count, overview.documents)
            yield columns.item(
                key,
                f"{STANDING_SIGNS[standing]} {standing.capitalize()}",
                *([f"{told:<7} ", *bar] if standing is Standing.FINISHED else [told]),
                short=[told],
                act=self._lister(f"state:{standing}") if count else None,
            )

    def _look_rows(self, overview: Overview) -> Iterator[ItemRow]:
        columns = self._columns
        yield text_row(("Worth a look", "strong"))
        yield columns.item(
            "6", "Least certain first", "by the scores of their suggestions", short=[""],
            act=self._lister("state:pending", Order.UNCERTAIN),
        )  # fmt: skip
        known = "" if overview.complete else " …"
        conflicts = len(overview.conflicts)
        for key, name, count, what, act in (
            ("7", f"{FLAG} Your flags", overview.flagged, "document",
             lambda: self._perform("next_flagged")),
            ("8", f"{FLAG} Others' flags", overview.flagged_by_others, "document",
             self._lister("flag:others")),
            ("9", "Decided in two ways", conflicts, "surface", self._go_to_conflict),
            ("0", "Others decided otherwise", overview.differing, "document",
             self._lister("differs:yes")),
        ):  # fmt: skip
            more = known if key in "90" else ""
            yield columns.item(
                key, name, f"{_counted(count, what)}{more}", short=[f"{count:,}{more}"],
                act=act if count else None,
            )  # fmt: skip

    def _other_rows(self, overview: Overview | None) -> Iterator[ItemRow]:
        columns = self._columns
        if not self._desk.intake.running:
            yield columns.item(
                _ADD, "Import documents", "a file or a folder", short=[""], act=self._ask_path
            )
            missing = overview.unsuggested if overview is not None else 0
            if missing:
                documents = _counted(missing, "document")
                yield columns.item(
                    _SUGGEST, "Suggest spans", f"for {documents} without any", short=[documents],
                    act=self._suggest,
                )  # fmt: skip
        if self._review is not None:
            yield columns.item(
                self._keymap.key_for("settings"), "Settings",
                act=lambda: self._perform("settings"),
            )  # fmt: skip
        yield columns.item(self._keymap.key_for("help"), "Help", "every key", act=self._help)
        if self._review is None:
            yield columns.item(self._keymap.key_for("quit"), "Leave", act=self.app.exit)

    def _all_finished(self) -> bool:
        overview = self._overview
        return overview is not None and overview.count(Standing.FINISHED) == overview.documents > 0

    def _draw(self, row: int, width: int) -> Sequence[Part]:
        return self._rows[row].parts

    def _near(self, row: int, step: int) -> int:
        """The item at a row, or the next one in a direction, or else in the other.

        While the path of the first documents is typed there is none: the text above is to be read.
        """
        items = [number for number, one in enumerate(self._rows) if one.item]
        if not items or (self._session is None and self._prompt is not None):
            return -1
        if step < 0:
            return max((number for number in items if number <= row), default=items[0])
        return min((number for number in items if number >= row), default=items[-1])

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        if self._prompt is not None:
            await self._type(self._prompt, event)
            return
        view = self._view
        row = step_of(event.key, view.current, len(self._rows), view.page_rows)
        if row is not None:
            view.go(self._near(row, row - view.current))
        elif event.key == "enter":
            self._choose(self._rows[view.current])
        elif event.key == "escape":
            self._back()
        else:
            chosen = [row for row in self._rows if row.item and row.key == event.character]
            if chosen and event.is_printable:
                self._choose(chosen[0])
            else:
                self._act(event)

    async def _type(self, prompt: Prompt, event: events.Key) -> None:
        action = None if event.is_printable else action_of(self._keymap, event)
        if asks_for_help(self._keymap, event, typing=True):
            show_help(self.app, self._keymap, "prompt", prompt.keys_now())
        elif action is not None and action.id == "quit":
            self.app.exit()
        else:
            await prompt.take_key(event)

    def _handle_paste(self, text: str) -> None:
        if self._prompt is not None:
            self._prompt.take_paste(text)

    def _act(self, event: events.Key) -> None:
        action = action_of(self._keymap, event)
        name = action.id if action is not None else ""
        if name == "help":
            self._help()
        elif name == "quit":
            self.app.exit()
        elif name in ("home", "cancel"):
            self._back()
        elif name in _PASSED_ON and self._review is not None:
            self._perform(name)
        elif event.is_printable:
            self._say(f"{event.character} is no key here", Level.WARNING)

    def _choose(self, row: ItemRow) -> None:
        if row.act is not None:
            self._say("")
            row.act()
        elif row.item:
            self._say("there is none now", Level.INFO)

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click on an item does it."""
        if self.is_current and self._prompt is None and message.row < len(self._rows):
            if self._rows[message.row].item:
                self._view.go(message.row)
            self._choose(self._rows[message.row])

    # -- where items lead --------------------------------------------------------------------

    def _back(self) -> None:
        if self._review is not None:
            self.dismiss(None)
        else:
            self._say(f"{self._keymap.key_for('quit')} leaves", Level.INFO)

    def _perform(self, action_id: str) -> None:
        """Go back to the review and do an act there."""
        if self._review is not None:
            self.dismiss(None)
            self._review.perform(action_id)

    def _lister(self, line: str, order: Order = Order.QUEUE) -> Callable[[], None]:
        def act() -> None:
            if self._review is not None:
                self.dismiss(None)
                self._review.show_documents(f"{line} ", order, from_home=True)

        return act

    def _go_to_conflict(self) -> None:
        if self._review is not None and self._overview is not None:
            self.dismiss(None)
            self._review.go_to_conflict(self._overview.conflicts[0])

    def _show_problems(self) -> None:
        from curator.tui.screens.choice import ChoiceScreen

        width = min(120, self.app.size.width * 94 // 100) - 6
        rows: list[list[Part]] = [
            [line]
            for problem in self._desk.intake.problems
            for line in wrap(printable(problem), max(20, width), subsequent_indent="    ")
        ]
        screen = ChoiceScreen(self._keymap, "What was not imported", rows, "closes")
        self.app.push_screen(screen)

    def _open_first(self) -> None:
        """Open the first document that came."""
        intake = self._desk.intake
        first, intake.first = intake.first, None
        try:
            if self._review is None:
                session = self._desk.open(first)
                if session is not None:
                    self._begin_review(session)
            elif first is not None:
                self.dismiss(None)
                self._review.open_document(first)
        except CuratorError as error:
            self._say(str(error), Level.ERROR)

    def _suggest(self) -> None:
        self._desk.intake.start([])
        self._show_rows()

    def _help(self) -> None:
        scheme = self._desk.scheme
        show_help(self.app, self._keymap, "home", self.keys_now(), scheme)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the screen, for its help."""
        rows = [
            KeyRow(("Up", "Down", "Home", "End"), "Move in the list"),
            KeyRow(("Enter",), "Do what the row says; so does a click"),
        ]
        if self._review is not None:
            rows.append(KeyRow(("Esc",), "Go back to the document"))
        keyed = [row for row in self._rows if row.item and len(row.key) == 1]
        for row in keyed:
            what = ": ".join(filter(None, row.told))
            none = "" if row.act is not None else "there is none now"
            rows.append(KeyRow((row.key,), what, row.act is not None, none))
        yield KeyGroup("Home", tuple(rows))
        passed = _PASSED_ON if self._review is not None else ()
        acts = tuple(key_row(self._keymap, name) for name in (*passed, "help", "quit"))
        yield KeyGroup("Anywhere", acts)

    # -- importing ---------------------------------------------------------------------------

    def _ask_path(self) -> None:
        if self._prompt is None and not self._desk.intake.running:
            self._prompt = Prompt(
                "Import a file or a folder",
                [("path", "")],
                self._take_path,
                lambda _: None,
                self._close_prompt,
                note=_kind_of_path,
                act="imports",
                complete=_completed_path,
            )
            self.mount(self._prompt, before=self._status)
            self._show_rows()
            self._show_hints()

    def _take_path(self, answers: list[str]) -> Outcome:
        path = typed_path(answers[0])
        if path is None:
            return Outcome().say("type the path of a file or a folder", Level.ERROR)
        try:
            path.stat()
        except OSError as error:
            # The reason first: a line has room for little, and the path stands in the field.
            return Outcome().say(f"{error.strerror or error}: {path}", Level.ERROR)
        self._counted = ()
        self._desk.intake.start([path])
        return Outcome()

    def _close_prompt(self, outcome: Outcome | None) -> None:
        if self._prompt is not None:
            self._prompt.remove()
            self._prompt = None
        self.set_focus(None)
        if outcome is not None:
            self._say(outcome.message, outcome.level)
        self._show_rows()
        self._show_hints()
        self._view.go(self._near(0, 1))

    # -- draw --------------------------------------------------------------------------------

    def _say(self, message: str, level: Level = Level.INFO) -> None:
        self._message, self._level = message, level
        self._show_status()

    def _show_status(self) -> None:
        style = {Level.INFO: "", Level.WARNING: "warning", Level.ERROR: "error"}[self._level]
        right: list[Part] = []
        if self._overview is not None and not self._overview.complete:
            right.append(("counting …  ", "muted"))
        if self._session is not None:
            right.append((f"saved {self._session.saved}", "ok"))
        self._status.show([(self._message, style)], right)

    def _show_title(self) -> None:
        path = self._desk.path
        room = self.app.size.width - len("curator  ") - len(self._desk.reviewer) - _EDGES
        shown = str(path) if len(str(path)) <= room else path.name
        self._title_line.show(
            [("curator  ", "muted"), (shown, "strong")], [(self._desk.reviewer, "muted")]
        )

    def _show_hints(self) -> None:
        key_for = self._keymap.key_for
        if self._prompt is not None:
            keys = [("Enter", "imports"), ("Tab", "completes"), ("Esc", "leaves")]
            more = [(key_for("help"), "help"), (key_for("quit"), "quit")]
        else:
            keys = [("↑ ↓", "move"), ("Enter", "do"), ("1…", "go")]
            back = [("Esc", "back")] if self._review is not None else []
            passed = ("undo", "documents") if self._review is not None else ()
            more = [*back, *((key_for(name), name) for name in ("help", *passed, "quit"))]
        parts: list[Part] = []
        room = self.app.size.width - 2
        for key, what in (*keys, *more):
            gap = "  " if parts else ""
            room -= len(gap) + len(key) + 1 + len(what)
            if key and room >= 0:
                parts += [(gap, "muted"), (key, "key"), (f" {what}", "muted")]
        self._hints.show(parts)


_PASSED_ON = ("documents", "settings", "undo", "redo", "go_to_document", "find")
"""Acts of the review that are done there at once."""


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"


def _completed_path(text: str) -> tuple[str, str]:
    """What a path may become, and what there is to go on with."""
    whole, choices = completed(text)
    names = [choice.rstrip("/").rpartition("/")[2] for choice in choices[:_CHOICES]]
    return whole, "" if len(choices) == 1 else "  ".join(names) or "nothing there"


def _kind_of_path(answers: list[str]) -> str:
    path = typed_path(answers[0])
    if path is None:
        return ""
    try:
        return "a folder" if path.is_dir() else "a file" if path.exists() else "nothing there yet"
    except OSError:
        return ""
