"""What refers to itself is freed between keys: what is new soon, what is older in a pause."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from curator.tui.garbage import Garbage, hold


class Loop:
    """Refers to itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.enable()
    gc.set_threshold(*before)
    gc.collect()


def test_loading_is_held_and_settling_lets_go() -> None:
    hold()
    assert not gc.isenabled()
    Garbage().settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_new_garbage_goes_with_the_next_tidying_once_there_is_much() -> None:
    garbage = Garbage()
    garbage.settle()
    gc.collect(0)
    few = weakref.ref(Loop())
    garbage.tidy(0.0)
    assert few() is not None
    kept = [[number] for number in range(5_000)]
    garbage.tidy(0.0)
    assert few() is None
    assert len(kept) == 5_000


def test_older_garbage_goes_in_a_pause_once_a_document() -> None:
    garbage = Garbage()
    loops = [Loop()]
    old = weakref.ref(loops[0])
    garbage.settle()
    loops.clear()
    garbage.tidy(1.0)
    assert old() is not None
    garbage.tidy(5.0)
    assert old() is None
    loops = [Loop()]
    old = weakref.ref(loops[0])
    gc.freeze()
    loops.clear()
    garbage.tidy(5.0)
    assert old() is not None
    garbage.settle()
    garbage.tidy(5.0)
    assert old() is None
