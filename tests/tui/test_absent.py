"""Leaving a module out for a while."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from curator.tui.absent import absent


def test_what_is_not_loaded_cannot_be_imported_inside_and_can_afterwards() -> None:
    name = "this"
    sys.modules.pop(name, None)
    with absent(name), pytest.raises(ImportError):
        importlib.import_module(name)
    assert importlib.util.find_spec(name) is not None
    assert name not in sys.modules


def test_what_is_loaded_stays() -> None:
    with absent("importlib"):
        assert importlib.import_module("importlib") is importlib


def test_it_comes_back_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), absent("antigravity"):
        _ = 1 / 0
    assert "antigravity" not in sys.modules


def test_the_app_can_do_without_encryption() -> None:
    script = (
        "from curator.tui.absent import absent\n"
        "with absent('ssl'): import curator.tui.app\n"
        "import sys; assert 'ssl' not in sys.modules\n"
        "import ssl; ssl.create_default_context()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
