"""Values of surfaces that a reviewer marks or changes, and what is wrong with a typed value."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from curator.figures import dates
from curator.figures.ambiguous_units import AMBIGUOUS
from curator.figures.count_scan import MONTHS, SECONDS
from curator.figures.counted import rate_after, unit_at
from curator.figures.finder import find
from curator.figures.lexicon import CENTS
from curator.figures.numerals import (
    METRES,
    Numeral,
    lower_end,
    metres,
    numeral_at,
    plain,
    roman,
    spaced_at,
)
from curator.figures.page import Page
from curator.figures.times import clock_at

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
# A number alone, and one with its magnitude alone.
_BARE = re.compile(r"[-−+]?[0-9][0-9.,]*")
_WITHOUT_UNIT = re.compile(rf"{_BARE.pattern}(?: ?(?:nghìn|ngàn|triệu|tr|t[ỉỷ]))*", re.IGNORECASE)
# The minute of a match, which is no time of day.
_MINUTE = re.compile(r"(?:phút )?[0-9]{1,3}['’′]?(?: ?\+ ?[0-9]{1,2}['’′]?)?", re.IGNORECASE)
_SCORE = re.compile(r"([0-9]{1,3}) ?([-–:]) ?([0-9]{1,3})")
_CURRENCY = re.compile(r"[A-Z]{3}(?:/.+)?", re.DOTALL)
_POINT = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-(?:Q[1-4]|H[12])|[0-9]{4}-[0-9]{2}|[0-9]{4}"
    r"|--[0-9]{2}-[0-9]{2}|--[0-9]{2}|---[0-9]{2})"
)
_DATE = re.compile(rf"({_POINT})(?:/({_POINT}))?")
_DAY = re.compile(r"(?:([0-9]{4})|-)-([0-9]{2})(?:-([0-9]{2}))?|---([0-9]{2})")
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?|24:00"
_TIME = re.compile(rf"(?:{_CLOCK})(?:/(?:{_CLOCK}))?")
_NUMERIC = frozenset(("PERCENT", "MONEY", "QUANTITY", "CARDINAL", "DURATION"))
_LABELS = _NUMERIC | {"ORDINAL", "DATE", "TIME"}
# `những năm 1990` are ten years, though the span says one.
_DECADE = re.compile(r"(?i:năm)\s+[0-9]{2,3}0")
# Words that give a bare surface the surroundings in which it reads as the label says.
_SURROUNDINGS = {
    "DATE": ("ngày ", "chiều ", "năm ", "tháng "),
    "TIME": ("lúc ",),
    "DURATION": ("trong ",),
    "ORDINAL": ("thứ ",),
}
_NEXT = re.compile(", ")
_IN_DIGITS = re.compile(r"[0-9] ?[-/.] ?[0-9]")
_ONE = Decimal(1)
# `37,250` and `1.250`, each of which is one number in one style and another in the other.
_EITHER = re.compile(r"(?<![0-9.,])[0-9]{1,3}[.,][0-9]{3}(?![0-9.,])")
_SWAPPED = str.maketrans(".,", ",.")
_LINK = re.compile(r" ?[-–—~÷] ?| (?:đến|tới) (?:dưới |gần |hơn |trên |khoảng )?|/")


def read(text: str, label: str) -> tuple[str | None, str | None]:
    """Value and unit that the surface `text` has under `label`, as far as it says them itself.

    Raises:
        ValueError: if `label` is no label of a figure.
    """
    if label not in _LABELS:
        raise ValueError(f"{label} is no label of a figure")
    page = Page(text.strip())
    text = page.text
    if not text:
        return None, None
    for figure in find(text):
        if figure.label == label and figure.start == 0 and figure.end == len(text):
            return figure.value, figure.unit
    for before in _SURROUNDINGS.get(label, ()):
        for figure in find(before + text):
            whole = figure.start in (0, len(before)) and figure.end == len(before) + len(text)
            if whole and figure.label == label:
                return figure.value, figure.unit
    if label == "DATE":
        return _date(page.low), None
    if label == "TIME":
        clock = clock_at(page.low, 0)
        return (clock.value if clock and clock.end == len(text) else None), None
    if label == "ORDINAL":
        return _ordinal(page.low), None
    if label == "CARDINAL" and _falls(text):
        # A score has no value, a ratio keeps its form.
        return (_score(text) if ":" in text else None), None
    return _number(page, label)


def _falls(text: str) -> bool:
    """Whether two numbers cannot be a range, so that they must be a score or ratio."""
    match = _SCORE.fullmatch(text)
    return match is not None and (match[2] == ":" or int(match[1]) >= int(match[3]))


def _date(low: str) -> str | None:
    for parse in (dates.period, dates.years, dates.year_span, dates.quarters, dates.months):
        found = parse(low, 0)
        if found and found[0] == len(low):
            return found[1]
    for point in (dates.iso_day(low, 0), dates.month_year(low, 0)):
        if point and point[0] == len(low):
            return point[1]
    day = dates.days(low, 0)
    return day[1] if day and day[0] == len(low) and day[2].month is not None else None


def _ordinal(low: str) -> str | None:
    word = low.removeprefix("thứ ")
    if word.isdigit() and word.isascii():
        return str(int(word))
    number = roman(word)
    if number is not None:
        return str(number)
    numeral = numeral_at(word, 0)
    return plain(numeral.value) if numeral and numeral.end == len(word) else None


def _number(page: Page, label: str) -> tuple[str | None, str | None]:
    low = page.low
    sign = 1 if low[0] in "-−" else len("âm ") if low.startswith("âm ") else 0
    first = _numeral(low, sign)
    if first is None:
        return None, None
    value = "-" * bool(sign) + plain(first.value)
    end = first.end
    link = _LINK.match(low, end)
    if link is None and first.worded:
        link = _NEXT.match(low, end)
    if link is not None:
        second = _numeral(low, link.end())
        if second is not None:
            low_end = lower_end(first, second)
            if _NEXT.match(link[0]):
                low_end *= _tens(low_end, second.value)
            value, end = f"{plain(low_end)}/{plain(second.value)}", second.end
    if end == len(low):
        # A sum of money without its currency is one of đồng; a percentage needs no sign in a list.
        return value, {"MONEY": "VND", "PERCENT": "%"}.get(label)
    if label == "MONEY" and low[end] == "/":
        end, base = rate_after(low, page.text, end, worded=False)
        return (value, "VND" + base) if end == len(low) else (None, None)
    unit = unit_at(low, page.text, end)
    if unit is None and label == "QUANTITY" and low[end:].lstrip() in AMBIGUOUS:
        return value, low[end:].lstrip()
    if unit is None or label == "CARDINAL":
        return (value, None) if unit is None and not low[end:].strip() else (None, None)
    end, base = rate_after(low, page.text, unit.end, worded=True)
    if end != len(low):
        return None, None
    if low[unit.start : unit.end] in CENTS:
        value = "/".join(plain(Decimal(part) / 100) for part in value.split("/"))
    return value, unit.name if unit.kind == "percent" else unit.name + base


def _tens(first: Decimal, second: Decimal) -> Decimal:
    """What two numbers in a row of counting share: ten for `hai, ba chục`, else one."""
    return next((ten for ten in (Decimal(10), Decimal(100)) if second == (first + 1) * ten), _ONE)


def _numeral(low: str, start: int) -> Numeral | None:
    numeral = spaced_at(low, start) or numeral_at(low, start)
    if numeral is None and low.startswith(("năm", "nửa"), start):
        number = Decimal(5) if low.startswith("năm", start) else Decimal("0.5")
        return Numeral(start + 3, number, number, worded=True)
    return numeral


def check_value(label: str, text: str, value: str, unit: str | None) -> str | None:
    """What is wrong with a figure's value or unit, in a few words; None if nothing is.

    First the form of the value under its label, then of the unit, then whether the surface `text`
    plainly reads as another value. An empty value is a figure without one.

    Raises:
        ValueError: if `label` is no label of a figure.
    """
    read_value, read_unit = read(text, label)
    if not value:
        if label == "CARDINAL" and _score(text.strip()) and ":" not in text:
            return None
        if label == "TIME" and _MINUTE.fullmatch(text.strip()):
            return None
        if label == "DATE":
            # A date of the moon's calendar has no value; one with a year or in digits is none.
            moon = read_value is not None and read_value[:2] == "--" and not _IN_DIGITS.search(text)
            if read_value is None or moon or _DECADE.fullmatch(text.strip()):
                return None
            return f"`{_short(text)}` reads as {read_value}"
        return "a value is needed"
    wrong = _wrong_form(label, value) or _wrong_unit(label, unit)
    # The larger unit of the two in `3 năm 6 tháng` counts as well as the smaller.
    either = wrong is None and label == "DURATION" and (unit or "") in text
    if either and _as_long(value, unit, read_value, read_unit):
        return None
    return (
        wrong
        or _other_reading(label, text, value, read_value)
        or _other_unit(label, text, unit, read_unit)
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 32 else text[:31] + "…"


def _wrong_form(label: str, value: str) -> str | None:
    if label == "CARDINAL" and _score(value) == value:
        return None
    if label in _NUMERIC:
        parts = value.split("/")
        if len(parts) > 2:
            return "a range has two numbers: `3/8`"
        for part in parts:
            if _NUMBER.fullmatch(part):
                continue
            if "," in part:
                return "a dot marks the decimals: `70.94`"
            if part.count(".") > 1:
                return "no thousands mark: `1135`"
            return "a plain number, `1135` or `70.94`, or two with a stroke"
        return None
    if label == "ORDINAL":
        return None if re.fullmatch("[1-9][0-9]*", value) else "a whole number: `3`"
    if label == "TIME":
        return None if _TIME.fullmatch(value) else "a time of day as `16:20`"
    match = _DATE.fullmatch(value)
    if match is None:
        return "ISO 8601: `2018-06-11`, `--06-29`, `2024-Q1`, `2016/2020`"
    for point in match.groups():
        if point and not _exists(point):
            return f"no such date: {point}"
    return None


def _exists(point: str) -> bool:
    match = _DAY.fullmatch(point)
    if match is None:
        return True
    if match[4]:
        return 1 <= int(match[4]) <= 31
    if not 1 <= int(match[2]) <= 12:
        return False
    if match[3] is None:
        return True
    try:
        # 2000 had a 29th of February.
        date(int(match[1] or 2000), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _wrong_unit(label: str, unit: str | None) -> str | None:
    if label in ("DATE", "TIME", "ORDINAL"):
        return f"{label} has no unit" if unit else None
    if label == "PERCENT":
        return None if unit == "%" else "the unit is `%`"
    if unit is not None and unit != unit.strip():
        return "the unit has white space at an edge"
    if label == "MONEY":
        if not unit or not _CURRENCY.fullmatch(unit):
            return "the unit is an ISO 4217 code: `VND`, `USD/tấn`"
        return None
    return f"{label} needs a unit" if label in ("QUANTITY", "DURATION") and not unit else None


def _other_reading(label: str, text: str, value: str, read_value: str | None) -> str | None:
    if label == "CARDINAL" and read_value is None and _falls(text.strip()):
        read_value = _score(text.strip())
    if read_value is None or _same(value, read_value):
        return None
    if label in _NUMERIC and (other := _other_marks(label, text)) and _same(value, other):
        return None
    if label == "CARDINAL" and (value, read_value) == ("1/2", "0.5"):
        # A half may be a share as well as an amount.
        return None
    if label == "CARDINAL" and value == _score(text.strip()):
        return None
    if label in _NUMERIC and _BARE.fullmatch(text.strip()) and _larger(value, read_value):
        # A number in a list whose last one names the magnitude: `120, 95 và 80 tỷ đồng`.
        return None
    if label == "QUANTITY" and (match := METRES.fullmatch(text.strip())) and value == metres(match):
        # A height such as `1m2`, which alone looks like an area.
        return None
    if label == "TIME" and _half_day_later(read_value) == value:
        return None
    return f"`{_short(text)}` reads as {read_value}"


def _other_marks(label: str, text: str) -> str | None:
    """The value where points and commas change their parts, as a text in English style has them.

    None unless `text` has a number that the span alone does not tell the style of.
    """
    either = _EITHER.search(text)
    other = read(text.translate(_SWAPPED), label)[0] if either else None
    # `50.000` is hardly ever fifty.
    return None if either and "." in either[0] and "." not in (other or "") else other


def _larger(value: str, other: str) -> bool:
    """Whether `value` is `other` in thousands, millions or the like."""
    if not (_NUMBER.fullmatch(value) and _NUMBER.fullmatch(other)):
        return False
    return any(Decimal(other).scaleb(places) == Decimal(value) for places in (3, 6, 9, 12))


def _score(text: str) -> str | None:
    """The value of a score, vote or ratio, which keeps its form; None if `text` is none."""
    match = _SCORE.fullmatch(text)
    if match is None:
        return None
    return f"{int(match[1])}{':' if match[2] == ':' else '-'}{int(match[3])}"


def _as_long(value: str, unit: str | None, other: str | None, other_unit: str | None) -> bool:
    """Whether a length in two units is the same, to the decimals given: 42 months, 3.5 years."""
    for scale in (MONTHS, SECONDS):
        if unit in scale and other_unit in scale and other and "/" not in value + other:
            length = Decimal(other) * scale[other_unit] / scale[unit]
            places = Decimal(1).scaleb(-len(value.partition(".")[2]))
            return abs(length - Decimal(value)) < places
    return False


def _same(value: str, other: str) -> bool:
    if value == other:
        return True
    ours, theirs = value.split("/"), other.split("/")
    return len(ours) == len(theirs) and all(
        _NUMBER.fullmatch(a) and _NUMBER.fullmatch(b) and Decimal(a) == Decimal(b)
        for a, b in zip(ours, theirs, strict=True)
    )


def _half_day_later(value: str) -> str | None:
    """`03:00` is 15:00 where `chiều` stands after the span."""
    hour = int(value[:2])
    return f"{hour + 12:02}{value[2:]}" if "/" not in value and 1 <= hour < 12 else None


def _other_unit(label: str, text: str, unit: str | None, read_unit: str | None) -> str | None:
    if label != "MONEY" or read_unit is None or unit == read_unit:
        return None
    if unit and _WITHOUT_UNIT.fullmatch(text.strip()):
        # Its currency stands elsewhere: with the last number of a list, or with the sum before.
        return None
    return f"`{_short(text)}` has the unit {read_unit}"
