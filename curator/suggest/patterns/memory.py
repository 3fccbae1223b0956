"""What a document has told of its names: an acronym in brackets, a person with an honorific, a
place with its kind. Said once, it holds for the whole document."""

from __future__ import annotations

from collections import Counter
from typing import Final

from curator.suggest.gazetteer import Entry, Trie, words
from curator.suggest.patterns.lexicon import FIRM_WORDS
from curator.suggest.patterns.reader import Found, Reader
from curator.suggest.patterns.tokens import CAPITAL, LOWER, NUMBER, UPPER

_AGAIN: Final = 0.8
_GIVEN: Final = 0.6

# Words before an unknown name that tell what it names.
_CUES: Final = {
    **dict.fromkeys(words("tại ở đến từ sang tới phía giáp khỏi"), "LOC"),
    **dict.fromkeys(
        words(
            "nhãn giống xin thuốc dụng mềm thống tảng dòng mẫu xe loài virus chủng hiệu game phim "
            "mã ck gạo lúa máy hộ bào bay tàu lửa khoán phẩm thể vụ lớp mạng máy tính chip tên bệnh"
        ),
        "MISC",
    ),
    **dict.fromkeys(words("ty hãng nghiệp đoàn hàng thầu chuỗi theo đội bộ báo trang tin"), "ORG"),
}


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
_FIRMS: Final = words("công tổng tập ctcp ngân doanh dntn hợp htx chứng hãng cty")
_FORMS: Final = words("cp tnhh mtv tmcp cổ phần tm dv sx xd đt xnk thương mại hữu hạn và")
# What somebody who has been named by a given name does.
_ACTS: Final = words(
    "nhận khai nói ký bỏ bị đã nảy dùng lập bàn lấy chiếm thuê tuyên đánh ghi sút mở đưa rủ gọi "
    "cùng không đang vẫn"
)
_SPEECH: Final = words("nói cho nhận viết là chia khẳng phát tuyên bình gọi cảnh kể đã sẽ tin")


class Memory:
    """The names a document has introduced."""

    def __init__(self, reader: Reader) -> None:
        self._r = reader
        self.acronyms = reader.acronyms
        self._known: dict[str, Trie] = {"PER": {}, "LOC": {}, "ORG": {}, "MISC": {}}
        self._last: Found | None = None
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
        if r.folded[start] not in _FIRMS:
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
        alone = last - first == 1
        if not first < last or (alone and not (r.foreign(first) and len(r.words[first]) > 2)):
            return
        if r.match(r.lexicon.places, first) is None and not r.family(first):
            self._remember("ORG", first, last)

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
        node[""] = Entry("", tuple(range(end - start)))

    def listed(self, name: Found) -> None:
        """Take `name` for one that a list of unknown names may go on from."""
        self._last = name

    def guess(self, start: int, end: int) -> Found:
        """A name of foreign words or capitals that no pattern explains: a label by what stands
        around it."""
        r = self._r
        before = r.folded[start - 1] if start else ""
        label = _CUES.get(before)
        if start > 1 and r.folded[start - 2] in ("hãng", "chuỗi", "cổ", "bán", "nhà"):
            label = "ORG" if before in ("xe", "lẻ", "phiếu", "xuất", "thầu", "tin") else label
        if any(r.folded[k] in FIRM_WORDS for k in range(start + 1, end)):
            label = "ORG"
        if r.words[start][1:2] in ("'", "’"):
            label = "PER"
        if before == ":" and start > 1:
            label = _CUES.get(r.folded[start - 2])
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
        if label is None and before in (",", "và") and self._last is not None:
            last = self._last
            alike = r.kinds[last.start] == r.kinds[start] or last.score > 0.8
            if last.end == start - 1 and alike:
                label = last.label  # of a list
        surface = " ".join(r.folded[start:end])
        if label is not None:
            self._guesses.setdefault(surface, Counter())[label] += 1
            self._last = Found(start, end, label, 0.5)
            return self._last
        if r.kinds[start] == UPPER or r.kinds[end - 1] in (UPPER, NUMBER):
            label = "MISC" if r.kinds[end - 1] == NUMBER else "ORG"
        elif self._speaks(start, end):
            label = "PER"
        else:
            label = "MISC"
        return Found(start, end, label, 0.4)

    def _speaks(self, start: int, end: int) -> bool:
        """Whether two or more foreign words are named as one names a person who says something."""
        r = self._r
        plain = all(r.words[k][1:].islower() for k in range(start, end))
        after = r.folded[end]
        return end - start >= 2 and plain and (after in _SPEECH or after == ",")

    def again(self, found: list[Found]) -> list[Found]:
        """`found`, with guesses settled by the document and its known names found elsewhere."""
        r = self._r
        settled = [self._settled(name) for name in found]
        covered = bytearray(r.size)
        for name in settled:
            covered[name.start : name.end] = b"\1" * (name.end - name.start)
        small = {word for word, kind in zip(r.folded, r.kinds, strict=True) if kind == LOWER}
        extra: list[Found] = []
        done = 0
        for at, capital in enumerate(r.capital):
            if capital and at >= done and not covered[at]:
                name_here = self._known_at(at, covered, small)
                if name_here is not None:
                    extra.append(name_here)
                    done = name_here.end
        return sorted(settled + extra)

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
            return name
        label = min(votes, key=lambda label: (-votes[label], label))
        return name._replace(label=label, score=0.5)

    def _known_at(self, at: int, covered: bytearray, small: set[str]) -> Found | None:
        r = self._r
        if r.words[at] in self.acronyms:
            return Found(at, at + 1, self.acronyms[r.words[at]], 0.85)
        for label, trie in self._known.items():
            known = r.match(trie, at)
            if known is not None:
                end = known[0]
                alone = not r.capital[end] or covered[end]
                if alone and not any(covered[at:end]):
                    return Found(at, end, label, _AGAIN)
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
