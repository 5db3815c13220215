# Các trang bằng chứng của báo cáo tỉnh, sau trang đầu.

changes-in-annex = Còn { $count } lần giảm khác, cũ hơn, nằm ở phụ lục.
levels-caption = Các mức bao phủ bảo hiểm y tế của { $province } có ghi rõ thời điểm, mới nhất trước
levels-col-day = Thời điểm
levels-col-announced = Tỷ lệ đã công bố
levels-col-gso = Trên dân số thống kê
levels-col-people = Số người tham gia
levels-none = chưa có
levels-cards = { $count } thẻ
levels-missing-years = Chưa có tỷ lệ bao phủ nào ghi rõ thời điểm cho: { $years }.
