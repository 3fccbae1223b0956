"""How fast suggestions are made, from raw text to the merge, against underthesea in the same run.

    python benchmarks/speed.py [--megabytes 1] [--sentences 200]

Each figure is the best of three, in seconds of processor time on one core. MB are 10^6 bytes of
UTF-8.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curator.model.span import Suggestion
from curator.suggest.learned import Learned
from curator.suggest.merge import merge
from curator.suggest.registry import default_suggesters
from curator.suggest.uncollected import uncollected
from curator.text.sentences import sentences
from curator.workflow.lessons import lessons
from curator.workflow.training import base_model

_REPEATS = 3


def best(work: Callable[[], object], repeats: int = _REPEATS) -> float:
    """Seconds of the fastest run."""
    taken = []
    for _ in range(repeats):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


class Pipeline:
    """All sources but underthesea, merged; each text is read anew."""

    def __init__(self, folder: Path) -> None:
        self.sources = [
            one for one in default_suggesters(model=folder) if one.name != "underthesea"
        ]
        self._turn = 0

    def suggest(self, text: str) -> list[Suggestion]:
        # A blank more at the end each time: what is remembered of the last text is of no use.
        self._turn = 1 - self._turn
        text += " " * self._turn
        with uncollected():  # as `curator suggest` does
            found = [found for one in self.sources for found in one.suggest(text)]
        return merge(found, exclusive=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--sentences", type=int, default=200)
    arguments = parser.parse_args()
    folder = base_model(lambda message: print(message, file=sys.stderr))
    if folder is None:
        sys.exit("there is no model")
    pipeline = Pipeline(folder)
    texts = [gold.text for gold in lessons()]
    whole = "\n\n".join(texts)

    def sized(megabytes: float) -> str:
        size = round(megabytes * 1e6)
        repeated = (whole + "\n\n").encode() * (size // len(whole.encode()) + 1)
        return repeated[:size].decode("utf-8", "ignore")

    pipeline.suggest(whole)
    print("| | size | seconds | MB/s |")
    print("| --- | ---: | ---: | ---: |")
    for share in (0.25, 0.5, 1.0):
        text = sized(arguments.megabytes * share)
        seconds = best(lambda text=text: pipeline.suggest(text))  # type: ignore[misc]
        size = len(text.encode()) / 1e6
        print(
            f"| one document, all sources merged | {size:.2f} MB | {seconds:.3f} "
            f"| {size / seconds:.2f} |"
        )
    text = sized(arguments.megabytes)
    size = len(text.encode()) / 1e6
    for one in pipeline.sources:
        inner = getattr(one, "_inner", one)
        if isinstance(one, Learned):
            pipeline.suggest(text.rstrip() + "  ")
        # A copy each time: the runs of the last text are kept.
        seconds = best(lambda inner=inner: inner.suggest(text.encode().decode()))  # type: ignore[misc]
        print(f"| {one.name} alone | {size:.2f} MB | {seconds:.3f} | {size / seconds:.2f} |")
    small = sized(0.004)
    seconds = best(lambda: pipeline.suggest(small), 30)
    print(f"| a document of 4 kB | 4 kB | {seconds:.4f} | {0.004 / seconds:.2f} |")

    from underthesea import ner

    chosen = [sentence.text_of(whole) for sentence in sentences(whole)][: arguments.sentences]
    ner(chosen[0])
    theirs = best(lambda: [ner(sentence) for sentence in chosen], 1)
    ours = best(lambda: [pipeline.suggest(sentence) for sentence in chosen])
    joined = "\n".join(chosen)
    together = best(lambda: pipeline.suggest(joined))
    size = len(joined.encode()) / 1e6
    count = len(chosen)
    print(
        f"| underthesea's ner, {count} sentences | {size:.3f} MB | {theirs:.3f} "
        f"| {size / theirs:.3f} |"
    )
    for name, seconds in (("one by one", ours), ("as one document", together)):
        print(
            f"| ours, the same sentences {name} | {size:.3f} MB | {seconds:.3f} "
            f"| {size / seconds:.3f}, {theirs / seconds:.0f} times |"
        )


if __name__ == "__main__":
    main()
