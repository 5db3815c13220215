from datetime import date

import pytest
from test_importer_kit import PROVINCE, OdsCell, make_office, values

from baophu.importer.errors import AmbiguousImport

FORMATS = ("csv", "xlsx", "ods")
KY_ANH, HONG_LINH, THACH_HA = "ha-tinh-ky-anh", "ha-tinh-hong-linh", "ha-tinh-thach-ha"
END_2021 = "2021-12-31"


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


@pytest.mark.parametrize("ending", FORMATS)
def test_long_table_with_title_notes_and_total(office, ending):
    path = office.make(
        ending,
        ["BẢO HIỂM XÃ HỘI TỈNH HÀ TĨNH"],
        ["Số liệu tổng hợp của phòng, biểu 03"],
        ["STT", "Địa phương", "Ngày", "Loại hình", "Số người", "Tỷ lệ bao phủ", "Ghi chú"],
        [1, "Huyện Kỳ Anh", date(2021, 12, 31), "BHYT", "112.345", "90,4%", None],
        [2, "TX Hồng Lĩnh", date(2021, 12, 31), "BHYT", "37.105", "91,2%", "sơ bộ"],
        [None, "Tổng cộng", date(2021, 12, 31), "BHYT", "1.152.062", "89,9%", None],
        [None, "Ghi chú: số liệu chưa quyết toán"],
        [None, "Người lập biểu", None, None, "Giám đốc", None, None],
    )
    parsed_file = office.read(path)
    assert values(parsed_file) == {
        (KY_ANH, "bhyt", "count", END_2021): 112345,
        (KY_ANH, "bhyt", "rate", END_2021): 90.4,
        (HONG_LINH, "bhyt", "count", END_2021): 37105,
        (HONG_LINH, "bhyt", "rate", END_2021): 91.2,
        (PROVINCE, "bhyt", "count", END_2021): 1152062,
        (PROVINCE, "bhyt", "rate", END_2021): 89.9,
    }
    assert [row + 1 for row in parsed_file.rows.total_rows] == [6]
    assert [row + 1 for row, _ in parsed_file.rows.skipped_rows] == [7, 8]
    assert {figure.as_printed for figure in parsed_file.figures} >= {"112.345", "90,4%"}


@pytest.mark.parametrize("ending", FORMATS)
def test_wide_table_with_years_merged_above_months(office, ending):
    path = office.make(
        ending,
        ["Số người tham gia BHYT"],
        ["Huyện", "2021", None, "2022", None],
        [None, "T11", "T12", "T1", "T2"],
        ["A", "1", "2", "3", "4"],
        ["Kỳ Anh", "112.100", "112.345", "111.900", "-"],
        ["Toàn tỉnh", "1.150.000", "1.152.062", "1.149.800", "1.149.900"],
        merged=("A2:A3", "B2:C2", "D2:E2"),
    )
    parsed_file = office.read(path, scheme="bhyt", kind="count", unit="persons")
    assert values(parsed_file) == {
        (KY_ANH, "bhyt", "count", "2021-11-30"): 112100,
        (KY_ANH, "bhyt", "count", END_2021): 112345,
        (KY_ANH, "bhyt", "count", "2022-01-31"): 111900,
        (PROVINCE, "bhyt", "count", "2021-11-30"): 1150000,
        (PROVINCE, "bhyt", "count", END_2021): 1152062,
        (PROVINCE, "bhyt", "count", "2022-01-31"): 1149800,
        (PROVINCE, "bhyt", "count", "2022-02-28"): 1149900,
    }
    assert {figure.precision for figure in parsed_file.figures} == {"month"}
    assert parsed_file.rows.blank_figure_count == 1


@pytest.mark.parametrize("ending", FORMATS)
def test_schemes_above_measures(office, ending):
    path = office.make(
        ending,
        ["Địa phương", "Kỳ", "BHYT", None, "BHXH", None],
        [None, None, "Số người", "Tỷ lệ (%)", "Bắt buộc", "Tự nguyện"],
        ["Huyện Thạch Hà", "12/2022", "120.345", "91,25", "10.234", "3.456"],
        ["Cộng", "12/2022", "1.201.345", "92,10", "101.234", "32.456"],
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    )
    parsed_file = office.read(path, kind="count", unit="persons", decimal=",")
    assert values(parsed_file) == {
        (THACH_HA, "bhyt", "count", "2022-12-31"): 120345,
        (THACH_HA, "bhyt", "rate", "2022-12-31"): 91.25,
        (THACH_HA, "bhxh_bb", "count", "2022-12-31"): 10234,
        (THACH_HA, "bhxh_tn", "count", "2022-12-31"): 3456,
        (PROVINCE, "bhyt", "count", "2022-12-31"): 1201345,
        (PROVINCE, "bhyt", "rate", "2022-12-31"): 92.1,
        (PROVINCE, "bhxh_bb", "count", "2022-12-31"): 101234,
        (PROVINCE, "bhxh_tn", "count", "2022-12-31"): 32456,
    }


@pytest.mark.parametrize("ending", FORMATS)
def test_days_down_and_schemes_across_speak_of_the_province(office, ending):
    path = office.make(
        ending,
        ["Ngày", "BHYT", "BHXH bắt buộc", "BHXH tự nguyện", "BHTN"],
        [date(2021, 12, 31), 1152062, 98765, 31234, 87654],
        [date(2022, 6, 30), 1140001, 98001, 30001, 86001],
    )
    parsed_file = office.read(path, kind="count", unit="persons")
    assert len(parsed_file.figures) == 8
    assert values(parsed_file)[PROVINCE, "bhxh_tn", "count", "2022-06-30"] == 30001
    assert {figure.precision for figure in parsed_file.figures} == {"day"}


@pytest.mark.parametrize("ending", FORMATS)
def test_schemes_down_and_years_across(office, ending):
    path = office.make(
        ending,
        ["Chỉ tiêu", 2019, 2020, 2021],
        ["Bảo hiểm y tế", 1100234, 1120345, 1152062],
        ["BHXH tự nguyện", 9001, 20123, 31234],
    )
    parsed_file = office.read(path, kind="count", unit="persons")
    assert values(parsed_file)[PROVINCE, "bhxh_tn", "count", "2020-12-31"] == 20123
    assert {figure.precision for figure in parsed_file.figures} == {"year"}


def test_months_across_need_the_year_said(office):
    rows = ["Huyện", "Tháng 1", "Tháng 2"], ["Kỳ Anh", 112100, 112345]
    with pytest.raises(AmbiguousImport, match="of which year"):
        office.read(office.csv(*rows), scheme="bhyt", kind="count", unit="persons")
    parsed_file = office.read(office.csv(*rows), scheme="bhyt", kind="count", unit="persons", year=2022)
    assert [figure.as_of.isoformat() for figure in parsed_file.figures] == ["2022-01-31", "2022-02-28"]


def test_real_excel_dates_count_as_finely_as_they_are_shown(office):
    path = office.xlsx(
        ["Huyện", date(2022, 1, 1), date(2022, 2, 15)],
        ["Kỳ Anh", 112100, 112345],
        formats={"B1": "mm/yyyy", "C1": "dd/mm/yyyy"},
    )
    parsed_file = office.read(path, scheme="bhyt", kind="count", unit="persons")
    assert [(f.as_of.isoformat(), f.precision) for f in parsed_file.figures] == [
        ("2022-01-31", "month"),
        ("2022-02-15", "day"),
    ]


def test_columns_of_month_and_year_make_a_day(office):
    path = office.csv(["Huyện", "Tháng", "Năm", "Số người tham gia BHYT"], ["Kỳ Anh", "12", "2021", "112345"])
    assert values(office.read(path)) == {(KY_ANH, "bhyt", "count", END_2021): 112345}


@pytest.mark.parametrize("ending", ("xlsx", "ods"))
def test_area_merged_over_its_rows(office, ending):
    path = office.make(
        ending,
        ["Địa phương", "Năm", "Loại hình", "Số người"],
        ["Kỳ Anh", 2021, "BHYT", 112345],
        [None, 2021, "BHXH tự nguyện", 2345],
        merged=("A2:A3",),
    )
    assert {figure.area for figure in office.read(path).figures} == {KY_ANH}


@pytest.mark.parametrize("ending", ("xlsx", "ods"))
def test_percent_cells_read_as_shown(office, ending):
    cell = OdsCell('office:value-type="percentage" office:value="0.90432"', "90,4%") if ending == "ods" else 0.90432
    rows = ["Huyện", "Năm", "Tỷ lệ bao phủ BHYT"], ["Kỳ Anh", 2021, cell]
    path = office.ods(*rows) if ending == "ods" else office.xlsx(*rows, formats={"C2": "0.0%"})
    figure = office.read(path).figures[0]
    assert (float(figure.value), figure.as_printed, figure.unit) == (90.4, "90.4%", "percent_of_population")


def test_thousands_in_the_header_scale_the_count(office):
    path = office.csv(["Huyện", "Năm", "BHYT (nghìn người)"], ["Kỳ Anh", "2021", "112,3"], ["Thạch Hà", "2021", "9,4"])
    parsed_file = office.read(path)
    assert [float(figure.value) for figure in parsed_file.figures] == [112300, 9400]
    assert parsed_file.figures[0].as_printed == "112,3 nghìn"


def test_groups_and_units_of_a_long_table(office):
    path = office.csv(
        ["Địa phương", "Ngày", "Loại hình", "Nhóm", "Loại số", "Giá trị", "Đơn vị"],
        ["Hà Tĩnh", "31/12/2021", "BHYT", "Học sinh, sinh viên", "Tỷ lệ", "98,5", "% trong nhóm"],
        ["Hà Tĩnh", "31/12/2021", "BHYT", "Hộ gia đình", "Số lượng", "250.000", "người"],
    )
    parsed_file = office.read(path)
    assert [(f.group, f.kind, f.unit) for f in parsed_file.figures] == [
        ("students", "rate", "percent_of_group"),
        ("household", "count", "persons"),
    ]


def test_english_headers(office):
    path = office.csv(
        ["District", "Date", "Scheme", "Number of people", "Note"],
        ["Ky Anh", "2021-12-31", "Health insurance", "112345", ""],
        ["Total", "2021-12-31", "Health insurance", "1152062", ""],
        separator=",",
    )
    assert {figure.area for figure in office.read(path).figures} == {KY_ANH, PROVINCE}


def test_sheet_with_the_table_is_found_among_others(office):
    import openpyxl

    path = office.xlsx(["Huyện", "Năm", "Số người tham gia BHYT"], ["Kỳ Anh", 2021, 112345])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Bìa", 0)["A1"] = "Báo cáo"
    book.save(path)
    parsed_file = office.read(path)
    assert parsed_file.table.sheet.name == "Sheet1"
    assert any("Bìa" in note for note in parsed_file.notes)


def test_several_tables_ask_for_the_sheet(office):
    import openpyxl

    path = office.xlsx(["Huyện", "Năm", "Số người tham gia BHYT"], ["Kỳ Anh", 2021, 112345])
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book.active).title = "Quý 2"
    book.save(path)
    with pytest.raises(AmbiguousImport, match="--sheet 'Quý 2'"):
        office.read(path)
    assert office.read(path, sheet="quy 2").table.sheet.name == "Quý 2"


def test_total_that_is_not_the_sum_is_said(office):
    path = office.csv(
        ["Huyện", "Năm", "Số người tham gia BHYT"],
        ["Kỳ Anh", "2021", "100000"],
        ["Thạch Hà", "2021", "1000000"],
        ["Tổng", "2021", "1100001"],
    )
    assert any("add up to 1100000" in note for note in office.read(path).notes)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((["Kỳ Anh", "2021", "100000"], ["Tổng", "2021", "100000"]), "100000 is 8% of the population"),
        ((["Xã Kỳ Tây", "2021", "900000"], ["Phường Hưng Trí", "2021", "100000"], ["Cộng", "2021", "1000000"]),
         "the rows are communes. Is 'Cộng' the total of a district"),
    ],
)  # fmt: skip
def test_total_of_a_few_areas_or_of_communes_is_asked_about(office, rows, said):
    path, label = office.csv(["Huyện", "Năm", "Số người tham gia BHYT"], *rows), rows[-1][0]
    with pytest.raises(AmbiguousImport) as caught:
        office.read(path, add_areas=True)
    assert said in str(caught.value) and f"--area '{label}={PROVINCE}'" in str(caught.value)
    assert len(office.read(path, add_areas=True, areas={label: "-"}).figures) == len(rows) - 1
    part = office.read(path, add_areas=True, areas={label: "Huyện Kỳ Anh"} if len(rows) > 2 else {label: PROVINCE})
    assert part.figures[-1].area == (KY_ANH if len(rows) > 2 else PROVINCE)
    assert not any("add up" in note for note in part.notes)


def test_total_that_says_that_it_is_the_provinces_is_its_own(office):
    path = office.csv(["Huyện", "Năm", "Số người tham gia BHYT"], ["Toàn tỉnh", "2021", "100000"])
    parsed_file = office.read(path)
    assert parsed_file.figures[0].area == PROVINCE and any("8% of the population" in note for note in parsed_file.notes)


def test_blank_corner_and_a_title_over_everything(office):
    path = office.xlsx(
        ["SỐ NGƯỜI THAM GIA BHYT NĂM 2020-2022", None, None, None],
        [None, 2020, 2021, 2022],
        ["Huyện Kỳ Anh", 112345, 112346, 112347],
        ["TỔNG CỘNG", 1112345, 1112346, 1112347],
        merged=("A1:D1",),
    )
    parsed_file = office.read(path, scheme="bhyt", kind="count", unit="persons")
    assert len(parsed_file.figures) == 6
    assert {figure.area for figure in parsed_file.figures} == {KY_ANH, PROVINCE}


def test_units_in_a_row_of_their_own(office):
    path = office.csv(
        ["Huyện", "Năm", "BHYT", ""],
        ["", "", "(người)", "(%)"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["Kỳ Anh", "2021", "112345", "90,4"],
    )
    assert [(f.kind, f.unit) for f in office.read(path).figures] == [
        ("count", "persons"),
        ("rate", "percent_of_population"),
    ]


def test_header_repeated_by_a_page_break_is_skipped(office):
    header = ["Huyện", "Năm", "Số người tham gia BHYT"]
    parsed_file = office.read(office.csv(header, ["Kỳ Anh", "2021", "100000"], header, ["Thạch Hà", "2021", "100001"]))
    assert len(parsed_file.figures) == 2
    assert parsed_file.rows.skipped_rows == [(2, "the header again")]


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8-sig", ","), ("utf-16", "\t"), ("utf-16-le", ";"), ("utf-8", "\t"), ("utf-16-be", ",")],
)
def test_encodings_and_separators_of_text(office, encoding, separator):
    rows = ["Huyện", "Năm", "Tỷ lệ bao phủ BHYT"], ["Thạch Hà", "2021", "90,4"], ["Kỳ Anh", "2021", "91,25"]
    parsed_file = office.read(office.csv(*rows, separator=separator, encoding=encoding))
    assert [float(figure.value) for figure in parsed_file.figures] == [90.4, 91.25]


def test_windows_encoding_is_asked_for(office):
    import unicodedata

    text = unicodedata.normalize("NFC", "Huyện;Năm;Số người tham gia BHYT\nKỳ Anh;2021;112345\n")
    # The code page writes a base letter and a tone mark apart.
    coded = b"".join(_windows(letter) for letter in text)
    path = office.folder / "synthetic.csv"
    path.write_bytes(coded)
    with pytest.raises(AmbiguousImport, match="--encoding cp1258"):
        office.read(path)
    assert values(office.read(path, encoding="cp1258")) == {(KY_ANH, "bhyt", "count", END_2021): 112345}


def _windows(letter: str) -> bytes:
    import unicodedata

    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        return (base + tones).encode("cp1258")
