"""Numbers in a text: what they count or measure, and which of them are no figures."""

from __future__ import annotations

import re
from decimal import Decimal

from curator.figures import contests, context, dates
from curator.figures.context import Before
from curator.figures.counted import Unit, counts_something, noun_at, rate_after, unit_at
from curator.figures.figure import Figure
from curator.figures.lexicon import CENTS, COMPOUNDS, words
from curator.figures.numerals import Numeral, lower_end, numeral_at, plain
from curator.figures.scan import Scan
from curator.figures.shared_units import listed_at
from curator.figures.times import time_at

_RANGE = re.compile(
    r" ?[-–—~÷] ?(?=[0-9])| ?[-–—] (?=[^\W\d_])| (?:đến|tới) (?:dưới |gần |hơn |trên |khoảng )?"
)

_FRACTION = re.compile(
    r"([0-9][0-9.]*(?:,[0-9]{1,3})?) ?/ ?([0-9][0-9.]*[0-9]|[0-9])((?:,[0-9]{1,2})?)"
    r"(?![0-9]|[/,.][0-9]|-[^\W_])"
)

_CHAINED = re.compile(r"[0-9]+(?:[-–/.:][0-9]+){2,}")

_CHAINING = frozenset("-–/.:")

_PARTED = frozenset("/.-–:")

_RANGED = frozenset("-–—~÷đt")

_PART_OF = re.compile(r" (?:tổng )?số (?=[^\W\d_])| tổng (?=[^\W\d_])")

_HALF_UNIT = re.compile(r" rưỡi(?!\w)")

_COMPOUND = re.compile(
    r" (?:và )?([0-9]{1,3}|[^\W\d_]+(?: [^\W\d_]+)?) (năm|tháng|tuần|ngày|giờ|phút|giây)(?!\w)"
)

SECONDS = {"giây": 1, "phút": 60, "giờ": 3600, "ngày": 86400}

MONTHS = {"tháng": 1, "năm": 12}

_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1F00)) if letter.isupper())
_CAPITALISED = rf"[{_UPPER}][^\W\d_]*"

# After the number of a house the street, and where that is: `396 Lê Lợi, P. 4`.
_STREET = re.compile(
    rf" {_CAPITALISED}(?: {_CAPITALISED}){{1,3}}, ?"
    r"(?:[Pp]hường|[Qq]uận|[Tt]hành phố|[Hh]uyện|[Tt]hị xã|[Xx]ã|TP|P|Q|TX|KP|khu phố)(?!\w)"
)

_BY_PLACE = re.compile(
    rf"\((?:{_CAPITALISED}[^\d().;,\n]{{0,24}} [0-9][0-9.]*(?:,[0-9]+)?"
    r"(?:, (?:và )?|; | và |\))){2,}"
)

# A list of counts goes on: `27/31 đảng viên (chính thức 26, dự bị 5)`.
_NEXT_ITEM = re.compile(r"[^.;:\n]*(?:[,;]|\)[,;]?|\(| và) ?[^\W\d_]+(?: [^\W\d_]+){0,3} ")

_ENDING = frozenset(",;)")

# What is said of so many of those just counted: `7 người chết, 11 bị thương`.
_OF_THEM = re.compile(
    r" (?:bị|không|chưa|đã|đang|được|xin|vắng|mất|trúng|đạt|có|phải|còn|từ chối|tử vong|nguy kịch"
    r"|thiệt mạng|khỏi bệnh|đỗ|trượt|thuộc|đến từ)(?!\w)"
)

_PREDICATE = re.compile(r" (?!và |hoặc |hay |đến |tới |trong |năm |ở |tại |của )[^\W\d_]")

# The number is a part of a number that follows, or its share follows: `15 trong số 34`, `57 (30%)`.
_PART_FOLLOWS = re.compile(
    r" (?:trong|trên) (?:tổng )?(?:số )?(?:hơn |gần |khoảng )?[0-9]"
    r"| \((?:chiếm |đạt |tỷ lệ |tỉ lệ )?[0-9]+(?:[,.][0-9]+)? ?%"
)

_SUBJECTS = words(
    "toán văn anh lý lí hóa hoá sinh sử địa tin gdcd học ngữ_văn nga pháp nhật trung hàn đức"
)

_NEXT_PLACE = re.compile(
    rf"(?: [^\W\d_]+){{0,2}}[,;] (?:{_CAPITALISED}[ .]?)(?:{_CAPITALISED} ){{0,3}}"
)

_HUNDREDTHS = re.compile(r" ([0-9]{2,3})(?![0-9%/]|[.,:][0-9]|\w)")

_YEAR_AFTER = re.compile(rf" năm (?:học )?{dates.YEAR}(?! ?[-–—] ?[0-9]{{4}})")

_CUMULATIVE = re.compile(
    r"(?:l[ũu][yỹ] kế|tính chung|cộng dồn|sơ kết|luỹ kế)(?: (?:trong|cả|công tác|đến hết|của"
    r"|tình hình|hoạt động)"
    r"(?: trong)?)? $"
)

_RESULT_AFTER = re.compile(
    r" (?:xử lý|phát hiện|bắt giữ|xảy ra|thu hút|tiếp nhận|giải ngân|vượt|thu về|mang về|lên [0-9]"
    r"|ước(?: tính| đạt)?|đạt|ghi nhận|tăng|giảm|là [0-9]|so với cùng|so cùng|cả nước|toàn tỉnh"
    r"|cao hơn cùng|bằng [0-9]+(?:,[0-9]+)? ?%|\(so với|\(giá|thực hiện)(?!\w)"
)

# Sums so far before the months: `tính chung`, a quantity that is told month by month.
_SO_FAR = re.compile(
    r"(?:l[ũu][yỹ] kế|tính chung|cộng dồn|cùng kỳ|grdp|gdp|cpi|iip|kim ngạch|tổng thu|thu ngân sách"
    r"|doanh thu|giải ngân|xuất khẩu|nhập khẩu|lạm phát|tổng sản phẩm|kết quả|thực hiện)"
    r"[^.;\n]{0,40}$"
)

_CLAUSE_END = re.compile(r"[,:;)]|\.(?:\s|$)|$| \(")

_LOAN = re.compile(
    r"(?:lãi suất|kỳ hạn|tiền gửi|gửi tiết kiệm|bảo hành|án tù|phạt|tù|thai)[^.;\n]*$"
)

_LENGTH_CUES = words(
    """
    trong sau hơn gần dài khoảng hạn trước mất đủ dưới từ đến cách được thêm tù thai qua suốt mỗi
    quá chậm sớm tới nhất vòng tối_đa đã mới trên trễ tròn ngoài liền suất
    """
)

_MONEY_BEFORE = re.compile(
    r"(?:vốn|giá|thu|chi|phí|lãi|lỗ|nợ|tiền|trị giá|doanh thu|đầu tư|thưởng|phạt|ngân sách"
    r"|tài trợ|ủng hộ|vay|thuế|thiệt hại|trả|lương|mất|góp|lời"
    r"|giải (?:nhất|nhì|ba|tư|khuyến khích|thưởng))"
    r"[^.;\n]{0,24}$"
)

# Within so many characters sums of money are told of one matter.
_SAME_TOPIC = 120

_EACH = (" mỗi ", " một giây", " một phút", " một giờ", " một ngày", " một đêm")

_ONE = Decimal(1)

_LISTING = (", ", "; ", " và ", " hoặc ", " hay ", " lên ", " xuống ", " còn ", " x ", " × ")
_RISES = (" lên ", " xuống ", " còn ")

# The label of a number by the kind of its unit.
_LABELS = {
    "percent": "PERCENT",
    "money": "MONEY",
    "measure": "QUANTITY",
    "period": "DURATION",
    "noun": "CARDINAL",
}

# Nouns of money: a sum stands before them.
_MONEY_AFTER = (
    "tiền ", "phí ", "phụ phí", "học phí", "viện phí", "chi phí", "vốn ", "lãi ", "nợ ", "thuế ",
    "kỳ hạn", "ngân sách", "doanh thu", "lợi nhuận",
)  # fmt: skip

_TEMPERATURE = frozenset(("độ", "độ c", "c", "°c", "ºc", "°", "º", "oc", "độ f", "°f"))

# Units of what may lie below zero.
_SIGNED = _TEMPERATURE | {"điểm", "m", "mét", "cm"}

_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")

_NO_FIGURE = re.compile(r"[0-9]\.0(?![0-9])")

_DAY_AFTER = re.compile(r" ngày [0-9]{1,2}[/-]")

_SIGN_BEFORE = re.compile(
    r"(?:(?:us)?\$|€|£|¥|(?<![\w])(?:usd|vnd|eur|gbp|jpy|cny|aud|nzd|cad|sgd|chf|hkd)) ?$"
)

# A counter on a page of the web names the unit before the number: `Lượt xem: 1.204`.
_COUNTER = re.compile(
    r"(?<!\w)(lượt)(?: (?:xem|truy cập|đọc|tải|thích|chia sẻ|bình luận|người xem))?: $"
)

_LISTED = re.compile(r",? (?:và|hoặc|hay) |[,;] ")

_THOUSANDS = re.compile(r"\.[0-9]{3}|nghìn|ngàn|triệu|t[ỷỉ]")

_MULTIPLIES = words(
    """
    gấp tăng giảm hơn bằng gần cao thấp lớn nhanh nhiều nhỏ kém lên vượt
    """
)

_TIMES_AFTER = (
    " so với",
    " cùng kỳ",
    " mức",
    " kế hoạch",
    " chỉ tiêu",
    " giá",
    " hơn",
    " quy định",
    " năm ngoái",
)

_MEASURED_BASE = re.compile(
    r"/(?:24 ?h|24 ?giờ|km|ha|m|năm|tháng|tuần|ngày|giờ|phút|người|hộ|1|héc|lớp|xã"
    r"|giây|buổi|đêm|vụ|kg)"
)

# What is sent: `điều 8 xe chữa cháy` is no article of a law.
_SENT = words("xe tàu xuồng ca_nô người lính cán_bộ chiến_sĩ trực_thăng máy_bay phương_tiện")

_PEOPLE = words("người cháu em bé trẻ ca") | {
    "nạn nhân", "công nhân", "học sinh", "thuyền viên", "ngư dân", "tài xế", "trẻ em",
    "cháu bé", "em bé", "người dân", "hành khách", "du khách", "bệnh nhân", "chiến sĩ",
}  # fmt: skip

_HARM = re.compile(
    r"(?: [^\W\d_]+){0,3}? (?:chết|tử vong|thiệt mạng|mất tích|bị thương|thương vong"
    r"|trọng thương|nguy kịch|bị bắt)"
)

_VAGUE = frozenset(
    (
        "số",
        "phần",
        "bên",
        "mặt",
        "bộ phận",
        "loạt",
        "thứ",
        "chỗ",
        "nơi",
        "lối",
        "đôi",
        "đời",
        "bước",
        "cửa",
        "cách",
        "nước",
        "đất nước",
        "quốc gia",
        "hướng",
        "mảng",
        "nền",
        "cuộc",
        "việc",
        "điều",
        "ý",
        "nền kinh tế",
        "yếu tố",
        "hình thức",
        "thách thức",
        "cơ hội",
        "hệ thống",
        "đơn vị",
        "địa phương",
        "thành phần",
        "yêu cầu",
        "nguyên nhân",
        "vấn đề",
        "nhiệm vụ",
        "giải pháp",
        "nội dung",
        "lĩnh vực",
        "tay",
        "kiểu",
        "mức",
        "khâu",
        "loại",
        "dạng",
        "ngày",
        "vị trí",
        "thành phố",
        "đô thị",
        "thị trường",
        "trung tâm",
        "bộ",
        "khối",
        "dấu",
        "hành vi",
        "điểm nhấn",
        "điểm đến",
        "con số",
        "bài học",
        "sự kiện",
        "hoạt động",
        "phong trào",
        "thành viên",
        "phương án",
        "kịch bản",
        "mô hình",
        "con người",
        "đầu",
        "trục",
        "trụ cột",
        "thế hệ",
    )
)

_INDEFINITE_BEFORE = words("từng mỗi là như thành cùng bất_kỳ trở hệt giống")

_INDEFINITE_AFTER = re.compile(
    r" (?:nào|khác|kia|nọ|ấy|đó|mới|riêng|chung|to lớn|nhất định|duy nhất|cụ thể|quan trọng|lớn"
    r"|mạnh|đặc biệt|tốt|điển hình|cách|nữa|thì|mà|như)(?!\w)"
)

_LIMITS = frozenset(
    (
        "chỉ có",
        "chỉ còn",
        "ít nhất",
        "chỉ",
        "tối đa",
        "tối thiểu",
        "hơn",
        "gần",
        "đúng",
        "khiến",
        "làm",
        "còn",
        "thêm",
    )
)

_OTHER_COUNT = re.compile(
    r"(?: [^\W\d_]+){0,4}(?:,| và) (?:[0-9]{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một) [^\W\d_]"
)


def _counts_other(base: str) -> bool:
    """Whether the base of a rate is counted for itself: `2 lớp/120 học viên`.

    In a rate it is one, ten, a hundred and so on, or a length of time.
    """
    number = _BASE_NUMBER.match(base)
    if number is None or number[2] in ("h", "giờ", "ngày", "tháng", "năm"):
        return False
    return number[1].replace(".", "").rstrip("0") != "1"


_BASE_NUMBER = re.compile(r"/([0-9.]+) ?([^\W\d_]*)")


def _is_scale(first: str, last: str, before: Before) -> bool:
    """Whether a ratio is the scale of a map or plan: `quy hoạch chi tiết 1/500`."""
    if first != "1" or last not in _SCALES:
        return False
    return (
        not _SCALED.isdisjoint(before) or before[:2] == ("lệ", "tỷ") or before[:2] == ("lệ", "tỉ")
    )


_SCALES = frozenset(
    ("200", "500", "1000", "2000", "5000", "10000", "25000", "50000", "100000", "250000", "1000000")
)
_SCALED = frozenset(("hoạch", "tiết", "đồ", "phân", "khu"))


def _code(sign: str) -> str:
    """The ISO 4217 code of a currency's sign or code before a number."""
    sign = sign.strip().replace("us$", "$")
    return {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}.get(sign, sign.upper())


class CountScan(Scan):
    """The part of the scanner that takes a number with what it counts or measures."""

    def _measured(self, start: int, numeral: Numeral, before: Before) -> None:
        """Takes the figure that a numeral begins, whatever its label, or goes on behind it."""
        low, text = self.low, self.text
        after = low[numeral.end : numeral.end + 1]
        if after == " ":
            after = low[numeral.end + 1 : numeral.end + 2]
        if not numeral.worded and after in _PARTED:
            # What a fraction or a score goes on with; most numbers need no closer look.
            if self._fraction(start, before):
                return
            if self._score(start, numeral, before):
                return
        first, last = numeral, numeral
        if (second := self._range(start, numeral)) is not None:
            first, last = numeral, second
        unit = unit_at(low, text, last.end)
        if second is None and not numeral.worded and self._irregular(start, numeral, before, unit):
            return
        if unit is not None and unit.name == "LAK" and last.value < 100:
            # So few kíp are shifts of work.
            unit = Unit("noun", unit.start, unit.end, text[unit.start : unit.end])
        if unit is None:
            if second is not None:
                self._bare_range(start, first, last, before)
            elif numeral.worded or not self._listed(start, numeral, before):
                self._sign_or_alone(start, numeral, before)
            return
        if unit.kind == "money" and low[unit.start : unit.end] in CENTS:
            first = first._replace(value=first.value / 100)
            last = last._replace(value=last.value / 100)
        value = self._value(first, last if second else None)
        if unit.kind == "percent":
            end, _ = rate_after(low, text, unit.end, worded=True)
            self._take(self._sign(start), end, "PERCENT", self._signed(start, value), "%")
        elif unit.kind == "money":
            self._money(start, value, unit)
        elif unit.kind == "measure":
            if unit.name == "điểm" and self._in_league(start, last, unit):
                self._take(start, last.end, "CARDINAL", value, unit.name)
            else:
                self._quantity(start, value, unit, before)
        elif unit.kind == "period":
            self._duration(start, first, last, value, unit, before)
        else:
            self._count(start, first, last, value, unit, before)

    def _in_league(self, start: int, number: Numeral, unit: Unit) -> bool:
        """Whether whole points are those of a league or match, which are counted."""
        whole = number.plain == int(number.plain) and number.magnitude == 1
        return whole and not number.worded and contests.in_league(self.low, start, unit.end)

    def _value(self, first: Numeral, last: Numeral | None) -> str:
        if last is None:
            return plain(first.value)
        return f"{plain(lower_end(first, last))}/{plain(last.value)}"

    def _listed(self, start: int, first: Numeral, before: Before) -> bool:
        """The numbers of a list whose last one has the unit: `120, 95 và 80 tỷ đồng`."""
        low = self.low
        if start < self.unlisted or not low.startswith(_LISTING, first.end):
            return False
        if context.tells_which(before, False):
            return False
        if self._after_name(start) and not first.formatted:
            return False
        if before[0] != "từ" and low.startswith(_RISES, first.end):
            # Only `từ 5 lên 6%` are two of one kind.
            return False
        numbers, unit, end = listed_at(low, self.text, start, first)
        if unit is None:
            # No list begins at its other numbers either: the whole takes linear time.
            self.unlisted = end
            return False
        if unit.name == "lần" or (
            unit.kind == "period" and dates.stretch(low, unit.start - 1, _ONE)
        ):
            return False
        name, label = unit.name, _LABELS[unit.kind]
        if unit.kind in ("money", "measure", "period", "noun"):
            name += rate_after(low, self.text, unit.end, worded=unit.kind == "money")[1]
            if name != unit.name and label in ("CARDINAL", "DURATION"):
                label = "QUANTITY"
        if name.endswith("tuổi"):
            label = "DURATION"
        if name == "điểm" and contests.in_league(low, start, unit.end):
            label = "CARDINAL"
        cents = unit.kind == "money" and low[unit.start : unit.end] in CENTS
        for number in numbers:
            value = plain(number.value / 100 if cents else number.value)
            sign = "-" if number.negative else ""
            self._take(max(number.sign, self.pos), number.end, label, sign + value, name)
        return True

    def _range(self, start: int, first: Numeral) -> Numeral | None:
        """The second number of a range whose first has no unit of its own."""
        low = self.low
        after = low[first.end : first.end + 1]
        if after == " ":
            after = low[first.end + 1 : first.end + 2]
        link = _RANGE.match(low, first.end) if after in _RANGED else None
        if link is None:
            return self._next_word(first)
        second = numeral_at(low, link.end(), self._ambiguous(link.end()))
        if second is None or (first.worded != second.worded and "-" in link[0]):
            return None
        dashed = not first.formatted and link[0].strip() in ("-", "–")
        chained = _CHAINED.match(low, start) if dashed else None
        if chained and not (second.formatted and chained.end() == second.end):
            # But `146-148.000` is a range.
            return None
        if (
            low[second.end : second.end + 1] in ("/", "-", "–", ":")
            and low[second.end + 1 : second.end + 2].isdigit()
        ):
            return None
        if time_at(low, link.end()):
            return None
        return second if lower_end(first, second) < second.value else None

    def _next_word(self, first: Numeral) -> Numeral | None:
        """The second of two number words in a row of counting: `hai, ba ngày`."""
        low = self.low
        if not first.worded or not low.startswith(", ", first.end) or first.value >= 10:
            return None
        second = numeral_at(low, first.end + 2)
        follows = second is not None and second.worded and second.value == first.value + 1
        return second if follows else None

    def _fraction(self, start: int, before: Before) -> bool:
        """A part of a whole: `7/16`."""
        low, text = self.low, self.text
        match = _FRACTION.match(low, start)
        if match is None:
            return False
        end = match.end()
        if self._delivery(match, before):
            return True
        if low[end : end + 1].isalpha() and unit_at(low, text, end) is None:
            return self._skip(context.code_end(low, start))
        known = counts_something(low, text, end)
        if context.tells_which(before, known) or (before[0] in ("vòng", "tỷ", "nhà") and not known):
            return self._skip(end)
        if context.names_place(before) and not known:
            return self._skip(end)
        if self._after_name(start) and not known and low[end : end + 1] not in (" ",):
            return self._skip(end)
        first, last = (
            part.replace(".", "") if _GROUPED.fullmatch(part) else part
            for part in match.group(1, 2)
        )
        if "." in first or "." in last or not int(last):
            return False
        if _is_scale(first, last, before):
            return self._skip(end)
        first, last = first.replace(",", "."), last + match[3].replace(",", ".")
        unit = unit_at(low, text, end)
        if unit and unit.kind == "measure":
            end, base = rate_after(low, text, unit.end, worded=False)
            return self._take(start, end, "QUANTITY", f"{first}/{last}", unit.name + base)
        if self._measured_part(start, match.start(2), Decimal(first)):
            return True
        many = first.isdigit() and last.isdigit() and int(first) > 1 and int(last) > 10
        whole = self._whole(end, known=not many)
        return self._take(start, end, "CARDINAL", f"{first}/{last}", whole)

    def _measured_part(self, start: int, second: int, part: Decimal) -> bool:
        """A part of a sum or measure whose magnitude both share: `345/1.200 tỷ đồng`."""
        whole = numeral_at(self.low, second, self._ambiguous(second))
        unit = unit_at(self.low, self.text, whole.end) if whole else None
        if whole is None or unit is None or unit.kind not in ("money", "measure"):
            return False
        value = f"{plain(part * whole.magnitude)}/{plain(whole.value)}"
        label = "MONEY" if unit.kind == "money" else "QUANTITY"
        return self._take(start, unit.end, label, value, unit.name)

    def _whole(self, end: int, known: bool = True) -> str | None:
        """What the part is a part of: the noun after it, or after `số` and `tổng số`.

        `known`: only a noun that surely is counted is one: `2/3 sản lượng` is a share.
        """
        part = _PART_OF.match(self.low, end)
        at = part.end() if part else end + 1
        if not part and not self.low.startswith(" ", end):
            return None
        unit = noun_at(self.low, self.text, at)
        if unit is None or (known and not part and not unit.known) or unit.name == "lượng":
            # A share of one thing, which is not counted: `2/3 sản lượng`.
            return None
        return unit.name

    def _kilometre(self, start: int, numeral: Numeral, before: Before) -> bool:
        """Skips a point on a road: `km 1710+600`, `tại km 45 cao tốc Pháp Vân - Cầu Giẽ`."""
        low = self.low
        if before[0] not in ("km", "lý"):
            return False
        if low[numeral.end : numeral.end + 1] == "+":
            return self._skip(context.code_end(low, start))
        post = before[0] == "km" and self.pos < start - 1 and not numeral.formatted
        return post and self._skip(numeral.end)

    def _delivery(self, match: re.Match[str], before: Before) -> bool:
        """The month in which a contract ends, of which the form says too little: `kỳ hạn 11/25`."""
        month, year = int(match[1]) if match[1].isdigit() else 0, match[2]
        if (
            before[:2] != ("hạn", "kỳ")
            or not 1 <= month <= 12
            or not (len(year) == 2 and int(year) > 12)
        ):
            return False
        return self._take(match.start(), match.end(), "DATE")

    def _irregular(self, start: int, numeral: Numeral, before: Before, unit: Unit | None) -> bool:
        """Skips what looks like a number and is none: versions, scores' chains, glued letters."""
        low = self.low
        if self._kilometre(start, numeral, before):
            return True
        after = low[numeral.end : numeral.end + 1]
        if not numeral.formatted and after in _CHAINING:
            chained = _CHAINED.match(low, start)
            if chained and chained.end() > numeral.end:
                return self._skip(context.code_end(low, start))
        if after and (after.isalpha() or after == "_") and unit is None:
            return self._skip(context.code_end(low, start))
        if low[start] == "0" and numeral.end - start > 2 and not numeral.formatted and unit is None:
            return self._skip(numeral.end)
        return False

    def _score(self, start: int, numeral: Numeral, before: Before) -> bool:
        """The score of a match or vote, or a ratio: `thắng 2-1`, `tỷ lệ 5:1`."""
        low = self.low
        score = None if numeral.formatted else contests.SCORE.match(low, start)
        if score is None or counts_something(low, self.text, score.end()):
            return False
        if before[0] not in ("số", "lệ") and context.tells_which(before, False):
            return False
        last = self.found[-1] if self.found else None
        # Of counts only scores have no value.
        scores = last is not None and last.label == "CARDINAL" and last.value is None
        goes_on = last is not None and scores and contests.continues_scores(low, last.end, start)
        if not goes_on and not contests.is_score(low, score):
            return False
        # A ratio has its form for a value, a score has none.
        value = f"{int(score[1])}:{int(score[3])}" if score[2] == ":" else None
        return self._take(start, score.end(), "CARDINAL", value)

    def _bare_range(self, start: int, first: Numeral, last: Numeral, before: Before) -> None:
        if last.magnitude >= 10**6 and (last.magnitude >= 10**9 or self._of_money(start)):
            end, base = rate_after(self.low, self.text, last.end, worded=False)
            unit = self._currency(start) + base
            self._take(start, end, "MONEY", self._value(first, last), unit)
            return
        if before[0] == "tuổi" and self._age(start, last.end, self._value(first, last), before):
            return
        if context.tells_which(before, False) or self._after_name(start):
            self._skip(self._chain_end(last.end))
        elif first.formatted or context.may_stand_alone(before):
            self._take(start, last.end, "CARDINAL", self._value(first, last))
        else:
            self._skip(last.end)

    def _minus(self, start: int) -> int:
        """Where the number begins with its minus sign."""
        low = self.low
        if start - 1 > self.pos and low[start - 1] in "-−" and low[start - 2] in " (":
            return start - 1
        if (
            low.startswith("âm ", start - 3)
            and start - 3 >= self.pos
            and not low[start - 4 : start - 3].isalnum()
        ):
            return start - 3
        return start

    def _sign(self, start: int) -> int:
        """Where the number begins with its sign, of which a plus says nothing about its value."""
        low = self.low
        if start > self.pos and low[start - 1] == "+" and low[start - 2 : start - 1] in " (|":
            return start - 1
        return self._minus(start)

    def _signed(self, start: int, value: str) -> str:
        return value if self._minus(start) == start else "-" + value

    def _money(self, start: int, value: str, unit: Unit) -> None:
        low = self.low
        end = unit.end
        if _HALF_UNIT.match(low, end):
            end += len(" rưỡi")
        end, base = rate_after(low, self.text, end, worded=True)
        value = self._signed(start, value)
        self._share_currency(start, unit.name + base)
        self._take(
            min(self._prefix(start, unit.name), self._sign(start)),
            end,
            "MONEY",
            value,
            unit.name + base,
        )

    def _share_currency(self, start: int, unit: str) -> None:
        """Gives the numbers listed right before `start` the currency that only the last one names.

        `200.000, 300.000 và 500.000 đồng` are three sums.
        """
        at = start
        for place in range(len(self.found) - 1, -1, -1):
            listed = self.found[place]
            if listed.label != "CARDINAL" or listed.unit or "/" in (listed.value or ""):
                break
            number = self.low[listed.start : listed.end]
            if not (_LISTED.fullmatch(self.low, listed.end, at) and _THOUSANDS.search(number)):
                break
            self.found[place] = listed._replace(label="MONEY", unit=unit)
            at = listed.start

    def _prefix(self, start: int, currency: str) -> int:
        """Where a number begins with the sign of its currency that stands before it."""
        match = _SIGN_BEFORE.search(self.low, max(0, start - 5, self.pos), start)
        return match.start() if match and _code(match[0]) == currency else start

    def _quantity(self, start: int, value: str, unit: Unit, before: Before) -> None:
        low = self.low
        end, name = unit.end, unit.name
        if half := _HALF_UNIT.match(low, end):
            if "/" not in value:
                value = plain(Decimal(value) + Decimal("0.5"))
            end = half.end()
        attached = low[unit.start - 1].isdigit() and len(name) == 1 and name.isupper()
        if context.tells_which(before, False) and (
            attached or (low[start:end].startswith(("1 ", "2 ")) and name == "m")
        ):
            # `quốc lộ 15C`
            self._skip(end)
            return
        # So much of it a day is a rate in words too: `2 lít mỗi ngày`.
        worded = low.startswith(_EACH, end)
        end, base = rate_after(low, self.text, end, worded=worded)
        begin = self._sign(start)
        if name.lower() in _SIGNED:
            value = self._signed(start, value)
        elif begin < start and low[begin] != "+":
            begin = start
        # An age is a length of time: `62 tuổi`, `6 tháng tuổi`.
        label = "DURATION" if name.endswith("tuổi") and not base else "QUANTITY"
        self._take(begin, end, label, value, name + base)

    def _duration(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: Before,
    ) -> None:
        low, text = self.low, self.text
        number_end = last.end
        name = unit.name
        if name == "h" and text[unit.start : unit.end] not in ("h", "H"):
            self._skip(unit.end)
            return
        if name == "năm" and (_YEAR_AFTER.match(low, number_end)):
            self._alone(start, last, before)
            return
        if (
            name == "ngày"
            and _DAY_AFTER.match(low, number_end)
            and (low[start:number_end].isdigit() and context.tells_which(before, False))
        ):
            self._skip(number_end)
            return
        stretch = dates.stretch(low, number_end, last.value)
        if stretch:
            self._take(start, stretch[0], "DATE", stretch[1] if first is last else None)
            return
        if name == "tháng" and before[:2] == ("số", "con"):
            # `đưa con số 10 tháng lên`
            self._take(start, unit.end, "DATE")
            return
        if (
            name in ("ngày", "tháng")
            and first is last
            and before[0] in ("lần", "số", "lớp", "quận", "phường")
        ):
            self._alone(start, last, before)
            return
        if low[start:number_end] == "một" and self._idle_one(unit.end, name, before):
            self._skip(number_end)
            return
        if name == "tháng" and (
            _CUMULATIVE.search(low, max(0, start - 40), start)
            or (first is last and self._since_new_year(start, last, unit.end, before))
        ):
            self._take(start, unit.end, "DATE")
            return
        end = unit.end
        if half := _HALF_UNIT.match(low, end):
            end = half.end()
            if first is last:
                value = plain(last.value + Decimal("0.5"))
        elif first is last:
            end, value, name = self._compound(end, last.value, name)
            if name == "giây" and (hundredths := self._hundredths(end)):
                value, end = plain(Decimal(value) + hundredths[0]), hundredths[1]
        end, base = rate_after(low, text, end, worded=False)
        # So many hours a day are a rate.
        self._take(start, end, "QUANTITY" if base else "DURATION", value, name + base)

    def _since_new_year(self, start: int, number: Numeral, end: int, before: Before) -> bool:
        """Whether months are those of the year so far, by the results told of them.

        `10 tháng đạt 31 nghìn tấn`, `so với cùng kỳ, 9 tháng ước tăng 4%`.
        """
        low = self.low
        if number.worded or number.formatted or not 2 <= number.value <= 11:
            return False
        if before[0] in _LENGTH_CUES or before[:2] == ("hạn", "kỳ"):
            return False
        if not _RESULT_AFTER.match(low, end):
            if (
                start == 0 or low[start - 1] == "\n" or low[start - 2 : start] == ". "
            ) and low.startswith(", ", end):
                # `11 tháng, sản lượng đạt ...`
                return True
            return bool(_SO_FAR.search(low, max(0, start - 60), start)) and bool(
                _CLAUSE_END.match(low, end)
            )
        return not _LOAN.search(low, max(0, start - 60), start)

    def _compound(self, end: int, number: Decimal, name: str) -> tuple[int, str, str]:
        """Takes in smaller parts: `2 năm 6 tháng` is 30 months."""
        total = number
        while match := _COMPOUND.match(self.low, end):
            for scale in (MONTHS, SECONDS):
                if name in scale and match[2] in scale and scale[name] > scale[match[2]]:
                    break
            else:
                break
            if match[2] in ("năm", "tháng", "ngày") and re.match(
                r" [0-9]{4}(?![0-9])", self.low[match.end() :][:6]
            ):
                break
            part = numeral_at(self.low, match.start(1))
            if part is None or part.end != match.end(1) or part.formatted:
                break
            total = total * (scale[name] // scale[match[2]]) + part.value
            name, end = match[2], match.end()
        return end, plain(total), name

    def _hundredths(self, end: int) -> tuple[Decimal, int] | None:
        """The parts of a second of a race and where they end: `9 phút 52 giây 44`."""
        low = self.low
        match = _HUNDREDTHS.match(low, end)
        if match is None:
            return None
        unit = unit_at(low, self.text, match.end())
        if unit is not None and unit.known:
            return None  # `sau 5 giây 12 người`
        return Decimal(f"0.{match[1]}"), match.end()

    def _idle_one(self, end: int, name: str, before: Before) -> bool:
        """Whether `một` before a word of time counts nothing (`một ngày nào đó`)."""
        low = self.low
        return low.startswith(
            (" nào", " kia", " nọ", " không xa", " gần đây", " đẹp trời", " mới"), end
        ) or (before[0] in ("từng", "là", "mỗi", "như") and name in ("ngày", "năm"))

    def _count(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: Before,
    ) -> None:
        low, text = self.low, self.text
        name = unit.name
        number = low[start : last.end]
        if before[0] == "tuổi" and self._age(start, last.end, value, before):
            # `ở tuổi 48 ông bỏ việc`
            return
        if name.lower() == "lần":
            self._times(start, first, last, value, unit, before)
            return
        follows = unit.known and (name[0].islower() or name.isupper())
        if follows and before[0] == "vòng" and name == "giải":
            # `vòng 7 giải hạng Nhất`
            follows = False
        is_sum = last.magnitude > 1 or (
            last.formatted and (before[0] in ("mức", "số") or (last.value >= 1000 and unit.known))
        )
        sent = before[0] == "điều" and name.replace(" ", "_") in _SENT and first.plain > 1
        if not is_sum and not sent and context.tells_which(before, follows):
            self._skip(self._chain_end(last.end))
            return
        if name == "sao":
            # A grade of hotels and goods.
            self._skip(unit.end)
            return
        if first.worded and not self._word_counts(start, number, unit, before):
            self._skip(last.end)
            return
        if not first.worded and not unit.known:
            if self._after_name(start) and not last.formatted:
                self._skip(self._chain_end(last.end))
                return
            if last.value < 100 and self._after_noun(before):
                # `phương thức 2 xét điểm thi`: it tells which.
                self._skip(self._chain_end(last.end))
                return
            if low[last.end : last.end + 1] != " ":
                self._skip(last.end)
                return
        if last.magnitude >= 10**6 and self._is_sum(start, last, unit):
            self._take(start, last.end, "MONEY", value, self._currency(start))
            return
        if not unit.known and _OF_THEM.match(low, last.end):
            # Of those counted before: `12 ca mắc, 2 tử vong`.
            self._take(start, last.end, "CARDINAL", value)
            return
        end, base = rate_after(low, text, unit.end, worded=False)
        if base and not _counts_other(base) and (_MEASURED_BASE.match(base) or last.plain % 1):
            self._take(start, end, "QUANTITY", value, name + base)
            return
        self._take(start, last.end, "CARDINAL", value, name)

    def _is_sum(self, start: int, number: Numeral, unit: Unit) -> bool:
        """Whether millions before a noun are money whose currency is not named.

        `mất 640 triệu tiền bán rẫy`, `bơm ròng 9.500 tỷ kỳ hạn 14 ngày`.
        """
        low = self.low
        if low.startswith(_MONEY_AFTER, unit.start):
            return True
        if unit.known or low.startswith("dân", unit.start):
            return False
        # So many of what is no known noun are money: `đem 1,9 tỉ mua đất`.
        return number.magnitude >= 10**9 or self._of_money(start)

    def _of_money(self, start: int) -> bool:
        """Whether what is told before a number of millions is of money."""
        return self._last_sum(start) is not None or bool(
            _MONEY_BEFORE.search(self.low, max(0, start - 40), start)
        )

    def _currency(self, start: int) -> str:
        """The currency of a sum that does not name it: that of the sum right before it, or đồng."""
        last = self._last_sum(start)
        return last.unit if last is not None and last.unit and "/" not in last.unit else "VND"

    def _last_sum(self, start: int) -> Figure | None:
        """The last sum before `start` in the same paragraph, not many figures ago."""
        for last in self.found[-1:-5:-1]:
            if start - last.end > _SAME_TOPIC or "\n" in self.low[last.end : start]:
                return None
            if last.label == "MONEY":
                return last
        return None

    @staticmethod
    def _after_noun(before: Before) -> bool:
        """Whether a noun that can be counted itself stands right before the number."""
        pair = f"{before[1]} {before[0]}"
        return pair in COMPOUNDS or f"{before[2]} {pair}" in COMPOUNDS

    def _times(
        self,
        start: int,
        first: Numeral,
        last: Numeral,
        value: str,
        unit: Unit,
        before: Before,
    ) -> None:
        """`lần`: a multiplier after `gấp`, `tăng` and with a decimal part, else a count."""
        low = self.low
        number = low[start : last.end]
        multiplier = (
            last.formatted
            or before[0] in _MULTIPLIES
            or before[1] in _MULTIPLIES
            or low.startswith(_TIMES_AFTER, unit.end)
        )
        end = unit.end
        if half := _HALF_UNIT.match(low, end):
            end, value, multiplier = half.end(), plain(last.value + Decimal("0.5")), True
        rated, rate = rate_after(low, self.text, unit.end, worded=False)
        if rate.startswith("/") and not last.formatted and end == unit.end:
            self._take(start, rated, "QUANTITY", value, unit.name + rate)
        elif multiplier:
            self._take(start, end, "QUANTITY", value, unit.name)
        elif number == "một" and (
            before[0] in ("thêm", "lại", "từng") or _INDEFINITE_AFTER.match(low, end)
        ):
            self._skip(end)
        else:
            end, base = rate_after(low, self.text, unit.end, worded=False)
            if base:
                self._take(start, end, "QUANTITY", value, unit.name + base)
            else:
                self._take(start, last.end, "CARDINAL", value, unit.name)

    def _word_counts(self, start: int, number: str, unit: Unit, before: Before) -> bool:
        """Whether a number word really counts the noun after it."""
        low = self.low
        if number == "một":
            return unit.known and self._one_counts(start, unit, before)
        if " " in number:
            return unit.known or len(number.split()) > 1
        if number == "ba" and unit.name in ("mẹ", "má", "lô", "lăng"):
            return False
        if number == "chín" and before[0] in ("lúa", "trái", "quả", "nấu", "đã", "gần", "sắp"):
            return False
        if before[0] in ("từng", "một") or low.startswith(" một", unit.end):
            return number != "hai" or before[0] != "một"
        return unit.known

    def _one_counts(self, start: int, unit: Unit, before: Before) -> bool:
        """`một` counts, except as an article: of what is vague, after `là`, before `nào`."""
        low = self.low
        if before[0] in _INDEFINITE_BEFORE or unit.name.lower() in _VAGUE:
            return False
        after = low[unit.end : unit.end + 48]
        if _HARM.match(after) and unit.name.lower() in _PEOPLE:
            return True
        if before[0] in _LIMITS or f"{before[1]} {before[0]}" in _LIMITS:
            return True
        if _OTHER_COUNT.match(after) or self._after_count(start):
            return True
        if self.text[start] == "M" and self._begins_sentence(start):
            # `Một nhóm thợ ...`: it brings in what the sentence is about.
            return False
        if self._follows_name(start):
            # `chị Hoa, một giáo viên ở xã`: it tells what she is.
            return False
        return not _INDEFINITE_AFTER.match(after)

    def _begins_sentence(self, start: int) -> bool:
        """Whether `start` is where a sentence or line begins."""
        return start == 0 or self.text[start - 1] == "\n" or self.text[start - 2] in ".!?…"

    def _follows_name(self, start: int) -> bool:
        """Whether a capital word and a comma stand right before `start`."""
        text = self.text
        if text[start - 2 : start] != ", ":
            return False
        return text[max(0, start - 24) : start - 2].rpartition(" ")[2][:1].isupper()

    def _after_count(self, start: int) -> bool:
        if not self.found or self.found[-1].label != "CARDINAL":
            return False
        between = self.low[self.found[-1].end : start]
        return len(between) < 40 and bool(re.fullmatch(r"[^.;:\n]*(?:,| và) ", between))

    def _sign_or_alone(self, start: int, numeral: Numeral, before: Before) -> None:
        low = self.low
        match = _SIGN_BEFORE.search(low, max(0, start - 5, self.pos), start)
        if match and not numeral.worded:
            code = _code(match[0])
            end, base = rate_after(low, self.text, numeral.end, worded=False)
            self._take(match.start(), end, "MONEY", plain(numeral.value), code + base)
            return
        self._alone(start, numeral, before)

    def _is_mark(self, start: int, numeral: Numeral, before: Before) -> bool:
        """Whether a number is the mark of a subject in a list of marks: `Toán 9,5, Anh 10`."""
        last = self.found[-1] if self.found else None
        return (
            before[0] in _SUBJECTS
            and numeral.value <= 10
            and last is not None
            and last.label in ("CARDINAL", "QUANTITY")
            and start - last.end < 24
        )

    def _of_them(self, start: int, numeral: Numeral) -> bool:
        """Whether a number in a list tells of some of those counted right before it.

        `7 người chết, 11 bị thương`, `5 xã đạt loại tốt, 03 hoàn thành`.
        """
        last = self.found[-1] if self.found else None
        if last is None or last.label != "CARDINAL" or start - last.end > 40:
            return False
        if not re.fullmatch(r"[^.:\n]*[,;] ", self.low[last.end : start]):
            return False
        told = _OF_THEM.match(self.low, numeral.end)
        if told is None and not last.unit and self.low[start] != "0":
            return False
        return told is not None or bool(_PREDICATE.match(self.low, numeral.end))

    def _in_enumeration(self, start: int, numeral: Numeral) -> bool:
        """Whether a small number ends an item of a list of counts.

        `chính thức 26, dự bị 5`, `bác sĩ 06, điều dưỡng 05`.
        """
        low, end = self.low, numeral.end
        if low[start - 1 : start] != " " or numeral.formatted or not low[start - 2].isalpha():
            return False
        padded = low[start] == "0" and end - start == 2
        if low[end : end + 1] not in _ENDING and not (
            padded and low[end : end + 2] in (". ", ".\n", ".")
        ):
            return False
        if low[end + 1 : end + 2].isdigit():
            return False
        last = self.found[-1] if self.found else None
        if last is None or last.label not in ("CARDINAL", "PERCENT"):
            return padded
        between = low[last.end : start]
        return padded or (len(between) < 40 and bool(_NEXT_ITEM.fullmatch(between)))

    def _of_place(self, start: int, numeral: Numeral) -> bool:
        """Whether a number after a name goes on with a count: `Hà Nội 12 ca, Đà Nẵng 4`."""
        low, end = self.low, numeral.end
        last = self.found[-1] if self.found else None
        if last is None or last.label != "CARDINAL" or not last.value or numeral.formatted:
            return False
        if low[end : end + 2] not in (", ", "; ", ". ", ".", ".\n") and low[end : end + 1] != "\n":
            return False
        return start - last.end < 40 and bool(_NEXT_PLACE.fullmatch(self.text, last.end, start))

    def _age(self, start: int, end: int, value: str, before: Before) -> bool:
        """An age whose word stands before it: `ở tuổi 48`, `độ tuổi 18-35`."""
        begin = start if before[1] == "độ" else start - len("tuổi ")
        if begin < self.pos or not value.replace("/", "").isdigit() or len(value) > len("18/100"):
            return False
        return self._take(begin, end, "DURATION", value, "tuổi")

    def _by_place(self, start: int, end: int) -> bool:
        """Whether the number is one of a list in brackets of how many each place has: `(Lai Châu 4,
        Lào Cai 3)`."""
        open_ = self.text.rfind("(", max(0, start - 300), start)
        listed = _BY_PLACE.match(self.text, open_) if open_ >= 0 else None
        return listed is not None and end <= listed.end()

    def _alone(self, start: int, numeral: Numeral, before: Before) -> None:
        """A number with nothing after it that it counts."""
        low = self.low
        value = plain(numeral.value)
        if before[0] == "tuổi" and self._age(start, numeral.end, value, before):
            return
        if told := _COUNTER.search(low, max(0, start - 24), start):
            self._take(start, numeral.end, "CARDINAL", value, told[1])
            return
        if numeral.worded:
            if low[start : numeral.end] == "nửa" or " " not in low[start : numeral.end]:
                self._skip(numeral.end)
            else:
                self._take(start, numeral.end, "CARDINAL", value)
            return
        if numeral.magnitude >= 10**9 or (numeral.magnitude >= 10**6 and self._of_money(start)):
            value = self._signed(start, value)
            end, base = rate_after(low, self.text, numeral.end, worded=False)
            self._take(self._sign(start), end, "MONEY", value, self._currency(start) + base)
            return
        if context.tells_which(before, False):
            if numeral.formatted and before[0] in ("mức", "số"):
                self._take(start, numeral.end, "CARDINAL", value)
            else:
                self._skip(self._chain_end(numeral.end))
            return
        if _NO_FIGURE.match(low, start):
            self._skip(numeral.end)
            return
        large = numeral.formatted or numeral.value >= 100 or numeral.magnitude > 1
        if self._by_place(start, numeral.end) or self._of_place(start, numeral):
            self._take(start, numeral.end, "CARDINAL", value)
            return
        if not numeral.formatted and _STREET.match(self.text, numeral.end):
            self._skip(numeral.end)
            return
        comma = "," in low[start : numeral.end]
        if (
            self._after_name(start)
            and not (numeral.formatted and (numeral.value >= 1000 or comma))
            and not self._is_mark(start, numeral, before)
        ):
            # No name has a decimal comma: `Toán 9,5` is a mark, `Android 9.5` is none.
            self._skip(self._chain_end(numeral.end))
        elif low[start - 1 : start] in ("", "\n") and low[numeral.end : numeral.end + 1] in (
            "",
            "\n",
        ):
            if numeral.formatted or numeral.magnitude > 1:
                self._take(start, numeral.end, "CARDINAL", value)
            else:
                self._skip(numeral.end)
        elif numeral.end - start >= 8 and not numeral.formatted:
            self._skip(numeral.end)
        elif (
            large
            or context.may_stand_alone(before)
            or _PART_FOLLOWS.match(low, numeral.end)
            or (low[start - 2 : start] in (", ", "; ") and self._of_them(start, numeral))
            or self._in_enumeration(start, numeral)
        ):
            self._take(start, numeral.end, "CARDINAL", value)
        else:
            self._skip(numeral.end)
