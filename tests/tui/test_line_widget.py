"""Widgets that draw their own rows: what reaches the screen, and from which styles."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from curator.tui.line_widget import LineWidget
from curator.tui.part_style import PartStyle


class Rows(LineWidget[str]):
    """Rows that tell their number; counts how often a style was mixed."""

    PARTS: ClassVar[Mapping[str, PartStyle]] = {"faint": PartStyle(color="red 50%")}
    DEFAULT_CSS = "Rows { height: 4; color: red; background: black; }"

    mixed = 0

    def mix(self, key: str) -> Style:
        self.mixed += 1
        return self.rich_style + (self.part("faint") if key == "faint" else Style())

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"row {y}".ljust(self.size.width), self.look("faint"))])


class RowsApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows()


def run(check: Callable[[Pilot[None], Rows], Awaitable[None]]) -> None:
    async def main() -> None:
        app = RowsApp()
        async with app.run_test(size=(20, 6)) as pilot:
            await pilot.pause()
            await check(pilot, app.query_one(Rows))

    asyncio.run(main())


def test_rows_reach_the_screen_as_they_are_and_may_be_cropped() -> None:
    async def check(pilot: Pilot[None], rows: Rows) -> None:
        seen = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        assert seen[:5] == [f"row {y}".ljust(20) for y in range(4)] + [" " * 20]
        assert [strip.text for strip in rows.render_lines(Region(2, 1, 4, 2))] == ["w 1 ", "w 2 "]

    run(check)


def test_styles_are_mixed_once_a_theme_with_translucent_colours_blended() -> None:
    async def check(pilot: Pilot[None], rows: Rows) -> None:
        first = rows.look("faint")
        assert rows.mixed == 1
        assert first.color is not None
        assert first.color.triplet is not None
        assert first.color.triplet.red in range(120, 136)
        pilot.app.theme = "textual-light"
        await pilot.pause()
        rows.look("faint")
        assert rows.mixed == 2

    run(check)


def test_no_colour_where_the_environment_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def check(pilot: Pilot[None], rows: Rows) -> None:
        for style in (rows.look("faint"), rows.ground):
            for colour in (style.color, style.bgcolor):
                assert colour is None or colour.triplet is None or len(set(colour.triplet)) == 1

    run(check)
