"""The help: what works now first, each place's own keys, narrowing by words and by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key, MouseScrollDown
from textual.widgets import Input

from curator.model.scheme import default_scheme
from curator.tui.screens.help import HelpLines, HelpScreen
from curator.tui.widgets.status_line import StatusLine
from curator.workflow.review.actions import Keymap, key_display
from tests.tui.review_driver import Driver, corpus_of, drive

IDLE = "Nothing to do for these now"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


def halves(d: Driver) -> tuple[str, str]:
    """What the help says works now, and what does nothing now."""
    working, idle, rest = d.told.partition(IDLE)
    return working, idle + rest.partition("Labels of the layer")[0]


def test_with_a_span_its_acts_work_and_the_others_say_why_not(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f1")
        working, idle = halves(d)
        for told in ("Accept the span", "Reject the span", "Give the span another label"):
            assert told in working
        for told, why in (
            ("Edit the figure's value", "only a figure has a value"),
            ("Undo", "nothing is left to undo"),
            ("Go to the next hit", "search first"),
            ("Go to the previous document", "this is the first document"),
            ("Carry the span's label", "accept or reject this span first"),
        ):
            assert told in idle
            assert why in idle
        assert "6 spans are still pending" in working

    drive(corpus, run, size=(120, 160))


def test_what_works_changes_with_the_place(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("nghèo")
        await d.press("f1")
        working, idle = halves(d)
        assert "Make the syllable at the caret a span" in working
        assert "Accept the span and go on" in idle
        assert "no span is active here" in idle
        await d.press("escape", "space", "f1")
        working, _ = halves(d)
        assert "Make the selection a span" in working
        assert "Move the selection's end" in working
        await d.press("escape", "escape")
        d.go("50.000 đồng")
        await d.press("f1")
        assert "Edit the figure's value" in halves(d)[0]
        await d.press("escape", "ctrl+home", "f1")
        _, idle = halves(d)
        assert "the caret is at the start" in idle

    drive(corpus, run, size=(120, 160))


def test_words_narrow_without_accents_and_escape_shows_all_again(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f1")
        await d.type("undo")
        assert "Undo, also in earlier documents" in d.told
        assert "Accept the span and go on" not in d.told
        await d.press("escape")
        assert isinstance(d.top, HelpScreen)
        assert "Accept the span and go on" in d.told
        await d.type("tinh ha giang")
        assert "tỉnh Hà Giang" in d.told
        assert "Undo" not in d.told
        await d.type(" khongcogi")
        assert "nothing here has that" in d.told
        for _ in range(40):
            await d.press("backspace")
        assert "Accept the span and go on" in d.told
        await d.press("escape")
        assert d.top is d.screen
        assert d.session.saved == 0

    drive(corpus, run, size=(100, 40))


def test_a_key_that_types_nothing_tells_what_it_does(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f1", "f9")
        assert "Finish the document" in d.told
        assert "Accept the span and go on" not in d.told
        await d.press("ctrl+z")
        assert "Undo, also" in d.told
        assert "Finish the document" not in d.told
        await d.press("f1")
        assert d.top is d.screen
        assert d.session.saved == 0

    drive(corpus, run, size=(100, 40))


def test_keys_close_behind_the_help_key_are_no_acts(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        for key in ("f1", "x", "delete", "plus", "f10"):
            d.app.post_message(Key(key, key if len(key) == 1 else None))
        await d.settle()
        assert isinstance(d.top, HelpScreen)
        assert d.session.saved == 0
        assert d.document == "một.txt"

    drive(corpus, run)


def test_the_mouse_wheel_scrolls(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f1")
        before = d.told
        lines = d.top.query_one(HelpLines)
        lines.post_message(MouseScrollDown(lines, 5, 5, 0, 0, 0, False, False, False, 5, 5))
        await d.settle()
        assert d.told != before
        await d.press("end")
        assert "DURATION" in d.told
        await d.press("home")
        assert d.told == before

    drive(corpus, run, size=(80, 24))


@pytest.mark.parametrize(
    ("keys", "place", "told"),
    [
        (("f2", "f1"), "prompt", ("Take what is typed: saves", "Go to the other field")),
        (("f6", "f1"), "prompt", ("Leave; nothing is changed", "there is no text yet")),
        (("slash", "f1"), "prompt", ("Take what is typed: finds",)),
        (("ctrl+o", "f1"), "prompt", ("Take what is typed: opens",)),
        (("colon", "f1"), "concordance", ("Mark the place", "Leave, and go to the place")),
        (("backslash", "f1"), "choice", ("restores that state",)),
        (("ctrl+d", "f1"), "documents", ("The document that you are in", "◐ begun")),
    ],
)
def test_each_place_has_its_own(
    corpus: Path, keys: tuple[str, ...], place: str, told: tuple[str, ...]
) -> None:
    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        top = d.top
        await d.press(*keys[:-1])
        if keys[0] == "f6":
            assert d.prompt is not None
        below = d.top
        await d.press(keys[-1])
        assert isinstance(d.top, HelpScreen)
        assert f"Keys · {place}" in d.told
        for one in told:
            assert one in d.told
        assert "Accept the span and go on" not in d.told
        await d.press("escape")
        assert d.top is below
        if place == "prompt":
            assert d.prompt is not None
            await d.type("1")
            assert d.fields[0].value == "1"
        await d.press("escape")
        assert d.top is top
        assert d.prompt is None
        assert d.session.saved == 0

    drive(corpus, run, size=(110, 60))


def test_the_palette_has_the_help_of_the_moment(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+p")
        await d.pilot.pause(0.3)
        palette = d.top
        assert "F1 shows the keys" in d.told
        await d.press("f1")
        await d.pilot.pause(0.2)
        assert "Keys · acts" in d.told
        working, idle = halves(d)
        assert "Leave, and do the act: Accept every pending span" in working
        assert "there is no text yet" in idle
        await d.press("escape")
        assert d.top is palette
        await d.type("sao?")  # the sign types
        await d.pilot.pause(0.7)
        assert "No matches found" in d.told
        await d.press("f1")
        await d.pilot.pause(0.2)
        working, idle = halves(d)
        assert "no act has these words" in idle
        assert "Take away a character" in working
        await d.press("f1")
        assert d.top is palette
        await d.press("backspace", "backspace", "backspace", "backspace")
        await d.type("reject the span")
        await d.pilot.pause(0.5)
        await d.press("f1")
        await d.pilot.pause(0.2)
        assert "do the act: Reject the span" in d.told
        await d.press("escape", "enter")
        await d.pilot.pause(0.3)
        assert d.top is d.screen
        assert [state for _, _, state in d.surfaces()].count("rejected") == 1

    drive(corpus, run, size=(110, 40))


def test_keys_close_behind_the_palette_s_help_key_narrow_the_help(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+p")
        await d.pilot.pause(0.3)
        palette = d.top
        for key in ("f1", "c", "l", "i", "c", "k"):
            d.app.post_message(Key(key, key if len(key) == 1 else None))
        await d.settle()
        assert isinstance(d.top, HelpScreen)
        assert "with click" in d.told
        assert palette.query_one(Input).value == ""

    drive(corpus, run)


def test_the_palette_s_help_has_the_keys_of_the_settings(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+p")
        await d.pilot.pause(0.3)
        assert "Search all acts; F12 shows the keys" in d.told
        await d.press("f1")
        assert not isinstance(d.top, HelpScreen)
        await d.press("f12")
        assert isinstance(d.top, HelpScreen)

    drive(corpus, run, keys={"help": ["?", "f12"]})


def test_a_question_mark_is_typed_in_a_prompt(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f6")
        await d.type("sao?")
        assert d.fields[0].value == "sao?"
        assert d.top is d.screen

    drive(corpus, run)


def test_every_act_is_in_the_palette_by_a_name_of_its_own(corpus: Path) -> None:
    keymap = Keymap(default_scheme())

    async def run(d: Driver) -> None:
        titles = [command.title for command in d.app.get_system_commands(d.screen)]
        assert len(titles) == len(set(titles))
        for action in keymap:
            assert action.description in titles
        for title in titles:
            assert title[0].isupper()
            assert len(title) < 100

    drive(corpus, run)


def test_every_act_is_in_the_help(corpus: Path) -> None:
    keymap = Keymap(default_scheme())

    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        rows = [row for group in d.screen.keys_now() for row in group.rows]
        told = {key for row in rows for key in row.keys}
        for action in keymap:
            assert {key_display(key) for key in action.keys} <= told
            if not action.id.startswith("label:"):
                assert action.description in {row.what for row in rows}

    drive(corpus, run)


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("colon",),
        ("slash", *"thi", "ctrl+l"),
        ("ctrl+t",),
        ("ctrl+t", "end"),
        ("ctrl+d",),
        ("ctrl+g",),
    ],
    ids=["review", "concordance", "hits", "settings", "keys", "documents", "home"],
)
def test_what_the_foot_of_a_screen_shows_is_in_its_help(
    corpus: Path, keys: tuple[str, ...]
) -> None:
    several = {"1…": "1", "← →": "Left", "↑ ↓": "Up", "<,.>": "<"}

    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        await d.press(*keys)
        line = d.top.query_one("#hints", StatusLine)
        shown = [part[0] for part in line._content[0][0] if part[1] == "key"]
        assert len(shown) > 3
        told = {key for group in d.top.keys_now() for row in group.rows for key in row.keys}
        for key in shown:
            assert several.get(key, key) in told

    drive(corpus, run, size=(160, 40))
