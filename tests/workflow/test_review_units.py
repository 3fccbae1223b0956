"""The units of figures in the review: read from the text, a syllable longer and shorter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.corpus.connection import Connection
from curator.corpus.verify import verify
from curator.model.review import ReviewState, SpanState
from curator.model.scheme import default_scheme
from curator.model.span import Span
from curator.workflow.review.carrying import valued
from curator.workflow.review.dispatch import session_handlers
from curator.workflow.review.outcome import Level
from curator.workflow.review.session import ReviewSession
from curator.workflow.review.units import UnitStepError, stepped_unit, unit_stands_behind
from tests.corpus.samples import add, span_of, suggest

SCHEME = default_scheme()
TEXT = (
    "Ông Giàng A Pó giao 12 thửa ruộng\n  bậc thang, gần đó. Khu phố 3 hộ dân ở. "
    "Giá 25.000 đồng mỗi ký, đo 0,4 mg/dl máu khô vào 12/3."
)


@pytest.fixture
def session(corpus: Connection) -> Iterator[ReviewSession]:
    """The review of a document with two suggestions, and one after it."""
    document = add(corpus, "a.txt", TEXT)
    twelve = span_of(TEXT, "12", "CARDINAL", "figure", value="12", unit="thửa")
    suggest(corpus, document, [span_of(TEXT, "Giàng A Pó", "PER"), twelve])
    add(corpus, "b.txt", "Hết.")
    yield ReviewSession(corpus, "mai", SCHEME)
    assert verify(corpus).problems == []


def go(session: ReviewSession, surface: str) -> None:
    session.move_caret(TEXT.index(surface))


def mark(session: ReviewSession, surface: str, label: str) -> None:
    """Make a surface a span, and come back to it."""
    start = TEXT.index(surface)
    session.select_range(start, start + len(surface))
    session.label(label)
    session.move_caret(start)


def figure(session: ReviewSession) -> tuple[str | None, str | None]:
    """Value and unit of the active span."""
    span = session.page.active_span()
    assert span is not None
    return span.span.value, span.span.unit


def test_a_number_that_is_marked_gets_what_it_counts(session: ReviewSession) -> None:
    mark(session, "3", "CARDINAL")
    assert figure(session) == ("3", "hộ")
    session.label("ORDINAL")
    go(session, "3 hộ")
    assert figure(session) == ("3", None)
    session.label("CARDINAL")
    go(session, "3 hộ")
    assert figure(session) == ("3", "hộ")


def test_a_relabelled_sum_does_not_count_its_currency(session: ReviewSession) -> None:
    mark(session, "25.000 đồng", "MONEY")
    assert figure(session) == ("25000", "VND")
    session.label("CARDINAL")
    go(session, "25.000")
    assert figure(session) == (None, None)


def test_an_edge_that_moves_reads_what_is_counted(session: ReviewSession) -> None:
    mark(session, "phố 3", "CARDINAL")
    assert figure(session) == (None, None)
    session.move_edge("start", 1)
    assert figure(session) == ("3", "hộ")


@pytest.mark.parametrize(
    ("surface", "unit", "kept"),
    [
        ("3", "hộ dân", "hộ dân"),  # longer than the grammar reads it, and it stands there
        ("3", "phòng", "hộ"),
        ("3", None, "hộ"),
        ("0,4", "hộ", "hộ"),  # nothing else is read there
    ],
)
def test_what_is_counted_stays_while_it_stands_there(
    surface: str, unit: str | None, kept: str
) -> None:
    start = TEXT.index(surface)
    span = Span(start, start + len(surface), "figure", "CARDINAL", "1", unit)
    assert valued(span, TEXT, SCHEME).unit == kept


def test_a_unit_grows_and_shrinks_by_the_syllables_behind_the_figure(
    session: ReviewSession,
) -> None:
    go(session, "12")
    grown = ["thửa ruộng", "thửa ruộng bậc", "thửa ruộng bậc thang", "thửa ruộng bậc thang, gần"]
    handlers = session_handlers(session)
    for unit in grown:
        outcome = handlers["unit_longer"]()
        assert outcome is not None
        assert outcome.message == f"the unit is “{unit}”"
        assert figure(session) == ("12", unit)
    for unit in (*grown[-2::-1], "thửa"):
        handlers["unit_shorter"]()
        assert figure(session) == ("12", unit)
    outcome = handlers["unit_shorter"]()
    assert outcome is not None
    assert outcome.message == "the figure has no unit now"
    assert figure(session) == ("12", None)
    assert session.unit_shorter().message == "there is no unit to shorten"
    session.unit_longer()
    assert figure(session) == ("12", "thửa")


def test_a_step_accepts_the_span_stays_on_it_and_is_one_undo(session: ReviewSession) -> None:
    go(session, "12")
    session.unit_longer()
    span = session.page.active_span()
    assert span is not None
    assert (span.state, session.saved) == (SpanState.ACCEPTED, 1)
    outcome = session.undo()
    assert outcome.message == "undone: the value of CARDINAL “12” in a.txt"
    span = session.page.active_span()
    assert span is not None
    assert (span.state, span.span.unit) == (SpanState.PENDING, "thửa")


def test_where_no_unit_can_be_given(session: ReviewSession) -> None:
    outcome = session.unit_longer()
    assert (outcome.message, outcome.level) == ("only a figure has a unit", Level.WARNING)
    session.move_caret(0)
    assert "no span is active here" in session.unit_longer().message
    mark(session, "12/3", "DATE")
    assert session.unit_longer().message == "DATE has no unit"
    mark(session, "Khu phố", "CARDINAL")
    assert session.unit_longer().message == "a unit needs a value"
    mark(session, "0,4 mg", "QUANTITY")
    outcome = session.unit_shorter()
    assert (outcome.message, outcome.level) == ("QUANTITY needs a unit", Level.ERROR)
    assert session.saved == 3


def test_a_step_on_a_span_under_an_accepted_one_is_refused(session: ReviewSession) -> None:
    mark(session, "giao 12", "MISC")
    session.next_span()
    assert session.page.active_span() is not None
    for _ in range(len(session.page.table)):
        if figure(session)[0] == "12":
            break
        session.previous_span()
    assert "is accepted there" in session.unit_longer().message


def stepped(text: str, label: str, surface: str, unit: str | None, step: int) -> str:
    start = text.index(surface)
    return stepped_unit(text, Span(start, start + len(surface), "figure", label, "1", unit), step)


@pytest.mark.parametrize(
    ("label", "surface", "unit", "step", "wanted"),
    [
        ("QUANTITY", "0,4 mg/dl máu khô", "mg/dl máu khô", -1, "dl máu khô"),
        ("QUANTITY", "0,4 mg/dl máu khô", "khô", 1, "máu khô"),
        ("QUANTITY", "0,4 mg/dl máu khô", None, 1, "khô"),
        ("QUANTITY", "0,4 mg/dl máu khô", "khô", -1, ""),
        ("QUANTITY", "0,4", None, 1, "mg"),
        ("MONEY", "25.000 đồng mỗi ký", "VND", 1, "VND/ký"),
        ("MONEY", "25.000 đồng mỗi ký", "VND/mỗi ký", -1, "VND/ký"),
        ("MONEY", "25.000 đồng mỗi ký", "VND/ký", -1, "VND"),
        # A unit that is nowhere near, or was given from elsewhere.
        ("CARDINAL", "12", "mảnh ruộng", -1, "mảnh"),
        ("CARDINAL", "12", "mảnh", 1, "thửa"),
        ("CARDINAL", "12", "ruộng", 1, "ruộng bậc"),
    ],
)
def test_steps(label: str, surface: str, unit: str | None, step: int, wanted: str) -> None:
    assert stepped(TEXT, label, surface, unit, step) == wanted


@pytest.mark.parametrize(
    ("text", "label", "surface", "unit", "step", "told"),
    [
        ("Có 5. Rồi thôi", "CARDINAL", "5", None, 1, "no further word"),
        ("Có 5\n\nRồi thôi", "CARDINAL", "5", None, 1, "no further word"),
        ("Có 5 bò", "CARDINAL", "5", "bò", 1, "no further word"),
        ("Đo 5 mét", "QUANTITY", "5 mét", "mét", 1, "all words of the figure"),
        ("Giá 5 đồng", "MONEY", "5 đồng", "VND", -1, "cannot be shorter"),
        ("Giá 5 đồng", "MONEY", "5 đồng", None, 1, "is a currency"),
        ("Tăng 5% nữa", "PERCENT", "5%", "%", 1, "always `%`"),
    ],
)
def test_steps_that_cannot_be(
    text: str, label: str, surface: str, unit: str | None, step: int, told: str
) -> None:
    with pytest.raises(UnitStepError, match=told):
        stepped(text, label, surface, unit, step)


@given(st.text("ab12 \n.,(%/đồ", max_size=30), st.sampled_from(["CARDINAL", "QUANTITY"]))
def test_growing_and_shrinking_lead_back(behind: str, label: str) -> None:
    text = "7 " + behind
    units: list[str] = [""]
    span = Span(0, 1, "figure", label, "7")
    while True:
        try:
            units.append(
                stepped_unit(text, Span(0, 1, span.layer, label, "7", units[-1] or None), 1)
            )
        except UnitStepError:
            break
        assert units[-1] == " ".join(units[-1].split())
        assert len(units[-1]) > len(units[-2])
        assert unit_stands_behind(text, Span(0, 1, span.layer, label, "7", units[-1]))
    for shorter, unit in pairwise(units):
        back = stepped_unit(text, Span(0, 1, span.layer, label, "7", unit), -1)
        assert len(back) < len(unit)
        assert unit.startswith(back)
        assert back == shorter or shorter.startswith(back)


def test_the_rest_is_accepted_and_the_document_finished_with_one_act(
    session: ReviewSession,
) -> None:
    outcome = session_handlers(session)["rest_and_finish"]()
    assert outcome is not None
    assert outcome.message == "2 spans accepted; a.txt finished"
    assert (session.page.document.name, session.finished) == ("b.txt", 1)
    session.undo()
    assert session.page.document.name == "a.txt"
    assert session.page.state is ReviewState.OPEN
    assert session.page.table.counts[SpanState.ACCEPTED] == 2
    session.undo()
    assert session.page.table.counts[SpanState.PENDING] == 2
    session.redo()
    assert session.redo().message == "redone: finishing a.txt"


def test_nothing_pending_is_only_finished(session: ReviewSession) -> None:
    session.accept_rest()
    assert session.rest_and_finish().message == "a.txt finished"
    outcome = session.rest_and_finish()
    assert outcome.message == "b.txt finished; all is done"


def test_what_cannot_be_saved_is_not_finished(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReviewSession, "accept_rest", lambda self: session._no_span(), raising=True)
    assert session.rest_and_finish().level is Level.WARNING
    assert session.page.state is ReviewState.OPEN
