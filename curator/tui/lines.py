"""Lines that tell of spans and decisions, as parts for `StatusLine` and `RowView`."""

from __future__ import annotations

from datetime import datetime

from curator.corpus.concordance import Precedent
from curator.corpus.context import Context
from curator.corpus.history import SpanEvent
from curator.model.review import ReviewSpan, SpanState
from curator.model.scheme import Scheme
from curator.tui.styles import FLAG, PLAIN_HUE, SIGNS
from curator.tui.widgets.status_line import Part


def hue_of(label: str, scheme: Scheme) -> str:
    """The name of a label's colour."""
    known = scheme.labels.get(label)
    return known.colour if known else PLAIN_HUE


def one_line(text: str) -> str:
    """A span's text on one line, and no more of it than may be shown."""
    return " ".join(text[:200].split())


def value_of(span: ReviewSpan) -> str:
    """A figure's value and unit; empty for other spans."""
    return " ".join(part for part in (span.span.value, span.span.unit) if part)


def event_line(event: SpanEvent, text: str, scheme: Scheme) -> list[Part]:
    """When, who, what, and the state that the decision led to; `text` is the raw text."""
    at = datetime.fromisoformat(event.time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    parts: list[Part] = [(f"{at}  {event.reviewer}  ", "muted"), (f"{event.kind:<12}", "strong")]
    span = event.after
    if span is None:
        return [*parts, "taken away"]
    value = value_of(span)
    parts += [
        f"{SIGNS[span.state]} ",
        (span.label, hue_of(span.label, scheme)),
        f" {one_line(span.span.text_of(text))}",
    ]
    if value:
        parts.append(f"  = {value}")
    if span.comment:
        parts.append((f"  {FLAG} {span.comment}", "warning"))
    return parts


def count_line(state: str, label: str, count: int, scheme: Scheme) -> list[Part]:
    """How often a surface was decided in one way."""
    return [
        f"{count:>6}  {SIGNS[SpanState(state)]} {state:<9} ",
        (label, hue_of(label, scheme)),
    ]


def precedent_line(found: Precedent, scheme: Scheme) -> list[Part]:
    """One earlier decision in its line of context."""
    return [
        f"{SIGNS[SpanState(found.state)]} ",
        (f"{found.label:<8} ", hue_of(found.label, scheme)),
        (f"{found.name}  ", "muted"),
        *context_parts(found.context),
    ]


def context_parts(context: Context) -> list[Part]:
    """A hit between what stands before and after it."""
    before, hit, after = (
        context.text[: context.start],
        context.text[context.start : context.end],
        context.text[context.end :],
    )
    return [
        ("…" if context.cut_before else "") + before,
        (hit, "hit"),
        after + ("…" if context.cut_after else ""),
    ]
