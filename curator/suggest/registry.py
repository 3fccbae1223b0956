"""The suggesters there are: the built-in ones and those of installed plug-ins.

A plug-in is a package with an entry point in the group `curator.suggesters`. It names a suggester,
or a class or function that gives one without arguments.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, cast

from curator.suggest.protocol import Suggester

GROUP: Final = "curator.suggesters"

# Imported when asked for, so that `import curator.suggest.registry` costs nothing.
_BUILT_IN: Final = (
    ("curator.suggest.figures", "Figures"),
    ("curator.suggest.patterns", "Patterns"),
    ("curator.suggest.underthesea_ner", "UndertheseaNer"),
)

_log = logging.getLogger(__name__)


class SuggesterError(Exception):
    """A plug-in that gives no suggester; the message names it and says why."""


def signature(suggester: Suggester) -> str:
    """The suggester's name and version as one string: `patterns@1`."""
    return f"{suggester.name}@{suggester.version}"


def default_suggesters(
    report: Callable[[str], None] | None = None,
    model: Path | None = None,
    without: Collection[str] = (),
) -> list[Suggester]:
    """The built-in suggesters, then those of plug-ins in order of their entry points' names.

    `model` is the folder of a trained model, which adds the suggester `learned`; one that is broken
    is left out. `without` names suggesters to leave out: underthesea's recogniser is 30 times
    slower than the others together.
    A plug-in that cannot be loaded, or whose name is taken, is left out and `report` is told in one
    sentence; without `report` it is logged as a warning.
    """
    tell = report or _log.warning
    built_in = [cast(Suggester, getattr(import_module(m), name)()) for m, name in _BUILT_IN]
    names = {suggester.name for suggester in built_in}
    found = [suggester for suggester in built_in if suggester.name not in without]
    if model is not None:
        found = _with_learned(found, model, tell)
    names |= {suggester.name for suggester in found}
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            suggester = _suggester(point.load())
        except Exception as error:
            tell(f"plug-in {point.name} ({point.value}) is left out: {_reason(error)}")
            continue
        if suggester.name in names:
            tell(
                f"plug-in {point.name} ({point.value}) is left out: "
                f"there is a suggester {suggester.name} already"
            )
            continue
        names.add(suggester.name)
        if suggester.name not in without:
            found.append(suggester)
    return found


def _with_learned(
    found: list[Suggester], folder: Path, tell: Callable[[str], None]
) -> list[Suggester]:
    """`found` with the tagger of a model, which reads what patterns and grammar say as hints."""
    from curator.suggest.learned import Learned, Remembered, store
    from curator.suggest.learned.model_file import ModelError

    try:
        loaded = store.load(folder)
    except ModelError as error:
        tell(f"the trained model is left out: {error}")
        return found
    if loaded is None:
        return found
    model, checksum = loaded
    shared: list[Suggester] = [
        Remembered(one) if one.name in Learned.HINTS else one for one in found
    ]
    hints = {one.name: one for one in shared}
    if not hints.keys() >= set(Learned.HINTS):
        return found
    names, figures = (hints[name] for name in Learned.HINTS)
    return [*shared, Learned(model, checksum, names, figures)]


def _suggester(loaded: Any) -> Suggester:
    """What an entry point names as a suggester, called first where it is a class or function."""
    made = loaded
    if isinstance(loaded, type) or not hasattr(loaded, "suggest"):
        if not callable(loaded):
            raise SuggesterError(f"{loaded!r} is no suggester and makes none")
        made = loaded()
    for field in ("name", "version"):
        value = getattr(made, field, None)
        if not isinstance(value, str) or not value:
            raise SuggesterError(f"its {field} is {value!r}, not a text")
    if not callable(getattr(made, "suggest", None)):
        raise SuggesterError("it has no method suggest(text)")
    return cast(Suggester, made)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, SuggesterError) else f"{type(error).__name__}: {error}"
