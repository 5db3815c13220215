# Câu chữ của trang mục lục, báo cáo cả nước, kiểm tra toàn kho và trang dữ liệu.

page-sources-caption = Các con số dùng trong báo cáo này
page-sources-col-printed = Theo nguồn
page-sources-col-what = Là gì
page-sources-col-date = Ngày của số liệu
page-sources-col-source = Nguồn
page-stamp = Dữ liệu { $data } · baophu { $version } · tham số: language = { $language }
site-geography = 63 tỉnh, thành phố (đến 30/06/2025)

national-title = Cả nước và 63 tỉnh, thành phố: bao{"\u00A0"}phủ bảo{"\u00A0"}hiểm{"\u00A0"}y{"\u00A0"}tế, { $first }–{ $last }
national-kicker = Báo cáo bao phủ bảo hiểm · Cả nước
national-description = Mức bao phủ bảo hiểm y tế của cả nước theo ngày, đợt tăng cuối năm, mức gần nhất và các đợt giảm của từng tỉnh, thành phố; từng con số dẫn về nguồn.
national-meta-provinces = Tỉnh, thành phố có số
national-meta-provinces-value = { $known } trên { $all }
national-finding = { $by }, bảo hiểm y tế bao phủ { $announced } dân số cả nước theo công bố.
national-finding-both = { $by }, bảo hiểm y tế bao phủ { $announced } dân số cả nước theo công bố, tức { $insured } người tham gia, còn { $uninsured } người chưa tham gia; trên dân số của cơ quan thống kê, tỷ lệ là { $gso }.
national-card-levels = tỉnh, thành phố có mức bao phủ không cũ hơn ba năm
national-card-of = trên { $all }
national-reading-fall = Giữa hai ngày gần nhau, đợt giảm lớn nhất là { $points } điểm %: { $before } { $start }, { $after } { $end }.

pushes-reading = Mức bao phủ thường tăng trước 31/12, thời hạn của chỉ tiêu năm, và thấp hơn vào giữa năm. Vì vậy chỉ nên so ngày cuối năm với ngày cuối năm.
year-end-push = { $points } (± { $sd })

chart-levels-row = { $area } · { $date }
levels-reading = Mỗi mức ở một ngày riêng, có nơi cách nhau hơn mười năm: chênh lệch giữa hai tỉnh phần lớn là chênh lệch giữa hai ngày. Nên so mỗi điểm với vạch của cả nước cùng ngày hơn là với nhau.

national-falls-none = Các con số trong kho không cho thấy đợt giảm nào ở các tỉnh, thành phố. Điều đó không chứng minh là không có.
national-falls-intro = Có { $count } đợt giảm ở { $provinces } tỉnh, thành phố: { $verdicts }.
national-falls-verdict = { $verdict }: { $count }
national-grades-intro = Mức gần nhất của { $count } tỉnh, thành phố được xếp hạng từ A (vững nhất) đến E; { $rest } nơi chưa có mức nào để xếp hạng. Lý do của từng hạng nằm trong báo cáo của mỗi tỉnh.
national-audit = Trong { $checks } phép kiểm tra số học trên các con số của kho, { $count } phép cho thấy các con số đã công bố không khớp nhau.
national-audit-link = Xem từng chỗ không khớp
national-method = Mức của cả nước và của mỗi tỉnh được giữ ở đúng ngày của nó. Hai thước đo được tách riêng: tỷ lệ theo công bố và số người đã công bố chia cho dân số của cơ quan thống kê. Mức của tỉnh được đặt cạnh mức của cả nước cùng ngày, cùng thước đo; giữa hai ngày cách nhau không quá { $days } ngày, mức cả nước lấy trên đường thẳng nối chúng. Đợt tăng cuối năm là phần mức ngày 31/12 cao hơn đường nối các số giữa năm ở hai bên.

audit-page-title = Kiểm tra số học toàn bộ kho số liệu: những chỗ không khớp
audit-page-kicker = Kiểm tra số học · Toàn bộ kho số liệu
audit-page-description = Những con số đã công bố không khớp với các con số khác của cùng nguồn hay cùng địa phương, đặt cạnh con số tính lại, kèm nguồn.
audit-page-meta-figures = Con số đã đọc
audit-page-meta-checks = Phép kiểm tra
audit-page-finding = Trong { $checks } phép kiểm tra trên { $figures } con số ghi ngày, { $count } phép cho thấy các con số đã công bố không khớp nhau trên cùng mẫu số và cùng định nghĩa, kể cả khi tính hết phạm vi làm tròn.
audit-page-card-wrong = phép kiểm tra không khớp
audit-page-card-agrees = phép kiểm tra khớp
audit-page-card-open = không có số công bố để đối chiếu hoặc chưa kết luận được
audit-page-caption = { $check }
audit-page-col-where = Địa phương, ngày, loại hình
audit-page-col-printed = Đã công bố
audit-page-col-implied = Tính lại, từ các con số
audit-page-col-apart = Chênh lệch
audit-page-col-decided = Cách xử lý
audit-page-where = { $area }, { $date }
audit-page-undecided = Giữ cả hai, chưa chọn.
audit-page-decision = { $printed }: { $decision }
audit-page-none = Không có chỗ nào không khớp.
audit-page-aside = Những chỗ này chỉ hiện ra khi đọc cả những con số mà kho giữ làm chứng cứ, không dùng trong chuỗi nào, và các chỉ tiêu trong quyết định. Chính chỗ không khớp thường là lý do để không dùng con số ấy.
audit-page-method = Mỗi phép kiểm tra tính lại một con số từ các con số khác đã công bố, trong phạm vi làm tròn của tất cả. Chỉ gọi là không khớp khi không cách làm tròn nào cho cả hai cùng đúng; con số ghi "khoảng", "trên", "dưới" được nới theo nghĩa của từ. Không khớp không có nghĩa là ai đó sai: hai nơi có thể đếm khác nhau hoặc hiểu từ khác nhau. Lệnh make audit cho cùng danh sách này.
chart-contradictions-title = { $count } chỗ không khớp ở { $areas } nơi: số công bố (chấm) cách số tính lại (vạch 0) bao xa
chart-contradictions-caption = Mỗi chấm là số công bố trừ số tính lại từ các số khác, và dẫn tới nguồn. Dải nhạt là phần mà việc làm tròn của mọi con số còn để ngỏ; chỗ không khớp là chỗ dải không chạm vạch 0. Thang số người là thang lũy thừa của 10.
chart-contradictions-alt = Biểu đồ điểm: { $points }.
chart-contradictions-row = { $area } · { $scheme } · { $date }
chart-contradictions-point = { $what }: { $difference }

site-title = Bao phủ bảo hiểm ở 63 tỉnh, thành phố
site-kicker = Bao phủ
site-description = Những con số đã công bố về bảo hiểm y tế và bảo hiểm xã hội ở 63 tỉnh, thành phố: bản đồ, bảng, báo cáo của từng nơi.
site-lead = Bấm vào tên một tỉnh, thành phố trong bảng hay trên bản đồ để mở báo cáo của nơi ấy; nơi có số mới nhất đứng đầu bảng. Kho số liệu có { $figures } con số về các tỉnh, thành phố và tỷ lệ bao phủ có ghi rõ thời điểm của { $levels } trên { $all } nơi; mỗi con số dẫn về nguồn, chỗ chưa có số để trống.
site-merged = Địa giới ở đây là 63 tỉnh, thành phố. Từ 01/07/2025 cả nước còn 34 đơn vị; báo cáo của mỗi tỉnh ghi tỉnh ấy nay thuộc đơn vị nào.
site-other-language = English
site-nav = Các trang
site-nav-index = Các tỉnh, thành phố
site-nav-national = Cả nước
site-nav-lapses = Các đợt giảm
site-nav-audit = Kiểm tra số học
site-nav-data = Dữ liệu
site-map-title = Bản đồ ô vuông
site-map-choose = Bản đồ
site-map-under = dưới { $high }
site-map-between = { $low } đến dưới { $high }
site-map-over = { $low } trở lên
site-map-unknown = chưa có số trong kho (không phải bằng 0)
site-map-failed = báo cáo không dựng được
site-map-note = Mỗi ô là một tỉnh, thành phố, gồm cả các đảo của nơi ấy; lưới ô không phải bản đồ địa giới. Số nhỏ trong ô là năm của mức. Ngày khác nhau, nên hai ô cùng màu chưa chắc bằng nhau hôm nay. Bản đồ mức chỉ tô mức theo công bố, không trộn với mức theo dân số thống kê.
tile-level = { $area }: { $pct } { $scale }, { $date }
tile-unknown = { $area }: chưa có mức nào của toàn tỉnh, thành phố
site-map-level = Mức công bố gần nhất, tính từ cuối năm { $first }
site-map-level-label = Bản đồ ô vuông: mức công bố gần nhất của từng tỉnh, thành phố, không cũ hơn ba năm
site-map-level-scope = Nơi có mức công bố không cũ hơn ba năm, tính đến cuối năm { $last }: { $count } trên { $all }.
site-map-age = Số mới nhất là của năm nào
site-map-age-label = Bản đồ ô vuông: năm của mức bao phủ mới nhất ở từng tỉnh, thành phố
site-map-age-scope = Nơi có mức bao phủ ghi ngày của toàn tỉnh, đến hết năm { $last }: { $count } trên { $all }.
site-map-years = { $first }–{ $last }
site-map-older = mức mới nhất đã cũ hơn ba năm
site-map-other-scale = chỉ có mức theo dân số thống kê
tile-older = { $area }: mức mới nhất là { $pct } { $scale }, { $date }; cũ hơn ba năm
tile-age = { $area }: số mới nhất là của { $date }: { $pct } { $scale }
tile-failed = { $area }: báo cáo không dựng được
index-title = Tất cả các tỉnh, thành phố
index-search = Tìm tỉnh, thành phố
index-search-hint = Gõ có dấu hay không dấu đều được, ví dụ: can tho
index-found = Đang hiện { $count } trên { $all }
index-sort = Xếp theo cột này
index-caption = Số mới nhất, mức giảm và báo cáo của từng tỉnh, thành phố, mới nhất đứng đầu
index-col-province = Tỉnh, thành phố
index-col-newest = Số mới nhất của
index-col-announced = Theo công bố
index-col-gso = Theo dân số thống kê
index-col-uninsured = Người chưa tham gia
index-col-fall = Lần giảm lớn nhất
index-col-grade = Độ tin cậy
index-col-reports = Báo cáo
index-none = chưa có
index-no-fall = không thấy
index-over = nhiều người tham gia hơn dân số
index-fall-end = đến { $date }
index-local = { $count } số riêng của đơn vị
index-grade-note = Độ tin cậy của mức gần nhất, từ A (vững nhất) đến E: xét nguồn ghi những gì (ngày, số người, tỷ lệ), các dân số cho số người chưa tham gia chênh nhau bao nhiêu, mức đã cũ bao lâu và có gì để đối chiếu.
index-uninsured-note = Người chưa tham gia: trên dân số của đơn vị công bố và trên dân số thống kê, khi nguồn có số người.
index-fall-note = "Không thấy" nghĩa là các con số trong kho không cho thấy đợt giảm nào, không phải là không có.
index-language-vi = tiếng Việt
index-language-en = tiếng Anh
index-report-html = { $area }, trang web, { $language }
index-report-pdf = { $area }, PDF, { $language }
index-report-missing = Nơi tên không dẫn tới báo cáo là nơi báo cáo chưa được lập; lập bằng lệnh make report PROVINCE=…, hoặc make site cho tất cả.
index-report-earlier = Dấu * là báo cáo dựng từ một trạng thái trước của dữ liệu hay chương trình.
index-report-failed = không dựng được
index-failures = Báo cáo không dựng được
index-failure = { $area } ({ $language }): { $reason }
index-failures-note = Những báo cáo sau không dựng được trong lần chạy gần nhất; tệp cũ đã được gỡ để không ai nhầm là số liệu hiện nay.
site-reading-title = Đọc các con số này thế nào
site-stamp = Dữ liệu { $data } · baophu { $version }

site-data-title = Dữ liệu để tải về
site-data-kicker = Bao phủ · Dữ liệu
site-data-description = Các bảng của kho số liệu, dạng CSV, kèm mô tả từng cột.
site-data-lead = Toàn bộ báo cáo được tính từ các bảng dưới đây. Một dòng là một con số đã công bố, kèm chỗ của nó trong nguồn; kho không giữ câu văn của nguồn.
site-data-version = Phiên bản dữ liệu
site-data-licence = Giấy phép
site-data-licence-text = Creative Commons Ghi công 4.0 (CC BY 4.0), kèm nguồn ghi trong sources.csv
site-data-cite = Cách ghi nguồn
site-data-cite-text = Kho số liệu baophu, phiên bản { $version }, CC BY 4.0; và nguồn gốc của con số ghi trong sources.csv.
site-data-descriptor = Mô tả máy đọc được (Data Package v2)
site-data-tables = Các bảng
site-data-table-caption = Các bảng của kho số liệu
site-data-col-table = Bảng
site-data-col-holds = Mỗi dòng là
site-data-col-rows = Số dòng
site-data-col-file = Tệp
site-data-columns = Các cột của từng bảng
site-data-columns-note = Tên cột và nghĩa của chúng, viết bằng tiếng Anh như trong datapackage.json.
site-data-columns-of = Các cột của { $table }
site-data-files = { $count } tệp, mỗi địa phương một tệp
site-data-own = Bảng riêng của đơn vị (data/local) không bao giờ nằm trong phần tải về.
site-data-all = Tải tất cả
site-data-zip = mọi bảng CSV kèm mô tả
site-data-workbook = mọi bảng trong một tệp Excel, mỗi bảng một trang tính
site-data-reading = Cách đọc
site-data-read-day = Mỗi con số có ngày của nó (as_of) và mức độ rõ của ngày ấy (as_of_precision: day, month, year). Chỉ so những ngày cùng thời điểm trong năm: cuối năm thường cao hơn giữa năm.
site-data-read-scales = Một tỷ lệ bao phủ luôn chia cho một dân số. Tỷ lệ theo công bố và tỷ lệ tính trên dân số thống kê là hai thước đo, không trộn, không trừ cho nhau.
site-data-read-bounds = Cột bound giữ chữ “trên”, “dưới”, “khoảng” của nguồn: at_least, at_most, about. Bỏ cột này là đổi con số.
site-data-read-blank = Ô trống nghĩa là kho chưa có số, không phải bằng 0. Số có obs_status U chỉ giữ làm chứng cứ; cách xử lý khi các nguồn khác nhau ở bảng decisions.
site-data-read-area = Địa giới là 63 tỉnh, thành phố trước 01/07/2025; số của một thành phố thuộc tỉnh không phải số của tỉnh.
site-data-read-later = { $count } con số sau năm { $last } có trong bảng nhưng không báo cáo nào vẽ; chỉ số giữa năm kế tiếp của cả nước được dùng để ước tính mức tăng dồn cuối năm { $last }.
site-data-holds-claims = một con số đã công bố
site-data-holds-sources = một nguồn
site-data-holds-areas = một địa phương trên địa giới 63 tỉnh, thành phố
site-data-holds-area-aliases = một tên gọi khác của một địa phương
site-data-holds-population = dân số của một nơi, một năm, một loạt số
site-data-holds-labour-force = lực lượng lao động từ 15 tuổi của một nơi, một năm
site-data-holds-poor-households = số hộ nghèo, hộ cận nghèo của một nơi, một ngày
site-data-holds-targets = một chỉ tiêu, kế hoạch do quyết định đặt ra hay do nguồn công bố
site-data-holds-events = một mốc chính sách có thể làm bao phủ thay đổi
site-data-holds-decisions = một cách xử lý khi các nguồn khác nhau
site-data-holds-causes = một nguyên nhân do chính nguồn nêu cho con số
site-data-holds-codes = một mã dùng trong các bảng và từ để hiện ra
index-too-few = chưa đủ số để xét

# Biểu đồ của trang cả nước và trang các đợt giảm
falls-panel-gross = Số gộp: người mất thẻ, theo nguồn (điểm %)
falls-panel-gso = Giảm ròng trên dân số thống kê (điểm %)
falls-panel-announced = Giảm ròng theo tỷ lệ công bố (điểm %)
falls-panel-counted = Giảm ròng về số người
falls-title = { $count } đợt giảm ở { $provinces } tỉnh, thành phố; { $gross } đợt là số người mất thẻ hoặc không gia hạn do nguồn nêu
falls-alt = Biểu đồ cột ngang: { $count } đợt giảm ở { $provinces } tỉnh, thành phố, trong đó { $gross } số gộp. Từng đợt nằm trong bảng.
falls-caption = Cột gạch chéo là số gộp: người mất thẻ, chưa trừ người có thẻ lại, nên không so với cột tô đặc là mức giảm ròng. Mỗi cột dẫn tới nguồn. Khung số người có thang riêng.
year-ends-legend-end = 31/12, theo công bố
year-ends-legend-other = ngày khác, theo công bố
year-ends-legend-near = hai ngày gần nhau
year-ends-legend-line = nối hai mốc 31/12
year-ends-title = Cả nước từ { $before } (31/12/{ $start }) lên { $after } (31/12/{ $end }){ $kind ->
    [season] {"; "}giữa năm thấp hơn đường nối hai mốc 31/12 ở { $below } trong { $all } năm xem được
   *[plain] {""}
 }
year-ends-alt = Biểu đồ điểm theo thời gian, tỷ lệ bao phủ của cả nước theo công bố. { $points }.
year-ends-caption = Số trong ngoặc là khoảng cách, điểm %, của mức thấp nhất trong năm so với đường nối hai mốc 31/12. Nét liền chỉ nối hai ngày cách nhau không quá { $days } ngày và cùng định nghĩa; từ 4/2022 nguồn dùng định nghĩa khác nên không nối với số trước. Mỗi điểm dẫn tới nguồn.
year-ends-sentence = Bao phủ bảo hiểm y tế cả nước theo công bố tăng từ { $before } (31/12/{ $start }) lên { $after } (31/12/{ $end }){ $kind ->
    [season] {"; "}ở { $below } trong { $all } năm có đủ số, giữa năm xuống thấp hơn đường nối hai mốc 31/12, nhiều nhất { $most } điểm % ({ $date }), nên chỉ so các ngày cùng thời điểm trong năm
   *[plain] {""}
 }.
pushes-title = { $n ->
    [0] Mức tăng dồn cuối năm chưa năm nào vượt hai lần sai số
   *[other] Tăng dồn trước 31/12 rõ ở { $n } trong { $all } năm đo được ({ $years }): { $least } đến { $most } điểm %
 }
pushes-alt = Biểu đồ cột theo năm, điểm % (± một độ lệch chuẩn): { $pushes }. Không đo được: { $unknown }.
pushes-caption = Điểm % mà mức 31/12 cao hơn đường nối các số giữa năm hai bên; vạch đứng là ± một độ lệch chuẩn. Cột nét đứt: cùng những tháng ấy có giãn cách và việc ngừng thẻ miễn phí. Dấu ×: không đủ số ({ $unknown }). Cột dẫn tới nguồn của mức tháng 12.
province-levels-announced = Theo công bố
province-levels-gso = Theo dân số thống kê
province-levels-old = cũ hơn { $years } năm
province-levels-old-count = { $count } nơi
province-levels-title = { $announced } tỉnh, thành phố có mức theo công bố và { $gso } nơi có mức theo dân số thống kê không cũ hơn { $years } năm (tính đến cuối năm { $last })
province-levels-alt = Biểu đồ điểm, mới nhất trước. { $levels }.
province-levels-caption = Mới nhất ở trên: thứ tự là thứ tự ngày, không phải xếp hạng. Vạch đứng là mức của cả nước cùng ngày, cùng thước đo, khi biết. Chấm xám là mức đã cũ, mũi tên xám là mức cũ thấp hơn mép trái. Hai khung là hai thước đo, không trộn. Mỗi điểm dẫn tới nguồn.
known-years-title = { $share } số ô tỉnh–năm { $first }–{ $last } có ít nhất một con số; { $half } trên { $all } nơi có số ở từ nửa số năm trở lên
known-years-alt = Bảng màu { $all } tỉnh, thành phố theo năm. Số năm có con số ghi ngày: { $provinces }.
known-years-caption = Ô xám: kho chưa có con số nào của năm ấy, không có nghĩa là bằng 0. Càng đậm càng nhiều con số: 1; 2–4; từ 5 trở lên, mọi loại hình, kể cả của huyện; không tính chỉ tiêu.
denominator-ratios-panel = Dân số của nguồn, % dân số thống kê
denominator-ratios-title = Dân số mà nguồn dùng bằng { $low } đến { $high } dân số thống kê, ở giữa là { $middle }; thấp hơn ở { $under } trong { $days } ngày đo được
denominator-ratios-alt = Biểu đồ chấm, { $days } ngày ở { $provinces } tỉnh, thành phố: dân số suy ra từ số người và tỷ lệ cùng công bố, từ { $low } đến { $high } dân số thống kê, trung vị { $middle }.
denominator-ratios-caption = Dân số của nguồn được ghi, hoặc suy ra từ số người chia cho tỷ lệ cùng ngày. Dưới 100% thì tỷ lệ công bố cao hơn tỷ lệ trên dân số thống kê. Mỗi chấm dẫn tới nguồn.
denominator-ratios-sentence = Ở { $days } ngày mà nguồn công bố cả số người lẫn tỷ lệ ({ $provinces } tỉnh, thành phố), dân số đứng sau tỷ lệ bằng { $low } đến { $high } dân số thống kê, trung vị { $middle }: hai tỷ lệ của cùng một nơi không so trực tiếp được.
national-trough = { $on }, Quyết định 861/QĐ-TTg thu hẹp danh sách xã khó khăn. So với { $start }:
national-trough-rival = ; nguồn khác công bố
national-losses = { $n ->
    [1] Nguồn nêu số người mất thẻ miễn phí:
   *[other] Các nguồn nêu số người mất thẻ miễn phí:
 }
national-losses-differ = Các số này chưa thống nhất với nhau; đây là số gộp, chưa trừ người có thẻ lại theo nhóm khác.
national-card-trough = mức thấp nhất sau khi ngừng thẻ miễn phí theo Quyết định 861
national-card-rival = { $on }; nguồn khác: { $others }
national-reason-last = Trong năm gần nhất tăng { $points } điểm %: { $before } { $start }, { $after } { $end }.
national-question-years = Chưa có mức công bố ngày 31/12 của: { $years }.
national-question-losses = Bao nhiêu người mất thẻ ngày 01/07/2021: các nguồn chênh nhau hơn hai lần.
national-question-provinces = { $old } trên { $all } tỉnh, thành phố chỉ có mức đã cũ hơn ba năm; { $none } nơi chưa có mức nào của toàn tỉnh: { $names }.
audit-page-filter = Lọc theo tỉnh, thành phố
audit-page-filter-hint = Gõ có dấu hay không dấu đều được, ví dụ: can tho
national-reading-climb = Lần tăng lớn nhất là { $points } điểm %: { $before } { $start }, { $after } { $end }.
