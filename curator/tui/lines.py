"""Lines that tell of spans and decisions, as parts for `StatusLine` and `RowView`."""

from __future__ import annotations

from datetime import datetime

from curator.corpus.concordance import Group, Occurrence, Precedent, Verdict
from curator.corpus.context import Context
from curator.corpus.history import SpanEvent
from curator.corpus.hits import Hit
from curator.model.review import ReviewSpan, SpanState
from curator.model.scheme import Scheme
from curator.tui.cells import fit, fit_end
from curator.tui.styles import ACTIVE, FLAG, PLAIN_HUE, SIGNS
from curator.tui.widgets.status_line import Part


def hue_of(label: str, scheme: Scheme) -> str:
    """The name of a label's colour."""
    known = scheme.labels.get(label)
    return known.colour if known else PLAIN_HUE


_BAR = 20
"""Cells of a bar."""


def bar(done: int, of: int) -> tuple[Part, ...]:
    """How much is done."""
    full = min(_BAR, done * _BAR // of) if of else 0
    return (("━" * full, "ok"), ("─" * (_BAR - full), "muted"))


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
        (one_line(hit), "hit"),
        after + ("…" if context.cut_after else ""),
    ]


_VERDICTS = {
    Verdict.ACCEPTED: f"{SIGNS[SpanState.ACCEPTED]} accepted",
    Verdict.REJECTED: f"{SIGNS[SpanState.REJECTED]} rejected",
    Verdict.PENDING: f"{SIGNS[SpanState.PENDING]} pending",
    Verdict.UNMARKED: "  not marked",
    Verdict.INSIDE: "  in a longer span",
}


def group_line(group: Group, scheme: Scheme) -> list[Part]:
    """What was made of the places of a group, and how many they are."""
    parts: list[Part] = [(f"{_VERDICTS[group.verdict]} ", "strong")]
    if group.label is not None:
        parts.append((f"{group.label} ", hue_of(group.label, scheme)))
    count = len(group.occurrences)
    parts.append((f" {count} {'place' if count == 1 else 'places'}", "muted"))
    if group.conflicting:
        parts.append(("  decided in different ways", "warning"))
    return parts


def occurrence_line(
    occurrence: Occurrence, width: int, *, marked: bool, here: bool = False
) -> list[Part]:
    """A place in its line, in so many cells: all hits begin in the same column.

    `here`: the reviewer came from this place.
    """
    sign = "■" if marked else ACTIVE if here else " "
    head: list[Part] = [(f"{sign} ", "ok" if marked else "strong")]
    return _in_its_line(head, occurrence.name, [], occurrence.context, width)


_DECIDED_CELLS = 9
"""Cells for a state's sign and a label."""


def hit_line(hit: Hit, width: int, scheme: Scheme) -> list[Part]:
    """A hit in its line, in so many cells, with the state and label of the span that it touches."""
    decided: list[Part] = ["  ", " " * _DECIDED_CELLS]
    if hit.span is not None:
        state, label = SpanState(hit.span.state), hit.span.label
        known = scheme.labels.get(label)
        shown, _ = fit(known.tag if known else label, _DECIDED_CELLS - 2)
        sign = (f"  {SIGNS[state]} ", "strong")
        rest = " " * (_DECIDED_CELLS - 2 - len(shown))
        decided = [sign, (shown, hue_of(label, scheme)), rest]
    return _in_its_line([], hit.name, decided, hit.context, width)


def _in_its_line(
    head: list[Part], name: str, decided: list[Part], context: Context, width: int
) -> list[Part]:
    """A line's context with the hit in a column of its own, behind the document's name."""
    cells = max(8, min(24, width // 5))
    taken = cells + 2 + (2 if head else 0) + (_DECIDED_CELLS + 2 if decided else 0)
    before = max(0, (width - taken) * 2 // 5)
    cut = "…" if context.cut_before else ""
    return [
        *head,
        (fit(name, cells, pad=True)[0], "muted"),
        *decided,
        "  " + fit_end(cut + context.text[: context.start], before),
        (one_line(context.text[context.start : context.end]), "hit"),
        context.text[context.end :] + ("…" if context.cut_after else ""),
    ]
