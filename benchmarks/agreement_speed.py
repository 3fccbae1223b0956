"""How long an agreement report takes, and how much memory, on synthetic reviews.

    python benchmarks/agreement_speed.py [--documents 1000] [--reviewers 3] [--spans 93]

Prints one JSON object: seconds to build the documents and to report on them, the peak of resident
memory in MiB before and after, and the pooled F1. Defaults: 3 reviewers, 1,000 documents of 900
tokens and about 93 spans each.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time

from curator.agreement.report import ReviewedDocument, agreement_report
from curator.agreement.table import render
from curator.model.span import Span
from curator.model.token import Token

LABELS = ("PER", "ORG", "LOC", "LAW", "DATE", "MONEY", "CARDINAL")


def synthetic_documents(
    documents: int, reviewers: int, spans: int, tokens: int, seed: int = 0
) -> list[ReviewedDocument]:
    """Documents whose reviewers drop, shift and rename some of the same true spans."""
    generator = random.Random(seed)
    names = [f"reviewer-{number}" for number in range(reviewers)]
    result = []
    for number in range(documents):
        starts: list[Token] = []
        position = 0
        for _ in range(tokens):
            length = generator.randint(1, 7)
            starts.append(Token(position, position + length))
            position += length + 1
        # One true span in each of `spans` equal stretches of the document.
        stretch = tokens // spans
        truth = []
        for first in range(0, spans * stretch, stretch):
            size = generator.randint(1, max(1, min(5, stretch - 2)))
            truth.append((first, first + size, generator.choice(LABELS)))
        result.append(
            ReviewedDocument(
                name=f"document-{number:06}",
                tokens=starts,
                length=position,
                spans={name: _noisy(generator, truth, starts) for name in names},
            )
        )
    return result


def _noisy(
    generator: random.Random, truth: list[tuple[int, int, str]], tokens: list[Token]
) -> list[Span]:
    spans = []
    for first, last, label in truth:
        dice = generator.random()
        if dice < 0.05:
            continue
        if dice < 0.15:
            label = generator.choice(LABELS)
        elif dice < 0.25:
            last += 1
        spans.append(Span(tokens[first].start, tokens[last - 1].end, "entity", label))
    return spans


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Build, report, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--reviewers", type=int, default=3)
    parser.add_argument("--spans", type=int, default=93, help="true spans a document")
    parser.add_argument("--tokens", type=int, default=900, help="tokens a document")
    options = parser.parse_args()
    begin = time.perf_counter()
    documents = synthetic_documents(
        options.documents, options.reviewers, options.spans, options.tokens
    )
    built = time.perf_counter()
    peak_before = _peak_mib()
    report = agreement_report(documents, LABELS)
    reported = time.perf_counter()
    render(report)
    json.dumps(report.to_json())
    rendered = time.perf_counter()
    figures = {
        "documents": len(documents),
        "reviewers": options.reviewers,
        "spans": sum(len(spans) for d in documents for spans in d.spans.values()),
        "tokens": sum(len(d.tokens) for d in documents),
        "seconds_to_build": round(built - begin, 3),
        "seconds_to_report": round(reported - built, 3),
        "seconds_to_render": round(rendered - reported, 3),
        "peak_mib_before": round(peak_before),
        "peak_mib": round(_peak_mib()),
        "strict_f1": report.spans.strict.f1.value,
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
