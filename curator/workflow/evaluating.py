"""Measure suggestions against gold: how many are right, and how sure they were of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from curator.agreement.matching import Counts, Criterion, SpanMatching, match_spans
from curator.agreement.reliability import Reliability, reliability
from curator.formats.jsonl import RecordProblem, read_documents
from curator.model.errors import CuratorError
from curator.model.record import DocumentRecord
from curator.model.scheme import Scheme
from curator.model.span import Span, Suggestion
from curator.suggest.merge import merge
from curator.suggest.protocol import Suggester

MERGED: Final = "merged"
"""The name under which the merge of all sources is measured."""

_EXAMPLES: Final = 3


class EvaluationError(CuratorError):
    """Nothing can be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A document whose spans are known."""

    name: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of suggestions against gold.

    `exact`: the same range and label. `partial`: the same range counts one, any overlap one half;
    the label is not looked at (that of a row for one label is the same by itself).
    """

    exact: Counts
    partial: Counts

    def __add__(self, other: Scores) -> Scores:
        return Scores(self.exact + other.exact, self.partial + other.partial)

    def to_json(self) -> dict[str, Any]:
        """As a JSON object; None where a figure is not defined."""
        return {
            "gold": self.exact.reference,
            "suggested": self.exact.response,
            "right": self.exact.correct,
            "exact": _prf(self.exact),
            "partial": _prf(self.partial),
        }


def _prf(counts: Counts) -> dict[str, float | None]:
    return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}


@dataclass(frozen=True, slots=True)
class Values:
    """Of the figures with the right range and label: how many have the right value and unit."""

    figures: int = 0
    values: int = 0
    units: int = 0

    def to_json(self) -> dict[str, Any]:
        """As a JSON object, the shares None where there is no figure."""
        return {
            "figures": self.figures,
            "value": self.values / self.figures if self.figures else None,
            "unit": self.units / self.figures if self.figures else None,
        }


@dataclass(frozen=True, slots=True)
class Confusion:
    """One way of being wrong, how often it came up, and some cases of it.

    `kind` is `missed`, `invented`, `label` (the same range), `range` (the same label) or `both`.
    Examples are (document, text in the gold or None, text suggested or None).
    """

    kind: str
    gold: str | None
    suggested: str | None
    count: int
    examples: tuple[tuple[str, str | None, str | None], ...]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "kind": self.kind,
            "gold": self.gold,
            "suggested": self.suggested,
            "count": self.count,
            "examples": [
                {"document": name, "gold": gold, "suggested": suggested}
                for name, gold, suggested in self.examples
            ],
        }


@dataclass
class Evaluation:
    """What was measured of one source, or of the merge of all."""

    source: str
    documents: int = 0
    characters: int = 0
    layers: dict[str, Scores] = field(default_factory=dict)
    labels: dict[str, dict[str, Scores]] = field(default_factory=dict)
    """Scores by layer and label."""
    values: Values = field(default_factory=Values)
    calibration: dict[str, Reliability] = field(default_factory=dict)
    """By layer, and over all under an empty name."""
    confusions: tuple[Confusion, ...] = ()
    sources: dict[str, dict[str, Scores]] = field(default_factory=dict)
    """Each source by itself, in the layers for which it suggests anything."""

    @property
    def all(self) -> Scores:
        """Over all layers."""
        nothing = Counts(0, 0, 0, 0)
        return sum(self.layers.values(), Scores(nothing, nothing))

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "source": self.source,
            "documents": self.documents,
            "characters": self.characters,
            "all": self.all.to_json(),
            "layers": {
                layer: {
                    **scores.to_json(),
                    "labels": {label: one.to_json() for label, one in self.labels[layer].items()},
                }
                for layer, scores in self.layers.items()
            },
            "values": self.values.to_json(),
            "calibration": {
                layer or "all": {
                    "error": found.error,
                    "bins": [
                        {
                            "low": one.low,
                            "high": one.high,
                            "count": one.count,
                            "score": one.score,
                            "right": one.right,
                        }
                        for one in found.bins
                    ],
                }
                for layer, found in self.calibration.items()
            },
            "confusions": [one.to_json() for one in self.confusions],
            "sources": {
                source: {layer: scores.to_json() for layer, scores in layers.items()}
                for source, layers in self.sources.items()
            },
        }


def read_gold(path: Path, problems: list[str]) -> Iterator[Gold]:
    """The documents of a JSONL file with their spans; what cannot be read goes to `problems`.

    Raises:
        OSError: if the file cannot be read.
    """
    for record in read_documents(path):
        if isinstance(record, RecordProblem):
            problems.append(str(record))
        elif record.text is None:
            problems.append(f"{path}: {record.name}: holds no text to suggest spans for")
        else:
            yield gold_of(record)


def gold_of(record: DocumentRecord) -> Gold:
    """A record that holds its text, as gold."""
    assert record.text is not None
    spans = (
        Span(span.start, span.end, span.layer, span.label, span.value, span.unit)
        for span in record.spans
    )
    return Gold(record.name, record.text, tuple(sorted(spans, key=lambda s: (s.start, s.end))))


def evaluate(
    documents: Iterable[Gold],
    suggesters: Sequence[Suggester],
    scheme: Scheme,
    *,
    source: str | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> Evaluation:
    """Run the suggesters on the texts of `documents` and compare with their spans.

    With `source` only that suggester runs, and its suggestions are measured as they are.
    `advance` is called with 1 a document.

    Raises:
        EvaluationError: if there is no document, or no suggester of that name.
    """
    if source is not None and source != MERGED:
        suggesters = [one for one in suggesters if one.name == source]
        if not suggesters:
            raise EvaluationError(f"there is no source {source!r}")
    found = _Collector(source or MERGED, scheme)
    for gold in documents:
        made = {one.name: list(one.suggest(gold.text)) for one in suggesters}
        if source is None or source == MERGED:
            every = [suggestion for one in made.values() for suggestion in one]
            shown = merge(every, exclusive=scheme.exclusive)
        else:
            shown = made[source]
        found.add(gold, shown, made)
        advance(1)
    if not found.result.documents:
        raise EvaluationError("there is no document to measure on")
    return found.finish()


class _Collector:
    """Adds up the documents of an evaluation."""

    def __init__(self, source: str, scheme: Scheme) -> None:
        self.result = Evaluation(source)
        self._valued = {layer.name for layer in scheme.layers if layer.values}
        self._order = {
            **{layer.name: place for place, layer in enumerate(scheme.layers)},
            **{label: place for place, label in enumerate(scheme.labels)},
        }
        self._layers: dict[str, Scores] = {}
        self._labels: dict[str, dict[str, Scores]] = defaultdict(dict)
        self._outcomes: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        self._confused: Counter[tuple[str, str | None, str | None]] = Counter()
        self._examples: dict[
            tuple[str, str | None, str | None], list[tuple[str, str | None, str | None]]
        ] = defaultdict(list)
        # Kept by document: a source is measured in a layer as soon as it says anything there.
        self._matched: dict[str, dict[str, Scores]] = defaultdict(dict)
        self._said: dict[str, set[str]] = defaultdict(set)

    def add(
        self, gold: Gold, shown: Sequence[Suggestion], made: dict[str, list[Suggestion]]
    ) -> None:
        """Add a document: what is measured, and what each source made of it."""
        self.result.documents += 1
        self.result.characters += len(gold.text)
        response = [suggestion.span for suggestion in shown]
        for layer in {span.layer for span in (*gold.spans, *response)}:
            ours = [span for span in gold.spans if span.layer == layer]
            theirs = [span for span in response if span.layer == layer]
            _count(self._layers, layer, match_spans(ours, theirs))
            for label in {span.label for span in (*ours, *theirs)}:
                matching = match_spans(
                    [span for span in ours if span.label == label],
                    [span for span in theirs if span.label == label],
                )
                _count(self._labels[layer], label, matching)
        self._confusions(gold, match_spans(gold.spans, response))
        self._add_values(gold, response)
        known = {(span.start, span.end, span.label) for span in gold.spans}
        for suggestion in shown:
            span = suggestion.span
            outcome = suggestion.score, (span.start, span.end, span.label) in known
            self._outcomes[span.layer].append(outcome)
            self._outcomes[""].append(outcome)
        self._add_sources(gold, made)

    def _add_sources(self, gold: Gold, made: dict[str, list[Suggestion]]) -> None:
        for name, suggestions in made.items():
            self._said[name].update(suggestion.span.layer for suggestion in suggestions)
            for layer in {
                *(span.layer for span in gold.spans),
                *(suggestion.span.layer for suggestion in suggestions),
            }:
                matching = match_spans(
                    [span for span in gold.spans if span.layer == layer],
                    [one.span for one in suggestions if one.span.layer == layer],
                )
                _count(self._matched[name], layer, matching)

    def _add_values(self, gold: Gold, response: Sequence[Span]) -> None:
        suggested = {
            (span.start, span.end, span.label): span
            for span in response
            if span.layer in self._valued
        }
        figures = values = units = 0
        for span in gold.spans:
            found = suggested.get((span.start, span.end, span.label))
            if found is not None:
                figures += 1
                values += (found.value or None) == (span.value or None)
                units += (found.unit or None) == (span.unit or None)
        before = self.result.values
        self.result.values = Values(
            before.figures + figures, before.values + values, before.units + units
        )

    def _confusions(self, gold: Gold, matching: SpanMatching) -> None:
        for ours, theirs in matching.pairs:
            same_range = (ours.start, ours.end) == (theirs.start, theirs.end)
            if same_range and ours.label == theirs.label:
                continue
            kind = "label" if same_range else "range" if ours.label == theirs.label else "both"
            self._confuse(gold, kind, ours, theirs)
        for span in matching.only_reference:
            self._confuse(gold, "missed", span, None)
        for span in matching.only_response:
            self._confuse(gold, "invented", None, span)

    def _confuse(self, gold: Gold, kind: str, ours: Span | None, theirs: Span | None) -> None:
        key = kind, ours.label if ours else None, theirs.label if theirs else None
        self._confused[key] += 1
        if len(self._examples[key]) < _EXAMPLES:
            self._examples[key].append(
                (
                    gold.name,
                    ours.text_of(gold.text) if ours else None,
                    theirs.text_of(gold.text) if theirs else None,
                )
            )

    def finish(self) -> Evaluation:
        """The evaluation of all documents added."""
        result = self.result
        result.layers = self._sorted(self._layers)
        result.labels = {layer: self._sorted(self._labels[layer]) for layer in result.layers}
        result.calibration = {
            layer: reliability(outcomes) for layer, outcomes in self._sorted(self._outcomes).items()
        }
        result.sources = {
            name: self._sorted(
                {layer: one for layer, one in layers.items() if layer in self._said[name]}
            )
            for name, layers in self._matched.items()
        }
        result.confusions = tuple(
            Confusion(*key, count, tuple(self._examples[key]))
            for key, count in sorted(
                self._confused.items(), key=lambda item: (-item[1], tuple(map(str, item[0])))
            )
        )
        return result

    def _sorted(self, rows: dict[str, Any]) -> dict[str, Any]:
        """In the scheme's order, what the scheme does not know behind it."""
        last = len(self._order)
        return dict(sorted(rows.items(), key=lambda row: (self._order.get(row[0], last), row[0])))


def _count(rows: dict[str, Scores], key: str, matching: SpanMatching) -> None:
    scores = Scores(matching.counts(Criterion.STRICT), matching.counts(Criterion.PARTIAL))
    rows[key] = rows[key] + scores if key in rows else scores
