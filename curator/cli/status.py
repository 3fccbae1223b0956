"""`curator status`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(db: Path, as_json: bool) -> int:
    """Show documents by state, spans by label and state, each reviewer's progress."""
    import json
    from dataclasses import asdict

    from curator.corpus.connection import Connection
    from curator.corpus.status import status
    from curator.text.safe import printable

    with Connection(db, create=False) as corpus:
        found = status(corpus)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return ExitCode.OK
    total = sum(found.documents.values())
    click.echo(f"Documents  {total:>8,}")
    for state, count in found.documents.items():
        if count:
            click.echo(f"  {state:<12} {count:>6,}")
    if found.suggestions:
        _table(
            "Suggestions",
            sorted({source for sources in found.suggestions.values() for source in sources}),
            found.suggestions,
        )
    for reviewer in found.reviewers:
        documents = ", ".join(
            f"{count:,} {state}" for state, count in reviewer.documents.items() if count
        )
        role = " (adjudicator)" if reviewer.adjudicator else ""
        click.echo(f"\nReviewer {printable(reviewer.name)}{role}: {documents}")
        last = f", the last {reviewer.last}" if reviewer.last else ""
        click.echo(f"  {reviewer.decisions:,} decisions{last}")
        if reviewer.spans:
            _table("  Spans", ["pending", "accepted", "rejected"], reviewer.spans)
    return ExitCode.OK


def _table(title: str, columns: list[str], rows: Mapping[str, Mapping[str, int]]) -> None:
    from curator.text.safe import printable

    wide = max(12, *(len(column) + 2 for column in columns))
    click.echo(f"\n{title:<16}" + "".join(f"{printable(column):>{wide}}" for column in columns))
    for label, counts in rows.items():
        cells = "".join(f"{counts.get(column, 0) or '·':>{wide}}" for column in columns)
        click.echo(f"  {label:<14}{cells}")
