"""Page one as a document of its own: what is read of the notebook, and where its links lead."""

import io
import re
import struct

import pikepdf
import pypdfium2 as pdfium
import pytest
from data.contract.contract_notebook import executed
from nbformat.v4 import new_code_cell, new_output

from baophu.common.errors import ReportNotWhole
from baophu.export.content import read_content
from baophu.export.html.links import lead_elsewhere
from baophu.export.profiles import BRIEF, file_stem
from baophu.export.run import HTML, PDF, SOURCE, export
from baophu.export.typst.pdf import compile_png
from baophu.report.blocks import Card, Cards, Group, Link, Paragraph, TitledLines
from baophu.report.sections import brief as sections
from baophu.report.words import Words

FIGURE = Link("90,4%", "#src-b1")


def bundle(block, tag="brief"):
    cell = new_code_cell("report.part()", outputs=[new_output("display_data", data=block._repr_mimebundle_())])
    cell.metadata["tags"] = [tag] if tag else []
    return cell


@pytest.fixture(scope="module")
def notebook():
    """The contract notebook with a brief in front of it; one block of the brief displays nothing."""
    notebook = executed()
    brief = [
        Paragraph(("Chưa đạt: ", FIGURE), style="finding"),
        Cards((Card(FIGURE, "a", "b"), Card("1", "c", is_old=True))),
        TitledLines("Vì sao", (("c ", FIGURE), "d")),
        Group(),
        Paragraph(("Nguồn: ", Link("báo", "https://example.org")), style="brief-foot"),
    ]
    notebook.cells[2:2] = map(bundle, brief)
    return notebook


@pytest.fixture(scope="module")
def html(notebook):
    return export(notebook, HTML, profile=BRIEF).decode()


def test_only_the_head_and_tagged_cells_are_read(notebook):
    content, whole = read_content(notebook, tag=BRIEF), read_content(notebook)
    # The head and four blocks; the fifth displays nothing.
    assert len(content.bundles) == 5 < len(whole.bundles)
    assert content.code == () and whole.code != ()
    assert content.title == whole.title


def test_links_to_entries_lead_to_the_report_beside_it(html):
    assert html.count('href="synthetic-province.html#src-b1"') == 3
    assert set(re.findall(r'href="#([^"]*)"', html)) == {"content"}
    assert 'href="https://example.org"' in html and '<body class="brief">' in html


def test_the_report_itself_keeps_its_links(notebook):
    page = export(notebook, HTML).decode()
    assert "synthetic-province.html#" not in page and page.count('href="#src-b1"') >= 3
    assert '<body class="brief">' not in page


def test_link_with_its_aim_on_the_page_stays():
    fragments = ['<p id="a"><a href="#a">1</a> <a class="x" href="#b">2</a></p>', '<use href="#b"/>']
    first, second = lead_elsewhere(fragments, "x.html")
    assert first == '<p id="a"><a href="#a">1</a> <a class="x" href="x.html#b">2</a></p>'
    assert second == fragments[1]


def test_paper_is_one_page_whose_links_lead_out(notebook):
    with pikepdf.open(io.BytesIO(export(notebook, PDF, profile=BRIEF))) as document:
        (page,) = document.pages
        aims = {str(note.A.URI) for note in page.Annots if "/URI" in note.A}
    assert aims == {"synthetic-province.html#src-b1", "https://example.org"}


# The longest first pages, and one of hardly any figure.
@pytest.mark.parametrize(("province", "language"), [("binh-thuan", "en"), ("can-tho", "en"), ("ha-giang", "vi")])
def test_page_one_of_a_report_is_one_page(facts_of, exported, province, language):
    facts = facts_of(province)
    words = Words(facts, language)
    with pdfium.PdfDocument(exported(province, language, PDF)) as document:
        first, *others = (_letters(page.get_textpage().get_text_range()) for page in document)
    foot = [block.text() for block in (sections.source_line(facts, words), sections.absent(facts, words))]
    boundaries = _letters(foot[0].rsplit(": ", 1)[-1][-25:])
    assert boundaries in first and not any(boundaries in other for other in others[:1])
    assert _letters(foot[1][-25:]) in first


def _letters(text):
    """A text without spaces and line breaks, which pages set anew."""
    return re.sub(r"\s", "", text)


def test_block_that_displays_nothing_leaves_nothing_on_paper(notebook):
    source = export(notebook, SOURCE, profile=BRIEF).decode()
    assert "raw(" not in source.split("#show: report.with(")[1]


def test_picture_is_the_page_at_144_pixels_to_the_inch(notebook):
    png = compile_png(export(notebook, SOURCE, profile=BRIEF))
    assert struct.unpack(">II", png[16:24]) == (1191, 1684)
    with pytest.raises(ReportNotWhole):
        compile_png(b"#nothing-of-this-name()")


def test_names_of_files():
    assert file_stem("a", "vi") == "a" and file_stem("a", "en", "nd30") == "a.en.nd30"
    assert file_stem("a", "vi", BRIEF) == "a.brief" and file_stem("a", "en", BRIEF) == "a.brief.en"
