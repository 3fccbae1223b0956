"""Other keys for an act: what it takes from whom, what is left, what comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap, KeymapError, key_name
from curator.workflow.review.rebinding import (
    Rebinding,
    bind,
    elsewhere,
    refusal,
    reset,
    reset_all,
    weakness,
)

SCHEME = default_scheme()
DEFAULT = Keymap(SCHEME)
ACTS = [action.id for action in DEFAULT]
KEYS = [*sorted(DEFAULT.by_key), "f11", "f12", "ctrl+u", "z", "tilde"]


def keys_of(keymap: Keymap, action_id: str) -> tuple[str, ...]:
    return keymap.actions[action_id].keys


def test_a_free_key_takes_the_place_of_the_others() -> None:
    keymap = Keymap(SCHEME)
    change = bind(keymap, "accept", "f12", add=False)
    assert change == Rebinding({"accept": ("f12",)}, {"accept": ("f12",)})
    assert keys_of(keymap, "accept") == ("enter", "a")
    keymap.rebind(change.own)
    assert keys_of(keymap, "accept") == ("f12",)
    assert "enter" not in keymap.by_key


def test_a_key_may_come_besides_the_others() -> None:
    keymap = Keymap(SCHEME)
    change = bind(keymap, "label:PERCENT", "f12", add=True)
    assert change.own == {"label:PERCENT": ("percent_sign", "f12")}
    assert change.keys == {"label:PERCENT": ("%", "f12")}
    assert bind(keymap, "accept", "a", add=True).own == {"accept": ("enter", "a")}


def test_a_default_that_is_taken_comes_back_when_it_is_given_back() -> None:
    keymap = Keymap(SCHEME)
    change = bind(keymap, "accept", "f9", add=False)
    assert change.taken_from is not None
    assert change.taken_from.id == "finish"
    assert change.left == ("f",)
    assert set(change.keys) == {"accept"}
    keymap.rebind(change.own)
    assert keys_of(keymap, "finish") == ("f",)
    keymap.rebind(reset(keymap, "accept").own)
    assert {action.id: action.keys for action in keymap} == {a.id: a.keys for a in DEFAULT}


def test_a_key_that_was_chosen_for_another_act_is_taken_from_there_in_the_file_too() -> None:
    keymap = Keymap(SCHEME, {"finish": ["f12", "f11"]})
    change = bind(keymap, "accept", "f12", add=True)
    assert change.taken_from is not None
    assert change.keys == {"accept": ("enter", "a", "f12"), "finish": ("f11",)}
    keymap.rebind(change.own)
    assert keys_of(keymap, "finish") == ("f11",)


def test_a_default_that_another_act_keeps_is_told() -> None:
    keymap = Keymap(SCHEME, {"reject": ["enter"], "accept": ["f12"]})
    change = reset(keymap, "accept")
    assert change.keys == {"accept": None}
    keymap.rebind(change.own)
    assert keys_of(keymap, "accept") == ("a",)
    assert [(key, act.id) for key, act in elsewhere(keymap, "accept")] == [("Enter", "reject")]
    assert reset(Keymap(SCHEME), "accept").keys == {}


def test_all_defaults_come_back() -> None:
    keymap = Keymap(SCHEME, {"reject": ["enter"], "accept": ["f12"]})
    change = reset_all(keymap)
    assert change.keys == {"reject": None, "accept": None}
    keymap.rebind(change.own)
    assert dict(keymap.by_key) == dict(DEFAULT.by_key)


def test_weak_keys_are_told() -> None:
    assert weakness(()) == "no key"
    assert weakness(("a", "B")).startswith("only a letter")
    assert weakness(("a", "f1")) == weakness(("1",)) == weakness(("percent_sign",)) == ""


def test_some_keys_no_act_can_have() -> None:
    assert refusal("escape")
    assert "input methods" in refusal("backspace")
    assert refusal("f12") == ""


def test_a_keymap_that_refuses_keys_stays_as_it_is() -> None:
    keymap = Keymap(SCHEME, {"accept": ["f12"]})
    for wrong in ({"accept": "f12", "reject": "f12"}, {"acept": "a"}, {"accept": 1}):
        with pytest.raises(KeymapError):
            keymap.rebind(wrong)
        assert keymap.own == {"accept": ("f12",)}
        assert keymap.by_key["f12"].id == "accept"
        assert "enter" not in keymap.by_key


@given(
    st.lists(
        st.tuples(st.sampled_from(ACTS), st.sampled_from(KEYS), st.sampled_from("=+-")),
        max_size=12,
    )
)
def test_after_any_changes_each_key_has_one_act_and_the_file_says_the_same(
    steps: list[tuple[str, str, str]],
) -> None:
    keymap = Keymap(SCHEME)
    file: dict[str, object] = {}
    for action_id, key, kind in steps:
        if kind == "-":
            change = reset(keymap, action_id)
        else:
            change = bind(keymap, action_id, key, add=kind == "+")
        keymap.rebind(change.own)
        if kind != "-":
            assert keymap.by_key[key].id == action_id
        if change.taken_from is not None:
            assert keymap.actions[change.taken_from.id].keys == change.left
        for one, keys in change.keys.items():
            if keys is None:
                del file[one]
            else:
                file[one] = list(keys)
        assert all(key_name(key) == key for keys in keymap.own.values() for key in keys)
        held = Keymap(SCHEME, file)
        assert dict(held.by_key) == dict(keymap.by_key)
        shown = [key for action in keymap for key in action.keys]
        assert len(shown) == len(set(shown))
