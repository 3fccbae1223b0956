"""How many keys an expert needs: a simulated one reviews documents whose gold is known.

    python benchmarks/effort.py GOLD.jsonl [--db FILE] [--no-suggestions] [--compare] [--json-only]

GOLD.jsonl has the shape of the JSONL export, texts included. The texts go into a corpus of their
own (kept where `--db` says), the suggesters suggest, and the expert drives the review session
with its keys from the suggestions to the gold of each document: labels, edges, values and units.
Every key counts, travel too. A document is reviewed with each strategy, by a reviewer of its own,
and the one of the fewest keys counts. What is stored is then read back and compared with the gold.

Beside it stands what the same would take in SLATE, Prodigy and doccano, by what an act costs
there, and with `--compare` what it takes without suggestions and when each span is decided by
itself (that takes minutes). The last line is JSON: {"documents", "spans", "keys",
"keys_per_span", "equal"}. The exit status is 1 where what is stored is not the gold, 2 where there
is nothing to review.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from expert import Expert, Strategy, Work
from other_tools import TOOLS
from review_keyboard import Act, Keyboard

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document, get_document
from curator.corpus.reviewers import reviewer_id
from curator.corpus.versions import reviewed
from curator.formats.jsonl import RecordProblem, read_documents
from curator.model.record import DocumentRecord
from curator.model.scheme import Scheme, default_scheme
from curator.model.span import Span
from curator.suggest.protocol import Suggester
from curator.suggest.registry import default_suggesters
from curator.text.boundaries import TokenGrid
from curator.workflow.review.actions import Keymap
from curator.workflow.review.session import ReviewSession
from curator.workflow.suggesting import suggest_document
from curator.workflow.training import base_model

BEST = (Strategy.DOWN, Strategy.NEAREST)
"""The strategies of which the better counts."""


@dataclass
class Result:
    """What all documents took. `works` holds the cheapest review of each document."""

    works: list[Work] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    spans: int = 0
    lengths: list[int] = field(default_factory=list)
    """The syllables of each gold span."""

    @property
    def equal(self) -> bool:
        """Whether what is stored is the gold, of all documents."""
        return not self.problems

    @property
    def keys(self) -> int:
        """All keys."""
        return sum(work.total for work in self.works)

    def a_span(self, keys: int) -> float:
        """So many keys, a gold span; 0 where there is none."""
        return keys / self.spans if self.spans else 0.0

    def summary(self) -> dict[str, object]:
        """The figures of the last line."""
        return {
            "documents": len(self.works),
            "spans": self.spans,
            "keys": self.keys,
            "keys_per_span": round(self.a_span(self.keys), 4),
            "equal": self.equal,
        }


def measure(
    records: Iterable[DocumentRecord | RecordProblem],
    db: Path,
    suggesters: Sequence[Suggester],
    scheme: Scheme,
    strategies: Sequence[Strategy] = BEST,
) -> Result:
    """Review all records in a new corpus at `db`; without suggesters, from the bare text."""
    result = Result()
    gold: dict[int, list[Span]] = {}
    with Connection(db) as corpus:
        for record in records:
            if isinstance(record, RecordProblem) or record.text is None:
                result.problems.append(
                    str(record) if isinstance(record, RecordProblem) else f"{record.name}: no text"
                )
                continue
            result.spans += len(record.spans)
            with corpus.transaction():
                added = add_document(corpus, record.name, record.text)
            if not added.new:
                result.problems.append(f"{record.name}: the text of an earlier record")
                continue
            gold[added.id] = list(_possible(record, scheme, result.problems))
            grid = TokenGrid(record.text)
            result.lengths += [
                sum(1 for _ in grid.tokens_in(span.start, span.end)) for span in gold[added.id]
            ]
            suggest_document(corpus, added.id, suggesters, exclusive=scheme.exclusive)
        works: list[Work] = []
        for strategy in strategies if gold else ():
            works += _review_all(corpus, gold, strategy, scheme)
        for document, wanted in gold.items():
            best = min((w for w in works if w.document == document), key=lambda work: work.total)
            result.works.append(best)
            stored = reviewed(corpus, document, reviewer_id(corpus, best.strategy.name.lower()))
            if stored is None or {item.span for item in stored.spans} != set(wanted):
                name = get_document(corpus, document).name
                result.problems.append(f"{name}: what is stored is not the gold")
                result.problems += [f"{name}: {problem}" for problem in best.problems]
    return result


def _possible(record: DocumentRecord, scheme: Scheme, problems: list[str]) -> Iterator[Span]:
    """The gold spans that the scheme allows; the others are told."""
    spans = sorted(
        Span(item.start, item.end, item.layer, item.label, item.value, item.unit)
        for item in record.spans
    )
    known = []
    for span in spans:
        label = scheme.labels.get(span.label)
        if label is None or label.layer != span.layer:
            problems.append(
                f"{record.name}: {span.layer} {span.label} [{span.start}, {span.end}): "
                f"the scheme {scheme.name} has no such label"
            )
        else:
            known.append(span)
    last: dict[str, Span] = {}
    for span in known:
        layer = "" if scheme.exclusive else span.layer
        before = last.get(layer)
        if before is not None and before.overlaps(span):
            problems.append(
                f"{record.name}: {span.label} [{span.start}, {span.end}) overlaps "
                f"{before.label} [{before.start}, {before.end})"
            )
            continue
        last[layer] = span
        yield span


def _review_all(
    corpus: Connection, gold: dict[int, list[Span]], strategy: Strategy, scheme: Scheme
) -> list[Work]:
    session = ReviewSession(corpus, strategy.name.lower(), scheme)
    keyboard = Keyboard(session, Keymap(scheme))
    works: dict[int, Work] = {}
    while (document := session.page.document.id) not in works:
        works[document] = Expert(keyboard, gold[document], strategy).review()
    return list(works.values())


def _table(result: Result) -> Iterator[str]:
    name_width = max([len(work.name) for work in result.works] + [len("document")])
    yield f"{'document':{name_width}}  spans  keys  a span  strategy"
    for work in result.works:
        share = work.total / work.spans if work.spans else 0.0
        yield (
            f"{work.name:{name_width}} {work.spans:6} {work.total:5} {share:7.3f}  "
            f"{work.strategy.value}"
        )
    yield ""
    keys: Counter[Act] = Counter()
    times: Counter[Act] = Counter()
    for work in result.works:
        keys += work.keys
        times += work.times
    yield "act       times   keys  a span"
    for act in Act:
        yield f"{act.value:8} {times[act] or '':>6} {keys[act]:6} {result.a_span(keys[act]):7.3f}"
    yield f"{'all':8} {'':6} {result.keys:6} {result.a_span(result.keys):7.3f}"


def _beside(result: Result, others: Sequence[tuple[str, Result]]) -> Iterator[str]:
    keys: Counter[Act] = Counter()
    for work in result.works:
        keys += work.keys
    yield "the same work                                     keys  a span"
    rows = [("curator", result.keys)]
    rows += [(f"curator, {name}", other.keys) for name, other in others]
    bare = result.keys - keys[Act.TRAVEL] - keys[Act.VALUE]
    rows.append(("curator, without travel and values", bare))
    for tool in TOOLS:
        there = sum(tool.reviewing(work) for work in result.works)
        rows.append((f"{tool.name}, without travel and values", there))
    for tool in TOOLS:
        there = tool.adding(result.lengths) + tool.finish * len(result.works)
        rows.append((f"{tool.name}, the same, without suggestions", there))
    for name, count in rows:
        yield f"{name:46} {count:7} {result.a_span(count):7.3f}"
    yield (
        "The other tools by the cost of an act there (keys, clicks, drags), not by trial; they "
        "have no values."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Review, print the tables, and the figures as JSON in the last line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, help="documents with their gold spans")
    parser.add_argument("--db", type=Path, help="keep the corpus in this new file")
    parser.add_argument("--no-suggestions", action="store_true", help="begin with the bare text")
    parser.add_argument(
        "--compare", action="store_true", help="do it without suggestions, and one by one, too"
    )
    parser.add_argument("--json-only", action="store_true", help="print the last line alone")
    options = parser.parse_args(arguments)
    if options.db is not None and options.db.exists():
        parser.error(f"{options.db} exists; name a new file")
    try:
        records = list(read_documents(options.gold))
    except OSError as error:
        parser.error(f"{options.gold}: {error.strerror}")
    scheme = default_scheme()
    suggesters = [] if options.no_suggestions else default_suggesters(model=base_model())
    with tempfile.TemporaryDirectory() as folder:
        db = options.db or Path(folder) / "effort.db"
        # From the bare text everything is to be done anyway, and the cheapest is sought for long.
        strategies = BEST if suggesters else [Strategy.DOWN]
        result = measure(records, db, suggesters, scheme, strategies)
        for problem in result.problems:
            print(problem, file=sys.stderr)
        if not options.json_only:
            print(*_table(result), "", sep="\n")
            others = []
            for name, strategies, own, wanted in (
                (Strategy.ONE_BY_ONE.value, [Strategy.ONE_BY_ONE], suggesters, True),
                ("without suggestions", [Strategy.DOWN], [], bool(suggesters)),
            ):
                if options.compare and wanted:
                    file = Path(folder) / f"{strategies[0].name}.db"
                    others.append((name, measure(records, file, own, scheme, strategies)))
            print(*_beside(result, others), "", sep="\n")
    print(json.dumps(result.summary()))
    return 2 if not result.works else 0 if result.equal else 1


if __name__ == "__main__":
    sys.exit(main())
