"""Suggestions: each version's run is kept, the newest of each source counts, batches stay."""

from __future__ import annotations

from curator.corpus.connection import Connection
from curator.corpus.suggestions import (
    add_batch,
    add_run,
    batch_suggestions,
    has_run,
    newest_batch,
    newest_suggestions,
)
from curator.corpus.verify import verify
from curator.model.span import Span, Suggestion
from tests.corpus.samples import HOSTILE, PLAIN, add, plain_spans, span_of, suggest

PER, LOC, CARDINAL, PERCENT = plain_spans()


def test_a_suggestion_keeps_all_that_was_said(corpus: Connection) -> None:
    document = add(corpus, "a.txt", HOSTILE)
    said = Suggestion(
        span_of(HOSTILE, "12,5%", "PERCENT", "figure", value="12.5", unit="%"), "máy", "0.3+b", 0.25
    )
    with corpus.transaction():
        assert add_run(corpus, document.id, document.text, "máy", "0.3+b", [said])
    assert [item.suggestion for item in newest_suggestions(corpus, document.id)] == [said]
    assert corpus.execute("SELECT text FROM suggestions").fetchall() == [("12,5%",)]


def test_a_version_is_run_once_on_a_document(corpus: Connection) -> None:
    document, other = add(corpus, "a.txt", PLAIN), add(corpus, "b.txt", PLAIN + ".")
    suggest(corpus, document, [PER])
    with corpus.transaction():
        again = add_run(corpus, document.id, PLAIN, "test", "1", [Suggestion(LOC, "test", "1", 1)])
    assert not again
    assert [s.suggestion.span for s in newest_suggestions(corpus, document.id)] == [PER]
    assert has_run(corpus, document.id, "test", "1")
    assert not has_run(corpus, document.id, "test", "2")
    assert not has_run(corpus, document.id, "tes", "1")
    assert not has_run(corpus, other.id, "test", "1")


def test_a_run_that_found_nothing_counts_as_run(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    assert newest_batch(corpus, document.id) is None
    suggest(corpus, document, [])
    assert has_run(corpus, document.id, "test", "1")
    batch = newest_batch(corpus, document.id)
    assert batch is not None
    assert batch_suggestions(corpus, batch) == []


def test_the_newest_version_of_each_source_counts_and_the_old_one_stays(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PER, LOC], "tên", "1")
    suggest(corpus, document, [PERCENT], "số", "7")
    suggest(corpus, document, [LOC], "tên", "2")
    newest = newest_suggestions(corpus, document.id)
    assert [(s.suggestion.span, s.suggestion.source, s.suggestion.version) for s in newest] == [
        (LOC, "tên", "2"),
        (PERCENT, "số", "7"),
    ]
    assert corpus.execute("SELECT count(*) FROM suggestions").fetchone() == (4,)


def test_a_source_that_takes_all_back_has_no_suggestions_left(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PER], "tên", "1")
    suggest(corpus, document, [], "tên", "2")
    assert newest_suggestions(corpus, document.id) == []


def test_batches_are_kept_when_nothing_changed_and_follow_when_it_did(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    one, two = suggest(corpus, document, [PER, LOC])
    first = newest_batch(corpus, document.id)
    assert first is not None
    with corpus.transaction():
        assert add_batch(corpus, document.id, [two, one]) == first
        second = add_batch(corpus, document.id, [two])
        assert second > first
        third = add_batch(corpus, document.id, [one, two])
        assert third > second
    assert newest_batch(corpus, document.id) == third
    assert [item.id for item in batch_suggestions(corpus, second)] == [two]
    assert verify(corpus).problems == []


def test_a_batch_comes_in_the_order_of_the_text(corpus: Connection) -> None:
    document = add(corpus, "a.txt", PLAIN)
    suggest(corpus, document, [PERCENT, CARDINAL, LOC, PER])
    batch = newest_batch(corpus, document.id)
    assert batch is not None
    spans: list[Span] = [item.suggestion.span for item in batch_suggestions(corpus, batch)]
    assert spans == plain_spans()


def test_batches_of_documents_are_apart(corpus: Connection) -> None:
    one, two = add(corpus, "a.txt", PLAIN), add(corpus, "b.txt", PLAIN + ".")
    suggest(corpus, one, [PER])
    suggest(corpus, two, [LOC])
    batch = newest_batch(corpus, one.id)
    assert batch is not None
    assert [item.suggestion.span for item in batch_suggestions(corpus, batch)] == [PER]
