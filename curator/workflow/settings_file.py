"""Change the settings file: comments, order and all that is not changed stay as they are."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from curator.formats.atomic import OutputError, atomic_writer
from curator.model.errors import CuratorError
from curator.workflow.settings import Settings, SettingsError, settings_of, settings_text


def change_settings(
    path: Path,
    settings: Mapping[str, object] | None = None,
    keys: Mapping[str, Sequence[str] | None] | None = None,
    check: Callable[[Settings], object] = lambda _: None,
) -> Settings:
    """Write settings and keys of acts into the file, made where there is none; what it holds then.

    None takes a setting, or the keys of an act, out of the file. The file is replaced as a whole,
    or not at all. `check` may refuse what the file would hold by an error of its own.

    Raises:
        SettingsError: if the file cannot be read or written, or is wrong as it stands; it is as it
            was then.
    """
    text = settings_text(path)
    settings_of(text, path)
    changed = _changed(text, dict(settings or {}), dict(keys or {}))
    expected = _expected(tomllib.loads(text), settings or {}, keys or {})
    if {"keys": {}, **tomllib.loads(changed)} != expected:
        raise SettingsError(f"{path}: it cannot be changed without loss; please edit it by hand")
    result = settings_of(changed, path)
    try:
        check(result)
    except CuratorError as error:
        raise SettingsError(f"{path}: {error}") from error
    if changed != text:
        _write(path, changed)
    return result


def _changed(text: str, settings: dict[str, object], keys: dict[str, Sequence[str] | None]) -> str:
    """The text with the changes made."""
    import tomlkit

    document = tomlkit.parse(text)
    for name, value in settings.items():
        _set(document, name, value)
    if any(names is not None for names in keys.values()) and "keys" not in document:
        document["keys"] = tomlkit.table()
    for action_id, names in keys.items():
        if "keys" in document:
            _set(document["keys"], action_id, None if names is None else list(names))
    if keys and _holds_nothing(document.get("keys")):
        del document["keys"]
        changed = tomlkit.dumps(document)
        # The empty line that set the table off stood before it.
        kept = changed.rstrip()
        return kept + changed[len(kept) :].partition("\n")[0] + "\n" if kept else ""
    return tomlkit.dumps(document)


def _holds_nothing(table: Any) -> bool:
    """Whether a table is there, and has neither keys nor a comment of the user's."""
    if table is None or table or not hasattr(table, "as_string"):
        return False
    return "#" not in table.as_string() and not table.trivia.comment


def _set(table: Any, name: str, value: object) -> None:
    if value is None:
        table.pop(name, None)
    else:
        table[name] = value


def _expected(
    data: dict[str, Any],
    settings: Mapping[str, object],
    keys: Mapping[str, Sequence[str] | None],
) -> dict[str, Any]:
    for name, value in settings.items():
        _set(data, name, value)
    own = data.setdefault("keys", {})
    for action_id, names in keys.items():
        _set(own, action_id, None if names is None else list(names))
    return data


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(path) as stream:
            stream.write(text)
    except (OutputError, OSError) as error:
        raise SettingsError(f"{path}: {error}") from error
