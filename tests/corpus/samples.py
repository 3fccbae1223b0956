"""Small corpora for tests: documents of invented text, a batch of suggestions, decisions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document, get_document
from curator.corpus.reviews import ReviewLog
from curator.corpus.suggestions import add_batch, add_run, newest_suggestions
from curator.model.document import Document
from curator.model.review import Decision, DecisionKind, ReviewSpan, ReviewState, SpanChange
from curator.model.review import SpanState as State
from curator.model.span import Span, Suggestion

PLAIN = "Ông Lò Văn Sìn, Chủ tịch UBND xã Nậm Cắn, cho biết xã có 1.312 hộ, giảm 4,5% số hộ nghèo."

HOSTILE = (
    "\ufeffBáo\x00 cáo 👩\u200d🌾 số 7\r\n"
    + unicodedata.normalize("NFD", "Bà Phạm Thị Huệ ở Đồng Hới")
    + "\r\n\u202eghi nhận\u202c 𠀋 12,5%\x1b[31m và [bold]36 km[/]\r\n"
)
"""NUL, BOM, emoji with ZWJ, CRLF, decomposed accents, bidi overrides, astral letters, escapes."""


def span_of(
    text: str, surface: str, label: str = "LOC", layer: str = "entity", **rest: str
) -> Span:
    """The span over the first `surface` in `text`."""
    start = text.index(surface)
    return Span(start, start + len(surface), layer, label, **rest)


def plain_spans(text: str = PLAIN) -> list[Span]:
    """Four spans of `PLAIN` that do not overlap."""
    return [
        span_of(text, "Lò Văn Sìn", "PER"),
        span_of(text, "xã Nậm Cắn", "LOC"),
        span_of(text, "1.312", "CARDINAL", "figure", value="1312", unit="hộ"),
        span_of(text, "4,5%", "PERCENT", "figure", value="4.5", unit="%"),
    ]


def add(corpus: Connection, name: str, text: str) -> Document:
    """Add a document."""
    with corpus.transaction():
        added = add_document(corpus, name, text)
    return get_document(corpus, added.id)


def suggest(
    corpus: Connection,
    document: Document,
    spans: Iterable[Span],
    source: str = "test",
    version: str = "1",
) -> list[int]:
    """Store a run of `spans`, and a batch of all sources' newest; the batch's suggestion ids."""
    with corpus.transaction():
        suggestions = [Suggestion(span, source, version, 0.5) for span in spans]
        add_run(corpus, document.id, document.text, source, version, suggestions)
        members = [item.id for item in newest_suggestions(corpus, document.id)]
        add_batch(corpus, document.id, members)
    return members


def with_suggestions(corpus: Connection, name: str = "a.txt", text: str = PLAIN) -> Document:
    """A document with the suggestions of `plain_spans`."""
    document = add(corpus, name, text)
    suggest(corpus, document, plain_spans(text))
    return document


class Reviewer:
    """A review log that knows what it has seen, as a window does; every act is a decision."""

    def __init__(self, corpus: Connection, name: str = "mai", *, adjudicator: bool = False) -> None:
        self.log = ReviewLog(corpus, name, adjudicator=adjudicator)
        self.seen: dict[int, int] = {}

    def open(self, document: Document) -> None:
        self.seen[document.id] = self.log.open(document).last_decision

    def spans(self, document: Document) -> list[ReviewSpan]:
        return sorted(self.log.spans(document.id).values(), key=lambda s: (s.start, s.end))

    def decide(
        self,
        document: Document,
        kind: DecisionKind,
        changes: Sequence[SpanChange] = (),
        review: tuple[ReviewState, ReviewState] | None = None,
        note: tuple[str | None, str | None] | None = None,
    ) -> int:
        """Write a decision; its id."""
        if document.id not in self.seen:
            self.open(document)
        decision = Decision(kind, tuple(changes), review, note=note)
        written = self.log.decide(document, decision, seen=self.seen[document.id])
        self.seen[document.id] = written.id
        return written.id

    def set(self, document: Document, span: ReviewSpan, state: State) -> int:
        """Give a span a state; the decision's id."""
        kind = DecisionKind.ACCEPT if state is State.ACCEPTED else DecisionKind.REJECT
        return self.decide(document, kind, [SpanChange(span, replace(span, state=state))])

    def add(self, document: Document, span: Span, span_id: int = -1) -> int:
        """Add an accepted span; the decision's id."""
        new = ReviewSpan(span_id, span, State.ACCEPTED)
        return self.decide(document, DecisionKind.ADD, [SpanChange(None, new)])

    def accept_all(self, document: Document) -> None:
        """Accept every span that is pending, each by its own decision."""
        self.open(document)
        for span in self.spans(document):
            if span.state is State.PENDING:
                self.set(document, span, State.ACCEPTED)

    def finish(self, document: Document) -> int:
        """Finish the document; the decision's id."""
        review = (ReviewState.OPEN, ReviewState.FINISHED)
        return self.decide(document, DecisionKind.FINISH, review=review)

    def skip(self, document: Document) -> int:
        """Skip the document; the decision's id."""
        return self.decide(
            document, DecisionKind.SKIP, review=(ReviewState.OPEN, ReviewState.SKIPPED)
        )


def counts_of(corpus: Connection, reviewer: int, document: int) -> tuple[int, int, int]:
    """The stored counts of a review: pending, accepted, rejected."""
    row: tuple[int, int, int] = corpus.execute(
        "SELECT pending, accepted, rejected FROM reviews WHERE reviewer_id = ? AND document_id = ?",
        (reviewer, document),
    ).fetchone()
    return row


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a database but the search index."""
    import sqlite3

    connection = sqlite3.connect(path)
    try:
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            )
        ]
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in tables
        }
    finally:
        connection.close()
