"""Keys at random, alone and in bursts, on a screen that changes its size: nothing ends the app."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.command import CommandList
from textual.events import Key

from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap
from tests.tui.review_driver import Driver, character_of, corpus_of, drive

ACTS = [key for action in Keymap(default_scheme()) if action.id != "quit" for key in action.keys]
OTHERS = ["escape", "enter", "down", "up", "delete", "backspace", "f12", "ctrl+r", "z", "ư"]
SCREENS = ["f1", "ctrl+t", "grave_accent", "colon", "ctrl+d", "ctrl+g", "ctrl+p", "slash", "f2"]


@pytest.mark.parametrize("seed", range(4))
def test_no_keys_end_the_app(tmp_path: Path, seed: int) -> None:
    random = Random(seed)

    async def run(d: Driver) -> None:
        for _ in range(60):
            for _ in range(random.choice([1, 1, 4])):
                key = random.choice(random.choice([ACTS, OTHERS, SCREENS]))
                d.app.post_message(Key(key, character_of(key)))
            await d._hand_on()
            if random.random() < 0.1:
                size = random.choice([20, 80, 160]), random.choice([6, 24, 50])
                await d.pilot.resize_terminal(*size)
        assert d.app.is_running
        for _ in range(12):
            await d.press("escape")
        assert d.app.is_running

    drive(corpus_of(tmp_path / "c.db"), run, size=(80, 24))


def test_a_page_key_before_the_palette_is_laid_out_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def not_laid_out(self: CommandList) -> None:
        asked.append(self)
        raise KeyError(0)

    monkeypatch.setattr(CommandList, "action_page_down", not_laid_out)

    async def run(d: Driver) -> None:
        await d.press("ctrl+p", "pagedown")
        await d.pilot.pause(0.3)
        await d.press("pagedown")
        assert asked
        assert d.app.is_running
        await d.press("escape", "escape")
        assert d.top is d.screen

    drive(corpus_of(tmp_path / "c.db"), run, size=(80, 24))


@pytest.mark.parametrize(
    ("keys", "acts"),
    [
        (("enter", "enter"), {1}),
        (("enter", "escape"), {0, 1}),  # Textual hands Escape on sooner
        (("escape", "enter"), {0}),
    ],
)
def test_the_palette_does_one_act_and_leaves_once(
    tmp_path: Path, keys: tuple[str, ...], acts: set[int]
) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("ctrl+p")
        await d.type("reject the span")
        await d.pilot.pause(0.5)
        for key in (*keys, *keys):  # a burst: all of them before the palette handles the first
            d.app.post_message(Key(key, None))
        await d.pilot.pause(0.3)
        assert d.app.is_running
        assert d.top is d.screen
        assert d.session.saved in acts

    drive(corpus_of(tmp_path / "c.db"), run, size=(80, 24))
