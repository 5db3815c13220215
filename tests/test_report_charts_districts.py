from dataclasses import replace
from datetime import date

from chart_svg import all_text, points, texts

from baophu.report.blocks import Paragraph
from baophu.report.charts.district_rows import measures
from baophu.report.charts.districts import districts
from baophu.report.words import Words


def chart(facts, language="vi"):
    return districts(facts, Words(facts, language))


def claim(facts, claim_id, /, **cells):
    return replace(next(c for c in facts.claims if c.claim_id == claim_id), **cells)


def test_districts_of_one_day_and_plan_are_ranked_best_first(facts_of):
    ranked = next(m for m in measures(facts_of("binh-thuan")) if m.is_ranked)
    named = [row for row in ranked.rows if row.rank]
    assert [row.area.removeprefix("binh-thuan-") for row in named][:3] == ["phu-quy", "tanh-linh", "ham-tan"]
    assert [row.pct for row in named] == sorted((row.pct for row in named), reverse=True)
    assert {(row.scheme, row.as_of, row.owner) for row in named} == {("bhyt", date(2023, 11, 30), "unstated")}


def test_rank_that_rounding_could_change_says_so(facts_of):
    ranked = next(m for m in measures(facts_of("binh-thuan")) if m.is_ranked)
    unsure = {row.area.removeprefix("binh-thuan-") for row in ranked.rows if row.rank and not row.is_rank_sure}
    assert unsure == {"duc-linh", "la-gi", "ham-thuan-nam"}
    assert all_text(chart(facts_of("binh-thuan"))).count("không chắc do làm tròn") == len(unsure)


def test_districts_that_a_print_does_not_name_have_a_row_and_no_rank(facts_of):
    rest = [row for m in measures(facts_of("binh-thuan")) for row in m.rows if row.group == "remaining_districts"]
    assert [(row.pct, row.bound, row.rank) for row in rest] == [(90.0, "at_most", None)]
    assert "dưới 90%" in texts(chart(facts_of("binh-thuan")))


def test_coverage_of_population_and_percent_of_plan_never_share_a_panel(facts_of):
    for province in ("binh-thuan", "thanh-hoa"):
        for measure in measures(facts_of(province)):
            assert {row.unit for row in measure.rows} == {measure.unit}


def test_change_printed_in_points_shows_both_days(facts_of):
    (row,) = (row for m in measures(facts_of("dong-thap")) for row in m.rows if row.before_id)
    assert (row.pct, row.before_bound, row.before_as_of) == (77.8, "at_least", date(2019, 12, 31))
    assert round(row.before_pct, 6) == 86.8
    drawn = chart(facts_of("dong-thap"))
    assert set(points(drawn, "districtbefore")) == {"dong-thap-thap-muoi-bhyt-change-2020-03"}
    assert "trên 86,8%" in drawn.title
    assert "31/12/2019" in drawn.title
    assert "không gọi là tỷ lệ rời bỏ" in drawn.sentence


def test_rates_of_like_days_in_two_years_stand_in_one_row(facts_of):
    facts = facts_of("tien-giang")
    early = claim(facts, "tien-giang-cai-be-bhyt-rate-2020-09-30", claim_id="earlier", value=90.0)
    early = replace(early, as_of=date(2019, 9, 30), as_printed="90%")
    drawn = measures(replace(facts, claims=(*facts.claims, early)))
    (row,) = (row for m in drawn for row in m.rows if row.area == "tien-giang-cai-be")
    assert (row.before_pct, row.before_is_derived, row.before_as_of) == (90.0, False, date(2019, 9, 30))


def test_rates_of_unlike_days_are_never_set_against_one_another(facts_of):
    facts = facts_of("tien-giang")
    early = claim(facts, "tien-giang-cai-be-bhyt-rate-2020-09-30", claim_id="earlier", as_of=date(2019, 12, 31))
    drawn = measures(replace(facts, claims=(*facts.claims, early)))
    rows = [row for m in drawn for row in m.rows if row.area == "tien-giang-cai-be"]
    assert len(rows) == 2
    assert all(row.before_pct is None for row in rows)


def test_target_of_a_district_without_a_level_is_hollow_and_said(facts_of):
    drawn = chart(facts_of("gia-lai"))
    assert not points(drawn, "district")
    assert len(points(drawn, "districttarget")) == 5
    assert texts(drawn).count("chưa có mức để so") == 5
    assert "Đây là chỉ tiêu đã in, không phải mức đạt được" in drawn.sentence


def test_target_of_the_year_stands_in_the_row_of_its_level(facts_of):
    (row,) = (row for m in measures(facts_of("bac-kan")) for row in m.rows)
    assert (row.pct, row.bound, row.goal_pct) == (94.0, "at_least", 96.0)


def test_undated_and_doubtful_figures_are_not_drawn(facts_of):
    facts = facts_of("can-tho")
    doubtful = {c.claim_id for c in facts.claims if c.as_of is None or c.obs_status == "U"}
    assert doubtful
    drawn = chart(facts)
    assert not doubtful & set(points(drawn, "district"))
    assert "Vĩnh Thạnh" not in all_text(drawn)


def test_commune_is_said_to_be_one(facts_of):
    assert "Đông Hiệp (xã)" in texts(chart(facts_of("can-tho")))


def test_province_without_district_figures_is_told_so(facts_of):
    assert isinstance(chart(facts_of("thai-nguyen")), Paragraph)
