"""Training: documents with gold spans in, a model out. Pure and deterministic.

The weights come from CRFsuite (Okazaki 2007) by L-BFGS. Its passive-aggressive trainer would be
faster, but its marginals say nothing about how sure a span is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from curator.model.span import Span, Suggestion
from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.features import (
    TEMPLATES,
    VERSION,
    Reading,
    Vocabulary,
    attributes,
    reading_of,
)
from curator.suggest.learned.model import Model, TokenSpan, Weights
from curator.suggest.learned.sequences import sequences_of, token_ranges

LAYER: Final = "entity"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from: its columns and the tag of each token."""

    name: str
    reading: Reading
    tags: list[str]
    spans: list[TokenSpan]


def lesson_of(
    name: str,
    text: str,
    gold: Iterable[Span],
    names: Sequence[Suggestion],
    figures: Sequence[Suggestion],
    layer: str = LAYER,
) -> Lesson:
    """The lesson of a document with its gold spans, of which those of `layer` are learned.

    A span that begins or ends inside a token is learned as the tokens it touches; one that a
    sentence's end parts is learned as its first part.
    """
    sequences = sequences_of(text)
    tags = ["O"] * len(sequences.words)
    spans = sorted(span for span in gold if span.layer == layer)
    taken: list[TokenSpan] = []
    for span, found in zip(
        spans, token_ranges(sequences, ((s.start, s.end) for s in spans)), strict=True
    ):
        if found is None or any(tag != "O" for tag in tags[found[0] : found[1]]):
            continue
        first, after = found
        taken.append(TokenSpan(first, after, span.label, 1.0))
        tags[first:after] = [f"I-{span.label}"] * (after - first)
        tags[first] = f"B-{span.label}"
    return Lesson(name, reading_of(text, sequences, names, figures), tags, taken)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: iterations of L-BFGS, the weight of the Gaussian prior (`c2`), how often a
    feature must occur, folds of the cross-validation that calibrates, and the least weight that
    is kept."""

    iterations: int = 40
    c2: float = 0.5
    least_count: int = 2
    folds: int = 3
    fold_iterations: int = 30
    least: float = 0.005


DEFAULTS: Final = Settings()


def train(
    lessons: Sequence[Lesson],
    settings: Settings = DEFAULTS,
    calibration: Calibration | None = None,
    about: dict[str, Any] | None = None,
) -> Model:
    """A model of these lessons; with `calibration` None it is fitted by cross-validation.

    Raises:
        ValueError: if no lesson holds a token.
    """
    if calibration is None:
        calibration = calibrated(lessons, settings)
    model = _fit(lessons, settings, settings.iterations)
    model.calibration = calibration
    model.about = {
        "documents": len(lessons),
        "sentences": sum(len(lesson.reading.sequences.lengths) for lesson in lessons),
        "features": VERSION,
        **(about or {}),
    }
    return model


def calibrated(lessons: Sequence[Lesson], settings: Settings) -> Calibration:
    """The calibration fitted on spans that models suggest in documents they have not learned."""
    scores: list[float] = []
    right: list[bool] = []
    folds = min(settings.folds, len(lessons))
    if folds < 2:
        return Calibration()
    for fold in range(folds):
        rest = [lesson for place, lesson in enumerate(lessons) if place % folds != fold]
        model = _fit(rest, settings, settings.fold_iterations)
        for lesson in lessons[fold::folds]:
            gold = {(span.first, span.after, span.label) for span in lesson.spans}
            for span in model.tag_raw(lesson.reading):
                scores.append(span.score)
                right.append((span.first, span.after, span.label) in gold)
    return Calibration.fit(scores, right)


def _fit(lessons: Sequence[Lesson], settings: Settings, iterations: int) -> Model:
    import pycrfsuite

    readings = [lesson.reading for lesson in lessons]
    if not any(reading.sequences.words for reading in readings):
        raise ValueError("there is nothing to learn from")
    vocabulary = Vocabulary.of(readings)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": settings.c2,
            "max_iterations": iterations,
            "feature.minfreq": settings.least_count,
            "feature.possible_transitions": False,
        }
    )
    for lesson in lessons:
        names = [
            _names(number, keys)
            for number, keys in enumerate(attributes(vocabulary, lesson.reading))
        ]
        rows = list(map(list, zip(*names, strict=True)))
        for first, after in pairwise(lesson.reading.sequences.bounds.tolist()):
            trainer.append(rows[first:after], lesson.tags[first:after])
    handle, path = tempfile.mkstemp(prefix="curator-", suffix=".crfsuite")
    os.close(handle)
    try:
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        dump = tagger.info()
        tagger.close()
    finally:
        Path(path).unlink()
    return _model(dump, vocabulary, settings.least)


def _names(template: int, keys: Any) -> list[str]:
    distinct, index = np.unique(keys, return_inverse=True)
    names = [f"{template}:{key}" for key in distinct.tolist()]
    return [names[place] for place in index.tolist()]


def _model(dump: Any, vocabulary: Vocabulary, least: float) -> Model:
    tags = tuple(sorted({"O", *dump.labels}))
    number = {tag: place for place, tag in enumerate(tags)}
    transitions = np.full((len(tags), len(tags)), 0.0)
    for (before, after), weight in dump.transitions.items():
        transitions[number[before], number[after]] = weight
    found: list[dict[int, dict[int, float]]] = [{} for _ in TEMPLATES]
    for (attribute, tag), weight in dump.state_features.items():
        if abs(weight) >= least:
            template, _, key = attribute.partition(":")
            found[int(template)].setdefault(int(key), {})[number[tag]] = weight
    weights = []
    for rows in found:
        keys = np.array(sorted(rows), dtype=np.int64)
        table = np.zeros((len(keys), len(tags)))
        for row, key in enumerate(keys.tolist()):
            for tag_number, weight in rows[key].items():
                table[row, tag_number] = weight
        weights.append(Weights(keys, table))
    return Model(tags, vocabulary, weights, transitions, Calibration())
