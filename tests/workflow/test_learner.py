"""When the learning starts: after finished documents, one round at a time, if it is on."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.workflow import learner
from curator.workflow.learner import Learner


class Round:
    """A process that ends when it is told to."""

    returncode: int | None = None

    def poll(self) -> int | None:
        return self.returncode


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Round]:
    rounds: list[Round] = []

    def start(corpus: Path, reviewer: str) -> Round:
        rounds.append(Round())
        return rounds[-1]

    monkeypatch.setattr(learner, "_start", start)
    return rounds


def test_what_is_finished_while_a_round_runs_waits_for_the_next(started: list[Round]) -> None:
    learning = Learner(Path("c.db"), "lan")
    learning.document_finished()
    learning.document_finished()
    assert len(started) == 1
    assert not learning.poll()
    started[0].returncode = 0
    assert learning.poll()
    assert len(started) == 2


def test_while_it_is_off_no_round_starts(started: list[Round]) -> None:
    learning = Learner(Path("c.db"), "lan", on=False)
    learning.document_finished()
    assert started == []
    learning.on = True
    learning.document_finished()
    assert len(started) == 1
    learning.on = False
    learning.document_finished()
    started[0].returncode = 1
    assert not learning.poll()
    assert len(started) == 1
