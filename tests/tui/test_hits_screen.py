"""The list of a search's hits: from the prompt, to the hit, to its concordance, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from curator.tui.screens import hits as hits_module
from curator.tui.screens.concordance import ConcordanceScreen
from curator.tui.screens.hits import HitsScreen
from curator.tui.widgets.rows import RowView
from tests.tui.review_driver import Document, Driver, corpus_of, drive, key_of

TEXTS: tuple[Document, ...] = (
    ("an.txt", "Ông Hà Đường nói: đường xa.\nBà Tư vắng.\n", [("Hà Đường", "PER")]),
    ("ba.txt", "Qua phố Đường Lâm.\n\x1b[31m Đương \x9b2J\u202e nhiệm.\n", [("Đường Lâm", "LOC")]),
    ("bốn.txt", "Không có ai.\n", []),
    ("năm.txt", "Đường về Hà Đường.\n", [("Hà Đường", "PER")]),
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db", TEXTS)


def rows(d: Driver) -> list[str]:
    """The rows of the list, each with single spaces."""
    return [" ".join(line.split()) for line in d.seen()[1:-2] if line.strip(" ▁▂▃▄▅▆▇█")]


async def listed(d: Driver, query: str) -> HitsScreen:
    await d.press("/")
    await d.type(query)
    await d.press("ctrl+l")
    top = d.top
    assert isinstance(top, HitsScreen)
    return top


def in_list(d: Driver) -> bool:
    return isinstance(d.top, HitsScreen)


def in_concordance(d: Driver) -> bool:
    return isinstance(d.top, ConcordanceScreen)


def current(d: Driver) -> int:
    return d.top.query_one(RowView).current


def place(d: Driver) -> tuple[object, ...]:
    page = d.session.page
    return d.document, page.caret, page.active, page.selection, page.hits, d.session.query


def test_hits_stand_in_their_lines_this_documents_first(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.screen.show(d.session.open_document(2))
        await listed(d, "duong")
        assert [row.split()[0] for row in rows(d)] == ["ba.txt"] * 2 + ["năm.txt"] * 2 + [
            "an.txt"
        ] * 2
        assert rows(d)[0] == "ba.txt ? LOC Qua phố Đường Lâm."
        assert rows(d)[3] == "năm.txt ? PER Đường về Hà Đường."
        assert rows(d)[5] == "an.txt Ông Hà Đường nói: đường xa."
        assert "6 hits in 3 documents" in d.told
        # All in one column, and harmless.
        lines = [line for line in d.seen()[1:-2] if "nói: đường" not in line]
        columns = {line.index(hit) for line in lines for hit in ("Đường L", "Đương") if hit in line}
        assert len(columns) == 1
        assert "\x1b" not in d.told
        assert "\u202e" not in d.told

    drive(corpus, run)


def test_accents_are_exact_where_they_are_given(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await listed(d, "ĐƯỜNG")
        assert "5 hits in 3 documents" in d.told
        await d.press("escape")
        await listed(d, "không thấy")
        assert "no hit" in d.told
        before = d.seen()
        await d.press("down", "end", "enter", "colon", "pageup")
        assert in_list(d)
        assert d.seen() == before
        await d.press("escape")
        assert d.top is d.screen

    drive(corpus, run)


def test_enter_goes_there_and_the_search_goes_on_from_there(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await listed(d, "duong")
        await d.press("end", "up", "enter")
        assert d.top is d.screen
        assert (d.document, d.after_caret) == ("năm.txt", "Đường về Hà Đường.\n")
        assert "“duong”: 1 of 2" in d.told
        await d.press("f3")
        assert (d.document, d.after_caret) == ("năm.txt", "Đường.\n")
        # The list is where the search is.
        await d.press("tilde")
        assert in_list(d)
        assert current(d) == 1
        await d.press("f3", "f3", "apostrophe")
        assert current(d) == 2
        await d.press("enter")
        assert d.document == "an.txt"
        assert d.session.saved == 0

    drive(corpus, run)


@pytest.mark.parametrize("key", ["escape", "ctrl+l", "tilde", "ctrl+q"])
def test_leaving_leads_back_to_exactly_the_place(corpus: Path, key: str) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Bà Tư")
        await d.press("space", "right")
        before = place(d)
        seen = d.seen()
        await listed(d, "duong")
        await d.press("down", "pagedown", key)
        assert d.top is d.screen
        assert place(d) == before
        assert d.seen() == seen
        assert d.session.saved == 0

    drive(corpus, run)


def test_another_search_from_the_list(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Bà Tư")
        before = place(d)
        await listed(d, "duong")
        for key in ("slash", "H", "à", "space", "ctrl+l"):
            d.app.post_message(key_of(key) if len(key) == 1 else events.Key(key, " "))
        await d.settle()
        assert in_list(d)
        assert "“Hà”" in d.told
        assert "2 hits in 2 documents" in d.told
        await d.press("slash")
        assert d.prompt is not None
        assert d.fields[0].value == "Hà "
        await d.press("escape")
        assert place(d) == before

    drive(corpus, run)


def test_a_hit_leads_to_the_concordance_of_what_stands_there(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Bà Tư")
        before = place(d)
        await listed(d, "duong")
        assert rows(d)[0].startswith("an.txt ? PER")
        await d.press("home", "colon")
        assert in_concordance(d)
        assert "concordance  “Hà Đường”" in d.told
        assert "2 places" in d.told
        await d.press("ctrl+a", "1")
        assert "PER: 2 places in 2 documents" in d.told
        await d.press("escape")
        assert in_list(d)
        assert [row for row in rows(d) if "✓ PER" in row] == [rows(d)[0], rows(d)[5]]
        await d.press("escape")
        assert place(d) == before
        assert ("Hà Đường", "PER", "accepted") in d.surfaces()
        # Undone there, one is back at the place where one was, not where the undo was.
        await listed(d, "duong")
        await d.press("colon", "ctrl+z", "escape", "escape")
        assert ("Hà Đường", "PER", "pending") in d.surfaces()
        assert place(d) == before
        # The concordance's own way to a place leads out of both.
        await listed(d, "duong")
        await d.press("home", "colon", "end", "enter")
        assert d.top is d.screen
        assert d.after_caret.startswith("Hà Đường")

    drive(corpus, run)


def test_keys_close_behind_the_one_that_opens_are_the_lists(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        for key in ("/", "d", "u", "o", "n", "g"):
            d.app.post_message(key_of(key))
        for key in ("ctrl+l", "down", "down", "enter", "f3"):
            d.app.post_message(events.Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert (d.document, d.after_caret) == ("ba.txt", TEXTS[1][1][TEXTS[1][1].index("Đương") :])
        assert d.session.saved == 0

    drive(corpus, run)


def test_by_mouse(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        screen = await listed(d, "duong")
        view = screen.query_one(RowView)
        await d.pilot.click(view, offset=(30, 2))
        await d.settle()
        assert view.current == 2
        assert in_list(d)
        await d.pilot.click(view, offset=(30, 4), times=2)
        await d.settle()
        assert d.top is d.screen
        assert d.document == "năm.txt"

    drive(corpus, run)


def test_nothing_to_list_keeps_the_prompt(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("/", "space")
        assert "Enter finds  ^L lists all  Esc leaves" in d.told
        await d.press("ctrl+l")
        assert d.prompt is not None
        assert "there is no text yet" in d.told
        await d.press("a", "ctrl+l")
        assert in_list(d)

    drive(corpus, run)


@pytest.mark.parametrize("size", [(40, 8), (200, 60)], ids=str)
def test_it_fits_any_size(corpus: Path, size: tuple[int, int]) -> None:
    async def run(d: Driver) -> None:
        screen = await listed(d, "duong")
        await d.press("pagedown", "pagedown", "home", "end")
        assert all(len(line) <= size[0] for line in d.seen())
        assert screen._view.current == 5
        assert "năm.txt" in d.told
        await d.pilot.resize_terminal(80, 24)
        await d.settle()
        assert screen._view.current == 5

    drive(corpus, run, size=size)


def test_the_help_tells_the_keys_of_the_list(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        screen = await listed(d, "duong")
        await d.press("f1")
        assert d.top is not screen
        assert "Leave, and go to the hit in its document" in d.told
        await d.press("escape")
        assert d.top is screen
        await d.press("x")
        assert "x is no key here" in d.told

    drive(corpus, run)


def test_of_very_many_as_many_are_read_as_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits_module, "_COUNTED_FOR", 0.0)
    texts: list[Document] = [
        (f"{n:03}.txt", f"Số {n}.\n" + "Qua Đường Lâm.\n" * 40, []) for n in range(100)
    ]

    async def run(d: Driver) -> None:
        screen = await listed(d, "duong lam")
        for _ in range(100):
            if not screen._wants_more():
                break
            await d.pilot.pause(0.01)
        count = screen._hits.count
        assert 1000 <= count < 4000
        assert f"more than {count:,} hits" in d.told
        assert screen._view.current == 0
        drawn: list[int] = []
        draw = screen._view._row

        def counted(row: int, width: int) -> object:
            drawn.append(row)
            return draw(row, width)

        screen._view._row = counted  # type: ignore[assignment]
        await d.press("down")
        assert len(drawn) <= 2
        for _ in range(200):
            await d.press("end")
            if screen._hits.complete:
                break
        await d.settle()
        await d.press("end")
        assert "4,000 hits in 100 documents" in d.told
        assert "hit 4,000" in d.told
        await d.press("enter")
        assert d.document == "099.txt"

    drive(corpus_of(tmp_path / "c.db", texts), run)


def test_a_burst_through_lists_and_back_is_taken_in_order(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        # The list opens, leaves, opens again; a hit's concordance opens, decides and leaves.
        burst = ["/", *"duong", "ctrl+l", "escape", "/", *"duong", "ctrl+l", "home", "colon", "1"]
        burst += ["escape", "escape", "/", *"vang", "enter", "3"]
        for key in burst:
            d.app.post_message(key_of(key) if len(key) == 1 else events.Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert d.session.query == "vang"
        assert d.surfaces() == [("Hà Đường", "PER", "accepted"), ("vắng", "ORG", "accepted")]

    drive(corpus, run)
