"""Agreement over the corpus is what the agreement room says of the same spans."""

from __future__ import annotations

import json
from pathlib import Path

from curator.agreement.report import ReviewedDocument, agreement_report
from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.model.span import Span
from curator.text.syllables import syllables
from curator.workflow.loading import Role, load_spans_file
from curator.workflow.measuring import measure_agreement
from tests.corpus.samples import HOSTILE, PLAIN, Reviewer, add, plain_spans, span_of

SCHEME = default_scheme()
PER, LOC, CARDINAL, PERCENT = plain_spans()
LONGER = Span(LOC.start - 5, LOC.end, "entity", "LOC")
MAI = {
    "a.txt": [PER, LOC, CARDINAL, PERCENT],
    "b.txt": [span_of(HOSTILE, "12,5%", "PERCENT", "figure"), span_of(HOSTILE, "7", "ORDINAL")],
}
MAI["b.txt"][1] = span_of(HOSTILE, "7", "ORDINAL", "figure")
LAN = {
    "a.txt": [Span(PER.start, PER.end, "entity", "ORG"), LONGER, CARDINAL],
    "b.txt": [span_of(HOSTILE, "12,5%", "PERCENT", "figure")],
}


def load(corpus: Connection, folder: Path, name: str, spans: dict[str, list[Span]]) -> None:
    file = folder / f"{name}.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for document, items in spans.items():
            rows = [
                {"start": s.start, "end": s.end, "layer": s.layer, "label": s.label} for s in items
            ]
            stream.write(json.dumps({"name": document, "spans": rows}) + "\n")
    assert load_spans_file(corpus, file, Role.REVIEWER, name, SCHEME).problems == []


def test_two_loaded_reviewers(corpus: Connection, tmp_path: Path) -> None:
    for name, text in (("a.txt", PLAIN), ("b.txt", HOSTILE), ("c.txt", PLAIN + ".")):
        add(corpus, name, text)
    load(corpus, tmp_path, "mai", {**MAI, "c.txt": [PER]})
    load(corpus, tmp_path, "lan", LAN)
    # An adjudicator and an unfinished review are nobody's opinion here.
    load_spans_file(corpus, tmp_path / "mai.jsonl", Role.ADJUDICATOR, "chủ tọa", SCHEME)
    advanced: list[int] = []
    found = measure_agreement(corpus, SCHEME, advance=advanced.append)
    expected = agreement_report(
        [
            ReviewedDocument(
                name=name,
                tokens=syllables(text),
                length=len(text),
                spans={
                    who: [Span(s.start, s.end, s.layer, s.label) for s in said[name]]
                    for who, said in (("lan", LAN), ("mai", MAI))
                },
            )
            for name, text in (("a.txt", PLAIN), ("b.txt", HOSTILE))
        ],
        list(SCHEME.labels),
    )
    assert found.to_json() == expected.to_json()
    assert list(found.reviewers) == ["lan", "mai"]
    assert sum(advanced) == 2
    # By hand: lan found 4, mai 6; exactly alike with label: 1.312 and 12,5%.
    strict = found.spans.strict
    assert (strict.precision.value, strict.recall.value) in {(2 / 4, 2 / 6), (2 / 6, 2 / 4)}
    assert strict.f1.value == 2 * 2 / (4 + 6)


def test_nothing_to_compare_is_told_not_raised(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    for reviewers in ([], ["mai"]):
        for name in reviewers:
            mai = Reviewer(corpus, name)
            mai.open(document)
            mai.finish(document)
        found = measure_agreement(corpus, SCHEME)
        assert found.spans.strict.f1.value is None
        assert json.loads(json.dumps(found.to_json()))
