# Câu chữ của trang một. Mỗi thông điệp có cùng tên và cùng biến trong bản tiếng Anh.

brief-why = Căn cứ và bối cảnh
brief-do = Cần làm, cần hỏi
brief-sources = Nguồn:
brief-range = { $low }–{ $high }
brief-scheme-bhyt = BHYT
brief-scheme-bhxh = BHXH
brief-scheme-bhxh_bb = BHXH bắt buộc
brief-scheme-bhxh_tn = BHXH tự nguyện
brief-scheme-bhtn = BHTN
brief-scheme-all = BHXH, BHYT, BHTN

# Kết luận
brief-short = { $on } bao phủ { $level }, chưa đạt chỉ tiêu { $target } năm { $year }: thấp hơn { $points } điểm phần trăm.{ $people }
brief-short-within = { $on } bao phủ { $level }, thấp hơn chỉ tiêu cuối năm ({ $target }) { $points } điểm phần trăm; chưa rõ số cuối năm.{ $people }
brief-short-people = {" "}Thiếu { $people }.
brief-people-agency = { $people } theo dân số { $agency } dùng
brief-people-source = { $people } theo dân số nguồn dùng
brief-people-plan = { $people } so với kế hoạch
brief-people-statistics = { $people } theo dân số thống kê
brief-people-met-agency = đã đủ theo dân số { $agency } dùng
brief-people-met-source = đã đủ theo dân số nguồn dùng
brief-people-met-plan = đã đủ so với kế hoạch
brief-people-met-statistics = đã đủ theo dân số thống kê
brief-missing = { $count } người
brief-missing-points = { $count } người ({ $points } điểm)
brief-reached = Đạt chỉ tiêu { $target } năm { $year }: { $on } { $level }.
brief-reached-within = { $on } { $level }, không thấp hơn chỉ tiêu cuối năm ({ $target }); chưa rõ số cuối năm.
brief-undecided = Chưa thể kết luận về chỉ tiêu { $target } năm { $year }: { $on }nguồn chỉ ghi { $level }.
brief-undecided-count_only = Chưa thể kết luận về chỉ tiêu { $target } năm { $year }: { $on } chỉ thu thập được số người, bằng { $level } dân số thống kê.
brief-no-level = Chưa thu thập được tỷ lệ bao phủ năm { $year } để so với chỉ tiêu { $target }; tỷ lệ gần nhất là { $level } ({ $when }).
brief-no-level-none = Báo cáo chưa thu thập được tỷ lệ bao phủ nào của { $province } trong { $first }–{ $last } để so với chỉ tiêu { $target } năm { $year }.
brief-no-level-nothing = Báo cáo chưa thu thập được tỷ lệ bao phủ hay chỉ tiêu nào của { $province } trong { $first }–{ $last }.
brief-no-target = { $by }, { $level }; chưa thu thập được chỉ tiêu năm { $year }{ $older }.
brief-no-target-old = Tỷ lệ bao phủ gần nhất thu thập được là { $level } ({ $when }); chưa thu thập được chỉ tiêu{ $older }.
brief-no-target-since = Từ đó chưa thu thập được tỷ lệ bao phủ nào; gần nhất là { $level } ({ $when }); chưa thu thập được chỉ tiêu{ $older }.
brief-no-target-bare = Chưa thu thập được chỉ tiêu năm { $year }{ $older }.
brief-open = chưa so được với nhau, chưa rõ có giảm thật hay không
brief-level-short-announced = { $level }
brief-level-short-gso = { $level } dân số thống kê
brief-older-target = {" "}(gần nhất: { $target } năm { $year })
brief-older-targets = {" "}(gần nhất, năm { $year }: { $targets })
brief-targets = { $n ->
    [2] hai nguồn ghi
   *[other] các nguồn ghi
 } { $targets } và { $last }
brief-level-announced = bao phủ { $announced } dân số theo công bố
brief-level-gso = số người tham gia BHYT bằng { $gso } dân số thống kê
brief-level-both = bao phủ { $announced } dân số theo công bố, { $gso } theo dân số thống kê
brief-fall-gross = { $on }, { $lost }
brief-fall-share = {" "}({ $pct } dân số thống kê)
brief-fall-net = Từ { $start } đến { $end }, { $people }
brief-fall-rates = Công bố { $before } dân số ({ $start }), sau đó { $after } ({ $end }): { $verdict }
brief-lost-free = { $count } người không còn được ngân sách đóng BHYT theo Quyết định 861
brief-lost-free_353 = { $count } người không còn được ngân sách đóng BHYT theo Quyết định 861 và 353
brief-lost-other = { $count } { $group } không còn thẻ BHYT
brief-lost-not_renewed = { $count } người có thẻ hết hạn, chưa gia hạn
brief-fell = { $scheme } giảm { $count } người
brief-fell-also = { $scheme } giảm { $count } người
brief-fell-points = { $scheme } giảm { $count } người ({ $points } điểm phần trăm{ $beyond })
brief-about = khoảng { $value }
brief-beyond = , nhiều hơn cả nước { $beyond } điểm
brief-beyond-range = , nhiều hơn cả nước { $beyond } điểm tùy dân số

# Thẻ
brief-card-short = thiếu { $points } điểm %
brief-card-short-label = so với chỉ tiêu { $target } năm { $year }
brief-card-short-within-label = so với chỉ tiêu { $target } cuối năm { $year }
brief-card-level-on = { $on }: { $level } dân số theo công bố
brief-card-reached-label = dân số, đạt chỉ tiêu { $target } năm { $year }
brief-card-reached-within-label = dân số, không thấp hơn chỉ tiêu { $target } cuối năm { $year }
brief-card-cannot_say-label = dân số; chưa thể kết luận về chỉ tiêu { $target } năm { $year }
brief-card-target-label = chỉ tiêu năm { $year }
brief-card-target-note = chưa thu thập được tỷ lệ bao phủ năm { $year }
brief-card-people = { $count } người
brief-card-people-label = còn thiếu so với chỉ tiêu { $target }
brief-card-places = { $count }/{ $all } địa phương
brief-card-places-label = dưới { $limit } kế hoạch
brief-card-places-named = gồm { $names }
brief-card-places-unnamed = nguồn không nêu tên; còn lại là { $names }
brief-card-change-label = { $scheme }, { $period }
brief-card-fell = giảm { $count } người
brief-card-rose = tăng { $count } người
brief-card-lost-free = không còn được ngân sách đóng BHYT theo Quyết định 861
brief-card-lost-free_353 = không còn được ngân sách đóng BHYT theo Quyết định 861 và 353
brief-card-lost-other = { $group } không còn thẻ BHYT
brief-card-lost-not_renewed = có thẻ hết hạn, chưa gia hạn
brief-card-lost-gross = { $on }; chưa trừ người đã tham gia lại
brief-card-lost-note = { $on }; { $pct } dân số thống kê; chưa trừ người đã tham gia lại
brief-card-points-note = { $points } điểm phần trăm dân số{ $beyond }
brief-card-level-label-announced = dân số tham gia BHYT, theo công bố
brief-card-level-label-gso = dân số thống kê tham gia BHYT
brief-card-level-note = { $on }{ $other }
brief-card-old-note = từ { $when }{ $other }
brief-card-other-gso = ; { $gso } theo dân số thống kê
brief-card-plan = thiếu { $count } người
brief-card-plan-label = { $scheme }, { $on }, so với kế hoạch { $year } ({ $owner })
brief-card-plan-label-unstated = { $scheme }, { $on }, so với kế hoạch { $year } (không rõ cơ quan giao kế hoạch)
brief-card-plan-of = { $count }/{ $plan } người ({ $pct })
brief-card-plan-met = đạt kế hoạch của { $owner }
brief-card-plan-other = thiếu { $count } người so với kế hoạch khác ({ $owner })
brief-card-plan-copy = bản chép lại ghi { $pct } kế hoạch
brief-card-plan-source = nguồn khác ghi { $pct } kế hoạch
brief-card-plan-scheme = { $scheme } thiếu { $count } người
brief-card-country = cả nước trong cùng thời gian { $change } số người
brief-card-stock = bằng { $pct } của { $count } người ({ $when }); chưa thu thập được số đầu kỳ
brief-card-uninsured-label = người chưa tham gia BHYT, { $on }

# Căn cứ và bối cảnh
brief-why-age = Tỷ lệ gần nhất có từ { $when }, không phản ánh tình hình cuối năm { $last }.
brief-why-cause = { $fall }: nguồn nêu { $causes } (chưa kiểm chứng).
brief-why-most = phần lớn là { $who }
brief-why-country_change = Trong cùng thời gian cả nước { $national } điểm phần trăm, { $province } { $points }: { $verdict }.
brief-why-country_change-beyond = Trên cùng một dân số, cả nước { $national } điểm phần trăm, { $province } { $points }: giảm nhiều hơn { $beyond }{ $others }.
brief-why-country_change-others = {" "}({ $beyond } nếu dùng dân số từng năm)
brief-why-country = Tỷ lệ bao phủ cả nước { $on }: { $level }{ $definition }.
brief-why-definition = {" "}(định nghĩa khác)
brief-why-policy = Từ { $day }: { $label } ({ $instrument }).
brief-why-event = Từ { $day }: { $label }.
brief-why-population = Cùng một số người tham gia ({ $count }), tỷ lệ khác nhau theo dân số dùng để tính: { $rates }{ $plan }.
brief-why-rate-agency = { $pct } trên { $count } người (dân số { $agency } dùng, suy ra)
brief-why-rate-agency-printed = { $pct } trên { $count } người (dân số { $agency } dùng)
brief-why-rate-source = { $pct } trên { $count } người (dân số nguồn dùng, suy ra)
brief-why-rate-source-printed = { $pct } trên { $count } người (dân số nguồn dùng)
brief-why-rate-statistics = { $pct } trên { $count } người (dân số { $year } do cơ quan thống kê công bố)
brief-why-plan = ; kế hoạch có vẻ tính trên khoảng { $count } dân{ $fit }; chưa xác nhận
brief-why-plan-fit = , gần dân số { $year }
brief-why-readings = Chưa rõ là giảm thật { $points } điểm phần trăm hay do mẫu số: { $count } người { $on } bằng { $other } dân số thống kê{ $estimate }{ $target }.
brief-why-estimate = ; có số là ước tính
brief-why-equals = ; tỷ lệ đầu kỳ trùng chỉ tiêu năm { $year }
brief-why-counts = { $scheme }: { $before } người ({ $start }) → { $after } ({ $end }); chưa so được với cả nước.

# Cần làm, cần hỏi
brief-do-pace = Tại { $start }, muốn đạt chỉ tiêu vào { $end } phải tăng mỗi tuần { $paces }.
brief-do-places = Xin số của { $count } địa phương mà nguồn chỉ ghi dưới { $limit } kế hoạch, không nêu tên: { $names }.
brief-do-missing = Cần có { $figure } để { $settles }.
brief-figure-of = { $figure }, { $what },
brief-do-target = Cần có chỉ tiêu bao phủ BHYT năm { $year } của { $province }: chưa thu thập được.
brief-ask = Cần xác minh: { $what }.
brief-ask-attainment = công bố đạt { $printed } kế hoạch, nhưng tỷ lệ { $rate } so với chỉ tiêu { $target } là { $implied }
brief-ask-two_populations = { $date }, hai tỷ lệ công bố ({ $first } và { $second }) ứng với hai mẫu số khác nhau, khoảng { $printed } và khoảng { $implied } người
brief-ask-two_prints = { $scheme } { $date }, hai nguồn ghi { $printed } và { $implied }
brief-ask-ratio = { $scheme } { $date } được công bố bằng { $printed } so với { $base }, còn số người đã công bố cho { $implied }
brief-ask-change = { $scheme } { $date } được công bố thay đổi { $printed } người, còn số người đã công bố cho { $implied }
brief-ask-other = { $scheme } { $date }, { $area }: công bố { $printed }, tính từ số kèm theo là { $implied } ({ $check })

# Chưa có số
brief-source-decision = { $decision } (theo { $publisher })
brief-absent = Chưa thu thập được số về: { $subjects }.
brief-doubtful = Chỉ có số độ tin cậy thấp về: { $subjects }.
brief-absent-levels = tỷ lệ bao phủ có ghi ngày
brief-absent-changes = tăng, giảm
brief-absent-populations = tỷ lệ trên từng dân số
brief-absent-targets = chỉ tiêu, kế hoạch
brief-absent-districts = huyện, xã
brief-absent-groups = nhóm đối tượng
brief-absent-schemes = BHXH, BHTN
