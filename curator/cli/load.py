"""`curator load`."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-reviewer", metavar="NAME", help="As that reviewer's finished review.")
@click.option("--as-suggester", metavar="NAME", help="As suggestions of that source.")
@click.option(
    "--as-adjudicator", metavar="NAME", help="As the adjudicated version, which is the gold."
)
@click.pass_obj
def command(
    db: Path,
    file: Path,
    as_reviewer: str | None,
    as_suggester: str | None,
    as_adjudicator: str | None,
) -> int:
    """Load spans made elsewhere from FILE.jsonl, in the shape of the JSONL export.

    Documents are matched by name, and by sha256 where it is given; "text" and "meta" may be
    missing. All or nothing a document: a span that does not fit refuses its record, with the
    place (exit code 3), and the other records go in.
    """
    from curator.cli.narration import counted, narrate, narrate_problems
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.workflow.loading import Role, load_spans_file

    given = [
        (role, name)
        for role, name in (
            (Role.REVIEWER, as_reviewer),
            (Role.SUGGESTER, as_suggester),
            (Role.ADJUDICATOR, as_adjudicator),
        )
        if name is not None
    ]
    if len(given) != 1:
        raise click.UsageError(
            "say as whose: --as-reviewer NAME, --as-suggester NAME or --as-adjudicator NAME"
        )
    role, name = given[0]
    with Connection(db, create=False) as corpus:
        report = load_spans_file(corpus, file, role, name, default_scheme())
    told = f"{counted(report.spans, 'span')} in {counted(report.documents, 'document')} loaded"
    told += f" as {role} {name}"
    if report.same:
        told += f", {counted(report.same, 'document')} the same already"
    if report.problems:
        told += f", {counted(len(report.problems), 'problem')}:"
    narrate(told)
    narrate_problems(report.problems)
    return ExitCode.PARTIAL if report.problems else ExitCode.OK
