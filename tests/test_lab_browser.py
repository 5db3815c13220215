"""JupyterLab as an analyst uses it: notebooks run whole, charts that follow the choosers, exports."""

import io
import json
import re
from contextlib import contextmanager
from urllib.request import urlopen

import lab as jupyter
import pandas as pd
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from checkout import PROJECT, copy_project, without_bar

pytestmark = pytest.mark.slow

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The others are run whole where their pages are built.
RUN_WHOLE = ("province_report", "explore", "make_your_own")
MAIN, COMPARISON = 0, 1  # of the fields for provinces
COMPARISON_TITLE = 2  # after those of the main chart and of the changes


@contextmanager
def served_lab(project, home, language):
    """The address of JupyterLab as `make lab` starts it."""
    jupyter.break_kernels(home)
    running, address = jupyter.start(project, home, language)
    try:
        yield address
    finally:
        left = jupyter.stop(running)
    assert left == []


@pytest.fixture(scope="module")
def lab(browser, built_site, tmp_path_factory):
    """JupyterLab in a browser, at the page that it opens by itself."""
    project = copy_project(tmp_path_factory.mktemp("lab"), built_site.root, "reports")
    with served_lab(project, tmp_path_factory.mktemp("home"), "en") as address:
        context = browser.new_context(viewport={"width": 1500, "height": 1000})
        found = jupyter.Lab.in_context(project, context, address)
        found.page.goto(f"{address}/?token={jupyter.TOKEN}")
        found.wait_for_kernel("explore.ipynb")
        yield found
        context.close()


@pytest.fixture(scope="module")
def explore(lab):
    """The notebook for exploring, run whole."""
    lab.open("explore.ipynb")
    lab.run_all()
    return lab


def faults(notebook):
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"]


def assert_same(one, other):
    # Said shortly: pytest would take minutes to tell how two reports differ.
    at = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), 0)
    said = f"from byte {at} on: {one[at : at + 80]!r} is not {other[at : at + 80]!r}"
    is_same = one == other
    assert is_same, said


def test_the_page_to_explore_opens_first_without_its_code(lab):
    assert lab.page.locator(".lm-MenuBar-itemLabel").first.inner_text() == "File"
    lab.notebook.locator(".jp-Placeholder", has_text="view.sources()").wait_for()
    assert lab.notebook.locator(".jp-InputArea-editor").count() == lab.notebook.locator(".jp-MarkdownCell").count()


def test_menus_are_vietnamese_for_a_vietnamese_reader(lab):
    """Of what the server tells a page: its words, and the language that `make lab` begins with for such a reader."""
    words = json.loads(urlopen(f"{lab.address}/lab/api/translations/vi_VN?token={jupyter.TOKEN}").read())
    assert words["data"]["jupyterlab"]["menu\x04File"] == ["Tệp"]
    show = ("-n", "lab", "BAOPHU_LANG=vi")
    assert "baophu/lab/vi" in lab.project.make(*show).stdout
    settings = json.loads((PROJECT / "baophu/lab/vi/labconfig/default_setting_overrides.json").read_text("utf-8"))
    assert settings["@jupyterlab/translation-extension:plugin"] == {"locale": "vi_VN"}


LEVELS = """levels = levels[levels.as_of.between("2015-01-01", "2023-12-31")]
country, targets, changes = place.country_levels(), place.targets(), place.changes()
ax = charts.levels(levels, country, targets, changes, place.estimates(), language=language)
ax.axhline(95, color="#7b3294", linewidth=2)
ax.collections[2].set_facecolor("#e66101")
page.figure(ax, [levels, country], "levels")"""
FALLS = """import seaborn as sns

falls = changes[changes.change_points < 0]
ax = sns.barplot(falls, x="change_points", y="row_label", hue="scheme_name", palette="colorblind")
baophu.figure(ax, falls, "own-falls", title="Falls in points", language=language)"""


@pytest.fixture(scope="module")
def altered(lab):
    """The report of Can Tho as an analyst alters it: the saved notebook, and what the export menu makes of it."""
    lab.open("province_report.ipynb")
    lab.write(lab.notebook.locator(".jp-CodeCell").first, 'province = "cần thơ"\nlanguage = "en"')
    lab.write(lab.notebook.locator(".jp-CodeCell", has_text="charts.levels("), LEVELS)
    explained = lab.notebook.locator(".jp-CodeCell", has_text=re.compile(r"page\.changes\(\)"))
    explained.locator(".jp-InputPrompt").click()
    count = lab.notebook.locator(".jp-CodeCell").count()
    lab.page.keyboard.press("b")
    jupyter.until(lambda: lab.notebook.locator(".jp-CodeCell").count() == count + 1, lab.page)
    lab.write(lab.notebook.locator(".jp-CodeCell.jp-mod-active"), FALLS)
    lab.run_all()
    notebook = lab.save_notebook("province_report.ipynb")
    return notebook, lab.export_notebook("Baophu_html"), lab.export_notebook("Baophu_pdf")


def test_a_report_that_an_analyst_alters_has_the_filter_the_line_the_colours_and_a_chart_of_their_own(altered):
    notebook, html, paper = altered
    assert faults(notebook) == []
    page = html.decode()
    levels, own = (
        re.search(rf'<figure class="chart"[^>]* id="{name}".*?</figure>', page, re.DOTALL)[0]
        for name in ("levels-chart", "own-falls")
    )
    own_days = [tip for tip in re.findall(r"<title>(Can Tho;[^<]+)</title>", levels)]
    assert len(own_days) > 4 and not any("2013" in tip for tip in own_days)  # wide and for phones
    said = re.search('aria-label="([^"]+)"', levels)[1]
    assert ": 4 figures. First: 30 Jun 2016: 68.01%." in said, said  # of what is left
    assert "var(--c7b3294)" in page and "var(--ce66101)" in page
    links = re.findall(r'<g id="pt-(?:phone-)?own-falls-\d+"><a href="#(src-[^"]+)"><title>([^<]+)', own)
    assert len(links) >= 8 and all(f'id="{aim}"' in page for aim, _ in links)
    assert any("about −3.0" in tip for _, tip in links)
    assert 'aria-label="Change (% points) by What: 5 figures.' in own
    pdf = pikepdf.open(io.BytesIO(paper))
    alts = [str(part["/Alt"]) for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
    assert any(alt.startswith("Change (% points) by What: 5 figures.") for alt in alts)
    assert sum(note["/Subtype"] == "/Link" for each in pdf.pages for note in each.get("/Annots", [])) > 100


def test_an_altered_report_has_the_same_bytes_by_make(altered, lab):
    _, html, paper = altered
    done = lab.project.make("report", PROVINCE="cần thơ", REPORT_LANG="en")
    assert done.stdout.startswith("built"), done.stderr
    built = lab.project.report_files()
    assert_same(html, without_bar(built["can-tho.en.html"]))
    assert_same(paper, built["can-tho.en.pdf"])
    assert "#show: report.with(" in lab.export_notebook("Baophu_typst").decode()


def test_a_built_report_opens_from_its_link(altered, lab):
    cell = lab.notebook.locator(".jp-CodeCell").nth(1)
    lab.write(cell, 'import baophu\n\nbaophu.province("can-tho").report("en")')
    lab.page.keyboard.press("Control+Enter")
    # JupyterLab puts its own address in place of the relative one a moment after the output is there.
    paper = cell.locator("a[href*='/files/reports/can-tho.en.pdf']")
    paper.wait_for()
    assert lab.page.request.get(paper.get_attribute("href")).body().startswith(b"%PDF-")
    cell.locator("a", has_text="can-tho.en.html").click()
    shown = lab.page.frame_locator(".jp-HTMLViewer iframe").locator("h1")
    assert shown.inner_text().startswith("Can Tho")


def test_a_chart_of_ones_own_is_shown_once(lab):
    lab.open("make_your_own.ipynb")
    lab.run_all()
    drawn = lab.notebook.locator(".jp-RenderedSVG")
    drawn.first.wait_for()
    assert drawn.count() == 1
    notebook = lab.save_notebook("make_your_own.ipynb")
    assert faults(notebook) == []
    kinds = [set(output.get("data", {})) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    assert sum("image/svg+xml" in kind for kind in kinds) == 1 and not any("image/png" in kind for kind in kinds)


def test_notebook_for_exploring_runs_whole(explore):
    notebook = explore.save_notebook("explore.ipynb")
    assert faults(notebook) == []
    assert any(cell.get("outputs") for cell in notebook["cells"])


def test_axe_finds_nothing_in_the_fields_charts_and_tables(explore):
    explore.notebook.locator(".dt-container").wait_for()
    options = {"runOnly": WCAG, "resultTypes": ["violations", "passes"]}
    found = Axe().run(explore.page, context=".jp-Cell-outputWrapper", options=options).response
    assert [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]] == []
    checked = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
    assert checked["label"] >= 3
    assert checked["select-name"] >= 8


def test_a_text_that_is_no_province_leaves_the_charts_and_says_so(explore):
    field = explore.notebook.get_by_label("Tìm tỉnh")
    title = explore.notebook.locator(".baophu-title").first
    before = title.inner_text()
    field.fill("zzz")
    status = explore.notebook.locator(".baophu-status")
    status.wait_for()
    assert "vẫn là của: Bình Thuận" in status.inner_text()
    assert title.inner_text() == before


def test_typing_a_name_without_accents_moves_chart_changes_and_audit(explore):
    titles = explore.notebook.locator(".baophu-title")
    field = explore.notebook.locator("input[placeholder*='can tho']").nth(MAIN)
    for typed, name in (("thanh hoa", "Thanh Hóa"), ("92", "Cần Thơ")):
        field.fill(typed)
        jupyter.until(lambda name=name: titles.first.inner_text().startswith(name), explore.page)
    changes = explore.notebook.locator(".baophu", has=explore.page.locator("#explore-changes"))
    jupyter.until(lambda: "Cần Thơ" in changes.inner_text(), explore.page)
    assert "37.404" in changes.inner_text()
    audit = explore.notebook.locator(".baophu", has=explore.page.locator("#explore-audit"))
    jupyter.until(lambda: "Cần Thơ" in audit.inner_text(), explore.page)


def test_a_point_says_its_source(explore):
    explore.notebook.locator("input[placeholder*='can tho']").nth(MAIN).fill("binh thuan")
    title = explore.notebook.locator(".baophu-title").first
    jupyter.until(lambda: title.inner_text().startswith("Bình Thuận"), explore.page)
    chart = explore.notebook.locator(".baophu-chart").first
    chart.locator("a[*|href='#src-binh-thuan-bhyt-rate-2023-11-30']").hover()
    card = explore.notebook.locator(".baophu-card", has_text="binh-thuan-bhyt-rate-2023-11-30").first
    card.wait_for()
    assert "BHXH tỉnh Bình Thuận" in card.inner_text()
    assert "90,4%" in card.inner_text()


def test_provinces_are_compared_until_there_are_six(explore):
    field = explore.notebook.locator("input[placeholder*='can tho']").nth(COMPARISON)
    title = explore.notebook.locator(".baophu-title").nth(COMPARISON_TITLE)
    for typed, name in (("ha noi", "Hà Nội"), ("nghe an", "Nghệ An")):
        field.fill(typed)
        jupyter.until(lambda name=name: name in title.inner_text(), explore.page)
    assert field.is_disabled()
    explore.notebook.locator("button", has_text="Hà Nội").click()
    jupyter.until(lambda: "Hà Nội" not in title.inner_text(), explore.page)
    assert field.is_enabled()


def test_table_is_filtered_without_accents(explore):
    explore.notebook.locator("input[placeholder*='can tho']").nth(MAIN).fill("can tho")
    rows = explore.notebook.locator(".dt-container tbody tr")
    jupyter.until(lambda: "Cần Thơ" in rows.first.inner_text(), explore.page)
    explore.notebook.locator(".dt-search input").fill("dong hiep")
    jupyter.until(lambda: rows.count() == 2, explore.page)
    assert all("Đông Hiệp" in text for text in rows.all_inner_texts())


def test_table_sorts_days_and_values_by_what_they_are(explore):
    explore.notebook.locator(".dt-search input").fill("")
    rows = explore.notebook.locator(".dt-container tbody tr")
    for column, keys in (("Ngày", year_of), ("Giá trị", number_of)):
        head = explore.notebook.locator(".dt-container thead th", has_text=re.compile(rf"^{column}$"))
        place = explore.notebook.locator(".dt-container thead th").all_inner_texts().index(column)
        head.click()
        jupyter.until(lambda head=head: head.get_attribute("aria-sort") == "ascending", explore.page)
        shown = [row.locator("td").nth(place).inner_text() for row in rows.all()]
        assert len(shown) == 10
        assert [keys(text) for text in shown] == sorted(keys(text) for text in shown)


def year_of(day):
    return int(day[-4:])


def number_of(value):
    return float(value.replace(".", "").replace(",", ".").replace("−", "-"))


STARTS = {"SVG": b"<?xml", "PNG": b"\x89PNG", "PDF": b"%PDF-", "CSV": b"\xef\xbb\xbf", "XLSX": b"PK"}


@pytest.mark.parametrize(("kind", "start"), STARTS.items())
def test_buttons_save(explore, kind, start):
    with explore.page.expect_download() as handed:
        explore.notebook.locator("button", has_text=kind).click()
    content = handed.value.path().read_bytes()
    assert content.startswith(start)
    assert handed.value.suggested_filename.endswith(f".{kind.lower()}")
    if kind == "CSV":
        table = pd.read_csv(io.BytesIO(content))
        assert {"claim_id", "source_id", "url", "locator"} <= set(table.columns)
