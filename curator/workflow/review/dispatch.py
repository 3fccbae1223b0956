"""From an act's id to what the session does: the acts that need no screen.

The screen adds the acts that depend on how the text is laid out (lines, pages) or that ask
something; the scripted reviews and the benchmarks add what they stand in for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from curator.workflow.review.actions import label_action
from curator.workflow.review.outcome import Outcome
from curator.workflow.review.session import ReviewSession

Handler = Callable[[], Outcome | None]

_METHODS: Final = (
    "next_pending", "previous_pending", "next_span", "previous_span", "caret_left", "caret_right",
    "accept", "reject", "select", "unit_longer", "unit_shorter", "accept_rest", "rest_and_finish",
    "undo", "redo", "finish", "skip", "next_document", "previous_document", "cancel",
    "next_uncertain", "next_conflicting", "next_flagged", "next_unmarked", "next_hit",
    "previous_hit",
)  # fmt: skip
"""The acts that are methods of the session under their own names."""


def session_handlers(session: ReviewSession) -> dict[str, Handler]:
    """What each act of the session does, by the act's id."""
    handlers: dict[str, Handler] = {name: getattr(session, name) for name in _METHODS}
    for edge in ("start", "end"):
        for direction, step in (("left", -1), ("right", 1)):
            for suffix, character in (("", False), ("_character", True)):
                handlers[f"{edge}_{direction}{suffix}"] = _edge_mover(
                    session, edge, step, character
                )
    for label in session.scheme.labels:
        handlers[label_action(label)] = _labeller(session, label)
    handlers["same"] = session.apply_to_same
    handlers["document_start"] = lambda: session.move_caret(0)
    handlers["document_end"] = lambda: session.move_caret(len(session.page.text))
    return handlers


def _edge_mover(session: ReviewSession, edge: str, step: int, character: bool) -> Handler:
    return lambda: session.move_edge(edge, step, character=character)


def _labeller(session: ReviewSession, label: str) -> Handler:
    return lambda: session.label(label)
