from datetime import date

import openpyxl
import pytest
from test_importer_kit import PROVINCE, make_office, values

from baophu.importer.errors import FormExists
from baophu.importer.template import COLUMNS, SHEET, write_template


@pytest.fixture
def office(tmp_path):
    return make_office(tmp_path)


def fill_form(office, *rows):
    path = write_template(PROVINCE, office.folder / "synthetic-mau.xlsx", data=office.data)
    book = openpyxl.load_workbook(path)
    for row in rows:
        book[SHEET].append(row)
    book.save(path)
    return path


def test_filled_form_needs_no_option(office):
    path = fill_form(
        office,
        ["Tỉnh Hà Tĩnh", date(2022, 12, 31), "Bảo hiểm y tế", "Tất cả", "Số lượng", 1152062, "người", "số tròn"],
        ["Tỉnh Hà Tĩnh", date(2022, 12, 31), "Bảo hiểm y tế", "Tất cả", "Tỷ lệ", 92.25, "% dân số"],
        ["Huyện Kỳ Anh", date(2022, 12, 31), "BHXH tự nguyện", "Tất cả", "Số lượng", 1052, "người"],
        ["Thị xã Hồng Lĩnh", date(2022, 6, 30), "Bảo hiểm thất nghiệp", None, "Số lượng", 3052, "người"],
    )
    parsed_file = office.run(path).parsed_file
    day = "2022-12-31"
    assert values(parsed_file) == {
        (PROVINCE, "bhyt", "count", day): 1152062,
        (PROVINCE, "bhyt", "rate", day): 92.25,
        ("ha-tinh-ky-anh", "bhxh_tn", "count", day): 1052,
        ("ha-tinh-hong-linh", "bhtn", "count", "2022-06-30"): 3052,
    }
    assert parsed_file.rows.skipped_rows == [(2, "the form's example")]


def test_form_has_lists_checks_and_a_frozen_header(office):
    book = openpyxl.load_workbook(write_template(PROVINCE, office.folder / "synthetic.xlsx", data=office.data))
    sheet = book[SHEET]
    assert [cell.value for cell in sheet[1]] == [vietnamese for vietnamese, _, _ in COLUMNS]
    assert [cell.value for cell in sheet[2]] == [english for _, english, _ in COLUMNS]
    assert sheet.freeze_panes == "A3"
    rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
    assert {column: rule.type for column, rule in rules.items()} == {
        **dict.fromkeys("ACDEG", "list"),
        "B": "date",
        "F": "decimal",
    }
    lists = book["Danh mục"]
    assert [cell.value for cell in lists["A"] if cell.value][1:] == [
        "Tỉnh Hà Tĩnh",
        "Thị xã Hồng Lĩnh",
        "Huyện Kỳ Anh",
        "Huyện Thạch Hà",
    ]
    assert sheet["H3"].value == "VÍ DỤ, sẽ bỏ qua khi nhập"


def test_every_word_of_the_lists_is_understood(office):
    from baophu.importer.areas import ProvinceAreas
    from baophu.importer.words import load_words

    book = openpyxl.load_workbook(write_template(PROVINCE, office.folder / "synthetic.xlsx", data=office.data))
    words, areas = load_words(office.data / "codes.csv"), ProvinceAreas(office.data, PROVINCE)
    fields = {"Loại hình": "scheme", "Nhóm": "group", "Loại số": "kind", "Đơn vị": "unit"}
    for column in book["Danh mục"].iter_cols(values_only=True):
        name, *listed = [word for word in column if word]
        for word in listed:
            assert words.find_code(fields[name], word) if name in fields else areas.find(word).area


def test_existing_form_is_not_overwritten(office):
    path = fill_form(office, ["Tỉnh Hà Tĩnh"])
    before = path.read_bytes()
    with pytest.raises(FormExists, match="--force"):
        write_template(PROVINCE, path, data=office.data)
    assert path.read_bytes() == before
    write_template(PROVINCE, path, force=True, data=office.data)
    assert openpyxl.load_workbook(path)[SHEET].max_row == 3
