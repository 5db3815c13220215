# Câu chữ của các đối tượng hiện ra trong sổ tay.

object-level = Mức gần nhất { $scale }
object-grade = Độ tin cậy của mức gần nhất (A đến E)
object-changes = Lần tăng, giảm trong kho số liệu
object-contradictions = Chỗ các con số đã công bố không khớp
object-checks = trong { $count } phép kiểm tra
object-figures = Con số trong kho
object-levels = Tỉnh, thành phố có mức ghi ngày

import-would = { $file }: đọc được; chưa ghi gì (mã thoát { $code }).
import-done = { $file }: đã ghi vào bản sao của dữ liệu (mã thoát { $code }).
import-asks = { $file }: bảng để ngỏ mấy điều, lệnh hỏi lại (mã thoát { $code }).
import-refuses = { $file }: có ô không thể đúng, không ghi gì (mã thoát { $code }).
