# Lệnh make records hỏi gì, từ chối gì, báo gì. Không dòng nào có số thẻ hay dòng của một người.

# Thư mục và khóa.
records-not-ignored = Git không bỏ qua { $folder }, nên dữ liệu thẻ sẽ bị đưa vào một lần ghi. Hãy thêm data/local/ vào .gitignore
records-key-damaged = Khóa { $file } không đủ 32 byte. Hãy lấy lại từ bản sao; nếu không còn, hãy xóa khóa và nhập lại mọi tệp
records-key-readable = Người dùng khác đọc được khóa { $file }. Hãy chạy: chmod 600 { $file }
records-synced = CHÚ Ý: { $folder } có vẻ đang được sao sang máy khác. Hãy để dữ liệu thẻ trong một thư mục không đồng bộ

# Các cột.
records-role-card = số thẻ
records-role-number = mã số BHXH
records-role-grp = mã đối tượng
records-role-valid-from = ngày đầu của thẻ
records-role-valid-to = ngày cuối của thẻ
records-role-term = số tháng đóng
records-role-district = huyện
records-role-agent = đại lý thu
records-role-issued-on = ngày cấp
records-role-died-on = ngày chết
records-role-moved-on = ngày chuyển đi
records-no-role = Không có cột { $name }.
records-ask-header = không nhận ra hàng tiêu đề trong những hàng đầu
records-answer-header = đặt tên các cột theo các từ trong docs/records.md, ví dụ 'Mã thẻ BHYT', 'Từ ngày', 'Đến ngày'
records-ask-column = cột nào là { $role }? Các cột không được đọc: { $columns }
records-ask-export = không còn cột nào có thể là { $role }. Hãy kết xuất cả cột ấy
records-ask-replace = lần trước đã nhập { $earlier } thẻ, các tệp này có { $now } thẻ. Mỗi lần nhập thay cho lần trước: hãy đưa cả các tệp trước, hay đúng là muốn thay?
records-ask-two = nhiều cột có thể là { $role }. Cột nào?
records-ask-no-title = không cột nào có tiêu đề đã nêu cho { $role }
records-ask-last-day = ngày cuối của dữ liệu, tức ngày kết xuất tệp, là ngày nào? Thẻ bắt đầu sau ngày ấy không được tính
records-personal-column = cột { $column } có vẻ là thông tin cá nhân và không bao giờ được đọc; không thể dùng làm { $role }
records-ending = không đọc tệp có đuôi { $ending }. Hãy đưa CSV, Parquet, .xlsx hoặc .ods
records-no-cards = không có dòng thẻ nào giữ được
records-only-events = không tệp nào liệt kê thẻ, chỉ có người chết và chuyển đi. Hãy đưa cả danh sách thẻ trong cùng lần gọi

# Ô sai, nêu theo dòng.
records-fault = { $file } dòng { $rows }, cột { $column }: { $rule }. { $cure }
records-more-rows = {" "}và { $count } dòng nữa
records-line = { $file } dòng { $line }
records-rule-number = không phải mã số BHXH 10 chữ số, cũng không phải số thẻ 15 ký tự
records-cure-number = Hãy kết xuất cột số ở dạng chữ
records-rule-rounded = số bị bảng tính làm tròn, mất các chữ số cuối
records-cure-rounded = Hãy kết xuất lại, để cột ở dạng chữ
records-rule-code = không rõ mã đối tượng; mã số 10 chữ số cần một cột mã đối tượng riêng
records-cure-code = Hãy nêu --group "CHỮ=GD" cho từng chữ, hoặc thêm mã vào data/local/records/payer_groups.csv
records-rule-valid-from = không phải ngày dạng NN/TT/NNNN, hoặc trước khi có bảo hiểm y tế (1/10/1992)
records-cure-valid-from = Hãy sửa ngày
records-rule-valid-to = không phải ngày dạng NN/TT/NNNN; thẻ không có ngày cuối thì để trống
records-cure-valid-to = Hãy sửa ngày
records-rule-term = không phải số tháng từ 0 đến 72
records-cure-term = Hãy sửa, hoặc để trống ô
records-rule-district = không phải huyện của tỉnh
records-cure-district = Hãy nêu --area "TÊN=can-tho-ninh-kieu" cho từng tên
records-rule-agent = không phải mã gồm chữ không dấu và ít nhất một chữ số; tên, số điện thoại của đại lý không được đọc
records-cure-agent = Hãy ghi mã đại lý, hoặc bỏ --with-agents
records-rule-issued-on = không phải ngày dạng NN/TT/NNNN
records-cure-issued-on = Hãy sửa, hoặc để trống ô
records-rule-died-on = không phải ngày dạng NN/TT/NNNN
records-cure-died-on = Hãy sửa, hoặc để trống ô
records-rule-moved-on = không phải ngày dạng NN/TT/NNNN
records-cure-moved-on = Hãy sửa, hoặc để trống ô
records-rule-shape = rộng hoặc hẹp hơn tiêu đề, có dấu ngoặc kép không đóng, hoặc có chữ không phải UTF-8
records-rule-unreadable = không đọc được tệp ({ $fault })
records-cure-shape = Hãy kết xuất lại tệp ở dạng CSV UTF-8
records-unknown-code = { $file }: mã đối tượng chưa rõ, kèm số dòng: { $names }
records-unknown-district = { $file }: huyện chưa rõ, kèm số dòng: { $names }
records-faults = { $count } loại lỗi; chưa ghi gì cả
records-skip-faulty = --skip-faulty bỏ các dòng có lỗi và đếm chúng

# Đã nhập những gì.
records-columns = { $file }: đọc { $columns }
records-columns-personal = { $file }: cột thông tin cá nhân, không bao giờ được đọc: { $columns }
records-columns-unread = { $file }: cột không được đọc: { $columns }
records-reading = đọc
records-counting = đếm
records-days-of = từ { $start } đến { $cut }: từ ngày đầu tiên có thẻ hết hạn (--since nêu ngày khác) đến ngày cuối của dữ liệu
records-count-rows = dòng
records-count-kept = thẻ được giữ
records-count-persons = người
records-count-parts = tệp
records-count-events = người chết và chuyển đi
records-count-duplicates = dòng lặp lại dòng khác
records-count-faulty = dòng có lỗi, bị bỏ
records-count-collisions = số trùng mã băm với số khác: hãy xóa khóa và nhập lại mọi tệp
records-count-blank = dòng trống
records-count-inverted = dòng kết thúc trước khi bắt đầu, bị bỏ
records-count-old-number = thẻ trước 1/8/2017 mà các chữ số không phải mã số lâu dài, bị bỏ
records-count-padded = số có 9 chữ số, được thêm số 0 ở đầu
records-count-other-province = thẻ của tỉnh khác
records-count-term-from-dates = thẻ mà số tháng được tính từ ngày
records-count-after-last-day = thẻ bắt đầu sau ngày cuối của dữ liệu, không tính
records-count-open-ends = thẻ không có ngày cuối
records-count-persons-with-overlaps = người có thẻ chồng nhau
records-count-persons-with-two-ends = người có hai ngày cuối cho một ngày đầu
records-next = { $folder } đã sẵn sàng: baophu.records("{ $province }").stock() v.v., docs/records.md

# Các bảng.
records-threshold = Ngưỡng { $k } người là quá thấp: ít nhất { $floor }
records-office-only = k=None hiện mọi con số và chỉ dùng cho dữ liệu trong data/local/records của bản này
records-month-ends = Chỉ có bảng ẩn số nhỏ giữa các ngày cuối tháng. Hãy cho hai ngày cuối tháng, ví dụ 2021-12-31 và 2022-06-30
records-no-choice = Không có bảng cho { $given }.
