import pytest
from data.contract.contract_notebook import executed

from baophu.common.errors import ReportNotWhole
from baophu.export.run import export
from baophu.publish.checks import Expectation, check_html, check_pdf

EXPECTED = Expectation("synthetic-province", "vi", "Thử Nghiệm")


@pytest.fixture(scope="module")
def html():
    return export(executed(), "baophu.export.html.exporter:BaophuHTMLExporter")


@pytest.fixture(scope="module")
def pdf():
    return export(executed(), "baophu.export.typst.pdf:BaophuPDFExporter")


def test_whole_report_passes(html, pdf):
    report = check_html(html, EXPECTED)
    assert report["data_version"] == "0123456789ab"
    check_pdf(pdf, Expectation("synthetic-province", "vi", "Thử Nghiệm", report["title"]))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>Tỉnh", "<title>Thành", "title is"),
        ('<html lang="vi">', '<html lang="en">', 'language is "en"'),
        ("</html>", "", "ends early"),
        ("<h1>", "<h1>Traceback (most recent call last)", "a traceback"),
        ("<h1>", '<img src="https://example.org/a.png"><h1>', "would fetch"),
        ("<h1>", "<IMG SRCSET = //example.org/a.png><h1>", "would fetch SRCSET = //example.org/a.png"),
        ("<h1>", "<a href='https://example.org/?src=//b'></a><h1>", "would fetch src=//b"),
        ("<h1>", '<link rel="stylesheet" href="//example.org/a.css"><h1>', "would fetch"),
        ("<h1>", '<script src="a.js"></script><h1>', "would fetch"),
        ("<style>", "<style>@import 'a.css';", "would fetch"),
        ("<style>", "<style>p {background: url(http://example.org)}", "would fetch"),
        ('id="baophu-report"', 'id="other"', 'province is "None"'),
        ('id="src-b1"', 'id="src-b9"', 'a link to "#src-b1", which is not there'),
        ('id="src-b1"', 'id="src-b2"', 'the id "src-b2" stands 2 times'),
        ("<svg", "<div", "no chart"),
    ],
)
def test_html_with_a_fault_is_refused(html, old, new, fault):
    broken = html.replace(old.encode(), new.encode())
    assert broken != html
    with pytest.raises(ReportNotWhole, match=fault):
        check_html(broken, EXPECTED)


@pytest.mark.parametrize(
    "expected",
    [
        Expectation("another-province", "vi"),
        Expectation("synthetic-province", "en"),
        Expectation("synthetic-province", "vi", "Khác"),
        Expectation("synthetic-province", "vi", title="Khác"),
    ],
)
def test_report_of_something_else_is_refused(html, pdf, expected):
    with pytest.raises(ReportNotWhole):
        check_html(html, expected)
    with pytest.raises(ReportNotWhole):
        check_pdf(pdf, expected)


def test_pdf_of_more_pages_than_wanted_is_refused(pdf):
    with pytest.raises(ReportNotWhole, match="pages instead of 1"):
        check_pdf(pdf, Expectation("synthetic-province", "vi", page_count=1))


def test_pdf_that_ends_early_is_refused(pdf):
    with pytest.raises(ReportNotWhole, match="ends early"):
        check_pdf(pdf[:-100], EXPECTED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>", "<title>Cần Thơ: "),
        ("<h1>", "<h1>Can Tho "),
        ('<p class="figure-title">', '<p class="figure-title">Bà Rịa - Vũng Tàu: '),
        ('aria-label="Biểu đồ điểm', 'aria-label="Hậu Giang'),
    ],
)
def test_page_that_names_another_province_in_a_title_or_alternative_text_is_refused(html, old, new):
    page = html.replace(old.encode(), new.encode())
    assert page != html
    with pytest.raises(ReportNotWhole, match="a title or an alternative text names"):
        check_html(page, Expectation("binh-thuan", "vi"))


def test_a_chart_of_ones_own_may_name_other_provinces_and_hides_no_other_chart(html):
    title = b'<p class="figure-title">'
    before, _, after = html.partition(b'<figure class="chart"')
    own = before + b'<figure class="chart" data-own' + after.replace(title, title + b"An Giang: ", 1)
    both = before + b'<figure class="chart" data-own' + after.replace(title, title + b"An Giang: ")
    assert own.count(b"An Giang: ") == 1 < both.count(b"An Giang: ")
    for page, is_refused in ((own, False), (both, True)):
        with pytest.raises(ReportNotWhole) as refused:
            check_html(page, Expectation("binh-thuan", "vi"))
        assert ("names An Giang" in str(refused.value)) == is_refused


def test_other_provinces_may_be_named_in_the_text_and_in_tooltips(html):
    page = html.replace(b"<title>31/12/2010", "<title>Báo Cần Thơ, 31/12/2010".encode())
    assert page != html
    with pytest.raises(ReportNotWhole) as refused:
        check_html(page.replace(b"<p>", "<p>Cần Thơ ".encode()), Expectation("binh-thuan", "vi"))
    assert "names" not in str(refused.value)


def test_links_to_sources_on_the_web_are_fine(html):
    assert b'<a href="https://example.org/src-b1">' in html
