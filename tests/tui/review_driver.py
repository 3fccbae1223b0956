"""The whole app without a terminal: a corpus of our own, keys posted as events, what is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from benchmarks.make_corpus import make_corpus
from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.review import ReviewSpan
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.tui.app import ReviewApp
from curator.tui.screens.review import ReviewScreen
from curator.tui.widgets.document_view import DocumentView
from curator.tui.widgets.prompt import Prompt
from curator.tui.widgets.span_list import SpanList
from curator.workflow.review.actions import Keymap, key_name
from curator.workflow.review.session import ReviewSession
from curator.workflow.settings import Settings

FIRST = (
    "Sáng 12/3, ông Trần Văn Bình dự họp tại xã Mường Lói.\n"
    "UBND xã chi 50.000 đồng cho 3 hộ nghèo, đạt 12,5% kế hoạch.\n"
    "\n"
    "Bà Lò Thị Ính, Phó Chủ tịch xã, cảm ơn mọi người.\n"
)
FIRST_SPANS = (
    ("12/3", "DATE"),
    ("Trần Văn Bình", "PER"),
    ("xã Mường Lói", "LOC"),
    ("50.000 đồng", "MONEY"),
    ("12,5%", "PERCENT"),
    ("Lò Thị Ính", "PER"),
)
SECOND = "Ngày mai trời nắng ở Phìn Hồ.\nAi cũng vui.\n"
SECOND_SPANS = (("Phìn Hồ", "LOC"),)
THIRD = "Không có gì để đánh dấu ở đây.\n"

Document = tuple[str, str, Sequence[tuple[str, str]]]
DOCUMENTS: tuple[Document, ...] = (
    ("một.txt", FIRST, FIRST_SPANS),
    ("hai.txt", SECOND, SECOND_SPANS),
    ("ba.txt", THIRD, ()),
)

_VALUES = {"50.000 đồng": ("50000", "VND"), "12,5%": ("12.5", "%"), "12/3": ("--03-12", None)}


def suggestion(text: str, surface: str, label: str, score: float = 0.8) -> Suggestion:
    """A suggestion over the first place of a surface."""
    start = text.index(surface)
    layer = default_scheme().labels[label].layer
    span = Span(start, start + len(surface), layer, label, *_VALUES.get(surface, (None, None)))
    return Suggestion(span, "patterns", "1", score)


def corpus_of(path: Path, documents: Sequence[Document] = DOCUMENTS) -> Path:
    """A corpus of these documents; the path of it."""
    make_corpus(
        path,
        [
            (name, text, [suggestion(text, surface, label) for surface, label in spans])
            for name, text, spans in documents
        ],
    )
    return path


def character_of(key: str) -> str | None:
    """What a key types."""
    last = key.split("+")[-1] if key != "+" else key
    if len(key) == 1:
        return key
    if "+" in key:
        return None
    signs = {key_name(chr(code)): chr(code) for code in range(32, 127)}
    return signs.get(last)


def key_of(character: str) -> events.Key:
    """The event of a typed character, whatever it is."""
    if character.isascii():
        return events.Key(key_name(character), character)
    return events.Key(character, character)


class Driver:
    """An app that runs, and its session."""

    def __init__(self, app: ReviewApp, session: ReviewSession, pilot: Pilot[None]) -> None:
        self.app = app
        self.session = session
        self.pilot = pilot

    # -- acts --------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names; a single character is typed as such."""
        for key in keys:
            event = key_of(key) if len(key) == 1 else events.Key(key, character_of(key))
            self.app.post_message(event)
            await self._hand_on()
        await self.settle()

    async def _hand_on(self) -> None:
        """Wait until nobody has a message left: quicker than a pause, which waits for frames."""
        quiet = 0
        for _ in range(2000):
            await asyncio.sleep(0)
            if quiet == 5 or not self.app.is_running:
                return
            nodes = [self.app, *self.app.screen_stack, *self.app.screen.walk_children()]
            quiet = quiet + 1 if all(node._message_queue.empty() for node in nodes) else 0

    async def type(self, text: str) -> None:
        """Type a text, one character a key."""
        for character in text:
            self.app.post_message(key_of(character))
        await self.settle()

    async def settle(self) -> None:
        """Wait until all has been handled and drawn."""
        # Quicker than a pilot's pause, which looks at the processor's time every 20 ms.
        for _ in range(2):
            await self._hand_on()
            drawn = asyncio.Event()
            self.app.screen.call_after_refresh(drawn.set)
            with suppress(TimeoutError):
                await asyncio.wait_for(drawn.wait(), 0.2)
        await self._hand_on()

    def go(self, surface: str) -> ReviewSpan:
        """Make the span of that text the active one."""
        span = self.span(surface)
        self.screen.show(self.session.go_to_span(span.id))
        return self.span(surface)

    def put_caret(self, surface: str, offset: int = 0) -> None:
        """Put the caret before a text."""
        self.session.cancel()
        self.screen.show(self.session.move_caret(self.session.page.text.index(surface) + offset))

    # -- what there is -----------------------------------------------------------------------

    @property
    def screen(self) -> ReviewScreen:
        """The review screen."""
        return self.app.get_default_screen()

    @property
    def top(self) -> Screen[object]:
        """The screen that has the keys."""
        return self.app.screen

    @property
    def view(self) -> DocumentView:
        """The document."""
        return self.screen.query_one(DocumentView)

    @property
    def list(self) -> SpanList:
        """The list of spans."""
        return self.screen.query_one(SpanList)

    @property
    def prompt(self) -> Prompt | None:
        """The open prompt."""
        found = self.screen.query(Prompt)
        return found.first() if found else None

    @property
    def fields(self) -> list[Input]:
        """The fields of the prompt."""
        return list(self.screen.query(Input))

    def span(self, surface: str) -> ReviewSpan:
        """The first span with that text."""
        page = self.session.page
        return next(span for span in page.table if page.text_of(span) == surface)

    def surfaces(self) -> list[tuple[str, str, str]]:
        """Text, label and state of each span."""
        page = self.session.page
        return [(page.text_of(span), span.label, str(span.state)) for span in page.table]

    @property
    def active(self) -> str | None:
        """The text of the active span."""
        span = self.session.page.active_span()
        return None if span is None else self.session.page.text_of(span)

    @property
    def selected(self) -> str | None:
        """The selected text."""
        page = self.session.page
        return page.text[slice(*page.selection)] if page.selection else None

    @property
    def after_caret(self) -> str:
        """The text from the caret on."""
        return self.session.page.text[self.session.page.caret :]

    @property
    def document(self) -> str:
        """The name of the open document."""
        return self.session.page.document.name

    def seen(self) -> list[str]:
        """The rows of the screen, as text."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def told(self) -> str:
        """The whole screen, as one text."""
        return "\n".join(self.seen())

    def where(self, surface: str) -> tuple[int, int]:
        """The cell of the view at which a text begins."""
        for y in range(self.view.size.height):
            x = self.view.render_line(y).text.find(surface)
            if x >= 0:
                return x, y
        raise AssertionError(f"{surface!r} is not seen")


def drive(
    db: Path,
    check: Callable[[Driver], Awaitable[None]],
    *,
    reviewer: str = "lan",
    size: tuple[int, int] = (100, 30),
    keys: Mapping[str, object] | None = None,
    theme: str | None = None,
    tags: bool | None = None,
) -> None:
    """Run the app on a corpus, check something, leave, and verify the corpus."""
    scheme = default_scheme()

    async def main() -> None:
        with Connection(db, create=False) as corpus:
            session = ReviewSession(corpus, reviewer, scheme)
            settings = Settings(db.with_name("config.toml"), tags=tags)
            app = ReviewApp(session, Keymap(scheme, keys), settings)
            async with app.run_test(size=size) as pilot:
                if theme is not None:
                    app.theme = theme
                await pilot.pause()
                await check(Driver(app, session, pilot))
        with Connection(db, create=False) as corpus:
            assert verify(corpus).problems == []

    asyncio.run(main())
