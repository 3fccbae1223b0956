"""Which suggesters there are, with and without plug-ins, and that listing them is cheap."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint

import pytest

from curator.model.span import Suggestion
from curator.suggest import registry
from curator.suggest.registry import GROUP, default_suggesters, signature


class Plugin:
    """A suggester as a package would offer it."""

    name = "plugin"
    version = "3"

    def suggest(self, text: str) -> Sequence[Suggestion]:
        return []


class Nameless(Plugin):
    name = ""


class Copycat(Plugin):
    name = "patterns"


class Breaking(Plugin):
    def __init__(self) -> None:
        raise RuntimeError("no model file")


def make() -> Plugin:
    """A factory of a suggester."""
    return Plugin()


ready = Plugin()
nothing = 7


class _Point(EntryPoint):
    def load(self) -> object:
        return globals()[self.value] if self.value in globals() else super().load()


def _install(patch: pytest.MonkeyPatch, *values: str) -> None:
    points = [_Point(name=value, value=value, group=GROUP) for value in values]

    def entry_points(group: str) -> list[_Point]:
        assert group == GROUP
        return points

    patch.setattr(registry, "entry_points", entry_points)


@pytest.fixture(autouse=True)
def _no_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch)


def test_the_built_in_suggesters_in_order() -> None:
    assert [s.name for s in default_suggesters()] == ["figures", "patterns", "underthesea"]


def test_a_signature_holds_name_and_version() -> None:
    assert signature(Plugin()) == "plugin@3"


@pytest.mark.parametrize("value", ["Plugin", "make", "ready"])
def test_a_plug_in_is_a_class_a_factory_or_a_suggester(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _install(monkeypatch, value)
    assert [signature(s) for s in default_suggesters()][3:] == ["plugin@3"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("Breaking", "RuntimeError: no model file"),
        ("Nameless", "its name is '', not a text"),
        ("nothing", "7 is no suggester"),
        ("Copycat", "there is a suggester patterns already"),
        ("no_such_module:Suggester", "No module named 'no_such_module'"),
    ],
)
def test_a_broken_plug_in_is_reported_and_left_out(
    monkeypatch: pytest.MonkeyPatch, value: str, why: str
) -> None:
    _install(monkeypatch, value, "ready")
    told: list[str] = []
    assert [s.name for s in default_suggesters(told.append)][3:] == ["plugin"]
    assert len(told) == 1
    assert value in told[0]
    assert why in told[0]


def test_without_a_reporter_a_warning_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _install(monkeypatch, "Breaking")
    default_suggesters()
    assert "no model file" in caplog.text


def test_listing_the_suggesters_does_not_import_underthesea() -> None:
    code = (
        "import sys; from curator.suggest.registry import default_suggesters, signature;"
        "names = [signature(s) for s in default_suggesters()];"
        "sys.exit('underthesea' in sys.modules or not names)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
