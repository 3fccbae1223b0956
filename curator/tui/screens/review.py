"""The review screen: the document, its spans, and one key an act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.containers import Horizontal
from textual.screen import Screen

from curator.figures import read
from curator.model.errors import CuratorError
from curator.model.review import ReviewState, SpanState
from curator.model.work import Work
from curator.tui.cells import fit
from curator.tui.garbage import Garbage
from curator.tui.keys import action_of
from curator.tui.lines import count_line, event_line, one_line, precedent_line, value_of
from curator.tui.screen_keys import (
    KeyGroup,
    asks_for_help,
    keys_that_type_nothing,
    show_help,
)
from curator.tui.styles import FLAG, SIGNS
from curator.tui.widgets.document_view import DocumentView
from curator.tui.widgets.prompt import Also, Prompt
from curator.tui.widgets.span_list import SpanList
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.learner import Learner
from curator.workflow.review.actions import Keymap, key_display, label_action
from curator.workflow.review.dispatch import Handler, session_handlers
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import ReviewSession
from curator.workflow.settings import Settings

if TYPE_CHECKING:
    from curator.tui.widgets.guideline import Guideline

_ROOM_FOR_TAGS = 34
"""From this many rows on, labels stand under the text unless the user says otherwise."""

_HINTS = (
    "accept", "reject", "start_left", "undo", "accept_rest", "finish", "help", "select",
    "next_unmarked", "guideline", "same", "find", "edit_value", "flag", "skip", "tags", "quit",
)  # fmt: skip
"""The acts shown at the foot of the screen, as far as there is room, the most needed first."""

_ROOM_FOR_ACTIVITY = 110
"""From this many columns on, the status line tells what was done today."""

_PAUSE = 0.25
"""After so many seconds without a key there is time for what comes next."""

_BETWEEN_PARTS = 0.01
"""Seconds between two parts of it: a key never waits for more than one."""

_EXAMPLES = 12
"""So many earlier decisions are shown in their lines."""


class _Body(Horizontal):
    """The document beside its spans, which leave nothing of it to be seen."""

    BLANK = True


class ReviewScreen(Screen[None]):
    """One document at a time. The session decides what a key does; this draws what it did.

    `acts` are those that the app does, by their ids.
    """

    # Widgets cover all of it.
    BLANK = True

    CSS_PATH: ClassVar[None] = None
    DEFAULT_CSS = """
    ReviewScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #hints { background: $background; }
        & SpanList { width: 30; }
        &.-tiny SpanList { display: none; }
        &.-wide SpanList { width: 44; }
        &.-very-wide SpanList { width: 54; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (56, "-narrow"),
        (110, "-wide"),
        (150, "-very-wide"),
    ]
    AUTO_FOCUS = "DocumentView"

    def __init__(
        self,
        session: ReviewSession,
        keymap: Keymap,
        *,
        tags: bool | None = None,
        learner: Learner | None = None,
        acts: Mapping[str, Handler] | None = None,
    ) -> None:
        super().__init__()
        self._learner = learner
        self.built = asyncio.Event()
        """Set when the widgets are there: keys wait for it."""
        self._session = session
        self._keymap = keymap
        self._tags = tags
        self._column: int | None = None
        """The column that moves up and down keep to."""
        self._message = ""
        self._level = Level.INFO
        self._activity = ""
        self._place_is_saved = True
        self._last_key = monotonic()
        self._garbage = Garbage()
        self._is_plan_due = True
        self._open_prompt: Prompt | None = None
        self._guideline: Guideline | None = None
        self._filtered_by: tuple[str, str] = ("", "")
        """The filter and order of the list of documents, for the next time it is shown."""
        self._handlers = self._make_handlers() | dict(acts or {})

    # -- build -------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The title, the document beside its spans, the status, the keys."""
        scheme = self._session.scheme
        self._title_line = StatusLine(id="title")
        self._view = DocumentView(
            self._session.page, scheme, show_tags=self._wants_tags(self.app.size.height)
        )
        self._list = SpanList(self._session.page, scheme)
        self._status = StatusLine(rows=2, id="status")
        self._hints = StatusLine(id="hints")
        yield self._title_line
        with _Body():
            yield self._view
            yield self._view.overview
            yield self._list
        yield self._status
        yield self._hints

    def on_mount(self) -> None:
        """Show where the reviewer left off."""
        self._view.follow(self._session.page.caret, centre=True)
        self._list.follow()
        self._show_status()
        self._show_hints()
        self.call_after_refresh(self._garbage.settle)
        self.set_timer(0.3, _warm_up)
        self.set_timer(0.5, self.show_activity)
        self.set_interval(1.0, self._look_after)
        self.built.set()

    def on_unmount(self) -> None:
        """Remember the place."""
        self.save_place()

    def _wants_tags(self, height: int) -> bool:
        return height >= _ROOM_FOR_TAGS if self._tags is None else self._tags

    def on_resize(self, event: events.Resize) -> None:
        """Labels under the text come and go with the room for them."""
        if self._tags is None:
            self._view.show_tags = self._wants_tags(event.size.height)
        self._show_hints()
        self._show_status()

    # -- keys --------------------------------------------------------------------------------

    def _make_handlers(self) -> dict[str, Handler]:
        session = self._session
        handlers = session_handlers(session)
        handlers |= {
            "caret_up": lambda: self._move_lines(-1),
            "caret_down": lambda: self._move_lines(1),
            "page_up": lambda: self._move_lines(-self._view.page_lines),
            "page_down": lambda: self._move_lines(self._view.page_lines),
            "line_start": lambda: session.move_caret(self._view.line_start(session.page.caret)),
            "line_end": lambda: session.move_caret(self._view.line_end(session.page.caret)),
            "undo": lambda: self._work(session.undoing()),
            "redo": lambda: self._work(session.redoing()),
            "edit_value": self._ask_value,
            "find": self._ask_query,
            "go_to_document": self._ask_document,
            "hits": self._show_hits,
            "documents": self.show_documents,
            "concordance": self._show_concordance,
            "history": self._show_history,
            "precedents": self._show_precedents,
            "flag": self._ask_comment,
            "guideline": self._show_guideline,
            "cancel": self._cancel,
            "tags": self._toggle_tags,
            "help": self._help,
            "palette": self._palette,
            "quit": self._quit,
        }
        return handlers

    async def take_key(self, event: events.Key) -> None:
        """Do what the key stands for, or leave it to the prompt that is open."""
        self._last_key = monotonic()
        if self._open_prompt is not None:
            if asks_for_help(self._keymap, event, typing=True):
                show_help(self.app, self._keymap, "prompt", self._open_prompt.keys_now())
            else:
                await self._open_prompt.take_key(event)
            return
        action = action_of(self._keymap, event)
        if action is not None:
            self.perform(action.id)
        elif event.is_printable:
            pressed = key_display(event.key) if "+" in event.key else event.character
            self._say(f"{pressed} is no key here: {self._help_key()} shows the keys")

    def take_paste(self, text: str) -> None:
        """A prompt takes what is pasted; the review has no use for it."""
        if self._open_prompt is not None:
            self._open_prompt.take_paste(text)

    def perform(self, action_id: str) -> None:
        """Do an act by its id, and draw what it changed before the next frame."""
        if action_id not in ("caret_up", "caret_down", "page_up", "page_down"):
            self._column = None
        finished = self._session.finished
        self._do(self._handlers[action_id])
        if self._session.finished > finished:
            if self._learner is not None:
                self._learner.document_finished()
            if self._session.all_is_finished:
                self.perform("home")

    def _do(self, act: Handler) -> None:
        try:
            outcome = act()
        except CuratorError as error:
            outcome = Outcome().say(error.reason, Level.ERROR)
        if outcome is not None:
            self.show(outcome)

    def _work(self, work: Work[Outcome]) -> None:
        from curator.tui.screens.working import do_work

        do_work(self, self._keymap, work, self.show)

    def _look_after(self) -> None:
        self.save_place()
        if self.is_current:  # the keys of another screen do not come by here
            self._garbage.tidy(monotonic() - self._last_key)
        if self._learner is not None and self._learner.poll():
            self._is_plan_due = True
            if self._level is Level.INFO:
                self._say("learned from what you finished: the next documents show it")
        self._read_ahead()

    def _read_ahead(self) -> None:
        """Read the next document in small parts, until a key comes."""
        if monotonic() - self._last_key < _PAUSE or not self.is_current:
            return
        if self._is_plan_due:
            self._is_plan_due = False
            self._session.plan_ahead()
        if self._session.read_ahead():
            self.set_timer(_BETWEEN_PARTS, self._read_ahead)
        elif (text := self._session.text_ahead) is not None:
            self._view.expect(text)

    def commands(self) -> Iterator[SystemCommand]:
        """Every act for the command palette."""
        for action in self._keymap:
            key = self._keymap.key_for(action.id)
            yield SystemCommand(
                f"{action.description}",
                f"{action.group} · {key}" if key else action.group,
                lambda action_id=action.id: self.perform(action_id),
            )

    # -- draw --------------------------------------------------------------------------------

    def show(self, outcome: Outcome) -> None:
        """Draw what an act changed."""
        page = self._session.page
        if outcome.document:
            self._view.set_page(page)
            self._list.set_page(page)
            self._view.follow(page.caret, centre=True)
            self.call_after_refresh(self._garbage.settle)
            self._is_plan_due = True
        else:
            self._view.touch(outcome.touched)
            self._view.follow(page.caret, ahead=self._column is None)
            if outcome.reordered:
                self._list.redraw_all()
            else:
                self._list.touch(*outcome.spans)
        self._list.follow()
        self._message, self._level = outcome.message, outcome.level
        self._place_is_saved = False
        self._show_status()
        if outcome.document:
            self.show_activity()

    def _say(self, message: str, level: Level = Level.INFO) -> None:
        self._message, self._level = message, level
        self._show_status()

    def show_activity(self) -> None:
        """Tell how much was done today, and how fast; not at every key, which would be restless."""
        try:
            today = self._session.activity().today
        except CuratorError as error:
            self._say(error.reason, Level.ERROR)
            return
        self._activity = f"today {today.spans} {'span' if today.spans == 1 else 'spans'}"
        if today.spans_per_minute is not None:
            self._activity += f", {today.spans_per_minute:.1f}/min"
        self._show_status()

    def _show_status(self) -> None:
        if self._guideline is not None:
            self._tell_guideline(self._guideline)
        session = self._session
        page = session.page
        progress = session.progress
        counts = page.table.counts
        wide = self.app.size.width >= _ROOM_FOR_ACTIVITY
        self._title_line.show(
            [("curator  ", "muted"), (page.document.name, "strong"), *self._document_state()],
            [(session.reviewer, "muted")],
        )
        if self._message:
            style = {Level.INFO: "", Level.WARNING: "warning", Level.ERROR: "error"}[self._level]
            self._status.show([(self._message, style)], row=0)
        else:
            self._status.show(list(self._active_parts()), row=0)
        self._status.show(
            [
                (f"{counts[SpanState.PENDING]} pending", "strong"),
                (f"  {SIGNS[SpanState.ACCEPTED]} {counts[SpanState.ACCEPTED]}", "muted"),
                (f"  {SIGNS[SpanState.REJECTED]} {counts[SpanState.REJECTED]}", "muted"),
            ],
            [
                (f"{self._activity}  " if wide and self._activity else "", "muted"),
                (f"document {session.position} of {progress.documents}", ""),
                (f", {progress.finished} finished  ", "muted"),
                (f"saved {session.saved}", "ok"),
            ],
            row=1,
        )

    def _document_state(self) -> Iterable[Part]:
        page = self._session.page
        if page.state is ReviewState.FINISHED:
            yield ("  ✓ finished", "ok")
        elif page.state is ReviewState.SKIPPED:
            yield ("  skipped", "warning")
        if page.note:
            yield (f"  {FLAG} {page.note}", "warning")

    def _active_parts(self) -> Iterator[Part]:
        page = self._session.page
        if page.selection is not None:
            start, end = page.selection
            yield ("selected ", "muted")
            yield (self._short(page.text[start:end]), "strong")
            yield ("  a label's key makes it a span", "muted")
            return
        span = page.active_span()
        if span is None:
            yield ("no span here", "muted")
            return
        label = self._session.scheme.labels.get(span.label)
        yield (f"{SIGNS[span.state]} ", "strong")
        yield (span.label, label.colour if label else "plain")
        yield (f" {self._short(page.text_of(span))}", "strong")
        value = value_of(span)
        if value:
            yield (f"  = {value}", "")
        origin = f"{span.source} {span.score:.2f}" if span.score is not None else "by hand"
        yield (f"  {origin}", "muted")
        if span.comment:
            yield (f"  {FLAG} {span.comment}", "warning")

    def _short(self, text: str) -> str:
        """A text for the status line, cut so that what is told of it is seen too."""
        return fit(one_line(text), max(12, self.app.size.width // 2 - 4))[0]

    def _show_hints(self) -> None:
        parts: list[Part] = []
        room = self.app.size.width - 2
        for action_id in _HINTS:
            action = self._keymap.actions[action_id]
            key = self._keymap.key_for(action_id)
            if action_id == "start_left":
                edges = ("start_left", "start_right", "end_left", "end_right")
                key = "".join(self._keymap.key_for(edge) for edge in edges)
            room -= len(key) + len(action.hint) + 3
            if key and room >= 0:
                parts += [(key, "key"), (f" {action.hint}  ", "muted")]
        self._hints.show(parts)

    # -- what needs the screen ---------------------------------------------------------------

    def _move_lines(self, lines: int) -> Outcome:
        caret = self._session.page.caret
        if self._column is None:
            self._column = self._view.column(caret)
        return self._session.move_caret(self._view.moved(caret, lines, self._column))

    def _toggle_tags(self) -> None:
        self._tags = not self._view.show_tags
        self._view.show_tags = self._tags
        self._view.follow(self._session.page.caret)

    def _ask_value(self) -> Outcome | None:
        session = self._session
        span = session.page.active_span()
        if span is None or not session.scheme.has_value(span.label):
            return Outcome().say(session.value_problem("", "") or "", Level.WARNING)
        self._prompt(
            f"{span.label} {one_line(session.page.text_of(span))}",
            [("value", span.span.value or ""), ("unit", span.span.unit or "")],
            lambda answers: session.edit_value(*answers),
            lambda answers: session.value_problem(*answers),
            note=lambda answers: session.value_note(answers[0]),
        )
        return None

    def _ask_comment(self) -> None:
        page = self._session.page
        span = page.active_span()
        what = one_line(page.text_of(span)) if span else page.document.name
        comment = (span.comment if span else page.note) or ""
        self._prompt(
            f"{FLAG} flag {what}",
            [("comment", comment)],
            lambda answers: self._session.flag(*answers),
        )

    def _ask_query(self, query: str | None = None) -> None:
        self._prompt(
            "Find: duong finds Đường too",
            [("text", self._session.query if query is None else query)],
            self._find,
            note=self._count_hits,
            act="finds",
            also=Also(keys_that_type_nothing(self._keymap, "hits"), "lists all", self._list_answer),
        )

    def _find(self, answers: list[str]) -> Outcome:
        outcome = self._session.find(answers[0])
        if outcome.level is Level.WARNING and self._session.query:
            key = self._keymap.key_for("next_hit")
            outcome.say(f"{outcome.message}: {key} looks in the others", Level.WARNING)
        return outcome

    def _show_hits(self) -> None:
        if self._session.query:
            self._list_hits(self._session.query)
        else:
            self._prompt(
                "List all hits: duong finds Đường too",
                [("text", "")],
                self._list_answer,
                note=self._count_hits,
                act="lists all",
            )

    def _list_answer(self, answers: list[str]) -> Outcome:
        if not answers[0].strip():
            return Outcome().say("there is no text yet", Level.ERROR)
        self._list_hits(answers[0])
        return Outcome()

    def _list_hits(self, query: str) -> None:
        from curator.tui.screens.hits import HitsScreen

        session = self._session
        screen = HitsScreen(session, self._keymap, query)
        here = session.here()

        def back(place: tuple[int, int] | None) -> Outcome:
            outcome = Outcome()
            if place is not None:
                outcome = session.go_to_hit(query, *place)
            elif screen.changed:
                outcome = session.return_to(*here)
            outcome.document |= screen.changed
            return outcome

        def leave(result: tuple[str, tuple[int, int] | None] | None) -> None:
            self._do(lambda: back(result[1] if result is not None else None))
            if result is not None and result[1] is None:
                self._ask_query(query)

        self.app.push_screen(screen, leave)

    def _count_hits(self, answers: list[str]) -> str:
        count = self._session.count_hits(answers[0]) if answers[0].strip() else None
        return "" if count is None else "not here" if not count else f"{count} here"

    def _ask_document(self) -> None:
        self._prompt(
            "Go to a document, by a part of its name",
            [("name", "")],
            lambda answers: self._session.go_to_document(answers[0]),
            note=lambda answers: ", ".join(self._session.documents_named(answers[0])),
            act="opens",
        )

    def open_document(self, document: int) -> None:
        """Open a document."""
        self._do(lambda: self._session.open_document(document))

    def go_to_conflict(self, key: str) -> None:
        """Go to a surface, by its key, that was decided in different ways."""
        self._do(lambda: self._session.go_to_conflict(key))

    def show_documents(
        self, line: str | None = None, order: str | None = None, *, from_home: bool = False
    ) -> None:
        """List the documents, as the last time or by a filter and an order."""
        self._do(lambda: self._list_documents(line, order, from_home=from_home))

    def _list_documents(self, line: str | None, order: str | None, *, from_home: bool) -> None:
        from curator.tui.screens.documents import DocumentsScreen

        session = self._session
        before = self._filtered_by
        screen = DocumentsScreen(
            session,
            self._keymap,
            self.open_document,
            before[0] if line is None else line,
            before[1] if order is None else order,
            go_home=lambda: self.perform("home"),
            from_home=from_home,
        )

        def leave(_: None) -> None:
            self._filtered_by = screen.line, screen.order

        self.app.push_screen(screen, leave)

    def _show_history(self) -> Outcome | None:
        session = self._session
        events_of_span = session.history()
        if not events_of_span:
            return Outcome().say("no span is active here, so there is no history", Level.WARNING)
        raw, scheme = session.page.document.text, session.scheme
        span = session.page.active_span()
        assert span is not None

        def restore(row: int | None) -> None:
            if row is not None:
                self._do(lambda: session.restore(events_of_span[row]))

        self._choose(
            f"History of {span.label} {one_line(session.page.text_of(span))}",
            [event_line(event, raw, scheme) for event in events_of_span],
            "restores that state",
            restore,
            current=len(events_of_span) - 1,
        )
        return None

    def _show_precedents(self) -> Outcome | None:
        session = self._session
        surface = one_line(session.surface_here())
        found = session.precedents(examples=_EXAMPLES)
        if not found.counts:
            return Outcome().say(f"nothing was decided on “{surface}” yet")
        scheme = session.scheme
        ordered = sorted(found.counts.items(), key=lambda one: -one[1])
        counts = [count_line(state, label, count, scheme) for (state, label), count in ordered]

        def go(row: int | None) -> None:
            if row is not None and row >= len(counts):
                example = found.examples[row - len(counts)]
                self._do(lambda: session.go_to_span(example.span, example.document))

        self._choose(
            f"Your decisions on “{surface}”",
            [*counts, *(precedent_line(example, scheme) for example in found.examples)],
            "goes there",
            go,
            current=len(counts),
        )
        return None

    def _show_concordance(self) -> Outcome | None:
        from curator.tui.screens.concordance import ConcordanceScreen

        session = self._session
        surface = session.surface_here()
        if not surface.strip():
            return Outcome().say("there is no text here to look for", Level.WARNING)
        screen = ConcordanceScreen(session, self._keymap, surface)
        here = session.here()

        def back(place: tuple[int, int] | None) -> Outcome:
            outcome = Outcome()
            if place is not None:
                outcome = session.go_to_place(*place)
            elif screen.changed:
                outcome = session.return_to(*here)
            outcome.document |= screen.changed
            return outcome

        def leave(place: tuple[int, int] | None) -> None:
            self._do(lambda: back(place))

        self.app.push_screen(screen, leave)
        return None

    def _show_guideline(self) -> None:
        """The rule of the span's label, until it is hidden; without a span the labels."""
        page = self._session.page
        if page.active_span() is None:
            self._choose_label()
        elif self._guideline is not None:
            self._hide_guideline()
        else:
            from curator.tui.widgets.guideline import Guideline

            self._guideline = Guideline(self._keymap, self._session.scheme)
            self.mount(self._guideline, before=self._status)
            self._tell_guideline(self._guideline)
            # The view is lower then: the caret must not be below its foot.
            self.call_after_refresh(self._view.follow, page.caret)

    def _tell_guideline(self, guideline: Guideline) -> None:
        key = self._keymap.key_for("guideline")
        span = self._session.page.active_span()
        guideline.tell(
            span.label if span is not None else None,
            f"{key} hides" if span is not None else f"{key} chooses",
        )

    def _hide_guideline(self) -> None:
        if self._guideline is not None:
            self._guideline.remove()
            self._guideline = None

    def _cancel(self) -> Outcome | None:
        """Leave one thing: the selection, else the rule that is shown, else the search."""
        if self._guideline is not None and self._session.page.selection is None:
            self._hide_guideline()
            return None
        return self._session.cancel()

    def _choose_label(self) -> None:
        from curator.tui.screens.labels import LabelsScreen

        session = self._session
        surface = one_line(session.surface_here())
        counts = session.precedents(examples=0).counts if surface else {}
        accepted = {label: n for (state, label), n in counts.items() if state == "accepted"}

        def give(label: str | None) -> None:
            if label is not None:
                self.perform(label_action(label))

        title = f"A label for “{surface}”" if surface else "Labels"
        first = max(accepted, key=lambda label: accepted[label], default=None)
        self.app.push_screen(LabelsScreen(self._keymap, session.scheme, title, first), give)

    def _choose(
        self,
        title: str,
        rows: list[list[Part]],
        act: str,
        done: Callable[[int | None], None],
        current: int,
    ) -> None:
        from curator.tui.screens.choice import ChoiceScreen

        self.app.push_screen(ChoiceScreen(self._keymap, title, rows, act, current), done)

    def _prompt(
        self,
        title: str,
        fields: list[tuple[str, str]],
        done: Callable[[list[str]], Outcome],
        check: Callable[[list[str]], str | None] = lambda _: None,
        *,
        note: Callable[[list[str]], str] | None = None,
        act: str = "saves",
        also: Also | None = None,
    ) -> None:
        if self._open_prompt is None:
            self._open_prompt = Prompt(
                title, fields, done, check, self._close_prompt, note=note, act=act, also=also
            )
            self.mount(self._open_prompt, before=self._status)

    def _close_prompt(self, outcome: Outcome | None) -> None:
        """Take an answer, or none."""
        if self._open_prompt is not None:
            self._open_prompt.remove()
            self._open_prompt = None
        self.set_focus(self._view)
        if outcome is not None:
            self.show(outcome)

    def _help(self) -> None:
        show_help(self.app, self._keymap, "review", self.keys_now(), self._session.scheme)

    def keys_now(self) -> Iterator[KeyGroup]:
        """The acts, with what each would do at this moment."""
        from curator.tui.review_keys import review_keys

        return review_keys(self._keymap, self._session, self._view)

    def _help_key(self) -> str:
        return self._keymap.key_for("help")

    def apply(self, settings: Settings) -> None:
        """Let changed settings hold."""
        self._tags = settings.tags
        self._view.show_tags = self._wants_tags(self.app.size.height)
        self._show_hints()
        # What counts as sure shows in the strip beside the text.
        self._view.touch([(0, len(self._session.page.text))])
        self._view.follow(self._session.page.caret)
        self._show_status()

    def _palette(self) -> None:
        self.app.action_command_palette()

    def _quit(self) -> None:
        self.save_place()
        self.app.exit()

    def save_place(self) -> None:
        """Remember the place for the next time, if it has changed."""
        if not self._place_is_saved and not self._session.writing:
            self._place_is_saved = True
            try:
                self._session.save_place()
            except CuratorError as error:
                self._say(error.reason, Level.ERROR)

    # -- the mouse ---------------------------------------------------------------------------

    def on_document_view_clicked(self, message: DocumentView.Clicked) -> None:
        """Put the caret there; a second click selects the word."""
        if self._prompting():
            return
        session = self._session
        if message.count == 2 and message.span_id is None:
            self.show(session.select_range(message.offset, message.offset + 1))
        elif message.span_id is not None:
            self.show(session.go_to_span(message.span_id))
        else:
            session.cancel()
            self.show(session.move_caret(message.offset))

    def on_document_view_dragged(self, message: DocumentView.Dragged) -> None:
        """Select what the mouse goes over, by whole syllables."""
        if self._prompting():
            return
        self.show(self._session.select_range(message.start, message.end))

    def on_span_list_picked(self, message: SpanList.Picked) -> None:
        """Go to the span of that row."""
        if not self._prompting():
            self.show(self._session.go_to_span(message.span_id))

    def _prompting(self) -> bool:
        """Whether a prompt is open: the mouse must not lead away from the span it is about."""
        return self._open_prompt is not None


def _warm_up() -> None:
    """Load what the first decision on a figure needs, off the thread that draws."""
    Thread(target=lambda: read("1", "CARDINAL"), daemon=True).start()
