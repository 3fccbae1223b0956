"""The review session: what every key does, as a plain object without a terminal.

The TUI, the scripted reviews of the tests and the effort benchmark drive this same object. Each
method is one act; what it decides is committed when it returns. An act that cannot be done says
so in its `Outcome` and changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from curator.corpus.activity import Activity
from curator.corpus.concordance import Concordance, Occurrence, Precedents, precedents
from curator.corpus.connection import Connection
from curator.corpus.documents import get_document
from curator.corpus.doubts import most_uncertain
from curator.corpus.history import SpanEvent, span_history
from curator.corpus.hits import Hits
from curator.corpus.jumps import Conflicts, next_flagged_document
from curator.corpus.news import Watch
from curator.corpus.queue import (
    Progress,
    neighbour,
    next_document,
    position,
    progress,
)
from curator.corpus.reviews import Place, ReviewLog, Taken
from curator.figures import check_value, read
from curator.model.document import Document
from curator.model.errors import CuratorError, RaceLostError
from curator.model.review import (
    Decision,
    DecisionKind,
    ReviewSpan,
    ReviewState,
    SpanChange,
    SpanState,
)
from curator.model.scheme import Scheme
from curator.model.span import Span, trim_range
from curator.model.work import Parts, Work
from curator.text.candidates import candidates
from curator.text.fold import surface_key
from curator.text.occurrences import SurfaceFinder
from curator.text.view import View
from curator.workflow.concordance import decide_occurrences
from curator.workflow.finding import find_by_name, find_in_document, search_corpus
from curator.workflow.review.ahead import Ahead
from curator.workflow.review.carrying import Ruling, carry, valued
from curator.workflow.review.outcome import Level, Outcome
from curator.workflow.review.page import OpenPage
from curator.workflow.review.quoting import quoted
from curator.workflow.review.span_table import SpanTable
from curator.workflow.review.undoing import in_words
from curator.workflow.review.units import UnitStepError, stepped_unit

if TYPE_CHECKING:
    from curator.workflow.documents import DocumentList
    from curator.workflow.home import Overview


class NothingToReviewError(CuratorError):
    """There is no document to open."""


class ReviewSession:
    """One reviewer at work, one document open at a time.

    Raises (in the constructor):
        NothingToReviewError: if the corpus holds no document.
        NotFoundError: if `document` is no document's id.
        RefusedError: if `reviewer` is no name, or an adjudicator's.
    """

    def __init__(
        self,
        corpus: Connection,
        reviewer: str,
        scheme: Scheme,
        document: int | None = None,
        *,
        sure: float = 0.7,
        uncertain_first: bool = False,
    ) -> None:
        self.scheme = scheme
        self._sure = sure
        self.reviewer = reviewer
        self._corpus = corpus
        self._log = ReviewLog(corpus, reviewer)
        self._seen = 0
        self.saved = 0
        """How many decisions of this session are in the database."""
        self.finished = 0
        """How many documents were finished in this session."""
        self.progress = Progress(0, 0, 0)
        self.position = 0
        self.query = ""
        """What was searched for last; its hits are marked in each document until it is left."""
        self._uncertain_first = uncertain_first
        self._activity = Activity(corpus, self._log.id)
        self._ahead = Ahead(corpus, sure=sure)
        self.page: OpenPage
        self._open(self._first_document() if document is None else document)

    @property
    def sure(self) -> float:
        """The score from which a suggestion does not count as uncertain."""
        return self._sure

    @sure.setter
    def sure(self, sure: float) -> None:
        self._sure = self._ahead.sure = self.page.table.sure = sure

    # -- documents ---------------------------------------------------------------------------

    def _first_document(self) -> int:
        """Where the reviewer left off, or the first document that is to be done."""
        latest = self._log.latest_document()
        if latest is not None:
            row = self._log.row(latest)
            if row is None or row.state is ReviewState.OPEN:
                return latest
        found = self._next_in_queue(latest)
        if found is None:
            found = latest if latest is not None else neighbour(self._corpus, 0, 1)
        if found is None:
            raise NothingToReviewError(
                f"{self._corpus.path} holds no document yet; `curator import PATH` brings some in"
            )
        return found

    def _next_in_queue(self, after: int | None) -> int | None:
        """The next document to review: in the order of import, or the least certain first."""
        found = None
        if self._uncertain_first:
            found = most_uncertain(self._corpus, self._log.id, but=after)
        return found or next_document(self._corpus, self._log.id, after)

    def _open(self, document_id: int) -> None:
        document = self._ahead.document(document_id) or get_document(self._corpus, document_id)
        row = self._log.open(document)
        table = self._spans_of(document_id, row.batch)
        self._seen = row.last_decision
        self.page = OpenPage(document, View.identity(document.text), table, row.state, row.note)
        if self.query:
            self.page.hits = find_in_document(self.page.text, self.query)
        self.progress = progress(self._corpus, self._log.id)
        self.position = position(self._corpus, document_id)
        place = self._log.place(document_id)
        self._go_to_place(place)
        self._log.save_place(document_id, self._place())

    def _spans_of(self, document_id: int, batch: int | None) -> SpanTable:
        """The reviewer's spans as they are now, on what was read ahead if it is still right."""
        table = self._ahead.take(document_id, batch)
        if table is None:
            return SpanTable(self._log.spans(document_id).values(), sure=self._sure)
        decided = self._log.decided_spans(document_id, table.as_mapping())
        if len(decided) > max(_MANY, len(table) // 8):
            return SpanTable({**table.as_mapping(), **decided}.values(), sure=self._sure)
        for span in decided.values():
            table.put(span)
        return table

    def read_ahead(self) -> bool:
        """Read a part of the document that comes next; False where nothing is left to read.

        For times when no key comes; each call takes a few milliseconds at most.
        """
        return self._ahead.step()

    def plan_ahead(self) -> None:
        """Find out which document comes next, to `read_ahead` of it."""
        following = self._next_in_queue(self.page.document.id)
        if following == self.page.document.id:
            following = None
        batch = None if following is None else self._log.batch_to_begin(following)
        self._ahead.want(following, batch)

    @property
    def text_ahead(self) -> str | None:
        """The text of the document that comes next, once it is read."""
        return self._ahead.text

    def _go_to_place(self, place: Place | None) -> None:
        page = self.page
        if place is not None:
            page.caret = page.view.to_view(place.caret, place.caret)[0]
            span = page.table.get(place.active)
            if span is not None:
                page.activate(span)
            return
        first = page.table.pending_after(-1)
        if first is not None:
            page.activate(first)

    def _place(self) -> Place:
        page = self.page
        return Place(page.view.to_raw(page.caret, page.caret)[0], page.active)

    def here(self) -> tuple[int, Place]:
        """The document and the place in it, to come back to by `return_to`."""
        return self.page.document.id, self._place()

    def return_to(self, document_id: int, place: Place) -> Outcome:
        """Go back to where the reviewer stood, from wherever an undo has led."""
        outcome = self._watch()
        if document_id != self.page.document.id:
            outcome = self.open_document(document_id)
        self.page.clear_selection()
        self.page.active = None
        self._go_to_place(place)
        return self._seen_after(outcome)

    def save_place(self) -> None:
        """Remember the caret and the active span for the next time."""
        self._log.save_place(self.page.document.id, self._place())

    def open_document(self, document_id: int) -> Outcome:
        """Open a document; the place in the present one is kept."""
        self.save_place()
        self._open(document_id)
        return Outcome(document=True)

    def next_document(self) -> Outcome:
        """Go to the next document in the order of import, whatever its state."""
        return self._neighbour(1, "this is the last document")

    def previous_document(self) -> Outcome:
        """Go to the previous document in the order of import, whatever its state."""
        return self._neighbour(-1, "this is the first document")

    def _neighbour(self, step: int, otherwise: str) -> Outcome:
        found = neighbour(self._corpus, self.page.document.id, step)
        if found is None:
            return Outcome().say(otherwise, Level.WARNING)
        return self.open_document(found)

    def finish(self) -> Outcome:
        """Finish the document and open the next; refused while spans are pending."""
        page = self.page
        pending = page.table.counts[SpanState.PENDING]
        if pending:
            outcome = self.next_pending()
            return outcome.say(
                f"{pending} {_plural(pending, 'span is', 'spans are')} still pending: "
                "decide them, or accept the rest",
                Level.WARNING,
            )
        if page.state is not ReviewState.FINISHED:
            written = self._decide(DecisionKind.FINISH, (), state=ReviewState.FINISHED)
            if written is not None:
                return written
            self.finished += 1
        return self._go_on("finished")

    def skip(self) -> Outcome:
        """Leave the document for later and open the next; skipped ones come back at the end."""
        if self.page.state is ReviewState.OPEN:
            written = self._decide(DecisionKind.SKIP, (), state=ReviewState.SKIPPED)
            if written is not None:
                return written
        return self._go_on("skipped")

    def _go_on(self, done: str) -> Outcome:
        name = self.page.document.name
        found = self._next_in_queue(self.page.document.id)
        if found is None or found == self.page.document.id:
            self.progress = progress(self._corpus, self._log.id)
            rest = "only skipped documents are left" if self.progress.skipped else "all is done"
            return Outcome().say(f"{name} {done}; {rest}")
        return self.open_document(found).say(f"{name} {done}")

    @property
    def all_is_finished(self) -> bool:
        """Whether this reviewer has finished every document, as far as was known last."""
        return self.progress.finished >= self.progress.documents

    def documents(self) -> DocumentList:
        """All documents with how far this reviewer is, to be filtered and sorted."""
        from curator.workflow.documents import DocumentList

        return DocumentList(self._corpus, self._log.id, self.scheme)

    def watch(self) -> Watch:
        """What other processes write to the corpus from now on."""
        return Watch(self._corpus, self._log.id)

    @property
    def path(self) -> Path:
        """The corpus's file."""
        return self._corpus.path

    def overview(self) -> Overview:
        """What there is to do for this reviewer; read it in parts."""
        from curator.workflow.home import Overview

        return Overview(self._corpus, self._log.id)

    def go_to_conflict(self, key: str) -> Outcome:
        """Go to a span of a surface, by its key, that was decided in different ways."""
        from curator.corpus.overview import place_of_conflict

        place = place_of_conflict(self._corpus, self._log.id, key)
        if place is None:
            return Outcome().say("that surface is not decided in different ways any more")
        outcome = self.go_to_span(place[1], place[0])
        return outcome.say(
            f"{quoted(self.surface_here())} was decided in different ways", Level.WARNING
        )

    # -- moving about ------------------------------------------------------------------------

    def next_pending(self) -> Outcome:
        """Go to the next pending span, round the end to the first."""
        return self._go_pending(forward=True)

    def previous_pending(self) -> Outcome:
        """Go to the previous pending span, round the start to the last."""
        return self._go_pending(forward=False)

    def _go_pending(self, *, forward: bool) -> Outcome:
        outcome = self._watch()
        page, table = self.page, self.page.table
        active = page.active_span()
        here = active.start if active else page.view.to_raw(page.caret, page.caret)[0]
        found = self._pending_beyond(active, here) if forward else table.pending_before(here)
        if found is None:
            found = table.pending_after(-1) if forward else table.pending_before(len(page.text) + 1)
            if found is None:
                return outcome.say("nothing is pending here: finish the document", Level.INFO)
            if found.id == page.active:
                return outcome.say("this is the only pending span")
            outcome.say("from the top again" if forward else "from the end again")
        page.activate(found)
        return self._seen_after(outcome)

    def _pending_beyond(self, active: ReviewSpan | None, here: int) -> ReviewSpan | None:
        """The next pending span; one that starts where the caret stands counts as next."""
        return self.page.table.pending_after(here if active else here - 1)

    def next_span(self) -> Outcome:
        """Go to the next span, decided or not."""
        return self._go_span(1)

    def previous_span(self) -> Outcome:
        """Go to the previous span, decided or not."""
        return self._go_span(-1)

    def _go_span(self, step: int) -> Outcome:
        outcome = self._watch()
        page = self.page
        if not len(page.table):
            return outcome.say("there is no span in this document")
        if page.active is not None:
            index = page.index_of(page.active) + step
        else:
            index = self._index_near(page.view.to_raw(page.caret, page.caret)[0], step)
        if not 0 <= index < len(page.table):
            return outcome.say("this is the last span" if step > 0 else "this is the first span")
        page.activate(page.table.at(index))
        return self._seen_after(outcome)

    def _index_near(self, offset: int, step: int) -> int:
        table = self.page.table
        low, high = 0, len(table)
        while low < high:
            middle = (low + high) // 2
            if table.at(middle).start < offset:
                low = middle + 1
            else:
                high = middle
        return low if step > 0 else low - 1

    def go_to_span(self, span_id: int, document_id: int | None = None) -> Outcome:
        """Make a span the active one, of this document or of another one."""
        outcome = self._watch()
        if document_id not in (None, self.page.document.id):
            assert document_id is not None
            outcome = self.open_document(document_id)
        span = self.page.table.get(span_id)
        if span is not None:
            self.page.activate(span)
        return self._seen_after(outcome)

    def caret_left(self) -> Outcome:
        """Move the caret to the previous syllable; a selection that was begun grows or shrinks."""
        return self.move_caret(self.page.grid.previous_start(self.page.caret))

    def caret_right(self) -> Outcome:
        """Move the caret to the next syllable; a selection that was begun grows or shrinks."""
        return self.move_caret(self.page.grid.next_start(self.page.caret))

    def move_caret(self, offset: int) -> Outcome:
        """Put the caret at an offset of the view; the span there becomes the active one."""
        outcome = self._watch()
        page = self.page
        page.caret = offset
        if page.anchor is not None:
            token = page.grid.around(page.caret, page.caret)
            page.selection = (min(page.anchor[0], token[0]), max(page.anchor[1], token[1]))
        else:
            page.selection = None
            page.activate_at_caret()
        return self._seen_after(outcome)

    def select(self) -> Outcome:
        """Begin a selection at the caret's syllable, or give the present one up."""
        outcome = self._watch()
        page = self.page
        if page.anchor is not None:
            page.clear_selection()
            page.activate_at_caret()
        else:
            token = page.grid.around(page.caret, page.caret)
            if token[0] == token[1]:
                token = page.grid.around(page.grid.next_start(page.caret), page.caret)
                if token[0] == token[1]:
                    return outcome.say("there is nothing to select here")
            page.anchor = page.selection = token
            page.active = None
            outcome.say("selecting: arrows extend, a label's key makes it a span, Esc leaves")
        return self._seen_after(outcome)

    def select_range(self, start: int, end: int, *, whole_tokens: bool = True) -> Outcome:
        """Select a range of the view, as the mouse does; by default as whole syllables."""
        outcome = self._watch()
        page = self.page
        if whole_tokens:
            start, end = page.grid.around(start, end)
        start, end = trim_range(page.text, start, end)
        page.clear_selection()
        if start < end:
            page.selection = (start, end)
            page.anchor = (start, end)
            page.active = None
            page.caret = start
        return self._seen_after(outcome)

    def cancel(self) -> Outcome:
        """Leave the selection; nothing is lost."""
        outcome = self._watch()
        page = self.page
        if page.selection is not None:
            page.clear_selection()
            page.activate_at_caret()
        elif self.query:
            self._touch_hits(outcome)
            self.query, page.hits = "", []
        return self._seen_after(outcome)

    # -- finding -----------------------------------------------------------------------------

    def find(self, query: str) -> Outcome:
        """Search the document and go to the first hit from the caret on; blank: leave the search.

        Without accents in the query any accents are found, with them exactly these.
        """
        page = self.page
        outcome = self._watch()
        self._touch_hits(outcome)
        self.query = query if query.strip() else ""
        page.hits = find_in_document(page.text, self.query)
        self._touch_hits(outcome)
        if not self.query:
            return self._seen_after(outcome)
        if not page.hits:
            return outcome.say(f"{quoted(query)} is not in this document", Level.WARNING)
        return self._go_to_hit(outcome, bisect_left(page.hits, (page.caret, 0)))

    def _touch_hits(self, outcome: Outcome) -> None:
        hits = self.page.hits
        outcome.touched += hits if len(hits) <= _MANY else [(hits[0][0], hits[-1][1])]

    def count_hits(self, query: str) -> int | None:
        """How often a query stands in the document; None where to know it would take long."""
        text = self.page.text
        return len(find_in_document(text, query)) if len(text) <= _QUICKLY_SEARCHED else None

    def documents_named(self, part: str, limit: int = 5) -> list[str]:
        """The names of documents that hold a part, without regard to accents, best first."""
        return [found.name for found in find_by_name(self._corpus, part, limit=limit)]

    def go_to_document(self, part: str) -> Outcome:
        """Open the document whose name holds `part`, the best of several; an error if none does."""
        found = find_by_name(self._corpus, part, limit=_NAMED + 1)
        if not found:
            return Outcome().say(f"no document's name holds {quoted(part)}", Level.ERROR)
        outcome = self.open_document(found[0].document)
        others = [one.name for one in found[1:]]
        if others:
            more = ", …" if len(others) == _NAMED else ""
            outcome.say(f"opened {found[0].name}; also {', '.join(others)}{more}")
        return outcome

    def next_hit(self) -> Outcome:
        """Go to the next hit; behind the last to the next document with one, round the end."""
        return self._step_hit(bisect_left(self.page.hits, (self.page.caret + 1, 0)), 1)

    def previous_hit(self) -> Outcome:
        """Go to the previous hit; before the first to the previous document with one."""
        return self._step_hit(bisect_left(self.page.hits, (self.page.caret, 0)) - 1, -1)

    def _step_hit(self, index: int, step: int) -> Outcome:
        hits = self.page.hits
        if not self.query or 0 <= index < len(hits):
            return self._go_to_hit(self._watch(), index)
        found = self._document_with_hit(step)
        if found is not None:
            return self._go_to_hit(self.open_document(found), 0 if step > 0 else -1)
        if not hits:
            return Outcome().say(f"{quoted(self.query)} is in no other document", Level.WARNING)
        return self._go_to_hit(self._watch(), index)

    def _document_with_hit(self, step: int) -> int | None:
        """The next document with a hit, or the previous one, round the end; None if no other."""
        here = self.page.document.id
        beyond: tuple[dict[str, int], ...] = ({"after": here}, {})
        if step < 0:
            beyond = ({"before": here}, {"before": _LAST})
        for limits in beyond:
            for found in search_corpus(self._corpus, self.query, limit=1, contexts=0, **limits):
                if found.document != here:
                    return found.document
        return None

    def _go_to_hit(self, outcome: Outcome, index: int) -> Outcome:
        page = self.page
        if not page.hits:
            what = f"{quoted(self.query)} is not in this document" if self.query else "search first"
            return outcome.say(what, Level.WARNING)
        index %= len(page.hits)
        page.clear_selection()
        page.caret = page.hits[index][0]
        page.activate_at_caret()
        where = f" in {page.document.name}" if outcome.document else ""
        outcome.say(f"{quoted(self.query)}: {index + 1} of {len(page.hits)}{where}")
        return self._seen_after(outcome)

    def hits(self, query: str) -> Hits:
        """All hits of a query in the corpus, this document's first; read them in parts."""
        return Hits(self._corpus, self._log.id, query, self.page.document.id)

    def go_to_hit(self, query: str, document_id: int, start: int) -> Outcome:
        """Search for a query and go to an offset of a document's raw text, a hit as a rule.

        The next hit is the one behind it then, as if the search had led there.
        """
        outcome = self._watch()
        self._touch_hits(outcome)
        self.query = query
        if document_id != self.page.document.id:
            outcome = self.open_document(document_id)
        else:
            self.page.hits = find_in_document(self.page.text, query)
            self._touch_hits(outcome)
        page = self.page
        offset = page.view.to_view(start, start)[0]
        index = bisect_left(page.hits, (offset, 0))
        if index < len(page.hits) and page.hits[index][0] == offset:
            return self._go_to_hit(outcome, index)
        return self._go_to_offset(outcome, offset)

    def go_to_place(self, document_id: int, start: int) -> Outcome:
        """Put the caret at an offset of a document's raw text, as a list of hits names it."""
        outcome = self._watch()
        if document_id != self.page.document.id:
            outcome = self.open_document(document_id)
        return self._go_to_offset(outcome, self.page.view.to_view(start, start)[0])

    def _go_to_offset(self, outcome: Outcome, offset: int) -> Outcome:
        page = self.page
        page.clear_selection()
        page.caret = offset
        page.activate_at_caret()
        return self._seen_after(outcome)

    def next_uncertain(self) -> Outcome:
        """Go to the next pending span whose score is below `sure`, round the end to the first."""
        outcome = self._watch()
        found = self._next_such(self.page.table.uncertain(), lambda _: True)
        if found is None:
            return outcome.say(f"no pending span has a score below {self.sure:g}")
        self.page.activate(found)
        return self._seen_after(outcome)

    def next_conflicting(self) -> Outcome:
        """Go to the next span whose surface was decided otherwise, here or in other documents."""
        outcome = self._watch()
        conflicts = Conflicts(self._corpus, self._log.id)
        document = self.page.document

        def conflicting(span: ReviewSpan) -> bool:
            return conflicts.has(document.id, span, surface_key(span.span.text_of(document.text)))

        decided = [span for span in self.page.table if span.state is not SpanState.PENDING]
        found = self._next_such(decided, conflicting)
        if found is None:
            return outcome.say("no surface of this document was decided in two ways")
        self.page.activate(found)
        return self._seen_after(outcome)

    def next_flagged(self) -> Outcome:
        """Go to the next flagged span; after the last one to the next document with a flag."""
        outcome = self._watch()
        page = self.page
        flagged = [span for span in page.table if span.comment is not None]
        here = self._here()
        found = next((span for span in flagged if (span.start, span.end, span.id) > here), None)
        if found is None:
            document = next_flagged_document(self._corpus, self._log.id, page.document.id)
            if document is not None:
                outcome = self.open_document(document)
                page = self.page
                flagged = [span for span in page.table if span.comment is not None]
            elif not flagged:
                text = f"only the document is flagged: {page.note}" if page.note else None
                return outcome.say(text or "nothing is flagged")
            found = flagged[0] if flagged else None
        if found is not None:
            page.activate(found)
        comment = found.comment if found is not None else page.note
        return self._seen_after(outcome.say(f"flagged: {comment}"))

    def next_unmarked(self) -> Outcome:
        """Select the next place without a span that looks like a name or a figure, round the end.

        Places with a rejected span do not count: something was decided there. A label's key makes
        the selection a span.
        """
        outcome = self._watch()
        page = self.page
        active = page.active_span()
        if page.selection is not None:
            behind = page.selection[1]
        else:
            behind = page.range_of(active)[1] if active is not None else page.caret
        # The caret may stand in the middle of a name: nothing was seen of it yet.
        fresh = page.selection is None and active is None

        def ahead(place: tuple[int, int]) -> bool:
            return place[1] > behind if fresh else place[0] >= behind

        size = len(page.text)
        found = next(filter(ahead, self._unmarked(max(0, behind - _NAME), size)), None)
        round_again = found is None
        if found is None:
            found = next(self._unmarked(0, min(size, behind + _NAME)), None)
        if found is None:
            return outcome.say("nothing unmarked looks like a name or a figure")
        page.selection = page.anchor = found
        page.active = None
        page.caret = found[0]
        again = "from the top again: " if round_again else ""
        place = quoted(page.text[slice(*found)])
        what = f"{again}unmarked{self._number_of_unmarked(found)}: {place}"
        outcome.say(f"{what}; a label's key makes it a span, Esc leaves")
        return self._seen_after(outcome)

    def _number_of_unmarked(self, place: tuple[int, int]) -> str:
        """Which of all unmarked places this one is, where counting them takes no time."""
        if len(self.page.text) > _QUICKLY_COUNTED:
            return ""
        places = list(self._unmarked(0, len(self.page.text)))
        return f" {places.index(place) + 1} of {len(places)}" if place in places else ""

    def _unmarked(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Ranges around the view's `[start, end)` that look like names or figures, unmarked."""
        page = self.page

        def taken(first: int, last: int) -> bool:
            return bool(page.table.overlapping(*page.view.to_raw(first, last)))

        return candidates(page.text, start, end, taken)

    def _next_such(
        self, spans: list[ReviewSpan], wanted: Callable[[ReviewSpan], bool]
    ) -> ReviewSpan | None:
        """The next of the spans (in order) from here on, round the end, that is wanted."""
        here = self._here()
        behind = bisect_right(spans, here, key=lambda span: (span.start, span.end, span.id))
        return next((span for span in (*spans[behind:], *spans[:behind]) if wanted(span)), None)

    def _here(self) -> tuple[int, int, int]:
        """The place of the active span, or of the caret, in the order of spans."""
        page = self.page
        active = page.active_span()
        if active is not None:
            return (active.start, active.end, active.id)
        return (page.view.to_raw(page.caret, page.caret)[0] - 1, len(page.text) + 1, 0)

    # -- the same surface --------------------------------------------------------------------

    def apply_to_same(self) -> Outcome:
        """Carry the decision on the active span to every equal surface of the document.

        Spans that are pending or decided otherwise get its label and value, or are rejected as it
        is; where it is accepted, places that nobody marked become spans. One decision, one undo.
        """
        page = self.page
        span = page.active_span()
        if span is None:
            return self._no_span()
        if span.state is SpanState.PENDING:
            return Outcome().say("accept or reject this span first", Level.WARNING)
        raw = page.document.text
        surface = page.text_of(span)
        finder = SurfaceFinder(surface)
        places = {(s.start, s.end) for s in page.table if finder.covers(raw, s.start, s.end)}
        accepted = span.state is SpanState.ACCEPTED
        if accepted:
            places |= set(finder.find(raw))
        carried = carry(
            Ruling(
                span.span.layer,
                span.label if accepted else None,
                lambda inner: replace(inner, value=span.span.value, unit=span.span.unit),
            ),
            places,
            page.table,
            exclusive=self.scheme.exclusive,
        )
        what = f"{span.label if accepted else 'rejected'} {quoted(surface)}"
        skipped = f"; {carried.skipped} left, they overlap others" if carried.skipped else ""
        if not carried.changes:
            return Outcome().say(f"{what}: there is no other to decide{skipped}")
        outcome = self._watch()
        written = self._decide(DecisionKind.SAME, carried.changes, beyond=span)
        if written is not None:
            return written
        added = f", {carried.added} of them new" if carried.added else ""
        outcome.say(f"{what}: {carried.places} more{added}{skipped}")
        return self._seen_after_many(outcome, carried.changes)

    def _seen_after_many(self, outcome: Outcome, changes: list[SpanChange]) -> Outcome:
        if len(changes) > _MANY:
            outcome.touched.append((0, len(self.page.text)))
            outcome.reordered = True
            changes = []
        return self._seen_after(outcome, changes)

    def surface_here(self) -> str:
        """The text of the active span, the selection, or the syllable under the caret."""
        page = self.page
        span = page.active_span()
        if page.selection is None and span is not None:
            return page.text_of(span)
        start, end = page.selection or page.grid.around(page.caret, page.caret)
        return page.document.text[slice(*page.view.to_raw(start, end))]

    def concordance(self, surface: str | None = None) -> Concordance:
        """All places of a surface in the corpus, by default of the one here; read it in parts."""
        return Concordance(
            self._corpus, self._log.id, self.surface_here() if surface is None else surface
        )

    def precedents(self, surface: str | None = None, examples: int = 3) -> Precedents:
        """The reviewer's decisions on a surface in all documents, by default on the one here."""
        key = surface_key(self.surface_here() if surface is None else surface)
        return precedents(self._corpus, self._log.id, key, examples)

    def decide_occurrences(self, occurrences: Iterable[Occurrence], label: str | None) -> Outcome:
        """Give places of a concordance a label, or with None reject them; undone as one act."""
        return self.deciding(occurrences, label).finish()

    def deciding(self, occurrences: Iterable[Occurrence], label: str | None) -> Work[Outcome]:
        """`decide_occurrences` in parts."""
        what = "rejecting" if label is None else f"labelling {label}"
        return Work(what, self._deciding(occurrences, label))

    def _deciding(self, occurrences: Iterable[Occurrence], label: str | None) -> Parts[Outcome]:
        try:
            self.save_place()
            done = yield from decide_occurrences(self._log, self.scheme, occurrences, label)
        except CuratorError as error:
            return Outcome().say(f"not saved: {error.reason}", Level.ERROR)
        self.saved += done.documents
        outcome = Outcome()
        row = self._log.row(self.page.document.id)
        if row is None or row.last_decision != self._seen:
            self._open(self.page.document.id)
            outcome.document = True
        count, documents = done.places, done.documents
        skipped = f"; {done.skipped:,} left, they overlap others" if done.skipped else ""
        same = f"; {done.same:,} were so already" if done.same else ""
        return outcome.say(
            f"{label or 'rejected'}: {count:,} {_plural(count, 'place', 'places')} in "
            f"{documents:,} {_plural(documents, 'document', 'documents')}{same}{skipped}"
        )

    @property
    def writing(self) -> bool:
        """Whether an act is being done in parts: nothing else can be written then."""
        return self._corpus.writing

    # -- history and activity ----------------------------------------------------------------

    def history(self) -> list[SpanEvent]:
        """Who decided what and when on the active span, oldest first; empty without one."""
        span = self.page.active_span()
        if span is None:
            return []
        return span_history(self._corpus, self._log.id, self.page.document.id, span)

    def restore(self, event: SpanEvent) -> Outcome:
        """Make the span what it was after an event of its history; a decision like any other.

        The event of somebody else makes one's own span over that range what theirs was.
        """
        page = self.page
        goal = event.after
        known = event.after or event.before
        assert known is not None
        mine = page.table.get(known.id) if event.reviewer == self.reviewer else None
        if event.reviewer != self.reviewer:
            over = page.table.overlapping(known.start, known.end)
            mine = next((s for s in over if s.span == known.span), None) or next(
                (s for s in over if (s.start, s.end) == (known.start, known.end)), None
            )
            if mine is not None and goal is not None:
                goal = replace(mine, span=goal.span, state=goal.state)
            elif mine is not None:
                goal = replace(mine, state=SpanState.REJECTED) if mine.id > 0 else None
            elif goal is not None:
                free = page.table.smallest_id() - 1
                goal = ReviewSpan(free, goal.span, goal.state)
        if goal == mine:
            return Outcome().say("it is so already")
        if goal is not None and goal.state is SpanState.PENDING:
            if page.state is ReviewState.FINISHED:
                return Outcome().say(
                    "the document is finished: no span of it can be pending", Level.WARNING
                )
            if self._below(goal.span, goal.id, SpanState.PENDING):
                return Outcome().say("another pending span is there now", Level.WARNING)
        changes = [SpanChange(mine, goal)]
        if goal is not None and goal.state is not SpanState.REJECTED:
            clash = self._accepted_overlap(goal.span, goal.id)
            if clash is not None:
                return self._refuse_overlap(clash)
        if goal is not None and goal.state is SpanState.ACCEPTED:
            changes += self._displace(goal.span, goal.id)
        outcome = self._watch()
        written = self._decide(DecisionKind.RESTORE, changes)
        if written is not None:
            return written
        if goal is not None:
            page.activate(goal)
        return self._seen_after(outcome.say("restored"), changes)

    def activity(self) -> Activity:
        """The reviewer's work today and in this session, up to date but for an act in parts."""
        if not self.writing:
            self._activity.refresh()
        return self._activity

    # -- decisions ---------------------------------------------------------------------------

    def accept(self) -> Outcome:
        """Accept the active span and go to the next pending one."""
        span = self.page.active_span()
        if span is None:
            return self._no_span()
        if span.state is SpanState.ACCEPTED:
            return self.next_pending()
        clash = self._accepted_overlap(span.span, span.id)
        if clash is not None:
            return self._refuse_overlap(clash)
        changes = [SpanChange(span, replace(span, state=SpanState.ACCEPTED))]
        changes += self._displace(span.span, span.id)
        return self._decide_and_go_on(DecisionKind.ACCEPT, changes)

    def reject(self) -> Outcome:
        """Reject the active span, or take away one added by hand, and go to the next pending."""
        span = self.page.active_span()
        if span is None:
            return self._no_span()
        if span.id < 0:
            change = SpanChange(span, None)
        elif span.state is SpanState.REJECTED:
            return self.next_pending()
        else:
            change = SpanChange(span, replace(span, state=SpanState.REJECTED))
        return self._decide_and_go_on(DecisionKind.REJECT, [change])

    def label(self, name: str) -> Outcome:
        """Give a label: the selection becomes a span, or the active span is relabelled.

        Without either, the syllable under the caret becomes a span. The span counts as accepted.
        """
        page = self.page
        if page.selection is None and page.active is not None:
            return self._relabel(name)
        start, end = page.selection or page.grid.around(page.caret, page.caret)
        if start == end:
            return Outcome().say("there is no text here to label", Level.WARNING)
        return self.add(name, start, end)

    def _relabel(self, name: str) -> Outcome:
        span = self.page.active_span()
        assert span is not None
        if span.span.label == name:
            return self.accept()
        clash = self._accepted_overlap(span.span, span.id)
        if clash is not None:
            return self._refuse_overlap(clash)
        layer = self.scheme.labels[name].layer
        inner = replace(span.span, label=name, layer=layer, value=None, unit=None)
        after = replace(span, span=self._valued(inner), state=SpanState.ACCEPTED)
        changes = [SpanChange(span, after), *self._displace(inner, span.id)]
        return self._decide_and_go_on(DecisionKind.RELABEL, changes)

    def add(self, label: str, start: int, end: int) -> Outcome:
        """Add a span over a range of the view, accepted; it takes the place of those below it.

        Where the same name stands unmarked elsewhere in the document, it is proposed there.
        """
        page = self.page
        raw = page.view.to_raw(start, end)
        raw = trim_range(page.document.text, *raw)
        if raw[0] == raw[1]:
            return Outcome().say("there is no text here to label", Level.WARNING)
        inner = self._valued(Span(*raw, self.scheme.labels[label].layer, label))
        span = ReviewSpan(page.table.smallest_id() - 1, inner, SpanState.ACCEPTED)
        changes = [SpanChange(None, span), *self._displace(inner, span.id, accepted=True)]
        below = [change.before for change in changes if change.before is not None]
        proposed = self._proposals(span)
        changes += [SpanChange(None, proposal) for proposal in proposed]
        outcome = self._decide_and_go_on(DecisionKind.ADD, changes)
        if outcome.level is Level.INFO and (below or proposed):
            said = []
            if below:
                taken = f"{below[0].label} {quoted(page.text_of(below[0]))}"
                more = f" and {len(below) - 1} more" if len(below) > 1 else ""
                said.append(f"takes the place of {taken}{more}")
            count = len(proposed)
            said += [f"proposed {count} more {_plural(count, 'time', 'times')}"] * bool(count)
            outcome.say(f"{label} {' and '.join(said)}")
        return outcome

    def _proposals(self, span: ReviewSpan) -> list[ReviewSpan]:
        """Pending spans where the name that a span marks stands unmarked elsewhere.

        Only names (spans without a value) with a capital to begin with are looked for, and only
        where no span lies, a rejected one neither.
        """
        page = self.page
        raw = page.document.text
        if self.scheme.has_value(span.label) or not raw[span.start].isupper():
            return []
        found: list[ReviewSpan] = []
        for start, end in SurfaceFinder(page.text_of(span)).find(raw):
            free = not page.table.overlapping(start, end) and not (
                start < span.end and span.start < end
            )
            if free and raw[start].isupper() and (not found or found[-1].end <= start):
                place = replace(span.span, start=start, end=end)
                found.append(ReviewSpan(span.id - len(found) - 1, place))
            if len(found) == _PROPOSALS:
                break
        return found

    def move_edge(self, edge: str, step: int, *, character: bool = False) -> Outcome:
        """Move an edge of the active span (`"start"` or `"end"`) by a syllable or a character.

        `step` is -1 (left) or +1 (right). The span counts as accepted then, and stays active, so
        that the edge can be moved on. Without a span the end's moves make and change a selection.
        """
        page = self.page
        span = page.active_span()
        if span is None:
            return self._extend_selection(edge, step, character)
        start, end = page.range_of(span)
        new_start, new_end = self._moved_edge(start, end, edge, step, character)
        if new_start >= new_end:
            return Outcome().say("a span holds one syllable at least", Level.WARNING)
        raw = trim_range(page.document.text, *page.view.to_raw(new_start, new_end))
        if raw == (span.start, span.end) or raw[0] == raw[1]:
            return Outcome().say("the edge cannot go further", Level.WARNING)
        inner = replace(span.span, start=raw[0], end=raw[1])
        clash = self._accepted_overlap(inner, span.id)
        if clash is not None:
            return self._refuse_overlap(clash)
        after = replace(span, span=self._valued(inner), state=SpanState.ACCEPTED)
        changes = [SpanChange(span, after), *self._displace(inner, span.id)]
        outcome = self._watch()
        place = page.index_of(span.id)
        written = self._decide(DecisionKind.MOVE, changes)
        if written is not None:
            return written
        moved = page.table.get(span.id)
        if moved is not None:
            page.activate(moved)
        outcome = self._seen_after(outcome, changes)
        outcome.reordered = place != page.index_of(span.id)
        return outcome

    def _moved_edge(
        self, start: int, end: int, edge: str, step: int, character: bool
    ) -> tuple[int, int]:
        grid, text = self.page.grid, self.page.text
        if edge == "start":
            if character:
                start = _skip_space(text, start, step)
            else:
                start = grid.previous_start(start) if step < 0 else grid.next_start(start)
        elif character:
            end = _skip_space(text, end - 1, step) + 1
        else:
            end = grid.previous_end(end) if step < 0 else grid.next_end(end)
        return start, end

    def _extend_selection(self, edge: str, step: int, character: bool) -> Outcome:
        outcome = self._watch()
        page = self.page
        start, end = page.selection or page.grid.around(page.caret, page.caret)
        if page.selection is not None:
            start, end = self._moved_edge(start, end, edge, step, character)
        elif edge == "end" and step > 0 and start < end:
            end = page.grid.next_end(end)
        if start >= end:
            return outcome.say("there is no span here, and nothing to select", Level.WARNING)
        page.selection = page.anchor = (start, end)
        page.caret = start
        return self._seen_after(outcome)

    def edit_value(self, value: str, unit: str) -> Outcome:
        """Set the active figure's value and unit (empty: none), accept it, go on.

        A value that cannot be is refused with the reason.
        """
        span = self.page.active_span()
        if span is None:
            return self._no_span()
        problem = self.value_problem(value, unit)
        if problem:
            return Outcome().say(problem, Level.ERROR)
        clash = self._accepted_overlap(span.span, span.id)
        if clash is not None:
            return self._refuse_overlap(clash)
        inner = replace(span.span, value=value.strip() or None, unit=unit.strip() or None)
        after = replace(span, span=inner, state=SpanState.ACCEPTED)
        if after == span:
            return self.next_pending()
        changes = [SpanChange(span, after), *self._displace(inner, span.id)]
        return self._decide_and_go_on(DecisionKind.VALUE, changes)

    def value_problem(self, value: str, unit: str) -> str | None:
        """Why a value and unit cannot be the active figure's; None if they can."""
        span = self.page.active_span()
        if span is None or not self.scheme.has_value(span.label):
            return "only a figure has a value; give the span a figure's label first"
        if not value.strip():
            return None if not unit.strip() else "a unit needs a value"
        return check_value(span.label, self.page.text_of(span), value.strip(), unit.strip() or None)

    def value_note(self, value: str) -> str:
        """What the active figure's text reads as by itself, where `value` is another; else empty.

        Both may be right: `21.192` is a decimal where a text has English marks.
        """
        span = self.page.active_span()
        if span is None or not self.scheme.has_value(span.label) or not value.strip():
            return ""
        alone = read(self.page.text_of(span), span.label)[0]
        return f"by itself it reads as {alone}" if alone and alone != value.strip() else ""

    def unit_longer(self) -> Outcome:
        """Let the active figure's unit take in the next syllable of the text; stays on it."""
        return self._step_unit(1)

    def unit_shorter(self) -> Outcome:
        """Take the last syllable off the active figure's unit; stays on it."""
        return self._step_unit(-1)

    def _step_unit(self, step: int) -> Outcome:
        page = self.page
        span = page.active_span()
        if span is None:
            return self._no_span()
        if not self.scheme.has_value(span.label):
            return Outcome().say("only a figure has a unit", Level.WARNING)
        try:
            unit = stepped_unit(page.document.text, span.span, step)
        except UnitStepError as error:
            return Outcome().say(str(error), Level.WARNING)
        problem = self.value_problem(span.span.value or "", unit)
        if problem:
            return Outcome().say(problem, Level.ERROR)
        clash = self._accepted_overlap(span.span, span.id)
        if clash is not None:
            return self._refuse_overlap(clash)
        inner = replace(span.span, unit=unit or None)
        after = replace(span, span=inner, state=SpanState.ACCEPTED)
        changes = [SpanChange(span, after), *self._displace(inner, span.id)]
        outcome = self._watch()
        written = self._decide(DecisionKind.VALUE, changes)
        if written is not None:
            return written
        outcome.say(f"the unit is “{unit}”" if unit else "the figure has no unit now")
        return self._seen_after(outcome, changes)

    def rest_and_finish(self) -> Outcome:
        """Accept all spans that are still pending, finish the document and open the next.

        Two decisions: the first undo takes back the finish, the second the acceptance.
        """
        if not self.page.table.counts[SpanState.PENDING]:
            return self.finish()
        rest = self.accept_rest()
        if rest.level is not Level.INFO:
            return rest
        finished = self.finish()
        finished.touched += rest.touched
        finished.spans += rest.spans
        finished.reordered |= rest.reordered
        return finished.say(f"{rest.message}; {finished.message}", finished.level)

    def accept_rest(self) -> Outcome:
        """Accept all spans that are still pending, as one decision."""
        pending = self.page.table.pending()
        if not pending:
            return Outcome().say("nothing is pending here: finish the document")
        changes = [SpanChange(span, replace(span, state=SpanState.ACCEPTED)) for span in pending]
        outcome = self._watch()
        written = self._decide(DecisionKind.ACCEPT_REST, changes)
        if written is not None:
            return written
        outcome.say(f"{len(changes)} {_plural(len(changes), 'span', 'spans')} accepted")
        if len(changes) > _MANY:
            outcome.touched.append((0, len(self.page.text)))
            outcome.reordered = True
            changes = []
        return self._seen_after(outcome, changes)

    def flag(self, comment: str) -> Outcome:
        """Flag the active span, or the document where none is active; an empty comment unflags."""
        note = comment.strip() or None
        page = self.page
        span = page.active_span()
        outcome = self._watch()
        if span is None:
            if note == page.note:
                return outcome
            written = self._decide(DecisionKind.FLAG, (), note=note)
            changes: list[SpanChange] = []
        else:
            if note == span.comment:
                return outcome
            changes = [SpanChange(span, replace(span, comment=note))]
            written = self._decide(DecisionKind.FLAG, changes)
        if written is not None:
            return written
        outcome.say("flagged" if note else "the flag is gone")
        return self._seen_after(outcome, changes)

    def undo(self) -> Outcome:
        """Undo the reviewer's latest decision, wherever and whenever it was made."""
        return self.undoing().finish()

    def redo(self) -> Outcome:
        """Redo what was undone last."""
        return self.redoing().finish()

    def undoing(self) -> Work[Outcome]:
        """`undo` in parts: what was decided in many documents takes a while to take back."""
        return Work("undoing", self._taking(DecisionKind.UNDO))

    def redoing(self) -> Work[Outcome]:
        """`redo` in parts."""
        return Work("redoing", self._taking(DecisionKind.REDO))

    def _taking(self, kind: DecisionKind) -> Parts[Outcome]:
        taken = yield from self._log.taking(kind, self.page.document)
        undone = kind is DecisionKind.UNDO
        return self._take(taken, f"nothing is left to {kind}", undone=undone)

    def _take(self, taken: Taken | None, otherwise: str, *, undone: bool) -> Outcome:
        if taken is None:
            return Outcome().say(otherwise, Level.WARNING)
        self.saved += 1 + len(taken.others)
        outcome = self._watch()
        if taken.document_id == self.page.document.id and taken.previous == self._seen:
            self._seen = taken.decision_id
            self._apply(taken.decision)
        else:
            self._open(taken.document_id)
            outcome.document = True
        self._go_to_change(taken)
        if len(taken.decision.changes) > _MANY:
            outcome.document = True
        self.progress = progress(self._corpus, self._log.id)
        what = in_words(taken, self.page.document, undone=undone)
        outcome.say(f"{'undone' if undone else 'redone'}: {what}")
        return self._seen_after(outcome, () if outcome.document else taken.decision.changes)

    def _go_to_change(self, taken: Taken) -> None:
        for change in taken.decision.changes:
            span = self.page.table.get(change.id)
            if span is not None:
                self.page.activate(span)
                return
        for change in taken.decision.changes:
            if change.before is not None:
                self.page.clear_selection()
                self.page.caret = self.page.range_of(change.before)[0]
                self.page.activate_at_caret()
                return

    # -- how a decision is made --------------------------------------------------------------

    def _decide_and_go_on(self, kind: DecisionKind, changes: list[SpanChange]) -> Outcome:
        """Write a decision on spans and go to the next pending span."""
        outcome = self._watch()
        page = self.page
        last = changes[0].after or changes[0].before
        assert last is not None
        page.clear_selection()
        written = self._decide(kind, changes, beyond=last)
        if written is not None:
            return written
        if page.table.counts[SpanState.PENDING] == 0 and page.state is not ReviewState.FINISHED:
            outcome.say("all spans are decided: finish the document")
        return self._seen_after(outcome, changes)

    def _decide(
        self,
        kind: DecisionKind,
        changes: tuple[SpanChange, ...] | list[SpanChange],
        *,
        state: ReviewState | None = None,
        note: str | None = None,
        beyond: ReviewSpan | None = None,
    ) -> Outcome | None:
        """Write a decision and apply it here; None if that went well, else what to show.

        With `beyond` the pending span after that one becomes the active one.
        """
        page = self.page
        if changes and page.state is ReviewState.SKIPPED:
            state = ReviewState.OPEN
        review = (page.state, state) if state is not None and state is not page.state else None
        noted = (page.note, note) if kind is DecisionKind.FLAG and not changes else None
        decision = Decision(kind, tuple(changes), review, note=noted)
        place = self._place()
        following = beyond and self._following(beyond, changes)
        if following is not None:
            place = Place(following.start, following.id)
        try:
            written = self._log.decide(page.document, decision, seen=self._seen, place=place)
        except RaceLostError as error:
            self._open(page.document.id)
            return Outcome(document=True).say(str(error), Level.WARNING)
        except CuratorError as error:
            return Outcome().say(f"not saved: {error.reason}", Level.ERROR)
        self.saved += 1
        if written.others:
            self._open(page.document.id)
            return Outcome(document=True).say(
                "another window has changed this document too; both are shown", Level.WARNING
            )
        self._seen = written.id
        self._apply(decision)
        if following is not None:
            page.activate(following)
        elif beyond is not None and page.active is None:
            page.activate_at_caret()
        return None

    def _following(
        self, span: ReviewSpan, changes: tuple[SpanChange, ...] | list[SpanChange]
    ) -> ReviewSpan | None:
        """The span after one, round the end, that is pending once a decision is made."""
        table = self.page.table
        gone = {change.id for change in changes}
        proposed = [
            change.after
            for change in changes
            if change.after is not None and change.after.state is SpanState.PENDING
        ]
        for start in (span.start, -1):
            found = table.pending_after(start)
            while found is not None and found.id in gone:
                found = table.pending_after(found.start)
            beyond = [one for one in (found, *proposed) if one is not None and one.start > start]
            if beyond:
                return min(beyond, key=lambda one: (one.start, one.end))
        return None

    def _apply(self, decision: Decision) -> None:
        page = self.page
        if len(decision.changes) > max(_MANY, len(page.table) // 8):
            spans = dict(page.table.as_mapping())
            for change in decision.changes:
                if change.after is None:
                    spans.pop(change.id, None)
                else:
                    spans[change.id] = change.after
            page.table = SpanTable(spans.values(), sure=self._sure)
        else:
            for change in decision.changes:
                if change.after is None:
                    page.table.remove(change.id)
                else:
                    page.table.put(change.after)
        if page.table.get(page.active) is None:
            page.active = None
        if decision.review:
            page.state = decision.review[1]
        if decision.note:
            page.note = decision.note[1]

    def _valued(self, span: Span) -> Span:
        return valued(span, self.page.document.text, self.scheme)

    def _below(self, span: Span, own_id: int, state: SpanState) -> list[ReviewSpan]:
        return [
            other
            for other in self.page.table.overlapping(span.start, span.end)
            if other.id != own_id
            and other.state is state
            and (self.scheme.exclusive or other.span.layer == span.layer)
        ]

    def _accepted_overlap(self, span: Span, own_id: int) -> ReviewSpan | None:
        return next(iter(self._below(span, own_id, SpanState.ACCEPTED)), None)

    def _displace(self, span: Span, own_id: int, *, accepted: bool = False) -> list[SpanChange]:
        """Reject the pending spans that a span overlaps (with `accepted`, the accepted ones too).

        Spans do not overlap, and a reviewer who marks the outer one has decided on the inner.
        """
        below = self._below(span, own_id, SpanState.PENDING)
        if accepted:
            below += self._below(span, own_id, SpanState.ACCEPTED)
        return [
            SpanChange(other, None if other.id < 0 else replace(other, state=SpanState.REJECTED))
            for other in below
        ]

    def _refuse_overlap(self, other: ReviewSpan) -> Outcome:
        return Outcome().say(
            f"{other.label} {quoted(self.page.text_of(other))} is accepted there; reject it first",
            Level.WARNING,
        )

    def _no_span(self) -> Outcome:
        return Outcome().say("no span is active here: Tab goes to the next one", Level.WARNING)

    # -- what is to be drawn -----------------------------------------------------------------

    def _watch(self) -> Outcome:
        """An outcome that has touched what caret, selection and active span show now."""
        return self._seen_after(Outcome())

    def _seen_after(
        self, outcome: Outcome, changes: tuple[SpanChange, ...] | list[SpanChange] = ()
    ) -> Outcome:
        """Add what caret, selection, active span and the changed spans show now."""
        page = self.page
        touched = outcome.touched
        touched.append((page.caret, page.caret + 1))
        if page.selection:
            touched.append(page.selection)
        active = page.active_span()
        if active:
            touched.append(page.range_of(active))
        for change in changes:
            ranges = {page.range_of(s) for s in (change.before, change.after) if s is not None}
            touched.extend(ranges)
            outcome.spans.append(change.id)
            if len(ranges) > 1 or change.before is None or change.after is None:
                outcome.reordered = True
        return outcome

    def copy_with(self, log: Callable[[ReviewLog], ReviewLog]) -> ReviewSession:
        """A session at the same place with a log made from this one's, to try acts on.

        It shares the spans: they stay as they are only if that log lets no decision through.
        """
        other = copy(self)
        other.page = copy(self.page)
        other._log = log(self._log)
        return other

    @property
    def document(self) -> Document:
        """The open document."""
        return self.page.document


_PROPOSALS = 200
"""More places than this are the concordance's matter."""

_MANY = 64
"""With more changes than this it is cheaper to draw all anew."""

_LAST = 2**63 - 1
"""Behind every document."""

_QUICKLY_SEARCHED = 300_000
"""A text of so many code points is searched within a keystroke."""

_QUICKLY_COUNTED = 30_000
"""In a text of so many code points all that is unmarked is counted within a keystroke."""

_NAME = 300
"""No name has more code points."""

_NAMED = 4
"""So many other documents of a name are told."""


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _skip_space(text: str, offset: int, step: int) -> int:
    """The next character from `offset` that is no white space; `offset` where there is none."""
    moved = offset + step
    while 0 <= moved < len(text) and text[moved].isspace():
        moved += step
    return moved if 0 <= moved < len(text) else offset
