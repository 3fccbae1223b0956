"""`curator train`."""

from __future__ import annotations

from pathlib import Path

import click

from curator.cli.exit_codes import ExitCode


@click.command("train")
@click.argument(
    "gold", nargs=-1, type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
@click.option("--curve", is_flag=True, help="Print the learning curve instead; train nothing.")
@click.option("--json", "as_json", is_flag=True, help="The learning curve as JSON.")
@click.option("--alone", is_flag=True, help="Leave the lessons that come with curator out.")
@click.option("--quick", is_flag=True, help="Keep the calibration; for training again often.")
@click.option(
    "--suggest-next",
    metavar="REVIEWER",
    help="Then suggest anew for the documents next in that reviewer's queue.",
)
@click.pass_obj
def command(
    db: Path,
    gold: tuple[Path, ...],
    curve: bool,
    as_json: bool,
    alone: bool,
    quick: bool,
    suggest_next: str | None,
) -> int:
    """Train the tagger that suggests names, and swap it in.

    It learns from the lessons that come with curator, the JSONL files GOLD and the corpus's gold
    (documents that were adjudicated, or finished by one reviewer). The model lies beside the
    corpus, in corpus.model. Run `curator suggest` afterwards for new suggestions.

    --curve shows how F1 rises with the number of documents, on a fifth that is held out: of GOLD
    and the corpus a fixed one by their names, or without any the lessons' own.
    """
    from curator.cli.narration import counted, narrate, narrate_problems
    from curator.workflow.training import train_corpus

    if curve:
        return _curve(db, gold, as_json, alone)
    if as_json:
        raise click.UsageError("--json goes with --curve")
    if quick:
        _step_back()
    report = train_corpus(db, gold, with_lessons=not alone, quick=quick)
    parts = [
        counted(count, one)
        for count, one in (
            (report.lessons, "lesson"),
            (report.files, "document of the files"),
            (report.reviews, "finished document"),
        )
        if count
    ]
    narrate(
        f"learned from {', '.join(parts)} ({counted(report.sentences, 'sentence')}) "
        f"in {report.seconds:.1f} s: {report.folder}, {report.checksum[:12]}"
    )
    narrate_problems(report.problems)
    if suggest_next:
        _suggest_next(db, suggest_next)
    return ExitCode.PARTIAL if report.problems else ExitCode.OK


def _suggest_next(db: Path, reviewer: str) -> None:
    from curator.cli.narration import counted, narrate
    from curator.corpus.connection import Connection
    from curator.model.scheme import default_scheme
    from curator.workflow.learning import all_suggesters, suggest_next

    with Connection(db, create=False) as corpus:
        # Its suggestions do not change, and it is slower than all the others together.
        suggesters = all_suggesters(corpus, db, narrate, narrate, without={"underthesea"})
        count = suggest_next(corpus, reviewer, default_scheme(), suggesters)
    narrate(f"suggested anew for {counted(count, 'document')}")


def _curve(db: Path, files: tuple[Path, ...], as_json: bool, alone: bool) -> int:
    import json

    from curator.cli.narration import narrate, narrate_problems
    from curator.workflow.evaluating import read_gold
    from curator.workflow.lessons import held_out_lessons, lessons
    from curator.workflow.training import finished_reviews, learning_curve, split

    problems: list[str] = []
    own = [document for path in files for document in read_gold(path, problems)]
    own += finished_reviews(db) if db.exists() else []
    if own:
        documents, held_out = split(own)
        known = [] if alone else lessons()
    else:
        documents, held_out, known = lessons(), held_out_lessons(), []
    narrate(f"measured on {len(held_out)} documents that are held out")
    points = learning_curve(documents, held_out, known)
    if as_json:
        rows = [
            {"documents": one.documents, "sentences": one.sentences, **one.scores.to_json()}
            for one in points
        ]
        click.echo(json.dumps(rows, indent=2))
    else:
        click.echo(f"{'Documents':>9} {'Sentences':>10} {'Precision':>10} {'Recall':>7} {'F1':>6}")
        for one in points:
            exact = one.scores.exact
            cells = (exact.precision, exact.recall, exact.f1)
            shown = ("n/a" if cell is None else f"{cell:.3f}" for cell in cells)
            precision, recall, f1 = shown
            click.echo(
                f"{one.documents:>9,} {one.sentences:>10,} {precision:>10} {recall:>7} {f1:>6}"
            )
    narrate_problems(problems)
    return ExitCode.PARTIAL if problems else ExitCode.OK


def _step_back() -> None:
    """Leave the processor to the review that started this."""
    import os

    if hasattr(os, "nice"):
        os.nice(10)
