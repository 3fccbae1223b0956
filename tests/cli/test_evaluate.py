"""`curator evaluate` and `curator train` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.cli.exit_codes import ExitCode
from tests.cli.conftest import Run
from tests.suggest.toy_lessons import toy_document


@pytest.fixture(autouse=True)
def no_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_LESSONS", "")
    monkeypatch.setenv("CURATOR_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    lines = []
    for seed in range(12):
        text, spans = toy_document(seed)
        lines.append(
            {
                "name": f"toy{seed}",
                "text": text,
                "spans": [
                    {"start": s.start, "end": s.end, "layer": s.layer, "label": s.label}
                    for s in spans
                ],
            }
        )
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def test_evaluate_prints_a_table(run: Run, gold: Path) -> None:
    ran = run("evaluate", gold)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    for word in ("merged: 12 documents", "PER", "figures, figure", "calibration error", "Faults"):
        assert word in ran.out


def test_evaluate_as_json_of_one_source(run: Run, gold: Path) -> None:
    ran = run("evaluate", gold, "--source", "patterns", "--json")
    data = json.loads(ran.out)
    assert (ran.code, data["source"], data["documents"], data["learned"]) == (0, "patterns", 12, 0)
    assert list(data["sources"]) == ["patterns"]
    per = data["layers"]["entity"]["labels"]["PER"]
    assert per["right"] <= min(per["gold"], per["suggested"])
    assert per["exact"]["recall"] == per["right"] / per["gold"]


def test_a_source_that_is_none(run: Run, gold: Path) -> None:
    ran = run("evaluate", gold, "--source", "spacy")
    assert ran.code == ExitCode.ERROR
    assert "no source 'spacy'" in ran.err


def test_records_that_cannot_be_measured_are_listed(run: Run, gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + "\n{", encoding="utf-8")
    ran = run("evaluate", gold)
    assert ran.code == ExitCode.PARTIAL
    assert "not JSON" in ran.err


def test_a_trained_model_suggests_and_tells_what_it_has_learned(run: Run, gold: Path) -> None:
    ran = run("train", gold)
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert "learned from 12 document" in ran.err
    assert Path("corpus.model/current").is_file()
    ran = run("evaluate", gold, "--source", "learned", "--json")
    assert "12 of these 12 documents" in ran.err
    data = json.loads(ran.out)
    assert data["learned"] == 12
    assert data["all"]["exact"]["f1"] > 0.9


def test_the_learning_curve(run: Run, gold: Path) -> None:
    ran = run("train", gold, "--curve", "--json")
    assert ran.code == ExitCode.OK
    assert not Path("corpus.model").exists()
    rows = json.loads(ran.out)
    assert rows[-1]["documents"] < 12
    assert rows[0]["exact"]["f1"] < rows[-1]["exact"]["f1"]
    table = run("train", gold, "--curve").out.splitlines()
    assert len(table) == len(rows) + 1


def test_nothing_to_learn(run: Run) -> None:
    ran = run("train")
    assert ran.code == ExitCode.ERROR
    assert "no gold to learn from" in ran.err
    assert run("train", "--json").code == ExitCode.USAGE
