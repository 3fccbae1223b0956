"""A simulated expert: knows the gold, and the cheapest keys from what is shown to it.

For each thing that is wrong the expert weighs the ways to put it right (relabel, move the edges,
mark anew over it, reject, correct the value) with the shortest way there, found by a search over
all moves of the review; does the cheapest; and looks again. What is left is right, and is
accepted, and the document finished, with one key.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from review_keyboard import Act, Keyboard, Place, value_keys

from curator.figures import check_value
from curator.model.review import ReviewSpan, SpanState
from curator.model.span import Span, trim_range
from curator.text.boundaries import TokenGrid
from curator.workflow.review.carrying import valued
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.units import UnitStepError, stepped_unit

_MOST_KEYS = 200
"""A way of more keys is none."""
_SLACK = 40
"""So many code points a selection may go too far on its way to a range."""
_TRIES = 2
_MOST_STEPS = 9
"""A unit is never so many syllables longer or shorter."""
_EXTEND = ("caret_right", "caret_left", "caret_down", "caret_up", "line_end", "line_start")
_EDGES = ("start_left", "start_right", "end_left", "end_right")


class Strategy(StrEnum):
    """How the expert works."""

    DOWN = "from the top down, the rest at once"
    NEAREST = "the cheapest first, the rest at once"
    ONE_BY_ONE = "each span by itself"


@dataclass
class Work:
    """What one document took."""

    document: int
    name: str
    spans: int
    strategy: Strategy
    keys: Counter[Act] = field(default_factory=Counter)
    times: Counter[Act] = field(default_factory=Counter)
    """How often each act was done; an act may take several keys."""
    added: list[int] = field(default_factory=list)
    """The syllables of each span added."""
    moved: list[int] = field(default_factory=list)
    """The steps of each span whose edges were moved."""
    displaced: int = 0
    """Suggestions that gave way to an added or moved span, and took no key of their own."""
    problems: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All keys."""
        return sum(self.keys.values())


@dataclass(frozen=True, slots=True)
class _Route:
    actions: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class _Plan:
    """A way to put one thing right. `cost`: its keys, with those that will have to follow."""

    cost: int
    act: Act
    route: _Route
    run: Callable[[], Outcome]


@dataclass(frozen=True, slots=True)
class _Task:
    """One thing that is wrong, and the ways to put it right; each at most of so many keys."""

    start: int
    key: tuple[str, int, int, str]
    plans: Callable[[int], Iterator[_Plan]]


class _Ways:
    """The places that moves lead to from one place, the nearest first."""

    def __init__(
        self,
        keyboard: Keyboard,
        start: Place,
        moves: Callable[[Place], Sequence[str]],
        allowed: Callable[[Place], bool] = lambda _: True,
    ) -> None:
        self._keyboard = keyboard
        self._moves = moves
        self._allowed = allowed
        self._found: list[tuple[Place, int, str, int]] = [(start, -1, "", 0)]
        self._seen = {start}
        self._expanded = 0

    def first(self, goal: Callable[[Place], bool], most: int) -> _Route | None:
        """The shortest way of at most so many moves to a place that is wanted."""
        index = 0
        while True:
            while index < len(self._found):
                place, _, _, depth = self._found[index]
                if depth > most:
                    return None
                if goal(place):
                    return _Route(self._actions(index), place)
                index += 1
            if self._expanded == len(self._found):
                return None
            self._expand()

    def _actions(self, index: int) -> tuple[str, ...]:
        actions: deque[str] = deque()
        while index > 0:
            _, index, action, _ = self._found[index]
            actions.appendleft(action)
        return tuple(actions)

    def _expand(self) -> None:
        place, _, _, depth = self._found[self._expanded]
        for move in self._moves(place):
            found = self._keyboard.preview(place, move)
            if found not in self._seen and self._allowed(found):
                self._seen.add(found)
                self._found.append((found, self._expanded, move, depth + 1))
        self._expanded += 1


class Expert:
    """Turns the open document of a session into the gold.

    `gold`: the spans that are wanted, none overlapping another, their labels in the scheme.
    """

    def __init__(self, keyboard: Keyboard, gold: Sequence[Span], strategy: Strategy) -> None:
        self._keyboard = keyboard
        self._strategy = strategy
        self._session = keyboard.session
        self._page = keyboard.session.page
        self._gold = {(span.start, span.end, span.label): span for span in gold}
        self._tries: Counter[tuple[str, int, int, str]] = Counter()
        document = self._page.document
        self.work = Work(document.id, document.name, len(gold), strategy)
        keyboard.new_page()

    def review(self) -> Work:
        """Do the whole document, and finish it."""
        before = Counter(self._keyboard.keys)
        work = self.work
        while (plan := self._next_plan()) is not None:
            for action in plan.route.actions:
                self._keyboard.do(action, Act.TRAVEL)
            assert self._keyboard.place() == plan.route.place, "a move led elsewhere"
            rejected = self._page.table.counts[SpanState.REJECTED]
            outcome = plan.run()
            if outcome.level is not Level.INFO:
                work.problems.append(outcome.message)
            work.times[plan.act] += 1
            if plan.act in (Act.ADD, Act.EDGE):
                work.displaced += self._page.table.counts[SpanState.REJECTED] - rejected
        work.times[Act.FINISH] += 1
        if self._page.table.counts[SpanState.PENDING]:
            work.times[Act.REST] += 1
            self._keyboard.do("rest_and_finish", Act.FINISH)
        else:
            self._keyboard.do("finish", Act.FINISH)
        work.keys = self._keyboard.keys - before
        return work

    # -- what is wrong -----------------------------------------------------------------------

    def _next_plan(self) -> _Plan | None:
        """What is to be done next; None where all is right, or nothing helps."""
        ways = _Ways(self._keyboard, self._keyboard.place(), lambda _: self._keyboard.moves)
        tasks = sorted(self._tasks(ways), key=lambda task: task.start)
        best: tuple[_Plan, _Task] | None = None
        for task in tasks:
            if self._tries[task.key] >= _TRIES:
                continue
            most = best[0].cost - 1 if best else _MOST_KEYS
            for plan in task.plans(most):
                if best is None or plan.cost < best[0].cost:
                    best = (plan, task)
            if best and self._strategy is not Strategy.NEAREST:
                break
        if best is None:
            self.work.problems += [
                f"{key[0]} {key[3]} [{key[1]}, {key[2]}): no keys that the expert knows do it"
                for key in (task.key for task in tasks)
            ]
            return None
        self._tries[best[1].key] += 1
        return best[0]

    def _tasks(self, ways: _Ways) -> Iterator[_Task]:
        live = [span for span in self._page.table if span.state is not SpanState.REJECTED]
        shown = {(span.start, span.end, span.label): span for span in live}
        in_the_way: set[int] = set()
        for key, gold in self._gold.items():
            if key in shown:
                continue
            wrong = [
                span
                for span in self._page.table.overlapping(gold.start, gold.end)
                if span.state is not SpanState.REJECTED
                and (span.start, span.end, span.label) not in self._gold
            ]
            in_the_way.update(span.id for span in wrong)
            yield _Task(gold.start, ("mark", *key), self._to_mark(ways, gold, wrong))
        for key, span in shown.items():
            wanted = self._gold.get(key)
            if wanted is None:
                if span.id not in in_the_way:
                    yield _Task(span.start, ("reject", *key), self._to_reject(ways, span))
            elif (span.span.value, span.span.unit) != (wanted.value, wanted.unit):
                yield _Task(span.start, ("value of", *key), self._to_value(ways, span, wanted))
            elif self._strategy is Strategy.ONE_BY_ONE and span.state is SpanState.PENDING:
                yield _Task(span.start, ("accept", *key), self._to_accept(ways, span))

    # -- ways to put it right ----------------------------------------------------------------

    def _at(self, ways: _Ways, span: ReviewSpan, most: int) -> _Route | None:
        return ways.first(lambda place: place.active == span.id and not place.selection, most)

    def _to_accept(self, ways: _Ways, span: ReviewSpan) -> Callable[[int], Iterator[_Plan]]:
        def plans(most: int) -> Iterator[_Plan]:
            route = self._at(ways, span, most - 1)
            if route:
                run = lambda: self._keyboard.do("accept", Act.ACCEPT)  # noqa: E731
                yield _Plan(len(route.actions) + 1, Act.ACCEPT, route, run)

        return plans

    def _to_reject(self, ways: _Ways, span: ReviewSpan) -> Callable[[int], Iterator[_Plan]]:
        def plans(most: int) -> Iterator[_Plan]:
            route = self._at(ways, span, most - 1)
            if route:
                run = lambda: self._keyboard.do("reject", Act.REJECT)  # noqa: E731
                yield _Plan(len(route.actions) + 1, Act.REJECT, route, run)

        return plans

    def _to_value(
        self, ways: _Ways, span: ReviewSpan, gold: Span
    ) -> Callable[[int], Iterator[_Plan]]:
        value, unit = gold.value or "", gold.unit or ""
        typing = value_keys(span, value, unit)
        steps = _unit_steps(span.span, gold, self._page.document.text)

        def plans(most: int) -> Iterator[_Plan]:
            if steps is not None and len(steps) < typing:
                route = self._at(ways, span, most - len(steps))
                if route:
                    cost = len(route.actions) + len(steps)
                    yield _Plan(cost, Act.VALUE, route, lambda: self._do_all(steps, Act.VALUE))
                return
            text = span.span.text_of(self._page.document.text)
            if (value or unit) and check_value(gold.label, text, value, gold.unit) is not None:
                return  # the prompt would not take it
            route = self._at(ways, span, most - typing)
            if route:
                run = lambda: self._keyboard.edit_value(value, unit)  # noqa: E731
                yield _Plan(len(route.actions) + typing, Act.VALUE, route, run)

        return plans

    def _to_mark(
        self, ways: _Ways, gold: Span, wrong: Sequence[ReviewSpan]
    ) -> Callable[[int], Iterator[_Plan]]:
        def plans(most: int) -> Iterator[_Plan]:
            for span in wrong:
                for plan in self._changed(ways, span, gold, most):
                    most = min(most, plan.cost - 1)
                    yield plan
            yield from self._added(ways, gold, most)

        return plans

    def _changed(self, ways: _Ways, span: ReviewSpan, gold: Span, most: int) -> Iterator[_Plan]:
        """Move the edges of a wrong span, and relabel it."""
        steps = self._edge_steps(span, gold)
        if steps is None:
            return
        relabel = span.label != gold.label
        after = self._value_after(gold, None if relabel else span.span.unit)
        cost = len(steps) + relabel + self._value_cost(gold, after, stays=not relabel)
        route = self._at(ways, span, most - cost)
        if route is None:
            return

        def run() -> Outcome:
            outcome = self._do_all(steps, Act.EDGE)
            if outcome.level is not Level.INFO:
                return outcome
            if steps:
                self.work.moved.append(len(steps))
            if relabel:
                outcome = self._keyboard.label(gold.label, Act.RELABEL)
                if steps:
                    self.work.times[Act.RELABEL] += 1
            return outcome

        act = Act.EDGE if steps else Act.RELABEL
        yield _Plan(len(route.actions) + cost, act, route, run)

    def _do_all(self, actions: Sequence[str], act: Act) -> Outcome:
        """Do one after the other, until one cannot be done."""
        outcome = Outcome()
        for action in actions:
            outcome = self._keyboard.do(action, act)
            if outcome.level is not Level.INFO:
                break
        return outcome

    def _edge_steps(self, span: ReviewSpan, gold: Span) -> list[str] | None:
        view = self._page.view
        start, end = self._page.range_of(span)
        to_start, to_end = view.to_view(gold.start, gold.end)
        grid = self._page.grid
        first = _steps(grid, start, to_start, "start")
        last = _steps(grid, end, to_end, "end")
        return None if first is None or last is None else first + last

    def _added(self, ways: _Ways, gold: Span, most: int) -> Iterator[_Plan]:
        """Select the range from either end, or from what the review selects, and give the label."""
        page = self._page
        start, end = page.view.to_view(gold.start, gold.end)
        after = self._value_after(gold, None)
        cost = 1 + self._value_cost(gold, after)
        first, last = page.grid.around(start, start + 1), page.grid.around(end - 1, end)
        syllables = sum(1 for _ in page.grid.tokens_in(start, end))

        def within(token: tuple[int, int]) -> Callable[[Place], bool]:
            return lambda place: token[0] <= place.caret < token[1] and not place.selection

        def selected(place: Place) -> bool:
            chosen = place.selection
            return chosen is not None and chosen[0] < end and start < chosen[1]

        for goal in (selected, *(within(token) for token in {first, last})):
            route = ways.first(goal, most - cost)
            if route is None:
                continue
            left = most - cost - len(route.actions)
            extent = self._extent(route.place, (start, end), left)
            if extent is None:
                continue
            total = len(route.actions) + len(extent) + cost
            most = min(most, total - 1)

            def run(extent: tuple[str, ...] = extent) -> Outcome:
                for action in extent:
                    self._keyboard.do(action, Act.ADD)
                self.work.added.append(syllables)
                return self._keyboard.label(gold.label, Act.ADD)

            yield _Plan(total, Act.ADD, route, run)

    def _extent(self, place: Place, wanted: tuple[int, int], most: int) -> tuple[str, ...] | None:
        """The keys that select a range, from a place at one of its ends."""
        page = self._page
        grid, text = page.grid, page.text
        start, end = wanted
        whole = grid.around(start, end) == wanted
        edges = _EDGES if whole else (*_EDGES, *(f"{edge}_character" for edge in _EDGES))

        def moves(place: Place) -> Sequence[str]:
            if place.anchor is None:
                return ("select",) if place.active is not None else ("select", *edges)
            return (*_EXTEND, *edges)

        def allowed(place: Place) -> bool:
            chosen = place.selection
            return chosen is not None and chosen[0] >= start - _SLACK and chosen[1] <= end + _SLACK

        def goal(place: Place) -> bool:
            if place.selection is not None:
                return trim_range(text, *place.selection) == wanted
            return place.active is None and grid.around(place.caret, place.caret) == wanted

        route = _Ways(self._keyboard, place, moves, allowed).first(goal, most)
        return None if route is None else route.actions

    # -- figures -----------------------------------------------------------------------------

    def _value_after(self, gold: Span, unit: str | None) -> Span:
        """The value that the session reads for a span that is moved, relabelled or added."""
        text = self._page.document.text
        return valued(replace(gold, value=None, unit=unit), text, self._session.scheme)

    def _value_cost(self, gold: Span, after: Span, *, stays: bool = False) -> int:
        """The keys to correct the value afterwards; one to come back to the span left."""
        if after == gold:
            return 0
        keys = value_keys(ReviewSpan(0, after), gold.value or "", gold.unit or "")
        steps = _unit_steps(after, gold, self._page.document.text)
        return (not stays) + (keys if steps is None else min(keys, len(steps)))


def _unit_steps(span: Span, gold: Span, text: str) -> list[str] | None:
    """The keys that give a figure its unit by syllables of the text; None if they cannot."""
    if span.value is None or span.value != gold.value:
        return None
    wanted = gold.unit or ""
    ways = []
    for name, step in (("unit_longer", 1), ("unit_shorter", -1)):
        now, unit = span, ""
        for count in range(1, _MOST_STEPS + 1):
            try:
                unit = stepped_unit(text, now, step)
            except UnitStepError:
                break
            if check_value(span.label, span.text_of(text), span.value, unit or None) is not None:
                break
            if unit == wanted:
                ways.append([name] * count)
                break
            now = replace(now, unit=unit or None)
    return min(ways, key=len, default=None)


def _steps(grid: TokenGrid, here: int, wanted: int, edge: str) -> list[str] | None:
    """The fewest keys that move an edge: by syllables, and by characters (not over spaces)."""
    if edge == "start":
        syllable = {"start_left": grid.previous_start, "start_right": grid.next_start}
    else:
        syllable = {"end_left": grid.previous_end, "end_right": grid.next_end}
    text = grid.text
    back = 1 if edge == "end" else 0
    queue: deque[int] = deque([here])
    came: dict[int, tuple[int, str] | None] = {here: None}
    low, high = min(here, wanted) - _SLACK, max(here, wanted) + _SLACK
    while queue:
        offset = queue.popleft()
        if offset == wanted:
            break
        reached = [(name, step(offset)) for name, step in syllable.items()]
        for name, step in ((f"{edge}_left_character", -1), (f"{edge}_right_character", 1)):
            moved = offset - back + step
            while 0 <= moved < len(text) and text[moved].isspace():
                moved += step
            if 0 <= moved < len(text):
                reached.append((name, moved + back))
        for name, found in reached:
            if found not in came and low <= found <= high:
                came[found] = (offset, name)
                queue.append(found)
    if wanted not in came:
        return None
    names: list[str] = []
    at = came[wanted]
    while at is not None:
        names.append(at[1])
        at = came[at[0]]
    return names[::-1]
