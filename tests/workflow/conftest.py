"""A new corpus for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.corpus.connection import Connection


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Connection]:
    """An empty corpus."""
    with Connection(tmp_path / "corpus.db") as connection:
        yield connection
