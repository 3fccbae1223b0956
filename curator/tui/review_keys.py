"""The rows of the review's help: its acts by group, with what each would do at this moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from curator.tui.lines import one_line
from curator.tui.screen_keys import KeyGroup, KeyRow, key_row, label_row
from curator.tui.widgets.document_view import DocumentView
from curator.workflow.review.actions import Action, Keymap, label_action
from curator.workflow.review.available import Prospect, prospects, stays
from curator.workflow.review.session import ReviewSession

_FIRST = "Decide"
"""The group that is wanted most; the others follow in the order of the keymap."""

_MOST_USED = 2
"""Its first acts, accept and reject, stand before the labels."""


def review_keys(keymap: Keymap, session: ReviewSession, view: DocumentView) -> Iterator[KeyGroup]:
    """The groups of the review: a row an act, and one for the labels of each layer."""
    told = prospects(session, keymap.actions) | _in_lines(session, view)
    acts = [action for action in keymap if not action.id.startswith("label:")]
    groups = {action.group: None for action in acts}
    for group in sorted(groups, key=lambda group: group != _FIRST):
        rows = [_row(keymap, session, act, told[act.id]) for act in acts if act.group == group]
        if group == _FIRST:
            rows[_MOST_USED:_MOST_USED] = _label_rows(keymap, session, told)
        yield KeyGroup(group, tuple(rows))


def _row(keymap: Keymap, session: ReviewSession, action: Action, prospect: Prospect) -> KeyRow:
    what = action.description
    if session.page.active is None:  # the edges are those of a selection then
        what = what.replace("the span's start", "the selection's start")
        what = what.replace("the span's end", "the selection's end")
    return key_row(keymap, action.id, what, now=prospect.works, note=one_line(prospect.note))


def _label_rows(
    keymap: Keymap, session: ReviewSession, told: Mapping[str, Prospect]
) -> Iterator[KeyRow]:
    page = session.page
    for layer in session.scheme.layers:
        if page.selection is not None:
            what = "Make the selection a span"
        elif page.active is not None:
            what = "Give the span another label"
        else:
            what = "Make the syllable at the caret a span"
        prospect = _best([told[label_action(label.name)] for label in layer.labels])
        yield label_row(keymap, layer, what, now=prospect.works, note=one_line(prospect.note))


def _best(some: list[Prospect]) -> Prospect:
    return next((one for one in some if one.works), some[0])


def _in_lines(session: ReviewSession, view: DocumentView) -> dict[str, Prospect]:
    """The acts that go by the lines that are seen."""
    caret, page = session.page.caret, view.page_lines
    goals = {
        "caret_up": (view.moved(caret, -1), "the caret is at the start"),
        "caret_down": (view.moved(caret, 1), "the caret is at the end"),
        "page_up": (view.moved(caret, -page), "the caret is at the start"),
        "page_down": (view.moved(caret, page), "the caret is at the end"),
        "line_start": (view.line_start(caret), "the caret is at the start of its line"),
        "line_end": (view.line_end(caret), "the caret is at the end of its line"),
    }
    idle = {action_id: why for action_id, (goal, why) in goals.items() if stays(session, goal)}
    return {
        action_id: Prospect(action_id not in idle, idle.get(action_id, "")) for action_id in goals
    }
