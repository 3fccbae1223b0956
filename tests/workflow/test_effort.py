"""The effort benchmark: its expert stores the gold, and no key is lost or counted twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import effort
import pytest
from effort import BEST, Result, main, measure
from expert import Strategy, Work
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from other_tools import TOOLS
from review_keyboard import Act, Keyboard, field_keys, keystrokes, value_keys

from curator.corpus.connection import Connection
from curator.corpus.reviewers import reviewer_id
from curator.corpus.versions import reviewed
from curator.formats.jsonl import document_line, read_documents
from curator.model.record import DocumentRecord, SpanRecord
from curator.model.review import ReviewSpan, SpanState
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.workflow.review.actions import Keymap
from curator.workflow.review.session import ReviewSession

SCHEME = default_scheme()
TEXT = (
    "Chiều 7/9, bà Mùa Thị Sua ở xã Nậm Khao kể chuyện trồng quế.\n"
    "Cả bản có 45 hộ, thu 3,5 tấn vỏ, bán được 120 triệu đồng.\n"
    "Công ty Hương Rừng hứa mua hết, ông Giàng A Páo nói thêm.\n"
)


class Fixed:
    """A suggester that says what it was told to say, whatever the text."""

    name = "fixed"
    version = "1"

    def __init__(self, *spans: Span) -> None:
        self._spans = spans

    def suggest(self, text: str) -> Iterable[Suggestion]:
        """The spans it was made with."""
        return [Suggestion(span, self.name, self.version, 0.9) for span in self._spans]


def span(surface: str, label: str, value: str | None = None, unit: str | None = None) -> Span:
    start = TEXT.index(surface)
    return Span(start, start + len(surface), SCHEME.labels[label].layer, label, value, unit)


DATE = span("7/9", "DATE", "--09-07")
PERSON = span("Mùa Thị Sua", "PER")
PLACE = span("xã Nậm Khao", "LOC")
COUNT = span("45", "CARDINAL", "45", "hộ")
WEIGHT = span("3,5 tấn", "QUANTITY", "3.5", "tấn")
FIRM = span("Công ty Hương Rừng", "ORG")
GOLD = (DATE, PERSON, PLACE, COUNT, WEIGHT, FIRM)


def record(gold: Iterable[Span], text: str = TEXT, name: str = "quế.txt") -> DocumentRecord:
    spans = tuple(
        SpanRecord(
            start=one.start, end=one.end, layer=one.layer, label=one.label, value=one.value,
            unit=one.unit,
        )
        for one in gold
    )  # fmt: skip
    return DocumentRecord(name=name, text=text, spans=spans)


def result_of(
    folder: Path, gold: Iterable[Span], *suggested: Span, strategies: Sequence[Strategy] = BEST
) -> Result:
    return measure([record(gold)], folder / "effort.db", [Fixed(*suggested)], SCHEME, strategies)


def work_of(folder: Path, gold: Iterable[Span], *suggested: Span) -> Work:
    result = result_of(folder, gold, *suggested)
    assert result.problems == []
    assert result.equal
    return result.works[0]


def test_what_is_right_takes_one_key(tmp_path: Path) -> None:
    work = work_of(tmp_path, GOLD, *GOLD)
    assert work.keys == Counter({Act.FINISH: 1})
    assert work.times == Counter({Act.REST: 1, Act.FINISH: 1})


def test_one_by_one_takes_a_key_a_span(tmp_path: Path) -> None:
    result = result_of(tmp_path, GOLD, *GOLD, strategies=[Strategy.ONE_BY_ONE])
    assert result.works[0].keys == Counter({Act.ACCEPT: len(GOLD), Act.FINISH: 1})


def test_a_document_without_spans_is_finished(tmp_path: Path) -> None:
    assert work_of(tmp_path, ()).keys == Counter({Act.FINISH: 1})


def test_a_wrong_label_is_one_key_and_the_way(tmp_path: Path) -> None:
    wrong = span("Mùa Thị Sua", "ORG")
    work = work_of(tmp_path, GOLD, DATE, wrong, PLACE, COUNT, WEIGHT, FIRM)
    assert work.keys == Counter({Act.TRAVEL: 1, Act.RELABEL: 1, Act.FINISH: 1})


def test_a_superfluous_span_is_one_key(tmp_path: Path) -> None:
    extra = span("Chiều", "TIME")
    assert work_of(tmp_path, GOLD, extra, *GOLD).keys[Act.REJECT] == 1


def test_an_edge_is_a_key_a_syllable(tmp_path: Path) -> None:
    work = work_of(tmp_path, GOLD, DATE, PERSON, PLACE, COUNT, WEIGHT, span("Hương Rừng", "ORG"))
    assert work.keys[Act.EDGE] == 2
    assert work.moved == [2]
    assert work.keys[Act.ADD] == 0


def test_a_missing_span_is_its_extent_and_the_label(tmp_path: Path) -> None:
    work = work_of(tmp_path, (*GOLD, span("kể chuyện trồng", "MISC")), *GOLD)
    assert work.added == [3]
    # Two keys and the extent; without "select" where nothing is active.
    assert 3 <= work.keys[Act.ADD] <= 2 + 2
    assert work.times[Act.ADD] == 1


def test_a_missing_name_that_looks_like_one_is_its_label(tmp_path: Path) -> None:
    work = work_of(tmp_path, (*GOLD, span("Giàng A Páo", "PER")), *GOLD)
    assert work.added == [3]
    assert work.keys[Act.ADD] == 1  # the review selects it on the way there
    assert work.keys[Act.TRAVEL] >= 1


def test_a_missing_syllable_is_one_key(tmp_path: Path) -> None:
    work = work_of(tmp_path, (*GOLD, span("quế", "MISC")), *GOLD)
    assert work.keys[Act.ADD] == 1


def test_a_span_over_two_takes_their_place(tmp_path: Path) -> None:
    parts = (span("Công ty", "ORG"), span("Hương", "LOC"))
    work = work_of(tmp_path, GOLD, DATE, PERSON, PLACE, COUNT, WEIGHT, *parts)
    assert work.displaced == 1
    assert work.keys[Act.REJECT] == 0


def test_a_unit_from_elsewhere_is_typed(tmp_path: Path) -> None:
    counted = span("45", "CARDINAL", "45", "nóc nhà")
    work = work_of(tmp_path, (DATE, PERSON, PLACE, counted, WEIGHT, FIRM), *GOLD)
    assert work.keys[Act.VALUE] == value_keys(ReviewSpan(1, COUNT), "45", "nóc nhà")
    assert work.times[Act.VALUE] == 1


@pytest.mark.parametrize(
    ("shown", "wanted", "keys"),
    [("hộ, thu", "hộ", 1), ("hộ", "hộ, thu 3,5", 2), ("nhà", "hộ", 1), (None, "hộ", 1)],
)
def test_a_unit_of_the_text_is_a_key_a_syllable(
    tmp_path: Path, shown: str | None, wanted: str, keys: int
) -> None:
    counts = [span("45", "CARDINAL", "45", unit) for unit in (wanted, shown)]
    work = work_of(tmp_path, counts[:1], counts[1])
    assert work.keys[Act.VALUE] == keys
    assert work.times[Act.VALUE] == 1


def test_a_number_that_is_missing_gets_what_it_counts(tmp_path: Path) -> None:
    work = work_of(tmp_path, GOLD, DATE, PERSON, PLACE, WEIGHT, FIRM)
    assert work.keys[Act.VALUE] == 0


def test_edges_inside_a_syllable(tmp_path: Path) -> None:
    start = TEXT.index("Hương") + 1
    inside = Span(start, start + 3, "entity", "MISC")
    work = work_of(tmp_path, (*GOLD[:-1], inside), *GOLD[:-1])
    assert work.added == [1]


def test_the_bare_text(tmp_path: Path) -> None:
    result = measure([record(GOLD)], tmp_path / "bare.db", [], SCHEME)
    assert result.equal
    assert result.works[0].times[Act.ADD] == len(GOLD)
    assert result.works[0].keys[Act.REST] == 0
    assert result.lengths == [1, 3, 3, 1, 2, 4]


def test_what_is_stored_is_the_gold(tmp_path: Path) -> None:
    result = result_of(tmp_path, GOLD, span("bà Mùa", "PER"), span("45 hộ", "QUANTITY"))
    best = result.works[0]
    with Connection(tmp_path / "effort.db") as corpus:
        reviewer = reviewer_id(corpus, best.strategy.name.lower())
        stored = reviewed(corpus, best.document, reviewer)
    assert stored is not None
    assert {item.span for item in stored.spans} == set(GOLD)
    assert result.summary() == {
        "documents": 1, "spans": 6, "keys": best.total,
        "keys_per_span": round(best.total / 6, 4), "equal": True,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        (Span(0, 5, "entity", "GHOST"), "no such label"),
        (Span(0, 5, "figure", "PER"), "no such label"),
        (Span(7, 12, "entity", "PER"), "overlaps"),
        (Span(0, 5, "figure", "TIME", "nonsense"), "no keys that the expert knows"),
    ],
)
def test_gold_that_cannot_be_made_is_told(tmp_path: Path, gold: Span, told: str) -> None:
    result = result_of(tmp_path, (*GOLD, gold), *GOLD)
    assert not result.equal
    assert any(told in problem for problem in result.problems)
    assert result.spans == len(GOLD) + 1


def test_records_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    bare = DocumentRecord(name="trống.txt", spans=())
    same = record(GOLD, name="bản sao.txt")
    result = measure([record(GOLD), bare, same], tmp_path / "a.db", [Fixed(*GOLD)], SCHEME)
    assert len(result.works) == 1
    assert [problem.split(":")[0] for problem in result.problems] == ["trống.txt", "bản sao.txt"]


def test_a_difference_in_what_is_stored_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = Keyboard.edit_value

    def careless(self: Keyboard, value: str, unit: str) -> object:
        return edit(self, value, unit + "x")

    monkeypatch.setattr(Keyboard, "edit_value", careless)
    counted = span("45", "CARDINAL", "45", "nhà")
    result = result_of(tmp_path, (DATE, PERSON, PLACE, counted, WEIGHT, FIRM), *GOLD)
    assert not result.equal
    assert "what is stored is not the gold" in result.problems[0]


_TOKENS = [(0, 5), (6, 9), (11, 13), (14, 17), (18, 21), (22, 25), (26, 27), (28, 30), (31, 34)]
_spans = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 2), st.sampled_from(["PER", "ORG", "LOC", "MISC"])),
    max_size=6,
).map(lambda found: _apart(found))


def _apart(found: list[tuple[int, int, str]]) -> list[Span]:
    spans: list[Span] = []
    for first, more, label in sorted(found):
        start, end = _TOKENS[first][0], _TOKENS[min(first + more, 8)][1]
        if not spans or spans[-1].end <= start:
            spans.append(Span(start, end, "entity", label))
    return spans


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_spans, _spans)
def test_from_any_suggestions_to_any_gold(
    tmp_path_factory: pytest.TempPathFactory, gold: list[Span], suggested: list[Span]
) -> None:
    folder = tmp_path_factory.mktemp("effort")
    result = result_of(folder, gold, *suggested, strategies=[Strategy.NEAREST])
    assert result.problems == []
    if set(suggested) == set(gold):
        assert result.keys == 1
    else:
        assert result.keys > 1


# -- the keyboard ----------------------------------------------------------------------------


def test_previews_are_where_the_keys_lead(tmp_path: Path) -> None:
    result_of(tmp_path, GOLD, *GOLD)  # makes the corpus
    with Connection(tmp_path / "effort.db") as corpus:
        keyboard = Keyboard(ReviewSession(corpus, "another", SCHEME), Keymap(SCHEME))
        for round_ in range(3):
            for move in (*keyboard.moves, *reversed(keyboard.moves)):
                expected = keyboard.preview(keyboard.place(), move)
                keyboard.do(move, Act.TRAVEL)
                assert keyboard.place() == expected, move
            if round_ < 2:
                keyboard.do("next_pending", Act.TRAVEL)
                keyboard.do("reject", Act.REJECT)
        pending = keyboard.session.page.table.counts[SpanState.PENDING]
        assert pending == len(GOLD) - 2


def test_keys_go_through_the_keymap(tmp_path: Path) -> None:
    result_of(tmp_path, GOLD, *GOLD)
    own = Keymap(SCHEME, {"accept": "z"})
    with Connection(tmp_path / "effort.db") as corpus:
        keyboard = Keyboard(ReviewSession(corpus, "another", SCHEME), own)
        keyboard.press("z", Act.ACCEPT)
        assert keyboard.session.page.table.counts[SpanState.ACCEPTED] == 1
        with pytest.raises(KeyError):
            keyboard.press("enter", Act.ACCEPT)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("ha", 2), ("hộ", 4), ("đảng", 6), ("người", 8), ("45", 2)]
)
def test_keystrokes_of_telex(text: str, count: int) -> None:
    assert keystrokes(text) == count


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("ha", "ha", 0),
        ("", "kg", 2),  # typed
        ("kg", "", 1),  # deleted
        ("4500", "45000", 2),  # End, 0
        ("45000", "4500", 2),  # End, Backspace
        ("hộ gia đình", "hộ", 4),  # typed over
        ("lượt khách quốc tế", "khách quốc tế", 6),  # Home, Delete five times
    ],
)
def test_the_fewest_keys_for_a_field(old: str, new: str, count: int) -> None:
    assert field_keys(old, new) == count


# -- the command -----------------------------------------------------------------------------


def test_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(document_line(record(GOLD)) + "\n", encoding="utf-8")
    monkeypatch.setattr(effort, "default_suggesters", lambda model: [Fixed(*GOLD[:-1])])
    assert main([str(file), "--compare"]) == 0
    output = capsys.readouterr().out
    lines = output.splitlines()
    figures = json.loads(lines[-1])
    assert list(figures) == ["documents", "spans", "keys", "keys_per_span", "equal"]
    assert figures["documents"] == 1
    assert figures["spans"] == len(GOLD)
    assert figures["equal"] is True
    for tool in TOOLS:
        assert tool.name in output
    for act in Act:
        assert any(line.startswith(act.value) for line in lines)
    assert main([str(file), "--json-only", "--db", str(tmp_path / "kept.db")]) == 0
    assert json.loads(capsys.readouterr().out) == figures
    assert (tmp_path / "kept.db").exists()
    assert main([str(file), "--json-only", "--no-suggestions"]) == 0
    assert json.loads(capsys.readouterr().out)["keys"] > figures["keys"]


def test_the_command_fails_where_the_gold_is_not_reached(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gold.jsonl"
    ghost = record((*GOLD, Span(0, 5, "entity", "GHOST")))
    file.write_text(document_line(ghost) + "\n{broken\n", encoding="utf-8")
    monkeypatch.setattr(effort, "default_suggesters", lambda model: [Fixed(*GOLD)])
    assert main([str(file), "--json-only"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["equal"] is False
    assert "GHOST" in captured.err
    assert f"{file}:2" in captured.err
    file.write_text("", encoding="utf-8")
    assert main([str(file), "--json-only"]) == 2
    assert list(read_documents(file)) == []


def test_costs_in_other_tools() -> None:
    slate, prodigy, doccano = TOOLS
    work = Work(1, "a", 4, Strategy.DOWN)
    work.times = Counter({Act.REJECT: 2, Act.RELABEL: 1, Act.EDGE: 1, Act.ADD: 1})
    work.moved, work.added, work.displaced = [3], [4], 1
    assert slate.reviewing(work) == 4 + (4 + 3) + 3 + (2 + 3) + 1
    assert prodigy.reviewing(work) == 3 + 3 + 3 + 2 + 1
    assert doccano.reviewing(work) == 3 + 3 + 3 + 2 + 2
    assert slate.adding([1, 4]) == 2 + 5
