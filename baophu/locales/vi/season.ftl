# Mẫu số và thời điểm trong năm: hai mục, hai biểu đồ, và các câu để trích lại.

counted-persons = { $count } người
counted-cards = { $count } thẻ (số thẻ, không phải số người)
base-announced = dân số của đơn vị công bố
base-gso_avg_revised = dân số thống kê hiệu chỉnh sau 2019
base-census = { $name }
base-gso_avg_pre2019census = dân số thống kê trước tổng điều tra 2019

denominators-intro = Mỗi số người tham gia đã công bố được chia cho từng dân số có thể dùng cho ngày đó. Tử số giữ nguyên; các dòng của cùng một ngày chỉ khác nhau ở dân số.
denominators-caption = Mỗi số tham gia bảo hiểm y tế đã công bố, trên từng dân số
denominators-caption-newest = Số tham gia bảo hiểm y tế đã công bố, trên từng dân số: { $shown } ngày gần nhất trong { $all } ngày có số
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
denominators-one-base = { $by }, { $counted } chỉ chia được cho một dân số ({ $base }): { $pct }, còn khoảng { $people } người chưa tham gia. Nguồn không nêu tỷ lệ kèm số này, nên chưa biết đơn vị công bố dùng dân số nào.
denominators-dated = Nếu quy đổi dân số về { $on } theo đường thẳng giữa trung bình của hai năm kề nhau, dân số là khoảng { $population } người và bao phủ là { $dated } thay cho { $pct }. Đây là phép tính thử: dân số tại ngày đó không được công bố.
denominators-dated-same = Nếu quy đổi dân số về { $on } theo đường thẳng giữa trung bình của hai năm kề nhau, dân số là khoảng { $population } người và bao phủ vẫn là { $dated }. Đây là phép tính thử: dân số tại ngày đó không được công bố.
denominators-not-dated = Không quy đổi được dân số về { $on }: trong cùng loạt thiếu trung bình của năm kề bên.
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
own-ratio-own_days = { $province } có { $count } ngày công bố cả số người lẫn tỷ lệ: tính ra, dân số thống kê trung bình bằng { $own } lần dân số của đơn vị công bố. Để một vài ngày không quyết định tất cả, tỷ số được điều chỉnh một phần về trung bình của mọi tỉnh, thành { $ratio } lần.
own-ratio-own_days_alone = { $province } có { $count } ngày công bố cả số người lẫn tỷ lệ: tính ra, dân số thống kê trung bình bằng { $own } lần dân số của đơn vị công bố.
own-ratio-mean_of_all = { $province } không có ngày nào công bố cả số người lẫn tỷ lệ, nên chưa biết dân số mà đơn vị công bố dùng lệch dân số thống kê bao nhiêu; tính chung mọi tỉnh có số, dân số thống kê bằng { $ratio } lần dân số của đơn vị công bố.
own-ratio-no_day_with_both = Không tỉnh nào trong kho số liệu có ngày công bố cả số người lẫn tỷ lệ, nên chưa biết dân số của đơn vị công bố lệch dân số thống kê bao nhiêu.



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
season-estimated = nguồn ghi là số ước tính
season-printed = số đã công bố
season-no-national = không có số công bố cho cả hai ngày
season-pairs-note = So cùng thời điểm thì loại được biến động trong năm, nhưng không loại được việc hai nguồn dùng hai dân số khác nhau.
season-range = Cuối { $years }, thước đo { $scale }: Quyết định 861 chấm dứt thẻ miễn phí ở một số xã từ 01/07/2021. Mức { $before } của { $province } là { $high }; nếu chỉ trừ số thẻ mà nguồn ghi là bị chấm dứt ({ $loss }; theo thước đo này là { $points } điểm %) và không ai tham gia lại thì còn { $low }. Người vào, ra khác chưa biết, nên mức thật có thể nằm ngoài khoảng này; đây không phải ước tính.
push-unknown-no_december_point = không có tỷ lệ 31/12
push-unknown-no_point_before = không có số giữa năm trước đó
push-unknown-no_point_after = không có số giữa năm sau đó
push-unknown-neighbours_too_far = số giữa năm quá xa
