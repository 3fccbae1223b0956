"""How good suggestions are on documents that nothing was learned from, by source and merged.

    python benchmarks/quality.py               # the documents that are held out
    python benchmarks/quality.py --folds 5     # cross-validation on the others
    python benchmarks/quality.py --underthesea # with underthesea's own recogniser, which is slow

The held-out documents stand in `seeds/heldout.names`, a table for each of its lines: tune by
cross-validation; look at them last.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curator.model.scheme import default_scheme
from curator.suggest.learned import Learned, Remembered
from curator.suggest.learned.training import train
from curator.suggest.protocol import Suggester
from curator.suggest.registry import default_suggesters
from curator.workflow.evaluating import Evaluation, Gold, evaluate
from curator.workflow.lessons import held_out_lessons, held_out_patterns, lessons
from curator.workflow.training import lessons_from

_ALONE = ("patterns", "figures", "learned", "underthesea")


def suggesters_for(learned_from: Sequence[Gold], underthesea: bool) -> list[Suggester]:
    """The suggesters with a tagger that has learned from these documents."""
    without: list[Suggester] = [
        Remembered(one) for one in default_suggesters() if underthesea or one.name != "underthesea"
    ]
    by_name = {one.name: one for one in without}
    model = train(lessons_from(learned_from))
    return [*without, Learned(model, "0" * 12, by_name["patterns"], by_name["figures"])]


class Pooled:
    """Suggesters that have each learned from other documents, asked by the text."""

    version = "1"

    def __init__(self, name: str, by_text: dict[str, Suggester]) -> None:
        self.name = name
        self._by_text = by_text

    def suggest(self, text: str) -> Sequence[object]:
        return self._by_text[text].suggest(text)


def cross_validated(documents: list[Gold], folds: int, underthesea: bool) -> list[Suggester]:
    """For each document a tagger that has learned from the other folds."""
    pools: dict[str, dict[str, Suggester]] = {}
    for fold in range(folds):
        rest = [gold for place, gold in enumerate(documents) if place % folds != fold]
        for suggester in suggesters_for(rest, underthesea):
            for gold in documents[fold::folds]:
                pools.setdefault(suggester.name, {})[gold.text] = suggester
    return [Pooled(name, by_text) for name, by_text in pools.items()]  # type: ignore[misc]


def row(name: str, found: Evaluation, layer: str, label: str | None = None) -> str:
    """A row of the table in Markdown."""
    scores = found.labels[layer].get(label) if label else found.layers.get(layer)
    if scores is None:
        return ""
    exact, partial = scores.exact, scores.partial
    cells = [exact.precision, exact.recall, exact.f1, partial.f1]
    shown = " | ".join("n/a" if cell is None else f"{cell:.3f}" for cell in cells)
    return f"| {name} | {exact.reference} | {exact.response} | {shown} |"


def table(title: str, documents: list[Gold], suggesters: list[Suggester]) -> None:
    """Print the figures of these documents."""
    scheme = default_scheme()
    merged = evaluate(documents, suggesters, scheme)
    unlearned = [one for one in suggesters if one.name != "learned"]
    without = evaluate(documents, unlearned, scheme)
    characters = sum(len(gold.text) for gold in documents)
    print(f"\n### {title}: {len(documents)} documents, {characters:,} characters\n")
    print("| | gold | suggested | P | R | F1 | F1 partial |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    lines = []
    for layer in ("entity", "figure"):
        for name in _ALONE:
            if layer in merged.sources.get(name, {}):
                alone = evaluate(documents, suggesters, scheme, source=name)
                lines.append(row(f"{layer}, {name} alone", alone, layer))
        lines.append(row(f"{layer}, merged without learning", without, layer))
        lines.append(row(f"**{layer}, merged**", merged, layer))
        lines += [row(f"&nbsp; {one}", merged, layer, one) for one in merged.labels[layer]]
    print("\n".join(line for line in lines if line))
    values = merged.values
    if values.figures:
        print(
            f"\nOf {values.figures} figures found, values right "
            f"{values.values / values.figures:.3f}, units {values.units / values.figures:.3f}."
        )
    errors = ", ".join(
        f"{layer or 'all'} {one.error:.3f}"
        for layer, one in merged.calibration.items()
        if one.error is not None
    )
    print(f"Expected calibration error: {errors}.")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, help="cross-validate on the documents to learn from")
    parser.add_argument("--underthesea", action="store_true", help="with its slow recogniser")
    arguments = parser.parse_args()
    if arguments.folds:
        known = lessons()
        pooled = cross_validated(known, arguments.folds, arguments.underthesea)
        table(f"{arguments.folds}-fold cross-validation", known, pooled)
        return
    suggesters = suggesters_for(lessons(), arguments.underthesea)
    held_out = held_out_lessons()
    for pattern in held_out_patterns():
        chosen = [gold for gold in held_out if fnmatchcase(gold.name, pattern)]
        if chosen:
            table(f"Held out, `{pattern}`", chosen, suggesters)


if __name__ == "__main__":
    main()
