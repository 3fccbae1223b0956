"""The documents that come with curator: what the tagger learns from before anybody has reviewed.

They lie in `seeds/` of a source tree and in the package `curator/lessons` of an installed one.
What `heldout.names` lists there is kept for measuring and never learned.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Final

import curator
from curator.workflow.evaluating import Gold, read_gold

HELD_OUT: Final = "heldout.names"


def lessons_folder() -> Path | None:
    """Where the lessons lie, None if they were not installed. `CURATOR_LESSONS` names others."""
    own = os.environ.get("CURATOR_LESSONS")
    if own is not None:
        return Path(own) if (Path(own) / HELD_OUT).is_file() else None
    package = Path(curator.__file__).resolve().parent
    for folder in (package / "lessons", package.parent / "seeds"):
        if (folder / HELD_OUT).is_file() and (folder / "gold").is_dir():
            return folder
    return None


def lesson_files() -> list[Path]:
    """The JSONL files of the lessons, in order of name."""
    folder = lessons_folder()
    return sorted((folder / "gold").glob("*.jsonl")) if folder else []


def held_out_patterns() -> tuple[str, ...]:
    """The names of the documents that are never learned; `*` stands for anything."""
    folder = lessons_folder()
    if folder is None:
        return ()
    lines = (folder / HELD_OUT).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_held_out(name: str) -> bool:
    """Whether the lesson of this name is never learned."""
    return any(fnmatchcase(name, pattern) for pattern in held_out_patterns())


def lesson_names() -> frozenset[str]:
    """The names of all of them, those held out included."""
    return frozenset(gold.name for gold in _every())


def lessons() -> list[Gold]:
    """The documents to learn from."""
    return [gold for gold in _every() if not is_held_out(gold.name)]


def held_out_lessons() -> list[Gold]:
    """The documents to measure on."""
    return [gold for gold in _every() if is_held_out(gold.name)]


def _every() -> tuple[Gold, ...]:
    return _read(tuple(lesson_files()))


@lru_cache(maxsize=1)
def _read(paths: tuple[Path, ...]) -> tuple[Gold, ...]:
    problems: list[str] = []
    found = tuple(gold for path in paths for gold in read_gold(path, problems))
    if problems:
        raise ValueError(f"a lesson is broken: {problems[0]}")
    return found
