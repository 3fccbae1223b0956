"""What a reviewer does beyond one span: equal surfaces, the concordance, search, jumps, history."""

from __future__ import annotations

import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from curator.corpus.concordance import Verdict
from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.verify import verify
from curator.model.document import Document
from curator.model.review import DecisionKind, ReviewState, SpanState
from curator.model.scheme import default_scheme
from curator.model.span import Span
from curator.workflow.finding import find_by_name, find_in_document, search_corpus
from curator.workflow.review.actions import Keymap
from curator.workflow.review.outcome import Level
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import Reviewer, add, span_of, suggest

SCHEME = default_scheme()
ACCEPTED, PENDING, REJECTED = SpanState.ACCEPTED, SpanState.PENDING, SpanState.REJECTED
FIRST = (
    "Hoà An khen HÒA AN.\nUBND xã Hoà An họp; hoà\nan thì không, Hoà Anh cũng không.\n"
    "Có 50.000 cây, thêm 50.000 cây."
)
SECOND = "Về Hòa An, về " + unicodedata.normalize("NFD", "Hòa An") + ". Dân Hoà An làm 30.000 giờ."
THIRD = "Không có gì ở Đường Hoa."


def places_of(text: str, surface: str) -> list[int]:
    found, place = [], text.find(surface)
    while place >= 0:
        found.append(place)
        place = text.find(surface, place + 1)
    return found


def spans(text: str, *wanted: tuple[str, str, int]) -> list[Span]:
    """Spans by label, surface and which of its places."""
    return [
        Span(at, at + len(surface), SCHEME.labels[label].layer, label)
        for label, surface, number in wanted
        for at in (places_of(text, surface)[number],)
    ]


@pytest.fixture
def documents(corpus: Connection) -> list[Document]:
    one = add(corpus, "một.txt", FIRST)
    suggest(
        corpus,
        one,
        spans(
            FIRST, ("LOC", "Hoà An", 0), ("PER", "HÒA AN", 0), ("ORG", "UBND xã Hoà An", 0),
            ("CARDINAL", "50.000", 0),
        ),
    )  # fmt: skip
    two = add(corpus, "hai.txt", SECOND)
    suggest(corpus, two, spans(SECOND, ("LOC", "Hòa An", 0), ("QUANTITY", "30.000 giờ", 0)))
    return [one, two, add(corpus, "Đường ba.txt", THIRD)]


@pytest.fixture
def session(corpus: Connection, documents: list[Document]) -> Iterator[ReviewSession]:
    yield ReviewSession(corpus, "mai", SCHEME)
    assert verify(corpus).problems == []


def shown(session: ReviewSession) -> list[tuple[str, str, SpanState]]:
    page = session.page
    return [(span.label, page.text_of(span), span.state) for span in page.table]


def active(session: ReviewSession) -> str | None:
    span = session.page.active_span()
    return session.page.text_of(span) if span else None


# -- the same surface -----------------------------------------------------------------------------


def test_an_acceptance_is_carried_to_every_equal_surface(session: ReviewSession) -> None:
    session.accept()
    session.go_to_span(1)
    before = session.page.table.as_mapping().copy()
    outcome = session.apply_to_same()
    assert shown(session) == [
        ("LOC", "Hoà An", ACCEPTED),
        ("LOC", "HÒA AN", ACCEPTED),
        ("ORG", "UBND xã Hoà An", REJECTED),  # pending, and overlaps what is accepted
        ("LOC", "Hoà An", ACCEPTED),
        ("LOC", "hoà\nan", ACCEPTED),
        ("CARDINAL", "50.000", PENDING),
    ]
    assert outcome.message == "LOC “Hoà An”: 3 more, 2 of them new"
    assert active(session) == "50.000"
    assert session.saved == 2
    session.undo()
    assert dict(session.page.table.as_mapping()) == before
    session.redo()
    assert sum(state is ACCEPTED for *_, state in shown(session)) == 4


def test_what_lies_in_an_accepted_span_is_left_and_told(session: ReviewSession) -> None:
    session.go_to_span(3)
    session.accept()
    session.go_to_span(1)
    session.accept()
    session.go_to_span(1)
    outcome = session.apply_to_same()
    assert outcome.message == "LOC “Hoà An”: 2 more, 1 of them new; 1 left, they overlap others"
    assert ("ORG", "UBND xã Hoà An", ACCEPTED) in shown(session)


def test_a_rejection_is_carried_too_and_marks_nothing(session: ReviewSession) -> None:
    session.go_to_span(2)
    session.accept()
    session.go_to_span(1)
    session.reject()
    session.go_to_span(1)
    outcome = session.apply_to_same()
    assert outcome.message == "rejected “Hoà An”: 1 more"
    assert [(text, state) for _, text, state in shown(session)][:2] == [
        ("Hoà An", REJECTED),
        ("HÒA AN", REJECTED),
    ]
    assert len(shown(session)) == 4


def test_a_value_is_carried_with_the_label(session: ReviewSession) -> None:
    session.go_to_span(4)
    session.edit_value("50000", "cây")
    session.go_to_span(4)
    session.apply_to_same()
    assert [(s.span.value, s.span.unit) for s in session.page.table if s.label == "CARDINAL"] == [
        ("50000", "cây"),
        ("50000", "cây"),
    ]


def test_there_must_be_a_decision_to_carry(session: ReviewSession) -> None:
    assert session.apply_to_same().level is Level.WARNING
    session.accept()
    session.go_to_span(1)
    session.apply_to_same()
    session.go_to_span(1)
    saved = session.saved
    assert "no other" in session.apply_to_same().message
    assert session.saved == saved


# -- the concordance ------------------------------------------------------------------------------


def verdicts(session: ReviewSession, surface: str) -> dict[tuple[str, str | None], int]:
    found = session.concordance(surface)
    found.read()
    assert found.complete
    return {(group.verdict.value, group.label): len(group.occurrences) for group in found.groups}


def test_a_concordance_shows_what_became_of_each_place(session: ReviewSession) -> None:
    session.accept()
    session.reject()
    found = session.concordance("hoà an")
    assert found.decided == {("accepted", "LOC"): 1, ("rejected", "PER"): 1}
    assert found.read() == found.total == 7
    groups = {(group.verdict, group.label): group for group in found.groups}
    assert {key: len(group.occurrences) for key, group in groups.items()} == {
        (Verdict.ACCEPTED, "LOC"): 1,
        (Verdict.REJECTED, None): 1,
        (Verdict.PENDING, "LOC"): 1,
        (Verdict.UNMARKED, None): 3,
        (Verdict.INSIDE, "ORG"): 1,
    }
    assert [group.conflicting for group in found.groups] == [True, True, False, False, False]
    first = groups[Verdict.ACCEPTED, "LOC"].occurrences[0]
    assert (first.document, first.name, first.start, first.end) == (1, "một.txt", 0, 6)
    assert first.context.text[first.context.start : first.context.end] == "Hoà An"
    assert first.context.text == "Hoà An khen HÒA AN."


def test_a_concordance_is_read_in_parts_the_decided_first(
    corpus: Connection, session: ReviewSession
) -> None:
    for number in range(90):
        add(corpus, f"{number}.txt", f"Số {number} ở Hoà An và Hoà An.")
    session.open_document(60)
    start = session.page.text.index("Hoà An")
    session.select_range(start, start + 6)
    session.label("ORG")
    found = session.concordance("Hoà An")
    assert found.documents == 92
    assert found.read(occurrences=10) >= 10
    assert not found.complete
    assert found.groups[0].occurrences[0].document == 60
    while not found.complete:
        assert found.read(seconds=0.0)
    assert found.total == 7 + 180


def test_many_places_are_decided_on_and_undone_as_one(session: ReviewSession) -> None:
    session.page.active = None
    found = session.concordance("Hoà An")
    found.read()
    places = [place for group in found.groups for place in group.occurrences]
    outcome = session.decide_occurrences(places, "LOC")
    assert outcome.document
    assert outcome.message == "LOC: 7 places in 2 documents"
    assert verdicts(session, "Hoà An") == {("accepted", "LOC"): 7}
    assert session.saved == 2
    outcome = session.undo()
    assert outcome.message == "undone: LOC “Hoà An” at 7 places in 2 documents"
    assert (session.saved, session.page.document.name) == (4, "một.txt")
    assert ("accepted", "LOC") not in verdicts(session, "Hoà An")
    session.redo()
    found = session.concordance("Hoà An")
    found.read()
    outcome = session.decide_occurrences(found.groups[0].occurrences, None)
    assert outcome.message == "rejected: 7 places in 2 documents"
    assert ("accepted", "LOC") not in verdicts(session, "Hoà An")


def test_a_finished_document_stays_finished(corpus: Connection, session: ReviewSession) -> None:
    session.accept_rest()
    session.finish()
    assert session.page.document.name == "hai.txt"
    found = session.concordance("Hoà An")
    found.read()
    places = [place for group in found.groups for place in group.occurrences]
    outcome = session.decide_occurrences(places, "LOC")
    assert "1 left, they overlap others" in outcome.message
    session.open_document(1)
    assert session.page.state is ReviewState.FINISHED
    assert session.page.table.counts[PENDING] == 0


def test_figures_get_the_value_of_their_own_text(session: ReviewSession) -> None:
    found = session.concordance("50.000")
    found.read()
    places = [place for group in found.groups for place in group.occurrences]
    session.decide_occurrences(places, "CARDINAL")
    assert [s.span.value for s in session.page.table if s.label == "CARDINAL"] == ["50000"] * 2


def test_earlier_decisions_on_the_surface_are_told(session: ReviewSession) -> None:
    session.accept()
    session.reject()
    session.open_document(2)
    told = session.precedents("Hoà\nan")
    assert told.counts == {("accepted", "LOC"): 1, ("rejected", "PER"): 1}
    assert {(one.name, one.state, one.context.text[:6]) for one in told.examples} == {
        ("một.txt", "accepted", "Hoà An"),
        ("một.txt", "rejected", "Hoà An"),
    }
    assert session.precedents("không").counts == {}


# -- search ---------------------------------------------------------------------------------------


def test_a_search_goes_from_hit_to_hit_through_the_corpus(session: ReviewSession) -> None:
    outcome = session.find("hoa an")
    assert session.page.hits == find_in_document(FIRST, "hoa an")
    assert len(session.page.hits) == 5  # within `Hoà Anh` too
    assert (session.page.caret, outcome.message) == (0, "“hoa an”: 1 of 5")
    session.next_hit()
    assert active(session) == "HÒA AN"
    session.previous_hit()
    assert session.page.caret == 0
    # Before the first hit comes the last one of the document before, round the end.
    outcome = session.previous_hit()
    assert (session.page.document.name, outcome.document) == ("hai.txt", True)
    assert outcome.message == "“hoa an”: 3 of 3 in hai.txt"
    outcome = session.next_hit()
    assert (session.page.document.name, session.page.caret) == ("một.txt", 0)
    session.find("hoa anh")
    assert session.page.caret == FIRST.index("Hoà Anh")
    # In one document alone it goes round.
    for outcome in (session.next_hit(), session.previous_hit()):
        assert (outcome.message, outcome.document) == ("“hoa anh”: 1 of 1", False)
    session.cancel()
    assert (session.query, session.page.hits) == ("", [])
    assert session.next_hit().level is Level.WARNING


def test_a_search_with_accents_is_exact(session: ReviewSession) -> None:
    assert len(find_in_document(FIRST, "Hoà An")) == 4
    assert find_in_document(FIRST, "Hòa An") == [(12, 18)]
    assert session.find("hoá an").level is Level.WARNING
    session.find(" ")
    assert session.query == ""


def test_the_corpus_is_searched(corpus: Connection, session: ReviewSession) -> None:
    hits = search_corpus(corpus, "hoa a")
    assert [(hit.name, hit.count) for hit in hits] == [("một.txt", 5), ("hai.txt", 3)]
    assert hits[1].contexts[0].text == SECOND
    assert [hit.name for hit in search_corpus(corpus, "hoa a", after=1)] == ["hai.txt"]
    assert [hit.name for hit in search_corpus(corpus, "duong")] == ["Đường ba.txt"]
    assert search_corpus(corpus, "dương") == []
    session.go_to_place(hits[1].document, hits[1].first[0])
    assert (session.page.document.name, active(session)) == ("hai.txt", "Hòa An")


@pytest.mark.parametrize(
    "query",
    ['"', "AND", "a OR", "NEAR(", "TP.*", "^", "folded : x", "\x00", "\ud800", "-", "%", "(50"],
)
def test_any_text_may_be_searched_for(corpus: Connection, documents: object, query: str) -> None:
    for hit in search_corpus(corpus, query):
        assert query.lower() in get_document(corpus, hit.document).text.lower()
    assert isinstance(find_by_name(corpus, query), list)


def test_a_document_is_found_by_a_part_of_its_name(
    corpus: Connection, documents: list[Document]
) -> None:
    add(corpus, "một ba.txt", "x")
    add(corpus, "ba.txt", "y")
    assert [d.name for d in find_by_name(corpus, "BA")] == ["ba.txt", "một ba.txt", "Đường ba.txt"]
    assert [d.name for d in find_by_name(corpus, "duong b")] == ["Đường ba.txt"]
    assert [d.name for d in find_by_name(corpus, "mot")] == ["một.txt", "một ba.txt"]
    assert [d.name for d in find_by_name(corpus, "ba.t")] == [
        "ba.txt", "một ba.txt", "Đường ba.txt",
    ]  # fmt: skip
    assert find_by_name(corpus, "") == []


# -- jumps ----------------------------------------------------------------------------------------


def test_the_next_uncertain_has_a_low_score(session: ReviewSession) -> None:
    session.next_uncertain()
    assert active(session) == "HÒA AN"
    session.page.table.put(replace(session.page.table.at(2), score=0.9))
    session.next_uncertain()
    assert active(session) == "50.000"
    session.next_uncertain()
    assert active(session) == "Hoà An"
    session.sure = 0.5
    assert "below 0.5" in session.next_uncertain().message


def test_the_next_conflict_is_found_over_documents(session: ReviewSession) -> None:
    assert "two ways" in session.next_conflicting().message
    session.accept()
    session.open_document(2)
    session.label("ORG")
    session.open_document(1)
    session.page.active = None
    session.move_caret(len(FIRST))
    session.next_conflicting()
    assert active(session) == "Hoà An"
    session.label("ORG")
    assert "two ways" in session.next_conflicting().message


def test_what_an_acceptance_pushed_aside_is_no_conflict(session: ReviewSession) -> None:
    session.accept()
    start = FIRST.index("HÒA AN.")
    session.page.active = None
    session.add("ORG", FIRST.index("khen"), start + 6)
    assert ("PER", "HÒA AN", REJECTED) in shown(session)
    assert "two ways" in session.next_conflicting().message


def test_the_next_flag_may_be_in_another_document(session: ReviewSession) -> None:
    assert session.next_flagged().message == "nothing is flagged"
    session.go_to_span(4)
    session.flag("cây gì?")
    session.open_document(3)
    session.page.active = None
    session.flag("mờ")
    outcome = session.next_flagged()
    assert (session.page.document.name, active(session)) == ("một.txt", "50.000")
    assert outcome.message == "flagged: cây gì?"
    assert session.next_flagged().message == "flagged: mờ"
    assert session.page.document.name == "Đường ba.txt"


# -- history and the day --------------------------------------------------------------------------


def test_a_span_has_a_history_and_any_state_can_be_restored(session: ReviewSession) -> None:
    session.label("ORG")
    session.go_to_span(1)
    session.move_edge("end", -1)
    session.flag("sao?")
    session.undo()
    events = session.history()
    assert [(e.reviewer, e.kind.value) for e in events] == [
        ("mai", "open"), ("mai", "relabel"), ("mai", "move"), ("mai", "flag"), ("mai", "undo"),
    ]  # fmt: skip
    assert events[1].after is not None
    outcome = session.restore(events[1])
    assert outcome.message == "restored"
    assert session.page.active_span() == events[1].after
    assert session.restore(events[1]).message == "it is so already"
    session.restore(events[0])
    assert session.page.table.get(1) == events[0].after
    session.undo()
    assert session.page.table.get(1) == events[1].after


def test_what_cannot_be_restored_is_refused(session: ReviewSession) -> None:
    session.reject()
    session.page.active = None
    session.add("ORG", 0, FIRST.index(" HÒA"))
    session.go_to_span(1)
    outcome = session.restore(session.history()[0])
    assert outcome.level is Level.WARNING
    assert "is accepted there" in outcome.message
    session.undo()
    session.accept_rest()
    session.finish()
    session.open_document(1)
    session.go_to_span(1)
    assert "finished" in session.restore(session.history()[0]).message


def test_an_adjudicator_s_decisions_are_in_the_history(
    corpus: Connection, session: ReviewSession, documents: list[Document]
) -> None:
    judge = Reviewer(corpus, "toà", adjudicator=True)
    judge.open(documents[0])
    judge.set(documents[0], judge.spans(documents[0])[0], ACCEPTED)
    judge.add(documents[0], span_of(FIRST, "HÒA AN", "LOC"), -1)
    session.go_to_span(2)
    events = session.history()
    assert [(e.reviewer, e.kind) for e in events] == [
        ("mai", DecisionKind.OPEN), ("toà", DecisionKind.OPEN), ("toà", DecisionKind.ADD),
    ]  # fmt: skip
    session.restore(events[-1])
    span = session.page.table.get(2)
    assert span is not None
    assert (span.label, span.state) == ("LOC", ACCEPTED)


def test_the_day_s_work_is_counted(session: ReviewSession) -> None:
    assert session.activity().today.spans == 0
    session.accept()
    session.reject()
    session.label("ORG")
    session.undo()
    today = session.activity().today
    assert (today.spans, today.documents, today.decisions) == (2, 0, 4)
    session.accept_rest()
    session.finish()
    work = session.activity()
    assert (work.today.spans, work.session.spans, work.today.documents) == (4, 4, 1)
    assert 0 < work.session.seconds < 60
    session.undo()
    assert session.activity().today.documents == 0


def test_yesterday_is_another_day(corpus: Connection, session: ReviewSession) -> None:
    from curator.corpus.activity import Activity

    session.accept()
    reviewer = corpus.execute("SELECT id FROM reviewers").fetchone()[0]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    later = Activity(corpus, reviewer, tomorrow)
    later.refresh(tomorrow)
    assert (later.today.spans, later.session.spans) == (0, 0)
    night = session.activity()
    night.refresh(tomorrow)
    assert (night.today.spans, night.session.spans) == (0, 1)


def test_who_undoes_what_was_done_before_did_nothing_and_not_less(
    corpus: Connection, session: ReviewSession
) -> None:
    from curator.corpus.activity import Activity

    session.accept_rest()
    session.finish()
    begin = datetime.now(UTC) - timedelta(minutes=1)
    earlier = (begin - timedelta(minutes=1)).isoformat(timespec="milliseconds")
    corpus.execute("DROP TRIGGER decisions_no_update")
    corpus.execute("UPDATE decisions SET made_at = ?", (earlier,))
    reviewer = corpus.execute("SELECT id FROM reviewers").fetchone()[0]
    activity = Activity(corpus, reviewer, begin)
    session.undo()
    session.undo()
    activity.refresh()
    assert (activity.session.spans, activity.session.documents) == (0, 0)
    assert activity.session.spans_per_minute is None
    session.redo()  # it is as it was when the counting began
    activity.refresh()
    assert (activity.session.spans, activity.session.documents) == (0, 0)


def test_a_speed_is_told_when_there_was_enough_work_to_tell_it_from() -> None:
    from curator.corpus.activity import STEADY_SECONDS, Work

    assert Work().spans_per_minute is None
    assert Work(spans=9, seconds=STEADY_SECONDS - 1).spans_per_minute is None
    assert Work(spans=0, seconds=STEADY_SECONDS).spans_per_minute is None
    assert Work(spans=4, seconds=2 * STEADY_SECONDS).spans_per_minute == 4.0


def test_a_pause_counts_as_a_minute_at_most(corpus: Connection, session: ReviewSession) -> None:
    from curator.corpus.activity import IDLE_SECONDS, Activity

    session.accept()
    corpus.execute("DROP TRIGGER decisions_no_update")
    begin = datetime.now(UTC).astimezone().replace(hour=12, minute=0).astimezone(UTC)
    for number, minutes in enumerate((0.0, 0.5, 30.0), 1):
        if number > 2:
            session.accept()
        at = (begin + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")
        corpus.execute("UPDATE decisions SET made_at = ? WHERE id = ?", (at, number))
    today = Activity(corpus, 1, begin)
    today.refresh(begin)
    assert today.today.seconds == 30 + IDLE_SECONDS
    assert today.today.spans == 2


# -- keys -----------------------------------------------------------------------------------------


def test_no_key_has_two_acts_and_a_letter_is_never_the_only_one() -> None:
    keymap = Keymap(SCHEME)
    keys = [key for action in keymap for key in action.keys]
    assert len(keys) == len(set(keys)) == len(keymap.by_key)
    for action in keymap:
        assert any(len(key) > 1 or not key.isalpha() for key in action.keys)


_HALF = """
import os, signal, sys
from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.workflow.review.session import ReviewSession
corpus = Connection(sys.argv[1])
session = ReviewSession(corpus, "mai", default_scheme())
found = session.concordance("Hoà An")
found.read()
work = session.deciding([place for group in found.groups for place in group.occurrences], "LOC")
while work.progress.done < 1:
    work.go_on(0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_nothing_is_left_of_a_decision_whose_process_was_killed(
    corpus: Connection, session: ReviewSession
) -> None:
    before = corpus.execute("SELECT count(*) FROM decisions").fetchone()
    done = subprocess.run([sys.executable, "-c", _HALF, str(corpus.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert corpus.execute("SELECT count(*) FROM decisions").fetchone() == before
    assert verify(corpus).problems == []
    # And whoever waited may write.
    assert session.accept().level is Level.INFO
