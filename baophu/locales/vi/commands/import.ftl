# Những gì make import và make template hỏi, từ chối và báo lại.

undecided = Tệp còn để ngỏ những điều sau; chưa ghi gì cả. Hãy trả lời bằng các lựa chọn dưới đây, tất cả trong một lần gọi:
undecided-wrong-too = Ngoài các câu hỏi trên, những ô sau đây bị sai:
faults = { $count } lỗi; chưa ghi gì cả
faults-more = ... và { $more } lỗi nữa của cùng bảng này

# Cột là gì.
role-area = địa phương
role-date = ngày
role-month = tháng
role-quarter = quý
role-year = năm
role-scheme = loại hình
role-group = nhóm
role-kind = loại số
role-unit = đơn vị
role-figures = con số
role-province = tỉnh

# Tệp.
wrong-no-file = không có tệp này
wrong-empty = tệp trống
wrong-old-excel = tệp có mật khẩu, hoặc bị hỏng
wrong-ending = không đọc được tệp có đuôi { $ending }
wrong-no-ending = không đọc được tệp không có đuôi
wrong-ods = không phải bảng tính OpenDocument, hoặc tệp bị hỏng hay có mật khẩu
wrong-not-whole = tệp Excel không trọn vẹn ({ $fault })
wrong-not-excel = không phải tệp Excel, hoặc tệp bị hỏng
wrong-sheet-large = trang tính quá lớn, không mở được ở đây
wrong-quote = có dấu ngoặc kép không đóng, hoặc mãi dòng sau mới đóng
cure-quote = Hãy bỏ dấu ấy, hoặc gõ hai lần, rồi lưu lại tệp
wrong-width = dòng có { $count } ô mà tiêu đề có { $width } ô
cure-wide = Hãy đặt số có dấu phẩy, chữ có dấu phân cách trong ngoặc kép, hoặc lưu bảng thành .xlsx
cure-narrow = Hãy thêm dấu phân cách còn thiếu, hoặc lưu bảng thành .xlsx
wrong-font = chữ gõ bằng bảng mã { $font }, không phải Unicode
cure-font = Hãy chuyển sang Unicode trước, ví dụ bằng UniKey (Ctrl+Shift+F6)
wrong-no-encoding = không có bảng mã { $encoding }
wrong-encoding = không phải bảng mã { $encoding } ({ $fault })
wrong-file-changed = tệp bị sửa trong lúc đang đọc
wrong-no-rows = dưới tiêu đề không có dòng số nào
wrong-many-figures = bảng có hơn { $most } con số, là mức nhiều nhất của mỗi lần nhập
cure-check-file = Hãy kiểm tra FILE=
cure-save-as = Hãy mở tệp và lưu một bản sao dạng .xlsx, .ods hoặc CSV UTF-8
cure-libreoffice = Hãy mở bằng LibreOffice, lưu một bản sao rồi nhập bản sao ấy
cure-excel = Hãy mở bằng Excel hoặc LibreOffice, lưu một bản sao rồi nhập bản sao ấy
cure-sheet-csv = Hãy lưu trang tính thành CSV UTF-8 rồi nhập tệp ấy
cure-encoding = Hãy ghi --encoding utf-8 hoặc cp1258
cure-csv = Hãy lưu thành CSV UTF-8
cure-import-again = Hãy nhập lại
cure-sheet-or-header = Hãy kiểm tra trang tính, hoặc --header-row
cure-many-figures = Hãy chọn một tỉnh: PROVINCE=ha-tinh, hoặc nhập ít năm, ít nhóm hơn: báo cáo chỉ cần đến số tổng từng tháng
ask-encoding = dòng { $line } không phải UTF-8. Đọc theo Windows tiếng Việt thì là { $words }. Đó là bảng mã nào?
answer-cp1258 = --encoding cp1258  nếu đọc như vậy là đúng
answer-save-csv = hoặc lưu từ Excel thành 'CSV UTF-8'; tệp dùng phông TCVN3 hay VNI phải được chuyển mã trước

# Bảng trong tệp.
ask-no-sheet = không có trang tính { $sheet }, hoặc trang ấy trống
ask-which-sheet = nhiều trang tính có bảng. Lấy trang nào?
ask-no-header = không hiểu được dòng nào là tiêu đề
answer-header-row = --header-row 5  nếu đó là dòng thứ năm
answer-name-columns-form = hoặc đặt tên các cột trong tệp theo các từ trong docs/import.md; make template cho một biểu mẫu
ask-whose = số liệu của tỉnh nào? Không cột nào cho biết tỉnh của từng dòng
answer-whose = PROVINCE=ha-tinh (--province ha-tinh)  nếu tất cả là của một tỉnh
answer-province-column = hoặc đặt tên cột ghi tỉnh là 'Tỉnh'
note-sheets = bỏ qua các trang tính không có bảng: { $sheets }
ask-hidden = các dòng, cột sau bị ẩn mà có nội dung: { $names }. Chúng có thuộc bảng không?
answer-hidden-out = --hidden leave-out  chỉ lấy những gì nhìn thấy
answer-hidden-read = --hidden read  lấy cả chúng
note-unseen = tệp Excel kiểu cũ chỉ cho biết giá trị: không thấy chữ gạch ngang, dấu chú thích, dòng ẩn và định dạng; số 0 được coi là không có số
note-dropped = bỏ qua chữ gạch ngang, chỉ số trên và chỉ số dưới: { $places }

# Cột.
ask-skip-unknown = --skip { $name } không phải tên cột nào
answer-columns = các cột là { $columns }
ask-header = không hiểu tiêu đề { $title }, mà bên dưới có số. Đó là số gì?
ask-without-header = không hiểu một cột không có tiêu đề, mà bên dưới có số. Đó là số gì?
answer-skip-column = --skip { $column }  nếu không nhập cột này
answer-name-column = hoặc đặt tên cột trong tệp theo các từ trong docs/import.md, ví dụ 'Số người' hay 'Tỷ lệ bao phủ'
ask-two-columns = các cột { $columns } đều ghi { $role }. Lấy cột nào?
wrong-no-figures = không có cột số nào
cure-name-figures = Hãy đặt tên cho một cột, ví dụ 'Số người'
note-column-left = cột { $column } { $title } không được nhập

# Dòng bị bỏ qua, và vì sao.
skip-no-figures = không có số: { $text }
skip-section = nói về các dòng dưới: { $text }
skip-total-over = tổng của nhiều thời điểm hay nhiều loại hình không phải là số của riêng một cái
skip-words = không có số mà chỉ có chữ: { $text }
skip-example = dòng ví dụ của biểu mẫu
skip-column-numbers = số thứ tự của cột
skip-header-again = tiêu đề lặp lại
skip-as-told = bỏ theo yêu cầu: { $text }
skip-outside = ngoài tỉnh: { $text }

# Địa phương.
wrong-second-table = một bảng thứ hai bắt đầu ở đây
cure-second-table = Hãy để mỗi bảng ở một trang tính riêng
wrong-group-row = dòng của một nhóm hoặc loại hình nằm giữa các địa phương
cure-group-row = Hãy ghi nhóm, loại hình vào một cột riêng, ở mọi dòng
wrong-merged = một con số cho nhiều ô gộp
wrong-raised = cả ô là chỉ số trên hoặc dưới, như dấu chú thích
cure-raised = Nếu là con số thì bỏ chỉ số trên, dưới; nếu là dấu chú thích thì xóa
wrong-split-number = chữ số ở chỗ của chữ, cạnh chữ số: một con số đã bị tách ở dấu phẩy
cure-split-number = Hãy đặt số có dấu phẩy trong ngoặc kép, hoặc lưu bảng thành .xlsx; --skip { $column } nếu chữ số ấy đúng là của cột
wrong-leading-zero = con số không bắt đầu bằng 0: có thể là phần cuối của con số đã bị tách ở dấu phẩy
wrong-other-unit = ô ghi { $own }, tiêu đề ghi { $unit }
cure-other-unit = Hãy sửa chỗ sai trong một bản sao của tệp
cure-merged = Hãy bỏ gộp ô và ghi số của từng ô
wrong-no-area = có số mà không có địa phương
cure-no-area = Hãy ghi địa phương vào ô, hoặc gộp ô
wrong-no-province-said = có số mà không có tỉnh
wrong-no-province = không tỉnh nào có tên này
cure-no-province = { $hint }; hoặc --area { $pair } để bỏ các dòng ấy
ask-doubtful-area = { $name } có thể là { $areas }. Là nơi nào?
ask-outside = ngoài tỉnh đang nhập: { $names }. Có bỏ các dòng ấy không?
ask-own-name = { $name } là cả tỉnh hay là thành phố cùng tên? Tên này đứng giữa các địa phương khác
answer-own-province = --area { $pair }  là tỉnh
answer-own-city = --area { $pair }  là thành phố
ask-unknown-areas = địa phương chưa có trong areas.csv: { $names }
answer-near-area = { $name }: có phải là { $areas }? --area { $pair }
answer-add-areas = --add-areas  nếu đó là các phần của tỉnh: thêm làm địa phương của riêng bạn
answer-leave-out = --area { $pair }  để bỏ các dòng mang một tên, ví dụ một dòng cộng

# Từ chỉ mã.
ask-unknown-words = { $role } chưa biết: { $names }. Hãy ghi một trong các từ đã biết vào một bản sao của tệp
answer-nearest = gần nhất: { $codes }
answer-known = đã biết: { $codes }

# Cột đếm cái gì.
ask-also = { $asks } (cả các cột { $columns })
ask-scheme = các con số thuộc loại hình nào?
answer-scheme-unit = với tỷ lệ của loại hình khác bhyt, hãy ghi cả --unit
ask-kind = các con số là gì: số người, hay tỷ lệ trên cái gì?
answer-other-kinds = các loại số và đơn vị khác có trong data/codes.csv
ask-unit = { $kind } tính bằng đơn vị nào?
ask-percent = { $kind } là phần trăm của cái gì?
ask-percent-plan = { $kind } là phần trăm của cái gì? (bảng có nói tới kế hoạch: { $plan })
answer-attainment = --kind attainment  nếu là phần trăm kế hoạch
ask-scale = mọi con số có tính theo đơn vị ấy không? Bảng ghi { $text }
answer-persons = --scale 1  nếu tính bằng người
ask-plan = { $text } nói về kế hoạch. Các con số có phải là chỉ tiêu không?
answer-plan = --kind target_count  là chỉ tiêu, cả số người lẫn tỷ lệ
ask-uninsured = { $text } nói về người chưa tham gia. Các con số có phải của họ không?
answer-uninsured = --group uninsured  là số người chưa tham gia
ask-change = { $text } nói về tăng, giảm. Các con số là số người tham gia mới hay số đang tham gia?
answer-flow = --kind flow  là số người tham gia mới trong kỳ
ask-other = chưa hiểu { $words } trong { $text }. Chữ ấy có nói các con số là của ai, hay đếm cái gì không?
answer-other = nếu có, hãy ghi rõ ở tiêu đề cột, trong một bản sao của tệp
ask-conflict = { $text } ghi đơn vị, loại hình hay nhóm khác với tiêu đề cột. Hãy sửa chỗ sai trong một bản sao của tệp
ask-answer = { $text } ghi thời gian khác với --as-of hoặc --year; lựa chọn không sửa điều bảng đã ghi. Hãy bỏ lựa chọn ấy
ask-day = { $text } ghi thời điểm sớm hơn thời gian của con số. Hãy sửa chỗ sai trong một bản sao của tệp
answer-ignore = --ignore { $place }  nếu dòng chữ này không liên quan đến các con số, chúng đúng như tiêu đề cột ghi
ask-section = { $text } đứng trên các dòng số mà không hiểu được. Nó nói gì về các dòng ấy?
ask-section-total = { $text } là tổng của { $section } hay của tất cả? Hãy ghi rõ trong tệp, hoặc bỏ dòng
ask-title-province = { $text } ghi tên tỉnh khác. Các con số là của tỉnh nào?
ask-title-part = { $text } ghi tên một địa phương của tỉnh. Dòng tổng có phải số của địa phương ấy không?
answer-title-part = --area { $pair }  đúng vậy; thêm --add-areas nếu địa phương chưa có trong danh mục
wrong-kind = không nhập con số loại "{ $kind }"
cure-kind = Hãy cho mức của từng ngày, dạng số lượng hoặc tỷ lệ

# Ngày.
ask-order = { $text } đọc được thành hai ngày, và không ngày nào khác cho biết là ngày nào
answer-order = --date-order { $order }  { $text } là { $day } (năm-tháng-ngày)
ask-time = các con số là của ngày nào? Bảng không ghi ngày nào
answer-year = --year YYYY  nếu là số của một năm
ask-year = của năm nào?
ask-year-above = của năm nào? Phía trên bảng ghi { $text }
wrong-role-contradicts = { $role } mâu thuẫn với ngày của dòng
wrong-two-times = dòng và tiêu đề ghi hai thời điểm khác nhau
cure-correct-one = Hãy sửa một trong hai
wrong-swapped = có ngày là ngày thật, có ngày là chữ, và có thể Excel đã đổi chỗ ngày và tháng của { $day }
cure-swapped = Hãy để cả cột trong tệp là ngày, hoặc cả cột là chữ
wrong-two-orders = ở đây ngày đứng trước, nhưng ở { $place } { $text } tháng đứng trước
cure-two-orders = Hãy ghi mọi ngày của cột theo cùng một thứ tự
wrong-without-role = có số mà không có { $role }
cure-without-role = Hãy ghi vào ô, hoặc gộp ô
wrong-short-year = năm chỉ có hai chữ số
cure-short-year = Hãy ghi năm bằng bốn chữ số, ví dụ { $such }
wrong-serial-day = không phải ngày mà là số thứ tự của ngày trong bảng tính
cure-serial-day = Hãy định dạng các ô ấy trong tệp là ngày
wrong-not-role = không phải { $role }
cure-not-role = Hãy ghi ngày là 31/12/2022, tháng là 12/2022, năm là 2022
wrong-no-such-day = ngày { $day } không có trong lịch
cure-no-such-day = Hãy sửa ngày ở dòng hoặc ở tiêu đề
wrong-day-range = ngày { $day } nằm ngoài khoảng cho phép
cure-day-range = Chỉ nhận số từ năm { $year }; hãy sửa ngày
wrong-day-ahead = ngày { $day } còn chưa tới
cure-day-ahead = Hãy sửa ngày
wrong-area-ended = địa phương này chỉ tồn tại đến ngày { $day }
cure-area-ended = Hãy cho số đến ngày ấy; số về sau thuộc tỉnh đã sáp nhập

# Con số.
wrong-error = lỗi của bảng tính
cure-error = Hãy sửa công thức trong tệp rồi lưu lại
wrong-formula = công thức chưa lưu kết quả
cure-formula = Hãy mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi nhập lần nữa
wrong-day-as-figure = một ngày ở chỗ lẽ ra là con số
cure-day-as-figure = Excel đã biến thứ được gõ thành ngày; hãy gõ lại con số
wrong-percent-in = phần trăm trong cột có đơn vị "{ $unit }"
cure-percent-in = Hãy sửa ô, hoặc sửa tiêu đề của cột
wrong-not-number = không phải con số
cure-not-number = Hãy gõ riêng con số, ví dụ 1.052.062 hoặc 90,4
wrong-not-mark = không phải con số có dấu thập phân { $mark }
cure-not-mark = Hãy sửa các chữ số, hoặc ghi --decimal
wrong-part = { $value } { $unit } không phải số nguyên
cure-part = Nếu gõ 1.052 thay cho 1052 thì hãy sửa ô; nếu là kết quả tính thì hãy làm tròn trong tệp
wrong-two-marks = ở đây dấu thập phân là dấu phẩy, nhưng ở { $place } { $text } là dấu chấm
cure-two-marks = Hãy ghi mọi con số của cột theo một cách, hoặc ghi --decimal để xem ô nào khác
ask-mark = { $text } đọc được thành hai con số, và không ô nào khác trong cột cho biết là số nào.
answer-mark = --decimal { $mark }  { $text } là { $value }
ask-fractions = mọi tỷ lệ trong cột đều nằm giữa 0 và 1, ví dụ { $text }. Đó là gì?
answer-fraction = --rates-as fraction  0,9 là 90%
answer-percent = --rates-as percent  0,9 là 0,9%
note-shown = { $count } tỷ lệ có nhiều chữ số hơn số hiển thị; lấy đúng như đang hiển thị
wrong-shown = ô hiển thị con số khác với số lưu trong ô ({ $value })
cure-shown = Hãy để ô hiển thị đủ con số: định dạng của ô rút gọn nó
note-title-time = lấy ngày { $day } từ { $text }
note-plan = các con số là chỉ tiêu, theo { $text }

# Độ lớn, và con số ghi hai lần.
wrong-rate = tỷ lệ nằm ngoài 0-100
cure-rate = Hãy sửa ô, hoặc sửa tiêu đề của cột
wrong-tiny-rate = bao phủ bảo hiểm y tế từ một phần trăm trở xuống
cure-tiny-rate = Nếu 0,904 nghĩa là 90,4%, hãy ghi đúng như thế trong tệp
wrong-below-zero = { $kind } nhỏ hơn 0
cure-below-zero = Hãy bỏ dấu trừ; không nhập mức giảm, hãy cho mức của từng ngày
wrong-over-population = nhiều hơn dân số của địa phương hoặc của tỉnh ({ $people })
cure-over-population = Hãy kiểm tra các chữ số và địa phương
wrong-given-twice = cùng địa phương, loại hình, loại số và ngày với { $place }, nơi ghi { $value }
cure-given-twice = Hãy giữ con số đúng, hoặc phân biệt các dòng
wrong-earlier = một lần nhập trước ghi { $value } ({ $where })
cure-earlier = Hãy ghi --replace nếu tệp này đúng
note-repeated = { $count } con số ghi hai lần với cùng giá trị, chỉ lấy một lần
wrong-lacking = tệp trước cùng tên có { $count } con số mà tệp này không có: { $names }
cure-lacking = --replace sẽ bỏ chúng; muốn giữ chúng thì nhập tệp này dưới tên khác
note-lacking-dropped = đã bỏ: { $what }
note-total = { $place }: dòng tổng ghi { $total }, các dòng cộng lại được { $sum }; giữ nguyên cả hai
ask-total-small = dòng tổng có phải của cả tỉnh không? { $total } chỉ bằng { $share } dân số
ask-total-communes = các dòng là xã, phường. { $text } là tổng của một huyện hay của cả tỉnh?
answer-own-total = --area { $pair }  của cả tỉnh

# Bản tóm tắt; từ đầu mỗi dòng chiếm mười cột chữ.
summary-file = tệp       { $file }, trang tính { $sheet }
summary-layout-long = bố cục    bảng dọc: mỗi dòng và cột một con số; tiêu đề ở { $rows }
summary-layout-wide = bố cục    bảng ngang: thời gian hoặc loại hình xếp theo cột; tiêu đề ở { $rows }
summary-row = dòng { $row }
summary-rows = dòng { $first }-{ $last }
summary-no-header = (không có tiêu đề)
summary-figures = con số    { $count }
summary-count = { $count } số về { $what }: { $kind }, đơn vị { $unit }
summary-dates = ngày      { $first } đến { $last }
summary-areas = nơi       { $count }: { $areas }
summary-new = mới       địa phương của riêng bạn: { $areas }
summary-total = tổng      dòng { $row } là số của cả tỉnh
summary-skipped = bỏ qua    dòng { $row }: { $reason }
summary-skipped-more = bỏ qua    { $count } dòng nữa
summary-blank = trống     { $count } ô không có số
summary-note = ghi chú   { $note }
summary-reads = đọc là    { $place }: { $area }, { $what }, { $kind } của { $day }: { $value } { $unit } (từ { $text })
outcome-nothing = không có gì mới: cả { $count } con số của { $file } đã được nhập trước đây
outcome-wrote = đã ghi { $count } con số vào { $home }
outcome-would-write = sẽ ghi { $count } con số vào { $home }
outcome-wrote-provinces = đã ghi { $count } con số của { $provinces } tỉnh vào { $home }
outcome-would-write-provinces = sẽ ghi { $count } con số của { $provinces } tỉnh vào { $home }
outcome-same = { $words }; { $count } con số đã có sẵn
outcome-replaced = { $words }; thay { $count } con số cũ
outcome-dropped = { $words }; bỏ { $count } con số mà tệp này không có

# Biểu mẫu, và những câu trả lời không có nghĩa.
form-exists = { $file } đã có và có thể chứa số liệu. Hãy đặt tên khác bằng --output, hoặc ghi đè bằng --force
form-wrote = đã ghi { $file }
bad-pair = { $given } không có dạng TÊN=NƠI, ví dụ 'H. Ky Anh=ha-tinh-ky-anh'
bad-day = { $given } không phải một ngày như 2022-12-31 hoặc 31/12/2022
bad-code = { $given } không phải một trong các mã { $codes }
