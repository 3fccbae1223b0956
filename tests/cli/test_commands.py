"""Every command: data on stdout, narration on stderr, the exit codes that are promised."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from pathlib import Path

import pytest

from curator.cli.exit_codes import ExitCode
from curator.cli.main import COMMANDS
from curator.corpus.connection import Connection
from curator.corpus.documents import count_documents
from tests.cli.conftest import Run
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, suggest, with_suggestions

ROOT = Path(__file__).parents[2]
ESCAPE = "\x1b"


def tell(path: Path, text: str = PLAIN) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# -- help and usage -------------------------------------------------------------------------------


def test_help_lists_every_command_and_the_exit_codes(run: Run) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    for name, (_, text) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", ran.out, re.MULTILINE), name
    for code in ExitCode:
        assert re.search(rf"\b{int(code)}\b", ran.out.partition("Exit codes")[2])


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    # click names the program that runs, which is pytest here.
    assert re.match(rf"Usage: .*\b{name} \[OPTIONS\]", ran.out)


def test_the_version(run: Run) -> None:
    assert re.fullmatch(r"curator, version \d+\.\d+\S*\n", run("--version").out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["exprt"], "No such command 'exprt'. Did you mean 'export'?"),
        (["gibberish"], "No such command 'gibberish'."),
        (["--what"], "No such option"),
        (["import"], "Missing argument 'PATHS...'"),
        (["export", "--format", "xml", "--source", "gold"], "'xml' is not one of"),
        (["export", "--format", "jsonl"], "Missing option '--source'"),
        (["load", "nowhere.jsonl", "--as-reviewer", "mai"], "does not exist"),
        (["--db", ".", "status"], "is a directory"),
    ],
)
def test_a_wrong_command_line_is_usage(run: Run, arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert told in ran.err
    assert not Path("corpus.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["suggest"],
        ["load", "x.jsonl", "--as-reviewer", "mai"],
        ["export", "--format", "jsonl", "--source", "gold"],
        ["agreement"],
        ["status"],
        ["verify"],
    ],
)
def test_without_a_corpus_nothing_is_made(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    tell(tmp_path / "x.jsonl", "{}")
    ran = run(*arguments)
    assert (ran.code, ran.out) == (ExitCode.ERROR, "")
    assert ran.err == (
        "curator: corpus.db: no such corpus; `curator --db corpus.db import PATH` makes it\n"
    )
    assert not (tmp_path / "corpus.db").exists()


def test_the_corpus_is_named_by_option_or_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tell(tmp_path / "a.txt")
    monkeypatch.setenv("CURATOR_DB", str(tmp_path / "env.db"))
    assert run("import", file).code == ExitCode.OK
    assert run("--db", tmp_path / "option.db", "import", file).code == ExitCode.OK
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["env.db", "option.db"]


def test_a_file_that_is_no_corpus(run: Run, tmp_path: Path) -> None:
    tell(tmp_path / "corpus.db", "không phải cơ sở dữ liệu " * 100)
    ran = run("status")
    assert ran.code == ExitCode.ERROR
    assert ran.err == "curator: corpus.db: not a SQLite database\n"


# -- import and load ------------------------------------------------------------------------------


def test_import_tells_what_went_in(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    folder.mkdir()
    tell(folder / "a.txt")
    tell(folder / "b.txt", HOSTILE)
    ran = run("import", folder)
    assert (ran.code, ran.out, ran.err) == (ExitCode.OK, "", "2 documents imported\n")
    ran = run("import", folder)
    assert (ran.code, ran.err) == (ExitCode.OK, "0 documents imported, 2 already there\n")


def test_import_lists_what_did_not(run: Run, tmp_path: Path) -> None:
    tell(tmp_path / "a.txt")
    (tmp_path / f"x{ESCAPE}[31m.txt").write_bytes(b"\xff\xfe")
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_bytes(b"")
    ran = run("import", tmp_path)
    assert (ran.code, ran.out) == (ExitCode.PARTIAL, "")
    lines = ran.err.splitlines()
    assert lines[0] == "1 document imported, 31 problems:"
    assert lines[1] == f"  {tmp_path / '00.txt'}: holds no text"
    assert lines[-1] == "  ... and 11 more"
    ran = run("import", tmp_path / f"x{ESCAPE}[31m.txt")
    assert ESCAPE not in ran.err
    assert "x␛[31m.txt: not UTF-8" in ran.err


def test_load_in_each_role(run: Run, tmp_path: Path) -> None:
    run("import", tell(tmp_path / "a.txt"))
    span = {"start": 4, "end": 14, "layer": "entity", "label": "PER"}
    file = tell(tmp_path / "x.jsonl", json.dumps({"name": "a.txt", "spans": [span]}))
    for role in ("reviewer", "suggester", "adjudicator"):
        ran = run("load", file, f"--as-{role}", f"tên {role}")
        assert (ran.code, ran.out) == (ExitCode.OK, "")
        assert ran.err == f"1 span in 1 document loaded as {role} tên {role}\n"
    ran = run("load", file, "--as-reviewer", "tên reviewer")
    assert ran.err.endswith(", 1 document the same already\n")
    assert run("verify").code == ExitCode.OK


def test_load_refuses_with_the_place(run: Run, tmp_path: Path) -> None:
    run("import", tell(tmp_path / "a.txt"))
    span = {"start": 4, "end": 15, "layer": "entity", "label": "CITY"}
    file = tell(tmp_path / "x.jsonl", json.dumps({"name": "a.txt", "spans": [span]}) + "\n{")
    ran = run("load", file, "--as-reviewer", "mai")
    assert (ran.code, ran.out) == (ExitCode.PARTIAL, "")
    lines = ran.err.splitlines()
    assert lines[0] == "0 spans in 0 documents loaded as reviewer mai, 2 problems:"
    assert lines[1].startswith(f"  {file}, record 1 (a.txt): spans.0: the scheme vi-gov")
    assert lines[2].startswith(f"  {file}:2: not JSON")


@pytest.mark.parametrize(
    "roles", [[], ["--as-reviewer", "mai", "--as-suggester", "máy"]], ids=["none", "two"]
)
def test_load_needs_one_role(run: Run, tmp_path: Path, roles: list[str]) -> None:
    file = tell(tmp_path / "x.jsonl", "{}")
    ran = run("load", file, *roles)
    assert ran.code == ExitCode.USAGE
    assert "say as whose" in ran.err


def test_load_under_a_name_that_is_taken(run: Run, tmp_path: Path) -> None:
    run("import", tell(tmp_path / "a.txt"))
    file = tell(tmp_path / "x.jsonl", '{"name": "a.txt"}')
    ran = run("load", file, "--as-suggester", "figures")
    assert (ran.code, ran.out) == (ExitCode.ERROR, "")
    assert ran.err.startswith("curator: 'figures' is one of curator's own suggesters")


# -- export ---------------------------------------------------------------------------------------


def test_export_to_stdout_is_data_only(run: Run, reviewed: Path) -> None:
    ran = run("export", "--format", "jsonl", "--source", "gold")
    assert ran.code == ExitCode.OK
    (record,) = map(json.loads, ran.out.splitlines())
    assert record["name"] == "b.txt"
    assert all(record["text"][s["start"] : s["end"]] == s["text"] for s in record["spans"])
    assert ran.err == ("4 spans in 1 document written\n2 documents left out: no gold yet\n")


def test_export_to_a_file(run: Run, reviewed: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.conll"
    arguments = ["export", "--format", "conll", "--source", "reviewer:mai"]
    ran = run(*arguments, "--tokens", "syllable", "--scheme", "bioes", "-o", target)
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert f"8 spans in 2 documents written to {target}" in ran.err
    assert target.read_text("utf-8") == run(*arguments, "--scheme", "bioes").out
    ran = run(*arguments, "-o", tmp_path / "nowhere" / "x")
    assert ran.code == ExitCode.ERROR
    assert ran.err.startswith("curator: ")
    assert "there is no folder" in ran.err


@pytest.mark.parametrize("source", ["reviewer:hoa", "everything"])
def test_export_of_a_source_that_is_not_there(run: Run, reviewed: Path, source: str) -> None:
    ran = run("export", "--format", "jsonl", "--source", source)
    assert (ran.code, ran.out) == (ExitCode.ERROR, "")
    assert ran.err.startswith("curator: ")


# -- numbers --------------------------------------------------------------------------------------


def test_status_in_words_and_as_json(run: Run, reviewed: Path) -> None:
    ran = run("status")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert re.search(r"^Documents +3$", ran.out, re.MULTILINE)
    assert re.search(r"^  contested +1$", ran.out, re.MULTILINE)
    assert "Reviewer mai: 1 todo, 2 finished" in ran.out
    found = json.loads(run("status", "--json").out)
    assert found["documents"]["finished"] == 1
    assert found["reviewers"][0]["name"] == "lan"
    assert found["suggestions"]["PER"] == {"test": 3}


def test_names_in_status_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    with Connection(tmp_path / "corpus.db") as corpus:
        document = add(corpus, f"{ESCAPE}]0;x\x07.txt", PLAIN)
        suggest(corpus, document, [], f"máy{ESCAPE}[2J")
        with_suggestions(corpus, "b.txt", PLAIN + ".")
        Reviewer(corpus, f"mai{ESCAPE}[31m").open(document)
        Reviewer(corpus, "mai\x07").accept_all(document)
    for arguments in (["status"], ["verify"], ["agreement"]):
        ran = run(*arguments)
        assert ESCAPE not in ran.out + ran.err, arguments
        assert "\x07" not in ran.out + ran.err, arguments
    ran = run("export", "--format", "jsonl", "--source", "reviewer:x")
    assert ESCAPE not in ran.err
    assert "mai␛[31m" in ran.err


def test_agreement_in_words_and_as_json(run: Run, reviewed: Path) -> None:
    ran = run("agreement")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert "PERCENT" in ran.out
    report = json.loads(run("agreement", "--json").out)
    assert report["reviewers"] == ["lan", "mai"]


def test_agreement_without_two_reviewers(run: Run, tmp_path: Path) -> None:
    run("import", tell(tmp_path / "a.txt"))
    ran = run("agreement")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert "n/a" in ran.out
    assert json.loads(run("agreement", "--json").out)


def test_verify(run: Run, reviewed: Path) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (ExitCode.OK, "")
    assert (
        ran.err == "3 documents, 12 suggestions, 18 decisions in 3 reviews checked: all is sound\n"
    )
    tampered = sqlite3.connect(reviewed, isolation_level=None)
    tampered.execute("UPDATE review_spans SET label = 'ORG' WHERE reviewer_id = 1 AND span_id = 1")
    tampered.execute("UPDATE reviews SET accepted = 9 WHERE reviewer_id = 2")
    tampered.close()
    ran = run("verify")
    assert ran.code == ExitCode.DIFFERENT
    assert len(ran.out.splitlines()) == 2
    assert ran.err.endswith("checked: 2 problems\n")


def test_keys_in_words_and_as_json(run: Run, tmp_path: Path) -> None:
    ran = run("keys")
    assert ran.code == ExitCode.OK
    assert re.search(r"Enter, a +accept +Accept", ran.out)
    assert ran.err == f"\nsettings: {tmp_path / 'config.toml'} (not there yet)\n"
    rows = json.loads(run("keys", "--json").out)
    assert {"action", "keys", "description", "group"} == set(rows[0])
    tell(tmp_path / "config.toml", '[keys]\naccept = "f12"')
    assert re.search(r"F12 +accept", run("keys").out)
    tell(tmp_path / "config.toml", '[keys]\nacept = "f12"')
    ran = run("keys")
    assert (ran.code, ran.out) == (ExitCode.ERROR, "")
    assert ran.err.startswith("curator: [keys] acept: no such act")


def test_review_needs_a_terminal(run: Run, reviewed: Path) -> None:
    ran = run("review")
    assert (ran.code, ran.out) == (ExitCode.ERROR, "")
    assert "needs a terminal" in ran.err


# -- documentation --------------------------------------------------------------------------------


def test_every_command_is_documented() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(page.read_text("utf-8") for page in pages if page.exists())
    if "curator import" not in text:
        pytest.skip("the commands are not documented yet")
    missing = [name for name in COMMANDS if not re.search(rf"\bcurator\b.*\b{name}\b", text)]
    assert missing == []


def test_import_shows_no_progress_bar_without_a_terminal(run: Run, tmp_path: Path) -> None:
    tell(tmp_path / "a.txt", PLAIN * 1000)
    assert "%" not in run("import", tmp_path / "a.txt").err
    with Connection(tmp_path / "corpus.db") as corpus:
        assert count_documents(corpus) == 1
    assert os.environ["CURATOR_CONFIG"]
