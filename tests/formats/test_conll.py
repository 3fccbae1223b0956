"""CoNLL columns: no span, no token and no structure is lost, whatever the text holds.

The golden files are `tests/golden/hard.jsonl`, a document a hard case, and the columns made of it
with each choice of options. After a change that is meant, run this file with UPDATE_GOLDEN=1 and
read the difference.
"""

from __future__ import annotations

import io
import os
import re
import unicodedata
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.formats.conll import (
    DOCUMENT_LINE,
    Columns,
    ConllDocument,
    ConllError,
    ConllOptions,
    Join,
    TaggedToken,
    TokenizedDocument,
    read_conll,
    read_stream,
    tagged_sentences,
    write_conll,
)
from curator.formats.jsonl import read_documents, write_documents
from curator.formats.losses import Losses
from curator.formats.tags import TagScheme
from curator.model.record import DocumentRecord
from curator.model.span import Span, SpanError

GOLDEN = Path(__file__).parent.parent / "golden"
HARD = GOLDEN / "hard.jsonl"
LAYERS = ("entity", "figure")
PATH = Path("in.conll")

# A plain tokenizer of the test's own, so that the golden files hang on the format alone.
SYLLABLE = r"[.,;!?()]|[^\s.,;!?()]+"
WORDS = [
    *("Lào Cai", "Hội An", "Đà Lạt", "Lê Văn Bảy", "triệu USD", "Hà Tiên", "Sơn La", "Phú Quốc"),
    *("Hòn Tre", "-DOCSTART- -X- O O", "O S-ORG", "Bộ Tài", "lần thứ 9 của"),
]
FORMS = [unicodedata.normalize(form, word) for form in ("NFC", "NFD") for word in WORDS]
WORD = "|".join([*(r"\s+".join(map(re.escape, form.split())) for form in FORMS), SYLLABLE])
SENTENCE = re.compile(r"\S(?:.*?[.!?](?=\s)|[^\n]*)", re.DOTALL)
TOKENS = {"syllable": re.compile(SYLLABLE), "word": re.compile(WORD)}

OPTIONS = {
    f"{scheme}.{columns}.{join.name.lower()}": ConllOptions(LAYERS, scheme, columns, join)
    for scheme, columns, join in product(TagScheme, Columns, Join)
}


def ranges(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def hard_records() -> list[DocumentRecord]:
    records = [record for record in read_documents(HARD) if isinstance(record, DocumentRecord)]
    assert len(records) == len(HARD.read_bytes().splitlines())
    return records


def hard_documents(tokens: str = "syllable") -> list[TokenizedDocument]:
    return [
        TokenizedDocument(
            name=record.name,
            text=record.text or "",
            spans=[
                Span(span.start, span.end, span.layer, span.label, span.value, span.unit)
                for span in record.spans
            ],
            tokens=ranges(TOKENS[tokens], record.text or ""),
            sentences=ranges(SENTENCE, record.text or ""),
        )
        for record in hard_records()
    ]


def document(
    text: str, *spans: Span, tokens: list[tuple[int, int]] | None = None
) -> TokenizedDocument:
    tokens = ranges(TOKENS["syllable"], text) if tokens is None else tokens
    return TokenizedDocument("d", text, spans, tokens, [(0, len(text))])


def written(
    *documents: TokenizedDocument, options: ConllOptions | None = None
) -> tuple[str, Losses]:
    out = io.StringIO()
    losses = write_conll(out, documents, options or ConllOptions(LAYERS))
    return out.getvalue(), losses


def lines(*documents: TokenizedDocument, options: ConllOptions | None = None) -> list[str]:
    """The lines of tokens, without document lines and blank ones."""
    text, _ = written(*documents, options=options)
    return [line for line in text.split("\n") if line not in ("", DOCUMENT_LINE)]


def read(text: str) -> list[ConllDocument]:
    return list(read_stream(io.BytesIO(text.encode()), PATH))


def test_the_golden_records_are_read_and_written_the_same() -> None:
    out = io.StringIO()
    write_documents(out, hard_records())
    assert out.getvalue().encode() == HARD.read_bytes()


@pytest.mark.parametrize("tokens", TOKENS)
@pytest.mark.parametrize("name", OPTIONS)
def test_golden_columns(tokens: str, name: str) -> None:
    text, _ = written(*hard_documents(tokens), options=OPTIONS[name])
    golden = GOLDEN / f"hard.{tokens}.{name}.conll"
    if "UPDATE_GOLDEN" in os.environ:
        golden.write_bytes(text.encode())
    assert text.encode() == golden.read_bytes()


@pytest.mark.parametrize("tokens", TOKENS)
@pytest.mark.parametrize("name", OPTIONS)
def test_golden_columns_hold_the_spans_that_are_not_counted_as_lost(tokens: str, name: str) -> None:
    documents = hard_documents(tokens)
    options = OPTIONS[name]
    _, losses = written(*documents, options=options)
    expected = sum(len(document.spans) for document in documents)
    found = sum(
        len(sentence)
        for document in read_conll(GOLDEN / f"hard.{tokens}.{name}.conll")
        for column in range(len(LAYERS) if options.columns is Columns.SEPARATE else 1)
        for sentence in document.spans(column)
    )
    assert found == expected - losses.overlaps
    assert losses.other_layers == 0


def test_the_losses_of_the_golden_documents() -> None:
    merged = written(*hard_documents(), options=OPTIONS["iob2.merged.underscore"])[1]
    assert [(lost.document, lost.span.label) for lost in merged.examples] == [
        ("nested and overlapping", "ORG"),
        ("nested and overlapping", "LOC"),
        ("nested and overlapping", "ORDINAL"),
        ("nested and overlapping", "LOC"),
        ("the same range in two layers", "EVENT"),
    ]
    assert list(merged.lines()) == [
        "5 spans left out: another span holds some of the same tokens",
        "6 spans written without value and unit: the format has no place for them",
        "4 tokens cut where a span begins or ends inside",
        "9 tokens written with an escape for characters that cannot be seen",
        "2 tokens with an underscore of the text's own, as joins syllables",
    ]
    assert merged.of_annotation == 11
    separate = written(*hard_documents(), options=OPTIONS["iob2.separate.space"])[1]
    assert [lost.span.label for lost in separate.examples] == ["ORG", "LOC", "LOC"]
    assert separate.underscores == 0, "no sign joins syllables there but the space"


def test_each_document_has_its_line_an_empty_one_too() -> None:
    text, losses = written(document(""), document(" \n"), document("Huế"))
    assert text == f"{DOCUMENT_LINE}\n\n" * 3 + "Huế O\n\n"
    assert [len(read_document.sentences) for read_document in read(text)] == [0, 0, 1]
    assert losses == Losses()
    assert written() == ("", Losses())


def test_a_span_that_cuts_a_token_splits_it() -> None:
    cut = document("xHuế2024y z", Span(1, 4, "entity", "LOC"), Span(4, 8, "figure", "DATE"))
    assert lines(cut) == ["x O", "Huế B-LOC", "2024 B-DATE", "y O", "z O"]
    assert written(cut)[1].split == 1


def test_a_span_that_is_lost_splits_nothing() -> None:
    inner = document("Nghệ An", Span(0, 7, "entity", "LOC"), Span(1, 3, "entity", "PER"))
    assert lines(inner) == ["Nghệ B-LOC", "An I-LOC"]
    assert written(inner)[1].overlaps == 1


def test_a_span_given_twice_is_no_loss() -> None:
    span = Span(0, 3, "entity", "LOC")
    assert written(document("Huế", span, span))[1] == Losses()
    other = Span(0, 3, "entity", "LOC", value="1")
    assert written(document("Huế", span, other))[1].overlaps == 1


def test_the_first_layer_wins_where_ranges_are_equal() -> None:
    spans = (Span(0, 3, "entity", "LOC"), Span(0, 3, "figure", "DATE"))
    assert lines(document("Huế", *spans)) == ["Huế B-LOC"]
    assert lines(document("Huế", *spans), options=ConllOptions(LAYERS[::-1])) == ["Huế B-DATE"]
    separate = ConllOptions(LAYERS[::-1], columns=Columns.SEPARATE)
    assert lines(document("Huế", *spans), options=separate) == ["Huế B-DATE B-LOC"]


def test_of_spans_that_begin_together_the_outer_one_wins() -> None:
    inner, outer = Span(0, 3, "entity", "ORG"), Span(0, 7, "figure", "DATE")
    for spans in ((inner, outer), (outer, inner)):
        source = document("Huế 202", *spans)
        assert lines(source) == ["Huế B-DATE", "202 I-DATE"]
        assert [lost.span for lost in written(source)[1].examples] == [inner]


def test_of_spans_that_cross_the_first_one_wins() -> None:
    first, second = Span(0, 5, "entity", "ORG"), Span(2, 9, "entity", "LOC")
    assert lines(document("A B C D E", second, first)) == [
        *("A B-ORG", "B I-ORG", "C I-ORG", "D O", "E O")
    ]


def test_a_layer_that_is_not_asked_for_is_counted() -> None:
    text, losses = written(
        document("Huế", Span(0, 3, "entity", "LOC")), options=ConllOptions(("figure",))
    )
    assert text.endswith("Huế O\n\n")
    assert (losses.other_layers, losses.of_annotation) == (1, 1)


def test_what_no_token_covers_is_written_too() -> None:
    text = "Ông Lê Lợi, vua."
    bare = document(text, Span(4, 10, "entity", "PER"), tokens=[(0, 3), (7, 10)])
    assert lines(bare) == ["Ông O", "Lê B-PER", "Lợi I-PER", ", O", "vua. O"]


def test_white_space_of_tokens_is_one_sign() -> None:
    word = document("Hà \u00a0\r\n Nội", Span(0, 10, "entity", "LOC"), tokens=[(0, 10)])
    assert lines(word) == ["Hà_Nội B-LOC"]
    assert lines(word, options=ConllOptions(LAYERS, join=Join.SPACE)) == ["Hà Nội\tB-LOC"]
    padded = document(" a  b ", tokens=[(0, 2), (2, 3), (3, 6)])
    assert lines(padded) == ["a O", "b O"]


@pytest.mark.parametrize(
    ("token", "form"),
    [
        ("Đà\u00adLạt", "Đà\u00adLạt"),
        ("👩🏽\u200d🌾", "👩🏽\u200d🌾"),
        ("o\u0302\u0323", "o\u0302\u0323"),
        ("\u0301", "\u0301"),
        ("\ue000", "\ue000"),
        ("\U0001faea", "\U0001faea"),
        ("\u200b", r"\u200B"),
        ("\u202e\u2066", r"\u202E\u2066"),
        ("\U000e0001", r"\U000E0001"),
        ("\ufe0f", r"\uFE0F"),
        ("\u3164", r"\u3164"),
        ("a\x00b", r"a\u0000b"),
        ("\x1b[0m", r"\u001B[0m"),
        ("\ufeffHuế", r"\uFEFFHuế"),
        ("a\ud800", r"a\uD800"),
        ("\\u200B", r"\u200B"),
        ("-DOCSTART-", r"\u002DDOCSTART-"),
        ("x-DOCSTART-", r"x\u002DDOCSTART-"),
        ("#", "#"),
    ],
)
def test_forms(token: str, form: str) -> None:
    one = document(token, Span(0, len(token), "entity", "LOC"), tokens=[(0, len(token))])
    assert lines(one) == [f"{form} B-LOC"]
    assert written(one)[1].escaped == (form != token)


def test_a_sentence_is_not_parted_inside_a_span() -> None:
    text = "Hãng T. Bình. Ông về."
    parts = TokenizedDocument(
        "d",
        text,
        [Span(0, 12, "entity", "ORG")],
        ranges(TOKENS["syllable"], text),
        [(0, 7), (8, 13), (14, 21)],
    )
    tagged = tagged_sentences(parts, ConllOptions(LAYERS), Losses())
    assert [[token.form for token in sentence] for sentence in tagged] == [
        ["Hãng", "T", ".", "Bình", "."],
        ["Ông", "về", "."],
    ]


def test_tagged_tokens_tell_where_they_lie() -> None:
    cut = document("Ở\u00a0Huế2024", Span(2, 5, "entity", "LOC"))
    assert tagged_sentences(cut, ConllOptions(LAYERS), Losses()) == [
        [
            TaggedToken(0, 1, "Ở", ("O",)),
            TaggedToken(2, 5, "Huế", ("B-LOC",)),
            TaggedToken(5, 9, "2024", ("O",)),
        ]
    ]


@pytest.mark.parametrize("tokens", [[(0, 2), (1, 3)], [(2, 3), (0, 1)], [(0, 4)], [(1, 1)]])
def test_tokens_out_of_order_are_refused(tokens: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"d: token \["):
        written(document("Huế", tokens=tokens))


@pytest.mark.parametrize("span", [(0, 4), (3, 3), (0, 2), (-1, 1)])
def test_a_span_that_does_not_fit_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(SpanError):
        written(document("H ế", Span(*span, "entity", "LOC")))


def test_labels_and_layers_that_columns_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="white space"):
        written(document("Huế", Span(0, 3, "entity", "A B")))
    for layers in ((), ("entity", "entity")):
        with pytest.raises(ValueError, match="one or more are needed"):
            ConllOptions(layers)


def test_the_reader_takes_other_programs_files() -> None:
    text = (
        "\ufeffEU NNP  I-NP I-ORG\r\nrejects VBZ I-VP O\r\n \r\n\r\n"
        "-DOCSTART- -X- -X- O\r\n\r\n-DOCSTART-\tO\nHà Nội\tNNP\tB-NP\tB-LOC"
    )
    documents = read(text)
    assert [len(item.sentences) for item in documents] == [1, 0, 1]
    assert documents[0].spans() == [[(0, 1, "ORG")]]
    assert documents[0].spans(1) == [[(0, 1, "NP"), (1, 2, "VP")]]
    assert documents[2].sentences[0][0].form == "Hà Nội"
    assert documents[2].sentences[0][0].line == 8
    with pytest.raises(ConllError, match=r"in\.conll:1: 'NNP' is no tag"):
        documents[0].spans(0)
    assert read("") == []
    assert read("\n\n") == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a O\nb\n", "in.conll:2: one column"),
        (b"a O\n\nb O O\n", "in.conll:3: 3 columns, 2 before"),
        (b"a O\n\xff O\n", "in.conll:2: not UTF-8"),
    ],
)
def test_what_is_no_columns_is_told_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(ConllError, match=re.escape(message)):
        list(read_stream(io.BytesIO(data), PATH))


# Every kind of character that has broken columns somewhere, and the marks the format is made of.
_PIECES = st.sampled_from(
    [
        *"_#",
        "Hà",
        "ộ\u0301",
        "B-PER",
        "O",
        "-DOCSTART-",
        DOCUMENT_LINE,
        "\u200b",
        "\ufeff",
        "\u202e",
        "\ufe0f",
        "🌾",
        "\x00",
        "\x1b",
        "\ue000",
        "\\u200B",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\t",
        "\xa0",
        "\u2028",
        "\x85",
        "\x1c",
        "\u3000",
    ]
)
# Names of labels are unique over the layers, as in a scheme.
_LABELS = [("entity", "A"), ("entity", "B-C"), ("entity", "O"), ("figure", "N"), ("figure", "I-N")]
_TEXTS = st.lists(_PIECES | st.characters(), max_size=15).map("".join)


@st.composite
def tokenized(draw: st.DrawFn) -> TokenizedDocument:
    """A document with any tokens, sentences and spans that are allowed at all."""
    text = draw(_TEXTS)
    places = st.integers(0, len(text))

    def cover() -> list[tuple[int, int]]:
        edges = sorted(draw(st.sets(places, max_size=12)))
        pairs = pairwise(edges)
        return [pair for pair in pairs if draw(st.integers(0, 4))]

    black = [place for place, character in enumerate(text) if not character.isspace()]
    spans = []
    for _ in range(draw(st.integers(0, 5)) if black else 0):
        first, last = sorted((draw(st.sampled_from(black)), draw(st.sampled_from(black))))
        layer, label = draw(st.sampled_from(_LABELS))
        spans.append(Span(first, last + 1, layer, label))
    return TokenizedDocument("d", text, spans, cover(), cover())


@given(tokenized(), st.sampled_from(sorted(OPTIONS)))
def test_spans_to_columns_to_spans(source: TokenizedDocument, name: str) -> None:
    """Read back by place: each kept span is there with its exact range, the others are counted."""
    options = OPTIONS[name]
    text, losses = written(source, options=options)
    (back,) = read(text)
    tagged = tagged_sentences(source, options, Losses())
    separate = options.columns is Columns.SEPARATE
    found: list[tuple[int, int, str]] = []
    for column in range(2 if separate else 1):
        for sentence, spans in zip(tagged, back.spans(column), strict=True):
            found += [
                (sentence[start].start, sentence[end - 1].end, label) for start, end, label in spans
            ]
    given = list(dict.fromkeys(source.spans))
    for span in found:
        match = next(item for item in given if (item.start, item.end, item.label) == span)
        given.remove(match)
    assert len(given) == losses.overlaps
    for lost in given:
        rivals = [item for item in source.spans if item != lost and item.overlaps(lost)]
        assert any(not separate or item.layer == lost.layer for item in rivals)


@given(tokenized(), st.sampled_from(sorted(OPTIONS)))
def test_no_text_breaks_the_columns(source: TokenizedDocument, name: str) -> None:
    options = OPTIONS[name]
    text, _ = written(source, source, options=options)
    assert text.splitlines() == text.split("\n")[:-1]
    assert text.count(DOCUMENT_LINE) == 2
    text.encode()
    width = 3 if options.columns is Columns.SEPARATE else 2
    for line in text.split("\n"):
        if line and line != DOCUMENT_LINE:
            cells = line.split("\t") if options.join is Join.SPACE else line.split()
            assert len(cells) == width
            assert all(cell == cell.strip() and cell for cell in cells)


@given(tokenized(), st.sampled_from(sorted(OPTIONS)))
def test_every_character_is_in_one_token(source: TokenizedDocument, name: str) -> None:
    options = OPTIONS[name]
    tagged = tagged_sentences(source, options, Losses())
    tokens = [token for sentence in tagged for token in sentence]
    assert all(tagged)
    assert all(one.end <= two.start for one, two in pairwise(tokens))
    covered = {place for token in tokens for place in range(token.start, token.end)}
    text = source.text
    assert all(text[place].isspace() for place in range(len(text)) if place not in covered)
    for token in tokens:
        piece = text[token.start : token.end]
        assert piece == piece.strip()
        unseen = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
        assert any(unicodedata.category(character) not in unseen for character in token.form)
