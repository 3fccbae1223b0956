"""Bring documents in: files and folders of text, and JSON Lines records."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document

_TRANSACTION_SECONDS = 0.05
"""How long one transaction may last: a reviewer's decision waits for it at most this long."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not imported: where it stands and why."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass
class ImportReport:
    """What an import did. `same` counts texts that the corpus held already."""

    added: int = 0
    same: int = 0
    characters: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import and its size in bytes."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class _Text:
    name: str
    text: str
    meta: dict[str, Any] | None = None


def find_sources(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    """The files that `paths` mean: files named, and the `.txt` files in folders, sorted.

    Folders are searched to any depth; hidden files and folders are passed over. What does not
    exist or cannot be listed is a problem, not an exception.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            files = _files_of(path, problems)
            if not files:
                problems.append(Problem(str(path), "no .txt file in this folder"))
        else:
            files = [path]
        for file in files:
            try:
                status = file.stat()
            except OSError as error:
                problems.append(Problem(str(file), _reason(error)))
                continue
            if file is path or stat.S_ISREG(status.st_mode):
                sources.append(Source(file, status.st_size))
            else:  # reading a pipe that lies about in a folder would wait for ever
                problems.append(Problem(str(file), "not a regular file"))
    return sources, problems


def _files_of(folder: Path, problems: list[Problem]) -> list[Path]:
    files: list[Path] = []

    def refused(error: OSError) -> None:
        problems.append(Problem(str(error.filename or folder), _reason(error)))

    for parent, folders, names in _walk(folder, refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            parent / name
            for name in sorted(names)
            if name.lower().endswith(".txt") and not name.startswith(".")
        ]
    return files


def _walk(
    folder: Path, refused: Callable[[OSError], None]
) -> Iterator[tuple[Path, list[str], list[str]]]:
    for parent, folders, names in os.walk(folder, onerror=refused):
        yield Path(parent), folders, names


def import_documents(
    corpus: Connection,
    sources: Iterable[Source],
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> ImportReport:
    """Import files: `.jsonl` as records `{"name", "text", "meta"}`, any other as one text each.

    A text keeps every byte: it is decoded as UTF-8 and nothing else is done to it. What cannot be
    imported is reported with its place and the rest goes in. `advance` is called with the bytes
    read since its last call.

    Raises:
        DatabaseError: if the corpus cannot be written; what was reported as added so far is in.
    """
    report = ImportReport()
    batch: list[tuple[_Text, str]] = []
    deadline = time.monotonic() + _TRANSACTION_SECONDS
    size = 0
    for source in sources:
        for item in _read(source, advance):
            if isinstance(item, Problem):
                report.problems.append(item)
                continue
            batch.append(item)
            size += len(item[0].text)
            if size > 1_000_000 or time.monotonic() > deadline:
                _write(corpus, batch, report)
                batch, size = [], 0
                deadline = time.monotonic() + _TRANSACTION_SECONDS
    _write(corpus, batch, report)
    return report


def nothing_to_import(sources: Iterable[Source]) -> list[Problem] | None:
    """Why nothing of these files can be imported; None where something can.

    Nothing is written. Files are read up to the first text.
    """
    problems = []
    for source in sources:
        for item in _read(source, lambda _: None):
            if not isinstance(item, Problem):
                return None
            problems.append(item)
    return problems


def _write(corpus: Connection, batch: list[tuple[_Text, str]], report: ImportReport) -> None:
    if not batch:
        return
    with corpus.transaction():
        added = [add_document(corpus, item.name, item.text, item.meta) for item, _ in batch]
    for outcome, (item, _) in zip(added, batch, strict=True):
        if outcome.new:
            report.added += 1
            report.characters += len(item.text)
        else:
            report.same += 1


def _read(source: Source, advance: Callable[[int], None]) -> Iterator[tuple[_Text, str] | Problem]:
    if source.path.suffix.lower() == ".jsonl":
        yield from _read_records(source, advance)
        return
    try:
        data = source.path.read_bytes()
    except OSError as error:
        yield Problem(str(source.path), _reason(error))
        advance(source.size)
        return
    advance(source.size)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(
            str(source.path),
            f"not UTF-8 text (byte {error.start} is {data[error.start]:#04x}); "
            "convert it first, for instance with iconv",
        )
        return
    if not text.strip():
        yield Problem(str(source.path), "holds no text")
        return
    yield _Text(_name_of(source.path), text), str(source.path)


def _name_of(path: Path) -> str:
    """A file's name; what is no UTF-8 in it, which no text can hold, is replaced by U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _read_records(
    source: Source, advance: Callable[[int], None]
) -> Iterator[tuple[_Text, str] | Problem]:
    from curator.formats.jsonl import RecordProblem, read_stream

    told = 0
    try:
        with source.path.open("rb") as stream:
            for number, record in enumerate(read_stream(stream, source.path), 1):
                position = stream.tell()
                advance(position - told)
                told = position
                if isinstance(record, RecordProblem):
                    yield Problem(f"{record.path}:{record.line}", record.message)
                elif record.text is None:
                    yield Problem(f"{source.path}, record {number}", "the record has no text")
                elif not record.text.strip():
                    yield Problem(f"{source.path}, record {number}", "holds no text")
                else:
                    yield _Text(record.name, record.text, record.meta), str(source.path)
    except OSError as error:
        yield Problem(str(source.path), _reason(error))
    advance(source.size - told)


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
