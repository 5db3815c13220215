import io
import xml.etree.ElementTree as ElementTree
from datetime import date
from itertools import pairwise

import openpyxl
import pandas as pd
import pytest
from chart_svg import LINK, SVG
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.dates import num2date
from matplotlib.text import Text

from baophu.analysis.coverage import ANNOUNCED, GSO
from baophu.explore import files, parts, selection, table
from baophu.explore.comparison import draw_comparison, spread_evenly
from baophu.explore.plot import ExportableChart
from baophu.explore.state import BOTH, PERSONS, SCALES, SHOWN_SCHEMES, choose
from baophu.explore.trajectory import draw_trajectory
from baophu.report.blocks import inline_text
from baophu.report.charts.levels import levels_words
from baophu.report.province_charts import province_chart
from baophu.report.words import Words

PROVINCES = ("binh-thuan", "can-tho", "thai-nguyen", "thanh-hoa", "ha-noi", "nghe-an")


def look(facts_of, province, language="vi", **given):
    facts = facts_of(province)
    return facts, choose(province, **given), Words(facts, language)


def mark(area="a", scale=ANNOUNCED, year=2020, month=12, day=31, **cells):
    given = {"value": 90.0, "unit": "percent_of_population", "bound": "exact", "obs_status": "A", **cells}
    return selection.Mark(area, f"synthetic-{year}-{month}", date(year, month, day), "day", scale, **given)


def test_marks_are_the_points_of_the_facts(facts_of):
    facts, choice, _ = look(facts_of, "binh-thuan")
    found = {
        (m.scale, round(m.value, 1)) for m in selection.select_marks(facts, choice) if m.as_of == date(2023, 11, 30)
    }
    assert found == {(ANNOUNCED, 90.4), (GSO, 83.6)}


def test_persons_are_the_printed_count(facts_of):
    facts, choice, _ = look(facts_of, "binh-thuan", scale=PERSONS)
    assert [m.value for m in selection.select_marks(facts, choice) if m.as_of == date(2023, 11, 30)] == [1_052_062]


@pytest.mark.parametrize("scheme", SHOWN_SCHEMES)
@pytest.mark.parametrize("scale", SCALES)
def test_marks_keep_to_scale_scheme_and_years_and_have_a_source(facts_of, scheme, scale):
    for province in PROVINCES:
        facts, choice, _ = look(facts_of, province, scheme=scheme, scale=scale, years=(2013, 2020))
        for point in selection.select_marks(facts, choice):
            claim = facts.claim(point.claim_id)
            assert point.scale in choice.scales
            assert 2013 <= point.as_of.year <= 2020
            assert claim.scheme == scheme
            assert facts.sources[claim.source_id].publisher_vi


def test_only_neighbouring_year_ends_are_joined():
    marks = [mark(year=2018), mark(year=2019, month=6, day=30), mark(year=2019), mark(year=2021), mark(year=2022)]
    joined = [(a.as_of.year, b.as_of.year) for a, b in selection.pair_year_ends(marks)]
    assert joined == [(2018, 2019), (2021, 2022)]


@pytest.mark.parametrize(
    "other",
    [{"scale": GSO}, {"area": "b"}, {"base": "another series"}, {"unit": "cards"}],
    ids=str,
)
def test_no_line_joins_two_scales_areas_series_or_units(other):
    assert list(selection.pair_year_ends([mark(year=2019), mark(year=2020, **other)])) == []


def test_percentages_of_a_labour_force_are_never_joined():
    marks = [mark(year=year, unit="percent_of_labour_force") for year in (2019, 2020)]
    assert list(selection.pair_year_ends(marks)) == []


def test_narrowing_keeps_changes_and_checks_of_the_years_and_the_scheme(facts_of):
    facts, choice, _ = look(facts_of, "can-tho", years=(2022, 2022))
    assert len(selection.filter_facts(facts, choice).changes) < len(facts.changes)
    whole = selection.filter_facts(facts, choose("can-tho"))
    assert {change.scheme for change in whole.changes} == {"bhyt"}
    assert {found.scheme for found in whole.findings} <= {"bhyt"}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scheme", SHOWN_SCHEMES)
def test_every_view_can_be_drawn_or_says_why_not(facts_of, language, scheme):
    for province in ("binh-thuan", "thai-nguyen"):
        for scale in (BOTH, PERSONS):
            view = draw_trajectory(*look(facts_of, province, language, scheme=scheme, scale=scale))
            assert (view.chart.alt if isinstance(view, ExportableChart) else inline_text(view.content)).count(" ") > 4


def test_a_view_without_points_names_the_scales_that_have_some(facts_of):
    text = draw_trajectory(*look(facts_of, "thanh-hoa", scheme="bhxh_tn")).text()
    assert "số người" in text


def test_every_mark_of_a_chart_leads_to_its_source_and_says_its_tip(facts_of):
    facts, choice, words = look(facts_of, "binh-thuan")
    chart = draw_trajectory(facts, choice, words)
    root = ElementTree.fromstring(chart.chart.svg)
    groups = [g for g in root.iter(f"{SVG}g") if (g.get("id") or "").startswith("pt-")]
    tips = {group.find(f"{SVG}a").get(LINK): group.find(f"{SVG}title").text for group in groups}
    for point in selection.select_marks(facts, choice):
        assert words.publisher_of(facts.claim(point.claim_id)) in tips[f"#src-{point.claim_id}"]


def test_comparison_keeps_scales_in_panels_of_their_own(facts_of):
    facts = {province: facts_of(province) for province in PROVINCES}
    words = {province: Words(facts[province], "en") for province in PROVINCES}
    choice = choose(PROVINCES[0], compare=PROVINCES[1:])
    figure = draw_comparison(facts, choice, words).draw_with_title()
    assert len(figure.axes) == 2
    values = {round(m.value, 3): m.scale for p in PROVINCES for m in selection.select_marks(facts[p], choice)}
    for axes, scale in zip(figure.axes, (ANNOUNCED, GSO), strict=True):
        drawn_values = {round(y, 3) for dots in axes.collections for _, y in dots.get_offsets()}
        expected = {m.value for p in PROVINCES for m in selection.select_marks(facts[p], choice) if m.scale == scale}
        assert {round(value, 3) for value in expected} <= drawn_values
        assert not {v for v in drawn_values if values.get(v) not in (None, scale)}


def test_card_of_a_figure_tells_print_source_and_use(facts_of):
    facts, _, words = look(facts_of, "binh-thuan")
    card = parts.build_cards(facts, words)["binh-thuan-bhyt-rate-2023-11-30"]
    for text in ("90,4%", "BHXH tỉnh Bình Thuận", "binh-thuan-bhyt-rate-2023-11-30"):
        assert text in card


def test_sources_hold_every_claim_that_the_parts_link_to(facts_of):
    facts = {province: facts_of(province) for province in PROVINCES}
    words = {province: Words(facts[province], "vi") for province in PROVINCES}
    choice = choose("nghe-an", compare=[p for p in PROVINCES if p != "nghe-an"])
    shown = [
        draw_trajectory(facts["nghe-an"], choice, words["nghe-an"]).chart.svg,
        draw_comparison(facts, choice, words).chart.svg,
        province_chart("changes", selection.filter_facts(facts["nghe-an"], choice), words["nghe-an"]).svg,
    ]
    shown += [
        part(facts["nghe-an"], choice, words["nghe-an"]).html() for part in (parts.build_changes, parts.build_audit)
    ]
    html = parts.build_sources(facts, choice, words).html()
    aims = {aim.split('"')[0] for text in shown for aim in text.split('href="#')[1:] if aim.startswith("src-")}
    assert aims
    assert {aim for aim in aims if f'id="{aim}"' not in html} == set()
    assert all(html.count(f'id="{aim}"') == 1 for aim in aims)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_data_taken_along_carries_its_provenance(facts_of, kind):
    facts = {province: facts_of(province) for province in ("can-tho", "binh-thuan")}
    choice = choose("can-tho", compare="binh-thuan")
    data = table.build_export_table(facts, choice, choice.compared_provinces)
    file = files.render_table(data, "synthetic", kind)
    read = pd.read_csv if kind == "csv" else pd.read_excel
    again = read(io.BytesIO(file.content))
    levels = again[again["record"].isin(["printed", "point"])]
    assert set(levels["record"]) == {"printed", "point"}
    assert (
        levels[["claim_id", "source_id", "publisher_vi", "publisher_en", "source_title", "locator"]]
        .notna()
        .all(axis=None)
    )
    assert levels["url"].notna().any()
    assert set(again["scheme"]) == {"bhyt"}
    assert {"can-tho", "binh-thuan"} <= set(again["area"])


def test_numbers_of_the_workbook_are_numbers(facts_of):
    facts = {"can-tho": facts_of("can-tho")}
    file = files.render_table(table.build_export_table(facts, choose("can-tho"), ["can-tho"]), "synthetic", "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(file.content))["baophu"]
    value = [cell.value for cell in sheet[1]].index("value")
    assert any(isinstance(row[value], int | float) for row in sheet.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("kind", files.PICTURES)
def test_a_picture_says_its_title_and_sources_and_is_the_same_each_time(facts_of, kind):
    chart = draw_trajectory(*look(facts_of, "binh-thuan"))
    file = files.render_picture(chart, "synthetic", kind)
    assert file == files.render_picture(chart, "synthetic", kind)
    if kind == "svg":
        text = " ".join("".join(ElementTree.fromstring(file.content).itertext()).split())
        assert "Bình Thuận" in text
        assert "BHXH tỉnh Bình Thuận" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_table_of_figures_lists_what_is_narrowed_to(facts_of, language):
    facts, choice, words = look(facts_of, "can-tho", language, years=(2020, 2020))
    frame = table.build_figures_table(facts, choice, words)
    assert len(frame)
    assert set(frame["day_key"].str[:4]) == {"2020"}
    assert set(frame[words.say("explore-col-claim")]) == {
        c.claim_id for c in selection.filter_facts(facts, choice).claims
    }


@pytest.mark.parametrize(("language", "day", "value"), [("vi", "30/11/2023", "92,25"), ("en", "30 Nov 2023", "92.25")])
def test_table_writes_days_and_numbers_as_its_page_does(facts_of, language, day, value):
    facts, choice, words = look(facts_of, "binh-thuan", language)
    frame = table.build_figures_table(facts, choice, words)
    assert day in set(frame[words.say("explore-col-day")])
    assert value in set(frame[words.say("explore-col-value")])


def test_days_and_values_sort_by_what_they_are(facts_of):
    facts, choice, words = look(facts_of, "can-tho")
    frame = table.build_figures_table(facts, choice, words)
    claims = [facts.claim(claim) for claim in frame[words.say("explore-col-claim")]]
    assert list(frame["day_key"]) == [claim.as_of.isoformat() for claim in claims]
    by_key = sorted(zip(frame["value_key"], [claim.value for claim in claims], strict=True))
    assert [value for _, value in by_key] == sorted(claim.value for claim in claims)
    assert by_key[0][1] < 0


@pytest.mark.parametrize("province", ["ha-giang", "khanh-hoa"])
def test_province_without_levels_is_drawn_by_the_country_with_what_its_report_says(facts_of, province):
    facts, choice, words = look(facts_of, province)
    chart = draw_trajectory(facts, choice, words).chart
    ends = [mark for mark in selection.select_national_marks(facts, choice) if mark.is_year_end]
    assert len({mark.as_of for mark in ends if f"#src-{mark.claim_id}" in chart.svg}) == len({m.as_of for m in ends})
    assert levels_words(facts, words).sentence in chart.caption
    assert words.province in chart.title


@pytest.mark.parametrize("scale", [BOTH, PERSONS])
def test_newest_values_of_a_comparison_stand_apart_right_of_the_axes(facts_of, scale):
    provinces = ("long-an", "kon-tum", "thai-nguyen", "thanh-hoa", "binh-thuan", "can-tho")
    facts = {province: facts_of(province) for province in provinces}
    choice = choose(provinces[0], scale=scale, compare=provinces[1:])
    chart = draw_comparison(facts, choice, {province: Words(facts[province], "vi") for province in provinces})
    figure = chart.draw_with_title()
    renderer = FigureCanvasAgg(figure).get_renderer()
    width = figure.bbox.width
    for axes in figure.axes:
        for text in axes.texts:
            text.update_positions(renderer)
        boxes = sorted((Text.get_window_extent(text, renderer) for text in axes.texts), key=lambda box: box.y0)
        assert len(boxes) > 4
        assert all(axes.bbox.x1 < box.x0 and box.x1 <= width for box in boxes)
        assert all(lower.y1 <= upper.y0 + 1 for lower, upper in pairwise(boxes))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_spread_positions_keep_their_order_and_distance(values):
    positions = spread_evenly(sorted(values), 10, 0, 100)
    assert all(upper - lower >= 10 - 1e-9 for lower, upper in pairwise(positions))
    assert positions[0] >= 5 - 1e-9
    assert positions[-1] <= 95 + 1e-9


def test_ticks_of_a_time_axis_stand_between_years_and_names_at_their_middle(facts_of):
    axes = draw_trajectory(*look(facts_of, "binh-thuan", years=(2015, 2023))).draw_with_title().axes[0]
    labels = zip(axes.get_xticklabels(), axes.get_xticks(), strict=True)
    names = {label.get_text(): num2date(at).date() for label, at in labels}
    assert names == {str(year): date(year, 7, 1) for year in range(2015, 2024)}
    strokes = next(c for c in axes.collections if isinstance(c, LineCollection) and not c.get_clip_on())
    days = {num2date(path.vertices[0, 0]).date() for path in strokes.get_paths()}
    assert days == {date(year, 1, 1) for year in range(2015, 2025)}
