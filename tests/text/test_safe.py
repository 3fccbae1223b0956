"""Text for the terminal: whatever a document holds, only printable characters come out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.text.safe import printable
from tests.text.any_text import TEXTS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ủy ban Nhân dân, 70,94 % – “đạt”…", "Ủy ban Nhân dân, 70,94 % – “đạt”…"),
        (unicodedata.normalize("NFD", "Nguyễn"), unicodedata.normalize("NFD", "Nguyễn")),
        ("một\nhai\r\nba\rbốn\u2028năm", "một⏎hai⏎ba⏎bốn⏎năm"),
        ("a\tb\xa0c\u3000d", "a b c d"),
        ("\x1b[31mđỏ\x07", "␛[31mđỏ␇"),
        ("\x9b31m\x7f", "␦31m␡"),
        ("a\u202eb\u2066c\u200bd\ufeff\u00ad", "a·b·c·d··"),
        ("\ud800 \uf8ff \U0010ffff \u0378", "\ufffd \ufffd \ufffd \ufffd"),
        ("❤\ufe0f 👍🏽", "❤ 👍🏽"),
        ("\u0301a", "◌\u0301a"),
        ("a\n\u0301b", "a⏎◌\u0301b"),
        ("e" + "\u0301" * 50 + "x", "e" + "\u0301" * 4 + "x"),
        ("\u3164\u2800", "··"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("", ""),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_the_sign_for_a_line_break_is_the_callers() -> None:
    assert printable("a\r\nb\nc", newline=" ") == "a b c"


@settings(deadline=None)
@given(st.one_of(TEXTS, st.text(st.characters(exclude_categories=()))))
def test_only_printable_characters_come_out(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    assert not any(unicodedata.category(character)[0] == "C" for character in shown)
    assert printable(shown) == shown


def test_every_code_point() -> None:
    for plane in range(0, 0x110000, 0x1000):
        shown = printable("".join(map(chr, range(plane, plane + 0x1000))))
        assert shown.isprintable(), hex(plane)
