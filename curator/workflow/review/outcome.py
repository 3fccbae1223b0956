"""What an act of the review changed, for whoever draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How a message is meant."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(slots=True)
class Outcome:
    """The result of an act.

    `touched`: ranges of the view (code points) that look different now. `spans`: ids of the spans
    that changed; `reordered`: spans came, went or moved, or too many changed to name. `document`:
    another document is shown, or this one was read anew, and all is to be drawn. `message` is for
    the status line and may hold text of the document: it must be made harmless before it is shown.
    """

    touched: list[tuple[int, int]] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    reordered: bool = False
    document: bool = False
    message: str = ""
    level: Level = Level.INFO

    def say(self, message: str, level: Level = Level.INFO) -> Outcome:
        """The same outcome with a message."""
        self.message = message
        self.level = level
        return self
