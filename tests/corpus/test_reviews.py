"""The log of decisions: opening, deciding, races, undo and redo, counts and places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.corpus.connection import Connection
from curator.corpus.reviewers import ensure_reviewer, reviewer_id, reviewer_names
from curator.corpus.reviews import Place, ReviewLog
from curator.corpus.suggestions import newest_batch
from curator.corpus.verify import verify
from curator.model.errors import NotFoundError, RaceLostError, RefusedError
from curator.model.review import (
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
)
from curator.model.review import SpanState as State
from curator.model.span import Span
from tests.corpus.samples import (
    HOSTILE,
    PLAIN,
    Reviewer,
    add,
    counts_of,
    plain_spans,
    span_of,
    suggest,
    with_suggestions,
)


@pytest.fixture(autouse=True)
def _sound(corpus: Connection) -> object:
    """Whatever a test did, the corpus is sound afterwards."""
    yield
    assert verify(corpus).problems == []


def states(reviewer: Reviewer, document: int) -> list[State]:
    spans = sorted(reviewer.log.spans(document).values(), key=lambda s: s.start)
    return [span.state for span in spans]


# -- opening ------------------------------------------------------------------------------------


def test_a_review_begins_with_the_suggestions_pending(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    row = mai.log.open(document)
    assert (row.state, row.batch, row.note) == (ReviewState.OPEN, 1, None)
    spans = mai.spans(document)
    assert [span.span for span in spans] == plain_spans()
    assert {span.state for span in spans} == {State.PENDING}
    assert {(span.source, span.score) for span in spans} == {("test", 0.5)}
    assert counts_of(corpus, mai.log.id, document.id) == (4, 0, 0)


def test_opening_again_is_no_decision(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    assert mai.log.open(document) == mai.log.open(document)
    assert corpus.execute("SELECT count(*) FROM decisions").fetchone() == (1,)


def test_without_suggestions_a_review_begins_empty(corpus: Connection) -> None:
    plain, suggested = add(corpus, "a.txt", HOSTILE), with_suggestions(corpus)
    mai = Reviewer(corpus)
    assert mai.log.open(plain).batch is None
    assert mai.log.spans(plain.id) == {}
    assert mai.log.open(suggested, suggestions=False).batch is None
    assert mai.log.spans(suggested.id) == {}
    assert mai.log.row(77) is None


def test_an_undecided_review_takes_newer_suggestions(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    suggest(corpus, document, plain_spans()[:1], version="2")
    assert len(mai.log.spans(document.id)) == 4
    row = mai.log.open(document)
    assert row.batch == newest_batch(corpus, document.id) == 2
    assert [span.span for span in mai.spans(document)] == plain_spans()[:1]
    assert counts_of(corpus, mai.log.id, document.id) == (1, 0, 0)


def test_a_review_in_which_something_was_decided_stays_on_its_batch(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    mai.open(document)
    mai.set(document, mai.spans(document)[0], State.ACCEPTED)
    mai.log.undo()
    suggest(corpus, document, plain_spans()[:1], version="2")
    assert mai.log.open(document).batch == 1
    assert len(mai.log.spans(document.id)) == 4
    assert lan.log.open(document).batch == 2


# -- deciding -----------------------------------------------------------------------------------


def test_decisions_change_what_they_say_and_nothing_else(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    per, loc, cardinal, percent = mai.spans(document)
    mai.set(document, per, State.ACCEPTED)
    mai.set(document, loc, State.REJECTED)
    moved = replace(
        cardinal, span=replace(cardinal.span, end=cardinal.end + 3), state=State.ACCEPTED
    )
    mai.decide(document, DecisionKind.MOVE, [SpanChange(cardinal, moved)])
    flagged = replace(percent, comment="hỏi lại «ai»?")
    mai.decide(document, DecisionKind.FLAG, [SpanChange(percent, flagged)])
    title = span_of(PLAIN, "Chủ tịch UBND xã", "TITLE")
    mai.add(document, title)
    assert mai.spans(document) == [
        replace(per, state=State.ACCEPTED),
        ReviewSpan(-1, title, State.ACCEPTED),
        replace(loc, state=State.REJECTED),
        moved,
        flagged,
    ]
    assert counts_of(corpus, mai.log.id, document.id) == (1, 3, 1)
    stored = corpus.execute("SELECT text FROM review_spans ORDER BY start").fetchall()
    assert stored == [(s.span.text_of(PLAIN),) for s in mai.spans(document)]


def test_a_note_on_the_document_and_the_states_of_a_review(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    mai.decide(document, DecisionKind.FLAG, note=(None, "bản quét mờ"))
    mai.skip(document)
    row = mai.log.row(document.id)
    assert row is not None
    assert (row.note, row.state) == ("bản quét mờ", ReviewState.SKIPPED)
    mai.decide(document, DecisionKind.FLAG, note=("bản quét mờ", None))
    row = mai.log.row(document.id)
    assert row is not None
    assert (row.note, row.state) == (None, ReviewState.SKIPPED)


def test_two_reviewers_do_not_touch_each_other(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    mai.accept_all(document)
    mai.add(document, span_of(PLAIN, "Chủ tịch", "TITLE"))
    lan.open(document)
    lan.add(document, span_of(PLAIN, "Ông", "MISC"))
    lan.set(document, lan.spans(document)[1], State.REJECTED)
    assert counts_of(corpus, mai.log.id, document.id) == (0, 5, 0)
    assert counts_of(corpus, lan.log.id, document.id) == (3, 1, 1)
    mai.log.undo()
    assert counts_of(corpus, lan.log.id, document.id) == (3, 1, 1)


# -- races --------------------------------------------------------------------------------------


def test_a_decision_on_a_span_that_another_window_changed_is_lost(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    two.open(document)
    per = one.spans(document)[0]
    one.set(document, per, State.ACCEPTED)
    before = corpus.execute("SELECT count(*) FROM decisions").fetchone()
    with pytest.raises(RaceLostError, match="PER “Lò Văn Sìn” was changed in another window"):
        two.set(document, per, State.REJECTED)
    assert corpus.execute("SELECT count(*) FROM decisions").fetchone() == before
    assert states(one, document.id)[0] is State.ACCEPTED


def test_decisions_of_two_windows_on_different_spans_both_count(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    two.open(document)
    per, loc, *_ = one.spans(document)
    one.set(document, per, State.ACCEPTED)
    two.set(document, loc, State.REJECTED)
    assert states(one, document.id)[:2] == [State.ACCEPTED, State.REJECTED]
    assert counts_of(corpus, one.log.id, document.id) == (2, 1, 1)


def test_written_tells_of_others(corpus: Connection) -> None:
    from curator.model.review import Decision

    document = with_suggestions(corpus)
    log = ReviewLog(corpus, "mai")
    seen = log.open(document).last_decision
    flag = Decision(DecisionKind.FLAG, note=(None, "x"))
    first = log.decide(document, flag, seen=seen)
    assert not first.others
    unflag = Decision(DecisionKind.FLAG, note=("x", None))
    assert log.decide(document, unflag, seen=first.id).others is False
    assert log.decide(document, flag, seen=first.id).others is True


def test_a_span_over_one_that_another_window_accepted_is_lost(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    two.open(document)
    one.add(document, span_of(PLAIN, "Chủ tịch UBND", "TITLE"))
    with pytest.raises(RaceLostError, match="ORG “UBND xã” overlaps a span that another window"):
        two.add(document, span_of(PLAIN, "UBND xã", "ORG"), -2)


def test_a_span_over_one_that_another_window_brought_back_is_lost(corpus: Connection) -> None:
    """The span is pending again: accepting the rest later would make two that overlap."""
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    loc = one.spans(document)[1]
    one.set(document, loc, State.REJECTED)
    two.open(document)
    one.log.undo()
    with pytest.raises(RaceLostError, match="overlaps"):
        two.add(document, span_of(PLAIN, "UBND xã Nậm", "ORG"))


def test_the_same_number_for_two_added_spans_is_a_race(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    two.open(document)
    one.add(document, span_of(PLAIN, "Ông", "MISC"))
    with pytest.raises(RaceLostError):
        two.add(document, span_of(PLAIN, "hộ nghèo", "MISC"))
    two.open(document)
    two.add(document, span_of(PLAIN, "hộ nghèo", "MISC"), -2)
    assert counts_of(corpus, one.log.id, document.id) == (4, 2, 0)


def test_a_document_is_not_finished_over_what_another_window_brought_back(
    corpus: Connection,
) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.accept_all(document)
    two.open(document)
    one.log.undo()
    with pytest.raises(RaceLostError):
        two.finish(document)
    row = one.log.row(document.id)
    assert row is not None
    assert row.state is ReviewState.OPEN


def test_no_span_is_brought_back_in_what_another_window_finished(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai, other = Reviewer(corpus), Reviewer(corpus)
    mai.accept_all(document)
    other.open(document)
    accepted = other.spans(document)[0]
    mai.finish(document)
    pending = replace(accepted, state=State.PENDING)
    for change in (SpanChange(accepted, pending), SpanChange(None, replace(pending, id=-1))):
        with pytest.raises(RaceLostError, match="another window finished the document first"):
            other.decide(document, DecisionKind.RESTORE, [change])
    assert other.spans(document)[0] == accepted
    other.set(document, accepted, State.REJECTED)


def test_a_state_and_a_note_that_another_window_changed_are_a_race(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    one, two = Reviewer(corpus), Reviewer(corpus)
    one.open(document)
    two.open(document)
    one.skip(document)
    one.decide(document, DecisionKind.FLAG, note=(None, "mờ"))
    with pytest.raises(RaceLostError):
        two.finish(document)
    with pytest.raises(RaceLostError):
        two.decide(document, DecisionKind.FLAG, note=(None, "thiếu trang"))
    row = one.log.row(document.id)
    assert row is not None
    assert (row.state, row.note) == (ReviewState.SKIPPED, "mờ")


# -- undo and redo ------------------------------------------------------------------------------


def test_undo_and_redo_walk_over_documents_and_sessions(corpus: Connection) -> None:
    one, two = with_suggestions(corpus), with_suggestions(corpus, "b.txt", PLAIN + " Hết.")
    mai = Reviewer(corpus)
    mai.open(one)
    mai.open(two)
    mai.set(one, mai.spans(one)[0], State.ACCEPTED)
    mai.set(two, mai.spans(two)[0], State.REJECTED)
    mai.seen.clear()
    mai.set(one, mai.spans(one)[1], State.ACCEPTED)
    later = ReviewLog(corpus, "mai")
    undone = [later.undo(), later.undo(one), later.undo(two), later.undo()]
    assert [taken and taken.document_id for taken in undone] == [one.id, two.id, one.id, None]
    assert set(states(mai, one.id) + states(mai, two.id)) == {State.PENDING}
    redone = [later.redo() for _ in range(4)]
    assert [taken and taken.document_id for taken in redone] == [one.id, two.id, one.id, None]
    assert [taken.kind for taken in redone if taken] == ["accept", "reject", "accept"]
    assert states(mai, one.id)[:2] == [State.ACCEPTED, State.ACCEPTED]
    assert states(mai, two.id)[0] is State.REJECTED
    assert counts_of(corpus, later.id, one.id) == (2, 2, 0)


def test_undo_brings_back_every_kind_of_change(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    per, loc, *_ = before = mai.spans(document)
    title = span_of(PLAIN, "Chủ tịch UBND xã Nậm", "TITLE")
    added = ReviewSpan(-1, title, State.ACCEPTED)
    mai.decide(
        document,
        DecisionKind.ADD,
        [SpanChange(None, added), SpanChange(loc, replace(loc, state=State.REJECTED))],
    )
    longer = replace(added, span=replace(title, end=title.end + 4))
    mai.decide(document, DecisionKind.MOVE, [SpanChange(added, longer)])
    mai.decide(document, DecisionKind.REJECT, [SpanChange(longer, None)])
    relabelled = replace(per, span=Span(per.start, per.end, "figure", "DATE", "2024", None))
    mai.decide(document, DecisionKind.RELABEL, [SpanChange(per, relabelled)])
    mai.decide(document, DecisionKind.FLAG, note=(None, "mờ"))
    mai.skip(document)
    after, row = mai.spans(document), mai.log.row(document.id)
    while mai.log.undo():
        assert verify(corpus).problems == []
    assert mai.spans(document) == before
    undone = mai.log.row(document.id)
    assert undone is not None
    assert (undone.state, undone.note) == (ReviewState.OPEN, None)
    while mai.log.redo():
        assert verify(corpus).problems == []
    assert mai.spans(document) == after
    redone = mai.log.row(document.id)
    assert redone is not None
    assert row is not None
    assert (redone.state, redone.note) == (row.state, row.note)


def test_undoing_a_decision_on_hundreds_of_spans(corpus: Connection) -> None:
    text = " ".join(f"{number} hộ" for number in range(100, 400))
    document = add(corpus, "a.txt", text)
    spans = [Span(at * 7, at * 7 + 3, "figure", "CARDINAL") for at in range(300)]
    suggest(corpus, document, spans)
    mai = Reviewer(corpus)
    mai.open(document)
    changes = [SpanChange(s, replace(s, state=State.ACCEPTED)) for s in mai.spans(document)]
    mai.decide(document, DecisionKind.ACCEPT_REST, changes)
    assert counts_of(corpus, mai.log.id, document.id) == (0, 300, 0)
    mai.log.undo()
    assert counts_of(corpus, mai.log.id, document.id) == (300, 0, 0)
    mai.log.redo()
    assert counts_of(corpus, mai.log.id, document.id) == (0, 300, 0)


def test_a_new_decision_ends_what_could_be_redone(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    per, loc, *_ = mai.spans(document)
    mai.set(document, per, State.ACCEPTED)
    taken = mai.log.undo()
    assert taken is not None
    mai.seen[document.id] = taken.decision_id
    mai.set(document, loc, State.ACCEPTED)
    assert mai.log.redo() is None
    assert states(mai, document.id)[:2] == [State.PENDING, State.ACCEPTED]


def test_undo_is_a_decision_that_names_what_it_took_back(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai = Reviewer(corpus)
    mai.open(document)
    made = mai.set(document, mai.spans(document)[0], State.ACCEPTED)
    mai.log.undo()
    mai.log.redo()
    log = corpus.execute("SELECT kind, target FROM decisions ORDER BY id").fetchall()
    assert log == [("open", None), ("accept", None), ("undo", made), ("redo", made)]


def test_reviewers_undo_their_own(corpus: Connection) -> None:
    document = with_suggestions(corpus)
    mai, lan = Reviewer(corpus), Reviewer(corpus, "lan")
    mai.accept_all(document)
    assert lan.log.undo() is None
    assert counts_of(corpus, mai.log.id, document.id) == (0, 4, 0)


# -- places -------------------------------------------------------------------------------------


def test_places_are_kept_by_reviewer_and_document(corpus: Connection) -> None:
    one, two = with_suggestions(corpus), with_suggestions(corpus, "b.txt", PLAIN + " Hết.")
    mai, lan = ReviewLog(corpus, "mai"), ReviewLog(corpus, "lan")
    assert (mai.latest_document(), mai.place(one.id)) == (None, None)
    mai.save_place(one.id, Place(12, 3))
    lan.save_place(one.id, Place(1))
    mai.save_place(two.id, Place(0))
    assert (mai.place(one.id), mai.place(two.id)) == (Place(12, 3), Place(0, None))
    assert (mai.latest_document(), lan.latest_document()) == (two.id, one.id)
    mai.save_place(one.id, Place(13))
    assert (mai.latest_document(), mai.place(one.id)) == (one.id, Place(13))


def test_a_decision_keeps_the_place_in_the_same_transaction(corpus: Connection) -> None:
    from curator.model.review import Decision

    document = with_suggestions(corpus)
    log = ReviewLog(corpus, "mai")
    seen = log.open(document).last_decision
    decision = Decision(DecisionKind.FLAG, note=(None, "mờ"))
    log.decide(document, decision, seen=seen, place=Place(20, 2))
    assert log.place(document.id) == Place(20, 2)


# -- reviewers ----------------------------------------------------------------------------------


def test_reviewers_are_known_by_name(corpus: Connection) -> None:
    with pytest.raises(NotFoundError, match="no reviewer is named 'mai'; known: nobody yet"):
        reviewer_id(corpus, "mai")
    mai, lan = ReviewLog(corpus, "mai"), ReviewLog(corpus, "lan")
    chief = ReviewLog(corpus, "chủ tọa", adjudicator=True)
    assert len({mai.id, lan.id, chief.id}) == 3
    assert ReviewLog(corpus, "mai").id == reviewer_id(corpus, "mai") == mai.id
    assert reviewer_names(corpus) == ["lan", "mai"]
    with pytest.raises(NotFoundError, match="known: lan, mai"):
        reviewer_id(corpus, "hoa")


@pytest.mark.parametrize("name", ["", "  ", " mai", "mai\n"])
def test_what_is_no_name_is_refused(corpus: Connection, name: str) -> None:
    with pytest.raises(RefusedError, match="is no name"):
        ReviewLog(corpus, name)


def test_a_name_has_one_role(corpus: Connection) -> None:
    ReviewLog(corpus, "mai")
    ReviewLog(corpus, "lan", adjudicator=True)
    with pytest.raises(RefusedError, match="'mai' is a reviewer in this corpus"):
        ReviewLog(corpus, "mai", adjudicator=True)
    with pytest.raises(RefusedError, match="'lan' is an adjudicator in this corpus"):
        ReviewLog(corpus, "lan")
    with corpus.transaction():
        assert ensure_reviewer(corpus, "lan", adjudicator=True) == 2
