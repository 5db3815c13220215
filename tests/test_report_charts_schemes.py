"""The chart of social and unemployment insurance: a panel a scheme, falls without a level, doubtful figures."""

import re

import pytest
from chart_svg import all_text

from baophu.report import tables
from baophu.report.blocks import Chart, Paragraph
from baophu.report.charts.schemes import draw_schemes, schemes_words
from baophu.report.province_charts import changes_frame, province_chart
from baophu.report.words import Words


def chart(facts, language="vi"):
    return province_chart("schemes", facts, Words(facts, language))


def frame(facts, language="vi"):
    return tables.schemes(facts, Words(facts, language), tables.claim_sources(facts))


def test_every_dot_leads_to_its_own_figure(facts_of):
    facts = facts_of("can-tho")
    linked = dict(re.findall(r'<title>([^<]*)</title><a xlink:href="#src-([^"]+)"', chart(facts).svg))
    assert len(linked) == 6
    for tip, claim_id in linked.items():
        assert f"{facts.claim(claim_id).value:,.0f}".replace(",", ".") in tip


def test_fall_without_a_level_is_marked_and_no_share_of_an_older_count_is_made_of_it(facts_of):
    drawn = chart(facts_of("can-tho"))
    for text in (all_text(drawn), re.sub(r"<[^>]+>", " ", drawn.phone_svg)):
        assert "khoảng −6.859 người" in text and "94%" not in text
    assert "BHXH tự nguyện, 31/12/2021–30/06/2022: giảm" in drawn.title
    assert "BHXH tự nguyện, 31/12/2021–30/06/2022: khoảng −6.859 người" in drawn.alt


def test_bound_stands_beside_the_figure(facts_of):
    assert "trên 85.300" in all_text(chart(facts_of("gia-lai")))
    assert "over 85,300" in all_text(chart(facts_of("gia-lai"), "en"))


def test_no_two_schemes_share_an_axis_and_each_begins_at_zero(facts_of):
    facts = facts_of("nghe-an")
    axes = draw_schemes(frame(facts), changes_frame(facts, Words(facts, "vi")))
    panels = axes.get_figure().axes
    assert len(panels) == frame(facts).query("insured_count.notna()").groupby("scheme").size().gt(1).sum() == 3
    assert all(panel.get_ylim()[0] == 0 for panel in panels)
    for panel in panels:
        highest = max(dots.get_offsets()[:, 1].max() for dots in panel.collections if len(dots.get_offsets()) > 0)
        assert panel.get_ylim()[1] > highest


def test_estimated_and_contradicted_counts_are_hollow(facts_of):
    facts = facts_of("thai-nguyen")
    rows = frame(facts)
    assert set(rows[rows.is_doubtful].insured_count) == {238_000, 17_500}
    axes = draw_schemes(rows).get_figure().axes
    white = [
        dots.get_offsets()[0][1]
        for panel in axes
        for dots in panel.collections
        if len(dots.get_facecolor()) and tuple(dots.get_facecolor()[0][:3]) == (1, 1, 1)
    ]
    assert set(white) == {238_000, 17_500}
    assert "dấu rỗng" in chart(facts).caption


def test_rates_on_different_labour_forces_are_not_drawn(facts_of):
    drawn = chart(facts_of("gia-lai"))
    assert "%" not in all_text(drawn)
    assert "13,98% lực lượng lao động trong độ tuổi" in drawn.title


@pytest.mark.parametrize("province", ["binh-thuan", "ha-giang"])
def test_schemes_of_one_count_each_are_no_chart(facts_of, province):
    facts = facts_of(province)
    assert schemes_words(facts, Words(facts, "vi")) is None
    assert isinstance(chart(facts), Paragraph)
    assert draw_schemes(frame(facts)) is not None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_texts_name_province_and_sources(facts_of, language):
    facts = facts_of("long-an")
    drawn = chart(facts, language)
    assert isinstance(drawn, Chart)
    for text in (drawn.title, drawn.alt):
        assert Words(facts, language).province in text
    assert ("Nguồn: " if language == "vi" else "Source: ") in drawn.caption
