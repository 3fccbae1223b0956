"""What the terminal can show, found out before Textual is imported; whether it is still there."""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Mapping, MutableMapping


def prepare_environment(
    theme: str | None = None, environment: MutableMapping[str, str] = os.environ
) -> None:
    """Set Textual's own variables for this terminal, without overruling the user's.

    A frame every 8 ms instead of 17 keeps a burst of keys from waiting. With `NO_COLOR`, or on a
    terminal of 16 colours, the theme is one of the terminal's own colours: six label colours
    stay six there, and states are told by underline, bold and signs. A theme of more colours that
    the settings have, from another terminal as a rule, waits for a terminal that can show it.
    """
    environment.setdefault("TEXTUAL_FPS", "120")
    few = _few_colours(environment)
    if theme is not None:
        shown = theme if not few or theme.startswith("ansi") else default_theme(environment)
        environment["TEXTUAL_THEME"] = shown
    elif few:
        environment.setdefault("TEXTUAL_THEME", default_theme(environment))


def default_theme(environment: Mapping[str, str] = os.environ) -> str:
    """The theme of who has chosen none."""
    return "ansi-dark" if _few_colours(environment) else "textual-dark"


def _few_colours(environment: Mapping[str, str]) -> bool:
    if "NO_COLOR" in environment:
        return True
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return False
    term = environment.get("TERM", "")
    return not any(part in term for part in ("256", "direct", "truecolor", "kitty", "ghostty"))


def terminal_is_gone() -> bool:
    """Whether the terminal that stdin was has been closed at its other end."""
    if sys.__stdin__ is None:
        return False
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return True
    return False
