"""`curator verify`."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("verify")
@click.pass_obj
def command(db: Path) -> int:
    """Replay every decision, compare with what is stored, and check every offset.

    Exits with 4 and lists what differs, one finding a line on stdout.
    """
    from curator.cli.narration import counted, narrate, progress
    from curator.corpus.connection import Connection
    from curator.corpus.documents import count_documents
    from curator.corpus.verify import verify
    from curator.text.safe import printable

    with Connection(db, create=False) as corpus:
        length = count_documents(corpus)
        with progress(length, "verifying") as advance:
            result = verify(corpus, advance=advance)
    for problem in result.problems:
        click.echo(printable(problem))
    narrate(
        f"{counted(result.documents, 'document')}, {counted(result.suggestions, 'suggestion')}, "
        f"{counted(result.decisions, 'decision')} in {counted(result.reviews, 'review')} checked: "
        + (counted(len(result.problems), "problem") if result.problems else "all is sound")
    )
    return ExitCode.DIFFERENT if result.problems else ExitCode.OK
