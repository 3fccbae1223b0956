"""The atomic writer: whole or not there, and nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from curator.formats.atomic import OutputError, atomic_writer


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_writes_utf8_with_line_ends_as_given(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with atomic_writer(target) as out:
        out.write("Đà Nẵng\nhai\r\nba")
    assert target.read_bytes() == "Đà Nẵng\nhai\r\nba".encode()
    assert names(tmp_path) == ["out.jsonl"]


def test_target_keeps_its_old_content_until_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    with atomic_writer(target) as out:
        out.write("new")
        out.flush()
        assert target.read_text() == "old"
    assert target.read_text() == "new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_the_target_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def fail() -> None:
        with atomic_writer(target) as out:
            out.write("new")
            raise error

    with pytest.raises(error):
        fail()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_an_error_makes_no_file_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="stop"), atomic_writer(tmp_path / "out.txt"):
        raise ValueError("stop")
    assert names(tmp_path) == []


def test_a_lone_surrogate_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError), atomic_writer(tmp_path / "out.txt") as out:
        out.write("\ud800")
    assert names(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_of_a_replaced_file_are_kept(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(mode)
    with atomic_writer(target) as out:
        out.write("new")
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert target.read_text() == "new"


def test_a_new_file_has_the_permissions_any_new_file_has(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("")
    with atomic_writer(tmp_path / "out.txt"):
        pass
    assert (tmp_path / "out.txt").stat().st_mode == plain.stat().st_mode


def test_a_symbolic_link_stays_one_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    real = tmp_path / "real" / "data.txt"
    real.write_text("old")
    link = tmp_path / "links" / "out.txt"
    link.symlink_to("../real/data.txt")
    with atomic_writer(link) as out:
        out.write("new")
        assert len(names(tmp_path / "real")) == 2, "the new file lies beside the real one"
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert names(tmp_path / "links") == ["out.txt"]
    assert names(tmp_path / "real") == ["data.txt"]


def test_a_dangling_link_gets_the_file_it_leads_to(tmp_path: Path) -> None:
    link = tmp_path / "out.txt"
    link.symlink_to("later.txt")
    with atomic_writer(link) as out:
        out.write("new")
    assert link.is_symlink()
    assert (tmp_path / "later.txt").read_text() == "new"


def test_a_relative_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with atomic_writer("out.txt") as out:
        out.write("new")
    assert (tmp_path / "out.txt").read_text() == "new"


def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 255)
    with atomic_writer(target) as out:
        out.write("new")
    assert target.read_text() == "new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "out.txt"
    with pytest.raises(OutputError, match=r"there is no folder .*missing"), atomic_writer(target):
        pass


@pytest.mark.parametrize("name", ["", "folder", "folder/"])
def test_a_folder_is_no_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError, match="a file's name is needed"), atomic_writer(name):
        pass
    assert names(tmp_path) == ["folder"]


@pytest.mark.parametrize("code", ["EACCES", "ENOSPC", "EROFS"])
def test_a_folder_that_refuses_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    number = getattr(errno, code)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with (
        pytest.raises(OutputError, match=rf"cannot write .*out\.txt.*{os.strerror(number)}"),
        atomic_writer(tmp_path / "out.txt"),
    ):
        pass


def test_a_disk_that_fills_at_the_last_moment_leaves_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left"), atomic_writer(target) as out:
        out.write("new")
    assert target.read_text() == "old"
    assert names(tmp_path) == ["out.txt"]


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    # Root may write everything, so the answer is set rather than the permission.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="read-only"), atomic_writer(target):
        pass
    assert target.read_text() == "old"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    with atomic_writer(os.devnull) as out:
        out.write("gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text()))
    reader.start()
    with atomic_writer(pipe) as out:
        out.write("through")
    reader.join(timeout=10)
    assert received == ["through"]
    assert names(tmp_path) == ["pipe"]
