"""Parts of rows: what Textual's own component classes would look like, in each theme."""

from __future__ import annotations

import asyncio
from itertools import product

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.widget import Widget

from curator.tui.part_style import PartStyle

_COLOURS = ["", "red", "$warning", "$foreground 60%", "$text-success 85%", "ansi_default"]
_GROUNDS = ["", "#102030", "$primary 40%", "ansi_default"]
_TEXTS = ["", "bold", "reverse bold", "strike dim"]
_PARTS = [
    PartStyle(color, background, style)
    for color, background, style in product(_COLOURS, _GROUNDS, _TEXTS)
]


def _css(part: PartStyle) -> str:
    names = {"color": part.color, "background": part.background, "text-style": part.style}
    return " ".join(f"{name}: {value};" for name, value in names.items() if value)


class Component(Widget):
    """A widget that has each part as a component class."""

    COMPONENT_CLASSES = {f"part--{number}" for number in range(len(_PARTS))}  # noqa: RUF012
    DEFAULT_CSS = (
        "Component { background: $surface; color: $foreground; "
        + " ".join(f"& > .part--{n} {{ {_css(part)} }}" for n, part in enumerate(_PARTS))
        + "}"
    )

    def seen(self, number: int) -> Style:
        """What a cell of the part looks like on the widget, by Textual's own reckoning."""
        part, name = _PARTS[number], f"part--{number}"
        blended = self.get_component_rich_style(name)
        text = self.get_component_rich_style(name, partial=True).without_color
        return text + Style(
            color=blended.color if part.color else None,
            bgcolor=blended.bgcolor if part.background else None,
        )


class ComponentApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Component()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "ansi-dark"])
def test_a_part_looks_as_a_component_class_would(theme: str) -> None:
    async def main() -> None:
        app = ComponentApp()
        app.theme = theme
        async with app.run_test():
            widget = app.query_one(Component)
            ground = widget.background_colors[1]
            for number, part in enumerate(_PARTS):
                assert part.shown(app, ground) == widget.seen(number), part

    asyncio.run(main())


def test_light_themes_and_terminals_of_few_colours_have_their_own() -> None:
    part = PartStyle(
        "#111111",
        style="bold",
        light=PartStyle("#222222"),
        ansi=PartStyle("ansi_red", style="dim"),
    )

    async def main() -> None:
        app = ComponentApp()
        async with app.run_test():
            ground = app.query_one(Component).background_colors[1]
            for theme, expected in {
                "textual-dark": Style(color="#111111", bold=True),
                "textual-light": Style(color="#222222", bold=True),
                "ansi-dark": Style(color="color(1)", dim=True),
                "ansi-light": Style(color="color(1)", dim=True),
            }.items():
                app.theme = theme
                assert part.shown(app, ground) == expected, theme

    asyncio.run(main())


def test_a_variable_that_no_theme_has_is_an_error() -> None:
    async def main() -> None:
        app = ComponentApp()
        async with app.run_test():
            with pytest.raises(KeyError):
                PartStyle("$no-such-colour").shown(app, app.background_colors[1])

    asyncio.run(main())
