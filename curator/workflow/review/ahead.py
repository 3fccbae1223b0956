"""The next document, read bit by bit while nothing else is to do.

Only what never changes is kept: a document's text, and the spans of a batch of suggestions. What
the reviewer decided on them, in this window or another, is read when the document is opened, and
where a review is on another batch by then, nothing of this is used.
"""

from __future__ import annotations

from typing import Final

from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.reviews import batch_part
from curator.model.document import Document
from curator.workflow.review.span_table import SpanTable

_PART: Final = 100
"""Spans read at a time: a millisecond or two."""


class Ahead:
    """Reads one document and one batch; `step` does a part, `take` hands out what is complete."""

    def __init__(self, corpus: Connection, *, sure: float) -> None:
        self._corpus = corpus
        self.sure = sure
        self._wanted: tuple[int, int | None] | None = None
        self._document: Document | None = None
        self._table = SpanTable()
        self._last = 0
        self._is_complete = False

    def want(self, document: int | None, batch: int | None) -> None:
        """Read this document and batch from now on; nothing happens if that is being done."""
        wanted = None if document is None else (document, batch)
        if wanted != self._wanted:
            self._wanted = wanted
            self._document = None
            self._table = SpanTable(sure=self.sure)
            self._last = 0
            self._is_complete = wanted is None

    def step(self) -> bool:
        """Read a part; False where nothing is left to read."""
        if self._is_complete or self._wanted is None:
            return False
        document, batch = self._wanted
        if self._document is None:
            self._document = get_document(self._corpus, document)
            return True
        part = {} if batch is None else batch_part(self._corpus, batch, self._last, _PART)
        for span in part.values():
            self._table.put(span)
            self._last = span.id
        self._is_complete = len(part) < _PART
        return not self._is_complete

    @property
    def text(self) -> str | None:
        """The text of the document, once all is read."""
        return self._document.text if self._document is not None and self._is_complete else None

    def document(self, document: int) -> Document | None:
        """A document, if it is the one that was read."""
        known = self._document
        return known if known is not None and known.id == document else None

    def take(self, document: int, batch: int | None) -> SpanTable | None:
        """The spans of a batch as a review begins with them, if they were read; to be had once."""
        if not self._is_complete or self._wanted != (document, batch):
            return None
        table = self._table
        self.want(None, None)
        table.sure = self.sure
        return table
