"""Settings that are changed while the review runs: they hold at once, and are saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model.scheme import default_scheme
from curator.workflow.preferences import Preferences
from curator.workflow.review.actions import Keymap
from curator.workflow.review.rebinding import bind, reset
from curator.workflow.settings import Settings, read_settings

SCHEME = default_scheme()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def preferences(file: Path, heard: list[Settings] | None = None) -> Preferences:
    settings = read_settings(file)
    keymap = Keymap(SCHEME, settings.keys)
    return Preferences(settings, keymap, SCHEME, (heard if heard is not None else []).append)


def test_a_setting_holds_and_is_saved(file: Path) -> None:
    heard: list[Settings] = []
    mine = preferences(file, heard)
    assert mine.change("sure", 0.9) == ""
    assert mine.settings.sure == 0.9
    assert heard == [mine.settings]
    assert read_settings(file).sure == 0.9
    assert not mine.is_default("sure")
    assert mine.change("sure", None) == ""
    assert mine.settings.sure == 0.7
    assert mine.is_default("sure")
    assert "sure" not in file.read_text("utf-8")


def test_keys_hold_and_are_saved(file: Path) -> None:
    mine = preferences(file)
    assert mine.rebind(bind(mine.keymap, "accept", "f12", add=True)) == ""
    assert mine.keymap.by_key["f12"].id == "accept"
    assert read_settings(file).keys == {"accept": ["enter", "a", "f12"]}
    assert mine.rebind(reset(mine.keymap, "accept")) == ""
    assert "f12" not in mine.keymap.by_key
    assert read_settings(file).keys == {}


def test_what_cannot_be_saved_holds_all_the_same(file: Path) -> None:
    mine = preferences(file)
    file.write_text("theme = ", encoding="utf-8")
    told = mine.change("sure", 0.9)
    assert told.startswith("not saved: not TOML")
    assert told.endswith(f"({file})")
    assert mine.settings.sure == 0.9
    assert mine.rebind(bind(mine.keymap, "accept", "f12", add=True)).startswith("not saved")
    assert mine.keymap.by_key["f12"].id == "accept"
    assert file.read_text("utf-8") == "theme = "


def test_what_was_changed_by_hand_meanwhile_is_kept(file: Path) -> None:
    mine = preferences(file)
    file.write_text('learn = false\n[keys]\nreject = "f12"\n', encoding="utf-8")
    assert mine.change("sure", 0.9) == ""
    assert read_settings(file).learn is False
    told = mine.rebind(bind(mine.keymap, "accept", "f12", add=True))
    assert "F12 is given to" in told
    assert read_settings(file).keys == {"reject": "f12"}
