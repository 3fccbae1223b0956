"""Reading a document without walks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from curator.suggest.uncollected import uncollected


@pytest.fixture(autouse=True)
def _on() -> Iterator[None]:
    """Collecting, whatever tests before left behind; and that again."""
    before = gc.isenabled()
    gc.enable()
    yield
    if not before:
        gc.disable()


def test_garbage_is_looked_for_again_afterwards_and_after_an_error() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


def test_whoever_had_it_off_keeps_it_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()
