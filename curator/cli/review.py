"""`curator review`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("review")
@click.argument("document", required=False)
@click.option(
    "--reviewer",
    envvar="CURATOR_REVIEWER",
    show_envvar=True,
    metavar="NAME",
    help="Who reviews.  [default: the system user]",
)
@click.option(
    "--start-with",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Begin with the first of these imported files that you have not finished.",
)
@click.option(
    "--uncertain-first",
    is_flag=True,
    help="Take the documents with the least certain suggestions first, not the order of import.",
)
@click.pass_obj
def command(
    db: Path,
    document: str | None,
    reviewer: str | None,
    start_with: tuple[Path, ...],
    uncertain_first: bool,
) -> int:
    """Review documents in the terminal: where you left off, or at DOCUMENT (its name).

    Where there is no document yet, the first screen asks for the path of some and imports them.

    Every decision is saved when its key is handled; leave at any moment. F1 shows the keys,
    `curator keys` lists them.
    """
    from curator.tui import garbage

    garbage.hold()
    from curator.model.scheme import default_scheme
    from curator.tui.absent import absent
    from curator.tui.terminal import prepare_environment
    from curator.workflow.learner import Learner
    from curator.workflow.review.actions import Keymap
    from curator.workflow.review.start import Desk
    from curator.workflow.settings import read_settings

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.ClickException("the review needs a terminal")
    settings = read_settings()
    scheme = default_scheme()
    keymap = Keymap(scheme, settings.keys)
    name = reviewer or getpass.getuser()
    learner = Learner(db, name, on=settings.learn)
    with Desk(
        db, name, scheme, sure=settings.sure, uncertain_first=uncertain_first, learner=learner
    ) as desk:
        desk.begin(document, start_with)
        prepare_environment(settings.theme)
        # asyncio takes 7 ms for a library of encryption that nobody needs here.
        with absent("ssl"):
            from curator.tui.app import ReviewApp

        app = ReviewApp(desk.session, keymap, settings, learner, desk)
        app.run()
    return app.return_code or ExitCode.OK
