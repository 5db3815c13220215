import io
import unicodedata

import nbformat
import pikepdf
import pypdfium2
import pytest
import typst
from data.contract.contract_notebook import code_cell, executed, notebook_of, shown
from data.contract.synthetic_province import LETTERS

from baophu.common.errors import CellFailed, ReportNotWhole
from baophu.export.run import export
from baophu.export.typst.html_tables import typst_table
from baophu.export.typst.markdown import markdown_typst
from baophu.export.typst.pdf import load_fonts, pack_objects

EXPORTER = "baophu.export.typst.pdf:BaophuPDFExporter"
SOURCE = "baophu.export.typst.exporter:BaophuTypstExporter"


def fragment(markup):
    return code_cell(markup, shown({"application/x-typst": markup, "text/plain": markup}))


def text_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="module")
def pdf():
    return export(executed(), EXPORTER)


@pytest.fixture
def structure(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


def tags(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from tags(node.K)


def test_language_title_and_standards(structure):
    assert str(structure.Root.Lang) == "vi"
    assert str(structure.docinfo.Title).startswith("Tỉnh Thử Nghiệm: bao phủ")
    assert structure.Root.ViewerPreferences.DisplayDocTitle
    metadata = structure.open_metadata()
    assert metadata["pdfuaid:part"] == "1"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_tags_hold_headings_tables_figures_links(structure):
    found = set(tags(structure.Root.StructTreeRoot.K))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Link", "/Caption", "/L"} <= found


def test_date_is_the_day_of_the_data(structure):
    assert str(structure.docinfo.CreationDate).startswith("D:20231130")


def test_bookmarks_are_the_sections(structure):
    with structure.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        "1. Diễn biến bao phủ",
        "2. Các đợt giảm",
        "3. Mục tiêu",
        "4. Kiểm tra số học",
        "5. Nguồn",
    ] or titles == ["Diễn biến bao phủ", "Các đợt giảm", "Mục tiêu", "Kiểm tra số học", "Nguồn"]


def test_points_of_a_chart_lead_to_their_sources(structure):
    links = [note for page in structure.pages for note in page.get("/Annots", []) if "/Dest" in note]
    # Text is wider than high; the boxes over the points are squares.
    sizes = [[float(value) for value in link.Rect] for link in links]
    squares = [box for box in sizes if round(box[2] - box[0], 2) == round(box[3] - box[1], 2) == 7]
    assert len(squares) == 8


def test_every_vietnamese_letter_can_be_copied(pdf):
    text = unicodedata.normalize("NFC", text_of(pdf))
    assert LETTERS in text.replace("\r\n", "").replace("\n", "")


def test_text_of_charts_can_be_searched(pdf):
    assert "Chỉ tiêu 92,25%" in unicodedata.normalize("NFC", text_of(pdf))


def test_header_row_of_a_table_is_repeated(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [unicodedata.normalize("NFC", page.get_textpage().get_text_range()) for page in document]
    with_rows = [page for page in pages if "Số người có thẻ" in page]
    assert len(with_rows) >= 2
    assert all("Loại số liệu" in page for page in with_rows)


def test_two_exports_are_the_same_bytes(pdf):
    assert export(executed(), EXPORTER) == pdf


def test_file_is_packed_and_has_no_fault(pdf):
    written = typst.compile(export(executed(), SOURCE), font_paths=load_fonts(), pdf_standards=["ua-1"], timestamp=0)
    assert len(pack_objects(written)) < 2 / 3 * len(written)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not document.check_pdf_syntax()
    # PDF/A: the metadata can be read without unpacking.
    assert b"<x:xmpmeta" in pdf


def test_only_shipped_fonts_are_used(structure):
    names = {
        str(font.BaseFont).split("+")[1].split("-")[0]
        for page in structure.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert names <= {"LibertinusSerif", "DejaVuSans", "DejaVuSansMono"}


def test_source_is_one_file_that_names_the_title():
    source = export(executed(), SOURCE).decode()
    assert 'title: "Tỉnh Thử Nghiệm: bao phủ' in source and "#chart(" in source and "<svg" in source


def test_link_without_an_aim_is_refused():
    with pytest.raises(ReportNotWhole, match="src-nowhere"):
        export(executed(cells=[fragment("#link(<src-nowhere>)[x]")]), EXPORTER)


def test_letter_in_no_font_is_refused_in_a_report():
    with pytest.raises(ReportNotWhole, match="could not be displayed"):
        export(executed(cells=[fragment("\U0001f9ff")]), EXPORTER)


def test_any_other_notebook_is_exported():
    markdown = nbformat.v4.new_markdown_cell(
        "# Ghi chép\n\n## Mục\n\nMột *đoạn* có [liên kết](https://example.org), `mã`.\n\n"
        "1. một\n2. hai\n   - trong\n\n> trích\n\n```\nprint(1)\n```\n\n| a | b |\n|---|--:|\n| c | 1 |"
    )
    frame = "<table><thead><tr><th></th><th>x</th></tr></thead><tr><th>0</th><td>7 & 8</td></tr></table>"
    cell = code_cell(
        "x",
        nbformat.v4.new_output("stream", name="stdout", text="printed\n"),
        shown({"text/html": frame, "text/plain": "x"}),
        shown({"text/html": "<b>hello</b>", "text/plain": "hello"}),
        shown({"image/png": PNG, "text/plain": "a picture"}),
    )
    text = text_of(export(notebook_of(markdown, cell), EXPORTER))
    for part in ("Ghi chép", "Mục", "đoạn", "liên kết", "mã", "trong", "trích", "print(1)", "7 & 8", "hello"):
        assert part in unicodedata.normalize("NFC", text)


def test_failed_notebook_is_not_exported():
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="no data", traceback=[])
    with pytest.raises(CellFailed):
        export(notebook_of(code_cell("draw()", error)), EXPORTER)


def test_markdown_levels_stand_below_the_title():
    assert markdown_typst("## Mục\n\n### Phần") == "= Mục\n\n== Phần"


def test_markdown_syntax_of_typst_is_only_text():
    assert markdown_typst("giá #1 $5 @nguồn") == r"giá \#1 \$5 \@nguồn"


def test_spanned_cells_of_a_table():
    html = '<table><tr><th colspan="2">a</th></tr><tr><td>1</td><td>2</td></tr></table>'
    assert "table.cell(colspan: 2)[a]" in typst_table(html)


def test_two_tables_are_not_one():
    assert typst_table("<table><tr><td>1</td></tr></table>" * 2) is None


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
