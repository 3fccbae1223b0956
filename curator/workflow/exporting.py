"""Export documents with their spans: JSON Lines, CoNLL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from curator.corpus.connection import Connection
from curator.formats.atomic import atomic_writer
from curator.formats.conll import Columns, ConllOptions, Join, TokenizedDocument, write_conll
from curator.formats.jsonl import write_documents
from curator.formats.tags import TagScheme
from curator.model.document import Document
from curator.model.errors import RefusedError
from curator.model.record import DocumentRecord
from curator.model.scheme import Scheme
from curator.model.span import Span
from curator.model.token import Token
from curator.workflow.records import Selection, records, versions_of


class Tokens(StrEnum):
    """What a token of a CoNLL export is."""

    WORD = "word"
    SYLLABLE = "syllable"


@dataclass(frozen=True, slots=True)
class ConllChoices:
    """The choices of a CoNLL export."""

    tokens: Tokens = Tokens.SYLLABLE
    scheme: TagScheme = TagScheme.IOB2
    columns: Columns = Columns.MERGED
    join: Join = Join.UNDERSCORE


@dataclass
class ExportReport:
    """What an export wrote, left out (documents), and lost (sentences a kind of loss)."""

    documents: int
    spans: int
    left_out: int
    reason: str
    losses: list[str] = field(default_factory=list)
    lost_spans: int = 0


def export(
    corpus: Connection,
    scheme: Scheme,
    source: str,
    target: Path | TextIO,
    *,
    conll: ConllChoices | None = None,
    unfinished: bool = False,
    strict: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> ExportReport:
    """Write the documents that have spans of `source` as JSON Lines, or CoNLL with `conll`.

    A file appears whole or not at all. `advance` is called with 1 a document.

    Raises:
        NotFoundError: if the source does not exist.
        RefusedError: with `strict`, if spans are lost; no file is written then.
        OutputError: if the target cannot be written.
    """
    versions, selection = versions_of(corpus, source, unfinished=unfinished)
    with corpus.snapshot(), _opened(target) as stream:
        pairs = _counted(records(corpus, versions, selection), advance)
        if conll is None:
            write_documents(stream, (record for _, record in pairs))
            return _report(selection)
        options = ConllOptions(
            layers=tuple(layer.name for layer in scheme.layers),
            scheme=conll.scheme,
            columns=conll.columns,
            join=conll.join,
        )
        losses = write_conll(stream, (_tokenized(*pair, conll.tokens) for pair in pairs), options)
        lost = losses.overlaps + losses.other_layers
        if strict and lost:
            raise RefusedError("; ".join(losses.lines()))
    report = _report(selection)
    report.losses = list(losses.lines())
    report.lost_spans = lost
    return report


def _opened(target: Path | TextIO) -> AbstractContextManager[TextIO]:
    return atomic_writer(target) if isinstance(target, Path) else nullcontext(target)


def _counted(
    pairs: Iterator[tuple[Document, DocumentRecord]], advance: Callable[[int], None]
) -> Iterator[tuple[Document, DocumentRecord]]:
    for pair in pairs:
        yield pair
        advance(1)


def _report(selection: Selection) -> ExportReport:
    return ExportReport(
        documents=selection.written,
        spans=selection.spans,
        left_out=selection.left_out,
        reason=selection.reason,
    )


def _tokenized(document: Document, record: DocumentRecord, tokens: Tokens) -> TokenizedDocument:
    spans = [Span(s.start, s.end, s.layer, s.label, s.value, s.unit) for s in record.spans]
    from curator.text.sentences import sentences

    return TokenizedDocument(
        name=document.name,
        text=document.text,
        spans=spans,
        tokens=tokens_of(document.text, tokens),
        sentences=sentences(document.text, keep=[(span.start, span.end) for span in spans]),
    )


def tokens_of(text: str, tokens: Tokens) -> list[Token]:
    """The tokens of a text, words (by underthesea's segmentation) or syllables."""
    if tokens is Tokens.WORD:
        from curator.text.words import words

        return words(text)
    from curator.text.syllables import syllables

    return syllables(text)
