"""Speed of tokenising, splitting, segmenting and suggesting, in MB of UTF-8 a second.

    python benchmarks/text_speed.py [FILE ...]

Without files a made-up text is used. Each step runs on the same text three times and the median
is printed; the hostile texts are there to show that time stays linear.
"""

from __future__ import annotations

import statistics
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

from curator.suggest.underthesea_ner import UndertheseaNer
from curator.text.boundaries import TokenGrid
from curator.text.sentences import sentences
from curator.text.syllables import syllables
from curator.text.words import words

PARAGRAPH = (
    "Chiều 12/5, đồng chí Lê Văn Thắng, Phó Chủ tịch Ủy ban Nhân dân tỉnh Hòa Bình, chủ trì cuộc "
    "họp về giải ngân vốn đầu tư công. Đến hết quý I, toàn tỉnh giải ngân được 1.245,6 tỉ đồng, "
    "đạt 27,3% kế hoạch, tăng 4,1% so với cùng kỳ năm 2021. Theo Nghị quyết số 15-NQ/TU, các sở, "
    "ngành phải rà soát từng dự án; “chậm ở đâu, gỡ ở đó” – ông Thắng nhấn mạnh.\n"
)

STEPS: tuple[tuple[str, Callable[[str], object], int], ...] = (
    ("syllables", syllables, 2_000_000),
    ("sentences", sentences, 2_000_000),
    ("words", words, 200_000),
    ("underthesea suggester", UndertheseaNer().suggest, 60_000),
)

HOSTILE = (
    ("decomposed", unicodedata.normalize("NFD", PARAGRAPH)),
    ("a.a.a.", "a.a."),
    ("no white space", "chữ"),
    ("marks", "\u0301\u0323"),
    ("emoji", "👩\u200d⚕\ufe0f"),
)


def rate(step: Callable[[str], object], text: str, repeats: int = 3) -> float:
    """MB of UTF-8 a second, the median of `repeats` runs."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        step(text)
        seconds.append(time.perf_counter() - start)
    return len(text.encode()) / 1e6 / statistics.median(seconds)


def to_length(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def main() -> None:
    given = "".join(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
    text = given or PARAGRAPH
    for name, step, length in STEPS:
        step(PARAGRAPH)  # loads the models
        print(f"{name:24}{rate(step, to_length(text, length)):9.3f} MB/s")
        for kind, piece in HOSTILE:
            speed = rate(step, to_length(piece, length // 4), repeats=1)
            print(f"  {kind:22}{speed:9.3f} MB/s")
    document = to_length(text, 1_000_000)
    start = time.perf_counter()
    TokenGrid(document).next_end(len(document) // 2)
    print(f"{'first step in 1 MB':24}{(time.perf_counter() - start) * 1e3:9.3f} ms")


if __name__ == "__main__":
    main()
