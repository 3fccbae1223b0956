"""A review that dies at any moment loses nothing that was handled.

`CURATOR_KILLS` is how often it is killed (6 by default), `CURATOR_KILLS_SEED` when and where.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from benchmarks.make_corpus import make_corpus, random_spans, text_of
from benchmarks.pty_review import KEYS
from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from tests.end_to_end.terminal import MORE_KEYS, Terminal

KILLS = int(os.environ.get("CURATOR_KILLS", "6"))
SEED = int(os.environ.get("CURATOR_KILLS_SEED", "1"))
SCRIPT = (
    "enter", "enter", "delete", "enter", "shift+right", "tab", "1", "enter", "ctrl+z", "ctrl+y",
    "5", "tab", "delete", "ctrl+z", "enter", "%", "alt+right", "tab", "f8", "enter", "f5",
    "f6", "x", "\r", "tab", "space", "right", "7", "f7", "enter",
)  # fmt: skip


def corpus_of(folder: Path, documents: int = 4, size: int = 9000, spans: int = 250) -> Path:
    """A corpus with enough to decide."""
    texts = [text_of(size, number) for number in range(documents)]
    made = [
        (f"{number}.txt", text, random_spans(text, spans, number))
        for number, text in enumerate(texts)
    ]
    make_corpus(folder / "corpus.db", made)
    return folder / "corpus.db"


def decisions(db: Path) -> int:
    """How many decisions the log holds; what opens a review is none."""
    with Connection(db, create=False) as corpus:
        row = corpus.execute("SELECT count(*) FROM decisions WHERE kind != 'open'").fetchone()
        return int(row[0])


def check(db: Path) -> None:
    """The database opens without repair, and every decision replays."""
    with Connection(db, create=False) as corpus:
        assert corpus.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert verify(corpus).problems == []


def press(terminal: Terminal, key: str) -> None:
    terminal.write(KEYS.get(key) or MORE_KEYS.get(key) or key.encode())


def test_killed_at_random_moments(tmp_path: Path) -> None:
    chooser = random.Random(SEED)
    db = corpus_of(tmp_path)
    behind = made = 0
    for number in range(KILLS):
        before = decisions(db)
        # One in eight is killed while it starts, the others at work.
        if chooser.random() < 0.125:
            terminal = Terminal(db, wait=False)
            deadline = time.monotonic() + chooser.uniform(0, 0.6)
            while time.monotonic() < deadline:
                terminal.read(0.01)
            terminal.kill()
            assert decisions(db) == before
            check(db)
            continue
        terminal = Terminal(db)
        begin = chooser.randrange(len(SCRIPT))
        count = chooser.randrange(1, 60)
        pause = chooser.choice([0, 0.001, 0.004, 0.02])
        for place in range(count):
            press(terminal, SCRIPT[(begin + place) % len(SCRIPT)])
            # What the process writes must be read, or it waits for us.
            terminal.read(pause)
        deadline = time.monotonic() + chooser.uniform(0, 0.6)
        while time.monotonic() < deadline:
            terminal.read(0.001)
        os.kill(terminal.pid, signal.SIGKILL)
        # What it had written before is still in the pty: all that a reviewer may have seen.
        terminal.settle(0.05)
        terminal.kill()
        stored = decisions(db) - before
        assert stored >= terminal.saved, f"kill {number}: {terminal.saved} seen, {stored} stored"
        behind += stored - terminal.saved
        made += stored
        check(db)
    assert KILLS < 5 or made > 0
    print(f"{KILLS} kills, {made} decisions stored, {behind} of them not yet on the screen, 0 lost")
    # And the next session goes on.
    before = decisions(db)
    terminal = Terminal(db)
    press(terminal, "f6")
    press(terminal, "sau cùng")
    press(terminal, "\r")
    terminal.wait_saved(1)
    assert terminal.quit() == 0
    assert decisions(db) == before + 1
    check(db)


def ended_with(terminal: Terminal, seconds: float = 10) -> int:
    """The exit code of a process that ends by itself; of one that does not, SIGKILL's -9."""
    deadline = time.monotonic() + seconds
    while terminal.alive() and time.monotonic() < deadline:
        time.sleep(0.02)
        if terminal.fd >= 0:
            terminal.read(0)
    terminal.kill()
    assert terminal.exit_status is not None
    return os.waitstatus_to_exitcode(terminal.exit_status)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_asked_to_end(tmp_path: Path, number: signal.Signals) -> None:
    db = corpus_of(tmp_path, 1)
    terminal = Terminal(db)
    for _ in range(20):
        press(terminal, "enter")
    terminal.wait_saved(20)
    os.kill(terminal.pid, number)
    assert ended_with(terminal) == 128 + number
    # The terminal is a shell's again: no other screen, no mouse reports, a cursor.
    tail = bytes(terminal.output)
    assert b"\x1b[?1049l" in tail
    assert b"\x1b[?1000l" in tail
    assert decisions(db) == 20
    check(db)


@pytest.mark.parametrize("deaf", [False, True], ids=["hangup", "nohup"])
def test_the_terminal_disappears(tmp_path: Path, deaf: bool) -> None:
    db = corpus_of(tmp_path, 1)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if deaf else signal.SIG_DFL)
    try:
        terminal = Terminal(db)
    finally:
        signal.signal(signal.SIGHUP, before)
    for _ in range(20):
        press(terminal, "enter")
    terminal.wait_saved(20)
    os.close(terminal.fd)
    terminal.fd = -1
    assert ended_with(terminal) == 128 + signal.SIGHUP
    assert decisions(db) == 20
    check(db)


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_stopped_and_continued(tmp_path: Path, number: signal.Signals) -> None:
    db = corpus_of(tmp_path, 1)
    terminal = Terminal(db)
    terminal.settle()
    before = terminal.text()
    os.kill(terminal.pid, number)
    stopped = 0, 0
    deadline = time.monotonic() + 20
    while not stopped[0] and time.monotonic() < deadline:
        # What it writes before it stops must be read, or it waits for us.
        terminal.read(0.02)
        stopped = os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)
    assert os.WIFSTOPPED(stopped[1])
    terminal.settle(0.05)
    terminal.text()
    terminal.screen.reset()
    os.kill(terminal.pid, signal.SIGCONT)
    # All of it is drawn again, and each key is one key.
    terminal.wait_until(lambda: terminal.text() == before, 10)
    for saved in range(1, 6):
        press(terminal, "enter")
        terminal.wait_saved(saved)
    assert terminal.quit() == 0
    assert decisions(db) == 5
