"""Commands in this process, in a folder of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from curator.corpus.connection import Connection
from tests import corpora
from tests.corpus.samples import PLAIN, Reviewer, with_suggestions

tmp_path = corpora.tmp_path


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("import", path)` is `curator import path` in a folder of its own, in this process."""
    from curator.cli.main import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CURATOR_DB", raising=False)
    monkeypatch.setenv("CURATOR_CONFIG", str(tmp_path / "config.toml"))

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["curator", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as exited:
            main()
        captured = capsys.readouterr()
        assert isinstance(exited.value.code, int)
        return Ran(exited.value.code, captured.out, captured.err)

    return run


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """`corpus.db`: one document finished by mai and lan, one by mai, one that is only suggested."""
    path = tmp_path / "corpus.db"
    with Connection(path) as corpus:
        documents = [
            with_suggestions(corpus, f"{name}.txt", PLAIN + end)
            for name, end in (("a", ""), ("b", " Hết."), ("c", " Còn nữa."))
        ]
        for name, count in (("mai", 2), ("lan", 1)):
            reviewer = Reviewer(corpus, name)
            for document in documents[:count]:
                reviewer.accept_all(document)
                reviewer.finish(document)
    return path
