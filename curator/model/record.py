"""The exchange shape of annotated documents: one JSON object a document.

This is what the JSONL export writes and what `load`, `import` and the evaluation read. Offsets
are half-open code points of the raw text.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class SpanRecord(BaseModel):
    """One span of a `DocumentRecord`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    start: int = Field(ge=0, strict=True)
    end: int = Field(ge=0, strict=True)
    layer: str
    label: str
    text: str | None = None
    value: str | None = None
    unit: str | None = None
    source: str | None = None
    score: float | None = None
    reviewer: str | None = None


class DocumentRecord(BaseModel):
    """A document with its spans; `text` may be missing where the corpus holds it already."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    sha256: str | None = None
    text: str | None = None
    spans: tuple[SpanRecord, ...] = ()
    meta: dict[str, Any] | None = None
