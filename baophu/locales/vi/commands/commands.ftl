# Những gì các lệnh báo lại khi chạy và khi xong, và những lời gọi mà chúng từ chối.

# Lời từ chối có nêu những gì đang có.
near = Có phải bạn muốn nói { $name }?
choose = Hãy chọn một trong: { $names }
none = không có
no-data = Không có số liệu: trong { $folder } không có areas.csv. Hãy ghi thư mục chứa các bảng số liệu vào biến BAOPHU_DATA, hoặc chạy lệnh trong thư mục dự án.
lapse-by-name = Trang dữ liệu thẻ dựng bằng: make lapse PROVINCE=can-tho FROM=2021-12-31 TO=2022-06-30, hoặc make lapse-demo.
lapse-which = Nêu một tỉnh, hoặc --synthetic.
lapse-no-source = Không có nguồn dữ liệu thẻ { $name }.
no-profile = Không có khổ trang { $name }.
no-engine = Không có cách chạy { $name }. Hiện có: { $names }
bad-deadline = BAOPHU_CELL_SECONDS là { $given }; hãy cho số giây lớn hơn 0
no-scheme = Không có loại hình { $name }.
no-scale = Không có thước đo { $name }.
no-chart = Không có biểu đồ { $name }.
no-example = Không có ví dụ { $name }.
no-answer = Lệnh nhập không có lựa chọn { $name }.
no-period = { $text } không phải một giai đoạn.
bad-period = Giai đoạn { $text } kết thúc trước khi bắt đầu, hoặc nằm ngoài các năm có số liệu.
give-years = Hãy cho các năm trong { $first }-{ $last }, ví dụ '2020-2023' hoặc '2022'
too-many-provinces = { $count } tỉnh là quá nhiều cho một biểu đồ. Hãy nêu nhiều nhất { $most } tỉnh bên cạnh { $province }.
bad-years = Các năm { $first } đến { $last } nằm ngoài phạm vi. Hãy chọn từ { $from } đến { $to }.
unknown-province-here = { $refusal }; trong sổ tay: baophu.provinces(). Xem docs/api.md
no-notebook = Không có sổ tay { $name }.
all-notebooks = Trong notebooks/ có: { $names }
unreadable-notebook = { $notebook } không phải sổ tay đọc được
language-as-parameter = Ngôn ngữ được cho bằng --language hoặc REPORT_LANG, không phải bằng tham số
no-language = { $notebook } không khai báo language: mọi ngôn ngữ đều như nhau
no-parameter = { $notebook } không có tham số { $name }.
no-parameter-here = Sổ tay không có tham số { $name }.
all-parameters = Các tham số đã khai báo: { $names }
undeclared = không có tham số "{ $name }".
undeclared-near = không có tham số "{ $name }". Có phải bạn muốn nói "{ $near }"?
undeclared-all = { $label }: { $faults } Đã khai báo: { $names }.
bad-parameter-cell = { $notebook }: ô gắn nhãn parameters không phải mã Python: { $fault }
bad-parameter-plain = { $notebook }: { $name } = { $value } phải là giá trị đơn giản, ví dụ 2023
bad-parameter-kind = { $notebook }: { $name } = { $value } không phải { $kind }, kiểu của giá trị mặc định { $default }

# Những gì đã lập.
built = đã lập: { $files }
wrote = đã ghi { $file }
sent = đã gửi { $count } tệp tới { $place }
plan = { $current } trên { $all } vẫn mới nhất, { $stale } cần lập
plan-processes = { $plan } bằng { $count } tiến trình
plan-cluster = { $plan } trên cụm máy ({ $address })
progress-counts = { $done } xong, { $failed } hỏng, { $left } còn lại
progress-built = đã lập { $label }  [{ $counts }]
progress-failed = HỎNG   { $label }: { $fault }  [{ $counts }]
progress-page = đã lập { $label }
run-built = { $built } đã lập, { $failed } hỏng
run-failed = hỏng: { $label }: { $fault }
run-stopping = đang dừng: làm xong những gì đang lập dở
run-stopped = đã dừng; các báo cáo đã xong vẫn trọn vẹn, lần gọi sau sẽ làm tiếp từ đây

# Điều gì đã đổi từ khi lập báo cáo.
why-current = vẫn mới nhất: không điều gì báo cáo nêu đã đổi
why-never = chưa lập lần nào
why-unknown = lập bằng một phiên bản baophu khác, bản ghi của nó không cho biết dữ liệu đầu vào
why-output = kết quả { $file } bị thiếu hoặc bị sửa
why-parameter = tham số { $name } đã đổi
why-package = mã nguồn của baophu đã đổi
why-notebook = sổ tay, hoặc tệp cạnh nó, đã đổi
why-lock = các phiên bản thư viện đã khóa đã đổi
why-data = dữ liệu đã đổi
why-unsettled = có tệp đã đổi trong khi lập báo cáo

# Danh sách tỉnh.
provinces-province = TỈNH
provinces-figures = CON SỐ
provinces-levels = SỐ MỨC
provinces-newest = MỨC MỚI NHẤT
provinces-level-announced = { $pct }% theo công bố, { $day }
provinces-level-gso = { $pct }% theo dân số thống kê, { $day }
provinces-year = { $year } (chỉ ghi năm)
provinces-no-level = chưa có mức nào của toàn tỉnh có ghi thời điểm
provinces-none = chưa có con số nào
provinces-own = ({ $count } của đơn vị bạn)

# Ô của sổ tay bị lỗi.
cell = ô { $number } "{ $source }"
cell-error = ô "{ $source }": { $error }
not-executed = { $notebook } chưa chạy: trang xuất ra sẽ trống. Hãy chạy tất cả các ô, lưu lại rồi xuất
not-one-run = { $notebook } không phải kết quả của một lần chạy: { $cells }. Hãy chạy lại mọi ô từ đầu (Restart Kernel and Run All Cells), lưu lại rồi xuất
cell-kernel = nhân Jupyter
cell-slow = { $label }: { $place }: chạy quá { $seconds } giây
cell-died = { $label }: { $place }: tiến trình bị dừng đột ngột; máy có đủ bộ nhớ không?
worker-died = tiến trình làm báo cáo bị dừng đột ngột; máy có đủ bộ nhớ không?

# Những gì make audit và changes in ra từ phần phân tích.
console-check = { $day }  { $area }  { $scheme }  { $check }: đã in { $printed }, tính lại { $implied } { $unit }  { $claims }
console-checks = { $count } mâu thuẫn trong { $checks } phép kiểm tra trên { $figures } con số
console-change = { $first } đến { $last }  { $area }  { $scheme }/{ $group }  { $size }  { $verdict } ({ $reason })
console-no-change = không có thay đổi nào giữa hai ngày trong các con số của kho
console-people = { $count } người
console-points = { $points } điểm %
console-country = cả nước { $low } đến { $high }
console-relative = { $pct } % so với đầu kỳ

# Dữ kiện của một nơi: trước và nay khác nhau ở đâu.
compared-figure = con số đã in
compared-level = mức bao phủ
compared-country = cả nước
compared-population = dân số
compared-change = thay đổi
compared-social = bảo hiểm xã hội
compared-estimate = ước tính
compared-target = chỉ tiêu
compared-check = phép kiểm tra
compared-grade = mức tin cậy
compared-missing = con số còn thiếu
compared-source = nguồn
compared-event = sự kiện
compared-word = tên gọi và địa bàn
compared-province = tỉnh
compared-new = { $name }: thêm: { $what }
compared-gone = { $name }: không còn: { $what }
compared-differs = { $name } đã khác
compared-fields = { $count } giá trị nữa
compared-more = ... và { $count } dòng nữa
diff-heading = Dữ liệu của { $revision } và của hôm nay, cùng đọc bằng mã nguồn hôm nay. Tệp đã đổi: { $files }
diff-place = { $name } ({ $place })
diff-failed = { $place }: không so sánh được: { $fault }
diff-same = Không điều gì trong báo cáo đã đổi: so sánh { $count } nơi
diff-summary = { $changed } trong { $count } nơi được so sánh đã đổi
diff-audit = kiểm tra mọi con số
diff-unreadable = Mã nguồn hôm nay không đọc được dữ liệu của { $revision }: { $fault }
diff-not-owner = git không đọc { $root } vì thư mục thuộc về người dùng khác. Hãy chạy: git config --global --add safe.directory { $root }
