"""Which suggesters there are, with and without plug-ins, and that listing them is cheap."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

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


def test_an_installed_package_plugs_in(tmp_path: Path) -> None:
    """A package as pip installs it: a module, and metadata with the entry point."""
    (tmp_path / "team_tagger.py").write_text(
        "from curator.model.span import Span, Suggestion\n"
        "class Team:\n"
        "    name, version = 'team', '1.2'\n"
        "    def suggest(self, text):\n"
        "        at = text.find('Lò Thị Mai')\n"
        "        span = Span(at, at + 10, 'entity', 'PER')\n"
        "        return [Suggestion(span, self.name, self.version, 0.9)] if at >= 0 else []\n",
        encoding="utf-8",
    )
    info = tmp_path / "team_tagger-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: team-tagger\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[curator.suggesters]\nteam = team_tagger:Team\n")
    script = (
        "from curator.suggest.registry import default_suggesters\n"
        "found = {one.name: one for one in default_suggesters()}\n"
        "print([(s.span.start, s.span.end, s.source, s.version) "
        "for s in found['team'].suggest('Bà Lò Thị Mai nói')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[(3, 13, 'team', '1.2')]"
