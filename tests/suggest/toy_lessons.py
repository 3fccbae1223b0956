"""A small language to learn: invented officials, places and sums in sentences of a few patterns."""

from __future__ import annotations

from random import Random

from curator.model.span import Span
from curator.suggest.learned.training import Lesson, lesson_of

FAMILIES = ("Lý", "Kiều", "Thạch", "Lâm", "Vi", "Hà", "Tạ", "Mạc", "Đèo", "Nông")
MIDDLES = ("Văn", "Thị", "Minh", "Thu", "Quốc", "Ngọc", "Xuân", "Hải")
GIVEN = ("Sầm", "Tẩn", "Lụa", "Phước", "Hiền", "Khoa", "Uyên", "Dũng", "Yến", "Sơn", "Lạc")
PLACES = ("Mường Lụm", "Bản Phiệt", "Nà Hẩu", "Cù Lao Mây", "Đồng Xoan", "Yên Lãng", "Khe Sâu")
SENTENCES = (
    "Ông {PER} đến {LOC} trong buổi sáng .",
    "Bà {PER} nói với dân ở {LOC} về đường mới .",
    "Tại {LOC} , có {CARDINAL} hộ dân được di dời .",
    "Cùng đi có {PER} và {PER} .",
    "Người dân xã {LOC} góp {CARDINAL} ngày công .",
    "Trời mưa to từ chiều , đường vào bản rất trơn .",
)
_LAYERS = {"PER": "entity", "LOC": "entity", "CARDINAL": "figure"}


def toy_document(seed: int, sentences: int = 8) -> tuple[str, list[Span]]:
    """A text with its gold spans; the same seed gives the same."""
    random = Random(seed)
    text = ""
    spans: list[Span] = []
    for _ in range(sentences):
        parts = random.choice(SENTENCES).split(" ")
        for part in parts:
            if part.startswith("{"):
                label = part[1:-1]
                surface = {
                    "PER": lambda: " ".join(map(random.choice, (FAMILIES, MIDDLES, GIVEN))),
                    "LOC": lambda: random.choice(PLACES),
                    "CARDINAL": lambda: str(random.randrange(2, 900)),
                }[label]()
                spans.append(Span(len(text), len(text) + len(surface), _LAYERS[label], label))
                part = surface
            text += part + " "
        text = text.rstrip() + "\n"
    return text, spans


def toy_lessons(count: int, first: int = 0) -> list[Lesson]:
    """Lessons without hints: all that is learned comes from words and their shapes."""
    return [
        lesson_of(f"toy{seed}", *toy_document(seed), names=[], figures=[])
        for seed in range(first, first + count)
    ]
