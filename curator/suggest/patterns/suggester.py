"""The suggester: reads a document from left to right and gives the outermost names it finds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from curator.model.span import Span, Suggestion
from curator.suggest.gazetteer import words
from curator.suggest.patterns import (
    bodies,
    documents,
    firms,
    models,
    occasions,
    offices,
    places,
    works,
)
from curator.suggest.patterns.lexicon import FIRM_WORDS, lexicon
from curator.suggest.patterns.memory import Memory
from curator.suggest.patterns.people import (
    by_line,
    dated,
    honorific,
    initialled,
    person,
    signature,
    starts_person,
    told_of,
)
from curator.suggest.patterns.reader import Found, Reader
from curator.suggest.patterns.tokens import (
    BREAK,
    CAPITAL,
    CODE,
    LOWER,
    NUMBER,
    UPPER,
    is_roman,
    tokens_of,
)

LAYER: Final = "entity"
_CREDITS = words("ảnh bài tin nguồn theo tranh clip video")
_WORKS = words("phim truyện kịch vở sách game")
# What a name in quotation marks names, by the words before it.
_QUOTED: Final = {
    ("phong", "trào"): "EVENT",
    ("cuộc", "vận"): "EVENT",
    ("chiến", "dịch"): "EVENT",
    ("thi", "đua"): "EVENT",
    ("triển", "lãm"): "EVENT",
    ("hội", "thảo"): "EVENT",
    ("tọa", "đàm"): "EVENT",
    ("đêm", "nhạc"): "EVENT",
    ("ca", "khúc"): "MISC",
    ("vở", "kịch"): "MISC",
    ("vở", "diễn"): "MISC",
    ("tiểu", "thuyết"): "MISC",
    ("tập", "thơ"): "MISC",
    ("bức", "tranh"): "MISC",
    ("dự", "án"): "MISC",
    ("đề", "án"): "MISC",
    ("phần", "mềm"): "MISC",
    ("cuộc", "thi"): "EVENT",
    ("hội", "thi"): "EVENT",
    ("lễ", "hội"): "EVENT",
    ("chương", "trình"): "MISC",
    ("bài", "hát"): "MISC",
    ("tác", "phẩm"): "MISC",
    ("bộ", "phim"): "MISC",
    ("cuốn", "sách"): "MISC",
    ("danh", "hiệu"): "MISC",
    ("giải", "thưởng"): "MISC",
    ("mô", "hình"): "MISC",
}
_CAPITALS = frozenset((CAPITAL, UPPER))
_BEFORE_NAMES = frozenset('(.!?…”"')
_QUOTED_FIRST = frozenset(pair[0] for pair in _QUOTED)
_IN = words("ở tại về đến từ qua tới")
# Before the country that a person is from: `nữ diễn viên Hàn Quốc ...`, `người đồng cấp Nga ...`.
_OF_COUNTRY = words("người cấp viên sĩ sỹ thủ diễn nhiệm tướng thống gia vợt vật công")
_OPENERS = words("tại theo ở từ với khi trong ngoài trên dưới sau trước về cùng do bởi và nhưng")
# What lines of capitals in a document say.
_PAPERWORK = words("chủ người lập biểu ký nơi kính duyệt báo luận định biên tự hạnh ghi các")
# Before a number that names one thing, and counts none.
_NUMBERS_ONE = words("số ngày tháng thứ lần quận khóa phường khu vùng tổ đội lúc điều khoản")
_CODED = words("bệnh giống dòng chủng")
_DOMAINS = words("com net org vn gov edu info")
_PROJECT = words("án khu hội nghỉ")
_ESTATES = words("đô dân nhà chung phức nghỉ du")
_CLASSES = words("sở bộ ban phòng cục chi")


class Patterns:
    """Names of persons, offices, bodies, places, documents and events, by rule.

    Head words, capitals, context and lists; nothing is learned. A score is about how often a
    pattern of that kind is right. Linear in the length of the text.
    """

    name: Final = "patterns"
    version: Final = "5"

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The names in `text`, in order, without overlap."""
        tokens = tokens_of(text)
        found = _Scan(Reader(tokens, lexicon())).run()
        return [
            Suggestion(
                Span(tokens.starts[name.start], tokens.ends[name.end - 1], LAYER, name.label),
                self.name,
                self.version,
                name.score,
            )
            for name in found
        ]


class _Scan:
    """One pass over a document, and a second for what the first has learned of it."""

    def __init__(self, reader: Reader) -> None:
        self._r = reader
        self._found: list[Found] = []
        self._memory = Memory(reader)
        self._first = _first_words()
        self._bracketed = _before_brackets(reader)
        self._codes = models.codes(reader)
        self._series: set[str] = set()
        self._things = _things()
        self._occasions = _occasions()
        self._models = models.first_words()

    def run(self) -> list[Found]:
        """The names in order of position."""
        r = self._r
        first = self._first
        places = [
            at
            for at, (kind, word) in enumerate(zip(r.kinds, r.folded, strict=True))
            if kind in _CAPITALS or (kind == LOWER and word in first)
        ]
        self._shares = firms.Shares(r, places)
        self._ended = firms.ended_by_last_word(r, places)
        done = 0
        for at in places:
            if at >= done:
                done = self._read(at)
        return self._memory.again(self._found)

    def _take(self, start: int, end: int, label: str, score: float) -> int:
        r = self._r
        self._found.append(Found(start, end, label, score))
        if r.words[end - 1] == ")":
            open_ = end - 2
            while open_ > start and r.words[open_] != "(":
                open_ -= 1
            if end - open_ == 3 and r.kinds[open_ + 1] == UPPER:
                self._memory.acronyms[r.words[open_ + 1]] = label
        elif r.words[end] == "(":
            bracket = r.bracketed_acronym(end)
            if bracket is not None and bracket - end == 3:
                word = r.words[end + 1]
                other = (label == "MISC" and r.folded[end + 1] in r.lexicon.organisations) or (
                    label == "LOC" and not self._initials(start, end, word)
                )
                if (
                    word not in self._memory.acronyms
                    and label in ("LOC", "MISC", "ORG", "EVENT")
                    and not other
                ):
                    self._memory.acronyms[word] = label
                    self._found[-1] = Found(start, bracket, label, score)
                    return bracket
        return end

    def _address(self, at: int) -> int | None:
        """The end of the address of a paper that opens an article in brackets:
        `(| Baolaocai.vn) - ...`."""
        r = self._r
        if r.words[at - 1] != "(" or (at > 1 and r.kinds[at - 2] != BREAK):
            return None
        end = at + 1
        while r.words[end] == "." and r.tokens.glued(end) and r.tokens.glued(end + 1):
            end += 2
        return end if end > at + 1 and r.words[end] == ")" and r.folded[end - 1] == "vn" else None

    def _by_line(self, at: int) -> int | None:
        """The end of an author's name in capitals that follows the last sentence of a paragraph
        without a break (`... vụ án. | VĂN TẠO`)."""
        r = self._r
        end = at
        while r.kinds[end] == r.kinds[at] and end - at < 4 and not r.foreign(end):
            end += 1
        if not 2 <= end - at <= 3 or self._shouted_words(at) or r.head(at):
            return None
        if r.kinds[end] != BREAK and r.words[end : end + 4 : 3] != ["(", "h"]:
            return None  # Văn Tạo (T/h)
        names = r.kinds[at] == CAPITAL or all(
            len(r.words[k]) > 1 and r.folded[k] not in r.lexicon.acronyms for k in range(at, end)
        )
        return end if names and r.match(r.lexicon.organisations, at) is None else None

    def _initials(self, start: int, end: int, acronym: str) -> bool:
        """Whether an acronym may stand for a place: a province's or district's name has other
        letters only where a firm is called by it (`Hòa Bình | (HBX)`)."""
        r = self._r
        if acronym[0].lower() != r.folded[start][0]:
            return False
        home = r.match(r.lexicon.home, start)
        return home is None or home[0] != end or len(acronym) == end - start

    def _read(self, at: int) -> int:
        """Read one name at `at`, if there is one, and say where to read on."""
        r = self._r
        lexicon = r.lexicon
        word = r.folded[at]
        if r.capital[at] and at and r.words[at - 1] in _BEFORE_NAMES:
            if r.words[at - 1] == "(":
                home = r.match(lexicon.home, at + 1) if word == "đoàn" else None
                if home is not None and r.words[home[0]] in ",);":
                    return self._take(at, home[0], "ORG", 0.7)  # đại biểu ... (Đoàn Đà Nẵng)
                address = self._address(at)
                if address is not None:
                    return self._take(at, address, "ORG", 0.75)
            elif not r.shouted[at]:
                short = initialled(r, at)
                if short is not None and r.kinds[short] == BREAK:
                    return self._take(at, short, "PER", 0.7)
                by_line = self._by_line(at)
                if by_line is not None:
                    return self._take(at, by_line, "PER", 0.7)
        if word in _CREDITS and r.capital[at] and r.words[at + 1] == ":":
            return at + 1
        if word in _DOMAINS and at > 1 and r.words[at - 1] == "." and r.tokens.glued(at):
            return at + 1  # 24H.COM | .VN
        if r.kinds[at + 1] == NUMBER:
            department = bodies.department(r, at)
            if department is not None:
                whose = bodies.body(r, department) if r.folded[department] == "công" else None
                end = department if whose is None else whose[0]  # PC02 | Công an tỉnh Hà Nam
                return self._take(at, end, "ORG", 0.85)
        if word in self._models or r.kinds[at] == UPPER or r.words[at] in self._series:
            model = self._model(at)
            if model is not None:
                return model
        if at in self._ended:
            firm, label, score = self._ended[at]
            known_thing = r.match(lexicon.things, at)
            known_firm = r.match(lexicon.organisations, at) if label == "MISC" else None
            listed = max((one[0] for one in (known_thing, known_firm) if one), default=0)
            if label == "ORG" and r.folded[at - 2 : at] == ["chỉ", "số"]:
                label = "MISC"
            if listed < firm:
                self._memory.listed(Found(at, firm, label, score))
                return self._take(at, firm, label, score)
        if r.folded[at - 1] in _PROJECT and r.capital[at]:
            project = firms.project(r, at)
            if project is not None:
                return self._take(at, project, "MISC", 0.65)
        if word in lexicon.offices or word in ("quyền", "nguyên", "cựu", "q"):
            office = None if self._longer_body(at) else offices.office(r, at)
            if office is not None:
                reached = occasions.term(r, office[0])
                if self._firm_of(at, reached):
                    reached += 1
                reached = self._with_firm(reached)
                end = self._take(at, reached, "TITLE", office[1])
                return self._after_office(end)
            if r.plural(at) and r.capital[at]:
                after = offices.skip_generic(r, at)
                if after > at:
                    return after
        if word in _QUOTED_FIRST or word in _WORKS:
            quoted = self._quoted(at)
            if quoted is not None:
                return quoted
        if word in self._occasions:
            event = occasions.occasion(r, at)
            if event is not None:
                end = occasions.of_body(r, event[0]) if event[1] > 0.85 else event[0]
                return self._take(at, end, "EVENT", event[1])
        if word in lexicon.documents or word in lexicon.laws or word == "số":
            document = documents.document(r, at)
            if document is not None:
                end = self._take(at, document[0], "LAW", document[1])
                while r.kinds[end - 1] == CODE and r.kinds[end + 1 : end + 2] == [CODE]:
                    if r.words[end] != "," and r.folded[end] != "và":
                        break
                    end = self._take(end + 1, end + 2, "LAW", 0.8)  # số 5/QĐ-BYT và | 6/QĐ-BYT
                return end
        if word in self._things:
            thing = works.thing(r, at)
            if thing is not None:
                return self._take(at, thing[0], "MISC", thing[1])
        if r.capital[at] and (not at or r.kinds[at - 1] == BREAK):
            authors = self._last_line(at) or self._authors(at)
            if authors is not None:
                return authors
            short = initialled(r, at)
            if short is not None and (r.kinds[short] in (BREAK, NUMBER) or r.words[short] == "."):
                return self._take(at, short, "PER", 0.7)
            line = signature(r, at)
            if line is not None and (starts_person(r, at) or self._may_sign(at) or dated(r, line)):
                self._memory.person(at, line)
                return self._take(at, line, "PER", 0.75)
        told = told_of(r, at) if at in self._bracketed else None
        if told is not None:
            self._memory.person(at, told)
            return self._take(at, told, "PER", 0.85)
        if r.capital[at] and starts_person(r, at):
            known = r.match(lexicon.organisations, at)
            if known is None:
                return self._person(at, sure=False)
        if word in _CLASSES and r.words[at + 1] == ":" and r.plural(at):
            return self._listed_subjects(at + 2)
        if word in lexicon.bodies and not self._longer_place(at):
            listed = at > 3 and r.words[at - 1] == "," and r.folded[at - 2] == "ủy"
            if (r.plural(at) or self._counted(at) or listed) and self._class_noun(at):
                found = r.match(lexicon.bodies, at, exact=False)
                assert found is not None
                return found[0]
            body = bodies.body(r, at)
            if body is not None:
                self._memory.firm(at, body[0])
                end = self._take(at, body[0], "ORG", body[1])
                return self._list_of_bodies(at, self._elected(end))
            generic = r.match(lexicon.bodies, at)
            if generic is not None and offices.of_many(r, generic[0]):
                return generic[0]
        if word in firms.TRADED:
            trader = firms.traded(r, at)
            if trader is not None:
                self._memory.listed(Found(at, trader, "ORG", 0.75))
                return self._take(at, trader, "ORG", 0.75)
        if r.kinds[at] == UPPER and self._shares.share(at):
            return self._take(at, at + 1, "MISC", 0.6)
        if word in lexicon.organisations:
            named = r.match(lexicon.organisations, at)
            plain = named is not None and r.shouted[at] and named[0] - at == 2
            if plain and not r.foreign(at) and not r.foreign(at + 1):
                named = None  # TÌNH HÌNH | NHÂN DÂN
            if (
                named is not None
                and r.acronym_meant(at, named[0])
                and not (r.kinds[named[0]] == NUMBER and r.tokens.glued(named[0]))
                and (
                    not self._part_of_name(at, named[0])
                    or ("m" in named[1] and r.foreign(named[0]))
                )
            ):
                end = named[0]
                if r.folded[end : end + 2] == ["chi", "nhánh"] and r.capital[end]:
                    end += 2
                    seat = end
                    while r.kinds[end] == CAPITAL and end - seat < 4:
                        end += 1
                product = self._product(end) if "m" in named[1] else None
                if product is not None:
                    self._memory.product(end, product)
                    return self._take(at, product, "MISC", 0.65)
                if "p" in named[1] and (firms.platform(r, at) or self._after_platform(at)):
                    return self._take(at, end, "MISC", 0.7)
                end = self._branch(at, end)
                self._memory.listed(Found(at, end, "ORG", 0.85))
                return self._take(at, end, "ORG", 0.85)
        indexed = r.kinds[at] == UPPER and r.kinds[at + 1] == NUMBER and r.tokens.glued(at + 1)
        if (
            word in lexicon.place_kinds or word in lexicon.places or word == "cộng"
        ) and not indexed:  # VN100
            place = places.standalone(r, at)
            if place is not None:
                photographer = self._credited(at) and r.folded[at - 2] == "ảnh" and r.capital[at]
                if photographer and place[0] - at in (2, 3) and not r.capital[place[0]]:
                    return self._take(at, place[0], "PER", 0.75)
                return self._place(at, place)
        if r.kinds[at] == CAPITAL and at and r.folded[at - 1] in _IN and word in lexicon.communes:
            commune = r.match(lexicon.communes, at)
            if commune is not None and not r.capital[commune[0]]:
                return self._take(at, commune[0], "LOC", 0.7)
        called = honorific(r, at) if word in lexicon.honorifics else None
        if called is not None:
            after_name = self._person_after(called)
            if after_name is not None:
                return after_name
            if not r.capital[at]:
                return called
        if r.capital[at]:
            return self._capital(at)
        return at + 1

    def _model(self, at: int) -> int | None:
        """A variety, a product or a model with its number."""
        r = self._r
        found = models.strain(r, at) or models.variety(r, at, self._codes)
        if found is None and r.words[at] == "G":
            network = firms.generation(r, at)
            if network is not None:
                return self._take(at - 1, network, "MISC", 0.8)
        if found is None and r.words[at] in ("E", "RON"):
            fuel = models.fuel(r, at)
            if fuel is not None:
                return self._take(at, fuel, "MISC", 0.75)
        if found is None:
            found = models.model(r, at)
            if found is not None:
                self._series |= models.series(r, at, found[0])
            else:
                found = models.shortened(r, at, self._series)
        if found is None:
            return None
        self._memory.listed(Found(at, found[0], "MISC", found[1]))
        return self._take(at, found[0], "MISC", found[1])

    def _after_platform(self, at: int) -> bool:
        """Whether a list goes on in which a platform has been named (`sàn Shopee, | Lazada`)."""
        r = self._r
        last = self._found[-1] if self._found else None
        listed = r.words[at - 1] == "," or r.folded[at - 1] in ("và", "hay", "hoặc")
        return last is not None and listed and last.end == at - 1 and last.label == "MISC"

    def _product(self, at: int) -> int | None:
        """The end of the product at `at` that is called by its maker's name and its own."""
        r = self._r
        known = models.model(r, at)
        if known is not None:
            return known[0]
        return firms.product(r, at) if at not in self._ended else None

    def _branch(self, at: int, end: int) -> int:
        """The end of a known firm's name with its branch and place (`Kestrel | Foods Việt Nam`)."""
        r = self._r
        further = end
        while r.kinds[at] != LOWER and r.kinds[further] == CAPITAL and r.foreign(further):
            if further - end > 2 or r.match(r.lexicon.places, further) is not None:
                break
            further += 1
        branch = places.suffix(r, further)
        return end if branch is None or not r.capital[branch - 1] else branch

    def _firm_of(self, at: int, end: int) -> bool:
        """Whether the foreign name after an office is the firm's, since the person has been named
        before it (`Bùi Văn Sang, Tổng giám đốc | Tadeco;`)."""
        r = self._r
        named = self._found and self._found[-1].label == "PER" and self._found[-1].end == at - 1
        return bool(
            named
            and r.words[at - 1] == ","
            and r.kinds[end] == CAPITAL
            and r.foreign(end)
            and not r.capital[end + 1]
            and r.match(r.lexicon.places, end) is None
        )

    def _with_firm(self, end: int) -> int:
        """The end of an office that the firm it is held in ends: one the document has named, or an
        acronym that a person follows (`Giám đốc | KVT | Trần ...`)."""
        r = self._r
        last = end
        while r.kinds[last] in _CAPITALS and r.foreign(last) and last - end < 3:
            last += 1
        country = firms.abroad(r, last)
        if country is not None and r.foreign(last - 1):
            return country  # Tổng Giám đốc | Veltra Việt Nam
        known = self._memory.known_firm(end)
        if known is not None:
            return known
        short = r.kinds[end] == UPPER and not r.shouted[end] and len(r.words[end]) < 6
        if short and r.words[end] not in ("HĐQT", "HĐTV") and not is_roman(r.words[end]):
            after = r.kinds[end + 1]
            follows = after in (LOWER, BREAK) or r.words[end + 1] in ".,;-–" or r.family(end + 1)
            known_thing = r.folded[end] in r.lexicon.acronyms and not r.family(end + 1)
            return end + 1 if follows and not known_thing else end
        return end

    def _elected(self, end: int) -> int:
        """The body that has just been taken, with the term it was elected for (`Quốc hội | khóa
        XV`)."""
        r = self._r
        last = self._found[-1]
        after = occasions.term(r, end)
        if after == end or last.end != end or r.words[end] == ",":
            return end
        self._found[-1] = last._replace(end=after)
        return after

    def _counted(self, at: int) -> bool:
        """Whether bodies are counted: `10 Đảng bộ`."""
        r = self._r
        return (
            at > 1
            and r.kinds[at - 1] == NUMBER
            and r.words[at - 1].isdigit()
            and len(r.words[at - 1]) <= 3
            and r.folded[at - 2] not in _NUMBERS_ONE
            and not (r.words[at - 2] in "-–/." and r.tokens.glued(at - 1))
        )

    def _longer_place(self, at: int) -> bool:
        """Whether a known place begins with a body's word (Đài Loan)."""
        r = self._r
        place = r.match(r.lexicon.places, at)
        body = r.match(r.lexicon.bodies, at)
        return place is not None and (body is None or place[0] > body[0])

    def _longer_body(self, at: int) -> bool:
        """Whether a body begins with an office's word (Đại sứ quán)."""
        r = self._r
        body = r.match(r.lexicon.bodies, at)
        if body is None:
            return False
        office = r.match(r.lexicon.offices, at, exact=False)
        return office is None or body[0] > office[0]

    def _may_sign(self, at: int) -> bool:
        """Whether a line of capitals may be a signature: at the end, or under an office."""
        r = self._r
        if self._found and self._found[-1].label == "TITLE" and self._found[-1].end == at - 1:
            return True
        if r.shouted[at]:
            # the author, in capitals under the last sentence
            above = r.words[at - 2] in '.!?…”")' if at > 1 else False
            return above and at > r.size - 24 and not self._shouted_words(at)
        rare = r.folded[at] in r.lexicon.rare_families
        return at > r.size - 40 and (rare or not (r.foreign(at) or r.foreign(at + 1)))

    def _shouted_words(self, at: int) -> bool:
        """Whether the line of capitals at `at` says something: a head word, a known compound."""
        r = self._r
        while r.kinds[at] == UPPER:
            subject = r.match(r.lexicon.subjects, at, exact=False)
            if (subject is not None and subject[0] - at > 1) or r.head(at):
                return True
            if r.folded[at] in _PAPERWORK:
                return True
            at += 1
        return False

    def _quoted(self, at: int) -> int | None:
        """A name in quotation marks after the word for what it names: phong trào "..."."""
        r = self._r
        pair = (r.folded[at], r.folded[at + 1])
        label = _QUOTED.get(pair)
        start = at + 2
        if label is None and pair[0] in _WORKS:
            label, start = "MISC", at + 1
        if pair == ("cuộc", "vận") and r.folded[start] == "động":
            start += 1
        if label is None or r.words[start] not in '"“‘':
            return None
        end = start + 1
        while end - start < 16 and r.words[end] not in '"”’' and r.kinds[end] != BREAK:
            end += 1
        if r.words[end] not in '"”’' or not r.capital[start + 1] or end - start < 3:
            return None
        return self._take(start + 1, end, label, 0.6)

    def _class_noun(self, at: int) -> bool:
        """A class of bodies in the plural: `các Đảng bộ`, `các Ban của ...`."""
        r = self._r
        found = r.match(r.lexicon.bodies, at, exact=False)
        if found is None or not r.capital[at]:
            return False
        end, flags = found
        if "A" in flags:
            return self._committees(at, end)
        if not r.capital[end] or r.folded[end] in ("của", "đảng"):
            return True
        larger = r.match(r.lexicon.bodies, end) if end - at == 1 else None
        return larger is not None and "A" in larger[1]  # các Ban | HĐND tỉnh

    def _committees(self, at: int, end: int) -> bool:
        """Whether committees are spoken of as a class: `các Quận ủy, Huyện ủy`."""
        r = self._r
        if r.folded[end - 1] != "ủy" or end - at != 2 or r.capital[end]:
            return False
        first = at - 1
        while first > 2 and r.words[first] == "," and r.folded[first - 1] == "ủy":
            first -= 3
        return first >= 0 and r.folded[first] in ("các", "những")

    def _part_of_name(self, at: int, end: int) -> bool:
        r = self._r
        if firms.abroad(r, end) is not None or any(r.foreign(k) for k in range(at + 1, end)):
            return False
        return r.kinds[at] == CAPITAL and not r.foreign(at) and r.kinds[end] == CAPITAL

    def _place(self, at: int, place: tuple[int, float]) -> int:
        r = self._r
        if (
            r.folded[place[0]] in FIRM_WORDS
            and r.kinds[place[0]] == CAPITAL
            and r.foreign(place[0])
            and not r.capital[place[0] + 1]
        ):
            return self._take(at, place[0] + 1, "ORG", 0.7)  # Phnom Penh | Post
        project = at > 1 and r.folded[at - 2 : at] == ["dự", "án"] and r.folded[at] == "khu"
        if project and r.folded[at + 1] in _ESTATES:
            return self._take(at, place[0], "MISC", 0.75)  # dự án | Khu đô thị Bình Phú
        if r.kinds[place[0]] == NUMBER and self._numbered_like_last(at, place[0]):
            return self._take(at, place[0] + 1, "MISC", 0.65)
        end = self._take(at, place[0], "LOC", place[1])
        self._memory.place(at, place[0])
        if r.kinds[end] == CAPITAL and at and r.folded[at - 1] in _OF_COUNTRY:
            return self._person_after(end) or end  # người đồng cấp | Nga | Ivan Petrov
        # a list of places: after a comma a run of capitals is one more
        while True:
            next_ = end + 1
            if r.words[end] == "," or r.folded[end] in ("và", "hoặc"):
                if r.words[end] == "," and r.folded[next_] == "và":
                    next_ += 1
            else:
                return end
            listed = self._listed_place(at, next_) if r.capital[next_] else None
            if listed is not None:
                end = self._take(next_, listed, "LOC", 0.75)
                continue
            commune = r.match(r.lexicon.communes, next_) if r.capital[next_] else None
            over = commune is not None and r.kinds[commune[0]] not in (CAPITAL, LOWER)
            if commune is not None and (over or r.folded[commune[0]] == "và"):
                end = self._take(next_, commune[0], "LOC", 0.75)
                continue
            if r.kinds[next_] != CAPITAL or r.head(next_) or starts_person(r, next_):
                return end
            if honorific(r, next_) is not None or r.folded[next_] in self._first:
                return end
            if r.match(r.lexicon.organisations, next_) is not None or next_ in self._ended:
                return end
            name = places.name(r, next_, 3)
            if name is None or (name - next_ < 2 and not r.foreign(next_)):
                return end
            if (
                r.kinds[name] == LOWER
                and r.match(r.lexicon.places, next_) is None
                and (r.words[end] == "và")
            ):
                return end
            if r.folded[name - 2 : name] == ["việt", "nam"] and name - next_ > 2:
                return end  # a firm: Kestrel Việt Nam
            end = self._take(next_, name, "LOC", 0.7)

    def _listed_place(self, at: int, next_: int) -> int | None:
        """The end of a further name at `next_` of a list that a kind in the plural heads at `at`
        (`các xã Lao Chải, | Tả Van`): two or three syllables, and a number."""
        r = self._r
        kind = r.match(r.lexicon.place_kinds, at, exact=False)
        if kind is None or r.kinds[at] != LOWER or not r.plural(at) or r.head(next_):
            return None
        end = next_
        while r.kinds[end] == CAPITAL and end - next_ < 4:
            end += 1
        size = end - next_
        if size and r.kinds[end] == NUMBER and r.words[end].isdigit() and len(r.words[end]) < 3:
            end, size = end + 1, size + 1
        over = r.words[end] in ",.;:()" or r.kinds[end] == BREAK or r.folded[end] == "và"
        return end if over and size in (2, 3) else None

    def _numbered_like_last(self, at: int, end: int) -> bool:
        """Whether a list goes on from a work with its number (`Nhà máy điện Nhơn Trạch 3 và | Nhơn
        Trạch 4`)."""
        r = self._r
        last = self._found[-1] if self._found else None
        return (
            last is not None
            and last.label == "MISC"
            and last.end == at - 1
            and r.kinds[last.end - 1] == NUMBER
            and (r.words[at - 1] == "," or r.folded[at - 1] == "và")
            and len(r.words[end]) == 1
        )

    def _after_office(self, at: int) -> int:
        """Read the person whose office has just been read."""
        r = self._r
        start = at
        if r.words[at] in (":",):
            start += 1
        called = honorific(r, start)
        if called is not None and not r.family(start):
            start = called
        if not r.capital[start]:
            return at
        return self._person_after(start) or at

    def _person_after(self, at: int) -> int | None:
        """Read a person after an honorific or an office."""
        r = self._r
        if not r.capital[at]:
            return None
        if not r.family(at) or not starts_person(r, at):
            if r.head(at) or (r.kinds[at] == UPPER and not r.shouted[at] and len(r.words[at]) > 3):
                return None
            known = r.match(r.lexicon.places, at)
            if known is not None and known[0] - at > 1:
                return None
            if r.shouted[at] and not r.family(at):
                return None
            if r.match(r.lexicon.peoples, at) is not None and not r.capital[at + 1]:
                return None
            if r.kinds[at] == UPPER and r.folded[at] in r.lexicon.acronyms:
                return None  # Phó Tổng Giám đốc phụ trách | FDI
            alone = r.foreign(at) and not r.capital[at + 1] and len(r.words[at]) > 2
            if alone and r.match(r.lexicon.organisations, at) is not None:
                return None  # công nhân | Foxconn
        end = person(r, at, sure=True)
        if end is None:
            return None
        if end - at == 1 and r.capital[end] and not r.foreign(at) and not r.family(at):
            return None  # Phó Chủ tịch | Tổng hội ...
        self._memory.person(at, end)
        return self._take(at, end, "PER", 0.93 if end - at > 1 else 0.8)

    def _addressed(self, at: int, end: int) -> bool:
        """Whether a person's name is that of the street in an address (`15 Lê Lợi, phường 2`)."""
        r = self._r
        house = at - 2 if len(r.words[at - 1]) == 1 and r.tokens.glued(at - 1) else at - 1
        if (
            at < 1
            or r.kinds[house] != NUMBER
            or len(r.words[house]) > 4
            or r.words[end] not in ",.;)"
        ):
            return False
        if house > 0 and r.folded[house - 1] == "số":
            return True
        place = places.with_kind(r, end + 1)
        return (place is not None and place[1]) or r.match(r.lexicon.places, end + 1) is not None

    def _person(self, at: int, sure: bool) -> int:
        r = self._r
        end = person(r, at, sure)
        if end is None:
            return at + 1
        if self._addressed(at, end):
            return self._take(at, end, "LOC", 0.8)
        if r.shouted[at] and not self._shouted_name(at, end):
            return at + 1
        size = end - at
        if size >= 3:
            self._memory.person(at, end)
        taken = self._take(at, end, "PER", 0.92 if size >= 3 else 0.7)
        return self._more_persons(taken) if size >= 3 else taken

    def _more_persons(self, at: int) -> int:
        """Further names of a list of persons: `Tôn Thất Lân, Bửu Tuyền, Vĩnh Khoát`."""
        r = self._r
        while r.words[at] == "," or r.folded[at] == "và":
            start = end = at + 1
            while r.kinds[end] == CAPITAL and end - start < 5:
                end += 1
            if not 2 <= end - start <= 4 or not (
                r.words[end] in (",", ".", ";", "…") or r.folded[end] == "và"
            ):
                return at
            if r.head(start) or r.match(r.lexicon.places, start) or starts_person(r, start):
                return at
            if r.match(r.lexicon.organisations, start) or r.match(r.lexicon.things, start):
                return at
            at = self._take(start, end, "PER", 0.65)
        return at

    def _shouted_name(self, at: int, end: int) -> bool:
        r = self._r
        alone = (r.kinds[at - 1] == BREAK if at else True) or r.words[at - 1] in ":-–(/"
        over = r.kinds[end] == BREAK or r.words[end] in ",)-–(/;"
        return alone and over

    def _list_of_bodies(self, at: int, end: int) -> int:
        """After `các Sở Tài chính`, a list of subjects is a list of bodies."""
        r = self._r
        if not (r.plural(at) or (at and r.folded[at - 1] in _CLASSES)):
            return end
        while r.words[end] == "," or r.folded[end] == "và":
            subject = r.match(r.lexicon.subjects, end + 1, exact=False)
            if subject is None or not r.capital[end + 1] or self._heads_more(end + 1, subject[0]):
                return end
            reached = bodies.tail(r, end + 1, "S")
            end = self._take(end + 1, reached, "ORG", 0.6)
        return end

    def _heads_more(self, at: int, end: int) -> bool:
        """Whether an office, a document or a longer head of a body begins where a subject does."""
        r = self._r
        if r.match(r.lexicon.offices, at) or r.match(r.lexicon.documents, at):
            return True
        head = r.match(r.lexicon.bodies, at)
        return head is not None and head[0] > end

    def _listed_subjects(self, at: int) -> int:
        """Read bodies of which the class stands before: `các Bộ: | Quốc phòng, Công an và Y tế`."""
        r = self._r
        end = at
        while r.capital[end]:
            subject = r.match(r.lexicon.subjects, end, exact=False)
            if subject is None:
                return end
            end = self._take(end, subject[0], "ORG", 0.7)
            if r.words[end] not in ",;" and r.folded[end] != "và":
                return end
            end += 1
        return end

    def _capital(self, at: int) -> int:
        """A capital that no head word explains."""
        r = self._r
        kind = r.kinds[at]
        word = r.words[at]
        credited = self._credited(at)
        if credited or (at and r.folded[at - 1] == "theo"):
            short = initialled(r, at)
            if short is not None:
                return self._take(at, short, "PER", 0.7)
        if (
            credited
            and r.folded[at - 2] == "nguồn"
            and kind == UPPER
            and (r.words[at + 1] in ").,;" or r.kinds[at + 1] == BREAK)
            and not r.shouted[at]
            and len(word) <= 6
        ):
            return self._take(at, at + 1, "ORG", 0.7)
        if credited:
            end = person(r, at, sure=True)
            if end is not None and (end - at >= 2 or r.words[end] in "/)"):
                self._memory.person(at, end)
                return self._more_authors(self._take(at, end, "PER", 0.75))
        if r.shouted[at]:
            return at + 1
        if len(word) == 1 and r.words[at + 1] == ".":
            short = initialled(r, at)
            if short is not None and short - at == 5 and len(r.words[short - 1]) == 1:
                return self._take(at, short, "PER", 0.7)  # bị can | H.T.L
        if kind == UPPER and word in self._memory.acronyms:
            end = at + 1
            if r.told_body(at) and r.kinds[end] == LOWER:
                end = places.suffix(r, end) or end  # ĐUK | tỉnh
            return self._take(at, end, self._memory.acronyms[word], 0.85)
        known_by = places.located(r, at) if at in self._bracketed else None
        if known_by is not None and (not r.begins_sentence(at) or r.words[at - 1] in ":;"):
            return self._take(at, known_by, "LOC", 0.7)
        officer = self._before_office(at)
        if officer is not None:
            return officer
        if kind == UPPER or (r.foreign(at) and len(word) >= 2):
            return self._unknown(at)
        lettered = models.lettered(r, at)
        if lettered is not None:
            return self._take(at, lettered, "MISC", 0.6)
        listed = self._listed_firm(at)
        if listed is not None:
            return listed
        found = self._rare_person(at)
        return found if found is not None else at + 1

    def _listed_firm(self, at: int) -> int | None:
        """A name of two or three capital syllables after the known name of a firm in a list
        (`Kestrel, Lumo và | Trà Bang`)."""
        r = self._r
        last = self._memory.last
        joined = r.words[at - 1] in (",", ";") or r.folded[at - 1] in ("và", "hay", "hoặc", "cùng")
        if last is None or last.label != "ORG" or last.end != at - 1 or not joined:
            return None
        end = at
        while r.kinds[end] == CAPITAL and end - at < 4:
            end += 1
        if not 2 <= end - at <= 3 or r.match(r.lexicon.places, at) is not None or r.head(at):
            return None
        if r.kinds[end] == LOWER and r.match(r.lexicon.subjects, end - 1, exact=False):
            return None
        self._memory.listed(Found(at, end, "ORG", 0.6))
        return self._take(at, end, "ORG", 0.6)

    def _more_authors(self, at: int) -> int:
        """Further names of a by-line: `Ảnh: A - B`, `A, B`, `A và B`."""
        r = self._r
        while r.words[at] in ("-", "–", ",") or r.folded[at] == "và":
            end = person(r, at + 1, sure=True)
            if end is None or not 2 <= end - at - 1 <= 4 or r.head(at + 1):
                return at
            if r.kinds[end] == LOWER:
                return at
            at = self._take(at + 1, end, "PER", 0.75)
        return at

    def _last_line(self, at: int) -> int | None:
        """Read the authors that the last line of the text names."""
        r = self._r
        if at < r.size - 30:
            return None
        after = r.kinds.index(BREAK, at) + 1
        if after < r.size and r.words[after] != "(":
            return None
        names = by_line(r, at)
        for start, end in names:
            self._memory.person(start, end)
            self._take(start, end, "PER", 0.75)
        return names[-1][1] if names else None

    def _authors(self, at: int) -> int | None:
        """Two or more names on a line of their own near the end: `Vân Khánh - Bá Tuấn`."""
        r = self._r
        if at < r.size - 80 or (at and r.kinds[at - 1] != BREAK):
            return None
        end = at
        names: list[tuple[int, int]] = []
        while len(names) < 4:
            start = end
            while r.kinds[end] == r.kinds[at] and end - start < 5:
                end += 1
            if not 2 <= end - start <= 4 or r.head(start):
                return None
            names.append((start, end))
            if r.kinds[end] == BREAK:
                break
            if r.words[end] not in ("-", "–", ","):
                return None
            end += 1
        if len(names) < 2 or any(r.match(r.lexicon.places, start) for start, _ in names):
            return None
        for start, end in names:
            self._take(start, end, "PER", 0.7)
        return end

    def _before_office(self, at: int) -> int | None:
        """A run of capitals that a comma and an office follow is a person."""
        r = self._r
        end = at
        while r.kinds[end] == CAPITAL and end - at < 5:
            end += 1
        if r.begins_sentence(at) and r.folded[at] in _OPENERS:
            return None
        if end - at < 2 or r.words[end] != "," or not r.capital[end + 1]:
            return None
        if r.match(r.lexicon.offices, end + 1) is None or r.match(r.lexicon.places, at) is not None:
            return None
        self._memory.person(at, end)
        return self._take(at, end, "PER", 0.8)

    def _unknown(self, at: int) -> int:
        """Acronyms and foreign words that no list holds."""
        r = self._r
        word = r.words[at]
        long = models.coded(r, at) if r.kinds[at] == UPPER and r.tokens.glued(at + 1) else None
        if long is not None and not r.tokens.glued(at):
            return self._take(at, long, "MISC", 0.55)
        if r.folded[at] in r.lexicon.acronyms or is_roman(word) or len(word) > 20:
            return at + 1
        if r.kinds[at] == UPPER and len(word) >= 3 and _spelt_out(r, at):
            return at + 1  # a word of a heading that the line broke off
        if r.words[at - 1] == "(" and r.words[at + 1] == ")" and r.kinds[at] == UPPER:
            # a dateline: "(BNA) - ..." opens an article
            opens = at == 1 or r.kinds[at - 2] == BREAK
            return self._take(at, at + 1, "ORG", 0.65) if opens else at + 1
        end = at + 1
        while (
            end - at < 8
            and r.capital[end]
            and r.foreign(end)
            and r.folded[end] not in r.lexicon.acronyms
        ):
            end += 1
        known_person = self._foreigner(at, end) or self._highlander(at)
        if known_person is not None:
            self._memory.person(at, known_person)
            return self._take(at, known_person, "PER", 0.7)
        country = firms.abroad(r, end)
        if country is not None and not r.begins_sentence(at + 1):
            return self._take(at, country, "ORG", 0.7)
        if r.kinds[end] == NUMBER and r.words[end].isdigit() and r.tokens.glued(end):
            end += 1
        elif kind_of_model(r, end):
            return self._take(at, end + 1, "MISC", 0.55)
        elif r.words[end] == "-" and r.kinds[end + 1] == NUMBER and r.tokens.glued(end + 1):
            end += 2
        if end - at == 1 and r.kinds[at] == CAPITAL:
            first_word = r.begins_sentence(at) and r.kinds[end] == LOWER
            opening = self._memory.opens(at) if first_word else None
            if opening is not None:
                return self._take(at, end, opening.label, opening.score)
            if len(word) < 3 or first_word:
                return end
        coded = at > 0 and r.folded[at - 1] in _CODED and end - at == 1 and r.words[end] == "-"
        if coded and r.kinds[end + 1] == UPPER and r.tokens.glued(end) and r.tokens.glued(end + 1):
            end += 2  # bệnh | VL-LXL
        guess = self._memory.guess(self._with_syllables(at, end), end)
        return self._take(guess.start, end, guess.label, guess.score)

    def _with_syllables(self, at: int, end: int) -> int:
        """Where the name of which the foreign words from `at` to `end` are a part begins, with
        capital syllables (`Bà Nà | Hills`, `The | Opal`)."""
        r = self._r
        if r.kinds[end - 1] != CAPITAL or len(r.words[at]) < 4:
            return at
        limit = max(self._found[-1].end if self._found else 0, at - 3)
        start = at
        while start > limit and r.kinds[start - 1] == CAPITAL and not r.head(start - 1):
            start -= 1
        if start < at and r.begins_sentence(start) and r.words[start] != "The":
            start += 1
        return start if at - start != 1 or r.words[start] == "The" or start > limit else at

    def _highlander(self, at: int) -> int | None:
        """The end of a name at `at` whose family name is none of the lowlands (`Ksor Hà`)."""
        r = self._r
        if r.kinds[at] != CAPITAL or r.folded[at] not in r.lexicon.rare_families:
            return None
        end = person(r, at, sure=True)
        return end if end is not None and 2 <= end - at <= 4 else None

    def _foreigner(self, at: int, end: int) -> int | None:
        """The end of a foreigner's name at `at`, which is known by the given name."""
        r = self._r
        lexicon = r.lexicon
        if r.kinds[at] != CAPITAL or r.folded[at] not in lexicon.foreign_given:
            return None
        while r.kinds[end] == CAPITAL and end - at < 4 and not r.head(end):
            end += 1
        if end - at < 2 or any(r.folded[k] in FIRM_WORDS for k in range(at + 1, end)):
            return None
        return end if r.match(lexicon.organisations, at) is None else None

    def _rare_person(self, at: int) -> int | None:
        r = self._r
        if r.shouted[at]:
            return None
        end = person(r, at)
        if end is None or r.match(r.lexicon.places, at) is not None:
            return None
        taken = self._take(at, end, "PER", 0.6)
        return self._more_persons(taken) if end - at >= 3 else taken

    def _credited(self, at: int) -> bool:
        """Whether a credit stands before: `Ảnh: ...`, `Tin, ảnh: ...`, `Bài và ảnh: ...`."""
        r = self._r
        return at >= 2 and r.words[at - 1] == ":" and r.folded[at - 2] in _CREDITS


def _spelt_out(r: Reader, at: int) -> bool:
    """Whether capitals are a word with its marks (`HƯỚNG`), and no acronym."""
    marked = any(letter > "\x7f" and letter not in "ĐƯ" for letter in r.words[at])
    return marked and not r.foreign(at)


_AFTER_MODEL = words("chạy sẽ có được là và của trên với cho vừa đã dự ra không bán tại đang từ")


def kind_of_model(r: Reader, at: int) -> bool:
    """Whether the number at `at` tells the model of the product before it (`Android | 17`)."""
    if r.kinds[at] != NUMBER or not r.words[at].isdigit() or len(r.words[at]) > 2:
        return False
    product = r.kinds[at - 1] == CAPITAL
    return product and (
        r.kinds[at + 1] == BREAK or r.words[at + 1] in ",.;:" or (r.folded[at + 1] in _AFTER_MODEL)
    )


def _before_brackets(r: Reader) -> set[int]:
    """Where a run of two to four capitals begins that a bracket follows."""
    found = set()
    place = -1
    for _ in range(r.words.count("(")):
        start = place = r.words.index("(", place + 1)
        while start and r.capital[start - 1] and place - start < 4:
            start -= 1
            if place - start > 1:
                found.add(start)
    return found


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The syllables at which a name or its context may begin with a small letter."""
    lists = lexicon()
    tries = (
        lists.bodies, lists.offices, lists.documents, lists.laws, lists.place_kinds, lists.works,
        lists.honorifics, lists.places, lists.products, lists.things, lists.varieties,
    )  # fmt: skip
    found = {word for trie in tries for word in trie}
    return (
        frozenset(found)
        | _QUOTED_FIRST
        | words("cúm quyền nguyên cựu đại kỳ phiên hội lễ giải chiến cuộc diễn festival tuần liên")
    )


@lru_cache(maxsize=1)
def _occasions() -> frozenset[str]:
    """The first syllables of events."""
    return occasions.first_words(lexicon())


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    """The first syllables of works and other things."""
    lists = lexicon()
    return frozenset({*lists.things, *lists.works, *lists.peoples, *lists.products})
