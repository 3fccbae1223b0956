"""The settings screen: by key and by mouse, in a burst, with files that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key, Paste

from curator.tui.screens.settings import SettingsScreen
from curator.tui.screens.themes import ThemesScreen
from curator.tui.widgets.prompt import Prompt
from curator.tui.widgets.rows import RowView
from curator.workflow.learner import Learner
from curator.workflow.settings import read_settings
from tests.tui.review_driver import Driver, corpus_of, drive


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


@pytest.fixture
def file(corpus: Path) -> Path:
    return corpus.with_name("config.toml")


async def find(d: Driver, words: str) -> None:
    """Open the settings at the row that these words find."""
    await d.press("ctrl+t")
    assert isinstance(d.top, SettingsScreen)
    await d.type(words)


def row_of(d: Driver, words: str) -> int:
    """The row of the screen that holds words."""
    return next(y for y, row in enumerate(d.seen()) if words in row)


def test_it_opens_and_leaves_by_its_keys(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        for key, leaving in (("ctrl+t", "escape"), ("S", "ctrl+t"), ("ctrl+t", "ctrl+q")):
            await d.press(key)
            assert isinstance(d.top, SettingsScreen)
            assert "config.toml" in d.told
            await d.press(leaving)
            assert d.top is d.screen
        assert d.app.is_running
        assert d.session.saved == 0

    drive(corpus, run)


def test_arrows_change_a_setting_at_once_and_in_the_file(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "sure from")
        await d.press("right", "right")
        assert d.session.sure == 0.8
        assert read_settings(file).sure == 0.8
        assert "saved" in d.told
        await d.press(*["right"] * 9)
        assert d.session.sure == 1
        await d.press("left")
        assert read_settings(file).sure == 0.95
        await d.press("delete")
        assert d.session.sure == 0.7
        assert "sure" not in file.read_text("utf-8")

    drive(corpus, run)


def test_what_counts_as_sure_may_be_typed(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "sure from")
        await d.press("enter")
        prompt = d.top.query_one(Prompt)
        await d.type("1,5")
        await d.press("enter")
        assert prompt.is_attached
        assert "a number between 0 and 1" in d.told
        await d.press("backspace", "backspace", "backspace")
        d.app.post_message(Paste("0,65"))
        await d.press("enter")
        assert not d.top.query(Prompt)
        assert d.session.sure == 0.65
        assert read_settings(file).sure == 0.65
        await d.press("enter", "9", "escape")
        assert d.session.sure == 0.65
        assert isinstance(d.top, SettingsScreen)

    drive(corpus, run)


def test_labels_under_the_text_come_and_go_behind_the_settings(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        assert not d.view.show_tags
        await find(d, "under the text")
        await d.press("enter")
        assert d.view.show_tags
        assert read_settings(file).tags is True
        await d.press("space", "backspace", "right")
        assert not d.view.show_tags
        assert read_settings(file).tags is False
        await d.press("right")
        assert read_settings(file).tags is None

    drive(corpus, run, size=(100, 30))


def test_learning_stops_and_begins(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        learner = d.app._learner = Learner(corpus, "lan")
        await find(d, "learning")
        await d.press("left")
        assert not learner.on
        assert read_settings(file).learn is False
        await d.press("left")
        assert learner.on
        assert read_settings(file).learn is True

    drive(corpus, run)


def test_a_theme_is_shown_while_it_is_looked_at(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+t", "enter")
        assert isinstance(d.top, ThemesScreen)
        await d.press("down")
        looked_at = d.app.theme
        assert looked_at != "textual-dark"
        await d.press("escape")
        assert d.app.theme == "textual-dark"
        assert not file.exists()
        await d.press("enter", "down", "enter")
        assert isinstance(d.top, SettingsScreen)
        assert d.app.theme == looked_at == read_settings(file).theme
        await d.press("right")
        assert d.app.theme == read_settings(file).theme != looked_at

    drive(corpus, run, theme="textual-dark")


def test_the_palette_s_theme_is_saved_too(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        commands = {one.title: one for one in d.app.get_system_commands(d.screen)}
        (choose,) = [one for title, one in commands.items() if "theme" in title]
        choose.callback()
        await d.settle()
        await d.press("end", "enter")
        assert d.top is d.screen
        assert read_settings(file).theme == d.app.theme != "textual-dark"
        file.unlink()
        file.mkdir()
        choose.callback()
        await d.settle()
        await d.press("home", "enter")
        assert "not saved" in d.told

    drive(corpus, run, theme="textual-dark")


# -- keys of acts ----------------------------------------------------------------------------------


def test_a_key_that_is_pressed_is_the_act_s_key(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("enter")
        assert "press the key" in d.told
        await d.press("f12")
        assert "• Accept the span" in d.told
        assert read_settings(file).keys == {"accept": ["f12"]}
        await d.press("escape", "escape")
        assert "F12 accept" in d.seen()[-1]
        d.go("Trần Văn Bình")
        await d.press("enter", "a")
        assert d.session.saved == 0
        await d.press("f12")
        assert ("Trần Văn Bình", "PER", "accepted") in d.surfaces()

    drive(corpus, run)


def test_one_more_key_and_the_default_again(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "label PERCENT")
        await d.press("+", "f12")
        assert read_settings(file).keys == {"label:PERCENT": ["%", "f12"]}
        assert "%  F12" in d.told
        await d.press("delete")
        assert read_settings(file).keys == {}
        assert "F12" not in d.told

    drive(corpus, run)


def test_a_key_of_another_act_is_told_and_taken_only_if_wanted(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("enter", "f9")
        assert "F9 is the key of “Finish the document and open the next”" in d.told
        assert "only f, a letter" in d.told
        await d.press("escape")
        assert not file.exists()
        assert "nothing is changed" in d.told
        await d.press("enter", "f9", "enter")
        assert read_settings(file).keys == {"accept": ["f9"]}
        await d.press("escape", "escape")
        d.go("Trần Văn Bình")
        await d.press("f9")
        assert ("Trần Văn Bình", "PER", "accepted") in d.surfaces()

    drive(corpus, run)


def test_a_composed_letter_is_its_base_letter_and_alone_it_is_weak(
    corpus: Path, file: Path
) -> None:
    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("enter")
        await d.type("ẑ")
        assert read_settings(file).keys == {"accept": ["z"]}
        assert "an input method may hold back" in d.told
        await d.press("+", "f12")
        assert "input method" not in d.told
        await d.press("enter")
        await d.type("Đ")  # the key of another act, as d with shift
        assert "D is the key of" in d.told

    drive(corpus, run)


def test_some_keys_are_refused_and_escape_leaves_the_question(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("enter", "backspace")
        assert "Backspace is no key for an act" in d.told
        await d.press("enter", "escape")
        assert "nothing is changed" in d.told
        assert isinstance(d.top, SettingsScreen)
        assert not file.exists()

    drive(corpus, run)


def test_all_keys_are_reset_when_asked_twice(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("ctrl+r")
        assert "default keys already" in d.told
        await d.press("enter", "f12", "ctrl+r")
        assert "^R once more" in d.told
        await d.press("down", "ctrl+r", "escape")
        assert read_settings(file).keys == {"accept": ["f12"]}
        await d.press("ctrl+r", "ctrl+r")
        assert read_settings(file).keys == {}
        assert d.app._preferences.keymap.actions["accept"].keys == ("enter", "a")

    drive(corpus, run)


def test_the_default_that_another_act_keeps_is_told(corpus: Path) -> None:
    keys: dict[str, object] = {"reject": ["enter"], "accept": ["f12"]}

    async def run(d: Driver) -> None:
        await find(d, "accept the span")
        await d.press("delete")
        assert "you left Enter with “Reject the span" in d.told

    drive(corpus, run, keys=keys, size=(140, 30))


# -- the rest --------------------------------------------------------------------------------------


def test_typing_narrows_and_escape_shows_all_again(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await find(d, "tài liệu không có")
        assert "nothing here has" in d.told
        await d.press("enter", "delete", "right", "+")
        assert isinstance(d.top, SettingsScreen)
        await d.press("escape")
        await d.type("flag")
        assert "Flag the span" in d.told
        assert "Accept the span" not in d.told
        await d.press("escape")
        assert "Theme" in d.told
        await d.press("end")
        assert "Label DURATION" in d.told
        await d.press("home")
        assert "Theme" in d.told
        assert isinstance(d.top, SettingsScreen)

    drive(corpus, run)


def test_the_mouse_goes_to_a_row_and_changes_it(corpus: Path, file: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+t")
        view = d.top.query_one(RowView)
        y = row_of(d, "Learning") - view.region.y
        await d.pilot.click(view, offset=(5, y))
        assert "the tagger learns" in d.told
        assert not file.exists()
        await d.pilot.click(view, offset=(5, y), times=2)
        assert read_settings(file).learn is False
        await d.pilot.click(view, offset=(5, 0), times=2)  # a heading
        assert isinstance(d.top, SettingsScreen)
        y = row_of(d, "Theme") - view.region.y
        await d.pilot.click(view, offset=(5, y), times=2)
        assert isinstance(d.top, ThemesScreen)
        await d.pilot.click(d.top.query_one(RowView), offset=(5, 3))
        shown = d.app.theme
        await d.pilot.click(d.top.query_one(RowView), offset=(5, 3), times=2)
        assert read_settings(file).theme == shown == d.app.theme

    drive(corpus, run, theme="textual-dark")


def test_keys_close_behind_each_other_are_never_acts_of_the_review(
    corpus: Path, file: Path
) -> None:
    async def run(d: Driver) -> None:
        keys = ["ctrl+t", *"accept", "space", *"the", "space", *"span", "enter", "f12", "delete"]
        for key in keys:
            d.app.post_message(Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await d.settle()
        assert isinstance(d.top, SettingsScreen)
        assert d.session.saved == 0
        assert read_settings(file).keys == {}  # F12 was given and taken back
        for key in ("escape", "escape", "enter"):
            d.app.post_message(Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert d.session.saved == 1

    drive(corpus, run)


def test_a_file_that_cannot_be_written_is_told_and_the_setting_holds(
    corpus: Path, file: Path
) -> None:
    file.write_text("theme = ", encoding="utf-8")

    async def run(d: Driver) -> None:
        await find(d, "sure from")
        await d.press("right")
        assert "not saved" in d.told
        assert "not TOML" in d.told
        assert d.session.sure == 0.75
        await d.press("escape")
        await d.type("accept the span")
        await d.press("enter", "f12")
        assert "not saved" in d.told
        assert file.read_text("utf-8") == "theme = "

    drive(corpus, run, size=(160, 30))


def test_its_help_tells_its_own_keys(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+t", "f1")
        assert "Keys · settings" in d.told
        for told in ("Change the setting by a step", "^R", "the row is no act", "Narrow the rows"):
            assert told in d.told
        await d.press("escape")
        assert isinstance(d.top, SettingsScreen)
        await d.press("enter", "f1")
        assert "Keys · themes" in d.told

    drive(corpus, run, size=(120, 40))
