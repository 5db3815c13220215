# Mẫu số và thời điểm trong năm: hai mục, hai biểu đồ, và các câu để trích lại.

section-denominators = Tính trên dân số nào?
section-season = Thời điểm trong năm

counted-persons = { $count } người
counted-cards = { $count } thẻ (số thẻ, không phải số người)
base-announced = dân số của đơn vị công bố
base-gso_avg_revised = dân số thống kê hiệu chỉnh sau 2019
base-census = { $name }
base-gso_avg_pre2019census = dân số thống kê trước tổng điều tra 2019

denominators-intro = Mỗi số người tham gia đã in được chia cho từng dân số có thể dùng cho ngày đó. Tử số giữ nguyên; các dòng của cùng một ngày chỉ khác nhau ở dân số.
denominators-caption = Mỗi số tham gia bảo hiểm y tế đã in, trên từng dân số
denominators-caption-newest = Số tham gia bảo hiểm y tế đã in, trên từng dân số: { $shown } ngày gần nhất trong { $all } ngày có số
denominators-col-day = Ngày, số tham gia
denominators-col-base = Dân số nào
denominators-col-population = Số dân
denominators-col-pct = Bao phủ
denominators-col-uninsured = Người chưa tham gia
denominators-publishers = Dân số của đơn vị công bố
denominators-office = cơ quan thống kê
denominators-default = mặc định
denominators-of-cards = số thẻ
denominators-over = số tham gia vượt dân số
denominators-band = { $by }, cùng một con số { $counted } cho bao phủ từ { $low } đến { $high } tùy dân số: chênh { $points } điểm %, tức từ { $least } đến { $most } người chưa tham gia.
denominators-band-over = { $by }, cùng một con số { $counted } cho bao phủ từ { $low } đến { $high } tùy dân số: chênh { $points } điểm %. Trên dân số lớn nhất còn { $most } người chưa tham gia; trên dân số nhỏ nhất, số tham gia lại vượt dân số { $excess } người.
denominators-one-base = { $by }, { $counted } chỉ chia được cho một dân số ({ $base }): { $pct }, còn khoảng { $people } người chưa tham gia. Nguồn không in tỷ lệ kèm số này, nên chưa biết đơn vị công bố dùng dân số nào.
denominators-dated = Nếu dời dân số tới đúng { $on } theo đường thẳng giữa trung bình của hai năm kề nhau, dân số là khoảng { $population } người và bao phủ là { $dated } thay cho { $pct }. Đây là phép tính thử: dân số tại ngày đó không được công bố.
denominators-dated-same = Nếu dời dân số tới đúng { $on } theo đường thẳng giữa trung bình của hai năm kề nhau, dân số là khoảng { $population } người và bao phủ vẫn là { $dated }. Đây là phép tính thử: dân số tại ngày đó không được công bố.
denominators-not-dated = Không dời được dân số tới đúng { $on }: trong cùng loạt thiếu trung bình của năm kề bên.
denominators-default-used = Khi chỉ được dùng một dân số, báo cáo mặc định dùng “{ $base }”{ $days }, vì { $why }.
default-averages_only = Giữa các kỳ tổng điều tra, cơ quan thống kê chỉ công bố dân số trung bình năm cho từng tỉnh; trung bình của năm dùng cho mọi ngày trong năm đó.
default-revised_series = loạt này đã hiệu chỉnh sau tổng điều tra 2019 nên thay cho loạt trước ở những năm có cả hai
default-earlier_series = năm đó chỉ có loạt lập trước tổng điều tra 2019
default-announced_only = kho số liệu không có dân số thống kê của năm đó
default-census_only = năm đó chỉ có số tổng điều tra
denominators-year-end = Với số cuối năm ({ $days }), nếu dân số đang tăng thì bao phủ vì thế cao hơn một chút so với khi chia cho dân số cuối năm.
denominators-cards = Số của { $days } là số thẻ, không phải số người: tỷ lệ và số người chưa tham gia chỉ đúng nếu mỗi người có đúng một thẻ.
denominators-noted = Lưu ý về số { $figure } ({ $date }): { $note }
denominators-no-population = Chưa chia được cho dân số nào, vì kho số liệu không có dân số của năm: { $days }.
denominators-none = Kho số liệu chưa có số người tham gia bảo hiểm y tế nào của toàn { $province }, nên không có gì để chia cho các dân số khác nhau.
denominators-undated = Kho số liệu có { $count } số người tham gia bảo hiểm y tế của toàn { $province } nhưng đều không ghi ngày, nên không biết phải chia cho dân số của năm nào.
denominators-rates-only = Các mức của { $province } ({ $days }) chỉ được in thành tỷ lệ, không kèm số người, nên không tính lại được trên dân số khác và không nói được còn bao nhiêu người chưa tham gia.
own-ratio-own_days = { $province } có { $count } ngày in cả số người lẫn tỷ lệ: tính ra, dân số thống kê trung bình bằng { $own } lần dân số của đơn vị công bố. Để một vài ngày không quyết định tất cả, tỷ số được kéo một phần về trung bình của mọi tỉnh, thành { $ratio } lần.
own-ratio-own_days_alone = { $province } có { $count } ngày in cả số người lẫn tỷ lệ: tính ra, dân số thống kê trung bình bằng { $own } lần dân số của đơn vị công bố.
own-ratio-mean_of_all = { $province } không có ngày nào in cả số người lẫn tỷ lệ, nên chưa biết dân số mà đơn vị công bố dùng lệch dân số thống kê bao nhiêu; tính chung mọi tỉnh có số, dân số thống kê bằng { $ratio } lần dân số của đơn vị công bố.
own-ratio-no_day_with_both = Không tỉnh nào trong kho số liệu có ngày in cả số người lẫn tỷ lệ, nên chưa biết dân số của đơn vị công bố lệch dân số thống kê bao nhiêu.


chart-sawtooth-title = Ở { $below } trong { $all } năm xem được, giữa năm cả nước xuống thấp hơn đường nối hai mốc 31/12, nhiều nhất { $most } điểm % ({ $date }).
chart-sawtooth-subtitle = Cả nước: điểm % so với đường thẳng từ 31/12 năm trước đến 31/12 năm đó (theo công bố)
chart-sawtooth-own = { $province }: các mức có ghi ngày, theo năm và thời điểm trong năm
chart-sawtooth-end = 31/12
chart-sawtooth-start = 31/12 năm trước
chart-sawtooth-national = cả nước, số đã in
chart-sawtooth-label = { $year }: { $points }
chart-sawtooth-caption = Chỉ các dấu là số đã in; mỗi dấu dẫn tới mục nguồn của nó. Mỗi đường là một năm; phần nối giữa các dấu là nội suy, chỉ vẽ khi hai số cách nhau không quá { $days } ngày. Năm 2021 lẫn tác động của giãn cách và của việc ngừng thẻ miễn phí. Không có đường nào nối các mức của tỉnh.
chart-sawtooth-none = Không vẽ biểu đồ thời điểm trong năm: không năm nào có đủ hai số 31/12 của cả nước và một số ở giữa, đủ gần nhau.
chart-sawtooth-gap = { $date } { $points } điểm %
chart-sawtooth-year = năm { $year }: { $gaps }
chart-sawtooth-alt = Biểu đồ đường theo tháng. Cả nước so với đường thẳng nối hai mốc 31/12: { $years }.
chart-sawtooth-alt-own = Các mức của { $province }: { $points }.
chart-sawtooth-tip = Cả nước, { $date }: { $pct } theo công bố, { $points } điểm % so với đường nối 31/12 năm trước ({ $start }) và 31/12 năm đó ({ $end }); { $publisher }
chart-sawtooth-own-tip = { $area }, { $point }; { $publisher }
own-days-none = { $province } chưa có mức nào ghi ngày.
own-days-no-end = { $n ->
    [1] Mức duy nhất của { $province } không phải số 31/12.
   *[other] Cả { $count } ngày có số của { $province } đều không phải 31/12.
 }
own-days-some = { $ends } trong { $count } ngày có số của { $province } là 31/12, kể cả số chỉ ghi năm.
own-days-all = { $n ->
    [1] Mức duy nhất của { $province } là số 31/12.
   *[other] Cả { $count } ngày có số của { $province } đều là 31/12.
 }
take-sawtooth = Ở { $below } trong { $all } năm có đủ số ({ $years }), bao phủ bảo hiểm y tế cả nước giữa năm xuống thấp hơn đường nối hai mốc 31/12, nhiều nhất { $most } điểm % ({ $date }; tỷ lệ theo công bố, { $sources } nguồn). { $own } Vì nhịp đó, chỉ nên so số cùng thời điểm trong năm.

season-intro = Cả nước thường tăng số tham gia trước ngày 31/12, nên chỉ so những ngày cùng thời điểm trong năm: 31/12 với 31/12, ngày khác với ngày cách không quá { $days } ngày tính theo lịch.
season-pairs-caption = { $province }: các mức ở cùng thời điểm của hai năm
season-pairs-caption-newest = { $province }: các mức ở cùng thời điểm của hai năm, { $shown } cặp gần nhất trong { $all } cặp
season-col-days = Hai ngày
season-col-scale = Thước đo
season-col-levels = Mức
season-col-change = Thay đổi, điểm %
season-col-bounds = Phạm vi do làm tròn
season-col-national = Cả nước, cùng ngày
season-bounds = { $low } đến { $high }
season-then = {" "}→{" "}
season-estimated = nguồn in là số ước tính
season-printed = số đã in
season-no-national = không có số in cho cả hai ngày
season-pairs-note = So cùng thời điểm thì loại được nhịp trong năm, nhưng không loại được việc hai nguồn dùng hai dân số khác nhau.
season-no-level = { $province } chưa có mức nào ghi ngày, nên chưa có gì để so giữa các năm.
season-one-level = { $province } chỉ có mức của một ngày ({ $date }), nên chưa có gì để so giữa các năm.
season-none-alike = Không có hai mức nào của { $province } ở cùng thời điểm trong năm, trên cùng thước đo và cùng loại dân số (các ngày có số: { $days }), nên báo cáo không nêu thay đổi giữa các năm.
season-range = Cuối { $years }, thước đo { $scale }: Quyết định 861 chấm dứt thẻ miễn phí ở một số xã từ 1/7/2021. Mức { $before } của { $province } là { $high }; nếu chỉ trừ số thẻ đã in là bị chấm dứt ({ $loss }; theo thước đo này là { $points } điểm %) và không ai tham gia lại thì còn { $low }. Người vào, ra khác chưa biết, nên mức thật có thể nằm ngoài khoảng này; đây không phải ước tính.
season-interpolated = Mức cả nước ở một ngày không có số là nội suy trên đường thẳng giữa hai số đã in quanh ngày đó, chỉ khi hai số cách nhau không quá { $days } ngày; nơi nào hai ngày đều có số in thì dùng số in.
season-pushes-caption = Cả nước: mức 31/12 cao hơn đường nối các số giữa năm bao nhiêu
season-push-col-year = Năm
season-push-col-push = Điểm %
season-push-col-sd = Độ lệch chuẩn
season-push-col-note = Lưu ý
season-sd = ± { $sd }
season-push-mixed = lẫn tác động của giãn cách và của việc ngừng thẻ miễn phí trong cùng những tháng
season-push-weak = nhỏ hơn hai độ lệch chuẩn, chưa tách được khỏi sai số
season-unknown = Không xác định được cho các năm còn lại: { $reasons }.
season-unknown-no_december_point = { $years } không có tỷ lệ 31/12
season-unknown-no_point_before = { $years } không có số giữa năm trước đó
season-unknown-no_point_after = { $years } không có số giữa năm sau đó
season-unknown-neighbours_too_far = { $years } có số giữa năm nhưng quá xa
push-unknown-no_december_point = không có tỷ lệ 31/12
push-unknown-no_point_before = không có số giữa năm trước đó
push-unknown-no_point_after = không có số giữa năm sau đó
push-unknown-neighbours_too_far = số giữa năm quá xa
