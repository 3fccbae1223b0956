"""How fast the grammar finds figures: MB of UTF-8 a CPU second, on prose and on hostile text.

    python benchmarks/figures_speed.py [--megabytes 1] [FILE ...]

Without files it measures on invented news prose.
"""

from __future__ import annotations

import argparse
import sys
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from curator.figures import find

_PROSE = """Sáng 12/3, Ủy ban nhân dân huyện tổ chức hội nghị đánh giá tình hình quý I năm 2023.
Theo báo cáo, tổng thu ngân sách trên địa bàn đạt 1.284 tỉ đồng, tăng 6,8% so với cùng kỳ năm
trước; giải ngân vốn đầu tư công được 312,5 tỉ đồng, bằng 24,1% kế hoạch. Toàn huyện có 18 xã,
trong đó 14/18 xã đạt chuẩn nông thôn mới. Nông dân đã thu hoạch 5.320 ha lúa, năng suất bình quân
đạt 7,2 tấn/ha, giá bán từ 6.800 đến 7.100 đồng/kg. Trong giai đoạn 2021-2025, địa phương phấn đấu
giảm tỷ lệ hộ nghèo xuống dưới 2%, mỗi năm tạo việc làm cho hơn 3.000 lao động. Lúc 8 giờ 30 cùng
ngày, đoàn công tác đến thăm và tặng quà các gia đình chính sách, động viên bà con tiếp tục vượt
qua khó khăn, phát triển kinh tế và chăm lo cho con em học hành. Phát biểu tại buổi làm việc, lãnh
đạo huyện đề nghị các phòng, ban chuyên môn chủ động phối hợp, tháo gỡ vướng mắc cho người dân.

"""


def _repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()) + 1)


def main() -> None:
    """Print a line a text: MB/s and how many figures were found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--megabytes", type=float, default=1.0)
    args = parser.parse_args()
    size = int(args.megabytes * 1_000_000)
    prose = "".join(path.read_text(encoding="utf-8") for path in args.files) or _PROSE
    texts = {
        "prose": _repeated(prose, size),
        "prose on one line": " ".join(_repeated(prose, size).split()),
        "prose, decomposed": unicodedata.normalize("NFD", _repeated(prose, size)),
        "digits": _repeated("7", size),
        "a.a.a.": _repeated("a.", size),
        "1.1.1.": _repeated("1.", size),
        "1 1 1": _repeated("1 ", size),
        "1/1/1": _repeated("1/", size),
        "1-1-1": _repeated("1-", size),
        "a1a1": _repeated("a1", size),
        "blanks": _repeated(" ", size),
        "line breaks": _repeated("\n", size),
        "một trăm": _repeated("một trăm ", size),
        "năm năm": _repeated("năm ", size),
        "ngày 1, ": _repeated("ngày 1, ", size),
        "thứ": _repeated("thứ ", size),
        "1, 1": _repeated("1, ", size),
        "5 xã, xã": "5 " + _repeated("xã, ", size),
        "http://": "http://" + _repeated("1a/", size),
        "combining": "a" + _repeated("\u0301", size),
    }
    find(_PROSE)
    for name, text in texts.items():
        begin = time.process_time()
        found = len(find(text))
        seconds = time.process_time() - begin
        megabytes = len(text.encode()) / 1_000_000
        print(f"{name:20} {megabytes / seconds:8.2f} MB/s {found:8} figures")


if __name__ == "__main__":
    main()
