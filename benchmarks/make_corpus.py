"""Corpora for the benchmarks: one document of a given size with so many suggested spans."""

from __future__ import annotations

import random
import re
from pathlib import Path

from curator.corpus.connection import Connection
from curator.corpus.documents import add_document
from curator.corpus.suggestions import add_batch, add_run, newest_suggestions
from curator.model.scheme import default_scheme
from curator.model.span import Span, Suggestion
from curator.text.syllables import syllables

SEEDS = Path(__file__).parent.parent / "seeds"

SIZES = {"5 kB": (5_000, 100), "13 kB": (13_000, 400), "1 MB": (1_000_000, 20_000)}
"""Bytes and spans by name."""


def text_of(size: int, seed: int = 0) -> str:
    """Text of about `size` bytes: the sample documents, each time round in another order."""
    chooser = random.Random(seed)
    documents = [path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt"))]
    parts: list[str] = []
    length = 0
    while length < size:
        chooser.shuffle(documents)
        for text in documents:
            parts.append(text)
            length += len(text.encode()) + 1
            if length >= size:
                break
    return "\n".join(parts).encode()[:size].decode("utf-8", "ignore").rstrip() + "\n"


def random_spans(text: str, count: int, seed: int = 0) -> list[Suggestion]:
    """So many spans of one to three syllables with random labels, none overlapping another."""
    chooser = random.Random(seed)
    tokens = [token for token in syllables(text) if text[token.start].isalnum()]
    labels = list(default_scheme().labels.values())
    step = len(tokens) / count
    spans = []
    for number in range(count):
        first = int(number * step)
        last = min(int((number + 1) * step) - 1, first + chooser.randrange(3), len(tokens) - 1)
        last = max(first, last)
        start, end = tokens[first].start, tokens[last].end
        if "\n" in text[start:end]:
            end = tokens[first].end
        label = chooser.choice(labels)
        span = Span(start, end, label.layer, label.name)
        spans.append(Suggestion(span, "benchmark", "1", round(chooser.random(), 2)))
    return spans


NAME = "Tạ Vĩ Khương"
"""A name that stands in no sample document."""


def named_corpus(path: Path, documents: int = 1000, places: int = 10) -> None:
    """A corpus in which `NAME` stands `documents * places` times, every second time suggested.

    Each document has some 4 kB and some 60 other suggestions.
    """
    label = default_scheme().labels["PER"]
    whole = text_of(4_000 * documents)
    size = len(whole) // documents
    made = []
    for number in range(documents):
        part = whole[number * size : (number + 1) * size]
        lines = [" ".join(line.split()) for line in part.split("\n")]
        step = max(1, len(lines) // places)
        for place in range(places):
            lines.insert(min(place * (step + 1), len(lines)), f"Ông {NAME} có mặt.")
        text = "\n".join(lines)
        starts = [found.start() for found in re.finditer(NAME, text)]
        names = [(start, start + len(NAME)) for start in starts]
        spans = [
            item
            for item in random_spans(text, 60, number)
            if all(item.span.end <= low or high <= item.span.start for low, high in names)
        ]
        spans += [
            Suggestion(Span(*place, label.layer, label.name), "benchmark", "1", 0.9)
            for place in names[::2]
        ]
        made.append((f"{number:04}.txt", text, spans))
    make_corpus(path, made)


def make_corpus(path: Path, documents: list[tuple[str, str, list[Suggestion]]]) -> None:
    """A corpus of documents (name, text, suggestions)."""
    with Connection(path) as corpus:
        for name, text, suggestions in documents:
            with corpus.transaction():
                added = add_document(corpus, name, text)
                add_run(corpus, added.id, text, "benchmark", "1", suggestions)
                members = [item.id for item in newest_suggestions(corpus, added.id)]
                add_batch(corpus, added.id, members)


def sized_corpus(path: Path, size: str) -> None:
    """A corpus of two documents of one of `SIZES`."""
    length, count = SIZES[size]
    documents = []
    for number in (1, 2):
        text = text_of(length, number)
        documents.append((f"{number}.txt", text, random_spans(text, count, number)))
    make_corpus(path, documents)
