"""The user's settings: one TOML file, by default `curator/config.toml` in his config folder.

theme = "textual-light"
tags = true            # labels under the text
sure = 0.7             # a suggestion with a lower score counts as uncertain
learn = true           # the tagger is trained again after each finished document

[keys]
accept = ["enter", "a"]
"label:PER" = "1"
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from curator.model.errors import CuratorError


class SettingsError(CuratorError):
    """A settings file that cannot be used; the message names the file and the field."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set.

    `tags`: whether labels stand under the text; None: if there is room. `sure`: the score, in
    [0, 1], from which a suggestion does not count as uncertain. `learn`: whether the tagger is
    trained again after each finished document.
    """

    path: Path
    theme: str | None = None
    tags: bool | None = None
    keys: Mapping[str, object] = field(default_factory=dict)
    sure: float = 0.7
    learn: bool = True


def settings_path() -> Path:
    """The settings file: `CURATOR_CONFIG`, or the default place of the platform."""
    own = os.environ.get("CURATOR_CONFIG")
    if own:
        return Path(own)
    from platformdirs import user_config_path

    return user_config_path("curator") / "config.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings in a file; the defaults where it does not exist.

    Raises:
        SettingsError: if it cannot be read, is not TOML, or holds something it may not.
    """
    path = path or settings_path()
    return settings_of(settings_text(path), path)


def settings_text(path: Path) -> str:
    """The text of a settings file, its line ends as they are; empty where there is none.

    Raises:
        SettingsError: if it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error


def settings_of(text: str, path: Path) -> Settings:
    """The settings that a text describes.

    Raises:
        SettingsError: if it is not TOML, or holds something it may not.
    """
    if not text:
        return Settings(path)
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    known = {"theme": str, "tags": bool, "keys": dict, "sure": (int, float), "learn": bool}
    for name, value in data.items():
        if name not in known:
            raise SettingsError(f"{path}: {name}: no such setting; there are {', '.join(known)}")
        wrong = not isinstance(value, known[name])  # type: ignore[arg-type]
        if wrong or (name == "sure" and (value is True or value is False or not 0 <= value <= 1)):
            raise SettingsError(f"{path}: {name}: {value!r} is not of the right kind")
    return Settings(path, **data)
