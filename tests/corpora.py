"""Fixtures: a new corpus for each test, in memory where the system has a file system there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from curator.corpus.connection import Connection

_MEMORY = Path("/dev/shm")


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory: every commit waits for the disk otherwise, and there are thousands."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="curator-test-", dir=_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Connection]:
    """An empty corpus."""
    with Connection(tmp_path / "corpus.db") as connection:
        yield connection
