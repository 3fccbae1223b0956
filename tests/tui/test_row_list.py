"""Lists of rows: what is drawn when, and the bar beside them."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.scrollbar import ScrollBar

from curator.tui.widgets.rows import RowView
from curator.tui.widgets.scroll_bar import RowScrollBar


class ListApp(App[None]):
    """A list of numbers."""

    def __init__(self, count: int = 500) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.count = count

    def compose(self) -> ComposeResult:
        self.view = RowView(self.row, self.count)
        yield self.view

    def row(self, row: int, width: int) -> list[str]:
        self.drawn.append(row)
        return [f"row {row}"]


def seen(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def test_a_page_is_drawn_before_its_key_comes() -> None:
    async def run() -> None:
        app = ListApp()
        async with app.run_test(size=(30, 12)) as pilot:
            app.view.go(app.view.page_rows)
            await pilot.pause()
            top = app.view.scroll_offset.y
            for _ in range(100):
                if set(range(top, top + 24)) <= set(app.drawn):
                    break
                await asyncio.sleep(0.005)
            assert set(range(top, top + 24)) <= set(app.drawn)
            app.drawn.clear()
            app.view.go(app.view.current + app.view.page_rows)
            await pilot.pause()
            # Of the page only the row that is the current one now; others are drawn ahead again.
            top = app.view.scroll_offset.y
            assert [row for row in app.drawn if top <= row < top + 12] == [app.view.current]

    asyncio.run(run())


def test_rows_that_come_at_the_end_leave_the_others_as_they_are() -> None:
    async def run() -> None:
        app = ListApp(5)
        async with app.run_test(size=(30, 12)) as pilot:
            await pilot.pause()
            app.drawn.clear()
            app.view.grow(8)
            await pilot.pause()
            assert app.drawn == [5, 6, 7]
            assert [line.split("▁")[0].strip() for line in seen(app)[6:9]] == ["row 6", "row 7", ""]

    asyncio.run(run())


def test_the_current_row_stays_where_it_is_on_the_screen() -> None:
    async def run() -> None:
        app = ListApp()
        async with app.run_test(size=(30, 12)) as pilot:
            app.view.go(100)
            await pilot.pause()
            place = app.view.current - app.view.scroll_offset.y
            app.view.show_rows(520, 120, still=True)
            assert app.view.current - app.view.scroll_offset.y == place
            # Not where the first row is seen: what comes before it is to be seen too.
            app.view.go(0)
            app.view.show_rows(522, 2, still=True)
            assert app.view.scroll_offset.y == 0

    asyncio.run(run())


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
@pytest.mark.parametrize("row", [0, 3, 77, 250, 499])
def test_the_bar_looks_as_textual_s(theme: str, row: int) -> None:
    async def run() -> None:
        app = ListApp()
        async with app.run_test(size=(30, 12)) as pilot:
            app.theme = theme
            app.view.go(row)
            await pilot.pause()
            bar = app.view.vertical_scrollbar
            assert isinstance(bar, RowScrollBar)
            own = bar.render_lines(bar.size.region)
            theirs = ScrollBar.render_lines(bar, bar.size.region)
            assert [list(strip) for strip in own] == [list(strip) for strip in theirs]
            assert bar.render_lines(bar.size.region)[0] is own[0]

    asyncio.run(run())
