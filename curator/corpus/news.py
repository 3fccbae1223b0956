"""What other connections wrote to the corpus: another process, or a thread that imports.

Documents, suggestions and decisions are only ever added, so what is new of each is what has a
higher number than the last that was seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.corpus.connection import Connection


@dataclass(frozen=True, slots=True)
class News:
    """Documents by what happened to them; what this connection wrote itself may be among it."""

    documents: tuple[int, ...] = ()
    """Those that came, in the order of import."""
    suggested: frozenset[int] = frozenset()
    """Those that have new suggestions."""
    decided: frozenset[int] = frozenset()
    """Those that the reviewer opened or decided on."""
    decided_by_others: frozenset[int] = frozenset()

    @property
    def changed(self) -> frozenset[int]:
        """All of them but those that came."""
        changed = self.suggested | self.decided | self.decided_by_others
        return changed.difference(self.documents)


class Watch:
    """What others have written since the watch began, or since it was asked last.

    Begin it before what it is to keep up to date is read.
    """

    def __init__(self, corpus: Connection, reviewer: int) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        with corpus.snapshot():
            self._version = self._data_version()
            self._document, self._batch, self._decision = self._newest()

    def look(self) -> News | None:
        """What others have written; None if nothing, which takes some microseconds to find out.

        Raises:
            DatabaseError: if the corpus is gone, or cannot be read.
        """
        self._corpus.check()
        if self._corpus.writing:  # an act of this connection that is not done yet
            return None
        with self._corpus.snapshot():
            version = self._data_version()
            if version == self._version:
                return None
            news = self._news()
            self._document, self._batch, self._decision = self._newest()
        # Not before all is read: what cannot be read now is asked for again.
        self._version = version
        return news

    def _data_version(self) -> int:
        version: int = self._corpus.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _newest(self) -> tuple[int, int, int]:
        tables = ("documents", "batches", "decisions")
        document, batch, decision = (
            self._corpus.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
            for table in tables
        )
        return document, batch, decision

    def _news(self) -> News:
        execute = self._corpus.execute
        documents = execute("SELECT id FROM documents WHERE id > ? ORDER BY id", (self._document,))
        suggested = execute("SELECT document_id FROM batches WHERE id > ?", (self._batch,))
        rows = execute(
            "SELECT DISTINCT document_id, reviewer_id = ? FROM decisions WHERE id > ?",
            (self._reviewer, self._decision),
        ).fetchall()
        return News(
            tuple(row[0] for row in documents),
            frozenset(row[0] for row in suggested),
            frozenset(document for document, own in rows if own),
            frozenset(document for document, own in rows if not own),
        )
