"""The errors that a user is shown: what went wrong and what to do about it."""

from __future__ import annotations


class CuratorError(Exception):
    """An error whose message is written for the user; the CLI prints it and exits non-zero."""

    @property
    def reason(self) -> str:
        """The message, for where it is known which file it is about."""
        return str(self)


class NotFoundError(CuratorError):
    """Something named on the command line or in a file does not exist."""


class RefusedError(CuratorError):
    """An act that the corpus refuses, with the reason."""


class RaceLostError(CuratorError):
    """Somebody else changed the same spans first; nothing of this act was written."""


class DatabaseError(CuratorError):
    """The database cannot be opened, read or written."""

    def __init__(self, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self._reason = message if reason is None else reason

    @property
    def reason(self) -> str:
        """The message without the path of the file."""
        return self._reason
