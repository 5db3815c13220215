"""What the charts of targets, districts, schemes and audit have in common."""

import re

import pytest
from chart_svg import CROWDED, LINK, SVG, ids, parse_svg, points, tip
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from baophu.report.blocks import Chart, Paragraph
from baophu.report.charts.audit import audit
from baophu.report.charts.rows import handle, legend_columns, width_of, wrap_text
from baophu.report.charts.schemes import schemes
from baophu.report.charts.style import SIZE, WIDTH
from baophu.report.words import Words

CHARTS = [schemes, audit]
PROVINCES = ["binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa"]
LONG = "Phần trăm kế hoạch, từ tỷ lệ và chỉ tiêu của BHXH Việt Nam và UBND tỉnh"


@pytest.fixture(scope="module")
def drawn(facts_of):
    """Every chart that the provinces have, by province and language."""
    return {
        (province, language): [
            chart
            for draw in CHARTS
            if isinstance(chart := draw(facts_of(province), Words(facts_of(province), language)), Chart)
        ]
        for province in PROVINCES
        for language in ("vi", "en")
    }


def test_texts_never_run_into_one_another_nor_out_of_the_drawing(drawn, browser):
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.set_content('<div style="width:800px"><svg viewBox="0 0 9 9"><text>one</text><text>two</text></svg></div>')
    assert page.evaluate(CROWDED), "the measure itself sees nothing"
    for (province, language), charts in drawn.items():
        page.set_content("".join(f'<div style="width:826px">{chart.svg}</div>' for chart in charts))
        assert page.evaluate(CROWDED) == [], (province, language)
    page.close()


def test_ids_are_unique_among_all_charts_of_a_page(drawn):
    for key, charts in drawn.items():
        # Groups that nothing refers to are called alike in every drawing; a page leaves their ids out.
        chart_ids = [name for chart in charts for name in ids(chart) if not re.search(r"_\d+$", name)]
        assert chart_ids and len(chart_ids) == len(set(chart_ids)), key


def test_every_point_has_a_tooltip_and_leads_to_a_figure_of_the_province(drawn, facts_of):
    for (province, _), charts in drawn.items():
        claims = {claim.claim_id for claim in facts_of(province).claims}
        for chart in charts:
            groups = [g for g in parse_svg(chart).iter(f"{SVG}g") if (g.get("id") or "").startswith("pt-")]
            assert groups
            for group in groups:
                claim_id = group.get("id").split("-", 2)[2]
                assert claim_id in claims
                assert tip(group)
                assert {link.get(LINK) for link in group.iter(f"{SVG}a")} == {f"#src-{claim_id}"}


def test_every_chart_says_title_alternative_caption_and_a_sentence_whole_by_itself(drawn, facts_of):
    for (province, language), charts in drawn.items():
        name = Words(facts_of(province), language).province
        for chart in charts:
            assert name in chart.title
            assert name in chart.alt
            assert ("Nguồn: " if language == "vi" else "Source: ") in chart.caption
            assert ("Nguồn: " if language == "vi" else "Source: ") in chart.sentence
            assert chart.sentence.endswith(".")


@pytest.mark.parametrize("draw", CHARTS)
def test_second_drawing_has_the_same_bytes(draw, facts_of, drawn):
    again = draw(facts_of("thai-nguyen"), Words(facts_of("thai-nguyen"), "vi"))
    assert isinstance(again, Paragraph) or again in drawn["thai-nguyen", "vi"]


@pytest.mark.parametrize("draw", [schemes, audit])
def test_province_without_figures_is_told_so_in_the_charts_place(draw, facts_of):
    note = draw(facts_of("ha-giang"), Words(facts_of("ha-giang"), "vi"))
    assert isinstance(note, Paragraph)
    assert note.text().startswith("Không có biểu đồ")


def test_long_vietnamese_text_wraps_within_its_width_and_loses_no_word():
    lines = wrap_text(LONG, 2.0)
    assert len(lines) > 1
    assert " ".join(lines) == LONG
    assert all(width_of(line) <= 2.0 * 72 for line in lines)


def test_number_stays_with_its_unit():
    assert wrap_text("thiếu 1,85\N{NO-BREAK SPACE}điểm", 0.8) == ["thiếu", "1,85\N{NO-BREAK SPACE}điểm"]


@given(
    st.text("AVTĐfijlorstưzăđêôơươạấềỗợừý 0123,.–→()%'\N{NARROW NO-BREAK SPACE}", min_size=1, max_size=40),
    st.booleans(),
)
def test_text_is_as_wide_as_matplotlib_sets_it(text, bold):
    face = FontProperties(family="DejaVu Sans", size=SIZE, weight="bold" if bold else "normal")
    set_whole = TextToPath().get_text_width_height_descent(text, face, ismath=False)[0]
    # A ligature such as ff is kerned differently from its first letter: a third of a point.
    assert width_of(text, bold) == pytest.approx(set_whole, abs=0.05 + 0.4 * text.count("f"))


def test_bold_type_is_measured_wider():
    assert width_of(LONG, bold=True) > width_of(LONG)


def test_legend_takes_as_many_columns_as_fit_the_page():
    assert legend_columns([handle("a") for _ in range(4)]) == 4
    assert legend_columns([handle(LONG) for _ in range(4)]) * width_of(LONG) < WIDTH * 72


def test_points_of_a_kind_are_found_by_their_claim(drawn):
    chart = next(chart for chart in drawn["thanh-hoa", "vi"] if chart.anchor == "districts-chart")
    assert "thanh-hoa-city-bhyt-rate-2020-10-31" in points(chart, "district")
