"""The index and the data page as a reader meets them."""

import base64
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import matplotlib
import openpyxl
import pytest

from baophu.facts.national import build_national
from baophu.ledger.descriptor import build_descriptor
from baophu.ledger.names import provinces
from baophu.publish import site_data
from baophu.publish.site_pages import SITE, render_data, render_index
from baophu.report.site.data_page import data_page, paths_of
from baophu.report.site.frame import file_name
from baophu.report.site.index_map import AGE, LEVEL
from baophu.report.site.index_page import index_page
from baophu.report.site.index_states import CURRENT, EARLIER, FAILED, MISSING, Report

pytestmark = pytest.mark.slow

REASON = 'cell 18 "page.changes()": TypeError: no <number>'
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def report(slug, language):
    stem = slug if language == "vi" else f"{slug}.{language}"
    return Report(CURRENT, f"{stem}.html", f"{stem}.pdf")


STATES = {(slug, language): report(slug, language) for slug in provinces() for language in ("vi", "en")}
STATES["lao-cai", "vi"] = Report(FAILED, reason=REASON)
STATES["can-tho", "en"] = replace(STATES["can-tho", "en"], state=EARLIER)
STATES["ca-mau", "vi"] = Report(MISSING)


@pytest.fixture(scope="module")
def national(ledger, facts_of):
    return build_national(ledger, {slug: facts_of(slug) for slug in provinces()})


@pytest.fixture(scope="module")
def view(national):
    return {language: index_page(national, STATES, language) for language in ("vi", "en")}


@pytest.fixture(scope="module")
def files(national, view, published, tmp_path_factory):
    """Where the pages lie."""
    folder = tmp_path_factory.mktemp("site")
    package = build_descriptor(published)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_data.paths, "DATA", published)
        patch.setattr(site_data.paths, "REPORTS", folder)
        site_data.copy_tables(package)
        counts, later = site_data.row_counts(package), site_data.later_count(package, 2023)
        for name, packed in site_data.pack_tables(package).items():
            (folder / name).write_bytes(packed)
    for language in ("vi", "en"):
        (folder / file_name("index", language)).write_bytes(render_index(view[language], language))
        tables = data_page(package, counts, later, national.data_version, language)
        (folder / file_name("data", language)).write_bytes(render_data(tables, language))
    return folder


@pytest.fixture(params=["index.html", "index.en.html", "data.html", "data.en.html"])
def page_file(request, files):
    return files / request.param


def rows_of(text):
    return dict(re.findall(r'<tr data-search="[^"]*" data-area="([a-z-]+)">(.*?)</tr>', text, flags=re.S))


def test_all_63_provinces_stand_in_the_table_and_on_both_maps(files):
    text = (files / "index.html").read_text("utf-8")
    assert set(rows_of(text)) == set(provinces())
    for kind in (LEVEL, AGE):
        figure = re.search(rf'<figure class="map map-{kind}">.*?</figure>', text, flags=re.S)[0]
        assert len(re.findall(r'<li style="grid-area:', figure)) == 63


def tile_of(page, kind, area):
    return next(tile for drawn in page.maps if drawn.kind == kind for tile in drawn.tiles if tile.area == area)


def test_table_stands_before_the_maps(files):
    text = (files / "index.html").read_text("utf-8")
    places = [text.index(part) for part in ('<table class="provinces"', '"map map-age"', '"map map-level"')]
    assert places == sorted(places)


def test_map_of_levels_colours_announced_ones_alone_and_none_that_is_old(view):
    drawn = next(drawn for drawn in view["vi"].maps if drawn.kind == LEVEL)
    coloured = [tile for tile in drawn.tiles if tile.style.startswith("class-")]
    assert coloured and all("theo công bố" in tile.name and int(tile.year) >= 2020 for tile in coloured)
    assert {tile.style for tile in drawn.tiles if tile.area in ("hung-yen", "nam-dinh")} == {"other-scale", "older"}
    assert str(len(coloured)) in drawn.scope


def test_tile_says_its_level_its_day_and_leads_to_the_report(view):
    tile = tile_of(view["vi"], LEVEL, "binh-thuan")
    assert tile.name == "Bình Thuận: 90,4% theo công bố, 30/11/2023"
    assert (tile.value, tile.year, tile.style, tile.href) == ("90,4", "2023", "class-4", "binh-thuan.html")


def test_no_data_is_a_tile_of_its_own_and_never_zero(view):
    for drawn in view["vi"].maps:
        tile = tile_of(view["vi"], drawn.kind, "ha-giang")
        assert (tile.style, tile.value, tile.year) == ("unknown", "", "")
        assert "không phải bằng 0" in dict(drawn.legend)["unknown"]


def test_old_level_has_no_colour_and_says_its_day(view):
    tile = tile_of(view["en"], LEVEL, "kien-giang")
    assert (tile.style, tile.value) == ("older", "")
    assert tile.name == "Kien Giang: the newest level is 50.54% as announced, 2012; older than three years"


def test_map_of_ages_says_the_year_of_the_newest_level_on_whichever_scale(view):
    assert tile_of(view["vi"], AGE, "kien-giang").value == "2012"
    assert (
        tile_of(view["vi"], AGE, "hung-yen").name
        == "Hưng Yên: số mới nhất là của 21/10/2022: dưới 89,1% theo dân số thống kê"
    )


def test_failed_report_is_red_leads_nowhere_and_gives_its_reason(files):
    text = (files / "index.html").read_text("utf-8")
    tile = re.search(r'data-area="lao-cai"><(\w+) class="tile failed"[^>]*aria-label="([^"]*)"', text)
    assert tile[1] == "span" and "không dựng được" in tile[2]
    assert 'href="lao-cai.html"' not in text and 'href="lao-cai.en.html"' in text
    assert REASON in unescape(text)


def test_missing_and_earlier_reports_are_told_apart(view):
    rows = {row.slug: row for row in view["vi"].rows}
    assert rows["ca-mau"].href == "" and rows["ca-mau"].reports[0].links == ()
    assert any("make report" in note for note in view["vi"].notes)
    assert rows["can-tho"].reports[1].state == EARLIER
    assert any("*" in note for note in view["vi"].notes)


def test_links_of_a_current_report_are_its_page_and_its_pdf_in_both_languages(view):
    row = next(row for row in view["en"].rows if row.slug == "binh-thuan")
    links = [link.href for cell in row.reports for link in cell.links]
    assert links == ["binh-thuan.html", "binh-thuan.pdf", "binh-thuan.en.html", "binh-thuan.en.pdf"]
    assert row.reports[0].links[1].name == "Binh Thuan, PDF, Vietnamese"


def test_mergers_of_2025_are_noted_once(files):
    assert (files / "index.html").read_text("utf-8").count("01/07/2025") == 1


def test_no_page_fetches_anything_and_only_the_one_script_may_run(page_file):
    text = page_file.read_text("utf-8")
    assert not re.search(r'\b(?:src|srcset)="|@import|url\(\s*["\']?(?:https?:)?//', text)
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.S)
    allowed = re.findall(r"script-src 'sha256-([^']+)'", text)
    assert [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts] == allowed
    assert len(scripts) == page_file.name.startswith("index")


def test_two_renderings_have_the_same_bytes(files, view, national):
    again = render_index(index_page(national, STATES, "vi"), "vi")
    assert again == (files / "index.html").read_bytes()


def test_ids_are_unique_and_every_inner_link_has_its_aim(page_file):
    text = page_file.read_text("utf-8")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_every_download_is_there(files):
    for name in ("data.html", "data.en.html"):
        for href in re.findall(r'href="([^"]+)" download', (files / name).read_text("utf-8")):
            assert (files / href).is_file(), href


def test_downloads_are_the_ledger_as_it_is_and_nothing_of_an_office(files, published):
    copies = {path.relative_to(files / "data") for path in (files / "data").rglob("*.csv")}
    assert copies == {path.relative_to(published) for path in published.rglob("*.csv")}
    assert all((files / "data" / name).read_bytes() == (published / name).read_bytes() for name in copies)


def test_provinces_with_a_figure_stand_first_the_newest_at_the_top(view):
    days = [row.cells[0].key for row in view["vi"].rows]
    known = [day for day in days if day != ""]
    assert days == known + [""] * (63 - len(known))
    assert known == sorted(known, reverse=True) and len(known) == 50


def test_all_tables_in_one_file_hold_every_row_and_have_the_same_bytes_again(published, monkeypatch):
    monkeypatch.setattr(site_data.paths, "DATA", published)
    package = build_descriptor(published)
    packed = site_data.pack_tables(package)
    with zipfile.ZipFile(io.BytesIO(packed["baophu-data.zip"])) as archive:
        assert archive.read("areas.csv") == (published / "areas.csv").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(packed["baophu-data.xlsx"]), read_only=True)
    counts = site_data.row_counts(package)
    for resource in package["resources"]:
        rows = list(book[resource["name"]].iter_rows(values_only=True))
        assert len(rows) - 1 == sum(counts[path] for path in paths_of(resource))
        assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert site_data.pack_tables(package) == packed


def test_table_that_is_gone_leaves_the_downloads(published, tmp_path, monkeypatch):
    monkeypatch.setattr(site_data.paths, "DATA", published)
    monkeypatch.setattr(site_data.paths, "REPORTS", tmp_path)
    stale = tmp_path / "data/claims/gone.csv"
    stale.parent.mkdir(parents=True)
    stale.write_text("x", "utf-8")
    site_data.copy_tables(build_descriptor(published))
    assert not stale.exists() and (tmp_path / "data/areas.csv").exists()


def test_data_page_counts_the_rows_and_describes_every_column(national, published):
    package = build_descriptor(published)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_data.paths, "DATA", published)
        page = data_page(package, site_data.row_counts(package), 1, "abc", "en")
    tables = {table.name: table for table in page.tables}
    assert tables["areas"].rows == str(len((published / "areas.csv").read_text("utf-8").splitlines()) - 1)
    assert len(tables["claims"].columns) == 17
    assert ("Data version", "abc") in page.meta


@pytest.fixture
def opened(browser, files):
    """Open a page offline; afterwards nothing may have been requested or complained about."""
    contexts, strange = [], []

    def open_page(name="index.html", width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        asked = (files / name).as_uri()
        page.on("request", lambda request: strange.append(request.url) if request.url != asked else None)
        page.on("console", lambda message: strange.append(message.text))
        page.on("pageerror", lambda error: strange.append(str(error)))
        page.goto(asked)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert strange == []


def in_a_wide_font(page):
    """Set a page in DejaVu Sans, wider than what readers have, so that no machine's fonts decide what fits."""
    font = base64.b64encode((Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf").read_bytes()).decode()
    css = f"@font-face {{ font-family: wide; src: url(data:font/ttf;base64,{font}); }}"
    css += " * { font-family: wide !important; }"
    page.add_style_tag(content=css)
    page.evaluate("document.fonts.load('12px wide')")


def shown(page):
    return page.locator("table.provinces tbody tr:visible").evaluate_all("rows => rows.map(row => row.dataset.area)")


@pytest.mark.parametrize("typed", ["can tho", "Cần Thơ", "CANTHO", "cần thơ", "92"])
def test_search_ignores_accents_case_and_spaces(opened, typed):
    page = opened()
    page.fill("#search", typed)
    assert shown(page) == ["can-tho"]
    assert page.locator("#found").text_content() == "Đang hiện 1 trên 63"


def test_search_knows_the_d_with_a_stroke(opened):
    page = opened()
    page.fill("#search", "dak")
    assert set(shown(page)) == {"dak-lak", "dak-nong"}
    page.fill("#search", "đắk")
    assert set(shown(page)) == {"dak-lak", "dak-nong"}
    page.fill("#search", "")
    assert len(shown(page)) == 63


def test_search_by_keyboard_does_not_leave_the_page(opened):
    page = opened()
    page.fill("#search", "hue")
    page.keyboard.press("Enter")
    assert shown(page) == ["thua-thien-hue"]


def test_columns_sort_both_ways_and_what_is_not_known_stays_last(opened):
    page = opened()
    header = page.locator("table.provinces thead th").nth(2)
    first = {}
    for way in ("descending", "ascending"):
        header.get_by_role("button").click()
        assert header.get_attribute("aria-sort") == way
        keys = page.locator("table.provinces tbody tr td:nth-child(3)").evaluate_all("c => c.map(x => x.dataset.key)")
        known = [float(key) for key in keys if key]
        assert known == sorted(known, reverse=way == "descending") and len(known) == 47
        assert not any(keys[len(known) :])
        first[way] = keys[0]
    assert first["descending"] != first["ascending"]


def test_names_sort_by_the_vietnamese_alphabet(opened):
    page = opened()
    page.locator("table.provinces thead th").first.get_by_role("button").click()
    order = shown(page)
    assert order.index("cao-bang") < order.index("da-nang") < order.index("gia-lai")
    assert order[0] == "an-giang" and order[-1] == "yen-bai"


def test_without_script_the_table_is_whole_and_nothing_dead_is_offered(opened):
    page = opened(java_script_enabled=False)
    assert len(page.locator("table.provinces tbody tr:visible").all()) == 63
    assert page.locator("#search").is_hidden()
    assert page.locator("table.provinces button").count() == 0


def test_phone_shows_the_map_that_is_chosen(opened):
    page = opened(width=360, java_script_enabled=False)
    assert page.locator(".map-age").is_visible() and page.locator(".map-level").is_hidden()
    page.locator("#show-level").check()
    assert page.locator(".map-level").is_visible() and page.locator(".map-age").is_hidden()


def test_wide_page_shows_both_maps_side_by_side(opened):
    page = opened()
    left, right = (page.locator(f".map-{scale}").bounding_box() for scale in (AGE, LEVEL))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_no_text_is_cut_off_on_a_tile_and_the_legend_covers_none(opened, name, width):
    page = opened(name, width, bypass_csp=True)
    in_a_wide_font(page)
    wide = "t => [...t.children].some(c => c.scrollWidth > t.clientWidth + 1)"
    cut = page.locator(".tiles .tile:visible").evaluate_all(f"tiles => tiles.filter({wide}).map(t => t.textContent)")
    assert cut == []
    tall = "t => t.scrollHeight > t.clientHeight + 1"
    cut = page.locator(".tiles .tile:visible").evaluate_all(f"tiles => tiles.filter({tall}).map(t => t.textContent)")
    assert cut == []
    legend = page.locator(".map-age .map-legend").bounding_box()
    for box in (tile.bounding_box() for tile in page.locator(".map-age .tiles > li").all()):
        apart = box["x"] + box["width"] <= legend["x"] or legend["x"] + legend["width"] <= box["x"]
        assert apart or box["y"] + box["height"] <= legend["y"] or legend["y"] + legend["height"] <= box["y"]


@pytest.mark.parametrize("name", ["index.html", "data.en.html"])
def test_no_page_scrolls_sideways(opened, name):
    page = opened(name)
    for width in (360, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("index.html", 360, "light"),
        ("index.en.html", 1280, "dark"),
        ("data.html", 360, "dark"),
    ],
)
def test_axe_finds_nothing_against_wcag_2_2_aa(opened, name, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(opened(name, width, color_scheme=scheme), options={"runOnly": WCAG, "resultTypes": ["violations"]})
    faults = [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found.response["violations"]]
    assert faults == []


def test_landmarks_and_tables_have_names(opened):
    tree = opened().locator("body").aria_snapshot()
    for part in ('navigation "Các trang"', "- main:", "- contentinfo", "- search:", 'table "Số mới nhất', "- banner"):
        assert part in tree


def test_script_asks_for_nothing():
    script = (SITE / "search.js").read_text("utf-8")
    assert not re.search(r"fetch|XMLHttpRequest|import\(|innerHTML|eval", script)
