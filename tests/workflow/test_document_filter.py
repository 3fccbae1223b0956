"""The filter of the list of documents: what is read, refused, completed and stepped."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.workflow.document_filter import (
    DocumentFilter,
    Field,
    FilterError,
    FilterLanguage,
    condition,
)

LANGUAGE = FilterLanguage(("PER", "ORG", "PERCENT", "LAW"), ("lan", "lan anh", "Mai", 'o"k'))


def read(line: str) -> DocumentFilter:
    return LANGUAGE.read(line)


@pytest.mark.parametrize(
    ("line", "phrase", "conditions"),
    [
        ("", "", []),
        ("   ", "", []),
        ("họp  xã", "họp xã", []),
        ("state:new", "", [("state", "new")]),
        ("họp state:new xã", "họp xã", [("state", "new")]),
        ("st:f fl:mi", "", [("state", "finished"), ("flag", "mine")]),
        ("STATE:New", "", [("state", "new")]),
        ("label:org", "", [("label", "ORG")]),
        ("label:per", "", [("label", "PER")]),  # PERCENT begins so too
        ("label:perc", "", [("label", "PERCENT")]),
        ("reviewer:mai", "", [("reviewer", "Mai")]),
        ("reviewer:lan", "", [("reviewer", "lan")]),
        ('reviewer:"lan a"', "", [("reviewer", "lan anh")]),
        ('reviewer:"lan anh', "", [("reviewer", "lan anh")]),
        ("reviewer:la", "", []),  # not clear yet
        ("state:", "", []),
        ('"state:new"', "state:new", []),
        ("12:30", "12:30", []),
        ("a:", None, None),
        ('name:"báo cáo 2" text:lúa', "", [("name", "báo cáo 2"), ("text", "lúa")]),
        ("name:", "", []),
        ('"', "", []),
        ('a"b', 'a"b', []),
        ("state:new state:begun", "", [("state", "new"), ("state", "begun")]),
        # What an input method makes of a field and a value.
        ("reviewẻ:mai", "", [("reviewer", "Mai")]),
        (unicodedata.normalize("NFD", "reviewẻ:mai"), "", [("reviewer", "Mai")]),
        ("state:fín", "", [("state", "finished")]),
    ],
)
def test_reading(line: str, phrase: str | None, conditions: list[tuple[str, str]] | None) -> None:
    if phrase is None:
        with pytest.raises(FilterError):
            read(line)
        return
    found = read(line)
    assert (found.phrase, [(str(field), value) for field, value in found.conditions]) == (
        phrase,
        conditions,
    )


def test_what_cannot_be_says_why_and_what_may_stand_there() -> None:
    with pytest.raises(FilterError, match="nothing begins") as told:
        read("state:old")
    assert "nothing begins with “old”; there are pending, new, begun" in str(told.value)
    with pytest.raises(FilterError) as told:
        read("who:lan")
    assert "“who:” is no filter; there are state, label, reviewer" in str(told.value)
    assert "in quotes" in str(told.value)
    with pytest.raises(FilterError, match="there are finished, flag"):
        read("f:yes")
    with pytest.raises(FilterError, match="there are nobody yet"):
        FilterLanguage(("PER",), ()).read("reviewer:lan")


def test_hints_tell_what_may_come() -> None:
    assert LANGUAGE.hint("state:").startswith("state: pending · new")
    assert LANGUAGE.hint("x state:s") == "state: skipped"
    assert LANGUAGE.hint("state:new") == ""
    assert LANGUAGE.hint("state:new ") == ""
    assert "name" in LANGUAGE.hint("name:")
    assert LANGUAGE.hint("họp") == ""


def test_completions() -> None:
    assert LANGUAGE.completions("")[:2] == ["state:", "label:"]
    assert LANGUAGE.completions("họp l") == ["họp label:"]
    assert LANGUAGE.completions("f") == ["finished:", "flag:"]
    assert LANGUAGE.completions("state:s") == ["state:skipped"]
    assert LANGUAGE.completions("a reviewer:la") == ["a reviewer:lan", 'a reviewer:"lan anh"']
    assert LANGUAGE.completions("name:x") == []
    assert LANGUAGE.completions('"họp"') == []


def test_a_step_goes_through_all_values_and_leaves_the_rest() -> None:
    line, seen = "họp label:ORG", []
    for _ in range(6):
        line = LANGUAGE.stepped(line, Field.STATE)
        seen.append(line)
    assert seen[0] == "họp label:ORG state:pending"
    assert seen[-2] == "họp label:ORG state:finished"
    assert seen[-1] == "họp label:ORG"
    assert LANGUAGE.stepped("state: x", Field.STATE) == "state:pending x"
    assert LANGUAGE.stepped("who:x", Field.STATE).endswith("state:pending")


def test_every_choice_is_read_again_as_it_is_written() -> None:
    for field, choices in LANGUAGE.choices.items():
        for value in choices:
            assert read(condition(field, value)).values(field) == (value,)


@given(st.text(alphabet='astelrf:" ỏ\u0309\u0301._-0x', max_size=20) | st.text(max_size=20))
def test_any_line_is_a_filter_or_is_refused(line: str) -> None:
    with suppress(FilterError):
        for field, value in read(line).conditions:
            assert value in LANGUAGE.choices.get(field, (value,))
    LANGUAGE.hint(line)
    for completed in LANGUAGE.completions(line):
        assert completed.split(":")[-1] or completed.endswith(":")
    LANGUAGE.stepped(line, Field.FLAG)
