"""The rooms import downwards only, and a library stays in the rooms that may know it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = sorted(
    path.name for path in (ROOT / "curator").iterdir() if (path / "__init__.py").exists()
)


def test_the_contracts_of_the_layers_are_kept() -> None:
    pytest.importorskip("importlinter")
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; "
            "sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 broken" in ran.stdout


@pytest.mark.parametrize(
    ("module", "never"),
    [
        ("curator.model.scheme", "pydantic numpy textual underthesea sqlite3 click"),
        ("curator.corpus.reviews", "pydantic numpy textual underthesea sqlite_utils click"),
        ("curator.corpus.verify", "pydantic numpy textual underthesea sqlite_utils click"),
        (
            "curator.workflow.review.session",
            "pydantic numpy textual underthesea sqlite_utils click",
        ),
        ("curator.workflow.review.actions", "pydantic numpy textual underthesea sqlite3 click"),
        ("curator.workflow.importing", "pydantic numpy textual underthesea sqlite_utils click"),
        ("curator.suggest.registry", "pydantic numpy textual underthesea sqlite3 click"),
        ("curator.formats.jsonl", "pydantic numpy textual underthesea sqlite3 click"),
        ("curator.text.syllables", "pydantic numpy textual underthesea sqlite3 click"),
        ("curator.text.words", "pydantic numpy textual underthesea sqlite3 click"),
    ],
)
def test_what_is_slow_to_load_is_loaded_when_it_is_needed(module: str, never: str) -> None:
    check = (
        f"import sys, {module}; rooms = {{name.partition('.')[0] for name in sys.modules}}; "
        f"print(*sorted(rooms & set({never.split()!r})))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stdout.split(), ran.stderr) == (0, [], "")


def test_every_room_says_what_it_is_for() -> None:
    assert len(ROOMS) > 8
    for room in ROOMS:
        first = (ROOT / "curator" / room / "__init__.py").read_text("utf-8")[:3]
        assert first == '"""', room
