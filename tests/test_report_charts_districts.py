"""The chart of districts: who is named, who is only counted, who pays."""

import re
from dataclasses import replace

import pytest
from chart_svg import all_text

from baophu.report import tables
from baophu.report.blocks import Paragraph
from baophu.report.charts.districts import districts_words, draw_districts
from baophu.report.province_charts import province_chart
from baophu.report.words import Words


def chart(facts, language="vi"):
    return province_chart("districts", facts, Words(facts, language))


def frame(facts, language="vi"):
    return tables.districts(facts, Words(facts, language), tables.claim_sources(facts))


def test_areas_that_the_source_does_not_name_are_counted_in_the_title(facts_of):
    drawn = chart(facts_of("binh-thuan"))
    assert "4 trong 10 địa phương dưới 90% (bảo hiểm y tế, % kế hoạch), nguồn không nêu tên" in drawn.title
    assert "4 nơi không nêu tên dưới 90%" in all_text(drawn)
    assert "không phải phần trăm dân số" in drawn.caption
    assert "các nơi còn lại: Bắc Bình, Hàm Thuận Bắc, TP Phan Thiết, Tuy Phong" in drawn.caption
    assert "4 of 10 areas, not named by the source, at under 90%" in chart(facts_of("binh-thuan"), "en").title


def test_districts_with_a_figure_of_their_own_are_not_counted_as_unnamed(facts_of):
    facts = facts_of("binh-thuan")
    one_less = tuple(claim for claim in facts.claims if claim.claim_id != "binh-thuan-la-gi-bhyt-attainment-2023-11-30")
    rows = frame(replace(facts, claims=one_less))
    assert rows[rows.area_count > 1].area_count.item() == 5


def test_who_pays_is_said_in_the_caption_where_a_phone_has_room(facts_of):
    drawn = chart(facts_of("binh-thuan"))
    assert "Phú Quý 100%" in all_text(drawn) and "cao nhất Phú Quý 100%" in drawn.title
    assert "Phú Quý: do ngân sách nhà nước đóng" in drawn.caption


def test_every_dot_leads_to_its_own_figure(facts_of):
    facts = facts_of("binh-thuan")
    linked = dict(re.findall(r'<title>([^<]*)</title><a xlink:href="#src-([^"]+)"', chart(facts).svg))
    assert len(linked) == 7
    for tip, claim_id in linked.items():
        area = facts.claim(claim_id).area
        assert facts.areas[area].name_vi in tip
        assert f"{facts.claim(claim_id).value:g}".replace(".", ",") in tip


def test_nobody_is_ranked(facts_of):
    drawn = chart(facts_of("binh-thuan"))
    assert "hạng" not in all_text(drawn) + drawn.title + drawn.alt


def test_small_panels_are_left_out(facts_of):
    text = all_text(chart(facts_of("binh-thuan")))
    assert "73,76%" not in text and "76,9%" not in text


@pytest.mark.parametrize("province", ["can-tho", "thanh-hoa", "dong-thap", "ha-giang"])
def test_fewer_than_three_areas_are_no_chart(facts_of, province):
    facts = facts_of(province)
    assert districts_words(facts, Words(facts, "vi")) is None
    assert isinstance(chart(facts), Paragraph)
    assert not draw_districts(frame(facts)).collections


def test_target_of_a_district_stands_beside_its_rate(facts_of):
    facts = facts_of("binh-thuan")
    rate = next(c for c in facts.claims if c.area == "binh-thuan-tuy-phong" and c.kind == "rate" and c.as_of)
    goal = next(c for c in facts.claims if c.area == "binh-thuan-tuy-phong" and c.kind == "target_rate")
    same_year = replace(facts, claims=(rate, replace(goal, as_of=rate.as_of)))
    assert frame(same_year).goal_pct.tolist() == [goal.value]
