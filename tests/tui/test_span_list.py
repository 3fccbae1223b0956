from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from curator.model.review import ReviewSpan, ShownSpan, SpanState
from curator.model.scheme import parse_scheme
from curator.model.span import Span
from curator.tui.widgets.span_list import SpanList

SCHEME = parse_scheme(
    """
    name = "test"
    version = "1"
    [[layer]]
    name = "figure"
    values = true
    [[layer.label]]
    name = "QUANTITY"
    tag = "QTY"
    key = "1"
    colour = "cyan"
    description = "a number and a unit"
    """
)


class FakePage:
    """Spans of four characters, one after the other; counts how often a row is asked for."""

    def __init__(self, count: int) -> None:
        self.text = "".join(f"{n % 1000:03d} " for n in range(count))
        self.caret = 0
        self.selection: tuple[int, int] | None = None
        self.hits: list[tuple[int, int]] = []
        self.active: int | None = None
        self.asked = 0
        self.shown = [
            ShownSpan(
                4 * n,
                4 * n + 3,
                ReviewSpan(
                    n,
                    Span(4 * n, 4 * n + 3, "figure", "QUANTITY", str(n), "km"),
                    source="figures",
                ),
            )
            for n in range(count)
        ]

    def spans_in(self, start: int, end: int) -> Sequence[ShownSpan]:
        return [shown for shown in self.shown if shown.start < end and shown.end > start]

    def span_count(self) -> int:
        return len(self.shown)

    def span_at(self, index: int) -> ShownSpan:
        self.asked += 1
        return self.shown[index]

    def index_of(self, span_id: int) -> int:
        if 0 <= span_id < len(self.shown) and self.shown[span_id].span.id == span_id:
            return span_id
        for index, shown in enumerate(self.shown):
            if shown.span.id == span_id:
                return index
        raise KeyError(span_id)

    def change(self, span_id: int, **changes: object) -> None:
        index = self.index_of(span_id)
        old = self.shown[index]
        self.shown[index] = old._replace(span=replace(old.span, **changes))  # type: ignore[arg-type]


class ListApp(App[None]):
    def __init__(self, page: FakePage) -> None:
        super().__init__()
        self.list = SpanList(page, SCHEME)
        self.told: list[tuple[int, int]] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_span_list_picked(self, message: SpanList.Picked) -> None:
        self.told.append((message.span_id, message.count))


def run(
    app: ListApp, check: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (50, 10)
) -> None:
    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await check(pilot)

    asyncio.run(main())


def drawn(view: SpanList) -> list[Strip]:
    return [view.render_line(y) for y in range(view.size.height)]


def text_of(view: SpanList) -> list[str]:
    return [strip.text.rstrip() for strip in drawn(view)]


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (26, "│▸✓ QTY   007            ⚑"),
        (42, "│▸✓ QTY   007                       7 km ⚑"),
        (52, "│▸✓ QTY   007                        7 km figures  ⚑"),
    ],
)
def test_columns_come_with_the_width(width: int, row: str) -> None:
    page = FakePage(9)
    page.active = 7
    page.change(7, state=SpanState.ACCEPTED, comment="why")

    async def check(pilot: Pilot[None]) -> None:
        assert text_of(app.list)[7] == row
        assert all(strip.cell_length == width + 1 for strip in drawn(app.list))

    app = ListApp(page)
    run(app, check, size=(width + 1, 10))


def test_twenty_thousand_spans_cost_what_is_seen() -> None:
    page = FakePage(20_000)

    async def check(pilot: Pilot[None]) -> None:
        assert app.list.virtual_size.height == 20_000
        assert page.asked <= 50
        page.asked = 0
        page.active = 15_000
        app.list.follow()
        await pilot.pause()
        assert any("▸? QTY   000" in row for row in text_of(app.list))
        assert page.asked <= 30

    app = ListApp(page)
    run(app, check)


def test_the_first_frame_shows_the_active_row() -> None:
    page = FakePage(200)
    page.active = 150

    async def check(pilot: Pilot[None]) -> None:
        assert any(row.startswith("│▸") for row in text_of(app.list))

    app = ListApp(page)
    run(app, check)


def test_the_active_row_stays_in_sight_and_one_row_is_active() -> None:
    page = FakePage(200)

    async def check(pilot: Pilot[None]) -> None:
        for active in (0, 5, 9, 12, 199, 150, 0):
            page.active = active
            app.list.follow()
            rows = text_of(app.list)
            assert [row for row in rows if row.startswith("│▸")] == [
                row for row in rows if f"   {active:03d}" in row
            ]
            assert sum(row.startswith("│▸") for row in rows) == 1

    app = ListApp(page)
    run(app, check)


def test_touched_rows_are_drawn_as_a_full_drawing_would() -> None:
    page = FakePage(60)

    async def check(pilot: Pilot[None]) -> None:
        drawn(app.list)
        for number, state in enumerate([*SpanState, *SpanState], 1):
            page.change(number, state=state, comment="x" if number % 2 else None)
            app.list.touch(number)
            seen = [list(strip) for strip in drawn(app.list)]
            app.list.redraw_all()
            assert seen == [list(strip) for strip in drawn(app.list)]
        del page.shown[3]
        app.list.touch(3)
        assert app.list.virtual_size.height == 59
        assert "   004" in text_of(app.list)[3]

    app = ListApp(page)
    run(app, check)


def test_a_click_picks_the_span_of_its_row() -> None:
    page = FakePage(100)

    async def check(pilot: Pilot[None]) -> None:
        await pilot.click(app.list, offset=(4, 3))
        app.list.scroll_to(y=20, animate=False)
        await pilot.pause()
        await pilot.click(app.list, offset=(4, 5))
        await pilot.pause()
        assert app.told == [(3, 1), (25, 1)]

    app = ListApp(page)
    run(app, check)


def test_hostile_text_value_and_source_are_shown_as_printable_text() -> None:
    page = FakePage(3)
    page.text = "\x1b[2J漢字\n[red]\u202e" + "\x9b" * 50
    page.shown[0] = ShownSpan(
        0,
        len(page.text),
        ReviewSpan(
            0,
            Span(0, 9, "figure", "\x1b[1m", "\x07\x1b]0;", "\u200b"),
            source="\x1b[5m",
            comment="\x1b",
        ),
    )

    async def check(pilot: Pilot[None]) -> None:
        for width in (20, 33, 60):
            await pilot.resize_terminal(width, 10)
            await pilot.pause()
            for strip in drawn(app.list):
                assert strip.text.isprintable()
                assert sum(part.cell_length for part in strip) == width
        assert "␛[2J漢字 [red]·" in text_of(app.list)[0]

    app = ListApp(page)
    run(app, check)
