"""Several processes on one corpus at once: nothing is lost, nothing is locked, races are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents
from curator.corpus.verify import verify
from curator.model.span import Span
from tests.corpus.samples import add, suggest

ROOT = Path(__file__).parents[2]
DECISIONS = 500


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A corpus of three documents with thirty suggestions each; closed."""
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        for name in ("một", "hai", "ba"):
            words = [f"{number} xã {name}" for number in range(100, 130)]
            text = ", ".join(words)
            step = len(words[0]) + 2
            spans = [Span(at * step, at * step + 3, "figure", "CARDINAL") for at in range(30)]
            suggest(corpus, add(corpus, f"{name}.txt", text), spans)
    return path


def at_once(path: Path, *works: tuple[str, ...]) -> list[dict[str, Any]]:
    """Start processes on a corpus, let them go at the same time; what each told at its end."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.corpus.worker", act, str(path), *rest],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for act, *rest in works
    ]
    told = []
    try:
        for process in processes:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line == "ready\n", process.communicate()[1]
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for process in processes:
            out, error = process.communicate(timeout=120)
            assert process.returncode == 0, error
            assert error == ""
            told.append(json.loads(out))
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    return told


def decisions(corpus: Connection) -> dict[str, tuple[int, int, int]]:
    """Each reviewer's decisions: how many, the first, the last."""
    rows = corpus.execute(
        "SELECT w.name, count(*), min(d.id), max(d.id) FROM decisions d JOIN reviewers w "
        "ON w.id = d.reviewer_id WHERE d.kind != 'open' GROUP BY w.name"
    )
    return {name: (count, first, last) for name, count, first, last in rows}


def test_two_reviewers_and_an_import_at_once(path: Path) -> None:
    mai, lan, _ = at_once(
        path,
        ("review", "mai", str(DECISIONS), "1"),
        ("review", "lan", str(DECISIONS), "2"),
        ("import", "300"),
    )
    assert (mai["errors"], lan["errors"]) == ([], [])
    assert (mai["told"], lan["told"]) == (0, 0)
    with Connection(path, create=False) as corpus:
        made = decisions(corpus)
        assert made["mai"][0] == mai["saved"] >= DECISIONS
        assert made["lan"][0] == lan["saved"] >= DECISIONS
        # They worked at the same time, not one after the other.
        assert made["mai"][1] < made["lan"][2]
        assert made["lan"][1] < made["mai"][2]
        assert count_documents(corpus) == 303
        assert verify(corpus).problems == []


def test_two_windows_of_one_reviewer_at_once(path: Path) -> None:
    one, two = at_once(
        path,
        ("review", "mai", str(DECISIONS), "3"),
        ("review", "mai", str(DECISIONS), "4"),
    )
    assert (one["errors"], two["errors"]) == ([], [])
    assert one["told"] + two["told"] > 0  # what the other window did was told
    with Connection(path, create=False) as corpus:
        assert decisions(corpus)["mai"][0] == one["saved"] + two["saved"]
        assert verify(corpus).problems == []
