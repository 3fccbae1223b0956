"""`curator import`."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def command(db: Path, paths: tuple[Path, ...]) -> int:
    """Bring documents in: files, folders of .txt files, JSONL records.

    A file is one document, named by its file name and kept byte for byte. A .jsonl file holds
    records {"name", "text", "meta"}. The same text twice is one document. What cannot be
    imported is listed and skipped (exit code 3), the rest goes in.
    """
    from curator.cli.narration import counted, narrate, narrate_problems, progress
    from curator.corpus.connection import Connection
    from curator.workflow.importing import find_sources, import_documents

    sources, problems = find_sources(paths)
    size = sum(source.size for source in sources)
    with Connection(db) as corpus, progress(size, "importing") as advance:
        report = import_documents(corpus, sources, advance=advance)
    problems += report.problems
    told = f"{counted(report.added, 'document')} imported"
    if report.same:
        told += f", {report.same:,} already there"
    if problems:
        told += f", {counted(len(problems), 'problem')}:"
    narrate(told)
    narrate_problems(problems)
    return ExitCode.PARTIAL if problems else ExitCode.OK
