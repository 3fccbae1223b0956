"""Names of places."""

from __future__ import annotations

from curator.suggest.gazetteer import words
from curator.suggest.patterns.people import starts_person
from curator.suggest.patterns.reader import CAPITAL, LOWER, NUMBER, UPPER, Reader

_COMMUNES = words("xã phường thị đặc")
# Of these kinds all names are known, so that a person's name may follow the bare kind.
_KNOWN = words("tỉnh thành huyện quận tp")
# Kinds that are named after the place they serve.
_GROUNDS = words("sân nhà nghĩa tượng đài quảng bến công quần")
_SETTLED = words("ấp thôn bản xóm làng buôn xã phường khóm")
_PROVINCES = words("tỉnh thành tp")
_IN = words("ở tại về đến từ qua tới lên ra")
# A sentence goes on with these, no name.
_OPENERS = words(
    "trong theo tại ngày các những một hiện đây đến nhưng tuy khi sau trước do với từ cùng ngoài "
    "đồng bên riêng về để vì nếu năm tháng sáng chiều tối qua"
)
_NUMBERED = words("quận phường khu ấp khóm thôn tổ vùng khối q p kp xóm")


def name(r: Reader, at: int, most: int = 4, kind: str = "") -> int | None:
    """The end of a place's own name at `at`: a known one, or a run of capitals."""
    known = country(r, at) or r.match(r.lexicon.places, at)
    given = known is None and kind == "tỉnh" and not r.foreign(at)
    if r.folded[at] in ("khóa", "khoá") or (given and not any(r.capital[at + 1 : at + 2])):
        return None  # Quốc hội Khóa XV; PCT UBND tỉnh | Điền
    if kind in _COMMUNES:
        commune = r.match(r.lexicon.communes, at)
        if commune is not None and (known is None or commune[0] >= known[0]):
            return commune[0]
        if known is None and starts_person(r, at) and r.folded[at + 1] in ("thị", "văn"):
            return None
    if kind in _KNOWN and known is None and starts_person(r, at):
        return None
    listed = kind in _KNOWN or kind in _COMMUNES
    if listed and known is None and _too_long(r, at, family=kind not in _PROVINCES):
        return None
    if known is not None and not (known[0] - at == 1 and r.capital[known[0]]):
        return _joined(r, at, known[0])
    if r.kinds[at] != CAPITAL and not (r.shouted[at] and r.kinds[at] == UPPER):
        return None
    settled = kind in _SETTLED and r.folded[at] == "hội" and not r.shouted[at]
    if r.head(at) and not settled:
        return None
    end = at
    while end - at < most and (
        r.kinds[end] == CAPITAL or (r.shouted[end] and r.kinds[end] == UPPER)
    ):
        if end > at and (starts_person(r, end) or _office(r, end)):
            break
        end += 1
        while r.words[end] in ("'", "’") and r.tokens.glued(end) and r.tokens.glued(end + 1):
            end += 2
        while r.words[end] == "-" and r.kinds[end + 1] == LOWER and r.tokens.glued(end + 1):
            if not r.tokens.glued(end):
                break
            end += 2  # chùa Bô-thi-rật
    return end


def _too_long(r: Reader, at: int, family: bool = False) -> bool:
    """Whether the run of capitals at `at`, in no list, has the three or four syllables of a
    person's name, which few places have; `family`: it must begin with a family name."""
    if r.kinds[at] != CAPITAL or r.shouted[at]:
        return False
    word, lexicon = r.folded[at], r.lexicon
    if family and word not in lexicon.families and word not in lexicon.rare_families:
        return False
    end = at
    while r.kinds[end] == CAPITAL and end - at < 5:
        if r.foreign(end):
            return False
        end += 1
    return 3 <= end - at <= 4 and not (r.words[end] == "(" or r.kinds[end] == NUMBER)


def country(r: Reader, at: int) -> tuple[int, str] | None:
    """A country with its form of state at `at` (Cộng hòa Belarus)."""
    if not r.capital[at] or r.folded[at] not in ("cộng", "vương", "liên"):
        return None
    if r.folded[at + 1] not in ("hòa", "quốc", "bang"):
        return None
    end = at + 2
    while r.folded[end] in ("dân", "chủ", "nhân", "liên", "bang", "hồi", "giáo") and end - at < 8:
        end += 1
    named = r.match(r.lexicon.places, end)
    whole = r.match(r.lexicon.places, at)
    if whole is not None and (named is None or whole[0] >= named[0]):
        return whole
    return named


def _joined(r: Reader, at: int, end: int) -> int:
    """A known name with what else of capitals clearly belongs to it."""
    if r.numeral(end) and not r.tokens.glued(end) and r.capital[end] and len(r.words[end]) <= 3:
        return end + 1  # Vĩnh Phú II
    return end


def _office(r: Reader, at: int) -> bool:
    found = r.match(r.lexicon.offices, at) or r.match(r.lexicon.bodies, at)
    return found is not None and found[0] - at > 1


# Countries that sugar comes from, and no street is named after.
_SUGAR = (["thái", "lan"], ["trung", "quốc"], ["ấn", "độ"], ["việt", "nam"])


def with_kind(r: Reader, at: int) -> tuple[int, bool] | None:
    """The end of a kind of place at `at` with its name; the flag tells whether a name is there.

    Without a name only the kinds that end a body's name (`UBND | huyện`) are found.
    """
    kind = r.match(r.lexicon.place_kinds, at, exact=False)
    if kind is None:
        return None
    end, flags = kind
    if len(r.words[at]) == 1 and at and r.tokens.glued(at) and r.kinds[at - 1] == NUMBER:
        return None  # 3Q. Theo
    if r.folded[at] == "đường" and end - at == 1 and r.folded[end : end + 2] in _SUGAR:
        return None
    if r.folded[end] == "ủy":
        return None  # Tỉnh ủy, Huyện ủy
    if r.kinds[at] == UPPER and not r.shouted[at] and "+" not in flags and len(r.words[at]) > 3:
        return None
    if r.shouted[at] and r.folded[at] == "bản":
        return None  # BIÊN BẢN, BẢN TIN
    family = r.family(at) or r.folded[at] in r.lexicon.rare_families
    if end - at == 1 and family and not r.begins_sentence(at) and starts_person(r, at):
        return None  # Phó Thủ tướng | Hồ Nguyên Bá
    if r.words[end - 1] == "." and r.folded[end] in _OPENERS and r.kinds[end + 1] == LOWER:
        return (end - 1, False) if "+" in flags else None  # ... và các TP. Trong đó
    abbreviated = r.words[end - 1] == "." or (r.kinds[at] == UPPER and not r.shouted[at])
    if r.words[end - 1] == "." and not r.capital[end] and r.kinds[end] != NUMBER:
        return None
    if r.kinds[end] == NUMBER and r.folded[at:end] == ["tiểu", "khu"] and len(r.words[end]) <= 4:
        return end + 1, True
    if r.kinds[end] == NUMBER and len(r.words[end]) <= 2 and r.words[end].isdigit():
        if r.folded[at] in _NUMBERED:
            return end + 1, True
        return (end, False) if "+" in flags else None
    if r.folded[at] == "khối" and r.kinds[end] != NUMBER:
        return None
    lone = end - at == 1 and r.folded[at] in ("nước", "hạt")
    if lone and r.match(r.lexicon.places, end) is None:
        return None
    if len(r.words[at]) == 1 and not r.capital[at]:
        return None
    if at and (r.folded[at - 1], r.folded[at]) in _OTHER_WORDS:
        return None
    if r.words[end - 1] == "." and r.capital[end] and len(r.words[end]) == 1 and end - at == 2:
        return None  # H.T.L: a person's initials
    if r.folded[at] in _GROUNDS and end - at > 1 and r.folded[end] in r.lexicon.place_kinds:
        whose = with_kind(r, end)  # sân vận động | xã Hưng Hà
        if whose is not None and whose[1]:
            return whose
    if r.kinds[end] == LOWER or (r.folded[at] == "khu" and r.numeral(end) and r.capital[end]):
        return (end, False) if "+" in flags else None
    street = r.folded[at] in ("đường", "phố", "ngã") or r.folded[at : at + 2] == ["đại", "lộ"]
    if (
        r.capital[end]
        and "+" not in flags
        and r.match(r.lexicon.peoples, end) is not None
        and (not r.capital[end + 1])
    ):
        return None  # chùa Khmer
    named = _street(r, end) if street else name(r, end, kind=r.folded[at])
    if named is not None:
        if (
            "+" not in flags
            and r.kinds[named] == NUMBER
            and len(r.words[named]) <= 2
            and r.words[named].isdigit()
            and r.folded[named + 1] not in _UNITS
        ):
            named += 1  # khu công nghiệp Biên Hòa 2
        elif "+" not in flags and r.kinds[named] == UPPER and r.numeral(named):
            named += 1  # khu công nghiệp Linh Trung II
        lettered = r.words[named] == "-" and r.capital[named + 1] and r.numeral(named - 1)
        if lettered and len(r.words[named + 1]) == 1 and r.tokens.glued(named + 1):
            named += 2  # KCN Yên Phong II-C
        return named, True
    if "+" in flags and not (abbreviated and r.words[end - 1] == "."):
        return end, False
    return None


# The second syllable of a word that is no kind of place.
_OTHER_WORDS = {
    ("già", "làng"), ("con", "đường"), ("thành", "phố"), ("đồ", "sông"), ("bản", "đồ"),
    ("cơ", "bản"), ("gia", "đình"), ("triều", "đình"), ("vùng", "biển"), ("bồi", "đền"),
    ("thăm", "đường"), ("bắt", "đền"), ("văn", "bản"), ("xuất", "bản"), ("tài", "khu"),
    ("xuống", "đường"), ("lên", "đường"), ("đông", "đảo"), ("hải", "đảo"), ("biển", "đảo"),
    ("đất", "nước"), ("nhà", "nước"), ("cập", "bến"), ("quân", "khu"), ("chiến", "khu"),
    ("phiên", "bản"), ("kịch", "bản"), ("căn", "bản"), ("nhân", "bản"), ("ấn", "bản"),
    ("miền", "núi"), ("xâm", "lăng"),
}  # fmt: skip
_UNITS = words("% hải dặm tháng năm tỷ tỉ triệu nghìn ngày người lần tấn ha km hộ giờ m dự")


def _street(r: Reader, at: int) -> int | None:
    """The end of a street's name at `at`, most often a person's; a route with dashes is none."""
    if r.kinds[at] == NUMBER and r.words[at].isdigit():
        return None
    end = at
    while end - at < 5 and r.kinds[end] == CAPITAL:
        end += 1
    if end - at == 1 and r.kinds[end] == LOWER and r.match(r.lexicon.works, at, exact=False):
        return None  # đường Vành đai
    if end == at or (r.head(at) and end - at == 1):
        return None
    known = r.match(r.lexicon.places, at)
    if known is not None and known[0] == end and end - at > 1 and r.words[end] in "-–":
        return None
    if r.words[end] in ("-", "–") and r.capital[end + 1]:
        return None
    return end


def suffix(r: Reader, at: int, free: bool = False) -> int | None:
    """The end of the place that ends the name of a body or office at `at`.

    `free`: a run of capitals that is in no list will do.
    """
    if r.kinds[at] not in (LOWER, CAPITAL, UPPER):
        return None
    kind = with_kind(r, at)
    if kind is not None:
        end, named = kind
        if named:
            return end
        # "tỉnh, thành phố" and "huyện ủy" are generic
        if r.folded[at] in ("xã", "thành") and r.folded[end] in ("hội", "viên", "lập"):
            return None
        whole = r.match(r.lexicon.places, at)
        return end if whole is None else max(end, whole[0])  # TP.HCM
    known = country(r, at) or r.match(r.lexicon.places, at)
    if known is not None:
        return known[0]
    if free and r.foreign(at) and r.kinds[at + 1] == CAPITAL:
        return None  # Nhà Trắng | Lisa Connor
    if free and r.kinds[at] == CAPITAL and not r.shouted[at] and not starts_person(r, at):
        free_end = None if _too_long(r, at) else name(r, at, 3)
        if free_end == at + 1 and r.kinds[at + 1] == LOWER and not r.foreign(at):
            return None  # the first syllable of a word
        return free_end
    return None


def located(r: Reader, at: int) -> int | None:
    """The end of a name in no list that its province follows in brackets (`Mạ | (Lai Châu)`)."""
    end = at
    while r.kinds[end] == CAPITAL and end - at < 4:
        end += 1
    if not 2 <= end - at <= 3 or r.words[end] != "(" or starts_person(r, at) or r.head(at):
        return None
    inner = end + 1
    home = r.match(r.lexicon.home, inner)
    if home is None:
        kind = with_kind(r, inner)
        if kind is None or not kind[1]:
            return None
        return end if r.words[kind[0]] in ("),") else None
    return end if r.words[home[0]] in ("),") else None


def standalone(r: Reader, at: int) -> tuple[int, float] | None:
    """A place in running text at `at`: its end and score."""
    first = r.begins_sentence(at)
    kind = with_kind(r, at)
    if kind is not None and kind[1]:
        end = kind[0]
        start = r.match(r.lexicon.place_kinds, at, exact=False)
        assert start is not None
        listed = r.match(r.lexicon.places, at)
        if listed is not None and listed[0] > end:
            return listed[0], 0.85
        short = start[0] - at == 1 and "+" not in start[1] and r.kinds[at] != UPPER
        told = at > 0 and r.folded[at - 1] in _IN and r.folded[at] not in r.lexicon.rare_families
        if not (short and r.capital[at] and not first and not told) and not (
            short and r.capital[at] and r.folded[at] in r.lexicon.families
        ):
            known = r.match(r.lexicon.places, start[0]) is not None
            return end, 0.93 if known or "+" in start[1] else 0.75
    known_name = country(r, at) or r.match(r.lexicon.places, at)
    if known_name is None:
        return None
    end = known_name[0]
    if end - at == 1 and r.kinds[at] == CAPITAL:
        # one syllable: Anh, Nga, Đức are given names too, and any word begins a sentence
        joined = at > 1 and r.words[at - 1] in "-–" and r.capital[at - 2]  # Mỹ - Nga
        headed = r.words[end] == ":" and r.match(r.lexicon.home, at) is not None  # Huế: ...
        if first and r.words[at - 1] != "(" and not r.foreign(at) and not (joined or headed):
            return None
        if (
            (r.capital[end] and not r.foreign(end) and not r.foreign(at))
            or (at and r.capital[at - 1])
            or r.shouted[at]
        ):
            return None
        compound = r.match(r.lexicon.honorifics, at, exact=False)
        if compound is not None and compound[0] - at > 1 and r.kinds[end] == LOWER:
            return None  # các Anh hùng liệt sĩ
        if r.folded[at - 1] in ("la", "bảng", "đôla", "tiếng") and r.folded[at] in ("mỹ", "anh"):
            return None  # a currency
        return end, 0.75 if r.foreign(at) else 0.6
    if end - at == 2 and r.capital[end] and not r.foreign(end) and r.kinds[end] == CAPITAL:
        return _joined(r, at, end), 0.7
    return _joined(r, at, end), 0.85
