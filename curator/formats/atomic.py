"""Files that are whole or not there: written beside their target, then renamed over it."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


class OutputError(OSError):
    """A file that cannot be written; the message names it and says why."""


@contextmanager
def atomic_writer(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """Open a UTF-8 text file that replaces `path` once the block ends without an error.

    What is written goes to a new file in the target's folder. At the end of the block it is
    flushed to the disk and renamed over the target, so a reader sees the old file or the whole
    new one. If the block raises, the new file is removed and the target is as it was. Line ends
    are written as given.

    A symbolic link stays a link: the file it leads to is replaced. The permissions of a file
    that is replaced are kept. What is no regular file (a pipe, `/dev/null`) is written to
    directly, since nothing can be renamed over it.

    Raises:
        OutputError: if the folder is missing, or the folder or the file may not be written.
        UnicodeEncodeError: from `write`, for text that holds a lone surrogate.
    """
    target = Path(os.path.realpath(path))
    existing = _status(path, target)
    if existing is not None and not stat.S_ISREG(existing.st_mode):
        with _opened(path, target) as stream:
            yield stream
        return

    # The name does not hold the target's, which may be as long as the file system allows.
    temporary = target.parent / f".curator-{secrets.token_hex(8)}.tmp"
    try:
        with _created(path, temporary) as stream:
            yield stream
            with _reported(path):
                stream.flush()
                os.fsync(stream.fileno())
        with _reported(path):
            if existing is not None:
                temporary.chmod(stat.S_IMODE(existing.st_mode))
            temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _status(path: str | os.PathLike[str], target: Path) -> os.stat_result | None:
    """The status of what is at `target`, None if nothing is; refuses what cannot be replaced."""
    name = os.fspath(path)
    if not name or name.endswith(os.sep) or target.is_dir():
        raise OutputError(f"cannot write {name!r}: a file's name is needed, not a folder's")
    if not target.parent.is_dir():
        raise OutputError(f"cannot write {name!r}: there is no folder {str(target.parent)!r}")
    try:
        existing = target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failure(path, error) from error
    # A rename needs leave for the folder only and would replace a file set read-only.
    if not os.access(target, os.W_OK):
        raise OutputError(f"cannot write {name!r}: the file is read-only")
    return existing


def _created(path: str | os.PathLike[str], temporary: Path) -> TextIO:
    with _reported(path):
        return temporary.open("x", encoding="utf-8", newline="\n")


def _opened(path: str | os.PathLike[str], target: Path) -> TextIO:
    with _reported(path):
        return target.open("w", encoding="utf-8", newline="\n")


@contextmanager
def _reported(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failure(path, error) from error


def _failure(path: str | os.PathLike[str], error: OSError) -> OutputError:
    return OutputError(f"cannot write {os.fspath(path)!r}: {error.strerror or error}")


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; not every system can open a folder, and none needs to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
