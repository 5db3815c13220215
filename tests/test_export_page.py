"""Pages of real provinces, by the rules that they promise to keep: WCAG 2.2 AA, small, whole, always the same."""

import gzip
import io
import re
from html import unescape

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import executed_report

from baophu.export.run import HTML, PDF, export
from baophu.publish.checks import Expectation, check_html

pytestmark = pytest.mark.slow

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
KILOBYTE = 1024
# Both scales on one day; the most figures of a province; no point at all.
REPORTS = [("binh-thuan", "vi"), ("can-tho", "en"), ("ha-giang", "vi")]


@pytest.fixture(scope="module")
def files(exported, tmp_path_factory):
    """Where the pages lie, for the browser."""
    folder = tmp_path_factory.mktemp("pages")

    def file(province, language):
        path = folder / f"{province}.{language}.html"
        if not path.exists():
            path.write_bytes(exported(province, language))
        return path.as_uri()

    return file


@pytest.fixture(params=REPORTS, ids="-".join)
def report(request):
    return request.param


# Both widths and both colour schemes, each report once: all of all take a minute and a half.
@pytest.mark.parametrize(
    ("report", "width", "scheme"),
    [
        (REPORTS[0], 360, "light"),
        (REPORTS[1], 360, "dark"),
        (REPORTS[2], 1280, "dark"),
    ],
    indirect=["report"],
)
def test_axe_finds_nothing_against_wcag_2_2_aa(report, files, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(files(*report))
    page.evaluate(UNFOLD)
    found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    context.close()
    assert tuple(map(int, found["testEngine"]["version"].split("."))) >= (4, 8)  # older ones know no wcag22aa
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]] == []


UNFOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"


def test_axe_sees_a_fault(browser):
    page = browser.new_page()
    page.set_content("<!DOCTYPE html><html><title>Synthetic</title><body><main><h1>Synthetic</h1></main></body></html>")
    found = Axe().run(page, options={"runOnly": WCAG}).response
    page.close()
    assert [fault["id"] for fault in found["violations"]] == ["html-has-lang"]


def test_keyboard_alone_reaches_every_link_button_and_scrolling_frame_in_the_order_of_the_page(files, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(files("binh-thuan", "vi"))
    wanted = page.evaluate(f"{STOPS}.length")
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(f"{STOPS}.indexOf(document.activeElement)"))
    page.close()
    assert wanted > 100 and reached == list(range(wanted))


STOPS = """[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
  .filter(stop => stop.checkVisibility())"""


def test_browser_asks_for_nothing_and_says_nothing_with_the_network_cut(report, files, browser):
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(files(*report))
    page.wait_for_load_state("networkidle")
    context.close()
    assert asked == [files(*report)] and said == []


def test_page_never_scrolls_sideways(report, files, browser):
    page, shown = browser.new_page(), {}
    page.goto(files(*report))
    page.evaluate(UNFOLD)
    for width in (320, 360, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        shown[width] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert all(shown[width] <= width for width in shown), shown


def test_wide_tables_stack_on_a_phone_and_stay_tables_to_a_screen_reader(files, browser):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(files("can-tho", "en"))
    assert page.locator(".table-wrap:has(.stacks)").evaluate_all("f => f.every(e => e.scrollWidth <= e.clientWidth)")
    assert page.locator(".stacks td").first.evaluate("e => getComputedStyle(e, '::before').content").endswith(': "')
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    page.close()
    roles = {node.get("role", {}).get("value") for node in nodes}
    assert {"table", "row", "rowheader", "columnheader", "cell"} <= roles


def test_link_of_every_point_lands_on_its_source_and_the_way_back_on_the_point(files, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(files("can-tho", "en"))
    links = page.locator("#levels-chart .wide-only [id^=pt-] a[href^='#src-']")
    targets = [link.get_attribute("href") for link in links.all()]
    assert len(targets) == page.locator("#levels-chart .wide-only [id^=pt-] a > title").count() > 0
    for target in targets:
        page.goto(files("can-tho", "en") + target)
        entry = page.locator(":target")
        assert entry.evaluate("e => e.matches('.source-entry')")
        entry.locator(".back").first.click()
        assert page.locator("g:target a").first.get_attribute("href") == target
    page.close()


def test_page_passes_the_checks_before_publishing(report, exported):
    province, language = report
    assert check_html(exported(province, language), Expectation(province, language))["province"] == province


@pytest.mark.parametrize("language", ["vi", "en"])
def test_report_of_an_ordinary_province_is_smaller_than_250_kilobytes(exported, language):
    assert len(exported("binh-thuan", language)) < 250_000


def test_report_on_a_phone_is_short_while_its_annexes_are_folded(files, browser):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(files("binh-thuan", "vi"))
    assert page.locator("details.annex").count() > 3 and page.locator("details.annex[open]").count() == 0
    height = page.evaluate("document.documentElement.scrollHeight")
    page.close()
    assert height <= 18_250


def test_report_of_which_little_is_known_is_one_page(exported):
    with pikepdf.open(io.BytesIO(exported("ha-giang", "vi", PDF))) as document:
        assert len(document.pages) == 1


def test_largest_report_is_small(facts_of, ledger, exported):
    provinces = set(ledger.areas.loc[ledger.areas["kind"] == "province", "area"])
    home = ledger.areas.set_index("area")["parent"]
    owners = ledger.claims["area"].map(lambda area: area if area in provinces else home[area])
    largest = owners[owners.isin(provinces)].value_counts().index[0]
    for language in ("vi", "en"):
        page = exported(largest, language)
        assert len(page) <= 300 * KILOBYTE
        assert len(gzip.compress(page, 9)) <= 54 * KILOBYTE


def test_second_page_has_the_same_bytes(facts_of, exported):
    again = export(executed_report(facts_of("binh-thuan"), "vi"), HTML)
    assert again == exported("binh-thuan", "vi")


def test_every_chart_has_its_words_and_every_table_its_caption_and_headers(report, exported):
    text = exported(*report).decode()
    for chart in re.findall(r'<figure class="chart".*?</figure>', text, re.DOTALL):
        assert len(re.search(r'<svg role="group" aria-label="([^"]*)"', chart)[1]) > 40
        assert '<p class="figure-title">' in chart
        assert chart.count('class="sentence"') == chart.count("data-copy=")
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        # A folded table's name is what is clicked to open it.
        assert "<caption>" in table or re.search(r"<table[^>]* aria-label=", table)
        assert 'scope="col"' in table and 'scope="row"' in table


def test_table_and_its_description_are_inside_the_page(report, exported):
    text = exported(*report).decode()
    names = re.findall(r'<a download="([^"]+)" href="data:[a-z]+/[a-z]+;charset=utf-8,', text)
    # Where little is known page one is the whole report.
    is_sparse = report[0] == "ha-giang"
    assert names == ([] if is_sparse else [f"baophu-{report[0]}.csv", "datapackage.json"])


def test_no_label_of_the_page_is_missing_in_its_language(report, exported):
    text = unescape(exported(*report).decode())
    chart, code = {"vi": ("Biểu đồ 1", "Mã đã chạy"), "en": ("Chart 1", "The code that made")}[report[1]]
    assert code in text and (chart in text) == (report[0] != "ha-giang")
