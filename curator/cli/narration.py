"""What the commands tell the user: on stderr, with a progress bar on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from curator.text.safe import printable

_SHOWN = 20


def narrate(message: str) -> None:
    """Tell the user something; names of documents in it cannot steer the terminal."""
    click.echo(printable(message), err=True)


def narrate_problems(problems: Sequence[object], limit: int = _SHOWN) -> None:
    """List what was refused, each with its place; a long list is cut and says so."""
    for problem in problems[:limit]:
        click.secho(f"  {printable(str(problem))}", fg="yellow", err=True)
    if len(problems) > limit:
        click.echo(f"  ... and {len(problems) - limit} more", err=True)


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr if that is a terminal; gives what to call with each step."""
    if not sys.stderr.isatty() or length <= 0:
        yield lambda _: None
        return
    with click.progressbar(
        length=length, label=label, file=sys.stderr, show_eta=True, update_min_steps=1
    ) as bar:
        yield bar.update


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 document`, `1,204 documents`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
