"""Paths as a person types them: `~`, quotes, what a file manager drops; and their completion."""

from __future__ import annotations

import os
from os.path import commonprefix
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TEXTS = (".txt", ".jsonl")
_LISTED = 20_000
"""So many entries of a folder are looked at."""


def typed_path(text: str) -> Path | None:
    """The path that was typed, pasted or dropped; None where there is none."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if not text or "\x00" in text:
        return None
    path = Path(text)
    if not path.exists() and "\\" in text:  # as a shell would have it
        path = Path(text.replace("\\ ", " "))
    try:
        return path.expanduser()
    except RuntimeError:  # nobody has that home
        return path


def completions(text: str) -> list[str]:
    """What a typed path may become: folders, which end with a `/`, and files of text, sorted.

    Files of other kinds come only where there is nothing else; hidden ones only if asked for.
    """
    text = text.lstrip()
    head, _, begun = text.rpartition("/")
    if text == "~":
        return ["~/"]
    folder = typed_path(head + "/") if "/" in text else Path()
    if folder is None:
        return []
    prefix = text[: len(text) - len(begun)]
    folders, texts, others = [], [], []
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                if number >= _LISTED:
                    break
                name = entry.name
                if not name.startswith(begun) or (name.startswith(".") and not begun):
                    continue
                if entry.is_dir():
                    folders.append(f"{prefix}{name}/")
                elif name.lower().endswith(_TEXTS):
                    texts.append(prefix + name)
                else:
                    others.append(prefix + name)
    except OSError:
        return []
    return sorted(folders) + sorted(texts) or sorted(others)


def completed(text: str) -> tuple[str, list[str]]:
    """A typed path completed as far as it is clear, and all that it may become."""
    choices = completions(text)
    common: str = commonprefix(choices)  # noqa: RUF071 - what is typed is characters
    return (common if len(common) > len(text.lstrip()) else text), choices
