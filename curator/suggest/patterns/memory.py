"""What a document has told of its names: an acronym in brackets, a person with an honorific, a
place with its kind. Said once, it holds for the whole document."""

from __future__ import annotations

from collections import Counter
from typing import Final

from curator.suggest.gazetteer import Entry, Trie, words
from curator.suggest.patterns.lexicon import FIRM_WORDS
from curator.suggest.patterns.reader import Found, Reader
from curator.suggest.patterns.tokens import BREAK, CAPITAL, LOWER, NUMBER, UPPER

_AGAIN: Final = 0.8
_GIVEN: Final = 0.6
_OPENING: Final = 0.45

# Words before an unknown name that tell what it names.
_CUES: Final = {
    **dict.fromkeys(words("tại ở đến từ sang tới phía giáp khỏi"), "LOC"),
    **dict.fromkeys(
        words(
            "nhãn giống xin thuốc dụng mềm thống tảng dòng mẫu xe loài virus chủng hiệu game phim "
            "mã ck gạo lúa máy hộ bào bay tàu lửa khoán phẩm thể vụ lớp mạng máy tính chip tên "
            "bệnh vàng bê bò sữa"
        ),
        "MISC",
    ),
    **dict.fromkeys(
        words("startup ty hãng nghiệp đoàn hàng thầu chuỗi theo đội bộ báo trang tin"), "ORG"
    ),
}
# ... and the last two of them.
_PAIRS: Final[dict[tuple[str, str], str]] = {
    **dict.fromkeys(
        (
            ("chứng", "nhận"), ("chứng", "chỉ"), ("tiêu", "chuẩn"), ("chỉ", "số"), ("nền", "tảng"),
            ("mô", "hình"), ("gói", "thầu"), ("quy", "định"), ("giá", "cước"), ("quang", "biển"),
            ("trợ", "lý"), ("ứng", "dụng"), ("vàng", "miếng"), ("tên", "lửa"), ("vệ", "tinh"),
            ("hoạt", "chất"), ("tàu", "mẹ"), ("phân", "khu"), ("căn", "hộ"), ("dự", "án"),
            ("chỉ", "quỹ"), ("con", "tàu"), ("chương", "trình"),
            ("trò", "chơi"), ("cơ", "chế"), ("tựa", "game"),
        ),
        "MISC",
    ),
    **dict.fromkeys(
        (
            ("liên", "minh"), ("liên", "danh"), ("đối", "tác"), ("sáng", "lập"), ("siêu", "thị"),
            ("nhà", "thuốc"), ("khổng", "lồ"), ("bán", "lẻ"), ("thương", "hiệu"), ("nhà", "băng"),
        ),
        "ORG",
    ),
}  # fmt: skip
# A firm in small letters, by its last syllable, and what parts it from an unknown name that it does
# not belong to.
_KINDS: Final = words("hãng đoàn ty chuỗi startup")
_PARTS: Final = words(
    "của tại ở cho với và là có được đã đang sẽ từ trên về này khi để do theo mà như vào ra bị "
    "trong"
)
# Given names that are common words too, at the head of a sentence.
_FUNCTION: Final = words("được thành hiện liên hướng quang trung hoàn phương chính bình an toàn")
_COMPOUNDS: Final = {
    ("nhân", "dịp"), ("nhân", "vật"), ("nhân", "viên"), ("hải", "sản"), ("hiền", "lành"),
    ("dũng", "cảm"), ("thắng", "lợi"), ("kiên", "quyết"), ("kiên", "trì"), ("cường", "độ"),
    ("minh", "chứng"), ("minh", "họa"), ("hòa", "nhập"), ("tâm", "điểm"), ("tâm", "sự"),
    ("hùng", "vĩ"), ("xuân", "về"), ("sơn", "la"), ("hậu", "quả"), ("đức", "tính"), ("nga", "mỹ"),
    ("thu", "nhập"), ("thu", "hút"), ("thu", "hoạch"), ("thu", "ngân"), ("hạnh", "phúc"),
    ("lộc", "biển"), ("tài", "chính"), ("tài", "sản"), ("lợi", "nhuận"), ("lợi", "dụng"),
    ("phúc", "lợi"), ("quý", "vị"), ("quân", "đội"), ("thanh", "niên"), ("thanh", "toán"),
    ("tuyên", "truyền"), ("tuyên", "bố"), ("hương", "vị"), ("loan", "báo"), ("tuyết", "rơi"),
}  # fmt: skip
# The first words of the names of firms.
_FIRMS: Final = {
    "công": "ty", "tổng": "công", "tập": "đoàn", "ctcp": "", "ngân": "hàng", "doanh": "nghiệp",
    "dntn": "", "hợp": "tác", "htx": "", "chứng": "khoán", "hãng": "", "cty": "",
}  # fmt: skip
# What stands before somebody who acts.
_AGENTS: Final = words("còn riêng gồm của do và , với cho tại như là \n . ; theo trong nhờ")
# ... and after one.
_DOING: Final = words(
    "cho công ra đầu mở bán mua ký khai vừa đã sẽ đang có dự muốn xin thuê nhận giảm tăng thưởng "
    "tuyển tài ước làm lập xây rót chi cung đưa báo"
)
# Foreign words that are no names.
_LOANS: Final = words(
    "robot camera laptop internet video vaccine vắcxin virus drone container logistics startup "
    "online blockchain bitcoin resort website email livestream podcast hotline credit fintech "
    "clip album concert marketing smartphone tablet server token stress doping penalty scandal "
    "protein vitamin collagen insulin gluten cholesterol ethanol diesel "
    "condotel shophouse officetel"
)
_LEGAL: Final = words("công tổng ctcp cp tnhh mtv cổ trách")
_FORMS: Final = words("cp tnhh mtv tmcp cổ phần tm dv sx xd đt xnk thương mại hữu hạn và")
# What somebody who has been named by a given name does.
_ACTS: Final = words(
    "nhận khai nói ký bỏ bị đã nảy dùng lập bàn lấy chiếm thuê tuyên đánh ghi sút mở đưa rủ gọi "
    "cùng không đang vẫn"
)
_SPEECH: Final = words("nói cho nhận viết là chia khẳng phát tuyên bình gọi cảnh kể đã sẽ tin")


# Head words by which a body that has been named in full is called afterwards, and what may follow
# them then: what the body does, or what ends a phrase.
_SHORT: Final = frozenset(
    tuple(head.split())
    for head in (
        "bộ", "sở", "hội", "cục", "đoàn", "viện", "quỹ", "ủy ban", "chi cục", "hiệp hội",
        "trung tâm", "học viện", "ngân hàng", "bệnh viện", "liên đoàn", "tổng cục", "tòa án",
        "mặt trận", "công đoàn", "liên minh", "tập đoàn", "nhà trường", "ban quản lý",
        "ban chỉ đạo", "đảng ủy", "viện kiểm sát",
    )
)  # fmt: skip
_SHORT_FIRST: Final = frozenset(head[0] for head in _SHORT)
_SHORT_DOES: Final = words(
    "đã sẽ đang vừa cũng được giao yêu đề tiếp phối triển ban chủ xác thông chỉ báo kiến thống "
    "quyết phê xem luôn còn phải cần mới không cho có là tham trình đánh nhận khẳng nhấn ghi mong"
)
_SHORT_ENDS: Final = _SHORT_DOES | words("và tại về với do theo trong để từ thực gửi")


# Before a name of two syllables that is no place: sorts, works, firms, directions.
_NO_PLACE: Final = words(
    "phía hướng thuyền tế thầu trạm giống lúa xoài thuốc hiệu đội hãng quán tiệm án tàu xe phim "
    "ông bà anh chị em cô chú bác cháu là tên chí sĩ sỹ viên cáo can hàng sách bài khúc số"
)
_WORK: Final = {
    ("cán", "bộ"), ("công", "tác"), ("cơ", "sở"), ("tổ", "chức"), ("sinh", "hoạt"),
    ("phong", "trào"), ("các", "cấp"), ("hoạt", "động"), ("cấp", "bộ"), ("ngành", "và"),
}  # fmt: skip
_NO_SHORT: Final = {
    ("hội", "trường"), ("hội", "thảo"), ("hội", "viên"), ("hội", "nghị"), ("hội", "đồng"),
    ("đoàn", "viên"), ("đoàn", "kết"), ("đoàn", "thể"), ("hội", "thi"), ("đoàn", "công"),
}  # fmt: skip


class Memory:
    """The names a document has introduced."""

    def __init__(self, reader: Reader) -> None:
        self._r = reader
        self.acronyms = reader.acronyms
        self._known: dict[str, Trie] = {"PER": {}, "LOC": {}, "ORG": {}, "MISC": {}, "FIRM": {}}
        self._first: set[str] = set()
        self.last: Found | None = None
        self._given: set[str] = set()
        self._guesses: dict[str, Counter[str]] = {}

    def person(self, start: int, end: int) -> None:
        """Remember a person's name, and its last syllable as the name they are called by."""
        r = self._r
        if end - start >= 2 or (r.foreign(start) and len(r.words[start]) >= 4):
            self._remember("PER", start, end)
        if end - start >= 2:
            self._given.add(r.folded[end - 1])
        if end - start in (3, 4) and not any(r.foreign(k) for k in range(start, end)):
            self._remember("PER", end - 2, end)

    def place(self, start: int, end: int) -> None:
        """Remember a place of which the kind is at its head (`xã Lao Chải`: the name)."""
        r = self._r
        first = start
        while first < end and not r.capital[first]:
            first += 1
        if (
            first > start
            and end - first >= 2
            and all(r.kinds[k] == CAPITAL for k in range(first, end))
        ):
            self._remember("LOC", first, end)

    def firm(self, start: int, end: int) -> None:
        """Remember the name of a firm without its form and trade (`Công ty CP Thép | Trà Bang`)."""
        r = self._r
        if not self._is_firm(start):
            return
        last = end
        if r.words[last - 1] == ")":
            while last > start and r.words[last] != "(":
                last -= 1
        first = last
        while first > start and r.kinds[first - 1] in (CAPITAL, UPPER):
            first -= 1
        while first < last:
            if r.folded[first] in _FORMS:
                first += 1
                continue
            for trie in (r.lexicon.bodies, r.lexicon.subjects):
                said = r.match(trie, first, exact=False)
                if said is not None and said[0] <= last:
                    first = said[0]
                    break
            else:
                break
        formless = start
        while formless < last and (r.kinds[formless] == LOWER or r.folded[formless] in _LEGAL):
            formless += 1
        placed = r.match(r.lexicon.places, formless) or r.match(
            r.lexicon.place_kinds, formless, exact=False
        )
        if formless < first and last - formless >= 2 and placed is None:
            self._remember("FIRM", formless, last)
        alone = last - first == 1
        if not first < last or (alone and not (r.foreign(first) and len(r.words[first]) > 2)):
            return
        if r.match(r.lexicon.places, first) is None and not r.family(first):
            self._remember("ORG", first, last)

    def _is_firm(self, at: int) -> bool:
        """Whether the head of a body at `at` is that of a firm (`Công ty`, but not `Công an`)."""
        folded = self._r.folded
        second = _FIRMS.get(folded[at])
        return second is not None and (not second or folded[at + 1] == second)

    def known_firm(self, at: int) -> int | None:
        """The end of the name of a firm at `at` that has been named with its form before."""
        r = self._r
        if not r.capital[at]:
            return None
        for kind in ("FIRM", "ORG"):
            known = r.match(self._known[kind], at)
            if known is not None:
                return known[0]
        acronym = self.acronyms.get(r.words[at]) == "ORG"
        return at + 1 if acronym and r.kinds[at] == UPPER else None

    def product(self, start: int, end: int) -> None:
        """Remember the name of a product without its maker's (`Toyota | Corona`)."""
        r = self._r
        if all(r.kinds[k] == CAPITAL and len(r.words[k]) > 2 for k in range(start, end)):
            self._remember("MISC", start, end)

    def _remember(self, label: str, start: int, end: int) -> None:
        node = self._known[label]
        for position in range(start, end):
            child = node.setdefault(self._r.folded[position], {})
            assert isinstance(child, dict)
            node = child
        self._first.add(self._r.folded[start])
        capital = self._r.capital
        node[""] = Entry("", tuple(k - start for k in range(start, end) if capital[k]))

    def listed(self, name: Found) -> None:
        """Take `name` for one that a list of unknown names may go on from."""
        self.last = name

    def guess(self, start: int, end: int) -> Found:
        """A name of foreign words or capitals that no pattern explains: a label by what stands
        around it."""
        r = self._r
        before = r.folded[start - 1] if start else ""
        label = _CUES.get(before)
        if start > 1 and r.folded[start - 2] in ("hãng", "chuỗi", "cổ", "bán", "nhà"):
            label = "ORG" if before in ("xe", "lẻ", "phiếu", "xuất", "thầu", "tin") else label
        if label != "MISC" and any(r.folded[k] in FIRM_WORDS for k in range(start + 1, end)):
            label = "ORG"
        if r.words[start][1:2] in ("'", "’"):
            label = "PER"
        if before == ":" and start > 1:
            label = _CUES.get(r.folded[start - 2])
        if start > 1:
            label = _PAIRS.get((r.folded[start - 2], before), label)
        if self._of_kind(start):
            label = "ORG"
        if (
            label is None
            and end - start == 1
            and r.words[end] == "("
            and r.match(r.lexicon.places, end + 1) is not None
        ):
            label = "LOC"
        if before in ("đình", "sĩ", "viên") and label is None:
            label = "PER"
        if r.kinds[start] == UPPER and label == "LOC":
            label = None  # `từ | VKR`: the places that go by their letters are in the lists
        if before in ("tinh", "lửa") and r.folded[start - 2 : start - 1] in (["vệ"], ["tên"]):
            label = "MISC"  # vệ tinh | Lotus Star
        if label is None and before in (",", "và") and self.last is not None:
            last = self.last
            alike = r.kinds[last.start] == r.kinds[start] or last.score > 0.8
            if last.end == start - 1 and alike:
                label = last.label  # of a list
        surface = " ".join(r.folded[start:end])
        if label is not None:
            self._guesses.setdefault(surface, Counter())[label] += 1
            self.last = Found(start, end, label, 0.5)
            return self.last
        if r.kinds[start] == UPPER or r.kinds[end - 1] in (UPPER, NUMBER):
            label = "MISC" if r.kinds[end - 1] == NUMBER else "ORG"
        elif self._speaks(start, end):
            label = "PER"
        else:
            label = "MISC"
        return Found(start, end, label, 0.4)

    def _of_kind(self, at: int) -> bool:
        """Whether a kind of firm stands before, with its trade (`tập đoàn công nghệ | Veltra`)."""
        r = self._r
        before = at - 1
        while before >= max(0, at - 6) and r.kinds[before] == LOWER:
            word = r.folded[before]
            if word in _KINDS:
                told = word not in ("đoàn", "ty") or r.folded[before - 1] in ("tập", "công")
                return told and before < at - 1
            if word in _PARTS:
                return False
            before -= 1
        return False

    def _speaks(self, start: int, end: int) -> bool:
        """Whether two or more foreign words are named as one names a person who says something."""
        r = self._r
        plain = all(r.words[k][1:].islower() for k in range(start, end))
        after = r.folded[end]
        told = after in _SPEECH or (after == "," and r.kinds[end + 1] == LOWER)
        return end - start >= 2 and plain and told

    def again(self, found: list[Found]) -> list[Found]:
        """`found`, with guesses settled by the document and its known names found elsewhere."""
        r = self._r
        self._of_firms = self._speaks_of_firms(found)
        settled = [self._settled(self._firm(name)) for name in found if self._counts(name)]
        covered = bytearray(r.size)
        for name in settled:
            covered[name.start : name.end] = b"\1" * (name.end - name.start)
        small = {word for word, kind in zip(r.folded, r.kinds, strict=True) if kind == LOWER}
        extra: list[Found] = []
        heads = self._heads(settled)
        done = 0
        for at, capital in enumerate(r.capital):
            if capital and at >= done and not covered[at]:
                name_here = self._known_at(at, covered, small)
                if name_here is None and heads and r.folded[at] in heads:
                    name_here = self._short_form(at, heads, covered)
                if name_here is None:
                    name_here = self._at_work(at) or self._commune(at, covered)
                if name_here is not None:
                    extra.append(name_here)
                    done = name_here.end
        return sorted(settled + extra)

    def _heads(self, found: list[Found]) -> dict[str, int]:
        """The head words of the bodies that have been named in full, with the place of the first;
        those of several words by their first and the whole."""
        r = self._r
        heads: dict[str, int] = {}
        for name in found:
            if name.label not in ("ORG", "TITLE"):
                continue
            for at in range(name.start, name.end - 1):
                if r.folded[at] not in _SHORT_FIRST or not r.capital[at]:
                    continue
                for size in (1, 2, 3):
                    words_ = tuple(r.folded[at : at + size])
                    if words_ in _SHORT and at + size < name.end:
                        heads.setdefault(" ".join(words_), at)
                        heads.setdefault(words_[0], at)
        return heads

    def _commune(self, at: int, covered: bytearray) -> Found | None:
        """A known commune at `at` of two syllables that nothing else explains (`rốn lũ | Phúc
        Trạch`)."""
        r = self._r
        if r.kinds[at] != CAPITAL or r.shouted[at] or not at or r.kinds[at - 1] != LOWER:
            return None
        if r.folded[at - 1] in _NO_PLACE:
            return None
        known = r.match(r.lexicon.communes, at)
        if known is None or known[0] - at != 2 or covered[at + 1] or r.foreign(at):
            return None
        over = r.kinds[known[0]] in (LOWER, BREAK) or r.words[known[0]] in ",.;)("
        return Found(at, known[0], "LOC", 0.5) if over else None

    def _at_work(self, at: int) -> Found | None:
        """A union or front at `at` that is called by its head word where its work is spoken of
        (`công tác | Đoàn`, `các cấp | Hội`)."""
        r = self._r
        if r.folded[at] not in ("đoàn", "hội") or r.kinds[at] != CAPITAL or r.shouted[at]:
            return None
        if at < 2 or (r.folded[at - 2], r.folded[at - 1]) not in _WORK:
            return None
        ends = r.words[at + 1] in ",.;:)" or r.kinds[at + 1] in (BREAK, LOWER)
        word = (r.folded[at], r.folded[at + 1])
        return Found(at, at + 1, "ORG", 0.65) if ends and word not in _NO_SHORT else None

    def _short_form(self, at: int, heads: dict[str, int], covered: bytearray) -> Found | None:
        """A body at `at` that is called by its head word alone (`| Ủy ban quyết định`)."""
        r = self._r
        if r.kinds[at] != CAPITAL or r.shouted[at]:
            return None
        for size in (3, 2, 1):
            named = heads.get(" ".join(r.folded[at : at + size]))
            words_ = tuple(r.folded[at : at + size])
            if named is None or words_ not in _SHORT or named > at:
                continue
            end = at + size
            levels = r.folded[at - 2 : at] == ["các", "cấp"]
            if any(covered[at:end]) or (r.plural(at) and not levels):
                return None
            if at and r.folded[at - 1] in ("cấp", "liên", "phố") and not levels:
                return None
            if r.begins_sentence(at):
                does = r.kinds[end] == LOWER and r.folded[end] in _SHORT_DOES
                does = does and words_ != ("đoàn",)  # of delegates, more often
                return Found(at, end, "ORG", 0.65) if does else None
            ends = r.words[end] in ",.;:)" or r.kinds[end] == BREAK or r.folded[end] in _SHORT_ENDS
            return Found(at, end, "ORG", 0.65) if ends else None
        return None

    def opens(self, at: int) -> Found | None:
        """A foreign word that a sentence about what somebody does begins with: a firm, if the
        document turns out to speak of firms."""
        r = self._r
        plain = len(r.words[at]) > 4 and r.folded[at] not in _LOANS
        if not plain or r.folded[at + 1] not in _DOING or r.words[at + 1] in ("có", "như"):
            return None
        return Found(at, at + 1, "ORG", _OPENING)

    def _counts(self, name: Found) -> bool:
        """Whether a name is kept: not a word that only opens a sentence."""
        return name.score != _OPENING or self._of_firms

    def _as_agent(self, name: Found) -> bool:
        """Whether an unknown name stands where somebody who acts does."""
        folded = self._r.folded
        return folded[name.start - 1] in _AGENTS or folded[name.end] in _DOING

    def _speaks_of_firms(self, found: list[Found]) -> bool:
        """Whether the document names so many firms that an unknown foreign name is one more."""
        r = self._r
        firms = sum(
            name.label == "ORG"
            and name.score >= 0.7
            and (r.foreign(name.start) or self._is_firm(name.start))
            for name in found
        )
        return firms > 3

    def _firm(self, name: Found) -> Found:
        """`name`, as a body where the document gives a firm of this name with its legal form
        (`CTCP | Nhiệt điện Sông Khê`)."""
        if name.label not in ("MISC", "LOC") or not self._known["FIRM"]:
            return name
        known = self._r.match(self._known["FIRM"], name.start)
        if known is None or known[0] != name.end:
            return name
        return name._replace(label="ORG", score=_AGAIN)

    def _settled(self, name: Found) -> Found:
        if name.score != 0.4:
            return name
        r = self._r
        surface = " ".join(r.folded[name.start : name.end])
        for label in ("ORG", "MISC"):
            known = r.match(self._known[label], name.start)
            if known is not None and known[0] == name.end:
                return name._replace(label=label, score=0.8 if label == "ORG" else 0.6)
        if name.end - name.start == 1 and r.words[name.start] in self.acronyms:
            return name._replace(label=self.acronyms[r.words[name.start]], score=0.85)
        if name.end - name.start == 1 and surface in self._given and name.label != "PER":
            return name._replace(label="PER", score=0.7)  # the family name of a foreigner
        votes = self._guesses.get(surface)
        if votes is None:
            plain = r.kinds[name.end - 1] == CAPITAL and name.label == "MISC"
            plain = plain and r.words[name.start] != "The"
            if plain and self._of_firms and self._as_agent(name):
                return name._replace(label="ORG", score=0.46)
            return name
        label = min(votes, key=lambda label: (-votes[label], label))
        return name._replace(label=label, score=0.5)

    def _known_at(self, at: int, covered: bytearray, small: set[str]) -> Found | None:
        r = self._r
        if r.words[at] in self.acronyms:
            return Found(at, at + 1, self.acronyms[r.words[at]], 0.85)
        if r.folded[at] in self._first:
            for label, trie in self._known.items():
                known = r.match(trie, at)
                if known is not None:
                    end = known[0]
                    alone = not r.capital[end] or covered[end]
                    if alone and not any(covered[at:end]):
                        return Found(at, end, "ORG" if label == "FIRM" else label, _AGAIN)
        if r.kinds[at] != CAPITAL or r.folded[at] not in self._given or r.shouted[at]:
            return None
        if r.capital[at + 1] or (at and r.capital[at - 1]):
            return None
        begins = r.begins_sentence(at)
        acts = r.folded[at + 1] in _ACTS
        if begins and not acts and (r.folded[at] in small or r.kinds[at + 1] != LOWER):
            return None
        if at and r.folded[at - 1] in ("phía", "hướng", "miền", "mùa", "tháng", "thứ"):
            return None
        body = r.match(r.lexicon.bodies, at) or r.match(r.lexicon.offices, at)
        if body is not None and not (body[0] - at == 1 and (acts or r.words[at + 1] == ",")):
            return None
        if self._other_word(at):
            return None
        return Found(at, at + 1, "PER", _GIVEN)

    def _other_word(self, at: int) -> bool:
        """Whether a sentence seems to begin with a word that is no name (`Liên quan đến ...`)."""
        r = self._r
        if not r.begins_sentence(at) and r.words[at - 1] != ")":
            return False
        if r.folded[at] in _FUNCTION or (r.folded[at], r.folded[at + 1]) in _COMPOUNDS:
            return True
        compound = r.match(r.lexicon.subjects, at, exact=False)
        return compound is not None and compound[0] - at > 1
