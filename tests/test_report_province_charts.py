"""What the charts of a province have in common: room for their texts, links, words, the same bytes again."""

import re

import pytest
from chart_svg import CROWDED
from checkout import PROJECT

from baophu.api.one_province import Province
from baophu.charts import _PROVINCE
from baophu.report.blocks import Chart
from baophu.report.province_charts import CHARTS, province_chart
from baophu.report.words import Words

NAMES = tuple(name for name in CHARTS if name != "levels")  # which has tests of its own
PROVINCES = ("binh-thuan", "can-tho", "thai-nguyen", "gia-lai", "nghe-an", "ha-nam", "long-an")


@pytest.fixture(scope="module")
def drawn(facts_of):
    """Every chart that the provinces have, by province and language."""
    return {
        (province, language): [
            chart
            for name in NAMES
            if isinstance(chart := province_chart(name, facts_of(province), Words(facts_of(province), language)), Chart)
        ]
        for province, language in [*((province, "vi") for province in PROVINCES), *((p, "en") for p in PROVINCES[:3])]
    }


def test_every_chart_is_named_wherever_it_has_to_be():
    notebook = (PROJECT / "notebooks/province_report.ipynb").read_text("utf-8")
    assert set(re.findall(r'page\.figure\(.*?, \\"(\w+)\\"\)', notebook)) == set(CHARTS)
    assert _PROVINCE == CHARTS
    assert (PROJECT / "docs/api.md").read_text("utf-8").count(" ".join(f"`{name}`" for name in CHARTS)) == 2
    assert all(name in Province.chart.__doc__ for name in CHARTS)


def test_every_chart_is_drawn_for_some_province(drawn):
    assert {chart.anchor for charts in drawn.values() for chart in charts} == {f"{name}-chart" for name in NAMES}


def test_texts_never_run_into_one_another_nor_out_of_the_drawing(drawn, browser):
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.set_content('<div style="width:800px"><svg viewBox="0 0 9 9"><text>one</text><text>two</text></svg></div>')
    assert page.evaluate(CROWDED), "the measure itself sees nothing"
    for (province, language), charts in drawn.items():
        for width, svgs in ((720, [c.svg for c in charts]), (328, [c.phone_svg for c in charts])):
            sheet = "".join(f'<div style="width:{width}px">{svg}</div>' for svg in svgs)
            page.set_content(f"<style>svg {{ width: 100%; height: auto }}</style>{sheet}")
            assert page.evaluate(CROWDED) == [], (province, language, width)
    page.close()


def test_every_mark_leads_to_a_figure_and_says_it_whole(drawn, facts_of):
    for (province, _), charts in drawn.items():
        claims = {claim.claim_id for claim in facts_of(province).claims}
        for chart in charts:
            for svg in (chart.svg, chart.phone_svg):
                linked = re.findall(r"<title>([^<]+)</title><a xlink:href=\"#src-([^\"]+)\"", svg)
                assert len(linked) >= 3, chart.anchor
                assert {claim_id for _, claim_id in linked} <= claims
                assert not [tip for tip, _ in linked if ": ;" in tip or "nan" in tip.lower().split()]


def test_every_chart_says_title_alternative_caption_and_no_sentence_that_repeats_its_title(drawn, facts_of):
    for (province, language), charts in drawn.items():
        name = Words(facts_of(province), language).province
        for chart in charts:
            assert all(name in text for text in (chart.title, chart.alt)), chart.anchor
            assert chart.caption and not chart.sentence


def test_second_drawing_has_the_same_bytes(drawn, facts_of):
    words = Words(facts_of("can-tho"), "vi")
    again = [
        province_chart(chart.anchor.removesuffix("-chart"), words.facts, words) for chart in drawn["can-tho", "vi"]
    ]
    assert again == drawn["can-tho", "vi"]
