"""Opening a corpus: what is made, what is refused and how it is told, how writes hold together."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents
from curator.corpus.verify import verify
from curator.corpus.version import SCHEMA_VERSION
from curator.model.errors import DatabaseError
from tests.corpus.samples import add


def pragma(corpus: Connection, name: str) -> object:
    return corpus.execute(f"PRAGMA {name}").fetchone()[0]


def refusal(path: Path, *, create: bool = True) -> str:
    """The message with which opening is refused; the file is not touched by it."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError) as caught:
        Connection(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    return message


def test_a_new_corpus_is_durable_and_checks_references(corpus: Connection) -> None:
    assert pragma(corpus, "journal_mode") == "wal"
    assert pragma(corpus, "synchronous") == 2  # FULL
    assert pragma(corpus, "foreign_keys") == 1
    assert pragma(corpus, "user_version") == SCHEMA_VERSION
    assert verify(corpus).problems == []


def test_opened_again_it_has_the_same_settings_and_content(corpus: Connection) -> None:
    add(corpus, "a.txt", "Xã Nậm Cắn")
    corpus.close()
    corpus.close()
    with Connection(corpus.path, create=False) as again:
        assert (pragma(again, "journal_mode"), pragma(again, "synchronous")) == ("wal", 2)
        assert pragma(again, "foreign_keys") == 1
        assert count_documents(again) == 1


def test_every_table_is_strict(corpus: Connection) -> None:
    tables = corpus.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
    ).fetchall()
    assert len(tables) > 8
    assert [name for name, strict in tables if not strict] == []


def test_what_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    message = refusal(tmp_path / "none.db", create=False)
    assert "no such corpus" in message
    assert "import" in message
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Ghi chú của tôi, không phải cơ sở dữ liệu. " * 40, encoding="utf-8")
    assert "not a SQLite database" in refusal(path)


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.commit()
    other.close()
    assert "not one of curator's" in refusal(path)


def test_the_corpus_of_a_newer_curator_is_refused(corpus: Connection) -> None:
    corpus.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    corpus.close()
    message = refusal(corpus.path)
    assert "newer curator" in message
    assert "upgrade" in message


def test_a_folder_and_a_missing_folder_are_refused_with_a_hint(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert "cannot be opened" in refusal(folder)
    message = refusal(tmp_path / "missing" / "corpus.db")
    assert "check that the folder exists" in message


def test_a_file_that_may_not_be_written_is_told(corpus: Connection) -> None:
    # The permissions of the file do not stop root; SQLite's own switch stops everybody.
    corpus.execute("PRAGMA query_only = ON")
    with pytest.raises(DatabaseError, match="cannot be written; check its permissions"):
        add(corpus, "a.txt", "Xã Nậm Cắn")


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o500)
    try:
        (folder / "probe").touch()
    except PermissionError:
        assert "permissions" in refusal(folder / "corpus.db")
    else:
        pytest.skip("this user may write everywhere")


def test_a_full_disk_is_told_and_nothing_is_half_written(corpus: Connection) -> None:
    add(corpus, "a.txt", "Xã Nậm Cắn")
    pages = corpus.execute("PRAGMA page_count").fetchone()[0]
    corpus.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DatabaseError, match="disk is full"):
        add(corpus, "b.txt", "Xã Nậm Cắn " * 10_000)
    assert count_documents(corpus) == 1
    corpus.execute("PRAGMA max_page_count = 1000000")
    add(corpus, "b.txt", "Xã Nậm Cắn " * 10_000)
    assert count_documents(corpus) == 2


def test_nothing_is_written_to_a_file_that_is_gone_from_its_place(corpus: Connection) -> None:
    elsewhere = corpus.path.with_name("elsewhere.db")
    corpus.path.rename(elsewhere)
    with pytest.raises(DatabaseError, match="deleted, moved or replaced"), corpus.transaction():
        pytest.fail("there is nothing to write to")
    corpus.path.touch()  # another file in its place is not this one either
    with pytest.raises(DatabaseError, match="nothing was saved"):
        add(corpus, "one.txt", "Một")
    assert count_documents(corpus) == 0
    elsewhere.replace(corpus.path)
    add(corpus, "one.txt", "Một")
    assert count_documents(corpus) == 1


def test_a_transaction_is_all_or_nothing(corpus: Connection) -> None:
    def interrupted() -> None:
        with corpus.transaction():
            corpus.execute("INSERT INTO reviewers(name) VALUES ('mai')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert corpus.execute("SELECT count(*) FROM reviewers").fetchone() == (0,)
    with corpus.transaction():
        corpus.execute("INSERT INTO reviewers(name) VALUES ('mai')")
    assert corpus.execute("SELECT count(*) FROM reviewers").fetchone() == (1,)


def test_a_locked_corpus_is_told_and_free_again_afterwards(corpus: Connection) -> None:
    with Connection(corpus.path, patience=0.02) as impatient:
        with corpus.transaction(), pytest.raises(DatabaseError, match="another process"):
            add(impatient, "a.txt", "Xã Nậm Cắn")
        add(impatient, "a.txt", "Xã Nậm Cắn")
    assert count_documents(corpus) == 1


def test_a_snapshot_is_of_one_moment(corpus: Connection) -> None:
    with Connection(corpus.path) as writer:
        with corpus.snapshot():
            assert count_documents(corpus) == 0
            add(writer, "a.txt", "Xã Nậm Cắn")
            with corpus.snapshot():
                assert count_documents(corpus) == 0
        assert count_documents(corpus) == 1


def test_a_foreign_key_to_nothing_is_refused(corpus: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError), corpus.transaction():
        corpus.execute("INSERT INTO batches(document_id, made_at) VALUES (7, '')")


def damaged(path: Path, documents: int = 40) -> Connection:
    """An open corpus whose pages of texts have been overwritten."""
    with Connection(path) as corpus:
        for number in range(documents):
            add(corpus, f"{number}.txt", f"{number} " + "Xã Nậm Cắn họp. " * 100)
        size = corpus.execute("PRAGMA page_size").fetchone()[0]
    whole = path.read_bytes()
    pages = [whole[start : start + size] for start in range(0, len(whole), size)]
    leaf = b"\x0d" + b"\xff" * (size - 1)
    is_text = ["họp".encode() in page and page[0] == leaf[0] for page in pages]
    assert any(is_text)
    path.write_bytes(
        b"".join(leaf if bad else page for bad, page in zip(is_text, pages, strict=True))
    )
    return Connection(path)


def test_what_cannot_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    with damaged(tmp_path / "c.db") as corpus:
        for ask in (
            lambda: corpus.execute("SELECT text FROM documents").fetchall(),
            lambda: corpus.execute("SELECT text FROM documents WHERE id = 3").fetchone(),
            lambda: list(corpus.execute("SELECT text FROM documents ORDER BY id")),
            lambda: corpus.execute("SELECT text FROM documents").fetchmany(10),
        ):
            with pytest.raises(DatabaseError, match="damaged; `curator verify` says") as caught:
                ask()
            assert str(corpus.path) in str(caught.value)
            assert str(corpus.path) not in caught.value.reason


def test_a_fault_of_ours_is_not_told_as_the_corpus_s(corpus: Connection) -> None:
    corpus.close()
    with pytest.raises(sqlite3.ProgrammingError):
        corpus.execute("SELECT 1")


_MAKE = """
import sys, time
from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
import curator.corpus.migrations  # loaded before the start, so that the race is as close as can be
path, number = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
with Connection(path) as corpus:
    with corpus.transaction():
        add_document(corpus, f"{number}.txt", f"Văn bản số {number}")
"""


def test_processes_that_make_one_corpus_at_once(tmp_path: Path) -> None:
    for attempt in range(2):
        path = tmp_path / f"{attempt}.db"
        makers = [
            subprocess.Popen(
                [sys.executable, "-c", _MAKE, str(path), str(number)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(4)
        ]
        for maker in makers:
            assert maker.stdout is not None
            assert maker.stdout.readline() == "ready\n"
        for maker in makers:
            assert maker.stdin is not None
            maker.stdin.write("\n")
            maker.stdin.flush()
        for maker in makers:
            _, error = maker.communicate(timeout=60)
            assert maker.returncode == 0, error
        with Connection(path, create=False) as corpus:
            assert count_documents(corpus) == 4
            assert verify(corpus).problems == []
