"""How suggestions get better with finished documents, and how long learning takes.

    python benchmarks/learning.py [--sentences 500 1500]

The curve: entities and figures, exact F1 on the documents that are held out, by the number of
documents learned, from words alone (no patterns, no grammar) and with them as hints. The times are
those of one core: from documents with their hints to a model's file.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curator.agreement.matching import Counts
from curator.suggest.figures import Figures
from curator.suggest.learned.model import Model
from curator.suggest.learned.model_file import to_bytes
from curator.suggest.learned.training import Lesson, lesson_of, train
from curator.suggest.patterns import Patterns
from curator.workflow.evaluating import Gold
from curator.workflow.lessons import held_out_lessons, lessons

_SIZES = (1, 2, 5, 10, 20, 40, 70, 100)


def f1(model: Model, held_out: list[Lesson], layer: str) -> float:
    """Exact F1 in a layer, of all that the model tags."""
    total = Counts(0, 0, 0, 0)
    for lesson in held_out:
        gold = {span[:4] for span in lesson.spans.get(layer, ())}
        found = {span[:4] for span in model.tag(lesson.reading) if span.layer == layer}
        total += Counts(len(gold & found), 0, len(gold), len(found))
    return total.f1 or 0.0


def bare(documents: list[Gold]) -> list[Lesson]:
    """Lessons without hints."""
    return [lesson_of(gold.name, gold.text, gold.spans, [], []) for gold in documents]


def hinted(documents: list[Gold]) -> list[Lesson]:
    """Lessons with what patterns and grammar say."""
    patterns, figures = Patterns(), Figures()
    return [
        lesson_of(
            gold.name,
            gold.text,
            gold.spans,
            patterns.suggest(gold.text),
            figures.suggest(gold.text),
        )
        for gold in documents
    ]


def curve() -> None:
    """Print F1 by the number of documents."""
    # Kinds take turns, so that every beginning holds all of them.
    known = sorted(lessons(), key=lambda gold: (gold.name[1:3], gold.name))
    held_out = held_out_lessons()
    variants = [(bare(known), bare(held_out)), (hinted(known), hinted(held_out))]
    print(f"{len(known)} documents to learn from, {len(held_out)} held out\n")
    print("| documents | sentences | names, words alone | figures | names, with hints | figures |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in [*(size for size in _SIZES if size < len(known)), len(known)]:
        cells = []
        for taught, asked in variants:
            model = train(taught[:size], calibrations={})
            cells += [f"{f1(model, asked, layer):.3f}" for layer in ("entity", "figure")]
        print(f"| {size} | {model.about['sentences']} | {' | '.join(cells)} |")


def times(sizes: list[int]) -> None:
    """Print how long learning takes, without and with calibration."""
    known = hinted(lessons())
    print("\n| sentences | tokens | seconds | with calibration | kB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        taken: list[Lesson] = []
        while sum(len(lesson.reading.sequences.lengths) for lesson in taken) < size:
            taken.append(known[len(taken) % len(known)])
        sentences = sum(len(lesson.reading.sequences.lengths) for lesson in taken)
        tokens = sum(len(lesson.reading.sequences.place) for lesson in taken)
        seconds = []
        for calibrations in ({}, None):
            began = time.process_time()
            content = to_bytes(train(taken, calibrations=calibrations))
            seconds.append(time.process_time() - began)
        print(
            f"| {sentences} | {tokens} | {seconds[0]:.2f} | {seconds[1]:.2f} "
            f"| {len(content) // 1000} |"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, nargs="*", default=[500, 1_500])
    arguments = parser.parse_args()
    curve()
    times(arguments.sentences)


if __name__ == "__main__":
    main()
