"""Every act of the review and its default keys.

A letter is never the only key of an act: an input method for Vietnamese may hold letters back or
compose them. Backspace is no key at all, since such methods send it by themselves. Keys are named
as Textual names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from curator.model.errors import CuratorError
from curator.model.scheme import Scheme


class KeymapError(CuratorError):
    """A key binding in the settings that cannot be used."""


@dataclass(frozen=True, slots=True)
class Action:
    """An act: its id (as the settings name it), its keys, what it does.

    `hint` is a word or two for the bottom line; empty where the act is not shown there.
    """

    id: str
    keys: tuple[str, ...]
    description: str
    group: str
    hint: str = ""


_ACTIONS = (
    Action("next_pending", ("tab", "n"), "Go to the next pending span", "Go", "next"),
    Action("previous_pending", ("shift+tab", "p"), "Go to the previous pending span", "Go"),
    Action("next_span", ("ctrl+down", "j"), "Go to the next span, decided or not", "Go"),
    Action("previous_span", ("ctrl+up", "k"), "Go to the previous span, decided or not", "Go"),
    Action("caret_left", ("left",), "Move the caret a syllable to the left", "Go"),
    Action("caret_right", ("right",), "Move the caret a syllable to the right", "Go"),
    Action("caret_up", ("up",), "Move the caret a line up", "Go"),
    Action("caret_down", ("down",), "Move the caret a line down", "Go"),
    Action("line_start", ("home",), "Move the caret to the start of the line", "Go"),
    Action("line_end", ("end",), "Move the caret to the end of the line", "Go"),
    Action("page_up", ("pageup",), "Move the caret a screen up", "Go"),
    Action("page_down", ("pagedown",), "Move the caret a screen down", "Go"),
    Action("document_start", ("ctrl+home",), "Move the caret to the start of the document", "Go"),
    Action("document_end", ("ctrl+end",), "Move the caret to the end of the document", "Go"),
    Action("next_uncertain", ("semicolon", "i"),
           "Go to the next pending span with a low score", "Go"),
    Action("next_conflicting", ("vertical_line", "y"),
           "Go to the next span whose surface was decided otherwise elsewhere", "Go"),
    Action("next_flagged", ("underscore", "M"),
           "Go to the next flag, in this document or the next that has one", "Go"),
    Action("next_unmarked", ("0", "O"),
           "Go to the next unmarked name or figure; a label's key makes it a span", "Go",
           "unmarked"),
    Action("find", ("slash", "ctrl+f"),
           "Search the document and the corpus; without accents any are found", "Go", "find"),
    Action("next_hit", ("f3", "g"), "Go to the next hit of the search, also elsewhere", "Go"),
    Action("previous_hit", ("apostrophe", "shift+f3", "G"),
           "Go to the previous hit of the search", "Go"),
    Action("hits", ("tilde", "ctrl+l", "w"),
           "List all hits of the search in the corpus, each in its line", "Go"),
    Action("go_to_document", ("ctrl+o", "o"), "Go to a document by a part of its name", "Go"),
    Action("accept", ("enter", "a"), "Accept the span and go on", "Decide", "accept"),
    Action("reject", ("delete", "x"), "Reject the span, or delete your own, and go on", "Decide",
           "reject"),
    Action("start_left", ("less_than_sign", "alt+left", "left_square_bracket"),
           "Move the span's start a syllable to the left", "Decide", "edges"),
    Action("start_right", ("comma", "alt+right", "left_curly_bracket"),
           "Move the span's start a syllable to the right", "Decide"),
    Action("end_left", ("full_stop", "shift+left", "right_curly_bracket"),
           "Move the span's end a syllable to the left", "Decide"),
    Action("end_right", ("greater_than_sign", "shift+right", "right_square_bracket"),
           "Move the span's end a syllable to the right", "Decide"),
    Action("start_left_character", ("alt+shift+left",),
           "Move the span's start a character to the left", "Decide"),
    Action("start_right_character", ("alt+shift+right",),
           "Move the span's start a character to the right", "Decide"),
    Action("end_left_character", ("ctrl+shift+left", "ctrl+left"),
           "Move the span's end a character to the left", "Decide"),
    Action("end_right_character", ("ctrl+shift+right", "ctrl+right"),
           "Move the span's end a character to the right", "Decide"),
    Action("select", ("space", "v"),
           "Begin a selection at the caret; arrows extend it, a label's key makes it a span",
           "Decide", "select"),
    Action("edit_value", ("equals_sign", "f2", "e"), "Edit the figure's value and unit", "Decide",
           "value"),
    Action("unit_longer", ("right_parenthesis", "l"),
           "Let the figure's unit take in the next syllable of the text", "Decide"),
    Action("unit_shorter", ("minus", "L"),
           "Take a syllable off the figure's unit", "Decide"),
    Action("accept_rest", ("plus", "A"), "Accept every span that is still pending", "Decide",
           "rest"),
    Action("same", ("quotation_mark", "d"),
           "Carry the span's label, or its rejection, to every equal surface of the document",
           "Decide", "same"),
    Action("history", ("backslash", "h"),
           "Show who decided what and when on the span, and restore any state", "Decide"),
    Action("precedents", ("left_parenthesis", "b"),
           "Show your earlier decisions on the same surface", "Decide"),
    Action("concordance", ("colon", "c"),
           "Show all places of this surface in the corpus, and decide on many at once", "Decide"),
    Action("guideline", ("grave_accent", "r"),
           "Show the rule of the span's label while you decide, or the labels to choose from",
           "Decide", "rule"),
    Action("flag", ("f6", "m"), "Flag the span, or the document, with a comment", "Decide", "flag"),
    Action("undo", ("ctrl+z", "u"), "Undo, also in earlier documents and sessions", "Decide",
           "undo"),
    Action("redo", ("ctrl+y", "U"), "Redo what was undone", "Decide"),
    Action("finish", ("f9", "f"), "Finish the document and open the next", "Document", "finish"),
    Action("rest_and_finish", ("f10", "ctrl+e", "F"),
           "Accept every pending span, finish and open the next; undo takes back the finish first",
           "Document"),
    Action("skip", ("f7", "s"), "Skip the document for now and open the next", "Document", "skip"),
    Action("documents", ("ctrl+d", "D"),
           "List all documents, by state, label, reviewer, flag, name or text", "Document"),
    Action("home", ("ctrl+g", "H"), "Show what is to do, and import documents", "Document"),
    Action("next_document", ("f8", "N"), "Go to the next document", "Document"),
    Action("previous_document", ("f5", "P"), "Go to the previous document", "Document"),
    Action("cancel", ("escape",), "Leave the selection, the rule or the search; loses nothing",
           "Screen"),
    Action("tags", ("f4", "t"), "Show or hide the labels under the text", "Screen", "tags"),
    Action("help", ("f1", "question_mark"),
           "Show what can be done now, every key, the labels and their rules", "Screen", "help"),
    Action("settings", ("ctrl+t", "S"),
           "Change the settings: colours, labels, what counts as sure, learning, keys", "Screen"),
    Action("palette", ("ctrl+p",), "Search all acts by name", "Screen"),
    Action("quit", ("ctrl+q", "q"), "Leave; every decision is saved already", "Screen", "quit"),
)  # fmt: skip

_SIGNS = {
    "!": "exclamation_mark", "@": "at", "#": "number_sign", "$": "dollar_sign",
    "%": "percent_sign", "^": "circumflex_accent", "&": "ampersand", "*": "asterisk",
    "(": "left_parenthesis", ")": "right_parenthesis", "-": "minus", "_": "underscore",
    "=": "equals_sign", "+": "plus", "[": "left_square_bracket", "]": "right_square_bracket",
    "{": "left_curly_bracket", "}": "right_curly_bracket", ";": "semicolon", ":": "colon",
    "'": "apostrophe", '"': "quotation_mark", ",": "comma", ".": "full_stop",
    "<": "less_than_sign", ">": "greater_than_sign", "/": "slash", "?": "question_mark",
    "\\": "backslash", "|": "vertical_line", "`": "grave_accent", "~": "tilde", " ": "space",
}  # fmt: skip
_NAMES = {name: sign for sign, name in _SIGNS.items()}


def key_name(key: str) -> str:
    """The name of a key as Textual has it: `%` is `percent_sign`, `alt+<` `alt+less_than_sign`."""
    *modifiers, last = key.split("+") if key != "+" and not key.endswith("++") else [key[:-2], "+"]
    return "+".join([*(m for m in modifiers if m), _SIGNS.get(last, last)])


def key_display(key: str) -> str:
    """A key as a person reads it: `enter` is `Enter`, `percent_sign` is `%`."""
    *modifiers, last = key.split("+")
    shown = _NAMES.get(last, last)
    if last == "space":
        shown = "Space"
    elif len(shown) > 1:
        shown = {"pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "escape": "Esc"}.get(
            shown, shown.capitalize()
        )
    if modifiers == ["ctrl"] and len(shown) == 1:
        return f"^{shown.upper()}"
    return "+".join([*(m.capitalize() for m in modifiers), shown])


def key_written(key: str) -> str:
    """A key as it is written in the settings: what `key_name` reads, signs as such."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, last if last == "space" else _NAMES.get(last, last)])


def is_letter(key: str) -> bool:
    """Whether an input method may hold the key back: one letter, with shift or without."""
    return len(key) == 1 and key.isalpha()


def label_action(label: str) -> str:
    """The id of the act that gives a label."""
    return f"label:{label}"


class Keymap:
    """All acts for a scheme, with the user's keys in the place of the defaults.

    Raises:
        KeymapError: if the settings name an act that does not exist, or give one key two acts;
            the message says which and what may stand there.
    """

    def __init__(self, scheme: Scheme, own: Mapping[str, object] | None = None) -> None:
        self._defaults = {action.id: action for action in (*_ACTIONS, *_label_actions(scheme))}
        self.actions: Mapping[str, Action]
        self.by_key: Mapping[str, Action]
        self.own: Mapping[str, tuple[str, ...]]
        """The user's keys by act, as far as he chose any."""
        self.rebind(own or {})

    def rebind(self, own: Mapping[str, object]) -> None:
        """Take other keys of the user's; where they cannot be used, all stays as it is."""
        actions = dict(self._defaults)
        for action_id, keys in own.items():
            if action_id not in actions:
                raise KeymapError(f"[keys] {action_id}: no such act; `curator keys` lists them all")
            actions[action_id] = replace(actions[action_id], keys=_read_keys(action_id, keys))
        by_key: dict[str, Action] = {}
        # The user's keys come first: a default key that he gave away is no conflict.
        for action in sorted(actions.values(), key=lambda action: action.id not in own):
            for key in action.keys:
                other = by_key.setdefault(key, action)
                if other is not action and action.id in own:
                    raise KeymapError(
                        f"[keys] {key_display(key)} is given to {other.id} and to {action.id}"
                    )
        self.own = {action_id: actions[action_id].keys for action_id in own}
        for action_id, action in actions.items():
            kept = tuple(key for key in action.keys if by_key[key].id == action_id)
            actions[action_id] = replace(action, keys=kept)
        self.actions = actions
        self.by_key = {key: actions[action.id] for key, action in by_key.items()}

    def default_keys(self, action_id: str) -> tuple[str, ...]:
        """The keys that an act has unless the user chooses others."""
        return self._defaults[action_id].keys

    def __iter__(self) -> Iterator[Action]:
        return iter(self.actions.values())

    def key_for(self, action_id: str) -> str:
        """The first key of an act as a person reads it; empty if it has none."""
        keys = self.actions[action_id].keys
        return key_display(keys[0]) if keys else ""


def _label_actions(scheme: Scheme) -> Iterator[Action]:
    for label in scheme.labels.values():
        yield Action(
            label_action(label.name),
            (key_name(label.key),),
            f"Label {label.name}: give it to the span, or make the selection one",
            f"Label ({label.layer})",
        )


def _read_keys(action_id: str, keys: object) -> tuple[str, ...]:
    if isinstance(keys, str):
        keys = [keys]
    if not isinstance(keys, list | tuple) or not all(isinstance(key, str) and key for key in keys):
        raise KeymapError(f'[keys] {action_id}: keys are written "enter" or ["enter", "a"]')
    return tuple(key_name(key) for key in keys)
