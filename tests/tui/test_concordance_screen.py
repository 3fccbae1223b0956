"""The concordance: compare the places of a surface in the corpus, decide on many at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from curator.corpus.concordance import Concordance, Verdict
from curator.tui.cells import fit, fit_end
from curator.tui.occurrence_rows import OccurrenceRows, place_of
from curator.tui.screens.concordance import ConcordanceScreen
from tests.tui.review_driver import Driver, corpus_of, drive

TEXTS = (
    ("an.txt", "Ông Hà Vĩ nói với bà Tư.\nVề sau Hà Vĩ vắng.\n", [("Hà Vĩ", "PER")]),
    ("ba.txt", "Đến HÀ VĨ ngày mai.\n\x1b[31m Hà Vĩ \x9b2J\u202e xa lắm.\n", [("HÀ VĨ", "LOC")]),
    ("bốn.txt", "Không có ai.\nQuỹ Hà Vĩ Xanh mở cửa.\n", [("Quỹ Hà Vĩ Xanh", "ORG")]),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db", TEXTS)


def rows(d: Driver) -> list[str]:
    """The rows of the list, without the white space at their ends."""
    return [line.strip() for line in d.seen()[1:-2] if line.strip()]


def headings(d: Driver) -> list[str]:
    return [row for row in rows(d) if " place" in row]


async def opened(d: Driver) -> ConcordanceScreen:
    await d.press(":")
    assert isinstance(d.top, ConcordanceScreen)
    return d.top


def test_places_are_grouped_by_what_was_decided(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        assert headings(d) == [
            "? pending LOC  1 place",
            "? pending PER  1 place",
            "not marked  2 places",
            "in a longer span ORG  1 place",
        ] or headings(d) == [
            "? pending PER  1 place",
            "? pending LOC  1 place",
            "not marked  2 places",
            "in a longer span ORG  1 place",
        ]
        assert "5 places" in d.told
        # Each in its line, the hits in one column.
        hits = [row.lower().index("hà vĩ") for row in d.seen()[1:-2] if "hà vĩ" in row.lower()]
        assert len(hits) == 5
        assert len(set(hits)) == 1

    drive(corpus, run)


def test_conflicts_come_first(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Hà Vĩ")
        d.session.accept()
        d.screen.show(d.session.next_document())
        d.go("HÀ VĨ")
        d.session.accept()
        d.go("HÀ VĨ")
        await opened(d)
        assert all("decided in different ways" in heading for heading in headings(d)[:2])
        assert {heading.split()[2] for heading in headings(d)[:2]} == {"PER", "LOC"}

    drive(corpus, run)


def test_what_a_document_holds_is_shown_harmless(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        assert "\x1b" not in d.told
        assert "\x9b" not in d.told
        assert "\u202e" not in d.told
        assert "␛[31m" in d.told

    drive(corpus, run)


def test_a_label_goes_to_the_marked_places_and_one_undo_takes_it_back(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        before = d.surfaces()
        await opened(d)
        for heading in headings(d)[:2]:
            assert "pending" in heading
        await d.press("space", "space")
        assert "2 marked" in d.told
        await d.press("ctrl+a")
        assert "4 marked" in d.told
        await d.press("1")
        assert "PER: 4 places in 2 documents" in d.told
        assert "marked" not in d.seen()[-2]
        assert headings(d)[0] == "✓ accepted PER  4 places"
        await d.press("escape")
        assert d.top is d.screen
        assert d.surfaces() == [("Hà Vĩ", "PER", "accepted")] * 2
        assert "0 pending  ✓ 2" in d.told
        await opened(d)
        await d.press("ctrl+z")
        assert "undone: PER “Hà Vĩ” at 4 places in 2 documents" in d.told
        assert "? pending" in headings(d)[0]
        await d.press("escape")
        assert d.surfaces() == before

    drive(corpus, run)


def test_without_marks_the_current_place_is_decided_and_the_next_one_current(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        screen = await opened(d)
        first = screen._current()
        assert first is not None
        await d.press("down")
        second = screen._current()
        assert second is not None
        assert second[1] != first[1]
        await d.press("up", "delete")
        assert "rejected: 1 place in 1 document" in d.told
        current = screen._current()
        assert current is not None
        assert place_of(current[1]) == place_of(second[1])
        assert headings(d).count("✗ rejected  1 place") == 1

    drive(corpus, run)


def test_marks_are_taken_away_again(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        await d.press("space", "up", "space")
        assert "marked" not in d.seen()[-2]
        await d.press("end", "ctrl+a")
        assert "1 marked" in d.told
        await d.press("ctrl+a")
        assert "marked" not in d.seen()[-2]
        assert d.session.saved == 0

    drive(corpus, run)


def test_enter_goes_to_the_place_in_its_document(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        await d.press("end", "enter")
        assert d.top is d.screen
        assert d.document == "bốn.txt"
        assert d.after_caret.startswith("Hà Vĩ Xanh")

    drive(corpus, run)


def test_keys_behind_the_one_that_closes_are_the_reviews(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        for key in ("escape", "enter"):
            d.app.post_message(events.Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert d.surfaces() == [("Hà Vĩ", "PER", "accepted")]

    drive(corpus, run)


@pytest.mark.parametrize("size", [(40, 8), (200, 60)], ids=str)
def test_it_fits_any_size(corpus: Path, size: tuple[int, int]) -> None:
    async def run(d: Driver) -> None:
        screen = await opened(d)
        await d.press("pagedown", "pagedown", "home", "end")
        assert all(len(line) <= size[0] for line in d.seen())
        current = screen._current()
        assert current is not None
        assert current[0].verdict is Verdict.INSIDE
        assert "Vĩ" in d.told
        await d.pilot.resize_terminal(80, 24)
        await d.settle()
        assert screen._current() == current

    drive(corpus, run, size=size)


def test_many_places_are_read_between_the_keys(tmp_path: Path) -> None:
    texts = [
        (f"{n:03}.txt", f"Số {n}.\n" + "Gặp Tạ Mo ở đây.\n" * 40, [("Tạ Mo", "PER")])
        for n in range(100)
    ]

    async def run(d: Driver) -> None:
        screen = await opened(d)
        for _ in range(200):
            if screen._rows.concordance.complete and not screen._reading:
                break
            await d.pilot.pause(0.02)
        await d.settle()
        assert "4,000 places" in d.told
        assert "reading" not in d.told
        drawn: list[int] = []
        draw = screen._view._row

        def counted(row: int, width: int) -> object:
            drawn.append(row)
            return draw(row, width)

        screen._view._row = counted  # type: ignore[assignment]
        # What is seen, and between the keys the next page; not the 4,000.
        await d.press("down")
        assert len(drawn) <= 2 + 32
        drawn.clear()
        await d.press("pagedown")
        assert len(drawn) <= 2 * 32

    drive(corpus_of(tmp_path / "c.db", texts), run)


def test_rows_lead_to_their_occurrences_and_back(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        concordance = d.session.concordance("Hà Vĩ")
        assert isinstance(concordance, Concordance)
        table = OccurrenceRows(concordance)
        assert (table.count, table.near(3)) == (0, 0)
        concordance.read()
        table.update()
        assert table.count == 5 + len(concordance.groups)
        seen = list(table.occurrences())
        assert len(seen) == 5
        for row, occurrence in seen:
            assert table.at(row)[1] is occurrence
            assert table.row_of(place_of(occurrence)) == row
            assert table.near(row) == table.near(row, -1) == row
            assert next(iter(table.occurrences(row))) == (row, occurrence)
        assert table.row_of((99, 0, 1)) is None
        assert table.at(0)[1] is None
        assert table.near(0, -1) == 1

    drive(corpus, run)


@given(st.text(max_size=30), st.integers(0, 20))
def test_the_end_of_a_text_fills_exactly_its_cells(text: str, width: int) -> None:
    shown = fit_end(text, width)
    assert shown.isprintable()
    assert fit(shown, 1000)[1] == width
    if not text.strip():
        return
    if text.isascii() and text.isprintable() and len(text) <= width:
        assert shown == text.rjust(width)


def test_the_place_that_one_comes_from_has_a_sign(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Hà Vĩ vắng")
        d.session.select_range(d.session.page.caret, d.session.page.caret + 5)
        await opened(d)
        assert [row for row in rows(d) if row.startswith("▸")] == [rows(d)[5]]
        assert "Về sau Hà Vĩ vắng" in rows(d)[5]

    drive(corpus, run)


def test_an_undo_elsewhere_leads_back_to_the_place_too(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.screen.show(d.session.open_document(2))
        d.go("HÀ VĨ")
        d.session.accept()
        d.screen.show(d.session.open_document(1))
        d.put_caret("Hà Vĩ vắng")
        d.session.select_range(d.session.page.caret, d.session.page.caret + 5)
        await opened(d)
        await d.press("ctrl+z")
        assert "undone: accepting LOC “HÀ VĨ” in ba.txt" in d.told
        await d.press("escape")
        assert d.top is d.screen
        assert (d.document, d.after_caret) == ("an.txt", "Hà Vĩ vắng.\n")
        assert d.view.page.text == d.session.page.text

    drive(corpus, run)


def test_a_hit_over_two_lines_stands_in_one(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        await opened(d)
        assert [row.split("  ")[-1].strip() for row in rows(d) if "Tạ" in row] == [
            "Ông Tạ Mo về.", "bà Tạ Mo."
        ]  # fmt: skip

    texts = [("a.txt", "Ông Tạ\nMo về.\nbà Tạ Mo.\n", [("Tạ\nMo", "PER")])]
    drive(corpus_of(tmp_path / "c.db", texts), run)
