"""The exit codes, which scripts may rely on."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ended with."""

    OK = 0
    ERROR = 1
    """Nothing was done, or it broke off: the message says why."""
    USAGE = 2
    """The command line is wrong (click's own code)."""
    PARTIAL = 3
    """Some of the input was refused or skipped and is listed; the rest went in."""
    DIFFERENT = 4
    """`verify` found something that differs."""
    INTERRUPTED = 130
    """Stopped by Ctrl+C; what was committed stays."""
