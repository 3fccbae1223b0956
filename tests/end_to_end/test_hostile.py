"""Text, names and comments that would command the terminal are shown, and command nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from benchmarks.make_corpus import make_corpus
from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.workflow.review.session import ReviewSession
from tests.end_to_end.terminal import Terminal, curator

PAYLOADS = (
    "\x1b[31;4;7mĐỎ\x1b[0m",
    "\x1b]0;TIÊU ĐỀ\x07",
    "\x1b]52;c;Y3VyYXRvcg==\x07",
    "\x1b]8;;https://example.org\x1b\\liên kết\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H\x1b[?1049l\x1b[?1003;5l",
    "\x1bP+q544e\x1b\\",
    "\x1bc\x1b(0lqqk",
    "\x9b31;4;7m\x9d0;x\x9c\x90q\x9c\x85",
    "\x00\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "[bold red]đậm[/] [@click=app.exit]bấm[/] [link=x]",
    "\u202eđảo ngược\u202c \u2066cô lập\u2069 \u200f\u061c",
    "a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg",
    "\u2028\u2029\U000e0041\U000e0020",
    "e" + "\u0301" * 200,
    "\r[K\x1b[A\rche dòng trên",
)
HOSTILE = "Đầu.\n" + "\n".join(PAYLOADS) + "\nCuối.\n"

# All that Textual itself writes: colours, places, modes, questions about modes.
_OURS = re.compile(
    r"\x1b\[(?:0|[13479]|2[0-9]|[0-9;]*[34]8;2;[0-9;]+|(?:[0-9]+;)*[0-9]+)?m"
    r"|\x1b\[[0-9;]*H|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9;]+\$p|\x1b\[>[0-9]+u|\x1b\[<u|\x1b\[[0-9]* q"
    r"|\x1b\]22;[a-z-]+(?:\x07|\x1b\\)|\x1b\[c|\x1b\[\?u|\x1b\[\?6n"
)
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_COMMANDS = (b"[31;4;7m", b"]0;TI", b"]52;c", b"]8;;", b"\x1b[2J", b"\x1b[?1003;5l", b"\x1bP+q",
             b"\x1bc", b"\x1b(0", b"\xc2\x9b", b"\x9b31", b"\r\x1b[K", b"\x1b[A")  # fmt: skip


def assert_harmless(output: bytes) -> None:
    """Nothing was written but text and what Textual writes by itself."""
    text = output.decode("utf-8")
    for command in _COMMANDS:
        if command.startswith((b"[", b"]")):
            command = b"\x1b" + command
        assert command not in output
    # The alternative screen is left at the end, once.
    assert output.count(b"\x1b[?1049l") <= 1
    rest = _OURS.sub("", text)
    found = _FORBIDDEN.search(rest)
    assert found is None, rest[max(0, found.start() - 40) : found.end() + 40]


def corpus_of(db: Path, name: str, text: str) -> Path:
    """A corpus of one document, each payload of which is a suggestion."""
    layer = default_scheme().labels["MISC"].layer
    spans = []
    for payload in PAYLOADS:
        start = text.find(payload)
        if start >= 0 and not payload[0].isspace() and not payload[-1].isspace():
            span = Span(start, start + len(payload), layer, "MISC")
            spans.append(Suggestion(span, "\x1b[31;4;7mnguồn\x1b]0;x\x07", "1", 0.5))
    make_corpus(db, [(name, text, spans)])
    return db


@pytest.mark.parametrize(("size", "theme"), [((80, 24), "truecolor"), ((160, 50), "no colour")])
def test_nothing_of_a_document_commands_the_terminal(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    db = corpus_of(tmp_path / "c.db", "tên\x1b[31;4;7m\x1b]0;TI\x07\u202e[bold].txt", HOSTILE)
    with Connection(db) as corpus:
        session = ReviewSession(corpus, "lan", default_scheme())
        session.flag(HOSTILE[:400])
        session.next_pending()
        session.flag(PAYLOADS[1] + PAYLOADS[10])
        session.go_to_span(session.page.table.at(0).id)
    variables = {"NO_COLOR": "1"} if theme == "no colour" else {}
    terminal = Terminal(db, size=size, variables=variables)
    assert "␛[31" in terminal.text()
    for key in ("tab", "enter", "f4", "tab", "delete", "f8", "ctrl+end", "ctrl+home", "pagedown"):
        terminal.press(key)
        terminal.settle(0.05)
    terminal.press("ctrl+home", "ctrl+down", "ctrl+down", "f6")  # the comment of the second
    terminal.wait_text("comment")
    terminal.press("escape")
    terminal.settle(0.3)
    terminal.press("f1")
    terminal.wait_text("Esc closes")
    terminal.press("z", "x", "down")  # letters narrow the help
    terminal.settle(0.1)
    terminal.press("escape", "escape", "ctrl+home", "space", "down", "down", "down", "down")
    terminal.settle(0.1)
    # the hits of a search, the documents, home, the rule of a label, the concordance
    for key in ("/", "b", "o", "l", "d", "ctrl+l"):
        terminal.press(key)
    terminal.settle(0.3)
    for key in ("escape", "ctrl+d", "escape", "escape", "ctrl+g", "escape", "`", ":", "escape"):
        terminal.press(key)
        terminal.settle(0.2)
    assert terminal.quit() == 0, terminal.text()
    assert_harmless(bytes(terminal.output))
    curator(db, "verify")


def test_a_megabyte_on_one_line(tmp_path: Path) -> None:
    line = ("".join(PAYLOADS).replace("\r", "") + "một dòng không hết ") * 2500
    assert len(line.encode()) > 1_000_000
    db = corpus_of(tmp_path / "c.db", "dài.txt", line)
    terminal = Terminal(db)
    for key in ("ctrl+end", "pageup", "ctrl+home", "tab", "enter", "pagedown", "end", "f4"):
        terminal.press(key)
        terminal.settle(0.1)
    terminal.wait_saved(1)
    assert terminal.quit() == 0
    assert_harmless(bytes(terminal.output))
    curator(db, "verify")


def test_hostile_files_and_names_from_import_to_export(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ["a\x1b[31;4;7m\x1b]0;TI\x07.txt", "b\u202etxt.exe.txt", "c[bold].txt", "d\n\r.txt"]
    for number, name in enumerate(names):
        (folder / name).write_bytes(f"{number} {HOSTILE}".encode())
    db = tmp_path / "c.db"
    curator(db, "import", folder)
    terminal = Terminal(db)
    for number in range(len(names)):
        terminal.wait_text(f"document {number + 1} of {len(names)}")
        terminal.press("ctrl+home", "7", "f9")
    terminal.wait_text("all is done")
    assert terminal.quit() == 0
    assert_harmless(bytes(terminal.output))
    rows = [
        json.loads(line)
        for line in curator(
            db, "export", "--format", "jsonl", "--source", "reviewer:lan"
        ).splitlines()
    ]
    assert sorted(row["name"] for row in rows) == sorted(names)
    for row in rows:
        assert row["text"].endswith(HOSTILE)
        for span in row["spans"]:
            assert row["text"][span["start"] : span["end"]] == span["text"]
    assert not any(unicodedata.category(c) == "Cc" for c in curator(db, "status").replace("\n", ""))
    curator(db, "verify")
