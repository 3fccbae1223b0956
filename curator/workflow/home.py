"""What there is to do for one reviewer: the figures of the home screen, read in parts."""

from __future__ import annotations

import time

from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents
from curator.corpus.listing import (
    Standing,
    count_unsuggested,
    differing,
    every_document,
    finished_by_others_too,
    flagged,
    standings,
)
from curator.corpus.overview import conflicting_surfaces, pending_spans

_AT_ONCE = 256
"""Documents looked at in one go."""


class Overview:
    """The figures; what is quick to know is there at once, `read` reads the rest.

    `pending`, `conflicts` and `differing` are those found so far, until it is `complete`.
    """

    def __init__(self, corpus: Connection, reviewer: int) -> None:
        self._corpus = corpus
        self._reviewer = reviewer
        with corpus.snapshot():
            self.documents = count_documents(corpus)
            known = standings(corpus, reviewer)
            self.flagged = len(flagged(corpus, reviewer))
            """Documents with a flag of the reviewer's."""
            self.flagged_by_others = len(flagged(corpus, reviewer, others=True))
            self.unsuggested = count_unsuggested(corpus)
            self._shared = finished_by_others_too(corpus, reviewer)
        self._counts = dict.fromkeys(Standing, 0)
        for standing in known.values():
            self._counts[standing] += 1
        self._counts[Standing.NEW] = self.documents - len(known)
        self._finished = {one for one in known if known[one] is Standing.FINISHED}
        self._unfinished: list[int] | None = None
        """The documents in which spans may be pending; None before they were asked for."""
        self.pending = 0
        """Spans that are pending in all documents."""
        self.conflicts: list[str] = []
        """The keys of the surfaces that were decided in different ways."""
        self.differing = 0
        """Documents that somebody else finished with other spans."""
        self._looked_at: str | None = ""
        self._next_pending = self._next_shared = 0

    def count(self, standing: Standing) -> int:
        """How many documents stand so with the reviewer."""
        return self._counts[standing]

    @property
    def complete(self) -> bool:
        """Whether all figures are known."""
        return (
            self._looked_at is None
            and self._unfinished is not None
            and self._next_pending >= len(self._unfinished)
            and self._next_shared >= len(self._shared)
        )

    def read(self, seconds: float | None = None) -> None:
        """Read on for about so long, at least one part; without a limit all that is left."""
        begin = time.perf_counter()
        while not self.complete:
            self._read_part()
            if seconds is not None and time.perf_counter() - begin >= seconds:
                return

    def _read_part(self) -> None:
        corpus, reviewer = self._corpus, self._reviewer
        if self._unfinished is None:
            every = every_document(corpus)
            self._unfinished = [one for one in every if one not in self._finished]
        elif self._next_pending < len(self._unfinished):
            part = self._unfinished[self._next_pending : self._next_pending + _AT_ONCE]
            self._next_pending += len(part)
            self.pending += pending_spans(corpus, reviewer, part)
        elif self._looked_at is not None:
            found, self._looked_at = conflicting_surfaces(corpus, reviewer, self._looked_at)
            self.conflicts += found
        else:
            part = self._shared[self._next_shared : self._next_shared + _AT_ONCE]
            self._next_shared += len(part)
            self.differing += len(differing(corpus, reviewer, part))
