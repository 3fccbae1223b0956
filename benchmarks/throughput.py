"""Import and suggest in MB/s (UTF-8 bytes), single process, the writes to the database included.

python benchmarks/throughput.py [--megabytes 8]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from make_corpus import text_of

from curator.corpus.connection import Connection
from curator.model.scheme import default_scheme
from curator.suggest.registry import default_suggesters
from curator.workflow.importing import find_sources, import_documents
from curator.workflow.suggesting import documents_without, suggest_documents

_DOCUMENT = 4_000


def write_texts(folder: Path, size: int) -> int:
    """So many bytes of documents of 4 kB, no two alike; the bytes written."""
    written = 0
    number = 0
    while written < size:
        data = f"Số {number}\n{text_of(_DOCUMENT, number)}".encode()
        (folder / f"{number:06}.txt").write_bytes(data)
        written += len(data)
        number += 1
    return written


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        size = write_texts(texts, int(options.megabytes * 1e6))
        with Connection(Path(folder) / "corpus.db") as corpus:
            begin = time.perf_counter()
            sources, _ = find_sources([texts])
            report = import_documents(corpus, sources)
            seconds = time.perf_counter() - begin
            print(f"import   {size / 1e6 / seconds:8.2f} MB/s  ({report.added} documents)")
            suggesters = default_suggesters()
            for suggester in suggesters:
                suggester.suggest("Ông Lê Văn Tám ở Hà Nội nhận 5 triệu đồng.")  # load the models
            documents = documents_without(corpus, suggesters)[: max(1, len(sources) // 8)]
            part = sum(length for _, length in documents)
            begin = time.perf_counter()
            found = suggest_documents(
                corpus, documents, suggesters, exclusive=default_scheme().exclusive
            )
            seconds = time.perf_counter() - begin
            ratio = size / report.characters
            print(
                f"suggest  {part * ratio / 1e6 / seconds:8.2f} MB/s  "
                f"({found.documents} documents, {found.suggestions} suggestions)"
            )


if __name__ == "__main__":
    main()
