"""Invented sentences of party and state, with every name marked: what must be found, and what not.

Each group holds one kind of construction; what it must not do stands beside what it must.
"""

from __future__ import annotations

import re

import pytest

from curator.suggest.patterns import Patterns

_MARK = re.compile(r"\[(PER|TITLE|ORG|LOC|LAW|EVENT|MISC) ([^\]]+)\]")

# A person stands after a body that ends with a kind of place or a committee.
PERSONS_AFTER_BODIES = """
[TITLE Chủ tịch UBND tỉnh] [PER Đầu Quốc Nhã] giao việc cho các sở.
[TITLE Trưởng Ban Nội chính Tỉnh ủy] [PER Giàng Seo Tủa] dự buổi lễ.
[TITLE Chủ tịch Ủy ban MTTQ xã] [PER Tẩn Láo Ú] kể lại chuyện cũ.
[TITLE Bí thư Huyện ủy Nam Trà My] [PER Hồ Thanh Bá] tiếp bà con.
[ORG Huyện ủy Trần Văn Thời] họp phiên thường kỳ.
[TITLE Chủ tịch UBND huyện Mường La] trình bày báo cáo.
"""

# A number after a whole body counts what follows; after a unit it belongs to the name.
NUMBERS_AFTER_BODIES = """
Đại hội bầu [ORG Ban Thường vụ] 13 ủy viên.
[ORG Sư đoàn 341] hành quân suốt đêm.
[ORG Hải đội 3] cứu hai tàu cá ở [LOC xã Sơn Kim 2].
"""

# The code of a department of the police; no product, and no acronym of the ministry.
DEPARTMENTS = """
Thượng tá [PER Lê Khắc Tiệp], [TITLE Trưởng phòng PC06 Công an tỉnh], trả lời báo chí.
Tổ công tác của [ORG PA04] phối hợp với [ORG Công an TP Huế].
Hồ sơ chuyển sang [ORG Bộ Công an] ([ORG C03]) điều tra.
[ORG Cục Cảnh sát quản lý hành chính về trật tự xã hội (C06)] trực thuộc [ORG Bộ Công an].
"""

# Offices of many bodies are a class; ministries after a colon are bodies.
CLASSES_AND_LISTS = """
Công điện gửi Bí thư, Chủ tịch UBND các tỉnh miền núi.
Danh sách Chủ tịch UBND 7 tỉnh mới được công bố.
Dự họp có lãnh đạo các Bộ: [ORG Tư pháp], [ORG Nội vụ] và [ORG Y tế].
[TITLE Bí thư] đề nghị rà soát từng việc.
"""

MEETINGS = """
[EVENT Hội nghị hiệp thương lần thứ ba] chốt danh sách.
[EVENT Đại hội Thi đua yêu nước tỉnh Hà Tĩnh lần thứ II] khai mạc sáng nay.
[EVENT Đại hội đại biểu phụ nữ xã Yên Nhân lần thứ XV] bầu 21 ủy viên.
[EVENT Kỳ họp thứ 4 (chuyên đề) HĐND tỉnh Phú Thọ khóa XIX] xem xét nhân sự.
Hội nghị tổng kết công tác năm diễn ra sôi nổi.
Hội nghị bàn việc tổ chức đại hội, lần thứ hai họp sẽ vào tháng 5.
"""

DOCUMENTS = """
Theo [LAW Quyết định số 118/QĐ-TTg] và [LAW 119/QĐ-TTg], hai ông nhận việc mới.
Sinh hoạt theo [LAW Điều lệ Hội Nông dân Việt Nam] và [LAW Điều lệ Công đoàn Việt Nam].
[LAW Luật Tình trạng khẩn cấp] có hiệu lực từ năm sau.
Điều lệ giải bóng đã được gửi tới các đội.
"""

BODIES = """
[ORG Hội LHTN Việt Nam thành phố] phát động đợt hiến máu.
[ORG Tòa án nhân dân khu vực 2 - Lạng Sơn] thụ lý vụ kiện.
[TITLE Bộ trưởng Bộ Quốc phòng] giao [ORG Quân khu 4] chủ trì.
[ORG Bộ Quốc phòng] điều [ORG Sư đoàn 341] tới hiện trường.
Cảnh sát trưng cầu [ORG Phân viện Khoa học hình sự] giám định chữ ký.
[TITLE nguyên Phó Chủ tịch Hội đồng Bộ trưởng] vừa qua đời.
"""

# Offices end with what modifies them; they are no person's where many hold them.
OFFICES = """
[TITLE Thứ trưởng Ngoại giao Thường trực] [PER Đỗ Hải Sâm] tiếp khách.
[TITLE Ủy viên Ban Chấp hành Trung ương Đoàn] [PER Vũ Hà Chi] phát biểu.
Bị cáo [PER Lê Công Vĩ], [TITLE cựu giám đốc sở], kháng cáo.
Ông [PER Trần Bá Lợi] được bầu làm [TITLE Chủ nhiệm].
[TITLE Đại sứ Đặc mệnh toàn quyền Bỉ tại Việt Nam] chào từ biệt.
Các nguyên Phó Thủ tướng cũng dự lễ.
Thừa ủy quyền [TITLE Chủ tịch nước], ông trao huân chương.
[TITLE Tổ trưởng Tổ công tác số 3] báo cáo.
"""

# A body once named in full is called by its head; the same word begins other words too.
SHORT_FORMS = """
[ORG Ủy ban Kiểm tra Tỉnh ủy] họp phiên đầu. Sau đó, [ORG Ủy ban] quyết định kỷ luật.
[ORG Hội Nông dân tỉnh Lào Cai] tổng kết. Các cấp [ORG Hội] nhận cờ.
[ORG Bộ Y tế] lấy ý kiến. Bộ máy mới gọn hơn, Bộ phận một cửa đông người.
[ORG Đảng ủy Khối Doanh nghiệp (ĐUK)] họp. [TITLE Bí thư ĐUK] chủ trì.
"""

# Places go on in a list; a person's initials and authors' names are no places.
PLACES_AND_AUTHORS = """
Mưa lớn ở các [LOC xã Nậm Lúc], [LOC Bản Liền], [LOC Cốc Ly 2] và [LOC Tả Van].
Khai mạc tại [LOC sân vận động xã Hưng Hà] lúc 19 giờ.
Bị can [PER H.T.L] bị tạm giam.
Vụ việc đang được điều tra. [PER VĂN TẠO]
Hội nghị thành công. [PER Minh Thư]
"""

# What departments and committees are for, and the body they belong to.
PURPOSES = """
[TITLE Trưởng phòng CSGT Công an tỉnh] [PER Lê Hoàng Vân] kiến nghị.
Ông [PER Vũ Đức Anh], [TITLE giám đốc công an tỉnh], chỉ đạo khám nghiệm.
Đại biểu [PER Trần Thị Hoa Sim] ([ORG Đoàn Đà Nẵng]) chất vấn.
[ORG Ban Quản lý Khu kinh tế Vân Phong và các Khu công nghiệp] cấp phép.
[ORG Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực] họp phiên 28.
[EVENT Giải Búa liềm vàng lần thứ X] được trao tối nay.
"""

# Authors, offices, units, treaties: what a text by other hands showed.
OTHER_HANDS = """
[TITLE Phó Đồn trưởng nghiệp vụ] [PER Lê Sỹ Tá] dẫn tổ tuần tra.
[TITLE PCT UBND tỉnh] [PER Điền] chủ trì.
Lãnh đạo [ORG Cục Chính trị Quân khu] thăm [ORG Đại đội 3].
[PER Bạch Đình Cẩn], [TITLE giám đốc trung tâm], không trình bày.
[TITLE Bộ trưởng Ngoại giao và Thương mại Hungary] thăm [LOC Huế].
[TITLE Bí thư Chi bộ ấp Hội Thắng] vận động bà con.
[ORG Trung tâm Phát triển quỹ đất - Chi nhánh Tiên Lữ] đo đạc.
Hai bên theo [LAW Nghị định thư về đường biên giới và mốc quốc giới]; đường mòn đã đóng.
Bảy cán bộ [ORG Đoàn] nhận giải, cán bộ đoàn viên dự đông.
Bà [PER Hán thị Quế] và bạn đọc [PER Nguyễn T. Lài] gửi thư.
Chiều 5-11 [ORG TAND tỉnh Gia Lai] tuyên án, 3 Đảng bộ được khen.
[ORG Chi nhánh Văn phòng Đăng ký đất đai khu vực XII] nghỉ một ngày.
Bão lớn, dân trong rốn lũ [LOC Hương Bình] sơ tán về phía Đông Nam.
[EVENT Kỳ họp thứ 9 của HĐND tỉnh khóa II] thông qua [LAW NĐ 98/2020/NĐ-CP].
[ORG PC02 Công an tỉnh Hà Nam] tạm giữ một người ngụ [LOC KP.4].
[TITLE Thống đốc] [PER Đường Thế Vinh] trả lời; giám đốc nhiều nơi thừa nhận.
[TITLE Hạt trưởng] [PER Đèo Văn Thành] bấm đốt tay. Hạt trưởng nào cũng vậy.
[ORG Tổ bầu cử số 4] ra đảo, hồ sơ chuyển sang [ORG C03].
[TITLE Tổng thư ký Liên đoàn Điền kinh Việt Nam] [PER Hướng Kỳ Bách] thưởng nóng.
[TITLE Phó Trưởng ban Kiểm tra Đảng Tỉnh ủy] dự lễ.
[EVENT Hội đàm thường niên lần thứ XI] diễn ra ở [LOC Thanh Đảo].
"""

# UBND cấp xã, các Ban: classes; the body in them is one.
LEVELS = """
UBND cấp xã phải công khai quy hoạch.
Lãnh đạo các Ban [ORG HĐND tỉnh] dự họp.
"""

_CASES = [
    line
    for group in (
        PERSONS_AFTER_BODIES, NUMBERS_AFTER_BODIES, DEPARTMENTS, CLASSES_AND_LISTS, MEETINGS,
        DOCUMENTS, BODIES, OFFICES, SHORT_FORMS, PLACES_AND_AUTHORS, PURPOSES, OTHER_HANDS, LEVELS,
    )
    for line in group.strip().splitlines()
]  # fmt: skip


def _marked(text: str) -> str:
    pieces, done = [], 0
    for suggestion in Patterns().suggest(text):
        span = suggestion.span
        pieces += [text[done : span.start], f"[{span.label} {text[span.start : span.end]}]"]
        done = span.end
    return "".join([*pieces, text[done:]])


@pytest.mark.parametrize("case", _CASES)
def test_names_of_party_and_state(case: str) -> None:
    assert _marked(_MARK.sub(r"\2", case)) == case


@pytest.mark.parametrize("case", _CASES)
def test_a_text_may_be_cut_off_anywhere(case: str) -> None:
    text = _MARK.sub(r"\2", case)
    for end in range(1, len(text)):
        for suggestion in Patterns().suggest(text[:end]):
            assert 0 <= suggestion.span.start < suggestion.span.end <= end


def test_heads_of_the_state_by_their_names() -> None:
    text = "Noi gương Chủ tịch Hồ Chí Minh. UBND TP Hồ Chí Minh họp. Ông Ksor Thanh dự lễ."
    found = [(s.span.label, text[s.span.start : s.span.end]) for s in Patterns().suggest(text)]
    assert found == [
        ("TITLE", "Chủ tịch"),
        ("PER", "Hồ Chí Minh"),
        ("ORG", "UBND TP Hồ Chí Minh"),
        ("PER", "Ksor Thanh"),
    ]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Vân Khánh - H.Tuấn", ["Vân Khánh", "H.Tuấn"]),
        ("THU LỘC (tổng hợp)", ["THU LỘC"]),
        ("An Chi tổng hợp (Reuters)", ["An Chi"]),
        ("Thúy Trầm – VnMaterials", ["Thúy Trầm"]),
        ("Hà Nội - Huế", []),
        ("Hà Nội (cũ)", []),
        ("Ủy ban (mới)", []),
    ],
)
def test_the_last_line_may_name_the_authors(line: str, authors: list[str]) -> None:
    text = f"Mưa lớn gây ngập nhiều tuyến phố.\n\n{line}\n"
    found = Patterns().suggest(text)
    names = [text[s.span.start : s.span.end] for s in found if s.span.label == "PER"]
    assert names == authors


def test_a_name_before_the_date_of_an_article_is_its_author() -> None:
    text = "Mưa lớn ở miền núi\nNgọc Hiếu | 14/01/2025 16:20\nNước lên nhanh.\n"
    found = [text[s.span.start : s.span.end] for s in Patterns().suggest(text)]
    assert found == ["Ngọc Hiếu"]


def test_a_weekday_on_its_line_is_no_signature() -> None:
    text = "Buổi chiều họp giao ban.\nThứ Sáu\nKiểm tra đê điều tại cơ sở.\n"
    assert not [s for s in Patterns().suggest(text) if s.span.label == "PER"]


def test_no_line_ends_with_a_preposition_for_a_reason() -> None:
    text = "Căn cứ Nghị định số\n77/2025/NĐ-CP của\nChính phủ về chế độ mới;\n"
    found = [text[s.span.start : s.span.end] for s in Patterns().suggest(text)]
    assert found == ["Nghị định số\n77/2025/NĐ-CP", "Chính phủ"]
