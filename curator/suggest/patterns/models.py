"""Models and varieties: a name and the number or letter that tells one from the next (`OM 77`,
`iPad 9`, `Nokia 15`)."""

from __future__ import annotations

import re
from functools import lru_cache

from curator.suggest.gazetteer import words
from curator.suggest.patterns.lexicon import lexicon
from curator.suggest.patterns.reader import BREAK, CAPITAL, NUMBER, UPPER, Reader

# Strains of influenza: A/H5N1, A(H1N1), A H5N6.
_STRAIN = re.compile(r"A(?:\(H\d{1,2}(?:N\d{1,2})?\)|/?H\d{1,2}(?:N\d{1,2})?)")
_AIRCRAFT = words("airbus boeing embraer")
_CROPS = words("lúa gạo nếp tấm thóc giống ngô bắp")
# Between the crop and its variety: `gạo nguyên liệu | IR 91`, `lúa (tươi) | OM 77`.
_BETWEEN = words("giống thơm tươi khô nguyên liệu thành phẩm xuất khẩu hạt thuần lai nl tp lúa ( )")
_REACH = 6
_CODES = frozenset(("OM", "IR", "MTL", "RVT", "TBR", "ST", "BC"))
# Makers whose models are a number or a letter and a number.
_MAKERS = words("nokia lg htc xiaomi oppo vivo realme huawei asus lenovo honor motorola blackberry")
# Products whose models are a number, a letter or a word after the name.
PRODUCTS = words(
    "iphone ipad galaxy windows android ios playstation xbox pixel macbook airpods snapdragon "
    "xperia redmi exynos dimensity thinkpad zenfone vf"
)
_GRADES = words("pro max plus ultra mini lite note edge premium fold flip air se elite")
_LETTERS = frozenset("ASXZMJFGVUCTKP")
_COUNTED = words(
    "năm tháng ngày tuần giờ phút lần người máy chiếc triệu tỷ tỉ nghìn ngàn đồng usd euro inch gb "
    "tấn kg điểm cổ mẫu phiên sản nhà thị quốc nước loại tuổi trận"
)


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The folded words that a model, a variety or a strain begins with, but for capitals."""
    return frozenset(lexicon().varieties) | PRODUCTS | _AIRCRAFT | _MAKERS | words("cúm a g e ron")


def codes(r: Reader) -> set[str]:
    """The codes of varieties in a document: those after the crop (`lúa OM 77`) and, where it
    speaks of a crop at all, those of the known breeders."""
    found = set() if _CROPS.isdisjoint(r.folded) else set(_CODES)
    for at in range(1, r.size - 1):
        if r.kinds[at] == UPPER and _serial(r, at + 1):
            before = at - 1
            while before > at - _REACH and before >= 0 and r.folded[before] in _BETWEEN:
                if r.folded[before] in _CROPS:
                    break
                before -= 1
            if before >= 0 and r.folded[before] in _CROPS:
                found.add(r.words[at])
    return found


def strain(r: Reader, at: int) -> tuple[int, float] | None:
    """A strain of influenza at `at`, with the disease before it (`cúm | A/H5N1`)."""
    start = at + 1 if r.folded[at] == "cúm" else at
    if r.words[start] != "A":
        return None
    said = ""
    for end in range(start, min(start + 8, r.size)):
        if end > start + 1 and not r.tokens.glued(end):
            break
        said += r.words[end]
        if _STRAIN.fullmatch(said) and not (r.tokens.glued(end + 1) and _goes_on(r, end + 1)):
            return end + 1, 0.85
    return None


def _goes_on(r: Reader, at: int) -> bool:
    return r.words[at][:1].isalnum()


def _serial(r: Reader, at: int) -> bool:
    """Whether a plain number of up to five digits stands at `at`."""
    return (
        r.kinds[at] == NUMBER
        and r.words[at].isdigit()
        and len(r.words[at]) <= 5
        and r.words[at + 1] not in ("%", "/")
    )


def variety(r: Reader, at: int, known: set[str]) -> tuple[int, float] | None:
    """A variety at `at`: a code of `known` or a listed name, with its number; end and score."""
    if r.kinds[at] == UPPER and r.words[at] in known and _serial(r, at + 1):
        return at + 2, 0.85
    listed = r.match(r.lexicon.varieties, at, exact=False)
    if listed is None:
        return None
    end = listed[0]
    if _serial(r, end) and len(r.words[end]) <= 2 and r.folded[end + 1] not in _COUNTED:
        return end + 1, 0.85
    if "n" in listed[1] or not known or not r.capital[at] or r.kinds[end] == CAPITAL:
        return None  # the name alone, in a text that speaks of no crop
    return end, 0.75


def model(r: Reader, at: int) -> tuple[int, float] | None:
    """A product or a maker's model at `at`: its end and score."""
    if r.folded[at] in PRODUCTS and r.capital[at] and not r.shouted[at]:
        end = _grades(r, at + 1)
        return (end, 0.85) if end > at + 1 else None
    if r.folded[at] in _AIRCRAFT and r.capital[at]:
        if _lettered(r, at + 1):
            return _variant(r, at + 3), 0.75
        if _serial(r, at + 1) and len(r.words[at + 1]) == 3:
            return _variant(r, at + 2), 0.75
        return None
    if r.folded[at] in _MAKERS and r.capital[at]:
        if _lettered(r, at + 1):
            return _grades(r, at + 1), 0.75
        if _serial(r, at + 1) and len(r.words[at + 1]) <= 2 and _ends(r, at + 2):
            return _grades(r, at + 1), 0.6
    return None


def _variant(r: Reader, at: int) -> int:
    """The end of what is glued to a model's number (`A320 | neo`, `787 | -9`)."""
    if r.words[at] == "-" and r.kinds[at + 1] == NUMBER and r.tokens.glued(at):
        return at + 2 if r.tokens.glued(at + 1) else at
    return at + 1 if r.words[at] in ("neo", "ceo", "XLR", "ER") and r.tokens.glued(at) else at


def fuel(r: Reader, at: int) -> int | None:
    """The end of a kind of petrol at `at` (`RON 95-III`, `E5 RON 92`)."""
    end = at
    if r.words[end] == "E" and r.words[end + 1] in ("5", "10") and r.tokens.glued(end + 1):
        end += 2
    if r.words[end] == "RON" and r.words[end + 1][:2] in ("92", "95"):
        end += 2
        if r.words[end] == "-" and r.tokens.glued(end) and r.numeral(end + 1):
            end += 2
    return end if end > at else None


_LETTERED_AFTER = words("chip giống dòng mẫu bộ vi thép máy")


def lettered(r: Reader, at: int) -> int | None:
    """The end of a code of a letter and a number after the word for what it names
    (`chip | H700`, `giống | K12-45`)."""
    if not at or r.folded[at - 1] not in _LETTERED_AFTER or not _lettered(r, at):
        return None
    end = at + 2
    if r.words[end] == "-" and r.kinds[end + 1] == NUMBER and r.tokens.glued(end):
        end += 2 if r.tokens.glued(end + 1) else 0
    return end


def coded(r: Reader, at: int) -> int | None:
    """The end of a code of capitals and numbers without a blank at `at` (`E5RON92`, `XL-03`,
    `CR-V`); None where it is no longer than a word and its number."""
    end = at + 1
    parts = 1
    while end - at < 8 and r.tokens.glued(end):
        if r.words[end] == "-" and r.tokens.glued(end + 1) and r.kinds[end + 1] != BREAK:
            end += 1
            if not (r.kinds[end] == NUMBER or r.words[end].isupper()):
                return None
        elif not (r.kinds[end] == NUMBER or r.words[end].isupper()):
            break
        end += 1
        parts += 1
    numbers = any(r.kinds[k] == NUMBER for k in range(at, end))
    lone = any(len(r.words[k]) == 1 and r.capital[k] for k in range(at, end))
    joined = any(r.words[k] == "-" for k in range(at, end))
    if parts < 2 or not (numbers or lone) or (parts == 2 and not joined):
        return None
    return end if any("," not in r.words[k] for k in range(at, end)) else None


def _lettered(r: Reader, at: int) -> bool:
    """Whether a letter and the number glued to it stand at `at` (`G6`)."""
    return (
        r.capital[at]
        and len(r.words[at]) <= 2
        and r.words[at].isupper()
        and r.words[at + 1][:1].isdigit()
        and len(r.words[at + 1]) <= 6
        and r.tokens.glued(at + 1)
    )


def _ends(r: Reader, at: int) -> bool:
    """Whether nothing that the number before might count stands at `at`."""
    return r.kinds[at] == BREAK or r.words[at] in ",.;:)/" or r.folded[at] in _GRADES


def _grades(r: Reader, at: int) -> int:
    """The end of the letters, numbers and grades of a model at `at`."""
    end = at
    for _ in range(5):
        if _lettered(r, end):
            end += 2
            if r.words[end] == "+" and r.tokens.glued(end):
                end += 1
        elif (
            _serial(r, end)
            and (len(r.words[end]) <= 2 or r.folded[end - 1] in ("snapdragon", "exynos"))
            and r.folded[end + 1] not in _COUNTED
        ):
            end += 1
            if r.words[end] == "+" and r.tokens.glued(end):
                end += 1
        elif r.capital[end] and (
            r.folded[end] in _GRADES or (r.words[end] in _LETTERS and r.kinds[end + 1] != NUMBER)
        ):
            end += 1
        else:
            break
    return end


def series(r: Reader, start: int, end: int) -> set[str]:
    """The letters by which a document may go on to call the models of a name (`Galaxy | S8`)."""
    return {r.words[k] for k in range(start + 1, end) if _lettered(r, k)}


def shortened(r: Reader, at: int, letters: set[str]) -> tuple[int, float] | None:
    """A model that has been named with its maker or product before (`S9+`)."""
    if r.words[at] in letters and _lettered(r, at):
        return _variant(r, _grades(r, at)), 0.7
    return None
