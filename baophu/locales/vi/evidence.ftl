# Các trang bằng chứng của báo cáo tỉnh, sau trang đầu.

changes-in-annex = Còn { $count } lần giảm khác, cũ hơn, nằm ở phụ lục.
level-table-caption = Các mức bao phủ bảo hiểm y tế của { $province } có ghi rõ thời điểm, mới nhất trước
level-table-col-day = Thời điểm
level-table-col-announced = Tỷ lệ đã công bố
level-table-col-gso = Trên dân số thống kê
level-table-col-people = Số người tham gia
level-table-none = chưa có
level-table-cards = { $count } thẻ
level-table-missing-years = Chưa có tỷ lệ bao phủ nào ghi rõ thời điểm cho: { $years }.
shortage-publisher = của đơn vị công bố
shortage-plan = ứng với kế hoạch được giao
shortage-statistics = bình quân của cơ quan thống kê
shortages-caption = { $on }: còn thiếu bao nhiêu người so với chỉ tiêu năm { $year }
shortages-col-population = Dân số
shortages-col-count = Số dân
shortages-col-missing = Còn thiếu
shortages-col-week = Cần thêm mỗi tuần
shortages-met = đã đạt
shortages-over = năm đã qua
shortages-unknown = chưa biết
shortages-range = { $low } – { $high }
shortages-why = Cùng một số người tham gia; các dòng chỉ khác nhau ở dân số dùng làm mẫu số.
sources-all = Các con số trong trang này
