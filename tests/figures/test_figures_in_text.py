"""Figures that a reviewer marks: value and unit with what stands around them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.figures import check_value, find, read, read_in

LABELS = ("PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME", "DURATION")


def read_at(text: str, surface: str, label: str) -> tuple[str | None, str | None]:
    start = text.index(surface)
    return read_in(text, start, start + len(surface), label)


@pytest.mark.parametrize(
    ("text", "surface", "label", "value", "unit"),
    [
        ("Hơn 12 thửa ruộng bị ngập.", "12", "CARDINAL", "12", "thửa"),
        ("Tặng bà con 35\n  con trâu.", "35", "CARDINAL", "35", "con"),
        # The grammar itself takes no number there, since it may tell which quarter.
        ("Khu phố 3 hộ dân đã dời đi", "3", "CARDINAL", "3", "hộ"),
        ("Một nửa số hộ dân đã dời đi", "Một nửa", "CARDINAL", "1/2", "hộ"),
        ("nửa số hộ dân đã dời đi", "nửa", "CARDINAL", "0.5", "hộ"),
        ("Số 17 thì để sau.", "17", "CARDINAL", "17", None),
        ("Nồng độ 0 mg/dl máu khô, không phạt", "0 mg/dl máu khô", "QUANTITY", "0",
         "mg/dl máu khô"),
        ("các mệnh giá 200.000, 500.000 đồng", "200.000", "MONEY", "200000", "VND"),
        ("Họp lúc 3 giờ chiều mai", "3 giờ", "TIME", "15:00", None),
        ("Lên xã Tà Lâu", "Tà Lâu", "CARDINAL", None, None),
    ],
)  # fmt: skip
def test_the_surroundings_tell_the_unit(
    text: str, surface: str, label: str, value: str | None, unit: str | None
) -> None:
    assert read_at(text, surface, label) == (value, unit)


def test_composed_and_decomposed_text_read_the_same() -> None:
    text = unicodedata.normalize("NFD", "Khu phố 3 hộ dân")
    assert read_at(text, "3", "CARDINAL") == ("3", "hộ")


def test_a_long_text_reads_as_a_short_one() -> None:
    sentence = "Xã giao 12 thửa ruộng cho 35 hộ nghèo. "
    text = sentence * 4000
    start = text.index("35", len(text) // 2)
    assert read_in(text, start, start + 2, "CARDINAL") == ("35", "hộ nghèo")


def test_a_label_without_figures_is_refused() -> None:
    with pytest.raises(ValueError, match="PER"):
        read_at("Ông Lù Văn Sò", "Lù", "PER")


@given(st.text("0123 ,./%hộđồngtấnngày\n", max_size=60), st.data())
def test_any_range_can_be_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for label in LABELS:
        value, unit = read_in(text, start, end, label)
        assert value is not None or unit is None
        assert unit == (unit and " ".join(unit.split()))
    for figure in find(text):
        assert read_in(text, figure.start, figure.end, figure.label) == (figure.value, figure.unit)


@pytest.mark.parametrize(
    ("label", "text", "value", "unit"),
    [
        ("CARDINAL", "96-104", "96-104", None),
        ("CARDINAL", "96–104", "96-104", "điểm"),
        ("CARDINAL", "một nửa", "1/2", "hộ"),
        ("CARDINAL", "nửa", "1/2", None),
        ("CARDINAL", "nửa", "0.5", "quả"),
        # What a comma marks only the rest of the text tells.
        ("QUANTITY", "37,250 tấn", "37250", "tấn"),
        ("QUANTITY", "37,250 tấn", "37.25", "tấn"),
        ("CARDINAL", "1.250", "1.25", None),
        ("MONEY", "2,400 - 2,600 tỷ đồng", "2400000000000/2600000000000", "VND"),
        # As long in another unit, to the decimals given.
        ("DURATION", "3 năm 6 tháng", "3.5", "năm"),
        ("DURATION", "1 giờ 20 phút", "1.33", "giờ"),
        ("DURATION", "1 giờ 20 phút", "80", "phút"),
        # A date of the moon's calendar has no value.
        ("DATE", "ngày 15", "", None),
        ("DATE", "mùng 10 tháng 3", "", None),
    ],
)
def test_values_that_are_fine(label: str, text: str, value: str, unit: str | None) -> None:
    assert check_value(label, text, value, unit) is None


@pytest.mark.parametrize(
    ("label", "text", "value", "unit"),
    [
        ("QUANTITY", "37,250 tấn", "3725", "tấn"),
        ("CARDINAL", "12.500,5", "12.5005", None),
        ("CARDINAL", "nửa", "1/3", None),
        ("DURATION", "3 năm 6 tháng", "3.6", "năm"),
        ("DURATION", "3 năm 6 tháng", "3.5", "ngày"),
        ("DATE", "ngày 15/3/2020", "", None),
    ],
)
def test_values_that_are_not(label: str, text: str, value: str, unit: str | None) -> None:
    assert read(text, label)[0] in (check_value(label, text, value, unit) or "")


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("hai, ba chục", "20/30"),
        ("năm, sáu trăm", "500/600"),
        ("hai, ba nghìn", "2000/3000"),
        ("hai, ba", "2/3"),
        ("hai, bốn mươi", "2/40"),
    ],
)
def test_two_numbers_in_a_row_of_counting_share_their_tens(surface: str, value: str) -> None:
    assert read(surface, "CARDINAL")[0] == value
