"""Words that measure in one place and count or name something in another.

`28 công ruộng` is land and `28 công nhân` are people; `hai chỉ` of gold is a weight and `hai chỉ
số` are indices. What stands after the word tells them apart, and where nothing does, what stands
before the number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LOOK_BACK = 60
PLACES_BACK = 120
# Nothing more follows in the clause, or a word that cannot belong to the unit.
_ALONE = (
    r"(?= ?(?:$|[^\w\s%/-]|[\n/-])| (?:và|là|để|thì|mà|nên|cho|của|ở|tại|trong|trên|so|được|đã|có"
    r"|mỗi|một|với|từ|vào|như|nữa|rồi|trở|mới|sẽ|do|theo|hoặc|còn|không|ra|đến|tới|giá|lên)(?!\w))"
)


class _Reading(NamedTuple):
    """When a word is a unit: by what follows at once, or alone after a cue."""

    follows: re.Pattern[str]
    cue: re.Pattern[str] | None = None


def _reading(follows: str, cue: str = "") -> _Reading:
    return _Reading(re.compile(follows), re.compile(rf"(?<!\w)(?:{cue})(?!\w)") if cue else None)


_GOLD = r" (?:vàng|sjc|bạc|9999|24k|18k)(?!\w)"
_CROPS = (
    r" (?:ruộng|đất|lúa|vườn|mía|rẫy|đìa|ao|vuông|dừa|tràm|màu|rau|ngô|khoai|lạc|đậu|cà rốt|hành"
    r"|tỏi|sắn|bông|thuốc lá|chè|dâu|cam|bưởi|nhãn|vải|tây|ta|bắc bộ|nam bộ)(?!\w)"
)
_FIELDS = (
    r"ruộng|đất|trồng|cấy|gieo|gieo trồng|canh tác|vườn|thửa|cày|sào|nhà nông|lúa|rẫy|khai hoang"
)
_LENGTHS = r"rộng|dài|cao|dày|sâu|ngang|bề|đường kính|cách|khoảng|mực nước|nứt|lún"
_VOLUMES = r"nước|cát|đất|đá|gỗ|bê tông|bùn|rác|thể tích|dung tích|bồn|bể|loại"

_READINGS: dict[str, _Reading] = {
    "công": _reading(rf"{_CROPS}| (?:tầm lớn|tầm cấy)(?!\w)|{_ALONE}", _FIELDS),
    "mẫu": _reading(_CROPS, _FIELDS),
    "chỉ": _reading(_GOLD, "vàng|sjc|nhẫn|nữ trang"),
    "lượng": _reading(rf"{_GOLD}| [0-9] chỉ(?!\w)", "vàng|sjc|nhẫn|nữ trang"),
    "cây": _reading(r" (?:vàng|sjc)(?!\w)", "vàng|sjc"),
    "khối": _reading(
        r" (?:nước|cát|đất|đá|gỗ|bê tông|bùn|rác|cừ|than|dầu|khí|sỏi|phù sa|vật liệu)(?!\w)",
        _VOLUMES,
    ),
    "phân": _reading(r"(?!)", _LENGTHS),
    "sải": _reading(r" (?:tay|lưới|nước|dây)(?!\w)", "lưới|dây|sâu|dài|nước|tấm"),
}
_ALONE_AFTER = re.compile(_ALONE)


def is_measure(low: str, name: str, number_end: int, end: int) -> bool:
    """Whether the word `name` that ends at `end`, after a number, is a unit of measure.

    A word that is no ambiguous one always is.
    """
    reading = _READINGS.get(name)
    if reading is None or reading.follows.match(low, end):
        return True
    if reading.cue is None or not _ALONE_AFTER.match(low, end):
        return False
    return bool(reading.cue.search(low, max(0, number_end - LOOK_BACK), number_end))


AMBIGUOUS = frozenset(_READINGS)

# What makes `điểm` a place or a matter that is counted, when it follows at once.
_PLACE_AFTER = re.compile(
    r" (?:nguy cơ|có lăng quăng|giết mổ|bán|trường|sạt|du lịch|cầu|nóng|đen|đến|thi|nghẽn|ngập"
    r"|dừng|tham quan|tiêm|tập kết"
    r"|bỏ phiếu|sáng|tựa|nhấn|yếu|mạnh|cháy|mỏ|giao dịch|đấu nối|dân cư|tái định cư|chốt|lẻ"
    r"|đỗ|cách ly|thu"
    r"|trông|quan trắc|đo|bưu điện|tiếp|phát|phục vụ|hẹn|trung chuyển|chiếu|khai thác|mua"
    r"|xét nghiệm|truy cập|mới|khác|chung|riêng|di tích|văn hóa|vui chơi|sinh hoạt|kiểm"
    r"|xung yếu|có nguy cơ"
    r"|nguy hiểm|bất|giữ|cung|nuôi|trồng|tái chế|vi phạm|lấy|sơ tán|trú|neo|bắn|cấp|quảng cáo|lắp"
    r"|phân phối|rửa|sửa|tư vấn|tuyển|ùn tắc|xả|chôn|lộ|dịch|rơi|nhìn|cực|chạm|nút|đặt|nối|tuyên"
    r"|phức tạp|tuyến)"
    r"(?!\w)"
)
_SHARE_POINT = re.compile(r"điểm (?:cơ bản|phần trăm|%)")
_COUNTED_BEFORE = re.compile(r"(?<!\w)(?:tại|ở|các|những|lập|mở|cả) [^\W_]+$")
_PLACES_BEFORE = re.compile(
    r"(?<!\w)điểm (?:nguy cơ|bán|trường|cầu|sạt lở|du lịch|ngập|đen|thu mua)(?!\w)"
)
_SCORE_AFTER = re.compile(
    r" (?:môn|tổ hợp|khối|tròn|tuyệt đối|tối đa|tối thiểu|trung bình|cộng|ưu tiên|khuyến khích"
    r"|thưởng|sau|trước|chênh|kém|hơn|khi|nếu|này|ấy|đó|để|xếp|đứng|đầu tiên|cuối|qua|phải|bị"
    r"|trừ|về|tương|chưa|chỉ|cũng|vẫn|thang|ielts|sat|toeic|toán|văn|ngữ văn|lý|vật lý|hóa|hoá"
    r"|sinh|sử|địa|anh)(?!\w)"
)
_SCORE_BEFORE = re.compile(
    r"(?<!\w)(?:tăng|giảm|mất|được|đạt|trừ|giành|lên|xuống|còn|với|là|từ|dưới|nhất|sàn|ghi|thêm|bớt"
    r"|mốc|cộng|ngưỡng|thang|vượt|bằng|hụt|rơi|bốc hơi|nhích|rớt|cao|thấp|chấm|cho"
    r"|phần|sụt) [^\W_.,]+(?:[.,]"
    r"[0-9]+)*$"
)
_DECIMAL = re.compile(r"[.,][0-9]{1,2}$")


def points(low: str, number_end: int, start: int) -> int | None:
    """Where the unit `điểm` at `start` ends, after a number that ends at `number_end`.

    Points of an index, an exam or a match, `điểm cơ bản` and `điểm phần trăm`. None where `điểm` is
    a place or a matter that is counted (`5 điểm trường`).
    """
    if match := _SHARE_POINT.match(low, start):
        return match.end()
    end = start + len("điểm")
    number = max(0, number_end - 24)
    if _DECIMAL.search(low, number, number_end):
        return end
    if (
        _PLACE_AFTER.match(low, end)
        or _COUNTED_BEFORE.search(low, number, number_end)
        or _PLACES_BEFORE.search(low, max(0, number_end - PLACES_BACK), number_end)
    ):
        return None
    if _ALONE_AFTER.match(low, end) or _SCORE_AFTER.match(low, end):
        return end
    # Some other noun follows: a score is gained or lost, places are there.
    return end if _SCORE_BEFORE.search(low, number, number_end) else None
