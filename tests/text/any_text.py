"""Strategies for texts of every kind: Vietnamese, decomposed, hostile, glued, long."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

PIECES = (
    "Thành phố Hồ Chí Minh",
    "Hoà Bình",
    "TP.Huế",
    "ông Lê Văn Đạt",
    "28.478 tỉ đồng",
    "70,94%/năm",
    "ngày 11/06/2018",
    "45/2022/QH15",
    "59-NQ/TW",
    "2016-2020",
    "H'Mông",
    "v.v...",
    unicodedata.normalize("NFD", "Nguyễn Thị Hằng ở Đà Nẵng"),
    "\u00e2\u0323",
    "\u0301",
    "\u1100\u1161\u11a8",
    "가각",
    "हिन्दी।",
    "👩\u200d⚕\ufe0f",
    "🇻🇳🇻",
    "1\ufe0f\u20e3",
    "👍🏽",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\xa0",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    " ",
    "  ",
    "\u2028",
    "\x1c",
    "\x85",
    "\x00",
    "\x1b[31m",
    "\ud83d",
    "\U000e0001",
    "\uf8ff",
    "ﬁ",
    "İ",
    "ǅ",
    "_",
    "____",
    "http://vi.du/a?b=c",
    "ai@vi.du",
    "=>",
    ":)",
    '"',
    "”",
    "(",
    ")",
    ".",
    "!",
    "…",
    "-",
    "'",
    "1",
    "a",
    "Đ",
    "ð",
)

TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join),
    st.text(st.characters(exclude_categories=()), max_size=40),
)
"""Any string at all, with an eye to what breaks offsets; lone surrogates among them."""

LONG_TEXTS = st.tuples(TEXTS, st.sampled_from(PIECES), st.integers(1, 9000), TEXTS).map(
    lambda parts: parts[0] + parts[1] * (parts[2] // len(parts[1]) + 1) + parts[3]
)
"""Texts longer than a block, often without any white space."""
