from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from curator.tui.widgets.status_line import StatusLine


class StatusApp(App[None]):
    def __init__(self, rows: int = 1) -> None:
        super().__init__()
        self.line = StatusLine(rows=rows)

    def compose(self) -> ComposeResult:
        yield self.line


def run(app: StatusApp, check: Callable[[Pilot[None]], Awaitable[None]], width: int = 30) -> None:
    async def main() -> None:
        async with app.run_test(size=(width, 5)) as pilot:
            await pilot.pause()
            await check(pilot)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("left", "right", "seen"),
    [
        ("một", "hai", " một                      hai "),
        ("một", "", " một                          "),
        ("", "", " " * 30),
        (
            [("m", "strong"), "ột ", ("hai", "error")],
            [("b", "muted")],
            " một hai" + " " * 20 + "b ",
        ),
        ("một hai ba bốn năm sáu bảy tám chín", "", " một hai ba bốn năm sáu bảy … "),
        ("một hai ba bốn năm sáu bảy", "3/120", " một hai ba bốn năm s…  3/120 "),
        ("漢字" * 10, "x", " 漢字漢字漢字漢字漢字漢字…  x "),
        ("\x1b[2J\n[b]x[/b]\u202e", "", " ␛[2J␊[b]x[/b]·               "),
    ],
)
def test_what_is_seen(left: str, right: str, seen: str) -> None:
    async def check(pilot: Pilot[None]) -> None:
        app.line.show(left, right)
        strip = app.line.render_line(0)
        assert strip.text == seen
        assert sum(part.cell_length for part in strip) == 30

    app = StatusApp()
    run(app, check)


def test_styles_are_told_by_name() -> None:
    async def check(pilot: Pilot[None]) -> None:
        app.line.show([("a", "strong"), ("b", "error"), ("c", "blue"), ("d", "blue accepted"), "e"])
        styles = [part.style for part in app.line.render_line(0) if part.text.strip()]
        assert len(set(styles)) == 5
        assert styles[0] is not None
        assert styles[0].bold

    app = StatusApp()
    run(app, check)


def test_showing_lays_nothing_out_and_the_same_text_draws_nothing() -> None:
    async def check(pilot: Pilot[None]) -> None:
        calls: list[bool] = []
        refresh = app.line.refresh

        def spy(*regions: object, layout: bool = False, **other: object) -> StatusLine:
            calls.append(layout)
            return refresh(*regions, layout=layout, **other)  # type: ignore[arg-type]

        app.line.refresh = spy  # type: ignore[method-assign,assignment]
        app.line.show("một", "hai")
        app.line.show("một", "hai")
        assert calls == [False]

    app = StatusApp()
    run(app, check)


def test_rows_are_separate() -> None:
    async def check(pilot: Pilot[None]) -> None:
        app.line.show("một")
        app.line.show("hai", "ba", row=1)
        app.line.show("bốn")
        assert app.line.size.height == 2
        assert [row.strip() for row in app.line.plain.split("\n")] == [
            "bốn",
            "hai                       ba",
        ]
        with pytest.raises(IndexError):
            app.line.show("x", row=2)

    app = StatusApp(rows=2)
    run(app, check)
