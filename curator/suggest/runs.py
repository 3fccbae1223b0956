"""A text as runs without white space, and the tokens in them: each distinct run is cut up once.

No token holds white space, and what stands beyond white space never changes one. Vietnamese writes
its syllables apart, so most tokens are a run, and few runs of a text are new. What is left to do
for every place where one stands is arithmetic on arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]

SHORT: Final = 1 << 10
"""Code points of the longest text whose tokens are laid out one by one: arrays are slower there."""

LONGEST_KEPT: Final = 64
"""Code points of the longest run that is kept for the next text."""

_MOST_KEPT: Final = 1 << 16

_Value = TypeVar("_Value")


class Runs(NamedTuple):
    """The distinct runs of a text in order of their first places, and where they stand.

    `place[k]` is the number of the run that begins at code point `starts[k]`.
    """

    distinct: list[str]
    place: Ints
    starts: Ints


def placed(text: str) -> Iterator[tuple[int, str]]:
    """The runs of `text` in order, each with the code point it begins at."""
    end = 0
    for run in text.split():
        start = text.index(run, end)
        yield start, run
        end = start + len(run)


_last: tuple[str, Runs] | None = None


def runs_of(text: str) -> Runs:
    """The runs of `text` between white space (as `str.isspace` has it).

    Those of the last text are kept: each suggester that reads a document asks for them.
    """
    global _last
    # Read once: another thread may put its own text there at any time.
    last = _last
    if last is not None and last[0] is text:
        return last[1]
    runs = _runs_of(text)
    _last = text, runs
    return runs


def _runs_of(text: str) -> Runs:
    runs = text.split()
    number = dict(zip(dict.fromkeys(runs), count()))
    place = np.fromiter(map(number.__getitem__, runs), np.int64, len(runs))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    white = _is_white().take(codes, mode="clip")
    starts = np.flatnonzero(white[:-1] & ~white[1:]) + 1
    if len(starts) < len(runs):
        starts = np.concatenate(([0], starts))
    return Runs(list(number), place, starts)


@lru_cache(maxsize=1)
def _is_white() -> npt.NDArray[np.bool_]:
    """Whether a code point is white space; the last item stands for all beyond."""
    return np.array([chr(code).isspace() for code in range(0x3002)])


class Kept(dict[str, _Value]):
    """What `make` makes of a run, by the run; that of short runs is kept for the next text."""

    def __init__(self, make: Callable[[str], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, run: str) -> _Value:
        made = self._make(run)
        if len(run) <= LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[run] = made
        return made


def spread(runs: Runs, counts: Ints) -> tuple[Ints, Ints]:
    """The tokens of a text, of which `counts[k]` are in the distinct run `k`.

    For each the number it has among the tokens of the distinct runs, one after the other, and the
    start of the run it stands in.
    """
    before = np.cumsum(counts) - counts
    here = counts[runs.place]
    done = np.cumsum(here) - here
    place = np.repeat(before[runs.place] - done, here)
    place += np.arange(len(place))
    return place, np.repeat(runs.starts, here)
