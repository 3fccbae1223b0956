"""A text as runs without white space, and the tokens in them: each distinct run is cut up once.

No token holds white space, and what stands beyond white space never changes one. Vietnamese writes
its syllables apart, so most tokens are a run, and few runs of a text are new. What is left to do
for every place where one stands is arithmetic on arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain, count
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]

LONGEST_KEPT: Final = 64
"""Code points of the longest run whose tokens are kept for the next text."""

_MOST_KEPT: Final = 1 << 16


class Runs(NamedTuple):
    """The distinct runs of a text in order of their first places, and where they stand.

    `place[k]` is the number of the run that begins at code point `starts[k]`.
    """

    distinct: list[str]
    place: Ints
    starts: Ints


class RunTokens(NamedTuple):
    """The tokens of a text; their surfaces are those of the distinct runs, one after the other.

    Token `k` is `surfaces[place[k]]` and stands at `[starts[k], ends[k])`.
    """

    surfaces: list[str]
    place: Ints
    starts: Ints
    ends: Ints


def runs_of(text: str) -> Runs:
    """The runs of `text` between white space (as `str.isspace` has it)."""
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


class Cutter(dict[str, tuple[int, ...]]):
    """Where the tokens of a run begin and end, in turn, by the run; offsets count from its start.

    `cut` finds them for a run that is new.
    """

    def __init__(self, cut: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, run: str) -> tuple[int, ...]:
        edges = self._cut(run)
        if len(run) <= LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[run] = edges
        return edges


def tokens_in(runs: Runs, cutter: Cutter) -> RunTokens:
    """The tokens of a text's runs."""
    cuts = list(map(cutter.__getitem__, runs.distinct))
    surfaces = [
        run[start:end]
        for run, edges in zip(runs.distinct, cuts, strict=True)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]
    edges = np.fromiter(chain.from_iterable(cuts), np.int64, 2 * len(surfaces))
    counts = np.fromiter(map(len, cuts), np.int64, len(cuts)) // 2
    # The tokens of run after run: in a run the numbers of its surfaces rise by one.
    before = np.cumsum(counts) - counts
    here = counts[runs.place]
    done = np.cumsum(here) - here
    place = np.repeat(before[runs.place] - done, here)
    place += np.arange(len(place))
    base = np.repeat(runs.starts, here)
    return RunTokens(surfaces, place, base + edges[::2][place], base + edges[1::2][place])
