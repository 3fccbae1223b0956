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
from curator.suggest.learned.features import (
    Layout,
    Reading,
    Vocabulary,
    reading_of,
)
from curator.suggest.learned.lookup import Weights
from curator.suggest.learned.model import LayerModel, Model
from curator.suggest.learned.sequences import sequences_of, token_ranges
from curator.suggest.learned.stands import LONGER, NEW, OTHER, OWN, SAME, stands
from curator.suggest.learned.token_span import TokenSpan

FIGURE_LAYER: Final = "figure"

_StateWeights: TypeAlias = "dict[int, dict[str, float]]"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from: its columns, and its gold spans by layer."""

    name: str
    reading: Reading
    spans: Mapping[str, Sequence[TokenSpan]]
    familiar: bool = False
    """Whether it came with curator, so that rules and lists were made with it at hand."""

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
    *,
    familiar: bool = False,
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
    return Lesson(name, reading_of(text, sequences, names, figures), spans, familiar)


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: iterations of L-BFGS and how many of the last ones it learns the curve from,
    the weight of the Gaussian prior (`c2`), how often a feature must occur, folds of the
    cross-validation that calibrates, and the least weight that is kept.

    The iterations are for up to 1,500 sentences; more sentences get more, up to twice as many.
    Figures need fewer, since the grammar says nearly all of them. With a memory of 20,
    34 iterations come as far as 40 do with the usual 6: F1 of names in cross-validation .859 with
    folds by author and .866 with folds by turns, where those had .859 and .863.
    """

    iterations: int = 34
    figure_iterations: int = 22
    memory: int = 20
    c2: float = 0.5
    least_count: int = 2
    folds: int = 2
    least: float = 0.005


DEFAULTS: Final = Settings()

Calibrations: TypeAlias = Mapping[str, Mapping[str, Calibration]]
"""By layer, and by how a span stands to the hints."""


class _Prior(NamedTuple):
    """The calibration before there is any outcome, and the weight that this has."""

    calibration: Calibration
    weight: float


# What was found on 110 documents of which neither patterns nor lessons knew anything (3,300 names).
# The lessons that come with curator say nothing of it: patterns and tagger know them too well.
# Whoever has reviews of their own moves these.
_NAMES: Final = {
    SAME: _Prior(Calibration(0.58, 0.15), 20.0),
    LONGER: _Prior(Calibration(0.6, -0.7), 20.0),
    NEW: _Prior(Calibration(1.1, -0.6), 20.0),
    OTHER: _Prior(Calibration(0.45, -0.7), 20.0),
    OWN: _Prior(Calibration(), 1.0),
}
_FIGURES: Final = {
    SAME: _Prior(Calibration(0.6, 0.0), 20.0),
    LONGER: _Prior(Calibration(0.8, -1.0), 20.0),
    NEW: _Prior(Calibration(0.8, -0.5), 20.0),
    OTHER: _Prior(Calibration(0.4, -1.5), 20.0),
    OWN: _Prior(Calibration(), 1.0),
}


def train(
    lessons: Sequence[Lesson],
    settings: Settings = DEFAULTS,
    calibrations: Calibrations | None = None,
    about: Mapping[str, Any] | None = None,
) -> Model:
    """A model of these lessons.

    `calibrations` are those of the layers; None: they are fitted by cross-validation on the lessons
    that did not come with curator, which takes about twice as long again where there are any.
    `about` is kept with the model.

    Raises:
        ValueError: if the lessons hold no span.
    """
    if calibrations is None:
        calibrations = cross_validated(lessons, settings)
    model = fit(lessons, settings)
    for layer in model.layers:
        layer.calibration = calibrations.get(layer.name, {})
    model.about = {
        "documents": len(lessons),
        "own": sum(not lesson.familiar for lesson in lessons),
        "sentences": sum(len(lesson.reading.sequences.lengths) for lesson in lessons),
        **(about or {}),
    }
    return model


def cross_validated(lessons: Sequence[Lesson], settings: Settings = DEFAULTS) -> Calibrations:
    """The calibrations fitted on spans that models suggest in lessons they have not learned.

    Those that come with curator are learned by each of these models and tell nothing: rules and
    lists were made with them at hand. Without others the calibrations are what unknown text told.
    """
    outcomes: dict[str, dict[str, list[tuple[float, bool]]]] = {
        layer: {} for lesson in lessons for layer in lesson.spans
    }
    familiar = [lesson for lesson in lessons if lesson.familiar]
    own = [lesson for lesson in lessons if not lesson.familiar]
    count = min(settings.folds, len(own))
    for fold in range(count if count > 1 else 0):
        rest = [lesson for place, lesson in enumerate(own) if place % count != fold]
        try:
            model = fit([*familiar, *rest], settings)
        except ValueError:
            continue
        for lesson in own[fold::count]:
            for layer, spans in zip(model.layers, model.tag_raw(lesson.reading), strict=True):
                gold = {span[:4] for span in lesson.spans.get(layer.name, ())}
                how = stands(lesson.reading, layer.name, spans, model.vocabulary.hinted)
                of_layer = outcomes.setdefault(layer.name, {})
                for span, stand in zip(spans, how, strict=True):
                    of_layer.setdefault(stand, []).append((span.score, span[:4] in gold))
    return {layer: _calibrations(layer, found) for layer, found in outcomes.items()}


def fit(lessons: Sequence[Lesson], settings: Settings = DEFAULTS) -> Model:
    """The model without calibration.

    Raises:
        ValueError: if the lessons hold no span.
    """
    names = sorted({layer for one in lessons for layer, spans in one.spans.items() if spans})
    if not names:
        raise ValueError("there is no span to learn")
    readings = [lesson.reading for lesson in lessons]
    vocabulary = Vocabulary.of(readings)
    layout = Layout(vocabulary)
    items = _items(layout, readings, settings.least_count)
    layers = []
    states = []
    for name in names:
        layer, state = _fit_layer(name, lessons, items, settings)
        layers.append(layer)
        states.append(state)
    return Model(vocabulary, layers, _joined(layout, layers, states))


def _items(layout: Layout, readings: Iterable[Reading], least: int = 1) -> list[list[Any]]:
    """The attributes of the tokens of each sequence of each document as CRFsuite takes them.

    Those that occur fewer than `least` times in all are left out: CRFsuite would take them and
    learn no weight for them. An attribute's name is its number.
    """
    import pycrfsuite

    order = np.argsort(layout.order)
    bounds, attributes = [], []
    for reading in readings:
        bounds.append(reading.sequences.bounds.tolist())
        attributes.append(layout.attributes(reading)[order])
    if not attributes:
        return []
    columns = []
    for numbers in np.concatenate(attributes, axis=1):
        distinct, places, counts = np.unique(numbers, return_inverse=True, return_counts=True)
        often = (counts >= least).tolist()
        names = [
            str(number).encode() if some else b""
            for number, some in zip(distinct.tolist(), often, strict=True)
        ]
        columns.append([names[place] for place in places.tolist()])
    rows = [list(filter(None, row)) for row in zip(*columns, strict=True)]
    made = []
    done = 0
    for edges in bounds:
        made.append(
            [pycrfsuite.ItemSequence(rows[done + a : done + b]) for a, b in pairwise(edges)]
        )
        done += edges[-1]
    return made


def _calibrations(
    layer: str, outcomes: Mapping[str, Sequence[tuple[float, bool]]]
) -> Mapping[str, Calibration]:
    """The calibrations of a layer by (score, right) of its spans, by how they stand."""
    found = {}
    for stand, (prior, weight) in (_FIGURES if layer == FIGURE_LAYER else _NAMES).items():
        of_stand = outcomes.get(stand, ())
        scores, right = [score for score, _ in of_stand], [right for _, right in of_stand]
        found[stand] = Calibration.fit(scores, right, prior, weight)
    return found


def _fit_layer(
    name: str, lessons: Sequence[Lesson], items: Sequence[Sequence[Any]], settings: Settings
) -> tuple[LayerModel, _StateWeights]:
    """The tags and transitions of a layer, and its weights by attribute and tag.

    A document without any span of the layer was hardly read for it, and is left out.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": settings.c2,
            "max_iterations": _iterations(
                settings.figure_iterations if name == FIGURE_LAYER else settings.iterations,
                sum(len(one.reading.sequences.lengths) for one in lessons if one.spans.get(name)),
            ),
            "num_memories": settings.memory,
            "feature.minfreq": settings.least_count,
            "feature.possible_transitions": False,
        }
    )
    for lesson, of_lesson in zip(lessons, items, strict=True):
        if lesson.spans.get(name):
            gold = lesson.tags(name)
            bounds = pairwise(lesson.reading.sequences.bounds.tolist())
            for (first, after), item in zip(bounds, of_lesson, strict=True):
                trainer.append(item, gold[first:after])
    labels, between, of_tokens = _weights(trainer)
    tags = tuple(sorted({"O", *labels}))
    place = {tag: number for number, tag in enumerate(tags)}
    transitions = np.zeros((len(tags), len(tags)))
    for before, after, weight in between:
        transitions[place[before], place[after]] = float(weight)
    state: _StateWeights = {}
    for attribute, tag, weight in of_tokens:
        if abs(float(weight)) >= settings.least:
            state.setdefault(int(attribute), {})[tag] = float(weight)
    return LayerModel(name, tags, transitions), state


_FEW_SENTENCES: Final = 1_500


def _iterations(least: int, sentences: int) -> int:
    """How many iterations so many sentences need; `least` up to 1,500, at most twice as many.

    With 3,000 sentences twice as many raise the F1 of names in other documents by .01.
    """
    return round(least * min(max(sentences / _FEW_SENTENCES, 1.0), 2.0))


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


def _joined(
    layout: Layout, layers: Sequence[LayerModel], states: Sequence[_StateWeights]
) -> list[Weights]:
    """The weights of all layers by template, their tags side by side."""
    numbers = sorted(set().union(*states))
    row_of = {number: row for row, number in enumerate(numbers)}
    rows = np.zeros((len(numbers), sum(len(layer.tags) for layer in layers)))
    width = 0
    for layer, state in zip(layers, states, strict=True):
        place = {tag: column for column, tag in enumerate(layer.tags, width)}
        width += len(layer.tags)
        for number, by_tag in state.items():
            for tag, weight in by_tag.items():
                rows[row_of[number], place[tag]] = weight
    keys = np.array(numbers, dtype=np.int64)
    edges = np.searchsorted(keys, layout.begins).tolist()
    joined = [
        Weights(keys[first:after] - begin, rows[first:after])
        for (first, after), begin in zip(pairwise(edges), layout.begins[:-1], strict=True)
    ]
    return [joined[row] for row in np.argsort(layout.order)]
