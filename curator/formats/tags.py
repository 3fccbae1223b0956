"""Tags of tokens, the way sequence taggers take labelled spans: IOB2 and BIOES."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

OUTSIDE = "O"

# The prefixes of BILOU and BMES are read too; they are renamings of those of BIOES.
_BEGINS = frozenset("BSU")
_CONTINUES = frozenset("IEML")
_ENDS = frozenset("ESLU")


class TagError(ValueError):
    """A tag that is neither `O` nor a prefix, a hyphen and a label."""


class TagScheme(StrEnum):
    """How the place of a token in its span is told.

    IOB2 (Ratnaparkhi 1998; Tjong Kim Sang and Veenstra 1999): B- on the first token, I- on the
    others. BIOES: B-, I-, E- on the last, S- on the only one.
    """

    IOB2 = "iob2"
    BIOES = "bioes"


class TokenSpan(NamedTuple):
    """A labelled half-open range `[start, end)` of the places of tokens."""

    start: int
    end: int
    label: str


def encode_tags(length: int, spans: Iterable[TokenSpan], scheme: TagScheme) -> list[str]:
    """The tags of `length` tokens that hold `spans`.

    Raises:
        ValueError: if spans share a token, are empty, lie outside or have a label that is empty
            or holds white space.
    """
    tags = [OUTSIDE] * length
    for start, end, label in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"tokens [{start}, {end}) do not lie in a row of {length}")
        if not label or any(character.isspace() for character in label):
            raise ValueError(f"label {label!r} is empty or holds white space")
        if any(tag != OUTSIDE for tag in tags[start:end]):
            raise ValueError(f"tokens [{start}, {end}) belong to another span already")
        tags[start:end] = [f"I-{label}"] * (end - start)
        tags[start] = f"B-{label}"
        if scheme is TagScheme.BIOES:
            tags[end - 1] = f"{'S' if end - start == 1 else 'E'}-{label}"
    return tags


def decode_tags(tags: Sequence[str]) -> list[TokenSpan]:
    """The spans that tags hold, in their order.

    IOB2, IOB1, BIOES, BILOU and BMES are read alike. As in `conlleval`, a tag that continues a
    span where there is none of its label begins one, so every tag but `O` belongs to a span.

    Raises:
        TagError: for what is no tag.
    """
    spans: list[TokenSpan] = []
    start, label = 0, ""
    for place, tag in enumerate(tags):
        prefix, tag_label = _parts(tag)
        if label and (prefix not in _CONTINUES or tag_label != label):
            spans.append(TokenSpan(start, place, label))
            label = ""
        if tag_label and not label:
            start, label = place, tag_label
        if label and prefix in _ENDS:
            spans.append(TokenSpan(start, place + 1, label))
            label = ""
    if label:
        spans.append(TokenSpan(start, len(tags), label))
    return spans


def _parts(tag: str) -> tuple[str, str]:
    """A tag's prefix and label; both are empty for `O`."""
    if tag == OUTSIDE:
        return "", ""
    prefix, hyphen, label = tag.partition("-")
    if not (hyphen and label and (prefix in _BEGINS or prefix in _CONTINUES)):
        raise TagError(f"{tag!r} is no tag: O, or one of B I E S L U M, a hyphen and a label")
    return prefix, label
