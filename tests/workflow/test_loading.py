"""Loading spans made elsewhere: in each role, every refusal with its place, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.corpus.connection import Connection
from curator.corpus.reviewers import reviewer_id, reviewer_names
from curator.corpus.reviews import load_spans
from curator.corpus.suggestions import batch_suggestions, newest_batch
from curator.corpus.verify import verify
from curator.corpus.versions import gold, reviewed
from curator.model.document import sha256_of
from curator.model.errors import RefusedError
from curator.model.review import ReviewState
from curator.model.review import SpanState as State
from curator.model.scheme import default_scheme, parse_scheme
from curator.model.span import Span
from curator.workflow.loading import LoadReport, Role, load_spans_file
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, plain_spans, span_of, suggest

SCHEME = default_scheme()
PER, LOC, CARDINAL, PERCENT = plain_spans()


def record_of(name: str, spans: list[Span], **rest: Any) -> dict[str, Any]:
    keys = ("start", "end", "layer", "label", "value", "unit")
    return {"name": name, "spans": [{k: getattr(s, k) for k in keys} for s in spans], **rest}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "loaded.jsonl"


def load(
    corpus: Connection,
    file: Path,
    *records: dict[str, Any] | str,
    role: Role = Role.REVIEWER,
    name: str = "mai",
) -> LoadReport:
    """Write the records into the file and load it; problems without the file's name."""
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    file.write_text("\n".join(lines), encoding="utf-8")
    report = load_spans_file(corpus, file, role, name, SCHEME)
    assert verify(corpus).problems == []
    for number, problem in enumerate(report.problems):
        assert problem.startswith(str(file))
        report.problems[number] = problem.removeprefix(str(file))
    return report


def counts(report: LoadReport) -> tuple[int, int, int]:
    return report.documents, report.spans, report.same


def accepted(corpus: Connection, document: int, name: str = "mai") -> list[Span]:
    version = reviewed(corpus, document, reviewer_id(corpus, name))
    assert version is not None
    return [item.span for item in version.spans]


# -- as a reviewer --------------------------------------------------------------------------------


def test_as_a_reviewer_it_is_a_finished_review(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    add(corpus, "b.txt", HOSTILE)
    percent = span_of(HOSTILE, "12,5%", "PERCENT", "figure", value="12.5", unit="%")
    report = load(
        corpus, file, record_of("b.txt", [percent]), record_of("a.txt", [PERCENT, PER, CARDINAL])
    )
    assert (counts(report), report.problems) == ((2, 4, 0), [])
    assert accepted(corpus, 1) == [PER, CARDINAL, PERCENT]
    assert accepted(corpus, 2) == [percent]
    assert reviewer_names(corpus) == ["mai"]


def test_a_document_without_spans_is_a_review_too(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    assert counts(load(corpus, file, {"name": "a.txt", "spans": []})) == (1, 0, 0)
    assert accepted(corpus, 1) == []
    assert counts(load(corpus, file, {"name": "a.txt", "spans": []})) == (0, 0, 1)


def test_loading_again_changes_nothing(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    record = record_of("a.txt", plain_spans())
    load(corpus, file, record)
    before = corpus.execute("SELECT count(*) FROM decisions").fetchone()
    assert counts(load(corpus, file, record)) == (0, 0, 1)
    assert corpus.execute("SELECT count(*) FROM decisions").fetchone() == before


def test_it_replaces_an_earlier_load_and_can_be_undone(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    load(corpus, file, record_of("a.txt", [PER, LOC]))
    assert counts(load(corpus, file, record_of("a.txt", [LOC, PERCENT]))) == (1, 2, 0)
    assert accepted(corpus, 1) == [LOC, PERCENT]
    Reviewer(corpus).log.undo()
    assert accepted(corpus, 1) == [PER, LOC]


def test_another_value_alone_is_a_change(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    load(corpus, file, record_of("a.txt", [PERCENT]))
    other = Span(PERCENT.start, PERCENT.end, "figure", "PERCENT", "45", "%")
    assert counts(load(corpus, file, record_of("a.txt", [other]))) == (1, 1, 0)
    assert accepted(corpus, 1) == [other]


def test_it_replaces_what_was_reviewed_by_hand(corpus: Connection, file: Path) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PER, LOC, CARDINAL])
    mai = Reviewer(corpus)
    mai.open(document)
    per, loc, _ = mai.spans(document)
    mai.set(document, per, State.REJECTED)
    mai.set(document, loc, State.ACCEPTED)
    mai.add(document, span_of(PLAIN, "Chủ tịch", "TITLE"))
    before = mai.spans(document)
    load(corpus, file, record_of("a.txt", [PER, PERCENT]))
    assert accepted(corpus, 1) == [PER, PERCENT]
    states = {s.label: s.state for s in load_spans(corpus, mai.log.id, 1).values()}
    assert states["LOC"] is states["CARDINAL"] is State.REJECTED
    assert "TITLE" not in states
    mai.log.undo()
    assert mai.spans(document) == before
    row = mai.log.row(1)
    assert row is not None
    assert row.state is ReviewState.OPEN


def test_suggestions_that_were_only_shown_are_left_out(corpus: Connection, file: Path) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PER, LOC])
    mai = Reviewer(corpus)
    mai.open(document)
    load(corpus, file, record_of("a.txt", [PERCENT]))
    assert accepted(corpus, 1) == [PERCENT]
    assert len(mai.spans(document)) == 1


def test_as_an_adjudicator_it_is_the_gold(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    for name, spans in (("mai", [PER]), ("lan", [LOC])):
        load(corpus, file, record_of("a.txt", spans), name=name)
    assert gold(corpus, 1) is None
    load(corpus, file, record_of("a.txt", [PER, LOC]), role=Role.ADJUDICATOR, name="chủ tọa")
    version = gold(corpus, 1)
    assert version is not None
    assert (version.reviewer, [item.span for item in version.spans]) == ("chủ tọa", [PER, LOC])
    with pytest.raises(RefusedError, match="'mai' is a reviewer"):
        load(corpus, file, record_of("a.txt", []), role=Role.ADJUDICATOR, name="mai")
    with pytest.raises(RefusedError, match="is an adjudicator"):
        load(corpus, file, record_of("a.txt", []), name="chủ tọa")
    with pytest.raises(RefusedError, match="is no name"):
        load(corpus, file, record_of("a.txt", []), name=" ")


# -- as a suggester -------------------------------------------------------------------------------


def test_as_a_suggester_it_is_merged_with_the_others(corpus: Connection, file: Path) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PER, Span(LOC.start + 3, LOC.end, "entity", "LOC")])
    record = record_of("a.txt", [LOC, PERCENT])
    record["spans"][0]["score"] = 0.75
    report = load(corpus, file, record, role=Role.SUGGESTER, name="mô hình")
    assert counts(report) == (1, 2, 0)
    batch = newest_batch(corpus, 1)
    assert batch is not None
    found = [item.suggestion for item in batch_suggestions(corpus, batch)]
    assert [(s.span, s.source, s.score) for s in found] == [
        (PER, "test", 0.5),
        (LOC, "mô hình", 0.75),
        (PERCENT, "mô hình", 0.5),
    ]
    again = load(corpus, file, record, role=Role.SUGGESTER, name="mô hình")
    assert (counts(again), newest_batch(corpus, 1)) == ((0, 0, 1), batch)
    assert reviewer_names(corpus) == []


def test_a_suggester_that_says_something_else_is_a_new_version(
    corpus: Connection, file: Path
) -> None:
    add(corpus, "a.txt", PLAIN)
    for spans in ([PER], [LOC]):
        load(corpus, file, record_of("a.txt", spans), role=Role.SUGGESTER, name="mô hình")
    batch = newest_batch(corpus, 1)
    assert batch is not None
    assert [item.suggestion.span for item in batch_suggestions(corpus, batch)] == [LOC]
    versions = corpus.execute("SELECT count(DISTINCT version) FROM runs").fetchone()
    assert versions == (2,)


def test_what_a_suggester_said_first_can_be_its_newest_word_again(
    corpus: Connection, file: Path
) -> None:
    document = add(corpus, "a.txt", PLAIN)
    shown = []
    for spans in ([PER], [LOC], [PER], [PER]):
        load(corpus, file, record_of("a.txt", spans), role=Role.SUGGESTER, name="model")
        batch = newest_batch(corpus, document.id)
        assert batch is not None
        shown.append([item.suggestion.span for item in batch_suggestions(corpus, batch)])
    assert shown == [[PER], [LOC], [PER], [PER]]


@pytest.mark.parametrize("name", ["figures", "patterns", "underthesea"])
def test_our_own_suggesters_names_are_taken(corpus: Connection, file: Path, name: str) -> None:
    add(corpus, "a.txt", PLAIN)
    with pytest.raises(RefusedError, match="one of curator's own"):
        load(corpus, file, record_of("a.txt", []), role=Role.SUGGESTER, name=name)


# -- which document -------------------------------------------------------------------------------


def test_names_that_repeat_are_told_apart_by_hash_or_text(corpus: Connection, file: Path) -> None:
    add(corpus, "tin.txt", PLAIN)
    add(corpus, "tin.txt", PLAIN + " ")
    report = load(corpus, file, record_of("tin.txt", [PER]))
    assert report.problems == [
        ", record 1 (tin.txt): 2 documents have this name; give the record the sha256 of the one "
        "meant"
    ]
    report = load(
        corpus,
        file,
        record_of("tin.txt", [PER], sha256=sha256_of(PLAIN + " ").upper()),
        record_of("tin.txt", [LOC], text=PLAIN),
    )
    assert report.problems == []
    assert (accepted(corpus, 1), accepted(corpus, 2)) == ([LOC], [PER])


def test_another_text_of_the_same_name_is_refused(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    other = PLAIN + "\n"
    report = load(
        corpus,
        file,
        record_of("a.txt", [PER], text=other),
        record_of("a.txt", [PER], sha256=sha256_of(other)),
        record_of("a.txt", [PER], text=PLAIN, sha256=sha256_of(other)),
        record_of("b.txt", [PER]),
    )
    assert counts(report) == (0, 0, 0)
    assert report.problems[0] == (
        ", record 1 (a.txt): the document of this name in the corpus has another text (sha256)"
    )
    assert report.problems[1] == report.problems[0].replace("1", "2", 1)
    assert report.problems[2].startswith(":3: sha256: is not that of the text")
    assert report.problems[3] == (
        ", record 4 (b.txt): no document of this name in the corpus; import it first"
    )


# -- what is refused ------------------------------------------------------------------------------


def span(start: int, end: int, label: str = "LOC", layer: str = "entity", **rest: Any) -> Any:
    return {"start": start, "end": end, "layer": layer, "label": label, **rest}


@pytest.mark.parametrize(
    ("spans", "problem"),
    [
        ([span(0, 9999)], f"spans.0: [0, 9999) does not lie in a text of {len(PLAIN)} characters"),
        ([span(3, 14)], "spans.0: [3, 14) has white space at an edge"),
        ([span(4, 15)], "spans.0: text is 'Lò Văn', but [4, 15) is 'Lò Văn Sìn,'"),
        ([span(0, 3), span(4, 14, "CITY")], "spans.1: the scheme vi-gov has no label CITY; it has"),
        ([span(4, 14, layer="figure")], "spans.0: LOC is a label of the layer entity, not figure"),
        ([span(4, 14), span(7, 17)], "spans.1: [7, 17) overlaps spans.0 [4, 14)"),
        ([span(4, 14), span(4, 14, "PER")], "spans.1: [4, 14) overlaps spans.0 [4, 14)"),
        (
            [span(4, 14), span(7, 10, "DATE", "figure")],
            "spans.1: [7, 10) overlaps spans.0 [4, 14)",
        ),
    ],
)
def test_a_span_that_does_not_fit_refuses_its_record_only(
    corpus: Connection, file: Path, spans: list[dict[str, Any]], problem: str
) -> None:
    add(corpus, "a.txt", PLAIN)
    add(corpus, "b.txt", PLAIN + ".")
    if "text is" in problem:
        spans[0]["text"] = "Lò Văn"
    for role in Role:
        report = load(
            corpus,
            file,
            {"name": "a.txt", "spans": [span(0, 3, "MISC"), *spans][-len(spans) :]},
            record_of("b.txt", [PER]),
            role=role,
            name=f"x {role}",
        )
        assert counts(report) == (1, 1, 0)
        (told,) = report.problems
        assert told.startswith(f", record 1 (a.txt): {problem}")
    assert corpus.execute("SELECT count(*) FROM reviews WHERE document_id = 1").fetchone() == (0,)
    assert corpus.execute("SELECT count(*) FROM runs WHERE document_id = 1").fetchone() == (0,)


def test_every_fault_of_a_record_is_told(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    report = load(
        corpus,
        file,
        {"name": "a.txt", "spans": [span(0, 999), span(3, 5), span(0, 3, "X"), span(4, 14)]},
    )
    assert [problem.split(": ")[1] for problem in report.problems] == [
        "spans.0",
        "spans.1",
        "spans.2",
    ]


def test_lines_that_are_no_records_are_told_with_their_line(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    report = load(
        corpus,
        file,
        "{",
        '{"name": "a.txt", "spans": [{"start": "0", "end": 3, "layer": "entity", "label": "LOC"}]}',
        '{"name": "a.txt", "spans": [{"start": 3, "end": 3, "layer": "entity", "label": "LOC"}]}',
        '{"spans": []}',
        "",
        json.dumps(record_of("a.txt", [PER])),
    )
    assert counts(report) == (1, 1, 0)
    assert [problem[:3] for problem in report.problems] == [":1:", ":2:", ":3:", ":4:"]


def test_an_empty_file_and_a_missing_one(corpus: Connection, file: Path) -> None:
    assert load(corpus, file).problems == [": holds no record"]
    with pytest.raises(FileNotFoundError):
        load_spans_file(corpus, file.with_name("không có"), Role.REVIEWER, "mai", SCHEME)
    assert reviewer_names(corpus) == []


def test_layers_may_overlap_where_the_scheme_says_so(corpus: Connection, file: Path) -> None:
    scheme = parse_scheme(
        "\n".join(
            [
                'name = "hai tầng"\nversion = "1"\nexclusive = false',
                '[[layer]]\nname = "entity"\n[[layer.label]]\nname = "LOC"\nkey = "1"',
                'colour = "red"\ndescription = "d"',
                '[[layer]]\nname = "figure"\nvalues = true\n[[layer.label]]\nname = "DATE"',
                'key = "2"\ncolour = "red"\ndescription = "d"',
            ]
        )
    )
    add(corpus, "a.txt", PLAIN)
    record = {"name": "a.txt", "spans": [span(4, 14), span(7, 10, "DATE", "figure")]}
    file.write_text(json.dumps(record), encoding="utf-8")
    assert load_spans_file(corpus, file, Role.REVIEWER, "mai", scheme).problems == []
    assert verify(corpus).problems == []
    record["spans"].append(span(7, 10))  # type: ignore[attr-defined]
    file.write_text(json.dumps(record), encoding="utf-8")
    (problem,) = load_spans_file(corpus, file, Role.REVIEWER, "mai", scheme).problems
    assert "spans.2: [7, 10) overlaps spans.0" in problem


def test_a_record_without_spans_is_no_review(corpus: Connection, file: Path) -> None:
    add(corpus, "a.txt", PLAIN)
    add(corpus, "b.txt", PLAIN + "!")
    report = load(corpus, file, {"name": "a.txt", "text": PLAIN}, record_of("b.txt", []))
    assert report.problems == [', record 1 (a.txt): the record has no "spans"']
    assert counts(report) == (1, 0, 0)
