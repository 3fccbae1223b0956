"""Names of bodies: a head word, what it is about, the larger body, the place, the acronym."""

from __future__ import annotations

from curator.suggest.gazetteer import words
from curator.suggest.patterns import places
from curator.suggest.patterns.people import honorific, starts_person
from curator.suggest.patterns.reader import BREAK, CAPITAL, LOWER, NUMBER, UPPER, Reader

_GENERIC = words("các")
# What ends a purpose clause: a predicate, by its first syllable or its first two.
_PREDICATE = words("họp đã sẽ đang cần phải có là được bị do tại ký nêu")
_PREDICATES = frozenset(
    tuple(pair.split())
    for pair in (
        "tổ chức", "tiếp tục", "cho biết", "cho rằng", "yêu cầu", "đề nghị", "báo cáo", "chủ trì",
        "ban hành", "chỉ đạo", "đánh giá", "thống nhất", "nhấn mạnh", "khẳng định", "thường xuyên",
        "kết luận", "xem xét", "nghe báo", "thông báo", "thông qua", "kiến nghị", "phối hợp",
        "khẩn trương", "chịu trách", "tham mưu", "phát biểu", "làm việc", "trực tiếp", "chủ động",
        "vừa có", "tập trung", "theo dõi", "đôn đốc", "trao đổi", "cùng với", "thông tin",
        "bàn giao",
        "đại diện",
    )
)  # fmt: skip
# After the head of a name these begin what is said of it.
_FUNCTION = words(
    "các và của là đã sẽ đang có cho tại ở trên trong về với do vì để khi được bị phải cần này đó "
    "không chưa cũng vẫn còn đều theo từ đến ra vào lên xuống như thì mà nhưng hay hoặc nên rồi "
    "vừa mới luôn tổ chức cùng gồm nhằm bằng sau trước giữa nêu nói họp yêu đề ông bà anh chị "
    "tiếp báo thông triển chủ năm tháng ngày quý xã huyện tỉnh thành phường thị quận công bố nhận "
    "khóa khoá lần tăng giảm đạt chi thu bán mua lãi lỗ ký cử mở khai vượt hiện"
)
_SAID = words("của là đã sẽ đang có cho tại ở trong với do để khi được bị phải cần từ đến vào")
# The second syllable of a word that is no body.
_OTHER_WORDS = {
    ("hội", "trường"), ("thị", "trường"), ("môi", "trường"), ("nông", "trường"),
    ("công", "trường"), ("chiến", "trường"), ("lập", "trường"), ("học", "viện"),
    ("quảng", "trường"), ("lâm", "trường"), ("thương", "trường"),
    ("thao", "trường"), ("ngư", "trường"), ("phim", "trường"), ("vũ", "trường"),
}  # fmt: skip
_OTHER_CAPITALS = {
    ("thông", "báo"), ("cảnh", "báo"), ("dự", "báo"), ("đầu", "trung"), ("vật", "trung"),
    ("thứ", "trung"), ("nhà", "trung"), ("luật", "trung"), ("công", "báo"), ("quốc", "hội"),
}  # fmt: skip
_MISSIONS = words("tra tác sát")
_PURPOSE = words(
    "triển thực phòng chống xây cải công về quốc cấp đổi phát ứng tổng sắp bầu điều kiểm thi giải "
    "rà phục chuyển các vận dự biên nâng chương đầu"
)
_UNITS = words("tháng năm tỷ tỉ triệu nghìn ngày người lần tấn ha km")
_PAPERS = words("chí báo đài bản")
_STREETS = words("đường phố ngõ ngách hẻm lô")
KINDS_COUNTED = words("tỉnh thành huyện quận xã phường thị địa")
_CLAUSE = 40  # tokens of a purpose clause at most


def body(r: Reader, at: int, depth: int = 0) -> tuple[int, float] | None:
    """A body at `at`: the end of its name and a score; None where the words name no body."""
    found = _body(r, at, depth)
    if found is None:
        return None
    end = found[0]
    # Ủy ban nhân dân huyện, quận, thị xã: a class, not one
    if r.words[end] == "," and r.kinds[end - 1] == LOWER and r.kinds[end + 1] == LOWER:
        bare, after = places.with_kind(r, end - 1), places.with_kind(r, end + 1)
        if bare is not None and after is not None and not bare[1] and not after[1]:
            return None
    if r.folded[end : end + 5] == ["và", "các", "khu", "công", "nghiệp"]:
        managing = r.folded[at : at + 3] == ["ban", "quản", "lý"]
        if managing:  # Ban Quản lý Khu kinh tế Vân Phong | và các Khu công nghiệp
            return places.suffix(r, end + 5) or end + 5, found[1]
    if r.words[end] in ("-", "–"):
        if r.words[end + 1] == "CTCP":
            return r.bracketed_acronym(end + 2) or end + 2, found[1]
        if r.folded[end + 1 : end + 3] == ["chi", "nhánh"] and r.capital[end + 1]:
            branch = tail(r, end + 3, "SNP", depth + 1)
            if branch > end + 3:  # Trung tâm Phát triển quỹ đất | - Chi nhánh Tiên Lữ
                return branch, found[1]
        if r.folded[end - 2] == "vực" and r.numeral(end - 1):
            seat = r.match(r.lexicon.home, end + 1)  # Tòa án nhân dân khu vực 3 | - Lạng Sơn
            return found if seat is None else (seat[0], found[1])
    if r.words[end] == "(" and r.folded[end + 1] == r.folded[at] and r.kinds[end + 2] == UPPER:
        short = end + 3
        while r.kinds[short] == UPPER or r.words[short] in ("&", "-"):
            short += 1
        if r.words[short] == ")":
            return short + 1, found[1]  # Bộ Nông nghiệp và Môi trường | (Bộ NN&MT)
    return found


def _body(r: Reader, at: int, depth: int) -> tuple[int, float] | None:
    found = r.match(r.lexicon.bodies, at, exact=False)
    if found is None or depth > 4:
        return None
    end, flags = found
    small = r.kinds[at] == LOWER
    if small and ("L" not in flags or (at and (r.folded[at - 1], r.folded[at]) in _OTHER_WORDS)):
        return None
    if r.shouted[at]:
        before = (r.folded[at - 1], r.folded[at]) if at else ("", "")
        if before in _OTHER_WORDS or before in _OTHER_CAPITALS:
            return None  # MÔI | TRƯỜNG, VỐN ĐẦU | TƯ CÔNG
        return _shouted(r, at, end, flags, depth)
    if r.folded[end] in _GENERIC and "V" not in flags and not _names_many(r, end):
        whole = _to_country(r, end) if "N" in flags else None
        if whole is None:
            return None  # Hội đồng nhân dân các cấp
        return tail(r, whole, flags, depth), 0.9
    if r.folded[end] == "cấp" and r.folded[end + 1] in KINDS_COUNTED and r.kinds[end] == LOWER:
        return None  # UBND cấp xã
    if (
        r.kinds[end] == NUMBER
        and r.folded[end + 1] in KINDS_COUNTED
        and not {"S", "V"} & set(flags)
    ):
        return None  # UBND 9 tỉnh
    if r.folded[end] == "viên" and r.folded[at:end] in (["đảng"], ["công", "an"]):
        return None  # Đảng | viên, Công an | viên
    reached = tail(r, end, flags, depth)
    if reached > end and _of_country(r, at, end, reached):
        return None
    if reached > end:
        if (
            small
            and not r.capital[reached - 1]
            and not any(r.capital[k] for k in range(end, reached))
        ):
            return None
        hidden = small or (r.folded[at] == "hãng" and r.begins_sentence(at))
        if hidden and _whole_without(r, end, reached):
            return None
        sure = "A" in flags or end - at > 1 or "S" in flags
        return reached, 0.9 if sure and not small else 0.75
    if small:
        return None
    if "A" in flags:
        if end - at == 1 and r.begins_sentence(at) and r.folded[at] in ("đảng", "trung"):
            return end, 0.7
        return end, 0.85
    if "W" in flags and not r.begins_sentence(at) and not r.plural(at) and not r.shouted[at]:
        return end, 0.5
    return None


_FIRMS = frozenset(("chứng khoán", "hãng xe", "hãng", "công ty", "tập đoàn", "hãng tin"))


def _of_country(r: Reader, at: int, end: int, reached: int) -> bool:
    """Whether a kind of firm is only said to be of a country (`Chứng khoán | Mỹ`)."""
    if " ".join(r.folded[at:end]) not in _FIRMS:
        return False
    place = r.match(r.lexicon.places, end)
    if place is None or r.match(r.lexicon.home, end) is not None:
        return False
    return place[0] == reached or r.foreign(place[0])


def _shouted(r: Reader, at: int, end: int, flags: str, depth: int) -> tuple[int, float] | None:
    """A body in a line of capitals; one that begins the line most often fills it."""
    reached = tail(r, end, flags, depth)
    if (at == 0 or r.kinds[at - 1] == BREAK) and "G" not in flags:
        line = end
        most = end + (4 if "A" in flags else 13)
        while line < most and (r.kinds[line] in (CAPITAL, UPPER) or r.words[line] in ",-–&."):
            line += 1
        if r.kinds[line] == BREAK and reached < line and not r.head(end):
            return line, 0.7
    if reached > end:
        if (
            "G" in flags
            and _last_word(r, reached) is None
            and not r.match(r.lexicon.places, reached - 2)
        ):
            return None
        return reached, 0.8
    alone = "W" in flags and (at == 0 or r.kinds[at - 1] == BREAK) and r.kinds[end] == BREAK
    return (end, 0.8) if "A" in flags else (end, 0.6) if alone else None


def _whole_without(r: Reader, at: int, end: int) -> bool:
    """Whether the name after a small kind word is a foreign name, whole without it."""
    while at < end and r.kinds[at] == LOWER:
        at += 1  # tập đoàn công nghệ | Veltra
    return 0 < end - at <= 2 and all(r.foreign(k) or r.kinds[k] == UPPER for k in range(at, end))


def _names_many(r: Reader, at: int) -> bool:
    """Whether `các` belongs to the name (Ban Quản lý các khu công nghiệp)."""
    return r.match(r.lexicon.subjects, at, exact=False) is not None


def department(r: Reader, at: int) -> int | None:
    """The end of the code of a department of the police at `at`: `PC04`, `PA03`; `C06`, where the
    document speaks of the police."""
    end = at + 1
    if not r.capital[at] or r.kinds[end] != NUMBER or not r.tokens.glued(end):
        return None
    if len(r.words[end]) != 2:
        return None
    word = r.words[at]
    if r.tokens.glued(at) and r.kinds[at - 1] in (LOWER, CAPITAL, UPPER, NUMBER):
        return None
    if word in _OF_PROVINCES:
        return end + 1
    told = r.folded[at - 1] in _TO_POLICE or r.police()
    return end + 1 if word in _OF_MINISTRY and r.words[end][0] == "0" and told else None


_OF_PROVINCES = frozenset(("PA", "PC", "PH", "PK", "PV", "PX"))
_OF_MINISTRY = frozenset("ACHKVX")
_TO_POLICE = words("sang bị cho do trưởng")


def tail(r: Reader, at: int, flags: str, depth: int = 0) -> int:
    """The end of what follows the head of a body, or `at` where nothing does."""
    end = at
    subject = named = False
    if "V" in flags:
        end = _purpose(r, at)
        if end > at:
            return end
    if r.folded[end] == "số" and r.kinds[end + 1] == NUMBER and r.folded[end - 1] in _MISSIONS:
        end += 2  # Đoàn kiểm tra số 1343
    for _ in range(30):
        region = end == at and r.folded[end : end + 2] == ["khu", "vực"] and r.numeral(end + 2)
        if region and not r.capital[end]:
            end, subject = end + 3, True  # Chi nhánh Văn phòng Đăng ký đất đai | khu vực XII
            continue
        if (subject or end == at) and not named and _ordinary(r, end):
            end += 2  # Đội Quản lý thị trường | số 4
            continue
        bracket = r.bracketed_acronym(end)
        if bracket is not None:
            if r.folded[at - 1] == "bộ" and department(r, end + 1) is not None:
                break  # Bộ Công an | (C03)
            end = bracket
            continue
        if r.kinds[end] == BREAK:
            if not (r.shouted[end - 1] and r.shouted[min(end + 1, r.size - 1)]):
                break
            below = places.with_kind(r, end + 1) if end + 1 < r.size else None
            return end if below is None else below[0]
        if r.folded[end] == "của":
            owner = body(r, end + 1, depth + 1) if "P" in flags and r.capital[end + 1] else None
            if owner is None or r.plural(end + 1):
                break
            return owner[0]
        if "S" in flags and "N" in flags and r.kinds[end] == CAPITAL:
            more = _to_country(r, end) or (_to_bracket(r, end) if end == at else None)
            if more is not None:
                end, subject = more, True
                continue
        if "S" in flags or "N" in flags or "V" in flags:
            more = _subject(r, end, subject)
            clause_only = "S" not in flags and "N" not in flags
            if more is None and not named and not clause_only and (subject or r.capital[end]):
                more = _compound(r, end)
            if more is None and not named and "N" in flags:
                more = _trade(r, end)
            if more is None and subject and not named and "S" in flags:
                more = _acronyms(r, end) or _bridge(r, end)
            if more is None and subject and not {"N", "P"}.isdisjoint(flags):
                more = _object(r, end)
            if more is not None:
                end, subject = more, True
                continue
        if (
            (subject or end == at)
            and r.numeral(end)
            and _counts(r, end)
            and not (end == at and r.kinds[end] == NUMBER and _whole(flags))
            and not (r.shouted[end] and r.kinds[end] != NUMBER and r.kinds[end + 1] == UPPER)
        ):
            end += 1
            subject = True
            continue
        if "P" in flags and not named and r.told_body(end):
            return places.suffix(r, end + 1) or end + 1
        if r.capital[end] and ("P" in flags or "S" in flags) and not named:
            larger = r.match(r.lexicon.bodies, end)
            if larger is not None and ("P" in flags or ("A" in larger[1] and not subject)):
                inner = body(r, end, depth + 1)
                if inner is not None:
                    return inner[0]
        if (
            "P" in flags
            and r.folded[end] in ("sở", "bộ", "cục")
            and r.capital[end]
            and (not r.capital[end + 1])
        ):
            return end + 1  # Thanh tra Sở
        place = places.suffix(r, end, free="A" in flags and "N" not in flags and not subject)
        if place is not None and not ("N" in flags and _longer_name(r, end, place)):
            if place == end:
                break
            end = place
            if "N" in flags and r.kinds[end] == NUMBER and len(r.words[end]) == 1:
                return end + 1 if r.words[end + 1] in "),.;" else end
            further = r.match(r.lexicon.home, end + 1) if r.words[end] in ("-", "–") else None
            if further is not None and r.folded[at - 1] == "hàng" and not r.capital[further[0]]:
                return further[0]  # Ngân hàng Sài Gòn – Hà Nội
            again = places.with_kind(r, end)
            national = r.folded[end - 2 : end] == ["việt", "nam"] and r.kinds[end] == LOWER
            if again is not None and (again[1] or national):
                end = again[0]  # Hội Sinh viên Việt Nam | thành phố
            if r.folded[end] == "tại" and r.folded[at - 1] in ("quán", "đsq", "tlsq"):
                end = places.suffix(r, end + 1) or end  # Đại sứ quán Việt Nam tại Lào
            bracket = r.bracketed_acronym(end)
            return bracket if bracket is not None else end
        free = "N" in flags or ("S" in flags and not subject and "o" not in flags)
        if free and not named and not _officer(r, at, end, flags, subject):
            more = free_name(r, end)
            if more is not None:
                end, named = more, True
                continue
        break
    return end


def _ordinary(r: Reader, at: int) -> bool:
    """Whether `số` and the number of a body stand at `at`, not those of a house."""
    if r.folded[at] != "số" or not (r.words[at + 1].isdigit() and len(r.words[at + 1]) < 3):
        return False
    return r.folded[at + 2] not in _STREETS


def _officer(r: Reader, at: int, end: int, flags: str, subject: bool) -> bool:
    """Whether the person at `end` is no part of the name of the body whose head ends at `at`: units
    and papers are not named after persons (`Quân khu | Lưu Bá Hào`)."""
    if not starts_person(r, end):
        return False
    return "N" not in flags or (subject and r.folded[at - 1] in _PAPERS)


def _longer_name(r: Reader, at: int, end: int) -> bool:
    """Whether a free name only begins with what reads as a place (Bình Dương | Xanh)."""
    if r.folded[at:end] == ["việt", "nam"] and r.kinds[end] == CAPITAL and not r.foreign(end):
        return False  # Liên đoàn Điền kinh Việt Nam | Hướng Kỳ Nam
    return (
        r.capital[at]
        and r.kinds[end] == CAPITAL
        and not starts_person(r, end)
        and (not r.head(end))
    )


def _whole(flags: str) -> bool:
    """Whether a head is one body by itself, so that a number after it counts something else (`Ban
    Thường vụ | 15 ủy viên`)."""
    return "A" in flags and "S" not in flags and "N" not in flags


def _counts(r: Reader, at: int) -> bool:
    """Whether a number belongs to the name, not to what follows."""
    if r.kinds[at] == NUMBER and r.words[at + 1] in ("%", "/", "-"):
        return r.words[at + 1] == "-" and not r.tokens.glued(at + 1)
    return r.folded[at + 1] not in _UNITS


def _subject(r: Reader, at: int, after: bool) -> int | None:
    """The end of a subject at `at`; `after`: one stands before it already."""
    start = at
    if after and r.folded[at] in ("và", "-", "–", "&", ","):
        start = at + 1
        if not r.capital[start]:
            return None
        found = r.match(r.lexicon.subjects, start, exact=False)
        if found is None and r.words[start] in _SECTORS and not r.shouted[start]:
            return start + 1  # Chi cục Trồng trọt | và BVTV
        if found is None or (r.match(r.lexicon.bodies, start) is not None and not r.shouted[at]):
            return None
        if r.folded[at] == "," and not (
            r.folded[found[0]] == "và"
            and r.capital[found[0] + 1]
            and r.match(r.lexicon.subjects, found[0] + 1, exact=False) is not None
            and not r.head(found[0] + 1)
        ):
            return None  # of a list; Xúc tiến Đầu tư, Thương mại và Du lịch is one
        return found[0]
    found = r.match(r.lexicon.subjects, start, exact=False)
    if found is None:
        return None
    end, flags = found
    if after and r.shouted[start] and end - start == 1:
        return None  # BỘ CÔNG AN | ĐIỀU ĐỘNG
    if r.capital[start]:
        place = r.match(r.lexicon.places, start)
        if place is not None and place[0] > end:
            return None
        return (_compound(r, start) or end) if end - start == 1 else end
    return end if "+" in flags and (after or r.folded[start] == "các") else None


def _compound(r: Reader, at: int) -> int | None:
    """The end of a word of two syllables in no list (Viện | Khảo cổ, Điện gió): a capital and a
    small letter that opens no predicate."""
    start = at + 1 if r.folded[at] in ("và", "-", "–") and r.capital[at + 1] else at
    if r.kinds[start] != CAPITAL or r.foreign(start) or r.kinds[start + 1] != LOWER:
        return None
    if r.folded[start + 1 : start + 3] == ["nhiệm", "kỳ"]:
        return None
    if r.folded[start + 1] in _FUNCTION or r.match(r.lexicon.bodies, start) is not None:
        return None
    after = r.match(r.lexicon.subjects, start + 1, exact=False)
    if after is not None and after[0] - start > 2:
        return None  # Giống | thủy sản
    if r.match(r.lexicon.offices if start > at else r.lexicon.places, start) is not None:
        return None
    if r.match(r.lexicon.place_kinds, start + 1, exact=False) is not None or r.foreign(start + 1):
        return None
    if r.match(r.lexicon.place_kinds, start, exact=False) is not None:
        return None  # Chi bộ | Tổ dân phố 5
    return start + 2 + (r.folded[start + 2] in ("học", "lý", "hóa"))


def _object(r: Reader, at: int) -> int | None:
    """The end of small words inside a name at `at`: known ones after a verb, or up to three that a
    capital of the same name follows (Hiệp hội Các nhà sản xuất ô tô | Việt Nam)."""
    if r.kinds[at] != LOWER:
        return None
    found = r.match(r.lexicon.subjects, at, exact=False)
    before = _last_word(r, at)
    if found is not None and before is not None and "v" in before:
        return found[0]
    return None


_SECTORS = frozenset(("BVTV", "PTNT", "ĐT", "BVMT", "TT", "TNMT", "CNTT", "KHCN", "ATTP", "QLTT"))
_TRADES = words("xnk xd tm dv sx mtv hàng nhà vật liệu trồng đường hầm cầu công trình ô tô máy đồ")


def _trade(r: Reader, at: int) -> int | None:
    """The end of small words on a firm's trade at `at` that its name follows (Công ty TNHH Thương
    mại | vận tải XNK | Phúc Thịnh)."""
    end = at
    while end - at < 8:
        subject = r.match(r.lexicon.subjects, end, exact=False)
        if subject is not None and r.kinds[end] == LOWER:
            end = subject[0]
        elif r.folded[end] in _TRADES or (r.folded[end] == "và" and r.kinds[end + 1] == LOWER):
            end += 1
        else:
            break
    if end == at or not r.capital[end] or r.head(end) or r.kinds[at] == CAPITAL:
        return None
    return end


def _acronyms(r: Reader, at: int) -> int | None:
    """The end of what a body does, in acronyms: `Phòng Cảnh sát | PCCC và CNCH`."""
    end = at
    while r.kinds[end] == UPPER and not r.shouted[end] and end - at < 6:
        known = r.match(r.lexicon.bodies, end) or r.match(r.lexicon.organisations, end)
        place = r.match(r.lexicon.places, end) or r.match(r.lexicon.place_kinds, end)
        if known is not None or place is not None:
            break
        end += 1
        if (r.words[end] == "&" or r.folded[end] == "và") and r.kinds[end + 1] == UPPER:
            end += 1
    return end if end > at and r.kinds[end - 1] == UPPER else None


# Of what a body is about, what more often is said of it.
_DOES = frozenset(("kiểm tra", "thanh tra", "giám sát", "kiểm toán", "điều tra", "thi đua"))


def _bridge(r: Reader, at: int) -> int | None:
    """The end of small words on what a body is about, which a larger body or a place follows
    (`Đội Cảnh sát | chữa cháy và cứu nạn cứu hộ | khu vực số 4`)."""
    end = at
    while end - at < 10 and r.kinds[end] == LOWER:
        subject = r.match(r.lexicon.subjects, end, exact=False)
        said = subject is not None and end == at and _said(r, end, subject)
        if subject is not None and not said:
            end = subject[0]
        elif end > at and r.folded[end] == "và":
            end += 1
        else:
            break
    if end == at or r.folded[end - 1] == "và":
        return None
    if r.folded[end] == "số" and r.kinds[end + 1] == NUMBER and r.folded[end - 1] == "vực":
        return end + 2
    if r.capital[end]:
        return end if r.match(r.lexicon.bodies, end) is not None else None
    place = places.with_kind(r, end)
    return end if place is not None and place[1] else None


def _said(r: Reader, at: int, subject: tuple[int, str]) -> bool:
    """Whether the subject at `at` rather is a verb (`Sở Y tế | tổ chức ...`); of one syllable it
    tells nothing (`Bộ Quốc phòng | điều Sư đoàn 9`)."""
    return subject[0] - at == 1 or "v" in subject[1] or " ".join(r.folded[at : subject[0]]) in _DOES


def _to_country(r: Reader, at: int) -> int | None:
    """The end of a long name that goes down to its country (Hiệp hội | Các nhà sản xuất ô tô |
    Việt Nam)."""
    end = at + 1
    while r.kinds[end] == LOWER and end - at < 9 and r.folded[end] not in _SAID:
        end += 1
    if end - at >= 3 and r.folded[end : end + 2] == ["việt", "nam"]:
        return end
    return None


def _to_bracket(r: Reader, at: int) -> int | None:
    """The end of a long name that its acronym in brackets ends (Công ty | Vận hành hệ thống điện
    quốc gia | (VHQ))."""
    end = at + 1
    while r.kinds[end] in (LOWER, CAPITAL) and end - at < 12 and r.folded[end] not in _SAID:
        end += 1
    if r.words[end] != "(" or end - at < 3 or r.kinds[end + 1] != UPPER:
        return None
    return end if r.words[end + 2] == ")" else None


def _last_word(r: Reader, at: int) -> str | None:
    """The flags of the subject that ends at `at`."""
    for start in range(at - 1, max(at - 4, -1), -1):
        found = r.match(r.lexicon.subjects, start, exact=False)
        if found is not None and found[0] == at:
            return found[1]
    return None


def free_name(r: Reader, at: int) -> int | None:
    """The end of a free name at `at`: a run of capitals, with numbers and marks inside."""
    if not r.capital[at]:
        return None
    end = at
    while r.kinds[end] in (CAPITAL, UPPER) and end - at < 12:
        if end > at:
            if r.match(r.lexicon.offices, end) is not None:
                break
            if r.match(r.lexicon.bodies, end) is not None and not r.shouted[end]:
                larger = r.match(r.lexicon.bodies, end)
                if larger is not None and (larger[0] - end > 1 or "A" in larger[1]):
                    break
            if starts_person(r, end) and r.match(r.lexicon.places, end) is None and end - at >= 2:
                break
            if honorific(r, end) is not None and r.family(end + 1):
                break
        if r.shouted[end] and end - at >= 4:
            break
        if end > at and r.kinds[end - 1] == NUMBER and _person_runs(r, end):
            break
        if end > at and r.foreign(at) and r.folded[end : end + 2] == ["việt", "nam"]:
            return end + 2  # Công ty TNHH Kestrel Foods Việt Nam | Park Min Ho
        end += 1
        if (
            (
                r.words[end] in ("-", "–", "&", ".", "'", "+")
                and r.tokens.glued(end)
                and (r.tokens.glued(end + 1) and r.capital[end + 1])
            )
            or (
                r.words[end] in ("-", "–", "&")
                and r.capital[end + 1]
                and not r.head(end + 1)
                and (r.words[end] == "&" or not starts_person(r, end + 1))
                and (r.words[end] == "&" or r.foreign(end - 1))
            )
            or (r.kinds[end] == NUMBER and len(r.words[end]) <= 3 and _counts(r, end))
        ):
            end += 1
    if r.kinds[end] == LOWER and r.kinds[end - 1] == CAPITAL and r.tokens.words[end] != ",":
        for trie in (r.lexicon.subjects, r.lexicon.bodies):
            whole = r.match(trie, end - 1, exact=False)
            if whole is not None and whole[0] > end and r.folded[end] not in _FUNCTION:
                return whole[0]  # no name ends within a word (Công ty CP Tập | đoàn)
    return end


def _person_runs(r: Reader, at: int) -> bool:
    """Whether three or four capitals at `at`, with a family name in front, name a person."""
    end = at
    while r.kinds[end] == CAPITAL and end - at < 5:
        end += 1
    known = r.folded[at] in r.lexicon.families or r.folded[at] in r.lexicon.rare_families
    return known and 3 <= end - at <= 4 and r.match(r.lexicon.places, at) is None


def _purpose(r: Reader, at: int) -> int:
    """The end of a purpose clause at `at` (Ban Chỉ đạo | phòng, chống dịch Covid-19 tỉnh ...)."""
    if r.folded[at] not in _PURPOSE or r.kinds[at] != LOWER:
        return at
    end, last = at, at
    depth = 0
    while end - at < _CLAUSE and r.kinds[end] != BREAK:
        word = r.folded[end]
        if word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0:
            if word in '.;:?!"“”…':
                break
            if word == "," and not _goes_on(r, end):
                break
            if word == "và" and r.folded[end + 1 : end + 3] == ["đại", "diện"]:
                break
            if end > at + 1 and r.kinds[end] == LOWER and _predicate(r, end):
                break
            place = places.with_kind(r, end)
            if place is not None and end > at + 1:
                end = place[0]
                last = end
                if place[1] or r.folded[end] not in ("và", ","):
                    break
                continue
        if r.kinds[end] in (LOWER, CAPITAL, UPPER, NUMBER) or word == ")":
            last = end + 1
        elif r.kinds[end] not in (LOWER, CAPITAL, UPPER):
            last = end + 1 if word not in (",", "(", "-", "–") else last
        end += 1
    return last


def _predicate(r: Reader, at: int) -> bool:
    """Whether what is said of the body begins at `at`."""
    if r.folded[at - 1] in ("và", ",", "các", "việc", "sắp", "công", "thi"):
        return False
    pair = (r.folded[at], r.folded[at + 1])
    if pair == ("có", "công"):
        return False
    return pair[0] in _PREDICATE or pair in _PREDICATES


def _goes_on(r: Reader, at: int) -> bool:
    """Whether a clause goes on after the comma at `at`: `phòng, chống`, a further document."""
    if r.match(r.lexicon.documents, at + 1) is not None:
        return True
    return (r.folded[at - 1], r.folded[at + 1]) in {
        ("phòng", "chống"), ("án", "công"), ("tham", "lãng"), ("nhũng", "tiêu"), ("nhũng", "lãng"),
        ("cháy", "chữa"), ("nạn", "cứu"), ("dụng", "sử"), ("xếp", "tinh"), ("cực", "lãng"),
        ("phí", "tiêu"), ("học", "công"), ("nghệ", "đổi"), ("xếp", "tổ"), ("đói", "giảm"),
        ("toàn", "vệ"), ("dục", "thể"), ("hóa", "thể"), ("tự", "an"),
    }  # fmt: skip
