from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import textwrap
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pexpect
import pyte
import pytest
from rich.segment import Segment
from textual.app import App
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from curator.model.review import ReviewSpan, ShownSpan, SpanState
from curator.model.scheme import Scheme, parse_scheme
from curator.model.span import Span
from curator.tui.widgets.document_view import DocumentView
from curator.workflow.review.urgency import Urgency, urgency_of

SCHEME = parse_scheme(
    """
    name = "test"
    version = "1"
    [[layer]]
    name = "entity"
    [[layer.label]]
    name = "PER"
    key = "1"
    colour = "blue"
    description = "a person"
    [[layer.label]]
    name = "EVENT"
    tag = "EVNT"
    key = "2"
    colour = "red"
    description = "a meeting"
    """
)
WORDS = (
    "Ông",
    "Nguyễn",
    "Văn Tám",
    "và",
    "bà",
    "Lê",
    "Thị",
    "dự",
    "Hội nghị",
    "thứ",
    "3",
    "tại",
    "xã",
)
HOSTILE = (
    "\x1b]0;x\x07 \x1b[2J \x9b31m \x00\x08\x7f \u202eabc\u202c \u200b\u200d\ufeff \ud800 [bold]x[/]"
)


class FakePage:
    """A page over a plain list."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int, str]] = ()) -> None:
        self.text = text
        self.caret = 0
        self.selection: tuple[int, int] | None = None
        self.hits: list[tuple[int, int]] = []
        self.active: int | None = None
        self.shown = [
            ShownSpan(start, end, ReviewSpan(number, Span(start, end, "entity", label)))
            for number, (start, end, label) in enumerate(spans, 1)
        ]

    def spans_in(self, start: int, end: int) -> Sequence[ShownSpan]:
        return [shown for shown in self.shown if shown.start <= end and shown.end >= start]

    def urgency_in(self, start: int, end: int) -> Urgency:
        inside = (urgency_of(one.span, 0.5) for one in self.shown if start <= one.start < end)
        return max(inside, default=Urgency.NOTHING)

    def span_count(self) -> int:
        return len(self.shown)

    def span_at(self, index: int) -> ShownSpan:
        return self.shown[index]

    def index_of(self, span_id: int) -> int:
        for index, shown in enumerate(self.shown):
            if shown.span.id == span_id:
                return index
        raise KeyError(span_id)

    def change(self, span_id: int, **changes: object) -> ShownSpan:
        index = self.index_of(span_id)
        old = self.shown[index]
        self.shown[index] = old._replace(span=replace(old.span, **changes))  # type: ignore[arg-type]
        return old


class ViewApp(App[None]):
    """A screen with nothing but the view, which keeps the messages it gets."""

    def __init__(self, page: FakePage, scheme: Scheme = SCHEME, **settings: object) -> None:
        super().__init__()
        self.view = DocumentView(page, scheme, **settings)  # type: ignore[arg-type]
        self.told: list[Message] = []
        self.first_rows: list[str] = []

    def get_default_screen(self) -> Screen[None]:
        view = self.view

        class Main(Screen[None]):
            def compose(self) -> list[DocumentView]:  # type: ignore[override]
                return [view]

        return Main(id="_default")

    def on_mount(self) -> None:
        self.view.focus()

    def on_document_view_clicked(self, message: DocumentView.Clicked) -> None:
        self.told.append(message)

    def on_document_view_dragged(self, message: DocumentView.Dragged) -> None:
        self.told.append(message)


def run(
    app: ViewApp, check: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (40, 12)
) -> None:
    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await check(pilot)

    asyncio.run(main())


def drawn(view: DocumentView) -> list[list[Segment]]:
    return [list(view.render_line(y)) for y in range(view.size.height)]


def text_of(view: DocumentView) -> list[str]:
    return ["".join(part.text for part in row).rstrip() for row in drawn(view)]


def style_at(view: DocumentView, y: int, x: int) -> object:
    for segment in drawn(view)[y]:
        if x < len(segment.text):
            return segment.style
        x -= len(segment.text)
    raise AssertionError(x)


def a_text(words: int, seed: int = 1) -> str:
    rnd = random.Random(seed)
    return " ".join(rnd.choice(WORDS) + rnd.choice(["", "", "", ",", "\n"]) for _ in range(words))


def some_spans(text: str, count: int, seed: int = 2) -> list[tuple[int, int, str]]:
    words = [found.span() for found in re.finditer(r"\w+", text)]
    rnd = random.Random(seed)
    first = sorted(rnd.sample(range(len(words) - 3), count))
    return [
        (words[i][0], words[i + rnd.randrange(3)][1], rnd.choice(["PER", "EVENT"])) for i in first
    ]


def test_text_and_tags_are_drawn_below_each_other() -> None:
    text = "Ông Lê Tám dự họp.\nBà Chín vắng."
    page = FakePage(text, [(4, 10, "PER"), (14, 17, "EVENT"), (22, 26, "PER")])
    page.active = 1
    page.change(2, state=SpanState.ACCEPTED)
    page.change(3, state=SpanState.REJECTED, comment="who?")

    async def check(pilot: Pilot[None]) -> None:
        assert text_of(app.view)[:5] == [
            "▸ Ông Lê Tám dự họp.",
            "      └PER?┘    └EVNT✓",
            "⚑ Bà Chín vắng.",
            "     └PER✗⚑",
            "",
        ]
        app.view.show_tags = False
        await pilot.pause()
        assert text_of(app.view)[:3] == ["▸ Ông Lê Tám dự họp.", "⚑ Bà Chín vắng.", ""]

    app = ViewApp(page)
    run(app, check)


def test_hits_of_a_search_are_marked_within_their_line() -> None:
    text = "một hai ba\nhai một ba"
    page = FakePage(text)

    async def check(pilot: Pilot[None]) -> None:
        view = pilot.app.query_one(DocumentView)
        x = view.render_line(0).text.index("hai")
        plain = style_at(view, 0, x)
        page.hits = [(4, 7), (9, 14)]
        view.touch(page.hits)
        assert style_at(view, 0, x) != plain
        assert style_at(view, 0, x) == style_at(view, 0, x + 2) == style_at(view, 1, 2)
        assert style_at(view, 0, x + 3) == style_at(view, 1, 5) == plain
        page.hits = []
        view.touch([(4, 7)])
        assert style_at(view, 0, x) == plain

    run(ViewApp(page, show_tags=False), check)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
def test_states_differ_without_colour(theme: str) -> None:
    page = FakePage("aa bb cc dd ee", [(n, n + 2, "PER") for n in (0, 3, 6, 9, 12)])
    page.caret = 14
    page.change(2, state=SpanState.ACCEPTED)
    page.change(3, state=SpanState.REJECTED)
    page.active = 4
    page.change(5, comment="see rule 3")

    async def check(pilot: Pilot[None]) -> None:
        app.theme = theme
        await pilot.pause()
        looks = set()
        for x in (2, 4, 5, 8, 11, 14):
            style = style_at(app.view, 0, x)
            flags = ("bold", "underline", "strike", "reverse", "italic")
            looks.add(tuple(bool(getattr(style, flag)) for flag in flags))
        assert len(looks) == 6

    app = ViewApp(page)
    run(app, check)


def test_touched_lines_are_drawn_as_a_full_drawing_would() -> None:
    text = a_text(400)
    page = FakePage(text, some_spans(text, 80))
    page.active = 1
    rnd = random.Random(5)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        drawn(view)
        for _ in range(120):
            touched: list[tuple[int, int]] = []
            act = rnd.randrange(6)
            shown = rnd.choice(page.shown)
            if act == 0:
                page.change(shown.span.id, state=rnd.choice(list(SpanState)))
                touched.append((shown.start, shown.end))
            elif act == 1:
                old = page.shown[page.index_of(page.active or 1)]
                page.active = shown.span.id
                touched += [(old.start, old.end), (shown.start, shown.end)]
            elif act == 2:
                caret = rnd.randrange(len(text) + 1)
                touched += [(page.caret, page.caret), (caret, caret)]
                page.caret = caret
                view.follow(caret)
            elif act == 3:
                touched += [page.selection] if page.selection else []
                start = rnd.randrange(len(text) - 1)
                page.selection = (start, min(len(text), start + rnd.randrange(1, 90)))
                touched.append(page.selection)
            elif act == 4:
                index = page.index_of(shown.span.id)
                end = min(len(text), shown.end + rnd.randrange(1, 40))
                page.shown[index] = shown._replace(end=end)
                touched += [(shown.start, shown.end), (shown.start, end)]
            else:
                page.change(shown.span.id, comment=rnd.choice([None, "why"]))
                touched.append((shown.start, shown.end))
            view.touch(touched)
            incremental = drawn(view)
            view.touch_all()
            assert incremental == drawn(view)

    app = ViewApp(page)
    run(app, check)


def test_touch_refreshes_only_lines_that_are_seen_and_changed() -> None:
    text = "\n".join(f"dòng {n}" for n in range(200))
    page = FakePage(text)
    refreshed: list[tuple[int, int]] = []

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        view.refresh_lines = lambda y, count=1: refreshed.append((y, count))  # type: ignore[method-assign]
        view.touch([(0, 3)])
        view.touch([(len(text), len(text))])
        view.touch([(7, 16)])
        view.touch([(0, len(text))])
        assert refreshed == [(0, 2), (2, 4), (0, 14)]

    app = ViewApp(page)
    run(app, check)


def test_the_first_frame_shows_the_text_where_the_view_was_told_to_look() -> None:
    text = "\n".join(f"dòng {n}" for n in range(300))
    page = FakePage(text)
    page.caret = text.index("dòng 150")
    rows: list[list[str]] = []

    class First(DocumentView):
        def rows(self, shown: range) -> list[Strip]:
            strips = super().rows(shown)
            rows.append([strip.text.strip() for strip in strips])
            return strips

    async def check(pilot: Pilot[None]) -> None:
        assert "dòng 150" in rows[0]
        assert "dòng 150" in rows[-1]

    app = ViewApp(page)
    app.view = First(page, SCHEME)
    app.view.follow(page.caret, centre=True)
    run(app, check)


def test_follow_keeps_lines_around_the_offset_and_moves_no_more_than_it_must() -> None:
    text = "\n".join(f"dòng {n}" for n in range(300))
    page = FakePage(text)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        view.follow(text.index("dòng 2\n"))
        assert view.scroll_offset.y == 0
        view.follow(text.index("dòng 100"))
        rows = text_of(view)
        place = rows.index("  dòng 100")
        assert 0 < place < len(rows) - 2
        before = view.scroll_offset.y
        view.follow(text.index("dòng 99"))
        assert view.scroll_offset.y == before
        view.follow(text.index("dòng 250"), centre=True)
        assert text_of(view).index("  dòng 250") in (4, 5, 6)
        view.follow(len(text))
        assert text_of(view)[-2:] == ["  dòng 299", ""]

    app = ViewApp(page)
    run(app, check)


def test_a_new_width_keeps_the_place_and_comes_back_to_it() -> None:
    text = a_text(3000).replace("\n", "")
    page = FakePage(text)
    page.selection = (900, 950)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        view.scroll_to(y=120, animate=False)
        await pilot.pause()
        top = view.top
        assert top > 0
        before = text_of(view)
        for width, height in ((23, 12), (90, 30), (31, 8), (40, 12)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert view.top == top
            first, _ = view.seen
            assert view.text_layout.line_of(top) == view.text_layout.line_of(first)
        assert text_of(view) == before
        view.show_tags = False
        await pilot.pause()
        assert view.seen[0] == top

    app = ViewApp(page)
    run(app, check)


def test_a_caret_that_was_seen_is_seen_after_a_new_size() -> None:
    text = a_text(3000).replace("\n", "")
    page = FakePage(text)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        page.caret = view.moved(view.seen[1], -2)
        view.follow(page.caret)
        before = text_of(view)
        for width, height in ((40, 7), (24, 9), (80, 6), (40, 12)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            first, last = view.seen
            assert first <= page.caret < last
        assert text_of(view) == before
        view.show_tags = False
        page.caret = view.moved(view.seen[1], -1)
        view.show_tags = True
        await pilot.pause()
        first, last = view.seen
        assert first <= page.caret < last

    app = ViewApp(page)
    run(app, check)


def test_another_page_takes_the_place_of_the_first() -> None:
    page = FakePage(a_text(500))
    other = FakePage("\n".join(f"hàng {n}" for n in range(100)))

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        view.scroll_to(y=40, animate=False)
        view.set_page(other)
        await pilot.pause()
        assert text_of(view)[0] == "  hàng 0"
        assert view.virtual_size.height == 200
        view.set_page(page, top=700)
        await pilot.pause()
        first, last = view.seen
        assert first <= 700 < last
        assert first == view.line_start(700)

    app = ViewApp(page)
    run(app, check)


def test_moving_by_lines_keeps_to_the_column() -> None:
    text = "một hai ba bốn\nab\nnăm sáu bảy tám"
    page = FakePage(text)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        start = text.index("ba")
        column = view.column(start)
        assert column == 8
        short = view.moved(start, 1, column)
        assert short == text.index("ab") + 2
        assert view.moved(short, 1, column) == text.index("bảy")
        assert view.moved(start, -1) == 0
        assert view.moved(start, 9) == len(text)
        assert view.line_start(start) == 0
        assert view.line_end(start) == text.index("\n")
        assert view.page_lines == 5

    app = ViewApp(page)
    run(app, check)


def test_a_span_over_a_line_break_is_marked_on_both_lines() -> None:
    text = "Ông Nguyễn Văn\nTám về."
    page = FakePage(text, [(4, 18, "PER")])
    page.active = 1

    async def check(pilot: Pilot[None]) -> None:
        assert text_of(app.view)[:4] == [
            "▸ Ông Nguyễn Văn",
            "      └PER?─────",
            "• Tám về.",
            "  …PER?",
        ]

    app = ViewApp(page)
    run(app, check)


def test_touching_spans_of_one_label_can_be_told_apart() -> None:
    page = FakePage("aabb", [(0, 2, "PER"), (2, 4, "PER")])
    page.caret = 4

    async def check(pilot: Pilot[None]) -> None:
        for state in SpanState:
            page.change(1, state=state)
            page.change(2, state=state)
            app.view.touch_all()
            if state is not SpanState.REJECTED:
                assert style_at(app.view, 0, 3) != style_at(app.view, 0, 4)

    app = ViewApp(page)
    run(app, check)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
def test_the_caret_and_the_selection_are_seen_on_every_span(theme: str) -> None:
    page = FakePage("aa bb cc", [(0, 2, "PER"), (3, 5, "PER"), (6, 8, "EVENT")])
    page.change(2, state=SpanState.ACCEPTED)

    async def check(pilot: Pilot[None]) -> None:
        app.theme = theme
        await pilot.pause()
        for active in (None, 1, 2):
            page.active = active
            for offset in range(8):
                page.caret, page.selection = 8, None
                app.view.touch_all()
                bare = style_at(app.view, 0, 2 + offset)
                page.selection = (offset, offset + 1)
                app.view.touch_all()
                selected = style_at(app.view, 0, 2 + offset)
                page.caret, page.selection = offset, None
                app.view.touch_all()
                assert style_at(app.view, 0, 2 + offset) != bare
                assert selected != bare
        page.caret = 8
        app.view.touch_all()
        assert style_at(app.view, 0, 10) != style_at(app.view, 0, 11)

    app = ViewApp(page)
    run(app, check)


def test_the_caret_is_seen_on_spaces_that_hang_over_the_edge() -> None:
    text = "một hai ba     bốn"
    page = FakePage(text)
    page.caret = 14

    async def check(pilot: Pilot[None]) -> None:
        row = drawn(app.view)[0]
        assert sum(len(part.text) for part in row) == 15
        assert row[-1].style != app.view.rich_style

    app = ViewApp(page, show_tags=False)
    run(app, check, size=(15, 5))


def test_nothing_of_a_hostile_text_is_drawn_but_printable_characters() -> None:
    text = (HOSTILE + "漢字 👩\u200d👧 \u0301\n") * 30
    page = FakePage(text, [(0, 20, "PER\x1b[1m")])
    page.change(1, comment="\x1b]52;c;eA==\x07")
    page.selection = (5, 60)

    async def check(pilot: Pilot[None]) -> None:
        for row in drawn(app.view):
            assert all(part.text.isprintable() and not part.control for part in row)
            assert sum(part.cell_length for part in row) == 40
        assert "[bold]x[/]" in "".join(text_of(app.view))

    app = ViewApp(page)
    run(app, check)


def test_a_click_tells_the_offset_and_the_span_that_is_seen_there() -> None:
    text = "Ông Lê Tám\n漢字 x"
    page = FakePage(text, [(0, 10, "EVENT"), (4, 10, "PER"), (11, 13, "PER")])

    async def check(pilot: Pilot[None]) -> None:
        await pilot.click(app.view, offset=(2 + 5, 0))
        await pilot.click(app.view, offset=(2 + 1, 1))
        await pilot.click(app.view, offset=(2 + 3, 2))
        await pilot.click(app.view, offset=(2 + 20, 2))
        await pilot.click(app.view, offset=(0, 2))
        await pilot.click(app.view, offset=(5, 9))
        await pilot.pause()
        told = [(m.offset, m.span_id, m.count) for m in app.told]  # type: ignore[attr-defined]
        assert told == [
            (5, 2, 1),
            (1, 1, 1),
            (12, 3, 1),
            (15, None, 1),
            (11, 3, 1),
            (15, None, 1),
        ]
        app.told.clear()
        await pilot.click(app.view, offset=(2, 0), times=2)
        await pilot.pause()
        assert [m.count for m in app.told] == [1, 2]  # type: ignore[attr-defined]

    app = ViewApp(page)
    run(app, check)


def test_a_drag_tells_whole_clusters_and_no_click() -> None:
    text = "Ông Le\u0302 Ta\u0301m dự"
    page = FakePage(text)

    async def check(pilot: Pilot[None]) -> None:
        view = app.view
        await pilot.mouse_down(view, offset=(2 + 9, 0))
        await pilot.hover(view, offset=(2 + 8, 0))
        await pilot.hover(view, offset=(2 + 5, 0))
        await pilot.mouse_up(view, offset=(2 + 5, 0))
        await pilot.pause()
        told = [(m.start, m.end, m.final) for m in app.told]  # type: ignore[attr-defined]
        tam = text.index("m dự")
        assert told[0] == (text.index("a\u0301"), tam + 1, False)
        assert told[-1] == (text.index("e\u0302"), tam + 1, True)
        assert [final for *_, final in told].count(True) == 1
        assert not any(isinstance(message, DocumentView.Clicked) for message in app.told)

    app = ViewApp(page)
    run(app, check)


def test_the_cache_of_rows_is_bounded() -> None:
    page = FakePage("\n".join(map(str, range(9000))))

    async def check(pilot: Pilot[None]) -> None:
        for top in range(0, 9000, 10):
            app.view.scroll_to(y=top, animate=False)
            drawn(app.view)
        assert len(app.view._strips) <= 2000

    app = ViewApp(page, show_tags=False)
    run(app, check)


PROGRAM = """
import os, sys
sys.path.insert(0, {here!r})
from test_document_view import FakePage, ViewApp, HOSTILE
from curator.model.review import SpanState
text = "\\n".join(HOSTILE + " dòng %d" % n for n in range(40))
page = FakePage(text, [(n, n + 3, "PER") for n in range(text.index("dòng 0"), len(text) - 9, 61)])
class Main(ViewApp):
    BINDINGS = [("n", "next", ""), ("r", "redraw", ""), ("q", "quit", "")]
    number = 0
    def action_next(self):
        self.number += 1
        shown = page.shown[self.number]
        before = [(page.caret, page.caret)]
        if page.active is not None:
            old = page.shown[page.index_of(page.active)]
            before.append((old.start, old.end))
            page.change(page.active, state=SpanState.ACCEPTED)
        page.active, page.caret = shown.span.id, shown.start
        self.view.touch([*before, (shown.start, shown.end)])
        self.view.follow(page.caret)
    def action_redraw(self):
        self.view.touch_all()
        self.screen.refresh()
Main(page).run()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_a_terminal_sees_the_same_after_changes_as_after_a_full_drawing(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent(PROGRAM.format(here=str(Path(__file__).parent))), encoding="utf-8"
    )
    root = str(Path(__file__).parents[2])
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": root,
        "TEXTUAL_ANIMATIONS": "none",
    }
    child = pexpect.spawn(
        sys.executable, [str(program)], env=environment, dimensions=(20, 60), timeout=10
    )
    screen = pyte.Screen(60, 20)
    stream = pyte.ByteStream(screen)
    output = bytearray()

    def settle(needle: str) -> None:
        deadline = time.monotonic() + 10
        quiet = 0
        while time.monotonic() < deadline and (quiet < 3 or needle not in "".join(screen.display)):
            try:
                part = child.read_nonblocking(65536, timeout=0.1)
            except pexpect.TIMEOUT:
                quiet += 1
                continue
            quiet = 0
            output.extend(part)
            # pyte takes the private parameters of the keyboard protocol for a change of style.
            stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]", b"", part))

    try:
        settle("dòng 3")
        for _ in range(4):
            child.send("n")
        settle("▸")
        changed = [list(map(tuple, (screen.buffer[y][x] for x in range(60)))) for y in range(20)]
        assert any("▸" in line and "␛[2J" in line for line in screen.display)
        child.send("r")
        settle("▸")
        redrawn = [list(map(tuple, (screen.buffer[y][x] for x in range(60)))) for y in range(20)]
        assert changed == redrawn
        child.send("q")
        child.expect(pexpect.EOF)
        output.extend(child.before or b"")
    finally:
        child.close(force=True)
    text = output.decode("utf-8")
    assert not any(leak in text for leak in ("\x1b]0;x", "\x1b[2J", "\x9b31m"))
    known = re.sub(
        r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[P_][^\x1b]*\x1b\\|\x1b[=>78]"
        r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)",
        "",
        text,
    )
    assert not re.search(
        r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]", known
    )
