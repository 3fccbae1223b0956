"""Colours and signs that all widgets share, so that a label looks the same wherever it stands.

A label's colour is one of six names (`Label.colour`). Each has an ink (readable on the page) and
a fill (a faint tint of it); states differ by weight, underline and a sign too, so that nothing
is told by colour alone.
"""

from __future__ import annotations

from typing import Final

from curator.model.review import SpanState
from curator.tui.part_style import PartStyle

HUES: Final = ("blue", "cyan", "green", "yellow", "magenta", "red")
"""The colours of labels."""

PLAIN_HUE: Final = "plain"
"""The colour of a label that the scheme does not know."""

SIGNS: Final = {SpanState.PENDING: "?", SpanState.ACCEPTED: "✓", SpanState.REJECTED: "✗"}
"""One character a state."""

FLAG: Final = "⚑"
ACTIVE: Final = "▸"

_DARK: Final = {
    "blue": "#8ab4f8",
    "cyan": "#74cfdb",
    "green": "#9ccf86",
    "yellow": "#e3c26f",
    "magenta": "#d0a5ea",
    "red": "#f2a09a",
    "plain": "#c8c8c8",
}
_LIGHT: Final = {
    "blue": "#1c4fae",
    "cyan": "#0a626d",
    "green": "#2a6418",
    "yellow": "#735000",
    "magenta": "#77288f",
    "red": "#a02424",
    "plain": "#444444",
}

_ANSI: Final = {PLAIN_HUE: "ansi_default", "blue": "ansi_bright_blue"}
"""The other colours go by their names. The plain blue of most terminals is too dark on black."""


def _hue(name: str) -> PartStyle:
    ansi = _ANSI.get(name, f"ansi_{name}")
    dark, light = _DARK[name], _LIGHT[name]
    return PartStyle(
        color=dark,
        background=f"{dark} 17%",
        light=PartStyle(color=light, background=f"{light} 13%"),
        ansi=PartStyle(color=ansi, background="ansi_default"),
    )


HUE_PARTS: Final = {name: _hue(name) for name in (*HUES, PLAIN_HUE)}
"""The ink and the fill of each label's colour: every widget of rows has these parts."""

MUTED_PART: Final = PartStyle(
    color="$foreground 66%", ansi=PartStyle(color="ansi_default", style="dim")
)
OK_PART: Final = PartStyle(color="$text-success", ansi=PartStyle(color="ansi_green"))
WARNING_PART: Final = PartStyle(
    color="$text-warning", style="bold", ansi=PartStyle(color="ansi_yellow", style="bold")
)
"""What several widgets have alike."""
