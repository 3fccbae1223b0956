"""The programs that exports are made for read the golden files as they are meant.

Each client runs in a process of its own and is skipped where it is not installed:
`pip install spacy seqeval datasets`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from curator.formats.conll import read_conll
from curator.formats.jsonl import read_documents
from curator.model.record import DocumentRecord

GOLDEN = Path(__file__).parent.parent / "golden"

# Clients are asked for the entities of a sentence as [label, first token, last token].
SPACY = """
import json, sys, spacy
from spacy.tokens import DocBin
docs = list(DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("xx").vocab))
print(json.dumps([
    [[token.text for token in doc], [[ent.label_, ent.start, ent.end - 1] for ent in doc.ents]]
    for doc in docs
]))
"""
SEQEVAL = """
import json, sys
from seqeval.metrics.sequence_labeling import get_entities
from seqeval.scheme import IOB2, IOBES, Entities
from seqeval.metrics import classification_report
tags = json.load(sys.stdin)
strict = Entities(tags, {"iob2": IOB2, "bioes": IOBES}[sys.argv[1]])
print(json.dumps({
    "lenient": [[list(entity) for entity in get_entities(row)] for row in tags],
    "strict": [[[e.tag, e.start, e.end - 1] for e in row] for row in strict.entities],
    "f1": classification_report(tags, tags, output_dict=True)["micro avg"]["f1-score"],
}, default=float))
"""
DATASETS = """
import json, sys
from datasets import load_dataset
rows = load_dataset("json", data_files=sys.argv[1], cache_dir=sys.argv[2], split="train")
print(json.dumps([[row["name"], row["text"], row["spans"]] for row in rows]))
"""


def needs(client: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(find_spec(client) is None, reason=f"{client} is not installed")


def ask(code: str, *arguments: str, data: Any = None) -> Any:
    """What a client's program prints, given `data` on its standard input."""
    return json.loads(run("-c", code, *arguments, data=json.dumps(data)).splitlines()[-1])


def run(*arguments: str, data: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        input=data,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs("spacy")
@pytest.mark.parametrize("tokens", ["syllable", "word"])
@pytest.mark.parametrize("columns", ["merged", "separate"])
def test_spacy_convert_finds_our_documents_tokens_and_entities(
    tmp_path: Path, tokens: str, columns: str
) -> None:
    file = GOLDEN / f"hard.{tokens}.iob2.{columns}.underscore.conll"
    run("-m", "spacy", "convert", str(file), str(tmp_path), "-c", "ner")
    # spaCy reads the last column and leaves out documents without tokens.
    expected: list[tuple[list[str], list[list[Any]]]] = []
    for document in read_conll(file):
        words: list[str] = []
        entities: list[list[Any]] = []
        for sentence, spans in zip(document.sentences, document.spans(), strict=True):
            entities += [
                [label, len(words) + start, len(words) + end - 1] for start, end, label in spans
            ]
            words += [token.form for token in sentence]
        if words:
            expected.append((words, entities))
    assert len(expected) == 14
    assert sum(len(entities) for _, entities in expected) == {"merged": 36, "separate": 7}[columns]
    answer = ask(SPACY, str(tmp_path / f"{file.stem}.spacy"))
    assert [tuple(document) for document in answer] == expected


@needs("seqeval")
@pytest.mark.parametrize("scheme", ["iob2", "bioes"])
@pytest.mark.parametrize("columns", ["merged", "separate"])
def test_seqeval_finds_our_entities(scheme: str, columns: str) -> None:
    file = GOLDEN / f"hard.word.{scheme}.{columns}.underscore.conll"
    for column in range({"merged": 1, "separate": 2}[columns]):
        tags = []
        expected = []
        for document in read_conll(file):
            tags += [[token.tags[column] for token in row] for row in document.sentences]
            expected += [
                [[label, start, end - 1] for start, end, label in row]
                for row in document.spans(column)
            ]
        answer = ask(SEQEVAL, scheme, data=tags)
        assert answer == {"lenient": expected, "strict": expected, "f1": 1.0}


@needs("datasets")
def test_datasets_loads_the_json_lines(tmp_path: Path) -> None:
    file = GOLDEN / "hard.jsonl"
    records = [record for record in read_documents(file) if isinstance(record, DocumentRecord)]
    assert ask(DATASETS, str(file), str(tmp_path)) == [
        [record.name, record.text, [span.model_dump() for span in record.spans]]
        for record in records
    ]
