"""Home: what it counts, each item by key, Enter and mouse, imports, the end of all documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from curator.corpus.connection import Connection
from curator.corpus.documents import find_documents
from curator.corpus.verify import verify
from curator.model.errors import DatabaseError
from curator.model.review import ReviewState
from curator.suggest.figures import Figures
from curator.tui.app import ReviewApp
from curator.tui.screens.choice import ChoiceScreen
from curator.tui.screens.documents import DocumentsScreen
from curator.tui.screens.help import HelpScreen
from curator.tui.screens.home import HomeScreen
from curator.tui.screens.settings import SettingsScreen
from curator.tui.widgets.prompt import Prompt
from curator.tui.widgets.rows import RowView
from curator.workflow import home as figures
from curator.workflow.intake import Intake, take_in
from curator.workflow.learner import Learner
from curator.workflow.review.session import ReviewSession
from tests.tui.review_driver import Driver, corpus_of, drive, key_of

LABELLED = "Ông Trần Văn Bình ở Phìn Hồ.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that is done when it has begun, with the figures only."""

    def start(intake: Intake, paths: list[Path]) -> None:
        intake._clear()
        take_in(intake._corpus, paths, intake._hear)
        intake.stage, intake.ready = figures_done, True

    from curator.workflow import learning
    from curator.workflow.intake import Stage

    figures_done = Stage.DONE
    monkeypatch.setattr(learning, "all_suggesters", lambda *_, **__: [Figures()])
    monkeypatch.setattr(Intake, "start", start)


def row_of(d: Driver, title: str) -> str:
    """The row of an item as it is seen."""
    return next(line for line in d.seen() if f"  {title}" in line)


async def wait(d: Driver, text: str) -> None:
    for _ in range(500):
        if text in d.told:
            return
        await d.pilot.pause(0.02)
    raise AssertionError(f"{text!r} is not told:\n{d.told}")


def test_it_tells_what_there_is_to_do(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10")  # the first is finished
        await d.press("f6", "h", "m", "enter")
        await d.press("f7")  # the second is skipped, with a flag
        await d.press("ctrl+g")
        assert isinstance(d.top, HomeScreen)
        told = d.told
        assert "ba.txt" in row_of(d, "Go on")
        assert "no spans" in row_of(d, "Go on")
        assert "6 spans, 1 document" in row_of(d, "Today")
        assert "Documents  3, 1 span pending" in told
        assert row_of(d, "○ New").split()[-1] == "1"
        assert row_of(d, "» Skipped").split()[-1] == "1"
        assert "1       ━━━━━━──" in row_of(d, "✓ Finished")
        assert "1 document" in row_of(d, "⚑ Your flags")
        assert "0 documents" in row_of(d, "⚑ Others' flags")
        assert "0 surfaces" in row_of(d, "Decided in two ways")
        await d.press("escape")
        assert d.top is d.screen

    drive(corpus, run)


@pytest.mark.parametrize("key", ["ctrl+g", "H"])
def test_each_key_opens_and_closes_it(corpus: Path, key: str) -> None:
    async def run(d: Driver) -> None:
        await d.press(key)
        assert isinstance(d.top, HomeScreen)
        await d.press(key)
        assert d.top is d.screen
        await d.press(key, "1")
        assert d.top is d.screen
        await d.press(key, "enter")  # the first item goes on
        assert d.top is d.screen
        assert d.session.saved == 0

    drive(corpus, run)


@pytest.mark.parametrize(
    ("key", "line", "names"),
    [
        ("2", "state:new", ["ba.txt"]),
        ("3", "state:begun", []),
        ("4", "state:skipped", ["hai.txt"]),
        ("5", "state:finished", ["một.txt"]),
        ("6", "state:pending", ["hai.txt", "ba.txt"]),
    ],
)
def test_figures_lead_to_their_documents(
    corpus: Path, key: str, line: str, names: list[str]
) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10", "f7", "ctrl+g", key)
        if not names:
            assert isinstance(d.top, HomeScreen)
            assert "there is none now" in d.told
            return
        assert isinstance(d.top, DocumentsScreen)
        assert d.top.line == f"{line} "
        assert [name for name in ("một.txt", "hai.txt", "ba.txt") if f" {name} " in d.told] == [
            name for name in ("một.txt", "hai.txt", "ba.txt") if name in names
        ]
        await d.press("escape")
        assert isinstance(d.top, HomeScreen)
        await d.press(key, "home", "enter")
        assert d.top is d.screen
        assert d.document == names[0]

    drive(corpus, run)


def test_flags_and_conflicts_lead_to_their_spans(tmp_path: Path) -> None:
    more = ("bốn.txt", LABELLED, [("Trần Văn Bình", "PER"), ("Phìn Hồ", "LOC")])
    from tests.tui.review_driver import DOCUMENTS

    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("enter", "f6", "t", "enter", "f8", "f8", "f8")
        assert d.document == "bốn.txt"
        d.go("Trần Văn Bình")
        await d.press("3", "f5")  # another label
        await d.press("ctrl+g")
        assert "1 surface" in row_of(d, "Decided in two ways")
        await d.press("9")
        assert d.top is d.screen
        assert d.active == "Trần Văn Bình"
        assert "was decided in different ways" in d.told
        await d.press("f8", "f5", "f5", "ctrl+g", "7")
        assert (d.document, d.active) == ("một.txt", "xã Mường Lói")

    drive(corpus_of(tmp_path / "c.db", [*DOCUMENTS, more]), run)


def test_what_others_did(corpus: Path) -> None:
    async def mai(d: Driver) -> None:
        await d.press("delete", "f10")
        await d.press("f6", "w", "enter")

    async def run(d: Driver) -> None:
        await d.press("f10", "ctrl+g")
        assert "1 document" in row_of(d, "⚑ Others' flags")
        assert "1 document" in row_of(d, "Others decided otherwise")
        await d.press("8")
        assert isinstance(d.top, DocumentsScreen)
        assert d.top.line == "flag:others "
        assert "hai.txt" in d.told
        await d.press("ctrl+g", "0")
        assert isinstance(d.top, DocumentsScreen)
        assert "1 of 3" in d.told
        assert " mai" in d.told

    drive(corpus, mai, reviewer="mai")
    drive(corpus, run)


def test_when_all_is_finished_it_says_so_and_undo_is_one_key(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10", "f10")
        assert d.top is d.screen
        await d.press("f9")
        assert isinstance(d.top, HomeScreen)
        assert "Every document is finished, all is done" in d.told
        await d.press("ctrl+z")
        assert d.top is d.screen
        assert d.document == "ba.txt"
        assert d.session.page.state is ReviewState.OPEN
        await d.press("f9")
        assert isinstance(d.top, HomeScreen)
        await d.press("escape", "f9")  # finished already: it does not come again
        assert d.top is d.screen
        assert "all is done" in d.told

    drive(corpus, run)


def test_arrows_pass_over_what_is_no_item(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g", "down")
        view = d.top.query_one(RowView)
        assert "New" in d.seen()[1 + view.current]
        await d.press("up")
        assert view.current == 0
        await d.press("end")
        assert "Help" in d.seen()[1 + view.current]
        await d.press("home", "pagedown", "enter")
        assert isinstance(d.top, HelpScreen)

    drive(corpus, run)


def test_the_mouse_does_an_item(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        row = next(y for y, line in enumerate(d.seen()) if "○ New" in line)
        await d.pilot.click(RowView, offset=(12, row - 2))  # the heading: nothing
        assert isinstance(d.top, HomeScreen)
        await d.pilot.click(RowView, offset=(12, row - 1))
        await d.settle()
        assert isinstance(d.top, DocumentsScreen)

    drive(corpus, run)


def test_ways_that_the_keymap_has(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g", "f1")
        assert isinstance(d.top, HelpScreen)
        assert "Keys · home" in d.told
        await d.press("escape", "ctrl+t")
        assert isinstance(d.top, SettingsScreen)
        await d.press("escape", "ctrl+g", "ctrl+d")
        assert isinstance(d.top, DocumentsScreen)
        await d.press("escape", "ctrl+g", "Z")
        assert "Z is no key here" in d.told
        await d.press("slash")
        assert d.top is d.screen
        assert d.prompt is not None
        await d.press("escape", "ctrl+g", "ctrl+q")
        assert not d.app.is_running or d.app._exit

    drive(corpus, run)


def test_keys_right_behind_are_no_acts_of_the_review(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        for event in (
            events.Key("ctrl+g", None), key_of("x"), key_of("a"), events.Key("delete", None),
            key_of("2"), key_of("h"), key_of("a"), key_of("i"), events.Key("enter", None),
            key_of("a"),
        ):  # fmt: skip
            d.app.post_message(event)
        await d.settle()
        await d.settle()
        assert d.top is d.screen
        assert d.document == "hai.txt"
        assert d.surfaces() == [("Phìn Hồ", "LOC", "accepted")]
        assert d.session.saved == 1

    drive(corpus, run)


@pytest.mark.usefixtures("at_once")
def test_documents_are_imported(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mới"
    folder.mkdir()
    (folder / "a.txt").write_text("Chi 50.000 đồng.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff")

    async def run(d: Driver) -> None:
        await d.press("ctrl+g", "+")
        prompt = d.top.query_one(Prompt)
        await d.type(f"{tmp_path}/không có")
        assert "nothing there yet" in d.told
        await d.press("enter")
        assert "No such file" in d.told
        await d.press("ctrl+u")
        assert prompt.text == ""
        await d.type(f"{tmp_path}/m")
        await d.press("tab")
        assert prompt.text == f"{folder}/"
        await d.press("tab")
        assert "a.txt  b.txt" in d.told
        await d.press("enter")
        await wait(d, "○ New                      4")
        assert "1 problem" in d.told
        assert "1 document" in row_of(d, "Imported")
        await d.press("!")
        assert isinstance(d.top, ChoiceScreen)
        assert "b.txt: not UTF-8" in d.told
        await d.press("enter", "=")
        assert d.top is d.screen
        assert d.document == "a.txt"
        assert d.surfaces() == [("50.000 đồng", "MONEY", "pending")]
        # What was told stays to be seen, and the same once more is nothing new.
        await d.press("ctrl+g")
        assert "1 problem" in d.told
        assert "Open the first new one" not in d.told
        await d.press("+")
        await d.type(f"'{folder}/a.txt'")
        await d.press("enter")
        await wait(d, "0 documents, 1 already there")
        await d.press("+", "escape")
        assert not d.top.query(Prompt)
        assert isinstance(d.top, HomeScreen)

    drive(corpus, run)


def test_the_prompt_s_help_has_tab(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g", "+", "f1")
        assert isinstance(d.top, HelpScreen)
        assert "Keys · prompt" in d.told
        assert "Take what is typed: imports" in d.told
        assert re.search(r"Tab +Complete what is typed", d.told)
        assert "other field" not in d.told
        await d.press("escape", "shift+tab", "/")
        assert d.top.query_one(Prompt).text == "/"

    drive(corpus, run)


@pytest.mark.usefixtures("at_once")
def test_spans_are_suggested_where_there_are_none(corpus: Path) -> None:
    with Connection(corpus) as connection, connection.transaction():
        from curator.corpus.documents import add_document

        added = add_document(connection, "n.txt", "Năm 2020 chi 7%.")

    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        assert "for 1 document without any" in row_of(d, "Suggest spans")
        await d.press("*")
        await wait(d, "Spans suggested")
        await d.pilot.pause(0.3)
        assert "Suggest spans" not in d.told
        await d.press("escape", "ctrl+d", "end", "enter")
        assert d.session.page.document.id == added.id
        assert ("7%", "PERCENT", "pending") in d.surfaces()

    drive(corpus, run)


def test_a_corpus_that_fails_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: ReviewSession) -> figures.Overview:
        raise DatabaseError("the disk is gone")

    monkeypatch.setattr(ReviewSession, "overview", broken)

    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        assert "the disk is gone" in d.told
        await d.press("escape")
        assert d.top is d.screen

    drive(corpus, run)


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (60, 12), (200, 60)])
def test_any_size(corpus: Path, size: tuple[int, int]) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        assert "Go on" in d.told
        await d.pilot.resize_terminal(*reversed(size))
        await d.pilot.resize_terminal(*size)
        await d.press("end", "enter")
        assert isinstance(d.top, HelpScreen)

    drive(corpus, run, size=size)


@pytest.mark.parametrize("width", [40, 50, 60, 72, 80])
def test_nothing_is_cut_on_a_narrow_screen(corpus: Path, width: int) -> None:
    async def run(d: Driver) -> None:
        await d.press("f10", "ctrl+g")
        await d.pilot.pause(0.1)
        for line in d.seen():
            assert "…" not in line.replace("1…", "")
        assert "1 of 1 span pending" in d.told
        assert "Others decided otherwise" in d.told
        assert "6 spans" in row_of(d, "Today")
        assert re.search(r"5  ✓ Finished +1( +━|$)", d.told, re.MULTILINE)
        assert "Esc back" in d.seen()[-1]

    drive(corpus, run, size=(width, 30))


def test_a_low_screen_wastes_no_row(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("ctrl+g")
        assert all(line.strip() for line in d.seen()[1:-2])
        assert "Go on" in d.seen()[1]
        await d.pilot.resize_terminal(80, 24)
        await d.settle()
        assert any(not line.strip() for line in d.seen()[1:12])

    drive(corpus, run, size=(40, 12))


def test_the_current_item_stays_the_one_it_is(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        def current() -> str:
            return d.seen()[1 + view.current - view.scroll_offset.y].split()[0]

        await d.press("ctrl+g", "down")
        view = d.top.query_one(RowView)
        assert current() == "2"
        for size in ((40, 12), (40, 30), (80, 24)):
            await d.pilot.resize_terminal(*size)
            await d.settle()
            assert current() == "2"
        intake = d.app._desk.intake
        intake._hear({"stage": "importing", "done": 1, "of": 2})
        await wait(d, "Stop")
        assert current() == "2"
        intake._hear({"stage": "preparing", "done": 0, "of": 1})
        await wait(d, "what suggests is loaded")
        assert current() == "2"
        await d.press("home")
        assert current() == "x"

    drive(corpus, run)


def test_the_learning_is_told_while_one_looks(corpus: Path) -> None:
    class Pupil(Learner):
        state = ""

        @property
        def learning(self) -> bool:
            return self.state == "learns"

        @property
        def seconds(self) -> float:
            return 7.4

        def poll(self) -> bool:
            return False

    pupil = Pupil(corpus, "lan")

    async def run(d: Driver) -> None:
        d.app._desk.learner = pupil
        await d.press("ctrl+g")
        assert "the tagger" not in d.told
        pupil.state = "learns"
        await wait(d, "the tagger learns from what you finished: 7 s")
        pupil.state, pupil.rounds = "", 1
        await wait(d, "the tagger has learned what you finished")
        pupil.on = False
        await wait(d, "the tagger does not learn (see the settings)")
        await d.pilot.resize_terminal(40, 24)
        await wait(d, "     the settings)")  # on two lines
        assert "the tagger does not learn (see\n" in d.told

    drive(corpus, run)


# -- the first start -----------------------------------------------------------------------------


def start(db: Path, check: object, size: tuple[int, int] = (80, 24)) -> None:
    """Run the app where there is no document, check something, and verify the corpus."""
    import asyncio
    from typing import cast

    from curator.model.scheme import default_scheme
    from curator.workflow.review.actions import Keymap
    from curator.workflow.review.start import Desk
    from curator.workflow.settings import Settings

    async def main() -> None:
        scheme = default_scheme()
        with Desk(db, "lan", scheme) as desk:
            desk.begin()
            assert desk.session is None
            app = ReviewApp(None, Keymap(scheme), Settings(db.with_name("config.toml")), None, desk)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await check(Driver(app, cast(ReviewSession, None), pilot))  # type: ignore[operator]

    asyncio.run(main())
    if db.exists():
        with Connection(db, create=False) as corpus:
            assert verify(corpus).problems == []


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("empty", [False, True])
def test_the_first_start_leads_to_the_first_document(tmp_path: Path, empty: bool) -> None:
    db = tmp_path / "c.db"
    if empty:
        with Connection(db):
            pass
    (tmp_path / "a.txt").write_text("Chi 50.000 đồng.\n", encoding="utf-8")

    async def run(d: Driver) -> None:
        assert isinstance(d.top, HomeScreen)
        assert "Welcome to curator" in d.told
        assert "Type the path of a text file" in d.told
        assert db.exists() is empty
        await d.type(f"{tmp_path}/a.txt")
        await d.press("enter")
        await wait(d, "MONE")
        assert d.top.__class__.__name__ == "ReviewScreen"
        await d.press("enter")
        assert "saved 1" in d.told
        await d.press("f9")
        assert "Every document is finished, all is done" in d.told
        await d.press("ctrl+q")

    start(db, run)
    with Connection(db, create=False) as corpus:
        assert find_documents(corpus, "a.txt") == [1]


def test_without_an_import_nothing_is_made(tmp_path: Path) -> None:
    db = tmp_path / "c.db"
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe")

    async def run(d: Driver) -> None:
        await d.press("enter")
        assert "type the path" in d.told
        await d.type(str(tmp_path / "bad.txt"))
        await d.press("enter")
        # A real process: it finds nothing to import; the path is asked for again, below the reason.
        await wait(d, "with iconv")
        await wait(d, "Import a file or a folder")
        await d.press("escape", "!")
        assert isinstance(d.top, ChoiceScreen)
        assert "iconv" in d.told
        await d.press("escape", "escape")
        assert "^Q leaves" in d.told
        await d.press("f1")
        assert isinstance(d.top, HelpScreen)
        await d.press("escape", "ctrl+q")

    start(db, run)
    assert not db.exists()


@pytest.mark.usefixtures("at_once")
def test_the_first_reasons_stand_where_the_field_has_the_keys(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(" ", encoding="utf-8")

    async def run(d: Driver) -> None:
        await d.type(str(folder))
        await d.press("enter")
        await wait(d, "2.txt: holds no text")
        assert "3.txt" not in d.told
        assert "and 2 more: Esc, then ! lists all" in d.told
        assert "! " not in d.told.replace("! lists", "")
        await d.press("escape")
        assert "5 problems" in d.told
        await d.press("!")
        assert isinstance(d.top, ChoiceScreen)
        assert "4.txt" in d.told
        await d.press("escape", "escape", "ctrl+q")

    start(tmp_path / "c.db", run)


@pytest.mark.usefixtures("at_once")
def test_problems_are_shown_before_the_first_document_opens(tmp_path: Path) -> None:
    folder = tmp_path / "văn bản"
    folder.mkdir()
    (folder / "a.txt").write_text("Chi 50.000 đồng.\n", encoding="utf-8")
    (folder / "b.txt").write_text(" ", encoding="utf-8")

    async def run(d: Driver) -> None:
        for character in f"{tmp_path}/v":
            d.app.post_message(key_of(character))
        for key in ("tab", "enter"):
            d.app.post_message(events.Key(key, None))
        await wait(d, "1 problem, the rest is in")
        assert "Open the first new one" in d.told
        await d.press("=")
        await wait(d, "MONE")

    start(tmp_path / "c.db", run)


def test_an_import_can_be_stopped(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")

    async def run(d: Driver) -> None:
        await d.type(str(tmp_path / "pipe"))
        await d.press("enter")
        await wait(d, "Stop")
        await d.press("x")
        await wait(d, "stopped; what was imported stays")
        await wait(d, "Import a file or a folder")

    start(tmp_path / "c.db", run)


def test_the_first_start_on_a_small_screen_tells_all_of_it_and_asks(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        seen = d.seen()
        assert seen[1].strip() == "Welcome to curator."
        told = " ".join(d.told.split())
        assert "c.db holds no document yet. Type the path of a text file" in told
        assert "F1 tells every key." in told
        assert "Import a file or a folder" in told
        assert "Esc leaves" not in told or "Tab completes" in seen[-1]
        await d.type("/không/có/ở/đây")
        await d.press("enter")
        assert "No such file or directory" in d.told
        await d.pilot.resize_terminal(80, 24)
        await d.settle()
        assert "Texts are UTF-8 and kept byte for byte" in " ".join(d.told.split())
        await d.press("escape")
        assert "Import documents" in d.told

    start(tmp_path / "c.db", run, (40, 12))


def test_an_import_is_never_a_still_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process tells, stage by stage; between two of its lines the screen moves."""
    monkeypatch.setattr(Intake, "start", lambda intake, _: intake._hear({"stage": "importing"}))
    (tmp_path / "a.txt").write_text("Chi 50.000 đồng.\n", encoding="utf-8")

    async def moves(d: Driver, title: str) -> None:
        frames = set()
        for _ in range(200):
            frames.add(row_of(d, title))
            if len(frames) > 3:
                return
            await d.pilot.pause(0.02)
        raise AssertionError(f"{title} stands still:\n{d.told}")

    async def run(d: Driver) -> None:
        intake = d.app._desk.intake
        await d.type(f"{tmp_path}/a.txt")
        await d.press("enter")
        await wait(d, "Importing")
        await moves(d, "Importing")  # nothing has been counted yet
        intake._hear({"stage": "importing", "done": 15_000, "of": 20_000})
        await wait(d, "━━━━━━━━━━━━━━━───── 15 of 20 kB")
        intake._hear({"stage": "preparing", "done": 0, "of": 3, "added": 3, "first": 1})
        await wait(d, "Imported                   3 documents")
        assert "what suggests is loaded, then spans are suggested in 3 documents" in d.told
        await moves(d, "Getting ready")
        intake._hear({"note": "learning from 70 documents (once)"})
        await wait(d, "learning from 70 documents (once), then spans")
        assert re.search(r"Getting ready .* \d s", d.told)
        intake._hear({"stage": "suggesting", "done": 1, "of": 3, "suggested": 1, "note": ""})
        await wait(d, " 1 of 3 documents")
        assert "learning" not in d.told
        await d.press("x")  # there is no process
        assert isinstance(d.top, HomeScreen)

    start(tmp_path / "c.db", run)
