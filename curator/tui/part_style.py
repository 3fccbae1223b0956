"""How the parts of a widget's rows look, in each theme, without Textual's component classes.

Textual makes a node of the DOM for each component class of each widget and runs the style sheet
over all of them before the first frame and at each change of theme; of the start of the program
that was a tenth. A part is worked out when it is first drawn.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.style import Style
from textual.app import App
from textual.color import Color


class PartStyle(NamedTuple):
    """What a part of a row has of its own; empty where it looks as what it stands on.

    `color` and `background` are as in CSS: a colour or a `$variable` of the theme, and perhaps
    how much of it (`$foreground 60%`). `style` is what the text is (`bold reverse`). `light` and
    `ansi` say what is different in light themes and on a terminal's own colours; where both
    hold, `ansi` does.
    """

    color: str = ""
    background: str = ""
    style: str = ""
    light: PartStyle | None = None
    ansi: PartStyle | None = None

    def shown(self, app: App[Any], ground: Color) -> Style:
        """The style in the app's theme, translucent colours blended with the ground."""
        layers = [self]
        if self.light is not None and not app.current_theme.dark:
            layers.append(self.light)
        if self.ansi is not None and app.native_ansi_color:
            layers.append(self.ansi)
        color = background = style = ""
        for layer in layers:
            color = layer.color or color
            background = layer.background or background
            style = layer.style or style
        if background:
            ground = ground + _colour(background, app.theme_variables)
        return Style.parse(style) + Style(
            color=(ground + _colour(color, app.theme_variables)).rich_color if color else None,
            bgcolor=ground.rich_color if background else None,
        )


def _colour(text: str, variables: dict[str, str]) -> Color:
    """A colour as CSS has it.

    Raises:
        KeyError: the theme has no such variable.
        ColorParseError: it is no colour.
    """
    name, _, opacity = text.partition(" ")
    color = Color.parse(variables[name[1:]] if name.startswith("$") else name)
    return color.multiply_alpha(float(opacity.rstrip("%")) / 100) if opacity else color
