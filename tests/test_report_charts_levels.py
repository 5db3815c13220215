"""Coverage over time: what is drawn of the frames, where labels stand, what the words say."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest
from chart_svg import LINK, SVG, all_text
from matplotlib import pyplot
from matplotlib.dates import num2date
from matplotlib.font_manager import FontProperties
from matplotlib.text import Annotation
from matplotlib.textpath import TextToPath

import baophu
from baophu.analysis.estimate import REGIONAL
from baophu.export.html.chart_theme import apply_theme
from baophu.export.svg import inline_svg, point_links
from baophu.ledger.names import provinces
from baophu.report import tables
from baophu.report.charts import style
from baophu.report.charts.direct_labels import label_mark, place_labels
from baophu.report.charts.levels import draw_levels, levels_words
from baophu.report.charts.tips import point_text
from baophu.report.province_charts import province_chart
from baophu.report.words import Words

REAL = ["binh-thuan", "can-tho", "gia-lai", "thai-nguyen", "long-an"]
ESTIMATE_BAR = 6  # points wide


@pytest.fixture(scope="module")
def chart_of(facts_of):
    """The chart of a real province, drawn once."""
    return cache(lambda province, language="vi": chart_from(facts_of(province), language))


def chart_from(facts, language):
    return province_chart("levels", facts, Words(facts, language))


@pytest.fixture
def frames_of(facts_of):
    """Levels, the country's, targets, changes and estimates of a real province, as the chart takes them."""

    def frames(province, language="vi"):
        facts = facts_of(province)
        words, sources = Words(facts, language), tables.claim_sources(facts)
        changes = tables.changes([(change, words) for change in facts.changes], sources)
        return (
            tables.coverage(facts, words),
            tables.country_levels(facts, words),
            tables.targets(facts, words, sources),
            changes,
            tables.estimates(facts, words),
        )

    return frames


@pytest.fixture(autouse=True)
def closed():
    """Whatever a test draws is closed."""
    yield
    pyplot.close("all")


def drawings(chart):
    return {"wide": ElementTree.fromstring(chart.svg), "phone": ElementTree.fromstring(chart.phone_svg)}


def links_in(svg):
    """Claim and words of every linked mark."""
    groups = [group for group in svg.iter(f"{SVG}g") if (group.get("id") or "").startswith("pt-")]
    return {g.find(f"{SVG}a").get(LINK).removeprefix("#src-"): g.find(f"{SVG}title").text for g in groups}


def shown_labels(axes):
    return [text.get_text() for text in axes.texts if isinstance(text, Annotation) and text.get_visible()]


# ── Frames in, axes out ──────────────────────────────────────────────────────────────────────────────────────


def test_the_function_of_the_package_draws_frames_and_returns_axes(frames_of):
    levels, *compared = frames_of("can-tho")
    axes = baophu.charts.levels(levels, *compared)
    drawn = {(num2date(x).date(), round(y, 6)) for dots in axes.collections for x, y in _offsets(dots)}
    expected = set(zip(levels.as_of.dt.date, levels.coverage_pct.round(6), strict=True))
    assert len(expected) > 4 and expected <= drawn


def _offsets(dots):
    return dots.get_offsets() if len(dots.get_offsets()) and dots.get_offset_transform() != dots.get_transform() else ()


def test_levels_alone_are_enough_and_none_at_all_gives_axes(frames_of):
    levels = frames_of("binh-thuan")[0]
    assert draw_levels(levels).collections
    assert draw_levels(levels[:0]).get_xlim()


def test_years_are_named_in_their_middle_and_end_at_strokes(frames_of):
    axes = draw_levels(frames_of("binh-thuan")[0], years=(2015, 2023))
    names = dict(zip([label.get_text() for label in axes.get_xticklabels()], axes.get_xticks(), strict=True))
    assert {name: num2date(at).date() for name, at in names.items()} == {
        str(year): date(year, 7, 1) for year in range(2015, 2024)
    }
    low, high = (num2date(end).date() for end in axes.get_xlim())
    assert low == date(2015, 1, 1) and date(2023, 12, 31) < high < date(2024, 3, 1)


@pytest.mark.parametrize("province", REAL)
def test_the_axis_starts_at_a_round_value_below_all_marks_and_says_so(frames_of, province):
    levels, country, *others = frames_of(province)
    axes = draw_levels(levels, country, *others)
    bottom = axes.get_ylim()[0]
    assert bottom % 5 == 0 and bottom < min(levels.coverage_pct.min(), country.coverage_pct.min())
    assert any(f"trục từ {bottom:.0f}%" in text for text in shown_labels(axes))


def test_no_line_of_the_country_joins_two_definitions_or_crosses_a_year(frames_of):
    levels, country, *_ = frames_of("can-tho")
    lines = [line for line in draw_levels(levels, country).lines if len(line.get_xdata()) > 1]
    joined = {tuple(num2date(x).year for x in line.get_xdata()) for line in lines}
    assert joined == {(2010, 2011), (2014, 2015, 2016, 2017), (2019, 2020, 2021), (2022, 2023)}


def test_estimates_are_pale_bars_within_three_years_of_an_own_figure(frames_of, facts_of):
    for province in ("binh-thuan", "lao-cai", "dong-nai"):
        facts, frames = facts_of(province), frames_of(province)
        axes = draw_levels(*frames)
        bars = [c for c in axes.collections if list(c.get_linewidths()) == [ESTIMATE_BAR]]
        days = {num2date(path.vertices[0, 0]).date() for bar in bars for path in bar.get_paths()}
        assert days == {estimate.as_of.date() for estimate in facts.anchored_estimates} and days
        reach = [point.as_of for point in facts.points if point.obs_status != "E"]
        assert all(min(abs((day - at).days) for at in reach) <= 3 * 366 for day in days)
    assert any(estimate.basis == REGIONAL for estimate in facts_of("lao-cai").estimates)


def test_a_net_fall_is_a_band_and_a_loss_of_cards_a_line_each_with_its_size(frames_of):
    axes = draw_levels(*frames_of("can-tho"))
    assert [patch.get_facecolor()[:3] for patch in axes.patches] == [mpl.colors.to_rgb(style.RED)]
    said = [re.sub(r"\s", " ", text) for text in shown_labels(axes)]
    assert "khoảng −37.404 người (khoảng −3,0 điểm %)" in said
    assert "trên 58.000 người mất thẻ miễn phí (trên 4,8 điểm %)" in said


def test_losses_of_districts_are_not_drawn_as_the_provinces(frames_of):
    levels, country, targets, changes, estimates = frames_of("can-tho")
    inside = changes.assign(area="can-tho-synthetic-district")
    axes = draw_levels(levels, country, targets, inside, estimates)
    assert not axes.patches and not [text for text in shown_labels(axes) if "hết thẻ" in text]


def test_a_level_that_follows_from_a_change_is_hollow_and_named_so(frames_of, facts_of):
    axes = draw_levels(*frames_of("nghe-an"))
    hollow = [dots for dots in axes.collections if len(f := dots.get_facecolor()) and tuple(f[0][:3]) == (1, 1, 1)]
    derived = facts_of("nghe-an").changes_from_derived_levels
    assert sorted(dots.get_offsets()[0][1] for dots in hollow) == sorted(c.derived_pct for c in derived)
    assert any("(suy\N{NO-BREAK SPACE}ra)" in text for text in shown_labels(axes))


# ── The figure of a page ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("province", REAL)
def test_every_level_leads_to_its_source_and_says_itself_with_its_bound(chart_of, facts_of, province):
    words = Words(facts_of(province), "vi")
    for svg in drawings(chart_of(province)).values():
        found = links_in(svg)
        for point in facts_of(province).points:
            assert words.point_pct(point) in found[point.claim_id]
            assert words.scale(point.scale) in found[point.claim_id]


def test_marks_of_the_country_are_linked_where_its_frame_is_given(frames_of):
    levels, country, *others = frames_of("binh-thuan")
    alone = baophu.figure(draw_levels(levels, country, *others), levels, "alone")
    both = baophu.figure(draw_levels(levels, country, *others), [levels, country], "both")
    of_country = {claim.split()[0] for claim in country.claim_ids}
    assert not of_country & set(links_in(drawings(alone)["wide"]))
    linked = of_country & set(links_in(drawings(both)["wide"]))
    ends = country[(country.as_of.dt.month == 12) & (country.as_of.dt.day == 31)]
    assert len(linked) == ends.as_of.nunique() > 8


@pytest.mark.parametrize("province", REAL)
def test_the_newest_level_is_seen_on_a_phone_at_once(chart_of, facts_of, province):
    latest, chart = facts_of(province).latest, chart_of(province)
    svg, words = drawings(chart)["phone"], Words(facts_of(province), "vi")
    width, height = map(float, svg.get("viewBox").split()[2:])
    assert width <= 328 and 200 < height * 328 / width < 330
    newest = latest.announced or latest.gso
    x = next(link.x for link in point_links(chart.phone_svg) if link.target == f"src-{newest.claim_id}")
    assert 0.4 < x < 1
    assert words.point_pct(newest) in " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("province", provinces())
def test_no_two_texts_meet_on_the_page_or_on_a_phone(chart_of, province):
    for name, svg in drawings(chart_of(province)).items():
        width, height = map(float, svg.get("viewBox").split()[2:])
        boxes = [_box(text) for text in svg.iter(f"{SVG}text") if "".join(text.itertext()).strip()]
        assert len(boxes) > 10
        for said, (left, top, right, bottom) in boxes:
            assert left >= -1 and right <= width + 1 and top >= -1 and bottom <= height + 1, (name, said)
        for (one, a), (other, b) in combinations(boxes, 2):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            assert across <= 1 or down <= 1, (name, one, other)


def _box(text):
    """Text with its left, top, right and bottom as the font has it, apart from matplotlib's layout."""
    said, look = "".join(text.itertext()), text.get("style")
    size = float(re.search(r"([\d.]+)px", look)[1])
    weight = "bold" if re.search(r"\b700\b|bold", look) else "normal"
    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    width = TextToPath().get_text_width_height_descent(said, font, False)[0]
    place = re.search(r"translate\(([-\d.]+) ([-\d.]+)\)", text.get("transform") or "")
    x, y = map(float, place.groups() if place else (text.get("x"), text.get("y")))
    left = x - {"middle": width / 2, "end": width}.get((re.search(r"text-anchor: (\w+)", look) or [0, ""])[1], 0)
    return said, (left, y - 0.72 * size, left + width, y)


def test_the_same_bytes_whatever_the_users_settings_which_stay(chart_of, facts_of):
    before = chart_of("can-tho")
    with mpl.rc_context({"font.size": 30, "axes.grid": False, "lines.linewidth": 9, "svg.fonttype": "path"}):
        settings = dict(mpl.rcParams)
        assert chart_from(facts_of("can-tho"), "vi") == before
        assert dict(mpl.rcParams) == settings


def test_the_drawing_holds_no_date_and_fetches_nothing_and_its_text_is_text(chart_of):
    chart = chart_of("binh-thuan")
    assert "<metadata" not in chart.svg and "<script" not in chart.svg and not re.search(r'href="(?!#)', chart.svg)
    for text in ("90,4%", "83,6%", "chỉ tiêu 92,25%"):
        assert text in all_text(chart)


@pytest.mark.parametrize("province", REAL)
def test_ids_are_unique_and_every_reference_finds_its_own(chart_of, province):
    chart = chart_of(province)
    for svg in (chart.svg, chart.phone_svg):
        ids = re.findall(r'\bid="([^"]+)"', svg)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)
        assert {use.get(LINK)[1:] for use in ElementTree.fromstring(svg).iter(f"{SVG}use")} <= set(ids)


def test_every_colour_has_one_for_dark_screens(chart_of):
    chart = chart_of("gia-lai")
    (svg,), sheet = apply_theme([inline_svg(chart.phone_svg, chart.alt)])
    light, dark = sheet.split("@media", 1)
    names = set(re.findall(r"var\((--\w+)\)", sheet))
    assert len(names) > 5 and "style=" not in svg
    assert all(f"{name}:" in light and f"{name}:" in dark for name in names)


def test_a_hostile_publisher_stays_text(facts_of):
    hostile = '</title><script>&"'
    facts = facts_of("binh-thuan")
    sources = {key: replace(source, publisher_vi=hostile) for key, source in facts.sources.items()}
    chart = chart_from(replace(facts, sources=sources), "vi")
    assert all(hostile in tip for tip in links_in(drawings(chart)["wide"]).values())


@pytest.mark.parametrize("province", ["synthetic-north", "synthetic-south", "synthetic-city"])
def test_a_province_with_little_or_nothing_is_drawn(facts_in, province):
    facts = facts_in(province)
    chart = chart_from(facts, "en")
    tips = " ".join(links_in(drawings(chart)["wide"]).values())
    assert all(Words(facts, "en").point_pct(point) in tips for point in facts.points)


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────

TITLES = {
    "binh-thuan": "Ngày 30/11/2023 thấp hơn chỉ tiêu cuối năm 2023 1,85 điểm %",
    "can-tho": "Tỷ lệ gần nhất (2023): chưa thể kết luận về chỉ tiêu năm 2023",
    "ha-noi": "Ngày 28/02/2023 bao phủ 92,9%, không thấp hơn chỉ tiêu cuối năm 2023 (92,4%)",
    "gia-lai": "Ngày 01/07/2021, trên 17,2% dân số thống kê mất thẻ BHYT miễn phí; "
    "tỷ lệ bao phủ gần nhất sau đó: khoảng 80% (31/03/2022)",
    "thanh-hoa": "Ngày 01/07/2021, trên 8,0% dân số thống kê mất thẻ BHYT miễn phí; "
    "từ đó chưa thu thập được tỷ lệ bao phủ nào",
    "thai-nguyen": "Công bố 98,5% (nguồn ước tính, 31/12/2020) và 92% (2023): chưa so được với nhau",
    "long-an": "Tỷ lệ bao phủ tăng từ 91,1% (2021) lên trên 93% (31/12/2023)",
    "lao-cai": "96,36% (2023): cao hơn cả nước 3,01 điểm %",
    "ha-giang": "Chưa thu thập được tỷ lệ bao phủ bảo hiểm y tế nào",
}


@pytest.mark.parametrize("province", TITLES)
def test_the_title_is_a_finding(facts_of, province):
    facts = facts_of(province)
    assert levels_words(facts, Words(facts, "vi")).title.replace("\xa0", " ") == TITLES[province]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_title_is_only_a_number(facts_of, language):
    for province in provinces():
        facts = facts_of(province)
        words = levels_words(facts, Words(facts, language))
        assert len(re.sub(r"\([^)]*\)|[\d.,%]", "", words.title).split()) > 3, words.title
        assert not re.search(r"\bNone\b|nan\b|\{", " ".join(words))


def test_a_fall_is_not_stated_where_bounds_allow_a_rise(facts_of):
    facts = facts_of("long-an")
    before, after = [point for point in facts.points if point.scale == "announced"][-2:]
    unsure = replace(after, coverage_pct=90.0, bound="at_least")
    latest = replace(facts.latest, announced=unsure)
    points = tuple(unsure if point is after else point for point in facts.points)
    known = replace(facts, points=points, latest=latest)
    title = levels_words(known, Words(known, "vi")).title
    assert "chưa nói được tăng hay giảm" in title and Words(facts, "vi").point_pct(before) in title


@pytest.mark.parametrize("province", REAL)
def test_alt_text_names_each_level_target_and_fall(chart_of, facts_of, province):
    facts, chart = facts_of(province), chart_of(province)
    words = Words(facts, "vi")
    assert all(point_text(point, words) in chart.alt for point in facts.points)
    assert all(f"{words.f.exact_pct(gap.target_pct)}" in chart.alt for gap in facts.gaps)
    assert all(words.f.count(abs(c.change_count)) in chart.alt for c in facts.falls_without_level())


def test_caption_explains_what_is_drawn_and_nothing_else(facts_of):
    def caption(province):
        return levels_words(facts_of(province), Words(facts_of(province), "vi")).caption

    assert all(f"{what}: " in caption("can-tho") for what in ("Cột xanh nhạt", "Điểm rỗng", "Dải đỏ", "Vạch đỏ"))
    assert "Quyết định 861" in caption("binh-thuan")
    assert not re.search("Cột|Điểm rỗng|Dải|Vạch|Hai thước đo", caption("ha-giang"))


def test_sentence_warns_of_the_time_of_year_and_of_estimates(facts_of):
    def sentence(facts):
        return levels_words(facts, Words(facts, "vi")).sentence

    assert "Đây không phải số 31/12" in sentence(facts_of("binh-thuan"))
    facts = facts_of("thai-nguyen")
    assert "Nguồn chỉ ghi năm" in sentence(facts) and "ước tính" not in sentence(facts)
    dated = replace(facts.latest, as_of_precision="day")
    assert "Đây là số cuối năm" in sentence(replace(facts, latest=dated))
    estimated = replace(facts.latest, announced=replace(facts.latest.announced, obs_status="E"))
    assert "Theo nguồn đây là số ước tính" in sentence(replace(facts, latest=estimated))
    assert "chưa từng có số được công bố" in sentence(facts_of("ha-giang"))


# ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def axes():
    """Axes of ten by ten in a drawing of 300 points."""
    with style.settings():
        axes = style.new_axes(300 / 72, style.Margins(0, 0, 0, 0), 300 / 72)
        axes.set(xlim=(0, 10), ylim=(0, 10))
        axes.apply_aspect(axes.get_axes_locator()(axes, None))
    return axes


def test_the_first_labels_win_and_the_rest_is_left_out(axes):
    first, second, third = (label_mark(axes, 5, 5, f"label {number}", sides=("above",)) for number in range(3))
    assert place_labels(axes.figure) == 1
    assert first.get_visible() and not second.get_visible() and not third.get_visible()


def test_a_label_moves_to_the_next_side_that_is_free(axes):
    axes.scatter([5], [5.5], s=100)
    above = label_mark(axes, 5, 5, "12,3%", sides=("above", "below"))
    place_labels(axes.figure)
    assert above.get_visible() and above.get_verticalalignment() == "top"


def test_a_label_stays_inside_the_axes(axes):
    edge = label_mark(axes, 9.9, 5, "a long label", sides=("right", "above", "left"))
    assert place_labels(axes.figure) == 1 and edge.get_horizontalalignment() == "right"
    outside = label_mark(axes, 9.9, 8, "a long label", sides=("right",))
    assert place_labels(axes.figure) == 1 and not outside.get_visible()


def test_a_line_is_crossed_only_where_no_other_side_is_free(axes):
    axes.plot([0, 10], [5.4, 5.4])
    free, bound = label_mark(axes, 5, 5, "12,3%"), label_mark(axes, 8, 5, "12,3%", sides=("above",))
    place_labels(axes.figure)
    assert free.get_verticalalignment() != "bottom" and bound.get_visible()


def test_of_labels_with_one_name_the_first_that_has_room_is_shown(axes):
    long = label_mark(axes, 5, 5, "x" * 200, one_of="newest")
    short, spare = (label_mark(axes, 5, 5, text, one_of="newest") for text in ("12,3%", "12%"))
    place_labels(axes.figure)
    assert [label.get_visible() for label in (long, short, spare)] == [False, True, False]


def test_a_day_is_a_place_for_a_label(axes):
    with style.settings():
        style.year_axis(axes, 2020, 2023)
    label_mark(axes, pd.Timestamp("2022-06-30"), 5, "12,3%")
    assert place_labels(axes.figure) == 1


def test_style_is_seaborns_white_where_it_is_not_our_own():
    seaborn = pytest.importorskip("seaborn")
    unused = {"font.sans-serif", "image.cmap"}
    white = {name: value for name, value in seaborn.axes_style("white").items() if name not in unused}
    with style.settings():
        assert {name: mpl.rcParams[name] for name in white if name not in style.RC_PARAMS} == {
            name: value for name, value in white.items() if name not in style.RC_PARAMS
        }
