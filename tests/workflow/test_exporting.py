"""Export: whose spans, what is left out, offsets that fit, and the way back in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document, get_document
from curator.corpus.verify import verify
from curator.formats.atomic import OutputError
from curator.formats.conll import Columns, Join
from curator.formats.tags import TagScheme
from curator.model.document import sha256_of
from curator.model.errors import NotFoundError, RefusedError
from curator.model.review import SpanState as State
from curator.model.scheme import default_scheme
from curator.model.span import Span
from curator.workflow.exporting import ConllChoices, ExportReport, Tokens, export
from curator.workflow.importing import find_sources, import_documents
from curator.workflow.loading import Role, load_spans_file
from tests.corpus.samples import (
    HOSTILE,
    PLAIN,
    Reviewer,
    add,
    plain_spans,
    span_of,
    suggest,
    with_suggestions,
)

SCHEME = default_scheme()
SOURCES = ("suggestions", "reviewer:mai", "reviewer:lan", "gold")


@pytest.fixture
def reviewed(corpus: Connection) -> Iterator[Connection]:
    """A plain and a hostile document, suggested and reviewed by two; a third nobody touched."""
    plain = with_suggestions(corpus)
    hostile = add(corpus, "thù địch.txt", HOSTILE)
    suggest(
        corpus,
        hostile,
        [
            span_of(HOSTILE, "12,5%", "PERCENT", "figure", value="12.5", unit="%"),
            span_of(HOSTILE, "👩\u200d🌾", "MISC"),
        ],
    )
    add(corpus, "c.txt", "Chưa ai đọc.")
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    for document in (plain, hostile):
        mai.accept_all(document)
        mai.finish(document)
    lan.open(plain)
    lan.set(plain, lan.spans(plain)[0], State.REJECTED)
    lan.accept_all(plain)
    lan.finish(plain)
    lan.accept_all(hostile)  # but does not finish
    yield corpus
    assert verify(corpus).problems == []


def records(corpus: Connection, source: str, **rest: Any) -> tuple[ExportReport, list[Any]]:
    """The report, and the exported lines read back; every span's text is where it says."""
    stream = io.StringIO()
    report = export(corpus, SCHEME, source, stream, **rest)
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    for record in found:
        assert record["sha256"] == sha256_of(record["text"])
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]
    return report, found


def labels(found: list[Any]) -> dict[str, list[str]]:
    return {record["name"]: [span["label"] for span in record["spans"]] for record in found}


def test_each_source_gives_its_spans_and_counts_what_is_left_out(reviewed: Connection) -> None:
    everything = ["PER", "LOC", "CARDINAL", "PERCENT"]
    for source, expected, reason in (
        (
            "suggestions",
            {"a.txt": everything, "thù địch.txt": ["MISC", "PERCENT"]},
            "no suggestions yet; run `curator suggest`",
        ),
        (
            "reviewer:mai",
            {"a.txt": everything, "thù địch.txt": ["MISC", "PERCENT"]},
            "not finished by mai",
        ),
        ("reviewer:lan", {"a.txt": everything[1:]}, "not finished by lan"),
        ("gold", {"thù địch.txt": ["MISC", "PERCENT"]}, "no gold yet"),
    ):
        report, found = records(reviewed, source)
        assert labels(found) == expected
        assert (report.documents, report.left_out) == (len(expected), 3 - len(expected))
        assert report.spans == sum(map(len, expected.values()))
        assert report.reason == reason


def test_unfinished_reviews_on_request(reviewed: Connection) -> None:
    report, found = records(reviewed, "reviewer:lan", unfinished=True)
    assert list(labels(found)) == ["a.txt", "thù địch.txt"]
    assert report.reason == "not opened by lan"


def test_a_line_says_all_there_is(reviewed: Connection) -> None:
    _, found = records(reviewed, "reviewer:mai")
    assert found[1]["text"] == HOSTILE
    assert found[0]["spans"][3] == {
        "start": PLAIN.index("4,5%"),
        "end": PLAIN.index("4,5%") + 4,
        "layer": "figure",
        "label": "PERCENT",
        "text": "4,5%",
        "value": "4.5",
        "unit": "%",
        "source": "test",
        "score": 0.5,
        "reviewer": "mai",
    }
    _, suggested = records(reviewed, "suggestions")
    assert {span["reviewer"] for record in suggested for span in record["spans"]} == {None}


@pytest.mark.parametrize("source", ["reviewer:hoa", "reviewer:", "", "Gold", "all"])
def test_a_source_that_is_not_there(reviewed: Connection, source: str, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with pytest.raises(NotFoundError):
        export(reviewed, SCHEME, source, target)
    assert not target.exists()


def test_a_file_is_whole_or_not_there(reviewed: Connection, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    advanced: list[int] = []
    export(reviewed, SCHEME, "suggestions", target, advance=advanced.append)
    whole = target.read_bytes()
    assert (whole.count(b"\n"), sum(advanced)) == (2, 2)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(reviewed, SCHEME, "gold", target, advance=interrupted)
    assert target.read_bytes() == whole
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["out.jsonl"]
    with pytest.raises(OutputError):
        export(reviewed, SCHEME, "gold", tmp_path / "nowhere" / "out.jsonl")
    # The corpus can be written afterwards: no transaction was left open.
    add(reviewed, "d.txt", "Sau đó.")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADJUDICATOR])
def test_exported_imported_and_loaded_elsewhere_it_is_the_same(
    reviewed: Connection, tmp_path: Path, source: str, role: Role
) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export(reviewed, SCHEME, source, first)
    with Connection(tmp_path / "other.db") as other:
        sources, problems = find_sources([first])
        report = import_documents(other, sources)
        assert (problems, report.problems) == ([], [])
        name = "người khác"
        loaded = load_spans_file(other, first, role, name, SCHEME)
        assert loaded.problems == []
        assert verify(other).problems == []
        again = "gold" if role is Role.ADJUDICATOR else f"reviewer:{name}"
        export(other, SCHEME, again, second)
    mine = [json.loads(line) for line in first.read_text("utf-8").splitlines()]
    theirs = [json.loads(line) for line in second.read_text("utf-8").splitlines()]
    assert len(mine) >= 1
    for record in (*mine, *theirs):
        for span in record["spans"]:
            # Where a span came from is the one thing that a load as a review gives anew.
            for key in ("source", "score", "reviewer"):
                del span[key]
    assert theirs == mine


def test_meta_survives_the_round_trip(corpus: Connection, tmp_path: Path) -> None:
    meta = {"nguồn": {"báo": ["a", 1, None]}, "số": 2.5}
    with corpus.transaction():
        add_document(corpus, "a", PLAIN, meta)
    suggest(corpus, get_document(corpus, 1), plain_spans())
    export(corpus, SCHEME, "suggestions", tmp_path / "out.jsonl")
    with Connection(tmp_path / "other.db") as other:
        import_documents(other, find_sources([tmp_path / "out.jsonl"])[0])
        assert get_document(other, 1).meta == meta


# -- CoNLL ----------------------------------------------------------------------------------------


def conll(corpus: Connection, source: str = "reviewer:mai", **choices: Any) -> list[str]:
    stream = io.StringIO()
    export(corpus, SCHEME, source, stream, conll=ConllChoices(**choices))
    return stream.getvalue().split("\n")


@pytest.mark.parametrize("tokens", list(Tokens))
@pytest.mark.parametrize("tags", list(TagScheme))
@pytest.mark.parametrize("columns", list(Columns))
@pytest.mark.parametrize("join", list(Join))
def test_every_span_begins_once_in_conll(
    reviewed: Connection, tokens: Tokens, tags: TagScheme, columns: Columns, join: Join
) -> None:
    rows = conll(reviewed, tokens=tokens, scheme=tags, columns=columns, join=join)
    assert sum(row.startswith("-DOCSTART-") for row in rows) == 2
    for label in ("PER", "LOC", "CARDINAL", "PERCENT", "MISC"):
        tags_of = [tag for row in rows for tag in row.split()]
        begun = tags_of.count(f"B-{label}") + tags_of.count(f"S-{label}")
        assert begun == (2 if label == "PERCENT" else 1), label


def test_conll_rows_of_the_plain_document(reviewed: Connection) -> None:
    rows = conll(reviewed)
    assert rows[0] == "-DOCSTART- -X- O O"
    tagged = [(row.split()[0], row.split()[-1]) for row in rows[1:] if row.strip()]
    start = tagged.index(("Lò", "B-PER"))
    assert tagged[start : start + 4] == [
        ("Lò", "B-PER"),
        ("Văn", "I-PER"),
        ("Sìn", "I-PER"),
        (",", "O"),
    ]
    assert ("1.312", "B-CARDINAL") in tagged


def test_strict_refuses_what_columns_cannot_hold(corpus: Connection, tmp_path: Path) -> None:
    document = add(corpus, "a.txt", PLAIN)
    mai = Reviewer(corpus)
    mai.open(document)
    mai.add(document, span_of(PLAIN, "xã Nậm Cắn"))
    # What no act makes, but a scheme with nested layers would.
    mai.add(
        document, Span(span_of(PLAIN, "Nậm").start, span_of(PLAIN, "Cắn").end, "figure", "DATE"), -2
    )
    mai.finish(document)
    target = tmp_path / "out.conll"
    with pytest.raises(RefusedError):
        export(corpus, SCHEME, "gold", target, conll=ConllChoices(), strict=True)
    assert not target.exists()
    report = export(corpus, SCHEME, "gold", target, conll=ConllChoices())
    assert report.lost_spans == 1
    assert len(report.losses) >= 1
    separate = ConllChoices(columns=Columns.SEPARATE)
    report = export(corpus, SCHEME, "gold", target, conll=separate, strict=True)
    assert (report.lost_spans, report.losses) == (0, [])
