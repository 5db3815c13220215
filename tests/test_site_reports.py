"""The national page, the page of falls and the audit, as the site has them."""

import re
from dataclasses import replace

import pytest
from golden_text import stem
from matplotlib import dates as mdates
from matplotlib.collections import LineCollection

import baophu
from baophu import charts
from baophu.analysis import audit, coverage
from baophu.common.errors import UnknownLanguage
from baophu.explore.selection import pair_year_ends, select_national_marks
from baophu.explore.state import Choice
from baophu.facts.ledger_audit import build_ledger_audit
from baophu.facts.national import build_national
from baophu.ledger.names import provinces
from baophu.publish.checks import Expectation, check_html, check_pdf
from baophu.publish.job_paths import PAGES
from baophu.report.blocks import Paragraph
from baophu.report.charts.contradictions import contradictions_words
from baophu.report.charts.year_ends import season_gaps
from baophu.report.pages.ledger_audit import AuditPage
from baophu.report.pages.national import NationalPage
from baophu.report.sections.national import announced_points, neighbour_pairs
from baophu.report.words import Words

pytestmark = pytest.mark.slow

EACH = [(name, language) for name in PAGES for language in ("vi", "en")]


@pytest.fixture(scope="module")
def national(ledger, facts_of):
    return build_national(ledger, {slug: facts_of(slug) for slug in provinces()})


@pytest.fixture(scope="module")
def checked(ledger):
    return build_ledger_audit(ledger)


@pytest.fixture(scope="module")
def page_of(national):
    def page_of(language, facts=national):
        return NationalPage(facts, language)

    return page_of


@pytest.fixture(scope="module")
def site(built_site):
    """Paths of the pages, as ``site[name, language] == (html, pdf)``."""
    folder = built_site.root / "reports"
    return {each: [folder / f"{stem(*each)}.{kind}" for kind in ("html", "pdf")] for each in EACH}


@pytest.fixture(scope="module")
def pages(site):
    return {each: html.read_bytes() for each, (html, _) in site.items()}


@pytest.fixture(scope="module")
def country():
    return baophu.country("vi")


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_page_and_pdf_are_whole_and_say_which_they_are(each, site):
    html, paper = (path.read_bytes() for path in site[each])
    check_pdf(paper, Expectation(*each, title=check_html(html, Expectation(*each))["title"]))


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_every_point_of_a_chart_leads_to_its_source(each, pages):
    text = pages[each].decode()
    aims = set(re.findall(r'<a [^>]*href="#(src-[^"]+)"', text))
    assert aims and all(f'id="{aim}"' in text for aim in aims)
    assert len(re.findall(r'<g id="pt-[^"]+"><a href="#src-[^"]+"><title>', text)) >= 14


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_bar_leads_to_every_page_of_the_site_and_to_the_other_language(each, pages):
    name, language = each
    (bar,) = re.findall(r'<header class="site-head">.*?</header>', pages[each].decode(), re.S)
    tail = ".html" if language == "vi" else ".en.html"
    links = [f"{page}{tail}" for page in ("index", "national", "lapse-drops", "audit", "data")]
    other = f"{name}.en.html" if language == "vi" else f"{name}.html"
    assert re.findall(r'href="([^"]+)"', bar) == [*links, other]
    assert re.findall(r'href="([^"]+)" aria-current="page"', bar) == [f"{name}{tail}"]


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_page_never_scrolls_sideways_and_asks_for_nothing(each, site, browser):
    file = site[each][0]
    context = browser.new_context(offline=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [file.as_uri()]
    context.close()


@pytest.mark.parametrize(("name", "width", "scheme"), [("national", 360, "light"), ("audit", 1280, "dark")])
def test_axe_finds_nothing_against_wcag_2_2_aa(name, width, scheme, site, browser):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = site[name, "vi"][0]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    found = axe.run(page, options=options).response
    context.close()
    assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]] == []


def test_stable_anchors_stand_where_reports_link_to(pages):
    for language in ("vi", "en"):
        text = pages["national", language].decode()
        assert all(f'<a id="{name}"></a>' in text for name in ("season", "policies", "country-sources"))


def test_filter_keeps_the_rows_of_one_province(pages, browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(pages["audit", "vi"])
    page = browser.new_page()
    page.goto(file.as_uri())
    page.fill(".row-filter input", "binh thuan")
    rows = page.locator('[id^="check-"] tbody tr:visible').all_inner_texts()
    assert rows and all(row.startswith("Bình Thuận") for row in rows)
    page.fill(".row-filter input", "")
    assert len(page.locator('[id^="check-"] tbody tr:visible').all()) > len(rows)
    page.close()


def test_what_a_page_says_first_are_answers_and_the_losses_on_which_sources_differ(page_of):
    text = page_of("vi").reasons().text().replace("\xa0", " ")
    for part in ("86,04%", "84,85%", "4.900.000", "2.100.000", "chưa thống nhất"):
        assert part in text
    cards = {card.label: card for card in page_of("vi").key_figures().cards}
    trough = next(card for label, card in cards.items() if "thấp nhất" in label)
    assert trough.value == "86,04%" and "84,85%" in trough.note
    uninsured = next(card for label, card in cards.items() if "chưa tham gia" in label)
    assert uninsured.value == "khoảng 6.650.000 – dưới 7.010.000"


def test_country_without_a_loss_says_nothing_of_a_low(national, page_of):
    page = page_of("en", replace(national, losses=()))
    assert "Decision 861" not in page.reasons().text()
    assert len(page.key_figures().cards) == 3


def test_bounds_of_levels_are_kept_in_words(country):
    levels = country.levels_of_country()
    april = levels[(levels.as_of == "2022-04-30") & (levels.scale == "announced")]
    assert april.coverage_pct_text.item().replace("\xa0", " ") == "dưới 87%"
    drawn = country.page().figure(charts.year_ends(levels), levels, "year_ends")
    assert "dưới 87%" in drawn.svg.replace("\xa0", " ") and "dưới 87%" in drawn.alt.replace("\xa0", " ")


def test_no_line_of_the_country_crosses_a_gap_or_joins_two_definitions(country):
    levels = country.levels_of_country()
    levels = levels[levels.scale == "announced"].sort_values("as_of")
    drawn = [lines for lines in charts.year_ends(levels).collections if isinstance(lines, LineCollection)]
    near, yearly, *_ = [[path.vertices for path in lines.get_paths()] for lines in drawn]  # then ticks between years
    is_new = {mdates.date2num(row.as_of): row.obs_status == "D" for row in levels.itertuples()}
    assert near and all(0 < end[0] - start[0] <= 275 for start, end in near)
    assert yearly and all(364 <= end[0] - start[0] <= 366 for start, end in yearly)
    assert all(is_new[start[0]] == is_new[end[0]] for start, end in [*near, *yearly])


def test_gap_is_taken_against_the_straight_line_between_the_year_ends(country):
    gaps = {end.as_of.year: (row, gap) for _, end, row, gap in season_gaps(country.levels_of_country())}
    assert sorted(gaps) == [2011, 2016, 2017, 2021]
    row, gap = gaps[2021]
    assert row.coverage_pct == 86.04
    assert gap == pytest.approx(86.04 - (90.85 + (91.01 - 90.85) * 304 / 365))


def test_two_scales_of_the_provinces_are_two_panels(country):
    levels = country.levels()
    both = charts.province_levels(levels).figure.axes
    assert len(both) == 2
    assert len(charts.province_levels(levels[levels.scale == "gso"]).figure.axes) == 1


def test_old_levels_share_one_grey_row_and_the_others_stand_by_day(country):
    levels = country.levels().query("scale == 'announced'")
    axes = charts.province_levels(levels)
    names = [text.get_text() for text in axes.texts]
    recent = levels[~levels.is_old].sort_values(["as_of", "area_name"], ascending=[False, True])
    shown = [name.rpartition(" ")[0] for name in names]
    assert [name for name in shown if name in set(levels.area_name)] == recent.area_name.tolist()
    assert "Bình Thuận 11/2023" in names
    assert f"{levels.is_old.sum()} nơi" in names


def test_equal_names_never_share_a_bar(country):
    """Two losses of one day and group: the mean of both would be a number that nobody published."""
    losses = country.losses()
    assert losses.row_label.is_unique
    twice = losses.assign(row_label="one name")
    for frame in (losses, twice):
        widths = sorted(bar.get_width() for bar in charts.falls(frame).patches)
        assert widths == pytest.approx(sorted(frame.change_points))


def test_gross_losses_are_hatched_and_net_falls_are_not(country):
    changes = country.changes()
    falls = changes[changes.is_fall & (changes.scheme == "bhyt")]
    is_gross = falls.kind.isin(["loss", "not_renewed"])
    hatches = [bool(bar.get_hatch()) for axes in charts.falls(falls).figure.axes for bar in axes.patches]
    assert sum(hatches) == is_gross.sum() and len(hatches) == len(falls)


@pytest.mark.parametrize(
    "name", ["year_ends", "pushes", "province_levels", "known_years", "denominator_ratios", "falls", "contradictions"]
)
def test_empty_frame_gives_axes(name, country):
    frames = {
        "year_ends": country.levels_of_country,
        "pushes": country.pushes,
        "province_levels": country.levels,
        "known_years": country.known_years,
        "denominator_ratios": country.denominator_ratios,
        "falls": country.changes,
        "contradictions": country.audit,
    }
    empty = frames[name]().head(0)
    assert getattr(charts, name)(empty).figure
    assert isinstance(baophu.figure(getattr(charts, name)(empty), empty, name), Paragraph)


def test_known_years_are_the_dated_figures(country, facts_of):
    known = country.known_years().query("area == 'can-tho'").set_index("year").figures
    days = [claim.as_of.year for claim in facts_of("can-tho").dated_claims]
    assert {year: count for year, count in known.items() if count} == {year: days.count(year) for year in set(days)}


def test_ratio_of_populations_is_that_of_both_percentages(country):
    ratios = country.denominator_ratios()
    row = ratios[(ratios.area == "binh-thuan") & (ratios.as_of == "2023-11-30")].iloc[0]
    assert row.ratio_pct == pytest.approx(100 * 83.576581 / 90.4, abs=1e-4)


def test_change_between_year_ends_is_given_only_for_years_that_follow(country):
    ends = country.year_ends().set_index("year")
    assert ends.change_points_text[2014] == ""  # the one before is of 2011
    assert ends.change_points_text[2022] == ""  # of another definition than 2021
    assert ends.change_points_text[2023] == "+1,31"


def test_every_fall_is_a_change_of_the_country_table(country, national):
    assert country.changes().is_fall.sum() + len(country.losses()) == len(national.falls)


def test_no_line_joins_levels_of_two_definitions(national, facts_of):
    announced = announced_points(national)
    assert {point.obs_status == "D" for point in announced} == {True, False}
    assert neighbour_pairs(announced) and all(left.compares_with(right) for left, right in neighbour_pairs(announced))
    marks = list(select_national_marks(facts_of("binh-thuan"), Choice("binh-thuan")))
    assert all((a.obs_status == "D") == (b.obs_status == "D") for a, b in pair_year_ends(marks))


def test_largest_rise_of_the_country_stands_between_prints_that_compare(page_of):
    text = page_of("en").reasons().text()
    assert "3.49 points" in text
    # A level of a year alone, or of another definition, is no neighbour of a day's.
    assert "74.7%" not in text and "88.42%" not in text


def test_the_countrys_losses_of_cards_begin_with_the_largest(national):
    assert [loss.change_count for loss in national.losses][0] == -4_900_000


def test_all_63_provinces_are_graded_or_named_as_unknown(page_of, national):
    said = page_of("vi").grades().text() + page_of("vi").questions().text()
    assert all(row.area.name_vi in said for row in national.provinces)


def test_audit_is_what_make_audit_prints(checked, ledger):
    found = audit.contradictions(coverage.usable(ledger.claims))
    assert [item.claim_ids for item in checked.contradictions] == found["claim_ids"].tolist()
    assert checked.count_of(audit.CONTRADICTORY) == len(found)


def test_contradictions_that_need_evidence_stand_apart(checked):
    used = {frozenset(item.claim_ids) for item in checked.contradictions}
    assert checked.evidence_contradictions and not used & {
        frozenset(item.claim_ids) for item in checked.evidence_contradictions
    }


def test_binh_thuan_plan_is_printed_against_recomputed(checked):
    tables = AuditPage(checked, "vi").contradictions().blocks
    (table,) = (t for t in tables if t.caption == "Phần trăm kế hoạch, từ tỷ lệ và chỉ tiêu")
    text = table.text().replace("\xa0", " ")
    for word in ("Bình Thuận, 30/11/2023", "92,5%", "97,99%", "−5,49 điểm %"):
        assert word in text


def test_every_contradiction_has_a_row_and_a_point_though_figures_stand_in_several(checked, country):
    tables = AuditPage(checked, "en").contradictions().blocks
    assert sum(len(table.rows) for table in tables) == len(checked.contradictions)
    wrong = country.audit().query("verdict == 'contradictory'")
    dots = [
        dot
        for axes in charts.contradictions(wrong).figure.axes
        for dots in axes.collections
        if type(dots).__name__ == "PathCollection"
        for dot in dots.get_offsets()
    ]
    assert sorted(dot[0] for dot in dots) == pytest.approx(sorted(wrong.difference))
    assert str(len(wrong)) in contradictions_words(checked, Words(checked, "vi")).title


def test_a_printed_fall_is_shown_as_a_fall(checked):
    assert "giảm 418.900" in AuditPage(checked, "vi").contradictions().text()


def test_ledger_without_a_contradiction_says_so(checked):
    clean = replace(checked, contradictions=())
    assert AuditPage(clean, "en").contradictions().text() == "None was found."


def test_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage):
        baophu.country("fr")
