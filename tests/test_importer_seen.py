"""What is stored is what is shown, and the shape of text files is checked: nothing is lost or joined unseen."""

import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_importer_kit import OdsCell, make_office

from baophu.importer.errors import AmbiguousImport, InvalidImport
from baophu.importer.number_formats import number_cell

HEADER = ["Huyện", "Năm", "Số người tham gia BHYT", "Tỷ lệ bao phủ BHYT"]
ROWS = ["Kỳ Anh", 2021, 104321, 90.4], ["Thạch Hà", 2021, 97654, 91.2], ["Hồng Lĩnh", 2021, 37105, 88.1]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def edit(path, change):
    """Change the first sheet of a workbook."""
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


def rewrite(path, change):
    """Change the XML of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, change(name, text))
    return path


def numbers(parsed_file):
    return [float(figure.value) for figure in parsed_file.figures]


# ── Workbooks ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("align", ["superscript", "subscript"])
@pytest.mark.parametrize(("shown", "mark"), [("90,4", "1"), ("104", "(2)"), ("97.654", "*")])
def test_footnote_marks_are_no_digits(office, align, shown, mark):
    column = "D" if "," in shown else "C"

    def raise_mark(sheet):
        sheet[f"{column}2"] = CellRichText(shown, TextBlock(InlineFont(vertAlign=align), mark))

    parsed_file = office.read(edit(office.xlsx(HEADER, *ROWS), raise_mark))
    assert shown in [figure.as_printed for figure in parsed_file.figures]
    assert any(f"left out: {column}2" in note for note in parsed_file.notes)


def test_struck_text_is_no_figure(office):
    def strike(sheet):
        sheet["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "99 "), "104321")
        sheet["D3"].font = Font(strike=True)
        for cell in sheet[4]:
            cell.font = Font(strike=True)

    parsed_file = office.read(edit(office.xlsx(HEADER, *ROWS), strike))
    assert numbers(parsed_file) == [104321, 90.4, 97654]
    assert any("C2, D3, A4, B4, C4, D4" in note for note in parsed_file.notes)


def test_figure_merged_over_rows_is_no_figure_of_the_first(office):
    path = office.xlsx(HEADER, *ROWS, merged=("C2:C3",))
    with pytest.raises(InvalidImport, match="Sheet1!C2 .*one figure for several merged cells"):
        office.read(path)


def test_values_kept_under_merged_cells_are_not_seen(office):
    def cover(name, text):
        # Excel keeps them when cells are merged by a program.
        return text.replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>')

    path = office.xlsx(["Huyện", *HEADER[1:]], ["Ẩn", *HEADER[1:]], *ROWS)
    assert len(office.read(rewrite(path, cover)).figures) == 6


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_hidden_rows_and_columns_are_asked_about(office, ending):
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    if ending == "xlsx":
        path = edit(office.xlsx(HEADER, *ROWS), hide)
    else:
        path = rewrite(office.ods(HEADER, *ROWS), _hide_in_ods)
    with pytest.raises(AmbiguousImport, match=r"hidden and hold something: 3, D\."):
        office.read(path)
    assert numbers(office.read(path, hidden="leave-out")) == [104321, 37105]
    assert len(office.read(path, hidden="read").figures) == 6


def _hide_in_ods(name, text):
    if name != "content.xml":
        return text
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    head, *rows = text.split("<table:table-row>")
    rows[2] = rows[2]
    return (
        head
        + columns
        + "<table:table-row>"
        + rows[0]
        + "<table:table-row>"
        + rows[1]
        + ('<table:table-row table:visibility="filter">' + rows[2] + "<table:table-row>" + rows[3])
    )


def test_hidden_and_blank_rows_ask_nothing(office):
    def hide(sheet):
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["M"].hidden = True

    assert len(office.read(edit(office.xlsx(HEADER, *ROWS), hide)).figures) == 6


def test_hidden_sheets_are_taken_only_when_named(office):
    path = office.xlsx(HEADER, *ROWS, sheet="Cũ")
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.active).title = "Bản 2"
    book["Cũ"].sheet_state = "hidden"
    book["Cũ"]["C2"] = 1
    book.save(path)
    assert numbers(office.read(path))[0] == 104321
    assert numbers(office.read(path, sheet="Cũ"))[0] == 1


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', "-"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (0, "#,###", ""),
        (5, ";;;", ""),
        (0, "#,##0;;", ""),
        (104321, "#,##0", "104321"),
        (104321, "#,##0,", "104"),
        (104321, '#,##0.0," nghìn"', "104.3 nghìn"),
        (0.904, "0.0%", "90.4%"),
        (90.4, '0.0"%"', "90.4%"),
        (-5, "#,##0;(#,##0)", "-5"),
        (90.44, "General", "90.44"),
    ],
)
def test_numbers_read_as_their_format_shows_them(value, number_format, shown):
    assert number_cell(value, number_format).text == shown


def test_dash_of_a_format_is_no_figure(office):
    path = office.xlsx(HEADER, ["Kỳ Anh", 2021, 0, 90.4], formats={"C2": '#,##0;-#,##0;"-"'})
    assert numbers(office.read(path)) == [90.4]


def test_count_that_shows_thousands_only_is_refused(office):
    path = office.xlsx(HEADER, ROWS[0], formats={"C2": "#,##0,"})
    with pytest.raises(InvalidImport, match="shows another number than it holds"):
        office.read(path)


@pytest.mark.parametrize("place", ["T1", "A1048576", "XFD1048576"])
def test_stray_formatted_cell_costs_nothing(office, place):
    def format_cell(sheet):
        sheet[place].font = Font(bold=True)

    path = office.xlsx(HEADER, *ROWS)
    book = openpyxl.load_workbook(path)
    format_cell(book.active)
    book.save(path)
    tracemalloc.start()
    start = time.process_time()
    assert len(office.read(path).figures) == 6
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.process_time() - start < 5 and peak < 100_000_000


def test_strict_workbooks_and_odd_styles_are_read(office):
    def make_strict(name, text):
        text = text.replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                            "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
        return text.replace('<family val="2"', '<family val="34"')

    assert len(office.read(rewrite(office.xlsx(HEADER, *ROWS), make_strict)).figures) == 6


def test_line_breaks_blanks_and_raised_text_of_an_ods(office):
    def write(name, text):
        style = (
            '<office:automatic-styles><style:style style:name="R" style:family="text"><style:text-properties '
            'style:text-position="super 58%"/></style:style><style:style style:name="S" style:family="text">'
            '<style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
        )
        text = text.replace(
            "<office:document-content ",
            '<office:document-content xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ',
        ).replace("<office:body>", style + "<office:body>")
        text = text.replace("Số người tham", "Số người<text:line-break/>tham").replace("Kỳ Anh", "Kỳ<text:s/>Anh")
        text = text.replace("90,4", '90,4<text:span text:style-name="R">2</text:span>')
        return text.replace("97654", '<text:span text:style-name="S">1</text:span>97654')  # fmt: skip

    path = rewrite(office.ods(HEADER, ["Kỳ Anh", 2021, 104321, "90,4"], ["Thạch Hà", 2021, "97654", "91,2"]), write)
    assert numbers(office.read(path)) == [104321, 90.4, 97654, 91.2]


def test_cached_tables_of_other_files_are_no_sheets(office):
    def add(name, text):
        if name != "content.xml":
            return text
        table = text[text.index("<table:table ") : text.index("</table:table>") + len("</table:table>")]
        cached = table.replace('"Sheet1"', "\"'file:///D:/cu.ods'#$Sheet1\"")
        return text.replace("</office:spreadsheet>", cached + "</office:spreadsheet>")

    assert len(office.read(rewrite(office.ods(HEADER, *ROWS), add)).figures) == 6


def test_dash_shown_by_an_ods_is_no_figure(office):
    dash = OdsCell('office:value-type="float" office:value="0"', "-")
    assert numbers(office.read(office.ods(HEADER, ["Kỳ Anh", 2021, dash, 90.4]))) == [90.4]


def test_zero_width_marks_are_not_there(office):
    path = office.csv(["\u200bHuyện", "Năm\u200b", "Số\u2060 người tham gia BHYT"], ["Kỳ Anh", "2021", "104.321\u200b"])
    assert numbers(office.read(path)) == [104321]


@pytest.mark.parametrize(
    ("font", "words"),
    [
        ("TCVN3 (ABC)", ["HuyÖn", "N¨m", "Sè ng\xadêi tham gia BHYT"]),
        ("TCVN3 (ABC)", ["B¶o hiÓm x· héi", "Tû lÖ bao phñ", "ThÞ x· Hång LÜnh"]),
        ("VNI", ["Huyeän", "Soá ngöôøi tham gia", "Tyû leä"]),
    ],
)
def test_old_fonts_are_named(office, font, words):
    path = office.csv(words, ["Kỳ Anh", "2021", "104.321"])
    with pytest.raises(InvalidImport) as caught:
        office.read(path, add_areas=True)
    assert font in str(caught.value) and "UniKey" in str(caught.value)


# ── Text files ───────────────────────────────────────────────────────────────────────────────────────────────

TEXT = "Huyện;Năm;Số người tham gia BHYT;Ghi chú\n"


@pytest.mark.parametrize(
    "lines",
    [
        'Kỳ Anh;2021;104.321;\nThạch Hà;2021;97.654;"ước\nHồng Lĩnh;2021;37.105;\n',
        'Kỳ Anh;2021;104.321;\n"Thạch Hà;2021;97.654;\nHồng Lĩnh;2021;37.105;\n',
        'Kỳ Anh;2021;104.321;\nThạch Hà;2021;97.654;"sơ bộ\nHồng Lĩnh;2021;37.105;"ước"\n',
        'Kỳ Anh;2021;104.321;\nThạch Hà;2021;97.654;"a\nHồng Lĩnh;2021;37.105;b"\nThạch Hà;2020;97.000;\n',
        'Kỳ Anh;2021;104.321;\nThạch Hà;2021;"97.654"x;\nHồng Lĩnh;2021;37.105;\n',
    ],
)
def test_quote_that_is_not_closed_loses_no_rows(office, lines):
    path = office.folder / "synthetic.csv"
    path.write_text(TEXT + lines, encoding="utf-8")
    with pytest.raises(InvalidImport, match="synthetic.csv!R3: a quotation mark"):
        office.read(path)


def test_line_breaks_within_cells_are_kept(office):
    path = office.folder / "synthetic.csv"
    path.write_text('Huyện;Năm;"Số người\ntham gia BHYT";Ghi chú\nKỳ Anh;2021;104.321;"dòng 1\ndòng 2"\n', "utf-8")
    assert numbers(office.read(path)) == [104321]


@pytest.mark.parametrize(
    ("header", "row", "separator"),
    [
        (HEADER[:3], "Thạch Hà,2021,97,654", ","),
        (HEADER[:3], "Thạch Hà,2021,1,097,654", ","),
        (HEADER, "Thạch Hà;2021;97.654;91;2", ";"),
        (HEADER, "Thạch Hà;97.654;91,2", ";"),
        (HEADER, "Thạch Hà\t2021\t97.654", "\t"),
    ],
)
def test_rows_of_another_width_are_refused(office, header, row, separator):
    path = office.csv(header, ["Kỳ Anh", "2021", "104321", "90"][: len(header)], separator=separator)
    path.write_text(path.read_text("utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(InvalidImport, match=r"synthetic\.csv!R3: a row of \d cells below a header of \d"):
        office.read(path, skip=("4", "5"))


def test_notes_and_trailing_separators_are_no_other_width(office):
    path = office.csv(["BHXH tỉnh"], HEADER, [*ROWS[0], ""], ["Nguồn: phòng thu"], ["Ngày lập", "05/01/2022"])
    assert len(office.read(path).figures) == 2


def test_second_table_of_provinces_is_refused(office):
    header = ["Tỉnh", "Năm", "Số người tham gia BHYT"]
    path = office.csv(
        header, ["Hà Tĩnh", 2021, 1104321], ["Nghệ An", 2021, 3104321], [*header[:2], "BHTN"], ["Hà Tĩnh", 2021, 9]
    )
    with pytest.raises(InvalidImport, match="R4C1 'Tỉnh': a second table begins here"):
        office.read(path, province="")


# ── Tables as offices and the statistics office make them ────────────────────────────────────────────────────


PLAIN = [
    ("Huyện|Ngày|Số người tham gia BHYT|Tỷ lệ bao phủ (%)", "Kỳ Anh|31/12/2021|104.321|90,4"),
    ("Ngày|BHYT|BHXH bắt buộc|BHXH tự nguyện|BHTN", "31/12/2021|1.104.321|91.104|41.765|7.952"),
    ("Huyện|Năm|Số lao động đóng BHTN", "Kỳ Anh|2021|4.321"),
    ("Huyện|T1/2022|T2/2022", "Kỳ Anh|104.321|104.400"),
    ("Huyện|31/12/2020|31/12/2021", "Kỳ Anh|104321|104400"),
    ("Loại hình|2020|2021", "BHXH tự nguyện|9.001|1.020.123"),
    ("Địa phương|Năm|Số thẻ BHYT", "Kỳ Anh|2021|104.321"),
    ("District|Year|Number of insured persons", "Ky Anh|2021|104,321"),
    ("Huyện|Tháng|Năm|Tỷ lệ bao phủ BHYT", "Kỳ Anh|12|2021|90,4%"),
    (
        "STT|Đơn vị|Kỳ|Dân số|Số người tham gia BHYT|Tỷ lệ bao phủ (%)",
        "1|Kỳ Anh|12/2021|120.000|104.321|86,93",
    ),
    ("Huyện|Năm|Nhóm|Số người tham gia BHYT", "Kỳ Anh|2021|Học sinh, sinh viên|24.321"),
    ("Huyện|Năm|Kế hoạch số người tham gia BHYT|Số người tham gia BHYT", "Kỳ Anh|2021|104.000|104.321"),
]


@pytest.mark.parametrize(("header", "row"), PLAIN)
def test_plain_tables_ask_nothing(office, header, row):
    header, row = header.split("|"), row.split("|")
    answers = {} if any("BH" in cell for cell in [*header, *row]) else {"scheme": "bhyt"}
    keys = {
        "STT",
        "Huyện",
        "Địa phương",
        "Đơn vị",
        "District",
        "Ngày",
        "Năm",
        "Year",
        "Tháng",
        "Kỳ",
        "Nhóm",
        "Loại hình",
    }
    assert len(office.read(office.csv(header, row), **answers).figures) == len([h for h in header if h not in keys])


@pytest.mark.parametrize("unit", ["(Thous. pers.)", "(Nghìn người)", "(1000 persons)"])
def test_tables_of_the_statistics_office(office, unit):
    path = office.csv(
        ["Number of people participating in health insurance by Cities, provincies, Year and Items"],
        [],
        ["Cities, provincies", f"2021 Insured persons {unit}", "Prel. 2022 Coverage rate (%)"],
        [" WHOLE COUNTRY", "88837.00", "92.04"],
        ["Red River Delta", "18200.10", "91.20"],
        ["Mekong River  Delta", "..", "90.00"],
        ["Ha Tinh", "1098.20", "85.39"],
        ["Thua Thien-Hue", "1120.30", ".."],
        [],
        ["Latest update:", "20230901 09:00"],
    )
    parsed_file = office.read(path, skip_other_provinces=True, add_areas=True)
    assert [(f.area, float(f.value), f.status) for f in parsed_file.figures] == [
        ("ha-tinh", 1098200, "A"),
        ("ha-tinh", 85.39, "P"),
    ]
    assert not parsed_file.provinces.new_areas


# ── Importing again ──────────────────────────────────────────────────────────────────────────────────────────


def test_figures_that_a_newer_file_of_the_name_lacks_are_named_and_dropped_when_told(office):
    office.run(office.csv(HEADER[:3], *(row[:3] for row in ROWS)))
    note = "an earlier file of this name had 1 figures that this one lacks"
    newer = office.csv(HEADER[:3], *(row[:3] for row in ROWS[:2]))
    assert any(note in text for text in office.run(newer).parsed_file.notes)
    assert len(office.claims()) == 3
    result = office.run(newer, replace=True)
    assert any("dropped: " in text and "hong-linh" in text for text in result.parsed_file.notes)
    assert {row["area"] for row in office.claims()} == {"ha-tinh-ky-anh", "ha-tinh-thach-ha"}


def test_newer_version_drops_other_days_too_and_says_so_with_the_conflicts(office):
    office.run(office.csv(HEADER[:3], *(row[:3] for row in ROWS), ["Kỳ Anh", 2012, 104000]))
    newer = office.csv(HEADER[:3], ["Kỳ Anh", 2021, 104322], ROWS[1][:3], ROWS[2][:3])
    with pytest.raises(
        InvalidImport, match=r"had 1 figures that this one lacks: .*2012-12-31: 104000\. --replace drops"
    ):
        office.run(newer)
    assert office.run(newer, replace=True).dropped_count == 1
    assert {row["as_of"] for row in office.claims()} == {"2021-12-31"}


def test_figures_of_other_provinces_stay_when_one_is_imported_again(office):
    header, rows = ["Tỉnh", "Năm", "Chỉ tiêu bao phủ BHYT (%)"], (["Hà Tĩnh", 2021, 90], ["Nghệ An", 2021, 91])
    office.run(office.csv(header, *rows), province="")
    assert office.run(office.csv(header, ["Hà Tĩnh", 2021, 92]), replace=True).dropped_count == 0
    assert office.run(office.csv(header, ["Hà Tĩnh", 2021, 92]), province="", replace=True).dropped_count == 1


def test_another_month_under_the_same_name_drops_nothing(office):
    office.run(office.csv(HEADER[:3], ROWS[0][:3]))
    office.run(office.csv(HEADER[:3], ["Kỳ Anh", 2020, 104000]), replace=True)
    assert len(office.claims()) == 2
