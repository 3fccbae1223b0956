"""Suggest spans for documents, and merge what the sources say into what reviewers see."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from curator.corpus.connection import Connection
from curator.corpus.documents import document_lengths, get_document
from curator.corpus.suggestions import add_batch, add_run, has_run, newest_batch, newest_suggestions
from curator.model.errors import RefusedError
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion, check_range
from curator.suggest.merge import merge
from curator.suggest.protocol import Suggester
from curator.suggest.uncollected import uncollected


@dataclass
class SuggestReport:
    """What a run over the corpus did: documents worked on, spans suggested and shown."""

    documents: int = 0
    characters: int = 0
    suggestions: int = 0
    shown: int = 0


def documents_without(corpus: Connection, suggesters: Sequence[Suggester]) -> list[tuple[int, int]]:
    """The documents that lack a run of one of these suggesters' versions: (id, characters)."""
    return [
        (document, length)
        for document, length in document_lengths(corpus)
        if newest_batch(corpus, document) is None
        or any(not has_run(corpus, document, s.name, s.version) for s in suggesters)
    ]


def suggest_document(
    corpus: Connection, document_id: int, suggesters: Sequence[Suggester], *, exclusive: bool
) -> tuple[int, int]:
    """Run the suggesters that have not been run on a document; (spans suggested, spans shown).

    The suggesters run outside the transaction: a reviewer never waits for one.
    """
    text = get_document(corpus, document_id).text
    made = _run(text, _missing(corpus, document_id, suggesters))
    return _store(corpus, document_id, text, made, exclusive=exclusive)


_Made = list[tuple[str, str, list[Suggestion]]]
"""What suggesters said of a document: name, version, suggestions."""


def _missing(
    corpus: Connection, document_id: int, suggesters: Sequence[Suggester]
) -> list[Suggester]:
    return [s for s in suggesters if not has_run(corpus, document_id, s.name, s.version)]


def _run(text: str, suggesters: Sequence[Suggester]) -> _Made:
    with uncollected():
        return [(s.name, s.version, _said(s, text)) for s in suggesters]


def _said(suggester: Suggester, text: str) -> list[Suggestion]:
    """What a suggester says of a text; a plug-in may fail, or say what does not fit the text.

    Raises:
        RefusedError: naming the suggester and what is wrong.
    """
    try:
        suggestions = list(suggester.suggest(text))
        for suggestion in suggestions:
            check_range(text, suggestion.span.start, suggestion.span.end)
            label = default_scheme().labels.get(suggestion.span.label)
            if label is None or label.layer != suggestion.span.layer:
                raise ValueError(
                    f"the scheme has no label {suggestion.span.label} "
                    f"in a layer {suggestion.span.layer}"
                )
    except Exception as error:
        raise RefusedError(
            f"the suggester {suggester.name} {suggester.version} failed: "
            f"{type(error).__name__}: {error}"
        ) from error
    return suggestions


def _store(
    corpus: Connection, document_id: int, text: str, made: _Made, *, exclusive: bool
) -> tuple[int, int]:
    with corpus.transaction():
        for source, version, suggestions in made:
            add_run(corpus, document_id, text, source, version, suggestions)
        shown = renew_batch(corpus, document_id, exclusive=exclusive)
    return sum(len(suggestions) for _, _, suggestions in made), shown


def renew_batch(corpus: Connection, document_id: int, *, exclusive: bool) -> int:
    """Merge the newest runs of all sources into the document's batch; how many spans it shows.

    Call it inside a transaction.
    """
    stored = newest_suggestions(corpus, document_id)
    # The merge may change a score where sources agree; what was stored keeps its own.
    ids: dict[tuple[Span, str], int] = {}
    for item in stored:
        ids.setdefault((item.suggestion.span, item.suggestion.source), item.id)
    merged = merge([item.suggestion for item in stored], exclusive=exclusive)
    members = [ids[suggestion.span, suggestion.source] for suggestion in merged]
    add_batch(corpus, document_id, members, [suggestion.score for suggestion in merged])
    return len(members)


def suggest_documents(
    corpus: Connection,
    documents: Sequence[tuple[int, int]],
    suggesters: Sequence[Suggester],
    *,
    exclusive: bool,
    jobs: int = 1,
    advance: Callable[[int], None] = lambda _: None,
) -> SuggestReport:
    """Suggest for each document; `advance` is called with the characters done.

    With `jobs` above 1 the suggesters run in so many processes where there is much to do and they
    can be pickled; this process writes.
    """
    report = SuggestReport()
    much = sum(length for _, length in documents) >= _WORTH_A_POOL
    if jobs > 1 and much and _can_be_pickled(suggesters):
        outcomes = _in_pool(corpus, documents, suggesters, exclusive, jobs)
    else:
        outcomes = (
            suggest_document(corpus, document_id, suggesters, exclusive=exclusive)
            for document_id, _ in documents
        )
    for (_, length), (suggested, shown) in zip(documents, outcomes, strict=True):
        report.documents += 1
        report.characters += length
        report.suggestions += suggested
        report.shown += shown
        advance(length)
    return report


_WORTH_A_POOL = 400_000
"""Characters from which on processes of their own save more than their start costs."""


def _in_pool(
    corpus: Connection,
    documents: Sequence[tuple[int, int]],
    suggesters: Sequence[Suggester],
    exclusive: bool,
    jobs: int,
) -> Iterator[tuple[int, int]]:
    """The outcomes in the order of the documents; few texts at a time are in memory."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(
        jobs, context, initializer=_receive, initargs=(list(suggesters),)
    ) as pool:
        waiting: deque[tuple[int, str, Future[_Made]]] = deque()
        for document_id, _ in documents:
            text = get_document(corpus, document_id).text
            names = [s.name for s in _missing(corpus, document_id, suggesters)]
            waiting.append((document_id, text, pool.submit(_run_named, text, names)))
            if len(waiting) >= 4 * jobs:
                done, text, future = waiting.popleft()
                yield _store(corpus, done, text, future.result(), exclusive=exclusive)
        while waiting:
            done, text, future = waiting.popleft()
            yield _store(corpus, done, text, future.result(), exclusive=exclusive)


def _can_be_pickled(suggesters: Sequence[Suggester]) -> bool:
    try:
        pickle.dumps(list(suggesters))
    except Exception:  # whatever a plug-in's own pickling raises
        return False
    return True


_received: list[Suggester] = []


def _receive(suggesters: list[Suggester]) -> None:
    """In a process of the pool: keep the suggesters, whose models load at the first text."""
    _received[:] = suggesters


def _run_named(text: str, names: Sequence[str]) -> _Made:
    return _run(text, [s for s in _received if s.name in names])
