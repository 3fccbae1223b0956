"""A prompt at the foot of the screen: one or two short fields, checked while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from curator.tui.cells import fit
from curator.tui.screen_keys import KeyGroup, KeyRow
from curator.tui.widgets.field import EDITING, edit_field, edits, paste_into, typeable
from curator.tui.widgets.status_line import Part, StatusLine
from curator.workflow.review.actions import key_display
from curator.workflow.review.outcome import Level, Outcome

_NARROW = 60
"""Below so many cells what is asked comes before the keys."""


@dataclass(frozen=True, slots=True)
class Also:
    """A second thing that a prompt can do with its answers, by keys that type nothing."""

    keys: tuple[str, ...]
    what: str
    take: Callable[[list[str]], Outcome]


class Prompt(Widget):
    """Asks for texts. Enter takes them, Escape leaves without a change, Tab changes the field.

    `check` says what is wrong with the answers as they stand, `done` takes them; an answer that
    `done` refuses leaves the prompt open with the reason. `closed` is called at the end, with None
    if the prompt was left without an answer. `note` tells what is good to know about the answers
    as they stand, `act` what Enter does, `also` what another key does. With `complete` Tab makes
    of the field's text what that gives first, and tells what it gives second. Keys come by
    `take_key`, from the first one after the prompt was made, whether it is drawn yet or not.
    """

    DEFAULT_CSS = """
    Prompt {
        height: 2;
        background: $boost;
        & > Horizontal { height: 1; }
        & StatusLine { background: $boost; width: 100%; }
        & Input {
            height: 1; width: 1fr; border: none; padding: 0 1; background: $surface;
            &:focus { border: none; background: $background; }
        }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, str]],
        done: Callable[[list[str]], Outcome],
        check: Callable[[list[str]], str | None],
        closed: Callable[[Outcome | None], None],
        *,
        note: Callable[[list[str]], str] | None = None,
        act: str = "saves",
        also: Also | None = None,
        complete: Callable[[str], tuple[str, str]] | None = None,
    ) -> None:
        super().__init__()
        self._line = StatusLine()
        self._heading = title
        self._names = [name for name, _ in fields]
        self._inputs = [Input(typeable(value), select_on_focus=False) for _, value in fields]
        self._field = self._inputs[0]
        self._untouched = set(self._inputs)
        """Fields whose text gives way to the first letter that is typed."""
        self._done = done
        self._check = check
        self._finish = closed
        self._note = note
        self._act = act
        self._also = also if also is not None and also.keys else None
        self._complete = complete
        self._told: tuple[str, str] = ("", "")
        """A text of the field, and what to tell as long as it stands there."""

    def compose(self) -> ComposeResult:
        """The title with what is wrong, above the fields."""
        yield self._line
        with Horizontal():
            for name, field in zip(self._names, self._inputs, strict=True):
                label = StatusLine()
                label.show([(name, "muted")])
                label.styles.width = len(name) + 2  # StatusLine keeps a cell free at either edge
                yield label
                yield field

    def on_mount(self) -> None:
        """Begin with the first field, unless keys have led on already."""
        self._enter(self._field)
        self._show()

    def _enter(self, field: Input) -> None:
        self._field = field
        if self.is_attached:
            self.screen.set_focus(field)
            if field in self._untouched:
                field.selection = Selection(0, len(field.value))

    def _answers(self) -> list[str]:
        return [field.value for field in self._inputs]

    def _show(self, problem: str | None = None) -> None:
        problem = problem or self._check(self._answers())
        if problem:
            self._line.show([(self._heading, "strong")], [(problem, "error")])
            return
        note = self._note(self._answers()) if self._note is not None else ""
        if self._told[1] and self._told[0] == self.text:
            note = self._told[1]
        told: list[Part] = [(self._heading, "strong"), (f"  {note}" if note else "", "ok")]
        hints: list[Part] = [
            ("Enter", "key"), (f" {self._act}  ", "muted"), *self._also_parts(),
            ("Esc", "key"), (" leaves", "muted"),
        ]  # fmt: skip
        if self._fits(told, hints):
            self._line.show(told, hints)
        elif note:  # the help has the keys
            self._line.show(told if self._fits(told) else [(note, "ok")])
        else:
            self._line.show(told, "" if self.app.size.width < _NARROW else hints)

    def _fits(self, *parts: Sequence[Part]) -> bool:
        """Whether there is room for texts on the left and the right."""
        texts = (part if isinstance(part, str) else part[0] for side in parts for part in side)
        cells = sum(fit(text, _NARROW * 4)[1] for text in texts)
        return cells + 2 * len(parts) <= self.app.size.width

    def on_resize(self) -> None:
        """What is told depends on the room for it."""
        self._show()

    def _also_parts(self) -> list[Part]:
        if self._also is None:
            return []
        return [(key_display(self._also.keys[0]), "key"), (f" {self._also.what}  ", "muted")]

    @property
    def text(self) -> str:
        """What stands in the field that is typed in."""
        return self._field.value

    def _replace(self, text: str, told: str) -> None:
        """Put a text in the field, and tell something while it stands there."""
        self._untouched.discard(self._field)
        self._told = typeable(text), told
        self._field.value = self._told[0]
        self._field.cursor_position = len(self._field.value)
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter is a key of the prompt itself."""
        event.stop()

    async def take_key(self, event: events.Key) -> None:
        """Leave, take the answers, complete, change the field, or type."""
        field = self._field
        if event.key == "escape":
            self._finish(None)
        elif event.key == "enter":
            self._submit(self._done)
        elif self._also is not None and event.key in self._also.keys:
            self._submit(self._also.take)
        elif event.key == "tab" and self._complete is not None:
            self._replace(*self._complete(self.text))
        elif event.key in ("tab", "shift+tab"):
            step = 1 if event.key == "tab" else -1
            self._enter(self._inputs[(self._inputs.index(field) + step) % len(self._inputs)])
        elif edits(event):
            self._touch(field)
            await edit_field(self.app, field, event)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check what is typed."""
        event.stop()
        self._show()

    def take_paste(self, text: str) -> None:
        """Paste the first line of a text, in the place of what is selected."""
        self._touch(self._field)
        paste_into(self._field, text)

    def _touch(self, field: Input) -> None:
        """What stood in a field gives way to what is typed first."""
        if field in self._untouched:
            self._untouched.discard(field)
            field.selection = Selection(0, len(field.value))

    def keys_now(self) -> Iterator[KeyGroup]:
        """The keys of the prompt; those that edit are Textual's own."""
        problem = self._check(self._answers()) or ""
        rows = [
            KeyRow(("Enter",), f"Take what is typed: {self._act}", not problem, problem),
            KeyRow(("Esc",), "Leave; nothing is changed"),
        ]
        if self._complete is not None:
            rows.append(
                KeyRow(("Tab",), "Complete what is typed; above it stands how it may go on")
            )
        elif len(self._inputs) > 1:
            rows.append(KeyRow(("Tab", "Shift+Tab"), "Go to the other field"))
        if self._also is not None:
            shown = tuple(map(key_display, self._also.keys))
            rows.insert(1, KeyRow(shown, f"Take what is typed: {self._also.what}"))
        yield KeyGroup("Prompt", tuple(rows))
        empty = "" if self._field.value else "there is no text yet"
        yield KeyGroup(
            "Text",
            (
                KeyRow(("a…",), "Type; the first letter takes the place of what was there"),
                *(KeyRow(keys, what, not empty, empty) for keys, what in EDITING),
            ),
        )

    def _submit(self, take: Callable[[list[str]], Outcome]) -> None:
        outcome = take(self._answers())
        if outcome.level is Level.ERROR:
            self._show(outcome.message)
        else:
            self._finish(outcome)
