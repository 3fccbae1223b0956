"""What home, the list of documents and the first start look like, as in `test_review_snapshots`."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from curator.corpus.activity import Work
from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.tui.screens import home
from tests.tui.review_driver import Driver, corpus_of, drive
from tests.tui.test_home_screen import start
from tests.tui.test_review_snapshots import SIZES, FrameExtension, frame

KEYS: dict[str, tuple[str, ...]] = {
    "home": ("ctrl+g", "down"),
    "import": ("ctrl+g", "+", *"/x"),
    "documents": ("ctrl+d",),
    "documents_filtered": ("ctrl+d", *"o state:"),
    "filter_refused": ("ctrl+d", *"state:old"),
}


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", [*KEYS, "first_start"])
def test_look(
    tmp_path: Path,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    monkeypatch.setattr(Work, "spans_per_minute", 4.2)
    monkeypatch.setattr(home, "_STEADY_AFTER", 0.0)
    monkeypatch.chdir(tmp_path)
    seen = []

    async def run(d: Driver) -> None:
        d.app.theme = theme
        if screen != "first_start":
            await d.press("f10", "f6", *"later", "enter", "f7", "f8", *KEYS[screen])
        for field in d.top.query(Input):
            field.cursor_blink = False
        await d.pilot.pause(0.3)
        seen.append(frame(d))

    db = Path("corpus.db")
    if screen == "first_start":
        start(db, run, size)
    else:
        corpus_of(db)
        with Connection(db) as corpus, corpus.transaction():
            for number in range(4, 8):
                add_document(corpus, f"báo cáo {number}.txt", f"Báo cáo số {number}.\n" * number)
        drive(db, run, size=size)
    assert seen[0] == snapshot.use_extension(FrameExtension)
