"""Take documents in and suggest for them in a process of its own, while a screen tells how far.

    python -m curator.workflow.intake CORPUS [PATH ...]

brings in what the paths mean, and then suggests for every document that has no suggestions yet,
what has just come first. It writes one JSON object a line: how far it is, what was refused, and
when the first document is ready. It ends when nobody reads that any more; what was done stays.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from curator.model.errors import CuratorError

if TYPE_CHECKING:
    from curator.corpus.connection import Connection

_TOLD_EVERY = 0.1
"""Seconds between two lines that tell how far the work is."""


class Stage(StrEnum):
    """How far an intake is."""

    IDLE = "idle"
    IMPORTING = "importing"
    PREPARING = "preparing"
    """What suggests is loaded."""
    SUGGESTING = "suggesting"
    DONE = "done"


class Intake:
    """The process, and what it has told so far. One at a time.

    `done` and `of` count bytes while importing, documents while suggesting. `first` is the id of
    the first document that came; `ready` turns true when it has its suggestions, or when the
    process has ended. `error` tells why the process broke off.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._clear()

    def _clear(self) -> None:
        self.stage = Stage.IDLE
        self._since = time.monotonic()
        self.done = self.of = 0
        self.added: int | None = None
        """How many documents came; None before the import has ended."""
        self.same = 0
        self.suggested = 0
        """For how many documents spans were suggested."""
        self.first: int | None = None
        self.ready = False
        self.problems: list[str] = []
        self.note = ""
        self.error = ""

    @property
    def running(self) -> bool:
        """Whether the process is at work."""
        return self.stage not in (Stage.IDLE, Stage.DONE)

    @property
    def seconds(self) -> float:
        """How long the process has been at this stage."""
        return time.monotonic() - self._since

    def start(self, paths: Sequence[Path]) -> None:
        """Take in what the paths mean, and suggest; without paths only suggest."""
        assert not self.running
        self._clear()
        self._stopped = False
        self.stage = Stage.IMPORTING if paths else Stage.PREPARING
        process = self._process = subprocess.Popen(
            [sys.executable, "-m", "curator.workflow.intake", self._corpus, *paths],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        Thread(target=self._listen, args=(process,), daemon=True).start()

    def stop(self) -> None:
        """End the process; what it has written stays."""
        if self._process is not None and self._process.poll() is None:
            self._stopped = True
            self._process.terminate()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._hear(json.loads(line))
        code = process.wait()
        if self._stopped:
            self.note = "stopped; what was imported stays"
        elif code and not self.error:
            self.error = f"the import broke off (code {code}); what was imported stays"
        self.ready = True
        self.stage = Stage.DONE

    def _hear(self, told: Mapping[str, Any]) -> None:
        problem = told.get("problem")
        if problem is not None:
            self.problems.append(problem)
            return
        for name in ("done", "of", "added", "same", "suggested", "first", "ready", "note", "error"):
            if name in told:
                setattr(self, name, told[name])
        if "stage" in told and told["stage"] != self.stage:
            self._since = time.monotonic()
            self.stage = Stage(told["stage"])


# -- the process ---------------------------------------------------------------------------------

Tell = Callable[[Mapping[str, Any]], None]


def take_in(path: Path, sources: Sequence[Path], tell: Tell) -> None:
    """Bring documents in and suggest; a corpus that does not exist is made for a text only.

    Raises:
        CuratorError: if the corpus cannot be opened or written; what was done stays.
    """
    from curator.corpus.connection import Connection

    last = _import(path, sources, tell) if sources else 0
    if last is not None:
        with Connection(path, create=False) as corpus:
            _suggest(corpus, path, tell, last)


def _import(path: Path, paths: Sequence[Path], tell: Tell) -> int | None:
    """Bring documents in; the last document that was there before, None without a corpus."""
    from curator.corpus.connection import Connection
    from curator.corpus.listing import every_document
    from curator.workflow.importing import find_sources, import_documents, nothing_to_import

    sources, problems = find_sources(paths)
    for problem in problems:
        tell({"problem": str(problem)})
    if not path.exists():
        refused = nothing_to_import(sources)
        if refused is not None:
            for problem in refused:
                tell({"problem": str(problem)})
            tell({"added": 0})
            return None
    size = sum(source.size for source in sources)
    pace = _Pace(tell, size)
    with Connection(path) as corpus:
        last = max(every_document(corpus), default=0)
        report = import_documents(corpus, sources, advance=pace.advance)
        new = (document for document in every_document(corpus) if document > last)
        for problem in report.problems:
            tell({"problem": str(problem)})
        tell(
            {
                "stage": Stage.PREPARING,
                "done": 0,  # documents from here on
                "of": report.added,
                "added": report.added,
                "same": report.same,
                "first": next(new, None),
            }
        )
    return last


def _suggest(corpus: Connection, path: Path, tell: Tell, last: int) -> None:
    """Suggest for documents without suggestions, first for those that came after `last`."""
    from curator.corpus.listing import unsuggested
    from curator.model.scheme import default_scheme
    from curator.workflow.learning import all_suggesters
    from curator.workflow.suggesting import suggest_document

    waiting = sorted(unsuggested(corpus), key=lambda document: (document <= last, document))
    tell({"stage": Stage.PREPARING, "done": 0, "of": len(waiting)})
    if not waiting:
        tell({"ready": True})
        return
    suggesters = all_suggesters(
        corpus, path, lambda note: tell({"note": note}), lambda problem: tell({"problem": problem})
    )
    exclusive = default_scheme().exclusive
    for number, document in enumerate(waiting, 1):
        suggest_document(corpus, document, suggesters, exclusive=exclusive)
        told = {"stage": Stage.SUGGESTING, "done": number, "of": len(waiting), "suggested": number}
        tell({**told, "ready": True, "note": ""})


class _Pace:
    """Tells of steps, not too often."""

    def __init__(self, tell: Tell, of: int) -> None:
        self._tell = tell
        self._of = of
        self._done = 0
        self._next = 0.0

    def advance(self, step: int) -> None:
        """So much more is done."""
        self._done += step
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _TOLD_EVERY
            self._tell({"stage": Stage.IMPORTING, "done": self._done, "of": self._of})


def main(arguments: Sequence[str]) -> int:
    """Do the work of the process; its exit code."""

    def tell(what: Mapping[str, Any]) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

    corpus, *paths = arguments
    try:
        take_in(Path(corpus), [Path(path) for path in paths], tell)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (CuratorError, OSError) as error:
        tell({"error": str(error)})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
