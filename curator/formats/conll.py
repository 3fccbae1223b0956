r"""CoNLL columns: a line a token, the token first and then a tag a column.

    -DOCSTART- -X- O O

    Tỉnh B-LOC
    Lào I-LOC
    Cai I-LOC
    thu O
    12,5 B-PERCENT
    % I-PERCENT

A blank line ends a sentence and follows the line `-DOCSTART- -X- O O` that begins each document,
an empty one too. That line is the same however many columns there are and whatever parts them,
since clients look for its exact characters. The file is UTF-8 with LF line ends.

Columns are parted by one space, and white space inside a word becomes `_`; or, with
`Join.SPACE`, it becomes a space and a tab parts the columns. An underscore of the text's own
stays. In either form a run of white space inside a token is one sign.

What clients make of the options: `spacy convert -c ner` wants IOB2 and `_`, reads the last column
alone and takes E- and S- tags for entities of their own, all without a word. flair and other
readers that part columns at tabs keep the space in a word.

No character of a text can break the columns, for programs that part lines and columns at any
Unicode white space too. Nothing is normalised, and what can be seen is written as it is. Written
as an escape (`\u200B`, `\U000E0001`) are control characters, the byte order mark, halves of
surrogate pairs, invisible characters in a token that has no visible one, and the first hyphen of
`-DOCSTART-` in a token.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

from curator.formats.losses import Losses
from curator.formats.tags import TagError, TagScheme, TokenSpan, decode_tags, encode_tags
from curator.model.span import Span, check_range, trim_range

DOCUMENT_LINE = "-DOCSTART- -X- O O"

_DOCUMENT_MARK = "-DOCSTART-"
_BOM = "\ufeff"
_SPACES = re.compile(" +")
_WHITE = re.compile(r"\s+")
_BLACK = re.compile(r"\S+")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp", "Zs"))
# What Unicode calls ignorable by default beside the format characters: fillers, variation signs.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


class Columns(StrEnum):
    """Whether all layers share one column of tags or have one each, in the order given."""

    MERGED = "merged"
    SEPARATE = "separate"


class Join(StrEnum):
    """What stands for white space inside a token."""

    UNDERSCORE = "_"
    SPACE = " "

    @property
    def separator(self) -> str:
        """What parts the columns: a space, or a tab where tokens may hold spaces."""
        return "\t" if self is Join.SPACE else " "


@dataclass(frozen=True, slots=True)
class ConllOptions:
    """How a file is written. `layers` are those to write, in the scheme's order.

    A token has room for one span a column. Of spans that overlap in a column the one that begins
    first stays, of those the longest, of those the first layer's; the others are counted as lost.
    """

    layers: tuple[str, ...]
    scheme: TagScheme = TagScheme.IOB2
    columns: Columns = Columns.MERGED
    join: Join = Join.UNDERSCORE

    def __post_init__(self) -> None:
        if not self.layers or len(set(self.layers)) < len(self.layers):
            raise ValueError(f"layers {self.layers!r}: one or more are needed, each once")


@dataclass(frozen=True, slots=True)
class TokenizedDocument:
    """What is written of a document.

    `tokens` and `sentences` are half-open ranges of code points of `text`, in order and without
    overlap. What no token covers is written as well, parted at white space.
    """

    name: str
    text: str
    spans: Sequence[Span]
    tokens: Sequence[tuple[int, int]]
    sentences: Sequence[tuple[int, int]]


class TaggedToken(NamedTuple):
    """A token as written: its range in the raw text, its form in the file, a tag a column."""

    start: int
    end: int
    form: str
    tags: tuple[str, ...]


def write_conll(
    out: TextIO, documents: Iterable[TokenizedDocument], options: ConllOptions
) -> Losses:
    """Write the documents in their order; returns what the format could not hold.

    Raises:
        SpanError: if a span does not fit its text.
        ValueError: if tokens overlap, lie outside the text or are out of order, or a label is
            empty or holds white space.
    """
    losses = Losses()
    separator = options.join.separator
    for document in documents:
        out.write(f"{DOCUMENT_LINE}\n\n")
        for sentence in tagged_sentences(document, options, losses):
            lines = [separator.join((token.form, *token.tags)) for token in sentence]
            out.write("\n".join((*lines, "", "")))
    return losses


def tagged_sentences(
    document: TokenizedDocument, options: ConllOptions, losses: Losses
) -> list[list[TaggedToken]]:
    """The sentences of a document as `write_conll` writes them; adds to `losses`.

    A token in which a written span begins or ends is cut there, so that no span is lost or grows.
    Where a sentence ends inside a written span, it goes on.

    Raises:
        As `write_conll`.
    """
    columns = _columns(document, options, losses)
    written = sorted(span for column in columns for span in column)
    cuts = sorted({place for span in written for place in (span.start, span.end)})
    ranges = _tokens(document, cuts, losses)
    starts = [start for start, _ in ranges]
    tag_columns = [
        encode_tags(
            len(ranges),
            # Both edges of a written span are edges of tokens by now.
            (
                TokenSpan(
                    bisect_left(starts, span.start), bisect_left(starts, span.end), span.label
                )
                for span in column
            ),
            options.scheme,
        )
        for column in columns
    ]
    tokens = [
        TaggedToken(start, end, _form(document.text[start:end], options.join, losses), tags)
        for (start, end), tags in zip(ranges, zip(*tag_columns, strict=True), strict=True)
    ]
    return _parted(tokens, document.sentences, written)


class ConllError(ValueError):
    """A file that is not in CoNLL columns; the message names the file and the line."""


class ReadToken(NamedTuple):
    """A token of a file: its form and its columns after the first, as they stand; its line."""

    form: str
    tags: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ConllDocument:
    """A document of a file: sentences of tokens. `path` is the file's."""

    path: Path
    sentences: tuple[tuple[ReadToken, ...], ...]

    def spans(self, column: int = -1) -> list[list[TokenSpan]]:
        """The spans that a column of tags holds, a list a sentence; `column` counts tags from 0.

        Raises:
            ConllError: where the column holds what is no tag.
        """
        return [self._sentence_spans(sentence, column) for sentence in self.sentences]

    def _sentence_spans(self, sentence: Sequence[ReadToken], column: int) -> list[TokenSpan]:
        try:
            return decode_tags([token.tags[column] for token in sentence])
        except TagError as error:
            raise ConllError(f"{self.path}:{sentence[0].line}: {error}") from error


def read_conll(path: Path) -> Iterator[ConllDocument]:
    """The documents of a file in CoNLL columns, one in memory at a time.

    Columns are parted by tabs where a line has one, else by spaces. Tokens before the first
    document line are a document too. A byte order mark and CR LF line ends are tolerated.

    Raises:
        OSError: at the first step, if the file cannot be read.
        ConllError: for a line that is not UTF-8, or has one column or not as many as the first.
    """
    with path.open("rb") as stream:
        yield from read_stream(stream, path)


def read_stream(stream: BinaryIO, path: Path) -> Iterator[ConllDocument]:
    """As `read_conll`, from a stream of bytes that `path` names in errors."""
    sentences: list[tuple[ReadToken, ...]] = []
    sentence: list[ReadToken] = []
    width = 0
    inside = False
    for number, line in enumerate(stream, 1):
        cells = _cells(line, number, path)
        if cells and cells[0] != _DOCUMENT_MARK:
            if len(cells) < 2:
                raise ConllError(f"{path}:{number}: one column, where a token needs a tag too")
            if width not in (0, len(cells)):
                raise ConllError(f"{path}:{number}: {len(cells)} columns, {width} before")
            width = len(cells)
            sentence.append(ReadToken(cells[0], tuple(cells[1:]), number))
            continue
        if sentence:
            sentences.append(tuple(sentence))
            sentence = []
        if cells:
            if inside or sentences:
                yield ConllDocument(path, tuple(sentences))
            sentences = []
            inside = True
    if sentence:
        sentences.append(tuple(sentence))
    if inside or sentences:
        yield ConllDocument(path, tuple(sentences))


def _cells(line: bytes, number: int, path: Path) -> list[str]:
    """The columns of a line, none of a blank one; a document line has its mark as the first."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ConllError(f"{path}:{number}: not UTF-8: {error.reason}") from error
    if number == 1:
        text = text.removeprefix(_BOM)
    text = text.rstrip("\r\n").strip(" ")
    if not text.strip("\t"):
        return []
    if text == _DOCUMENT_MARK or text.startswith((f"{_DOCUMENT_MARK} ", f"{_DOCUMENT_MARK}\t")):
        return [_DOCUMENT_MARK]
    return text.split("\t") if "\t" in text else _SPACES.split(text)


def _columns(
    document: TokenizedDocument, options: ConllOptions, losses: Losses
) -> list[list[Span]]:
    """The spans to write, a list a column, in order and without overlap."""
    order = {layer: place for place, layer in enumerate(options.layers)}
    spans = []
    for span in dict.fromkeys(document.spans):
        check_range(document.text, span.start, span.end)
        if span.layer in order:
            spans.append(span)
        else:
            losses.other_layers += 1
    spans.sort(
        key=lambda span: (
            *(span.start, -span.end, order[span.layer], span.label),
            *(span.value or "", span.unit or ""),
        )
    )

    separate = options.columns is Columns.SEPARATE
    columns: list[list[Span]] = [[] for _ in (options.layers if separate else "_")]
    for span in spans:
        column = columns[order[span.layer] if separate else 0]
        if column and span.start < column[-1].end:
            losses.add_overlap(document.name, span)
            continue
        column.append(span)
        losses.values += span.value is not None or span.unit is not None
    return columns


def _tokens(
    document: TokenizedDocument, cuts: Sequence[int], losses: Losses
) -> list[tuple[int, int]]:
    """The document's tokens cut at `cuts`, and what lies between them, without white space."""
    text = document.text
    tokens: list[tuple[int, int]] = []
    done = 0
    for start, end in document.tokens:
        if not done <= start < end <= len(text):
            raise ValueError(
                f"{document.name}: token [{start}, {end}) after {done} in {len(text)} characters"
            )
        for gap in _BLACK.finditer(text, done, start):
            tokens += _pieces(text, *gap.span(), cuts)
        pieces = _pieces(text, start, end, cuts)
        losses.split += len(pieces) > 1
        tokens += pieces
        done = end
    for gap in _BLACK.finditer(text, done):
        tokens += _pieces(text, *gap.span(), cuts)
    return tokens


def _pieces(text: str, start: int, end: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """A range cut at the `cuts` inside it; pieces of white space are left out."""
    inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    pieces = (trim_range(text, *piece) for piece in pairwise((start, *inner, end)))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _parted(
    tokens: Sequence[TaggedToken], sentences: Sequence[tuple[int, int]], spans: Sequence[Span]
) -> list[list[TaggedToken]]:
    """The tokens a sentence, which begins where no span of `spans` (sorted) is cut by it."""
    starts = [span.start for span in spans]
    reach = [0, *accumulate((span.end for span in spans), max)]
    edges = [edge for edge, _ in sentences if reach[bisect_left(starts, edge)] <= edge]
    parted: list[list[TaggedToken]] = []
    sentence = -1
    for token in tokens:
        place = bisect_right(edges, token.start)
        if place != sentence:
            parted.append([])
            sentence = place
        parted[-1].append(token)
    return parted


def _form(piece: str, join: Join, losses: Losses) -> str:
    """How a token is written; see the module on what is escaped."""
    if join is Join.UNDERSCORE and "_" in piece:
        losses.underscores += 1
    if _is_plain(piece):
        return piece
    visible = any(_is_visible(character) for character in piece)
    safe = "".join(
        _escape(character) if _must_be_escaped(character, visible) else character
        for character in piece
    ).replace(_DOCUMENT_MARK, f"{_escape('-')}{_DOCUMENT_MARK[1:]}")
    losses.escaped += safe != piece
    return _WHITE.sub(join, safe)


def _is_plain(piece: str) -> bool:
    """Whether a token can be written as it is; most can, and this is quick to tell."""
    return (
        piece.isprintable()
        and " " not in piece
        and _DOCUMENT_MARK not in piece
        and (piece.isascii() or not _IGNORABLE.search(piece))
    )


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and not _IGNORABLE.match(character)


def _must_be_escaped(character: str, visible: bool) -> bool:
    """Whether `character` is escaped in a token; `visible`: something of the token can be seen."""
    if character.isspace():
        return False
    if character == _BOM or unicodedata.category(character) in ("Cc", "Cs"):
        return True
    return not visible and not _is_visible(character)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
