"""Write the parts of the documentation that the program itself knows.

    python docs/generate.py [PICTURE...]

docs/commands.md from the commands' own help, docs/keys.md from the keymap, the pictures from a
review of the sample documents, by the keys that are pressed in it. A test compares the first two
with what this would write.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent
_SEEDS = DOCS.parent / "seeds"
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
        '```toml\n[keys]\naccept = ["enter", "0"]\n"label:MISC" = ["7", "8"]\n```\n',
        "By default a letter is never the only key of an act: an input method for Vietnamese may",
        "hold letters back. A letter that it composed counts as its base letter, and Backspace",
        "does nothing, since input methods send it by themselves.\n",
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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file's name, columns and rows, and the keys that lead to what it shows.

    `document` is the one that is open, by its place in the corpus; None is the first start, where
    there is no corpus yet.
    """

    name: str
    size: tuple[int, int]
    keys: Sequence[str]
    document: int | None = 3
    theme: str = "textual-dark"


_WORK = (*["enter"] * 3, "delete", *["enter"] * 5)


def _typed(*keys: str) -> list[str]:
    """The keys one by one: those in brackets as they are, of the others each character."""
    found = [(key[1:-1],) if key.startswith("[") else tuple(key) for key in keys]
    return [{" ": "space"}.get(key, key) for group in found for key in group]


_EARLIER = (
    *("f10", "f10"),
    *_typed("[ctrl+o]", "b01", "[enter]", "[f10]", "[f7]"),
    *_typed("[ctrl+o]", "b13", "[enter]", "[slash]", "nhat ban", "[enter]"),
    *_typed("[f6]", "nước hay đội?", "[enter]", "[delete]"),
)
"""What was done before the pictures: documents finished, skipped and begun, a span flagged."""

PICTURES = (
    Picture("review", (130, 40), _WORK),
    Picture("review-light", (130, 40), _WORK, theme="textual-light"),
    Picture("review-small", (80, 24), _WORK),
    Picture("first-start", (80, 24), [*"seeds", "tab"], None),
    Picture("home", (100, 30), ["ctrl+g"]),
    Picture("documents", (100, 28), ["ctrl+d"]),
    Picture("help", (110, 40), ["f1"]),
    Picture("guideline", (110, 32), [*_WORK, "grave_accent"]),
    Picture("hits", (110, 28), _typed("[slash]", "chu tich", "[ctrl+l]")),
    Picture("concordance", (110, 28), _typed("[slash]", "nhat ban", "[enter]", "[colon]")),
    Picture("settings", (100, 30), ["ctrl+t"]),
)


def make_corpus(path: Path) -> None:
    """A corpus of the sample documents but those held out, and a second reviewer's work."""
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.suggest.registry import default_suggesters
    from curator.workflow.importing import find_sources, import_documents
    from curator.workflow.loading import Role, load_spans_file
    from curator.workflow.suggesting import documents_without, suggest_documents

    scheme = default_scheme()
    with Connection(path) as corpus:
        sources, _ = find_sources(sorted(_SEEDS.glob("[abd]*.txt")))
        import_documents(corpus, sources)
        suggesters = default_suggesters(without=["underthesea"])
        missing = documents_without(corpus, suggesters)
        suggest_documents(corpus, missing, suggesters, exclusive=scheme.exclusive)
        gold = (_SEEDS / "gold" / "a.jsonl").read_text(encoding="utf-8").splitlines()
        theirs = path.with_suffix(".jsonl")
        theirs.write_text("\n".join(gold[:2]), encoding="utf-8")
        load_spans_file(corpus, theirs, Role.REVIEWER, "minh", scheme)
    theirs.unlink()


async def screenshot(
    path: Path,
    document: int | None,
    keys: Sequence[str],
    size: tuple[int, int] = (120, 40),
    theme: str = "textual-dark",
) -> str:
    """The screen as SVG, after some keys in a review of a corpus."""
    from curator.model.scheme import default_scheme
    from curator.tui.app import ReviewApp
    from curator.workflow.review.actions import Keymap
    from curator.workflow.review.start import Desk
    from curator.workflow.settings import Settings

    scheme = default_scheme()
    settings = Settings(Path("config.toml"), theme=theme)
    with Desk(path, "lan", scheme) as desk:
        session = desk.open(document)
        app = ReviewApp(session, Keymap(scheme), settings, desk=desk)
        app.theme = theme
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1.0)  # the work of today has been counted then
            for key in keys:
                await pilot.press(key)
            await pilot.pause(1.0)
            svg = app.export_screenshot(title="curator review")
    # No font is fetched from elsewhere: the reader's own monospaced font serves.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"Fira Code[^;\"]*", _FONTS, svg)


def write_pictures(names: Sequence[str]) -> None:
    """Write docs/pictures; all, or those of some names."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        made, corpus = Path("made.db"), Path("corpus.db")
        Path("seeds").symlink_to(_SEEDS)
        make_corpus(made)
        asyncio.run(screenshot(made, 1, _EARLIER))
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            corpus.unlink(missing_ok=True)
            if picture.document is not None:
                shutil.copy(made, corpus)
            svg = asyncio.run(
                screenshot(corpus, picture.document, picture.keys, picture.size, picture.theme)
            )
            (DOCS / "pictures" / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Write the pages and the pictures, or only the pictures that are named."""
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    (DOCS / "keys.md").write_text(keys_page(), encoding="utf-8")
    write_pictures(sys.argv[1:])


if __name__ == "__main__":
    from curator.tui.terminal import prepare_environment

    os.environ.setdefault("COLORTERM", "truecolor")
    prepare_environment()
    main()
