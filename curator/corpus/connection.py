"""One SQLite connection: WAL, synchronous FULL, foreign keys, and one way to write.

Every write goes through `Connection.transaction`, which begins IMMEDIATE: a deferred transaction
that reads before it writes fails at once when another process wrote in between, whatever the
busy timeout.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from curator.corpus.version import SCHEMA_VERSION
from curator.model.errors import DatabaseError

_PATIENCE = 60.0
"""So many seconds a command waits for another process to let go of the database."""


class Connection:
    """An open corpus. Use it in the thread that opened it.

    `patience`: the seconds that it waits for another process which holds the database.

    Raises:
        DatabaseError: if the file cannot be opened or created, is no database of ours, or was
            written by a newer curator; the message says what to do.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, patience: float = _PATIENCE
    ) -> None:
        self.path = Path(path)
        self._patience = patience
        if not create and not self.path.exists():
            raise DatabaseError(
                f"{self.path}: no such corpus; `curator --db {self.path} import PATH` makes it"
            )
        self._file = self.path.absolute()
        self._identity: tuple[int, int] | None = None
        """Which file was opened, from then on; none where the corpus is in memory."""
        try:
            self._sqlite = sqlite3.connect(self.path, timeout=patience, isolation_level=None)
        except sqlite3.Error as error:
            raise DatabaseError(f"{self.path}: {_explain(error)}") from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._sqlite.close()
            raise DatabaseError(f"{self.path}: {_explain(error)}") from error
        except BaseException:
            self._sqlite.close()
            raise
        self._identity = self._identify()

    def _prepare(self) -> None:
        execute = self._sqlite.execute
        execute(f"PRAGMA busy_timeout = {round(self._patience * 1000)}")
        execute("PRAGMA foreign_keys = ON")
        execute("PRAGMA synchronous = FULL")
        # One statement, so that both are of one moment: another process may be making the corpus.
        version, objects = execute(
            "SELECT user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_user_version"
        ).fetchone()
        if version > SCHEMA_VERSION:
            raise DatabaseError(
                f"{self.path}: made by a newer curator (schema {version}, this one knows "
                f"{SCHEMA_VERSION}); upgrade curator"
            )
        if version == 0 and objects:
            raise DatabaseError(f"{self.path}: a database, but not one of curator's")
        self._use_wal()
        if version < SCHEMA_VERSION:
            self._migrate()

    def _use_wal(self) -> None:
        """Switch to WAL. SQLite does not wait for a lock here, so two that begin must try again."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                if self._sqlite.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                    self._sqlite.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _migrate(self) -> None:
        from curator.corpus.migrations import apply_migrations

        with self.transaction():
            # Another process may have been faster while this one waited for the lock.
            if self._version() < SCHEMA_VERSION:
                apply_migrations(self._sqlite)
                self._sqlite.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _identify(self) -> tuple[int, int] | None:
        """Which file is at the path: its device and number; None where there is none."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _version(self) -> int:
        version: int = self._sqlite.execute("PRAGMA user_version").fetchone()[0]
        return version

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement.

        Raises (here, and where its rows are read):
            DatabaseError: if the database cannot be read or written; the message says what to do.
            sqlite3.IntegrityError: if the statement breaks a rule of the schema.
        """
        try:
            return self._sqlite.cursor(self._cursor).execute(sql, parameters)
        except sqlite3.Error as error:
            _fail(error, self.path)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        """Run one statement for each row; raises what `execute` does."""
        try:
            return self._sqlite.cursor(self._cursor).executemany(sql, rows)
        except sqlite3.Error as error:
            _fail(error, self.path)

    def _cursor(self, connection: sqlite3.Connection) -> sqlite3.Cursor:
        return _Cursor(connection, self.path)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A write transaction: BEGIN IMMEDIATE, then COMMIT, or ROLLBACK on any exception.

        Raises:
            DatabaseError: if the database cannot be locked or written (disk full, read-only,
                another process holding it too long), or if its file was deleted, moved or
                replaced meanwhile; nothing was written then.
        """
        self._check("nothing was saved, ")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._sqlite.execute("COMMIT")
        except BaseException as error:
            if self._sqlite.in_transaction:
                self.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                _fail(error, self.path)
            raise

    @property
    def is_in_memory(self) -> bool:
        """Whether the corpus is no file, so that no other connection sees it."""
        return self._identity is None

    def interrupt(self) -> None:
        """Break off what is being run, from another thread; there it raises `DatabaseError`."""
        with suppress(sqlite3.ProgrammingError):  # it has just been closed
            self._sqlite.interrupt()

    def check(self) -> None:
        """Look whether the file is still where it was opened.

        Raises:
            DatabaseError: if it was deleted, moved or replaced.
        """
        self._check()

    def _check(self, first: str = "") -> None:
        # SQLite would go on reading from and writing to a file that nobody can open again.
        if self._identity is not None and self._identify() != self._identity:
            reason = (
                f"{first}the file was deleted, moved or replaced; put it back, or leave and open "
                "anew"
            )
            raise DatabaseError(f"{self.path}: {reason}", reason)

    @property
    def writing(self) -> bool:
        """Whether a transaction of this connection has begun and not ended."""
        return self._sqlite.in_transaction

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A read transaction: everything read inside is of one moment."""
        if self._sqlite.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self._sqlite.in_transaction:
                self.execute("COMMIT")

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._sqlite.close()

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: object, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()


class _Cursor(sqlite3.Cursor):
    """A cursor that tells what SQLite cannot read as a `DatabaseError`.

    A statement is run as its rows are asked for, so reading them can fail too.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        super().__init__(connection)
        self._path = path

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except sqlite3.Error as error:
            _fail(error, self._path)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        try:
            return super().fetchmany(self.arraysize if size is None else size)
        except sqlite3.Error as error:
            _fail(error, self._path)

    def fetchall(self) -> list[Any]:
        try:
            return super().fetchall()
        except sqlite3.Error as error:
            _fail(error, self._path)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        try:
            yield from iter(super().__next__, None)
        except sqlite3.Error as error:
            _fail(error, self._path)


def _fail(error: sqlite3.Error, path: Path) -> NoReturn:
    """Raise an error of SQLite's as one that says what to do.

    What breaks a rule of the schema, or is a fault of ours, stays what it is.
    """
    ours = sqlite3.IntegrityError | sqlite3.ProgrammingError
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, ours):
        reason = _explain(error)
        raise DatabaseError(f"{path}: {reason}", reason) from error
    raise error


def _explain(error: sqlite3.Error) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return "another process is writing to the corpus; try again"
    if "full" in text:
        return "the disk is full; nothing of this step was written"
    if "readonly" in text:
        return "the file or its folder cannot be written; check its permissions"
    if "not a database" in text:
        return "not a SQLite database"
    if "malformed" in text:
        return "the file is damaged; `curator verify` says where, restore it from a copy"
    if "disk I/O" in text:
        return "the file cannot be read; check its disk, or restore it from a copy"
    if "unable to open" in text:
        return "cannot be opened; check that the folder exists and its permissions"
    return text
