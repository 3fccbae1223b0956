"""Other proper names: works of infrastructure, honours, networks, products, diseases."""

from __future__ import annotations

from curator.suggest.gazetteer import words
from curator.suggest.patterns import places
from curator.suggest.patterns.people import starts_person
from curator.suggest.patterns.reader import CAPITAL, LOWER, NUMBER, UPPER, Reader

_NUMBERED = frozenset(
    ("quốc lộ", "tỉnh lộ", "đường tỉnh", "hương lộ", "vành đai", "đường vành đai", "bão")
)
_HONOURS = frozenset(("huân chương", "huy chương", "danh hiệu", "giải thưởng", "kỷ niệm chương"))
# The second syllable of a word that is no kind of work.
_OTHER_WORDS = {
    ("yêu", "cầu"), ("nhu", "cầu"), ("toàn", "cầu"), ("địa", "cầu"), ("bóng", "cầu"),
    ("gia", "đình"), ("triều", "đình"), ("tòa", "đình"), ("trợ", "cảng"), ("quỹ", "đền"),
    ("giỏi", "cầu"), ("đáp", "đền"), ("thống", "đập"), ("đánh", "đập"), ("nhà", "ga"),
    ("trưng", "cầu"), ("điểm", "cầu"), ("đầu", "cầu"), ("thỉnh", "cầu"),
}  # fmt: skip
_UNITS = words("tháng năm km tỷ tỉ triệu mw mwp kw kv ha m mét đồng usd tấn")
_CITIES = words("thành tp tp.")
_RANKS = words("nhất nhì ba tư")
_PEOPLE_BEFORE = words("bào tộc người hộ sinh dân phụ nữ bản đoàn trai gái")
_WHOLE = frozenset(("sàn", "tàu", "phong trào", "cuộc vận động", "danh hiệu"))
_LANGUAGES = words(
    "anh pháp nga đức việt nhật hàn trung hoa tây lào khmer thái ý bồ latinh mông chăm"
)


def thing(r: Reader, at: int) -> tuple[int, float] | None:
    """A work or thing with a name of its own at `at`: its end and score."""
    named = r.match(r.lexicon.things, at)
    if named is not None:
        end = named[0]
        if r.folded[end] == "hạng" and r.folded[end + 1] in _RANKS:
            end += 2  # Huân chương Độc lập | hạng Ba
        return end, 0.88
    if r.capital[at]:
        people = r.match(r.lexicon.peoples, at)
        listed = r.words[at - 1] == "," or r.folded[at - 1] == "và"
        if (
            people is not None
            and at
            and not (r.foreign(at) and r.match(r.lexicon.places, at) is not None)
            and (
                r.folded[at - 1] in _PEOPLE_BEFORE
                or (listed and r.match(r.lexicon.peoples, max(at - 2, 0)) is not None)
                or (listed and people[0] - at > 1)
            )
        ):
            return people[0], 0.8
    product = r.match(r.lexicon.products, at, exact=False)
    if (
        product is not None
        and r.kinds[at] == LOWER
        and r.kinds[product[0]] == CAPITAL
        # the price at a place
        and not (at and r.folded[at - 1] == "giá" and r.match(r.lexicon.home, product[0]))
    ):
        return _product(r, product[0])
    kind = r.match(r.lexicon.works, at, exact=False)
    if kind is None:
        return None
    end = kind[0]
    word = " ".join(r.folded[at:end])
    if word == "đường sắt" and r.folded[end : end + 2] == ["việt", "nam"]:
        return None  # the body
    if word in ("tiếng", "chữ"):
        people = r.match(r.lexicon.peoples, end)
        if people is not None and r.capital[end]:
            return people[0], 0.8
        if r.capital[end] and r.folded[end] in _LANGUAGES:
            return end + (2 if r.folded[end : end + 2] in (["tây", "ban"],) else 1), 0.8
        return None
    if end - at == 1 and r.capital[at] and not r.begins_sentence(at) and word != "metro":
        return None
    if word in _WHOLE:
        return None
    if word == "bão" and r.kinds[end] == CAPITAL and r.foreign(end) and not r.capital[end + 1]:
        return end + 1, 0.8  # bão | Kestra
    if word in _NUMBERED:
        return _numbered(r, end)
    if word in _HONOURS:
        return _honour(r, end)
    if at and (r.folded[at - 1], r.folded[at]) in _OTHER_WORDS:
        return None
    if word in ("cổng thông tin điện tử", "cổng dịch vụ công"):
        place = places.suffix(r, end)
        return (place, 0.7) if place is not None else None
    reached = _route(r, end)
    if word in ("đường", "tuyến đường", "tuyến") and (
        reached is None or not any(r.words[k] in "-–" for k in range(end, reached))
    ):
        return None
    if reached is None:
        return None
    if word in ("metro", "tuyến metro") and r.words[end] == "số":
        further = _route(r, reached)
        whole = further is not None and any(r.words[k] in "-–" for k in range(reached, further))
        return (further if whole and further is not None else reached), 0.6
    return reached, 0.8 if end - at > 1 or r.kinds[at] == LOWER else 0.6


def _product(r: Reader, at: int) -> tuple[int, float] | None:
    """A variety or product with the place it is known for (vải thiều | Lục Ngạn)."""
    home = r.match(r.lexicon.home, at) or r.match(r.lexicon.communes, at)
    if home is not None:
        return home[0], 0.6
    if (
        r.match(r.lexicon.places, at) is None
        and r.kinds[at + 1] == CAPITAL
        and (r.kinds[at + 2] != CAPITAL)
    ):
        return at + 2, 0.5
    return None


def _numbered(r: Reader, at: int) -> tuple[int, float] | None:
    if r.folded[at] == "số":
        at += 1
    if r.kinds[at] != NUMBER or "," in r.words[at] or len(r.words[at]) > 4:
        return None
    end = at + 1
    if r.capital[end] and r.tokens.glued(end) and len(r.words[end]) <= 2:
        end += 1
    if r.folded[at - 1] == "đai":
        city = places.with_kind(r, end)
        if city is not None and city[1] and r.folded[end][:2] in ("tp", "th", "vù"):
            return city[0], 0.85  # vành đai 4 | TP.HCM
    return end, 0.9


def _honour(r: Reader, at: int) -> tuple[int, float] | None:
    if r.folded[at : at + 3] == ["vì", "sự", "nghiệp"] and r.capital[at]:
        cause = r.match(r.lexicon.subjects, at + 3, exact=False)
        return (cause[0], 0.75) if cause is not None else None
    end = at
    while r.kinds[end] == CAPITAL and end - at < 4:
        end += 1
        if r.kinds[end] == LOWER and r.folded[end] in (
            "động",
            "lập",
            "nghị",
            "sáng",
            "tạo",
            "chiến",
        ):
            end += 1
    if end == at:
        return None
    if r.folded[end] == "hạng" and r.folded[end + 1] in _RANKS:
        end += 2
    return end, 0.75


def _route(r: Reader, at: int) -> int | None:
    """The end of the name of a road, bridge, port: places joined by dashes, a run of capitals."""
    end = at
    if r.folded[end] == "số" and r.kinds[end + 1] == NUMBER:
        return end + 2
    known = r.match(r.lexicon.things, end)
    if known is not None and r.capital[end]:
        return known[0]  # vắc xin | Covid-19
    if not r.capital[end] or (r.match(r.lexicon.offices, end) is not None):
        return None
    if r.match(r.lexicon.documents, end) is not None:
        return None
    while True:
        if end - at > 24:
            return end
        start = end
        city = places.with_kind(r, end) if r.folded[end] in _CITIES else None
        place = r.match(r.lexicon.places, end)
        if city is not None and city[1]:
            end = city[0]
        elif place is not None and (
            r.kinds[place[0]] != CAPITAL or starts_person(r, place[0]) or r.numeral(place[0])
        ):
            end = place[0]
        else:
            limit = end + 4
            while r.kinds[end] in (CAPITAL, UPPER) and end < limit:
                if end > start + 1 and starts_person(r, end):
                    break
                if r.kinds[end] == UPPER and end > start and not r.shouted[end]:
                    break
                end += 1
        if end == start:
            return None if start == at else start - 1
        if r.numeral(end) and r.folded[end + 1] not in _UNITS:
            end += 1
        if (
            r.words[end] in ("-", "–", "—")
            and r.capital[end + 1]
            and r.folded[end + 1] not in ("ảnh", "tin", "bài")
        ):
            end += 1
            continue
        if r.folded[end] == "phía" and r.folded[end + 1] in ("đông", "tây", "nam", "bắc"):
            return end + 2
        return end
