"""How far an act is that takes long, where the keys stand that have to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen

from curator.model.errors import CuratorError
from curator.model.work import Work
from curator.tui.keys import action_of
from curator.tui.lines import bar
from curator.tui.pause import after_pause
from curator.tui.screens.keyed import KeyedScreen
from curator.tui.widgets.status_line import StatusLine
from curator.workflow.review.actions import Keymap
from curator.workflow.review.outcome import Level, Outcome

_AT_ONCE = 0.04
"""Seconds of work within the key: most acts are done then, and nothing comes and goes."""

_SLICE = 0.012
"""Seconds of work between which keys are handled."""

_SHOWN_EVERY = 0.06
"""Seconds between two drawings of how far it is."""

_STOPPING = ("cancel", "quit")


def do_work(
    screen: Screen[Any],
    keymap: Keymap,
    work: Work[Outcome],
    done: Callable[[Outcome], None],
) -> None:
    """Do an act, at once if it is quick, else between the keys; `done` is given its outcome.

    An error on the way is told by the outcome.
    """
    outcome = _go_on(work, _AT_ONCE)
    if outcome is not None:
        done(outcome)
    else:
        screen.app.push_screen(WorkingScreen(keymap, work, done))


def _go_on(work: Work[Outcome], seconds: float) -> Outcome | None:
    """Work for so long; what came of it if it is done."""
    try:
        return work.result if work.go_on(seconds) else None
    except CuratorError as error:
        return Outcome().say(error.reason, Level.ERROR)


class WorkingScreen(ModalScreen[None], KeyedScreen[None]):
    """The last line tells how far the act is; Escape stops it, and nothing is changed then.

    Keys that came before this could be seen were meant for what comes after the act, and wait.
    """

    DEFAULT_CSS = """
    WorkingScreen {
        background: $background 0%;
        & > StatusLine { dock: bottom; }
    }
    """

    def __init__(
        self, keymap: Keymap, work: Work[Outcome], done: Callable[[Outcome], None]
    ) -> None:
        super().__init__()
        self._keymap = keymap
        self._work = work
        self._done = done
        self._seen = False
        self._note = ""
        self._shown = 0.0

    def compose(self) -> ComposeResult:
        """One line."""
        self._line = StatusLine(id="working")
        yield self._line

    def on_mount(self) -> None:
        """Show how far it is before more is done."""
        self._show()
        self.call_after_refresh(self._begin)

    def on_unmount(self) -> None:
        """What was not done to its end is not done at all."""
        self._work.stop()

    async def _begin(self) -> None:
        self._seen = True
        await self._go_on()

    async def _go_on(self) -> None:
        if not self.is_current:
            return
        outcome = _go_on(self._work, _SLICE)
        if outcome is not None:
            await self._leave(outcome)
        else:
            if monotonic() - self._shown >= _SHOWN_EVERY:
                self._show()
            after_pause(self, 0.001, self._go_on)

    async def _leave(self, outcome: Outcome) -> None:
        self.dismiss(None)
        self._done(outcome)
        await self.take_early()

    async def take_key(self, event: events.Key) -> None:
        """Take a key, now or when the act is done."""
        if self._seen:
            await self._handle_key(event)
        else:
            await super().take_key(event)

    async def _handle_key(self, event: events.Key) -> None:
        action = action_of(self._keymap, event)
        if event.key == "escape" or (action is not None and action.id in _STOPPING):
            self._work.stop()
            outcome = Outcome().say(
                f"stopped {self._work.what}: nothing was changed", Level.WARNING
            )
            await self._leave(outcome)
        else:
            self._note = "other keys have to wait"
            self._show()

    def _handle_paste(self, text: str) -> None:
        pass  # there is nothing to type into

    def _show(self) -> None:
        self._shown = monotonic()
        done, of = self._work.progress
        self._line.show(
            [
                ("Esc", "key"),
                (" stops  ", "muted"),
                (f"{self._work.what}  ", "strong"),
                *bar(done, of),
                f"  {done:,} of {of:,} documents",
            ],
            [(self._note, "warning")],
        )
