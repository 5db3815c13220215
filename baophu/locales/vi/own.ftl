# Biểu đồ, bảng và trang do người phân tích tự làm.

cell-yes = có
cell-no = không
own-figure-empty = Không có số liệu nào để vẽ.
own-figure-alt = { $of } theo { $by }: { $count } số liệu. Đầu: { $first }. Cuối: { $last }.
own-table-empty = Bảng không có dòng nào.
own-page-kicker = Phân tích trên số liệu đã công bố
own-page-description = { $title }: mỗi con số dẫn về nguồn.
own-page-figures = Con số được dẫn
