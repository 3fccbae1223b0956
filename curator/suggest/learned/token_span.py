"""A span as the tagger gives it."""

from __future__ import annotations

from typing import NamedTuple


class TokenSpan(NamedTuple):
    """A labelled half-open range of tokens, with how sure the model is of it."""

    first: int
    after: int
    layer: str
    label: str
    score: float
    stand: str = ""
    """How it stands to the hints, one of `STANDS`; empty where nobody has looked."""
