"""`curator evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from curator.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from curator.agreement.reliability import Reliability
    from curator.workflow.evaluating import Confusion, Evaluation, Scores

_CONFUSIONS = 10
_SHOWN = 48


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--source", metavar="NAME", help="Only this source, as it is: patterns, learned ...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--all", "with_slow", is_flag=True, help="Run underthesea's slow recogniser too.")
@click.pass_obj
def command(db: Path, gold: Path, source: str | None, as_json: bool, with_slow: bool) -> int:
    """Measure suggestions against the spans of a JSONL file.

    Runs the suggesters on the texts of GOLD (no corpus is needed) and compares what they suggest
    together, or what one --source does: precision, recall and F1, exact (P, R, F1) and partial
    (P~, R~, F1~: an overlap counts one half, the label nothing), per label and per source; the
    share of values and units that is right; whether scores mean what they say; and how
    suggestions go wrong most often.

    The model is that of the corpus (--db) if it has one.
    """
    import json

    from curator.cli.narration import narrate, narrate_problems, progress
    from curator.model.scheme import default_scheme
    from curator.workflow.evaluating import evaluate, read_gold
    from curator.workflow.training import evaluation_suggesters

    problems: list[str] = []
    documents = list(read_gold(gold, problems))
    suggesters, learned = evaluation_suggesters(
        db,
        [document.text for document in documents],
        narrate,
        slow=with_slow or source == "underthesea",
    )
    if learned:
        narrate(
            f"warning: the model has learned from {learned} of these {len(documents)} documents, "
            "so what it suggests there is better than elsewhere"
        )
    with progress(len(documents), "evaluating") as advance:
        found = evaluate(documents, suggesters, default_scheme(), source=source, advance=advance)
    if as_json:
        click.echo(
            json.dumps({**found.to_json(), "learned": learned}, ensure_ascii=False, indent=2)
        )
    else:
        _print(found)
    narrate_problems(problems)
    return ExitCode.PARTIAL if problems else ExitCode.OK


def _print(found: Evaluation) -> None:
    click.echo(f"{found.source}: {found.documents:,} documents, {found.characters:,} characters")
    _head("Label")
    for layer, scores in found.layers.items():
        _row(layer, scores)
        for label, one in found.labels[layer].items():
            _row(f"  {label}", one)
    _row("all", found.all)
    if len(found.sources) > 1:
        _head("Source")
        for source, layers in found.sources.items():
            for layer, scores in layers.items():
                _row(f"{source}, {layer}", scores)
    values = found.values
    if values.figures:
        click.echo(
            f"\nOf {values.figures:,} figures with the right range and label "
            f"{values.values / values.figures:.1%} have the right value, "
            f"{values.units / values.figures:.1%} the right unit."
        )
    _print_calibration(found.calibration)
    if found.confusions:
        click.echo(f"\n{'Faults':<10}{'gold':<10}{'suggested':<11}{'count':>5}  example")
        for fault in found.confusions[:_CONFUSIONS]:
            click.echo(_fault(fault))


def _head(title: str) -> None:
    click.echo(
        f"\n{title:<20}{'gold':>6}{'sugg.':>7}   {'P':>5}{'R':>6}{'F1':>6}   "
        f"{'P~':>5}{'R~':>6}{'F1~':>6}"
    )


def _row(name: str, scores: Scores) -> None:
    exact, partial = scores.exact, scores.partial
    click.echo(
        f"{name:<20}{exact.reference:>6,}{exact.response:>7,}   "
        f"{_share(exact.precision, 5)}{_share(exact.recall)}{_share(exact.f1)}   "
        f"{_share(partial.precision, 5)}{_share(partial.recall)}{_share(partial.f1)}"
    )


def _share(value: float | None, width: int = 6) -> str:
    return f"{'n/a' if value is None else f'{value:.3f}':>{width}}"


def _print_calibration(calibration: dict[str, Reliability]) -> None:
    over_all = calibration.get("")
    if over_all is None or over_all.error is None:
        return
    errors = ", ".join(
        f"{layer} {found.error:.3f}"
        for layer, found in calibration.items()
        if layer and found.error is not None
    )
    click.echo(f"\nExpected calibration error {over_all.error:.3f} ({errors})")
    click.echo(f"{'score':<12}{'spans':>6}{'mean':>7}{'right':>7}")
    for one in over_all.bins:
        if one.count:
            click.echo(
                f"{one.low:.1f} to {one.high:.1f}  {one.count:>6,}"
                f"{one.score:>7.3f}{one.right:>7.3f}"
            )


def _fault(one: Confusion) -> str:
    from curator.text.safe import printable

    name, gold, suggested = one.examples[0]
    texts = [_short(printable(text)) for text in (gold, suggested) if text is not None]
    return (
        f"{one.kind:<10}{one.gold or '-':<10}{one.suggested or '-':<11}{one.count:>5}  "
        f"{' | '.join(dict.fromkeys(texts))} ({printable(name)})"
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
