"""With which document a review begins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.documents import find_documents
from curator.corpus.queue import is_finished
from curator.workflow.importing import find_sources


def first_unfinished(corpus: Connection, reviewer: str, paths: Sequence[Path]) -> int | None:
    """The first document among the files of `paths` that a reviewer has not finished.

    The files are matched by name, in the order of their import. None where there is no such
    document: the review then begins where the reviewer left off.
    """
    sources, _ = find_sources(paths) if paths else ([], [])
    ids = {found for source in sources for found in find_documents(corpus, source.path.name)}
    return next((one for one in sorted(ids) if not is_finished(corpus, reviewer, one)), None)
