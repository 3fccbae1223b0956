"""Learn from each finished document while the reviewer goes on.

A process of its own trains the tagger again and suggests anew for the documents that come next in
the reviewer's queue (`curator train --quick --suggest-next`). The review only starts it and looks
now and then whether it has ended; this module imports nothing of what is learned.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path


class Learner:
    """Starts the learning after finished documents; one process at a time.

    A document finished while one runs is learned by the next, which starts when that has ended.
    While `on` is false, none is started.
    """

    def __init__(self, corpus: Path, reviewer: str, *, on: bool = True) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        self.on = on
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting = False
        self._began = 0.0
        self.rounds = 0
        """How many rounds of learning have ended well."""

    @property
    def learning(self) -> bool:
        """Whether a round is under way."""
        return self._process is not None

    @property
    def seconds(self) -> float:
        """How long the latest round has been under way."""
        return time.monotonic() - self._began

    def document_finished(self) -> None:
        """Learn it, at once or after the round that runs."""
        self._waiting = True
        self.poll()

    def poll(self) -> bool:
        """Look after the process, start the next if one waits; True when a round has ended well."""
        ended_well = False
        if self._process is not None and self._process.poll() is not None:
            ended_well = self._process.returncode == 0
            self.rounds += ended_well
            self._process = None
        if self._process is None and self._waiting and self.on:
            self._waiting = False
            self._process = _start(self._corpus, self._reviewer)
            self._began = time.monotonic()
        return ended_well


def _start(corpus: Path, reviewer: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "curator", "--db", os.fspath(corpus)]
    return subprocess.Popen(
        [*command, "train", "--quick", "--suggest-next", reviewer],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
