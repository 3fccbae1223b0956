"""Documents of the corpus in the exchange shape, with the spans of one source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from curator.corpus.connection import Connection
from curator.corpus.documents import document_ids, get_document
from curator.corpus.reviewers import reviewer_id
from curator.corpus.versions import Version, gold, reviewed, suggested
from curator.model.document import Document
from curator.model.errors import NotFoundError
from curator.model.record import DocumentRecord, SpanRecord


@dataclass
class Selection:
    """Which documents have spans of the source; `left_out` counts the rest, with `reason`."""

    reason: str
    written: int = 0
    spans: int = 0
    left_out: int = 0
    names_left_out: list[str] = field(default_factory=list)


Versions = Callable[[int], Version | None]


def versions_of(
    corpus: Connection, source: str, *, unfinished: bool = False
) -> tuple[Versions, Selection]:
    """What gives a document's spans for `suggestions`, `gold` or `reviewer:NAME`.

    Raises:
        NotFoundError: for another source, or a reviewer that is not known.
    """
    if source == "suggestions":
        return (
            lambda document: suggested(corpus, document),
            Selection("no suggestions yet; run `curator suggest`"),
        )
    if source == "gold":
        return lambda document: gold(corpus, document), Selection("no gold yet")
    if source.startswith("reviewer:"):
        name = source.removeprefix("reviewer:")
        reviewer = reviewer_id(corpus, name)
        return (
            lambda document: reviewed(corpus, document, reviewer, unfinished=unfinished),
            Selection(f"not {'opened' if unfinished else 'finished'} by {name}"),
        )
    raise NotFoundError(f"{source!r} is no source; there are suggestions, gold and reviewer:NAME")


def records(
    corpus: Connection, versions: Versions, selection: Selection
) -> Iterator[tuple[Document, DocumentRecord]]:
    """The documents that have spans of a source, in the order of import, one in memory."""
    for document_id in list(document_ids(corpus)):
        version = versions(document_id)
        if version is None:
            selection.left_out += 1
            continue
        document = get_document(corpus, document_id)
        record = to_record(document, version)
        selection.written += 1
        selection.spans += len(record.spans)
        yield document, record


def to_record(document: Document, version: Version) -> DocumentRecord:
    """A document and one version of its spans in the exchange shape."""
    return DocumentRecord(
        name=document.name,
        sha256=document.sha256,
        text=document.text,
        spans=tuple(
            SpanRecord(
                start=item.start,
                end=item.end,
                layer=item.span.layer,
                label=item.label,
                text=item.span.text_of(document.text),
                value=item.span.value,
                unit=item.span.unit,
                source=item.source,
                score=item.score,
                reviewer=version.reviewer,
            )
            for item in version.spans
        ),
        meta=dict(document.meta),
    )
