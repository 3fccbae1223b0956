"""The lists that the patterns look words up in, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from curator.suggest.gazetteer import Trie, entries, fold, phrases, trie_of, words, words_of

_PROVINCES = ("provinces.txt", "districts.txt", "places.txt")


# The last words of English names of firms, papers and institutes.
FIRM_WORDS = words(
    "air foods food water copper asia group bank corp corporation inc ltd energy wind power "
    "capital holdings airlines airways motors motor electric electronics steel times post "
    "news journal university institute foundation securities research ecology partners "
    "ventures global international vietnam tech technology technologies solutions pharma oil "
    "gas mining metals insurance media land invest investment logistics express mart retail "
    "studio studios systems engineering construction consulting council agency association "
    "federation union seafood estate alliance retail homes report finance tire shipping lines "
    "forestry services networks software semiconductor semiconductors brands beverage cement "
    "chemical chemicals textile garment trading travel tourist hotels entertainment pictures "
    "labs exchange pharmaceuticals biotech petroleum solar renewables auto automotive industries "
    "enterprises company limited llc plc gmbh jsc holding investments management advisors realty "
    "properties developments builders marine ports terminals aviation aerospace trust crypto "
    "coffee dairy farms broadcasting authority commission administration"
)

_HONORIFICS: tuple[str, ...] = (
    "đồng chí", "đ/c", "đ/c:", "ông", "bà", "anh", "chị", "em", "cháu", "cô", "chú", "bác", "cụ",
    "thầy",
    "thầy giáo", "cô giáo", "bác sĩ", "bác sỹ", "dược sĩ", "y sĩ", "luật sư", "kỹ sư",
    "kiến trúc sư", "nhà báo", "nhà văn", "nhà thơ", "nhạc sĩ", "ca sĩ", "diễn viên", "họa sĩ",
    "nghệ sĩ", "nghệ nhân", "đạo diễn", "phóng viên", "giáo sư", "phó giáo sư", "tiến sĩ",
    "tiến sỹ", "thạc sĩ", "cử nhân", "cầu thủ", "tiền đạo", "thủ môn", "vận động viên",
    "huấn luyện viên", "HLV", "bị cáo", "bị can", "đối tượng", "nguyên đơn", "bị đơn",
    "nghi phạm", "nạn nhân", "liệt sĩ", "liệt sỹ", "anh hùng", "thương binh", "chiến sĩ",
    "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá",
    "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy", "thượng sĩ", "trung sĩ", "hạ sĩ",
    "chuẩn đô đốc", "GS", "PGS", "TS", "ThS", "BS", "GS.TS", "PGS.TS", "GS. TS", "PGS. TS", "GS.",
    "PGS.", "TS.", "ThS.", "BS.", "TS.BS", "ThS.BS", "BS.CKI", "BS.CKII", "BSCKI", "BSCKII",
    "BSCK2",
    "KTS", "NSND", "NSƯT",
    "NGƯT", "TTƯT", "bé", "học sinh", "sinh viên", "chủ hộ", "thẩm phán", "kiểm sát viên",
    "hội thẩm nhân dân", "doanh nhân", "tỷ phú", "chuyên gia", "hòa thượng", "thượng tọa",
    "đại đức", "linh mục", "giám mục", "mục sư", "vua", "chúa", "lãnh tụ", "nhà giáo",
    "nhà nghiên cứu", "nhà khoa học", "cựu chiến binh", "mẹ", "vợ", "chồng", "con trai", "con gái",
    "tài xế", "lái xe", "danh nhân", "thí sinh", "tác giả", "đại biểu",
    "chiến lược gia", "nhà kinh tế", "nhà kinh tế học", "nhà quản lý quỹ",
    "kinh tế trưởng",
    "thầy cúng", "nhà phân tích", "cây bút", "hồng y", "kinh tế gia", "nghị sĩ", "hạ nghị sĩ",
    "thượng nghị sĩ", "phát ngôn viên", "trưởng nhóm", "đầu bếp", "nông dân", "ngư dân",
    "bệnh nhân", "nam sinh", "nữ sinh", "bị hại", "sản phụ", "thai phụ", "cụ bà", "cụ ông",
    "già làng", "già", "cựu", "nhà sử học", "nhà sưu tầm", "hướng dẫn viên",
    "MC", "người mẫu", "hoa hậu", "á hậu", "siêu mẫu", "rapper", "danh hài", "nhạc trưởng",
    "biên đạo", "biên kịch", "nhà biên kịch", "nhà sưu tập", "nghệ sỹ", "họa sỹ", "nhạc sỹ",
    "ca sỹ", "nữ ca sĩ", "nam ca sĩ", "nữ diễn viên", "nam diễn viên", "VĐV", "tiền vệ", "hậu vệ",
    "trung vệ", "thủ thành", "chân sút", "tay vợt", "kình ngư", "võ sĩ", "đô vật", "lực sĩ",
    "xạ thủ", "kỳ thủ", "cơ thủ", "tay đua", "tay chèo", "trọng tài", "tân binh", "ngoại binh",
    "phụ xe", "phụ xe khách", "tài xế xe tải", "tài xế xe khách", "tài xế taxi", "thuyền trưởng",
    "chủ tàu", "cơ trưởng", "phi công", "điều tra viên", "nghi can", "phạm nhân", "bị án",
    "đương sự", "nhân chứng", "công nhân", "điều dưỡng", "nữ bệnh nhân", "nam bệnh nhân",
    "người bệnh", "bệnh nhi", "bé trai", "bé gái", "chủ nhiệm lớp", "tỉ phú", "triệu phú",
    "Phó GS.TS", "Phó GS-TS", "PGS-TS", "GS-TS", "TS-BS", "PGS-TS-BS", "BS-CKII", "BS-CKI",
    "KS", "LS", "ThS-BS", "AHLLVTND", "anh hùng LLVTND", "nghệ nhân ưu tú", "nghệ sĩ nhân dân",
    "nghệ sĩ ưu tú", "nhà giáo ưu tú", "nhà giáo nhân dân", "thiền sư", "ni sư", "giáo hoàng",
    "bí danh", "ĐB", "ĐBQH", "thuyền viên", "đăng kiểm viên", "trinh sát", "chuyên viên",
)  # fmt: skip


@dataclass(frozen=True)
class Lexicon:
    """Tries and sets, all of folded syllables."""

    bodies: Trie = field(default_factory=lambda: trie_of("bodies.txt"))
    offices: Trie = field(default_factory=lambda: trie_of("offices.txt"))
    subjects: Trie = field(default_factory=lambda: trie_of("subjects.txt"))
    organisations: Trie = field(default_factory=lambda: trie_of("organisations.txt"))
    communes: Trie = field(default_factory=lambda: trie_of("communes.txt"))
    peoples: Trie = field(default_factory=lambda: trie_of("misc.txt", section="peoples"))
    places: Trie = field(default_factory=lambda: trie_of(*_PROVINCES))
    place_kinds: Trie = field(default_factory=lambda: trie_of("place_kinds.txt"))
    documents: Trie = field(default_factory=lambda: trie_of("laws.txt", section="kinds"))
    laws: Trie = field(default_factory=lambda: trie_of("laws.txt", section="names"))
    events: Trie = field(default_factory=lambda: trie_of("events.txt"))
    works: Trie = field(default_factory=lambda: trie_of("misc.txt", section="heads"))
    products: Trie = field(default_factory=lambda: trie_of("misc.txt", section="products"))
    varieties: Trie = field(default_factory=lambda: trie_of("misc.txt", section="varieties"))
    home: Trie = field(default_factory=lambda: trie_of("provinces.txt", "districts.txt"))
    things: Trie = field(default_factory=lambda: trie_of("misc.txt", section="names"))
    families: frozenset[str] = field(default_factory=lambda: words_of("families.txt", "common"))
    rare_families: frozenset[str] = field(default_factory=lambda: words_of("families.txt", "rare"))
    foreign_given: frozenset[str] = field(default_factory=lambda: _foreign_given())
    acronym_names: frozenset[str] = field(default_factory=lambda: _acronyms("organisations.txt"))
    acronyms: frozenset[str] = field(default_factory=lambda: words_of("common_acronyms.txt"))
    honorifics: Trie = field(default_factory=lambda: phrases({}, _HONORIFICS))


def _foreign_given() -> frozenset[str]:
    """Given names of the world, folded."""
    lines = (line for _, line, _ in entries("foreign_names.txt"))
    return frozenset(fold(name) for line in lines for name in line.split())


def _acronyms(file: str) -> frozenset[str]:
    """The entries of a list that are written in capitals throughout (`UN`, but not `FED`, which
    stands there as `Fed` too)."""
    phrases = [phrase for _, phrase, _ in entries(file)]
    mixed = {fold(phrase) for phrase in phrases if not phrase.isupper()}
    return frozenset(fold(phrase) for phrase in phrases if phrase.isupper()) - mixed


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read from their files at the first call."""
    return Lexicon()
