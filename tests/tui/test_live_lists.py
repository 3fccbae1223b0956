"""Lists show what other processes write, keep the place, and tell where they cannot be read."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document, document_named, get_document
from curator.corpus.suggestions import add_batch, add_run, newest_suggestions
from curator.model.document import Document
from curator.tui.screens.concordance import ConcordanceScreen
from curator.tui.screens.documents import DocumentsScreen
from curator.tui.screens.hits import HitsScreen
from curator.tui.screens.home import HomeScreen
from curator.tui.screens.live import LiveScreen
from curator.workflow.home import Overview
from tests.corpus.samples import Reviewer
from tests.tui.review_driver import Driver, corpus_of, drive, suggestion

TEXTS = tuple(
    (
        f"{number:02}.txt",
        f"Ông Hà Vĩ có mặt, số {number}.\nVề sau Hà Vĩ vắng.\n",
        [("Hà Vĩ", "PER")],
    )
    for number in range(40)
)
NEW = "Người mới gặp Hà Vĩ ở chợ.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db", TEXTS)


@contextmanager
def elsewhere(path: Path) -> Iterator[Connection]:
    """Another process's connection."""
    with Connection(path, create=False) as corpus:
        yield corpus


def bring(corpus: Connection, name: str, text: str = NEW) -> Document:
    """Import a document with a suggestion."""
    with corpus.transaction():
        added = add_document(corpus, name, text)
        add_run(corpus, added.id, text, "patterns", "1", [suggestion(text, "Hà Vĩ", "PER")])
        add_batch(corpus, added.id, [item.id for item in newest_suggestions(corpus, added.id)])
    return get_document(corpus, added.id)


def accept(corpus: Connection, name: str, reviewer: str = "lan") -> None:
    """Accept all of a document, and finish it."""
    document = get_document(corpus, document_named(corpus, name))
    one = Reviewer(corpus, reviewer)
    one.accept_all(document)
    one.finish(document)


async def look(d: Driver) -> None:
    """What comes once a second."""
    assert isinstance(d.top, LiveScreen)
    for _ in range(2):  # the second takes up what the first put off
        d.top.look()
        await asyncio.sleep(0.02)
        await d.settle()


def current(d: Driver) -> str:
    """The current row."""
    view = d.top.query_one("RowView")
    return d.seen()[view.region.y + view.current - view.scroll_offset.y].strip()  # type: ignore[attr-defined]


def place(d: Driver) -> int:
    """The row of the screen on which the current one stands."""
    view = d.top.query_one("RowView")
    return int(view.current - view.scroll_offset.y)  # type: ignore[attr-defined]


def test_documents_that_another_process_imports_come_into_the_list(corpus: Path) -> None:
    script = (
        "import sys; from curator.corpus.connection import Connection; "
        "from curator.corpus.documents import add_document\n"
        "with Connection(sys.argv[1]) as corpus, corpus.transaction(): "
        "add_document(corpus, 'a1.txt', 'Mới tới.')"
    )

    async def run(d: Driver) -> None:
        await d.press("ctrl+d", "f3", *["down"] * 35)
        assert isinstance(d.top, DocumentsScreen)
        before, where = current(d), place(d)
        assert before.startswith("35.txt")
        subprocess.run([sys.executable, "-c", script, str(corpus)], check=True)
        with elsewhere(corpus) as other:
            bring(other, "00a.txt")
            accept(other, "35.txt", "mai")
        await look(d)
        assert "42 documents" in d.told
        assert "○ 42 new" in d.told
        # The current row is the same, at the same place; it tells who finished it.
        assert current(d).startswith("35.txt")
        assert place(d) == where
        assert current(d).split()[-1] == "mai"
        await d.press("home", "down")
        assert current(d).startswith("00a.txt")
        await d.press("end")
        assert current(d).startswith("a1.txt")

    drive(corpus, run)


def test_a_filter_goes_on_holding(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+d")
        await d.type("state:new")
        await d.press("down", "down", "down")
        assert current(d).startswith("03.txt")
        with elsewhere(corpus) as other:
            accept(other, "03.txt")
            accept(other, "01.txt")
            bring(other, "41.txt")
        await look(d)
        assert "39 of 41 documents" in d.told
        assert "01.txt" not in d.told
        assert "✓ 2 finished" in d.told
        # Its document is no longer listed: the current row is the one that took its place.
        assert current(d)[:6] in ("04.txt", "05.txt")

    drive(corpus, run)


def test_hits_in_new_documents_and_new_decisions_are_shown(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("/")
        await d.type("Hà Vĩ")
        await d.press("enter", "~")
        assert isinstance(d.top, HitsScreen)
        await d.press("down", "down", "down")
        assert "80 hits in 40 documents" in d.told
        before = current(d)
        assert "? PER" not in before
        with elsewhere(corpus) as other:
            accept(other, "02.txt")
            bring(other, "mới.txt")
        await look(d)
        assert "81 hits in 41 documents" in d.told
        assert current(d) == before
        assert next(row for row in d.seen() if "02.txt" in row).split()[1] == "✓"
        await d.press("end")
        assert current(d).startswith("mới.txt")

    drive(corpus, run)


def test_the_concordance_keeps_place_and_marks(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press(":")
        assert isinstance(d.top, ConcordanceScreen)
        await d.press(*["down"] * 34, "space", "space", "space")
        assert "3 marked" in d.told
        before, where = current(d), place(d)
        with elsewhere(corpus) as other:
            accept(other, "02.txt")
            accept(other, "03.txt", "mai")
            bring(other, "mới.txt")
        await look(d)
        assert "81 places" in d.told
        assert "3 marked" in d.told
        assert (current(d), place(d)) == (before, where)
        await d.press("home")
        assert any("accepted PER  1 place" in row for row in d.seen())
        await d.press("1")
        assert "PER: 3 places" in d.told

    drive(corpus, run)


def test_others_decisions_change_nothing_in_the_concordance(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press(":")
        assert isinstance(d.top, ConcordanceScreen)
        rows = d.top._rows
        with elsewhere(corpus) as other:
            accept(other, "02.txt", "mai")
        await look(d)
        assert d.top._rows is rows

    drive(corpus, run)


@pytest.mark.parametrize("keys", [("ctrl+d",), (":",), ("/", "H", "à", "enter", "~")])
def test_a_file_that_is_gone_is_told_and_forgotten_when_it_is_back(
    corpus: Path, keys: tuple[str, ...]
) -> None:
    async def run(d: Driver) -> None:
        await d.press(*keys)
        told = d.seen()[-2]
        corpus.rename(corpus.with_name("away.db"))
        await look(d)
        assert "the file was deleted, moved or replaced; put it back" in d.told
        await look(d)
        assert "the file was deleted" in d.told
        corpus.with_name("away.db").rename(corpus)
        await look(d)
        assert "the file was deleted" not in d.told
        assert d.seen()[-2] == told

    drive(corpus, run)


@pytest.mark.parametrize(
    ("keys", "key"),
    [(("ctrl+d",), "f3"), ((":",), "1"), (("/", "H", "à", "enter", "~"), "end")],
)
def test_what_cannot_be_read_is_told_in_the_list(
    corpus: Path, keys: tuple[str, ...], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the rows that are drawn nor a key that reads end the app."""
    broken = Broken()

    async def run(d: Driver) -> None:
        await d.press(*keys)
        sqlite = d.session._corpus._sqlite
        monkeypatch.setattr(d.session._corpus, "_sqlite", broken.instead_of(sqlite))
        await d.press(key)
        assert "damaged; `curator verify` says" in d.told
        assert isinstance(d.top, LiveScreen)
        for other in ("home", "space", "ctrl+a", "down", "pagedown", "f3", "f2", "f2"):
            await d.press(other)
            await look(d)
            assert "damaged; `curator verify` says" in d.told
        broken.mended = True
        await look(d)
        assert "damaged" not in d.told
        assert "cannot be read" not in d.told

    drive(corpus, run)


class Broken:
    """A database that is damaged, until it is mended."""

    mended = False

    def instead_of(self, sqlite: object) -> object:
        """A connection to it in the place of another one."""
        import sqlite3

        outer = self

        class Connection:
            def __getattr__(self, name: str) -> object:
                if not outer.mended and name in ("cursor", "execute"):
                    raise sqlite3.DatabaseError("database disk image is malformed")
                return getattr(sqlite, name)

        return Connection()


def test_home_counts_what_others_write_and_shows_the_old_figures_until_then(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        home = d.top
        assert isinstance(home, HomeScreen)
        assert "Documents  40" in d.told.replace("Documents       ", "Documents  ")
        await d.press("down", "down")
        before = current(d)
        with elsewhere(corpus) as other:
            bring(other, "mới.txt")
            accept(other, "02.txt")
        home._next_count = 0.0
        monkeypatch.setattr("curator.tui.screens.home._FIRST_SLICE", 0.0)
        monkeypatch.setattr(Overview, "read", lambda self, seconds: None)
        await look(d)
        assert "40, 40 spans pending" in d.told
        monkeypatch.undo()
        for _ in range(50):
            if "41, 40 spans pending" in d.told:
                break
            await asyncio.sleep(0.01)
            await d.settle()
        assert "41, 40 spans pending" in d.told
        assert any("Finished" in row and " 1 " in f"{row} " for row in d.seen())
        assert current(d).split()[:2] == before.split()[:2]
        # Before counting begins again it waits many times as long as it took.
        home._next_count = float("inf")
        with elsewhere(corpus) as other:
            bring(other, "mới nữa.txt", NEW + "!")
        await look(d)
        assert "41, 40 spans pending" in d.told

    drive(corpus, run)


def test_home_tells_what_cannot_be_read(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Broken()

    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        sqlite = d.session._corpus._sqlite
        monkeypatch.setattr(d.session._corpus, "_sqlite", broken.instead_of(sqlite))
        await look(d)
        assert "damaged; `curator verify` says" in d.told
        for key in ("2", "down", "6", "ctrl+z"):
            await d.press(key)
        assert "damaged; `curator verify` says" in d.told
        broken.mended = True

    drive(corpus, run)
