"""`curator export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "conll"]), required=True, help="The format."
)
@click.option(
    "--source",
    required=True,
    metavar="suggestions|reviewer:NAME|gold",
    help="Whose spans. Gold is the adjudicated version, or the one finished reviewer's where "
    "there is just one.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, whole or not at all.  [default: stdout]",
)
@click.option(
    "--tokens",
    type=click.Choice(["word", "syllable"]),
    default="syllable",
    show_default=True,
    help="CoNLL: what a token is.",
)
@click.option(
    "--scheme",
    "tags",
    type=click.Choice(["iob2", "bioes"]),
    default="iob2",
    show_default=True,
    help="CoNLL: the tags.",
)
@click.option(
    "--layers",
    type=click.Choice(["merged", "separate"]),
    default="merged",
    show_default=True,
    help="CoNLL: one tag column in all, or one a layer.",
)
@click.option(
    "--join",
    type=click.Choice(["_", "space"]),
    default="_",
    show_default=True,
    help="CoNLL: what joins the syllables of a word; with a space, a tab parts the columns.",
)
@click.option("--unfinished", is_flag=True, help="With reviewer:NAME, open reviews too.")
@click.option("--strict", is_flag=True, help="Fail where the format cannot hold a span.")
@click.pass_obj
def command(
    db: Path,
    form: str,
    source: str,
    output: Path | None,
    tokens: str,
    tags: str,
    layers: str,
    join: str,
    unfinished: bool,
    strict: bool,
) -> int:
    """Write documents with their spans; those without any of this source are counted."""
    from curator.cli.narration import counted, narrate, progress
    from curator.corpus.connection import Connection
    from curator.corpus.documents import count_documents
    from curator.formats.conll import Columns, Join
    from curator.formats.tags import TagScheme
    from curator.model.scheme import default_scheme
    from curator.workflow.exporting import ConllChoices, Tokens, export

    conll = None
    if form == "conll":
        conll = ConllChoices(
            tokens=Tokens(tokens),
            scheme=TagScheme(tags),
            columns=Columns(layers),
            join=Join("_" if join == "_" else " "),
        )
    if output is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
    with Connection(db, create=False) as corpus:
        length = count_documents(corpus) if output is not None else 0
        with progress(length, "exporting") as advance:
            report = export(
                corpus,
                default_scheme(),
                source,
                output or sys.stdout,
                conll=conll,
                unfinished=unfinished,
                advance=advance,
                strict=strict,
            )
    where = f" to {output}" if output else ""
    narrate(
        f"{counted(report.spans, 'span')} in {counted(report.documents, 'document')} written{where}"
    )
    if report.left_out:
        narrate(f"{counted(report.left_out, 'document')} left out: {report.reason}")
    for line in report.losses:
        narrate(line)
    return ExitCode.OK
