"""What stands before a number and makes it no figure: a document's number, a level, a name."""

from __future__ import annotations

import re

from curator.figures.lexicon import words

LOOK_BACK = 48

Before = tuple[str, str, str]
"""The three words before a place, nearest first."""


def words_before(low: str, start: int) -> Before:
    """The three words before `start`, nearest first; empty where punctuation or a break intervenes.

    One blank, or a colon, may stand between the nearest word and `start`.
    """
    left = low[max(0, start - LOOK_BACK) : start]
    if not left.endswith((" ", ": ", ":")):
        return "", "", ""
    words = left.rstrip(" ").removesuffix(":").rsplit(" ", 3)
    if len(words) == 4:
        _, third, second, first = words
        if first.isalnum() and second.isalnum() and third.isalnum():
            return first, second, third
    nearest: list[str] = []
    for word in reversed(words[-3:]):
        opened = word.lstrip("“\"'(‘[")
        if not opened or not opened[-1].isalnum() or "\n" in opened:
            opened = opened.rpartition("\n")[2]
            if not opened or not opened[-1].isalnum():
                break
            nearest.append(opened)
            break
        nearest.append(opened)
        if "(" in opened:
            # A blank is missing: `ông Châu(SN 1987`.
            nearest[-1] = opened.rpartition("(")[2]
            break
        if opened != word:
            break
    nearest += ["", "", ""]
    return nearest[0], nearest[1], nearest[2]


# A number after these tells which one, whatever follows.
WHICH = frozenset(
    [
        "điều",
        "khoản",
        "chương",
        "trang",
        "hình",
        "tầng",
        "lớp",
        "quận",
        "phường",
        "ấp",
        "thôn",
        "khóm",
        "xóm",
        "ngõ",
        "hẻm",
        "ngách",
        "kiệt",
        "buồng",
        "phút",
        "nghị_định",
        "thông_tư",
        "nghị_quyết",
        "chỉ_thị",
        "công_văn",
        "quốc_lộ",
        "tỉnh_lộ",
        "hương_lộ",
        "đại_lộ",
        "quân_khu",
        "quân_đoàn",
        "binh_đoàn",
        "sư_đoàn",
        "lữ_đoàn",
        "trung_đoàn",
        "tiểu_đoàn",
        "đại_đội",
        "phụ_lục",
        "biểu_đồ",
        "sơ_đồ",
        "khu_phố",
        "tổ_dân_phố",
        "số_nhà",
        "pháp_lệnh",
        "công_điện",
        "điện_thoại",
        "hotline",
        "sđt",
        "đt",
        "fax",
        "zalo",
        "tổng_đài",
        "cccd",
        "cmnd",
        "cmt",
        "mst",
        "mã_số",
        "mác",
        "tài_khoản",
        "stk",
        "biển_số",
        "bks",
        "biển_kiểm_soát",
        "khóa",
        "khoá",
        "áo_số",
        "km+",
        "ql",
        "đt",
        "tl",
        "tk",
        "dn",
        "iphone",
        "galaxy",
        "vtv",
        "htv",
        "khu_vực_bầu_cử",
        "căn_cước",
        "tiểu_học_số",
        "đường_số",
        "website",
        "isbn",
        "issn",
        "dây_nóng",
        "ver",
        "version",
        "ios",
        "android",
        "windows",
        "mạng_di_động",
        "chuyên_án",
        "hạng_ba",
        "tầm_bắn_số",
        "tiền_vệ_số",
        "ô_số",
        "thửa_đất_số",
        "kiểu_số",
        "đầu_số",
        "máy_lẻ",
        "chuẩn_euro trung_ương bs bks đối_tượng ron euro",
    ]
)
# A number after these tells which one or how high, unless a known unit or noun follows.
LEVEL = words(
    """
    mức cấp cấp_độ hạng bậc loại nhóm đợt lần vòng bước phần tuyến đội tổ bài ca kỳ bảng tập câu
    giai_đoạn khối kiểu khu lô gói mục trường bệnh_viện nhà_máy cảng trạm cầu cống top kết_luận
    quyết_định kế_hoạch chương_trình quy_định hướng_dẫn thông_báo tờ_trình luật đề_án mẫu đường
    phố phòng kênh tiết ảnh bản chi_bộ vùng khu_vực tuyến_số quyển thế_hệ số mùa phiên chặng
    hiệp cột dãy kho thửa ô làn cổng cửa bến xí_nghiệp đảo công_ty quy_chuẩn tiêu_chuẩn điểm
    tiểu_dự_án vành_đai cao_tốc lữ tổ_máy chuyên_đề tiêu_chí bão cơn_bão đề lượt_trận vòng_đấu
    lượt giải_pháp nhiệm_vụ câu_hỏi thứ hợp_phần dự_án_thành_phần tuần
    """
)
_COUNTS_SET = words("tổng trong trên con những được sĩ mật quân dân nhân doanh thiểu")
_REACHES = words(
    """
    đạt là còn lên xuống gồm có từ tới đến bằng hơn gần khoảng trên dưới thêm được tổng cộng với
    và trong chỉ tăng giảm ước thành những các cả đủ mất thu chi nhận bán mua vượt quá số lượng
    gấp chạm quanh ngưỡng mốc lần hoặc hay so kém bởi về ở thì nhất đa thiểu ra vào nay khi nhân
    chia trừ giao vắng thiếu
    """
)


# `đội hình 23 cầu thủ` and `mô hình 3 bên` are not the picture of that number.
_NO_PICTURE = words("đội màn mô loại truyền tình địa điển chương")


def tells_which(before: Before, follows: bool) -> bool:
    """Whether the words before a number make it an index, a level or a document's number.

    `follows`: a known unit or noun stands after the number.
    """
    nearest, second, third = before
    if not nearest or (nearest == "hình" and second in _NO_PICTURE):
        return False
    pair = f"{second}_{nearest}"
    if nearest == "số":
        return second not in _COUNTS_SET and f"{third}_{second}" not in ("tổng_con",)
    if nearest in WHICH or pair in WHICH or f"{third}_{pair}" in WHICH:
        return not (nearest == "khoản" and second in ("tài", "các", "những")) or second == "tài"
    return (nearest in LEVEL or pair in LEVEL) and not follows


def may_stand_alone(before: Before) -> bool:
    """Whether a small number with no noun after it may be a count, by the word before it."""
    return before[0] in _REACHES


# A date of a day and month after these is a name: a street, a square, a school.
_NAMED = words(
    """
    đường phố đại_lộ cầu quảng_trường công_viên trường bệnh_viện hẻm ngõ nhà_máy sân
    """
)


def names_place(before: Before) -> bool:
    """Whether a day and month belong to the name of a street or place (`đường 30/4`)."""
    if "ngày" in before[1:]:
        # `ngày tựu trường 26/8`.
        return False
    return before[0] in _NAMED or f"{before[1]}_{before[0]}" in _NAMED


_DAY_BEFORE = words(
    """
    ngày sáng trưa chiều tối đêm khuya hôm lễ dịp đến tới từ sau trước vào hết qua nay
    quốc_khánh tết rằm lúc đến_hết kể_từ cho_đến nghỉ mùng mồng tính_đến sớm
    """
)
_SHARE_BEFORE = words(
    """
    đạt có được là trúng còn số chiếm với đã trong tỷ_lệ tỉ_lệ quá gần hơn khoảng gồm bằng dành
    mất giảm bán góp chỉ đau thang mức chọi
    """
)


def tells_day(before: Before) -> bool:
    """Whether the word before two numbers makes them a day and a month."""
    return before[0] in _DAY_BEFORE


def tells_share(before: Before) -> bool:
    """Whether the word before two numbers makes them a part of a whole."""
    return before[0] in _SHARE_BEFORE or f"{before[1]}_{before[0]}" in _SHARE_BEFORE


_MEETING = re.compile(
    r"(?:đại hội|hội nghị|kỳ họp|phiên họp|diễn đàn|lễ hội|liên hoan|hội thi|cuộc thi|hội chợ"
    r"|ngày hội|festival"
    r"|hội thao|đại lễ|triển lãm|giải|sea games|asiad|olympic|cuộc họp|hội thảo"
    r"|cách mạng công nghiệp"
    r"|chiến tranh thế giới|world cup|khóa họp|hội báo|tuần lễ|trại sáng tác)(?!\w)[^.;:()]{0,90}$"
)


def in_meeting(low: str, start: int) -> bool:
    """Whether an ordinal that begins at `start` belongs to the name of a meeting or contest."""
    return bool(_MEETING.search(low, max(0, start - 110), start))


_WEEKDAY_BEFORE = words(
    """
    sáng trưa chiều tối đêm ngày vào từ hôm khuya mỗi các đến cuối tuần
    """
)
_WEEKDAY_AFTER = re.compile(
    r"(?:,? ?\(?(?:ngày |[0-9]{1,2}[/-][0-9])|,? (?:hàng|hằng) tuần|,? tuần |,? (?:và|đến"
    r"|tới) (?:thứ|chủ nhật)"
    r"|, thứ| ?[-–] ?(?:thứ|chủ nhật)|,? hàng tuần)"
)


def is_weekday(low: str, text: str, start: int, number_start: int, end: int) -> bool:
    """Whether `thứ` and a number from two to seven name a day of the week."""
    nearest = words_before(low, start)[0]
    if nearest in ("trí", "xếp", "hạng", "đứng"):
        return False
    if _WEEKDAY_AFTER.match(low, end):
        return True
    if nearest in ("đến", "từ", "vào") and low.startswith("thứ", start):
        return text[number_start].isupper() or nearest == "vào" or _within_week(low, start)
    if nearest == "tuần" and words_before(low, start)[1] not in ("đầu", "cuối", "trong"):
        # `tuần thứ hai` is the second week.
        return False
    if nearest in _WEEKDAY_BEFORE - {"ngày", "các"}:
        return True
    if nearest in ("họp", "lần", "hạng", "kỳ", "phiên"):
        return False
    return text[number_start].isupper() and not text[number_start : number_start + 2].isupper()


def _within_week(low: str, start: int) -> bool:
    return "thứ " in low[max(0, start - 14) : start - 1] or "từ" in low[max(0, start - 4) : start]


_CODE_RUN = re.compile(r"[\w.,/:+–-]*")
DOCUMENT = re.compile(
    r"[0-9]+(?:[/-][0-9]+)*[a-z]?[/-](?:[A-ZĐ]{2,}|[A-Z][0-9]|[A-ZĐ][a-z]?[/-]"
    r"|[A-ZĐ][A-ZĐa-z]*-)[\w/.–-]*"
)
PHONE = re.compile(
    r"\(?0[0-9]{1,3}\)?[ .-]?[0-9]{3,4}(?:[ .-]?[0-9]{2,4}){1,2}(?![0-9])"
    r"|1[89]00[ .-]?[0-9]{2,4}(?:[ .-]?[0-9]{2,4})?(?![0-9])"
    r"|0[0-9]{2,4}[ .-][0-9]{3,4}[ .-]x{2,4}(?!\w)"
)
CHAIN_LINK = re.compile(
    r"(?:, ?| và | hoặc | ?[-–] ?|/| đến |; )(?:khoản |điểm |điều |số |mức )?"
    r"[0-9]{1,5}(?![\w/%]|[.,][0-9])"
)


_FOREIGN_PHONE = re.compile(r"[0-9]{1,3}(?:[ .-]?\(?[0-9]{1,4}\)?){2,5}(?![0-9])")


def code_end(low: str, start: int) -> int:
    """Where the run of letters, digits and joining marks ends that begins at `start`."""
    match = _CODE_RUN.match(low, start)
    return match.end() if match else start


PLATE = re.compile(r"[0-9]{2}[A-ZĐ]{1,2}[0-9]? ?[-–] ?[0-9]{3}(?:[0-9]|\.[0-9]{2})(?![0-9])")


def foreign_phone_end(low: str, start: int) -> int | None:
    """Where a telephone number with a country's code ends (`+84 28 ...`); None if none begins."""
    match = _FOREIGN_PHONE.match(low, start)
    if match is None or sum(char.isdigit() for char in match[0]) < 8:
        return None
    return match.end()


def in_code(low: str, start: int) -> bool:
    """Whether digits at `start` are glued to letters before them: `A320`, `Covid-19`, `QH15`."""
    if start == 0:
        return False
    before = low[start - 1]
    if before.isalpha() or before in "_#@&":
        return True
    if before == "+":
        # `km 25+300`, `90+3`; but `+16,47` has its sign.
        return start > 1 and low[start - 2].isalnum()
    if before in "-–/.:" and start > 1:
        # `Covid-19`, `QĐ/12`; but a lone dash or a full stop without its blank is none.
        letter = low[start - 2]
        return (letter.isalpha() and before in "-/") or letter == before == "/"
    return False


_ADDRESSED = ("://", "@", "www.")


def may_hold_address(text: str) -> bool:
    """Whether a web or mail address may stand anywhere in `text`."""
    return any(mark in text for mark in _ADDRESSED)


def in_address(text: str, start: int) -> bool:
    """Whether `start` lies in a web or mail address."""
    left = max(0, start - 100)
    run = text.rfind(" ", left, start) + 1 or left
    line = text.rfind("\n", left, start) + 1
    head = text[max(run, line) : start]
    return may_hold_address(head)
