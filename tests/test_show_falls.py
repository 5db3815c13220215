"""What the report says of falls, their parts, printed losses and policies."""

import re

import pytest

from baophu.show.report import ProvinceReport


def text_of(facts_of, province, language, section):
    return getattr(ProvinceReport(facts_of(province), language), section)().text()


def test_each_fall_is_taken_apart_on_six_axes(facts_of):
    text = text_of(facts_of, "can-tho", "en", "falls")
    falls = facts_of("can-tho").falls
    for axis in ("Numerator", "Denominator", "Time of year", "Groups", "Policy", "Definition"):
        assert len(re.findall(rf"^{axis} \| \S", text, re.M)) == len(falls) > 0


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "Phần do số người: +0,38 điểm %"), ("en", "The people account for +0.38 points")],
)
def test_share_of_the_people_in_a_change_is_said_in_points(facts_of, language, said):
    assert said in text_of(facts_of, "thai-nguyen", language, "falls")


def test_groups_that_fell_together_are_named(facts_of):
    text = text_of(facts_of, "can-tho", "en", "falls")
    assert "Also printed for the same days: pupils and students −39,268." in text
    assert "household members −18,977." in text


def test_net_change_bounds_those_who_left_and_is_called_no_lapse_rate(facts_of):
    text = text_of(facts_of, "can-tho", "en", "falls")
    assert "at least about 37,404 people insured at the start were no longer insured at the end" in text
    assert "At least 18,977 people left this group" in text
    assert "lapse rate" in text
    assert not re.search(r"lapse rate (of|was|is) [\d.]", text)


def test_change_printed_in_whole_points_gets_no_more_decimals(facts_of):
    text = text_of(facts_of, "can-tho", "en", "falls")
    assert "the fall of 2 points" in text
    assert "2.00 points" not in text


def test_bound_of_a_printed_change_is_kept(facts_of):
    text = text_of(facts_of, "dong-thap", "vi", "falls")
    assert "Tháp Mười" in text
    assert "giảm trên 9" in text


def test_policy_between_the_days_is_named_and_not_called_the_cause(facts_of):
    text = text_of(facts_of, "can-tho", "en", "falls")
    assert "Minimum voluntary premium rises (Nghị định 07/2021/NĐ-CP), which may lower it." in text
    events = text_of(facts_of, "can-tho", "en", "events")
    assert "does not make it the cause" in events


def test_printed_loss_is_gross_and_set_against_the_population(facts_of):
    text = text_of(facts_of, "thanh-hoa", "en", "falls")
    assert "over 300,000" in text
    assert "8.1 points of the average population" in text
    assert "Beyond the season" in text


def test_province_without_a_fall_says_so(facts_of, bare):
    assert "no fall" in text_of(facts_of, "lao-cai", "en", "falls_chart")
    assert text_of(lambda _: bare, "", "vi", "falls").startswith("Kho số liệu chưa có con số nào để xét Sóc Trăng")


def test_chart_shows_each_fall_that_has_points_with_the_country_beside_it(facts_of):
    chart = ProvinceReport(facts_of("can-tho"), "vi").falls_chart()
    shown = [fall for fall in facts_of("can-tho").falls if fall.change_points is not None]
    assert len(set(re.findall(r'id="(pt-fall-[^"]+)"', chart.svg))) == len(shown) == 4
    assert "−2,99 điểm %" in chart.alt
    assert "cả nước −3,21 điểm %" in chart.alt
    assert "không phải tỷ lệ rời bỏ" in chart.sentence


def test_every_event_of_the_trajectory_leads_to_its_row(facts_of):
    report = ProvinceReport(facts_of("can-tho"), "vi")
    marks = set(re.findall(r'href="#(event-[^"]+)"', report.trajectory().svg))
    rows = set(re.findall(r'<tr id="(event-[^"]+)"', report.events().html()))
    assert marks == rows
    assert len(rows) > 10
