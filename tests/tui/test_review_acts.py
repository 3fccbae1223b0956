"""Every act of the keymap by each of its keys, through the whole app."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.widgets import Input

from curator.model.scheme import default_scheme
from curator.tui.screens.choice import ChoiceScreen
from curator.tui.screens.concordance import ConcordanceScreen
from curator.tui.screens.documents import DocumentsScreen
from curator.tui.screens.help import HelpScreen
from curator.tui.screens.hits import HitsScreen
from curator.tui.screens.home import HomeScreen
from curator.tui.screens.labels import LabelsScreen
from curator.tui.screens.settings import SettingsScreen
from curator.workflow.review.actions import Keymap, key_name
from tests.tui.review_driver import DOCUMENTS, FIRST, Driver, corpus_of, drive

Press = Callable[[], Awaitable[None]]
Check = Callable[[Driver, Press], Awaitable[None]]

SCHEME = default_scheme()
KEYMAP = Keymap(SCHEME)
LONG = "\n".join(f"Dòng thứ {number} nói về thôn Pá Hu." for number in range(120)) + "\n"
FOURTH = "Hà Thị vắng.\nVui thay, sau đó Hà Thị lại đến.\n"
CHECKS: dict[str, Check] = {}


def check(*action_ids: str) -> Callable[[Check], Check]:
    """Name the acts that a function checks."""

    def remember(function: Check) -> Check:
        for action_id in action_ids:
            CHECKS[action_id] = function
        return function

    return remember


@check("next_pending")
async def next_pending(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    d.session.accept()
    d.go("12/3")
    await act()
    assert d.active == "xã Mường Lói"
    d.go("Lò Thị Ính")
    await act()
    assert d.active == "12/3"
    assert "from the top again" in d.told


@check("previous_pending")
async def previous_pending(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    d.session.accept()
    d.go("xã Mường Lói")
    await act()
    assert d.active == "12/3"
    await act()
    assert d.active == "Lò Thị Ính"


@check("next_span")
async def next_span(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    d.session.reject()
    d.go("12/3")
    await act()
    assert d.active == "Trần Văn Bình"
    d.go("Lò Thị Ính")
    await act()
    assert d.active == "Lò Thị Ính"
    assert "this is the last span" in d.told


@check("previous_span")
async def previous_span(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    d.session.reject()
    d.go("xã Mường Lói")
    await act()
    assert d.active == "Trần Văn Bình"
    d.go("12/3")
    await act()
    assert "this is the first span" in d.told


@check("caret_left")
async def caret_left(d: Driver, act: Press) -> None:
    d.put_caret("Văn Bình")
    await act()
    assert d.after_caret.startswith("Trần Văn Bình")
    assert d.active == "Trần Văn Bình"
    await act()
    assert d.after_caret.startswith("ông")
    assert d.active is None


@check("caret_right")
async def caret_right(d: Driver, act: Press) -> None:
    d.put_caret("ông")
    await act()
    assert d.after_caret.startswith("Trần Văn")
    await act()
    assert d.after_caret.startswith("Văn")


@check("caret_up")
async def caret_up(d: Driver, act: Press) -> None:
    d.put_caret("50.000")
    await act()
    line = FIRST.split("\n")[0]
    assert d.after_caret.startswith(line[len("UBND xã chi ") :])


@check("caret_down")
async def caret_down(d: Driver, act: Press) -> None:
    d.put_caret("Trần")
    await act()
    line = FIRST.split("\n")[1]
    assert d.after_caret.startswith(line[len("Sáng 12/3, ông ") :])
    # Over a short line and back to the column.
    await act()
    await act()
    assert d.after_caret.startswith(FIRST.split("\n")[3][len("Sáng 12/3, ông ") :])


@check("line_start")
async def line_start(d: Driver, act: Press) -> None:
    d.put_caret("hộ nghèo")
    await act()
    assert d.after_caret.startswith("UBND xã chi")


@check("line_end")
async def line_end(d: Driver, act: Press) -> None:
    d.put_caret("hộ nghèo")
    await act()
    assert d.after_caret.startswith("\n\nBà")


@check("document_start")
async def document_start(d: Driver, act: Press) -> None:
    d.put_caret("hộ nghèo")
    await act()
    assert d.session.page.caret == 0


@check("document_end")
async def document_end(d: Driver, act: Press) -> None:
    d.put_caret("hộ nghèo")
    await act()
    assert d.after_caret == ""


@check("accept")
async def accept(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await act()
    assert ("Trần Văn Bình", "PER", "accepted") in d.surfaces()
    assert d.active == "xã Mường Lói"
    assert "5 pending  ✓ 1 " in d.told
    assert "saved 1" in d.told
    assert "✓ PER   Trần Văn Bình" in d.told


@check("reject")
async def reject(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await act()
    assert ("Trần Văn Bình", "PER", "rejected") in d.surfaces()
    assert d.active == "xã Mường Lói"
    assert "✗ PER   Trần Văn Bình" in d.told
    d.put_caret("kế hoạch")
    await d.press("7")
    assert ("kế", "MISC", "accepted") in d.surfaces()
    d.go("kế")
    await act()
    assert "kế" not in [surface for surface, _, _ in d.surfaces()]


def edge(before: str, after: str) -> Check:
    async def moved(d: Driver, act: Press) -> None:
        d.go(before)
        await act()
        assert d.active == after
        assert "saved 1" in d.told
        span = d.session.page.active_span()
        assert span is not None
        assert span.state == "accepted"
        await d.press("ctrl+z")
        assert d.active == before

    return moved


CHECKS |= {
    "start_left": edge("Trần Văn Bình", "ông Trần Văn Bình"),
    "start_right": edge("Trần Văn Bình", "Văn Bình"),
    "end_left": edge("Trần Văn Bình", "Trần Văn"),
    "end_right": edge("Trần Văn Bình", "Trần Văn Bình dự"),
    "start_left_character": edge("Lò Thị Ính", "à Lò Thị Ính"),
    "start_right_character": edge("Lò Thị Ính", "ò Thị Ính"),
    "end_left_character": edge("Lò Thị Ính", "Lò Thị Ín"),
    "end_right_character": edge("Lò Thị Ính", "Lò Thị Ính,"),
}


@check("select")
async def select(d: Driver, act: Press) -> None:
    d.put_caret("hộ nghèo")
    await act()
    assert d.selected == "hộ"
    await d.press("right")
    assert d.selected == "hộ nghèo"
    assert "a label's key makes it a span" in d.told
    await d.press("7")
    assert ("hộ nghèo", "MISC", "accepted") in d.surfaces()
    d.put_caret("cảm ơn")
    await act()
    await d.press("left", "left")
    assert d.selected == "xã, cảm"
    await act()
    assert d.selected is None


@check("edit_value")
async def edit_value(d: Driver, act: Press) -> None:
    d.go("12,5%")
    await act()
    assert [field.value for field in d.fields] == ["12.5", "%"]
    assert "PERCENT 12,5%" in d.told
    await d.press("escape")
    assert d.prompt is None
    d.go("Trần Văn Bình")
    await act()
    assert d.prompt is None
    assert "only a figure has a value" in d.told


@check("accept_rest")
async def accept_rest(d: Driver, act: Press) -> None:
    d.go("12/3")
    d.session.reject()
    await act()
    states = [state for _, _, state in d.surfaces()]
    assert states == ["rejected", *["accepted"] * 5]
    assert "5 spans accepted" in d.told
    assert "0 pending  ✓ 5  ✗ 1 " in d.told
    await act()
    assert "nothing is pending here" in d.told
    await d.press("ctrl+z")
    assert "5 pending" in d.told


@check("unit_longer")
async def unit_longer(d: Driver, act: Press) -> None:
    d.put_caret("3 hộ")
    await d.press("#")
    d.go("3")
    assert d.span("3").span.unit == "hộ nghèo"
    await d.press("-")
    assert d.span("3").span.unit == "hộ"
    await act()
    assert d.span("3").span.unit == "hộ nghèo"
    assert d.active == "3"
    assert "the unit is “hộ nghèo”" in d.told
    assert "saved 3" in d.told
    d.go("12/3")
    await act()
    assert "DATE has no unit" in d.told


@check("unit_shorter")
async def unit_shorter(d: Driver, act: Press) -> None:
    d.put_caret("3 hộ")
    await d.press("#")
    d.go("3")
    await act()
    assert d.span("3").span.unit == "hộ"
    await act()
    assert d.span("3").span.unit is None
    assert "the figure has no unit now" in d.told
    await act()
    assert "there is no unit to shorten" in d.told


@check("rest_and_finish")
async def rest_and_finish(d: Driver, act: Press) -> None:
    d.go("12/3")
    d.session.reject()
    await act()
    assert d.document == "hai.txt"
    assert "5 spans accepted; một.txt finished" in d.told
    await d.press("ctrl+z")
    assert d.document == "một.txt"
    assert "0 pending  ✓ 5  ✗ 1 " in d.told
    await d.press("ctrl+z")
    assert "5 pending" in d.told


@check("flag")
async def flag(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await act()
    await d.type("tên ai?")
    await d.press("enter")
    assert d.span("Trần Văn Bình").comment == "tên ai?"
    assert d.prompt is None
    assert "flagged" in d.told
    d.put_caret("kế hoạch")
    await act()
    await d.type("xem lại")
    await d.press("enter")
    assert d.session.page.note == "xem lại"
    assert "⚑ xem lại" in d.seen()[0]


@check("undo")
async def undo(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await d.press("enter")
    await act()
    assert ("Trần Văn Bình", "PER", "pending") in d.surfaces()
    assert d.active == "Trần Văn Bình"
    assert "undone: accepting PER “Trần Văn Bình” in một.txt" in d.told
    await act()
    assert "nothing is left to undo" in d.told


@check("redo")
async def redo(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await d.press("delete", "ctrl+z")
    await act()
    assert ("Trần Văn Bình", "PER", "rejected") in d.surfaces()
    assert "redone: rejecting PER “Trần Văn Bình” in một.txt" in d.told
    await act()
    assert "nothing is left to redo" in d.told


@check("finish")
async def finish(d: Driver, act: Press) -> None:
    await act()
    assert d.document == "một.txt"
    assert "6 spans are still pending" in d.told
    await d.press("+")
    await act()
    assert d.document == "hai.txt"
    assert "một.txt finished" in d.told
    assert "document 2 of 3, 1 finished" in d.told


@check("skip")
async def skip(d: Driver, act: Press) -> None:
    await act()
    assert d.document == "hai.txt"
    assert "một.txt skipped" in d.told
    await d.press("f5")
    assert "skipped" in d.seen()[0]


@check("next_document")
async def next_document(d: Driver, act: Press) -> None:
    await act()
    await act()
    assert d.document == "ba.txt"
    await act()
    assert d.document == "ba.txt"
    assert "this is the last document" in d.told


@check("previous_document")
async def previous_document(d: Driver, act: Press) -> None:
    await act()
    assert "this is the first document" in d.told
    await d.press("f8")
    await act()
    assert d.document == "một.txt"


@check("cancel")
async def cancel(d: Driver, act: Press) -> None:
    d.put_caret("Văn Bình")
    await d.press("space")
    assert d.selected == "Văn"
    await act()
    assert d.selected is None
    assert d.active == "Trần Văn Bình"
    assert d.session.saved == 0
    await act()
    assert d.active == "Trần Văn Bình"


@check("tags")
async def tags(d: Driver, act: Press) -> None:
    assert "└LOC" not in d.told
    await act()
    assert "└LOC?" in d.told
    await act()
    assert "└LOC" not in d.told


@check("help")
async def help_(d: Driver, act: Press) -> None:
    await act()
    assert isinstance(d.top, HelpScreen)
    await d.press("escape")
    assert d.top is d.screen


@check("guideline")
async def guideline(d: Driver, act: Press) -> None:
    d.go("Trần Văn Bình")
    await act()
    assert d.top is d.screen
    assert default_scheme().labels["PER"].rule in d.told
    await d.press("enter")
    assert default_scheme().labels["LOC"].rule in d.told
    await act()
    assert default_scheme().labels["LOC"].rule not in d.told
    d.put_caret("nghèo")
    await act()
    assert isinstance(d.top, LabelsScreen)
    await d.press("escape")
    assert d.top is d.screen
    assert d.session.saved == 1


@check("settings")
async def settings(d: Driver, act: Press) -> None:
    await act()
    assert isinstance(d.top, SettingsScreen)
    await d.press("escape")
    assert d.top is d.screen
    assert d.session.saved == 0


@check("palette")
async def palette(d: Driver, act: Press) -> None:
    await act()
    assert d.top is not d.screen
    assert d.top.query(Input)
    await d.press("escape")
    assert d.top is d.screen


@check("quit")
async def quit_(d: Driver, act: Press) -> None:
    await act()
    assert not d.app.is_running or d.app._exit


@check("same")
async def same(d: Driver, act: Press) -> None:
    await act()
    assert "accept or reject this span first" in d.told
    d.put_caret("nghèo")
    await act()
    assert "no span is active here" in d.told
    assert d.session.saved == 0
    await _twice_ha(d)
    d.go("Hà Thị")
    d.session.accept()
    d.go("Hà Thị")
    await act()
    ha, vui = ("Hà Thị", "PER", "accepted"), ("Vui", "MISC", "pending")
    assert d.surfaces() == [ha, vui, ha]
    assert "PER “Hà Thị”: 1 more, 1 of them new" in d.told
    assert d.active == "Vui"
    await d.press("ctrl+z")
    assert d.surfaces() == [ha, vui]


async def _twice_ha(d: Driver) -> None:
    """Open the document in which a name stands twice."""
    while d.document != "bốn.txt":
        await d.press("f8")


@check("next_uncertain")
async def next_uncertain(d: Driver, act: Press) -> None:
    d.go("12/3")
    await act()
    assert "no pending span has a score below 0.7" in d.told
    assert d.active == "12/3"
    d.session.sure = 0.9
    await act()
    assert d.active == "Trần Văn Bình"
    d.go("Lò Thị Ính")
    await act()
    assert d.active == "12/3"


@check("next_unmarked")
async def next_unmarked(d: Driver, act: Press) -> None:
    def selected() -> str:
        start, end = d.session.page.selection or (0, 0)
        return d.session.page.text[start:end]

    d.go("12/3")
    await act()
    assert selected() == "UBND"
    assert "unmarked" in d.told
    await d.press("3")  # ORG
    assert ("UBND", "ORG", "accepted") in d.surfaces()
    found = []
    for _ in range(3):
        await act()
        found.append(selected())
    assert found == ["3", "Phó Chủ", "3"]
    await d.press("#", "escape")
    d.go("Lò Thị Ính")
    await act()
    await d.press("shift+right", "2")  # with its next syllable, TITLE
    assert ("Phó Chủ tịch", "TITLE", "accepted") in d.surfaces()
    await act()
    assert "nothing unmarked looks like a name or a figure" in d.told


@check("next_conflicting")
async def next_conflicting(d: Driver, act: Press) -> None:
    await act()
    assert "no surface of this document was decided in two ways" in d.told
    await _twice_ha(d)
    second = d.session.page.text.rindex("Hà Thị")
    d.session.add("ORG", second, second + 6)
    d.go("Hà Thị")
    d.session.accept()
    d.screen.show(d.session.go_to_span(d.span("Vui").id))
    await act()
    assert d.session.page.caret == second
    await act()
    assert d.after_caret == FOURTH


@check("next_flagged")
async def next_flagged(d: Driver, act: Press) -> None:
    await act()
    assert "nothing is flagged" in d.told
    d.go("xã Mường Lói")
    d.session.flag("xã nào?")
    await d.press("f8")
    d.go("Phìn Hồ")
    d.session.flag("bản hay xã?")
    await act()
    assert (d.document, d.active) == ("một.txt", "xã Mường Lói")
    assert "flagged: xã nào?" in d.told
    await act()
    assert (d.document, d.active) == ("hai.txt", "Phìn Hồ")


@check("find")
async def find(d: Driver, act: Press) -> None:
    d.put_caret("UBND")
    await act()
    await d.type("tich xa")
    assert "1 here" in d.told
    await d.press("enter")
    assert d.prompt is None
    assert d.after_caret.startswith("tịch xã")
    assert "“tich xa”: 1 of 1" in d.told
    # The query stands to be changed; typed anew it is another one. Accents count where given.
    await act()
    assert d.fields[0].value == "tich xa"
    await d.type("xã")
    assert "3 here" in d.told
    await d.press("enter")
    assert d.after_caret.startswith("xã, cảm ơn")
    assert d.session.page.hits
    await d.press("escape")
    assert not d.session.page.hits
    assert d.session.saved == 0


@check("next_hit")
async def next_hit(d: Driver, act: Press) -> None:
    await act()
    assert "search first" in d.told
    await _find(d, "xã")
    assert d.after_caret.startswith("xã Mường Lói")
    assert d.active == "xã Mường Lói"
    await act()
    assert d.after_caret.startswith("xã chi")
    await _find(d, "vui")
    assert "“vui” is not in this document: F3 looks in the others" in d.told
    await act()
    assert d.document == "hai.txt"
    assert d.after_caret == "vui.\n"


@check("previous_hit")
async def previous_hit(d: Driver, act: Press) -> None:
    await _find(d, "xã")
    await act()
    assert d.after_caret.startswith("xã, cảm ơn")
    assert "“xã”: 3 of 3" in d.told


@check("hits")
async def hits(d: Driver, act: Press) -> None:
    # Without a search it asks for one.
    await act()
    assert d.prompt is not None
    await d.type("xã")
    await d.press("enter")
    assert isinstance(d.top, HitsScreen)
    assert "3 hits in 1 document" in d.told
    await d.press("escape")
    assert d.top is d.screen
    await _find(d, "vui")
    await act()
    assert isinstance(d.top, HitsScreen)
    assert "1 hit in 1 document" in d.told
    await d.press("enter")
    assert d.document == "hai.txt"
    assert d.after_caret == "vui.\n"
    assert d.session.saved == 0


async def _find(d: Driver, query: str) -> None:
    d.session.move_caret(0)
    await d.press("/")
    await d.type(query)
    await d.press("enter")


@check("go_to_document")
async def go_to_document(d: Driver, act: Press) -> None:
    await act()
    await d.type("HAI")
    assert "hai.txt" in d.told
    await d.press("enter")
    assert (d.document, d.prompt) == ("hai.txt", None)
    await act()
    await d.type("nowhere")
    await d.press("enter")
    assert d.prompt is not None
    assert "no document's name holds “nowhere”" in d.told
    await d.press("escape")
    assert d.document == "hai.txt"
    await act()
    await d.type(".txt")
    await d.press("enter")
    assert d.document == "ba.txt"
    assert "opened ba.txt; also " in d.told


@check("history")
async def history(d: Driver, act: Press) -> None:
    d.put_caret("nghèo")
    await act()
    assert d.top is d.screen
    assert "there is no history" in d.told
    d.go("Trần Văn Bình")
    await d.press("3")
    d.go("Trần Văn Bình")
    await d.press("delete")
    d.go("Trần Văn Bình")
    await act()
    assert isinstance(d.top, ChoiceScreen)
    told = [line for line in d.seen() if "Trần Văn Bình" in line]
    assert any("lan  open" in line and "? PER" in line for line in told)
    assert any("lan  relabel" in line and "✓ ORG" in line for line in told)
    assert any("lan  reject" in line and "✗ ORG" in line for line in told)
    await d.press("escape")
    assert d.top is d.screen
    assert d.session.saved == 2
    await act()
    await d.press("up", "enter")
    assert d.top is d.screen
    assert ("Trần Văn Bình", "ORG", "accepted") in d.surfaces()
    assert "restored" in d.told
    await d.press("ctrl+z")
    assert ("Trần Văn Bình", "ORG", "rejected") in d.surfaces()


@check("precedents")
async def precedents(d: Driver, act: Press) -> None:
    await _twice_ha(d)
    d.go("Hà Thị")
    await act()
    assert "nothing was decided on “Hà Thị” yet" in d.told
    d.session.accept()
    d.put_caret("Hà Thị lại")
    d.session.select_range(*[d.session.page.caret + step for step in (0, 6)])
    await act()
    assert isinstance(d.top, ChoiceScreen)
    assert "1  ✓ accepted  PER" in d.told
    assert "bốn.txt  Hà Thị vắng." in d.told
    await d.press("enter")
    assert d.top is d.screen
    assert d.after_caret == FOURTH
    assert d.active == "Hà Thị"


@check("documents")
async def documents(d: Driver, act: Press) -> None:
    await act()
    assert isinstance(d.top, DocumentsScreen)
    await d.type("phìn hồ")
    await d.press("enter")
    assert d.document == "hai.txt"


@check("home")
async def home(d: Driver, act: Press) -> None:
    await act()
    assert isinstance(d.top, HomeScreen)
    assert "một.txt" in d.told
    await act()
    assert d.top is d.screen


@check("concordance")
async def concordance(d: Driver, act: Press) -> None:
    await _twice_ha(d)
    d.go("Hà Thị")
    await act()
    assert isinstance(d.top, ConcordanceScreen)
    assert "2 places" in d.told
    await d.press("space", "ctrl+a", "3")
    assert "ORG: 2 places in 1 document" in d.told
    await d.press("escape")
    assert [label for _, label, state in d.surfaces() if state == "accepted"] == ["ORG", "ORG"]
    await d.press("ctrl+z")
    assert d.surfaces() == [("Hà Thị", "PER", "pending"), ("Vui", "MISC", "pending")]
    d.session.move_caret(FOURTH.index("\n"))
    assert d.session.saved == 2


NEED_A_FOURTH = {"same", "next_conflicting", "precedents", "concordance"}
SCROLLING = {"page_up", "page_down"}
NAMED = {action.id for action in KEYMAP if not action.id.startswith("label:")}


def test_every_act_is_checked_here() -> None:
    assert set(CHECKS) | SCROLLING == NAMED


@pytest.mark.parametrize("action_id", sorted(CHECKS))
def test_act(tmp_path: Path, action_id: str) -> None:
    async def run(d: Driver) -> None:
        await CHECKS[action_id](d, lambda: d.press(KEYMAP.actions[action_id].keys[0]))

    more = [("bốn.txt", FOURTH, [("Hà Thị", "PER"), ("Vui", "MISC")])]
    documents = (*DOCUMENTS, *(more if action_id in NEED_A_FOURTH else []))
    drive(corpus_of(tmp_path / "c.db", documents), run)


def test_every_other_key_does_the_same_act(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        acts: list[str] = []
        d.screen.perform = acts.append  # type: ignore[method-assign]
        for action in KEYMAP:
            assert action.keys
            acts.clear()
            await d.press(*action.keys)
            assert acts == [action.id] * len(action.keys)

    drive(corpus_of(tmp_path / "c.db"), run)


def test_a_letter_is_never_the_only_key() -> None:
    for action in KEYMAP:
        assert any(len(key) > 1 or not key.isalpha() for key in action.keys), action.id


def test_pages(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        lines = d.view.page_lines
        assert lines > 10
        await d.press("pagedown", "pagedown")
        assert d.after_caret.startswith(f"Dòng thứ {2 * lines} ")
        assert f"Dòng thứ {2 * lines} " in d.told
        await d.press("pageup")
        assert d.after_caret.startswith(f"Dòng thứ {lines} ")
        await d.press("pageup", "pageup")
        assert d.session.page.caret == 0

    drive(corpus_of(tmp_path / "c.db", [("dài.txt", LONG, [])]), run)


def test_each_label_by_its_key_relabels_and_makes_a_span(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        for number, label in enumerate(SCHEME.labels.values(), 1):
            d.go("Trần Văn Bình")
            await d.press(label.key)
            assert ("Trần Văn Bình", label.name, "accepted") in d.surfaces()
            d.put_caret("mọi người")
            await d.press("space", "right", label.key)
            assert ("mọi người", label.name, "accepted") in d.surfaces()
            assert d.session.saved == 2 * number
        # The same label once more says no more than that it is right.
        assert d.session.page.table.counts["accepted"] == 2

    drive(corpus_of(tmp_path / "c.db"), run)


def test_one_key_labels_the_syllable_under_the_caret(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("nghèo")
        await d.press("7")
        assert ("nghèo", "MISC", "accepted") in d.surfaces()
        await d.press("delete")
        d.put_caret("12,5%")
        await d.press("shift+tab")

    drive(corpus_of(tmp_path / "c.db"), run)


# What an input method for Vietnamese sends.

_VIETNAMESE = sorted(
    {
        unicodedata.normalize("NFC", base + first + second)
        for base in "aeiouyAEIOUY"
        for first in ("", "\u0302", "\u0306", "\u031b")
        for second in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        if len(unicodedata.normalize("NFC", base + first + second)) == 1
    }
    - set("aeiouyAEIOUY")
    | set("đĐ")
)


def test_composed_letters_do_what_their_base_letter_does(tmp_path: Path) -> None:
    acts: list[str] = []

    async def run(d: Driver) -> None:
        perform = d.screen.perform
        d.screen.perform = acts.append  # type: ignore[method-assign]
        for letter in _VIETNAMESE:
            acts.clear()
            await d.type(letter)
            base = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))[0]
            action = KEYMAP.by_key.get(base)
            assert acts == ([action.id] if action else []), letter
            assert "reject" not in acts
        d.screen.perform = perform  # type: ignore[method-assign]
        assert d.session.saved == 0
        await d.type("ấ")
        assert d.session.saved == 1
        assert ("12/3", "DATE", "accepted") in d.surfaces()

    drive(corpus_of(tmp_path / "c.db"), run)


def test_backspace_and_unknown_keys_change_nothing(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        before = d.surfaces(), d.active, d.session.page.caret
        await d.press("backspace", "ctrl+backspace", "alt+backspace", "insert", "f11", "ctrl+c")
        await d.press("alt+x", "alt+a", "z", "ctrl+x", "ctrl+a", "shift+delete")
        assert (d.surfaces(), d.active, d.session.page.caret) == before
        assert d.session.saved == 0
        await d.press("z")
        assert "z is no key here: F1 shows the keys" in d.told
        d.app.post_message(events.Key("alt+x", "x"))
        await d.settle()
        assert "Alt+x is no key here" in d.told  # while `x` is one

    drive(corpus_of(tmp_path / "c.db"), run)


def test_alt_with_a_letter_is_not_that_letter(tmp_path: Path) -> None:
    async def run(d: Driver) -> None:
        for letter in "axuAUf1%":
            key = f"alt+{key_name(letter)}"
            d.app.post_message(events.Key(key, letter))
        await d.settle()
        assert d.session.saved == 0
        assert {state for _, _, state in d.surfaces()} == {"pending"}

    drive(corpus_of(tmp_path / "c.db"), run)


# What terminals send for the default keys.

_BYTES = {
    "tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "escape": "\x1b", "space": " ",
    "delete": "\x1b[3~", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f3": "\x1bOR", "shift+f3": "\x1b[13;2~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "f10": "\x1b[21~",
}  # fmt: skip
_MODIFIERS = {"shift": 2, "alt": 3, "alt+shift": 4, "ctrl": 5, "ctrl+shift": 6}
_ARROWS = {"left": "D", "right": "C", "up": "A", "down": "B", "home": "H", "end": "F"}


def sent(key: str) -> str:
    """What xterm and its kin send for a key."""
    if key in _BYTES:
        return _BYTES[key]
    modifiers, _, last = key.rpartition("+")
    if modifiers and last in _ARROWS:
        return f"\x1b[1;{_MODIFIERS[modifiers]}{_ARROWS[last]}"
    if modifiers == "ctrl" and len(last) == 1:
        return chr(ord(last) & 0x1F)
    signs = {key_name(chr(code)): chr(code) for code in range(33, 127)}
    if modifiers == "alt":
        return "\x1b" + signs.get(last, last)
    return signs.get(key, key)


@pytest.mark.parametrize("key", sorted(KEYMAP.by_key))
def test_a_terminal_can_send_the_key(key: str) -> None:
    parser = XTermParser()
    read = [*parser.feed(sent(key)), *parser.feed("")]
    assert [event.key for event in read if isinstance(event, events.Key)] == [key]
