"""All that suggests for a corpus, and what is suggested anew after it has learned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from curator.corpus.confirmed import surface_decisions
from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents
from curator.corpus.queue import next_document
from curator.corpus.reviews import ReviewLog
from curator.model.scheme import Scheme
from curator.suggest.confirmed import ConfirmedNames, confirmed_names
from curator.suggest.protocol import Suggester
from curator.suggest.registry import default_suggesters
from curator.workflow.suggesting import suggest_document
from curator.workflow.training import model_for

LOOK_AHEAD = 5
"""For so many documents of the queue suggestions are renewed after each finished one."""


def confirmed_suggester(corpus: Connection) -> ConfirmedNames:
    """The names that the corpus's reviewers have confirmed, as a suggester."""
    return ConfirmedNames(confirmed_names(surface_decisions(corpus, "entity")))


def all_suggesters(
    corpus: Connection,
    path: Path,
    narrate: Callable[[str], None],
    problem: Callable[[str], None],
    without: Collection[str] = (),
) -> list[Suggester]:
    """Every suggester for a corpus: built-in ones, the tagger, plug-ins, confirmed names.

    `narrate` is told of a base model that has to be made, `problem` of what is left out because it
    cannot be loaded. `without` names suggesters to leave out.
    """
    # The base model takes seconds to make: not for a corpus that holds nothing.
    wanted = count_documents(corpus) and "learned" not in without
    model = model_for(path, narrate) if wanted else None
    found = default_suggesters(problem, model, without)
    return found if "confirmed" in without else [*found, confirmed_suggester(corpus)]


def suggest_next(
    corpus: Connection,
    reviewer: str,
    scheme: Scheme,
    suggesters: Sequence[Suggester],
    count: int = LOOK_AHEAD,
) -> int:
    """Suggest anew for the documents that come next for a reviewer; how many there were.

    The order is that of his queue from the document he was in last.
    """
    log = ReviewLog(corpus, reviewer)
    document = log.latest_document()
    done: set[int] = set()
    while len(done) < count:
        document = next_document(corpus, log.id, document)
        if document is None or document in done:
            break
        done.add(document)
        suggest_document(corpus, document, suggesters, exclusive=scheme.exclusive)
    return len(done)
