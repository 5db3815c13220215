# make check nói gì về data/: quy tắc bị vi phạm, và cách sửa.

problems = { $count } vấn đề trong data/
checked = data/ đúng mọi quy tắc
checked-before = data/ đúng mọi quy tắc (như lần kiểm tra trước: không có gì thay đổi)

# Tệp.
rule-no-file = thiếu tệp
mend-no-file = Hãy khôi phục tệp từ hệ thống quản lý phiên bản
rule-empty-line = dòng trống
mend-empty-line = Hãy xóa dòng này
rule-width = dòng có { $cells } ô, tiêu đề có { $width }
mend-width = Hãy đặt trong ngoặc kép các ô có dấu phẩy; giữ đủ mọi cột
rule-mark = có dấu thứ tự byte (BOM) ở đầu tệp
mend-mark = Hãy lưu thành UTF-8 không có BOM
rule-line-ends = cuối dòng kiểu Windows (CRLF)
mend-line-ends = Hãy lưu với cuối dòng LF
rule-encoding = không phải UTF-8
mend-encoding = Hãy lưu tệp thành UTF-8
rule-header = tiêu đề: { $faults }
header-lacks = thiếu { $names }
header-unknown = có cột lạ { $names }
header-order = cột bị lặp hoặc sai thứ tự
mend-header = Các cột phải là { $names }
rule-space = có dấu cách thừa ở đầu hoặc cuối giá trị
mend-space = Hãy xóa đi
rule-letters = chữ bị hỏng do sai bảng mã
mend-letters = Hãy gõ lại tiếng Việt, lưu thành UTF-8
rule-formula = công thức
mend-formula = Hãy thay bằng giá trị

# Cột.
rule-missing = còn trống
rule-type-slug = không phải mã định danh
rule-type-number = không phải con số viết trơn
rule-type-integer = không phải số nguyên
rule-type-year = không phải năm
rule-type-locator = không phải chỗ trong nguồn
rule-type-date = không phải ngày có trong lịch
mend-type-slug = Chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối
mend-type-number = Hãy viết chữ số, dấu thập phân là dấu chấm, ví dụ 1052062 hoặc 92.5
mend-type-integer = Chỉ viết chữ số, ví dụ 1052062
mend-type-year = Hãy viết năm bằng bốn chữ số, ví dụ 2023
mend-type-locator = Hãy viết para:SỐ, table:TÊN, sheet:TÊN, title hoặc unrecorded
mend-type-date = Hãy viết ngày dạng năm-tháng-ngày, ví dụ 2023-11-30
rule-code = không phải mã của { $field }
rule-refers = không có trong { $place }
rule-low = nhỏ hơn { $low }
where-codes = data/codes.csv, trường { $field }
mend-allowed = Các giá trị được phép nằm trong { $where }
mend-near = Có phải bạn muốn viết { $names }? Các giá trị được phép nằm trong { $where }

# Ô không được để trống: ý nghĩa của cột.
fill-claims-as-printed = Hãy điền: con số đúng từng ký tự như đã in
fill-sources-title = Hãy điền: tên như đã in, hoặc tên mô tả nếu ghi chú nói rõ như vậy
fill-sources-publisher = Hãy điền: nơi công bố
fill-areas-name-vi = Hãy điền: tên tiếng Việt
fill-areas-name-en = Hãy điền: tên không dấu
fill-areas-full-name-vi = Hãy điền: tên đầy đủ tiếng Việt, kèm cấp hành chính
fill-area-aliases-alias = Hãy điền: tên như người ta vẫn viết
fill-targets-instrument = Hãy điền: quyết định hoặc nghị quyết đặt ra chỉ tiêu
fill-events-instrument-vi = Hãy điền: luật, nghị định, quyết định hoặc nghị quyết
fill-events-label-vi = Hãy điền: tên ngắn bằng tiếng Việt
fill-events-label-en = Hãy điền: tên ngắn bằng tiếng Anh
fill-decisions-reason-vi = Hãy điền: lý do bằng tiếng Việt
fill-decisions-reason-en = Hãy điền: lý do bằng tiếng Anh
fill-codes-code = Hãy điền: mã
fill-codes-label-vi = Hãy điền: cách gọi bằng tiếng Việt
fill-codes-label-en = Hãy điền: cách gọi bằng tiếng Anh

# Nhiều dòng, nhiều bảng với nhau.
rule-duplicate = trùng { $key }
mend-duplicate = Dòng đầu tiên ở { $place }; hãy cho dòng này khóa riêng hoặc xóa nó
rule-decomposed = chữ tiếng Việt ở dạng tổ hợp (NFD)
mend-decomposed = Hãy gõ lại hoặc chuyển sang NFC
rule-token = không phải con số như đã in
mend-token = Chỉ giữ con số, ví dụ 1.052.062 hoặc 92,5%
rule-reads = as_printed { $text } đọc là { $values }
mend-reads = Hãy sửa value hoặc as_printed
rule-undated = con số không có ngày mà chưa đánh dấu là chứng cứ
mend-undated = Hãy ghi ngày, hoặc đặt obs_status là U
rule-alone = không đi cùng as_of
mend-alone = Hãy ghi cả hai, hoặc bỏ trống cả hai
rule-last-day = độ chính xác là { $precision }
mend-last-day = Hãy dùng ngày cuối của tháng hay năm đã in
rule-base = không sớm hơn as_of { $day }
mend-base = Hãy ghi ngày sớm hơn vào base_as_of
rule-published = sau ngày nguồn được công bố ({ $day })
mend-published = Hãy sửa ngày; con số dự kiến có obs_status là E hoặc F
rule-share = phần của tổng thể nằm ngoài 0-100
mend-share = Hãy sửa giá trị, hoặc đơn vị
rule-below-zero = { $kind } nhỏ hơn 0
mend-below-zero = Mức giảm là change; nếu không phải thì bỏ dấu trừ
rule-no-base = { $kind } không có ngày gốc
mend-no-base = Hãy ghi ngày được lấy làm gốc
rule-no-owner = { $kind } không rõ của ai
mend-no-owner = Hãy ghi kế hoạch của ai; nguồn không in thì ghi unstated
rule-other-file = nằm trong tệp của địa phương khác
mend-other-file = Hãy chuyển dòng sang tệp của { $area } hoặc của tỉnh chứa nó
rule-no-address = không có địa chỉ cũng không có tên tệp
mend-no-address = Hãy ghi một trong hai
rule-no-day = không có ngày cũng không có lời nói rằng không có ngày
mend-no-day = Hãy ghi ngày, hoặc ghi trong published_note rằng nguồn không in ngày
rule-population = nhiều hơn dân số của { $area } ({ $people })
mend-population = Hãy kiểm tra địa phương và các chữ số
rule-rate = { $count } trên { $base } không phải là { $rate } %
mend-rate = Hãy kiểm tra chữ số của cả hai
