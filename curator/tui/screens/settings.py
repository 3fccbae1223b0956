"""The settings: what may be set and the keys of every act, changed and saved where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult

from curator.text.fold import fold_accents
from curator.tui.cells import fit
from curator.tui.keys import action_of, base_key
from curator.tui.screen_keys import KeyGroup, KeyRow, asks_for_help, key_row, show_help
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.screens.themes import ThemesScreen, theme_names
from curator.tui.widgets.prompt import Prompt
from curator.tui.widgets.rows import RowView, step_of
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.preferences import Preferences
from curator.workflow.review.actions import is_letter, key_display
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.rebinding import (
    Rebinding,
    bind,
    elsewhere,
    refusal,
    reset,
    reset_all,
    weakness,
)

_STEP: Final = 0.05
"""By so much an arrow changes what counts as sure."""

_SETTINGS: Final = {
    "theme": ("Theme", "the colours of the screen"),
    "tags": ("Labels under the text", "the label of each span on a line of its own"),
    "sure": ("Sure from", "a suggestion with a lower score counts as uncertain"),
    "learn": ("Learning", "the tagger learns from each document that you finish"),
}
_TAGS: Final = (None, True, False)


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading, a setting, or the keys of an act; of the last two the id."""

    heading: str = ""
    setting: str = ""
    act: str = ""

    @property
    def may_be_current(self) -> bool:
        return not self.heading


class SettingsScreen(KeyedScreen[None]):
    """A row a setting, a row an act. What is changed holds at once and is saved at once.

    Typing narrows the rows. An act's new key is the next key that is pressed; if another act has
    it, that is told, and Enter takes it from there.
    """

    DEFAULT_CSS = """
    SettingsScreen {
        layout: vertical;
        & > #title { background: $panel; }
        & > #hints { background: $background; }
    }
    """

    def __init__(self, preferences: Preferences, saved: Callable[[], int]) -> None:
        super().__init__()
        self._preferences = preferences
        self._keymap = preferences.keymap
        self._saved = saved
        self._typed = ""
        self._rows = self._rows_with("")
        self._capturing: bool | None = None
        """Whether the key that is waited for comes besides the others; None: none is waited for."""
        self._waiting: Rebinding | None = None
        """A change that takes a key from another act, until Enter allows it."""
        self._resetting = False
        self._prompt: Prompt | None = None
        self._message = ""
        self._level = Level.INFO
        self._topic = ""

    # -- build -------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The title, the rows, what the current one is about, the keys."""
        self._title_line = StatusLine(id="title")
        self._view = RowView(self._draw, len(self._rows))
        self._status = StatusLine(rows=2, id="status")
        self._hints = StatusLine(id="hints")
        yield self._title_line
        yield self._view
        yield self._status
        yield self._hints

    async def on_mount(self) -> None:
        """Begin with the first setting."""
        self._view.current = self._near(0, 1)
        self._show()
        await self.take_early()

    def on_resize(self) -> None:
        """As many hints as there is room for."""
        if self._early is None:
            self._show()

    # -- rows --------------------------------------------------------------------------------

    def _rows_with(self, typed: str) -> list[_Row]:
        words = fold_accents(typed).split()
        rows: list[_Row] = []

        def add(heading: str, some: list[_Row]) -> None:
            kept = [row for row in some if all(word in self._told(row) for word in words)]
            if kept:
                rows.extend([_Row(heading=heading), *kept])

        add("Settings", [_Row(setting=name) for name in _SETTINGS])
        for group in {action.group: None for action in self._keymap}:
            acts = [_Row(act=action.id) for action in self._keymap if action.group == group]
            add(f"Keys: {group}", acts)
        return rows

    def _told(self, row: _Row) -> str:
        if row.setting:
            return fold_accents(" ".join((row.setting, *_SETTINGS[row.setting])))
        action = self._keymap.actions[row.act]
        keys = " ".join(map(key_display, action.keys))
        return fold_accents(f"{action.id} {action.description} {keys}")

    def _near(self, row: int, step: int) -> int:
        """The row, or the nearest beyond a heading in the direction of `step`; else before it."""
        count = len(self._rows)
        for direction in (1 if step >= 0 else -1, -1 if step >= 0 else 1):
            here = row
            while 0 <= here < count:
                if self._rows[here].may_be_current:
                    return here
                here += direction
        return 0

    @property
    def _current(self) -> _Row:
        return self._rows[self._view.current] if self._rows else _Row(heading="nothing")

    # -- keys --------------------------------------------------------------------------------

    async def _handle_key(self, event: events.Key) -> None:
        if self._prompt is not None:
            await self._prompt.take_key(event)
        elif self._capturing is not None:
            self._capture(event)
        elif self._waiting is not None and event.key == "enter":
            self._make(self._waiting)
        elif event.key == "escape":
            self._escape()
        else:
            resetting, self._resetting = self._resetting, False
            self._waiting = None
            self._say("")
            self._act(event, resetting)

    def _handle_paste(self, text: str) -> None:
        if self._prompt is not None:
            self._prompt.take_paste(text)

    def _act(self, event: events.Key, resetting: bool) -> None:
        row, view = self._current, self._view
        moved = step_of(event.key, view.current, len(self._rows), view.page_rows)
        if moved is not None:
            view.go(self._near(moved, moved - view.current))
            self._show()
        elif event.key == "enter":
            self._enter()
        elif event.key in ("left", "right") and row.setting:
            self._step(1 if event.key == "right" else -1)
        elif event.key == "plus" and row.act:
            self._ask_key(add=True)
        elif event.key == "delete":
            self._reset()
        elif event.key == "ctrl+r":
            self._reset_all(sure=resetting)
        elif event.key == "backspace":
            self._narrow(self._typed[:-1])
        elif asks_for_help(self._keymap, event, typing=bool(self._typed)):
            show_help(self.app, self._keymap, "settings", self.keys_now())
        elif event.is_printable and event.character:
            self._narrow(self._typed + event.character)
        else:
            action = action_of(self._keymap, event)
            if action is not None and action.id in ("settings", "quit"):
                self.dismiss(None)

    def _escape(self) -> None:
        if self._waiting is not None or self._resetting:
            self._waiting, self._resetting = None, False
            self._say("nothing is changed")
        elif self._typed:
            self._narrow("")
        else:
            self.dismiss(None)

    def _narrow(self, typed: str) -> None:
        self._typed = typed.lstrip()
        current = self._current
        self._rows = self._rows_with(self._typed)
        row = self._rows.index(current) if current in self._rows else 0
        self._view.show_rows(len(self._rows), self._near(row, 1))
        self._show()

    def _enter(self) -> None:
        row = self._current
        if row.act:
            self._ask_key(add=False)
        elif row.setting == "theme":
            self._choose_theme()
        elif row.setting == "sure":
            self._ask_sure()
        elif row.setting:
            self._step(1)

    # -- settings ----------------------------------------------------------------------------

    def _change(self, name: str, value: object | None) -> None:
        problem = self._preferences.change(name, value)
        self._say(problem or "saved", Level.ERROR if problem else Level.INFO)
        self._view.redraw(self._view.current)

    def _step(self, step: int) -> None:
        name, settings = self._current.setting, self._preferences.settings
        if name == "theme":
            names = theme_names(self.app)
            self._change(name, names[(names.index(self.app.theme) + step) % len(names)])
        elif name == "tags":
            self._change(name, _TAGS[(_TAGS.index(settings.tags) + step) % len(_TAGS)])
        elif name == "sure":
            self._change(name, round(min(1.0, max(0.0, settings.sure + step * _STEP)), 2))
        elif name == "learn":
            self._change(name, not settings.learn)

    def _choose_theme(self) -> None:
        def take(name: str | None) -> None:
            if name is not None:
                self._change("theme", name)

        self.app.push_screen(ThemesScreen(self.app, self._keymap), take)

    def _ask_sure(self) -> None:
        def take(answers: list[str]) -> Outcome:
            problem = _score_problem(answers)
            if problem:
                return Outcome().say(problem, Level.ERROR)
            self._change("sure", _score(answers[0]))
            return Outcome()

        def close(_: Outcome | None) -> None:
            if self._prompt is not None:
                self._prompt.remove()
                self._prompt = None
            self._view.redraw(self._view.current)

        self._prompt = Prompt(
            "Sure from, between 0 and 1",
            [("score", f"{self._preferences.settings.sure:g}")],
            take,
            _score_problem,
            close,
        )
        self.mount(self._prompt, before=self._status)

    # -- keys of acts ------------------------------------------------------------------------

    def _ask_key(self, *, add: bool) -> None:
        self._capturing = add
        self._show()

    def _capture(self, event: events.Key) -> None:
        add, self._capturing = bool(self._capturing), None
        key = base_key(event)
        problem = refusal(key)
        if key == "escape":
            self._say("nothing is changed")
        elif problem:
            self._say(f"{key_display(key)} is no key for an act: {problem}", Level.WARNING)
        else:
            change = bind(self._keymap, self._current.act, key, add=add)
            if change.taken_from is None:
                self._make(change)
            else:
                self._waiting = change
                self._say(
                    f"Enter takes it from there, Esc does not; there it would leave "
                    f"{_shown(change.left)}",
                    Level.WARNING,
                    f"{key_display(key)} is the key of “{change.taken_from.description}”",
                )

    def _make(self, change: Rebinding) -> None:
        self._waiting = None
        problem = self._preferences.rebind(change)
        for row in range(len(self._rows)):
            self._view.redraw(row)
        if problem:
            self._say(problem, Level.ERROR)
            return
        action = self._keymap.actions[self._current.act] if self._current.act else None
        weak = weakness(action.keys) if action is not None else ""
        if weak:
            self._say(f"saved; now {weak}: + adds one", Level.WARNING)
        else:
            self._say("saved")

    def _reset(self) -> None:
        row = self._current
        if row.setting:
            self._change(row.setting, None)
        elif row.act:
            self._make(reset(self._keymap, row.act))
            kept = elsewhere(self._keymap, row.act)
            if kept:
                told = ", ".join(f"{key} with “{other.description}”" for key, other in kept)
                self._say(f"the default is back, but you left {told}", Level.WARNING)

    def _reset_all(self, *, sure: bool) -> None:
        own = self._keymap.own
        if not own:
            self._say("every act has its default keys already")
        elif sure:
            self._make(reset_all(self._keymap))
        else:
            self._resetting = True
            acts = f"{len(own)} {'act' if len(own) == 1 else 'acts'}"
            self._say(f"you changed the keys of {acts}: ^R once more resets them", Level.WARNING)

    # -- the mouse ---------------------------------------------------------------------------

    def on_row_view_picked(self, message: RowView.Picked) -> None:
        """A click goes to a row, a double click changes what stands there."""
        if not self.is_current or self._prompt is not None:
            return
        self._capturing = self._waiting = None
        self._resetting = False
        self._message = self._topic = ""
        self._view.go(self._near(message.row, 1))
        self._show()
        if message.count == 2 and self._rows[message.row].may_be_current:
            self._enter()

    # -- draw --------------------------------------------------------------------------------

    def _say(self, message: str, level: Level = Level.INFO, about: str = "") -> None:
        """Show a message, and above it what it is about, if that is not the current row."""
        self._message, self._level, self._topic = message, level, about
        self._show()

    def _show(self) -> None:
        self._title_line.show(
            [("settings  ", "muted"), (str(self._preferences.settings.path), "strong")],
            [("with ", "muted"), (self._typed, "strong")] if self._typed else "",
        )
        topic: list[Part] = [(self._topic, "warning")]
        self._status.show(topic if self._topic else list(self._about()), row=0)
        style = {Level.INFO: "ok", Level.WARNING: "warning", Level.ERROR: "error"}[self._level]
        saved = (f"saved {self._saved()}", "ok")
        if self._capturing is not None:
            what = "one more key" if self._capturing else "the key"
            self._status.show([(f"press {what} that it is to have; Esc leaves", "key")], row=1)
        elif self._message:
            self._status.show([(self._message, style)], row=1)
        else:
            self._status.show("", [saved], row=1)
        self._hints.show([part for key, what in self._hinted() for part in _hint(key, what)])

    def _about(self) -> Iterator[Part]:
        row = self._current
        if row.setting:
            name, about = _SETTINGS[row.setting]
            yield (name, "strong")
            yield (f"  {about}", "muted")
        elif row.act:
            action = self._keymap.actions[row.act]
            yield (action.description, "strong")
            yield (f"  {action.id}", "muted")
        else:
            yield (f"nothing here has “{self._typed}”; Esc shows all again", "muted")

    def _hinted(self) -> Iterator[tuple[str, str]]:
        if self._capturing is not None or self._waiting is not None:
            yield from ([("Enter", "takes it")] if self._waiting is not None else [])
            yield ("Esc", "leaves it as it is")
            return
        if self._current.act:
            yield from (("Enter", "new key"), ("+", "one more"))
        else:
            yield from (("← →", "change"), ("Enter", "choose"))
        yield ("Del", "default")
        if self._current.act and self._keymap.own:
            yield ("^R", "all")
        yield ("a…", "find")
        yield (self._keymap.key_for("help"), "help")
        yield ("Esc", "leave")

    def _draw(self, index: int, width: int) -> Sequence[Part]:
        row = self._rows[index]
        if row.heading:
            return [(row.heading, "strong")]
        wide = min(54, max(24, width * 3 // 5))
        if row.setting:
            own = not self._preferences.is_default(row.setting)
            name = _SETTINGS[row.setting][0]
            return [_mark(own), _column(name, wide), (self._value(row.setting), "strong")]
        action = self._keymap.actions[row.act]
        own = row.act in self._keymap.own
        weak = weakness(action.keys)
        keys = "  ".join(map(key_display, action.keys))
        return [
            _mark(own),
            _column(action.description, wide),
            (keys, "strong"),
            (f"{'  ' if keys else ''}{weak.partition(',')[0]}" if weak and own else "", "warning"),
        ]

    def _value(self, name: str) -> str:
        settings = self._preferences.settings
        if name == "theme":
            return self.app.theme
        if name == "tags":
            return {None: "where there is room", True: "always", False: "never"}[settings.tags]
        if name == "sure":
            return f"{settings.sure:g}"
        return "on" if settings.learn else "off"

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the settings, as far as they do something on the current row."""
        act, setting = bool(self._current.act), bool(self._current.setting)
        no_act = "" if act else "the row is no act"
        no_setting = "" if setting else "the row is no setting"
        nothing = "" if act or setting else "there is no row"
        own = "" if self._keymap.own else "every act has its default keys"
        yield KeyGroup(
            "Change",
            (
                KeyRow(("Left", "Right"), "Change the setting by a step", setting, no_setting),
                KeyRow(
                    ("Enter",), "Choose a value, or press the act's new key", not nothing, nothing
                ),
                KeyRow(("+",), "Press one more key for the act", act, no_act),
                KeyRow(("Del",), "Give the row its default back", not nothing, nothing),
                KeyRow(("^R",), "Give all acts their default keys back", not own, own),
            ),
        )
        yield KeyGroup(
            "Go",
            (
                KeyRow(("Up", "Down"), "Go to the row above or below"),
                KeyRow(("PgUp", "PgDn", "Home", "End"), "Go further"),
                KeyRow(("a…",), "Narrow the rows to those that have the words"),
                KeyRow(("Backspace",), "Take away a letter of the words"),
                KeyRow(("Click",), "Go to a row; a double click changes it"),
            ),
        )
        leaving = (*key_row(self._keymap, "settings").keys, *key_row(self._keymap, "quit").keys)
        keys = (key for key in leaving if not is_letter(key))
        yield KeyGroup(
            "Screen",
            (
                key_row(self._keymap, "help", "Show these keys"),
                KeyRow(("Esc", *keys), "Leave; everything is saved already"),
            ),
        )


def _mark(own: bool) -> Part:
    return ("• " if own else "  ", "ok")


def _column(text: str, width: int) -> str:
    return fit(text, width, pad=True)[0] + "  "


def _hint(key: str, what: str) -> list[Part]:
    return [(key, "key"), (f" {what}  ", "muted")] if key else []


def _shown(keys: tuple[str, ...]) -> str:
    shown = " ".join(map(key_display, keys)) or "no key"
    return f"only {shown}, a letter" if keys and all(map(is_letter, keys)) else shown


def _score(text: str) -> float:
    return round(float(text.replace(",", ".")), 4)


def _score_problem(answers: list[str]) -> str | None:
    try:
        fits = 0 <= _score(answers[0]) <= 1
    except (ValueError, OverflowError):
        fits = False
    return None if fits else "a number between 0 and 1"
