"""`curator` as a process: pipes that break, Ctrl+C, a full disk, and what help may import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curator.cli.exit_codes import ExitCode
from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from tests.cli.conftest import Run
from tests.corpus.samples import PLAIN, Reviewer, plain_spans, suggest
from tests.corpus.samples import add as add_document

ROOT = Path(__file__).parents[2]
CURATOR = [sys.executable, "-m", "curator"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A corpus whose export fills every pipe."""
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        for number in range(40):
            document = add_document(corpus, f"{number}.txt", f"{PLAIN} {number} " + "dài " * 5000)
            suggest(corpus, document, plain_spans())
    return path


def test_a_reader_that_leaves_is_no_error(many: Path) -> None:
    with (
        subprocess.Popen(
            [*CURATOR, "--db", many, "export", "--format", "jsonl", "--source", "suggestions"],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as curator,
        subprocess.Popen(["head", "-1"], stdin=curator.stdout, stdout=subprocess.PIPE) as head,
    ):
        assert curator.stdout is not None
        curator.stdout.close()  # head alone holds the reading end now
        first = head.communicate(timeout=60)[0]
        assert curator.stderr is not None
        error = curator.stderr.read()
        assert curator.wait(timeout=60) == ExitCode.OK
    assert json.loads(first)["name"] == "0.txt"
    assert error == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["status"], ["export", "--format", "jsonl", "--source", "suggestions"]]
)
def test_a_full_disk_is_an_error(many: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*CURATOR, "--db", many, *arguments],
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert (ran.returncode, ran.stderr) == (ExitCode.ERROR, "curator: No space left on device\n")


def test_a_terminal_that_knows_no_vietnamese(many: Path) -> None:
    with Connection(many) as corpus:
        Reviewer(corpus, "Thủy")
    ran = subprocess.run(
        [*CURATOR, "--db", many, "status"],
        env={**ENVIRONMENT, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (ExitCode.OK, b"")
    assert rb"Reviewer Th\u1ee7y" in ran.stdout


def test_ctrl_c_keeps_what_was_committed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8")
    assert run("import", tmp_path / "a.txt").code == ExitCode.OK
    pipe = tmp_path / "b.txt"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*CURATOR, "--db", tmp_path / "corpus.db", "import", pipe],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as curator,
        pipe.open("w"),
    ):  # waits until curator reads from it
        curator.send_signal(signal.SIGINT)
        out, error = curator.communicate(timeout=60)
    assert (curator.returncode, out) == (ExitCode.INTERRUPTED, "")
    assert error.strip() == "interrupted; what was committed stays"
    with Connection(tmp_path / "corpus.db", create=False) as corpus:
        found = verify(corpus)
    assert (found.documents, found.problems) == (1, [])


_IMPORTED = """
import sys
sys.argv = ["curator", *sys.argv[1:]]
from curator.cli.main import main
try:
    main()
except SystemExit as exited:
    assert exited.code == 0, exited.code
rooms = {name.partition(".")[0] for name in sys.modules}
print("imported:", *sorted(rooms & set(
    "textual rich underthesea pydantic sqlite_utils sqlite3 numpy platformdirs".split())))
"""


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["export", "--help"], set()),
        (["review", "--help"], set()),
        (["keys"], {"platformdirs"}),
        (["status"], {"sqlite3"}),
        (["verify"], {"sqlite3"}),
    ],
    ids=" ".join,
)
def test_commands_import_no_more_than_they_need(
    many: Path, arguments: list[str], allowed: set[str]
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _IMPORTED, *arguments],
        env={**ENVIRONMENT, "CURATOR_DB": str(many)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    line = ran.stdout.splitlines()[-1]
    assert set(line.removeprefix("imported:").split()) <= allowed
