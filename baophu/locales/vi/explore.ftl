# Sổ tay khám phá trong JupyterLab: nút chọn, biểu đồ, bảng, lưu.

explore-find = Tìm tỉnh
explore-find-list = Tỉnh (số con số, năm mới nhất)
explore-find-hint = can tho, cần thơ, 92…
explore-found-none = Không có tỉnh nào tên “{ $text }”.
explore-found-many = “{ $text }” có thể là nhiều tỉnh: chọn một tỉnh trong danh sách.
explore-found-drawn = Hình và bảng vẫn là của: { $province }.
explore-province = { $province } ({ $count } con số, tới { $year })
explore-province-empty = { $province } (chưa có con số nào có ngày)
explore-parameters = Ô tham số và tệp xuất ra vẫn theo cách nhìn lúc mở. Các dòng để chép vào ô tham số:
explore-scheme = Loại hình
explore-scale = Thước đo
explore-first-year = Từ năm
explore-last-year = Đến năm
explore-scale-both = Cả hai, tách riêng
explore-scale-announced = Theo công bố
explore-scale-gso = Theo dân số thống kê
explore-scale-labour = Theo lực lượng lao động thống kê
explore-scale-persons = Số người

explore-title = { $province }, { $scheme } { $first }–{ $last }: { $newest }
explore-alt = Biểu đồ { $scheme } của { $province } giai đoạn { $first }–{ $last }. { $points }.
explore-caption = Mỗi điểm ở đúng ngày của nó; đường nối chỉ nối 31/12 với 31/12 năm liền sau. Nguồn: { $sources }.
explore-stamp = baophu, dữ liệu { $version }.
explore-value-announced = { $value } theo công bố
explore-value-announced-labour = { $value } theo công bố ({ $unit })
explore-value-gso = { $value } theo dân số thống kê
explore-value-gso-labour = { $value } lực lượng lao động thống kê
explore-value-persons = { $value } { $unit }
explore-nothing = { $province } chưa có mức nào của toàn tỉnh, thành phố về { $scheme } trong giai đoạn { $first }–{ $last }.
explore-nothing-but = { $province }, { $scheme } { $first }–{ $last }: thước đo này chưa có điểm nào. Có số ở: { $others }.

explore-changes = Tăng, giảm ({ $n })
explore-audit = Kiểm tra số học: { $wrong } mâu thuẫn trong { $n } phép
explore-sources = Nguồn của từng con số
explore-about = { $province } · { $scheme } · { $first }–{ $last }
explore-point = Rê chuột hay bấm vào một điểm (hoặc dùng phím Tab) để xem con số ấy in ở đâu.

explore-compare-title = { $provinces }: { $scheme } { $first }–{ $last }
explore-compare-alt = Biểu đồ so sánh { $scheme } của { $provinces }, { $first }–{ $last }. { $rows }
explore-compare-of = { $province }: { $points }.
explore-compare-empty = { $province } (chưa có số)
explore-compare-nothing = Các tỉnh này chưa có con số nào về { $scheme } trong giai đoạn { $first }–{ $last } trên thước đo đã chọn.
explore-compare-add = Thêm tỉnh
explore-compare-full = Đủ sáu tỉnh; bỏ bớt một tỉnh để thêm tỉnh khác.
explore-compare-remove = Bỏ { $province } ra
explore-none = chưa có số

explore-table = Các con số đã in, { $province }, { $scheme } { $first }–{ $last }
explore-table-hint = Bấm tiêu đề cột để sắp xếp; gõ để lọc, không cần dấu.
explore-col-day = Ngày
explore-col-area = Nơi
explore-col-what = Là gì
explore-col-printed = Như đã in
explore-col-value = Giá trị
explore-col-unit = Đơn vị
explore-col-publisher = Nơi công bố
explore-col-source = Nguồn
explore-col-address = Địa chỉ
explore-col-claim = Mã con số
explore-table-search = Lọc:
explore-table-info = _START_–_END_ trong _TOTAL_ dòng
explore-table-empty = Không có dòng nào
explore-table-filtered = (lọc từ _MAX_)
explore-table-length = _MENU_ dòng mỗi trang
explore-table-nothing = Không có dòng nào khớp

explore-save-which = Biểu đồ
explore-save-trajectory = Diễn biến
explore-save-comparison = So sánh
explore-save-data = Số liệu
explore-saved = Đã gửi { $name } cho trình duyệt tải về.
explore-save-none = Chưa có biểu đồ nào để lưu.
explore-save-where = Tệp về thư mục tải xuống của trình duyệt; tranh mang sẵn tiêu đề và nguồn, số liệu mang cột nguồn, địa chỉ, chỗ in và mã con số.
explore-save-static = Trong JupyterLab, ở đây có nút lưu biểu đồ (SVG, PNG, PDF) và số liệu (CSV, xlsx).
