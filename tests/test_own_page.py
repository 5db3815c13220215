"""A page of an analyst's own: notebooks/make_your_own.ipynb as HTML and PDF by make, in a browser.

That a kernel gives the same of a chart of one's own is tested with JupyterLab.
"""

import io
import json
import re
from html import unescape

import nbformat
import pikepdf
import pytest
from checkout import PROJECT, copy_project

from baophu.export.content import read_content
from baophu.export.run import HTML, export
from baophu.publish.freshness import is_facts_only

pytestmark = pytest.mark.slow

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with the page in Vietnamese, and in English of a region that has no falls."""
    found = copy_project(tmp_path_factory.mktemp("own"))
    for language, options in (("vi", ""), ("en", "-p region red-river-delta")):
        done = found.make("notebook", NAME="make_your_own", REPORT_LANG=language, OPTIONS=options)
        assert done.returncode == 0, done.stderr
    return found


def english_page(project):
    return (project.root / "reports/make-your-own.region-red-river-delta.en.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(project):
    return (project.root / "reports/make-your-own.html").read_text("utf-8")


def test_every_dot_leads_to_an_entry_of_the_page_and_entries_lead_back(page):
    aims = set(re.findall(r'<a href="#(src-[^"]+)"', page))
    assert aims and all(f'id="{aim}"' in page for aim in aims)
    dots = re.findall(r'id="pt-falls-chart-\d+"><a href="#(src-[^"]+)"><title>([^<]+)</title>', page)
    assert len(dots) > 1 and all("điểm" in said and ("−" in said or "giảm" in said) for _, said in dots)
    assert page.count('class="back wide-only"') == len({aim for aim, _ in dots})
    assert re.search(r'<svg role="group" aria-label="Tăng, giảm \(điểm %\) theo Địa phương: \d+ số liệu', page)


def test_pdf_has_the_links_and_the_words_of_the_drawing(project):
    pdf = pikepdf.open(io.BytesIO((project.root / "reports/make-your-own.pdf").read_bytes()))
    alts = [str(item["/Alt"]) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert any(alt.startswith("Tăng, giảm (điểm %) theo Địa phương") for alt in alts)
    linked = [note for page in pdf.pages for note in page.get("/Annots", []) if note["/Subtype"] == "/Link"]
    assert len(linked) > 10
    pictures = [name for page in pdf.pages for name in page.get("/Resources", {}).get("/XObject", {})]
    assert not any("Im" in name for name in pictures)  # vector


def test_headings_and_text_are_those_of_the_language_alone(project, page):
    english = english_page(project)
    headings = [re.findall(r"<h2\b[^>]*>([^<]+)</h2>", text) for text in (page, english)]
    assert headings[0][0] == "Những lần giảm" and headings[1][0] == "The falls"
    assert len(headings[0]) == len(headings[1]) and not set(headings[0]) & set(headings[1])


def test_the_code_of_the_page_shows_every_parameter_given_or_not(project, page):
    regions = {"vi": "northern-midlands-and-mountains", "en": "red-river-delta"}
    for text, language in ((page, "vi"), (english_page(project), "en")):
        code = re.search(r"<code>(.*?)</code>", text[text.index('class="code"') :], re.DOTALL)[1]
        given = dict(re.findall(r'^(\w+) = "([^"]+)"$', unescape(code), re.MULTILINE))
        assert given == {"language": language, "region": regions[language]}
        assert code.count("language = ") == 1


def test_another_region_is_another_page_and_one_without_falls_says_so(project):
    text = english_page(project)
    assert "There are no figures to draw." in text and "The table has no rows." in text


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_the_drawing_fits_the_screen(project, browser, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    shown = context.new_page()
    shown.goto((project.root / "reports/make-your-own.html").as_uri())
    found = axe.run(shown, options={"runOnly": WCAG, "resultTypes": ["violations"]}).response
    assert [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found["violations"]] == []
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    drawings = shown.locator(".chart-panel svg")
    assert [drawing.is_visible() for drawing in drawings.all()] == [width > 640, width <= 640]
    panel = shown.locator(".chart-panel:visible")
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    heights = panel.locator("text").evaluate_all("texts => texts.map(text => text.getBoundingClientRect().height)")
    assert min(heights) >= 11
    shown.locator(".back:visible").first.click()
    assert shown.locator("g:target").is_visible()
    context.close()


def test_text_that_matplotlib_gives_no_colour_is_light_on_dark_paper(browser, tmp_path):
    svg = '<svg viewBox="0 0 9 9"><text x="1" y="5">Synthetic</text></svg>'
    output = nbformat.v4.new_output("display_data", {"image/svg+xml": svg})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", outputs=[output])])
    file = tmp_path / "synthetic.html"
    file.write_bytes(export(notebook, HTML))
    shown = browser.new_page(color_scheme="dark")
    shown.goto(file.as_uri())
    red = shown.locator("svg text").evaluate("text => getComputedStyle(text).fill.match(/\\d+/)[0]")
    shown.close()
    assert int(red) > 200


# ── Languages and freshness ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "kept"), [("vi", ["Chung", "Riêng"]), ("en", ["Chung", "Own"])])
def test_markdown_tagged_with_a_language_is_on_its_page_only(language, kept):
    cells = [nbformat.v4.new_markdown_cell(text) for text in ("Chung", "Riêng", "Own")]
    cells[1].metadata["tags"], cells[2].metadata["tags"] = ["vi"], ["en"]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"language": language})
    assert [data["text/markdown"] for data, _ in read_content(notebook).bundles] == kept


def test_a_province_report_with_a_chart_of_ones_own_is_built_again_when_any_data_change(tmp_path):
    notebook = json.loads((PROJECT / "notebooks/province_report.ipynb").read_text("utf-8"))
    file = tmp_path / "province_report.ipynb"
    for source in ("baophu.figure(ax, levels, 'x')", "baophu.table(frame, 'x')", "baophu.sources(frame)"):
        cell = {"cell_type": "code", "source": source, "metadata": {}}
        file.write_text(json.dumps({"cells": [*notebook["cells"], cell]}), "utf-8")
        assert not is_facts_only(file)
