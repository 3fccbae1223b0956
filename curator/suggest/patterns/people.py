"""Names of persons."""

from __future__ import annotations

from curator.suggest.gazetteer import longest, words
from curator.suggest.patterns.reader import BREAK, CAPITAL, LOWER, NUMBER, UPPER, Reader

_LONGEST = 4  # syllables of a Vietnamese name, with few exceptions


def person(r: Reader, at: int, sure: bool = False) -> int | None:
    """The end of a person's name at `at`.

    A family name with one to three more syllables, or, where an honorific or an office makes it
    `sure`, any run of capitals.
    """
    if not r.capital[at] or (r.folded[at] in _CREDITS and r.words[at + 1] == ":"):
        return None
    family = r.folded[at] in r.lexicon.families or starts_person(r, at)
    if not family and not (
        sure or (r.folded[at] in r.lexicon.rare_families and not r.begins_sentence(at))
    ):
        return None
    end = _run(r, at)
    if end - at == 1 and not sure:
        return None
    if not family and not sure and (end - at < 3 or any(r.foreign(k) for k in range(at, end))):
        return None
    return end


_BY = words("hiện hợp ghi dịch")
# Honorifics that are given names too.
_NAMES_TOO = words("anh em cô bà chú bác cháu thầy mẹ vua chúa già bé")
_MISTER = words("bà ông anh chị cô")
_CREDITS = words("ảnh tin bài nguồn clip video")
_PARTICLES = words("van von de der den bin al el da di la le dos del")


def _run(r: Reader, at: int) -> int:
    """The end of the run of syllables that can be one person's name."""
    shouted = r.shouted[at]
    limit = _LONGEST + (r.folded[at] in ("tôn", "âu"))
    end = at
    while end - at < 6:
        kind = r.kinds[end]
        if kind not in (CAPITAL, UPPER):
            if end - at == 1 and r.folded[end] in ("thị", "văn") and r.capital[end + 1]:
                end += 1  # Hán thị Quế
                continue
            break
        foreign = r.foreign(end)
        if end > at:
            if not foreign and end - at >= limit:
                break
            if kind == UPPER and not shouted and r.kinds[at] == CAPITAL and len(r.words[end]) > 1:
                break  # an acronym after the name
            if _new_head(r, end):
                break
        end += 1
        if foreign and r.folded[end] in _PARTICLES and r.capital[end + 1]:
            end += 1
        # hyphenated and abbreviated parts: Kim Jong-un, N.V.A
        while (
            end - at < 9
            and r.words[end] in ("-", ".")
            and r.tokens.glued(end)
            and r.tokens.glued(end + 1)
        ):
            initial = r.words[end] == "." and len(r.words[end - 1]) == 1
            small = r.kinds[end + 1] == LOWER  # Khăm-phởi
            if r.words[end] == "." and initial and r.foreign(at) and len(r.words[end + 1]) > 1:
                break
            if (initial and r.kinds[end + 1] == CAPITAL and len(r.words[end + 1]) == 1) or (
                r.words[end] == "-" and (foreign or small) and r.capital[at]
            ):
                end += 2
            else:
                break
        middle = len(r.words[end - 1]) == 1 and r.words[end] == "." and r.kinds[end - 1] == CAPITAL
        known = (r.foreign(at) or end - 1 == at) and r.foreign(end + 1) if middle else False
        if middle and (known or r.family(at)) and r.kinds[end + 1] == CAPITAL:
            end += 1  # Marc E. | Knapper
    return end


def _new_head(r: Reader, at: int) -> bool:
    """Whether an office or a body of two words or more begins inside a run of capitals."""
    for trie in (r.lexicon.offices, r.lexicon.bodies):
        found = longest(trie, r.folded, at)
        if found is not None and (
            found[0] - at > 1 or r.folded[at] in ("ubnd", "hđnd", "btv", "bch", "ubkt")
        ):
            return True
    return False


def starts_person(r: Reader, at: int) -> bool:
    """Whether a full name begins at `at`: a family name and two more syllables, or one more where
    the run ends there. A rare family name needs a middle name that is common."""
    if not r.capital[at]:
        return False
    known = r.persons.get(at)
    if known is None:
        known = r.persons[at] = _starts_person(r, at)
    return known


def _starts_person(r: Reader, at: int) -> bool:
    titled = r.folded[at] in _MISTER and any(r.capital[at + 2 : at + 3])
    if r.folded[at + 1] in ("thị", "văn") and r.capital[at + 1] and not (r.shouted[at] or titled):
        known = r.match(r.lexicon.places, at) or r.match(r.lexicon.bodies, at)
        if known is None and not r.foreign(at) and _run(r, at) - at >= 3:
            return not _compound(r, at + 1)
    if r.folded[at] not in r.lexicon.families:
        return (
            r.folded[at] in r.lexicon.rare_families
            and r.capital[at + 1]
            and r.folded[at + 1] in _MIDDLES
            and _run(r, at) - at == 3
            and not _compound(r, at + 2)
        )
    body = r.match(r.lexicon.bodies, at)
    if body is not None and body[0] - at > 1:
        return False
    if r.folded[at] == "đoàn":
        home = r.match(r.lexicon.home, at + 1) or r.match(r.lexicon.places, at + 1)
        if home is not None and not r.capital[home[0]]:
            return False  # (Đoàn | Thừa Thiên Huế)
    place = r.match(r.lexicon.places, at)
    end = _run(r, at)
    if r.folded[at : at + 3] == ["hồ", "chí", "minh"]:
        return True
    if end - at >= 3:
        return (place is None or place[0] < end) and not _compound(r, end - 1)
    return end - at == 2 and place is None and not _compound(r, end - 1)


def _compound(r: Reader, at: int) -> bool:
    """Whether the capital at `at` begins a word that goes on with a small letter (Đoàn Luật sư)."""
    if r.kinds[at + 1] != LOWER:
        return False
    for trie in (r.lexicon.subjects, r.lexicon.bodies):
        found = longest(trie, r.folded, at)
        if found is not None and found[0] - at > 1:
            return True
    return False


# Middle names, by which a rare family name is known.
_MIDDLES = words(
    "văn thị đình quốc xuân hữu ngọc đức minh thanh bá công duy trọng quang thế huy gia bảo "
    "thành vĩnh kim mạnh đăng viết hoài nhật như thu thùy phương hồng mỹ sĩ sỹ tấn chí trung "
    "hải anh vũ thế tiến thái việt a seo chàn vần sinh"
)


def honorific(r: Reader, at: int) -> int | None:
    """The end of an honorific or occupation at `at` that a name follows."""
    found = r.match(r.lexicon.honorifics, at, exact=False)
    if found is None:
        return None
    end = found[0]
    if (
        at > 1
        and r.words[at - 1] == ":"
        and r.folded[at - 2] in _CREDITS
        and r.folded[at] in _NAMES_TOO
        and r.capital[at]
    ):
        return None  # Ảnh: Anh Tuấn
    if (
        r.kinds[at] == CAPITAL
        and end - at == 1
        and not r.begins_sentence(at)
        and (not starts_person(r, end) and r.words[at - 1] not in "-–,/")
    ):
        return None  # Cô Ba, Bà Nà: part of a name
    for _ in range(5):  # GS.TS, Đại tá, PGS. TS
        if r.words[end] in (".", ","):
            more = r.match(r.lexicon.honorifics, end + 1, exact=False)
            if r.words[end] == "." and r.capital[end + 1] and more is None:
                if (
                    r.tokens.glued(end)
                    and r.kinds[at] in (CAPITAL, UPPER)
                    and len(r.words[at]) <= 5
                ):
                    return end + 1
                return end
            if r.words[end] == "," and (more is None or not r.tokens.glued(end)):
                return end
        else:
            more = r.match(r.lexicon.honorifics, end, exact=False)
        if more is None:
            return end
        if r.capital[end] and not r.capital[more[0] - 1] and not r.capital[more[0]]:
            return end
        if r.kinds[end] == CAPITAL and r.folded[end] in _NAMES_TOO and more[0] - end == 1:
            return end  # nhạc sĩ | Anh Khôi
        if r.family(end):
            return end
        end = more[0]
    return end


def told_of(r: Reader, at: int) -> int | None:
    """The end of a run of capitals of which the age, the birth or the home is told in brackets:
    `Vừ Bá Tếnh (SN 1989, trú tại ...)`."""
    end = at
    while r.kinds[end] == r.kinds[at] and end - at < 5:
        end += 1
    if not 2 <= end - at <= 4 or r.words[end] != "(" or r.head(at):
        return None
    if r.match(r.lexicon.places, at) is not None or honorific(r, at) is not None:
        return None
    inner = end + 1
    told = (
        r.folded[inner] in ("sn", "trú", "ngụ", "quê")
        or (r.folded[inner] == "sinh" and r.folded[inner + 1] in ("năm", "ngày"))
        or (r.kinds[inner] == NUMBER and r.folded[inner + 1] == "tuổi")
        or (r.folded[inner] in ("thực", "tổng", "lược") and r.folded[inner + 1] in _BY)
    )
    return end if told else None


def initialled(r: Reader, at: int) -> int | None:
    """The end of a name of which the first part is but an initial (`M.Quân`, `T.TÀI`, `Đ.H`)."""
    end = at
    while (
        r.capital[end]
        and len(r.words[end]) == 1
        and r.words[end + 1] == "."
        and r.tokens.glued(end + 1)
        and r.tokens.glued(end + 2)
        and r.capital[end + 2]
        and end - at < 6
    ):
        end += 2
    return end + 1 if end > at else None


_WROTE = words("tổng ghi thực lược dịch biên theo từ st")


def by_line(r: Reader, at: int) -> list[tuple[int, int]]:
    """The names of the authors on the last line of a text (`Vân Khánh - H.Tuấn`, `THU LỘC (tổng
    hợp)`), which may end with their paper or their part; empty where it is another line."""
    names: list[tuple[int, int]] = []
    end = at
    while len(names) < 4:
        start = end
        while len(r.words[end]) <= 2 and r.words[end + 1 : end + 2] == ["."] and r.capital[end]:
            end += 2  # an initial
        initials = end > start
        first = end
        kind = r.kinds[end + (len(r.words[end]) == 1 and r.capital[end])]
        while r.capital[end] and (r.kinds[end] == kind or len(r.words[end]) == 1):
            end += 1
        if names and end - first == 1 and r.foreign(first):
            return names  # Thúy Trầm – | VnMaterials
        least = 1 if initials else 2
        if not least <= end - first <= 4 or r.head(start) or r.words[start:end] == ["P", ".", "V"]:
            return []
        names.append((start, end))
        if r.words[end] not in ("-", "–", ",", "/", "&") or not r.capital[end + 1]:
            break
        end += 1
    bracket = r.words[end] == "("
    over = r.kinds[end] == BREAK or bracket or r.folded[end] in _WROTE
    credit = r.words[end] == "." and r.folded[end + 1 : end + 2] == ["ảnh"]
    if not (over or credit):
        return []
    alone = r.kinds[end] == BREAK and len(names) == 1
    if alone and r.words[names[0][0] + 1] != ".":
        return []  # a signature, which is told otherwise
    if r.match(r.lexicon.organisations, names[0][0]) or (over and _all_places(r, names)):
        return []
    return names


def _all_places(r: Reader, names: list[tuple[int, int]]) -> bool:
    """Whether each of the names is a known place (`Hà Nội - Huế`), not in capitals as authors'."""
    found = [r.match(r.lexicon.places, start) for start, _ in names]
    whole = all(f is not None and f[0] == end for f, (_, end) in zip(found, names, strict=True))
    return whole and (len(names) > 1 or r.kinds[names[0][0]] == CAPITAL)


def dated(r: Reader, at: int) -> bool:
    """Whether a mark and the date or time of an article stand at `at`, as after its author's name
    (`Ngọc Hà | 14/01/2025`)."""
    if r.words[at] not in ("|", "-", "–", "•") or r.kinds[at + 1] != NUMBER:
        return False
    return "/" in r.words[at + 1] or r.words[at + 2 : at + 3] == [":"]


def signature(r: Reader, at: int) -> int | None:
    """The end of a name that stands on a line of its own, as under a document or an article."""
    if at and r.kinds[at - 1] != BREAK:
        return None
    end = at
    kind = UPPER if r.shouted[at] else CAPITAL
    while r.kinds[end] == kind and end - at < 6:
        end += 1
    over = r.kinds[end] == BREAK or dated(r, end) or (r.words[end] == "|" and r.shouted[at])
    if not over or not 2 <= end - at <= (3 if r.shouted[at] else 4):
        return None
    if r.folded[at] == "thứ" or r.folded[at : at + 2] == ["chủ", "nhật"]:
        return None  # Thứ Sáu
    if r.match(r.lexicon.places, at) is not None or r.head(at):
        return None
    return end
