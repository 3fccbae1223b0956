"""Firms without a head word, their shares and their products: `Lumo Capital`, `Thép Trà Bang`,
`cổ phiếu KTX`, `Toyota Corona`, `Lumo Việt Nam`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.suggest.gazetteer import words
from curator.suggest.patterns.lexicon import FIRM_WORDS
from curator.suggest.patterns.people import honorific
from curator.suggest.patterns.reader import BREAK, CAPITAL, LOWER, NUMBER, UPPER, Reader

_MOST = 4
_ENDS = FIRM_WORDS - {"vietnam"}
_WORDS = frozenset((CAPITAL, UPPER))
_OPENERS = words("theo tại ở từ với khi trong cùng do bởi và nhưng còn riêng như ngoài cả về trước")
# The second syllable of a name's country.
_COUNTRY = (["việt", "nam"], ["vietnam"], ["vn"])

# Where at least one stands, a text tells of the market of shares.
_MARKET = frozenset((
    ("khối", "ngoại"), ("mua", "ròng"), ("bán", "ròng"), ("vn", "index"),
    ("khớp", "lệnh"), ("cổ", "phiếu"), ("mã", "cổ"), ("mã", "chứng"), ("mã", "ck"), ("mã", "cp"),
    ("blue", "chips"),
))  # fmt: skip
_ENOUGH = 4
"""So many codes in a text of the market make it one of prices, where a code is a share."""

# What a share does, and no firm.
_MOVES = words(
    "tăng giảm mất nhích vọt lao rơi đứng đóng lùi bật trần sàn lấy kéo bị được khớp thêm hồi tụt "
    "dẫn bốc đi giữ lên xuống cộng trừ tím đỏ xanh kịch quay chốt đạt"
)
# Before the code of a firm that is spoken of as one.
_OWNERS = words("của do tại với theo bởi ty đoàn hàng khoán đốc tịch lãnh giữa vào trị nhóm họ bởi")
_HOW = words("nhẹ mạnh trần sàn điểm kịch sâu hết tốt khá gần hơn thêm")
_EXCHANGES = words("hose hnx upcom hsx nyse nasdaq mck ck cp")
_AS = words("như gồm là")
_MAGNITUDES = words("tỷ tỉ triệu nghìn")
# A text that holds one of these tells of the exchanges of Vietnam.
_HOME = words("hose hnx upcom vn vnindex ngoại")


def code(r: Reader, at: int) -> bool:
    """Whether capitals at `at` have the form of a share's code: three letters (`KTX`)."""
    word = r.words[at]
    if r.kinds[at] != UPPER or r.shouted[at] or not word.isascii() or not word.isalpha():
        return False
    if r.tokens.glued(at + 1) and (r.words[at + 1] in ("-", "/") or r.kinds[at + 1] == NUMBER):
        return False
    return len(word) == 3 and r.folded[at] not in r.lexicon.acronyms


class Shares:
    """The codes of shares in a document: bare ones name the share where the text is of prices."""

    def __init__(self, r: Reader, places: Sequence[int]) -> None:
        """`places` are where a name may begin."""
        self._r = r
        self._next = -1
        codes = {r.words[at] for at in places if r.kinds[at] == UPPER and code(r, at)}
        unknown = {word for word in codes if word.lower() not in r.lexicon.organisations}
        self._market = bool(codes) and self._of_market()
        self._home = self._market and not _HOME.isdisjoint(r.folded)
        self._prices = self._market and len(unknown) >= _ENOUGH

    def _of_market(self) -> bool:
        folded = self._r.folded
        return any(
            (word, folded[at + 1]) in _MARKET
            or (word == "vn" and folded[at + 2 : at + 3] == ["index"])
            for at, word in enumerate(folded[:-1])
            if word in _FIRST
        )

    def share(self, at: int) -> bool:
        """Whether the code of a share stands at `at`."""
        r = self._r
        if not code(r, at):
            return False
        if not (
            at == self._next
            or self._told(at)
            or (self._market and (self._priced(at) or self._cell(at) or self._moved(at)))
            or (self._prices and self._bare(at))
        ):
            return False
        end = at + 1
        if r.words[end] == "(":
            while end < at + 24 and r.words[end] != ")" and r.kinds[end] != BREAK:
                end += 1
            end += r.words[end] == ")"
        listed = r.words[end] in ",;" or r.folded[end] == "và"
        self._next = end + 1 if listed and end < r.size - 1 else -1
        return True

    def _told(self, at: int) -> bool:
        """Whether the words before tell that a share is named: `mã`, `cổ phiếu đầu ngành như`,
        `(HoSE:`."""
        r = self._r
        before = at - 1
        if before >= 0 and (r.words[before] == ":" or r.folded[before] in _AS):
            before -= 1
            if before >= 0 and r.folded[before] in _EXCHANGES:
                return True
            while before > at - 10 and before >= 0 and r.kinds[before] == LOWER:
                if r.folded[before] in ("mã", "phiếu"):
                    break
                before -= 1
        if before < 0:
            return False
        return r.folded[before] == "mã" or (
            r.folded[before] == "phiếu" and before > 0 and r.folded[before - 1] == "cổ"
        )

    def _priced(self, at: int) -> bool:
        """Whether a price or a change follows in brackets (`KTX (-402 tỷ đồng)`), or the firm's
        name (`KTX (Công ty ...)`)."""
        r = self._r
        if r.words[at + 1] != "(":
            return False
        inner = at + 2
        while r.words[inner] in "+-–~":
            inner += 1
        if r.kinds[inner] == NUMBER:
            return True
        return r.capital[inner] and r.match(r.lexicon.bodies, inner) is not None

    def _moved(self, at: int) -> bool:
        """Whether the price of the code rises or falls (`KTX giảm nhẹ`), or shares of it are bought
        (`mua ròng KTX`)."""
        r = self._r
        if r.folded[at + 1] in _MOVES and at + 3 < r.size:
            # a firm's costs fall by so many billions
            number = r.kinds[at + 2] == NUMBER and r.folded[at + 3] not in _MAGNITUDES
            firm = not self._home and r.match(r.lexicon.organisations, at) is not None
            if (number or r.folded[at + 2] in _HOW) and not firm:
                return True
        return at > 1 and (r.folded[at - 1] == "ròng" or r.folded[at - 2 : at] == ["mục", "tiêu"])

    def _cell(self, at: int) -> bool:
        """Whether the code fills the cell of a table (`| KTX |`)."""
        r = self._r
        return at > 0 and r.words[at - 1] == "|" and r.words[at + 1] == "|"

    def _bare(self, at: int) -> bool:
        """Whether a code in a text of prices is no firm that is spoken of."""
        r = self._r
        if at and r.folded[at - 1] in _OWNERS:
            return False
        if r.match(r.lexicon.organisations, at) is None:
            return True
        return r.folded[at + 1] in _MOVES or bool(at and r.folded[at - 1] in ("là", "và", ","))


_FIRST = frozenset(pair[0] for pair in _MARKET)


_PLATFORMS = words("trên sàn ví dụng app tảng mềm hội trang web kênh")


def platform(r: Reader, at: int) -> bool:
    """Whether a firm's name at `at` is that of what it runs (`sàn | Shopee`, `ví | MoMo`)."""
    return at > 0 and r.folded[at - 1] in _PLATFORMS and r.kinds[at - 1] == LOWER


def generation(r: Reader, at: int) -> int | None:
    """The end of a generation of networks at `at` (`5G`)."""
    if r.words[at] == "G" and at and r.tokens.glued(at) and r.words[at - 1] in "23456":
        return at + 1
    return None


def project(r: Reader, at: int) -> int | None:
    """The end of a project's name at `at`, after the word for it (`dự án | Sông Xanh City`)."""
    before = (r.folded[at - 2], r.folded[at - 1]) if at > 1 else ("", "")
    if before not in _PROJECTS or r.kinds[at] not in _WORDS or r.head(at) or r.shouted[at]:
        return None
    lexicon = r.lexicon
    if r.match(lexicon.works, at, exact=False) or r.match(lexicon.documents, at, exact=False):
        return None
    end = at
    while r.kinds[end] in _WORDS and end - at < 6 and not (end > at and r.head(end)):
        end += 1
    if r.kinds[end] == NUMBER and len(r.words[end]) <= 2 and r.folded[end + 1] not in _UNITS:
        end += 1
    foreign = any(r.foreign(k) for k in range(at, end))
    place = r.match(lexicon.places, at)
    if place is not None and place[0] == end:
        return _between(r, end)
    if r.kinds[end] == LOWER and not foreign:
        return None
    if end - at == 1 and (r.kinds[at] == UPPER or not foreign):
        return None
    return end if foreign or not r.match(lexicon.place_kinds, at, exact=False) else None


def _between(r: Reader, at: int) -> int | None:
    """The end of a stretch between places of which the first ends at `at`."""
    end = at
    while r.words[end] in ("-", "–"):
        further = r.match(r.lexicon.places, end + 1)
        if further is None:
            break
        end = further[0]
    return end if end > at else None


_PROJECTS = frozenset((("dự", "án"), ("phân", "khu"), ("xã", "hội"), ("khu", "nghỉ")))
_UNITS = words("tỷ tỉ triệu nghìn ha căn m2 năm tháng lô km mw đồng usd")


# The last words of estates, hotels and towers.
_ESTATES = words(
    "residence residences resort resorts riverside riverview tower towers plaza villas villa "
    "garden gardens heights marina skyline complex apartment apartments condotel ecocity golf"
)
_LAST = _ENDS | _ESTATES


def ended_by_last_word(r: Reader, places: Sequence[int]) -> dict[int, tuple[int, str, float]]:
    """Where a run of capitals begins that a firm's last word ends (`Nam Hải Capital`), or that of
    an estate (`Nam Hải Residence`): its end, label and score.

    `places` are where a name may begin, in order.
    """
    found: dict[int, tuple[int, str, float]] = {}
    for at, end in _last_words(r, places):
        start = at
        while at - start < _MOST and start and _joins(r, start - 1):
            start -= 1
            if r.words[start] == "&":
                start -= 1
        if r.begins_sentence(start) and (
            r.folded[start] in _OPENERS or (not r.foreign(start) and r.foreign(start + 1))
        ):
            start += 1
        if start < at and r.words[start] not in "&-–":
            firm = r.folded[end - 1] in _ENDS
            label, score = ("ORG", 0.75) if firm else ("MISC", 0.65)
            found.setdefault(start, ((abroad(r, end) or end) if firm else end, label, score))
    return found


def _last_words(r: Reader, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the end of each run of such last words, all of firms or all of estates."""
    end = 0
    for at in places:
        word = r.folded[at]
        if word in _LAST and at >= end and r.capital[at] and not r.shouted[at]:
            ends = _ENDS if word in _ENDS else _ESTATES
            end = at + 1
            while r.capital[end] and r.folded[end] in ends:
                end += 1
            if not (r.kinds[end] == CAPITAL and r.foreign(end)) or abroad(r, end) is not None:
                yield at, end


def _joins(r: Reader, at: int) -> bool:
    """Whether the token at `at` may belong to a name that goes on after it."""
    if r.words[at] == "&":
        return at > 0 and r.kinds[at - 1] in _WORDS
    if r.kinds[at] not in _WORDS or r.shouted[at]:
        return False
    if r.kinds[at] == UPPER and len(r.words[at]) < 4:
        return r.match(r.lexicon.bodies, at) is None
    return not r.head(at) and honorific(r, at) is None


def abroad(r: Reader, at: int) -> int | None:
    """The end of the country that ends a firm's name at `at` (`Lumo | Việt Nam`)."""
    for country in _COUNTRY:
        if r.capital[at] and r.folded[at : at + len(country)] == country:
            return at + len(country)
    return None


# Trades that a firm calls itself by before its name: `Thép Trà Bang`, `Nhựa Bình Minh`.
_TRADES = frozenset((
    "tôn", "thép", "nhựa", "gỗ", "dược", "may", "dệt may", "dệt", "lương thực", "nước sạch",
    "xi măng", "bia", "tái bảo hiểm",
    "mía đường", "sữa", "phân bón", "đạm", "cao su", "bảo hiểm", "xăng dầu", "địa ốc",
    "bánh kẹo", "giấy", "gạch", "lọc dầu", "ắc quy", "săm lốp", "bột giặt", "dược phẩm",
    "thực phẩm", "thủy sản", "hải sản", "nông sản", "vận tải", "xây dựng", "hàng không", "taxi",
    "bất động sản", "chứng khoán", "vàng bạc", "kính", "gốm sứ", "hóa chất", "nước giải khát",
    "cáp điện", "logistics", "cà phê", "thủy điện", "nhiệt điện", "kho vận", "giày",
))  # fmt: skip
TRADED = frozenset(trade.split()[0] for trade in _TRADES)
"""The first syllables of those trades."""


def traded(r: Reader, at: int) -> int | None:
    """The end of a firm that goes by its trade and its name (`Thép | Trà Bang`)."""
    if r.folded[at] not in TRADED or r.kinds[at] != CAPITAL or r.shouted[at]:
        return None
    end = at + 1
    for size in (3, 2):
        if " ".join(r.folded[at : at + size]) in _TRADES:
            end = at + size
            break
    else:
        if r.folded[at] not in _TRADES:
            return None
    if r.folded[end] in _GIVEN:
        return None  # Tôn | Thất ..., Cao | Thị ...
    begins = r.begins_sentence(at)
    start = end
    while r.kinds[end] == CAPITAL and end - start < 4:
        if end > start and (r.head(end) or abroad(r, end) is not None):
            break
        end += 1
    if end == start and r.kinds[end] == NUMBER and not begins and r.folded[at] == "may":
        return end + 1  # May | 10
    place = r.match(r.lexicon.places, start)
    if place is not None:
        known = place[0]
        if known == end and (begins or r.match(r.lexicon.home, start) is None):
            return None  # Thủy sản | Việt Nam, and what a sentence says of a place
    if end - start < 2:
        return None
    return end


_GIVEN = words("thất nữ đức thị văn")
_PRODUCTS = words("pay tv one watch shop plus mobile maps play cloud smartbanking digibank app neo")


def product(r: Reader, at: int) -> int | None:
    """The end of the name of a product at `at`, right after its maker's (`Toyota | Corona 2`)."""
    end = at
    while end - at < 4 and end < r.size - 1:
        if r.capital[end] and (
            r.foreign(end) or r.kinds[end] == UPPER or r.folded[end] in _PRODUCTS
        ):
            if r.folded[end] in FIRM_WORDS or abroad(r, end) is not None:
                return None
            if r.match(r.lexicon.places, end) is not None or r.head(end):
                break
            end += 1
            while r.tokens.glued(end) and r.kinds[end] != BREAK:
                if r.words[end] == "-" and r.tokens.glued(end + 1) and r.kinds[end + 1] != BREAK:
                    end += 2
                elif r.kinds[end] == NUMBER:
                    end += 1
                else:
                    break
        else:
            break
    return end if end > at else None
