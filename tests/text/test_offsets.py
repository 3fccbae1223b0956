"""Offset maps: edits are reversible, spans cross them without surprise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.text.offsets import Edit, EditError, OffsetMap, Segment, apply_edits, compose
from curator.text.view import View

ALPHABET = "abĐưỗ \n\u0301"


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=16)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        replacement = draw(st.text(ALPHABET, max_size=4))
        edits.append(Edit(start, end, replacement, f"step{len(edits)}"))
    return edits


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[str], list[OffsetMap]]:
    """Texts, each made of the one before it, and the map of each step."""
    texts = [draw(st.text(ALPHABET, max_size=60))]
    maps = []
    for _ in range(draw(st.integers(1, 3))):
        text, offsets = apply_edits(texts[-1], draw(edits_of(texts[-1])))
        texts.append(text)
        maps.append(offsets)
    return texts, maps


def composed(maps: list[OffsetMap]) -> OffsetMap:
    whole = maps[0]
    for offsets in maps[1:]:
        whole = compose(whole, offsets)
    return whole


def ranges(length: int, longest: int = 10) -> list[tuple[int, int]]:
    return [(a, b) for a in range(length) for b in range(a + 1, min(length, a + longest) + 1)]


@settings(deadline=None)
@given(chains())
def test_the_texts_are_equal_between_the_segments(chain: tuple[list[str], list[OffsetMap]]) -> None:
    texts, maps = chain
    raw, view, whole = texts[0], texts[-1], composed(maps)
    assert whole.raw_length == len(raw)
    assert whole.view_length == len(view)
    in_raw = in_view = 0
    for segment in [*whole.segments, Segment(len(raw), len(raw), len(view), len(view), "")]:
        assert in_raw <= segment.raw_start <= segment.raw_end
        assert in_view <= segment.view_start <= segment.view_end
        assert raw[in_raw : segment.raw_start] == view[in_view : segment.view_start]
        in_raw, in_view = segment.raw_end, segment.view_end


@settings(deadline=None)
@given(chains())
def test_a_span_that_no_edit_touched_keeps_its_text(
    chain: tuple[list[str], list[OffsetMap]],
) -> None:
    texts, maps = chain
    raw, view, whole = texts[0], texts[-1], composed(maps)
    for start, end in ranges(len(view)):
        raw_start, raw_end = whole.to_raw(start, end)
        assert 0 <= raw_start <= raw_end <= len(raw)
        if not whole.changed_in(start, end):
            assert raw[raw_start:raw_end] == view[start:end]
            assert whole.to_view(raw_start, raw_end) == (start, end)


@settings(deadline=None)
@given(chains())
def test_a_round_trip_covers_the_span(chain: tuple[list[str], list[OffsetMap]]) -> None:
    texts, maps = chain
    whole = composed(maps)
    for start, end in ranges(len(texts[0])):
        there = whole.to_view(start, end)
        if there[0] < there[1]:
            back = whole.to_raw(*there)
            kept = [
                place
                for place in range(start, end)
                if not any(
                    s.raw_start <= place < s.raw_end and s.view_start == s.view_end
                    for s in whole.segments
                )
            ]
            assert not kept or (back[0] <= kept[0] and kept[-1] < back[1])


@settings(deadline=None)
@given(chains())
def test_maps_are_monotone(chain: tuple[list[str], list[OffsetMap]]) -> None:
    texts, maps = chain
    whole = composed(maps)
    for across, length in ((whole.to_raw, len(texts[-1])), (whole.to_view, len(texts[0]))):
        last = (0, 0)
        for place in range(length):
            here = across(place, place + 1)
            assert here[0] >= last[0]
            assert here[1] >= last[1]
            last = here


@settings(deadline=None)
@given(chains())
def test_the_composed_map_covers_the_steps(chain: tuple[list[str], list[OffsetMap]]) -> None:
    texts, maps = chain
    whole = composed(maps)
    for start, end in ranges(len(texts[0]), 6):
        here = (start, end)
        for step in maps:
            here = step.to_view(*here)
            if here[0] == here[1]:
                break
        else:
            at_once = whole.to_view(start, end)
            assert at_once[0] <= here[0]
            assert here[1] <= at_once[1]


@settings(deadline=None)
@given(chains())
def test_inverting_swaps_the_sides(chain: tuple[list[str], list[OffsetMap]]) -> None:
    texts, maps = chain
    whole = composed(maps)
    other = whole.inverted()
    assert other.inverted() == whole
    for start, end in ranges(len(texts[-1]), 4):
        assert other.to_view(start, end) == whole.to_raw(start, end)


@settings(deadline=None)
@given(st.text(ALPHABET, max_size=30).flatmap(lambda t: st.tuples(st.just(t), edits_of(t))))
def test_a_view_never_gives_white_space_at_an_edge(case: tuple[str, list[Edit]]) -> None:
    raw, edits = case
    view = View.of(raw, edits)
    for across, source, target in (
        (view.to_raw, view.text, view.raw),
        (view.to_view, view.raw, view.text),
    ):
        for start, end in ranges(len(source), 5):
            to_start, to_end = across(start, end)
            assert 0 <= to_start <= to_end <= len(target)
            assert target[to_start:to_end] == target[to_start:to_end].strip()


def test_spans_beside_a_change_do_not_take_it_in() -> None:
    view = View.of("Ông\xa0An[1] nói", [Edit(3, 4, " ", "space"), Edit(6, 9, "", "note")])
    assert view.text == "Ông An nói"
    assert view.to_raw(4, 6) == (4, 6)
    assert view.to_raw(7, 10) == (10, 13)
    assert view.to_view(4, 9) == (4, 6)
    assert view.to_raw(4, 10) == (4, 13)


def test_spans_snap_outward_inside_a_change() -> None:
    _, offsets = apply_edits("abcdef", [Edit(1, 4, "XY", "swap")])
    assert offsets.to_view(2, 3) == (1, 3)
    assert offsets.to_raw(2, 3) == (1, 4)
    assert offsets.to_raw(0, 2) == (0, 4)


def test_what_was_inserted_or_deleted_alone_becomes_empty() -> None:
    text, offsets = apply_edits("ab", [Edit(1, 1, "--", "insert")])
    assert text == "a--b"
    assert offsets.to_raw(1, 3) == (1, 1)
    _, offsets = apply_edits("a--b", [Edit(1, 3, "", "delete")])
    assert offsets.to_view(1, 3) == (1, 1)
    assert offsets.to_view(2, 3) == (1, 1)


def test_a_caret_maps_to_a_caret() -> None:
    _, offsets = apply_edits("abc", [Edit(1, 2, "", "delete")])
    assert offsets.to_raw(1, 1) == (2, 2)
    assert offsets.to_view(3, 3) == (2, 2)


def test_undone_insertions_leave_no_segment() -> None:
    text, first = apply_edits("ab", [Edit(1, 1, "x", "insert")])
    back, second = apply_edits(text, [Edit(1, 2, "", "delete")])
    assert back == "ab"
    assert compose(first, second).is_identity


def test_reasons_are_joined() -> None:
    text, first = apply_edits("a\xa0 b", [Edit(1, 2, " ", "nbsp")])
    _, second = apply_edits(text, [Edit(1, 3, " ", "spaces")])
    assert [segment.reason for segment in compose(first, second).segments] == ["nbsp+spaces"]


def test_the_identity() -> None:
    same = OffsetMap.identity(10**9)
    assert same.is_identity
    assert same.view_length == 10**9
    assert same.to_raw(3, 7) == same.to_view(3, 7) == (3, 7)
    view = View.identity("Huế ")
    assert view.text == view.raw
    assert view.to_raw(0, 4) == (0, 3)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 9, "", "long")],
        [Edit(2, 1, "", "turned")],
        [Edit(-1, 1, "", "before")],
        [Edit(2, 3, "", "second"), Edit(0, 1, "", "first")],
        [Edit(0, 2, "", "one"), Edit(1, 3, "", "over")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(EditError, match=edits[-1].reason):
        apply_edits("abc", edits)


def test_maps_that_do_not_meet_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        compose(OffsetMap.identity(3), OffsetMap.identity(4))
