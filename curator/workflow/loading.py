"""Load spans that were made elsewhere: as a reviewer's finished review, or as suggestions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.documents import find_documents, get_document
from curator.corpus.reviews import ReviewLog
from curator.corpus.suggestions import add_run, run_versions
from curator.formats.jsonl import RecordProblem, check_spans, read_documents
from curator.model.document import Document
from curator.model.errors import RefusedError
from curator.model.record import DocumentRecord, SpanRecord
from curator.model.review import (
    Decision,
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
    SpanState,
)
from curator.model.scheme import Scheme
from curator.model.span import Span, Suggestion
from curator.workflow.suggesting import renew_batch

BUILT_IN = frozenset({"figures", "learned", "patterns", "underthesea"})
"""The names of our own suggesters, which no loaded file may take."""


class Role(StrEnum):
    """As what the spans of a file are taken."""

    REVIEWER = "reviewer"
    ADJUDICATOR = "adjudicator"
    SUGGESTER = "suggester"


@dataclass
class LoadReport:
    """What a load did; `same` counts documents whose spans were there already."""

    documents: int = 0
    spans: int = 0
    same: int = 0
    problems: list[str] = field(default_factory=list)


def load_spans_file(
    corpus: Connection, path: Path, role: Role, name: str, scheme: Scheme
) -> LoadReport:
    """Load a file in the shape of the JSONL export for documents that the corpus holds.

    Documents are matched by name, and by the SHA-256 of their text's UTF-8 bytes where the record
    gives it (or its text). All or nothing a document: one span that does not fit refuses the
    record, with its place, and the rest goes in.

    Raises:
        OSError: if the file cannot be read.
        RefusedError: if `name` cannot be taken in this role.
    """
    if role is Role.SUGGESTER and name in BUILT_IN:
        raise RefusedError(f"{name!r} is one of curator's own suggesters; take another name")
    report = LoadReport()
    log = None
    for record, place in _records(path, report):
        try:
            document = _document_of(corpus, record)
            _check(record, document, scheme)
        except _RecordError as error:
            report.problems += [f"{place}: {message}" for message in error.messages]
            continue
        if role is Role.SUGGESTER:
            new = _load_suggestions(corpus, document, record, name, scheme)
        else:
            log = log or ReviewLog(corpus, name, adjudicator=role is Role.ADJUDICATOR)
            new = _load_review(log, document, record)
        if new:
            report.documents += 1
            report.spans += len(record.spans)
        else:
            report.same += 1
    return report


class _RecordError(Exception):
    def __init__(self, *messages: str) -> None:
        super().__init__(*messages)
        self.messages = messages


def _records(path: Path, report: LoadReport) -> Iterator[tuple[DocumentRecord, str]]:
    number = 0
    for number, record in enumerate(read_documents(path), 1):
        if isinstance(record, RecordProblem):
            report.problems.append(str(record))
        else:
            yield record, f"{path}, record {number} ({record.name})"
    if not number:
        report.problems.append(f"{path}: holds no record")


def _document_of(corpus: Connection, record: DocumentRecord) -> Document:
    sha256 = record.sha256
    if sha256 is None and record.text is not None:
        sha256 = hashlib.sha256(record.text.encode("utf-8")).hexdigest()
    found = find_documents(corpus, record.name, sha256)
    if len(found) == 1:
        return get_document(corpus, found[0])
    if found:
        raise _RecordError(
            f"{len(found)} documents have this name; give the record the sha256 of the one meant"
        )
    if sha256 is not None and find_documents(corpus, record.name):
        raise _RecordError("the document of this name in the corpus has another text (sha256)")
    raise _RecordError("no document of this name in the corpus; import it first")


def _check(record: DocumentRecord, document: Document, scheme: Scheme) -> None:
    if "spans" not in record.model_fields_set:
        # An empty list says that there is nothing to mark; no list at all is another kind of file.
        raise _RecordError('the record has no "spans"')
    faults = list(check_spans(document.text, record.spans))
    for number, span in enumerate(record.spans):
        label = scheme.labels.get(span.label)
        if label is None:
            faults.append(
                f"spans.{number}: the scheme {scheme.name} has no label {span.label}; "
                f"it has {', '.join(scheme.labels)}"
            )
        elif label.layer != span.layer:
            faults.append(
                f"spans.{number}: {span.label} is a label of the layer {label.layer}, "
                f"not {span.layer}"
            )
    if not faults:
        faults += _overlaps(record.spans, scheme)
    if faults:
        raise _RecordError(*faults)


def _overlaps(spans: Iterable[SpanRecord], scheme: Scheme) -> Iterator[str]:
    ordered = sorted(
        enumerate(spans),
        key=lambda item: ("" if scheme.exclusive else item[1].layer, item[1].start, item[1].end),
    )
    for (one_number, one), (two_number, two) in pairwise(ordered):
        if two.start < one.end and (scheme.exclusive or one.layer == two.layer):
            yield (
                f"spans.{two_number}: [{two.start}, {two.end}) overlaps "
                f"spans.{one_number} [{one.start}, {one.end})"
            )


def _span(record: SpanRecord) -> Span:
    return Span(record.start, record.end, record.layer, record.label, record.value, record.unit)


def _load_suggestions(
    corpus: Connection, document: Document, record: DocumentRecord, name: str, scheme: Scheme
) -> bool:
    # The version is a hash of what was said, so that the same file again changes nothing.
    said = repr([(_span(item), item.score) for item in record.spans])
    said_hash = hashlib.sha256(said.encode()).hexdigest()[:12]
    versions = run_versions(corpus, document.id, name)
    if versions and versions[-1].startswith(said_hash):
        return False
    # Said before, but something else since: it is the newest again, under a version of its own.
    again = sum(version.startswith(said_hash) for version in versions)
    version = f"{said_hash}-{again + 1}" if again else said_hash
    suggestions = [
        Suggestion(_span(item), name, version, 0.5 if item.score is None else item.score)
        for item in sorted(record.spans, key=lambda item: (item.start, item.end))
    ]
    with corpus.transaction():
        add_run(corpus, document.id, document.text, name, version, suggestions)
        renew_batch(corpus, document.id, exclusive=scheme.exclusive)
    return True


def _load_review(log: ReviewLog, document: Document, record: DocumentRecord) -> bool:
    """Make the reviewer's review of a document these spans, finished; False if it is already."""
    row = log.open(document, suggestions=False)
    current = log.spans(document.id)
    wanted = sorted({_span(item) for item in record.spans}, key=lambda span: (span.start, span.end))
    changes = list(_changes(current, wanted))
    review = None
    if row.state is not ReviewState.FINISHED:
        review = (row.state, ReviewState.FINISHED)
    if not changes and review is None:
        return False
    decision = Decision(DecisionKind.LOAD, tuple(changes), review)
    log.decide(document, decision, seen=row.last_decision)
    return True


def _changes(current: dict[int, ReviewSpan], wanted: list[Span]) -> Iterator[SpanChange]:
    """What makes `wanted` the accepted spans, and nothing else."""
    left = set(wanted)
    for span in current.values():
        if span.span in left:
            left.discard(span.span)
            if span.state is not SpanState.ACCEPTED:
                yield SpanChange(span, replace(span, state=SpanState.ACCEPTED))
        elif span.id < 0:
            yield SpanChange(span, None)
        elif span.state is not SpanState.REJECTED:
            yield SpanChange(span, replace(span, state=SpanState.REJECTED))
    lowest = min((span_id for span_id in current if span_id < 0), default=0)
    for number, new in enumerate((span for span in wanted if span in left), 1):
        yield SpanChange(None, ReviewSpan(lowest - number, new, SpanState.ACCEPTED))
