"""The figures of the home screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.corpus import overview
from curator.corpus.connection import Connection
from curator.corpus.listing import Standing
from curator.corpus.overview import conflicting_surfaces, place_of_conflict
from curator.model.review import DecisionKind, SpanChange
from curator.model.review import SpanState as State
from curator.text.fold import surface_key
from curator.workflow.home import Overview
from tests.corpus.samples import PLAIN, Reviewer, add, plain_spans, span_of, suggest


def test_an_empty_corpus_has_nothing_to_do(corpus: Connection) -> None:
    found = Overview(corpus, Reviewer(corpus, "lan").log.id)
    found.read()
    assert found.complete
    assert (found.documents, found.pending, found.conflicts, found.differing) == (0, 0, [], 0)


def test_the_figures(corpus: Connection) -> None:
    made = []
    for number in range(6):
        document = add(corpus, f"{number}.txt", f"{PLAIN} {number}")
        if number < 5:
            suggest(corpus, document, plain_spans(document.text))
        made.append(document)
    lan, mai = Reviewer(corpus, "lan"), Reviewer(corpus, "mai")
    for document in made[:2]:
        lan.accept_all(document)
        lan.finish(document)
    mai.accept_all(made[0])
    mai.set(made[0], replace(mai.spans(made[0])[0], state=State.ACCEPTED), State.REJECTED)
    mai.finish(made[0])
    mai.decide(made[3], DecisionKind.FLAG, note=(None, "?"))
    lan.open(made[2])
    lan.set(made[2], lan.spans(made[2])[0], State.REJECTED)  # accepted twice elsewhere
    place = lan.spans(made[2])[1]
    law = replace(place, span=replace(place.span, label="LAW"), state=State.ACCEPTED)
    lan.decide(made[2], DecisionKind.RELABEL, [SpanChange(place, law)])
    lan.decide(made[2], DecisionKind.FLAG, note=(None, "?"))
    found = Overview(corpus, lan.log.id)
    assert not found.complete
    while not found.complete:
        found.read(seconds=0.0)
    assert [found.count(standing) for standing in Standing] == [3, 1, 0, 2]
    assert (found.documents, found.unsuggested) == (6, 1)
    assert found.pending == 2 + 4 + 4
    assert (found.flagged, found.flagged_by_others, found.differing) == (1, 1, 1)
    assert sorted(found.conflicts) == ["lò văn sìn", "xã nậm cắn"]
    # The rarer label is where to look.
    document, span = place_of_conflict(corpus, lan.log.id, "xã nậm cắn") or (0, 0)
    assert (document, span) == (made[2].id, place.id)
    assert place_of_conflict(corpus, lan.log.id, "gì") is None


def test_a_rejected_span_under_an_accepted_one_is_no_conflict(corpus: Connection) -> None:
    text = "Trường Mầm non Phìn Hồ. Ở Phìn Hồ."
    document = add(corpus, "a.txt", text)
    suggest(corpus, document, [span_of(text, "Phìn Hồ")])
    lan = Reviewer(corpus, "lan")
    lan.open(document)
    lan.set(document, lan.spans(document)[0], State.REJECTED)
    lan.add(document, span_of(text, "Trường Mầm non Phìn Hồ", "ORG"))
    last = span_of(text, "Phìn Hồ")
    start = text.rindex("Phìn Hồ")
    lan.add(document, replace(last, start=start, end=start + 7), -2)
    assert conflicting_surfaces(corpus, lan.log.id) == ([], None)


@pytest.mark.parametrize("at_once", [0, 1, 2, 5, 100])
def test_conflicts_are_the_same_in_parts_of_any_size(
    corpus: Connection, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    words = [f"tên{number}" for number in range(7)]
    text = " ".join(words * 3)
    document = add(corpus, "a.txt", text)
    lan = Reviewer(corpus, "lan")
    lan.open(document)
    span_id, wanted = 0, []
    for number, word in enumerate(words):
        labels = ["PER", "PER", "LOC"] if number % 2 else ["PER", "PER", "PER"]
        wanted += [surface_key(word)] if number % 2 else []
        start = -1
        for label in labels:
            start = text.index(word, start + 1)
            span_id -= 1
            lan.add(document, replace(span_of(text, word, label), start=start, end=start + 4),
                    span_id)  # fmt: skip
    monkeypatch.setattr(overview, "_SPANS_AT_ONCE", at_once)
    after: str | None = ""
    found: list[str] = []
    for _ in range(40):
        assert after is not None
        part, after = conflicting_surfaces(corpus, lan.log.id, after)
        found += part
        if after is None:
            break
    assert after is None
    assert found == sorted(wanted)
