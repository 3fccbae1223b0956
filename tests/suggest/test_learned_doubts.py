"""What is mended or given up of a tagger's spans."""

from __future__ import annotations

import pytest

from curator.model.span import Span
from curator.suggest.learned.doubts import Doubts


def _answered(text: str, inside: str, label: str, *names: str) -> str | None:
    known = [
        Span(text.index(name), text.index(name) + len(name), "entity", "LOC") for name in names
    ]
    start = text.index(inside)
    span = Doubts(text, known).answered(Span(start, start + len(inside), "entity", label))
    return None if span is None else span.text_of(text)


@pytest.mark.parametrize(
    ("text", "inside", "label", "kept"),
    [
        ("ở cấp độ của “G7”, ông nói", "G7”", "ORG", "G7"),
        ("vở “Chùa Mây”", "“Chùa Mây", "MISC", "Chùa Mây"),
        ("bàn của Công Tín (phút 7) và", "Công Tín (phút 7", "PER", "Công Tín"),
        ("của Hội Cây xanh (HCX) mở", "Hội Cây xanh (HCX)", "ORG", "Hội Cây xanh (HCX)"),
        ("cấp Nhà nước tới Lào từ", "Nhà nước tới Lào", "ORG", None),
        ("các Ban liên lạc họp", "Ban", "ORG", None),
        ("(BDO) Theo Công đoàn cơ sở", "BDO) Theo Công đoàn", "ORG", None),
        ("tại Khoản 2, Điều 5", "Khoản 2", "LOC", None),
        ("ca khúc Mưa đã tạnh vang", "Mưa đã tạnh", "MISC", "Mưa đã tạnh"),
        ("tại Kỳ họp này, cử tri", "Kỳ họp này", "EVENT", None),
        ("theo Thông báo này Kế toán", "Thông báo này Kế", "LAW", None),
        ("Thủ tướng nước ấy", "Thủ tướng nước ấy", "TITLE", None),
        ("vở Ngày ấy bên sông", "Ngày ấy bên sông", "MISC", "Ngày ấy bên sông"),
        ("lãnh đạo Ban Tổ chức T.Ư dự", "Ban Tổ chức T", "ORG", None),
        ("gặp bác sĩ B. Hôm sau", "bác sĩ B", "TITLE", "bác sĩ B"),
    ],
)
def test_a_span_is_mended_or_given_up(text: str, inside: str, label: str, kept: str | None) -> None:
    assert _answered(text, inside, label) == kept


def test_a_number_after_a_place_that_is_known_is_not_of_its_name() -> None:
    text = "thiệt hại (Lào Cai 3, Yên Bái 2)"
    assert _answered(text, "Lào Cai 3", "LOC", "Lào Cai") is None
    assert _answered(text, "Lào Cai 3", "LOC") == "Lào Cai 3"


def test_two_known_places_with_a_dash_stay_two() -> None:
    text = "quan hệ Mỹ - Nga"
    assert _answered(text, "Mỹ - Nga", "LOC", "Mỹ", "Nga") is None


def test_what_the_patterns_say_too_is_not_doubted() -> None:
    text = "ở làng Đã Là xa"
    assert _answered(text, "làng Đã Là", "LOC", "làng Đã Là") == "làng Đã Là"


def test_two_known_positions_with_a_dash_or_a_word_between_stay_two() -> None:
    names = ("Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy")
    for between in (" - ", " – ", " và "):
        text = f"đồng chí {names[0]}{between}{names[1]} Lò Văn Mây"
        joined = f"{names[0]}{between}{names[1]}"
        assert _answered(text, joined, "TITLE", *names) is None
        assert _answered(text, joined, "TITLE", names[0]) == joined


def test_a_body_may_hold_a_word_that_joins() -> None:
    text = "Sở Lâm nghiệp và Thủy lợi họp"
    name = "Sở Lâm nghiệp và Thủy lợi"
    assert _answered(text, name, "ORG", "Sở Lâm nghiệp", "Thủy lợi") == name


def test_a_known_name_that_goes_on_to_act_is_no_longer_name() -> None:
    text = "hôm qua Veltra lập trung tâm mới"
    assert _answered(text, "Veltra lập trung tâm", "ORG", "Veltra") is None
    assert _answered(text, "Veltra lập trung tâm", "ORG") == "Veltra lập trung tâm"
    assert _answered("mì Hảo Vị hay Sao Biển", "Hảo Vị hay Sao Biển", "MISC", "Hảo Vị") is None
    assert _answered("Cục Thuế tỉnh họp", "Cục Thuế tỉnh", "ORG", "Cục Thuế") == "Cục Thuế tỉnh"


def test_what_the_patterns_take_for_something_else_is_no_person() -> None:
    text = "xe Veltra Cross chạy êm"
    assert _answered(text, "Veltra Cross", "PER", "Veltra Cross") is None
    assert _answered(text, "Veltra Cross", "MISC", "Veltra Cross") == "Veltra Cross"
    assert _answered(text, "Veltra Cross", "PER") == "Veltra Cross"
