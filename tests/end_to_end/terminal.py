"""What the tests share that run `curator` as a user does: the command line, a screen in a pty."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

from benchmarks.pty_review import KEYS, PtyReview

ROOT = Path(__file__).parents[2]
MORE_KEYS = {
    "shift+right": b"\x1b[1;2C", "alt+right": b"\x1b[1;3C", "f1": b"\x1bOP", "f2": b"\x1bOQ",
    "f4": b"\x1bOS", "f6": b"\x1b[17~", "backspace": b"\x7f",
    "ctrl+d": b"\x04", "ctrl+g": b"\x07", "ctrl+l": b"\x0c", "ctrl+t": b"\x14",
}  # fmt: skip


def environment(folder: Path) -> dict[str, str]:
    """A user's environment whose settings are nobody's."""
    return {"PYTHONPATH": str(ROOT), "CURATOR_CONFIG": str(folder / "no-config.toml")}


def curator(db: Path, *arguments: str | Path, code: int = 0) -> str:
    """Run a command; its stdout.

    Raises:
        AssertionError: if it ends with another code.
    """
    done = subprocess.run(
        [sys.executable, "-m", "curator", "--db", db, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment(db.parent)},
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


class Terminal(PtyReview):
    """A review in a pty with a terminal emulator: what a person sees."""

    def __init__(
        self,
        db: Path,
        *arguments: str,
        reviewer: str = "lan",
        size: tuple[int, int] = (100, 30),
        variables: Mapping[str, str] | None = None,
        wait: bool = True,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._fed = 0
        self._text = ""
        super().__init__(
            ["--db", db, "review", "--reviewer", reviewer, *arguments],
            size=size,
            environment={**environment(db.parent), **(variables or {})},
        )
        if wait:
            self.wait_until(lambda: "saved " in self.text())

    def text(self) -> str:
        """What is seen now."""
        if self._fed < len(self.output):
            self._stream.feed(bytes(self.output[self._fed :]))
            self._fed = len(self.output)
            self._text = "\n".join(row.rstrip() for row in self.screen.display)
        return self._text

    def wait_until(self, condition: Callable[[], bool], timeout: float = 30.0) -> None:
        """Read until a condition holds.

        Raises:
            TimeoutError: if it does not come to hold, with the screen.
        """
        deadline = time.monotonic() + timeout
        while not condition():
            if not self.read(0.05) and time.monotonic() > deadline:
                raise TimeoutError(self.text())

    def wait_text(self, needle: str, timeout: float = 30.0) -> None:
        """Read until a text is seen."""
        self.wait_until(lambda: needle in self.text(), timeout)

    def press(self, *keys: str) -> None:
        """Press keys by name; what is no name is typed."""
        self.write(b"".join(KEYS.get(key) or MORE_KEYS.get(key) or key.encode() for key in keys))

    @property
    def saved(self) -> int:
        """The number of decisions that the screen says are saved."""
        found = re.search(r"saved (\d+)", self.text())
        return int(found[1]) if found else 0

    def wait_saved(self, count: int, timeout: float = 30.0) -> None:
        """Read until that many decisions are said to be saved."""
        self.wait_until(lambda: self.saved >= count, timeout)
        assert self.saved == count, self.text()
