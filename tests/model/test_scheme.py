"""Label schemes: what the built-in one tells about its labels, and how a wrong one is refused."""

from __future__ import annotations

import pytest

from curator.model.scheme import SchemeError, default_scheme, parse_scheme

ONE = """
name = "mine"
version = "1"
[[layer]]
name = "things"
[[layer.label]]
name = "A"
key = "1"
colour = "blue"
description = "First rule. Second rule."
[layer.label.confused]
B = "how they differ"
[[layer.label]]
name = "B"
key = "2"
colour = "red"
description = "Only one"
"""


def test_a_label_knows_what_it_is_mistaken_for() -> None:
    scheme = parse_scheme(ONE)
    assert scheme.labels["A"].confused == (("B", "how they differ"),)
    assert scheme.labels["B"].confused == ()


def test_the_rule_in_short_is_the_first_sentence() -> None:
    labels = parse_scheme(ONE).labels
    assert (labels["A"].rule, labels["B"].rule) == ("First rule.", "Only one")


@pytest.mark.parametrize(
    ("now", "then", "told"),
    [
        ('B = "how', 'C = "how', "line 7: confused: 'C' is no other label"),
        ('B = "how', 'A = "how', "line 7: confused: 'A' is no other label"),
        ('B = "how they differ"', "B = 1", "line 7: confused: a table of texts is needed"),
        ("[layer.label.confused]\nB", 'confused = ["B"]\nx', "line 7: confused: a table of texts"),
    ],
)
def test_what_a_label_cannot_be_mistaken_for_is_told(now: str, then: str, told: str) -> None:
    assert now in ONE
    with pytest.raises(SchemeError) as caught:
        parse_scheme(ONE.replace(now, then))
    assert str(caught.value).startswith(told)


def test_every_label_has_a_short_rule_examples_and_advice() -> None:
    for label in default_scheme().labels.values():
        assert 10 < len(label.rule) < 90, label.name
        assert label.rule.endswith("."), label.name
        assert len(label.examples) >= 2, label.name
        assert label.counterexamples, label.name
        assert len(label.confused) >= 2, label.name
        for other, how in label.confused:
            assert len(how) < 100, (label.name, other)
