"""A reviewer's keyboard before the real review session: each key pressed does what it does there.

A key goes through the keymap to the act, and the act to the session, as on the review screen.
What the screen adds is done as there: moves by lines over the text as it is wrapped at the
screen's size, and the prompt for a figure's value.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from curator.model.review import ReviewSpan
from curator.tui.layout import Layout
from curator.workflow.review.actions import Keymap, label_action
from curator.workflow.review.dispatch import Handler, session_handlers
from curator.workflow.review.outcome import Outcome
from curator.workflow.review.session import ReviewSession

TEXT_WIDTH = 72
PAGE_LINES = 19
"""What the review screen shows of the text on a terminal of 120 by 45 cells."""

_LINE_MOVES = frozenset({"caret_up", "caret_down", "page_up", "page_down"})
_SCREEN_MOVES = _LINE_MOVES | {"line_start", "line_end"}
"""The moves that depend on how the text is wrapped."""
_CARET_MOVES = _SCREEN_MOVES | {"caret_left", "caret_right", "document_start", "document_end"}
"""The moves of the caret alone: where it goes does not depend on the spans."""


class Act(StrEnum):
    """What a key was pressed for."""

    TRAVEL = "travel"
    ACCEPT = "accept"
    REJECT = "reject"
    RELABEL = "relabel"
    EDGE = "edge"
    ADD = "add"
    VALUE = "value"
    REST = "rest"
    FINISH = "finish"


@dataclass(frozen=True, slots=True)
class Place:
    """All that a move can change: where caret, active span and selection are."""

    caret: int
    active: int | None
    anchor: tuple[int, int] | None
    selection: tuple[int, int] | None
    column: int | None
    """The column that moves up and down keep to."""


class Keyboard:
    """Presses keys in a review session and counts them by act."""

    def __init__(self, session: ReviewSession, keymap: Keymap) -> None:
        self.session = session
        self.keys: Counter[Act] = Counter()
        self._keymap = keymap
        self._column: int | None = None
        self._layout = Layout("")
        self._laid_out: int | None = None
        self._carets: dict[tuple[int, int | None, str], tuple[int, int | None]] = {}
        self._actives: dict[int, int | None] = {}
        self._previews: dict[tuple[Place, str], Place] = {}
        self._handlers: dict[str, Handler] = session_handlers(session) | {
            name: partial(self._move_caret, name) for name in _SCREEN_MOVES
        }
        self.moves = tuple(
            action.id
            for action in keymap
            if action.group == "Go" and action.keys and action.id in self._handlers
        )
        """The acts that only go somewhere."""

    # -- keys --------------------------------------------------------------------------------

    def press(self, key: str, act: Act) -> Outcome:
        """Press a key, by its name; KeyError if it does nothing in the review."""
        self.keys[act] += 1
        outcome = self._perform(self._keymap.by_key[key].id)
        if act is not Act.TRAVEL:
            self._forget(outcome)
        return outcome

    def do(self, action_id: str, act: Act) -> Outcome:
        """Press the first key of an act; KeyError if it has none."""
        keys = self._keymap.actions[action_id].keys
        if not keys:
            raise KeyError(action_id)
        return self.press(keys[0], act)

    def label(self, label: str, act: Act) -> Outcome:
        """Press the key of a label."""
        return self.do(label_action(label), act)

    def _perform(self, action_id: str) -> Outcome:
        if action_id not in _LINE_MOVES:
            self._column = None
        outcome = self._handlers[action_id]()
        return outcome if outcome is not None else Outcome()

    def edit_value(self, value: str, unit: str) -> Outcome:
        """Open the prompt for the active figure, type value and unit, and close it with Enter."""
        span = self.session.page.active_span()
        if span is None or "edit_value" not in self._keymap.actions:
            raise KeyError("edit_value")
        self.keys[Act.VALUE] += value_keys(span, value, unit)
        self._column = None
        outcome = self.session.edit_value(value, unit)
        self._forget(outcome)
        return outcome

    # -- places ------------------------------------------------------------------------------

    def place(self) -> Place:
        """Where the session is."""
        page = self.session.page
        return Place(page.caret, page.active, page.anchor, page.selection, self._column)

    def preview(self, place: Place, move: str) -> Place:
        """Where a move that decides nothing would lead from a place; nothing is pressed."""
        if move in _CARET_MOVES and place.anchor is None and place.selection is None:
            key = (place.caret, place.column if move in _LINE_MOVES else None, move)
            if key not in self._carets:
                self._carets[key] = self._caret_after(*key)
            caret, column = self._carets[key]
            if caret not in self._actives:
                self._actives[caret] = self._active_at(caret)
            return Place(caret, self._actives[caret], None, None, column)
        if move not in _LINE_MOVES and place.column is not None:
            place = replace(place, column=None)
        known = self._previews.get((place, move))
        if known is None:
            known = self._previews[place, move] = self._tried(place, move)
        return known

    def _active_at(self, caret: int) -> int | None:
        here = self.place()
        page = self.session.page
        page.caret = caret
        page.activate_at_caret()
        found = page.active
        self._go_back(here)
        return found

    def _tried(self, place: Place, move: str) -> Place:
        here = self.place()
        self._go_back(place)
        self._perform(move)
        found = self.place()
        self._go_back(here)
        return found

    def _forget(self, outcome: Outcome) -> None:
        """What the spans decide about where moves lead is to be looked up anew."""
        self._previews.clear()
        if outcome.document or sum(end - start for start, end in outcome.touched) > 1000:
            self._actives.clear()
            return
        for start, end in outcome.touched:
            for caret in range(start, end + 1):
                self._actives.pop(caret, None)

    def _go_back(self, place: Place) -> None:
        page = self.session.page
        page.caret = place.caret
        page.active, page.anchor, page.selection = place.active, place.anchor, place.selection
        self._column = place.column

    # -- lines -------------------------------------------------------------------------------

    def _lines(self) -> Layout:
        page = self.session.page
        if self._laid_out != page.document.id:
            self._laid_out = page.document.id
            self._layout = Layout(page.text)
            self._layout.wrap(TEXT_WIDTH)
        return self._layout

    def new_page(self) -> None:
        """Another document is open."""
        self._carets.clear()
        self._actives.clear()
        self._previews.clear()

    def _move_caret(self, move: str) -> Outcome:
        caret, self._column = self._caret_after(self.session.page.caret, self._column, move)
        return self.session.move_caret(caret)

    def _caret_after(self, caret: int, column: int | None, move: str) -> tuple[int, int | None]:
        """Where a move of the caret leads, and the column that it then keeps to."""
        page, lines = self.session.page, self._lines()
        if move in _LINE_MOVES:
            line, own = lines.position(caret)
            column = own if column is None else column
            line += {"caret_up": -1, "caret_down": 1, "page_up": -PAGE_LINES}.get(move, PAGE_LINES)
            if line < 0:
                return 0, column
            return (lines.offset_at(line, column) if line < len(lines) else len(page.text)), column
        if move == "line_start":
            return lines.start_of(lines.line_of(caret)), None
        if move == "line_end":
            return lines.last_offset(lines.line_of(caret)), None
        if move == "caret_left":
            return page.grid.previous_start(caret), None
        if move == "caret_right":
            return page.grid.next_start(caret), None
        return (0 if move == "document_start" else len(page.text)), None


def keystrokes(text: str) -> int:
    """The keys that type a text with Telex: a letter, and one more for each mark it bears."""
    return sum(
        len(unicodedata.normalize("NFD", character)) + (character in "đĐ") for character in text
    )


def value_keys(span: ReviewSpan, value: str, unit: str) -> int:
    """The keys that give a figure its value and unit: the prompt's key, the typing, Enter."""
    in_value = field_keys(span.span.value or "", value)
    in_unit = field_keys(span.span.unit or "", unit)
    return 1 + in_value + (1 + in_unit if in_unit else 0) + 1


def field_keys(old: str, new: str) -> int:
    """The fewest keys that turn a field's text, which is selected, into another.

    Ways: none, typing over it, deleting it, or (after End or Home) taking characters off and
    typing others there.
    """
    if old == new:
        return 0
    if not new:
        return 1
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    head = min(len(old), len(new)) if same is None else same
    same = next((i for i, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b),
                None)  # fmt: skip
    tail = min(len(old), len(new)) if same is None else same
    at_end = 1 + len(old) - head + keystrokes(new[head:])
    at_start = 1 + len(old) - tail + keystrokes(new[: len(new) - tail])
    return min(keystrokes(new), at_end, at_start)
