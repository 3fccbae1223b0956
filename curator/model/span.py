"""Spans: labelled ranges of a document's raw text."""

from __future__ import annotations

from dataclasses import dataclass, replace


class SpanError(ValueError):
    """A span that does not fit the text it claims to lie on."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled half-open range `[start, end)` of code points of the raw text.

    `value` and `unit` are given for figures only: a plain decimal or an ISO 8601 date as a
    string (never a float), and `%`, an ISO 4217 code, a unit of measure or what is counted.
    """

    start: int
    end: int
    layer: str
    label: str
    value: str | None = None
    unit: str | None = None

    def text_of(self, raw: str) -> str:
        """The characters the span covers."""
        return raw[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point (the layers are not looked at)."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span that a machine proposes, with where it comes from.

    `score` lies in [0, 1]: how far the source trusts this span. `source` and `version` name the
    suggester that made it and are kept for ever.
    """

    span: Span
    source: str
    version: str
    score: float


def check_range(raw: str, start: int, end: int) -> None:
    """Check invariant 1 for a range of `raw`: inside it, not empty, no white space at an edge.

    Raises:
        SpanError: with a message that says which of these fails and where.
    """
    if not 0 <= start < end <= len(raw):
        raise SpanError(f"[{start}, {end}) does not lie in a text of {len(raw)} characters")
    if raw[start].isspace() or raw[end - 1].isspace():
        raise SpanError(f"[{start}, {end}) has white space at an edge")


def trim_range(raw: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without white space at its edges; empty if nothing else is left."""
    while start < end and raw[start].isspace():
        start += 1
    while start < end and raw[end - 1].isspace():
        end -= 1
    return start, end


def moved(span: Span, start: int, end: int) -> Span:
    """The same span over another range."""
    return replace(span, start=start, end=end)
