# Câu chữ của trang các đợt giảm ở mọi tỉnh, thành phố.

lapses-kicker = Báo cáo bao phủ bảo hiểm · Mọi tỉnh, thành phố
lapses-title = Các đợt giảm ở 63 tỉnh, thành phố: { $scheme }, { $period }
lapses-description = { $scheme }, { $period }: các đợt giảm ở mọi tỉnh, thành phố đặt cạnh nhau và cạnh cả nước, kèm nhận định hay lý do không kết luận; từng con số dẫn về nguồn.
lapses-meta-scheme = Loại hình
lapses-meta-period = Thời gian
lapses-meta-period-value = { $period } (theo năm mà đợt giảm kết thúc)
lapses-all-schemes = Mọi loại hình
lapses-stamp = Dữ liệu { $data } · baophu { $version } · tham số: scheme = { $scheme }, period = { $period }, language = { $language }

lapses-finding = { $scheme }, { $period }: các con số trong kho cho thấy { $count } đợt giảm ở { $provinces } tỉnh, thành phố.
lapses-finding-none = { $scheme }, { $period }: các con số trong kho không cho thấy đợt giảm nào. Điều đó không chứng minh là không có.
lapses-no-cards = Không có đợt giảm nào để đếm.

lapses-national-intro = Chính cả nước cũng giảm giữa những ngày gần nhau sau đây, theo công bố:
lapses-national-fall = { $start } đến { $end }, { $points } điểm %
lapses-no-national-fall = Giữa những ngày gần nhau có mức công bố, cả nước không giảm lần nào trong thời gian này.

lapses-verdicts-intro = Quy tắc được xét lần lượt, quy tắc nào khớp trước thì dùng; mỗi đợt ghi kèm lý do và nguồn.
lapses-verdict-heading = { $verdict } ({ $count })
lapses-fall = { $area }, { $what }, { $period }
lapses-never = Không đợt nào thuộc: { $verdicts }.

lapses-unseen-intro = Không thấy giảm không có nghĩa là không giảm: phần lớn các tỉnh, thành phố không có hai con số để so với nhau.
lapses-quiet = Có mức hoặc số người của ít nhất hai ngày và không thấy giảm ({ $count })
lapses-too-few = Chỉ có mức hoặc số người của một ngày, không so được ({ $count })
lapses-unknown = Chưa có mức hay số người nào ghi ngày cho cả tỉnh, thành phố, với loại hình và thời gian này ({ $count })

lapses-no-sources = Trang này không dùng con số nào, nên không có nguồn.
lapses-finding-gross = { $count } đợt là số người mất thẻ do nguồn công bố (số gộp), lớn nhất ở { $area }: { $change }.
lapses-finding-own = { $n ->
    [0] Không đợt giảm ròng nào đủ căn cứ để nói là giảm hơn cả nước.
   *[other] { $count } đợt giảm hơn cả nước hoặc giảm từ 6 điểm % trở lên.
}
lapses-finding-open = { $n ->
    [0] Đợt nào cũng có nhận định.
   *[other] { $count } đợt chưa đủ căn cứ để kết luận, và được ghi rõ là chưa kết luận.
}
lapses-rule-cause = Số người mất thẻ hoặc mất hỗ trợ được công bố: hoặc chính là con số ấy (số gộp), hoặc đủ lớn để giải thích mức giảm ròng sau khi trừ người đã có thẻ lại.
lapses-rule-cliff = Giảm từ { $cliff } điểm % trở lên theo mọi cách chọn dân số, và nhiều hơn cả nước.
lapses-rule-more = Chênh lệch so với cả nước dưới 0 trên cả khoảng, theo mọi cách chọn dân số đã thử.
lapses-rule-like = Chênh lệch so với cả nước có thể bằng 0 và không thể lớn hơn { $narrow } điểm %.
lapses-rule-less = Chênh lệch so với cả nước trên 0 trên cả khoảng, theo mọi cách chọn dân số đã thử.
lapses-rule-denominator = Số người và tỷ lệ đổi ngược chiều: tỷ lệ giảm không có nghĩa là ít người tham gia hơn.
lapses-rule-open = Các con số chưa đủ để kết luận. Báo cáo nêu lý do thay vì chọn một lời giải thích.
lapses-method = Một đợt giảm là một mức giảm được công bố, hai con số liền nhau cùng loại mà con số sau thấp hơn sau khi đã tính sai số làm tròn, hoặc một số người mất thẻ được công bố (số gộp). Có số người ở cả hai ngày thì so người với người, chia cho một dân số duy nhất là dân số năm của ngày sau; các cách chọn dân số khác đứng cạnh. Thay đổi của cả nước giữa cùng hai ngày, theo cùng cách tính, là một khoảng vì các số công bố đã làm tròn; không nội suy qua cuối năm. Nhận định chỉ nói hơn hay kém khi mọi cách tính cùng cho một chiều; chênh lệch không quá { $narrow } điểm % là ngang cả nước; từ { $cliff } điểm % trở lên là giảm mạnh. Đợt giảm thuộc về năm nó kết thúc. Đợt giảm của huyện nằm trong báo cáo từng tỉnh.
lapses-no-season-verdict = Cách so với cả nước mới được thử với bảo hiểm y tế, nên không đợt giảm nào của loại hình này được kết luận.
