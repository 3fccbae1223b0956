"""The same text with the same spans in SLATE and in curator: key to screen, in one run.

    python benchmarks/slate_latency.py --slate PATH_TO_SLATE [--keys 60] [--json] [SIZE ...]

SLATE (the PyPI package `slate-nlp`) is to be installed in an environment of its own. Both run in a
pseudo terminal of 120 by 45 cells. SLATE does not mark its frames, so the time of a key is, for
both, the time to the last byte before 30 ms of quiet. SLATE is measured twice: with the spans of
the benchmark's corpus, as tokens, and with none. SLATE keeps what was marked in memory and writes
it with `s`; each of curator's decisions is on the disk when it is drawn.

Medians in milliseconds, and the 99th percentile behind a stroke where there are enough keys; the
load of the machine is printed, since it decides how far the figures can be trusted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from make_corpus import SIZES, random_spans, sized_corpus, text_of
from pty_review import KEYS, PtyReview

_QUIET = 0.03
_LIMIT = 60.0
"""Seconds that one key may take."""
_BUDGET = 20.0
"""Seconds for one row: of slow keys fewer are pressed."""

_CURATOR: dict[str, tuple[bytes, ...]] = {
    "move": (KEYS["right"], KEYS["down"], KEYS["right"], KEYS["up"]),
    "page": (KEYS["pagedown"], KEYS["pagedown"], KEYS["pageup"]),
    "document's end, start": (KEYS["ctrl+end"], KEYS["ctrl+home"]),
    "mark": (b"1", b"3", b"4", b"7"),
    "take off": (KEYS["delete"],),
    "extend": (b">", b"."),
}
_SLATE: dict[str, tuple[bytes, ...]] = {
    "move": (b";", b"o", b";", b"i"),
    "page": (b"}", b"}", b"{"),
    "document's end, start": (b"O", b"I"),
    "mark": (b" ", b"a", b" ", b"s"),
    "take off": (b"u",),
    "extend": (b"/", b"l"),
}
_STEP = {"mark": b";", "take off": b"j"}
"""SLATE stays where it is after these; curator goes on by itself. What was marked is taken off."""


def key_time(pty: PtyReview, data: bytes) -> float:
    """Type bytes; the seconds until the last byte that they cause.

    Raises:
        TimeoutError: if nothing comes.
    """
    begin = time.perf_counter()
    pty.write(data)
    if not pty.read(_LIMIT):
        raise TimeoutError(f"{data!r}: nothing came within {_LIMIT:.0f} s")
    last = time.perf_counter()
    while pty.read(_QUIET):
        last = time.perf_counter()
    return last - begin


def started(pty: PtyReview, needle: bytes) -> float:
    """The seconds from the start of a process to the end of its first screen with `needle`."""
    pty.wait_for(needle, timeout=3 * _LIMIT)
    last = time.perf_counter()
    while pty.read(0.1):
        last = time.perf_counter()
    return last - pty.started


def measure(
    pty: PtyReview, script: dict[str, tuple[bytes, ...]], keys: int, steps: dict[str, bytes]
) -> dict[str, list[float]]:
    """Milliseconds of each key, by what it does."""
    found: dict[str, list[float]] = {}
    for what, pressed in script.items():
        times = found[what] = []
        deadline = time.perf_counter() + _BUDGET
        number = 0
        while number < keys and (not times or time.perf_counter() < deadline):
            spent = key_time(pty, pressed[number % len(pressed)])
            number += 1
            # A label of SLATE is two keys, of which the second one marks.
            if what != "mark" or pressed[(number - 1) % len(pressed)] != b" ":
                times.append(spent * 1000)
                if what in steps:
                    key_time(pty, steps[what])
    return found


def curator(name: str, keys: int, folder: Path) -> dict[str, list[float]]:
    """The figures of curator for one of `SIZES`."""
    db = folder / f"{name}.db"
    sized_corpus(db, name)
    pty = PtyReview(["--db", db, "review", "--reviewer", "benchmark"])
    found = {"start": [started(pty, b"pending") * 1000]}
    found |= measure(pty, _CURATOR, keys, {})
    found["memory MB"] = [pty.memory()]
    pty.quit()
    return found


def slate(
    program: str, name: str, keys: int, folder: Path, *, spans: bool
) -> dict[str, list[float]]:
    """The figures of SLATE on the text of one of `SIZES`, with its spans or without."""
    size, count = SIZES[name]
    text = text_of(size, 1)
    file = folder / f"{size}-{spans}.txt"
    file.write_text(text, encoding="utf-8", newline="")
    annotations = file.with_name(file.name + ".annotations")
    if spans:
        annotations.write_text(_annotations(text, count), encoding="utf-8")
    pty = PtyReview(
        ["-o", "-l", folder / f"log-{size}-{spans}", file],
        command=(program,),
        environment={"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    )
    first = text.split(maxsplit=1)[0].encode()
    try:
        found = {"start": [started(pty, first) * 1000]}
        found |= measure(pty, _SLATE, keys, _STEP)
        for key in _SLATE["mark"][:2]:  # what was marked may have been taken off again
            key_time(pty, key)
        found["save"] = [key_time(pty, b"s") * 1000]
        found["memory MB"] = [pty.memory()]
    finally:
        pty.kill()
    if "label:" not in annotations.read_text(encoding="utf-8"):
        raise TimeoutError("what was marked was not stored")
    return found


def _annotations(text: str, count: int) -> str:
    """The benchmark's spans as SLATE writes them: ((line, token), (line, token)) - label."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    rows = []
    for number, item in enumerate(random_spans(text, count, 1)):
        line = bisect_right(starts, item.span.start) - 1
        if item.span.end > starts[line + 1]:
            continue
        first = len(text[starts[line] : item.span.start + 1].split()) - 1
        last = len(text[starts[line] : item.span.end].split()) - 1
        ends = ((line, first), (line, last)) if first != last else (line, first)
        rows.append(f"{ends} - label:{'asdv'[number % 4]}\n")
    return "".join(rows)


def _shown(times: Sequence[float] | None) -> str:
    if not times:
        return "-"
    if len(times) < 20:
        return f"{median(times):.1f}"
    ordered = sorted(times)
    return f"{median(times):.1f} / {ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]:.1f}"


def main() -> None:
    """Measure and print a table a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--slate", required=True, help="the program `slate`")
    parser.add_argument("--keys", type=int, default=60, help="keys a row, at most")
    parser.add_argument("--json", action="store_true", help="print all times as JSON")
    parser.add_argument("sizes", nargs="*", default=["13 kB", "1 MB"], metavar="SIZE")
    options = parser.parse_args()
    unknown = [name for name in options.sizes if name not in SIZES]
    if unknown:
        parser.error(f"no size {unknown[0]!r}: there are {', '.join(SIZES)}")
    results: dict[str, dict[str, dict[str, list[float]]]] = {}
    for name in options.sizes:
        columns = results[name] = {}
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            columns["curator"] = curator(name, options.keys, folder)
            for title, spans in (("SLATE", True), ("SLATE, no spans", False)):
                try:
                    columns[title] = slate(options.slate, name, options.keys, folder, spans=spans)
                except (OSError, TimeoutError) as error:
                    print(f"{title} on {name}: {error}", file=sys.stderr)
                    columns[title] = {}
        if options.json:
            continue
        count = SIZES[name][1]
        load = os.getloadavg()[0]
        print(f"{name}, {count} spans, load {load:.1f} on {os.cpu_count()} cores, ms p50 / p99")
        print(f"{'':24}" + "".join(f"{title:>20}" for title in columns))
        for row in [*columns["curator"], "save"]:
            cells = (_shown(column.get(row)) for column in columns.values())
            print(f"{row:24}" + "".join(f"{cell:>20}" for cell in cells))
        print(flush=True)
    if options.json:
        print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
