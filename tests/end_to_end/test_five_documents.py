"""The main job through the command line and the real screen: text files in, training data out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from curator.formats.conll import ConllDocument, read_conll
from tests.end_to_end.terminal import ROOT, Terminal, curator, environment

OWN = sorted((ROOT / "seeds").glob("[ab][0-9]*.txt"))[::13][:5]
OTHERS = sorted(
    Path(os.environ.get("CURATOR_OTHER_SEEDS", ROOT.parent / "shared" / "seeds")).glob("*.txt")
)[:5]
KEY_OF = {"PER": "1", "TITLE": "2", "ORG": "3"}
FREE_UNIT = ("QUANTITY", "CARDINAL", "DURATION")


class Review:
    """A reviewer at the keyboard, who reads the screen."""

    def __init__(self, db: Path) -> None:
        self.terminal = Terminal(db, size=(110, 30))
        self.terminal.wait_text("document 1 of 5")
        self.saved = 0

    def decide(self, *keys: str) -> None:
        """Press keys that make one decision, and wait until it is said to be saved."""
        self.saved += 1
        self.terminal.press(*keys)
        self.terminal.wait_saved(self.saved)

    @property
    def active(self) -> tuple[str, str]:
        """Label and text of the active span, as the status line has them."""
        self.terminal.settle(0.1)
        found = re.search(r"^ [?✓✗] ([A-Z]+) (.+?)(?:  |$)", self.terminal.text(), re.MULTILINE)
        assert found, self.terminal.text()
        return found[1], found[2]

    def tab_to(self, *labels: str, syllables: int = 1) -> None:
        """Go to the next pending span with one of these labels (any, if none is named)."""
        for _ in range(300):
            label, text = self.active
            if (not labels or label in labels) and len(text.split()) >= syllables:
                return
            self.terminal.press("tab")
        raise AssertionError(f"no span of {labels}")


def review_five(db: Path) -> dict[str, Any]:
    """Review five documents by keys, each kind of decision in the first; what was decided."""
    review = Review(db)
    made: dict[str, Any] = {}
    review.decide("enter")
    made["rejected"] = review.active
    review.decide("delete")
    label, text = review.active
    made["relabelled"] = (next(name for name in KEY_OF if name != label), text)
    review.decide(KEY_OF[made["relabelled"][0]])
    review.tab_to(syllables=3)
    label, text = review.active
    made["moved"] = (label, text.split(maxsplit=1)[1])
    review.decide("alt+right")
    review.tab_to(*FREE_UNIT)
    label, text = review.active
    review.terminal.press("f2")
    review.terminal.wait_text("unit")
    review.terminal.press("tab", "đơn vị")
    review.terminal.wait_text("đơn vị")
    made["valued"] = (label, text)
    review.decide("\r")
    review.terminal.press("f6", "xem lại \N{THUMBS UP SIGN}")
    review.terminal.wait_text("xem lại")
    review.decide("\r")
    review.decide("ctrl+z")
    review.decide("ctrl+y")
    review.terminal.press("ctrl+end", "left", "left", "space", "left")
    review.terminal.wait_text("a label's key makes it a span")
    review.decide("7")
    for number in range(5):
        if " 0 pending" not in review.terminal.text():
            review.decide("+")
        review.decide("f9")
        review.terminal.wait_text(f"document {number + 2} of 5" if number < 4 else "all is done")
    assert review.terminal.quit() == 0
    return made


def ranges(raw: str, document: ConllDocument, column: int = -1) -> list[tuple[int, int, str]]:
    """Where the tags of a file say that spans lie, found by laying its tokens on the raw text."""
    found = []
    place = 0
    for sentence, spans in zip(document.sentences, document.spans(column), strict=True):
        edges = []
        for token in sentence:
            pattern = re.sub(
                r"\\\\u([0-9A-F]{4})",
                lambda m: f"(?:{re.escape(m[0])}|{re.escape(chr(int(m[1], 16)))})",
                re.escape(token.form).replace("_", r"(?:_|\s+)").replace(r"\ ", r"\s+"),
            )
            match = re.compile(r"\s*(" + pattern + ")").match(raw, place)
            assert match, (token.form, raw[place : place + 40])
            edges.append(match.span(1))
            place = match.end()
        found += [(edges[s.start][0], edges[s.end - 1][1], s.label) for s in spans]
    assert not raw[place:].strip()
    return sorted(found)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(OWN, id="own"),
        pytest.param(
            OTHERS,
            id="others",
            marks=pytest.mark.skipif(len(OTHERS) < 5, reason="no other documents here"),
        ),
    ],
)
def test_five_documents_from_file_to_training_data(tmp_path: Path, files: Sequence[Path]) -> None:
    db = tmp_path / "corpus.db"
    source = tmp_path / "in"
    source.mkdir()
    for path in files:
        shutil.copy(path, source / path.name)
    curator(db, "import", source)
    curator(db, "suggest")
    made = review_five(db)

    exported = curator(db, "export", "--format", "jsonl", "--source", "gold")
    rows = [json.loads(line) for line in exported.splitlines()]
    assert sorted(row["name"] for row in rows) == sorted(path.name for path in files)
    for row in rows:
        raw = (source / row["name"]).read_bytes().decode("utf-8")
        assert row["text"] == raw
        assert row["sha256"] == hashlib.sha256(raw.encode()).hexdigest()
        assert row["spans"]
        for span in row["spans"]:
            assert raw[span["start"] : span["end"]] == span["text"]
            assert span["text"] == span["text"].strip() != ""
            assert span["reviewer"] == "lan"
    first = {(span["label"], span["text"]): span for span in rows[0]["spans"]}
    assert made["relabelled"] in first
    assert made["moved"] in first
    assert first[made["valued"]]["unit"] == "đơn vị"
    assert any(span["source"] is None for span in rows[0]["spans"])

    for choices in (
        ["--tokens", "syllable"],
        ["--tokens", "syllable", "--scheme", "bioes", "--layers", "separate"],
        ["--tokens", "word", "--join", "space"],
    ):
        out = tmp_path / "out.conll"
        curator(db, "export", "--format", "conll", "--source", "gold", "-o", out, *choices)
        documents = list(read_conll(out))
        assert len(documents) == len(rows)
        columns = (0, 1) if "separate" in choices else (0,)
        for row, document in zip(rows, documents, strict=True):
            told = [found for column in columns for found in ranges(row["text"], document, column)]
            meant = [(span["start"], span["end"], span["label"]) for span in row["spans"]]
            assert sorted(told) == sorted(meant)
    curator(db, "verify")
    status = json.loads(curator(db, "status", "--json"))
    assert "lan" in json.dumps(status)


@pytest.mark.skipif(not shutil.which("tmux"), reason="no tmux here")
def test_the_same_by_hand_in_tmux(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    curator(db, "import", OWN[0], OWN[1])
    curator(db, "suggest")
    server = f"curator-test-{os.getpid()}"
    variables = {**os.environ, **environment(tmp_path)}
    variables.pop("TMUX", None)

    def tmux(*arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-L", server, "-f", "/dev/null", "-u", *arguments],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
            env=variables,
        ).stdout

    def wait(needle: str) -> str:
        deadline = time.monotonic() + 30
        while needle not in (seen := tmux("capture-pane", "-p")):
            assert time.monotonic() < deadline, seen
            time.sleep(0.02)
        return seen

    def wait_gone(needle: str) -> None:
        deadline = time.monotonic() + 30
        while needle in tmux("capture-pane", "-p"):
            assert time.monotonic() < deadline
            time.sleep(0.02)

    command = [sys.executable, "-m", "curator", "--db", str(db), "review", "--reviewer", "mai"]
    # A shell tells the exit code and stays. tmux's own `pane_dead_status` cannot be relied on: a
    # tmux with libutempter misses the SIGCHLD of a program that ends as its pane is closed.
    shell = ["sh", "-c", '"$@"; echo "left with $?"; read -r _', "sh"]
    tmux("new-session", "-d", "-x", "80", "-y", "24", *shell, *command)
    try:
        seen = wait("saved 0")
        assert len(seen.splitlines()) == 24
        assert OWN[0].name in seen
        assert "document 1 of 2" in seen
        tmux("send-keys", "Enter")
        wait("saved 1")
        tmux("send-keys", "DC")
        wait("saved 2")
        tmux("send-keys", "F6")
        wait("comment")
        tmux("send-keys", "-l", "gõ tiếng Việt được không")
        wait("gõ tiếng Việt được không")
        tmux("send-keys", "Enter")
        wait("saved 3")
        tmux("resize-window", "-x", "100", "-y", "30")
        tmux("send-keys", "F1")
        wait("Esc closes")
        tmux("send-keys", "Escape")
        wait_gone("Esc closes")
        tmux("send-keys", "+")
        wait("saved 4")
        tmux("send-keys", "F9")
        wait(OWN[1].name)
        tmux("send-keys", "-l", "+")
        tmux("send-keys", "F9")
        wait("all is done")
        tmux("send-keys", "C-q")
        assert "left with 0" in wait("left with")
    finally:
        subprocess.run(["tmux", "-L", server, "kill-server"], check=False, capture_output=True)
    rows = curator(db, "export", "--format", "jsonl", "--source", "reviewer:mai").splitlines()
    assert len(rows) == 2
    curator(db, "verify")
