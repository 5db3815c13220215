"""The chart of targets: levels, what is missing, plans of each owner."""

import re

import pytest
from chart_svg import all_text

from baophu.report import tables
from baophu.report.blocks import Chart, Paragraph
from baophu.report.charts.targets import draw_targets, targets_words
from baophu.report.province_charts import province_chart
from baophu.report.words import Words


def chart(facts, language="vi"):
    return province_chart("targets", facts, Words(facts, language))


def frame(facts, language="vi"):
    return tables.targets(facts, Words(facts, language), tables.claim_sources(facts))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_gap_is_said_in_points_and_in_people(facts_of):
    drawn = chart(facts_of("binh-thuan"))
    shown = plain(all_text(drawn))
    assert "thiếu 1,85 điểm %" in shown and "thiếu khoảng 21.500 người" in shown
    gap = "thiếu 1,85 điểm %, khoảng 21.500 người theo dân số nguồn dùng"
    assert gap in plain(drawn.title) and "chỉ tiêu năm 2023" in drawn.title
    for text in ("90,4% (30/11/2023)", gap, "92,25%"):
        assert text in plain(drawn.alt)
    # Both who printed the level and who printed the target.
    assert "BHXH tỉnh Bình Thuận" in drawn.caption and "Thư viện Pháp luật" in drawn.caption


def test_target_without_a_level_is_a_line_of_text_and_no_bar(facts_of):
    drawn = chart(facts_of("can-tho"))
    assert "Chưa có mức để so: Năm 2022, chỉ tiêu 91,65%" in drawn.caption
    assert "91,65%" not in all_text(drawn)


def test_target_that_the_print_of_the_level_leaves_open_is_said_so(facts_of):
    drawn = chart(facts_of("can-tho"))
    assert "chưa rõ đạt hay chưa" in drawn.title and "thiếu" not in drawn.title
    assert "trên 92,4% (2023), chưa rõ đạt hay chưa" in drawn.alt


def test_estimated_level_is_marked_and_never_said_to_have_met_the_target(facts_of):
    facts = facts_of("thai-nguyen")
    drawn = chart(facts)
    assert "98,5% (31/12/2020, ước tính)" in all_text(chart(facts))
    assert "98,5% (31/12/2020, ước tính), chưa rõ đạt hay chưa" in drawn.alt
    assert "chưa đủ để nói chỉ tiêu đã đạt" in drawn.caption


def test_plans_stand_apart_from_the_population_and_keep_owners_and_bounds(facts_of):
    facts = facts_of("can-tho")
    drawn = chart(facts, "en")
    text = all_text(drawn)
    assert "% of the publisher's population" in text and "% of plans in persons" in text
    assert "City People's Committee" in text and "Vietnam Social Security" in text
    assert "trên 82% (30/09/2021)" in all_text(chart(facts_of("thai-nguyen")))


def test_every_bar_leads_to_the_figure_that_it_shows(facts_of):
    facts = facts_of("binh-thuan")
    claims = {claim.claim_id: claim for claim in facts.claims}
    linked = re.findall(
        r'<g id="pt-targets-chart-\d+"><title>(.*?)</title><a xlink:href="#src-(.*?)"', chart(facts).svg
    )
    assert len({claim_id for _, claim_id in linked}) == 5
    for tip, claim_id in linked:
        assert re.search(rf"\b{claims[claim_id].value:g}".replace(".", ","), tip)


def test_a_plan_stands_at_the_day_of_its_newest_count(facts_of):
    rows = frame(facts_of("can-tho")).query("scheme == 'bhxh_tn'").set_index("set_by")
    for owner, plan in (("BHXH Việt Nam", 5829), ("UBND thành phố", 2603)):
        row = rows.loc[owner]
        # 86.72% was published for 30 June; 7263 people of 30 November are beyond both plans.
        assert (row.target_value, row.level_pct) == (plan, pytest.approx(100 * 7263 / plan))
        assert row.level_pct_text.endswith("% (30/11/2019)") and row.gap_text == "đạt hoặc vượt"
        assert "can-tho-bhxh-tn-count-2019-11-30" in row.claim_ids and "attainment" not in row.claim_ids


def test_percent_of_plan_of_a_district_is_no_plan_of_the_province(facts_of):
    facts = facts_of("binh-thuan")
    ids = " ".join(frame(facts).claim_ids).split()
    assert {facts.claim(claim_id).area for claim_id in ids} == {"binh-thuan"}
    assert not any("remaining-districts" in claim_id for claim_id in ids)


def test_both_plans_stand_where_two_owners_disagree(facts_of):
    rows = frame(facts_of("thanh-hoa")).set_index("set_by")
    assert rows.loc["UBND tỉnh", "level_pct_text"] == "dưới 80% (25/11/2022)"
    assert rows.loc["BHXH Việt Nam", "level_pct_text"] == "trên 100% (31/12/2022)"


@pytest.mark.parametrize("province", ["thanh-hoa", "gia-lai", "ha-giang"])
def test_one_or_two_numbers_are_no_chart(facts_of, province):
    facts = facts_of(province)
    assert targets_words(facts, Words(facts, "vi")) is None
    assert isinstance(chart(facts), Paragraph)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_frame_gives_empty_axes_and_one_row_a_drawing(facts_of, language):
    rows = frame(facts_of("binh-thuan"), language)
    assert not draw_targets(rows.head(0), language=language).patches
    assert draw_targets(rows.query("level_pct == 90.4"), language=language).patches


def test_alternative_text_names_every_level_drawn(facts_of):
    facts = facts_of("nghe-an")
    drawn = chart(facts, "en")
    assert isinstance(drawn, Chart)
    for text in ("95.06%", "92.27%", "90.22%", "81.48%"):
        assert text in drawn.alt and text in all_text(drawn)
