"""The pages that are made from the program say what the program does."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from textual.theme import BUILTIN_THEMES

from curator.cli.main import cli
from curator.model.scheme import default_scheme
from curator.workflow.review.actions import Keymap
from curator.workflow.settings import settings_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands", "keys"])
def test_generated_pages_are_true(page: str, generate: ModuleType) -> None:
    written = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert written == getattr(generate, f"{page}_page")(), "run: python docs/generate.py"


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_settings_that_are_shown_can_be_used() -> None:
    shown = 0
    for page in (ROOT / "docs").glob("*.md"):
        for text in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            settings = settings_of(text, page)
            assert settings.theme in (None, *BUILTIN_THEMES)
            keymap = Keymap(default_scheme(), settings.keys)
            for action in keymap:
                assert action.keys, f"{page.name} takes every key from {action.id}"
            shown += 1
    assert shown


def test_every_act_is_on_the_page_of_keys_and_in_the_command() -> None:
    keymap = Keymap(default_scheme())
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    ran = CliRunner(env={"CURATOR_CONFIG": "no such file.toml"}).invoke(cli, ["keys"])
    for action in keymap:
        told = action.description.replace("|", "\\|")
        assert f"| `{action.id}` | {told} |" in page
        assert re.search(rf"  {re.escape(action.id)} +{re.escape(action.description)}", ran.stdout)
