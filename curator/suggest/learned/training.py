"""Training: documents with gold spans in, a model out. Pure and deterministic.

The weights come from CRFsuite (Okazaki 2007) by L-BFGS. Its passive-aggressive trainer would be
faster, but its marginals say nothing about how sure a span is.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np

from curator.model.span import Span, Suggestion
from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.chain import Ints
from curator.suggest.learned.features import (
    TEMPLATES,
    Reading,
    Vocabulary,
    attributes,
    reading_of,
)
from curator.suggest.learned.lookup import Weights
from curator.suggest.learned.model import LayerModel, Model, TokenSpan
from curator.suggest.learned.sequences import sequences_of, token_ranges

FIGURE_LAYER: Final = "figure"

_StateWeights: TypeAlias = "list[dict[int, dict[str, float]]]"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from: its columns, and its gold spans by layer."""

    name: str
    reading: Reading
    spans: Mapping[str, Sequence[TokenSpan]]

    def tags(self, layer: str) -> list[str]:
        """The tag of each token in a layer (IOB2)."""
        tags = ["O"] * len(self.reading.sequences.place)
        for span in self.spans.get(layer, ()):
            tags[span.first : span.after] = [f"I-{span.label}"] * (span.after - span.first)
            tags[span.first] = f"B-{span.label}"
        return tags


def lesson_of(
    name: str,
    text: str,
    gold: Iterable[Span],
    names: Sequence[Suggestion],
    figures: Sequence[Suggestion],
) -> Lesson:
    """The lesson of a document with its gold spans; `names` and `figures` are the hints.

    A span that begins or ends inside a token is learned as the tokens it touches. Of spans that
    share a token in one layer only the first is learned.
    """
    sequences = sequences_of(text)
    ordered = sorted(gold, key=lambda span: (span.layer, span.start, -span.end, span.label))
    spans: dict[str, list[TokenSpan]] = {}
    for span, found in zip(
        ordered, token_ranges(sequences, ((s.start, s.end) for s in ordered)), strict=True
    ):
        taken = spans.setdefault(span.layer, [])
        if found is not None and (not taken or taken[-1].after <= found[0]):
            taken.append(TokenSpan(*found, span.layer, span.label, 1.0))
    return Lesson(name, reading_of(text, sequences, names, figures), spans)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: iterations of L-BFGS, the weight of the Gaussian prior (`c2`), how often a
    feature must occur, folds of the cross-validation that calibrates, and the least weight that
    is kept. Figures need fewer iterations, since the grammar says nearly all of them."""

    iterations: int = 30
    figure_iterations: int = 25
    c2: float = 0.5
    least_count: int = 2
    folds: int = 2
    least: float = 0.005


DEFAULTS: Final = Settings()

Calibrations: TypeAlias = Mapping[str, Calibration]


def train(
    lessons: Sequence[Lesson],
    settings: Settings = DEFAULTS,
    calibrations: Calibrations | None = None,
    about: Mapping[str, Any] | None = None,
) -> Model:
    """A model of these lessons.

    `calibrations` are those of the layers; None: they are fitted by cross-validation, which takes
    about twice as long again. `about` is kept with the model.

    Raises:
        ValueError: if the lessons hold no span.
    """
    exercises = _exercises(lessons)
    if calibrations is None:
        calibrations = _cross_validated(exercises, settings)
    model = _fit(exercises, settings)
    for layer in model.layers:
        layer.calibration = calibrations.get(layer.name, Calibration())
    model.about = {
        "documents": len(lessons),
        "sentences": sum(len(lesson.reading.sequences.lengths) for lesson in lessons),
        **(about or {}),
    }
    return model


def cross_validated(lessons: Sequence[Lesson], settings: Settings = DEFAULTS) -> Calibrations:
    """The calibrations fitted on spans that models suggest in lessons they have not learned."""
    return _cross_validated(_exercises(lessons), settings)


def fit(lessons: Sequence[Lesson], settings: Settings = DEFAULTS) -> Model:
    """The model without calibration.

    Raises:
        ValueError: if the lessons hold no span.
    """
    return _fit(_exercises(lessons), settings)


class _Exercise(NamedTuple):
    """A lesson with the attributes of each of its sequences as CRFsuite takes them.

    All layers and folds train on them. The vocabulary is that of all lessons: a value that only
    lessons beyond a fold have gets no weight in it, as if it were unknown.
    """

    lesson: Lesson
    vocabulary: Vocabulary
    items: list[Any]


def _exercises(lessons: Sequence[Lesson]) -> list[_Exercise]:
    vocabulary = Vocabulary.of(lesson.reading for lesson in lessons)
    return [_Exercise(lesson, vocabulary, _items(vocabulary, lesson.reading)) for lesson in lessons]


def _items(vocabulary: Vocabulary, reading: Reading) -> list[Any]:
    """The attributes of the tokens of each sequence by name: the template's number and the key."""
    import pycrfsuite

    columns = [_named(number, keys) for number, keys in enumerate(attributes(vocabulary, reading))]
    rows = list(zip(*columns, strict=True))
    bounds = reading.sequences.bounds.tolist()
    return [pycrfsuite.ItemSequence(rows[first:after]) for first, after in pairwise(bounds)]


def _named(template: int, keys: Ints) -> list[str]:
    distinct, places = np.unique(keys, return_inverse=True)
    names = [f"{template}:{key}" for key in distinct.tolist()]
    return [names[place] for place in places.tolist()]


def _cross_validated(exercises: Sequence[_Exercise], settings: Settings) -> Calibrations:
    scores: dict[str, list[float]] = {}
    right: dict[str, list[bool]] = {}
    folds = min(settings.folds, len(exercises))
    for fold in range(folds if folds > 1 else 0):
        rest = [exercise for place, exercise in enumerate(exercises) if place % folds != fold]
        try:
            model = _fit(rest, settings)
        except ValueError:
            continue
        for lesson, *_ in exercises[fold::folds]:
            for layer, spans in zip(model.layers, model.tag_raw(lesson.reading), strict=True):
                gold = {span[:4] for span in lesson.spans.get(layer.name, ())}
                scores.setdefault(layer.name, []).extend(span.score for span in spans)
                right.setdefault(layer.name, []).extend(span[:4] in gold for span in spans)
    return {layer: Calibration.fit(scores[layer], right[layer]) for layer in scores}


def _fit(exercises: Sequence[_Exercise], settings: Settings) -> Model:
    names = sorted(
        {layer for exercise in exercises for layer, spans in exercise.lesson.spans.items() if spans}
    )
    if not names:
        raise ValueError("there is no span to learn")
    layers = []
    states = []
    for name in names:
        layer, state = _fit_layer(name, exercises, settings)
        layers.append(layer)
        states.append(state)
    return Model(exercises[0].vocabulary, layers, _joined(layers, states))


def _fit_layer(
    name: str, exercises: Sequence[_Exercise], settings: Settings
) -> tuple[LayerModel, _StateWeights]:
    """The tags and transitions of a layer, and its weights by template, key and tag.

    A document without any span of the layer was hardly read for it, and is left out.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": settings.c2,
            "max_iterations": (
                settings.figure_iterations if name == FIGURE_LAYER else settings.iterations
            ),
            "feature.minfreq": settings.least_count,
            "feature.possible_transitions": False,
        }
    )
    for lesson, _, items in exercises:
        if lesson.spans.get(name):
            gold = lesson.tags(name)
            bounds = pairwise(lesson.reading.sequences.bounds.tolist())
            for (first, after), item in zip(bounds, items, strict=True):
                trainer.append(item, gold[first:after])
    labels, between, of_tokens = _weights(trainer)
    tags = tuple(sorted({"O", *labels}))
    place = {tag: number for number, tag in enumerate(tags)}
    transitions = np.zeros((len(tags), len(tags)))
    for before, after, weight in between:
        transitions[place[before], place[after]] = float(weight)
    state: _StateWeights = [{} for _ in TEMPLATES]
    for attribute, tag, weight in of_tokens:
        if abs(float(weight)) >= settings.least:
            template, _, key = attribute.partition(":")
            state[int(template)].setdefault(int(key), {})[tag] = float(weight)
    return LayerModel(name, tags, transitions), state


_LABEL: Final = re.compile(r"^ +\d+: (\S+)$", re.MULTILINE)
_WEIGHT: Final = re.compile(r"^ +\(\d+\) (\S+) --> (\S+): ([+-]?\d+\.\d+)$", re.MULTILINE)

_Weighed: TypeAlias = "list[tuple[str, str, str]]"


def _weights(trainer: Any) -> tuple[list[str], _Weighed, _Weighed]:
    """Train; the labels, the weights of the steps between them, and those of attributes by label.

    CRFsuite tells them in a dump only, whose reader in python-crfsuite is slow.
    """
    import pycrfsuite

    with tempfile.TemporaryDirectory(prefix="curator-") as folder:
        path, dump = Path(folder, "model"), Path(folder, "dump")
        trainer.train(os.fspath(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(os.fspath(path))
        tagger.dump(os.fspath(dump))
        tagger.close()
        said = dump.read_text(encoding="ascii")
    _, _, said = said.partition("LABELS = {")
    labels, _, said = said.partition("}")
    _, _, said = said.partition("TRANSITIONS = {")
    between, _, of_tokens = said.partition("STATE_FEATURES = {")
    return _LABEL.findall(labels), _WEIGHT.findall(between), _WEIGHT.findall(of_tokens)


def _joined(layers: Sequence[LayerModel], states: Sequence[_StateWeights]) -> list[Weights]:
    """The weights of all layers, their tags side by side."""
    places: list[dict[str, int]] = []
    width = 0
    for layer in layers:
        places.append({tag: number for number, tag in enumerate(layer.tags, width)})
        width += len(layer.tags)
    joined = []
    for template in range(len(TEMPLATES)):
        keys = sorted({key for state in states for key in state[template]})
        row_of = {key: row for row, key in enumerate(keys)}
        rows = np.zeros((len(keys), width))
        for place, state in zip(places, states, strict=True):
            for key, by_tag in state[template].items():
                row = row_of[key]
                for tag, weight in by_tag.items():
                    rows[row, place[tag]] = weight
        joined.append(Weights(np.array(keys, dtype=np.int64), rows))
    return joined
