"""A process that works on a corpus while others do: `python -m tests.corpus.worker ACT PATH ...`.

`review`: a window of a reviewer makes decisions, then tells what was saved and what it was told.
`import`: adds documents. Both say "ready", wait for a line, and end with a line of JSON.
`decide`: decides without end and writes each decision's number and kind once it is stored.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.model.review import DecisionKind, SpanChange
from curator.model.review import SpanState as State
from curator.model.span import Span
from tests.corpus.samples import PLAIN, Reviewer


def review(path: Path, name: str, decisions: int, seed: int) -> None:
    """Make decisions until as many are saved."""
    from curator.model.scheme import default_scheme
    from curator.workflow.review.outcome import Level, Outcome
    from curator.workflow.review.session import ReviewSession

    chance = random.Random(seed)
    with Connection(path, create=False) as corpus:
        session = ReviewSession(corpus, name, default_scheme())
        wait_for_the_start()
        told: list[str] = []
        errors: list[str] = []
        acts: list[Callable[[], Outcome]] = [
            session.accept,
            session.reject,
            lambda: session.label(chance.choice(list(session.scheme.labels))),
            lambda: session.move_edge(chance.choice(("start", "end")), chance.choice((-1, 1))),
            lambda: session.flag(chance.choice(("", "hỏi lại", "mờ"))),
            session.undo,
            session.redo,
            session.next_document,
            session.previous_document,
        ]
        steps = 0
        while session.saved < decisions:
            steps += 1
            assert steps < 100 * decisions, "no more decisions can be made"
            if session.page.span_count():
                here = chance.randrange(session.page.span_count())
                session.go_to_span(session.page.span_at(here).span.id)
            outcome = chance.choice(acts)()
            if "window" in outcome.message:
                told.append(outcome.message)
            if outcome.level is Level.ERROR:
                errors.append(outcome.message)
    print(json.dumps({"saved": session.saved, "told": len(told), "errors": errors}))


def bring_in(path: Path, documents: int) -> None:
    """Add documents, a transaction each."""
    from curator.corpus.documents import add_document

    with Connection(path, create=False) as corpus:
        wait_for_the_start()
        for number in range(documents):
            with corpus.transaction():
                add_document(corpus, f"mới {number}.txt", f"Văn bản mới số {number}. " * 50)
    print(json.dumps({"added": documents}))


def decide(path: Path, seed: int) -> None:
    """Decide until killed."""
    chance = random.Random(seed)
    added = Span(0, 3, "entity", "MISC")
    with Connection(path, create=False) as corpus:
        mai = Reviewer(corpus)
        document = get_document(corpus, 1)
        assert document.text.startswith(PLAIN[:3])
        mai.open(document)
        while True:
            spans = mai.spans(document)
            choice = chance.random()
            if choice < 0.2:
                taken = mai.log.undo(document) if choice < 0.12 else mai.log.redo(document)
                if taken is None:
                    continue
                number, kind = taken.decision_id, "undo" if choice < 0.12 else "redo"
                mai.seen[document.id] = number
            elif choice < 0.3:
                row = mai.log.row(document.id)
                assert row is not None
                new = None if row.note else "mờ"
                number = mai.decide(document, DecisionKind.FLAG, note=(row.note, new))
                kind = "flag"
            elif choice < 0.4 and spans[0].id > 0:
                number, kind = mai.add(document, added), "add"
            elif choice < 0.5 and spans[0].id < 0:
                number = mai.decide(document, DecisionKind.REJECT, [SpanChange(spans[0], None)])
                kind = "reject"
            elif choice < 0.6:
                changes = [
                    SpanChange(span, replace(span, state=State.ACCEPTED))
                    for span in spans
                    if span.state is not State.ACCEPTED
                ]
                if not changes:
                    continue
                number = mai.decide(document, DecisionKind.ACCEPT_REST, changes)
                kind = "accept-rest"
            else:
                span = chance.choice(spans)
                state = State.REJECTED if span.state is State.ACCEPTED else State.ACCEPTED
                number = mai.set(document, span, state)
                kind = "accept" if state is State.ACCEPTED else "reject"
            os.write(1, f"{number} {kind}\n".encode())


def wait_for_the_start() -> None:
    """Say that this process is ready, and wait until all are."""
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    act, where, *rest = sys.argv[1:]
    if act == "review":
        review(Path(where), rest[0], int(rest[1]), int(rest[2]))
    elif act == "import":
        bring_in(Path(where), int(rest[0]))
    else:
        decide(Path(where), int(rest[0]))
