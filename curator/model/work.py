"""An act that may take long, done in parts: it can be shown, and stopped between them."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Generic, NamedTuple, TypeVar

Result = TypeVar("Result")


class Progress(NamedTuple):
    """How much is done of how much, in documents."""

    done: int
    of: int


Parts = Generator[Progress, None, Result]
"""What does an act in parts, telling how far it is after each, and gives what came of it."""


class Work(Generic[Result]):
    """An act that is being done. `what` says in a word or two what it does.

    `go_on` until it is done, then take the `result`. Stopped, the act changes nothing: its
    transaction is rolled back.
    """

    def __init__(self, what: str, parts: Parts[Result]) -> None:
        self.what = what
        self.progress = Progress(0, 0)
        self._parts = parts
        self._results: list[Result] = []

    def go_on(self, seconds: float | None = None) -> bool:
        """Do more for about so long, one part at least, or all that is left; whether it is done.

        Raises what the act raises, which has changed nothing then.
        """
        end = None if seconds is None else time.perf_counter() + seconds
        while not self._results:
            try:
                self.progress = next(self._parts)
            except StopIteration as done:
                self._results.append(done.value)
            if end is not None and time.perf_counter() >= end:
                break
        return bool(self._results)

    def stop(self) -> None:
        """Give the act up, if it is not done."""
        self._parts.close()

    @property
    def result(self) -> Result:
        """What came of it.

        Raises:
            IndexError: if it is not done.
        """
        return self._results[0]

    def finish(self) -> Result:
        """Do all that is left; what came of it."""
        self.go_on()
        return self.result
