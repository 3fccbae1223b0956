"""Versions of a document's spans: what was suggested, what a reviewer finished, the gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.reviews import load_spans
from curator.corpus.suggestions import batch_suggestions, newest_batch
from curator.model.review import ReviewSpan, SpanState


@dataclass(frozen=True, slots=True)
class Version:
    """The spans of one document by one source; `reviewer` is None for suggestions."""

    spans: tuple[ReviewSpan, ...]
    reviewer: str | None = None


def suggested(corpus: Connection, document: int) -> Version | None:
    """The newest batch of suggestions, None where the document has none yet."""
    batch = newest_batch(corpus, document)
    if batch is None:
        return None
    return Version(
        tuple(
            ReviewSpan(
                id=item.id,
                span=item.suggestion.span,
                source=item.suggestion.source,
                score=item.suggestion.score,
            )
            for item in batch_suggestions(corpus, batch)
        )
    )


def reviewed(
    corpus: Connection, document: int, reviewer: int, *, unfinished: bool = False
) -> Version | None:
    """What a reviewer accepted in a document, None unless he finished it.

    With `unfinished=True` a review that was opened is enough.
    """
    row = corpus.execute(
        "SELECT r.state, w.name FROM reviews r JOIN reviewers w ON w.id = r.reviewer_id "
        "WHERE r.reviewer_id = ? AND r.document_id = ?",
        (reviewer, document),
    ).fetchone()
    if row is None or (row[0] != "finished" and not unfinished):
        return None
    return Version(_accepted(corpus, reviewer, document), row[1])


def gold(corpus: Connection, document: int) -> Version | None:
    """The adjudicated version, or the one finished reviewer's where there is just one."""
    rows = corpus.execute(
        "SELECT w.adjudicator, w.id, w.name FROM reviews r JOIN reviewers w "
        "ON w.id = r.reviewer_id WHERE r.document_id = ? AND r.state = 'finished' "
        "ORDER BY r.last_decision DESC",
        (document,),
    ).fetchall()
    adjudicated = [row for row in rows if row[0]]
    chosen = adjudicated[:1] or (rows if len(rows) == 1 else [])
    if not chosen:
        return None
    return Version(_accepted(corpus, chosen[0][1], document), chosen[0][2])


def finished_by_several(corpus: Connection) -> Iterator[tuple[int, Mapping[str, int]]]:
    """The documents that two reviewers or more finished: id, and the reviewers' ids by name."""
    rows = corpus.execute(
        "SELECT r.document_id, w.name, w.id FROM reviews r JOIN reviewers w "
        "ON w.id = r.reviewer_id WHERE r.state = 'finished' AND w.adjudicator = 0 "
        "AND r.document_id IN (SELECT document_id FROM reviews JOIN reviewers ON id = reviewer_id "
        "WHERE state = 'finished' AND adjudicator = 0 GROUP BY document_id HAVING count(*) > 1) "
        "ORDER BY r.document_id, w.name"
    ).fetchall()
    by_document: dict[int, dict[str, int]] = {}
    for document, name, reviewer in rows:
        by_document.setdefault(document, {})[name] = reviewer
    yield from by_document.items()


def _accepted(corpus: Connection, reviewer: int, document: int) -> tuple[ReviewSpan, ...]:
    spans = load_spans(corpus, reviewer, document).values()
    accepted = (span for span in spans if span.state is SpanState.ACCEPTED)
    return tuple(sorted(accepted, key=lambda item: (item.start, item.end)))
