"""Train the tagger: from the lessons that come with curator, gold files and finished reviews.

A corpus `corpus.db` has its model in the folder `corpus.model` beside it. Until something has been
learned there, a base model trained from the lessons alone serves, which is made at the first need
and kept in the user's cache.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from curator import __version__
from curator.model.errors import CuratorError
from curator.suggest.figures import Figures
from curator.suggest.learned import store
from curator.suggest.learned.features import VERSION
from curator.suggest.learned.model import Model
from curator.suggest.learned.model_file import ModelError
from curator.suggest.learned.suggester import Learned
from curator.suggest.learned.training import DEFAULTS, Calibrations, Lesson, lesson_of, train
from curator.suggest.learned.weathering import weathered
from curator.suggest.merge import LAST_RESORT
from curator.suggest.patterns import Patterns
from curator.suggest.protocol import Suggester
from curator.suggest.registry import default_suggesters
from curator.suggest.underthesea_ner import UndertheseaNer
from curator.workflow.evaluating import Gold, Scores, evaluate, gold_of, read_gold
from curator.workflow.lessons import held_out_patterns, lesson_files, lesson_names, lessons

QUICK_SENTENCES: Final = 5_000
"""Of so many sentences at most a model is retrained while somebody reviews: the newest."""

_FOLDS: Final = 5
_CURVE: Final = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)


class TrainingError(CuratorError):
    """Nothing can be trained; the message says why."""


@dataclass
class TrainReport:
    """What was learned: documents and sentences, from where, and how long it took."""

    lessons: int = 0
    files: int = 0
    reviews: int = 0
    sentences: int = 0
    seconds: float = 0.0
    folder: Path | None = None
    checksum: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All documents that were learned."""
        return self.lessons + self.files + self.reviews


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How good a model is that has learned so many documents, on those held out."""

    documents: int
    sentences: int
    scores: Scores
    layers: Mapping[str, Scores]


def model_folder(corpus: Path) -> Path:
    """The folder of the model of a corpus."""
    return corpus.with_suffix(".model")


def model_for(corpus: Path, report: Callable[[str], None] = lambda _: None) -> Path | None:
    """The folder of the model that suggests for a corpus: its own, or else the base model.

    The base model is trained now if it is not there; `report` is told before. None where there is
    nothing to learn from or nowhere to keep it.
    """
    own = model_folder(corpus)
    if store.current(own) is not None:
        return own
    return base_model(report)


def base_folder() -> Path:
    """The folder of the base model: one for each version of what it is made from and how."""
    from platformdirs import user_cache_path

    key = hashlib.sha256()
    of_suggesters = Patterns().version, Figures().version
    for part in (__version__, str(VERSION), *of_suggesters, repr(DEFAULTS)):
        key.update(f"{part}\n".encode())
    for path in lesson_files():
        key.update(path.read_bytes())
    key.update("\n".join(held_out_patterns()).encode())
    root = os.environ.get("CURATOR_CACHE")
    cache = Path(root) if root else user_cache_path("curator")
    return cache / f"base-{key.hexdigest()[:16]}.model"


def base_model(report: Callable[[str], None] = lambda _: None) -> Path | None:
    """The base model's folder, trained first if need be; None where that cannot be."""
    known = lessons()
    if not known:
        return None
    folder = base_folder()
    if store.current(folder) is not None:
        return folder
    report(f"learning from the {len(known)} documents that come with curator (once)")
    try:
        store.save(train_on(known), folder)
    except OSError as error:
        report(f"no model is kept: {error}")
        return None
    return folder


def lessons_from(documents: Iterable[Gold]) -> list[Lesson]:
    """Documents with their gold as lessons, read with the patterns and the grammar of figures.

    In the lessons that come with curator what they say is weathered.
    """
    patterns, figures = Patterns(), Figures()
    familiar = lesson_names()
    made = []
    for gold in documents:
        text, name = gold.text, gold.name
        hints = patterns.suggest(text), figures.suggest(text)
        if name in familiar:
            spoilt = weathered(text, name, hints[0]), weathered(text, name, hints[1])
            made.append(lesson_of(name, text, gold.spans, *spoilt, familiar=True))
        else:
            made.append(lesson_of(name, text, gold.spans, *hints))
    return made


def train_on(
    documents: Sequence[Gold],
    calibrations: Calibrations | None = None,
) -> Model:
    """A model of these documents; with `calibrations` None they are fitted, on what is one's own.

    Raises:
        TrainingError: if they hold nothing to learn.
    """
    try:
        return train(
            lessons_from(documents),
            calibrations=calibrations,
            about={"learned": sorted(_digest(gold.text) for gold in documents)},
        )
    except ValueError as error:
        raise TrainingError(str(error)) from error


def learned_of(model: Model, texts: Iterable[str]) -> int:
    """How many of these texts the model has learned from: it must not be measured on them."""
    known = set(model.about.get("learned", ()))
    return sum(_digest(text) in known for text in texts)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def finished_reviews(corpus: Path) -> list[Gold]:
    """The documents of a corpus that have gold: adjudicated, or finished by one reviewer."""
    from curator.corpus.connection import Connection
    from curator.workflow.records import records, versions_of

    with Connection(corpus, create=False) as connection, connection.snapshot():
        versions, selection = versions_of(connection, "gold")
        return [gold_of(record) for _, record in records(connection, versions, selection)]


def train_corpus(
    corpus: Path,
    files: Sequence[Path] = (),
    *,
    with_lessons: bool = True,
    quick: bool = False,
) -> TrainReport:
    """Train the model of a corpus from gold files and its finished reviews, and swap it in.

    `quick` keeps the calibration of the model in use, and learns the newest `QUICK_SENTENCES` of
    the corpus at most: for training again after every document.

    Raises:
        TrainingError: if there is nothing to learn from.
        OSError: if a file cannot be read or the model not be written.
    """
    began = time.perf_counter()
    report = TrainReport()
    first = lessons() if with_lessons else []
    given = [gold for path in files for gold in read_gold(path, report.problems)]
    reviewed = finished_reviews(corpus) if corpus.exists() else []
    if quick:
        reviewed = _newest(reviewed)
    report.lessons, report.files, report.reviews = len(first), len(given), len(reviewed)
    if not report.documents:
        raise TrainingError("there is no gold to learn from: finish a review or name a gold file")
    calibrations = _calibrations(corpus) if quick else None
    model = train_on([*first, *given, *reviewed], calibrations)
    report.sentences = int(model.about["sentences"])
    report.folder = model_folder(corpus)
    report.checksum = store.save(model, report.folder)
    report.seconds = time.perf_counter() - began
    return report


def _newest(documents: list[Gold]) -> list[Gold]:
    """The last documents, as many as have `QUICK_SENTENCES` sentences together."""
    from curator.text.sentences import sentences

    taken: list[Gold] = []
    count = 0
    for gold in reversed(documents):
        count += len(sentences(gold.text))
        if taken and count > QUICK_SENTENCES:
            break
        taken.append(gold)
    return taken[::-1]


def _calibrations(corpus: Path) -> Calibrations | None:
    """The calibrations of the model in use, None if there is no model."""
    for folder in (model_folder(corpus), base_folder()):
        try:
            found = store.load(folder)
        except ModelError:
            continue
        if found is not None:
            return {layer.name: layer.calibration for layer in found[0].layers}
    return None


def start_training(corpus: Path) -> subprocess.Popen[bytes]:
    """Begin to train the model of a corpus again in a process of its own, and return at once.

    When the process has ended with 0, `store.current(model_folder(corpus))` tells the new model.
    It has no input or output, runs at a low priority and may be killed at any time: the model in
    use is replaced as a whole at the very end.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "curator", "--db", os.fspath(corpus), "train", "--quick"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def learning_curve(
    documents: Sequence[Gold],
    held_out: Sequence[Gold],
    known: Sequence[Gold] = (),
) -> Iterator[CurvePoint]:
    """How good the tagger gets on `held_out` as it learns more of `documents`.

    `known` is learned from the beginning. The order of `documents` is that of the hashes of their
    names, so that the curve does not depend on how they are sorted.

    Raises:
        TrainingError: if there is nothing to learn or nothing to measure on.
    """
    from curator.model.scheme import default_scheme

    if not held_out:
        raise TrainingError("no document is held out to measure on")
    order = sorted(documents, key=lambda gold: _digest(gold.name))
    every = lessons_from([*known, *order])
    sizes = [size for size in _CURVE if size < len(order)] + [len(order)]
    patterns, figures = Patterns(), Figures()
    for size in sizes:
        taken = every[: len(known) + size]
        if not taken:
            continue
        model = train(taken, calibrations={})
        tagger = Learned(model, "0" * 12, patterns, figures)
        found = evaluate(held_out, [tagger], default_scheme(), source=tagger.name)
        yield CurvePoint(len(taken), int(model.about["sentences"]), found.all, found.layers)


def split(documents: Sequence[Gold]) -> tuple[list[Gold], list[Gold]]:
    """Documents to learn and documents held out: a fixed fifth by the hash of their names."""
    held_out = [int(_digest(gold.name), 16) % _FOLDS == 0 for gold in documents]
    return (
        [gold for gold, held in zip(documents, held_out, strict=True) if not held],
        [gold for gold, held in zip(documents, held_out, strict=True) if held],
    )


def evaluation_suggesters(
    corpus: Path, texts: Iterable[str], report: Callable[[str], None], *, slow: bool = False
) -> tuple[list[Suggester], int]:
    """The suggesters with the model of a corpus, and how many of `texts` that has learned from.

    `slow`: with underthesea's recogniser.
    """
    suggesters = default_suggesters(report, model_for(corpus, report))
    last = [one for one in suggesters if one.name in LAST_RESORT]
    if slow and not last:
        suggesters.append(UndertheseaNer())
    elif not slow:
        suggesters = [one for one in suggesters if one not in last]
    for suggester in suggesters:
        if isinstance(suggester, Learned):
            return suggesters, learned_of(suggester.model, texts)
    return suggesters, 0
