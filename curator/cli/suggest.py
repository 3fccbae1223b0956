"""`curator suggest`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("suggest")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=lambda: os.cpu_count() or 1,
    show_default="one a core",
    help="Processes to use when there is much to do.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    help="Leave a suggester out, for instance underthesea: without it all is ten times faster.",
)
@click.pass_obj
def command(db: Path, jobs: int, without: tuple[str, ...]) -> int:
    """Suggest spans for every document that has none from this version of the suggesters.

    Earlier suggestions stay in the corpus; reviews that are under way keep theirs.
    """
    from curator.cli.narration import counted, narrate, narrate_problems, progress
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.workflow.learning import all_suggesters
    from curator.workflow.suggesting import documents_without, suggest_documents

    with Connection(db, create=False) as corpus:
        problems: list[str] = []
        suggesters = all_suggesters(corpus, db, narrate, problems.append, without)
        documents = documents_without(corpus, suggesters)
        with progress(sum(length for _, length in documents), "suggesting") as advance:
            report = suggest_documents(
                corpus,
                documents,
                suggesters,
                exclusive=default_scheme().exclusive,
                jobs=jobs,
                advance=advance,
            )
    if report.documents:
        narrate(
            f"{counted(report.shown, 'span')} suggested in {counted(report.documents, 'document')}"
        )
    else:
        narrate("every document has its suggestions")
    narrate_problems(problems)
    return ExitCode.PARTIAL if problems else ExitCode.OK
