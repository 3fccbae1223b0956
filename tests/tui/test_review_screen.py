"""The whole screen: mouse, size, documents, other windows, failures, help, palette, own keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.events import Key, MouseScrollDown
from textual.widgets import Input

from curator.corpus import activity
from curator.corpus.connection import Connection
from curator.corpus.reviews import ReviewLog
from curator.model.errors import DatabaseError
from curator.model.scheme import default_scheme
from curator.tui.screens.help import HelpScreen
from curator.tui.widgets.span_list import SpanList
from curator.workflow.review.actions import Keymap, key_display
from curator.workflow.review.session import ReviewSession
from tests.tui.review_driver import Document, Driver, corpus_of, drive

LONG = "\n".join(f"Dòng thứ {number} nói về thôn Pá Hu {number}." for number in range(200)) + "\n"
LONG_SPANS = [(f"thôn Pá Hu {number}", "LOC") for number in range(10, 190, 10)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


# -- the mouse -----------------------------------------------------------------------------------


def test_a_click_puts_the_caret_or_takes_the_span(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.pilot.click(d.view, offset=d.where("kế hoạch"))
        await d.settle()
        assert d.after_caret.startswith("kế hoạch")
        assert d.active is None
        x, y = d.where("Mường Lói")
        await d.pilot.click(d.view, offset=(x + 2, y))
        await d.settle()
        assert d.active == "xã Mường Lói"
        await d.press("enter")
        assert ("xã Mường Lói", "LOC", "accepted") in d.surfaces()
        # Beside the text, below it and on the title: nothing breaks.
        await d.pilot.click(d.view, offset=(0, d.view.size.height - 1))
        await d.pilot.click("#title")
        await d.pilot.click("#status")
        await d.press("left")
        assert d.session.saved == 1

    drive(corpus, run)


def test_a_second_click_selects_the_syllable(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.pilot.click(d.view, offset=d.where("nghèo"), times=2)
        await d.settle()
        assert d.selected == "nghèo"
        await d.press("7")
        assert ("nghèo", "MISC", "accepted") in d.surfaces()

    drive(corpus, run)


def test_a_drag_selects_whole_syllables(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        x, y = d.where("cảm ơn mọi")
        await d.pilot.mouse_down(d.view, offset=(x + 1, y))
        await d.pilot.hover(d.view, offset=(x + 4, y))
        await d.pilot.hover(d.view, offset=(x + 8, y))
        await d.pilot.mouse_up(d.view, offset=(x + 8, y))
        await d.settle()
        assert d.selected == "cảm ơn mọi"
        await d.press("7")
        assert ("cảm ơn mọi", "MISC", "accepted") in d.surfaces()

    drive(corpus, run)


def test_the_wheel_scrolls_and_leaves_the_caret(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        caret, active = d.session.page.caret, d.active
        for _ in range(8):
            await d.pilot._post_mouse_events([MouseScrollDown], d.view, offset=(5, 5))
        await d.settle()
        assert "Dòng thứ 0 " not in d.told
        assert "Dòng thứ 24 " in d.told
        assert (d.session.page.caret, d.active) == (caret, active)
        # The next key comes back to where the work is.
        await d.press("tab")
        assert d.active == "thôn Pá Hu 20"
        assert "Dòng thứ 20 " in d.told

    drive(corpus_of(tmp_path / "c.db", [("dài.txt", LONG, LONG_SPANS)]), run)


def test_a_click_on_the_list_goes_to_the_span(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.pilot.click(SpanList, offset=(8, 4))
        await d.settle()
        assert d.active == "12,5%"
        assert d.after_caret.startswith("12,5%")
        await d.pilot.click(SpanList, offset=(8, 15))  # below the last
        await d.press("delete")
        assert ("12,5%", "PERCENT", "rejected") in d.surfaces()

    drive(corpus, run)


# -- the size ------------------------------------------------------------------------------------


def test_a_new_size_keeps_caret_selection_and_sight(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Dòng thứ 99 ")
        await d.press("space", "right", "right")
        for size in ((30, 8), (200, 60), (80, 24), (12, 4), (100, 30)):
            await d.pilot.resize_terminal(*size)
            await d.settle()
            assert d.selected == "Dòng thứ 99"
            first, last = d.view.seen
            assert first <= d.session.page.caret <= last, size
        assert "Dòng thứ 99 " in d.told
        await d.press("7")
        assert ("Dòng thứ 99", "MISC", "accepted") in d.surfaces()

    drive(corpus_of(tmp_path / "c.db", [("dài.txt", LONG, LONG_SPANS)]), run)


@pytest.mark.parametrize("size", [(1, 1), (5, 3), (20, 5), (400, 120)])
def test_any_size_is_drawn(corpus: Path, size: tuple[int, int]) -> None:
    async def run(d: Driver) -> None:
        await d.press("tab", "enter", "f6")
        await d.type("a")
        await d.press("enter", "f1", "escape", "f4", "f8", "f5", "ctrl+z", "pagedown", "up")
        assert d.session.saved == 3

    drive(corpus, run, size=size)


# -- documents -----------------------------------------------------------------------------------


def test_coming_back_finds_the_same_place(tmp_path: Path) -> None:
    db = corpus_of(tmp_path / "c.db", [("một.txt", LONG, LONG_SPANS), ("hai.txt", LONG + "\n", [])])

    async def leave(d: Driver) -> None:
        d.go("thôn Pá Hu 120")
        await d.press("enter")
        assert d.active == "thôn Pá Hu 130"
        await d.press("ctrl+q")

    async def come_back(d: Driver) -> None:
        assert d.document == "một.txt"
        assert d.active == "thôn Pá Hu 130"
        assert "Dòng thứ 130 " in d.told
        await d.press("f8")
        d.put_caret("Dòng thứ 70 ")
        await d.press("f5")
        assert d.active == "thôn Pá Hu 130"
        await d.press("f8")
        assert d.after_caret.startswith("Dòng thứ 70 ")
        assert "Dòng thứ 70 " in d.told
        await d.press("q")

    async def in_the_other(d: Driver) -> None:
        assert d.document == "hai.txt"
        assert d.after_caret.startswith("Dòng thứ 70 ")

    drive(db, leave)
    drive(db, come_back)
    drive(db, in_the_other)


def test_undo_reaches_over_documents_and_sessions(corpus: Path) -> None:
    async def decide(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("2", "plus", "f9")
        assert d.document == "hai.txt"
        await d.press("delete", "f8", "q")

    async def take_back(d: Driver) -> None:
        assert d.document == "ba.txt"
        await d.press("ctrl+z")
        assert d.document == "hai.txt"
        assert ("Phìn Hồ", "LOC", "pending") in d.surfaces()
        assert "undone: rejecting LOC “Phìn Hồ” in hai.txt" in d.told
        assert "Phìn Hồ" in d.told
        await d.press("ctrl+z")
        assert d.document == "một.txt"
        assert "undone: finishing một.txt" in d.told
        assert "✓ finished" not in d.told
        await d.press("ctrl+z")
        assert "undone: accepting DATE “12/3” and 4 more in một.txt" in d.told
        await d.press("ctrl+z")
        assert ("Trần Văn Bình", "PER", "pending") in d.surfaces()
        assert d.active == "Trần Văn Bình"
        await d.press("ctrl+z")
        assert "nothing is left to undo" in d.told
        await d.press("ctrl+y", "ctrl+y", "ctrl+y", "ctrl+y")
        assert d.document == "hai.txt"
        assert ("Phìn Hồ", "LOC", "rejected") in d.surfaces()
        await d.press("ctrl+y")
        assert "nothing is left to redo" in d.told

    drive(corpus, decide)
    drive(corpus, take_back)


def test_all_finished(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("plus", "f9", "plus", "f9", "f9")
        assert "Every document is finished, all is done" in d.told
        await d.press("escape")
        assert "ba.txt finished; all is done" in d.told
        assert "3 finished" in d.told
        await d.press("f9")
        assert "all is done" in d.told
        assert d.session.saved == 5
        # Everything still works on what is finished.
        await d.press("f5", "f5", "ctrl+down", "delete", "ctrl+z", "f6")
        await d.type("sửa sau")
        await d.press("enter")
        assert d.document == "một.txt"

    async def again(d: Driver) -> None:
        assert "✓ finished" in d.told
        await d.press("tab")
        assert "nothing is pending here" in d.told

    drive(corpus, run)
    drive(corpus, again)


def test_skipped_documents_come_back_at_the_end(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f7", "plus", "f9", "f9")
        assert d.document == "một.txt"
        assert "skipped" in d.seen()[0]
        await d.press("f7")
        assert "only skipped documents are left" in d.told
        await d.press("enter")
        assert "skipped" not in d.seen()[0]

    drive(corpus, run)


ODD: list[Document] = [
    ("một chữ.txt", "a", []),
    ("trắng.txt", " \n\t\n\xa0\n  \r\n", []),
    ("dấu.txt", "…\n?!\n", []),
    ("dài.txt", "ạ" * 5000, []),
    ("biểu tượng.txt", "👩\u200d👩\u200d👧\u200d👦", []),
]


@pytest.mark.parametrize("document", ODD, ids=lambda d: d[0])
def test_documents_without_suggestions_take_every_act(tmp_path: Path, document: Document) -> None:
    keymap = Keymap(default_scheme())

    async def run(d: Driver) -> None:
        for where in ("ctrl+home", "ctrl+end"):
            await d.press(where)
            for action in keymap:
                if action.id in ("quit", "help", "palette"):
                    continue
                await d.press(action.keys[0])
                if d.prompt is not None:
                    await d.press("escape")
        assert d.document == document[0]
        assert d.app.is_running

    drive(corpus_of(tmp_path / "c.db", [document]), run)


def test_one_character_is_labelled_and_finished(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        assert "no span here" in d.told
        await d.press("7")
        assert d.surfaces() == [("a", "MISC", "accepted")]
        await d.press("greater_than_sign", "less_than_sign", "alt+shift+right", "f9")
        assert d.surfaces() == [("a", "MISC", "accepted")]
        assert "Every document is finished, all is done" in d.told

    drive(corpus_of(tmp_path / "c.db", [ODD[0]]), run)


def test_white_space_is_never_a_span(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("7", "space", "ctrl+end", "7", "shift+right", "7")
        assert d.surfaces() == []
        assert d.session.saved == 0
        assert "no" in d.told

    drive(corpus_of(tmp_path / "c.db", [ODD[1]]), run)


def test_a_corpus_without_suggestions(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        for key in ("tab", "shift+tab", "ctrl+down", "enter", "delete", "plus", "f2", "ctrl+z"):
            await d.press(key)
            assert d.session.saved == 0
        await d.press("tab")
        assert "nothing is pending here: finish the document" in d.told
        await d.press("f9")
        assert "finished" in d.told

    drive(corpus_of(tmp_path / "c.db", [("ba.txt", "Không có gì.\n", [])]), run)


# -- other windows, and a database that fails ------------------------------------------------------


def test_a_lost_race_is_told_and_shown(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        with Connection(corpus, create=False) as other:
            there = ReviewSession(other, "lan", default_scheme())
            there.go_to_span(d.span("Trần Văn Bình").id)
            there.reject()
        await d.press("enter")
        assert "changed in another window first" in d.told
        assert ("Trần Văn Bình", "PER", "rejected") in d.surfaces()
        assert "✗ PER   Trần Văn Bình" in d.told
        assert d.session.saved == 0
        d.go("12/3")
        await d.press("enter")
        assert d.session.saved == 1

    drive(corpus, run)


def test_decisions_of_two_windows_on_different_spans_are_both_kept(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        with Connection(corpus, create=False) as other:
            there = ReviewSession(other, "lan", default_scheme())
            there.go_to_span(d.span("12,5%").id)
            there.reject()
        await d.press("enter")
        assert "another window has changed this document too" in d.told
        assert ("Trần Văn Bình", "PER", "accepted") in d.surfaces()
        assert ("12,5%", "PERCENT", "rejected") in d.surfaces()
        assert d.active == "xã Mường Lói"

    drive(corpus, run)


@pytest.mark.parametrize("key", ["enter", "delete", "2", "greater_than_sign", "plus", "f7"])
def test_what_cannot_be_saved_is_told_and_changes_nothing(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise DatabaseError("c.db: the disk is full; nothing of this step was written")

    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        before = d.surfaces()
        with monkeypatch.context() as patch:
            patch.setattr(ReviewLog, "decide", fail)
            await d.press(key)
            assert d.surfaces() == before
            assert d.session.saved == 0
            assert d.document == "một.txt"
            assert d.active == "Trần Văn Bình"
            assert "not saved: c.db: the disk is full" in d.told
        await d.press("enter")
        assert d.session.saved == 1

    drive(corpus, run)


def test_undo_that_fails_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise DatabaseError("c.db: cannot be written")

    async def run(d: Driver) -> None:
        await d.press("enter")
        with monkeypatch.context() as patch:
            patch.setattr(ReviewLog, "taking", fail)
            patch.setattr(ReviewLog, "save_place", fail)
            await d.press("ctrl+z")
            assert "cannot be written" in d.told
            await d.press("f8")
            assert "cannot be written" in d.told
            assert d.document == "một.txt"
        assert ("12/3", "DATE", "accepted") in d.surfaces()

    drive(corpus, run)


def test_a_prompt_that_cannot_be_saved_stays_open(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise DatabaseError("the disk is full")

    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f6")
        await d.type("một lời bình dài")
        with monkeypatch.context() as patch:
            patch.setattr(ReviewLog, "decide", fail)
            await d.press("enter")
            assert d.prompt is not None
            assert "not saved: the disk is full" in d.told
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == "một lời bình dài"

    drive(corpus, run)


# -- help, palette, own keys -----------------------------------------------------------------------


def test_help_shows_every_key_and_label(corpus: Path) -> None:
    keymap = Keymap(default_scheme())

    async def run(d: Driver) -> None:
        await d.press("f1")
        assert isinstance(d.top, HelpScreen)
        told = d.told
        for action in keymap:
            for key in action.keys:
                assert key_display(key) in told, action.id
            if not action.id.startswith("label:"):
                assert action.description[:50] in told, action.id
        for label in default_scheme().labels.values():
            assert label.name in told
        await d.press("pagedown", "down", "end", "home")
        assert isinstance(d.top, HelpScreen)
        await d.press("f1")
        assert d.top is d.screen
        assert d.session.saved == 0

    drive(corpus, run, size=(120, 160))


def test_help_scrolls_on_a_small_terminal(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f1")
        seen = set()
        for _ in range(40):
            seen |= {row.strip(" │") for row in d.seen()}
            await d.press("pagedown")
        everything = "\n".join(seen)
        for label in default_scheme().labels:
            assert label in everything
        await d.press("escape")
        assert d.top is d.screen

    drive(corpus, run, size=(80, 24))


def test_several_keys_at_once_close_the_help_once(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        await d.press("f1")
        before = d.session.page.caret
        for key in ("escape", "escape", "ctrl+end"):
            d.app.post_message(Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert d.session.page.caret > before
        assert d.session.saved == 0

    drive(corpus, run)


def test_the_palette_lists_every_act_and_does_one(corpus: Path) -> None:
    keymap = Keymap(default_scheme())

    async def run(d: Driver) -> None:
        commands = {command.title: command for command in d.app.get_system_commands(d.screen)}
        for action in keymap:
            assert action.description in commands
            if action.keys:
                assert key_display(action.keys[0]) in commands[action.description].help
        d.go("Trần Văn Bình")
        await d.press("ctrl+p")
        await d.type("reject the span")
        await d.pilot.pause(0.5)
        assert "Reject the span" in d.told
        await d.press("enter")
        await d.pilot.pause(0.3)
        assert d.top is d.screen
        assert ("Trần Văn Bình", "PER", "rejected") in d.surfaces()
        await d.press("ctrl+p")
        await d.type("x")
        await d.press("escape")
        assert d.top is d.screen
        await d.press("enter")
        assert d.session.saved == 2

    drive(corpus, run)


def test_the_palette_shows_the_current_act_without_colours(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.app.no_color = True
        await d.press("ctrl+p")
        await d.pilot.pause(0.3)
        acts = d.top.query_one(CommandList)
        assert acts.highlighted == 0
        lines = [acts.render_line(y) for y in range(acts.size.height)]
        marked = [any(part.style and part.style.underline for part in line) for line in lines]
        assert marked[0]
        assert not marked[-1]

    drive(corpus, run)


def test_own_keys_take_the_place_of_the_defaults(corpus: Path) -> None:
    keys: dict[str, object] = {"accept": "y", "label:PER": ["f12"], "help": [], "reject": ["a"]}

    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("enter", "x")
        assert d.session.saved == 0
        assert "Enter" not in d.seen()[-1]
        assert "y accept" in d.seen()[-1]
        await d.press("y")
        assert ("Trần Văn Bình", "PER", "accepted") in d.surfaces()
        await d.press("a")
        assert ("xã Mường Lói", "LOC", "rejected") in d.surfaces()
        d.go("Lò Thị Ính")
        await d.press("1", "f1", "question_mark")
        assert d.session.saved == 2
        assert d.top is d.screen
        await d.press("f12")
        assert ("Lò Thị Ính", "PER", "accepted") in d.surfaces()

    drive(corpus, run, keys=keys)


def test_escape_again_and_again_loses_nothing(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("enter")
        before = d.surfaces(), d.document, d.session.saved
        for key in ("space", "f1", "f6", "f2", "ctrl+p", "escape"):
            await d.press(key, "escape", "escape", "escape")
            assert (d.surfaces(), d.document, d.session.saved) == before
            assert d.top is d.screen
            assert not d.screen.query(Input)
        assert d.app.is_running

    drive(corpus, run)


def test_the_day_is_told_where_there_is_room_and_anew_with_each_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(d: Driver) -> None:
        await d.press("enter", "delete")
        await d.press("f8")
        assert "today 2 spans  document 2 of 3" in d.told
        monkeypatch.setattr(activity, "STEADY_SECONDS", 0.0)
        d.screen.show_activity()
        await d.settle()
        assert re.search(r"today 2 spans, \d+\.\d/min  document 2 of 3", d.told)
        await d.press("enter")
        assert "today 2 spans" in d.told
        await d.pilot.resize_terminal(109, 30)
        await d.settle()
        assert "today" not in d.told

    drive(corpus_of(tmp_path / "c.db"), run, size=(110, 30))


def test_a_long_text_leaves_room_for_what_is_told_of_it(tmp_path: Path) -> None:
    words = "hợp tác xã chăn nuôi trâu bò và trồng lúa nương của bà con bản Nà Hẩu " * 2
    db = corpus_of(tmp_path / "c.db", [("a.txt", words, [(words.strip(), "ORG")])])

    async def run(d: Driver) -> None:
        assert "… benchmark" in " ".join(d.told.split())
        await d.press("delete", "ctrl+home", "space", "ctrl+end")
        assert "selected hợp tác" in d.told
        assert "…  a label's key makes it a span" in d.told

    drive(db, run, size=(80, 24))
