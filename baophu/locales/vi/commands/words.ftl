# Những gì nhiều thông báo dùng chung.

or = hay
and = và
some = { $names } và { $more } mục nữa
see = Xem { $page }

# Từ sai trong lệnh gọi.
unknown-province = Không có tỉnh { $name }. { $hint }
near-provinces = Có phải bạn muốn nói { $names }? Xem mọi tên: make provinces
all-provinces = Xem mọi tên: make provinces
unknown-language = Báo cáo không có ngôn ngữ { $name }. Hãy chọn một trong: { $known }
