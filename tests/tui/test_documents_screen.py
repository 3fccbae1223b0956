"""The list of documents: what it shows, each key and the mouse, typing, bursts, long lists."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from textual import events
from textual.events import MouseScrollDown
from textual.widgets import Input

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.model.errors import DatabaseError
from curator.tui.screens.documents import DocumentsScreen
from curator.tui.screens.help import HelpScreen
from curator.tui.widgets.rows import RowView
from curator.workflow.documents import DocumentList
from tests.tui.review_driver import Driver, corpus_of, drive, key_of


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


def listed(d: Driver) -> list[str]:
    """The names in the list, in order, as they are seen."""
    screen = d.top
    assert isinstance(screen, DocumentsScreen)
    rows = screen.query_one(RowView)
    width = rows.scrollable_content_region.width
    lines = (rows.render_line(y).text for y in range(min(rows._count, rows.size.height)))
    return [line[3 : width // 2].split("  ")[0].strip() for line in lines]


def status(d: Driver) -> str:
    return d.seen()[-2]


def test_it_tells_each_documents_state(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10")  # accepts all and finishes the first
        await d.press("a", "f6", "h", "m", "enter")
        await d.press("ctrl+d")
        assert listed(d) == ["một.txt", "hai.txt", "ba.txt"]
        rows = d.seen()
        assert "○ 1 new" in rows[0]
        assert "✓ 1 finished" in rows[0]
        assert "✓ finished" in rows[3]
        assert "0/6" in rows[3]
        assert "▸ hai.txt" in rows[4]
        assert "◐ begun" in rows[4]
        assert "⚑1" in rows[4]
        assert "○ new" in rows[5]
        assert "3 documents" in status(d)

    drive(corpus, run)


@pytest.mark.parametrize("key", ["ctrl+d", "D"])
def test_each_key_opens_it_and_escape_leaves_all_as_it_was(corpus: Path, key: str) -> None:
    async def run(d: Driver) -> None:
        await d.press("tab")
        before = d.active
        await d.press(key)
        assert isinstance(d.top, DocumentsScreen)
        await d.press("escape")
        assert d.top is d.screen
        assert (d.document, d.active) == ("một.txt", before)
        await d.press(key, "ctrl+d")
        assert d.top is d.screen

    drive(corpus, run)


def test_arrows_and_enter_open_a_document(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "down", "down", "up", "enter")
        assert d.top is d.screen
        assert d.document == "hai.txt"
        # The open one is the current row.
        await d.press("ctrl+d", "enter")
        assert d.document == "hai.txt"
        await d.press("ctrl+d", "end", "enter")
        assert d.document == "ba.txt"
        await d.press("ctrl+d", "home", "enter")
        assert d.document == "một.txt"
        await d.press("ctrl+d", "pagedown", "enter")
        assert d.document == "ba.txt"

    drive(corpus, run)


def test_typing_filters_by_name_and_text(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        await d.type("mot")
        assert listed(d) == ["một.txt"]
        assert "1 of 3" in status(d)
        await d.press("ctrl+u")
        assert len(listed(d)) == 3
        await d.type("phin ho")
        assert listed(d) == ["hai.txt"]
        await d.type("q")
        assert listed(d) == []
        assert "nothing meets the filter" in status(d)
        await d.press("enter")  # nothing to open
        assert isinstance(d.top, DocumentsScreen)
        await d.press("backspace", "enter")
        assert d.document == "hai.txt"

    drive(corpus, run)


def test_composed_letters_are_taken(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        # As an input method sends it: a letter, taken back, the composed one.
        await d.press("m", "o", "backspace", "ộ", "t")
        assert d.top.query_one(Input).value == "một"
        assert listed(d) == ["một.txt"]
        await d.press("ctrl+u")
        d.app.post_message(events.Paste(unicodedata.normalize("NFD", "Phìn Hồ\nrest")))
        await d.settle()
        assert listed(d) == ["hai.txt"]

    drive(corpus, run)


def test_conditions_are_completed_stepped_and_checked(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10", "ctrl+d")
        await d.type("sta")
        await d.press("tab")
        assert d.top.query_one(Input).value == "state:"
        assert "pending · new · begun" in status(d)
        assert len(listed(d)) == 3
        await d.press("tab", "tab")
        assert d.top.query_one(Input).value == "state:new"
        assert listed(d) == ["hai.txt", "ba.txt"]
        await d.press("shift+tab", "shift+tab")
        assert d.top.query_one(Input).value == "state:finished"
        assert listed(d) == ["một.txt"]
        await d.press("f2")
        assert d.top.query_one(Input).value == ""
        await d.press("f2", "f4")
        assert d.top.query_one(Input).value == "state:pending label:PER"
        assert listed(d) == []
        await d.press("ctrl+u", "f6")
        assert d.top.query_one(Input).value == "flag:yes"
        await d.press("ctrl+u")
        before = listed(d)
        await d.type("state:old")
        assert "nothing begins with “old”" in status(d)
        assert listed(d) == before
        await d.press("ctrl+u")
        await d.type("who:me")
        assert "“who:” is no filter; there are state" in status(d)

    drive(corpus, run)


def test_sorting(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "f3")
        assert "by name" in status(d)
        assert listed(d) == ["ba.txt", "hai.txt", "một.txt"]
        await d.press("f3")
        assert "least certain" in status(d)
        assert listed(d)[-1] == "ba.txt"  # nothing was suggested there
        await d.press("f3")
        assert listed(d) == ["một.txt", "hai.txt", "ba.txt"]

    drive(corpus, run)


def test_filter_and_order_stay_for_the_next_time(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "f3")
        await d.type("label:LOC")
        await d.press("enter", "ctrl+d")
        assert d.top.query_one(Input).value == "label:LOC"
        assert listed(d) == ["hai.txt", "một.txt"]

    drive(corpus, run)


def test_the_mouse(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        await d.pilot.click(RowView, offset=(8, 2))
        await d.settle()
        assert isinstance(d.top, DocumentsScreen)
        assert d.top.query_one(RowView).current == 2
        await d.pilot.click(RowView, offset=(8, 9))  # below the last
        await d.pilot.click(RowView, offset=(8, 1), times=2)
        await d.settle()
        assert d.top is d.screen
        assert d.document == "hai.txt"

    drive(corpus, run)


def test_help_lists_its_keys_and_comes_back(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "f1")
        assert isinstance(d.top, HelpScreen)
        assert "Keys · documents" in d.told
        assert "F3" in d.told
        # Only keys that type nothing: letters are the filter's.
        assert "F1 " in d.told
        assert "F1 ?" not in d.told
        assert "^G H" not in d.told
        await d.press("escape")
        assert isinstance(d.top, DocumentsScreen)
        await d.type("?")  # a letter of the filter, no help
        assert d.top.query_one(Input).value == "?"

    drive(corpus, run)


def test_quit(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "ctrl+q")
        assert not d.app.is_running or d.app._exit

    drive(corpus, run)


def test_keys_right_behind_are_no_acts_of_the_review(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        # All at once: "a" would accept, "x" reject, Enter accept.
        d.app.post_message(events.Key("ctrl+d", None))
        for character in "ha":
            d.app.post_message(key_of(character))
        d.app.post_message(events.Paste("i"))
        d.app.post_message(events.Key("enter", None))
        d.app.post_message(key_of("a"))  # meant for the document that is opened
        await d.settle()
        await d.settle()
        assert d.top is d.screen
        assert d.document == "hai.txt"
        assert d.surfaces() == [("Phìn Hồ", "LOC", "accepted")]
        assert d.session.saved == 1

    drive(corpus, run)


def test_a_long_list_scrolls_and_finds(tmp_path: Path) -> None:
    path = corpus_of(tmp_path / "c.db")
    with Connection(path) as corpus, corpus.transaction():
        for number in range(2000):
            add_document(corpus, f"{number}.txt", f"{'Lúa' if number % 3 else 'Ngô'} {number}.")

    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "end")
        assert "1999.txt" in d.told
        await d.press("home")
        await d.pilot._post_mouse_events([MouseScrollDown], RowView, offset=(5, 5))
        await d.settle()
        assert "một.txt" not in listed(d)
        await d.type("lua")
        for _ in range(50):
            if "reading" not in status(d):
                break
            await d.pilot.pause(0.05)
        assert "1,333 of 2,003" in status(d)
        await d.press("end", "enter")
        assert d.document == "1999.txt"

    drive(path, run)


def test_names_cannot_steer_the_screen(tmp_path: Path) -> None:
    path = corpus_of(tmp_path / "c.db")
    with Connection(path) as corpus, corpus.transaction():
        for number, name in enumerate(("\x1b[2Ja\nb", "[bold]c[/]", "\u202edoc\u202c", "𠀋" * 90)):
            add_document(corpus, name, f"Văn bản {number}.")

    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        assert "[bold]c[/]" in d.told
        assert "\x1b" not in d.told
        assert "\u202e" not in d.told
        assert all(len(strip.text) <= 100 for strip in d.app.screen._compositor.render_strips())
        await d.type("[bold]")
        await d.press("enter")
        assert d.document == "[bold]c[/]"

    drive(path, run)


def test_a_corpus_that_fails_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is gone")

    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        with monkeypatch.context() as patch:
            patch.setattr(DocumentList, "choose", broken)
            await d.type("m")
            assert "the disk is gone" in status(d)
        await d.type("o")
        assert listed(d) == ["một.txt"]

    drive(corpus, run)


@pytest.mark.parametrize("size", [(30, 8), (60, 12), (80, 24), (200, 60)])
def test_any_size(corpus: Path, size: tuple[int, int]) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        assert "một" in d.told
        await d.pilot.resize_terminal(*reversed(size))
        await d.pilot.resize_terminal(*size)
        await d.press("down", "enter")
        assert d.document == "hai.txt"

    drive(corpus, run, size=size)
