"""Reading a surface under a label, and checking a value that a reviewer typed."""

from __future__ import annotations

import pytest

from curator.figures import check_value, read


@pytest.mark.parametrize(
    ("text", "label", "value", "unit"),
    [
        ("50.000", "MONEY", "50000", "VND"),
        ("50.000", "CARDINAL", "50000", None),
        ("1.135", "CARDINAL", "1135", None),
        ("năm", "CARDINAL", "5", None),
        ("một", "CARDINAL", "1", None),
        ("3 - 8", "CARDINAL", "3/8", None),
        ("2-1", "CARDINAL", None, None),
        ("1:20", "CARDINAL", "1:20", None),
        ("âm 5 độ C", "QUANTITY", "-5", "độ C"),
        ("20 mẫu", "QUANTITY", "20", "mẫu"),
        ("hai chỉ", "QUANTITY", "2", "chỉ"),
        ("7/16", "CARDINAL", "7/16", None),
        ("XIV", "ORDINAL", "14", None),
        ("ba", "ORDINAL", "3", None),
        ("16", "ORDINAL", "16", None),
        ("7/16", "DATE", None, None),
        ("29-6", "DATE", "--06-29", None),
        ("2020-2025", "DATE", "2020/2025", None),
        ("2024", "DATE", "2024", None),
        ("quý I", "DATE", None, None),
        ("6 tháng đầu năm", "DATE", None, None),
        ("19 giờ", "TIME", "19:00", None),
        ("19 giờ", "DURATION", "19", "giờ"),
        ("6 giờ 30 phút", "TIME", "06:30", None),
        ("6 giờ 30 phút", "DURATION", "390", "phút"),
        ("6 tháng", "DURATION", "6", "tháng"),
        ("3 lần", "QUANTITY", "3", "lần"),
        ("500-700 triệu đồng", "MONEY", "500000000/700000000", "VND"),
        ("4.120 USD một tấn", "MONEY", "4120", "USD/tấn"),
        ("  12%  ", "PERCENT", "12", "%"),
        ("nhiều", "CARDINAL", None, None),
        ("", "DATE", None, None),
        ("hôm qua", "DATE", None, None),
        ("12 xã", "CARDINAL", None, None),
    ],
)
def test_read(text: str, label: str, value: str | None, unit: str | None) -> None:
    assert read(text, label) == (value, unit)


@pytest.mark.parametrize(
    ("label", "text", "value", "unit"),
    [
        ("CARDINAL", "50.000", "50000", "hộ"),
        ("CARDINAL", "50.000", "50000", None),
        ("CARDINAL", "7/16", "7/16", "đảng bộ"),
        ("PERCENT", "3,50%", "3.50", "%"),
        ("MONEY", "28 tỉ đồng", "28000000000", "VND"),
        ("MONEY", "80.000", "80000", "VND/lượt"),
        ("CARDINAL", "2-1", "2-1", None),
        ("CARDINAL", "2-1", "", None),
        ("TIME", "phút 90+4", "", None),
        ("TIME", "57'", "", None),
        ("DURATION", "62 tuổi", "62", "tuổi"),
        ("CARDINAL", "108-121", "108-121", None),
        ("CARDINAL", "108-121", "108/121", None),
        ("CARDINAL", "1:20", "1:20", None),
        ("QUANTITY", "âm 5 độ C", "-5", "độ C"),
        ("QUANTITY", "1m2", "1.2", "m"),
        ("QUANTITY", "1m2", "1", "m2"),
        ("MONEY", "4.120 USD/tấn", "4120", "USD/tấn"),
        ("QUANTITY", "-2 độ C", "-2", "độ C"),
        ("DATE", "ngày 29-6", "--06-29", None),
        ("DATE", "quý I", "", None),
        ("DATE", "tháng 2 năm 2024", "2024-02", None),
        ("DATE", "ngày 29/2", "--02-29", None),
        ("TIME", "3 giờ", "15:00", None),
        ("TIME", "16:20", "16:20", None),
        ("ORDINAL", "thứ XIV", "14", None),
        ("DURATION", "2 năm", "2", "năm"),
        ("CARDINAL", "vô số", "7", None),
    ],
)
def test_good_values_pass(label: str, text: str, value: str, unit: str | None) -> None:
    assert check_value(label, text, value, unit) is None


@pytest.mark.parametrize(
    ("label", "text", "value", "unit", "says"),
    [
        ("CARDINAL", "50.000", "50", None, "reads as 50000"),
        ("CARDINAL", "1.250.000", "1.250.000", None, "thousands"),
        ("PERCENT", "70,94%", "70,94", "%", "dot"),
        ("PERCENT", "70,94%", "70.94", None, "%"),
        ("CARDINAL", "12", "", None, "needed"),
        ("CARDINAL", "12", "007", None, "plain number"),
        ("CARDINAL", "1-2", "1/2/3", None, "two numbers"),
        ("CARDINAL", "2-1", "2-0", None, "reads as 2-1"),
        ("MONEY", "5 triệu đồng", "5000000", "đồng", "ISO 4217"),
        ("MONEY", "5 triệu đồng", "5000000", "USD", "unit VND"),
        ("QUANTITY", "5 tấn", "5", None, "needs a unit"),
        ("QUANTITY", "5 tấn", "5", " tấn", "white space"),
        ("DATE", "ngày 29-6", "29/6", None, "ISO 8601"),
        ("DATE", "ngày 29-6", "--06-28", None, "reads as --06-29"),
        ("DATE", "ngày 29-6", "", None, "reads as --06-29"),
        ("DATE", "hôm ấy", "2023-02-29", None, "no such date"),
        ("DATE", "hôm ấy", "2023-13", None, "no such date"),
        ("DATE", "năm 2024", "2024", "năm", "no unit"),
        ("TIME", "16:20", "16h20", None, "16:20"),
        ("TIME", "16:20", "25:00", None, "16:20"),
        ("TIME", "19 giờ", "07:00", None, "reads as 19:00"),
        ("ORDINAL", "thứ ba", "III", None, "whole number"),
        ("ORDINAL", "thứ ba", "4", None, "reads as 3"),
        ("DURATION", "2 năm", "24", "tháng", "reads as 2"),
    ],
)
def test_wrong_values_are_told(
    label: str, text: str, value: str, unit: str | None, says: str
) -> None:
    message = check_value(label, text, value, unit)
    assert message is not None
    assert says in message
    assert len(message) <= 72


def test_only_labels_of_figures_are_read() -> None:
    with pytest.raises(ValueError, match="PER"):
        read("Hiếu", "PER")
