"""Which theme a terminal begins with."""

from __future__ import annotations

import pytest

from curator.tui.terminal import prepare_environment

FEW = {"TERM": "xterm"}
MANY = {"TERM": "xterm-256color"}
NONE = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}


@pytest.mark.parametrize(
    ("theme", "terminal", "shown"),
    [
        (None, MANY, None),
        (None, FEW, "ansi-dark"),
        (None, NONE, "ansi-dark"),
        (None, FEW | {"TEXTUAL_THEME": "nord"}, "nord"),
        ("textual-light", MANY, "textual-light"),
        ("textual-light", FEW | {"COLORTERM": "truecolor"}, "textual-light"),
        # Six colours of labels would be three there, and grey.
        ("textual-light", FEW, "ansi-dark"),
        ("textual-light", NONE, "ansi-dark"),
        ("ansi-light", FEW, "ansi-light"),
    ],
)
def test_a_theme_that_the_terminal_cannot_show_waits(
    theme: str | None, terminal: dict[str, str], shown: str | None
) -> None:
    environment = dict(terminal)
    prepare_environment(theme, environment)
    assert environment.get("TEXTUAL_THEME") == shown
    assert environment["TEXTUAL_FPS"] == "120"
