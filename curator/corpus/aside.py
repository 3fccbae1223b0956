"""Find documents by the index of words aside, so that no key waits where it finds very many.

The letter that is typed first begins some words of nearly every document: to put their lists
together takes SQLite a tenth of a second in 100,000 documents.
"""

from __future__ import annotations

from threading import Event, Thread

from curator.corpus.connection import Connection
from curator.corpus.search import candidates
from curator.model.errors import CuratorError


class Candidates:
    """What `search.candidates` gives for a query, found in a thread with its own connection.

    `known` is None until it is found, and stays so where the query needs no index (`match` is
    None): any document may hold it. Whoever needs no answer any more calls `stop`.
    """

    def __init__(self, corpus: Connection, match: str | None) -> None:
        self._corpus = corpus
        self._match = match
        self._found: set[int] | None = None
        self._is_over = Event()
        self._is_stopped = False
        self._own: Connection | None = None
        if match is None:
            self._is_over.set()
        elif corpus.is_in_memory:
            self._found = set(candidates(corpus, match))
            self._is_over.set()
        else:
            Thread(target=self._find, daemon=True).start()

    @property
    def known(self) -> set[int] | None:
        """The ids of the documents, None as long as they are not known."""
        return self._found

    def wait(self, seconds: float) -> None:
        """Wait until they are known, but not longer than that."""
        self._is_over.wait(seconds)

    def stop(self) -> None:
        """Break the search off, if it is not done."""
        self._is_stopped = True
        if self._own is not None and not self._is_over.is_set():
            self._own.interrupt()

    def _find(self) -> None:
        try:
            with Connection(self._corpus.path, create=False) as own:
                self._own = own
                if not self._is_stopped:
                    self._found = _all_at_once(own, self._match)
        except CuratorError:
            pass  # broken off; or the corpus cannot be read, which whoever reads on will tell
        finally:
            self._is_over.set()


def _all_at_once(corpus: Connection, match: str | None) -> set[int]:
    # As one row: between two rows the thread would have to wait for the others each time.
    (ids,) = corpus.execute(
        "SELECT group_concat(rowid) FROM document_words WHERE document_words MATCH ?", (match,)
    ).fetchone()
    return set(map(int, ids.split(","))) if ids else set()
