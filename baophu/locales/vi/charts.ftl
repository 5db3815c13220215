# Câu chữ của các biểu đồ chỉ tiêu, địa phương, loại hình, kiểm tra số học, và của mục bảo hiểm xã hội.

plan-owner-unstated = nguồn không nêu
chart-tip = { $area }: { $said }. Theo nguồn: { $printed }; { $publisher }
chart-estimated = { $value } (ước tính)

# Chỉ tiêu

# Địa phương trong tỉnh

# Loại hình bảo hiểm xã hội
chart-rate-of = { $pct } { $unit }
chart-gso-share = { $pct } lực lượng lao động năm { $year } của cơ quan thống kê

# Kiểm tra số học

# Mục bảo hiểm xã hội
social-now-both = { $by }: { $people } người, nguồn ghi { $rate }; hai con số đó cho mẫu số khoảng { $implied } người.
social-now-count = { $by }: { $people } người; nguồn không nêu tỷ lệ.
social-now-rate = { $by }: { $rate }; nguồn không nêu số người.
social-share = Theo lực lượng lao động năm { $year } của cơ quan thống kê ({ $people } người) là { $pct }.
social-no_count = Thiếu số người nên không tính được theo lực lượng lao động của cơ quan thống kê.
social-no_labour_force_of_year = Kho số liệu chưa có lực lượng lao động năm { $year } của cơ quan thống kê, nên không tính được tỷ lệ trên mẫu số đó.
social-base-changed = Từ tháng { $date } các nguồn chia cho một lực lượng lao động khác trước. Tỷ lệ công bố trước và sau mốc này không so được với nhau, dù số người vẫn so được; báo cáo không nối chúng.
social-reached = đạt { $value }
social-total = tổng số tham gia BHXH (bắt buộc và tự nguyện)
social-unknown = Kho số liệu chưa có số người hay tỷ lệ nào dùng được, ghi ngày, của toàn { $province } về: { $schemes }.
labour-caption = Số người và phần trăm lực lượng lao động: theo nguồn công bố và theo cơ quan thống kê
labour-col-scheme = Loại hình
labour-col-date = Ngày
labour-col-people = Số người
labour-col-printed = Tỷ lệ đã công bố
labour-col-implied = Mẫu số của nguồn
labour-base-printed = { $count } (đã công bố)
labour-base-implied = khoảng { $count } (suy ra)
labour-no-base = không công bố
labour-col-gso = Theo lực lượng lao động thống kê
labour-not-printed = không công bố
labour-share = { $pct } của { $people } người
labour-starred = { $text } *
labour-no_count = thiếu số người
labour-no_labour_force_of_year = chưa có lực lượng lao động { $year }
labour-note-copy = * Lực lượng lao động lấy từ một bản chép lại số liệu của cơ quan thống kê, độ tin cậy thấp hơn bản gốc; chỉ dùng ở những năm không có bản gốc.
districts-rest = các nơi còn lại: { $areas }
districts-unnamed = { $count } nơi không nêu tên
group-flow = { $value } tham gia trong đợt
group-loss = { $value } mất thẻ hoặc mất hỗ trợ (số gộp)
group-not_renewed = { $value } có thẻ hết hạn chưa gia hạn (số gộp)
chart-too-few = Chưa đủ số để vẽ biểu đồ: dưới ba con số so được với nhau.

chart-gap-reached = đạt hoặc vượt
chart-gap-cannot_say = chưa rõ đạt hay chưa
chart-gap-no_level = chưa có mức để so
chart-gap-short = thiếu { $points }
chart-plan-pct = { $pct } ({ $date })
chart-plan-met = đạt hoặc vượt
chart-plan-missing = thiếu khoảng { $people } người
chart-plan-dated = { $said } ({ $date })
targets-row = Năm { $year }, chỉ tiêu { $target }
plans-row = { $scheme }, kế hoạch { $year }
chart-targets-panel-population = Bảo hiểm y tế, % dân số của nguồn
chart-targets-panel-plan = % kế hoạch tính bằng người
chart-targets-missing = thiếu { $people }
chart-targets-title = { $province }: { $finding }
chart-targets-title-row = so với chỉ tiêu năm { $year }, { $gap }
chart-targets-alt = Chỉ tiêu của { $province }: { $rows }.
chart-targets-caption = Thanh xanh là mức công bố cuối cùng của năm (nhạt: nguồn ghi là ước tính, chưa đủ để nói chỉ tiêu đã đạt), vạch xanh lá là chỉ tiêu hoặc 100% kế hoạch, phần đỏ là còn thiếu; trục không bắt đầu từ 0. Mức bao phủ và số người theo dân số của đơn vị công bố; phần trăm kế hoạch không phải phần trăm dân số, và tính từ số người khi số người mới hơn phần trăm đã công bố.{ $open ->
    [none] {""}
   *[other] {" "}Chưa có mức để so: { $open }.
 } Nguồn: { $sources }.
chart-districts-title = { $province }, { $date }: { $kind ->
    [unnamed] { $count } trong { $all } địa phương { $low } ({ $what }), nguồn không nêu tên
   *[named] thấp nhất { $last } { $low } ({ $what })
 }; cao nhất { $best }
chart-districts-alt = Các địa phương của { $province }, { $what }, { $date }: { $rows }.
chart-districts-caption = Mỗi chấm một địa phương; mũi tên là “trên”, “dưới”; trục không bắt đầu từ 0.{ $owner ->
    [none] {""}
   *[other] {" "}Phần trăm kế hoạch (cơ quan giao: { $owner }), không phải phần trăm dân số.
 }{ $remarks ->
    [none] {""}
   *[other] {" "}{ $remarks }.
 } Nguồn: { $sources }.
# Mức bao phủ theo thời gian
levels-axis = % dân số tham gia BHYT (trục từ { $start })
levels-axis-zero = % dân số tham gia BHYT
levels-estimate = ước tính 31/12
levels-scale-announced = công bố
levels-scale-gso = dân số thống kê
levels-estimated = nguồn ước tính, { $date }
levels-target = chỉ tiêu { $target }
levels-country = cả nước { $pct } ({ $date })
levels-loss-share = { $pct } dân số thống kê mất thẻ BHYT miễn phí
levels-derived = { $pct } (suy{"\u00A0"}ra)
levels-newest = { $pct } ({ $date })
levels-loss = { $count } người mất thẻ miễn phí
levels-not_renewed = { $count } người chưa gia hạn thẻ
levels-title-short-within = { $on } thấp hơn chỉ tiêu cuối năm { $year } { $points } điểm %
levels-title-reached-within = { $on } bao phủ { $level }, không thấp hơn chỉ tiêu cuối năm { $year } ({ $target })
levels-title-unlike = Công bố { $before } ({ $start }) và { $level } ({ $date }): chưa so được với nhau
levels-title-short = { $by } chưa đạt chỉ tiêu năm { $year }, còn thiếu { $points } điểm %
levels-title-reached = { $by } đã đạt chỉ tiêu { $target } năm { $year }: { $level }
levels-title-cannot_say = Tỷ lệ gần nhất ({ $date }): chưa thể kết luận về chỉ tiêu năm { $year }
levels-title-loss = { $on }, { $loss }; tỷ lệ bao phủ gần nhất sau đó: { $level } ({ $date })
levels-title-loss-since = { $on }, { $loss }; từ đó chưa thu thập được tỷ lệ bao phủ nào
levels-title-fell = Tỷ lệ bao phủ giảm từ { $before } ({ $start }) xuống { $level } ({ $date })
levels-title-rose = Tỷ lệ bao phủ tăng từ { $before } ({ $start }) lên { $level } ({ $date })
levels-title-unclear = { $before } ({ $start }), rồi { $level } ({ $date }): chưa nói được tăng hay giảm
levels-title-above = { $level } ({ $date }): cao hơn cả nước { $points } điểm %
levels-title-below = { $level } ({ $date }): thấp hơn cả nước { $points } điểm %
levels-title-equal = { $level } ({ $date }): bằng cả nước
levels-title-one = Mới thu thập được một tỷ lệ bao phủ: { $level } ({ $date })
levels-title-none = Chưa thu thập được tỷ lệ bao phủ bảo hiểm y tế nào
levels-alt = Biểu đồ điểm theo thời gian { $first }–{ $last }, { $province }.
levels-alt-target = Chỉ tiêu năm { $year }: { $target }.
levels-alt-country = Cả nước, 31/12: { $levels }.
levels-caption = Mỗi điểm dẫn tới nguồn của nó. Đường xám: mức công bố của cả nước ngày 31/12, ngắt ở chỗ thiếu năm hoặc đổi cách tính.
levels-caption-scales = Hai thước đo: chia cho dân số của đơn vị công bố, và chia cho dân số của cơ quan thống kê.
levels-caption-estimates = Cột xanh nhạt: khoảng ước tính (độ tin cậy 80%), không phải số công bố; khi thử trên các mức đã công bố, khoảng tám trong mười mức nằm trong khoảng ước tính.
levels-caption-derived = Điểm rỗng: mức suy ra từ số tăng, giảm đã công bố.
levels-caption-net = Dải đỏ: thời gian chỉ công bố số giảm, không công bố mức.
levels-caption-gross = Vạch đỏ: ngày có số người mất thẻ được công bố, chưa trừ người tham gia lại.
levels-caption-event = { $date }: { $event }.
levels-sentence-both = { $by }, { $province } có { $announced } dân số tham gia bảo hiểm y tế theo công bố và { $gso } theo dân số của cơ quan thống kê ({ $publisher }): hai tỷ lệ chia cho hai dân số khác nhau. { $caveat }
levels-sentence-announced = { $by }, { $province } có { $announced } dân số tham gia bảo hiểm y tế theo công bố ({ $publisher }); tỷ lệ này không kèm số người, nên chưa tính được theo dân số thống kê. { $caveat }
levels-sentence-gso = { $by }, số người tham gia bảo hiểm y tế ở { $province } bằng { $gso } dân số của cơ quan thống kê ({ $publisher }); đơn vị công bố không nêu tỷ lệ. { $caveat }
levels-sentence-none = Kho số liệu của baophu chưa có tỷ lệ bao phủ bảo hiểm y tế nào của toàn { $province } có ghi rõ thời điểm cho { $first }–{ $last }; điều đó không có nghĩa là chưa từng có số được công bố.
levels-caveat-end = Đây là số cuối năm, thời điểm bao phủ thường cao nhất trong năm.
levels-caveat-other = Đây không phải số 31/12, nên không so trực tiếp được với chỉ tiêu cuối năm.
levels-caveat-estimate = Theo nguồn đây là số ước tính.
levels-caveat-cards = Nguồn đếm thẻ chứ không đếm người.
levels-caveat-year = Nguồn chỉ ghi năm; báo cáo xếp số này vào 31/12 theo quy ước.

chart-schemes-heading = { $scheme }, người
chart-schemes-fell = { $row }: giảm
chart-schemes-title = { $province }: { $finding }
chart-schemes-alt = Bảo hiểm xã hội và bảo hiểm thất nghiệp của { $province } theo thời gian: { $points }.
chart-schemes-caption = Mỗi loại hình một thang, đều từ 0; dấu rỗng là số ước tính, sơ bộ hoặc còn mâu thuẫn; dải đỏ là đợt giảm không có mức đi kèm. Số người là số đang tham gia tại ngày đó. Không có đường nối vì các điểm thưa. Nguồn: { $sources }.
chart-audit-panel = Số công bố trừ số tính lại, { $measure }
chart-audit-where = { $area }, { $scheme }
chart-audit-title = { $province }: { $count } phép kiểm tra không khớp; lệch nhiều nhất { $size } ({ $what })
chart-audit-alt = Số công bố so với số tính lại của { $province }: { $rows }.
chart-audit-caption = Chấm trắng ở 0 là số tính lại từ các số khác, chấm đỏ là số công bố, dải nhạt là phần do làm tròn. Không khớp chưa nói được con số nào sai. Nguồn: { $sources }.
groups-note = Người tham gia có thể chuyển giữa các nhóm, nên số của các nhóm không cộng lại; các ngày khác nhau.
