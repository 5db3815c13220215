from dataclasses import replace

import pytest
from chart_svg import all_text, points, texts, tip

from baophu.report.blocks import Paragraph
from baophu.report.charts.bullets import bullets, plan_rows
from baophu.report.words import Words


def chart(facts, language="vi"):
    return bullets(facts, Words(facts, language))


def test_gap_is_said_in_points_and_in_people(facts_of):
    drawn = chart(facts_of("binh-thuan"))
    for shown in (all_text(drawn), drawn.sentence):
        for text in ("1,85 điểm %, khoảng 21.500 người", "92,25%", "30/11/2023"):
            assert text in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "chưa phải số cuối năm" in drawn.sentence


def test_target_without_a_level_is_said_to_have_none(facts_of):
    facts = facts_of("can-tho")
    without = [gap for gap in facts.gaps if gap.level_pct is None]
    assert len(without) == 1
    drawn = chart(facts)
    assert texts(drawn).count("chưa có mức để so") == len(without) + 1  # and once in the legend
    assert "chỉ tiêu bảo hiểm y tế 91,65% dân số năm 2022 chưa có mức để so" in drawn.alt


def test_target_that_the_print_of_the_level_leaves_open_is_said_so(facts_of):
    drawn = chart(facts_of("can-tho"))
    said_of_2023 = "trên 92,4% dân số năm 2023: chưa thể nói đã đạt chỉ tiêu 92,45% năm 2023 hay chưa"
    assert said_of_2023 in drawn.title and said_of_2023 in drawn.sentence
    assert "chưa thể nói đạt hay chưa" in texts(drawn)


def test_every_level_and_no_target_without_one_has_a_point(facts_of):
    facts = facts_of("can-tho")
    levels = [gap.claim_ids[0] for gap in facts.gaps if gap.level_pct is not None]
    assert list(points(chart(facts), "targetlevel")) == levels


def test_estimated_level_is_marked_and_never_said_to_have_met_the_target(facts_of):
    drawn = chart(facts_of("thai-nguyen"))
    assert "nguồn in là ước tính" in all_text(drawn)
    assert "(ước tính)" in drawn.title
    assert "chưa đủ để nói chỉ tiêu đã đạt" in drawn.sentence


def test_percent_of_plan_stands_apart_from_percent_of_population_and_by_owner(facts_of):
    facts = facts_of("can-tho")
    drawn = chart(facts, "en")
    headings = [text for text in texts(drawn) if text.startswith("Percent of ")]
    assert len(headings) == 2
    assert len(points(drawn, "plan")) == 2
    assert {row.owner for row in plan_rows(facts) if row.claim} == {"province_committee", "vss"}
    assert "Vietnam Social Security" in all_text(drawn)


def test_percent_of_plan_of_a_district_is_no_plan_of_the_province(facts_of):
    facts = facts_of("binh-thuan")
    assert {row.claim.area for row in plan_rows(facts) if row.claim} == {"binh-thuan"}
    assert all(row.group != "remaining_districts" for row in plan_rows(facts))


def test_open_bounds_keep_their_words(facts_of):
    drawn = chart(facts_of("thai-nguyen"))
    assert "trên 82% kế hoạch (30/09/2021)" in texts(drawn)
    assert "dưới 94% kế hoạch (30/09/2021)" in texts(drawn)


def test_tooltip_tells_the_token_and_who_printed_it(facts_of):
    group = points(chart(facts_of("binh-thuan")), "targetlevel")["binh-thuan-bhyt-rate-2023-11-30"]
    assert "90,4%" in tip(group)
    assert "BHXH tỉnh Bình Thuận" in tip(group)


def test_province_with_plans_alone_has_no_panel_of_population(facts_of):
    drawn = chart(facts_of("thanh-hoa"))
    assert "Phần trăm dân số tham gia bảo hiểm y tế" not in texts(drawn)
    assert "không phải phần trăm dân số" in drawn.sentence


def test_nothing_to_draw_is_said(facts_of):
    bare = replace(facts_of("binh-thuan"), gaps=(), paces=(), claims=())
    assert isinstance(chart(bare), Paragraph)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_alternative_text_names_every_target_and_its_year(facts_of, language):
    facts, words = facts_of("can-tho"), Words(facts_of("can-tho"), language)
    alt = chart(facts, language).alt
    for gap in facts.gaps:
        assert words.f.exact_pct(gap.target_pct) in alt
        assert str(gap.target_year) in alt


@pytest.mark.parametrize("language", ["vi", "en"])
def test_title_names_both_plans_where_two_owners_disagree(facts_of, language):
    drawn = chart(facts_of("thanh-hoa"), language)
    words = Words(facts_of("thanh-hoa"), language)
    owners = [words.label("plan_owner", owner) for owner in ("vss", "province_committee")]
    assert all(owner in drawn.title and owner in drawn.sentence for owner in owners)
    assert "100%" in drawn.title and "80%" in drawn.title
