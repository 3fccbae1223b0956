"""How what is told quotes a text: on one line, and so short that what follows it is seen too."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 24


def quoted(text: str) -> str:
    """A span's text or a query between quotation marks, cut with an ellipsis where it is long."""
    line = " ".join(text[: _LONGEST * 4].split())
    cut = len(line) > _LONGEST or len(text) > _LONGEST * 4
    return f"“{line[: _LONGEST - 1].rstrip()}…”" if cut else f"“{line}”"
