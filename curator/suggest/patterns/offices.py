"""Positions that one person holds, with the body or place in them."""

from __future__ import annotations

from functools import lru_cache

from curator.suggest.gazetteer import Trie, phrases, words
from curator.suggest.patterns import bodies, places
from curator.suggest.patterns.lexicon import FIRM_WORDS
from curator.suggest.patterns.people import starts_person
from curator.suggest.patterns.reader import LOWER, NUMBER, UPPER, Reader

_MODIFIERS = (
    ("thường", "trực"),
    ("phụ", "trách"),
    ("chuyên", "trách"),
    ("danh", "dự"),
    ("dự", "khuyết"),
    ("lâm", "thời"),
)
_COMMITTEES = words("tỉnh thành huyện quận thị đảng")
_HOUSES = (
    "sở", "phòng", "ban", "cục", "trung tâm", "công ty", "bệnh viện", "trường", "chi nhánh",
    "xí nghiệp", "nhà máy", "văn phòng", "chi cục", "công trường",
)  # fmt: skip
_GIVEN = words("làm chức vụ")
_ENVOYS = words("sứ sự quyền thời đoàn trực")
_FORMER = words("quyền nguyên cựu")


def office(r: Reader, at: int) -> tuple[int, float] | None:
    """A position at `at`: its end and score; None for the plural, the generic, the bare word."""
    start = at
    if r.folded[at] in _FORMER:
        if at and r.folded[at - 1] == "ủy":
            return None  # thừa ủy | quyền Chủ tịch nước
        start = at + 1
    elif r.folded[at] == "q" and r.words[at + 1] == ".":
        start = at + 2
    found = r.match(r.lexicon.offices, start, exact=False)
    if found is None or r.plural(at):
        return None
    end, flags = found
    small = r.kinds[start] == LOWER
    if r.folded[end] in ("các", "những", "nhiều"):
        return None
    for modifier in _MODIFIERS:
        if tuple(r.folded[end : end + 2]) == modifier:
            end += 2
    bare = r.match(r.lexicon.bodies, end)
    if bare is not None and of_many(r, bare[0]):
        return None  # Chủ tịch UBND các huyện
    if bare is None and (r.words[end] == "," or r.folded[end] == "và") and _shared(r, end + 1):
        return None  # Bí thư, Chủ tịch UBND các huyện
    if r.folded[end] == "số" and r.kinds[end + 1] == NUMBER and r.folded[end - 1] == "tác":
        end += 2  # Tổ trưởng Tổ công tác | số 5
    reached = _holder(r, end, flags)
    head = r.match(r.lexicon.bodies, end - 1) if "D" in flags else None
    if head is not None and head[0] > end and ("A" in head[1] or r.folded[end] == "chỉ"):
        whole = bodies.body(r, end - 1)  # Ủy viên | Ban Chấp hành Trung ương Đoàn
        reached = reached if whole is None else max(reached, whole[0])
    if reached > end:
        larger = r.kinds[reached - 1] == UPPER or r.folded[reached + 1 : reached + 2] == ["ủy"]
        if "S" in flags and r.capital[reached] and larger:
            whose = bodies.body(r, reached)  # Trưởng phòng CSGT | Công an tỉnh
            reached = reached if whose is None else whose[0]
        if tuple(r.folded[reached : reached + 2]) in _MODIFIERS[:3]:
            reached += 2  # Thứ trưởng Ngoại giao | Thường trực
        return reached, 0.8 if small else 0.92
    told = start > at or (at > 1 and r.words[at - 1] in ",-–(" and r.capital[at - 2])
    if told and small and r.kinds[end] == LOWER:
        house = r.match(_houses(), end)
        if house is not None and (start > at or r.words[house[0]] in ",.;)"):
            return house[0], 0.65  # cựu giám đốc | sở
    if "B" in flags and not small and at and r.folded[at - 1] in _GIVEN and r.words[end] in ",.;":
        return end, 0.55  # được bầu làm | Chủ nhiệm
    if (small or "B" in flags) and not _name_follows(r, end):
        return None
    if "B" in flags and small:
        return None
    if small:
        return end, 0.5
    if end - start == 1 and r.begins_sentence(start) and not _name_follows(r, end):
        return end, 0.5
    return end, 0.8 if _name_follows(r, end) else 0.6


@lru_cache(maxsize=1)
def _houses() -> Trie:
    """The kinds of bodies that an office in small letters may be of."""
    return phrases({}, _HOUSES)


def of_many(r: Reader, at: int) -> bool:
    """Whether what stands at `at` makes a class of the body before it: `các huyện`, `9 tỉnh`."""
    level = r.kinds[at] == NUMBER or (r.folded[at] == "cấp" and r.kinds[at] == LOWER)
    return r.folded[at] == "các" or (level and r.folded[at + 1] in bodies.KINDS_COUNTED)


def _shared(r: Reader, at: int) -> bool:
    """Whether the office at `at`, the next of a list, is that of many bodies."""
    further = r.match(r.lexicon.offices, at, exact=False)
    if further is None:
        return False
    body = r.match(r.lexicon.bodies, further[0])
    return body is not None and of_many(r, body[0])


def _name_follows(r: Reader, at: int) -> bool:
    return starts_person(r, at)


def _holder(r: Reader, at: int, flags: str) -> int:
    """The end of the body or place of an office at `at`, or `at`."""
    if r.kinds[at] == LOWER and r.folded[at] in _COMMITTEES and r.folded[at + 1] == "ủy":
        return places.suffix(r, at + 2) or at + 2  # Phó Bí thư | tỉnh ủy
    if r.folded[at - 2 : at] == ["đảng", "ủy"] and r.capital[at]:
        reached = bodies.tail(r, at, "SP")
        if reached > at and not starts_person(r, at):
            return reached  # Bí thư Đảng ủy | Quân sự tỉnh
    if r.told_body(at):
        return places.suffix(r, at + 1) or at + 1
    department = bodies.department(r, at)
    if department is not None:
        inner = bodies.body(r, department) if r.capital[department] else None
        return department if inner is None else inner[0]  # Trưởng phòng | PC08 Công an tỉnh
    if r.capital[at] and not starts_person(r, at):
        subject = r.match(r.lexicon.subjects, at, exact=False) if "S" in flags else None
        if subject is not None and subject[0] - at > 2 and r.kinds[at + 1] == LOWER:
            return bodies.tail(r, at, "SPo")  # Phó Tổng cục trưởng | Phòng chống thiên tai
        head = r.match(r.lexicon.bodies, at)
        if head is not None and "W" in head[1] and starts_person(r, head[0]):
            return head[0]  # Tổng Giám đốc Công ty | Lâm Quốc Khải
        inner = bodies.body(r, at)
        if inner is not None:
            return inner[0]
        firm = _firm(r, at)
        if firm is not None:
            return firm
        named = r.match(r.lexicon.organisations, at)
        if named is not None:
            return named[0]
        bare = r.match(r.lexicon.bodies, at)
        if bare is not None and not r.capital[bare[0]] and not r.shouted[at]:
            return bare[0]  # Giám đốc Sở, Trưởng Ban Quản lý chợ
    elif r.kinds[at] == LOWER:
        if r.folded[at : at + 2] == ["công", "an"]:
            place = places.suffix(r, at + 2)
            return at if place is None else place  # giám đốc | công an tỉnh
        inner = bodies.body(r, at)
        if inner is not None and inner[0] > at:
            return inner[0]
    if "S" in flags:
        reached = bodies.tail(r, at, "SPo")
        if reached > at and not starts_person(r, at):
            return reached
    if "N" in flags:
        return places.name(r, at) or at
    if r.folded[at : at + 3] == ["hồ", "chí", "minh"]:
        return at  # Chủ tịch | Hồ Chí Minh
    place = places.suffix(r, at)
    if place is not None and r.folded[place] == "tại" and r.folded[at - 1] in _ENVOYS:
        seat = r.match(r.lexicon.organisations, place + 1)
        return places.suffix(r, place + 1) or (place if seat is None else seat[0])
    if place is not None:
        return place
    return at


def _firm(r: Reader, at: int) -> int | None:
    """The end of a firm's foreign name at `at` (CEO | Kestrel Foods Vietnam)."""
    end = at
    while r.capital[end] and r.foreign(end) and end - at < 6:
        end += 1
    if any(r.folded[k] in FIRM_WORDS for k in range(at + 1, end)):
        return end
    return None


def skip_generic(r: Reader, at: int) -> int:
    """Where to read on after a position in the plural: behind its head word, so that the body in it
    is found (`các đồng chí Ủy viên | Ban Thường vụ`)."""
    found = r.match(r.lexicon.offices, at, exact=False)
    if found is None:
        return at
    end = found[0]
    for position in range(at + 1, end):
        if r.match(r.lexicon.bodies, position) is not None:
            return position
    return end
