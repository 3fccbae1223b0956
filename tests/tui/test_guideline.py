"""The rule of a label beside the text, and the labels to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from curator.model.scheme import default_scheme
from curator.tui.screens.labels import LabelsScreen
from curator.tui.widgets.guideline import Guideline, rule_lines
from curator.tui.widgets.rows import RowView
from tests.tui.review_driver import Driver, corpus_of, drive

LABELS = default_scheme().labels


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


def text_of(lines: list[list[object]]) -> str:
    return "\n".join(
        "".join(p[0] if isinstance(p, tuple) else str(p) for p in one) for one in lines
    )


@pytest.mark.parametrize("label", LABELS.values(), ids=lambda label: label.name)
@pytest.mark.parametrize("width", [20, 40, 68, 140])
def test_a_rule_is_whole_where_there_is_room(label, width: int) -> None:  # type: ignore[no-untyped-def]
    told = " ".join(text_of(rule_lines(label, width)).split())
    assert label.name in told
    for some in (label.description, *label.examples, *label.counterexamples):
        for word in some.split():
            assert word in told
    for other, how in label.confused:
        assert f"{other}: {how.split()[0]}" in told


@pytest.mark.parametrize("label", LABELS.values(), ids=lambda label: label.name)
@pytest.mark.parametrize("rows", [1, 3, 4, 5, 6, 8])
@pytest.mark.parametrize("width", [20, 68])
def test_a_rule_is_cut_to_the_rows(label, rows: int, width: int) -> None:  # type: ignore[no-untyped-def]
    lines = rule_lines(label, width, rows, hint=9)
    assert 1 <= len(lines) <= rows
    first = "".join(p[0] if isinstance(p, tuple) else p for p in lines[0])
    assert first.startswith(label.name)
    assert len(first) <= 10 + width - 9
    assert all(
        len("".join(p[0] if isinstance(p, tuple) else p for p in one)) <= 12 + width
        for one in lines
    )


def test_it_follows_what_is_decided_and_hides_nothing(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("grave_accent")
        panel = d.screen.query_one(Guideline)
        assert LABELS["PER"].rule in d.told
        height = panel.region.height
        for key in ("enter", "3", "delete", "tab", "ctrl+z"):
            await d.press(key)
            span = d.session.page.active_span()
            assert span is not None
            assert LABELS[span.label].rule[:40] in panel.plain
            assert panel.region.height == height
            _, y = d.where(d.session.page.text_of(span).split()[0])
            assert 0 <= y < d.view.region.height
        assert d.session.saved == 4
        await d.press("r")
        assert not d.screen.query(Guideline)

    drive(corpus, run, size=(80, 24))


def test_the_active_span_stays_in_sight_on_a_small_terminal(tmp_path: Path) -> None:
    lines = "\n".join(f"Dòng {number} ở thôn Pá Hu {number}." for number in range(40))
    document = ("dài.txt", lines, [(f"thôn Pá Hu {number}", "LOC") for number in (15, 16)])

    async def run(d: Driver) -> None:
        d.go("thôn Pá Hu 16")
        await d.press("ctrl+end", "shift+tab", "grave_accent")
        assert d.active == "thôn Pá Hu 16"
        assert d.where("thôn Pá Hu 16")[1] < d.view.region.height

    drive(corpus_of(tmp_path / "c.db", [document]), run, size=(80, 24))


def test_escape_leaves_the_selection_then_the_rule_then_the_search(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("grave_accent", "slash")
        await d.type("du hop")
        await d.press("enter", "space")
        assert (d.selected, d.session.query) == ("dự", "du hop")
        await d.press("escape")
        assert d.selected is None
        assert d.screen.query(Guideline)
        await d.press("escape")
        assert not d.screen.query(Guideline)
        assert d.session.query == "du hop"
        await d.press("escape")
        assert d.session.query == ""

    drive(corpus, run)


def test_without_a_span_it_lists_the_labels_in_short(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("grave_accent", "left", "space")
        panel = d.screen.query_one(Guideline)
        for label in LABELS.values():
            assert label.name in panel.plain
        await d.press("2")
        assert ("ông", "TITLE", "accepted") in d.surfaces()
        assert LABELS["PER"].rule in panel.plain

    drive(corpus, run, size=(80, 24))


def test_a_label_is_chosen_for_a_selection(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("Phó Chủ tịch")
        await d.press("space", "right", "right", "r")
        assert isinstance(d.top, LabelsScreen)
        assert "A label for “Phó Chủ tịch”" in d.told
        for label in LABELS.values():
            assert label.name in d.told
        assert "đồng chí" in d.told  # the first label's counterexamples
        await d.press("down")
        assert LABELS["TITLE"].description[:60] in d.told
        await d.press("enter")
        assert d.top is d.screen
        assert ("Phó Chủ tịch", "TITLE", "accepted") in d.surfaces()
        d.put_caret("hộ")
        await d.press("r", "%")
        assert ("hộ", "PERCENT", "accepted") in d.surfaces()

    drive(corpus, run, size=(80, 24))


def test_the_label_decided_before_is_the_first_choice(tmp_path: Path) -> None:
    document = ("hà.txt", "Hà vui. Rồi Hà về.", [])

    async def run(d: Driver) -> None:
        d.put_caret("Hà")
        await d.press("4")
        d.session.page.clear_selection()
        d.session.go_to_place(d.session.page.document.id, d.session.page.text.index("Rồi"))
        await d.press("right", "delete", "left", "right", "space", "r")
        assert isinstance(d.top, LabelsScreen)
        assert "A label for “Hà”" in d.told
        assert list(LABELS)[d.top.query_one(RowView).current] == "LOC"

    drive(corpus_of(tmp_path / "c.db", [document]), run)


def test_the_mouse_chooses_a_label(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("nghèo")
        await d.press("grave_accent")
        view = d.top.query_one(RowView)
        await d.pilot.click(view, offset=(8, 3))
        assert LABELS["LOC"].description[:50] in d.told
        assert d.session.saved == 0
        await d.pilot.click(view, offset=(8, 3), times=2)
        await d.settle()
        assert ("nghèo", "LOC", "accepted") in d.surfaces()

    drive(corpus, run)


def test_keys_in_a_burst_choose_once(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("nghèo")
        for key in ("grave_accent", "down", "down", "enter", "tab"):
            d.app.post_message(Key(key, None))
        await d.settle()
        assert d.top is d.screen
        assert ("nghèo", "ORG", "accepted") in d.surfaces()
        assert d.session.saved == 1
        assert d.active is not None

    drive(corpus, run)


def test_its_help_tells_its_own_keys(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.put_caret("nghèo")
        await d.press("grave_accent", "f1")
        assert "Keys · labels" in d.told
        assert "Give the current label" in d.told
        await d.press("escape", "escape")
        assert d.top is d.screen

    drive(corpus, run)
