"""What each act of the review would do at this moment, found out by trying it on a copy.

The copy shares the document and reads the same corpus, but its log writes nothing: an act that
comes as far as a decision, or as another document, would do something, and is broken off there.
So what is told here is decided by the acts themselves, in their own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from curator.corpus.reviews import ReviewLog
from curator.model.document import Document
from curator.model.errors import CuratorError
from curator.model.review import DecisionKind, SpanState
from curator.model.work import Parts
from curator.workflow.review.dispatch import session_handlers
from curator.workflow.review.outcome import Level
from curator.workflow.review.session import ReviewSession

_QUICKLY_COMPARED: Final = 300
"""With more decided spans than this, whether one was decided otherwise elsewhere takes long."""

_UNSAID: Final = {
    "caret_left": "the caret is at the start",
    "caret_right": "the caret is at the end",
    "document_start": "the caret is at the start",
    "document_end": "the caret is at the end",
    "next_uncertain": "this is the only one",
    "next_conflicting": "this is the only one",
    "next_unmarked": "this is the only one",
    "cancel": "nothing is selected or searched",
}
"""Why an act does nothing, where it says so by doing nothing."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What an act would do now. `works`: it changes, shows or asks something; if it does not,
    `note` says why, else what it would complain about while it does something."""

    works: bool
    note: str = ""


def prospects(session: ReviewSession, action_ids: Iterable[str]) -> dict[str, Prospect]:
    """What acts would do, by their ids. Acts that are the screen's alone always work.

    Nothing is changed. An act whose prospect is that it does not work changes nothing when it is
    done; where to know would take long, an act counts as one that works.
    """
    known = {action_id: _prospect(session, action_id) for action_id in action_ids}
    return {action_id: found or Prospect(True) for action_id, found in known.items()}


def stays(session: ReviewSession, offset: int) -> bool:
    """Whether nothing changes when the caret is put at an offset of the view."""
    trial = _rehearsal(session)
    trial.move_caret(offset)
    return _look(trial) == _look(session)


def _prospect(session: ReviewSession, action_id: str) -> Prospect | None:
    try:
        if action_id in _ASKING:
            why = _ASKING[action_id](session)
            return Prospect(not why, why)
        if _takes_long(session, action_id):
            return None
        trial = _rehearsal(session)
        handler = session_handlers(trial).get(action_id)
        if handler is None:
            return None
        outcome = handler()
    except _WouldWriteError:
        return Prospect(True)
    except CuratorError as error:
        return Prospect(True, str(error))
    message = outcome.message if outcome is not None else ""
    if _look(trial) == _look(session):
        return Prospect(False, message or _UNSAID.get(action_id, ""))
    warns = outcome is not None and outcome.level is not Level.INFO
    return Prospect(True, message if warns else "")


def _takes_long(session: ReviewSession, action_id: str) -> bool:
    page = session.page
    pending = page.table.counts[SpanState.PENDING]
    if action_id in ("next_hit", "previous_hit"):  # at the ends they look in the whole corpus
        hits = page.hits
        between = bool(hits) and hits[0][0] < page.caret < hits[-1][0]
        return bool(session.query) and not between
    if action_id == "next_conflicting":
        return len(page.table) - pending > _QUICKLY_COMPARED
    return action_id in ("accept_rest", "rest_and_finish") and pending > 0


# -- acts that ask or show something first -----------------------------------------------------


def _no_value(session: ReviewSession) -> str:
    return session.value_problem("", "") or ""


def _no_history(session: ReviewSession) -> str:
    return "" if session.page.active_span() is not None else "no span is active here"


def _no_precedent(session: ReviewSession) -> str:
    return "" if session.precedents(examples=0).counts else "nothing was decided on this text yet"


def _no_surface(session: ReviewSession) -> str:
    return "" if session.surface_here().strip() else "there is no text here to look for"


_ASKING: Final = {
    "edit_value": _no_value,
    "history": _no_history,
    "precedents": _no_precedent,
    "concordance": _no_surface,
}


# -- the copy ------------------------------------------------------------------------------------


class _WouldWriteError(Exception):
    """The act goes as far as to write: no `CuratorError`, which the session would tell about."""


class _DryLog(ReviewLog):
    """A log that reads as another does, and is left where that would write."""

    def __init__(self, log: ReviewLog) -> None:
        self.corpus, self.name, self.id = log.corpus, log.name, log.id

    def open(self, *_: object, **__: object) -> NoReturn:
        raise _WouldWriteError

    decide = act = save_place = open

    def taking(self, kind: DecisionKind, known: Document | None = None) -> Parts[None]:
        if self.next_to_take(kind) is not None:
            raise _WouldWriteError
        yield from ()


def _rehearsal(session: ReviewSession) -> ReviewSession:
    return session.copy_with(_DryLog)


def _look(session: ReviewSession) -> tuple[object, ...]:
    page = session.page
    return (
        page.document.id, page.caret, page.anchor, page.selection, page.active, page.hits,
        page.state, page.note, session.query,
    )  # fmt: skip
