"""Frames that are painted at once: the terminal shows what it would show otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from curator.model.scheme import default_scheme
from curator.tui import painting
from curator.tui.app import ReviewApp
from curator.tui.painting import Painter
from curator.workflow.review.actions import Keymap
from tests.tui.review_driver import Driver, corpus_of, drive

_TOKENS = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\n|([^\x1b\n])", re.S)
_STAYING = [
    "caret_left", "caret_right", "caret_up", "caret_down", "next", "previous", "accept", "reject",
    "end_left", "end_right", "start_left", "start_right", "undo", "redo", "select", "same", "tags",
    "caret_end", "caret_home", "page_up", "page_down", "accept_rest", "finish", "guideline",
]  # fmt: skip


class Terminal:
    """Cells, as the bytes for a terminal set them; styles are left out."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.rows = [[" "] * width for _ in range(height)]
        self.x = self.y = 0

    def feed(self, text: str) -> None:
        for match in _TOKENS.finditer(text):
            if match[2] == "H":
                row, column = (int(part) for part in (match[1] or "1;1").split(";"))
                self.x, self.y = column - 1, row - 1
            elif match[0] == "\n":
                self.x, self.y = 0, self.y + 1
            elif match[3]:
                assert match[3].isprintable(), match[3]
                self.rows[self.y][self.x] = match[3]
                self.x += 1

    @property
    def shown(self) -> list[str]:
        return ["".join(row) for row in self.rows]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """What the app writes to, of 100 by 30 cells."""
    found = Terminal(100, 30)
    display = ReviewApp._display

    def show(self: ReviewApp, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate):
            found.feed(renderable.render_segments(self.console))
        display(self, screen, renderable)

    monkeypatch.setattr(ReviewApp, "_display", show)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_terminal_shows_what_the_widgets_show(
    tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random = Random(seed)
    painted = []
    paint = Painter.paint

    def counting(self: Painter, screen: Screen[Any]) -> bool:
        painted.append(paint(self, screen))
        return painted[-1]

    monkeypatch.setattr(Painter, "paint", counting)
    monkeypatch.setattr(painting, "_FRAME", 0.0)
    keymap = Keymap(default_scheme())
    known = {action.id: action.keys for action in keymap}
    keys = [key for name in _STAYING for key in known.get(name, ())]
    assert len(keys) >= len(_STAYING) // 2

    async def run(d: Driver) -> None:
        for _ in range(60):
            await d.press(random.choice(keys))
            seen = [strip.text for strip in d.app.screen._compositor.render_strips()]
            assert terminal.shown == seen

    drive(corpus_of(tmp_path / "c.db"), run, size=(100, 30))
    assert painted.count(True) > 10


def test_a_burst_is_left_to_the_timer_and_so_is_another_layout(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        painter = Painter()
        d.screen._status.show("one", row=0)
        assert painter.paint(d.screen)
        d.screen._status.show("two", row=0)
        assert not painter.paint(d.screen)  # the frame before was only just painted
        await d.settle()
        assert not Painter().paint(d.screen)  # nothing changed
        d.screen._status.show("three", row=0)
        d.screen._list.styles.width = 20
        assert not Painter().paint(d.screen)
        await d.settle()
        d.screen._status.show("four", row=0)
        await d.press("f1")
        assert not Painter().paint(d.screen)  # another screen is on top

    drive(corpus_of(tmp_path / "c.db"), run, size=(100, 30))
