"""Taking documents in: what is told, what is kept, the order, the process and its end."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.corpus.listing import every_document, unsuggested
from curator.suggest.figures import Figures
from curator.workflow import learning
from curator.workflow.importing import find_sources, nothing_to_import
from curator.workflow.intake import Intake, Stage, main, take_in
from curator.workflow.paths import completed, completions, typed_path

Told = list[Mapping[str, Any]]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the figures suggest."""
    monkeypatch.setattr(learning, "all_suggesters", lambda *_, **__: [Figures()])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, a folder below with one more, and what is no text."""
    folder = tmp_path / "văn bản"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text("Chi 50.000 đồng.", encoding="utf-8")
    (folder / "b" / "c.txt").write_text("Ngày 12/3.", encoding="utf-8")
    (folder / "d.txt").write_bytes(b"\xff\xfe")
    (folder / "e.txt").write_text("  ", encoding="utf-8")
    return folder


def told_by(corpus: Path, *paths: Path) -> Told:
    told: Told = []
    take_in(corpus, paths, told.append)
    return told


def last(told: Told, name: str) -> Any:
    return [one[name] for one in told if name in one][-1]


def wait(intake: Intake) -> None:
    deadline = time.monotonic() + 20
    while intake.running:
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.usefixtures("quick")
def test_documents_come_in_and_are_suggested_for(tmp_path: Path, folder: Path) -> None:
    corpus = tmp_path / "c.db"
    told = told_by(corpus, folder, tmp_path / "nowhere")
    assert (last(told, "added"), last(told, "same"), last(told, "first")) == (2, 0, 1)
    problems = sorted(Path(one["problem"].split(": ")[0]).name for one in told if "problem" in one)
    assert problems == ["d.txt", "e.txt", "nowhere"]
    assert last(told, "ready") is True
    assert last(told, "done") == last(told, "of") == 2
    # What is counted changes with the stage: bytes, then documents.
    stages = [one for one in told if "stage" in one and one["stage"] is not Stage.IMPORTING]
    assert [(one["done"], one["of"]) for one in stages] == [(0, 2), (0, 2), (1, 2), (2, 2)]
    with Connection(corpus, create=False) as connection:
        assert len(every_document(connection)) == 2
        assert unsuggested(connection) == []
    # Once more: nothing new, and nothing is lost.
    told = told_by(corpus, folder)
    assert (last(told, "added"), last(told, "same"), last(told, "first")) == (0, 2, None)


@pytest.mark.usefixtures("quick")
def test_what_came_last_is_suggested_for_first(tmp_path: Path, folder: Path) -> None:
    corpus = tmp_path / "c.db"
    with Connection(corpus) as connection, connection.transaction():
        for number in range(3):
            add_document(connection, f"{number}.txt", f"Số {number} năm 2020.")
    left: list[list[int]] = []

    def tell(one: Mapping[str, Any]) -> None:
        if one.get("stage") == Stage.SUGGESTING:
            with Connection(corpus, create=False) as connection:
                left.append(unsuggested(connection))

    take_in(corpus, [folder / "a.txt"], tell)
    assert left == [[1, 2, 3], [2, 3], [3], []]


@pytest.mark.usefixtures("quick")
def test_without_paths_it_suggests(tmp_path: Path) -> None:
    corpus = tmp_path / "c.db"
    with Connection(corpus) as connection, connection.transaction():
        add_document(connection, "a.txt", "Số 7 năm 2020.")
    assert last(told_by(corpus), "suggested") == 1
    assert last(told_by(corpus), "ready") is True


def test_a_corpus_is_made_for_a_text_only(tmp_path: Path, folder: Path) -> None:
    corpus = tmp_path / "c.db"
    (folder / "bad.jsonl").write_text("{\n", encoding="utf-8")
    bad = [folder / name for name in ("d.txt", "e.txt", "bad.jsonl", "nowhere")]
    told = told_by(corpus, *bad)
    assert last(told, "added") == 0
    assert sum("problem" in one for one in told) >= 4
    assert not corpus.exists()
    (folder / "b" / "c.txt").unlink()
    told = told_by(corpus, folder / "b")
    assert "no .txt file" in last(told, "problem")
    assert not corpus.exists()
    sources, _ = find_sources([folder / "a.txt"])
    assert nothing_to_import(sources) is None


def test_the_process_tells_what_is_wrong(tmp_path: Path, folder: Path) -> None:
    intake = Intake(tmp_path / "c.db")
    assert not intake.running
    intake.start([folder / "d.txt"])
    assert intake.running
    wait(intake)
    assert intake.stage is Stage.DONE
    assert (intake.added, intake.error, intake.ready) == (0, "", True)
    assert "not UTF-8" in intake.problems[0]
    # A corpus that is none.
    (tmp_path / "none.db").write_text("no database at all, only words " * 40, encoding="utf-8")
    broken = Intake(tmp_path / "none.db")
    broken.start([folder / "a.txt"])
    wait(broken)
    assert "not a SQLite database" in broken.error


def test_a_process_that_is_stopped_leaves_what_came(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    intake = Intake(tmp_path / "c.db")
    intake.start([pipe])  # nobody writes: it would wait for ever
    time.sleep(0.3)
    assert intake.running
    intake.stop()
    wait(intake)
    assert intake.error == ""
    assert "what was imported stays" in intake.note
    intake.stop()  # once more does nothing
    assert not (tmp_path / "c.db").exists()


def test_it_ends_when_nobody_listens(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Gone:
        def write(self, _: str) -> None:
            raise BrokenPipeError

        def flush(self) -> None:
            raise AssertionError("nothing was written")

        def fileno(self) -> int:
            return os.open(os.devnull, os.O_WRONLY)

    monkeypatch.setattr("sys.stdout", Gone())
    assert main([str(tmp_path / "c.db"), str(folder)]) == 0


# -- paths ---------------------------------------------------------------------------------------


def test_paths_as_they_are_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder.parent))
    assert typed_path("~/văn bản") == folder
    assert typed_path(f"  '{folder}' ") == folder
    assert typed_path(f'"{folder}"') == folder
    assert typed_path(str(folder).replace(" ", "\\ ")) == folder
    assert typed_path(folder.as_uri()) == folder
    assert typed_path("  ") is None
    assert typed_path("a\x00b") is None
    assert typed_path("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_paths_are_completed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ảnh.png").touch()
    (folder / ".hidden").mkdir()
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("HOME", str(folder.parent))
    assert completions("v") == ["văn bản/"]
    assert completions("văn bản/") == [
        "văn bản/b/", "văn bản/a.txt", "văn bản/d.txt", "văn bản/e.txt",
    ]  # fmt: skip
    assert completions("văn bản/ả") == ["văn bản/ảnh.png"]
    assert completions("văn bản/.h") == ["văn bản/.hidden/"]
    assert completions("~") == ["~/"]
    assert completions("~/v") == ["~/văn bản/"]
    assert completions("nowhere/") == []
    assert completions("\x00/") == []
    assert completed("vă") == ("văn bản/", ["văn bản/"])
    assert completed("văn bản/")[0] == "văn bản/"
    assert completed("zz") == ("zz", [])
