"""What spares the grammar work must hide nothing from it: each short cut against the long way."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from curator.figures import contests, context, count_scan, counted, finder, numerals
from curator.figures.page import Page, _blank
from tests.text.any_text import TEXTS

_WHITE = st.sampled_from(
    (" ", "  ", "\n", "\n\n", " \n ", "\t", "\xa0", "\u2028", "\x1c", "\u3000")
)
_OTHER = st.sampled_from(
    (
        "a\u0301",
        "\u0301",
        "1\u0301",
        "\u200b",
        "\xad\ufeff",
        "\u00ad\u0301",
        "Xã",
        "- ",
        "25",
        "USD",
    )
)
_LAID_OUT = st.lists(st.one_of(_WHITE, _OTHER, _OTHER), max_size=20).map("".join)

_IRREGULAR = re.compile(r"[^\S ]\s*| \s+|[\u200b-\u200d\u2060\ufeff\xad]+|[^\W\d_][\u0300-\u036f]+")


def _read_otherwise(match: re.Match[str]) -> str:
    first = match[0][0]
    if first.isspace():
        return _blank(match.string, *match.span())
    return unicodedata.normalize("NFC", match[0]) if first.isalpha() else ""


@given(st.one_of(TEXTS, _LAID_OUT))
def test_a_page_is_read_as_one_pass_over_all_that_is_irregular_reads_it(text: str) -> None:
    page = Page(text)
    assert page.text == _IRREGULAR.sub(_read_otherwise, text)
    back = [page.start_of(place) for place in range(len(page.text))]
    assert back == sorted(back)
    for place, raw in enumerate(back):
        if not page.text[place].isspace() and page.text[place] == text[raw]:
            assert page.end_of(place + 1) > raw


_NUMBERS = st.lists(
    st.sampled_from(
        ("1", "7", "16", "24", "120", "2024", ".", ",", "/", " / ", "-", " - ", "–", ":", " ", "+",
         " đến ", " triệu", " tỷ", " hộ", "%", "x", "..", " rưỡi", "'", "(", ")", " một kg", "/ha")
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(_NUMBERS, _NUMBERS)
def test_what_follows_a_number_tells_which_forms_it_cannot_have(before: str, after: str) -> None:
    """The next characters are looked at before an expression is tried."""
    low = f"{before} 5{after}"
    start = len(before) + 1
    numeral = numerals.numeral_at(low, start)
    run_end = start + len(re.match("[0-9]+", low[start:])[0])  # type: ignore[index]
    follows = low[run_end : run_end + 1]
    if finder._LONG_CHAIN.match(low, start):
        assert follows in finder._JOINING
    if numeral is None:
        return
    next_ = low[numeral.end : numeral.end + 2].removeprefix(" ")[:1]
    if count_scan._FRACTION.match(low, start):
        assert next_ in count_scan._PARTED
    if contests.SCORE.match(low, start) and not numeral.formatted:
        assert next_ in count_scan._PARTED
    if count_scan._RANGE.match(low, numeral.end):
        assert next_ in count_scan._RANGED
    if count_scan._CHAINED.match(low, start) and not numeral.formatted:
        assert low[numeral.end] in count_scan._CHAINING


@given(
    st.lists(
        st.sampled_from(["một", "hai", "trăm", "nghìn", "triệu", "tỷ", "tr", "ngàn", "hộ", "đồng"]),
        max_size=4,
    )
)
def test_a_magnitude_begins_with_one_of_a_few_letters(words: list[str]) -> None:
    low = "5 " + " ".join(words)
    product, used = numerals.magnitudes(words)
    found = numerals.numeral_at(low, 0)
    assert found is not None
    assert found.magnitude == product
    assert (found.end > 1) == (used > 0)


@given(TEXTS, st.integers(0, 60))
def test_a_text_without_the_marks_of_addresses_holds_none(text: str, start: int) -> None:
    if context.in_address(text, min(start, len(text))):
        assert context.may_hold_address(text)


@given(
    st.lists(
        st.sampled_from(["cán", "bộ", "công", "chức", "hộ", "nghèo", "xã", "đồng", "bào", "kg"]),
        max_size=6,
    )
)
def test_the_longest_phrase_is_found(words: list[str]) -> None:
    for phrases in (counted._COMPOUNDS, counted._HEADS, counted._MEASURES):
        for most in (1, 2, 5):
            fitting = [
                count
                for count in range(1, min(most, len(words)) + 1)
                if " ".join(words[:count]) in phrases._phrases
            ]
            assert phrases.length(words, most) == max(fitting, default=0)
