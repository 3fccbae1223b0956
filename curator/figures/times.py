"""Times of day: `16:20`, `19 giờ 30`, `7h30`, `8 giờ` where what stands around tells."""

from __future__ import annotations

import re
from typing import NamedTuple

_COLON = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?(?![0-9:])")
_LETTER = re.compile(
    r"([01]?[0-9]|2[0-4]) ?(?:h|g(?=[0-5][0-9]))(?: ?([0-5][0-9])(?![0-9]|[.,][0-9])"
    r"(?:['’′](?: ?([0-5][0-9])(?:[\"”″]|['’′]{2}))?|ph(?!\w)| ?phút(?!\w))?)?(?![\w/])"
)
_WORD = re.compile(
    r"([01]?[0-9]|2[0-4]) giờ(?!\w)(?: (?:([0-5]?[0-9])(?![0-9%]|[.,][0-9])( phút(?!\w))?"
    r"|(rưỡi)(?!\w)))?"
)
_SECONDS = re.compile(r" ([0-5]?[0-9]) giây(?!\w)")
_SHARED = re.compile(r"([01]?[0-9]|2[0-4]) ?(?:[-–—]|đến|tới) ?(?=[0-9])")

_BEFORE = re.compile(
    r"(?:^|[^\w])(?:lúc|vào|hồi|đúng|từ|đến|tới|trước|quá|lúc khoảng|kể từ) $"
    r"|[0-9][hg] ?[-–] ?$|[0-9][:h][0-9]{2} ?[-–] ?$|giờ ?[-–] ?$"
)
_SURE_BEFORE = re.compile(
    r"(?:^|[^\w])(?:lúc|hồi|đúng|vào|(?:lúc|hồi|vào|từ|đến|tới) (?:khoảng|gần|hơn|quá)) $"
)
_ABOUT = re.compile(r"(?:^|[.!?;:,\n] ?)khoảng $")
_LENGTH_BEFORE = re.compile(
    r"(?:^|[^\w])(?:trong|sau|mất|kéo dài|hơn|suốt|gần|mỗi|thêm|liên tục|cách|khoảng|tổng cộng"
    r"|chậm|sớm"
    r"|muộn|trễ|vòng|cho|tới khi|dài|bay|ít nhất|tối thiểu|tối đa|quá|được|đủ) $"
)
_AFTER = re.compile(
    r",? ?\(?(?:cùng )?(?:ngày (?![đc])|sáng|trưa|chiều|tối|đêm|khuya|rạng sáng|hôm|cùng ngày"
    r"|giờ địa phương|gmt"
    r"|theo giờ|thứ )"
)
_LENGTH_AFTER = re.compile(
    r" (?:qua|tới(?! [0-9])|liên tục|liên tiếp|đồng hồ|làm việc|trôi qua|mỗi|một ngày|một tuần"
    r"|đầu|cuối|sau|trước đó|trước(?= ?(?:[^\w\s]|$))"
    r"|nữa|bay|chạy|giải cứu|lái xe|học|xem|sử dụng|đàm thoại|thi đấu|phẫu thuật|tiếp theo"
    r"|làm thêm|kể từ)(?!\w)"
)
_PART_OF_DAY = re.compile(r" (sáng|trưa|chiều|tối|đêm|khuya)(?!\w)")
_LATE = {"chiều": 12, "tối": 12, "đêm": 18, "khuya": 18, "trưa": 0, "sáng": 0}


class Clock(NamedTuple):
    """A time of day that ends at `end`; `sure` where its form alone shows that it is one."""

    end: int
    value: str
    sure: bool


def clock_at(low: str, start: int) -> Clock | None:
    """The time of day that begins at `start`, taken alone."""
    if match := _COLON.match(low, start):
        seconds = f":{match[3]}" if match[3] else ""
        return Clock(match.end(), f"{int(match[1]):02}:{match[2]}{seconds}", True)
    if match := _LETTER.match(low, start):
        seconds = f":{match[3]}" if match[3] else ""
        return Clock(match.end(), f"{int(match[1]):02}:{match[2] or '00'}{seconds}", bool(match[2]))
    match = _WORD.match(low, start)
    if match is None:
        return None
    minutes = 30 if match[4] else int(match[2] or 0)
    end = match.end()
    if match[2] and not match[3] and ((minutes < 10 and len(match[2]) < 2) or _counts(low, end)):
        end, minutes = match.end(1) + len(" giờ"), 0
    if minutes > 59:
        return None
    seconds = ""
    if match[3] and end == match.end() and (more := _SECONDS.match(low, end)):
        seconds, end = f":{int(more[1]):02}", more.end()
    return Clock(end, f"{int(match[1]):02}:{minutes:02}{seconds}", bool(match[2]) and not match[3])


def length_at(low: str, start: int) -> tuple[int, int, str] | None:
    """A length of time that is written as a time of day: where it ends, its value and unit."""
    match = _LETTER.match(low, start)
    if match is None or not match[2]:
        return None
    minutes = 60 * int(match[1]) + int(match[2])
    return (
        (match.end(), 60 * minutes + int(match[3]), "giây")
        if match[3]
        else (match.end(), minutes, "phút")
    )


def _counts(low: str, end: int) -> bool:
    return low.startswith((" người", " triệu", " tỷ", " tỉ", " nghìn", "/", "-"), end)


def time_at(low: str, start: int) -> tuple[int, str] | None:
    """The time of day that begins at `start`, if what stands around does not make it a length."""
    before = low[max(0, start - 24) : start]
    if match := _SHARED.match(low, start):
        clock = _WORD.match(low, match.end())
        if (
            clock
            and not clock[2]
            and int(match[1]) < int(clock[1])
            and _told(low, before, clock.end())
        ):
            return clock.end(), f"{int(match[1]):02}:00/{int(clock[1]):02}:00"
    found = clock_at(low, start)
    if found is None:
        return None
    if low.startswith(":", found.end - 3) and ":" in low[start : found.end]:
        return found.end, found.value
    if _LENGTH_AFTER.match(low, found.end):
        return None
    lengthy = _LENGTH_BEFORE.search(before) and not _SURE_BEFORE.search(before)
    if lengthy and found.sure and low[found.end - 1].isdigit() and _ABOUT.search(before):
        # `Khoảng 4h45, tàu về`: about a length, nobody begins a clause so.
        lengthy = None
    after = _AFTER.match(low, found.end)
    hour = int(found.value[:2])
    if lengthy and not after:
        return None
    if not found.sure and not after and not _SURE_BEFORE.search(before):
        with_minutes = low.startswith("phút", found.end - 4)
        letter = low[found.end - 1] in "hg"
        listed = not before or before.endswith((". ", "; ", ": ", "\n", "- "))
        if listed and low.startswith(",", found.end) and 5 <= hour < 24:
            return found.end, found.value
        if not _BEFORE.search(before) and not (
            (with_minutes and hour >= 5) or (letter and 4 <= hour < 24)
        ):
            return None
    value = found.value
    part = _PART_OF_DAY.match(low, found.end)
    if part and 1 <= hour < 12 and hour + 12 >= (_LATE[part[1]] or 25):
        value = f"{hour + 12:02}{value[2:]}"
    return found.end, value


def _told(low: str, before: str, end: int) -> bool:
    """Whether a range of hours is one of the day."""
    return bool(_AFTER.match(low, end) or _BEFORE.search(before)) and not _LENGTH_AFTER.match(
        low, end
    )
