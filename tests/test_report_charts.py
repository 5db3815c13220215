import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from baophu.report.charts.trajectory import point_text, trajectory

from baophu.analysis.estimate import REGIONAL
from baophu.report.charts import style
from baophu.report.words import Words

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
REAL = ["binh-thuan", "can-tho", "thai-nguyen"]


@pytest.fixture(scope="module")
def chart_of(facts_of):
    """Chart of a real province in Vietnamese, drawn once."""
    return cache(lambda province: trajectory(facts_of(province), Words(facts_of(province), "vi")))


def parsed(chart):
    return ElementTree.fromstring(chart.svg)


def marks_in(svg):
    return {group.get("id"): group for group in svg.iter(f"{SVG}g") if (group.get("id") or "").startswith("pt-")}


def points_in(svg):
    return {name: group for name, group in marks_in(svg).items() if not name.startswith("pt-event-")}


def test_every_event_is_marked_with_what_it_is(chart_of, facts_of):
    marks = {n: g for n, g in marks_in(parsed(chart_of("can-tho"))).items() if n.startswith("pt-event-")}
    health_events = [event for event in facts_of("can-tho").events.values() if event.scheme in ("bhyt", "all")]
    assert set(marks) == {f"pt-event-{event.event_id}" for event in health_events}
    for event in health_events:
        assert event.label_vi in marks[f"pt-event-{event.event_id}"].find(f"{SVG}title").text


@pytest.mark.parametrize("province", REAL)
def test_every_point_has_a_tooltip_and_leads_to_its_source(chart_of, facts_of, province):
    drawn, points = points_in(parsed(chart_of(province))), facts_of(province).points
    printed = [gid for gid in drawn if not gid.startswith("pt-derived-")]
    assert len(printed) == len(points) > 0
    for point in points:
        group = drawn[f"pt-{point.scale}-{point.claim_id}"]
        tip = group.find(f"{SVG}title").text
        assert Words(facts_of(province), "vi").point_pct(point) in tip
        assert {link.get(LINK) for link in group.iter(f"{SVG}a")} == {f"#src-{point.claim_id}"}


@pytest.mark.parametrize("province", REAL)
def test_ids_are_unique_and_every_reference_finds_its_own(chart_of, province):
    svg = chart_of(province).svg
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
    uses = {use.get(LINK)[1:] for use in parsed(chart_of(province)).iter(f"{SVG}use")}
    assert uses
    assert uses <= set(ids)


@pytest.mark.parametrize("province", REAL)
def test_alt_text_names_each_point(chart_of, facts_of, province):
    chart, words = chart_of(province), Words(facts_of(province), "vi")
    for point in facts_of(province).points:
        assert point_text(point, words) in chart.alt


def texts(chart):
    return {"".join(text.itertext()) for text in parsed(chart).iter(f"{SVG}text")}


def test_text_stays_text(chart_of):
    assert {"83,6%", "2010", "2023", "100%", "theo công bố"} <= texts(chart_of("binh-thuan"))


def test_newest_level_is_written_beside_its_points_on_both_scales(chart_of):
    assert {"90,4%", "83,6%"} <= texts(chart_of("binh-thuan"))


def test_second_drawing_has_the_same_bytes_whatever_the_users_settings(chart_of, facts_of):
    with mpl.rc_context({"font.size": 30, "axes.grid": False, "lines.linewidth": 9, "svg.fonttype": "path"}):
        again = trajectory(facts_of("can-tho"), Words(facts_of("can-tho"), "vi"))
    assert again == chart_of("can-tho")


def test_drawing_leaves_the_users_settings_alone(facts_of):
    before = dict(mpl.rcParams)
    trajectory(facts_of("binh-thuan"), Words(facts_of("binh-thuan"), "en"))
    assert dict(mpl.rcParams) == before


def test_svg_holds_no_date_and_fetches_nothing(chart_of):
    svg = chart_of("binh-thuan").svg
    assert "<metadata" not in svg
    assert not re.search(r'href="(?!#)', svg)
    assert "<script" not in svg


def test_fall_without_a_level_is_a_span_that_names_the_change(chart_of):
    assert "giảm khoảng 37.404" in texts(chart_of("can-tho"))
    assert not [key for key in points_in(parsed(chart_of("can-tho"))) if "2022" in key]


@pytest.mark.parametrize("province", ["binh-thuan", "lao-cai", "ha-giang", "thai-nguyen", "dong-nai"])
def test_estimates_are_drawn_within_three_years_of_an_own_figure_alone(facts_of, province):
    facts = facts_of(province)
    reach = [point.as_of for point in facts.points if point.obs_status != "E"]
    for estimate in facts.anchored_estimates:
        assert min(abs((day - estimate.as_of.date()).days) for day in reach) <= 3 * 366
    guesses = [estimate for estimate in facts.estimates if estimate.basis == REGIONAL]
    assert not set(map(id, guesses)) & set(map(id, facts.anchored_estimates))
    assert all(estimate.low80 is not None for estimate in guesses)


def test_caption_speaks_of_bars_where_there_are_any(facts_of):
    for province in ("dong-nai", "ha-giang"):
        facts = facts_of(province)
        caption = trajectory(facts, Words(facts, "en")).caption
        assert ("about eight in ten" in caption) == bool(facts.anchored_estimates) == (province == "dong-nai")


@pytest.mark.parametrize("province", ["synthetic-north", "synthetic-south", "synthetic-city"])
def test_province_with_little_or_nothing_is_drawn(facts_in, province):
    little = facts_in(province)
    chart = trajectory(little, Words(little, "en"))
    assert len(points_in(parsed(chart))) == len(little.points)
    assert little.areas[province].name_en in chart.title


def test_hostile_publisher_stays_text(facts_of):
    hostile = '</title><script>&"'
    facts = facts_of("binh-thuan")
    sources = {key: replace(source, publisher_vi=hostile) for key, source in facts.sources.items()}
    hostile_facts = replace(facts, sources=sources)
    drawn = points_in(parsed(trajectory(hostile_facts, Words(hostile_facts, "vi"))))
    groups = [group for gid, group in drawn.items() if not gid.startswith("pt-derived-")]
    assert groups and all(group.find(f"{SVG}title").text.endswith(hostile) for group in groups)


def test_style_is_seaborns_white_where_it_is_not_our_own():
    seaborn = pytest.importorskip("seaborn")
    unused = {"font.sans-serif", "image.cmap"}
    white = {name: value for name, value in seaborn.axes_style("white").items() if name not in unused}
    with style.settings():
        assert {name: mpl.rcParams[name] for name in white if name not in style.RC_PARAMS} == {
            name: value for name, value in white.items() if name not in style.RC_PARAMS
        }
