"""Frames of the screen to compare with those that are kept: the rows as text, and their styles.

A frame of text is kept a file, with a second block that names the style of each run of cells, so
that a change can be read in a diff. After a change that is meant: `pytest --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from itertools import groupby
from typing import TypeVar

import pytest
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from curator.corpus.activity import Work
from tests.tui.review_driver import Driver

SIZES = [(80, 24), (160, 50)]
THEMES = ["textual-dark", "textual-light"]

Check = Callable[[Driver], Awaitable[None]]
Test = TypeVar("Test", bound=Callable[..., None])


class FrameExtension(SingleFileSnapshotExtension):
    """One text file a frame."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


def every_look(screens: Iterable[str]) -> Callable[[Test], Test]:
    """Run a test, which takes `screen`, `size` and `theme`, for each screen in each look."""

    def marked(test: Test) -> Test:
        test = pytest.mark.parametrize("screen", list(screens))(test)
        test = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")(test)
        return pytest.mark.parametrize("theme", THEMES)(test)

    return marked


def check_look(
    snapshot: SnapshotAssertion, theme: str, run: Callable[[Check], None], show: Check
) -> None:
    """Run an app (`run` drives it), show something in it, and compare the frame.

    The reviewer's speed is the same each time, and no cursor blinks.
    """
    seen = []

    async def check(d: Driver) -> None:
        d.app.theme = theme
        await show(d)
        for screen in d.app.screen_stack:
            for field in screen.query(Input):
                field.cursor_blink = False
        await d.pilot.pause(0.2)
        seen.append(frame(d))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Work, "spans_per_minute", 4.2)
        run(check)
    assert seen[0] == snapshot.use_extension(FrameExtension)


def frame(d: Driver) -> str:
    """The screen's rows, and below them each row's runs of styles with their lengths."""
    strips = d.app.screen._compositor.render_strips()
    rows = [f"|{strip.text}|" for strip in strips]
    names: dict[str, str] = {}
    looks = []
    for strip in strips:
        cells = [
            names.setdefault(told(segment.style), f"{len(names)}")
            for segment in strip
            for _ in range(segment.cell_length)
        ]
        looks.append(" ".join(f"{name}x{len(list(run))}" for name, run in groupby(cells)))
    legend = [f"{name} = {style}" for style, name in names.items()]
    return "\n".join([*rows, "", *looks, "", *legend, ""])


def told(style: Style | None) -> str:
    """A style in a few characters: colours, then b(old) d(im) i(talic) u(nderline) r(everse) s."""
    if style is None:
        return "-"

    def colour(value: object) -> str:
        triplet = getattr(value, "triplet", None)
        return triplet.hex if triplet is not None else str(getattr(value, "name", "-"))

    flags = "".join(
        flag
        for flag, on in zip(
            "bdiurs",
            (style.bold, style.dim, style.italic, style.underline, style.reverse, style.strike),
            strict=True,
        )
        if on
    )
    return f"{colour(style.color)}/{colour(style.bgcolor)}{'+' if flags else ''}{flags}"


def prepare(d: Driver) -> None:
    """A review in the middle: an accepted, a rejected, a flagged and an active span."""
    d.go("12/3")
    d.session.accept()
    d.go("Trần Văn Bình")
    d.session.reject()
    d.go("Lò Thị Ính")
    d.session.flag("họ gì?")
    d.go("50.000 đồng")
    d.screen.show_activity()
