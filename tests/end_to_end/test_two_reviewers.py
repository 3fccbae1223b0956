"""Two reviews at once on one database: nothing is lost, nothing is locked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.make_corpus import make_corpus, random_spans, text_of
from curator.corpus.connection import Connection
from tests.end_to_end.terminal import Terminal, curator

DECISIONS = 500


@pytest.fixture(scope="module")
def document() -> tuple[str, str]:
    return "dài.txt", text_of(40_000, 3)


def test_two_reviewers_of_five_hundred_decisions_each(
    tmp_path: Path, document: tuple[str, str]
) -> None:
    db = tmp_path / "corpus.db"
    name, text = document
    make_corpus(db, [(name, text, random_spans(text, DECISIONS + 40, 3))])
    keys = {"lan": [b"\r", b"\x1b[3~"], "mai": [b"\x1b[3~", b"\r", b"\r"]}
    terminals = {who: Terminal(db, reviewer=who) for who in keys}
    sent = dict.fromkeys(keys, 0)
    # In bursts, turn about, so that both always have something to write.
    while any(count < DECISIONS for count in sent.values()):
        for who, terminal in terminals.items():
            burst = min(50, DECISIONS - sent[who])
            script = keys[who]
            terminal.write(b"".join(script[(sent[who] + i) % len(script)] for i in range(burst)))
            sent[who] += burst
            for each in terminals.values():
                each.read(0.005)
    for terminal in terminals.values():
        terminal.wait_saved(DECISIONS, timeout=60)
        assert "locked" not in terminal.text()
        assert "not saved" not in terminal.text()
        assert b"locked" not in terminal.output
        assert terminal.quit() == 0
    with Connection(db, create=False) as corpus:
        for who, script in keys.items():
            kinds = [
                row[0]
                for row in corpus.execute(
                    "SELECT d.kind FROM decisions d JOIN reviewers r ON r.id = d.reviewer_id "
                    "WHERE r.name = ? AND d.kind != 'open' ORDER BY d.id",
                    (who,),
                )
            ]
            meant = ["accept" if key == b"\r" else "reject" for key in script]
            assert kinds == [meant[number % len(meant)] for number in range(DECISIONS)]
    curator(db, "verify")
    status = json.dumps(json.loads(curator(db, "status", "--json")))
    assert "lan" in status
    assert "mai" in status


def test_two_windows_of_one_reviewer(tmp_path: Path, document: tuple[str, str]) -> None:
    db = tmp_path / "corpus.db"
    name, text = document
    make_corpus(db, [(name, text, random_spans(text, 60, 3))])
    first, second = Terminal(db), Terminal(db)
    for _ in range(4):
        first.write(b"\r" * 5)
        second.write(b"\x1b[Z" + b"\x1b[3~" * 5)
        for terminal in (first, second):
            terminal.settle(0.1)
    for terminal in (first, second):
        terminal.settle()
        assert "locked" not in terminal.text()
    saved = first.saved + second.saved
    assert saved > 10
    assert first.quit() == second.quit() == 0
    with Connection(db, create=False) as corpus:
        row = corpus.execute("SELECT count(*) FROM decisions WHERE kind != 'open'").fetchone()
        assert row[0] == saved
    curator(db, "verify")
