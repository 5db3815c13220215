"""What the report says of rises and falls, their parts, printed losses, causes and policies."""

import re

import pytest

from baophu.report.change_words import reason_text, short_points
from baophu.report.pages.province import ProvincePage
from baophu.report.province_charts import province_chart
from baophu.report.words import Words


def text_of(facts_of, province, language):
    """What the evidence and the annex say of changes."""
    page = ProvincePage(facts_of(province), language)
    return f"{page.changes().text()}\n\n{page.change_details().text()}"


def chart_of(facts, language):
    return province_chart("changes", facts, Words(facts, language))


def test_each_fall_is_taken_apart_on_the_axes_of_which_something_is_known(facts_of):
    text = text_of(facts_of, "can-tho", "en")
    falls = [c for c in facts_of("can-tho").changes if c.is_fall and not c.is_gross and c.scheme == "bhyt"]
    for axis in ("Denominator", "Time of year", "Policy"):
        assert 0 < len(re.findall(rf"^{axis} \| \S", text, re.M)) <= len(falls)
    for nothing in ("No difference of definition", "There are no figures by group", "The ledger holds no policy"):
        assert not re.search(rf"^[A-Z][\w ]+ \| {nothing}[^.]*\.$", text, re.M)


def test_table_of_changes_has_a_dash_where_nothing_can_be_concluded(facts_of):
    text = ProvincePage(facts_of("binh-thuan"), "en").change_details().text()
    table, note = text.split("\n\n")[:2]
    assert table.count("| –\n") + table.endswith("| –") == 6 and "No conclusion" not in table
    assert "nothing can be concluded" in note


def test_groups_that_fell_together_are_named(facts_of):
    text = text_of(facts_of, "can-tho", "en")
    assert "Also published for the same days: pupils and students −39,268." in text
    assert "household members −18,977." in text


def test_net_change_bounds_those_who_left_and_is_called_no_lapse_rate(facts_of):
    text = text_of(facts_of, "can-tho", "en")
    assert "Down about 37,404 people." in text
    assert "at least as many people insured at the start were no longer insured at the end" in text
    assert "At least 18,977 people left this group" in text
    assert "lapse rate" in text
    assert not re.search(r"lapse rate (of|was|is) [\d.]", text)


def test_change_printed_in_whole_points_gets_no_more_decimals(facts_of):
    text = text_of(facts_of, "can-tho", "en")
    assert "the fall of 2 points" in text
    assert "2.00 points" not in text


def test_bound_of_a_printed_change_is_kept(facts_of):
    text = text_of(facts_of, "dong-thap", "vi")
    assert "Tháp Mười" in text
    assert "trên 9" in text


@pytest.mark.parametrize(
    ("province", "phrase"),
    [("can-tho", "(khoảng −37.404 người)"), ("hoa-binh", "số đầu kỳ khoảng 818.232 người"),
     ("hoa-binh", "Từ trên 814.000 lên 815.117 người (tăng dưới 1.117)"),
     ("ho-chi-minh", "Từ trên 7.500.000 xuống trên 7.300.000 người (khoảng −200.000)")],
)  # fmt: skip
def test_bounds_are_kept_where_it_is_said_how_a_change_was_worked_out(facts_of, province, phrase):
    assert phrase in text_of(facts_of, province, "vi")


def test_policy_between_the_days_is_named_and_not_called_the_cause(facts_of):
    text = text_of(facts_of, "can-tho", "en")
    assert "Minimum voluntary contribution rises (Nghị định 07/2021/NĐ-CP), which may lower it." in text


def test_printed_loss_is_gross_and_set_against_the_population(facts_of):
    text = text_of(facts_of, "thanh-hoa", "en")
    assert "Over 300,000 people lost a card (gross)" in text
    assert "over 8.0 points of the average population" in text
    assert "Cards or support lost, by the source" in text


def test_first_half_of_2022_is_said_on_every_convention_with_causes_attributed(facts_of):
    text = text_of(facts_of, "can-tho", "vi")
    for phrase in (
        "Giảm khoảng 37.404 người. Giảm nhiều hơn cả nước.",
        "chênh lệch so với cả nước là −1,04 đến −0,44 điểm %",
        "Dân số của từng năm | −3,38 đến −3,37 | −2,93 đến −2,82 | −0,55 đến −0,44",
        "Nguyên nhân do nguồn nêu, chưa kiểm chứng: người tham gia BHYT theo hộ gia đình (chiếm phần lớn)",
        "thẻ 3 tháng cuối năm để đạt kế hoạch",
        "Bình Dương giảm 195.363 người",
        "Bằng khoảng 94% của 7.263 người, con số gần nhất trước đó (30/11/2019)",
        "từ 1.450.000 thành 1.323.000 người (−8,8%)",
    ):
        assert phrase in text


@pytest.mark.parametrize(
    ("language", "phrases"),
    [("vi", ("tăng 29.726 người", "tăng 33.746 người")), ("en", ("up 29,726 people", "up 33,746 people"))],
)
def test_rises_are_said_as_rises(facts_of, language, phrases):
    text = text_of(facts_of, "nghe-an", language)
    assert all(words in text for words in phrases)


def test_two_readings_are_both_said(facts_of):
    text = text_of(facts_of, "thai-nguyen", "vi")
    assert "98,5% → 92%. Chưa kết luận được. Còn hai cách hiểu." in text
    assert "số người công bố gần đó trong cùng năm bằng 93,0% dân số thống kê" in text
    assert "đúng bằng chỉ tiêu" in text


def test_province_without_a_change_has_no_section_of_changes(bare):
    page = ProvincePage(bare, "vi")
    assert not bare.changes
    assert page.changes().html() == page.change_details().html() == ""


def test_chart_shows_falls_and_rises_of_a_year_with_the_country_beside_them(facts_of):
    facts = facts_of("can-tho")
    chart = chart_of(facts, "vi")
    groups = re.findall(r'<g id="pt-changes-chart-\d+"><title>(.*?)</title><a xlink:href="#src-(.*?)"', chart.svg, re.S)
    tips = {claim_id: tip.replace("\N{NO-BREAK SPACE}", " ") for tip, claim_id in groups}
    assert len(tips) == 3
    assert tips.keys() <= {claim.claim_id for claim in facts.claims}
    assert "khoảng −3,0 điểm %" in tips["can-tho-bhyt-change-2022-06-30"]
    assert "khoảng −6.859 người" in tips["can-tho-bhxh-tn-change-2022-06-30"]
    assert "cả nước −2,05 đến −1,95" in chart.svg
    assert "cả nước −8,8% số người" in chart.svg and "cả nước −8,8% số người" in chart.alt
    assert "cả nước −2,05 đến −1,95\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%" in chart.title
    assert "không phải tỷ lệ rời bỏ" in chart.caption
    # Rises over years, which would dwarf the others.
    assert "+21,99" not in chart.svg and "+21,99" not in chart.alt


def test_bound_of_a_change_stands_in_its_row_and_a_loss_is_called_gross(facts_of):
    chart = chart_of(facts_of("gia-lai"), "en")
    # A gross number is no fall of the total: it has no sign.
    assert "over 271,000 people lost free cover" in chart.svg and "over 17.2\N{NO-BREAK SPACE}points" in chart.title
    assert "people who lost free cards" in chart.title and "gross" in chart.title
    assert "down" not in chart.title and "−17.26" not in chart.svg + chart.alt
    assert "without taking off those insured again" in chart.caption


def test_chart_of_changes_shows_five_years_and_of_overlapping_ones_the_longer(facts_of):
    alt = chart_of(facts_of("can-tho"), "vi").alt
    assert "31/12/2018–30/11/2019" in alt and "31/12/2018–30/06/2019" not in alt and "2016" not in alt
    assert "30/06/2019–30/11/2019" not in alt
    assert "Tuy Phong" not in chart_of(facts_of("binh-thuan"), "vi").alt


@pytest.mark.parametrize(("province", "points"), [("binh-thuan", "trên 2,8 điểm %"), ("gia-lai", "trên 17,2 điểm %")])
def test_over_is_said_of_no_more_than_there_is(facts_of, province, points):
    """2.88 points are over 2.8, not over 2.9, wherever they stand."""
    facts = facts_of(province)
    words = Words(facts, "vi")
    loss = next(change for change in facts.changes if change.is_gross)
    for text in (short_points(loss, words), reason_text(loss, words)):
        assert points in text.replace("\N{NO-BREAK SPACE}", " ")
