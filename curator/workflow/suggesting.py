"""Suggest spans for documents, and merge what the sources say into what reviewers see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.documents import document_ids, get_document
from curator.corpus.suggestions import add_batch, add_run, has_run, newest_batch, newest_suggestions
from curator.model.span import Span
from curator.suggest.merge import merge
from curator.suggest.protocol import Suggester


@dataclass
class SuggestReport:
    """What a run over the corpus did: documents worked on, spans suggested and shown."""

    documents: int = 0
    characters: int = 0
    suggestions: int = 0
    shown: int = 0
    skipped: int = 0


def documents_without(corpus: Connection, suggesters: Sequence[Suggester]) -> list[tuple[int, int]]:
    """The documents that lack a run of one of these suggesters' versions: (id, characters)."""
    lengths = dict(corpus.execute("SELECT id, length FROM documents").fetchall())
    return [
        (document, lengths[document])
        for document in document_ids(corpus)
        if newest_batch(corpus, document) is None
        or any(not has_run(corpus, document, s.name, s.version) for s in suggesters)
    ]


def suggest_document(
    corpus: Connection, document_id: int, suggesters: Sequence[Suggester], *, exclusive: bool
) -> tuple[int, int]:
    """Run the suggesters that have not been run on a document; (spans suggested, spans shown).

    The suggesters run outside the transaction: a reviewer never waits for one.
    """
    document = get_document(corpus, document_id)
    made = [
        (s, list(s.suggest(document.text)))
        for s in suggesters
        if not has_run(corpus, document_id, s.name, s.version)
    ]
    with corpus.transaction():
        for suggester, suggestions in made:
            add_run(
                corpus,
                document_id,
                document.text,
                suggester.name,
                suggester.version,
                suggestions,
            )
        shown = renew_batch(corpus, document_id, exclusive=exclusive)
    return sum(len(suggestions) for _, suggestions in made), shown


def renew_batch(corpus: Connection, document_id: int, *, exclusive: bool) -> int:
    """Merge the newest runs of all sources into the document's batch; how many spans it shows.

    Call it inside a transaction.
    """
    stored = newest_suggestions(corpus, document_id)
    # The merge may raise a score where sources agree; what was stored keeps its own.
    ids: dict[tuple[Span, str], int] = {}
    for item in stored:
        ids.setdefault((item.suggestion.span, item.suggestion.source), item.id)
    merged = merge([item.suggestion for item in stored], exclusive=exclusive)
    members = [ids[suggestion.span, suggestion.source] for suggestion in merged]
    add_batch(corpus, document_id, members)
    return len(members)


def suggest_documents(
    corpus: Connection,
    documents: Iterable[tuple[int, int]],
    suggesters: Sequence[Suggester],
    *,
    exclusive: bool,
    advance: Callable[[int], None] = lambda _: None,
) -> SuggestReport:
    """Suggest for each document; `advance` is called with the characters done."""
    report = SuggestReport()
    for document_id, length in documents:
        suggested, shown = suggest_document(corpus, document_id, suggesters, exclusive=exclusive)
        report.documents += 1
        report.characters += length
        report.suggestions += suggested
        report.shown += shown
        advance(length)
    return report
