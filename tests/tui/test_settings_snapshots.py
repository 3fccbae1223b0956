"""What help, rules and settings look like, kept as `frames` says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.tui.frames import check_look, every_look, prepare
from tests.tui.review_driver import Driver, corpus_of, drive

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


@every_look(KEYS)
def test_look(
    tmp_path: Path, snapshot: SnapshotAssertion, screen: str, size: tuple[int, int], theme: str
) -> None:
    async def show(d: Driver) -> None:
        prepare(d)
        preferences = d.app._preferences
        preferences.settings = replace(preferences.settings, path=Path("curator/config.toml"))
        await d.press(*KEYS[screen])

    check_look(snapshot, theme, partial(drive, corpus_of(tmp_path / "c.db"), size=size), show)
