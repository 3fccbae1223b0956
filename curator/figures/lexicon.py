"""The words of the grammar: currencies, units of measure and time, nouns that are counted."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of `text`; one with an underscore stands for several in a row."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    """The phrases of `text`, parted by commas and line ends."""
    return frozenset(
        phrase for line in text.splitlines() for phrase in line.strip().split(", ") if phrase
    )


CURRENCIES: dict[str, str] = {
    name: code
    for code, names in {
        "VND": "đồng, đ, vnd, vnđ, đồng việt nam, việt nam đồng, đồng vn",
        "USD": "usd, usd mỹ, đô la mỹ, đô-la mỹ, đô la, đô-la, đôla mỹ, đôla, đô, dollar, mỹ kim"
        ", uscent, us cent, uscents, us cents, cent mỹ, cent, cents, xu mỹ",
        "EUR": "eur, euro, ơ rô, đồng euro",
        "CNY": "cny, rmb, ndt, nhân dân tệ, tệ, nhân dân tệ trung quốc",
        "JPY": "jpy, yên, yên nhật, yên nhật bản, yen, yen nhật",
        "GBP": "gbp, bảng anh, bảng",
        "KRW": "krw, won, won hàn quốc, won hàn",
        "THB": "thb, baht, baht thái lan, baht thái, bạt",
        "RUB": "rub, rúp, rúp nga, ruble",
        "AUD": "aud, đô la úc, đô la australia, đô-la úc, đôla úc",
        "CAD": "cad, đô la canada, đô-la canada",
        "SGD": "sgd, đô la singapore, đô-la singapore",
        "HKD": "hkd, đô la hồng kông, đô la hong kong",
        "NZD": "nzd, đô la new zealand",
        "TWD": "twd, đài tệ, đô la đài loan, tân đài tệ",
        "CHF": "chf, franc thụy sĩ, franc thuỵ sĩ",
        "INR": "inr, rupee, rupee ấn độ",
        "IDR": "idr, rupiah, rupiah indonesia",
        "MYR": "myr, ringgit, ringgit malaysia",
        "LAK": "lak, kíp, kip, kíp lào, kip lào",
        "KHR": "khr, riel, riel campuchia",
        "PHP": "peso philippines",
        "PEN": "sol, sol peru",
        "BRL": "real brazil, real",
        "MXN": "peso mexico",
        "TRY": "lira, lira thổ nhĩ kỳ",
        "SAR": "riyal, riyal ả rập xê út",
        "AED": "dirham, dirham uae",
        "MMK": "kyat, kyat myanmar",
        "BDT": "taka",
        "UAH": "hryvnia",
        "PLN": "zloty",
        "SEK": "sek, krona thụy điển",
        "DKK": "dkk, krone đan mạch",
        "NOK": "nok, krone na uy",
    }.items()
    for name in names.split(", ")
}
# A hundred of these make one of the currency.
CENTS = frozenset(("uscent", "us cent", "uscents", "us cents", "cent mỹ", "cent", "cents", "xu mỹ"))
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₫": "VND", "₩": "KRW"}
# What makes a currency's word another word: `3 đồng chí`, `2 bảng đấu`.
NOT_CURRENCY = {
    "đồng": {
        "chí",
        "bào",
        "đội",
        "minh",
        "nghiệp",
        "phạm",
        "hồ",
        "hương",
        "ý",
        "ruộng",
        "bằng",
        "tác",
        "hành",
        "loạt",
        "thời",
        "chủ",
        "cỏ",
        "lúa",
        "muối",
        "tháp",
        "nai",
        "sáng",
    },
    "đ": set(),
    "bảng": {"đấu", "a", "b", "c", "d", "biểu", "hiệu", "chữ", "điện", "giá", "xếp", "tin", "vàng"},
    "tệ": {"nạn", "hại", "bạc"},
    "yên": {"tâm", "bình", "ổn", "bái", "xe", "ngựa"},
    "đô": {"thị", "vật", "đốc", "hộ"},
    "won": set(),
    "real": {"madrid", "estate"},
    "kip": {"tàu"},
}

# Units of measure in small letters; the ones of a letter or two are checked for case besides.
MEASURES = _phrases(
    """
    mm, cm, dm, m, km, mét, met, ki lô mét, kilômét, kilomet, kilômet, cây số, xăng ti mét
    xentimét, centimét, milimét, mili mét, hải lý, dặm, feet, foot, inch, inches, thước
    gang tay, tấc, sải, phân, micromet, micrômét, micromét, nanomet, nanômét, µm, μm, nm
    năm ánh sáng, vĩ độ, kinh độ, công, mẫu, khối, chỉ, cây, giạ
    mm2, cm2, dm2, m2, km2, mm², cm², dm², m², km², ha, hecta, héc ta
    héc-ta, mét vuông, m vuông, km vuông, ki lô mét vuông, kilômét vuông, sào
    cm3, dm3, m3, km3, cm³, dm³, m³, km³, mét khối, m khối
    km khối, ml, cl, dl, l, lít, lit, cc, hl, gallon, mililít, mg, g, gr, gam, gram, kg
    ki lô gam, ki-lô-gam, ki-lô-mét, kilôgam, kilogam, kilogram, ký, kí, kí lô, ký lô, cân, lạng
    yến, tạ, tấn, ounce, oz, pound, pounds, carat, cara, lượng
    µg, μg, mcg, microgam, miligam, mi li gam, mili gam, ng, pg, µmol, μmol, umol, nmol, pmol, meq
    au, nit, nits, fps, ppi, pixel, pixels, điểm ảnh, lumen, đơn vị thiên văn, parsec
    phân khối, w, kw, mw, gw, wp, kwp, mwp
    gwp, wh, kwh, mwh, gwh, twh, kva, mva, kv, v, ka, ampe, oát, kilôoát, ki lô oát, mê ga oát
    mã lực, hp, cv, hz, khz, mhz, ghz, kb, mb, gb, tb, bit, byte, kbps, mbps, gbps, megapixel
    mp, độ, độ c, độ f, độ celsius, độ đạm, độ cồn, độ brix, độ richter, °c, ºc, °f, °, º, oc, c
    calo, kcal, calorie
    joule, kj, mah, bar, atm, pa, hpa, kpa, mpa, mmhg, db, ppm, ppb, teu, dwt, gt, lần
    phần nghìn, ‰, phần triệu, km/h, m/s, hải lý/giờ, knot, thùng dầu, tuổi, tháng tuổi, năm tuổi
    tuần tuổi, ngày tuổi, tấn dwt, mol, mmol, iu, ui, lux, rpm, vòng/phút, btu
    """
)
# What makes the word of a unit another word: `3 độ tuổi`, `2 cân đối`.
NOT_MEASURE = {
    "độ": {"tuổi", "cao", "sâu", "dài", "ẩm", "mặn", "tin", "chính", "bền", "lượng"},
    "cân": {"đối", "nhắc", "bằng"},
    "tạ": {"ơn"},
    "yến": {"sào", "tiệc", "nuôi"},
    "ký": {"kết", "hiệu", "tên", "túc", "giả", "sự"},
    "thước": {"phim", "đo"},
    "mét": set(),
    "lần": {"lượt"},
    "năm tuổi": {"đảng", "thọ", "nghề", "quân", "đời", "đoàn"},
    "bar": {"rượu", "karaoke"},
    "sào": {"huyệt"},
    "tấn": {"công"},
    "lạng": {"sơn"},
    "tuổi": {"trẻ"},
    "gang tay": set(),
    "c": set(),
    "v": set(),
}
# Units written with one or two letters: how the true letters must look.
CASED = {
    "m": ("m",),
    "g": ("g",),
    "l": ("l", "L"),
    "c": ("C",),
    "v": ("V",),
    "w": ("W",),
    "oc": ("oC",),
    "ha": ("ha", "Ha", "HA"),
    "mg": ("mg",),
    "ng": ("ng",),
    "pg": ("pg",),
    "au": ("AU",),
    "mw": ("MW", "Mw", "mW"),
    "gt": ("GT",),
    "pa": ("Pa",),
    "ka": ("kA",),
    "mp": ("MP",),
    "cv": ("CV", "cv"),
    "tb": ("TB",),
    "ml": ("ml", "mL"),
    "gr": ("gr",),
    "ui": ("UI",),
    "iu": ("IU",),
    "hp": ("HP", "hp"),
    "bit": ("bit",),
    "km": ("km", "Km", "KM"),
}

PERIODS = _phrases(
    """
    năm, tháng, tuần, tuần lễ, ngày, hôm, ngày đêm, đêm, giờ, giờ đồng hồ, tiếng, tiếng đồng hồ
    phút, giây, thập kỷ, thập kỉ, thập niên, thế kỷ, thế kỉ, thiên niên kỷ, quý, h, mili giây
    tích tắc
    """
)
NOT_PERIOD = {
    "ngày": {"công", "hội"},
    "tiếng": {
        "nổ",
        "anh",
        "nói",
        "việt",
        "trung",
        "pháp",
        "nhật",
        "hàn",
        "dân",
        "súng",
        "đàn",
        "nước",
        "chiêng",
        "trống",
        "chuông",
        "cồng",
        "gõ",
        "vỗ",
        "cười",
        "khóc",
        "còi",
        "pháo",
        "hô",
        "động",
        "gà",
    },
    "giờ": {"bay", "tín", "chuẩn"},
    "phút": {"chốc"},
    "đêm": {"nhạc", "diễn", "thơ", "chung", "hội"},
    "quý": {"vị", "khách", "ông", "bà", "anh", "cô"},
    "năm": {"học"},
    "tuần": {"tra", "phim", "trăng"},
    "giây": set(),
    "tháng": set(),
}

# Nouns of one syllable and classifiers: the unit ends with them unless a compound below says more.
HEADS = _phrases(
    """
    người, xã, huyện, tỉnh, phường, quận, thôn, ấp, bản, xóm, khóm, buôn, làng, nước, bang, vùng
    miền, khu, điểm, hộ, nhà, căn, ngôi, tòa, toà, phòng, giường, lớp, trường, bài, câu, trang
    cuốn, quyển, tờ, tập, bộ, con, chiếc, cái, cây, quả, trái, hạt, bông, bó, bao, thùng, hộp
    chai, lon, gói, túi, viên, ống, liều, mũi, ca, vụ, lượt, lần, chuyến, đợt, kỳ, cuộc, buổi
    trận, vòng, hiệp, bàn, giải, tấm, bức, suất, phần, mục, loại, nhóm, đội, đoàn, tổ, ban
    ngành, sở, cơ sở, trạm, cầu, cống, tuyến, đoạn, làn, luồng, tàu, xe, ghe, thuyền, máy, lô
    khối, khâu, bước, mặt, nội dung, ý, việc, thứ, hạng, bậc, tầng, cửa, bên, phía, phe, chỗ
    nơi, hướng, mảng, trục, trụ, nhánh, chốt, lỗ, hố, giếng, ao, bể, hồ, đập, kho, em, cháu, bé
    trẻ, ông, bà, cụ, anh, chị, cô, thầy, vị, tên, đứa, kẻ, chú, bị can, thửa, mảnh, vườn, nền
    giống, mẫu, đơn, hồ sơ, thẻ, vé, phiếu, đề, đáp, môn, tiết, tín chỉ, quầy, sạp, gian, ki ốt
    chợ, quán, gương, tin, ảnh, phim, vở, tác phẩm, tiết mục, kênh, báo, đài, sản phẩm, mặt hàng
    đầu, lồng, bè, tổng, kiện, luật, nghị quyết, đạo, điều, khoản, chương, bảng, huy chương, cúp
    bàn thắng, cú, pha, án, chi bộ, hội, hãng, bếp, mỏ, mâm, cành, nhịp, múi, xu, đảo, chùa
    đình, đền, đám, tháp, cột, cặp, đôi, mối, container, toa, tủ, ổ, ụ, bến, cảng, nút, phân
    món, dòng, phiên, hào, chữ, số, thủ tục, năm học, nhiệm kỳ, mùa, thế hệ, đời, chặng, ngả
    lối, cấp, khẩu, tù, nạn nhân, tiếng, ngày hội, bãi, dãy, gốc, bánh, mã, khách, cơn, ngọn
    hòn, tiểu ban, giờ bay, ngày công, giờ tín chỉ, giờ chuẩn, lượng, chân, tay, mắt, trẻ em
    hcv, hcb, hcđ, vđv, hlv, clb, ccb, htx, tht, tnxp, cbcs, cscđ, hssv, đvtn, kcn, ccn, ubnd
    búp, luống, rương, rổ, sọt, bụi, tuổi, sân, ô, hòm, gáo, kiệu, chóe, dầm, quỹ, bờ, lứa, lính
    chuyện, hang, kíp, mức, kiểu, dấu, vết, kỳ thi, gia tộc, vợ chồng, mái ấm, mái nhà
    trống, chum, vại, nồi, tạp chí, bệnh, môn phái, nhát, tia, dải, chuỗi, cụm, rạp, tổng kho, trại
    chuồng, phao, cọc, móng, trụ, vì kèo, bồn, đốt, khe
    hồi, đảng, họng nước, mạch, cửa sổ, dì, bác, cậu, mợ, chàng, nàng, sợi, tàu ngầm, mẻ
    khúc, màn, ván, ly, cốc, tách, bát, chén, thìa, muỗng, lát, miếng, giọt, tô, đĩa, nắm, củ, nải
    khay, vỉ, lốc, cuộn, tuýp, can, phuy, bịch, pho, ghế, sàn, màu, lệnh, rạp, drone, robot
    rebound, kiến tạo, cẩu, thanh, ôtô
    """
)
# Nouns of two syllables and more that are counted in news and notices.
COMPOUNDS = _phrases(
    """
    đảng viên, đoàn viên, hội viên, đại biểu, nhiệm vụ, giải pháp, dự án, công trình, hạng mục
    chỉ tiêu, tiêu chí, mục tiêu, nội dung, vấn đề, lĩnh vực, ngành nghề, đơn vị, cơ quan
    tổ chức, tổ chức đảng, cá nhân, tập thể, doanh nghiệp, hợp tác xã, công ty, tập đoàn
    tổng công ty, ngân hàng, chi nhánh, văn phòng, cửa hàng, siêu thị, nhà máy, khu công nghiệp
    cụm công nghiệp, khu đô thị, khu vực, khu phố, tổ dân phố, khu dân cư, hộ gia đình
    hộ nghèo, hộ cận nghèo, gia đình, nhân khẩu, lao động, công nhân
    nhân viên, cán bộ, công chức, viên chức, chiến sĩ, sĩ quan, giáo viên, học sinh, sinh viên
    học viên, thí sinh, giảng viên, nhà giáo, bác sĩ, điều dưỡng, y bác sĩ, bệnh nhân, nạn nhân
    bị cáo, bị can, đối tượng, nghi phạm, nghi can, phạm nhân, nhân chứng, luật sư, thẩm phán
    vận động viên, cầu thủ, huấn luyện viên, trọng tài, nghệ sĩ, diễn viên, nghệ nhân, tác giả
    nhà báo, phóng viên, nhà khoa học, chuyên gia, thạc sĩ, tiến sĩ, giáo sư, phó giáo sư, kỹ sư
    cử nhân, du khách, hành khách, khách hàng, cử tri, ủy viên, uỷ viên, đồng chí, thành viên
    trẻ em, phụ nữ, thanh niên, thiếu nhi, cựu chiến binh, nông dân, ngư dân, thuyền viên
    tài xế, hộ kinh doanh, nhà đầu tư, nhà thầu, cổ đông, cổ phiếu, trái phiếu, tài khoản
    giao dịch, hợp đồng, gói thầu, đảng bộ, chi bộ, chi đoàn, chi hội, cấp ủy, cấp uỷ, đảng ủy
    đảng uỷ, huyện ủy, tỉnh ủy, thành ủy, công đoàn, tỉnh thành, tỉnh thành phố, thành phố
    thị xã, thị trấn, quận huyện, xã phường, địa phương, địa bàn, quốc gia, vùng lãnh thổ
    châu lục, đô thị, nông thôn, thôn bản, buôn làng, đơn vị hành chính, trường học, trường hợp
    trường đại học, trường cao đẳng, trường tiểu học, trường mầm non, bệnh viện, trạm y tế
    trung tâm y tế, trung tâm, cơ sở, cơ sở y tế, cơ sở giáo dục, cơ sở sản xuất, điểm trường
    phòng học, lớp học, phòng khám, giường bệnh, ổ dịch, vụ án, vụ việc, hội nghị, hội thảo
    phiên họp, kỳ họp, chương trình, kế hoạch, đề án, đề tài, chuyên đề, báo cáo, tờ trình
    nghị quyết, nghị định, thông tư, quyết định, chỉ thị, kết luận, văn bản, công văn, công điện
    quy định, quy hoạch, đồ án, hồ sơ, thủ tục, thủ tục hành chính, dịch vụ, dịch vụ công
    dịch vụ công trực tuyến, ý kiến, kiến nghị, đơn thư, khiếu nại, tố cáo, đơn khiếu nại
    câu hỏi, sản phẩm, mặt hàng, chủng loại, mô hình, trang trại, vườn cây, lồng bè, ao nuôi
    gia súc, gia cầm, vật nuôi, cây trồng, thiết bị, phương tiện, máy móc, xe máy
    ô tô, xe ô tô, mô tô, xe mô tô, xe tải, xe khách, xe buýt, xe đạp, tàu cá, tàu hàng
    tàu thuyền, máy bay, toa tàu, tuyến đường, tuyến xe buýt
    cầu cảng, bến cảng, bến xe, nhà ga, sân bay, cảng biển, nút giao, đường dây
    trạm biến áp, tổ máy, hồ chứa, đê điều, kênh mương, căn hộ, nhà ở, nhà tình nghĩa
    nhà tình thương, nhà đại đoàn kết, học bổng, giải thưởng, bằng khen, giấy khen
    kỷ niệm chương, huân chương, huy chương, huy chương vàng, huy chương bạc, huy chương đồng
    danh hiệu, giải nhất, giải nhì, giải ba, giải khuyến khích, giải vàng, làn xe
    tiết mục, tác phẩm
    môn học, môn thi, nguyện vọng, tín chỉ, đội bóng, đội tuyển, câu lạc bộ, bàn thắng, kỷ lục
    quốc tịch, dân tộc, tôn giáo, di tích, di sản, lễ hội, sự kiện, hoạt động, phong trào
    khâu đột phá, đột phá, trụ cột, nguyên tắc, yếu tố, nguyên nhân, bài học, nhóm giải pháp
    nhóm nhiệm vụ, hành vi, tội danh, điều kiện, yêu cầu, hình thức, phương án, kịch bản
    giai đoạn, thành phần, bộ phận, phòng ban, bộ ngành, ban ngành, sở ngành, cấp học, bậc học
    vị trí, chức danh, con số, chữ số, bản sao, bản chính, biên chế, việc làm, chỗ ở, chỗ ngồi
    chỗ làm việc, đầu mối, đầu xe, thuê bao, người dùng, tài liệu, mẫu
    xét nghiệm, cổng trường, mạng lưới, nền tảng, ứng dụng, phần mềm, hệ thống
    thôn ấp, điểm nóng, điểm đen, điểm sạt lở, điểm cầu
    điểm bán hàng, điểm du lịch, điểm đến, điểm nghẽn, điểm thi
    điểm dân cư, điểm tái định cư
    điểm trung chuyển
    điểm mỏ, điểm di tích
    khách du lịch, khách sạn
    nhà hàng, cơ sở lưu trú, buồng, phòng nghỉ, phòng khách sạn, bàn tay, phát minh, sáng chế
    sáng kiến, đề xuất, cam kết, thỏa thuận, thoả thuận, biên bản, biên bản ghi nhớ, hiệp định
    văn kiện, đối tác, thị trường, quốc lộ, cao tốc, tuyến cao tốc, vành đai, cụm dân cư
    tuyến dân cư, liệt sĩ, thương binh, bệnh binh, người có công, bà mẹ, mẹ việt nam anh hùng
    anh hùng, hài cốt, hài cốt liệt sĩ, tàu bay, máy tính, điện thoại, camera, đèn, bóng đèn
    bình, chậu, giỏ, cổ vật, hiện vật, ca khúc, nhạc sĩ, ca sĩ, nhà văn, nhà thơ, thế hệ
    thế lực, cường quốc, nền kinh tế, tên lửa, áp thấp nhiệt đới
    tiểu khu, chốt kiểm dịch, hợp phần, tiểu dự án
    sắc thuế, tổ hợp tác, tổ liên kết, nghiệp đoàn, xã viên, tổ viên, tình nguyện viên
    đoàn công tác, đoàn kiểm tra, tổ công tác, tổ kiểm tra, đội hình, đội thi, gian hàng
    quầy hàng, tiểu thương, chợ đầu mối, trung tâm thương mại, chuỗi giá trị, chuỗi liên kết
    vùng trồng, mã số vùng trồng, vùng nguyên liệu, bãi rác, bãi biển, nhánh sông, dòng sông
    tòa nhà, toà nhà, tầng hầm, thang máy, phút giây, chức sắc, tín đồ, cơ sở tôn giáo
    phó chủ tịch, phó bí thư, phó giám đốc, giám đốc, tổng giám đốc, hiệu trưởng
    phó hiệu trưởng, viện trưởng, phương thức, phó trưởng ban, thứ trưởng, bộ trưởng, phần thi
    vòng thi, bảng đấu, lượt trận, vòng đấu, cự ly, nội dung thi đấu, hạng cân, đường chạy
    ô cửa, mẫu vật, loài, cá thể, hộ trồng, thương lái, đại lý, kho lạnh
    kho bãi, lò giết mổ, trẻ mồ côi, người cao tuổi, người khuyết tật
    người nước ngoài, công dân, kiều bào, lưu học sinh, bản án, đơn kháng cáo, kháng cáo
    tội phạm, tụ điểm, băng nhóm, tổ trưởng, tổ phó, nhóm trưởng, trưởng phòng, phó trưởng phòng
    trưởng ban, thư ký, chủ tịch, bí thư, tổ chức cơ sở đảng, cơ sở đảng, phiên bản, bị hại
    bị đơn, nguyên đơn, người bệnh, lỗi vi phạm, hộ chăn nuôi, thương vụ, cấp phó, cấp trưởng
    nông hộ, khán giả, website, lãnh đạo, khách, mã, nghị sĩ, học giả, công ty con, giấy phép
    giấy chứng nhận, sổ đỏ, hóa đơn, hoá đơn, chứng chỉ, bằng lái
    mũ bảo hiểm, kỹ thuật viên, kĩ thuật viên, hộ sinh, y sĩ, dược sĩ, trụ sở, chủ đầu tư, chủ xe
    chủ hộ, chủ tàu, chủ cơ sở, trạm bơm, trạm trộn, trạm thu phí, trạm dừng nghỉ, trạm sạc
    trạm cấp nước, trạm quan trắc, máy bơm, máy cày, máy gặt, máy xúc, máy thở, máy phát điện
    bản ghi nhớ, bản cam kết, bình luận, phòng ngủ, phòng thí nghiệm, phòng trọ, phòng thi
    phòng mổ, phòng họp, phòng vệ sinh, nhà kinh tế, nhà nghiên cứu, nhà sản xuất, nhà cung cấp
    nhà hảo tâm, nhà văn hóa, nhà văn hoá, nhà xưởng, nhà trẻ, nhà vệ sinh, nhà ga, nhà trọ
    nhà phân phối, nhà xuất bản, nhà ngoại giao, nhà lập pháp, nhà tài trợ, nhà quản lý, em bé
    em nhỏ, bằng sáng chế, bằng tốt nghiệp, anh em, chị em, tay chèo, tay vợt, tay súng
    tay đua, thầy cô, thầy thuốc, trực thăng, binh sĩ, quân nhân, cảnh sát, dân quân, kỹ năng
    kĩ năng, chỉ số, rủi ro, bệnh nhi, bất cập, hạn chế, thách thức, cơ hội, ưu tiên, ngôn ngữ
    từ khóa, chi tiết, trụ điện, cột điện, cổng thông tin, tin nhắn, vận đơn
    cán bộ chiến sĩ, cán bộ chiến sỹ, cửa khẩu, cửa khẩu phụ, đề cử, đồng muối, ruộng muối
    ban liên lạc, nữ diễn viên, diễn viên
    nam diễn viên, xe khách, xe buýt, phụ xe, tàu cá, nhà lãnh đạo, dây hụi, hụi viên, mẹ con
    bố con, cha con, chị em gái, nghệ nhân, vở diễn, bộ phim, đề tài, hạng mục, gian trưng bày
    thành tích, bậc thang, kịch bản, quan chức, nhà ngoại giao, quan sát viên
    nhân sự, thủ lĩnh, chủ thể, sản phụ, thai phụ, cặp đôi, vợ chồng, thế mạnh, ổ khóa, sân vận động
    sân bóng, hồ nước, hồ thủy lợi, bể bơi, nhánh rẽ, đoàn thể, khối thi đua, khối lớp
    cụm thi đua, phân khu, phân xưởng, phân hiệu, phân trại, phân đoạn, phân khúc, chi cục
    khu tái định cư, khu du lịch, khu kinh tế, khu chế xuất, khu trọ, khu nhà
    đường chuyền, bàn thua, chức vô địch, vòng đua, chặng đua, kình ngư, võ sĩ, kỳ thủ
    hành tinh, ngoại hành tinh, tiểu hành tinh, thiên hà, ngôi sao, vệ tinh, tàu vũ trụ
    phi hành gia, nhà thiên văn, nhà vật lý, nhà khảo cổ, nhà thiết kế, nhà phát triển, nhà bán lẻ
    nhà mạng, nhà băng, nhà làm phim, nhà sưu tập, nhà phê bình, nhà hát, nhà thờ, nhà thuốc
    xương sườn, vết thương, vết đâm, khối u, đốt sống, bộ sưu tập, màn hình, suất chiếu
    thương hiệu, nhãn hiệu, nhãn hàng, dây chuyền, khung hình, tổ hợp, đầu đạn, xe tăng, tàu chiến
    binh lính, con tin, tù binh, thi thể, dân thường, người di cư, núi lửa, dư chấn, ứng viên
    ứng cử viên, bút lục, đồng phạm, vụ kiện, điểm nguy cơ, dân phòng, cựu sinh viên
    cựu học sinh, cuối tuần, nam sinh, nữ sinh, du học sinh, học sinh giỏi, cổ đông lớn
    ví điện tử, cột mốc, giấy phép lái xe, phiếu chi, cấu kiện, chỗ đậu xe, khu vườn, chu kỳ
    chiến thắng, thất bại, trận thắng, trận thua
    loài chim, bằng chứng, vật chứng, quy trình, khuyên tai, chữ ký, khẩu phần, hội thi, cuộc thi
    xe ôtô, thanh niên
    """
)
# Nouns that are named together and counted together: `cơ quan, đơn vị`, `xã, phường, thị trấn`.
COORDINATED = (
    _phrases("xã, phường, thị trấn, thị xã, quận, huyện, tỉnh, thành phố, thành, đặc khu"),
    _phrases("thôn, ấp, bản, làng, buôn, xóm, khóm, khu phố, tổ dân phố, khu vực"),
    _phrases(
        """
        cơ quan, đơn vị, tổ chức, địa phương, doanh nghiệp, hợp tác xã, tập thể, cá nhân
        hộ gia đình, hộ, hộ kinh doanh, công ty, nhà máy, trường học, gia đình
        """
    ),
    _phrases("sở, ban, ngành, bộ, cơ quan ngang bộ, đoàn thể, địa phương"),
    _phrases(
        """
        cán bộ, công chức, viên chức, người lao động, đảng viên, đoàn viên, hội viên, chiến sĩ
        sĩ quan, giáo viên, học sinh, sinh viên, nhân viên, công nhân, quần chúng
        cán bộ chiến sĩ, thanh niên, học viên
        """
    ),
    _phrases("công trình, dự án, hạng mục, gói thầu"),
    _phrases("nhiệm vụ, giải pháp, chỉ tiêu, mục tiêu, nội dung, chương trình, đề án, kế hoạch"),
    _phrases("bác sĩ, điều dưỡng, y sĩ, dược sĩ, hộ sinh, kỹ thuật viên, nhân viên y tế"),
    _phrases("kỹ sư, kỹ thuật viên, công nhân, cử nhân, chuyên gia, nhà khoa học"),
    _phrases("thầy, cô, thầy giáo, cô giáo"),
    _phrases("ông, bà, anh, chị"),
    _phrases("quốc gia, vùng lãnh thổ, nước"),
    _phrases("chỉ thị, nghị quyết, quyết định, kết luận, quy định, kế hoạch, văn bản"),
    _phrases("tàu, thuyền, ghe, xuồng, phương tiện"),
    _phrases("bị can, bị cáo, đối tượng"),
    _phrases("ý kiến, kiến nghị, đề xuất, phản ánh"),
    _phrases("đơn, khiếu nại, tố cáo, đơn thư"),
    _phrases("sáng kiến, đề tài, giải pháp kỹ thuật"),
)
# Words that cannot be what a number counts.
NOT_COUNTED = _phrases(
    """
    của, trong, trên, so, với, và, là, được, đã, đang, sẽ, tại, ở, từ, đến, cho, do, bị, có, để
    theo, nhưng, hoặc, hay, thì, mà, nên, về, vào, ra, lên, xuống, còn, tăng, giảm, đạt, bằng
    cùng, cũng, chỉ, khi, nếu, vì, như, này, đó, kia, ấy, nay, trước, sau, qua, tới, hơn, kém
    nữa, thuộc, gồm, bao, tương, chiếm, trở, sang, rồi, lại, mới, rất, quá, không, chưa, phải
    nhằm, dưới, bởi, giữa, đầu, cuối, ngay, tuy, song, đều, vẫn, mỗi, mọi, các, những, nhiều, ít
    cả, cao, thấp, lớn, nhỏ, dài, rộng, sâu, khoảng, gần, hôm, vừa, tiếp, một, hai, ba, bốn, năm
    sáu, bảy, tám, chín, mười, khác, đi, đây, đấy, tính, ngoài, bên, cách, dù, xếp, đứng, thắng
    thua, hòa, hoà, nằm, làm, đưa, giúp, xảy, bắt, kể, hiện, thành, trực, nhất, liên, ghi, nhận
    thế, cần, ngày, tháng, giờ, phút, thu, nhờ, lúc, dự, học, sống, hoàn, vượt, chia, xin, nói
    cộng, trừ, nhân, đồng, sắp, hết, x
    """
)
