"""What home, the list of documents and the first start look like, kept as `frames` says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from tests.tui.frames import check_look, every_look
from tests.tui.review_driver import Driver, corpus_of, drive
from tests.tui.test_home_screen import start

KEYS: dict[str, tuple[str, ...]] = {
    "home": ("ctrl+g", "down"),
    "import": ("ctrl+g", "+", *"/x"),
    "documents": ("ctrl+d",),
    "documents_filtered": ("ctrl+d", *"o state:"),
    "filter_refused": ("ctrl+d", *"state:old"),
}


@every_look([*KEYS, "first_start"])
def test_look(
    tmp_path: Path,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    size: tuple[int, int],
    theme: str,
) -> None:
    monkeypatch.chdir(tmp_path)  # the corpus's path is told
    db = Path("corpus.db")

    async def show(d: Driver) -> None:
        if screen != "first_start":
            await d.press("f10", "f6", *"later", "enter", "f7", "f8", *KEYS[screen])

    if screen == "first_start":
        check_look(snapshot, theme, partial(start, db, size=size), show)
        return
    corpus_of(db)
    with Connection(db) as corpus, corpus.transaction():
        for number in range(4, 8):
            add_document(corpus, f"báo cáo {number}.txt", f"Báo cáo số {number}.\n" * number)
    check_look(snapshot, theme, partial(drive, db, size=size), show)
