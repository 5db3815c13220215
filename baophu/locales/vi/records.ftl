# Câu chữ của trang biến động người tham gia theo dữ liệu thẻ của cơ quan.

records-synthetic-name = Tỉnh giả lập (synthetic)
records-synthetic-district = Huyện giả lập { $number }
records-synthetic-mark = DỮ LIỆU GIẢ LẬP (SYNTHETIC)
records-synthetic-title = Giả lập: { $title }
records-synthetic-note = Dữ liệu giả lập (synthetic), không phải số liệu của tỉnh nào.
records-synthetic-warning = Mọi con số do máy tính tạo ra để dùng thử, không của người nào, tỉnh nào.
records-no-district = Chưa rõ huyện

records-kicker = Dữ liệu thẻ BHYT của cơ quan · chỉ số liệu tổng hợp
records-kicker-synthetic = Dữ liệu thẻ giả lập (synthetic) · chỉ số liệu tổng hợp
records-version = Phiên bản dữ liệu
records-page-title = { $province }: biến động người tham gia BHYT từ { $start } đến { $end }
records-description = { $province }, từ { $start } đến { $end }: biến động số người tham gia BHYT tính từ dữ liệu thẻ, tách theo lý do, khớp đến từng người.
records-meta-period = Kỳ báo cáo
records-meta-period-value = { $start } đến { $end }, so với cùng kỳ năm trước
records-meta-data = Dữ liệu thẻ
records-meta-data-value = từ { $first } đến { $cut }
records-meta-hidden = Bảo vệ dữ liệu cá nhân
records-meta-hidden-value = không nêu số từ 1 đến { $most } người và số liệu có thể suy ra các số đó

records-people = { $count } người
records-between = từ { $start } đến { $end }
records-total = Toàn tỉnh, thành phố
records-quarter = quý { $quarter }/{ $year }
records-month = tháng thứ { $n }
records-term = Thẻ { $term } tháng
records-year-before = ({ $count })

records-heading-stock = Số người tham gia theo nhóm, { $first } đến { $cut }, so với số đã công bố
records-heading-renewals = Thẻ hộ gia đình đến hạn, { $from } đến { $to }: bao nhiêu được gia hạn
records-heading-persistency = Bắt đầu tham gia từ { $first } đến { $cut }: tham gia được bao lâu
records-heading-returns = Thôi rồi tham gia lại: các lượt thôi tham gia từ { $from } đến { $followed }
records-heading-moves = Chuyển nhóm đối tượng trong năm { $year }
records-heading-districts = Các huyện, thẻ hộ gia đình đến hạn năm { $year }: khác biệt thật hay ngẫu nhiên
records-heading-due = Sắp hết hạn trong 90 ngày, tính từ ngày cuối của dữ liệu, { $day }
records-heading-intake = Dữ liệu đã nhận, { $first } đến { $cut }, và số đã ẩn

records-group-all = Tổng số người tham gia
records-group-employee = Người lao động
records-group-agency = Tổ chức BHXH đóng
records-group-forces = Lực lượng vũ trang
records-group-merit = Người có công, khác
records-group-child = Trẻ em dưới 6 tuổi
records-group-poor = Hộ nghèo, vùng khó khăn
records-group-near-poor = Hộ cận nghèo
records-group-pupil = Học sinh, sinh viên
records-group-farm = Hộ nông nghiệp TB
records-group-household = Hộ gia đình
records-group-other-groups = Các nhóm khác

records-step-opening = Số người tham gia đầu kỳ
records-step-new = Tham gia lần đầu
records-step-returned = Tham gia lại
records-step-from-other-province = Từ tỉnh khác chuyển đến
records-step-came-otherwise = Tham gia vì lý do khác
records-step-moved-in = Từ nhóm khác chuyển sang
records-step-term-3 = Thẻ 3 tháng hết hạn, cuối kỳ chưa có thẻ
records-step-term-6 = Thẻ 6 tháng hết hạn, cuối kỳ chưa có thẻ
records-step-term-12 = Thẻ 12 tháng hết hạn, cuối kỳ chưa có thẻ
records-step-other = Thẻ khác hết hạn, cuối kỳ chưa có thẻ
records-step-ended-early = Báo giảm trước ngày hết hạn thẻ
records-step-died = Tử vong
records-step-moved-away = Chuyển đi nơi khác (đã báo giảm)
records-step-to-other-province = Đã có thẻ ở tỉnh khác
records-step-moved-out = Chuyển sang nhóm khác
records-step-closing = Số người tham gia cuối kỳ

records-outcome-on-time = gia hạn đúng hạn
records-outcome-within-30 = trễ 1–30 ngày
records-outcome-within-90 = trễ 31–90 ngày
records-outcome-later = gia hạn, trễ quá 90 ngày
records-outcome-never = chưa gia hạn, đã quá 90 ngày
records-outcome-unknown = chưa thể biết
records-outcome-moved = sang nhóm khác

records-finding = Từ { $start } đến { $end }, số người tham gia BHYT { $kind ->
    [fall] giảm ròng { $net } ({ $pct }), từ { $opening } xuống { $closing }
    [rise] tăng ròng { $net } ({ $pct }), từ { $opening } lên { $closing }
   *[none] không thay đổi: { $opening }
}. Có { $came } mới tham gia hoặc tham gia lại, { $left } không còn tham gia ({ $left_pct } số người đầu kỳ).
records-finding-before = Cùng kỳ năm trước { $kind ->
    [fall] giảm { $net }
    [rise] tăng { $net }
   *[none] không thay đổi
}; số người không còn tham gia { $way ->
    [rise] tăng từ { $was } lên { $left }
    [fall] giảm từ { $was } xuống { $left }
   *[none] không đổi
}.
records-finding-season = Năm nào trong dữ liệu, số người tham gia cũng cao nhất vào thời điểm này của năm (như ngày { $start }) rồi giảm.
records-finding-reasons = Người không còn tham gia, theo cách thẻ cuối cùng kết thúc: { $reasons }.
records-finding-reason = { $count } ({ $share }) { $reason }
records-finding-group = Nhóm giảm nhiều nhất: { $group }, { $net }.
records-finding-group-parts = Nhóm giảm nhiều nhất: { $group }, { $net }: { $moved } chuyển sang nhóm khác và { $left } không còn tham gia; { $joined } mới hoặc tham gia lại và { $moved_in } từ nhóm khác chuyển đến.
records-finding-published = Mức tăng, giảm đã công bố cho đúng kỳ này: { $change }; tính từ dữ liệu thẻ: { $net }; chênh lệch: { $difference }.

records-card-net = tăng, giảm ròng
records-card-came = mới hoặc tham gia lại
records-card-left = không còn tham gia
records-card-left-pct = không còn tham gia, % đầu kỳ
records-card-before = cùng kỳ năm trước: { $value }

records-waterfall-title = { $kind ->
    [fall] Giảm ròng { $net }
    [rise] Tăng ròng { $net }
   *[none] Không tăng, không giảm
}: { $came } mới hoặc tham gia lại, { $left } không còn tham gia
records-waterfall-caption = Lý do là cách thẻ cuối cùng kết thúc; thôi rồi tham gia lại trong kỳ thì không tính. Xám, trong ngoặc: cùng kỳ năm trước, vẽ từ cùng điểm đầu để so độ dài. Vạch đứng: tổng số; trục không bắt đầu từ 0.
records-waterfall-published = Khung rỗng: mức tăng, giảm đã công bố cho đúng kỳ này, đặt cạnh mức tính từ dữ liệu thẻ.
records-net-records = Tăng, giảm ròng theo dữ liệu thẻ
records-net-published = Tăng, giảm đã công bố
records-net-difference = chênh lệch { $difference }
records-groups-caption = Tăng, giảm theo nhóm đối tượng, từ { $start } đến { $end }
records-column-group = Nhóm đối tượng
records-column-opening = Đầu kỳ
records-column-closing = Cuối kỳ
records-column-net = Tăng, giảm
records-column-step = Bước
records-column-now = Kỳ này
records-column-before = Cùng kỳ năm trước
records-column-moved-in = Chuyển nhóm đến
records-column-moved-out = Chuyển nhóm đi
records-column-term-3 = Thẻ 3 tháng
records-column-term-12 = Thẻ 12 tháng
records-groups-note = Đầu kỳ + mới, tham gia lại + chuyển nhóm đến − chuyển nhóm đi − không còn tham gia = cuối kỳ. Không còn tham gia: ngày cuối kỳ không có thẻ của nhóm nào. Chuyển nhóm so ngày đầu với ngày cuối, dù giữa chừng có gián đoạn. Từng lý do, chung cho mọi nhóm, ở Phụ lục A. Dấu –: không nêu, để không suy ra được một số nhỏ; số ấy có thể lớn.
records-steps-caption = Từng bước, so với cùng kỳ năm trước

records-stock-title = Số người tham gia: { $before } ngày { $start }, { $after } ngày { $end }
records-stock-alt = { $title }. Đường theo các ngày cuối tháng, cho toàn tỉnh và từng nhóm. Số đã công bố: { $points }.
records-stock-caption = Số người có thẻ còn hạn vào ngày cuối tháng, mỗi người một lần. Mỗi ô dùng thang đo riêng, không bắt đầu từ 0. { $n ->
    [0] Không có số đã công bố để so.
   *[other] Hình thoi: số đã công bố ({ $sources }).
}
records-published-caption = Số đã công bố so với dữ liệu thẻ cùng ngày
records-published-none = Kho số liệu không có số người tham gia đã công bố trong khoảng thời gian của dữ liệu thẻ, nên không so được.
records-published-synthetic = số công bố cũng là giả lập
records-column-day = Ngày
records-column-published = Đã công bố
records-column-records = Dữ liệu thẻ
records-column-difference = Chênh lệch
records-column-source = Nguồn

records-renewals-title = { $n ->
    [0] Hộ gia đình: thẻ đến hạn và việc gia hạn theo quý
   *[other] Hộ gia đình, thẻ đến hạn { $quarter }, gia hạn đúng hạn hoặc trong 30 ngày: { $rates }
}
records-renewals-rate = thẻ { $term } tháng { $pct }
records-renewals-row = { $due } thẻ đến hạn, gia hạn đúng hạn hoặc trong 30 ngày { $pct }
records-renewals-caption = Mỗi cột: toàn bộ thẻ hết hạn trong quý mà đến ngày ấy vẫn đang dùng, phân theo kết quả sau đó; gạch chéo (nếu có): chưa đủ thời gian để biết. Vẽ từ một năm trước kỳ báo cáo đến hai quý sau kỳ. Tỷ lệ gia hạn tính trên số thẻ đến hạn trừ phần sang nhóm khác và phần chưa biết. Dấu –: không nêu, để không suy ra được một số nhỏ; số ấy có thể lớn.
records-renewals-table = Hộ gia đình: số thẻ đến hạn và tỷ lệ gia hạn đúng hạn hoặc trong 30 ngày, theo số tháng của thẻ (dấu –: không nêu, có thể là số lớn)
records-column-quarter = Quý
records-column-term = Thẻ
records-column-days = { $days } ngày
records-column-due = Đến hạn
records-column-total = Tổng
records-column-renewed = Gia hạn
records-column-due-of = { $term } tháng: đến hạn
records-column-renewed-of = { $term } tháng: gia hạn
records-column-never = Chưa gia hạn, đã quá 90 ngày

records-returns-title = Trong { $quarter } có { $left } lượt thôi tham gia; { $pct } tham gia lại trong 90 ngày
records-returns-row = { $quarter }, { $left } lượt thôi tham gia
records-return-within-30 = tham gia lại trong 30 ngày
records-return-within-90 = sau 31–90 ngày
records-return-over-90 = sau hơn 90 ngày
records-return-not-back = chưa tham gia lại
records-returns-caption = Mỗi cột: mọi lượt thôi tham gia trong quý (tính theo ngày đầu tiên không còn thẻ; không kể tử vong), phân theo việc sau đó có thẻ lại hay không, ở bất cứ nhóm nào. Khác với các bước của biến động, người thôi rồi tham gia lại trong kỳ cũng tính; hai lần là hai lượt. Vẽ từ một năm trước kỳ báo cáo đến hai quý sau kỳ, trừ quý chưa theo dõi đủ 90 ngày. Chưa tham gia lại: tính đến ngày cuối của dữ liệu, nên quý càng gần càng cao.
records-returns-few = Chưa có quý nào được theo dõi đủ 90 ngày để nêu bao nhiêu người tham gia lại.
records-returns-table = Thôi tham gia trong { $quarter }, theo nhóm trước đó: bao nhiêu lượt tham gia lại, sau bao lâu (dấu –: không nêu, có thể là số lớn)
records-column-exits = Lượt thôi tham gia
records-column-within-30 = Tham gia lại trong 30 ngày
records-column-within-90 = Sau 31–90 ngày
records-column-over-90 = Sau hơn 90 ngày
records-column-not-back = Chưa tham gia lại
records-column-returned = Tỷ lệ tham gia lại trong 90 ngày

records-persistency-title = Người tham gia theo hộ gia đình từ năm { $year }: { $pct } còn tham gia sau tháng thứ 13
records-persistency-row = năm { $year }, { $count } người: tháng thứ 3 { $month_3 } (còn theo dõi { $month_3_at_risk }), tháng thứ 13 { $month_13 } ({ $month_13_at_risk }), tháng thứ 25 { $month_25 } ({ $month_25_at_risk })
records-persistency-caption = Người bắt đầu tham gia theo hộ gia đình, theo năm bắt đầu. Dưới mỗi năm: số người bắt đầu, rồi số người đang tham gia và còn theo dõi được sau tháng thứ 3, 13, 25 (làm tròn xuống khi có ẩn số nhỏ). Gián đoạn không quá 30 ngày hoặc chuyển nhóm vẫn tính là liên tục; tử vong và hết kỳ dữ liệu là ngừng theo dõi (Kaplan–Meier). Chấm rỗng: mới đủ thời gian theo dõi người tham gia đầu năm; tỷ lệ cả năm có thể thấp hơn. Tháng thứ 3 chưa cho thấy ai không gia hạn thẻ 3 tháng, vì phải quá 30 ngày mới tính. Dải màu: khoảng tin cậy 95% theo Greenwood. Tháng thứ 3, 13, 25 là ngày thứ 91, 396, 761.
records-persistency-table = Còn tham gia liên tục, năm bắt đầu mới nhất đã đủ 25 tháng; số còn theo dõi làm tròn xuống khi có ẩn số nhỏ
records-column-year = Năm bắt đầu
records-column-entered = Số người
records-column-month = Tháng { $n }
records-column-at-risk = Còn theo dõi sau tháng { $n }
records-entered = Tham gia
records-persistency-few = Quá ít người bắt đầu tham gia theo hộ gia đình để nêu tỷ lệ.

records-moves-title = Năm { $year }: { $total } lượt chuyển nhóm đối tượng; nhiều nhất trong các số được nêu: { $first }
records-moves-row = { $group } sang { $to }: { $count }
records-moves-caption = Hàng: nhóm trước; cột: nhóm sau, chuyển liền ngày, không gián đoạn, trong cả năm; nên khác với chuyển nhóm ở bảng theo nhóm, nơi so ngày đầu với ngày cuối kỳ. Một người chuyển nhiều lần tính nhiều lượt. Ô trống: không có lượt nào. Dấu –: không nêu, để không suy ra được một số nhỏ; số ấy có thể lớn.

records-funnel-title = Hộ gia đình, thẻ đến hạn năm { $year }: { $pct } gia hạn đúng hạn hoặc trong 30 ngày; { $n ->
    [0] không huyện nào ngoài giới hạn 99,8% quanh mức chung
   *[other] ngoài giới hạn 99,8%: { $names }
}
records-funnel-outside = { $district } ({ $pct }, { $side ->
    [above] cao hơn mức chung
   *[below] thấp hơn mức chung
})
records-funnel-row = { $district }: { $due } thẻ, { $pct }
records-funnel-caption = Mỗi chấm là một huyện: số thẻ đến hạn đã rõ kết quả, trừ phần sang nhóm khác (ngang) và tỷ lệ gia hạn đúng hạn hoặc trong 30 ngày (dọc). Đường liền: mức chung toàn tỉnh. Gạch: giới hạn 95%; chấm nhỏ: 99,8% theo phân phối nhị thức; chấm cam: ngoài giới hạn 99,8%. Trong giới hạn, khác biệt có thể chỉ là ngẫu nhiên: trong 20 huyện như nhau, trung bình một huyện ra ngoài giới hạn 95%. Tên huyện được viết tắt khi thiếu chỗ.
records-funnel-few = Chưa đủ ba huyện có tỷ lệ được nêu để so sánh.

records-due-title = { $due } thẻ hộ gia đình hết hạn trong 90 ngày sau { $day }, nhiều nhất ở { $first }: { $most }
records-due-row = { $district }: { $due } ({ $days_1_30 } trong 30 ngày đầu, { $days_31_60 } trong 30 ngày tiếp theo, { $days_61_90 } trong 30 ngày cuối)
records-due-caption = Thẻ đang còn hiệu lực vào ngày cuối của dữ liệu, hết hạn sau 1 đến 30 ngày (đỏ), 31 đến 60 ngày (cam), 61 đến 90 ngày (xanh); ba số ghi bên phải theo thứ tự ấy. Thẻ bắt đầu sau ngày ấy chưa tính, nên ai đã gia hạn trước cũng có trong đó.
records-due-table = Thẻ hộ gia đình sắp hết hạn, theo số tháng đã đóng

records-intake-caption = Dữ liệu đã nhận
records-column-what = Nội dung
records-column-count = Số
records-count-rows = Dòng đã đọc
records-count-kept = Dòng dùng để tính
records-count-persons = Người
records-count-duplicates = Dòng trùng
records-count-faulty = Dòng lỗi, bỏ ra
records-count-blank = Dòng trống
records-count-inverted = Dòng có ngày hết hạn trước ngày bắt đầu, bỏ ra
records-count-old-number = Thẻ trước 01/8/2017 không nối được theo người, bỏ ra
records-count-padded = Mã số 9 chữ số, đã thêm số 0 ở đầu
records-count-other-province = Thẻ của tỉnh khác
records-count-term-from-dates = Thẻ có số tháng suy từ ngày
records-count-open-ends = Thẻ không ghi ngày hết hạn
records-count-persons-with-overlaps = Người có thẻ chồng thời gian
records-count-persons-with-two-ends = Người có hai ngày hết hạn cho một ngày bắt đầu
records-count-persons-in-two-provinces = Người có thẻ ở hai tỉnh
records-count-events = Tử vong, chuyển đi đã biết
records-cut = Ngày cuối của dữ liệu: { $cut }.
records-fewer = dưới { $k }
records-hidden = Số từ 1 đến { $most } người được thay bằng dấu –, và cả những số mà từ đó có thể tính ra số như vậy; tỷ lệ của các số ấy cũng vậy. Số đã ẩn thì ẩn ở mọi kỳ báo cáo.
records-method = Mỗi người mỗi ngày ở một nhóm: khi có nhiều thẻ còn hạn, ngày ấy thuộc nhóm xếp trước theo thứ tự đối tượng quy định tại Luật BHYT. Ngày bắt đầu và ngày hết hạn đều tính là có thẻ. Không còn tham gia là không có thẻ còn hạn vào ngày cuối kỳ; lý do là cách thẻ cuối cùng kết thúc: hết hạn theo số tháng đã đóng, báo giảm trước hạn, tử vong, chuyển đi. Tử vong và chuyển đi chỉ biết khi có trong danh sách. Tham gia lại là có thẻ lần nữa, ở bất cứ nhóm nào, sau ít nhất một ngày không có thẻ.
records-stamp = Phiên bản dữ liệu thẻ { $data } · baophu { $version } · tham số: { $start }, { $end }, language = { $language }.
records-chooser-start = Từ ngày
records-chooser-end = Đến ngày
records-chooser-group = Nhóm
records-chooser-district = Huyện
records-chooser-any = Tính cho ngày bất kỳ
records-chooser-office = Ngày không phải cuối tháng chỉ tính được khi mở dữ liệu với k=None, dùng trong nội bộ cơ quan.
records-districts-table = Hộ gia đình, thẻ đến hạn trong năm { $year }, theo huyện; gia hạn: đúng hạn hoặc trong 30 ngày, trên số thẻ đã rõ kết quả
records-column-district = Huyện
records-office-mark = CHỈ DÙNG TRONG CƠ QUAN
records-office-only = mọi số đều nêu, kể cả số rất nhỏ: chỉ dùng trong cơ quan, không gửi ra ngoài.
records-column-period = Kỳ
records-column-came = Mới, tham gia lại
records-column-left = Không còn tham gia
records-office-caption = Số của cơ quan, tính từ dữ liệu thẻ, chưa công bố, bên cạnh mức tăng, giảm đã công bố
records-office-note = Bảng này chỉ có trong báo cáo dựng trên máy của cơ quan; báo cáo và trang mạng cho công chúng không có. Số dưới { $k } người được thay bằng dấu –. Đầy đủ hơn: make lapse PROVINCE={ $province } FROM={ $start } TO={ $end }
records-term-payroll = Đóng hằng tháng
