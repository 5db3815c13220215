# Các lời từ chối khi đếm và đọc dữ liệu thẻ.
records-none = Chưa có dữ liệu thẻ trong { $folder }. Hãy nhập bảng thẻ của đơn vị trước.
records-no-cubes = Dữ liệu thẻ trong { $folder } chưa được đếm. Hãy đếm trước.
records-no-code = { $file }: không rõ mã { $codes } thuộc nhóm đối tượng nào vào ngày đầu của thẻ. Hãy thêm mỗi mã một dòng vào data/local/records/payer_groups.csv (các cột code, valid_from, valid_to, group).
records-no-group = { $file }, dòng { $row }, mã { $code }: không có nhóm { $group }. Hãy chọn một trong: { $groups }
records-unreadable = { $file } không phải là tệp Parquet đọc được. Hãy nhập lại bảng của đơn vị.
records-no-column = { $file } thiếu các cột: { $columns }. Hãy nhập lại bảng của đơn vị.
records-type = { $file }: có cột mang giá trị không phải ngày hay số nguyên. Hãy nhập lại bảng của đơn vị.
records-disagree = { $file }: số vào, ra và chuyển nhóm không khớp với thay đổi của tổng số. Đây là lỗi của chương trình; chưa ghi gì. Xin hãy báo lại.
records-days = Không so sánh được từ { $start } đến { $end }: hãy cho hai ngày, ngày trước đứng trước, trong khoảng { $first } đến { $last }.
