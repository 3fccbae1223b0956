"""`curator agreement`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("agreement")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(db: Path, as_json: bool) -> int:
    """Measure agreement between the reviewers who finished the same documents.

    Span precision, recall and F1 (exact and partial), token-level Cohen's kappa and
    Krippendorff's alpha, per label and over all. What is not defined is "n/a", with the reason.
    """
    import json

    from curator.agreement.table import render
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.workflow.measuring import measure_agreement

    with Connection(db, create=False) as corpus:
        report = measure_agreement(corpus, default_scheme())
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(render(report, min(shutil.get_terminal_size().columns, 120)))
    return ExitCode.OK
