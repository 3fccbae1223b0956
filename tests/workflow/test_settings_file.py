"""Changes to the settings file: only what is changed, as a whole or not at all."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.formats import atomic
from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap, key_name, key_written
from curator.workflow.settings import SettingsError, read_settings
from curator.workflow.settings_file import change_settings

SCHEME = default_scheme()
ACTS = [action.id for action in Keymap(SCHEME)]
COMMENTED = """\
# Của Lan
theme = "nord"   # evenings
# a suggestion with a lower score counts as uncertain
sure = 0.7

[keys]  # the left hand
"label:PER" = "f12"  # người
accept = ["enter", "y"]
# the end
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "in" / "config.toml"
    change_settings(path, {"sure": 0.8}, {"accept": ["f9", "%"]})
    settings = read_settings(path)
    assert settings.sure == 0.8
    assert settings.keys == {"accept": ["f9", "%"]}
    assert [one.name for one in path.parent.iterdir()] == ["config.toml"]


def test_comments_order_and_all_else_stay(file: Path) -> None:
    file.write_text(COMMENTED, encoding="utf-8")
    change_settings(file, {"sure": 0.85}, {"label:PER": ["f11"]})
    assert file.read_text(encoding="utf-8") == COMMENTED.replace("0.7", "0.85").replace(
        '"f12"', '["f11"]'
    )


def test_a_new_setting_comes_before_the_keys(file: Path) -> None:
    file.write_text(COMMENTED, encoding="utf-8")
    change_settings(file, {"learn": False, "tags": True})
    settings = read_settings(file)
    assert (settings.learn, settings.tags, settings.theme) == (False, True, "nord")
    left = [line for line in file.read_text("utf-8").splitlines() if "=" not in line]
    assert left == [line for line in COMMENTED.splitlines() if "=" not in line]


def test_what_is_taken_out_is_gone(file: Path) -> None:
    file.write_text(COMMENTED, encoding="utf-8")
    change_settings(file, {"theme": None, "tags": None}, {"accept": None, "reject": None})
    settings = read_settings(file)
    assert settings.theme is None
    assert settings.keys == {"label:PER": "f12"}
    assert "# the end" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        'keys = { accept = "f9" }\n',
        'keys.accept = "f9"\nsure = 0.5\n',
        'sure = 0.5\r\n[keys]\r\naccept = "f9"\r\n',
        '[keys]\naccept = "f9"',
        'theme = "nord"',
        "\ufeff"[:0] + "# only a comment",
        "",
    ],
)
def test_files_are_changed_however_they_are_written(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    before = tomllib.loads(text)
    change_settings(file, {"sure": 0.25}, {"label:LOC": ["f7"]})
    after = tomllib.loads(file.read_bytes().decode())
    assert after == {
        **before, "sure": 0.25, "keys": {**before.get("keys", {}), "label:LOC": ["f7"]}
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('theme = "nord"\n\n[keys]\naccept = "f9"\n', 'theme = "nord"\n'),
        ('theme = "nord"\r\n\r\n[keys]\r\naccept = "f9"\r\n', 'theme = "nord"\r\n'),
        ('[keys]\naccept = "f9"', ""),
        ('keys = { accept = "f9" }\nsure = 0.5\n', "sure = 0.5\n"),
        ('keys.accept = "f9"\nsure = 0.5\n', "sure = 0.5\n"),
        ('sure = 0.5 # so\n[keys] # mine\naccept = "f9"\n', "sure = 0.5 # so\n[keys] # mine\n"),
        ('[keys]\n# the left hand\naccept = "f9"\n', "[keys]\n# the left hand\n"),
        ('[keys]\naccept = "f9"\nreject = "f8"\n', '[keys]\nreject = "f8"\n'),
    ],
)
def test_the_last_key_that_is_reset_takes_its_table_along(file: Path, text: str, left: str) -> None:
    file.write_bytes(text.encode())
    assert "accept" not in change_settings(file, {}, {"accept": None, "undo": None}).keys
    assert file.read_bytes().decode() == left
    change_settings(file, {}, {"accept": ["f9"]})
    assert read_settings(file).keys["accept"] == ["f9"]


VALUES = {
    "theme": st.sampled_from(["nord", "dracula", None]),
    "tags": st.sampled_from([True, False, None]),
    "sure": st.one_of(st.none(), st.floats(0, 1)),
    "learn": st.sampled_from([True, False, None]),
}
CHANGES = st.lists(
    st.tuples(
        st.fixed_dictionaries({}, optional=VALUES),
        st.dictionaries(
            st.sampled_from(ACTS),
            st.one_of(st.none(), st.lists(st.sampled_from(["f9", "%", '"', "ctrl+t"]), max_size=3)),
            max_size=4,
        ),
    ),
    max_size=5,
)


@given(st.sampled_from(["", COMMENTED]), CHANGES)
def test_after_any_changes_the_file_holds_them_and_the_comments(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    changes: list[tuple[dict[str, object], dict[str, list[str] | None]]],
) -> None:
    path = tmp_path_factory.getbasetemp() / "changed.toml"
    path.write_text(text, encoding="utf-8")
    expected = tomllib.loads(text)
    for settings, keys in changes:
        change_settings(path, settings, keys)
        for name, value in settings.items():
            expected[name] = value
        own = expected.setdefault("keys", {})
        own.update(keys)
    held = {name: value for name, value in expected.items() if value is not None}
    held["keys"] = {one: keys for one, keys in held.get("keys", {}).items() if keys is not None}
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {**found, "keys": found.get("keys", {})} == held
    for comment in ("# Của Lan", "# a suggestion", "# the end"):
        assert (comment in text) == (comment in path.read_text(encoding="utf-8"))


def test_a_link_stays_a_link_and_permissions_stay(file: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(COMMENTED, encoding="utf-8")
    real.chmod(0o600)
    file.symlink_to(real)
    change_settings(file, {"sure": 0.5})
    assert file.is_symlink()
    assert read_settings(real).sure == 0.5
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = ", "not TOML"),
        ("colour = 1", "colour: no such setting"),
        ('sure = "much"', "sure: 'much' is not of the right kind"),
    ],
)
def test_a_file_that_is_wrong_is_left_alone(file: Path, text: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=told) as caught:
        change_settings(file, {"sure": 0.5})
    assert str(caught.value).startswith(str(file))
    assert file.read_text("utf-8") == text


def test_a_value_that_may_not_be_is_never_written(file: Path) -> None:
    file.write_text(COMMENTED, encoding="utf-8")
    with pytest.raises(SettingsError, match="sure"):
        change_settings(file, {"sure": 2})
    assert file.read_text("utf-8") == COMMENTED


def test_keys_that_do_not_agree_are_never_written(file: Path) -> None:
    file.write_text('[keys]\naccept = "f12"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="F12 is given to accept and to reject"):
        change_settings(
            file, {}, {"reject": ["f12"]}, lambda settings: Keymap(SCHEME, settings.keys)
        )
    assert file.read_text("utf-8") == '[keys]\naccept = "f12"\n'


def test_a_file_that_cannot_be_read_or_written_is_told(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError, match="directory"):
        change_settings(tmp_path, {"sure": 0.5})
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="a file"):
        change_settings(blocked / "config.toml", {"sure": 0.5})
    file.write_text(COMMENTED, encoding="utf-8")
    monkeypatch.setattr(atomic.os, "access", lambda *_: False)
    with pytest.raises(SettingsError, match="read-only"):
        change_settings(file, {"sure": 0.5})
    assert file.read_text("utf-8") == COMMENTED


def test_a_write_that_breaks_off_leaves_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    file.write_text(COMMENTED, encoding="utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SettingsError, match="No space left"):
        change_settings(file, {"sure": 0.5})
    monkeypatch.undo()
    assert file.read_text("utf-8") == COMMENTED
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_no_change_writes_nothing(file: Path) -> None:
    file.write_text(COMMENTED, encoding="utf-8")
    before = file.stat().st_ino
    change_settings(file, {"sure": 0.7}, {"reject": None})
    assert file.stat().st_ino == before


@pytest.mark.parametrize("key", sorted(Keymap(SCHEME).by_key))
def test_a_key_is_read_as_it_is_written(key: str) -> None:
    assert key_name(key_written(key)) == key
