"""What the screens look like: the rows as text, and which style each cell has.

A frame of text is kept a file, with a second block that names the style of each run of cells, so
that a change can be read in a diff. After a change that is meant: `pytest --snapshot-update`.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from curator.corpus.activity import Work
from curator.tui.screens import review
from tests.tui.review_driver import Driver, corpus_of, drive

SIZES = [(80, 24), (160, 50)]


class FrameExtension(SingleFileSnapshotExtension):
    """One text file a frame."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


@pytest.fixture
def frames(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(FrameExtension)


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


def prepare(d: Driver) -> None:
    """A review in the middle: an accepted, a rejected, a flagged and an active span."""
    d.go("12/3")
    d.session.accept()
    d.go("Trần Văn Bình")
    d.session.reject()
    d.go("Lò Thị Ính")
    d.session.flag("họ gì?")
    d.go("50.000 đồng")


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", ["review", "prompt", "help", "concordance", "hits"])
def test_look(
    tmp_path: Path,
    frames: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    monkeypatch.setattr(Work, "spans_per_minute", 4.2)
    monkeypatch.setattr(review, "_STEADY_AFTER", 0.0)
    seen = []

    async def run(d: Driver) -> None:
        prepare(d)
        d.screen.show_activity()
        if screen == "prompt":
            await d.press("f2")
            for field in d.screen.query(Input):
                field.cursor_blink = False
        elif screen == "concordance":
            await d.press(":")
        elif screen == "hits":
            await d.press("/")
            await d.type("ho")
            await d.press("ctrl+l")
        elif screen == "help":
            await d.press("f1")
        await d.pilot.pause(0.2)
        seen.append(frame(d))

    drive(corpus_of(tmp_path / "c.db"), run, size=size, theme=theme)
    assert seen[0] == frames


def test_the_four_states_look_different_in_every_theme(tmp_path: Path) -> None:
    for number, theme in enumerate(("textual-dark", "textual-light", "ansi-dark")):

        async def run(d: Driver) -> None:
            prepare(d)
            await d.settle()
            looks = set()
            for surface in ("12/3", "Trần Văn", "50.000", "12,5%"):
                x, y = d.where(surface)
                for segment in d.view.render_line(y):
                    if x < segment.cell_length:
                        looks.add(str(segment.style).replace(str(segment.style.color), ""))
                        break
                    x -= segment.cell_length
            assert len(looks) == 4

        folder = tmp_path / str(number)
        folder.mkdir()
        drive(corpus_of(folder / "c.db"), run, theme=theme)
