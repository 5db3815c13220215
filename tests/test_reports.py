"""Reports of real provinces, built as an analyst builds them and read as a reader reads them."""

import io
import re
import unicodedata

import pikepdf
import pypdfium2
import pytest

from baophu.ledger.names import provinces

pytestmark = pytest.mark.slow

REPORTS = [
    ("binh-thuan", "vi"),
    ("binh-thuan", "en"),
    ("can-tho", "vi"),
    ("thai-nguyen", "en"),
    ("thanh-hoa", "vi"),
]  # fmt: skip


@pytest.fixture(params=REPORTS, ids="-".join)
def report(request, built):
    return request.param, built[request.param]


def pdf_text(path):
    pages = pypdfium2.PdfDocument(path.read_bytes())
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))


def page_text(html):
    text = re.sub(r"<(style|script|title)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_title_data_and_file_name_name_the_same_province(report):
    (province, language), (html, pdf) = report
    name = provinces()[province]["name_vi" if language == "vi" else "name_en"]
    text = html.read_text("utf-8")
    assert f'<html lang="{language}"' in text
    assert re.search(rf"<title>{name}: ", text)
    assert f'"province": "{province}"' in text or f'"province":"{province}"' in text
    with pikepdf.open(pdf) as document:
        assert str(document.Root.Lang).startswith(language)
        assert name in document.open_metadata()["dc:title"]


def test_no_other_province_is_named_in_title_chart_or_alt_text(report):
    (province, _), (html, _) = report
    text = html.read_text("utf-8")
    heads = re.findall(r'<title>(.*?)</title>|aria-label="([^"]*)"|<h1[^>]*>(.*?)</h1>', text, flags=re.S)
    heads = " ".join(part for groups in heads for part in groups)
    for slug, row in provinces().items():
        if slug != province:
            assert f"{row['name_vi']}:" not in heads


def test_page_asks_for_nothing_and_complains_of_nothing(report, browser):
    _, (html, _) = report
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(html.as_uri())
    assert asked == [html.as_uri()]
    assert said == []
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_page_never_scrolls_sideways(report, browser, width):
    _, (html, _) = report
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(html.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def points_of(page):
    """Claim and tooltip of every level that is drawn, on the wide drawing and on that for phones."""
    return re.findall(r'<g id="pt-(?:phone-)?levels-chart-\d+"><a href="#src-([^"]+)"><title>([^<]+)</title>', page)


def test_every_point_has_a_tooltip_and_leads_to_its_source(report):
    _, (html, _) = report
    text = html.read_text("utf-8")
    points = points_of(text)
    assert points
    for claim_id, tip in points:
        assert f'id="src-{claim_id}"' in text
        assert "%" in tip


def test_every_inner_link_has_its_aim_and_only_one(report):
    _, (html, _) = report
    text = html.read_text("utf-8")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {aim for aim in re.findall(r'href="#([^"]+)"', text)} <= set(ids)


def test_charts_of_the_pdf_are_vector(report):
    _, (_, pdf) = report
    with pikepdf.open(io.BytesIO(pdf.read_bytes())) as document:
        kinds = {str(obj.get("/Subtype")) for obj in document.objects if isinstance(obj, pikepdf.Stream)}
    assert "/Image" not in kinds


def test_pdf_says_what_the_page_says(report):
    """Every number of the page's sentences stands in the PDF too."""
    _, (html, pdf) = report
    printed = pdf_text(pdf).replace(" ", "")
    sentences = re.findall(r'<p class="finding">(.*?)</p>|<li>(.*?)</li>', html.read_text("utf-8"), flags=re.S)
    words = re.sub(r"<[^>]+>", "", " ".join(part for groups in sentences for part in groups))
    for number in re.findall(r"\d[\d.,]*\d%?", words):
        assert number in printed, number


def test_binh_thuan_is_shown_on_both_scales(built):
    html, pdf = built["binh-thuan", "vi"]
    text = page_text(html.read_text("utf-8"))
    for word in (
        "1.052.062",
        "90,4% dân số tham gia bảo hiểm y tế theo công bố",
        "83,6% theo dân số thống kê",
        "30/11/2023",
    ):
        assert word in text
    for word in ("Bình Thuận", "bảo hiểm y tế", "90,4%"):
        assert word in pdf_text(pdf)


def test_can_tho_shows_its_falls_and_invents_no_level(built):
    html, _ = built["can-tho", "vi"]
    text = page_text(html.read_text("utf-8"))
    for word in (
        "31/12/2012 đến 20/09/2013",
        "giảm 18.977",
        "giảm 39.268",
        "31/12/2021 đến 30/06/2022",
        "giảm khoảng 37.404",
        "giảm khoảng 6.859",
    ):
        assert word in text
    points = [claim_id for claim_id, _ in points_of(html.read_text("utf-8")) if claim_id.startswith("can-tho")]
    assert points
    # The levels around the falls of 2022, and none of their days.
    assert {"can-tho-bhyt-rate-2021-04", "can-tho-bhyt-rate-2023"} <= set(points)
    assert not [point for point in points if "2021-12" in point or "2022" in point]
    assert "không tự đặt ra mức nào" in text


def test_thanh_hoa_city_never_enters_the_series_of_its_province(built):
    html, _ = built["thanh-hoa", "vi"]
    points = [claim_id for claim_id, _ in points_of(html.read_text("utf-8"))]
    assert [point for point in points if point.startswith("thanh-hoa-bhyt")]
    assert not [point for point in points if point.startswith("thanh-hoa-city")]
