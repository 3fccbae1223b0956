"""Figures of matches and races: scores, minutes of play, points of a league, times of a race.

`3-1` is a score, a range or a day and a month; `30 điểm` are points of a league, of an index or of
an exam. The words of a contest around them tell.
"""

from __future__ import annotations

import re
from decimal import Decimal

from curator.figures.numerals import plain

_LOOK_BACK = 240
_LOOK_AHEAD = 100

_CONTEST = re.compile(
    r"(?<!\w)(?:trận|vòng đấu|vòng bảng|bảng xếp hạng|bxh|v-league|clb|câu lạc bộ|đội bóng|đội nhà"
    r"|đội khách|đội chủ nhà|hlv|huấn luyện viên|cầu thủ|tiền đạo|tiền vệ|hậu vệ|thủ môn|bàn thắng"
    r"|hiệu số|ghi bàn|tay vợt|vđv|vận động viên|võ sĩ|chung kết|bán kết|tứ kết|vô địch|trụ hạng"
    r"|xuống hạng|tỷ số|tỉ số|hiệp một|hiệp hai|hiệp 1|hiệp 2|séc|set|ván|hạt giống|atp|wta"
    r"|[0-9] bàn|hiệp phụ|tay đua|tay golf|chặng đua|mùa giải|mùa bóng|f1|nba|ném rổ|trọng tài"
    r"|trên sân"
    r"|bóng đá|bóng chuyền|bóng rổ|cầu lông|quần vợt|tennis|thể thao)(?!\w)"
)
# Points of these are no points of a league.
_OTHER_POINTS = re.compile(
    r"(?<!\w)(?:index|chỉ số|chứng khoán|cổ phiếu|nikkei|dow jones|s&p|thí sinh|xét tuyển"
    r"|điểm chuẩn|kỳ thi|môn|thang|bằng lái|giấy phép)(?!\w)"
)


def in_contest(low: str, start: int, end: int) -> bool:
    """Whether words of a match or race stand near `[start, end)`."""
    return bool(_CONTEST.search(low, max(0, start - _LOOK_BACK), end + _LOOK_AHEAD))


def in_league(low: str, start: int, end: int) -> bool:
    """Whether the points on `[start, end)` are those of a team or player in a table."""
    return in_contest(low, start, end) and not _OTHER_POINTS.search(
        low, max(0, start - _LOOK_BACK // 2), end + _LOOK_AHEAD // 2
    )


SCORE = re.compile(r"([0-9]{1,3}) ?([-–:]) ?([0-9]{1,3})(?![0-9/%:-]|[.,][0-9])")
_SCORED = re.compile(
    r"(?:t[ỷỉ] số|t[ỷỉ] lệ|chia điểm|thắng|thua|hòa|hoà|đánh bại|dẫn trước|dẫn|vượt qua|ấn định"
    r"|gỡ|chung cuộc|lội ngược dòng|ngược dòng|san bằng|hạ gục|hạ|thất bại|bỏ phiếu|luân lưu"
    r"|penalty|đè bẹp|vùi dập)(?!\w):?"
    r"(?: (?![0-9])[^\s()]+){0,7} \(?$"
)
_NEXT_SCORE = re.compile(r",? \(|[,;] | và |,? rồi ")


def _falls(score: re.Match[str]) -> bool:
    """Whether the two numbers can be no range."""
    return int(score[1]) >= int(score[3]) or score[1] == "0"


def _looks_like_a_day(score: re.Match[str]) -> bool:
    return 12 < int(score[1]) <= 31 and 1 <= int(score[3]) <= 12


def is_score(low: str, score: re.Match[str]) -> bool:
    """Whether a match of `SCORE` in `low` is a score, vote or ratio, by what stands around it."""
    start, end = score.span()
    if _SCORED.search(low, max(0, start - 60), start):
        return True
    if score[2] == ":" or _looks_like_a_day(score) or not in_contest(low, start, end):
        return False
    link = _NEXT_SCORE.match(low, end)
    after = SCORE.match(low, link.end()) if link else None
    return _falls(score) or (after is not None and _falls(after))


def continues_scores(low: str, end: int, start: int) -> bool:
    """Whether only a mark of a list stands between a score that ends at `end` and `start`."""
    return bool(_NEXT_SCORE.fullmatch(low, end, start))


_MINUTE = re.compile(r"([0-9]{1,3})(?:['’′])?(?: ?\+ ?[0-9]{1,2}(?:['’′])?)?(?!\w|[.,:/%-][0-9])")
_MARKED_MINUTE = re.compile(
    r"[0-9]{1,3}(?:['’′](?: ?\+ ?[0-9]{1,2}['’′]?)?|\+[0-9]{1,2}['’′])"
    r"(?!\w|['’′\"”″]|[.,:/%-][0-9])"
)
_MINUTE_LIST = re.compile(r",? và |, ")


def minute_at(low: str, start: int) -> int | None:
    """Where the minute of a match ends whose number begins at `start` after `phút`: `90+4`."""
    match = _MINUTE.match(low, start)
    return match.end() if match and int(match[1]) <= 130 else None


def marked_minute_at(low: str, start: int, goes_on: bool) -> int | None:
    """Where the minute ends that its mark tells: `(57')`, `45'+2`.

    `goes_on`: another minute stands before it in a list.
    """
    match = _MARKED_MINUTE.match(low, start)
    if match is None:
        return None
    before = low[start - 1 : start]
    opened = before in ("(", "\n", "") or goes_on
    return match.end() if opened or in_contest(low, start, match.end()) else None


def next_minute(low: str, end: int) -> tuple[int, int] | None:
    """The range of the minute that a list goes on with behind `end`: `phút 11, 34 và 78`."""
    link = _MINUTE_LIST.match(low, end)
    last = minute_at(low, link.end()) if link else None
    return (link.end(), last) if link and last else None


def continues_minutes(low: str, end: int, start: int) -> bool:
    """Whether only a mark of a list stands between a minute that ends at `end` and `start`."""
    return bool(_MINUTE_LIST.fullmatch(low, end, start))


_RACE = re.compile(
    r"(?:([0-9]{1,3})['’′] ?)?([0-5]?[0-9])(?:[\"”″]|''|’’)(?: ?([0-9]{2})(?![0-9]))?(?!\w)"
    r"|([0-9]{1,2}):([0-5][0-9])[.,]([0-9]{2})(?![0-9]|[.,:][0-9])"
)


def race_time_at(low: str, start: int) -> tuple[int, str] | None:
    """Where the time of a race ends that begins at `start`, and its seconds: `2'03"12`, `3:48.06`.

    None for seconds alone without their hundredths (`45"` are inches as well).
    """
    match = _RACE.match(low, start)
    if match is None or (match[4] is None and match[1] is None and match[3] is None):
        return None
    minutes, seconds, parts = match[1] or match[4], match[2] or match[5], match[3] or match[6]
    value = Decimal(f"{seconds}.{parts or 0}") + 60 * int(minutes or 0)
    return match.end(), plain(value)
