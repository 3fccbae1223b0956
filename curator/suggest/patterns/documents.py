"""Names of legal and party documents."""

from __future__ import annotations

from curator.suggest.gazetteer import words
from curator.suggest.patterns import bodies, occasions, places
from curator.suggest.patterns.reader import BREAK, CAPITAL, LOWER, NUMBER, UPPER, Reader
from curator.suggest.patterns.tokens import CODE

_UNITS = words(
    "năm tháng ngày tuần quý nhiệm nội chương điều khoản điểm trang tỷ tỉ triệu nghìn đồng % "
    "người "
    "bước nhóm giai lĩnh dự"
)


def document(r: Reader, at: int) -> tuple[int, float] | None:
    """A document at `at` that has a number, an issuer, a place or a name: its end and score."""
    named = r.match(r.lexicon.laws, at)
    if named is None and r.kinds[at] == LOWER and r.folded[at] in ("luật", "bộ"):
        after = at + 1 if r.folded[at] == "luật" else at + 2
        small = r.match(r.lexicon.laws, at, exact=False)
        if small is not None and r.capital[after]:
            named = small
    found = r.match(r.lexicon.documents, at, exact=False)
    if named is not None and (found is None or named[0] >= found[0]):
        end = named[0]
        if r.folded[end] == "số" and r.kinds[end + 1] == CODE:
            end += 2
        return end, 0.93
    if r.folded[at : at + 3] == ["luật", "sửa", "đổi"]:
        return _amending(r, at)
    if r.folded[at] == "số":
        return _bare_number(r, at)
    if found is None:
        return None
    end, flags = found
    numbered = r.folded[end : end + 2] == ["trung", "ương"] and r.numeral(end + 2)
    if r.plural(at) and r.kinds[end] != CODE and r.folded[end] != "số" and not numbered:
        return None
    number = end
    while r.folded[number] == "số" or (number > end and r.words[number] == ":"):
        number += 1
    if r.kinds[number] == CODE:
        return number + 1, 0.96
    far = _described(r, end)
    if far is not None:
        return far, 0.85
    spaced = _spaced_code(r, number)
    if spaced is not None:
        return spaced, 0.9
    if r.kinds[number] == NUMBER and (number > end or "+" in flags):
        word = r.words[number]
        unit = r.folded[number + 1]
        dated = unit in ("năm", "ngày") and r.kinds[number + 2] == NUMBER
        counted = unit in _UNITS and not (dated and (unit == "năm" or number > end))
        if (
            not counted
            and unit not in ("-", "–", "/")
            and len(word) <= 9
            and not ("." in word or "," in word)
        ):
            return number + 1, 0.85 if number > end else 0.75
    if r.kinds[at] == LOWER and r.folded[at] != "luật":
        return None
    return _by_name(r, at, end)


def _described(r: Reader, at: int) -> int | None:
    """The end of a number after words on the document's kind (`Kết luận` | `thanh tra số 2/KL`)."""
    for end in range(at, at + 7):
        if r.kinds[end] != LOWER or r.folded[end] == "của":
            return None
        if r.folded[end] == "số":
            return end + 2 if r.kinds[end + 1] == CODE else None
    return None


def _bare_number(r: Reader, at: int) -> tuple[int, float] | None:
    """`Số: 64/KH-UBND` at the head of a document."""
    if not r.capital[at] or (at and r.kinds[at - 1] != BREAK):
        return None
    end = at + 1
    if r.words[end] == ":":
        end += 1
    if r.kinds[end] == CODE:
        return end + 1, 0.85
    return None


def _spaced_code(r: Reader, at: int) -> int | None:
    """A document number with blanks in it: `12 - NQ/TU`, `123 /QĐ-UBND`."""
    if r.kinds[at] != NUMBER or r.words[at + 1] not in ("-", "–", "/"):
        return None
    end = at + 2
    if not r.capital[end] or len(r.words[end]) > 5 or not r.words[end][:2].isupper():
        return None
    end += 1
    while r.words[end] in ("-", "–", "/") and r.capital[end + 1] and r.words[end + 1][:2].isupper():
        end += 2
    return end


def _by_name(r: Reader, at: int, end: int) -> tuple[int, float] | None:
    first = r.folded[at]
    if first in ("hiệp", "công", "thỏa") or r.folded[end - 1] == "thư":
        return _treaty(r, end)
    if first == "luật" and end - at == 1:
        return _law(r, end)
    if (
        r.kinds[end] == UPPER
        and r.folded[end] not in r.lexicon.acronyms
        and (
            first in ("quy", "nghị", "quyết", "thông", "chỉ")
            and r.match(r.lexicon.bodies, end) is None
            and r.match(r.lexicon.organisations, end) is None
            and not r.shouted[end]
        )
    ):
        return end + 1, 0.6  # Quy định EUDR
    if first in ("quy", "điều") and "hoạch" in r.folded[at:end]:
        place = places.suffix(r, end)
        for position in range(end, min(end + 6, r.size - 1)):
            if place is not None or r.kinds[position] != LOWER or r.folded[position] == "của":
                break
            place = places.suffix(r, position + 1)
        if place is not None and (r.capital[place - 1] or r.kinds[place - 1] == NUMBER):
            return place, 0.75
        return None
    if first == "nghị" and r.folded[at + 1] == "quyết":
        return _resolution(r, end)
    if first == "điều" and r.folded[at + 1] == "lệ" and r.capital[end]:
        owner = bodies.body(r, end)
        return None if owner is None else (owner[0], 0.8)  # Điều lệ | Công đoàn Việt Nam
    return None


def _resolution(r: Reader, at: int) -> tuple[int, float] | None:
    """`Nghị quyết` | `Trung ương 7 khóa XII`, `Đại hội XIII`, `Đại hội Đảng bộ tỉnh lần thứ XI`."""
    end = at
    if r.folded[end : end + 4] in (["hội", "nghị", "trung", "ương"],):
        end += 2
    if r.folded[end : end + 2] == ["trung", "ương"]:
        end += 2
        if r.numeral(end) or r.folded[end] == "lần":
            end = occasions.ordinal(r, end) or end + 1
            return occasions.term(r, end), 0.9
        return None
    if r.folded[end : end + 2] == ["đại", "hội"] and r.capital[end]:
        event = occasions.congress(r, end)
        if event is not None:
            return event[0], 0.85
    inner = bodies.body(r, end) if r.capital[end] else None
    if inner is not None and inner[1] >= 0.85:
        return inner[0], 0.55
    return None


def _amending(r: Reader, at: int) -> tuple[int, float] | None:
    """`Luật sửa đổi, bổ sung một số điều của Luật ... và Luật ...`."""
    if not r.capital[at]:
        return None
    for end in range(at + 3, at + 12):
        if end >= r.size or r.kinds[end] == BREAK:
            return None
        law = r.match(r.lexicon.laws, end)
        if law is not None:
            last = law[0]
            more = r.match(r.lexicon.laws, last + 1) if r.folded[last] == "và" else None
            last = more[0] if more is not None else last
            if r.folded[last] == "số" and r.kinds[last + 1] == CODE:
                last += 2
            return last, 0.7
    return None


def _treaty(r: Reader, at: int) -> tuple[int, float] | None:
    """`Hiệp định` | `Thương mại tự do Việt Nam - EU (EVFTA)`: to its last capital."""
    if r.folded[at] == "về" and r.kinds[at] == LOWER:
        return _treaty_on(r, at)
    if not r.capital[at]:
        return None
    end, last = at, at
    while end - at < 16:
        if r.capital[end]:
            last = end + 1
        elif r.words[end] not in ("-", "–", "và", "về") and (
            r.kinds[end] != LOWER or r.folded[end] in _SAID
        ):
            break
        end += 1
    bracket = r.bracketed_acronym(last)
    return bracket or last, 0.75


# Before `luật` in words that are no law.
_NO_LAW = words("kỷ pháp quy thuật định theo trái đúng")
_SAID = words(
    "của là đã sẽ đang có cho tại ở trong với để khi được bị phải cần từ đến vào giúp ký tạo"
)


def _treaty_on(r: Reader, at: int) -> tuple[int, float] | None:
    """`Hiệp định` | `về biên giới trên đất liền giữa Việt Nam và Lào`: to the end of the phrase."""
    end = at + 1
    while end - at < 24 and r.kinds[end] in (LOWER, CAPITAL, UPPER) and r.folded[end] not in _ENDS:
        end += 1
        if r.words[end] in ("-", "–") and r.capital[end + 1]:
            end += 1
    return (end, 0.6) if end - at > 3 else None


_ENDS = words("là đã sẽ đang có cho tại ở do để khi được bị phải cần từ đến vào năm ngày gồm nhằm")


def _law(r: Reader, at: int) -> tuple[int, float] | None:
    """`Luật` | a name that is in no list: a subject, or a capital and the syllable after it."""
    if at > 1 and r.folded[at - 2] in _NO_LAW and r.kinds[at - 1] == LOWER:
        return None
    if r.kinds[at] == UPPER and not r.shouted[at] and r.kinds[at - 1] == CAPITAL:
        return at + 1, 0.7  # Luật | PCCC
    subject = r.match(r.lexicon.subjects, at, exact=False)
    if subject is not None and r.capital[at] and r.folded[at] != "trung":
        return subject[0], 0.8
    if r.kinds[at] == CAPITAL and not r.foreign(at) and r.kinds[at + 1] == LOWER:
        return at + 2, 0.6
    return None
