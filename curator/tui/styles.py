"""Colours and signs that all widgets share, so that a label looks the same wherever it stands.

A label's colour is one of six names (`Label.colour`). Each has an ink (readable on the page) and
a fill (a faint tint of it); states differ by weight, underline and a sign too, so that nothing
is told by colour alone.
"""

from __future__ import annotations

from typing import Final

from curator.model.review import SpanState

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


def hue_css(prefix: str) -> str:
    """Nested CSS rules of `.{prefix}--{hue}` for each hue, in dark, light and ANSI themes."""
    rules = []
    for hue in (*HUES, PLAIN_HUE):
        dark, light = _DARK[hue], _LIGHT[hue]
        ansi = "ansi_default" if hue == PLAIN_HUE else f"ansi_{hue}"
        name = f".{prefix}--{hue}"
        rules.append(f"& > {name} {{ color: {dark}; background: {dark} 17%; }}")
        rules.append(f"&:light > {name} {{ color: {light}; background: {light} 13%; }}")
        rules.append(f"&:ansi > {name} {{ color: {ansi}; background: ansi_default; }}")
    return "\n".join(rules)


def hue_classes(prefix: str) -> set[str]:
    """The component classes that `hue_css` gives rules for."""
    return {f"{prefix}--{hue}" for hue in (*HUES, PLAIN_HUE)}
