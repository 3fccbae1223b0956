"""How a decision is written in the log: JSON with what changed, and nothing else.

A change of a span that was there before holds only the fields that differ; `text` is written
with every range, so that a replay can tell an offset that is off by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from curator.model.review import (
    Decision,
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
    SpanState,
)
from curator.model.span import Span


def encode(decision: Decision, text_of: Callable[[Span], str], batch: int | None = None) -> str:
    """The payload of a decision; `text_of` gives the raw text that a span covers."""
    payload: dict[str, Any] = {}
    if decision.changes:
        payload["changes"] = [_encode_change(change, text_of) for change in decision.changes]
    if decision.review:
        payload["review"] = [state.value for state in decision.review]
    if decision.note:
        payload["note"] = list(decision.note)
    if batch is not None:
        payload["batch"] = batch
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


class Payload:
    """A payload read back. `changes` are raw: `apply_changes` gives them their spans."""

    __slots__ = ("batch", "changes", "note", "review")

    def __init__(self, text: str) -> None:
        data = json.loads(text)
        self.changes: list[dict[str, Any]] = data.get("changes", [])
        review = data.get("review")
        self.review = (ReviewState(review[0]), ReviewState(review[1])) if review else None
        note = data.get("note")
        self.note: tuple[str | None, str | None] | None = (note[0], note[1]) if note else None
        self.batch: int | None = data.get("batch")

    def decision(self, kind: DecisionKind, spans: dict[int, ReviewSpan]) -> Decision:
        """The decision, given the spans as they stand before it."""
        changes = tuple(_decode_change(change, spans) for change in self.changes)
        return Decision(kind=kind, changes=changes, review=self.review, note=self.note)

    def inverse(self, kind: DecisionKind, spans: dict[int, ReviewSpan]) -> Decision:
        """The decision that takes this one back, given the spans as they stand after it."""
        changes = tuple(
            _decode_change({"id": change["id"], "from": change["to"], "to": change["from"]}, spans)
            for change in self.changes
        )
        review = (self.review[1], self.review[0]) if self.review else None
        note = (self.note[1], self.note[0]) if self.note else None
        return Decision(kind=kind, changes=changes, review=review, note=note)


class MismatchError(ValueError):
    """A change in the log does not fit the spans that it is applied to."""


def _fields(span: ReviewSpan, text_of: Callable[[Span], str]) -> dict[str, Any]:
    inner = span.span
    return {
        "start": inner.start,
        "end": inner.end,
        "text": text_of(inner),
        "layer": inner.layer,
        "label": inner.label,
        "value": inner.value,
        "unit": inner.unit,
        "state": span.state.value,
        "comment": span.comment,
    }


def _encode_change(change: SpanChange, text_of: Callable[[Span], str]) -> dict[str, Any]:
    before, after = change.before, change.after
    if before is not None and after is not None:
        if before.span == after.span and before.comment == after.comment:
            # The most frequent change by far: only the state differs.
            return {
                "id": after.id,
                "from": {"state": before.state.value},
                "to": {"state": after.state.value},
            }
        old, new = _fields(before, text_of), _fields(after, text_of)
        differ = [key for key in new if new[key] != old[key]]
        if "start" in differ or "end" in differ:
            differ = ["start", "end", "text", *(k for k in differ if k not in _RANGE)]
        return {
            "id": after.id,
            "from": {key: old[key] for key in differ},
            "to": {key: new[key] for key in differ},
        }
    return {
        "id": change.id,
        "from": None if before is None else _fields(before, text_of),
        "to": None if after is None else _fields(after, text_of),
    }


_RANGE = ("start", "end", "text")


def _decode_change(change: dict[str, Any], spans: dict[int, ReviewSpan]) -> SpanChange:
    span_id = change["id"]
    current = spans.get(span_id)
    old, new = change["from"], change["to"]
    if (old is None) != (current is None):
        raise MismatchError(
            f"span {span_id} {'is there already' if old is None else 'is not there'}"
        )
    if current is not None and old is not None:
        _check(span_id, current, old)
    return SpanChange(before=current, after=_patched(span_id, current, new))


def _check(span_id: int, current: ReviewSpan, old: dict[str, Any]) -> None:
    for key, value in old.items():
        if key == "text":
            continue
        found = _get(current, key)
        if found != value:
            raise MismatchError(f"span {span_id}: {key} is {found!r}, the log says {value!r}")


def _get(span: ReviewSpan, key: str) -> Any:
    if key == "state":
        return span.state.value
    if key == "comment":
        return span.comment
    return getattr(span.span, key)


def _patched(
    span_id: int, current: ReviewSpan | None, new: dict[str, Any] | None
) -> ReviewSpan | None:
    if new is None:
        return None
    base = current.span if current else None

    def field(key: str) -> Any:
        return new[key] if key in new else getattr(base, key)

    span = base
    if base is None or any(key in new for key in _SPAN_FIELDS):
        span = Span(
            start=field("start"),
            end=field("end"),
            layer=field("layer"),
            label=field("label"),
            value=field("value"),
            unit=field("unit"),
        )
    assert span is not None
    return ReviewSpan(
        id=span_id,
        span=span,
        state=SpanState(new["state"]) if "state" in new else _state(current),
        comment=new.get("comment", current.comment if current else None),
        source=current.source if current else None,
        score=current.score if current else None,
    )


_SPAN_FIELDS = ("start", "end", "layer", "label", "value", "unit")


def _state(current: ReviewSpan | None) -> SpanState:
    return current.state if current else SpanState.PENDING
