"""The strip beside the document: what its rows tell, what is drawn anew, the mouse on it."""

from __future__ import annotations

import asyncio
import random
import unicodedata
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.containers import Horizontal
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from curator.model.review import SpanState
from curator.tui.widgets.document_view import DocumentView
from curator.tui.widgets.overview import Mark, Overview, Scale
from curator.workflow.review.urgency import Urgency, urgency_of
from tests.tui.review_driver import Driver, corpus_of, drive
from tests.tui.test_document_view import SCHEME, FakePage

LONG = "".join(f"Dòng thứ {number} có tên Vừ A Dơ và số 12 ở đây.\n" for number in range(300))


class StripApp(App[None]):
    """A view with its strip; the rows that the strip has asked to be drawn."""

    def __init__(self, page: FakePage, *, show_tags: bool = False) -> None:
        super().__init__()
        self.view = DocumentView(page, SCHEME, show_tags=show_tags)  # type: ignore[arg-type]
        self.drawn: list[int] = []
        refresh = self.view.overview.refresh

        def noted(*regions: Region, **settings: bool) -> Overview:
            for region in regions or (Region(0, 0, 1, self.strip.size.height),):
                self.drawn += range(region.y, region.bottom)
            return refresh(*regions, **settings)

        self.view.overview.refresh = noted  # type: ignore[method-assign]

    @property
    def strip(self) -> Overview:
        return self.view.overview

    def get_default_screen(self) -> Screen[None]:
        view = self.view

        class Main(Screen[None]):
            def compose(self) -> list[Horizontal]:  # type: ignore[override]
                return [Horizontal(view, view.overview)]

        return Main(id="_default")

    def seen(self) -> str:
        return "".join(self.strip.render_line(y).text for y in range(self.strip.size.height))


def run(
    app: StripApp, check: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (60, 20)
) -> None:
    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await check(pilot)

    asyncio.run(main())


# -- lines and rows --------------------------------------------------------------------------------


@given(st.integers(1, 500), st.sampled_from([1, 2]), st.integers(1, 70))
def test_rows_share_the_lines_in_order(lines: int, rows_a_line: int, height: int) -> None:
    scale = Scale(lines, rows_a_line, height)
    firsts = [scale.first_line(row) for row in range(height + 1)]
    assert firsts[0] == 0
    assert firsts[-1] == lines
    for row, (first, behind) in enumerate(pairwise(firsts)):
        assert first <= behind
        assert all(scale.row_of(line) == row for line in range(first, behind))
    if lines * rows_a_line <= height:
        assert [scale.row_of(line) for line in range(lines)] == [
            line * rows_a_line for line in range(lines)
        ]


def test_signs_differ_and_none_is_of_ambiguous_width() -> None:
    signs = {
        mark.sign for urgency in Urgency for hit in (False, True) for mark in [Mark(urgency, hit)]
    }
    assert len(signs) == len(Urgency) + 2
    assert not [sign for sign in signs if unicodedata.east_asian_width(sign) in "AWF"]


# -- what the rows tell ----------------------------------------------------------------------------


def told(d: Driver) -> list[Mark]:
    """What the rows should tell, from every span and hit of the document."""
    page, view = d.session.page, d.view
    lines = view.text_layout
    height = view.overview.size.height
    whole = max(len(lines) * view.rows_a_line, height)
    urgencies: dict[int, list[Urgency]] = {row: [] for row in range(height)}
    for span in page.table:
        row = lines.line_of(page.range_of(span)[0]) * view.rows_a_line * height // whole
        urgencies[row].append(urgency_of(span, d.session.sure))
    hits = {lines.line_of(start) * view.rows_a_line * height // whole for start, _ in page.hits}
    return [
        Mark(max(urgencies[row], default=Urgency.NOTHING), row in hits) for row in range(height)
    ]


def rows_told(d: Driver) -> set[int]:
    """The rows whose lines are on the screen; none where all lines are."""
    view = d.view
    height = view.overview.size.height
    tops = {view.scroll_offset.y + y for y in range(view.size.height)}
    lines = {top // view.rows_a_line for top in tops} & set(range(len(view.text_layout)))
    if len(lines) == len(view.text_layout):
        return set()
    whole = max(len(view.text_layout) * view.rows_a_line, height)
    return {line * view.rows_a_line * height // whole for line in lines}


ACTS = (
    "next_pending", "previous_pending", "next_span", "accept", "accept", "reject", "same",
    "end_right", "start_left", "label:PER", "label:MISC", "undo", "undo", "redo", "accept_rest",
    "rest_and_finish", "finish", "next_document", "previous_document", "document_end",
    "document_start", "page_down", "caret_up", "select", "cancel", "tags", "next_hit",
    "find a", "find dòng", "find ", "flag", "flag document", "unsure", "size 30 9", "size 100 30",
)  # fmt: skip


async def act(d: Driver, name: str) -> None:
    """One act of `ACTS`."""
    what, _, rest = name.partition(" ")
    if what == "find":
        d.screen.show(d.session.find(rest))
    elif what == "flag":
        if rest:
            d.session.page.active = None
        d.screen.show(d.session.flag("xem lại"))
    elif what == "unsure":
        d.session.sure = 0.85 if d.session.sure < 0.8 else 0.3
        d.view.touch_all()
    elif what == "size":
        await d.pilot.resize_terminal(*map(int, rest.split()))
        await d.settle()
    else:
        d.screen.perform(name)


# An example takes a second, so a failure is not made smaller.
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(st.sampled_from(ACTS), min_size=10, max_size=40), st.booleans())
def test_after_any_acts_the_strip_tells_what_the_document_holds(
    template: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[str], tags: bool
) -> None:
    db = tmp_path_factory.mktemp("strip") / "c.db"
    db.write_bytes(template.read_bytes())

    async def check(d: Driver) -> None:
        await d.settle()
        for name in acts:
            await act(d, name)
            strip = d.view.overview
            assert strip.marks() == told(d), name
            # Rows between two lines that are seen count as seen, though no line is theirs.
            rows = rows_told(d)
            assert rows <= set(strip.rows_seen), name
            with_lines = {strip._scale.row_of(line) for line in range(len(d.view.text_layout))}
            assert set(strip.rows_seen) & with_lines == rows, name
        await d.settle()
        shown = [strip.render_line(y).text for y in range(strip.size.height)]
        assert shown == [mark.sign for mark in told(d)]
        if d.top is not d.screen:  # All is finished.
            return
        column = strip.region.x
        seen = [row[column : column + 1] for row in d.seen()][strip.region.y : strip.region.bottom]
        assert [one or " " for one in seen] == shown

    drive(db, check, size=(60, 16), tags=tags)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus to copy for each example."""
    chooser = random.Random(4)
    documents = []
    for number, lines in enumerate((3, 12, 60)):
        text = "".join(
            f"Dòng {line} nói về Lò Thị {line} ở Mường {line}.\n" for line in range(lines)
        )
        spans = [
            (surface, label)
            for line in range(lines)
            for surface, label in ((f"Lò Thị {line}", "PER"), (f"Mường {line}", "LOC"))
            if chooser.random() < 0.6
        ]
        documents.append((f"{number}.txt", text, spans))
    path = corpus_of(tmp_path_factory.mktemp("template") / "c.db", documents)
    assert not path.with_name("c.db-wal").exists()
    return path


# -- what is drawn ---------------------------------------------------------------------------------


def test_a_decision_draws_one_row_and_only_where_it_changes_the_row() -> None:
    places = [LONG.index(f"thứ {line} ") for line in range(0, 300, 3)]
    page = FakePage(LONG, [(start, start + 3, "PER") for start in places])

    async def check(pilot: Pilot[None]) -> None:
        app.seen()
        strip = app.strip
        row = 7
        scale = strip._scale
        mine = [
            one for one in page.shown
            if scale.row_of(app.view.text_layout.line_of(one.start)) == row
        ]  # fmt: skip
        assert len(mine) > 2
        for left, shown in enumerate(reversed(mine)):
            app.drawn.clear()
            page.change(shown.span.id, state=SpanState.ACCEPTED)
            app.view.touch([(shown.start, shown.end)])
            assert app.drawn == ([row] if left == len(mine) - 1 else [])
        assert strip.marks()[row] == Mark(Urgency.DECIDED)

    app = StripApp(page)
    run(app, check)


def test_a_scroll_draws_the_rows_that_come_and_go() -> None:
    page = FakePage(LONG)

    async def check(pilot: Pilot[None]) -> None:
        app.seen()
        app.drawn.clear()
        before = set(app.strip.rows_seen)
        app.view.scroll_to(y=120, animate=False)
        await pilot.pause()
        after = set(app.strip.rows_seen)
        assert before.isdisjoint(after)
        assert set(app.drawn) == before | after
        assert len(app.drawn) == len(before) + len(after)

    app = StripApp(page)
    run(app, check)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
def test_what_is_on_the_screen_looks_different_in_every_theme(theme: str) -> None:
    page = FakePage(LONG)

    async def check(pilot: Pilot[None]) -> None:
        app.theme = theme
        await pilot.pause()
        looks = [app.strip.render_line(y)._segments[0].style for y in range(20)]
        seen = app.strip.rows_seen
        assert 0 < len(seen) < 20
        assert len({str(looks[y]) for y in seen}) == 1
        assert {str(looks[y]) for y in seen}.isdisjoint(
            str(look) for y, look in enumerate(looks) if y not in seen
        )

    app = StripApp(page)
    run(app, check)


def test_a_short_document_has_its_marks_beside_its_lines() -> None:
    page = FakePage("một\nhai\nba\nbốn\n", [(4, 7, "PER"), (11, 14, "PER")])
    page.change(2, state=SpanState.REJECTED)

    async def check(pilot: Pilot[None]) -> None:
        assert app.seen() == f"  ▐   ▗{' ' * 13}"
        assert not app.strip.rows_seen

    app = StripApp(page, show_tags=True)
    run(app, check)


# -- the mouse -------------------------------------------------------------------------------------


def test_a_press_and_a_drag_scroll_there(tmp_path: Path) -> None:
    async def check(d: Driver) -> None:
        strip = d.view.overview
        caret = d.session.page.caret
        for row in (11, 3, 19, 0):
            await d.pilot.mouse_down(strip, offset=(0, row))
            await d.settle()
            assert strip._scale.first_line(row) in d.view.lines_seen
            assert row in strip.rows_seen
            await d.pilot.mouse_up(strip, offset=(0, row))
        await d.pilot.mouse_down(strip, offset=(0, 2))
        for row in range(3, 18):
            await d.pilot.hover(strip, offset=(0, row))
            assert row in strip.rows_seen
        await d.pilot.mouse_up(strip, offset=(0, 17))
        await d.pilot.hover(strip, offset=(0, 4))
        await d.settle()
        assert 17 in strip.rows_seen
        assert d.session.page.caret == caret
        await d.press("right")
        assert caret < d.session.page.caret
        assert 0 in strip.rows_seen

    drive(
        corpus_of(tmp_path / "c.db", [("dài.txt", LONG, [("Vừ A Dơ", "PER")])]),
        check,
        size=(80, 26),
    )
