"""Give an act another key: what that changes, and from which act it takes the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from curator.workflow.review.actions import (
    Action,
    Keymap,
    is_letter,
    key_display,
    key_written,
)

_NEVER = {
    "escape": "Esc leaves, everywhere",
    "backspace": "input methods send Backspace by themselves",
    "ctrl+h": "some terminals send ^H for Backspace, which input methods send by themselves",
}
"""Keys that no act can have."""


@dataclass(frozen=True, slots=True)
class Rebinding:
    """A change of keys that has not been made yet.

    `own` are the user's keys after it; `keys` what changes in the settings file, None where an act
    has its defaults again. `taken_from` has the key now, `left` are the keys it would be left with.
    """

    own: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, tuple[str, ...] | None]
    taken_from: Action | None = None
    left: tuple[str, ...] = ()


def refusal(key: str) -> str:
    """Why no act can have a key; empty if one can."""
    return _NEVER.get(key, "")


def bind(keymap: Keymap, action_id: str, key: str, *, add: bool) -> Rebinding:
    """Give an act a key in the place of those it has, or with `add` besides them."""
    before = keymap.actions[action_id].keys
    keys = (*before, key) if add and key not in before else before if add else (key,)
    own = {**keymap.own, action_id: keys}
    other = keymap.by_key.get(key)
    if other is None or other.id == action_id:
        return _rebinding(own, {action_id: keys})
    left = tuple(one for one in other.keys if one != key)
    changed = {action_id: keys}
    if other.id in own:  # a default that is given away needs no word in the file
        own[other.id] = changed[other.id] = left
    return _rebinding(own, changed, other, left)


def reset(keymap: Keymap, action_id: str) -> Rebinding:
    """Give an act its defaults again, but for those that the user gave to others."""
    own = {one: keys for one, keys in keymap.own.items() if one != action_id}
    return Rebinding(own, {action_id: None} if action_id in keymap.own else {})


def reset_all(keymap: Keymap) -> Rebinding:
    """Give every act its defaults again."""
    return Rebinding({}, dict.fromkeys(keymap.own))


def weakness(keys: tuple[str, ...]) -> str:
    """What is wrong with the keys of an act; empty if nothing is."""
    if not keys:
        return "no key"
    if all(map(is_letter, keys)):
        return "only a letter, which an input method may hold back"
    return ""


def elsewhere(keymap: Keymap, action_id: str) -> list[tuple[str, Action]]:
    """The default keys of an act that other acts have, as a person reads them."""
    return [
        (key_display(key), other)
        for key in keymap.default_keys(action_id)
        if (other := keymap.by_key.get(key)) is not None and other.id != action_id
    ]


def _rebinding(
    own: Mapping[str, tuple[str, ...]],
    changed: Mapping[str, tuple[str, ...]],
    other: Action | None = None,
    left: tuple[str, ...] = (),
) -> Rebinding:
    written = {one: tuple(map(key_written, keys)) for one, keys in changed.items()}
    return Rebinding(own, written, other, left)
