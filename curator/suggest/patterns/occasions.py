"""Names of meetings, congresses, holidays, campaigns."""

from __future__ import annotations

from curator.suggest.gazetteer import words
from curator.suggest.patterns import bodies, places
from curator.suggest.patterns.lexicon import Lexicon
from curator.suggest.patterns.reader import BREAK, CAPITAL, LOWER, NUMBER, UPPER, Reader

_STEMS = words("giáp ất bính đinh mậu kỷ canh tân nhâm quý")
_DAY_WORDS = frozenset((
    "giải phóng", "quốc tế", "thương binh", "nhà giáo", "thầy thuốc", "chiến thắng", "thành lập",
    "truyền thống", "pháp luật", "chuyển đổi", "hội", "sách",
    "doanh nhân", "báo chí", "môi trường",
    "gia đình", "toàn dân", "sinh", "vì", "quốc khánh", "khí tượng", "nước", "trái đất", "dân số",
    "thế giới", "du lịch", "phụ nữ", "cách mạng", "công tác", "di sản", "âm nhạc", "thơ",
    "đại đoàn", "văn hóa", "giỗ", "công đoàn",
    "học sinh", "người", "phòng", "an toàn", "hiến máu", "tết",
    "độc lập", "thống nhất", "biên phòng", "bác hồ", "đại dương", "chạy",
))  # fmt: skip
_SHOWS = frozenset((
    "lễ hội", "festival", "tuần lễ", "hội chợ", "diễn đàn", "liên hoan", "cuộc thi", "hội thi",
    "hội thao", "giải", "chiến dịch", "triển lãm", "ngày hội", "tháng", "năm", "hội nghị",
    "hội thảo", "chương trình", "đại hội", "tọa đàm", "cuộc cách mạng", "kỳ thi", "cúp", "giải đua",
    "liên hoan phim", "đại nhạc hội", "đêm gala", "tuần phim", "đêm nhạc",
    "hội báo", "hội sách", "hội khỏe", "hội diễn", "ngày", "đêm hội", "lễ", "đại lễ",
))  # fmt: skip


def ordinal(r: Reader, at: int) -> int | None:
    """The end of `lần thứ 7`, `thứ XII`, `lần 3`, `VII` at `at`."""
    end = at
    if r.folded[end] == "lần":
        end += 1
    if r.folded[end] == "thứ":
        end += 1
    if end == at:
        return at + 1 if r.capital[at] and r.numeral(at) else None
    if r.numeral(end) or r.folded[end] in ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám"):
        return end + 1
    if r.folded[end] in ("chín", "mười"):
        return end + 1
    return None


def term(r: Reader, at: int) -> int:
    """The end of `khóa XIV`, `(khóa XII)`, `, khóa XIV` at `at`, or `at`."""
    end = at
    bracket = r.words[end] == "("
    if bracket or r.words[end] == ",":
        end += 1
    if r.folded[end] in ("khóa", "khoá") and r.numeral(end + 1):
        end += 2
        while r.words[end] == "," and r.numeral(end + 1) and r.capital[end + 1]:
            end += 2  # (khóa XI, XII)
        if bracket:
            return end + 1 if r.words[end] == ")" else at
        return end
    return at


def congress(r: Reader, at: int) -> tuple[int, float] | None:
    """`Đại hội` at `at` with a number or a body."""
    end = at + 2
    some = False
    for _ in range(12):
        if r.folded[end : end + 2] in (["đại", "biểu"], ["toàn", "quốc"], ["toàn", "thể"]) or (
            r.folded[end : end + 2] in (["thi", "đua"], ["cổ", "đông"])
        ):
            end += 2
            continue
        if r.folded[end] in ("điểm", "thành") and not r.capital[end]:
            place = places.suffix(r, end)
            if place is not None and some:
                end = place
                continue
            break
        number = ordinal(r, end)
        if number is not None:
            end, some = number, True
            continue
        after = term(r, end)
        if after > end and some:
            end = after
            continue
        if r.words[end] == "," and ordinal(r, end + 1) is not None and r.folded[end + 1] == "lần":
            end += 1
            continue
        if r.folded[end : end + 2] == ["đảng", "bộ"] and r.capital[at]:
            inner = bodies.tail(r, end + 2, "SP")
            if r.folded[inner] == "các":
                return None
            end, some = inner, True
            continue
        if r.folded[end] in ("chi", "công") and r.folded[end + 1] in ("bộ", "đoàn"):
            end = bodies.tail(r, end + 2, "SPN")
            some = some or r.capital[end - 1]
            continue
        inner_body = bodies.body(r, end) if r.capital[end] else None
        if inner_body is not None:
            end, some = inner_body[0], True
            continue
        break
    if ordinal(r, end) is None and not any(r.folded[k] == "thứ" for k in range(at, end)):
        # Đại hội | Phụ nữ tỉnh Lào Cai lần thứ I: a topic that no list holds
        far = _to_ordinal(r, end)
        if far is not None:
            end, some = term(r, far), True
    if not some or (r.kinds[at] == LOWER and not _number_inside(r, at, end)):
        return None
    return end, 0.88


def _number_inside(r: Reader, at: int, end: int) -> bool:
    return any(r.numeral(k) for k in range(at, end))


def first_words(lexicon: Lexicon) -> frozenset[str]:
    """The folded words that an event begins with: `occasion` need not be asked at others."""
    shows = {show.partition(" ")[0] for show in _SHOWS}
    return words("đại hội kỳ phiên cuộc ngày khóa") | shows | lexicon.events.keys()


def occasion(r: Reader, at: int) -> tuple[int, float] | None:
    """An event at `at`: its end and score."""
    word = r.folded[at]
    known = r.match(r.lexicon.events, at)
    if known is not None:
        end = known[0]
        if r.folded[at] == "tết":
            if end - at == 1 and not r.capital[end]:
                return end, 0.65
            if end - at == 1 and r.kinds[end] == CAPITAL and r.foreign(end):
                end += 1
            if r.folded[end] in _STEMS and r.capital[end + 1]:
                end += 2
        if r.folded[at] == "sea" and r.kinds[end] == NUMBER:
            end += 1
        number = ordinal(r, end) if r.folded[end] in ("lần", "thứ") else None
        return number or end, 0.88  # Giải Búa liềm vàng | lần thứ X
    second = r.folded[at + 1] if at + 1 < r.size else ""
    if word == "đại" and second == "hội":
        if r.plural(at):
            return None
        return congress(r, at)
    if word in ("hội", "kỳ", "phiên", "cuộc", "khóa") and second in ("nghị", "họp", "đàm"):
        return None if r.plural(at) else _meeting(r, at)
    if word == "ngày" and r.capital[at]:
        return _day(r, at)
    return _show(r, at)


def of_body(r: Reader, at: int) -> int:
    """The end of the body that a numbered meeting is of at `at` (`Kỳ họp thứ 9 | của HĐND tỉnh
    khóa I`), or `at`."""
    if r.folded[at] != "của" or not r.capital[at + 1] or r.plural(at + 1):
        return at
    owner = bodies.body(r, at + 1)
    return at if owner is None else term(r, owner[0])


def _meeting(r: Reader, at: int) -> tuple[int, float] | None:
    """`Hội nghị`, `Kỳ họp`, `Phiên họp` with a number."""
    end = at + 2
    numbered = False
    if r.folded[end : end + 2] == ["trung", "ương"] and r.numeral(end + 2):
        return term(r, end + 3), 0.9
    for _ in range(4):
        number = ordinal(r, end)
        if number is not None and r.folded[end] in ("thứ", "lần"):
            end, numbered = number, True
            continue
        if r.words[end] == "," and r.folded[end + 1] == "lần" and ordinal(r, end + 1):
            end += 1
            continue
        after = term(r, end)
        if after > end and numbered:
            end = after
            continue
        special = numbered and r.words[end] == "(" and r.words[end + 3 : end + 4] == [")"]
        if special and r.capital[end + 4] and bodies.body(r, end + 4) is not None:
            end += 4  # kỳ họp thứ 5 (chuyên đề) | HĐND tỉnh
            continue
        if r.folded[end : end + 2] in (["toàn", "thể"], ["thường", "kỳ"], ["chuyên", "đề"]):
            if ordinal(r, end + 2) is None:
                break
            end += 2
            continue
        inner = bodies.body(r, end) if r.capital[end] else None
        if inner is not None:
            end = inner[0]
            continue
        break
    if not numbered:
        far = _to_ordinal(r, end) if end == at + 2 or r.kinds[end] == CAPITAL else None
        if far is not None and (r.capital[at] or far - at < 9):
            return term(r, far), 0.7
    if numbered:
        if r.words[end] == "," and r.capital[end + 1]:
            larger = bodies.body(r, end + 1)
            if larger is not None and term(r, larger[0]) > larger[0]:
                end = term(r, larger[0])  # Kỳ họp thứ 8, Quốc hội khóa XV
        return end, 0.88
    if r.folded[end : end + 2] in (["thượng", "đỉnh"], ["cấp", "cao"]):
        reached = _capital_phrase(r, end + 2)
        if reached > end + 2:
            number = ordinal(r, reached)
            return number or reached, 0.8
    return _show(r, at)


def _to_ordinal(r: Reader, at: int) -> int | None:
    """The end of a topic that `lần thứ ...` ends (Hội nghị | Đa dạng sinh học lần thứ hai)."""
    end = at
    while end - at < 16:
        comma = r.words[end] in ",-–" and r.capital[end + 1]
        if r.folded[end] == "lần" or (r.words[end] == "," and r.folded[end + 1] == "lần"):
            number = ordinal(r, end + (r.words[end] == ","))
            if number is not None:
                return number
        if r.kinds[end] not in (LOWER, CAPITAL, UPPER) and not comma:
            return None
        if r.folded[end] in _TOPIC_STOPS:
            return None
        end += 1
    return None


def _day(r: Reader, at: int) -> tuple[int, float] | None:
    """`Ngày` and what it is held for (Ngày Quốc tế Lao động)."""
    two = " ".join(r.folded[at + 1 : at + 3])
    if r.folded[at + 1] not in _DAY_WORDS and two not in _DAY_WORDS:
        return None
    if r.kinds[at + 1] == LOWER and r.begins_sentence(at) and r.folded[at + 1] in ("hội", "người"):
        return None
    end = at + 1
    last = end
    while end - at < 16 and r.kinds[end] in (LOWER, CAPITAL, UPPER):
        if r.folded[end] in _DAY_STOPS and end > at + 2:
            break
        last = end + 1
        end += 1
        if (r.words[end] == "," and r.folded[end + 1 : end + 3] in (["thống", "nhất"],)) or (
            r.words[end] in ("-", "–") and r.capital[end + 1]
        ):
            end += 1
        elif r.words[end] == "," or r.kinds[end] in (NUMBER, BREAK):
            break
    return last, 0.8


_SPORTS = words("bóng bơi chạy cầu cờ đua futsal golf marathon quần võ vật taekwondo karate boxing")
_DAY_STOPS = words(
    "năm là được tại ở do với của và từ đến trong vào sẽ đã đang tổ theo cho có diễn ngày nhằm "
    "hằng "
    "hàng để"
)


# A topic ends before these.
_TOPIC_STOPS = _DAY_STOPS - words("ngày") | words(
    "này đó mà khi sau trước nhưng bế khai họp bầu thông thảo nghe ông bà đồng chí các những một"
)


def _show(r: Reader, at: int) -> tuple[int, float] | None:
    """A festival, contest, campaign with a name in capitals."""
    word = r.folded[at]
    end = at + 1
    for size in (3, 2):
        longer = " ".join(r.folded[at : at + size])
        if longer in _SHOWS:
            word, end = longer, at + size
            break
    if end == at + 1 and word not in _SHOWS:
        return None
    if word in ("tháng", "năm", "giải", "lễ", "chương trình", "ngày", "hội nghị", "hội thảo"):
        return _named_period(r, at, end, word)
    start = end
    end = _capital_phrase(r, end)
    if end == start and r.capital[at]:
        end = _to_place(r, start)
    number = ordinal(r, end)
    if end == start and number is None:
        return None
    if end - start == 1 and r.kinds[end] == LOWER and number is None and not r.foreign(start):
        return None  # đêm nhạc | Hòa sắc núi rừng: the name is not seen whole
    if number is not None and r.folded[end] in ("lần", "thứ"):
        end = number
    if end == start or (not r.capital[at] and not r.capital[start]):
        return None
    return end, 0.6


def _to_place(r: Reader, at: int) -> int:
    """The end of a name that small words begin and a place ends (Lễ hội | đền Phúc Lâm)."""
    end = at
    while r.kinds[end] == LOWER and end - at < 5 and r.folded[end] not in _DAY_STOPS:
        place = places.with_kind(r, end)
        if place is not None and place[1]:
            return place[0]
        end += 1
    known = r.match(r.lexicon.places, end) if r.capital[end] else None
    return at if known is None or end == at else known[0]


def _named_period(r: Reader, at: int, end: int, word: str) -> tuple[int, float] | None:
    if not r.capital[at]:
        return None
    two = " ".join(r.folded[end : end + 2])
    if (
        (
            word in ("tháng",)
            and two in ("thanh niên", "hành động", "an toàn", "công nhân", "khuyến mại", "nhân đạo")
        )
        or (word == "năm" and two == "du lịch")
        or (
            word == "giải"
            and (
                two in ("vô địch", "báo chí", "cờ vua", "búa liềm", "điền kinh", "ngoại hạng")
                or two.partition(" ")[0] in _SPORTS
            )
        )
    ):
        reached = min(end + 2, r.size - 1)
        while r.kinds[reached] in (LOWER, CAPITAL, UPPER) and r.folded[reached] not in _DAY_STOPS:
            reached += 1
            if reached - at > 10:
                break
        return reached, 0.6
    if word in ("hội nghị", "hội thảo") and r.capital[end]:
        start = end
        end = _capital_phrase(r, end)
        number = ordinal(r, end)
        if number is not None and r.folded[end] in ("lần", "thứ"):
            end = number
        place = places.suffix(r, end)
        if place is not None and end > start:
            end = place
        if end - start == 1 and r.kinds[end] == LOWER:
            return None  # Hội nghị | Tổng kết
        if end > start and bodies.body(r, start) is None:
            return end, 0.45
    return None


def _within(r: Reader, at: int) -> bool:
    """Whether a word of two syllables stands at `at`, and a capital after it (`Tương lai |
    ASEAN`)."""
    if r.kinds[at] != CAPITAL or r.kinds[at + 1] != LOWER or not r.capital[at + 2]:
        return False
    if r.foreign(at) or r.foreign(at + 1) or r.folded[at + 1] in _TOPIC_STOPS:
        return False
    return not r.head(at + 2)


def _capital_phrase(r: Reader, at: int) -> int:
    """The end of a run of capitals and known compounds at `at`."""
    end = at
    while r.kinds[end] in (CAPITAL, UPPER) and end - at < 20:
        place = r.match(r.lexicon.places, end)
        subject = r.match(r.lexicon.subjects, end, exact=False)
        if subject is None and place is None and _within(r, end):
            end += 2
            continue
        best = max(end + 1, place[0] if place else 0, subject[0] if subject else 0)
        end = best
        while r.kinds[end] == LOWER:
            more = r.match(r.lexicon.subjects, end, exact=False)
            if more is None or "+" not in more[1]:
                break
            end = more[0]
        if r.kinds[end] == NUMBER and r.tokens.glued(end) and r.words[end].isdigit():
            end += 1  # G20
        if (r.words[end] in ("-", "–", "&") and r.capital[end + 1]) or (
            r.folded[end] == "và"
            and r.capital[end + 1]
            and (r.match(r.lexicon.subjects, end + 1, exact=False) and end > at)
        ):
            end += 1
    return end
