"""A trained model: what it knows, how it tags a text, and the bytes it is kept in."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.chain import Floats, Ints, Steps, best_tags, marginals
from curator.suggest.learned.features import (
    COLUMNS,
    EDGE,
    TEMPLATES,
    VERSION,
    Reading,
    Vocabulary,
    attributes,
)
from curator.suggest.learned.sequences import spans_of_tags

FORMAT: Final = 1

Keys: TypeAlias = npt.NDArray[np.int64]


class ModelError(Exception):
    """A model that cannot be used; the message says why."""


class TokenSpan(NamedTuple):
    """A labelled half-open range of tokens, with how sure the model is of it."""

    first: int
    after: int
    label: str
    score: float


@dataclass
class Weights:
    """The weights of a template's attributes: those of `keys[i]` (ascending) are `rows[i]`."""

    keys: Keys
    rows: Floats


@dataclass
class Model:
    """A linear-chain CRF over the columns of `features`, and the calibration of its confidence."""

    tags: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Sequence[Weights]
    transitions: Floats
    calibration: Calibration
    about: Mapping[str, Any] = field(default_factory=dict)
    """Where it comes from: documents, sentences, sources of hints."""

    def __post_init__(self) -> None:
        self._tables = [
            _table(weights, template, self.vocabulary)
            for weights, template in zip(self.weights, TEMPLATES, strict=True)
        ]

    def tag(self, reading: Reading) -> list[TokenSpan]:
        """The spans of a document in order, without overlap.

        The score is the least marginal probability of a span's tokens, calibrated: about the share
        of such spans that are right.
        """
        spans = self.tag_raw(reading)
        scores = self.calibration([span.score for span in spans]).tolist()
        return [
            span._replace(score=round(score, 4)) for span, score in zip(spans, scores, strict=True)
        ]

    def tag_raw(self, reading: Reading) -> list[TokenSpan]:
        """As `tag`, with scores that are not calibrated."""
        if not reading.sequences.words:
            return []
        scores = self._scores(reading)
        steps = Steps(reading.sequences.bounds)
        chosen = best_tags(scores, self.transitions, steps)
        sure = marginals(scores, self.transitions, steps)[np.arange(len(chosen)), chosen]
        return [
            TokenSpan(first, after, label, float(sure[first:after].min()))
            for bound, end in _busy(reading.sequences.bounds, chosen, self.tags.index("O"))
            for first, after, label in (
                (bound + first, bound + after, label)
                for first, after, label in spans_of_tags(
                    [self.tags[tag] for tag in chosen[bound:end].tolist()]
                )
            )
        ]

    def _scores(self, reading: Reading) -> Floats:
        scores = np.zeros((len(reading.sequences.words), len(self.tags)))
        for table, key in zip(self._tables, attributes(self.vocabulary, reading), strict=True):
            table.add_to(scores, key)
        return scores


def _busy(bounds: Ints, chosen: Ints, outside: int) -> list[tuple[int, int]]:
    """The sequences that hold any span."""
    marked = np.concatenate(([0], np.cumsum(chosen != outside)))
    found = np.flatnonzero(marked[bounds[1:]] > marked[bounds[:-1]])
    return list(zip(bounds[found].tolist(), bounds[found + 1].tolist(), strict=True))


class _Table:
    """Weights that are looked up by arrays of keys."""

    def __init__(self, keys: Keys, rows: Floats, direct: int | None) -> None:
        nothing = np.zeros((1, rows.shape[1]))
        self._rows = np.concatenate((rows, nothing))
        self._keys = keys
        self._direct: Ints | None = None
        if direct is not None:
            self._direct = np.full(direct, len(keys), dtype=np.int64)
            self._direct[keys] = np.arange(len(keys))

    def add_to(self, scores: Floats, key: Ints) -> None:
        """Add the weights of each token's attribute to its scores."""
        if not len(self._keys):
            return
        if self._direct is not None:
            scores += self._rows[self._direct[key]]
            return
        place = np.searchsorted(self._keys, key)
        place[place == len(self._keys)] = 0
        known = np.flatnonzero(self._keys[place] == key)
        scores[known] += self._rows[place[known]]


_DIRECT: Final = 1 << 20


def _table(weights: Weights, template: Any, vocabulary: Vocabulary) -> _Table:
    size = 1
    for column, _ in template:
        size *= vocabulary.size(column)
    return _Table(weights.keys, weights.rows, size if size <= _DIRECT else None)


def to_bytes(model: Model) -> bytes:
    """The model as a file's content; the same model gives the same bytes."""
    arrays: dict[str, npt.NDArray[Any]] = {"transitions": model.transitions}
    for number, weights in enumerate(model.weights):
        # Most weights are nought: kept are the others, with their places.
        row, tag = np.nonzero(weights.rows)
        arrays[f"keys{number}"] = weights.keys
        arrays[f"row{number}"] = row.astype(np.uint32)
        arrays[f"tag{number}"] = tag.astype(np.uint8)
        arrays[f"weight{number}"] = weights.rows[row, tag].astype(np.float32)
    header = {
        "format": FORMAT,
        "features": VERSION,
        "tags": model.tags,
        "values": {column: model.vocabulary.values[column] for column in COLUMNS},
        "calibration": model.calibration.to_json(),
        "about": dict(model.about),
    }
    text = json.dumps(header, ensure_ascii=False, sort_keys=True)
    arrays["header"] = np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def from_bytes(content: bytes) -> Model:
    """The model that a file holds.

    Raises:
        ModelError: if it is none, or one of another version.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            header = json.loads(arrays["header"].tobytes().decode("utf-8"))
            if header["format"] != FORMAT or header["features"] != VERSION:
                raise ModelError("made by another version of curator")
            tags = tuple(header["tags"])
            weights = []
            for number in range(len(TEMPLATES)):
                keys = arrays[f"keys{number}"]
                rows = np.zeros((len(keys), len(tags)))
                rows[arrays[f"row{number}"], arrays[f"tag{number}"]] = arrays[f"weight{number}"]
                weights.append(Weights(keys, rows))
            return Model(
                tags,
                Vocabulary(header["values"]),
                weights,
                arrays["transitions"],
                Calibration.from_json(header["calibration"]),
                header["about"],
            )
    except ModelError:
        raise
    except Exception as error:
        # Whatever a broken file brings forth: numpy, zip and JSON each raise errors of their own.
        raise ModelError(f"no model: {type(error).__name__}: {error}") from error


def checksum(content: bytes) -> str:
    """SHA-256 (hex) of a model file's content."""
    return hashlib.sha256(content).hexdigest()


__all__ = [
    "EDGE",
    "Model",
    "ModelError",
    "TokenSpan",
    "Weights",
    "checksum",
    "from_bytes",
    "to_bytes",
]
