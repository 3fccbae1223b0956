"""The label scheme: layers, their labels, keys, colours and rules.

A scheme is a TOML file; `vi-gov` is built in. Parsing needs no third-party package, since the
review loads it before its first paint.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

_NAME = re.compile(r"[^\s]+")
_NAMED = re.compile(r"""\s*name\s*=\s*(["'])(.*?)\1""")
_COLOURS = ("blue", "cyan", "green", "yellow", "magenta", "red")


class SchemeError(ValueError):
    """A scheme that cannot be used; the message names the line and the field."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a layer.

    `key` is the key that gives it, `tag` its short form (up to 4 characters) for narrow places,
    `colour` one of the six names that every terminal has. `examples` are surfaces that get it,
    `counterexamples` ones that do not; `confused` names labels that it is mistaken for, each with
    how to tell the two apart.
    """

    name: str
    layer: str
    tag: str
    key: str
    colour: str
    description: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    confused: tuple[tuple[str, str], ...] = ()

    @property
    def rule(self) -> str:
        """The first sentence of the description, which says the most."""
        return re.split(r"(?<=\.)\s", self.description, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of labels. `values` tells whether its spans have a value and a unit."""

    name: str
    labels: tuple[Label, ...]
    values: bool = False


@dataclass(frozen=True)
class Scheme:
    """A label scheme. `exclusive`: spans do not overlap across layers either."""

    name: str
    version: str
    layers: tuple[Layer, ...]
    exclusive: bool = True

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The labels by name; names are unique over all layers."""
        return {label.name: label for layer in self.layers for label in layer.labels}

    @cached_property
    def by_key(self) -> Mapping[str, Label]:
        """The labels by the key that gives them."""
        return {label.key: label for label in self.labels.values()}

    def layer(self, name: str) -> Layer:
        """The layer of that name; KeyError if there is none."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(name)

    def has_value(self, label: str) -> bool:
        """Whether spans of this label have a value and a unit."""
        return self.layer(self.labels[label].layer).values


def parse_scheme(toml: str) -> Scheme:
    """The scheme that a TOML text describes.

    Raises:
        SchemeError: naming the line and the field that is wrong.
    """
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SchemeError(f"not TOML: {error}") from error
    return _Reader(toml).scheme(data)


@lru_cache(maxsize=1)
def default_scheme() -> Scheme:
    """The built-in scheme `vi-gov`."""
    # pkgutil, since importlib.resources takes longer to load than the scheme to parse.
    data = pkgutil.get_data("curator.schemes", "vi-gov.toml")
    assert data is not None
    return parse_scheme(data.decode("utf-8"))


class _Reader:
    """Builds a scheme from parsed TOML and knows on which line each table begins."""

    def __init__(self, toml: str) -> None:
        self._line_of: dict[str, int] = {}
        for number, line in enumerate(toml.splitlines(), 1):
            named = _NAMED.match(line)
            if named is not None:
                self._line_of.setdefault(named[2], number)

    def scheme(self, data: Mapping[str, Any]) -> Scheme:
        layers = tuple(self._layers(data))
        if not layers:
            raise SchemeError("line 1: no [[layer]] in the scheme")
        seen: dict[str, Label] = {}
        keys: dict[str, Label] = {}
        for layer in layers:
            for label in layer.labels:
                where = self._where(label.name)
                if label.name in seen:
                    raise SchemeError(f"{where}: name: label {label.name} is defined twice")
                if label.key in keys:
                    other = keys[label.key].name
                    raise SchemeError(f"{where}: key: {label.key!r} gives {other} already")
                seen[label.name] = keys[label.key] = label
        for label in seen.values():
            for other, _ in label.confused:
                if other not in seen or other == label.name:
                    where = self._where(label.name)
                    raise SchemeError(f"{where}: confused: {other!r} is no other label")
        exclusive = data.get("exclusive", True)
        if not isinstance(exclusive, bool):
            raise SchemeError("line 1: exclusive: must be true or false")
        return Scheme(
            name=self._string(data, "name", "line 1"),
            version=self._string(data, "version", "line 1"),
            layers=layers,
            exclusive=exclusive,
        )

    def _layers(self, data: Mapping[str, Any]) -> Iterator[Layer]:
        for table in data.get("layer", []):
            name = self._string(table, "name", "[[layer]]")
            values = table.get("values", False)
            if not isinstance(values, bool):
                raise SchemeError(f"{self._where(name)}: values: must be true or false")
            labels = tuple(self._label(name, label) for label in table.get("label", []))
            if not labels:
                raise SchemeError(f"{self._where(name)}: layer {name} has no [[layer.label]]")
            yield Layer(name=name, labels=labels, values=values)

    def _label(self, layer: str, table: Mapping[str, Any]) -> Label:
        name = self._string(table, "name", f"layer {layer}")
        where = self._where(name)
        if not _NAME.fullmatch(name):
            raise SchemeError(f"{where}: name: {name!r} holds white space")
        colour = self._string(table, "colour", where)
        if colour not in _COLOURS:
            raise SchemeError(f"{where}: colour: {colour!r} is none of {', '.join(_COLOURS)}")
        tag = table.get("tag", name[:4])
        if not isinstance(tag, str) or not 1 <= len(tag) <= 4:
            raise SchemeError(f"{where}: tag: {tag!r} is not 1 to 4 characters")
        return Label(
            name=name,
            layer=layer,
            tag=tag,
            key=self._string(table, "key", where),
            colour=colour,
            description=self._string(table, "description", where),
            examples=self._strings(table, "examples", where),
            counterexamples=self._strings(table, "counterexamples", where),
            confused=self._pairs(table, "confused", where),
        )

    def _where(self, name: str) -> str:
        return f"line {self._line_of.get(name, 1)}"

    @staticmethod
    def _string(table: Mapping[str, Any], field: str, where: str) -> str:
        value = table.get(field)
        if not isinstance(value, str) or not value:
            raise SchemeError(f"{where}: {field}: a text is needed, got {value!r}")
        return value

    @staticmethod
    def _strings(table: Mapping[str, Any], field: str, where: str) -> tuple[str, ...]:
        value = table.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise SchemeError(f"{where}: {field}: a list of texts is needed, got {value!r}")
        return tuple(value)

    @staticmethod
    def _pairs(table: Mapping[str, Any], field: str, where: str) -> tuple[tuple[str, str], ...]:
        value = table.get(field, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise SchemeError(f"{where}: {field}: a table of texts is needed, got {value!r}")
        return tuple(value.items())
