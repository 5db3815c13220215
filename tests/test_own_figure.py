"""An analyst's own chart, by seaborn or by hand, as a figure of a report."""

import re

import pandas as pd
import pytest
from chart_svg import LINK, SVG, all_text, parse_svg, texts
from matplotlib import pyplot

import baophu
from baophu.common.errors import UnknownLanguage
from baophu.export.html.blocks import bundle_html
from baophu.export.html.chart_theme import PAPER, WHITE, contrast_ratio, dark_colour
from baophu.export.html.links import add_back_links
from baophu.export.svg import point_links
from baophu.report.blocks import HTML, PHONE_SVG, TYPST, Chart, Paragraph
from baophu.report.figure import UnlinkedMarks

sns = pytest.importorskip("seaborn")

LABELS = {"chart": "Chart", "swipe": "Swipe", "copy": "Copy", "back": "Show in", "table": "Table"}


@pytest.fixture
def levels():
    """Synthetic levels of areas, each with a claim of its own."""
    values = (91.5, 84.25, 77.0, 68.5)
    return pd.DataFrame(
        {
            "area_name": ["An", "Binh", "Cam", "Dong"],
            "as_of": pd.to_datetime(["2019-12-31", "2020-06-30", "2021-12-31", "2023-11-30"]),
            "coverage_pct": values,
            "group": ["x", "y", "x", "y"],
            "claim_id": [f"synthetic-{value}" for value in values],
            "publisher": "Synthetic office",
        }
    )


@pytest.fixture(autouse=True)
def axes():
    """Empty axes; whatever a test draws is closed."""
    yield pyplot.subplots()[1]
    pyplot.close("all")


def links(svg):
    """Claim and words of every linked mark."""
    chart = Chart("synthetic", svg, "", "", "")
    points = [group for group in parse_svg(chart).iter(f"{SVG}g") if (group.get("id") or "").startswith("pt-")]
    return [(group.find(f"{SVG}a").get(LINK).removeprefix("#src-"), group.find(f"{SVG}title").text) for group in points]


def by_hand(axes, frame):
    axes.bar(frame.area_name, frame.coverage_pct)
    axes.set(xlabel="area_name", ylabel="coverage_pct")


def lying_by_hand(axes, frame):
    axes.barh(range(len(frame)), frame.coverage_pct)
    axes.set_yticks(range(len(frame)), frame.area_name)
    axes.set(xlabel="coverage_pct", ylabel="area_name")


DRAWINGS = {
    "scatterplot": lambda axes, frame: sns.scatterplot(frame, x="as_of", y="coverage_pct", hue="group", ax=axes),
    "stripplot": lambda axes, frame: sns.stripplot(frame, x="coverage_pct", y="area_name", ax=axes),
    "stripplot with dodged groups": lambda axes, frame: sns.stripplot(
        frame, x="area_name", y="coverage_pct", hue="group", dodge=True, ax=axes
    ),
    "swarmplot of one category": lambda axes, frame: sns.swarmplot(frame, x="publisher", y="coverage_pct", ax=axes),
    "barplot": lambda axes, frame: sns.barplot(frame, x="area_name", y="coverage_pct", ax=axes),
    "lying barplot": lambda axes, frame: sns.barplot(frame, x="coverage_pct", y="area_name", ax=axes),
    "barplot with dodged groups": lambda axes, frame: sns.barplot(
        frame, x="area_name", y="coverage_pct", hue="group", ax=axes
    ),
    "barplot of days": lambda axes, frame: sns.barplot(frame, x="as_of", y="coverage_pct", ax=axes),
    "lineplot with markers": lambda axes, frame: sns.lineplot(frame, x="as_of", y="coverage_pct", marker="o", ax=axes),
    "pointplot": lambda axes, frame: sns.pointplot(frame, x="area_name", y="coverage_pct", ax=axes),
    "bars by hand": by_hand,
    "lying bars by hand": lying_by_hand,
}


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_every_mark_leads_to_the_claim_of_its_row(draw, axes, levels):
    draw(axes, levels)
    chart = baophu.figure(axes, levels, "synthetic", language="en")
    for svg in (chart.svg, chart.phone_svg):
        assert sorted(claim for claim, _ in links(svg)) == sorted(levels.claim_id)
        assert all(f"{claim.removeprefix('synthetic-').removesuffix('.0')}" in tip for claim, tip in links(svg))
    assert {link.target for link in point_links(chart.svg)} == {f"src-{claim}" for claim in levels.claim_id}


def test_marks_are_linked_where_they_lie(axes, levels):
    levels["coverage_pct"] = levels.coverage_pct.sort_values().to_numpy()
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    places = {link.target: (link.x, -link.y) for link in point_links(baophu.figure(axes, levels, "synthetic").svg)}
    assert [places[f"src-{claim}"] for claim in levels.claim_id] == sorted(places.values())


def test_a_tooltip_says_place_day_and_figure_in_the_language_of_the_page(axes, levels):
    levels["as_of_precision"] = ["day", "month", "year", "day"]
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    tips = dict(links(baophu.figure(axes, levels, "synthetic", language="vi").svg))
    assert tips["synthetic-84.25"] == (
        "Binh; Ngày của số liệu: 06/2020; Tỷ lệ bao phủ (% dân số): 84,25; Synthetic office"
    )


def test_rows_at_one_place_share_a_mark_that_names_them_all(axes, levels):
    levels["coverage_pct"], levels["as_of"] = 80.0, levels.as_of.iloc[0]
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    found = links(baophu.figure(axes, levels, "synthetic").svg)
    assert {claim for claim, _ in found} == {levels.claim_id[0]}
    assert all(tip.count("\n") == 3 and "An;" in tip and "Dong;" in tip for _, tip in found)


@pytest.mark.parametrize("draw", [sns.barplot, sns.stripplot, sns.pointplot])
def test_equal_marks_of_two_groups_in_one_category_lead_each_to_its_own(draw, axes, levels):
    frame = levels.assign(area_name=["An", "An", "Binh", "Binh"], coverage_pct=[90.0, 90.0, 80.0, 70.0])
    draw(frame, x="area_name", y="coverage_pct", hue="group", hue_order=["y", "x"], dodge=True, ax=axes)
    found = [claim for claim, _ in links(baophu.figure(axes, frame, "equal").svg)]
    assert sorted(found) == sorted(levels.claim_id)


def test_a_chart_of_one_mark_is_linked(axes, levels):
    sns.scatterplot(levels[:1], x="as_of", y="coverage_pct", ax=axes)
    assert [claim for claim, _ in links(baophu.figure(axes, levels[:1], "synthetic").svg)] == ["synthetic-91.5"]


def test_the_first_of_several_claims_is_the_one_that_a_mark_leads_to(axes, levels):
    frame = levels.rename(columns={"claim_id": "claim_ids"})
    frame["claim_ids"] += " synthetic-other"
    sns.scatterplot(frame, x="as_of", y="coverage_pct", ax=axes)
    assert [claim for claim, _ in links(baophu.figure(axes, frame, "synthetic").svg)] == list(levels.claim_id)


def test_a_filtered_frame_links_what_is_left_of_it(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    chart = baophu.figure(axes, levels[levels.coverage_pct > 80], "synthetic")
    assert [claim for claim, _ in links(chart.svg)] == ["synthetic-91.5", "synthetic-84.25"]
    assert len(re.findall("<use ", chart.svg)) >= 4  # the others are drawn all the same


def test_a_palette_and_a_line_of_ones_own_are_drawn(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", hue="group", palette=["#123456", "#fedcba"], ax=axes)
    axes.axhline(80, color="#abcdef")
    chart = baophu.figure(axes, levels, "synthetic")
    for svg in (chart.svg, chart.phone_svg):
        assert {"#123456", "#fedcba", "#abcdef"} <= set(re.findall("#[0-9a-f]{6}", svg))
        assert len(links(svg)) == 4


def test_facets_are_linked_in_every_panel(levels):
    grid = sns.relplot(levels, x="as_of", y="coverage_pct", col="group", height=2)
    assert len(links(baophu.figure(grid.axes.flat[0], levels, "synthetic").svg)) == 4


def test_an_index_with_a_name_is_a_column(axes, levels):
    frame = levels.set_index("area_name")
    by_hand(axes, levels)
    assert len(links(baophu.figure(axes, frame, "synthetic").svg)) == 4


def test_columns_can_be_named_where_the_labels_do_not(axes, levels):
    axes.bar(levels.area_name, levels.coverage_pct)
    assert len(links(baophu.figure(axes, levels, "synthetic", x="area_name", y="coverage_pct").svg)) == 4


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_frame_without_claims_is_refused_with_the_cure_unless_links_are_not_wanted(axes, levels, monkeypatch):
    frame = levels.drop(columns="claim_id")
    sns.scatterplot(frame, x="as_of", y="coverage_pct", ax=axes)
    with pytest.raises(UnlinkedMarks, match=r"no column claim_id.*links=False") as caught:
        baophu.figure(axes, frame, "synthetic")
    assert caught.value.__notes__ == ["See docs/api.md"]
    monkeypatch.setenv("BAOPHU_LANG", "vi")
    with pytest.raises(UnlinkedMarks, match="không có cột claim_id"):
        baophu.figure(axes, frame, "synthetic")
    chart = baophu.figure(axes, frame, "synthetic", links=False)
    assert links(chart.svg) == [] and "4 số liệu" in chart.alt


def test_unknown_columns_are_refused_with_those_there_are(axes, levels):
    axes.bar(levels.area_name, levels.coverage_pct)
    for names in ({}, {"x": "area_name", "y": "coverge_pct"}):
        with pytest.raises(UnlinkedMarks, match=r'x="end".*coverage_pct'):
            baophu.figure(axes, levels, "synthetic", **names)


def test_averages_are_no_figures_and_are_refused(axes, levels):
    sns.barplot(levels, x="group", y="coverage_pct", errorbar=None, ax=axes)
    with pytest.raises(UnlinkedMarks, match="group and coverage_pct"):
        baophu.figure(axes, levels, "synthetic")


def test_an_unknown_language_is_refused(axes, levels):
    with pytest.raises(UnknownLanguage):
        baophu.figure(axes, levels, "synthetic", language="fr")


def test_nothing_to_draw_is_said(axes, levels):
    sns.stripplot(levels[:0], x="coverage_pct", y="area_name", ax=axes)
    assert isinstance(baophu.figure(axes, levels[:0], "synthetic"), Paragraph)


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_labels_that_are_columns_are_put_into_words_and_others_stay(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", hue="group", ax=axes)
    assert {"Day of the figure", "Coverage (% of the population)", "Group code"} <= set(
        texts(baophu.figure(axes, levels, "synthetic", language="en"))
    )
    axes.set_ylabel("My own words")
    assert "My own words" in texts(baophu.figure(axes, levels, "synthetic", y="coverage_pct"))


def test_ticks_are_written_as_the_page_writes_numbers_and_days(axes, levels):
    levels["coverage_pct"] /= 100
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    shown = all_text(baophu.figure(axes, levels, "synthetic", language="vi"))
    assert re.search(r"\b0,\d", shown) and "0." not in shown and re.search(r"\b(0\d/)?2021\b", shown)
    assert "2021-" not in shown


def test_ticks_of_millions_are_whole_numbers(axes, levels):
    frame = levels.assign(insured_count=[1_200_000, 1_900_000, 2_300_000, 2_750_000])
    sns.scatterplot(frame, x="as_of", y="insured_count", ax=axes)
    drawn = all_text(baophu.figure(axes, frame, "millions"))
    assert re.search(r"\b2\.\d00\.000\b", drawn) and not re.search(r"000,\d", drawn)


def test_the_same_axes_can_be_handed_over_again_in_another_language(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    size = axes.figure.get_size_inches().tolist()
    first = baophu.figure(axes, levels, "synthetic", language="vi")
    assert (axes.get_xlabel(), axes.figure.get_size_inches().tolist()) == ("as_of", size)
    baophu.figure(axes, levels, "synthetic", language="en")
    assert baophu.figure(axes, levels, "synthetic", language="vi") == first


def test_the_title_of_the_axes_is_the_figures_where_none_is_given(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    axes.set_title("Synthetic title")
    chart = baophu.figure(axes, levels, "synthetic")
    assert chart.title == "Synthetic title" and "Synthetic title" not in texts(chart)
    chart = baophu.figure(axes, levels, "synthetic", title="Another")
    assert chart.title == "Another" and "Synthetic title" in texts(chart)


def test_text_for_the_drawing_is_made_of_the_frame(axes, levels):
    lying_by_hand(axes, levels)
    assert baophu.figure(axes, levels, "synthetic", language="en").alt == (
        "Coverage (% of the population) by Area: 4 figures. First: An: 91.5. Last: Dong: 68.5."
    )
    assert baophu.figure(axes, levels, "synthetic", alt="Mine").alt == "Mine"


def test_pyplot_does_not_show_the_drawing_again(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    assert pyplot.get_fignums()
    baophu.figure(axes, levels, "synthetic")
    assert pyplot.get_fignums() == []


# ── On the page ──────────────────────────────────────────────────────────────────────────────────────────────


def fragment(chart):
    data, metadata = chart._repr_mimebundle_()
    assert data[PHONE_SVG] == chart.phone_svg and Chart.from_bundle(data, metadata) == chart
    return bundle_html((data, metadata), LABELS)


def test_ids_of_both_drawings_are_their_own_and_entries_lead_back_to_the_one_that_is_seen(axes, levels):
    sns.scatterplot(levels, x="as_of", y="coverage_pct", ax=axes)
    shown = fragment(baophu.figure(axes, levels, "synthetic", sentence="Synthetic sentence."))
    ids = re.findall(r'\bid="(pt-[^"]+)"', shown)
    assert len(ids) == len(set(ids)) == 8
    assert "Synthetic sentence." in shown and "hint" not in shown
    _, entry = add_back_links([shown, '<div id="src-synthetic-77.0">entry</div>'], LABELS)
    assert 'class="back wide-only" href="#pt-synthetic-2"' in entry
    assert 'class="back phone-only" href="#pt-phone-synthetic-2"' in entry


def test_the_phone_drawing_is_as_narrow_as_a_phone_with_letters_of_eleven_pixels(axes, levels):
    levels["area_name"] = [f"Synthetic province number {name}" for name in levels.area_name]
    sns.barplot(levels, x="area_name", y="coverage_pct", ax=axes)
    svg = baophu.figure(axes, levels, "synthetic").phone_svg
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    letters = min(float(size) for size in re.findall(r"font-size: ([\d.]+)px", svg))
    assert letters * 328 / width >= 10.5
    assert "rotate(-90" in svg  # names that would run into one another are turned


def test_days_that_would_run_into_one_another_are_left_out(axes, levels):
    axes.plot(levels.as_of, levels.coverage_pct, marker="o")
    axes.set_xticks(pd.date_range("2019-01-31", "2023-12-31", freq="QE"))
    chart = baophu.figure(axes, levels, "synthetic", x="as_of", y="coverage_pct")
    wide, narrow = (
        sum("/20" in text for text in re.findall(r">([^<]+)</text>", svg)) for svg in (chart.svg, chart.phone_svg)
    )
    assert 0 < narrow < wide < len(axes.get_xticks())


@pytest.mark.parametrize("colour", ["#0000ff", "#000080", "#4b0082", "#8b0000", "#123456", "#ff00ff"])
def test_colours_outside_the_palette_are_seen_on_dark_paper(colour):
    assert contrast_ratio(colour, WHITE) >= 3 and contrast_ratio(dark_colour(colour), PAPER) >= 3


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_frame_is_a_table_in_the_words_numbers_and_days_of_the_page(levels):
    levels["as_of_precision"], levels["insured_count"], levels["is_old"] = "month", 1234567.0, [True, False] * 2
    levels.loc[1, "insured_count"] = float("nan")
    columns = ["area_name", "as_of", "as_of_precision", "coverage_pct", "insured_count", "is_old", "claim_id"]
    table = baophu.table(levels[columns], "synthetic", caption="Synthetic", language="vi")
    assert table.header[:3] == ("Địa phương", "Ngày của số liệu", "Tỷ lệ bao phủ (% dân số)")
    assert table.rows[0][:-1] == ("An", "12/2019", "91,5", "1.234.567", "có")
    assert table.rows[1][:-1] == ("Binh", "06/2020", "84,25", "", "không")
    assert table.numeric == {2, 3}
    assert 'href="#src-synthetic-91.5">[1]<' in table.html() and "synthetic-91.5<" not in table.html()
    assert 'id="synthetic"' in table.html() and '#cite-source("src-synthetic-91.5")' in table.typst()


def test_columns_of_ones_own_keep_their_names_and_years_have_no_mark_of_thousands(levels):
    frame = levels.groupby(levels.as_of.dt.year.rename("print_year"))[["coverage_pct"]].max()
    table = baophu.table(frame.rename(columns={"coverage_pct": "my_best"}), "synthetic", language="en")
    assert table.header == ("Print year", "My best") and table.rows[0] == ("2019", "91.5")


def test_a_missing_address_is_blank(levels):
    frame = levels.assign(url=["https://example.org/a", None, "", "x"])
    assert "None" not in baophu.table(frame[["area_name", "url"]], "urls").text()


def test_a_table_without_rows_says_so(levels):
    assert isinstance(baophu.table(levels[:0], "synthetic"), Paragraph)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_of_the_api_has_words(language):
    from baophu.report import columns
    from baophu.report.frames import FrameWords

    tables = [value for name, value in vars(columns).items() if name.isupper() and not name.startswith("_")]
    names = {column.name for table in tables for column in table}
    assert len(names) > 90
    words = FrameWords(language)
    assert {name for name in names if not words.say.has(f"column-{name}")} == set()


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sources_of_frames_are_the_entries_that_their_charts_and_tables_lead_to():
    changes = baophu.country("en").changes()
    falls = changes[(changes.change_points < -5) & (changes.scheme == "bhyt")]
    entries = baophu.sources(falls, language="en")
    linked = re.findall(r'href="#(src-[^"]+)"', baophu.table(falls, "falls", language="en").html())
    anchors = re.findall(r'id="(src-[^"]+)"', entries.html())
    assert set(linked) == set(anchors) and len(anchors) == len(set(anchors)) > 5


def test_an_unknown_claim_is_named(levels):
    from baophu.facts.citations import UnknownClaim

    with pytest.raises(UnknownClaim, match="synthetic-68.5"):
        baophu.sources(levels)


def test_a_masthead_says_its_page_day_and_version():
    levels = baophu.country("en").levels()
    data = baophu.masthead("synthetic", "A title", levels, language="en")._repr_mimebundle_()
    metadata = data["application/vnd.baophu.report+json"]
    assert metadata["title"] == "A title" and metadata["province"] == "synthetic"
    assert metadata["as_of"] == str(levels.as_of.max().date())
    fewer = baophu.masthead("synthetic", "A title", levels[:3], language="en")._repr_mimebundle_()
    assert fewer["application/vnd.baophu.report+json"]["data_version"] != metadata["data_version"]
    assert "<h1>A title</h1>" in data[HTML] and "#masthead(" in data[TYPST]
