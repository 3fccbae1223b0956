"""Key to finished frame of the real review in a pseudo terminal, the save included.

    python benchmarks/latency.py [--keys 400] [--json]

For each size: acts that change a line (accept, reject, edges, next, previous), jumps that repaint
the screen, undo, the opening of the next document, a burst of 200 keys, the start of the process
to the first painted document, memory. Times in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from make_corpus import SIZES, sized_corpus
from pty_review import FRAME_END, KEYS, PtyReview

_EDITS = [
    KEYS["enter"], KEYS["tab"], b">", b".", KEYS["tab"], KEYS["delete"], KEYS["shift+tab"],
    KEYS["tab"], b"1", b"%",
]  # fmt: skip
_JUMPS = [KEYS["ctrl+end"], KEYS["pageup"], KEYS["ctrl+home"], KEYS["pagedown"]]
_STARTS = 7


def percentile(values: list[float], part: float) -> float:
    """The value below which `part` of the values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def start(db: Path, size: tuple[int, int]) -> PtyReview:
    """A review that has painted its document."""
    review = PtyReview(["--db", db, "review", "--reviewer", "benchmark"], size=size)
    review.wait_for(b"pending")
    return review


def start_time(db: Path) -> float:
    """Seconds from the start of the process to the end of the first frame with the document."""
    review = PtyReview(["--db", db, "review", "--reviewer", "benchmark"])
    review.wait_for(b"document 1 of")
    place = review.output.find(b"document 1 of")
    while FRAME_END not in review.output[place:]:
        review.read(0.05)
    seconds = time.perf_counter() - review.started
    review.kill()
    return seconds


def measure(name: str, keys: int) -> dict[str, float]:
    """The figures of one size."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "benchmark.db"
        sized_corpus(db, name)
        starts = [start_time(db) for _ in range(_STARTS)]
        review = start(db, (120, 45))
        review.settle(0.5)
        found: dict[str, float] = {"start": statistics.median(starts) * 1000}
        for what, script, count in (
            ("edit", _EDITS, keys),
            ("jump", _JUMPS, max(40, keys // 4)),
            ("undo", [KEYS["ctrl+z"]], max(20, keys // 8)),
        ):
            times = []
            for number in range(count):
                times.append(review.frame_time(script[number % len(script)]) * 1000)
            found[f"{what} p50"] = percentile(times, 0.5)
            found[f"{what} p99"] = percentile(times, 0.99)
        found["burst of 200"] = review.frame_time(KEYS["tab"] * 200, quiet=0.1) * 1000
        times = [review.frame_time(KEYS[key], quiet=0.15) * 1000 for key in ("f8", "f5") * 5]
        found["open document"] = statistics.median(times)
        found["memory MB"] = review.memory()
        review.quit()
        return found


def main() -> None:
    """Measure all sizes and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    options = parser.parse_args()
    results = {}
    for name in options.sizes:
        results[name] = measure(name, options.keys)
        print(f"{name} done", file=sys.stderr)
    if options.json:
        print(json.dumps(results, indent=2))
        return
    rows = list(next(iter(results.values())))
    print(f"{'':16}" + "".join(f"{name:>10}" for name in results))
    for row in rows:
        print(f"{row:16}" + "".join(f"{result[row]:10.1f}" for result in results.values()))


if __name__ == "__main__":
    main()
