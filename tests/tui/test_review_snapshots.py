"""What the review and what lies over it look like, kept as `frames` says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.tui.frames import check_look, every_look, prepare
from tests.tui.review_driver import Driver, corpus_of, drive

KEYS: dict[str, tuple[str, ...]] = {
    "review": (),
    "prompt": ("f2",),
    "help": ("f1",),
    "concordance": (":",),
    "hits": ("/", *"ho", "ctrl+l"),
}


@every_look(KEYS)
def test_look(
    tmp_path: Path, snapshot: SnapshotAssertion, screen: str, size: tuple[int, int], theme: str
) -> None:
    async def show(d: Driver) -> None:
        prepare(d)
        await d.press(*KEYS[screen])

    check_look(snapshot, theme, partial(drive, corpus_of(tmp_path / "c.db"), size=size), show)


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
