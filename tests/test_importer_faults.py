from datetime import date, datetime

import openpyxl
import pytest
from test_importer_kit import OdsCell, make_office

from baophu.importer.errors import InvalidImport

HEADER = ["Huyện", "Ngày", "Số người tham gia BHYT", "Tỷ lệ bao phủ BHYT"]
GOOD = ["Kỳ Anh", "31/12/2021", "1.112.345", "90,4"]


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def faults(office, path, **answers) -> list[str]:
    with pytest.raises(InvalidImport) as caught:
        office.run(path, **answers)
    assert caught.value.exit_code == 3
    assert not office.local()
    return [str(fault) for fault in caught.value.faults]


FAULTS = {
    "letter O": (["Thạch Hà", "31/12/2021", "1.052.O62", "90,4"], "!R3C3", "not a number"),
    "words": (["Thạch Hà", "31/12/2021", "chưa rõ", "90,4"], "!R3C3", "not a number"),
    "stray mark": (["Thạch Hà", "31/12/2021", "112.345*", "90,4"], "!R3C3", "not a number"),
    "percent over 100": (["Thạch Hà", "31/12/2021", "112.345", "904,0"], "!R3C4", "outside 0-100"),
    "negative count": (["Thạch Hà", "31/12/2021", "-112.345", "90,4"], "!R3C3", "below zero"),
    "count over the population": (["Thạch Hà", "31/12/2021", "9.112.345", "90,4"], "!R3C3", "more than the population"),
    "percent in a count column": (["Thạch Hà", "31/12/2021", "90,4%", "90,4"], "!R3C3", "a percentage in a column"),
    "part of a person": (["Thạch Hà", "31/12/2021", "112.345,5", "90,4"], "!R3C3", "not a whole number"),
    "other decimal mark": (["Thạch Hà", "31/12/2021", "112,345,678", "90,4"], "!R", "its decimal mark is a comma here"),
    "no day of the calendar": (["Thạch Hà", "31/02/2022", "112.345", "90,4"], "!R3C3", "in no calendar"),
    "month 13": (["Thạch Hà", "31/13/2022", "112.345", "90,4"], "!R3C3", "in no calendar"),
    "future": (["Thạch Hà", "31/12/2031", "112.345", "90,4"], "!R3C3", "still to come"),
    "before insurance": (["Thạch Hà", "31/12/1951", "112.345", "90,4"], "!R3C3", "out of range"),
    "two digits": (["Thạch Hà", "31/12/21", "112.345", "90,4"], "!R3C2", "a year of two digits"),
    "no date": (["Thạch Hà", "", "112.345", "90,4"], "!R3C2", "figures without a date"),
    "date in words": (["Thạch Hà", "hôm qua", "112.345", "90,4"], "!R3C2", "not a date"),
    "serial number": (["Thạch Hà", "44561", "112.345", "90,4"], "!R3C2", "not a date"),
    "no area": (["", "31/12/2021", "112.345", "90,4"], "!R3C1", "figures without an area"),
    "fraction among percentages": (["Thạch Hà", "31/12/2021", "112.345", "0,904"], "!R3C4", "one per cent or less"),
    "second table": (["Địa phương", "2021", "112.345", "90,4"], "!R3C1", "a second table begins here"),
    "given twice": (["Huyện Kỳ Anh", "31/12/2021", "112.345", "90,4"], "!R3C3", "same area, scheme, kind and day as"),
    "error in text": (["Thạch Hà", "31/12/2021", "#REF!", "90,4"], "!R3C3", "an error of the spreadsheet"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_fault_is_named_with_its_cell_and_cure(office, fault):
    row, place, rule = fault
    found = faults(office, office.csv(HEADER, GOOD, row))
    assert any(place in text and rule in text for text in found), found
    assert all(text.partition(". ")[2] for text in found)


def test_all_faults_are_told_at_once(office):
    rows = [row for row, *_ in FAULTS.values() if row[2] != "112,345,678"]
    found = faults(office, office.csv(HEADER, GOOD, *rows))
    assert len(found) >= len(rows)


def test_dates_in_two_orders(office):
    row = ["Thạch Hà", "12/31/2021", "112.345", "90,4"]
    assert "month comes first" in faults(office, office.csv(HEADER, GOOD, row))[0]


def test_errors_and_formulas_of_a_workbook(office):
    path = office.xlsx(
        HEADER,
        ["Kỳ Anh", date(2021, 12, 31), "#REF!", 90.4],
        ["Thạch Hà", date(2021, 12, 31), "=C2+1", 90.4],
        ["Hồng Lĩnh", date(2021, 12, 31), datetime(2022, 1, 5), 90.4],
    )
    book = openpyxl.load_workbook(path)
    book.active["C2"].data_type = "e"
    book.save(path)
    found = faults(office, path)
    assert [text.split(" ")[0].strip(":") for text in found] == ["Sheet1!C2", "Sheet1!C3", "Sheet1!C4"]
    for text, rule in zip(
        found, ("an error of the spreadsheet", "without a stored result", "a date where"), strict=True
    ):
        assert rule in text


def test_errors_and_formulas_of_an_ods(office):
    error = OdsCell('table:formula="of:=[.A1]" office:value-type="string" calcext:value-type="error"', "#REF!")
    bare = OdsCell('table:formula="of:=[.C2]+1"')
    path = office.ods(HEADER, ["Kỳ Anh", "31/12/2021", error, 90.4], ["Thạch Hà", "31/12/2021", bare, 90.4])
    found = faults(office, path)
    assert "Sheet1!C2 '#REF!'" in found[0] and "Sheet1!C3" in found[1]


def test_formula_that_gives_an_empty_text_is_a_blank(office):
    import zipfile

    path = office.xlsx(HEADER, ["Kỳ Anh", date(2021, 12, 31), 112345, '=""'])
    changed = office.folder / "synthetic-excel.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                # As Excel stores it; openpyxl writes formulas without any result.
                assert b'<c r="D2"><f>' in text
                text = text.replace(b'<c r="D2">', b'<c r="D2" t="str">')
            new.writestr(name, text)
    assert len(office.read(changed).figures) == 1


def test_typed_decimal_that_was_meant_as_thousands(office):
    path = office.xlsx(HEADER, ["Kỳ Anh", date(2021, 12, 31), 1.052, 90.4])
    assert "not a whole number" in faults(office, path)[0]


def test_dates_that_excel_swapped(office):
    path = office.xlsx(HEADER, ["Kỳ Anh", datetime(2022, 3, 4), 112345, 90.4], ["Kỳ Anh", "13/04/2022", 112346, 90.5])
    assert "swapped day and month" in faults(office, path)[0]


def test_day_after_the_province_ended(office):
    from baophu.importer.options import Options
    from baophu.importer.run import parse_file

    path = office.csv(["Ngày", "Số người tham gia BHYT"], ["31/12/2025", "1112345"])
    with pytest.raises(InvalidImport, match="the area ended on 2025-06-30"):
        parse_file(path, "binh-thuan", Options(), office.data, date(2026, 1, 31))


def test_same_figure_twice_is_taken_once(office):
    parsed_file = office.read(office.csv(HEADER, GOOD, GOOD))
    assert len(parsed_file.figures) == 2
    assert any("stand twice" in note for note in parsed_file.notes)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("synthetic.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a damaged file"),
        ("synthetic.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
        ("synthetic.xlsx", b"no zip", "not an Excel file"),
        ("synthetic.xls", b"<html><table>", "not an Excel file"),
        ("synthetic.xlsx", b"PK\x05\x06" + bytes(18), "not a whole Excel file"),
        ("synthetic.ods", b"no zip", "not an OpenDocument"),
        ("synthetic.pdf", b"%PDF-1.7", "files that end in .pdf"),
        ("synthetic.csv", b"", "holds nothing"),
        ("synthetic.csv", b"\n;;\n", "holds nothing"),
        ("synthetic.csv", b"\xff\xfea", "not in utf-16"),
    ],
)
def test_files_that_cannot_be_read(office, name, content, rule):
    if "damaged" in rule:
        pytest.importorskip("python_calamine")
    path = office.folder / name
    path.write_bytes(content)
    answers = {"encoding": "utf-16"} if "utf-16" in rule else {}
    assert rule in faults(office, path, **answers)[0]


def test_missing_file(office):
    assert "no such file" in faults(office, office.folder / "synthetic-absent.xlsx")[0]


def test_ledger_rules_hold_for_imports(office):
    # Each fits by itself; together a digit has slipped.
    path = office.csv(
        HEADER, ["Hà Tĩnh", "31/12/2021", "112.345", "90,4"], ["Hà Tĩnh", "31/12/2020", "1.112.345", "90,4"]
    )
    found = faults(office, path, is_validated=True)
    assert any(text.startswith("synthetic.csv!R2C4") and "is not 90.4 %" in text for text in found)
