# Câu chữ của trang một. Mỗi thông điệp có cùng tên và cùng biến trong bản tiếng Anh.

brief-why = Vì sao
brief-do = Cần làm, cần hỏi
brief-sources = Nguồn:
brief-range = { $low }–{ $high }
brief-scheme-bhyt = BHYT
brief-scheme-bhxh = BHXH
brief-scheme-bhxh_bb = BHXH bắt buộc
brief-scheme-bhxh_tn = BHXH tự nguyện
brief-scheme-bhtn = bảo hiểm thất nghiệp
brief-scheme-all = BHXH, BHYT, bảo hiểm thất nghiệp

# Kết luận
brief-short = Chưa đạt chỉ tiêu { $target } năm { $year }: { $on } mới { $level } dân số, thiếu { $points } điểm %{ $people }{ $places }.
brief-short-people = , tức { $people }
brief-short-places = ; { $count }/{ $all } địa phương dưới { $limit } kế hoạch
brief-people-publisher = { $count } người theo dân số của nguồn
brief-people-plan = { $count } người theo kế hoạch
brief-people-statistics = { $count } người theo dân số thống kê
brief-people-met-publisher = đã đủ theo dân số của nguồn
brief-people-met-plan = đã đủ theo kế hoạch
brief-people-met-statistics = đã đủ theo dân số thống kê
brief-on-publisher = theo dân số của nguồn
brief-on-plan = theo kế hoạch
brief-on-statistics = theo dân số thống kê
brief-reached = Đạt chỉ tiêu { $target } năm { $year }: { $on } { $level }.
brief-cannot_say = Chưa thể nói đã đạt chỉ tiêu { $target } năm { $year } hay chưa: { $on } nguồn chỉ ghi { $level }.
brief-cannot_say-count_only = Chưa thể nói đã đạt chỉ tiêu { $target } năm { $year } hay chưa: { $on } chỉ công bố số người, bằng { $level } dân số thống kê.
brief-no_level = Chưa có mức bao phủ năm { $year } để so với chỉ tiêu { $target }; mức gần nhất{ $age } là { $level } ({ $when }).
brief-no_level-none = { $province } chưa có mức bao phủ nào được công bố cho { $first }–{ $last }, nên chưa so được với chỉ tiêu { $target } năm { $year }.
brief-no_level-nothing = { $province } chưa có mức bao phủ hay chỉ tiêu nào được công bố cho { $first }–{ $last }.
brief-no_target = { $by } { $level }; chưa có chỉ tiêu năm { $year } để so{ $older }.
brief-no_target-old = Mức gần nhất{ $age } là { $level } ({ $when }); chưa có chỉ tiêu để so{ $older }.
brief-no_target-since = Từ đó chưa có mức bao phủ nào được công bố; mức gần nhất{ $age } là { $level } ({ $when }); chưa có chỉ tiêu để so{ $older }.
brief-no_target-bare = Chưa có chỉ tiêu năm { $year } để so{ $older }.
brief-open = chưa kết luận được là giảm thật
brief-age-of = , cũ { $years } năm,
brief-older-target = {" "}(gần nhất: { $target } năm { $year })
brief-level-announced = bao phủ { $announced } dân số theo công bố
brief-level-gso = số người tham gia BHYT bằng { $gso } dân số thống kê
brief-level-both = bao phủ { $announced } dân số theo công bố, { $gso } theo dân số thống kê
brief-fall-gross = { $on }, { $lost }
brief-fall-share = {" "}({ $pct } dân số thống kê)
brief-fall-net = Từ { $start } đến { $end }, { $people }
brief-fall-rates = Công bố { $before } dân số ({ $start }), sau đó { $after } ({ $end }): { $verdict }
brief-lost-free = { $count } người mất thẻ miễn phí theo Quyết định 861
brief-lost-free_353 = { $count } người mất thẻ miễn phí theo Quyết định 861 và 353
brief-lost-other = { $count } { $group } mất thẻ
brief-lost-not_renewed = { $count } người có thẻ hết hạn, chưa gia hạn
brief-fell = { $scheme } giảm { $count } người
brief-fell-points = { $scheme } giảm { $count } người ({ $points } điểm %{ $beyond })
brief-beyond = , nhiều hơn cả nước { $beyond } điểm

# Thẻ
brief-card-short = thiếu { $points } điểm %
brief-card-short-label = để đạt chỉ tiêu { $target } năm { $year }
brief-card-level-on = { $on }: { $level } dân số theo công bố
brief-card-reached-label = dân số, đạt chỉ tiêu { $target } năm { $year }
brief-card-cannot_say-label = dân số; chưa thể nói đạt chỉ tiêu { $target } năm { $year } hay chưa
brief-card-target-label = chỉ tiêu năm { $year }
brief-card-target-note = chưa có mức nào của năm { $year }
brief-card-people = { $count } người
brief-card-people-label = còn thiếu để đạt chỉ tiêu { $target }
brief-card-pace = { $count } người/tuần
brief-card-pace-label = cần tăng từ { $start } đến { $end }
brief-card-places = { $count }/{ $all } địa phương
brief-card-places-label = dưới { $limit } kế hoạch
brief-card-places-named = gồm { $names }
brief-card-places-unnamed = nguồn không nêu tên; còn lại là { $names }
brief-card-change-label = { $scheme }, { $period }
brief-card-fell = giảm { $count } người
brief-card-rose = tăng { $count } người
brief-card-lost-free = mất thẻ miễn phí theo Quyết định 861 (số gộp)
brief-card-lost-free_353 = mất thẻ miễn phí theo Quyết định 861 và 353 (số gộp)
brief-card-lost-other = { $group } mất thẻ (số gộp)
brief-card-lost-not_renewed = có thẻ hết hạn, chưa gia hạn (số gộp)
brief-card-lost-note = { $on }; { $pct } dân số thống kê
brief-card-points-note = { $points } điểm % dân số{ $beyond }
brief-card-level-label-announced = dân số tham gia BHYT, theo công bố
brief-card-level-label-gso = dân số thống kê tham gia BHYT
brief-card-level-note = { $on }{ $other }
brief-card-old-note = { $on }, cũ { $years } năm{ $other }
brief-card-other-gso = ; { $gso } theo dân số thống kê
brief-card-plan = thiếu { $count } người
brief-card-plan-label = { $scheme } đến { $on }, so với kế hoạch { $year } ({ $owner })
brief-card-plan-met = đạt kế hoạch của { $owner }
brief-card-plan-other = thiếu { $count } người so với kế hoạch khác ({ $owner })
brief-card-country = cả nước trong cùng thời gian { $change } số người
brief-card-uninsured-label = người chưa tham gia BHYT, { $on }

# Vì sao
brief-why-age = Mức gần nhất đã cũ { $years } năm tính đến hết { $last }: không nói được tình hình khi đó.
brief-why-cause = { $fall }: nguồn nêu { $causes } (chưa kiểm chứng).
brief-why-most = phần lớn là { $who }
brief-why-country_change = Cả nước trong cùng thời gian { $national } điểm %, { $province } { $points } điểm % dân số: { $verdict }.
brief-why-country_change-beyond = Cả nước trong cùng thời gian { $national } điểm %, { $province } { $points } điểm % dân số; theo mọi cách chọn dân số, { $province } giảm nhiều hơn { $beyond } điểm.
brief-why-country = Cả nước { $on }: { $level } dân số.
brief-why-policy = Từ { $day }: { $label } ({ $instrument }).
brief-why-population = { $count } tham gia, mỗi dân số một tỷ lệ: { $rates }{ $plan }.
brief-why-rate = { $pct } của { $count } người ({ $base })
brief-why-plan = ; kế hoạch ứng với { $low }–{ $high } dân{ $fit }
brief-why-plan-fit = , trong đó có dân số thống kê { $year } ({ $count })
brief-why-readings = Còn hai cách hiểu: giảm thật { $points } điểm %, hoặc mức đầu kỳ tính trên dân số nhỏ hơn ({ $other } nếu theo dân số thống kê){ $estimate }{ $target }.
brief-why-estimate = ; có số là ước tính
brief-why-equals = ; mức đầu kỳ trùng chỉ tiêu năm { $year }

# Cần làm, cần hỏi
brief-do-pace = Mỗi tuần đến { $end } cần thêm { $paces }.
brief-do-places = Xin số của { $count } địa phương mà nguồn chỉ ghi dưới { $limit } kế hoạch, không nêu tên: { $names }.
brief-do-missing = Tìm { $figure } ({ $scheme }) để { $settles }.
brief-do-target = Tìm chỉ tiêu bao phủ BHYT năm { $year } của { $province }: kho số liệu chưa có.
brief-do-contradiction-two = Hỏi lại nguồn ({ $area }, { $date }, { $scheme }, { $check }): từ các số công bố suy ra { $printed } và { $implied }.
brief-do-contradiction-plan = Hỏi lại nguồn: công bố đạt { $printed } kế hoạch, nhưng { $rate } dân số so với chỉ tiêu { $target } là { $implied }.
brief-do-contradiction = Hỏi lại nguồn ({ $area }, { $date }, { $scheme }, { $check }): công bố { $printed }, tính từ số kèm theo là { $implied }.

# Chưa có số
brief-source-decision = { $decision } (theo { $publisher })
brief-absent = Chưa có số về: { $subjects }.
brief-absent-levels = mức bao phủ có ghi ngày
brief-absent-changes = tăng, giảm
brief-absent-populations = tỷ lệ trên từng dân số
brief-absent-targets = chỉ tiêu, kế hoạch
brief-absent-districts = huyện, xã
brief-absent-groups = nhóm đối tượng
brief-absent-schemes = bảo hiểm xã hội, bảo hiểm thất nghiệp
