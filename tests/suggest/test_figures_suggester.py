"""The grammar of figures under the protocol of suggesters."""

from __future__ import annotations

from curator.figures import find
from curator.model.span import check_range
from curator.suggest.figures import Figures

_TEXT = "Ngày 12/3/2021, xã thu 4,5 tỷ đồng, đạt 81,2% kế hoạch, với 320 hộ và 15 tấn lúa."


def test_it_gives_what_the_grammar_finds() -> None:
    suggestions = Figures().suggest(_TEXT)
    assert [
        (s.span.start, s.span.end, s.span.label, s.span.value, s.span.unit) for s in suggestions
    ] == [(f.start, f.end, f.label, f.value, f.unit) for f in find(_TEXT)]
    assert {"DATE", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"} == {
        s.span.label for s in suggestions
    }


def test_its_suggestions_name_their_source_layer_and_trust() -> None:
    figures = Figures()
    for suggestion in figures.suggest(_TEXT):
        assert suggestion.source == "figures"
        assert suggestion.version == figures.version != ""
        assert suggestion.span.layer == "figure"
        assert 0.5 <= suggestion.score <= 1
        check_range(_TEXT, suggestion.span.start, suggestion.span.end)


def test_a_text_without_figures() -> None:
    assert list(Figures().suggest("Không có con số nào ở đây.")) == []
    assert list(Figures().suggest("")) == []
