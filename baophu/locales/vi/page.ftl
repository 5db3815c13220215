# Câu chữ của trang: nhãn, mục nguồn, dữ liệu kèm theo, cách trích dẫn.

label-chart = Biểu đồ
label-table = Bảng
label-back = Xem trên
label-copy = Sao chép câu này
label-copied = Đã sao chép
label-swipe = Vuốt ngang để xem hết biểu đồ
label-tap = Chạm lần nữa để tới nguồn.
label-made = Mã đã chạy để làm báo cáo này

sources-col-use = Dùng để làm gì
source-status = tình trạng: { $status }
source-plan = kế hoạch của: { $owner }
source-copy = bản lưu { $file }
source-not-linked = bản chép, không dẫn liên kết
sources-copies = “Bản lưu” là bài đã lưu thành tệp; kho không ghi địa chỉ trên mạng của bài.
use-point = điểm { $pct } { $scale }
use-national = mức cả nước { $pct } { $scale }
use-estimate = ước tính 31/12 các năm { $years } ({ $scale })
use-change = thay đổi { $period }
use-beside-change = đặt cạnh thay đổi { $periods }
use-target = khoảng cách tới chỉ tiêu { $years }
use-pace = tốc độ cần có cho { $years }
use-social = diễn biến bảo hiểm xã hội, thất nghiệp
use-push = mức tăng dồn cuối năm { $years } của cả nước
use-check = kiểm tra số học ({ $count } phép)
use-check-against = kiểm tra số học ({ $count } phép, { $against } không khớp)
use-grade = xếp hạng độ tin cậy

data-title = Dữ liệu và cách trích dẫn
data-intro = Mọi con số và mọi điểm của báo cáo này nằm trong một bảng, mỗi dòng một con số kèm nguồn. Bảng đã ở sẵn trong tệp này, tải về không cần mạng.
data-csv = Bảng số liệu (CSV)
data-csv-note = { $rows } dòng, UTF-8, mở được bằng Excel
data-package = Mô tả bảng (datapackage.json)
data-package-note = ý nghĩa từng cột, đơn vị, giấy phép, nguồn
data-on-paper = Bảng số liệu của báo cáo này ({ $rows } dòng CSV, kèm mô tả Data Package) nằm trong bản HTML của cùng báo cáo.
data-licence = Bảng theo giấy phép CC BY 4.0, kèm nguồn của từng con số.
data-licence-local = Bảng có { $count } con số riêng của đơn vị, chưa công bố: xin hỏi đơn vị trước khi gửi đi. Phần còn lại theo giấy phép CC BY 4.0, kèm nguồn của từng con số.
citation-title = Trích dẫn
citation-intro = Dùng một con số thì xin dẫn cả nơi đã công bố con số ấy, ghi ở mục nguồn.
citation-text = baophu. { $title }. Dữ liệu phiên bản { $data }, số mới nhất: { $date }.
citation-note = Dữ liệu phiên bản { $data }, số mới nhất: { $date }
copy-citation = Sao chép câu trích dẫn
copy-bibtex = Sao chép BibTeX
