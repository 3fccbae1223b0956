"""An act that is done in parts."""

from __future__ import annotations

import pytest

from curator.model.work import Parts, Progress, Work


def counting(of: int, closed: list[bool]) -> Parts[str]:
    try:
        for done in range(1, of + 1):
            yield Progress(done, of)
    except GeneratorExit:
        closed.append(True)
        raise
    return "counted"


def test_it_goes_on_in_parts_until_it_is_done() -> None:
    work = Work("counting", counting(3, []))
    seen = []
    while not work.go_on(0):
        seen.append(work.progress)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert work.result == "counted"
    assert work.go_on()


def test_finish_does_all_that_is_left() -> None:
    work = Work("counting", counting(1000, []))
    work.go_on(0)
    assert work.finish() == "counted"
    assert work.progress == (1000, 1000)


def test_what_is_stopped_is_closed_and_has_no_result() -> None:
    closed: list[bool] = []
    work = Work("counting", counting(3, closed))
    work.go_on(0)
    work.stop()
    assert closed == [True]
    with pytest.raises(IndexError):
        _ = work.result
    assert not closed[1:]


def test_stopping_what_is_done_changes_nothing() -> None:
    work = Work("counting", counting(1, []))
    work.finish()
    work.stop()
    assert work.result == "counted"
