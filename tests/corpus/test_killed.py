"""Killed at any moment, the corpus holds every decision that was made and opens without repair."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from tests.corpus.samples import with_suggestions

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("CURATOR_KILLS", "20"))


def test_no_decision_that_was_made_is_lost_by_sigkill(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        with_suggestions(corpus)
    chance = random.Random()
    told: dict[int, str] = {}
    for _ in range(KILLS):
        seed = chance.randrange(10**6)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.corpus.worker", "decide", str(path), str(seed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # what is buffered by readline would be lost to communicate
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
            rest, error = process.communicate(timeout=60)
        assert (process.returncode, error) == (-9, b"")
        # The last line may be cut: then its decision was made all the same.
        lines = (first + rest).decode().split("\n")[:-1]
        assert lines
        told.update((int(number), kind) for number, kind in (line.split() for line in lines))
        with Connection(path, create=False) as corpus:
            assert verify(corpus).problems == []
            stored = dict(corpus.execute("SELECT id, kind FROM decisions").fetchall())
        assert {number: stored.get(number) for number in told} == told
        # At the most one more than was told: the one whose number was not written yet.
        made = {number for number, kind in stored.items() if kind != "open"}
        assert len(made - told.keys()) <= 1
        told.update((number, stored[number]) for number in made)
    assert len(told) > KILLS
