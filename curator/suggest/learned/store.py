"""Models on the disk: a folder that holds one, replaced at once and never half read.

    corpus.model/
      current          the checksum of the model in use, one line
      3f9a...c2.model  that model; its name is the SHA-256 of its content

A new model is written whole under its own name; then `current` is renamed over. Who reads in
between has the old model or the new one. A file that does not have its checksum is refused.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from curator.suggest.learned.model import Model
from curator.suggest.learned.model_file import ModelError, checksum, from_bytes, to_bytes

CURRENT: Final = "current"
_SUFFIX: Final = ".model"


def save(model: Model, folder: Path) -> str:
    """Make `model` the one of `folder`; its checksum.

    The folder is made if need be. The model that was in use stays beside the new one for whoever
    is just reading it; older ones go.

    Raises:
        OSError: if the folder cannot be written.
    """
    content = to_bytes(model)
    digest = checksum(content)
    folder.mkdir(parents=True, exist_ok=True)
    before = current(folder)
    _replace(folder / f"{digest}{_SUFFIX}", content)
    _replace(folder / CURRENT, f"{digest}\n".encode())
    for path in folder.glob(f"*{_SUFFIX}"):
        if path.stem not in (digest, before):
            with suppress(OSError):
                path.unlink()
    return digest


def current(folder: Path) -> str | None:
    """The checksum of the model in use, None if there is none."""
    try:
        digest = (folder / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return digest if len(digest) == 64 and digest.isalnum() else None


def load(folder: Path) -> tuple[Model, str] | None:
    """The model in use and its checksum, None where there is none.

    Raises:
        ModelError: if its file is missing, broken or of another version.
    """
    digest = current(folder)
    if digest is None:
        return None
    path = folder / f"{digest}{_SUFFIX}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error
    if checksum(content) != digest:
        raise ModelError(f"{path}: does not have its checksum; it was cut off or changed")
    return from_bytes(content), digest


def _replace(path: Path, content: bytes) -> None:
    temporary = path.parent / f".curator-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
