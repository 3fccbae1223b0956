"""A prompt at the foot of the screen: one or two short fields, checked while they are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from curator.tui.widgets.status_line import StatusLine
from curator.workflow.review.outcome import Level, Outcome


class Prompt(Widget):
    """Asks for texts. Enter takes them, Escape leaves without a change, Tab changes the field.

    `check` says what is wrong with the answers as they stand, `done` takes them; an answer that
    `done` refuses leaves the prompt open with the reason. Posts `Closed`.
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

    @dataclass
    class Closed(Message):
        """The prompt is done; `outcome` is None if it was left without an answer."""

        prompt: Prompt
        outcome: Outcome | None

    def __init__(
        self,
        title: str,
        fields: Sequence[tuple[str, str]],
        done: Callable[[list[str]], Outcome],
        check: Callable[[list[str]], str | None],
    ) -> None:
        super().__init__()
        self._heading = title
        self._fields = fields
        self._done = done
        self._check = check

    def compose(self) -> ComposeResult:
        """The title with what is wrong, above the fields."""
        self._line = StatusLine()
        self._inputs = [Input(value, select_on_focus=True) for _, value in self._fields]
        yield self._line
        with Horizontal():
            for (name, _), field in zip(self._fields, self._inputs, strict=True):
                label = StatusLine()
                label.show([(name, "muted")])
                label.styles.width = len(name) + 2  # StatusLine keeps a cell free at either edge
                yield label
                yield field

    def on_mount(self) -> None:
        """Begin with the first field."""
        self._inputs[0].focus()
        self._show()

    def _answers(self) -> list[str]:
        return [field.value for field in self._inputs]

    def _show(self, problem: str | None = None) -> None:
        problem = problem or self._check(self._answers())
        if problem:
            self._line.show([(self._heading, "strong")], [(problem, "error")])
        else:
            self._line.show(
                [(self._heading, "strong")],
                [("Enter", "key"), (" saves  ", "muted"), ("Esc", "key"), (" leaves", "muted")],
            )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check what is typed."""
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answers, if they can be taken."""
        event.stop()
        outcome = self._done(self._answers())
        if outcome.level is Level.ERROR:
            self._show(outcome.message)
        else:
            self.post_message(self.Closed(self, outcome))

    def on_key(self, event: events.Key) -> None:
        """Leave, or change the field.

        Other keys pass: the field's own (Enter, the arrows, Backspace) take effect only when
        they have bubbled up to the app. The review screen does nothing while a field has focus.
        """
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Closed(self, None))
        elif event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            index = next((i for i, field in enumerate(self._inputs) if field.has_focus), 0)
            step = 1 if event.key == "tab" else -1
            self._inputs[(index + step) % len(self._inputs)].focus()
