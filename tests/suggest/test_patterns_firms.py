"""Firms without a head word, shares by their codes, products by their makers."""

from __future__ import annotations

import re

import pytest

from curator.suggest.patterns.suggester import Patterns

_MARK = re.compile(r"\[[A-Z]+ ([^]]+)\]")


def _marked(text: str) -> str:
    """The text with `[LABEL ...]` around each name."""
    for one in reversed(Patterns().suggest(text)):
        span = one.span
        text = f"{text[: span.start]}[{span.label} {span.text_of(text)}]{text[span.end :]}"
    return text


_CASES = [
    # a firm's last word ends a run of capitals
    "Cổ đông lớn đổi tên, [ORG Nam Hải Capital] bán vốn cho [ORG Lumo & Dray Holdings].",
    "Theo [ORG Trúc Lâm Securities], giá còn tăng.",
    "Sàn [ORG Veltra Exchange] ngừng nhận lệnh.",
    # with its country
    "Nhà máy của [ORG Orvexa Việt Nam] đã chạy thử.",
    # by its trade
    "Đơn hàng của [ORG Thép Trà Bang] và [ORG Nhựa Sông Khê] giảm.",
    "Xuất khẩu Thủy sản [LOC Việt Nam] tăng trưởng khá.",
    "Họa sĩ [PER Tôn Thất Lẫm] vẽ tranh.",
    # a product, by its maker and its own name
    "Chiếc [MISC Toyota Velanta Cross] bán chạy hơn [MISC Ford Kestra].",
    "Hãng [ORG Toyota] và [ORG Ford] cùng giảm giá.",
    "Khách trả tiền bằng [MISC Samsung Pay].",
    # what the long name has told
    "[ORG Công ty CP Thép Quế Sa] có lãi. Năm ngoái, [ORG Quế Sa] còn lỗ.",
]

_FURTHER = [
    # a bank between two places, the number after a place
    "Khoản vay của [ORG Ngân hàng Sài Gòn – Hà Nội] đã trả.",
    "Ông bán vốn tại [ORG Công ty CP Điện lực Dầu khí Nhơn Trạch 2].",
    # the kind of firm that is only said to be of a country
    "Hãng xe [LOC Trung Quốc] [ORG Geely] mở cửa hàng.",
    "Chứng khoán [LOC Mỹ] giảm điểm.",
    # what goes down to its country
    "Theo [ORG Hiệp hội các nhà sản xuất đồ chơi Việt Nam (VATX)], đơn hàng tăng.",
    "Chuyến hàng về tay [ORG Tập đoàn vàng bạc đá quý Sa Kỳ].",
    # a ministry with its short form; another ministry in brackets
    "[ORG Bộ Nông nghiệp và Môi trường (Bộ NN&MT)] trả lời.",
    # platforms
    "Chị bán áo trên sàn [MISC Shopee], [MISC Lazada]. [ORG Shopee] tăng phí.",
    "Trạm phát sóng [MISC 5G] phủ kín.",
    # projects, kinds of firms before unknown names
    "Căn hộ thuộc dự án [MISC Sông Mây Residence] đã bán hết.",
    "Người dân xem dự án Luật.",
    "Năm qua tập đoàn công nghệ [ORG Veltra] thu hẹp.",
    "Giá vé trên chiếc [MISC Airbus A320neo] rẻ hơn.",
    "Công nhân vượt tiến độ gói thầu [MISC XL-03].",
    "Gia đình trở về [LOC Ôxtrâylia] từ [LOC Xinhgapo].",
]

_LATER = [
    # offices end with the firm that has been named, or its acronym
    "[ORG Công ty CP Khải Sơn Hà] vay vốn. [TITLE Giám đốc Khải Sơn Hà] [PER Vũ Đức Mẫn] từ chối.",
    "[TITLE Tổng Giám đốc Veltra Việt Nam] [PER Phan Văn Lẫm] phát biểu.",
    "Có mặt [TITLE Giám đốc KVT] [PER Trần Quang Lẫm].",
    "Theo [TITLE Giám đốc KVT], máy đã chạy.",
    "Gặp ông [PER Lê Văn Sâm] - [TITLE Phó Tổng Giám đốc phụ trách] FDI.",
    "[ORG Công an TP.HCM] họp. [LOC TP.HCM] mưa to.",
    # sugar is no street, a number before a letter and a dot no district
    "Giá đường [LOC Thái Lan] giảm vì [MISC bão Kestra].",
    "Bản 3Q. Theo nhà phát hành, máy chủ mở cửa.",
    "Giá bán trên [MISC Shopee], [MISC Lazada] tăng.",
    # codes of a letter and numbers; the acronym of a place, and that of a firm named like one
    "Ruộng mía trồng giống [MISC K12-45], máy chủ lắp chip [MISC H700].",
    "Nợ của [LOC Hòa Bình] (HBX) giảm.",
    "Phi công bay chiếc [MISC Airbus A330-300].",
    "Khách mua của [ORG Dai-ichi Life Việt Nam] đông.",
    # a long name down to its acronym; a number with its unit after a plant
    "Theo [ORG Công ty TNHH Vận hành kho bãi và bến cảng miền núi (VKB)], hàng tăng.",
    "Cụm [MISC điện gió Monsoon] 600 MW chạy thử.",
    # the firm after its legal form
    "[ORG CTCP Nhiệt điện Sông Khê] lỗ. [ORG Nhiệt điện Sông Khê] còn nợ thuế.",
    "Công suất [MISC Nhiệt điện Sông Khê] tăng.",
    # estates by their last word; the firm in brackets is another
    "Cháy tại [MISC Trúc Lâm Riverside] và [MISC The Opal Tower].",
    "Các dự án [MISC Trúc Lâm Residence] ([ORG Novaland]) còn vướng.",
    # places with a Roman numeral, a branch, a list of numbered works
    "Nhà xưởng ở [LOC khu chế xuất Linh Sơn II] cháy.",
    "Chị rút tiền ở [ORG Agribank Chi nhánh Bến Lội].",
    "Điện của [MISC Nhà máy điện Sông Khê 3] và [MISC Ninh Thuận 4] còn thiếu.",
    # petrol
    "Giá xăng [MISC RON 95-III] và [MISC E5 RON 92] giảm.",
    "Hai bên mời [ORG Ban Quản lý các khu công nghiệp tỉnh] và đại diện [ORG Foxconn].",
    "Chị là công nhân [ORG Foxconn].",
    # roads from a city with its kind; the ring road of a city
    "Xe chạy trên [MISC cao tốc TP.HCM - Long Thành - Dầu Giây].",
    "Dự án [MISC vành đai 4 TP.HCM] thiếu cát.",
    # brackets after a country hold no short form of it
    "Đoàn xe rời [LOC Quảng Trị] (VPX) sáng nay.",
]

_PRICES = (
    "[MISC VN-Index] tăng 2 điểm. Các mã [MISC KTX], [MISC QRB] và [MISC VLM] tăng trần, "
    "[MISC ZTC] giảm 2%. Khối ngoại mua ròng [MISC FPT] (35 tỷ đồng). "
    "[MISC HDM] ([ORG Công ty CP Hải Đăng]) đứng giá, còn [MISC WSB] tăng 1%. Tự doanh mua ròng "
    "[MISC OCB]."
)


@pytest.mark.parametrize("case", [*_CASES, *_FURTHER, *_LATER, _PRICES])
def test_firms_shares_and_products(case: str) -> None:
    assert _marked(_MARK.sub(r"\1", case)) == case


def test_an_unknown_name_is_a_firm_where_the_text_speaks_of_firms() -> None:
    among = (
        "[ORG Toyota], [ORG Honda], [ORG Nissan] và [ORG Samsung] tăng lương. "
        "Nhà máy của [ORG Veltra] thiếu thợ."
    )
    alone = "Cô giáo kể chuyện của [MISC Veltra] cho các em nghe."
    assert _marked(_MARK.sub(r"\1", among)) == among
    assert _marked(_MARK.sub(r"\1", alone)) == alone


def test_a_foreign_word_opens_a_sentence_as_a_firm_only_where_firms_are_told_of() -> None:
    firms = "[ORG Toyota], [ORG Honda], [ORG Nissan] và [ORG Samsung] tăng lương. "
    told = firms + "[ORG Veltrix] mua đất. Robot làm việc."
    assert _marked(_MARK.sub(r"\1", told)) == told
    alone = "Veltrix mua đất. Robot làm việc."
    assert _marked(alone) == alone


def test_a_list_of_firms_goes_on_with_capital_syllables() -> None:
    told = "Hàng của [ORG Nike], [ORG Adidas] và [ORG Thiên Khê] bán chạy. Ở [LOC Quảng Trị] mưa."
    assert _marked(_MARK.sub(r"\1", told)) == told


def test_a_code_is_the_share_only_where_prices_are_told() -> None:
    told = "[ORG FPT] mở trường học. [ORG Tập đoàn KTX] tuyển người, [ORG KTX] trả lương cao."
    assert _marked(_MARK.sub(r"\1", told)) == told


def test_a_known_firm_abroad_is_no_share_of_the_exchanges_at_home() -> None:
    told = "Cổ phiếu chip lên. [ORG AMD] tăng 24% ở [LOC Mỹ]."
    assert _marked(_MARK.sub(r"\1", told)) == told


def test_the_code_after_its_exchange_is_the_share() -> None:
    told = "[ORG Công ty CP Hải Đăng] ([ORG HoSE]: [MISC HDX]) báo lãi."
    assert _marked(_MARK.sub(r"\1", told)) == told
