import base64
import hashlib
import json
import re

import nbformat
import pytest
from data.contract.contract_notebook import code_cell, executed, notebook_of, shown

from baophu.common.errors import CellFailed
from baophu.export.headings import make_slug, number_headings
from baophu.export.run import export
from baophu.export.svg import inline_svg, point_links

EXPORTER = "baophu.export.html.exporter:BaophuHTMLExporter"


def html(notebook):
    return export(notebook, EXPORTER).decode()


@pytest.fixture(scope="module")
def page():
    return html(executed())


def test_page_says_its_language_title_and_description(page):
    assert '<html lang="vi">' in page
    assert "<title>Tỉnh Thử Nghiệm: bao phủ bảo hiểm y tế 2010–2023 (số liệu giả)</title>" in page
    assert '<meta name="description" content="Báo cáo dựng từ số liệu giả' in page


def test_english_report_is_marked_english():
    page = html(executed("en"))
    assert '<html lang="en">' in page and ">Skip to the content</a>" in page and ">Contents</p>" in page


def test_metadata_is_embedded(page):
    written = re.search(r'id="baophu-report">(.*?)</script>', page)[1]
    assert json.loads(written)["province"] == "synthetic-province"


def test_embedded_metadata_can_not_close_its_script():
    report = {"province": "x", "title": "</script><b>"}
    cell = code_cell("report", shown({"application/vnd.baophu.report+json": report}))
    assert "</script><b>" not in html(notebook_of(cell))


def test_page_has_one_title_and_one_main(page):
    assert page.count("<h1") == page.count("<main") == page.count("</html>") == 1


def test_contents_lead_to_every_section(page):
    nav = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]+)"', nav) == ["trajectory", "lapses", "targets", "audit", "sources"]


def test_chart_keeps_links_and_tells_its_alt_text(page):
    chart = re.search(r'<figure class="chart" id="trajectory-chart">.*?</figure>', page, re.DOTALL)[0]
    assert 'role="group" aria-label="Biểu đồ điểm: bốn số liệu' in chart
    assert re.search('<a href="#src-b1">\\s*<title>31/12/2010: 61,2%</title>', chart)
    assert "<figcaption><p>Phần trăm dân số." in chart
    assert not re.search(r"<svg[^>]*\swidth=|<\?xml|<!DOCTYPE svg|<metadata", chart)


def test_link_of_a_point_is_named_by_its_tooltip():
    svg = '<svg viewBox="0 0 1 1"><g id="pt"><title>61,2%</title><g><a href="#s"><use/></a></g></g></svg>'
    assert '<a href="#s"><title>61,2%</title>' in inline_svg(svg, "alt")


def test_point_links_are_shares_of_the_drawing():
    svg = '<svg viewBox="0 0 200 100"><a xlink:href="#src-a"><g><use x="50" y="25"/></g></a></svg>'
    assert [(link.target, link.x, link.y) for link in point_links(svg)] == [("src-a", 0.25, 0.25)]


def test_tables_scroll_inside_a_named_frame(page):
    assert page.count("<table") == page.count('class="table-wrap"') == 3
    assert 'role="region" aria-label="Số liệu công bố, theo ngày"' in page


def test_frame_that_a_fragment_brings_is_kept():
    framed = '<div class="table-wrap" tabindex="0"><table><tr><td>1</td></tr></table></div>'
    assert html(notebook_of(code_cell("t", shown({"text/html": framed})))).count('"table-wrap"') == 1


def test_guides_are_left_out_and_code_is_folded_away_behind_everything_else(page):
    text, folded = page.split('<details class="code">')
    assert "import synthetic_province" in folded and "import synthetic_province" not in text
    assert "<summary>Mã đã chạy" in folded and '<details class="code" open' not in page
    assert "Hướng dẫn chỉ dành cho" not in page


def test_code_shows_the_parameters_that_were_given_not_those_of_the_notebook():
    default, given = code_cell('province = "default-province"'), code_cell('province = "asked-province"')
    default.metadata["tags"], given.metadata["tags"] = ["parameters"], ["injected-parameters"]
    page = html(notebook_of(default, given, code_cell("show()", shown({"text/html": "<p>x</p>"}))))
    assert "asked-province" in page and "default-province" not in page


def test_chart_offers_its_sentence_as_text_and_behind_a_button_that_only_a_script_shows():
    told = {"id": "c", "title": "t", "alt": "a", "sentence": "Một câu <trọn>."}
    svg = '<svg viewBox="0 0 1 1"/>'
    page = html(notebook_of(code_cell("c", shown({"image/svg+xml": svg, "text/plain": ""}, {"image/svg+xml": told}))))
    assert '<p class="sentence" id="c-sentence">Một câu &lt;trọn&gt;.</p>' in page
    assert '<button type="button" class="copy" data-copy="c-sentence" hidden>' in page


def test_charts_are_numbered_and_their_entries_lead_back_to_the_first_point(page):
    assert re.findall(r'class="figure-number">([^<]+)<', page) == ["Biểu đồ 1", "Biểu đồ 2"]
    entry = re.search(r'<div class="source-entry" id="src-b2">.*?</div>', page, re.DOTALL)[0]
    ways = re.findall(r'<a class="back" href="#([^"]+)">([^<]+)</a>', entry)
    assert [words for _, words in ways] == ["biểu đồ 1", "biểu đồ 2"]
    assert "Xem trên <a" in entry
    assert all(f'<g id="{point}">' in page for point, _ in ways)


def test_only_the_one_script_may_run(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert f"script-src 'sha256-{digest}'" in policy and policy.startswith("default-src 'none'; ")
    assert "connect-src" not in policy and "http" not in policy


def test_previews_get_title_description_and_locale(page):
    tags = dict(re.findall(r'<meta (?:name|property)="((?:og|twitter):[^"]+)" content="([^"]*)"', page))
    assert tags["twitter:card"] == "summary" and tags["og:locale"] == "vi_VN"
    assert tags["og:title"] == tags["twitter:title"] == re.search("<title>(.*?)</title>", page)[1]
    assert tags["og:description"].startswith("Báo cáo dựng từ số liệu giả")
    assert "og:image" not in tags


def test_page_fetches_nothing(page):
    assert not re.search(r"<script[^>]*src|<link|@import|@font-face|src=\"http", page)
    assert "default-src 'none'" in page


def test_two_exports_are_the_same_bytes():
    assert html(executed()) == html(executed())


def test_any_other_notebook_takes_its_title_from_its_first_heading():
    page = html(notebook_of(nbformat.v4.new_markdown_cell("# Ghi chép <riêng>\n\nĐoạn đầu."), language="en"))
    assert "<title>Ghi chép &lt;riêng&gt;</title>" in page
    assert page.count("<h1") == 1 and "<p>Đoạn đầu.</p>" in page and '<html lang="en">' in page


def test_streams_pictures_and_frames_of_any_other_notebook():
    cell = code_cell(
        "1 + 1",
        nbformat.v4.new_output("stream", name="stdout", text="<printed>\n"),
        nbformat.v4.new_output("stream", name="stderr", text="a warning\n"),
        shown({"image/png": "aGFsbG8=", "text/plain": "a picture"}),
        shown({"text/html": '<table class="dataframe"><tr><td>7</td></tr></table>', "text/plain": "7"}),
        shown({"text/plain": "'text'"}),
    )
    page = html(notebook_of(cell))
    assert "<pre>&lt;printed&gt;</pre>" in page and "a warning" not in page
    assert '<img src="data:image/png;base64,aGFsbG8=" alt="a picture">' in page
    assert 'class="dataframe"' in page and "<pre>&#x27;text&#x27;</pre>" in page


def test_code_is_shown_when_there_is_nothing_else():
    assert "<pre>1 + 1</pre>" in html(notebook_of(code_cell("1 + 1")))


def test_failed_notebook_is_not_exported():
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="no data\nmore", traceback=[])
    with pytest.raises(CellFailed, match=r'^cell "draw\(\)": ValueError: no data$'):
        html(notebook_of(code_cell("draw()\nagain()", error)))


@pytest.mark.parametrize(
    ("text", "name"), [("Đồng Tháp – đợt giảm", "dong-thap-dot-giam"), ("…", "section"), ("A B", "a-b")]
)
def test_slug_is_ascii(text, name):
    assert make_slug(text) == name


def test_headings_without_an_id_get_different_ones():
    fragments, contents = number_headings(['<h2 id="a">Một</h2><h2>A</h2>', "<h2>A</h2>"])
    assert contents == [("a", "Một"), ("a-2", "A"), ("a-3", "A")]
    assert fragments == ['<h2 id="a">Một</h2><h2 id="a-2">A</h2>', '<h2 id="a-3">A</h2>']


def section(title, *tags):
    cell = nbformat.v4.new_markdown_cell(title)
    cell.metadata["tags"] = list(tags)
    return cell


EMPTY = shown({"text/html": "", "application/x-typst": "", "text/plain": ""})


def test_a_heading_with_nothing_under_it_is_left_out():
    full = code_cell("full", shown({"text/html": "<p>đủ</p>"}))
    cells = [section("## Trống"), code_cell("a", EMPTY), section("## Có"), section("### Phần"), full]
    page = html(notebook_of(section("# Tên"), *cells, section("## Cuối")))
    assert re.findall(r"<h[23][^>]*>([^<]+)<", page) == ["Có", "Phần"]


def test_annexes_are_folded_and_the_rest_is_not():
    def text(word):
        return code_cell(word, shown({"text/html": f"<p>{word}</p>"}))

    cells = [section("## A"), text("a"), section("## B", "annex"), text("b"), section("## C", "annex"), text("c")]
    page = html(notebook_of(*cells))
    heading = r'<h2[^>]*><span class="number">(.*?)</span>(\w)</h2>'
    assert re.findall(rf'<details class="annex"><summary>{heading}\s*</summary>\s*<p>(\w)</p>', page) == [
        ("Phụ lục A. ", "B", "b"),
        ("Phụ lục B. ", "C", "c"),
    ]
    assert re.findall(r'<li class="annexed"><a href="#\w">(.*?)</a>', page) == ["Phụ lục A. B", "Phụ lục B. C"]
    assert page.count("<details") == page.count("</details>") == 3  # with the code
