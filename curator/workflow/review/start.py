"""With which document a review begins, and where there may be none yet."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents, document_named, find_documents
from curator.corpus.queue import is_finished
from curator.model.scheme import Scheme
from curator.workflow.intake import Intake
from curator.workflow.learner import Learner
from curator.workflow.review.session import ReviewSession

_PATIENCE = 8.0
"""So many seconds a key waits for another process to let go of the database.

Then the reviewer is told; far longer than what two reviews or an import hold it.
"""


class Desk:
    """One reviewer's place of work: his session on a corpus that may not be there yet.

    Use it as a context: at the end it closes the corpus and ends an import that still runs.
    """

    def __init__(
        self,
        path: Path,
        reviewer: str,
        scheme: Scheme,
        *,
        sure: float = 0.7,
        uncertain_first: bool = False,
        learner: Learner | None = None,
    ) -> None:
        self.path = path
        self.reviewer = reviewer
        self.scheme = scheme
        self._sure = sure
        self.learner = learner
        self.session: ReviewSession | None = None
        self.intake = Intake(path)
        self._uncertain_first = uncertain_first
        self._open = ExitStack()

    @classmethod
    def of(cls, session: ReviewSession, learner: Learner | None = None) -> Desk:
        """The desk of a session that is open; whoever opened it closes it."""
        desk = cls(
            session.path, session.reviewer, session.scheme, sure=session.sure, learner=learner
        )
        desk.session = session
        return desk

    @property
    def sure(self) -> float:
        """The score from which a suggestion does not count as uncertain."""
        return self._sure

    @sure.setter
    def sure(self, score: float) -> None:
        self._sure = score
        if self.session is not None:
            self.session.sure = score

    def has_documents(self) -> bool:
        """Whether there is anything to review.

        Raises:
            DatabaseError: if the file is there and no corpus.
        """
        if not self.path.exists():
            return False
        with self._connect() as corpus:
            return count_documents(corpus) > 0

    def _connect(self) -> Connection:
        return Connection(self.path, create=False, patience=_PATIENCE)

    def begin(self, name: str | None = None, start_with: Sequence[Path] = ()) -> None:
        """Open the session on the document of a name, or the first to be done of some files.

        Without either where the reviewer left off. Where there is no document yet, and none is
        named, there is no session.

        Raises:
            NotFoundError: if the name means no document, or more than one.
            DatabaseError, RefusedError: as `ReviewSession` and `Connection` do.
        """
        if name is None and not self.has_documents():
            return
        corpus = self._open.enter_context(self._connect())
        if name is not None:
            document: int | None = document_named(corpus, name)
        else:
            document = first_unfinished(corpus, self.reviewer, start_with)
        self._begin(corpus, document)

    def open(self, document: int | None) -> ReviewSession | None:
        """The session, on a document or the first to be done; None where there is no document."""
        if not self.has_documents():
            return None
        corpus = self._open.enter_context(self._connect())
        self._begin(corpus, document)
        return self.session

    def _begin(self, corpus: Connection, document: int | None) -> None:
        self.session = ReviewSession(
            corpus,
            self.reviewer,
            self.scheme,
            document,
            sure=self.sure,
            uncertain_first=self._uncertain_first,
        )

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:  # fmt: skip
        self.intake.stop()
        self._open.__exit__(kind, error, traceback)


def first_unfinished(corpus: Connection, reviewer: str, paths: Sequence[Path]) -> int | None:
    """The first document among the files of `paths` that a reviewer has not finished.

    The files are matched by name, in the order of their import. None where there is no such
    document: the review then begins where the reviewer left off.
    """
    if not paths:
        return None
    from curator.workflow.importing import find_sources

    sources, _ = find_sources(paths)
    ids = {found for source in sources for found in find_documents(corpus, source.path.name)}
    return next((one for one in sorted(ids) if not is_finished(corpus, reviewer, one)), None)
