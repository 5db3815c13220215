"""The national report and the audit of the ledger, from the notebooks' own cells without a kernel's seconds."""

import re
from dataclasses import replace
from itertools import pairwise

import nbformat
import pytest
from chart_svg import CROWDED

from baophu.analysis import audit, coverage
from baophu.common.errors import UnknownLanguage
from baophu.common.paths import NOTEBOOKS
from baophu.explore.selection import pair_year_ends, select_national_marks
from baophu.explore.state import Choice
from baophu.export.run import export
from baophu.facts.ledger_audit import build_ledger_audit
from baophu.facts.national import build_national
from baophu.ledger.names import provinces
from baophu.publish.checks import Expectation, check_html, check_pdf
from baophu.publish.job_paths import PAGES
from baophu.report.charts.contradictions import contradictions
from baophu.report.charts.national import neighbour_pairs, sawtooth
from baophu.report.charts.sawtooth import season_years
from baophu.report.pages.ledger_audit import AuditReport
from baophu.report.pages.national import NationalReport, national_report
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
def report_of(national, checked):
    made = {"national": lambda language: NationalReport(national, language),
            "audit": lambda language: AuditReport(checked, language)}  # fmt: skip
    return lambda name, language: made[name](language)


@pytest.fixture(scope="module")
def executed(report_of):
    def executed(name, language):
        notebook = nbformat.read(NOTEBOOKS / PAGES[name], as_version=4)
        report = report_of(name, language)
        for cell in notebook.cells:
            if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", []):
                shown = eval(cell.source.splitlines()[-1], {"report": report})._repr_mimebundle_()
                data, metadata = shown if isinstance(shown, tuple) else (shown, {})
                cell.outputs = [nbformat.v4.new_output("display_data", data=data, metadata=metadata)]
        return notebook

    return executed


@pytest.fixture(scope="module")
def pages(executed):
    return {each: export(executed(*each), "baophu.export.html.exporter:BaophuHTMLExporter") for each in EACH}


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_page_and_pdf_are_whole_and_say_which_they_are(each, pages, executed):
    report = check_html(pages[each], Expectation(*each))
    pdf = export(executed(*each), "baophu.export.typst.pdf:BaophuPDFExporter")
    check_pdf(pdf, Expectation(*each, title=report["title"]))


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_every_point_of_a_chart_leads_to_its_source(each, pages):
    text = pages[each].decode()
    aims = set(re.findall(r'<a [^>]*href="#(src-[^"]+)"', text))
    assert aims and all(f'id="{aim}"' in text for aim in aims)
    assert len(re.findall(r'<g id="pt-[^"]+"><title>|<g id="pt-[^"]+">\s*<title>', text)) >= 14


@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_texts_of_the_charts_keep_apart_and_inside(each, report_of, browser):
    report = report_of(*each)
    names = {"national": ("trajectory", "sawtooth", "pushes", "announced_levels", "gso_levels"), "audit": ("overview",)}
    page = browser.new_page(viewport={"width": 900, "height": 900})
    for name in names[each[0]]:
        page.set_content(f'<meta charset="utf-8"><div style="width:800px">{getattr(report, name)().svg}</div>')
        assert page.evaluate(CROWDED) == [], name
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("each", EACH, ids="-".join)
def test_page_never_scrolls_sideways_and_asks_for_nothing(each, width, pages, browser, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(pages[each])
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert asked == [file.as_uri()]
    context.close()


@pytest.mark.parametrize(("name", "width", "scheme"), [("national", 360, "light"), ("audit", 1280, "dark")])
def test_axe_finds_nothing_against_wcag_2_2_aa(name, width, scheme, pages, browser, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "page.html"
    file.write_bytes(pages[name, "vi"])
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    found = axe.run(page, options=options).response
    context.close()
    assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]] == []


def test_no_line_of_the_country_crosses_a_gap(report_of, national):
    """One stroke for each pair of days of one definition at most 275 days apart, and no other of its colour."""
    announced = [point for point in national.points if point.scale == coverage.ANNOUNCED]
    days = [point.as_of for point in announced]
    alike = ([p.as_of for p in announced if (p.obs_status == "D") == other] for other in (False, True))
    near = sum((b - a).days <= 275 for own in alike for a, b in pairwise(own))
    svg = report_of("national", "vi").trajectory().svg
    strokes = re.findall(
        r'<path d="M [\d. -]+\nL [\d. -]+\n" clip-path="[^"]+" style="fill: none; stroke: #0072b2', svg
    )
    assert len(strokes) == near < len(days) - 1


def test_one_chart_of_levels_has_one_scale(report_of):
    report = report_of("national", "vi")
    assert not re.search(r'"pt-gso', report.announced_levels().svg)
    assert not re.search(r'"pt-announced', report.gso_levels().svg)


def test_levels_are_ranked_and_dated(report_of, national):
    rows = national.on(coverage.ANNOUNCED)
    assert [level.point.coverage_pct for level in rows] == sorted(
        (level.point.coverage_pct for level in rows), reverse=True
    )
    svg = report_of("national", "vi").announced_levels().svg
    assert "Lào Cai · 2023" in svg and "Bà Rịa - Vũng Tàu · 30/09/2022" in svg


def test_change_between_year_ends_is_given_only_for_years_that_follow(report_of):
    rows = {row[0]: row for row in report_of("national", "vi").year_ends().rows}
    assert rows["2014"][2] == "không có số"  # the one before is of 2011
    assert rows["2023"][2] == "+1,31"


def test_sawtooth_is_told_in_words(report_of):
    text = report_of("national", "vi").trajectory_reading().text().replace("\xa0", " ")
    assert "87,52% tháng 11/2021, 91,01% ngày 31/12/2021" in text
    assert "89,43% ngày 30/04/2021, 87,17% tháng 07/2021" in text


def test_every_fall_of_a_province_is_in_the_national_table(report_of, national):
    table = next(block for block in report_of("national", "en").changes().blocks if hasattr(block, "rows"))
    assert len(table.rows) == len(national.falls)
    assert not re.search("lapse rate(?! here)", report_of("national", "en").changes().text())


def test_country_with_one_recent_level_still_has_its_sawtooth(national):
    alone = next(point for point in reversed(national.points) if point.scale == coverage.ANNOUNCED)
    known = replace(national, points=(alone,))
    assert alone.claim_id in sawtooth(known, Words(known, "vi")).svg


def test_no_line_joins_levels_of_two_definitions(national, facts_of):
    announced = [point for point in national.points if point.scale == coverage.ANNOUNCED]
    assert {point.obs_status == "D" for point in announced} == {True, False}
    assert neighbour_pairs(announced) and all(left.compares_with(right) for left, right in neighbour_pairs(announced))
    assert all(
        left.compares_with(right)
        for year in season_years(facts_of("binh-thuan"))
        for left, right in pairwise((year.start, *year.within_year, year.end))
    )
    marks = list(select_national_marks(facts_of("binh-thuan"), Choice("binh-thuan")))
    assert all((a.obs_status == "D") == (b.obs_status == "D") for a, b in pair_year_ends(marks))


def test_largest_rise_of_the_country_stands_between_prints_that_compare(national, report_of):
    text = report_of("national", "en").trajectory_reading().text()
    assert "3.49 points" in text
    # A level of a year alone, or of another definition, is no neighbour of a day's.
    assert "74.7%" not in text and "88.42%" not in text


def test_the_countrys_losses_of_cards_stand_before_those_of_the_provinces(national, report_of):
    assert [loss.change_count for loss in national.losses][0] == -4_900_000
    table = next(block for block in report_of("national", "en").changes().blocks if hasattr(block, "rows"))
    assert [row[0] for row in table.rows[: len(national.losses)]] == ["Viet Nam"] * len(national.losses)


def test_all_63_provinces_are_graded_or_named_as_unknown(report_of, national):
    said = report_of("national", "vi").grades().text() + report_of("national", "vi").unknown().text()
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


def test_binh_thuan_plan_is_printed_against_recomputed(report_of):
    tables = report_of("audit", "vi").contradictions().blocks
    (table,) = (t for t in tables if t.caption == "Phần trăm kế hoạch, từ tỷ lệ và chỉ tiêu")
    text = table.text().replace("\xa0", " ")
    for word in ("Bình Thuận, 30/11/2023", "92,5%", "97,99%", "−5,49 điểm %"):
        assert word in text


def test_every_contradiction_has_a_row(report_of, checked):
    tables = report_of("audit", "en").contradictions().blocks
    assert sum(len(table.rows) for table in tables) == len(checked.contradictions)


def test_every_contradiction_has_a_point_of_its_own_though_figures_stand_in_several(checked):
    firsts = [item.claim_ids[0] for item in checked.contradictions]
    assert len(firsts) > len(set(firsts))
    drawn = contradictions(checked, Words(checked, "vi"))
    ids = re.findall(r'id="(pt-[^"]*)"', drawn.svg)
    assert len(ids) == len(set(ids)) == len(firsts)


def test_a_printed_fall_is_shown_as_a_fall(report_of):
    assert "giảm 418.900" in report_of("audit", "vi").contradictions().text()


def test_ledger_without_a_contradiction_says_so(checked):
    clean = replace(checked, contradictions=())
    assert AuditReport(clean, "en").contradictions().text() == "None was found."


def test_unknown_language_is_refused():
    with pytest.raises(UnknownLanguage):
        national_report("fr")
