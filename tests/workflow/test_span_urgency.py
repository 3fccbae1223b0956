from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from curator.model.review import ReviewSpan, SpanState
from curator.model.span import Span
from curator.workflow.review.span_table import SpanTable
from curator.workflow.review.urgency import Urgency, urgency_of

_SPANS = st.builds(
    lambda number, start, length, state, comment, score: ReviewSpan(
        number, Span(start, start + length, "entity", "PER"), state, comment, "patterns", score
    ),
    st.integers(1, 12),
    st.integers(0, 3000),
    st.integers(1, 40),
    st.sampled_from(SpanState),
    st.sampled_from([None, None, "?"]),
    st.sampled_from([None, 0.2, 0.5, 0.7, 0.9]),
)


@given(
    st.lists(st.one_of(_SPANS, st.integers(1, 12), st.sampled_from([0.0, 0.5, 0.7, 1.0]))),
    st.lists(st.integers(0, 3100), max_size=12),
)
def test_the_urgency_of_a_range_is_that_of_its_spans_after_any_changes(
    acts: list[ReviewSpan | int | float], edges: list[int]
) -> None:
    table = SpanTable(sure=0.7)
    known: dict[int, ReviewSpan] = {}
    for act in acts:
        if isinstance(act, ReviewSpan):
            table.put(act)
            known[act.id] = act
        elif isinstance(act, float):
            table.sure = act
        else:
            table.remove(act)
            known.pop(act, None)
    cuts = sorted({0, 3100, *edges})
    for tried in (table, SpanTable(known.values(), sure=table.sure)):
        for start, end in pairwise(cuts):
            inside = [span for span in known.values() if start <= span.start < end]
            expected = max((urgency_of(s, table.sure) for s in inside), default=Urgency.NOTHING)
            assert tried.urgency_in(start, end) is expected
        uncertain = {s for s in known.values() if urgency_of(s, table.sure) is Urgency.UNCERTAIN}
        assert set(tried.uncertain()) == uncertain
