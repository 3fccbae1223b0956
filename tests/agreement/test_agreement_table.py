"""The report as text: aligned, within its width, with reasons as footnotes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.agreement.report import ReviewedDocument, agreement_report
from curator.agreement.result import AgreementReport
from curator.agreement.table import cell_width, render
from curator.model.span import Span
from curator.model.token import Token

LABELS = ("PER", "ORG", "LAW")


def span(start: int, end: int, label: str) -> Span:
    return Span(start, end, "entity", label)


def example(
    names: tuple[str, ...] = ("Thủy", "Nguyễn Hữu Đức"), documents: tuple[str, ...] = ("một", "hai")
) -> AgreementReport:
    tokens = [Token(start, start + 3) for start in range(0, 40, 4)]
    reviewed = []
    for number, name in enumerate(documents):
        spans = {
            reviewer: [span(0, 7, "PER"), span(12, 15 + (number + k) % 2, "ORG")]
            for k, reviewer in enumerate(names)
        }
        reviewed.append(ReviewedDocument(name, tokens, 40, spans))
    return agreement_report(reviewed, LABELS, replicates=20)


def block(text: str, title: str) -> list[str]:
    """The lines of the table under that title."""
    (found,) = [part for part in text.split("\n\n") if part.startswith(title)]
    return found.splitlines()[1:]


def test_the_pooled_figures_are_shown() -> None:
    lines = block(render(example()), "Spans, all pairs")
    assert lines[0].split() == ["F1", "95", "%", "of", "F1", "precision", "recall"]
    assert lines[1].split() == ["strict", "0.500", "0.500–0.500", "0.500", "0.500"]
    assert lines[3].split()[:2] == ["partial", "0.750"]


def test_the_pair_names_its_reference_first() -> None:
    header, row = block(render(example()), "Pairs")
    assert header.split()[:2] == ["reference", "response"]
    assert row.startswith("Nguyễn Hữu Đức  Thủy")


def test_kappa_stands_next_to_alpha() -> None:
    report = example()
    header, kappa, alpha, *_ = block(render(report), "Corrected for chance")
    assert header.split() == ["value", "95", "%", "coverage"]
    assert kappa.split() == ["kappa,", "tokens", f"{report.kappa.value:.3f}"]
    assert alpha.split()[:3] == ["alpha,", "tokens", f"{report.alpha.value:.3f}"]


@pytest.mark.parametrize(
    ("label", "left_out"),
    [
        ("ORG", "coverage"),
        ("LEGAL_DOCUMENT_PART", "u-alpha, (k)u-alpha, coverage"),
        ("LEGAL_DOCUMENT_OF_THE_STATE", "u-alpha, (k)u-alpha, coverage"),
    ],
)
def test_eighty_cells_show_a_label_from_precision_to_alpha(label: str, left_out: str) -> None:
    one = [span(0, 3, label), span(8, 11, label), span(20, 31, label)]
    other = [span(0, 3, label), span(8, 15, label)]
    tokens = [Token(start, start + 3) for start in range(0, 40, 4)]
    reviewed = ReviewedDocument("một", tokens, 40, {"a": one, "b": other})
    report = agreement_report([reviewed], ["PER", label])
    header, per, row, remark = block(render(report, 80), "Labels, each")
    wanted = ["precision", "recall", "F1", "partial", "kappa", "alpha"]
    assert header.split()[:6] == wanted
    assert per.split()[:2] == ["PER", "n/a"]
    # Of ten tokens both marked 2, the one 3, the other 1: kappa (0.6 - 0.5) / (1 - 0.5).
    figures = ["0.500", "0.333", "0.400", "0.600", "0.200", "0.208"]
    assert row.split()[:7] == [label[:23] + "…" if len(label) > 24 else label, *figures]
    # The last three columns are there only where no label has to be cut for them.
    assert remark == f"(too narrow for: {left_out})"
    wide = block(render(report, 120), "Labels, each")[0]
    assert wide.split() == [*wanted, "u-alpha", "(k)u-alpha", "coverage"]


def test_undefined_figures_have_footnotes_with_their_reason() -> None:
    text = render(example())
    law = next(line for line in block(text, "Labels, each") if line.startswith("LAW"))
    assert law.split()[1:3] == ["n/a", "[1]"]
    assert "[1] no reviewer gave this label" in text.splitlines()


def test_a_report_on_nothing_says_so() -> None:
    text = render(agreement_report([], LABELS))
    assert "[1] no document finished by two reviewers" in text.splitlines()
    assert "Documents of two or more reviewers: 0" in text
    for line in block(text, "Spans")[1:]:
        assert line.split()[1:] == ["n/a", "[1]"] * 4


def test_one_document_has_no_interval() -> None:
    text = render(example(documents=("một",)))
    assert "only one document" in text


def test_decomposed_names_line_up_like_composed_ones() -> None:
    names = ("Thủy", "Nguyễn Hữu Đức")
    composed = render(example(tuple(unicodedata.normalize("NFC", name) for name in names)))
    decomposed = render(example(tuple(unicodedata.normalize("NFD", name) for name in names)))
    assert unicodedata.normalize("NFC", decomposed) == composed
    assert cell_width(unicodedata.normalize("NFD", names[1])) == 14


def test_wide_characters_take_two_cells() -> None:
    assert cell_width("漢字") == 4
    rows = block(render(example(documents=("漢字", "văn bản"))), "Documents with")
    ends = {cell_width(row.split("0.500")[0]) for row in rows[1:]}
    assert len(ends) == 1


def test_control_characters_never_reach_the_terminal() -> None:
    names = ("a\x1b[31m", "b\u202ec\nd")
    text = render(example(names, ("x\x07", "y\u2066")))
    assert not {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"}
    assert "a�[31m" in text


def test_left_out_spans_and_missing_pairs_are_told() -> None:
    tokens = [Token(0, 3)]
    documents = [
        ReviewedDocument("x", tokens, 9, {"a": [span(0, 3, "DATE")], "b": []}),
        ReviewedDocument("y", tokens, 9, {"a": [span(0, 3, "PER")], "c": []}),
    ]
    text = render(agreement_report(documents, LABELS, replicates=5))
    assert "Spans of other labels, left out: 1" in text
    assert "Pairs without a common document: 1" in text


def test_a_narrow_table_says_which_columns_it_leaves_out() -> None:
    text = render(example(), 44)
    assert "too narrow for:" in text
    assert "too narrow for:" not in render(example(), 120)


def test_too_narrow_is_refused() -> None:
    with pytest.raises(ValueError, match="40 cells"):
        render(example(), 39)


@settings(max_examples=40)
@given(
    st.integers(40, 130),
    st.lists(st.text(max_size=40), min_size=2, max_size=3, unique=True),
    st.lists(st.text(max_size=70), min_size=1, max_size=2),
)
def test_no_line_is_wider_than_asked_for(
    width: int, names: list[str], documents: list[str]
) -> None:
    text = render(example(tuple(names), tuple(documents)), width)
    for line in text.split("\n"):
        assert cell_width(line) <= width
        assert line == line.rstrip()
