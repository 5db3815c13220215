# Lỗi của biểu đồ, bảng và trang tự làm.

figure-no-claims = Bảng không có cột { $names }, nên không điểm nào dẫn được về nguồn. Giữ cột ấy qua các bước lọc và ghép, hoặc nói links=False nếu hình không vẽ số liệu trong kho.
figure-no-columns = Không biết hình vẽ những cột nào. Hãy nói, ví dụ x="end", y="change_points". Các cột: { $names }
figure-no-marks = Không điểm nào của hình nằm đúng chỗ mà bảng ghi theo { $x } và { $y }. Đưa đúng bảng đã vẽ; trung bình của nhiều dòng không phải con số trong kho: vẽ từng dòng, hoặc nói links=False.
sources-unknown = Kho không có con số nào mang mã { $names }.
