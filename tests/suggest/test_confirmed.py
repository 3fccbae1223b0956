"""Names that were confirmed are proposed again; what contradicts them lowers their score."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from curator.model.span import check_range
from curator.suggest.confirmed import Confirmed, ConfirmedNames, confirmed_names

ROWS = [
    ("Nguyễn Thị Hoà", "entity", "PER", "accepted", 3),
    ("Hồ Tây", "entity", "LOC", "accepted", 2),
    ("Hồ Tây", "entity", "ORG", "accepted", 1),
    ("Hồ Tây", "entity", "LOC", "rejected", 2),
    ("Quảng", "entity", "LOC", "rejected", 4),
    ("Ban Quản lý Hồ Tây", "entity", "ORG", "accepted", 1),
]


def found(text: str) -> list[tuple[str, str, float]]:
    suggester = ConfirmedNames(confirmed_names(ROWS))
    return [(s.span.text_of(text), s.span.label, s.score) for s in suggester.suggest(text)]


def test_counts_become_scores() -> None:
    names = confirmed_names(ROWS)
    assert names["nguyễn thị hoà"] == Confirmed("entity", "PER", 3, 0)
    assert names["hồ tây"].against == 3
    assert "quảng" not in names
    assert names["nguyễn thị hoà"].score == round(3 / 3.5, 3)
    assert names["hồ tây"].score == round(2 / 5.5, 3)


def test_found_in_any_writing_the_longest_first() -> None:
    text = "Bà NGUYỄN THỊ HÒA, Ban Quản lý\n  Hồ Tây, đi quanh Hồ Tây; hồ tây thì không."
    assert [(surface, label) for surface, label, _ in found(text)] == [
        ("NGUYỄN THỊ HÒA", "PER"),
        ("Ban Quản lý\n  Hồ Tây", "ORG"),
        ("Hồ Tây", "LOC"),
    ]
    assert [f[1:] for f in found(unicodedata.normalize("NFD", text))] == [
        f[1:] for f in found(text)
    ]


def test_only_whole_tokens() -> None:
    assert found("Hồ Tâyy, XHồ Tây, Hồ-Tây") == []


def test_the_version_tells_what_was_confirmed() -> None:
    one, two = confirmed_names(ROWS), confirmed_names(ROWS[:2])
    assert ConfirmedNames(one).version == ConfirmedNames(dict(reversed(one.items()))).version
    assert ConfirmedNames(one).version != ConfirmedNames(two).version


@given(st.text(alphabet="Hồ Tây\n\u0301́ a.-", max_size=60))
def test_offsets_fit_any_text(text: str) -> None:
    last = 0
    for suggestion in ConfirmedNames(confirmed_names(ROWS)).suggest(text):
        check_range(text, suggestion.span.start, suggestion.span.end)
        assert suggestion.span.start >= last
        last = suggestion.span.end
