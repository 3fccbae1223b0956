"""The keys of the review: safe with a Vietnamese input method, and the user's to change."""

from __future__ import annotations

from collections import Counter

import pytest

from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap, KeymapError, key_display, key_name

SCHEME = default_scheme()
DEFAULT = Keymap(SCHEME)


def plain_letter(key: str) -> bool:
    """Whether an input method may take the key: one letter, with shift or without."""
    return len(key) == 1 and key.isalpha()


def test_no_key_has_two_acts() -> None:
    keys = Counter(key for action in DEFAULT for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert {key: DEFAULT.by_key[key].id for key in keys} == {
        key: action.id for action in DEFAULT for key in action.keys
    }


def test_a_letter_is_never_the_only_key_of_an_act() -> None:
    for action in DEFAULT:
        assert not all(plain_letter(key) for key in action.keys), action.id


def test_input_methods_keep_their_backspace() -> None:
    assert [key for key in DEFAULT.by_key if "backspace" in key] == []


def test_every_act_says_what_it_does_and_every_label_has_a_key() -> None:
    for action in DEFAULT:
        assert action.keys
        assert action.description
        assert action.group
    for label in SCHEME.labels.values():
        assert DEFAULT.by_key[key_name(label.key)].id == f"label:{label.name}"


@pytest.mark.parametrize(
    ("written", "name", "shown"),
    [
        ("enter", "enter", "Enter"),
        ("a", "a", "a"),
        ("A", "A", "A"),
        ("%", "percent_sign", "%"),
        ("+", "plus", "+"),
        (" ", "space", "Space"),
        ("pageup", "pageup", "PgUp"),
        ("1", "1", "1"),
        ("f2", "f2", "F2"),
    ],
)
def test_keys_are_read_and_shown(written: str, name: str, shown: str) -> None:
    assert key_name(written) == name
    assert key_display(name) == shown


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ctrl++", "ctrl+plus"),
        ("alt+<", "alt+less_than_sign"),
        ("shift+left", "shift+left"),
        ("ctrl+shift+left", "ctrl+shift+left"),
    ],
)
def test_keys_with_modifiers_are_read_and_differ_when_shown(written: str, name: str) -> None:
    assert key_name(written) == name
    last = name.rpartition("+")[2]
    assert key_display(name) != key_display(last)


def test_every_key_is_shown_differently() -> None:
    shown = Counter(key_display(key) for key in DEFAULT.by_key)
    assert [key for key, count in shown.items() if count > 1] == []


def test_a_user_changes_keys() -> None:
    keymap = Keymap(SCHEME, {"accept": ["ctrl+a", "="], "reject": "delete", "help": []})
    assert keymap.actions["accept"].keys == ("ctrl+a", "equals_sign")
    assert keymap.actions["reject"].keys == ("delete",)
    assert keymap.by_key["equals_sign"].id == "accept"
    assert "enter" not in keymap.by_key
    assert "x" not in keymap.by_key
    assert keymap.actions["help"].keys == ()
    assert keymap.key_for("help") == ""
    assert keymap.key_for("accept") == key_display("ctrl+a")
    # = was a default of another act, which keeps its others.
    assert "equals_sign" not in keymap.actions["edit_value"].keys
    assert keymap.actions["edit_value"].keys
    keys = Counter(key for action in keymap for key in action.keys)
    assert max(keys.values()) == 1


def test_two_acts_may_swap_their_keys() -> None:
    keymap = Keymap(
        SCHEME, {"accept": "delete", "reject": "enter", "label:PER": "2", "label:ORG": "1"}
    )
    assert keymap.by_key["delete"].id == "accept"
    assert keymap.by_key["enter"].id == "reject"
    assert keymap.by_key["1"].id == "label:ORG"


def test_the_same_key_twice_for_one_act_is_no_conflict() -> None:
    assert Keymap(SCHEME, {"accept": ["enter", "enter"]}).by_key["enter"].id == "accept"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"acept": "enter"}, "[keys] acept: no such act; `curator keys` lists them all"),
        ({"label:CITY": "1"}, "[keys] label:CITY: no such act"),
        ({"accept": "f12", "reject": "f12"}, "[keys] F12 is given to accept and to reject"),
        ({"accept": 1}, '[keys] accept: keys are written "enter" or ["enter", "a"]'),
        ({"accept": ["enter", 1]}, "[keys] accept: keys are written"),
        ({"accept": ""}, "[keys] accept: keys are written"),
        ({"accept": {"key": "a"}}, "[keys] accept: keys are written"),
    ],
)
def test_what_cannot_be_is_told(own: dict[str, object], told: str) -> None:
    with pytest.raises(KeymapError) as caught:
        Keymap(SCHEME, own)
    assert str(caught.value).startswith(told)
