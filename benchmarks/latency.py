"""Key to finished frame of the real review in a pseudo terminal, the save included.

    python benchmarks/latency.py [--keys 400] [--json] [SECTION ...]

A section is a size of document, or `lists`. For each size: acts that change a line (accept,
reject, edges, next, previous), jumps that repaint the screen, undo, the opening of the next
document after some seconds in the present one and at once, a burst of 200 keys, the start of the
process to the first painted document, memory. For the lists: a concordance of 10,000 places in
1,000 documents, the hits of the same name, and the hits of one letter, some 250,000; the first
frame with rows, the time until all is read, moves and pages, a decision on all 10,000 places and
its undo. Times in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from make_corpus import NAME, SIZES, named_corpus, sized_corpus
from pty_review import FRAME_END, KEYS, PtyReview

_EDITS = [
    KEYS["enter"], KEYS["tab"], b">", b".", KEYS["tab"], KEYS["delete"], KEYS["shift+tab"],
    KEYS["tab"], b"1", b"%",
]  # fmt: skip
_JUMPS = [KEYS["ctrl+end"], KEYS["pageup"], KEYS["ctrl+home"], KEYS["pagedown"]]
_STARTS = 7
_WORK = 5.0
"""Seconds in a document before the next is opened: far less than any work in it takes."""


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
        for what, pause in (("open at once", 0.0), ("open document", _WORK)):
            times = []
            for key in ("f8", "f5") * 4:
                time.sleep(pause)
                review.settle(0.1)
                times.append(review.frame_time(KEYS[key], quiet=0.15) * 1000)
            found[what] = statistics.median(times)
        found["memory MB"] = review.memory()
        review.quit()
        return found


_LISTS = {"concordance": (NAME, b":"), "hits": (NAME, b"~"), "hits of a letter": ("a", b"~")}
"""What is searched for, and the key that lists it."""

_MOVES = {
    "move": [KEYS["down"]] * 9 + [KEYS["up"]],
    "page": [KEYS["pagedown"]] * 3 + [KEYS["pageup"]],
}
_NAMES = b".txt"
"""In a row stands the name of its document."""


def opened(review: PtyReview, data: bytes) -> tuple[float, float]:
    """Type the key of a list; seconds to its first frame with rows and to its last frame."""
    start, begin = len(review.output), time.perf_counter()
    review.write(data)
    first = last = 0.0
    while review.read(0.5 if last else 5.0):
        now = time.perf_counter() - begin
        output = memoryview(review.output)[start:].tobytes()
        last = now if output.rstrip().endswith(FRAME_END) else last
        if not first and FRAME_END in output[output.find(_NAMES) :] and _NAMES in output:
            first = now
    return first, last


def answered(review: PtyReview, data: bytes, needle: bytes, timeout: float = 60.0) -> float:
    """Type bytes; seconds until the end of the first frame with `needle`."""
    begin, start = time.perf_counter(), len(review.output)
    review.write(data)
    review.wait_for(needle, timeout, start)
    place = review.output.find(needle, start)
    while FRAME_END not in memoryview(review.output)[place:].tobytes():
        review.read(0.05)
    return time.perf_counter() - begin


def measure_list(db: Path, what: str, keys: int) -> dict[str, float]:
    """The figures of one of `_LISTS`."""
    query, key = _LISTS[what]
    review = start(db, (120, 45))
    review.settle(0.5)
    review.write(b"/" + query.encode() + b"\r")
    review.settle(0.3)
    before = review.memory()
    first, last = opened(review, key)
    found = {"first rows": first * 1000, "all read": last * 1000}
    for act, script in _MOVES.items():
        times = [review.frame_time(script[n % len(script)]) * 1000 for n in range(keys)]
        found[f"{act} p50"] = percentile(times, 0.5)
        found[f"{act} p99"] = percentile(times, 0.99)
    found["end, home"] = statistics.median(
        review.frame_time(KEYS[key], quiet=0.1) * 1000 for key in ("end", "home") * 5
    )
    found["memory MB"] = review.memory() - before
    if what == "concordance":
        # Undecided places are in two groups, those that were suggested and those that were not.
        review.write(KEYS["home"] + KEYS["ctrl+a"] + KEYS["end"])
        review.settle(0.5)
        found["mark half"] = answered(review, KEYS["ctrl+a"], b"10,000 marked") * 1000
        found["decide all"] = answered(review, b"1", b"PER: ") * 1000
        review.settle(1.0)
        found["undo all"] = answered(review, KEYS["ctrl+z"], b"undone: ") * 1000
        review.settle(1.0)
    found["leave"] = answered(review, KEYS["escape"], b"finish") * 1000
    review.quit()
    return found


def measure_lists(keys: int) -> dict[str, dict[str, float]]:
    """The figures of each of `_LISTS`."""
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "benchmark.db"
        named_corpus(db)
        for what in _LISTS:
            results[what] = measure_list(db, what, keys)
            print(f"{what} done", file=sys.stderr)
    return results


def print_table(results: dict[str, dict[str, float]]) -> None:
    """A column for each, with the rows that any of them has."""
    rows = dict.fromkeys(row for result in results.values() for row in result)
    widths = {name: max(10, len(name) + 2) for name in results}
    print(f"{'':16}" + "".join(f"{name:>{widths[name]}}" for name in results))
    for row in rows:
        cells = (
            f"{result[row]:{widths[name]}.1f}" if row in result else " " * widths[name]
            for name, result in results.items()
        )
        print(f"{row:16}" + "".join(cells).rstrip())
    print(flush=True)


def main() -> None:
    """Measure the sections that are asked for and print a table of each kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keys", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("sections", nargs="*", default=[*SIZES, "lists"], metavar="SECTION")
    options = parser.parse_args()
    unknown = [name for name in options.sections if name not in (*SIZES, "lists")]
    if unknown:
        parser.error(f"no section {unknown[0]!r}: there are {', '.join(SIZES)}, lists")
    tables: list[dict[str, dict[str, float]]] = [{}, {}]
    for name in options.sections:
        if name == "lists":
            tables[1] = measure_lists(options.keys)
        else:
            tables[0][name] = measure(name, options.keys)
            print(f"{name} done", file=sys.stderr)
    if options.json:
        print(json.dumps(tables[0] | tables[1], indent=2))
        return
    for table in tables:
        if table:
            print_table(table)


if __name__ == "__main__":
    main()
