"""The tables in cases/: a text a line, each figure marked `⟦text|LABEL|value|unit⟧`.

Every line is asserted whole: the figures it marks and no others.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curator.figures import Figure, check_value, find, read

_MARK = re.compile(r"⟦([^|⟧]+)\|([A-Z]+)(?:\|([^|⟧]*))?(?:\|([^|⟧]*))?⟧")
_WITHOUT_UNIT = re.compile(r"[-+]?[0-9][0-9.,]*(?:-[0-9]+)?(?: (?:triệu|t[ỉỷ]))?")
_FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def _parsed(line: str) -> tuple[str, list[Figure]]:
    text = ""
    figures = []
    done = 0
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        start = len(text)
        text += mark[1]
        figures.append(Figure(start, len(text), mark[2], mark[3] or None, mark[4] or None))
        done = mark.end()
    return text + line[done:], figures


def _cases() -> list[object]:
    cases: list[object] = []
    for file in _FILES:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line and not line.startswith("#"):
                cases.append(pytest.param(line, id=f"{file.stem}:{number}"))
    return cases


CASES = _cases()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 400


@pytest.mark.parametrize("line", CASES)
def test_finds_what_is_marked_and_nothing_else(line: str) -> None:
    text, expected = _parsed(line)
    assert "⟦" not in text
    assert find(text) == expected


@pytest.mark.parametrize("line", CASES)
def test_what_was_found_passes_the_check_of_values(line: str) -> None:
    text, expected = _parsed(line)
    for figure in expected:
        surface = text[figure.start : figure.end]
        assert check_value(figure.label, surface, figure.value or "", figure.unit) is None


@pytest.mark.parametrize("line", CASES)
def test_a_surface_alone_reads_as_it_does_in_its_text(line: str) -> None:
    text, expected = _parsed(line)
    for figure in expected:
        value, unit = read(text[figure.start : figure.end], figure.label)
        if figure.label == "CARDINAL" and figure.value is None:
            # A score, which alone may read as a range.
            assert unit is None
        elif figure.label == "CARDINAL":
            # The counted word stands outside the span, and so does what tells a score from a range.
            # In a list the last number may name the magnitude.
            alike = value in (figure.value, str(figure.value).replace("-", "/"))
            assert alike or str(figure.value).rstrip("0") == str(value).replace(".", "")
        elif figure.unit and _WITHOUT_UNIT.fullmatch(text[figure.start : figure.end]):
            # Unit and magnitude stand with another number of the list, or before.
            assert value is not None
        elif figure.label == "TIME" and figure.value is not None and value != figure.value:
            # `chiều` stands outside the span.
            assert value is not None
            assert figure.value is not None
            assert int(figure.value[:2]) - int(value[:2]) == 12
        elif figure.label == "DATE" and figure.value is None:
            # `lũy kế` stands outside the span.
            assert unit is None
        else:
            assert (value, unit) == (figure.value, figure.unit)
