"""What help, rules and settings look like, as in `test_review_snapshots`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from curator.corpus.activity import Work
from curator.tui.screens import review
from tests.tui.review_driver import Driver, corpus_of, drive
from tests.tui.test_review_snapshots import SIZES, FrameExtension, frame, prepare

KEYS: dict[str, tuple[str, ...]] = {
    "help_of_the_prompt": ("f2", "f1"),
    "help_of_the_concordance": ("colon", "f1"),
    "help_narrowed": ("f1", *"ngay"),
    "rule": ("grave_accent",),
    "labels_in_short": ("grave_accent", "left"),
    "labels_to_choose": ("left", "space", "grave_accent", "down", "down"),
    "settings": ("ctrl+t", "down", "down"),
    "settings_of_keys": ("ctrl+t", *"accept", "enter", "f9"),
    "themes": ("ctrl+t", "enter"),
}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", KEYS)
def test_look(
    tmp_path: Path,
    snapshot: SnapshotAssertion,
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
        preferences = d.app._preferences
        preferences.settings = replace(preferences.settings, path=Path("curator/config.toml"))
        await d.press(*KEYS[screen])
        for field in d.screen.query(Input):
            field.cursor_blink = False
        await d.pilot.pause(0.2)
        seen.append(frame(d))

    drive(corpus_of(tmp_path / "c.db"), run, size=size, theme=theme)
    assert seen[0] == snapshot.use_extension(FrameExtension)
