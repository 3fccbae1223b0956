"""A real `curator review` in a pseudo terminal, as a terminal emulator would run it.

The emulator answers the app's question for synchronised output (DEC mode 2026), so that every
frame ends with a mark in the bytes: the time of a frame is the time of its last byte.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

FRAME_END = b"\x1b[?2026l"
_ASKS_FOR_FRAMES = b"\x1b[?2026$p"
_HAS_FRAMES = b"\x1b[?2026;2$y"

KEYS = {
    "enter": b"\r", "tab": b"\t", "shift+tab": b"\x1b[Z", "delete": b"\x1b[3~",
    "left": b"\x1b[D", "right": b"\x1b[C", "up": b"\x1b[A", "down": b"\x1b[B",
    "home": b"\x1b[H", "end": b"\x1b[F", "ctrl+a": b"\x01",
    "pagedown": b"\x1b[6~", "pageup": b"\x1b[5~", "ctrl+home": b"\x1b[1;5H",
    "ctrl+end": b"\x1b[1;5F", "ctrl+z": b"\x1a", "ctrl+y": b"\x19", "ctrl+q": b"\x11",
    "f9": b"\x1b[20~", "f8": b"\x1b[19~", "f7": b"\x1b[18~", "f5": b"\x1b[15~", "space": b" ",
    "escape": b"\x1b", "ctrl+down": b"\x1b[1;5B", "ctrl+up": b"\x1b[1;5A",
}  # fmt: skip


class PtyReview:
    """A process in a pseudo terminal; `output` holds all the bytes that it wrote."""

    def __init__(
        self,
        arguments: Sequence[str | os.PathLike[str]],
        *,
        size: tuple[int, int] = (120, 45),
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (sys.executable, "-m", "curator"),
    ) -> None:
        self.output = bytearray()
        self.exit_status: int | None = None
        self._answered = False
        variables = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        }
        # An installed program has its bytecode on the disk; some environments forbid to write it.
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            whole = [*command, *map(os.fspath, arguments)]
            os.execvpe(whole[0], whole, variables)
        rows_and_columns = struct.pack("HHHH", size[1], size[0], 0, 0)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, rows_and_columns)

    def read(self, timeout: float) -> bytes:
        """What the process writes next; empty after `timeout` seconds or at its end."""
        ready, _, _ = select.select([self.fd], [], [], timeout)
        if not ready:
            return b""
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.output += data
        if not self._answered and _ASKS_FOR_FRAMES in self.output:
            self._answered = True
            os.write(self.fd, _HAS_FRAMES)
        return data

    def write(self, data: bytes) -> None:
        """Type bytes."""
        os.write(self.fd, data)

    def wait_for(self, needle: bytes, timeout: float = 20.0, start: int = 0) -> float:
        """Read until `needle` stands in the output after `start`; the time it was seen.

        Raises:
            TimeoutError: if it does not come, with the end of what did.
        """
        deadline = time.perf_counter() + timeout
        while needle not in memoryview(self.output)[start:].tobytes():
            self.read(0.05)
            if time.perf_counter() > deadline:
                raise TimeoutError(f"{needle!r} did not come; the end: {bytes(self.output[-400:])}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.25) -> None:
        """Read until nothing comes for `quiet` seconds."""
        while self.read(quiet):
            pass

    def frame_time(self, data: bytes, quiet: float = 0.03) -> float:
        """Type bytes; the seconds until the last frame that they cause is finished."""
        seen = len(self.output)
        begin = time.perf_counter()
        os.write(self.fd, data)
        last = begin
        while True:
            chunk = self.read(2.0 if last == begin else quiet)
            if not chunk:
                break
            # The mark may be split between two reads.
            if FRAME_END in self.output[max(0, seen - len(FRAME_END)) :]:
                last = time.perf_counter()
            seen = len(self.output)
        if last == begin:
            raise TimeoutError(f"{data!r} caused no frame")
        return last - begin

    def memory(self) -> float:
        """The resident memory of the process in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def alive(self) -> bool:
        """Whether the process still runs."""
        if self.exit_status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_status = status
        return self.exit_status is None

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        if self.alive():
            os.kill(self.pid, signal.SIGKILL)
            _, self.exit_status = os.waitpid(self.pid, 0)
        self._close()

    def quit(self, timeout: float = 10.0) -> int:
        """Ctrl+Q; the exit code."""
        self.write(KEYS["ctrl+q"])
        deadline = time.perf_counter() + timeout
        while self.alive() and time.perf_counter() < deadline:
            self.read(0.05)
        if self.alive():
            self.kill()
            raise TimeoutError("the review did not leave")
        self._close()
        assert self.exit_status is not None
        return os.waitstatus_to_exitcode(self.exit_status)

    def _close(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
