"""Random reviews: windows of one reviewer and another reviewer do whatever can be done.

After every act what the window shows, what is stored and what the decisions fold to are the same;
undoing everything leads back to the beginning, redoing it to the end.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from curator.corpus.activity import Activity
from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.reviewers import reviewer_id
from curator.corpus.reviews import ReviewLog, batch_spans, load_spans
from curator.corpus.verify import verify
from curator.model.review import (
    Decision,
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
    SpanState,
)
from curator.model.scheme import default_scheme
from curator.model.span import Span, check_range
from curator.text.fold import surface_key
from curator.workflow.loading import Role, load_spans_file
from curator.workflow.review.outcome import Outcome
from curator.workflow.review.session import ReviewSession
from tests.corpus.samples import HOSTILE, PLAIN, add, plain_spans, span_of, suggest

SCHEME = default_scheme()
DECOMPOSED = unicodedata.normalize(
    "NFD", "Sở Y tế\xa0Bạc Liêu:\r\n\r\n\tngày 5/9 tiêm 1.200 liều; còn 30% chưa tiêm.\r\n"
)
MEMORY = Path("/dev/shm")
WINDOWS = ("mai, window 1", "mai, window 2", "lan")


def hostile_spans() -> list[Span]:
    return [
        span_of(HOSTILE, "👩\u200d🌾", "MISC"),
        span_of(HOSTILE, "7", "CARDINAL", "figure"),
        span_of(HOSTILE, unicodedata.normalize("NFD", "Phạm Thị Huệ"), "PER"),
        span_of(HOSTILE, "12,5%", "PERCENT", "figure", value="12.5", unit="%"),
        span_of(HOSTILE, "36 km", "QUANTITY", "figure", value="36", unit="km"),
    ]


def decomposed_spans() -> list[Span]:
    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    return [
        span_of(DECOMPOSED, apart("Sở Y tế\xa0Bạc Liêu"), "ORG"),
        span_of(DECOMPOSED, apart("ngày 5/9"), "DATE", "figure", value="--09-05"),
        span_of(DECOMPOSED, "30%", "PERCENT", "figure", value="30", unit="%"),
    ]


@pytest.fixture(scope="module", autouse=True)
def _template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A corpus to copy for each example."""
    path = tmp_path_factory.mktemp("template") / "corpus.db"
    with Connection(path) as corpus:
        for name, text, spans in (
            ("thường.txt", PLAIN, plain_spans()),
            ("thù địch.txt", HOSTILE, hostile_spans()),
            ("tách dấu.txt", DECOMPOSED, decomposed_spans()),
        ):
            suggest(corpus, add(corpus, name, text), spans)
        corpus.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Reviews.template = path


Stored = tuple[ReviewState, str | None, dict[int, ReviewSpan]]


class Reviews(RuleBasedStateMachine):
    """Three windows on one corpus of three documents."""

    template: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(
            tempfile.mkdtemp(prefix="reviews-", dir=MEMORY if MEMORY.is_dir() else None)
        )
        self.path = self.folder / "corpus.db"
        shutil.copy(self.template, self.path)
        self.corpus = Connection(self.path)
        self.connections: dict[str, Connection] = {}
        self.sessions: dict[str, ReviewSession] = {}
        self.versions = 1
        for window in WINDOWS:
            self.start(window)

    def start(self, window: str, document: int | None = None) -> None:
        connection = self.connections[window] = Connection(self.path)
        name = window.partition(",")[0]
        self.sessions[window] = ReviewSession(connection, name, SCHEME, document)

    # -- what is stored ----------------------------------------------------------------------

    def decided(self) -> int:
        """How many decisions there are, openings left out."""
        count: int = self.corpus.execute(
            "SELECT count(*) FROM decisions WHERE kind != 'open'"
        ).fetchone()[0]
        return count

    def stored(self, name: str) -> dict[int, Stored]:
        """A reviewer's reviews by document."""
        reviewer = reviewer_id(self.corpus, name)
        rows = self.corpus.execute(
            "SELECT document_id, state, note FROM reviews WHERE reviewer_id = ?", (reviewer,)
        ).fetchall()
        return {
            document: (ReviewState(state), note, load_spans(self.corpus, reviewer, document))
            for document, state, note in rows
        }

    def check_window(self, window: str) -> None:
        """The window shows what is stored."""
        session = self.sessions[window]
        page = session.page
        state, comment, spans = self.stored(session.reviewer)[page.document.id]
        assert dict(page.table.as_mapping()) == spans
        assert (page.state, page.note) == (state, comment)
        for one in SpanState:
            assert page.table.counts[one] == sum(s.state is one for s in spans.values())
        assert list(page.table) == sorted(spans.values(), key=lambda s: (s.start, s.end, s.id))
        assert page.table.pending() == [s for s in page.table if s.state is SpanState.PENDING]

    def act(self, window: str, act: Callable[[ReviewSession], Outcome]) -> Outcome:
        """Do something in a window and check it."""
        session = self.sessions[window]
        decided, saved = self.decided(), session.saved
        outcome = act(session)
        note(f"{window}: {outcome.level} {outcome.message!r}")
        page = session.page
        # An act on several documents is undone as one, and counts as one.
        assert (self.decided() == decided) == (session.saved == saved)
        if act not in (ReviewSession.undo, ReviewSession.redo):
            assert self.decided() - decided == session.saved - saved
        if session.saved != saved or outcome.document or window == "lan":
            self.check_window(window)
        length = len(page.text)
        assert page.active is None or page.active_span() is not None
        assert 0 <= page.caret <= length
        if page.selection is not None:
            assert 0 <= page.selection[0] < page.selection[1] <= length
        for start, end in () if outcome.document else outcome.touched:
            assert 0 <= start <= end <= length + 1
        for span in page.table:
            check_range(page.document.text, span.start, span.end)
        return outcome

    # -- acts --------------------------------------------------------------------------------

    windows = st.sampled_from((*WINDOWS, WINDOWS[0], WINDOWS[0]))
    places = st.floats(0, 1, exclude_max=True)

    @rule(window=windows)
    def accept(self, window: str) -> None:
        self.act(window, ReviewSession.accept)

    @rule(window=windows)
    def reject(self, window: str) -> None:
        self.act(window, ReviewSession.reject)

    @rule(window=windows, label=st.sampled_from(list(SCHEME.labels)))
    def give_label(self, window: str, label: str) -> None:
        self.act(window, lambda session: session.label(label))

    @rule(
        window=windows,
        label=st.sampled_from(["ORG", "CARDINAL", "DATE"]),
        at=places,
        length=st.integers(1, 30),
        whole=st.booleans(),
    )
    def add_over_selection(
        self, window: str, label: str, at: float, length: int, whole: bool
    ) -> None:
        size = len(self.sessions[window].page.text)
        start = int(at * size)
        end = min(start + length, size)
        self.act(window, lambda s: s.select_range(start, end, whole_tokens=whole))
        self.act(window, lambda session: session.label(label))

    @rule(window=windows, at=places, length=st.integers(0, 12))
    def add_over_range(self, window: str, at: float, length: int) -> None:
        start = int(at * len(self.sessions[window].page.text))
        end = min(start + length, len(self.sessions[window].page.text))
        self.act(window, lambda session: session.add("LOC", start, end))

    @rule(
        window=windows,
        edge=st.sampled_from(["start", "end"]),
        step=st.sampled_from([-1, 1]),
        character=st.booleans(),
        times=st.integers(1, 4),
    )
    def move_edge(self, window: str, edge: str, step: int, character: bool, times: int) -> None:
        for _ in range(times):
            self.act(window, lambda session: session.move_edge(edge, step, character=character))

    @rule(
        window=windows,
        value=st.sampled_from(["", "12.5", "1312", "2024-09-05", "07:45", "x", " 30 "]),
        unit=st.sampled_from(["", "%", "VND", "hộ", "km", " % "]),
    )
    def edit_value(self, window: str, value: str, unit: str) -> None:
        self.act(window, lambda session: session.edit_value(value, unit))

    @rule(
        window=windows,
        step=st.sampled_from([ReviewSession.unit_longer, ReviewSession.unit_shorter]),
        times=st.integers(1, 3),
    )
    def step_unit(self, window: str, step: Callable[[ReviewSession], Outcome], times: int) -> None:
        for _ in range(times):
            self.act(window, step)

    @rule(window=windows, comment=st.sampled_from(["", "hỏi lại", "  ", "\x1b[1m[x]\x00"]))
    def flag(self, window: str, comment: str) -> None:
        self.act(window, lambda session: session.flag(comment))

    @rule(window=windows, comment=st.sampled_from(["", "bản mờ"]))
    def flag_the_document(self, window: str, comment: str) -> None:
        def flag(session: ReviewSession) -> Outcome:
            session.select_range(0, 3)
            if session.page.selection is None:
                session.page.active = None
            return session.flag(comment)

        self.act(window, flag)

    @rule(window=windows)
    def accept_rest(self, window: str) -> None:
        self.act(window, ReviewSession.accept_rest)

    @rule(window=windows)
    def apply_to_same(self, window: str) -> None:
        self.act(window, ReviewSession.apply_to_same)

    @rule(
        window=windows,
        surface=st.sampled_from(["xã", "Nậm Cắn", "7", "số", "", "%", "30%", "bạc liêu"]),
        label=st.sampled_from(["ORG", "CARDINAL", None]),
        first=st.integers(0, 2),
    )
    def decide_in_the_corpus(
        self, window: str, surface: str, label: str | None, first: int
    ) -> None:
        """One act on all documents in which the surface of the span, or another, stands."""

        def decide(session: ReviewSession) -> Outcome:
            found = session.concordance(surface or None)
            found.read()
            places = [place for group in found.groups for place in group.occurrences]
            assert len(places) == found.total
            for place in places:
                text = get_document(self.corpus, place.document).text
                assert surface_key(text[place.start : place.end]) == found.key
            return session.decide_occurrences(places[first:], label)

        self.act(window, decide)
        self.sessions["lan"].open_document(self.sessions["lan"].page.document.id)

    @rule(window=windows, at=places)
    def restore(self, window: str, at: float) -> None:
        def restore(session: ReviewSession) -> Outcome:
            events = session.history()
            if not events:
                return Outcome()
            return session.restore(events[int(at * len(events))])

        self.act(window, restore)

    @rule(
        window=windows,
        act=st.sampled_from(
            [
                ReviewSession.next_uncertain,
                ReviewSession.next_conflicting,
                ReviewSession.next_flagged,
                ReviewSession.next_unmarked,
                ReviewSession.next_hit,
                ReviewSession.previous_hit,
                lambda session: session.find("o"),
                lambda session: session.find("ế"),
            ]
        ),
    )
    def jump(self, window: str, act: Callable[[ReviewSession], Outcome]) -> None:
        self.act(window, act)
        page = self.sessions[window].page
        assert all(0 <= start < end <= len(page.text) for start, end in page.hits)

    @rule(window=windows)
    def look_at_the_day(self, window: str) -> None:
        """What was counted decision by decision is what a new count gives."""
        session = self.sessions[window]
        today = session.activity().today
        again = Activity(self.corpus, reviewer_id(self.corpus, session.reviewer))
        again.refresh()
        assert (today.spans, today.documents, today.decisions) == (
            again.today.spans,
            again.today.documents,
            again.today.decisions,
        )

    @rule(window=windows)
    def finish(self, window: str) -> None:
        self.act(window, ReviewSession.finish)

    @rule(window=windows)
    def finish_all(self, window: str) -> None:
        self.act(window, ReviewSession.accept_rest)
        self.act(window, ReviewSession.finish)

    @rule(window=windows)
    def rest_and_finish(self, window: str) -> None:
        self.act(window, ReviewSession.rest_and_finish)

    @rule(window=windows)
    def skip(self, window: str) -> None:
        self.act(window, ReviewSession.skip)

    @rule(window=windows, times=st.integers(1, 5))
    def undo(self, window: str, times: int) -> None:
        for _ in range(times):
            self.act(window, ReviewSession.undo)

    @rule(window=windows, times=st.integers(1, 5))
    def redo(self, window: str, times: int) -> None:
        for _ in range(times):
            self.act(window, ReviewSession.redo)

    @rule(
        window=windows,
        act=st.sampled_from(
            [
                ReviewSession.next_pending,
                ReviewSession.previous_pending,
                ReviewSession.next_span,
                ReviewSession.previous_span,
                ReviewSession.caret_left,
                ReviewSession.caret_right,
                ReviewSession.next_document,
                ReviewSession.previous_document,
                ReviewSession.select,
                ReviewSession.cancel,
            ]
        ),
        times=st.integers(1, 3),
    )
    def go(self, window: str, act: Callable[[ReviewSession], Outcome], times: int) -> None:
        for _ in range(times):
            self.act(window, act)

    @rule(window=windows, at=places)
    def click(self, window: str, at: float) -> None:
        offset = int(at * (len(self.sessions[window].page.text) + 1))
        self.act(window, lambda session: session.move_caret(offset))

    @rule(window=windows, at=places)
    def choose_in_the_list(self, window: str, at: float) -> None:
        page = self.sessions[window].page
        if page.span_count():
            span = page.table.at(int(at * page.span_count()))
            self.act(window, lambda session: session.go_to_span(span.id))
            assert page.active == span.id

    @rule(window=windows)
    def leave_and_come_back(self, window: str) -> None:
        session = self.sessions[window]
        session.save_place()
        page = session.page
        state = self.stored(session.reviewer)[page.document.id][0]
        self.connections[window].close()
        self.start(window)
        again = self.sessions[window].page
        self.check_window(window)
        if state is ReviewState.OPEN:
            assert again.document.id == page.document.id
            if page.active is None:
                assert again.caret == page.caret
            elif again.table.get(page.active) is not None:
                assert again.active == page.active

    @rule(document=st.integers(1, 3), left=st.integers(0, 2))
    def newer_suggestions(self, document: int, left: int) -> None:
        self.versions += 1
        found = get_document(self.corpus, document)
        spans = (plain_spans(), hostile_spans(), decomposed_spans())[document - 1]
        suggest(self.corpus, found, spans[left:], version=str(self.versions))

    @rule(name=st.sampled_from(["mai", "lan"]), document=st.integers(1, 3), at=places)
    def load_a_review(self, name: str, document: int, at: float) -> None:
        """What another process does; a second time it is nothing."""
        found = get_document(self.corpus, document)
        spans = (plain_spans(), hostile_spans(), decomposed_spans())[document - 1]
        wanted = spans[int(at * len(spans)) :]
        line = {
            "name": found.name,
            "spans": [
                {key: getattr(span, key) for key in ("start", "end", "layer", "label", "value")}
                for span in wanted
            ],
        }
        file = self.folder / "load.jsonl"
        file.write_text(json.dumps(line), encoding="utf-8")
        report = load_spans_file(self.corpus, file, Role.REVIEWER, name, SCHEME)
        assert report.problems == []
        accepted = [
            (s.start, s.end, s.label)
            for s in self.stored(name)[document][2].values()
            if s.state is SpanState.ACCEPTED
        ]
        assert sorted(accepted) == [(s.start, s.end, s.label) for s in wanted]
        assert load_spans_file(self.corpus, file, Role.REVIEWER, name, SCHEME).same == 1
        if name == "lan":  # nobody tells her window; another decision would be a race
            self.sessions["lan"].open_document(self.sessions["lan"].page.document.id)

    @rule(name=st.sampled_from(["mai", "lan"]), note=st.booleans())
    def decide_on_several_documents(self, name: str, note: bool) -> None:
        """One act in another window; it is undone as one."""
        log = ReviewLog(self.corpus, name)
        decisions = []
        for document, (_, comment, spans) in self.stored(name).items():
            row = log.row(document)
            assert row is not None
            changes = tuple(
                SpanChange(span, replace(span, state=SpanState.ACCEPTED))
                for span in spans.values()
                if span.state is SpanState.PENDING
            )
            if note:
                new = None if comment else "cùng lúc"
                decision = Decision(DecisionKind.FLAG, note=(comment, new))
            elif changes:
                decision = Decision(DecisionKind.ACCEPT_REST, changes)
            else:
                continue
            decisions.append((get_document(self.corpus, document), decision, row.last_decision))
        before, decided = self.stored(name), self.decided()
        log.decide_many(decisions)
        if decisions:
            after = self.stored(name)
            log.undo()
            assert self.stored(name) == before
            log.redo()
            assert self.stored(name) == after
            assert self.decided() == decided + 3 * len(decisions)
        if name == "lan":
            self.sessions["lan"].open_document(self.sessions["lan"].page.document.id)

    # -- what always holds -------------------------------------------------------------------

    @invariant()
    def sound(self) -> None:
        if not hasattr(self, "corpus"):
            return
        assert verify(self.corpus).problems == []
        for name in ("mai", "lan"):
            for state, _, spans in self.stored(name).values():
                live = sorted(
                    (s for s in spans.values() if s.state is not SpanState.REJECTED),
                    key=lambda s: s.start,
                )
                for one, two in pairwise(live):
                    assert one.end <= two.start
                if state is ReviewState.FINISHED:
                    assert all(span.state is SpanState.ACCEPTED for span in live)

    def teardown(self) -> None:
        if not hasattr(self, "corpus"):
            return
        try:
            for window in ("mai, window 2", "lan"):
                self.undo_all_and_redo_all(window)
        finally:
            for connection in (self.corpus, *self.connections.values()):
                connection.close()
            shutil.rmtree(self.folder)

    def undo_all_and_redo_all(self, window: str) -> None:
        name = self.sessions[window].reviewer
        end = self.stored(name)
        undone = 0
        while self.act(window, ReviewSession.undo).message != "nothing is left to undo":
            undone += 1
            assert undone < 1000
        for document, (state, comment, spans) in self.stored(name).items():
            (batch,) = self.corpus.execute(
                "SELECT batch_id FROM reviews WHERE document_id = ? AND reviewer_id = ?",
                (document, reviewer_id(self.corpus, name)),
            ).fetchone()
            assert (state, comment) == (ReviewState.OPEN, None)
            assert spans == ({} if batch is None else batch_spans(self.corpus, batch))
        for _ in range(undone):
            self.act(window, ReviewSession.redo)
        assert {d: self.stored(name)[d] for d in end} == end
        assert verify(self.corpus).problems == []


Reviews.TestCase.settings = settings(
    max_examples=int(os.environ.get("CURATOR_EXAMPLES", "60")),
    stateful_step_count=40,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
TestReviews = Reviews.TestCase
