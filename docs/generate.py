"""Write the parts of the documentation that the program itself knows.

    python docs/generate.py

docs/commands.md from the commands' own help, docs/keys.md from the keymap, the pictures from the
review of the sample documents. A test compares the first two with what this would write.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
_FONTS = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"


def commands_page() -> str:
    """docs/commands.md."""
    import click

    from curator.cli.main import COMMANDS, cli

    parts = [
        "# The commands\n\nThis page is made from the commands' own help by `docs/generate.py`.\n"
    ]
    context = click.Context(
        cli,
        info_name="curator",
        max_content_width=88,
        terminal_width=88,
        help_option_names=["-h", "--help"],
    )
    parts.append(f"```\n{cli.get_help(context)}\n```\n")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        own = click.Context(
            command, info_name=name, parent=context, max_content_width=88, terminal_width=88
        )
        parts.append(f"## curator {name}\n\n```\n{command.get_help(own)}\n```\n")
    return "\n".join(parts)


def keys_page() -> str:
    """docs/keys.md."""
    from curator.model.scheme import default_scheme
    from curator.workflow.review.actions import Keymap, key_display

    parts = [
        "# The keys of the review\n",
        "This page is made from the keymap by `docs/generate.py`. Every key can be changed in the",
        "settings (`^T` in the review), or in their file (`curator keys` shows where it is) by the",
        "name of the act:\n",
        '```toml\n[keys]\naccept = ["enter", "y"]\n"label:PER" = "f10"\n```\n',
        "A letter is never the only key of an act: an input method for Vietnamese may hold letters",
        "back. A letter that it composed counts as its base letter, and Backspace does nothing,",
        "since input methods send it by themselves.\n",
    ]
    group = ""
    for action in Keymap(default_scheme()):
        if action.group != group:
            group = action.group
            parts.append(f"\n## {group}\n\n| keys | act | what it does |\n| --- | --- | --- |")
        shown = [
            f"`` {key} ``" if "`" in key else f"`{key}`" for key in map(key_display, action.keys)
        ]
        keys = " ".join(shown).replace("|", "\\|")
        parts.append(f"| {keys} | `{action.id}` | {action.description} |")
    return "\n".join(parts) + "\n"


async def picture(theme: str, size: tuple[int, int], keys: list[str]) -> str:
    """The review of the sample documents as SVG, after some keys."""
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.suggest.registry import default_suggesters
    from curator.tui.app import ReviewApp
    from curator.workflow.importing import find_sources, import_documents
    from curator.workflow.review.actions import Keymap
    from curator.workflow.review.session import ReviewSession
    from curator.workflow.settings import Settings
    from curator.workflow.suggesting import documents_without, suggest_documents

    scheme = default_scheme()
    with tempfile.TemporaryDirectory() as folder, Connection(Path(folder) / "c.db") as corpus:
        sources, _ = find_sources([DOCS.parent / "seeds"])
        import_documents(corpus, sources)
        suggesters = default_suggesters()
        missing = documents_without(corpus, suggesters)[:4]
        suggest_documents(corpus, missing, suggesters, exclusive=scheme.exclusive)
        session = ReviewSession(corpus, "lan", scheme, 3)
        app = ReviewApp(session, Keymap(scheme), Settings(Path("-"), theme=theme))
        app.theme = theme
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.3)
            svg = app.export_screenshot(title="curator review")
    # No font is fetched from elsewhere: the reader's own monospaced font serves.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"Fira Code[^;\"]*", _FONTS, svg)


def main() -> None:
    """Write everything."""
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    pictures = DOCS / "pictures"
    work = ["enter", "enter", "enter", "delete", "enter", "enter", "enter", "enter", "enter"]
    for name, theme, size, keys in (
        ("review", "textual-dark", (130, 40), work),
        ("review-light", "textual-light", (130, 40), work),
        ("review-small", "textual-dark", (80, 24), work),
        ("help", "textual-dark", (110, 40), ["f1"]),
    ):
        svg = asyncio.run(picture(theme, size, keys))
        (pictures / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    from curator.tui.terminal import prepare_environment

    os.environ.setdefault("COLORTERM", "truecolor")
    prepare_environment()
    main()
