"""Acts on many documents: how far they are is seen, and they can be stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from curator.tui.screens import working
from curator.tui.screens.concordance import ConcordanceScreen
from curator.tui.screens.working import WorkingScreen
from tests.tui.review_driver import Driver, corpus_of, drive, key_of

DOCUMENTS = 40


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = [
        (f"{number}.txt", f"Ông Hà Vĩ có mặt, số {number}.\n", [("Hà Vĩ", "PER")])
        for number in range(DOCUMENTS)
    ]
    return corpus_of(tmp_path / "c.db", texts)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """One document at a time."""
    monkeypatch.setattr(working, "_AT_ONCE", 0.0)
    monkeypatch.setattr(working, "_SLICE", 0.0)


async def until(met: Callable[[], bool]) -> None:
    """Wait for something."""
    for _ in range(2000):
        if met():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it does not come")


def works(d: Driver) -> bool:
    """Whether it is seen that an act is being done."""
    return isinstance(d.top, WorkingScreen) and d.top._seen and d.top._work.progress.done > 1


def decisions(d: Driver) -> int:
    (count,) = d.session._corpus.execute(
        "SELECT count(*) FROM decisions WHERE kind != 'open'"
    ).fetchone()
    return int(count)


async def marked(d: Driver) -> ConcordanceScreen:
    """The concordance with all places marked."""
    await d.press(":", "ctrl+a")
    assert f"{DOCUMENTS} marked" in d.told
    assert isinstance(d.top, ConcordanceScreen)
    return d.top


@pytest.mark.usefixtures("slow")
def test_how_far_a_long_decision_is_is_seen_and_escape_stops_it(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        screen = await marked(d)
        d.app.post_message(key_of("2"))
        await until(lambda: works(d))
        assert d.seen()[-1].split()[:4] == ["Esc", "stops", "labelling", "TITLE"]
        assert f"of {DOCUMENTS} documents" in d.seen()[-1]
        await d.press("x")
        assert "keys have to wait" in d.seen()[-1]
        # Nothing else is written meanwhile, and nothing is told of it.
        d.screen._place_is_saved = False
        d.screen._look_after()
        assert works(d)
        await d.press("escape")
        assert d.top is screen
        assert "stopped labelling TITLE: nothing was changed" in d.told
        assert f"{DOCUMENTS} marked" in d.told
        assert decisions(d) == 0
        assert not screen.changed

    drive(corpus, run)


@pytest.mark.usefixtures("slow")
def test_a_long_decision_is_one_act_and_so_is_its_undo(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        screen = await marked(d)
        d.app.post_message(key_of("2"))
        await until(lambda: works(d))
        await until(lambda: d.top is screen)
        await d.settle()
        assert f"TITLE: {DOCUMENTS} places in {DOCUMENTS} documents" in d.told
        assert f"✓ accepted TITLE  {DOCUMENTS} places" in d.told
        await d.press("escape")
        # In the review too.
        d.app.post_message(key_of("u"))
        await until(lambda: works(d))
        assert "undoing" in d.seen()[-1]
        await d.press("escape")
        assert d.top is d.screen
        assert "stopped undoing: nothing was changed" in d.told
        assert decisions(d) == DOCUMENTS
        d.app.post_message(key_of("u"))
        await until(lambda: works(d))
        await until(lambda: d.top is d.screen)
        await d.settle()
        assert "undone: TITLE “Hà Vĩ”" in d.told
        assert decisions(d) == 2 * DOCUMENTS
        assert d.surfaces() == [("Hà Vĩ", "PER", "pending")]

    drive(corpus, run)


@pytest.mark.usefixtures("slow")
def test_keys_of_the_same_burst_come_after_the_decision(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await marked(d)
        for key in ("2", "escape", "u"):
            d.app.post_message(key_of(key) if len(key) == 1 else events.Key(key, None))
        await until(lambda: decisions(d) == 2 * DOCUMENTS)
        await until(lambda: d.top is d.screen)
        await d.settle()
        assert "undone: TITLE" in d.told

    drive(corpus, run)


def test_what_is_quick_is_done_within_the_key(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press(":", "2")
        assert isinstance(d.top, ConcordanceScreen)
        assert "TITLE: 1 place in 1 document" in d.told

    drive(corpus, run)


@pytest.mark.usefixtures("slow")
def test_leaving_the_app_gives_the_decision_up(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await marked(d)
        d.app.post_message(key_of("2"))
        await until(lambda: works(d))
        d.app.exit()

    drive(corpus, run)

    async def look(d: Driver) -> None:
        assert decisions(d) == 0

    drive(corpus, look)
