"""What a reader of the printed report relies on, in both page formats."""

import io
import re
import unicodedata
from collections import Counter
from functools import cache
from statistics import mode

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from data.contract.contract_notebook import code_cell, executed, shown

from baophu.export.profiles import PROFILES
from baophu.export.run import PDF, export
from baophu.ledger.names import provinces

pytestmark = pytest.mark.slow

MM = 72 / 25.4
LARGEST_BYTES = 400_000

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_LOWER = [letter for vowel in _VOWELS for letter in (unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)]
ACCENTED = [letter for letter in [*_LOWER, "đ"] if not letter.isascii()]
LETTERS = "".join(ACCENTED) + "".join(ACCENTED).upper()


def fragment(markup):
    return code_cell(markup, shown({"application/x-typst": markup, "text/plain": markup}))


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)) for text in texts]


@cache
def letters_of(pdf):
    """Page number, letter, size in points, and the box's edges in points from the top left, of every printed letter."""
    letters = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            text, height = page.get_textpage(), page.get_height()
            for index in range(text.count_chars()):
                letter = text.get_text_range(index, 1)
                if letter.strip():
                    left, bottom, right, top = text.get_charbox(index)
                    size = pdfium.FPDFText_GetFontSize(text, index)
                    letters.append((number, letter, round(size, 2), (left, height - top, right, height - bottom)))
    return letters


@pytest.fixture(scope="module", params=PROFILES)
def profile(request):
    return request.param


@pytest.fixture(scope="module")
def report_pdf(exported):
    """The PDF of a real province in a page format."""
    return lambda province, language, profile: exported(province, language, PDF, profile=profile)


@pytest.fixture(scope="module")
def largest(ledger):
    """The province with most figures of its own."""
    counts = Counter(ledger.claims["area"])
    return max(provinces(), key=lambda slug: counts[slug])


def test_there_are_134_accented_letters():
    assert len(ACCENTED) == 67 and len(set(LETTERS)) == 134


@pytest.mark.parametrize(
    "markup",
    [
        "{}",
        "#strong[{}]",
        "#emph[{}]",
        "= {} <letters>",
        "#finding[{}]",
        "#note[{}]",
        "#muted[{}]",
        "#data-table(columns: (1fr,), align: (left,), header: ([x],), rows: (([{}],),), caption: [x])",
        "#cards((value: [1], label: [x], note: [{}]), (value: [2], label: [y], note: [z]))",
        '#chart("<svg xmlns=\\"http://www.w3.org/2000/svg\\" viewBox=\\"0 0 900 40\\"><text x=\\"5\\" y=\\"20\\" '
        'style=\\"font: 9px \'DejaVu Sans\'\\">{}</text></svg>", alt: "x")',
    ],
)
def test_every_accented_letter_is_copied_in_reading_order(markup, profile):
    pdf = export(executed(cells=[fragment(markup.replace("{}", LETTERS))]), PDF, profile=profile)
    text = re.sub(r"\s", "", "".join(pages_of(pdf)))
    # A running head may stand between two pages.
    assert text.count(LETTERS) >= 1


def test_all_fonts_are_embedded(report_pdf, largest, profile):
    with pikepdf.open(io.BytesIO(report_pdf(largest, "vi", profile))) as document:
        descriptors = [
            part for part in document.objects if isinstance(part, pikepdf.Dictionary) and "/FontName" in part
        ]
        assert descriptors
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in descriptors)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_largest_report_stays_small_and_says_what_it_is(report_pdf, largest, language, profile):
    pdf = report_pdf(largest, language, profile)
    assert len(pdf) <= LARGEST_BYTES
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.Lang == language
        assert document.Root.MarkInfo.Marked
        metadata = document.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "2", "A")
        assert metadata["dc:title"]
        assert not document.check_pdf_syntax()
        with document.open_outline() as outline:
            assert len(outline.root) >= 10


def figures_in(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from figures_in(child)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/Figure":
            yield node
        elif "/K" in node:
            yield from figures_in(node.K)


def test_every_figure_has_words_in_its_place(report_pdf, largest, profile):
    with pikepdf.open(io.BytesIO(report_pdf(largest, "vi", profile))) as document:
        figures = list(figures_in(document.Root.StructTreeRoot.K))
        assert figures
        assert all(len(str(figure.get("/Alt", ""))) > 80 for figure in figures)


def test_no_page_is_blank_or_ends_with_a_heading(report_pdf, largest, profile):
    pdf = report_pdf(largest, "vi", profile)
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        headings = [item.title for item in outline.root]
    for page in pages_of(pdf):
        assert len(page) > 200
        body = re.sub(r"Dữ liệu [0-9a-f]{12}.*$", "", page).strip()
        assert not [heading for heading in headings if body.endswith(heading)]


def test_nothing_stands_outside_the_margins(report_pdf, largest, profile):
    boxes = [box for *_, box in letters_of(report_pdf(largest, "vi", profile))]
    left, right = (30, 210 - 15) if profile == "nd30" else (22, 210 - 22)
    # Sides of letters reach a hair over the line's own.
    assert min(box[0] for box in boxes) > left * MM - 1.5
    assert max(box[2] for box in boxes) < right * MM + 1.5


@pytest.mark.parametrize("profile", PROFILES)
def test_heading_intro_caption_header_and_first_row_share_a_page(profile):
    """Wherever on the page they begin: behind 0 to 54 lines."""
    parts = []
    for lines in range(0, 55, 2):
        filler = " \\\n".join(["z"] * lines)
        parts += [
            f"#pagebreak()\n#block[{filler}]",
            f"= Mục{lines}đầu",
            f"#intro[Dẫn{lines}vào.]",
            f"#data-table(columns: (1fr, 1fr), caption: [Bảng{lines}này], header: ([Cột{lines}một], [Hai]), "
            f"rows: ({', '.join(f'([Hàng{lines}số{row}x], [y])' for row in range(40))}))",
        ]
    pages = pages_of(export(executed(cells=[fragment("\n\n".join(parts))]), PDF, profile=profile))
    for lines in range(0, 55, 2):
        wanted = (f"Mục{lines}đầu", f"Dẫn{lines}vào", f"Bảng{lines}này", f"Hàng{lines}số0x")
        # The list of contents has the heading too.
        assert any(all(word in page for word in wanted) for page in pages), lines
        rows = [page for page in pages if re.search(rf"Hàng{lines}số\d+x", page)]
        assert all(f"Cột{lines}một" in page for page in rows)
        assert len([page for page in pages if f"Cột{lines}một" in page]) == len(rows)


def test_short_table_is_never_split(profile):
    parts = []
    for lines in range(0, 55, 3):
        filler = " \\\n".join(["z"] * lines)
        rows = ", ".join(f"([Hàng{lines}số{row}x], [y])" for row in range(6))
        parts.append(f"#pagebreak()\n#block[{filler}]\n\n#data-table(columns: 2, header: ([a], [b]), rows: ({rows}))")
    pages = pages_of(export(executed(cells=[fragment("\n\n".join(parts))]), PDF, profile=profile))
    for lines in range(0, 55, 3):
        assert len([page for page in pages if re.search(rf"Hàng{lines}số\dx", page)]) == 1


def test_table_of_few_rows_with_much_in_them_is_split_between_rows(profile):
    """No page is left half empty for it."""
    long = "Chữ trong ô này dài " * 40
    rows = ", ".join(f"([Hàng{row}bắt], [{long} hết{row}hàng])" for row in range(6))
    filler = " \\\n".join(["z"] * 30)
    table = f"#pagebreak()\n#block[{filler}]\n\n#data-table(columns: 2, header: ([Cột], [b]), rows: ({rows}))"
    pages = pages_of(export(executed(cells=[fragment(table)]), PDF, profile=profile))
    assert len([page for page in pages if re.search(r"Hàng\dbắt", page)]) > 1
    assert all(any(f"Hàng{row}bắt" in page and f"hết{row}hàng" in page for page in pages) for row in range(6))


def test_remark_below_a_short_table_is_never_alone(profile):
    parts = []
    for lines in range(0, 55, 3):
        filler = " \\\n".join(["z"] * lines)
        rows = ", ".join(f"([Hàng{lines}số{row}x], [y])" for row in range(6))
        table = f"#with-next[#data-table(columns: 2, header: ([a], [b]), rows: ({rows}))]"
        parts.append(f"#pagebreak()\n#block[{filler}]\n\n{table}\n\nNguồn{lines}đây")
    pages = pages_of(export(executed(cells=[fragment("\n\n".join(parts))]), PDF, profile=profile))
    for lines in range(0, 55, 3):
        (page,) = [page for page in pages if f"Nguồn{lines}đây" in page]
        assert all(f"Hàng{lines}số{row}x" in page for row in range(6))


def test_numbers_in_brackets_are_those_of_the_entries(profile):
    entries = "#data-table(columns: 2, header: ([a], [b]), numbered: true, rows: ({}))".format(
        ", ".join(f'([#anchor("src-x{n}")Con số {n}], [y])' for n in range(1, 13))
    )
    text = '#cite-source("src-x11")[\\[1\\]] thì #cite-figure("src-x12")[90,4%] hết'
    pdf = export(executed(cells=[fragment(text), fragment(entries)]), PDF, profile=profile)
    said = " ".join(pages_of(pdf))
    # Four entries stand before them.
    assert re.search(r"\[15\] thì 90,4% \[16\] hết", said)
    assert re.search(r"\[15\] ?Con số 11\b", said)
    assert re.search(r"\[16\] ?Con số 12\b", said)


def test_every_number_in_brackets_leads_to_its_entry(report_pdf, largest, profile):
    pages = pages_of(report_pdf(largest, "vi", profile))
    start = next(n for n, page in enumerate(pages) if re.search(r"\[n\]", page))
    cited = {int(number) for page in pages[1:start] for number in re.findall(r"\[(\d+)\]", page)}
    entries = [int(number) for page in pages[start:] for number in re.findall(r"\[(\d+)\]", page)]
    assert len(cited) > 20
    assert cited <= set(entries)
    # The contents, after page one, say where they are.
    assert re.search(rf"\btrang {start + 1}\b", " ".join(pages[:3]))


def test_ordinary_pages_carry_title_data_version_and_number(report_pdf, largest):
    pages = pages_of(report_pdf(largest, "vi", "standard"))
    title = re.search(r"^.*?2010–2023", pages[1])[0]
    for number, page in enumerate(pages[1:], 2):
        assert page.startswith(title)
        assert re.search(rf"Dữ liệu [0-9a-f]{{12}} Trang {number} / {len(pages)}", page)
    assert re.search(rf"Dữ liệu [0-9a-f]{{12}} Trang 1 / {len(pages)}", pages[0])


def test_nd30_is_a4_with_the_decrees_margins_and_sizes(report_pdf, largest):
    pdf = report_pdf(largest, "vi", "nd30")
    with pypdfium2.PdfDocument(pdf) as document:
        assert all([round(side / MM) for side in page.get_size()] == [210, 297] for page in document)
    letters = letters_of(pdf)
    body = [letter for letter in letters if letter[3][1] > 20 * MM - 1]
    assert 30 * MM - 1.5 < min(box[0] for *_, box in body) < 35 * MM
    assert 20 * MM - 1.5 < min(box[1] for *_, box in body) < 25 * MM
    assert 195 * MM - 2 < max(box[2] for *_, box in body) < 195 * MM + 1.5
    # The last line stands on the margin; its tails hang below.
    assert max(box[3] for *_, box in body) < 277 * MM + 4
    # The words of the report; tables and charts are set smaller.
    cover = [size for number, letter, size, _ in letters if number == 1 and letter.isalpha()]
    assert 13 <= mode(cover) <= 14


def test_nd30_numbers_its_pages_at_the_top_from_the_second_on(report_pdf, largest):
    letters = letters_of(report_pdf(largest, "vi", "nd30"))
    heads = {}
    for number, letter, size, box in letters:
        if box[3] < 20 * MM:
            heads.setdefault(number, []).append((letter, size, box))
    last = max(number for number, *_ in letters)
    assert sorted(heads) == list(range(2, last + 1))
    for number, head in heads.items():
        assert "".join(letter for letter, *_ in head) == str(number)
        assert all(13 <= size <= 14 for _, size, _ in head)
        middle = (min(box[0] for *_, box in head) + max(box[2] for *_, box in head)) / 2
        assert abs(middle - (30 + 195) / 2 * MM) < 3


def test_nd30_is_black_in_a_times_like_face(report_pdf):
    """Of a place of which little is known nothing is drawn; a chart keeps its colours and letters."""
    with pikepdf.open(io.BytesIO(report_pdf("lao-cai", "vi", "nd30"))) as document:
        for page in document.pages:
            fonts = page.Resources.get("/Font", {}).values()
            assert {str(font.BaseFont).split("+")[1].split("-")[0] for font in fonts} == {"LibertinusSerif"}
            colours = {
                tuple(float(value) for value in operands if not isinstance(operands, pikepdf.Name))
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) in ("rg", "g", "scn")
                and all(not isinstance(value, pikepdf.Name) for value in operands)
            }
            assert all(not any(colour) for colour in colours), colours


def test_nd30_has_no_motto():
    pdf = export(executed(), PDF, profile="nd30")
    assert "CỘNG HÒA" not in " ".join(pages_of(pdf)).upper()


def test_profiles_differ_and_each_is_the_same_bytes_again():
    first, again = ([export(executed(), PDF, profile=profile) for profile in PROFILES] for _ in range(2))
    assert first == again and first[0] != first[1]
