"""Prompts: what is checked while it is typed, what is taken, what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key, Paste

from curator.tui.widgets.span_list import SpanList
from tests.tui.review_driver import Driver, corpus_of, drive, key_of


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path / "c.db")


def test_a_value_is_checked_while_it_is_typed(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        await d.press("f2")
        assert [field.value for field in d.fields] == ["50000", "VND"]
        assert "Enter saves" in d.told
        await d.type("50.000")  # typed over: the old value was selected
        assert d.fields[0].value == "50.000"
        assert "50000" in d.told.split("MONEY 50.000 đồng")[-1].split("\n")[0]
        assert "Enter saves" not in d.told
        await d.press("enter")
        assert d.prompt is not None
        assert d.session.saved == 0
        await d.press("backspace", "backspace", "backspace", "backspace")
        assert d.fields[0].value == "50"
        await d.type("000")
        await d.press("tab", "delete")
        assert d.fields[1].value == ""
        assert "ISO 4217" in d.told
        await d.type("VND")
        await d.press("enter")
        assert d.prompt is None
        assert d.session.saved == 1
        span = d.span("50.000 đồng")
        assert (span.span.value, span.span.unit, str(span.state)) == ("50000", "VND", "accepted")
        assert d.active == "12,5%"

    drive(corpus, run)


@pytest.mark.parametrize("value", ["nhiều", "1,5", "1.2.3", "-", "１２", "\u202e1", "12 5"])
def test_a_value_that_cannot_be_keeps_the_prompt_open(corpus: Path, value: str) -> None:
    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        await d.press("equals_sign")
        await d.type(value)
        await d.press("enter")
        assert d.prompt is not None
        assert d.session.saved == 0
        row = next(row for row in d.seen() if "MONEY 50.000 đồng" in row)
        assert len(row.split("MONEY 50.000 đồng")[1].strip()) > 5
        await d.press("escape")
        assert d.prompt is None
        assert d.span("50.000 đồng").span.value == "50000"

    drive(corpus, run)


def test_a_figure_may_lose_its_value(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("12/3")
        await d.press("f2", "delete", "enter")
        span = d.span("12/3")
        assert (span.span.value, span.span.unit) == (None, None)
        await d.press("ctrl+z")
        assert d.span("12/3").span.value == "--03-12"

    drive(corpus, run)


@pytest.mark.parametrize(
    "comment",
    [
        "họ tên có đủ không?",
        "👍🏽 đúng 🇻🇳",
        "ba\u0300 Li\u0323nh",
        "[bold]không đậm[/]",
        "漢字 nào?",
    ],
)
def test_a_comment_of_any_text(corpus: Path, comment: str) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f6")
        await d.type(comment)
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == comment
        assert str(d.span("Trần Văn Bình").state) == "pending"
        assert d.active == "Trần Văn Bình"
        # The comment as it stood is there to be changed; emptied, the flag is gone.
        await d.press("f6")
        assert d.fields[0].value == comment
        await d.press("delete", "enter")
        assert d.span("Trần Văn Bình").comment is None
        assert "the flag is gone" in d.told
        await d.press("ctrl+z")
        assert d.span("Trần Văn Bình").comment == comment

    drive(corpus, run)


def test_escape_leaves_a_comment_as_it_was(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f6")
        await d.type("cũ")
        await d.press("enter", "f6")
        await d.type("mới")
        await d.press("escape")
        assert d.prompt is None
        assert d.span("Trần Văn Bình").comment == "cũ"
        assert d.session.saved == 1
        assert d.active == "Trần Văn Bình"
        await d.press("enter")
        assert d.session.saved == 2

    drive(corpus, run)


def test_letters_and_signs_in_a_prompt_are_text_and_no_acts(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("m")
        await d.type("axunpq+?<>,.=%1 fsNPAU")
        await d.press("f9", "f7", "f8", "ctrl+z", "ctrl+y", "ctrl+p", "ctrl+q", "pagedown")
        assert d.app.is_running
        assert d.top is d.screen
        assert d.fields[0].value.startswith("axunpq+?<>,.=%1 fsNPAU")
        assert d.session.saved == 0
        assert d.active == "Trần Văn Bình"
        await d.press("home")
        await d.type("đ")
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == "đaxunpq+?<>,.=%1 fsNPAU"

    drive(corpus, run)


def test_tab_goes_round_the_fields(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        await d.press("f2")
        for key, focused in (("tab", 0), ("tab", 1), ("shift+tab", 0), ("up", 1)):
            assert d.screen.focused is d.fields[focused]
            await d.type(str(focused))
            assert d.fields[focused].value.endswith(str(focused))
            await d.press(key)

    drive(corpus, run)


def test_the_mouse_does_not_lead_a_prompt_to_another_span(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f6")
        await d.type("về ông Bình")
        await d.pilot.click(SpanList, offset=(8, 0))
        await d.pilot.click(d.view, offset=d.where("Lò Thị Ính"))
        await d.settle()
        assert d.prompt is not None
        assert d.active == "Trần Văn Bình"
        await d.type(" đây")
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == "về ông Bình đây"

    drive(corpus, run)


def test_the_size_changes_while_a_prompt_is_open(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        await d.press("f6")
        await d.type("còn đây")
        for size in ((40, 10), (200, 60), (80, 24)):
            await d.pilot.resize_terminal(*size)
            await d.settle()
            assert "còn đây" in d.told
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == "còn đây"

    drive(corpus, run)


def test_what_is_pasted_is_one_line_and_no_command(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        d.app.post_message(Paste("axq\r"))
        await d.settle()
        assert d.session.saved == 0
        # Terminals send a line's end as a carriage return.
        for end in ("\n", "\r", "\r\n"):
            await d.press("escape", "f6")
            d.app.post_message(Paste(f"theo \x1b[31mtờ\x9b0m \u202etrình\x00{end}hai"))
            await d.settle()
            assert d.fields[0].value == "theo [31mtờ0m trình"
        await d.press("enter")
        assert d.span("Trần Văn Bình").comment == "theo [31mtờ0m trình"

    drive(corpus, run)


def test_keys_of_one_burst_are_the_prompts_from_the_first_on(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("Trần Văn Bình")
        # Without a pause, as over a slow connection: `x` would reject, `+` accept the rest.
        for key in ("f6", *"xem+aqA", "backspace", "enter", "tab", "delete"):
            d.app.post_message(key_of(key) if len(key) == 1 else Key(key, None))
        await d.settle()
        assert d.span("Trần Văn Bình").comment == "xem+aq"
        assert d.prompt is None
        assert ("xã Mường Lói", "LOC", "rejected") in d.surfaces()
        assert d.session.saved == 2

    async def values(d: Driver) -> None:
        d.go("50.000 đồng")
        for key in ("f2", *"50000", "tab", *"VND", "enter", "delete"):
            d.app.post_message(key_of(key) if len(key) == 1 else Key(key, None))
        await d.settle()
        assert d.prompt is None
        assert ("50.000 đồng", "MONEY", "accepted") in d.surfaces()
        assert ("12,5%", "PERCENT", "rejected") in d.surfaces()

    drive(corpus, run)
    drive(corpus, values, reviewer="mai")


def test_an_answer_that_comes_before_the_prompt_is_drawn_is_refused_in_it(corpus: Path) -> None:
    async def run(d: Driver) -> None:
        d.go("50.000 đồng")
        for key in ("f2", "x", "enter"):
            d.app.post_message(Key(key, "x" if key == "x" else None))
        await d.settle()
        assert d.prompt is not None
        assert d.fields[0].value == "x"
        assert d.session.saved == 0

    drive(corpus, run)
