"""The settings file: what it may hold, and how what it may not is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.workflow.settings import SettingsError, read_settings, settings_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    settings = read_settings(file)
    assert (settings.path, settings.theme, settings.tags, settings.keys) == (file, None, None, {})


def test_everything_that_may_be_set(file: Path) -> None:
    file.write_text(
        'theme = "textual-light"\ntags = false\n[keys]\naccept = ["enter", "a"]\n"label:PER" = "1"',
        encoding="utf-8",
    )
    settings = read_settings(file)
    assert (settings.theme, settings.tags) == ("textual-light", False)
    assert settings.keys == {"accept": ["enter", "a"], "label:PER": "1"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theme = ", "not TOML: Invalid value (at end of document)"),
        ("theme = 1", "theme: 1 is not of the right kind"),
        ("tags = 1", "tags: 1 is not of the right kind"),
        ('tags = "có"', "tags: 'có' is not of the right kind"),
        ('keys = "enter"', "keys: 'enter' is not of the right kind"),
        ('colour = "red"', "colour: no such setting; there are theme, tags, keys"),
        ("[Keys]\naccept = []", "Keys: no such setting"),
    ],
)
def test_what_may_not_be_set_is_told_with_file_and_field(file: Path, text: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    assert str(caught.value).startswith(f"{file}: {told}")


def test_a_file_that_cannot_be_read_is_told(file: Path) -> None:
    file.mkdir()
    with pytest.raises(SettingsError, match="directory"):
        read_settings(file)


def test_a_file_that_is_no_utf8_is_told(file: Path) -> None:
    file.write_bytes(b'theme = "\xff"')
    with pytest.raises(SettingsError, match=r"config\.toml: "):
        read_settings(file)


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("CURATOR_CONFIG", str(file))
    assert settings_path() == file
    assert read_settings().path == file
    monkeypatch.delenv("CURATOR_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(file.parent))
    assert settings_path().parts[-2:] == ("curator", "config.toml")


def test_what_counts_as_sure_is_a_score(file: Path) -> None:
    assert read_settings(file).sure == 0.7
    file.write_text("sure = 1", encoding="utf-8")
    assert read_settings(file).sure == 1
    for wrong in ("true", "1.5", "-0.1", '"0.7"', "nan"):
        file.write_text(f"sure = {wrong}", encoding="utf-8")
        with pytest.raises(SettingsError, match="sure"):
            read_settings(file)
