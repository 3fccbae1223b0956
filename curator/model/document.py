"""Documents: immutable raw text with a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus. `sha256` is the hash (hex) of the text's UTF-8 bytes."""

    id: int
    name: str
    sha256: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)


def sha256_of(text: str) -> str:
    """SHA-256 (hex) of the UTF-8 bytes of `text`.

    Raises:
        UnicodeEncodeError: if `text` holds a lone surrogate.
    """
    import hashlib  # loads OpenSSL, which the review does without

    return hashlib.sha256(text.encode("utf-8")).hexdigest()
