"""The Textual app: one screen for the review, and what the whole app shares."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from curator.tui.keys import TakesKeys
from curator.tui.painting import Painter
from curator.tui.screens.review import ReviewScreen
from curator.tui.terminal import default_theme, terminal_is_gone
from curator.workflow.learner import Learner
from curator.workflow.preferences import Preferences
from curator.workflow.review.actions import Keymap
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.session import ReviewSession
from curator.workflow.review.start import Desk
from curator.workflow.settings import Settings, SettingsError


class ReviewApp(App[None], inherit_bindings=False):
    """The review in the terminal.

    All keys but those of prompts are the screen's, by its keymap, so that every one can be
    remapped; Textual's own are not inherited. Call `prepare_environment` before this module is
    imported.
    """

    TITLE = "curator"
    COMMAND_PALETTE_BINDING = "ctrl+@"  # the keymap has the real one
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        session: ReviewSession | None,
        keymap: Keymap,
        settings: Settings,
        learner: Learner | None = None,
        desk: Desk | None = None,
    ) -> None:
        """Without a session there is a desk, and the first screen leads to a document."""
        super().__init__()
        if desk is None:
            assert session is not None
            desk = Desk.of(session, learner)
        if settings.theme is not None and settings.theme not in self.available_themes:
            raise SettingsError(
                f"{settings.path}: theme: there is no {settings.theme!r}; there are "
                f"{', '.join(sorted(self.available_themes))}"
            )
        self._desk = desk
        self._painter = Painter()
        self._preferences = Preferences(settings, keymap, desk.scheme, self._apply)
        self._themed = settings.theme
        self._learner = learner
        self._review = self._review_of(session) if session is not None else None

    def _review_of(self, session: ReviewSession) -> ReviewScreen:
        return ReviewScreen(
            session,
            self._preferences.keymap,
            tags=self._preferences.settings.tags,
            learner=self._learner,
            acts={"settings": self.show_settings, "home": self.show_home},
        )

    def get_default_screen(self) -> Screen[None]:
        """The review is the first screen: pushing it later would cost a second layout."""
        return self._review or self._home()

    def _home(self) -> Screen[None]:
        from curator.tui.screens.home import HomeScreen

        return HomeScreen(self._desk, self._preferences.keymap, self._review, self._begin_review)

    def show_home(self) -> None:
        """Show what is to do."""
        self.push_screen(self._home())

    def _begin_review(self, session: ReviewSession) -> None:
        """Review the first document, over the screen of the first start."""
        self._review = self._review_of(session)
        self.push_screen(self._review)

    def on_mount(self) -> None:
        """End as a program should when it is told to, or when its terminal is closed."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
                loop.add_signal_handler(number, self._end, number)
        loop.add_signal_handler(signal.SIGCONT, self._continue)
        self.set_interval(1.0, self._watch_terminal)

    def _end(self, number: int) -> None:
        self._watch_terminal()
        self.exit(return_code=128 + number)

    def _continue(self) -> None:
        """Go on after the process was stopped: the screen shows what others wrote there.

        Textual would read the keys a second time where it was stopped without being asked, and
        paint only what changes from then on.
        """
        driver = self._driver
        if driver is not None and getattr(driver, "_must_signal_resume", False):
            driver.resume_application_mode()
        self.screen.refresh()

    def _watch_terminal(self) -> None:
        """Leave at once where nobody is there any more.

        Textual would read on from a closed terminal for ever, and wait for ever to write to it.
        """
        if terminal_is_gone():
            if self._review is not None:
                self._review.save_place()
            os._exit(128 + signal.SIGHUP)

    async def on_event(self, event: events.Event) -> None:
        """Give the review and its lists their keys at once.

        Textual sends a key to the widget that has the focus when the key arrives, through a queue.
        In a burst (a slow connection, a paste) the letters behind the key that opens a prompt
        would come before the prompt, and be acts.
        """
        if (
            isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and isinstance(screen := self.screen, TakesKeys)
        ):
            self.app_focus = True
            if isinstance(screen, ReviewScreen):
                await screen.built.wait()
            if isinstance(event, events.Key):
                await screen.take_key(event)
                if self._message_queue.empty():
                    self._painter.paint(screen)
            else:
                screen.take_paste(event.text)
        else:
            await super().on_event(event)

    # -- settings ----------------------------------------------------------------------------

    def show_settings(self) -> None:
        """Open the settings."""
        from curator.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self._preferences, self._saved))

    def _saved(self) -> int:
        return self._desk.session.saved if self._desk.session is not None else 0

    def choose_theme(self) -> None:
        """Choose the colours of the screen, and save the choice."""
        from curator.tui.screens.themes import ThemesScreen

        def take(name: str | None) -> None:
            problem = self._preferences.change("theme", name) if name is not None else ""
            if problem and self._review is not None:
                self._review.show(Outcome().say(problem, Level.ERROR))

        self.push_screen(ThemesScreen(self, self._preferences.keymap), take)

    def _apply(self, settings: Settings) -> None:
        """Let changed settings hold in the review that runs."""
        if settings.theme != self._themed:
            self._themed = settings.theme
            self.theme = settings.theme or default_theme()
        if self._learner is not None:
            self._learner.on = settings.learn
        self._desk.sure = settings.sure
        if self._review is not None:
            self._review.apply(settings)

    def action_command_palette(self) -> None:
        """Search all acts by name."""
        from curator.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(self._preferences.keymap, id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every act of the keymap, and the choice of the theme."""
        if self._review is not None:
            yield from self._review.commands()
        yield SystemCommand(
            "Choose the theme, the colours of the screen",
            "Screen · in the settings too",
            self.choose_theme,
        )
