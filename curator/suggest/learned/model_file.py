"""The bytes a model is kept in: an `.npz` archive of arrays, its first a header in JSON."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from curator.suggest.learned.calibration import Calibration
from curator.suggest.learned.features import COLUMNS, TEMPLATES, VERSION, Vocabulary
from curator.suggest.learned.lookup import Weights
from curator.suggest.learned.model import LayerModel, Model

FORMAT: Final = 2


class ModelError(Exception):
    """A model that cannot be used; the message says why."""


def checksum(content: bytes) -> str:
    """SHA-256 (hex) of a model file's content."""
    return hashlib.sha256(content).hexdigest()


def to_bytes(model: Model) -> bytes:
    """The model as a file's content; the same model gives the same bytes."""
    header = {
        "format": FORMAT,
        "features": VERSION,
        "layers": [
            {
                "name": layer.name,
                "tags": layer.tags,
                "calibration": {kind: one.to_json() for kind, one in layer.calibration.items()},
            }
            for layer in model.layers
        ],
        "values": {column: model.vocabulary.values[column] for column in COLUMNS},
        "about": dict(model.about),
    }
    text = json.dumps(header, ensure_ascii=False, sort_keys=True)
    arrays: dict[str, npt.NDArray[Any]] = {
        "header": np.frombuffer(text.encode("utf-8"), dtype=np.uint8)
    }
    for number, layer in enumerate(model.layers):
        arrays[f"transitions{number}"] = layer.transitions
    for number, weights in enumerate(model.weights):
        # Most weights are nought: kept are the others, with their places.
        row, tag = np.nonzero(weights.rows)
        arrays[f"keys{number}"] = weights.keys
        arrays[f"row{number}"] = row.astype(np.uint32)
        arrays[f"tag{number}"] = tag.astype(np.uint16)
        arrays[f"weight{number}"] = weights.rows[row, tag].astype(np.float32)
    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]
    return stream.getvalue()


def from_bytes(content: bytes) -> Model:
    """The model that a file holds.

    Raises:
        ModelError: if it holds none, or one of another version.
    """
    try:
        return _read(content)
    except ModelError:
        raise
    except Exception as error:
        # Whatever a broken file brings forth: numpy, zip and JSON each raise errors of their own.
        raise ModelError(f"no model: {type(error).__name__}: {error}") from error


def _read(content: bytes) -> Model:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        header = json.loads(arrays["header"].tobytes().decode("utf-8"))
        if header["format"] != FORMAT or header["features"] != VERSION:
            raise ModelError("made by another version of curator")
        layers = [
            LayerModel(
                layer["name"],
                tuple(layer["tags"]),
                arrays[f"transitions{number}"],
                {kind: Calibration.from_json(one) for kind, one in layer["calibration"].items()},
            )
            for number, layer in enumerate(header["layers"])
        ]
        width = sum(len(layer.tags) for layer in layers)
        weights = []
        for number in range(len(TEMPLATES)):
            keys = arrays[f"keys{number}"]
            rows = np.zeros((len(keys), width))
            rows[arrays[f"row{number}"], arrays[f"tag{number}"]] = arrays[f"weight{number}"]
            weights.append(Weights(keys, rows))
        return Model(Vocabulary(header["values"]), layers, weights, header["about"])
