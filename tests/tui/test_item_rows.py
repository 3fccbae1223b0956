"""Rows of items: columns by width, what is said where there is little room, bars."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.tui.cells import fit
from curator.tui.item_rows import Columns, ItemRow


def shown(row: ItemRow) -> str:
    return "".join(part if isinstance(part, str) else part[0] for part in row.parts)


def test_a_wide_and_a_narrow_screen() -> None:
    wide, narrow = Columns.of(100), Columns.of(40)
    assert shown(wide.item("7", "Flags", "3")) == "   7  Flags" + " " * 22 + "3"
    assert shown(narrow.item("7", "Flags", "3")) == " 7  Flags" + " " * 12 + "3"
    assert shown(narrow.item("^T", "Settings")).startswith("^T  Settings ")
    assert shown(narrow.named("Today", "3 spans")) == "    Today" + " " * 12 + "3 spans"
    # A long name pushes what is said away and is not cut.
    assert shown(narrow.item("0", "Others decided otherwise", "3")).endswith("otherwise  3")


def test_what_finds_no_room_is_said_in_short() -> None:
    said = ("by the scores of their suggestions",)
    assert shown(Columns.of(80).item("6", "Least", *said, short=["scores"])).endswith(said[0])
    assert shown(Columns.of(40).item("6", "Least", *said, short=["scores"])).endswith(" scores")
    assert Columns.of(80).fits("Least", *said)
    assert not Columns.of(40).fits("Least", *said)


def test_an_item_with_nothing_to_do_is_dim_and_told_all_the_same() -> None:
    columns = Columns.of(40)
    row = columns.item("6", "Flags", ("none at all, " * 9, "ok"), short=["0"])
    assert row.item
    assert row.told == ("Flags", ("none at all, " * 9).strip())
    assert {style for _, style in row.parts} == {"muted"}
    row = columns.item("6", "Flags", ("3", "ok"), act=lambda: None)
    assert [style for _, style in row.parts] == ["ok", "strong", "ok"]
    assert row.act is not None


@given(st.text(max_size=120), st.integers(1, 200), st.booleans())
def test_long_texts_are_wrapped(text: str, width: int, indent: bool) -> None:
    columns = Columns.of(width)
    rows = [shown(row) for row in columns.wrapped(text, "muted", indent=indent)]
    assert "".join("".join(rows).split()) == "".join(text.split())
    for row in rows:
        assert row.startswith(columns.indent if indent else "")
        if text.isascii():
            assert len(row) <= columns.line


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 200))
def test_a_bar_is_as_full_as_the_work_is_done(done: int, of: int, width: int) -> None:
    columns = Columns.of(width)
    full, rest = (text for text, _ in columns.bar(done, of))
    assert len(full) + len(rest) == columns.bar_cells
    assert (len(full) == columns.bar_cells) == (of > 0 and done >= of)
    assert done or not full


@pytest.mark.parametrize("width", [40, 100])
def test_what_knows_no_end_moves_to_and_fro(width: int) -> None:
    columns = Columns.of(width)
    seen = []
    for tick in range(400):
        left, block, right = (text for text, _ in columns.moving_bar(tick / 10))
        assert len(left) + len(block) + len(right) == columns.bar_cells
        seen.append(len(left))
    assert set(seen) == set(range(columns.bar_cells - 3))
    # It stands nowhere for longer than the eye takes for still.
    assert all(len(set(seen[tick : tick + 4])) > 1 for tick in range(len(seen) - 4))
    assert max(abs(a - b) for a, b in itertools.pairwise(seen)) <= 1


def test_widths_are_those_of_the_terminal() -> None:
    columns = Columns.of(40)
    row = shown(columns.item("1", "e\u0301te\u0301", "x"))
    assert fit(row, 100)[1] == fit(shown(columns.item("1", "abc", "x")), 100)[1]
