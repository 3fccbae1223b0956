"""Invented sentences with every name marked as the guidelines have it, `[LABEL text]`."""

from __future__ import annotations

import re

import pytest

from curator.suggest.patterns import Patterns

_MARK = re.compile(r"\[(PER|TITLE|ORG|LOC|LAW|EVENT|MISC) ([^\]]+)\]")

PERSONS_AND_OFFICES = """
Đồng chí [PER Trương Quốc Khải], [TITLE Bí thư Tỉnh ủy Bến Tre], chủ trì cuộc họp.
Sáng nay, [TITLE Chủ tịch UBND tỉnh Sơn La] [PER Lò Minh Tuấn] tiếp công dân.
Ông [PER Phạm Đức Long], [TITLE Phó Chủ tịch Thường trực HĐND tỉnh Lào Cai], dự buổi lễ.
Bà [PER Đỗ Thị Hồng Vân] là [TITLE Giám đốc Sở Y tế tỉnh Long An].
Dự họp có [TITLE Ủy viên Trung ương Đảng] [PER Hoàng Trung Dũng].
[TITLE Bí thư Tỉnh ủy] đề nghị các địa phương khẩn trương vào cuộc.
Các đồng chí Ủy viên [ORG Ban Thường vụ Tỉnh ủy] đã tham dự.
Các đồng chí Phó Chủ tịch [ORG UBND tỉnh] phụ trách từng lĩnh vực.
[TITLE Phó Thủ tướng Chính phủ] [PER Lưu Văn Hạnh] kiểm tra hiện trường.
[TITLE Thủ tướng Nhật Bản] đến thăm [LOC Hà Nội].
Theo [TITLE Bộ trưởng Bộ Tài chính] [PER Vũ Hải Nam], dự thảo đã xong.
[TITLE Thứ trưởng Bộ Công Thương] [PER Bùi Quang Thịnh] trả lời báo chí.
[TITLE quyền Giám đốc Sở Xây dựng] [PER Mai Văn Lực] báo cáo kết quả.
[TITLE nguyên Chủ tịch Quốc hội] đã gửi lẵng hoa.
Tân [TITLE Trưởng Ban Tổ chức Tỉnh ủy] là ông [PER Trần Bảo Sơn].
[TITLE Phó Trưởng ban Tuyên giáo Thành ủy] [PER Ngô Mỹ Lệ] phát biểu.
[TITLE Chánh Văn phòng UBND tỉnh] [PER Đinh Công Thành] ký văn bản.
[TITLE Chánh án Tòa án nhân dân tỉnh Hưng Yên] chủ tọa.
[TITLE Viện trưởng Viện kiểm sát nhân dân tỉnh] trình bày cáo trạng.
[TITLE Hiệu trưởng Trường THPT Chu Văn An] [PER Lê Thu Hà] khai giảng.
[TITLE Tổng Giám đốc Tập đoàn Hòa Phát] chia sẻ kế hoạch.
[TITLE Cục trưởng Cục Hải quan tỉnh Quảng Ninh] [PER Tạ Đình Phú] cho biết.
[TITLE Trưởng Phòng Giáo dục và Đào tạo huyện Ba Tri] báo cáo.
Anh [PER Nguyễn Hữu Tín] và chị [PER Trần Thị Mận] vay 50 triệu đồng.
Bà [PER Lan] nuôi bò từ năm 2010.
GS.TS [PER Phan Thanh Tịnh] giảng bài.
Thượng tá [PER Võ Trọng Nghĩa] chỉ huy lực lượng.
Bị cáo [PER Đặng Văn Tư] khai nhận hành vi.
Luật sư [PER Cao Minh Triết] bào chữa cho bị cáo.
Bác sĩ [PER Hồ Ngọc Bích] khuyên người dân tiêm chủng.
Ông [PER Kenji Tanaka] đến từ [LOC Nhật Bản].
[TITLE Tổng thống Mỹ] [PER Adam Whitfield] ký sắc lệnh.
Tin, ảnh: [PER MINH KHÔI]
(Ảnh: [PER Hoài Thương]/[ORG TTXVN])
Đồng chí [PER Lê Văn Bình] phát biểu. [PER Lê Văn Bình] nhấn mạnh ba việc.
Đại biểu [PER Hà Thị Nga] chất vấn [TITLE Bộ trưởng Bộ Y tế].
[TITLE giám đốc Sở Nội vụ] giải trình trước kỳ họp.
Cán bộ, công chức và đại biểu tham dự đông đủ.
Ông [PER Nguyễn Văn Đại] làm giáo viên ở [LOC xã Tân Phú].
[TITLE Phó Bí thư Thường trực Huyện ủy Ea Kar] thăm hỏi gia đình.
[TITLE Chủ tịch nước] trao quyết định.
[TITLE Tổng Bí thư] [PER Trần Đại Phong] chủ trì.
[TITLE Tư lệnh Quân khu 7] kiểm tra đơn vị.
[TITLE Đại sứ Việt Nam tại Lào] tiếp đoàn.
"""

BODIES = """
[ORG Ban Thường vụ (BTV) Tỉnh ủy Nghệ An] họp phiên thường kỳ.
[ORG UBND TP Đà Nẵng] ban hành kế hoạch.
[ORG Ủy ban nhân dân huyện Cái Bè] giao nhiệm vụ cho các phòng.
[ORG Ban Cán sự Đảng của Ủy ban Nhân dân tỉnh] thống nhất chủ trương.
[ORG Cục Thuế], [ORG Bộ Tài chính] hướng dẫn doanh nghiệp.
[ORG Hiệp hội Lương thực Việt Nam (VFA)] dự báo giá tăng. [ORG VFA] khuyến cáo nông dân.
[ORG Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Nam] tổ chức hội thi.
[ORG Bộ Nông nghiệp và Phát triển nông thôn] công bố dịch.
[ORG Sở Lao động - Thương binh và Xã hội] khảo sát việc làm.
[ORG Quốc hội] thảo luận tại tổ.
Ý kiến của [ORG Đảng], [ORG Nhà nước] được phổ biến.
Các bộ, ngành [ORG Trung ương] phối hợp.
Công tác xây dựng [ORG Đảng] được chú trọng.
Các sở, ngành và cấp ủy đảng thực hiện nghiêm.
Các Đảng bộ trực thuộc hoàn thành kế hoạch.
Hội đồng nhân dân các cấp giám sát.
[ORG Công an tỉnh Gia Lai] khởi tố vụ án.
[ORG Tòa án nhân dân tỉnh Bình Định] xét xử.
[ORG Công ty CP Thép Việt Tiến] báo lãi quý I.
[ORG Công ty TNHH Minh Phát] ký hợp đồng.
[ORG Tập đoàn Điện lực Việt Nam (EVN)] điều chỉnh giá. [ORG EVN] giải thích lý do.
[ORG Ngân hàng TMCP Ngoại thương Việt Nam] giảm lãi suất.
[ORG Ngân hàng Nhà nước] bơm tiền.
[ORG Vietcombank], [ORG BIDV] và [ORG Agribank] cùng tham gia.
[ORG WB] và [ORG IMF] nâng dự báo tăng trưởng.
[ORG Trường Đại học Sư phạm Huế] tuyển sinh.
[ORG Bệnh viện Đa khoa tỉnh Phú Thọ] cứu sống bệnh nhân.
[ORG Trung tâm Kiểm soát bệnh tật tỉnh Đồng Nai] giám sát ổ dịch.
[ORG Hội Nông dân huyện Mộc Châu] hỗ trợ vốn.
[ORG Hội Liên hiệp Phụ nữ tỉnh] phát động phong trào.
[ORG Mặt trận Tổ quốc] vận động ủng hộ.
[ORG Đoàn Thanh niên Cộng sản Hồ Chí Minh] ra quân.
[ORG Báo Tuổi Trẻ] đưa tin.
[ORG Đài Truyền hình Việt Nam] phát sóng.
[ORG Ủy ban Kiểm tra Trung ương] kết luận.
[ORG Văn phòng Tỉnh ủy] thông báo.
[ORG Viện Khảo cổ học] khai quật.
[ORG Quỹ Hỗ trợ nông dân] giải ngân.
[ORG Kho bạc Nhà nước] chi trả.
[ORG Bộ Chỉ huy Quân sự tỉnh Kon Tum] diễn tập.
[ORG Đồn Biên phòng Cha Lo] bắt giữ đối tượng.
[ORG Liên hợp quốc] kêu gọi hòa bình.
[ORG Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh Thái Bình] họp phiên thứ hai.
[ORG Hợp tác xã Hưng Thịnh] xuất khẩu xoài.
[ORG Cảng vụ Hàng hải Quy Nhơn] ra thông báo.
Hãng [ORG Toyota] mở nhà máy.
Trái phiếu [ORG Chính phủ] tăng lãi suất.
[ORG Phòng Thương mại và Công nghiệp Việt Nam] khảo sát.
[ORG Chi cục Kiểm lâm tỉnh Đắk Nông] tuần tra.
[ORG Hội đồng nhân dân tỉnh Lai Châu] thông qua nghị quyết.
[ORG Thường trực Tỉnh ủy] nghe báo cáo.
[ORG Ban Chấp hành Đảng bộ tỉnh] thảo luận.
[ORG Đảng ủy xã Bình Khánh] chỉ đạo.
[ORG Đại sứ quán Nhật Bản tại Việt Nam] tài trợ.
"""

PLACES = """
Đoàn công tác thăm [LOC huyện Phú Tân], [LOC Chợ Mới] và [LOC Tri Tôn].
Dịch lan ra [LOC xã Mỹ Hiệp], [LOC xã Tân Thuận] và [LOC thị trấn Cái Dầu].
[LOC TP Hải Phòng] thu hút vốn đầu tư.
[LOC Thành phố Hồ Chí Minh] mưa lớn.
Lũ trên [LOC sông Hồng] lên nhanh.
Gạo xuất sang [LOC Philippines], [LOC Indonesia] và [LOC Trung Quốc].
[LOC ĐBSCL] thiếu nước ngọt.
Doanh nghiệp [LOC Hàn Quốc] khảo sát [LOC khu công nghiệp Quế Võ].
Người dân [LOC phường Cống Vị] phản ánh.
Thành phố chỉ đạo các quận, huyện.
Trên địa bàn tỉnh có 12 dự án.
Cơn mưa gây ngập [LOC quận 7] và [LOC quận Bình Thạnh].
[LOC Châu Âu] tăng thuế.
[LOC Bà Rịa - Vũng Tàu] dẫn đầu.
[LOC vịnh Hạ Long] đón khách.
[LOC Đà Lạt] vào mùa hoa.
[LOC tỉnh Quảng Trị] và [LOC tỉnh Savannakhet] ký kết.
[LOC Tây Nguyên] khô hạn.
Hội thảo diễn ra tại [LOC Paris] ([LOC Pháp]).
Nhà ở [LOC thôn Đông], [LOC xã An Lạc].
Nhà ở số 25 [LOC đường Trần Hưng Đạo], [LOC TP Nam Định].
[LOC Nghĩa trang Trường Sơn] được tu bổ.
[LOC đảo Phú Quý] có điện.
[LOC đèo Hải Vân] sạt lở.
[LOC chợ Bến Thành] đông khách.
Ngư dân [LOC Quảng Ngãi] bám biển [LOC Hoàng Sa].
Quê ở [LOC huyện Thanh Chương], [LOC tỉnh Nghệ An].
"""

DOCUMENTS = """
[LAW Nghị quyết số 18/2023/QH15] của [ORG Quốc hội] có hiệu lực.
Thực hiện [LAW Nghị định 24/2022/NĐ-CP] của [ORG Chính phủ].
[LAW Thông tư số 09/2021/TT-BTC] ngày 5/2/2021 của [ORG Bộ Tài chính].
[LAW Chỉ thị số 11-CT/TU] được quán triệt.
[LAW Nghị quyết Trung ương 8] ra đời.
[LAW Nghị quyết Trung ương 5 (khóa XIII)] nêu rõ.
Các nghị quyết [ORG Trung ương] được triển khai.
[LAW Luật Đất đai] năm 2024 có nhiều điểm mới.
[LAW Luật Phòng, chống tham nhũng] quy định rõ.
Theo [LAW Bộ luật Hình sự], hành vi này bị phạt.
[LAW Quy hoạch tỉnh Hậu Giang] thời kỳ 2021-2030 được duyệt.
[LAW Đề án 06] về dữ liệu dân cư.
Triển khai Đề án tăng thu ngân sách.
Thực hiện Nghị quyết nhiệm vụ năm 2023 của [ORG Tỉnh ủy].
[LAW Quyết định số 77/QĐ-UBND] ngày 12/3/2020 của [ORG UBND tỉnh].
[LAW Hiến pháp] bảo đảm quyền này.
[LAW Điều lệ Đảng] quy định.
[LAW Kế hoạch số 120-KH/TU] ngày 5/6/2022.
[LAW Công văn 881/UBND-KT] gửi các huyện.
[LAW Kết luận số 14-KL/TW] của [ORG Bộ Chính trị].
[LAW Nghị quyết Đại hội Đảng bộ tỉnh] nhiệm kỳ 2020-2025 đã đi vào cuộc sống.
Dự án [LAW Luật Điện lực] được trình.
nghị quyết của [ORG Đảng] đi vào cuộc sống.
"""

EVENTS = """
[EVENT Đại hội đại biểu toàn quốc lần thứ XIV] thành công.
[EVENT Đại hội Đảng bộ tỉnh Lâm Đồng lần thứ XI] bế mạc.
[EVENT Hội nghị lần thứ 9 Ban Chấp hành Trung ương Đảng khóa XIII] khai mạc.
[EVENT Hội nghị Trung ương 10 khóa XIII] bàn công tác cán bộ.
[EVENT Hội nghị Ban Chấp hành Đảng bộ huyện lần thứ 20, khóa XV] (mở rộng) diễn ra.
Hội nghị kết thúc tốt đẹp.
Hội nghị [ORG Ban Chấp hành Đảng bộ huyện] (mở rộng) diễn ra.
Hàng hóa dịp [EVENT Tết Nguyên đán Ất Tỵ] dồi dào.
Kỷ niệm [EVENT Ngày Quốc tế Phụ nữ] (8/3).
Chào mừng [EVENT Ngày Nhà giáo Việt Nam] 20/11.
[EVENT Kỳ họp thứ 12] diễn ra ba ngày.
[EVENT Kỳ họp thứ 6, Quốc hội khóa XV] bế mạc.
[EVENT Đại hội đại biểu Đảng bộ thành phố] nhiệm kỳ 2025-2030.
Đội tuyển dự [EVENT SEA Games 32] tại [LOC Campuchia].
[EVENT Giỗ Tổ Hùng Vương] được nghỉ một ngày.
[EVENT Ngày Giải phóng miền Nam, thống nhất đất nước] (30/4).
"""

OTHER_NAMES = """
Dự án [MISC đường cao tốc Bắc Giang-Lạng Sơn] chậm tiến độ.
Xe tải lật trên [MISC quốc lộ 1A].
[MISC cầu Rạch Miễu 2] thông xe.
[MISC sân bay Liên Khương] đóng cửa.
Dịch [MISC Covid-19] được khống chế.
Đơn vị nhận [MISC Huân chương Lao động hạng Ba].
Trẻ học [MISC tiếng Anh] từ lớp 3.
Mẹ được tặng danh hiệu [MISC Bà mẹ Việt Nam Anh hùng].
Người dân cài [MISC VNeID].
[MISC VN-Index] giảm 5 điểm.
Đồng bào [MISC Khmer] đón lễ.
[MISC cảng Cái Mép] đón tàu lớn.
"""

FURTHER = """
[LAW Hiệp định Thương mại tự do Việt Nam - Chile (VCFTA)] giảm thuế. [LAW VCFTA] có 14 chương.
[LAW Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công] được thông qua.
Phong trào “[EVENT Ngày thứ bảy xanh]” lan rộng.
[ORG Đoàn kiểm tra số 27] của [ORG Tỉnh ủy] làm việc tại [LOC huyện Sông Mã].
[LAW Kết luận thanh tra số 51/KL-TTr] nêu nhiều sai phạm.
Ủy ban nhân dân huyện, thị xã chịu trách nhiệm thi hành.
Cổ phiếu [MISC XKT] giảm sàn.
Khách chuộng [MISC vải thiều Lục Ngạn] và gạo [MISC ST25].
[TITLE Đại sứ Cộng hòa Belarus tại Việt Nam] dự lễ.
[TITLE Chủ tịch Hội Nông dân xã] [PER Trần Thị Kiều] trao bò giống.
[TITLE Tổng Giám đốc Công ty] [PER Lâm Quốc Khải] trả lời.
[TITLE Chủ tịch UBND xã Lao Chải] [PER Tẩn Văn Páo] thống kê thiệt hại.
Thị trường [LOC Đức] và [LOC Hà Lan] hồi phục.
Bệnh [MISC dịch tả lợn châu Phi] tái phát.
Sử dụng [LAW Mẫu số 02/ĐK] để đăng ký.
[EVENT Lễ hội đền Phúc Thọ] thu hút khách.
[EVENT Hội nghị thượng đỉnh G20] khép lại.
Phong trào thu hút đông đảo Nhân dân tham gia.
Người lao động [LOC Việt Nam] ở [LOC Đài Loan] về quê ăn [EVENT Tết].
Đất nước [LOC Việt Nam] đổi mới.
"""

LAYOUT = """
[ORG ỦY BAN NHÂN DÂN TỈNH TRÀ VINH]
CÁC TIN KHÁC
XEM NHIỀU NHẤT
Vốn ODA và FDI tăng; GDP đạt 6,5%.
"""

PRESS = """
Bà [PER Đinh Thu Nga], [TITLE Ủy viên dự khuyết T.Ư Đảng], dự lễ.
[ORG Ban Bí thư T.Ư Đảng] giao [ORG Ban Tổ chức TƯ] chuẩn bị.
Đồng chí [PER Lê Bá Tín], [TITLE UVBTV Tỉnh ủy], phát biểu.
Đồng chí [PER Võ Thu Cúc], [TITLE UVT.Ư Đảng], [TITLE Bí thư Tỉnh ủy], kết luận.
[ORG Ban Chỉ đạo T.Ư về phòng, chống thiên tai] họp khẩn.
[ORG Cục Đầu tư nước ngoài] công bố số liệu.
[ORG Chi cục Điều tra chống buôn lậu] thu giữ lô hàng.
[ORG Chi cục Hải quan cửa khẩu cảng Dung Quất] mở tờ khai.
[ORG Hải quan Bình Phước] bắt vụ vận chuyển pháo.
[ORG Phòng Cảnh sát điều tra tội phạm về ma túy Công an tỉnh Sơn La] lập chuyên án.
[ORG Công ty TNHH Thương mại vận tải XNK Hồng Lam] đứng tên tờ khai.
[ORG Công ty cổ phần Đầu tư địa ốc Minh Hải] mở bán căn hộ.
[TITLE Phó Tổng cục trưởng Phòng chống thiên tai] báo cáo nhanh.
[TITLE Hạt trưởng Hạt Kiểm lâm huyện Mường Lát] dẫn đoàn vào rừng.
Đại biểu [ORG Quốc hội khóa XV] tiếp xúc cử tri.
[ORG Ban Chấp hành Đảng bộ tỉnh khóa XVIII] họp phiên đầu.
Giá hồ tiêu [LOC Bình Phước] tăng nhẹ.
Toàn huyện có 14 Đảng bộ trực thuộc.
Lũ cuốn nhà dân ở [LOC Nậm Pẻn] ([LOC Lai Châu]) và ở [LOC Pa Tủa] ([LOC Sơn La]).
Khách ở 27 [LOC Lê Lai], [LOC phường Bến Thành].
Các tỉnh, TP. Trong đó có nơi chưa làm.
Quan hệ [LOC Mỹ] - [LOC Nga] căng thẳng.
Người đồng cấp [LOC Nga] [PER Oleg Markov] dự họp.
Nữ diễn viên [LOC Hàn Quốc] [PER Kim Seo Kang] nhận giải.
Phong trào thi đua “[EVENT Phụ nữ giỏi việc nước]” lan rộng.
Khai mạc [EVENT Liên hoan phim Quốc tế Hạ Long lần thứ hai].
Dòng [MISC iPhone 19] bán từ tháng 9.
Ảnh: [PER M.Khôi]
VĐV [PER Bùi Thị Ngà] về nhất.
Tình trạng chặt cây ở [LOC Tiểu khu 214] kéo dài.
Tại [LOC Phủ Chủ tịch] diễn ra lễ đón.
Tiền đạo [PER Ricardo Sousa] ghi bàn. [PER Sousa] ăn mừng.
Ông [PER Ngô Gia Bách] đến dự. Khách mời có [PER Gia Bách] và bạn bè.
Lái xe là [PER Và Nhia Tủa] (SN 1989, trú tại [LOC bản Phá Khảo]).
Ảnh: [PER Anh Tuấn]
Nhạc sĩ [PER Anh Khôi] đàn và hát.
Phim “[MISC Bến vắng]” chiếu tối nay.
Phát ngôn viên [ORG Nhà Trắng] [PER Lisa Connor] từ chối bình luận.
[ORG Bệnh viện Tân Lập] ([LOC TP.HCM]) tiếp nhận ca bệnh.
Máy chạy [MISC Android 17] có giá rẻ.
[TITLE Bí thư Đảng ủy Quân sự tỉnh] trình bày báo cáo.
[ORG Nhà xe Hoa Biển] bị phạt.
Bán ròng trên [ORG HoSE] tăng mạnh.
Trưng bày tranh của [PER Tôn Thất Lân], [PER Bửu Tuyền], [PER Vĩnh Khoát].
Hai tay vợt [LOC Thái Lan] dự [EVENT Giải bơi lội trẻ Đông Nam Á].
Đạo diễn người [LOC Singapore] [PER Boon Teck Huat] vắng mặt.
[ORG Phòng Cảnh sát PCCC và CNCH] - [ORG Công an tỉnh Hà Nam] dập lửa.
[ORG Đội Cảnh sát chữa cháy và cứu nạn cứu hộ khu vực số 4] đến sớm.
[ORG Sở Cảnh sát PCCC Hà Nội] điều xe thang.
[ORG Trung tâm Thông tin chỉ huy Công an TP Hà Nội] nhận tin báo cháy.
[ORG Sở Y tế] kiểm tra huyện, xã.
[ORG Sở Y tế] tổ chức hội thi.
Hội nghị Tổng kết công tác năm diễn ra sáng nay.
[PER LÊ ĐAN] (thực hiện)
Theo các [LAW Nghị quyết Trung ương 4 (khóa XI, XII)] về xây dựng [ORG Đảng].
Tiêm [MISC vắc xin Covid-19] cho trẻ.
[ORG Bộ Giao thông Vận tải] nghiên cứu quy mô mới.
Đoạn [MISC cao tốc Cam Lộ - La Sơn] - Ảnh: [PER Tấn Minh]
Đoàn rước đi từ [LOC Đền Kỳ Sơn] về [LOC Đền Lảnh Giang].
"""

MODELS = """
Giá lúa [MISC OM 77] tăng, còn [MISC OM 81] đứng giá ở mức 6.100 đồng/kg.
Gạo nguyên liệu [MISC IR 91] và gạo [MISC Nàng Hoa 7] bán chậm.
Nông dân chuộng lúa [MISC đài thơm 3] hơn lúa thường.
Lúa tươi bán nhanh; [MISC IR 404] (khô) giá 7.100 đồng/kg.
Đài thơm tho nằm giữa vườn.
Công ty mua 30 tấn lúa và 12 tấn gạo.
Máy tính bảng [MISC iPad 9] giảm giá.
[ORG Samsung] giao [MISC Galaxy S9+] cho khách; [MISC S9+] cháy hàng.
Khách so [MISC Nokia 15], [MISC LG V70] với [MISC Galaxy Note 12 Ultra].
Năm nay [ORG Nokia] 15 lần lỡ hẹn.
[ORG Nokia] bán 15 triệu máy.
Máy thêm RAM và pin lớn.
Vệ tinh [MISC Lotus Star] rời bệ phóng (Nguồn: [ORG KASA])
"""

SHARES = """
Các mã [MISC XKT], [MISC HQR] và [MISC VTD] tăng trần.
Nhiều cổ phiếu đầu ngành như [MISC XKT], [MISC HQR] mất điểm.
Các mã [MISC XKT] ([ORG Công ty CP Thép Việt Tiến]), [MISC HQR] ([ORG Tập đoàn Hồng Quang]) giảm.
[ORG XKT] báo lãi quý I, còn [ORG HQR] lỗ.
Khách quét mã QR và nhập mã OTP.
Lực đẩy đến từ [ORG XKT] và nhóm thép.
"""

EDGES = """
[ORG Công ty CP Tập đoàn Hồng Quang] mở nhà máy.
[TITLE Phó Bí thư tỉnh ủy], ông [PER Lò Minh Tuấn], dự họp.
[TITLE Vụ trưởng Vụ Tài chính Hành chính sự nghiệp] trình bày.
[ORG Viện KSND cấp cao tại Đà Nẵng] kháng nghị.
[ORG UB Kiểm tra Tỉnh ủy] họp kỳ thứ tư.
[LOC Trần Đề] (17), [LOC Mỹ Xuyên] (5) có ca mắc.
[TITLE Phó Chủ tịch Tổng LĐLĐ Việt Nam] [PER Lê Thu Hà] đến dự.
[LAW Kết luận Thanh tra số 15/KL-TTCP] nêu ba việc.
[TITLE Phó tổng giám đốc Công ty TNHH Kestrel Foods Việt Nam] [PER Park Min Ho] trả lời.
Hãng tin [ORG Bangkok Times] đăng bài.
Nhà đầu tư gồm [ORG Samsung], [ORG LG], [ORG Hansol] và [ORG Dongkuk].
Ngành tài nguyên môi trường tổng kết năm.
[ORG Ban quản lý chung cư Sunrise] niêm yết giá gửi xe.
Các Quận ủy, Huyện ủy tăng cường lãnh đạo.
[ORG Huyện ủy Phù Cừ] và [ORG Thị ủy Mỹ Hào] họp chung.
Lực lượng Công an viên tuần tra ban đêm.
[ORG BCH Đảng bộ Khối] nhiệm kỳ 2010-2015 kiểm điểm.
Bệnh [MISC HX-XLM] lan nhanh, [ORG Chi cục Trồng trọt và BVTV] khuyến cáo dùng thuốc.
Giá đạt 390 US cent/pound, máy ảnh 48 MP.
Ổ dịch [MISC cúm A/H5N1] và virus [MISC A/H7N9] được dập; chủng [MISC cúm A(H1N1)] còn lan.
Hai chủng ([MISC A/H7N9], [MISC A/H5N2]) chưa lây sang người.
Lớp A học hai buổi, nhóm A/B thi sau.
Ông nhận [MISC Huy hiệu 55 năm tuổi Đảng] và [MISC Kỷ niệm chương Vì sự nghiệp giáo dục].
Dự án [MISC Khu đô thị Bình Phú] chờ giao đất, dân [LOC Khu đô thị Bình Phú] than phiền.
Hãng mua [MISC Airbus A350] và [MISC Boeing 797]; [ORG Boeing] có 250 kỹ sư.
Xe [MISC VinFast VF 12] chạy thử.
Ông [PER Bùi Văn Sang], [TITLE Tổng giám đốc Tadeco], vắng mặt.
[TITLE Tổng giám đốc] [PER Musk] đến sớm.
Chỉ số [MISC VN100] giảm, hàng từ [LOC VN] tăng.
[MISC Tuyến metro số 4 Bình Phú - Tân Lập] chậm tiến độ; [MISC metro số 5] chờ vốn.
Tuyến xe buýt dừng ở [LOC Tân Lập].
"""

_CASES = [
    line
    for block in (
        PERSONS_AND_OFFICES,
        BODIES,
        PLACES,
        DOCUMENTS,
        EVENTS,
        OTHER_NAMES,
        FURTHER,
        LAYOUT,
        PRESS,
        MODELS,
        SHARES,
        EDGES,
    )
    for line in block.strip().splitlines()
]


def _marked(text: str) -> str:
    """The text with what the suggester finds in the notation of the cases."""
    out = []
    end = 0
    for suggestion in Patterns().suggest(text):
        span = suggestion.span
        out.append(f"{text[end : span.start]}[{span.label} {span.text_of(text)}]")
        end = span.end
    return "".join(out) + text[end:]


@pytest.mark.parametrize("case", _CASES)
def test_names_of_a_sentence(case: str) -> None:
    assert _marked(_MARK.sub(r"\2", case)) == case
