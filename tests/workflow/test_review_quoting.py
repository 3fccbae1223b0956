"""What is told quotes no more of a text than leaves room for the rest."""

from __future__ import annotations

import pytest

from curator.workflow.review.quoting import quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nà Hẩu", "“Nà Hẩu”"),
        ("Nà\n  Hẩu", "“Nà Hẩu”"),
        ("n" * 24, f"“{'n' * 24}”"),
        ("n" * 25, f"“{'n' * 23}…”"),
        ("phó chủ nhiệm hợp tác xã Nà Hẩu", "“phó chủ nhiệm hợp tác x…”"),
        ("nước " + " " * 2000 + "mắm", "“nước…”"),
    ],
)
def test_a_long_text_is_cut(text: str, expected: str) -> None:
    assert quoted(text) == expected
