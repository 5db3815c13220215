"""The Excel form for offices, with lists to choose from and checks of dates and numbers."""

import os
from datetime import date
from pathlib import Path

from baophu.common.messages import message
from baophu.common.paths import DATA
from baophu.importer.areas import ProvinceAreas
from baophu.importer.errors import FormExists
from baophu.importer.layout import EXAMPLE_NOTE
from baophu.importer.meanings import IMPORTABLE_KINDS
from baophu.importer.words import load_words
from baophu.ledger.names import provinces

COLUMNS = (
    ("Địa phương", "Area", 26),
    ("Ngày", "Date", 14),
    ("Loại hình", "Scheme", 24),
    ("Nhóm", "Group", 24),
    ("Loại số", "Kind", 18),
    ("Giá trị", "Value", 16),
    ("Đơn vị", "Unit", 24),
    ("Ghi chú", "Note", 40),
)
SHEET, LISTS, HELP = "Số liệu", "Danh mục", "Hướng dẫn"
_ROWS = 5000  # rows with lists and checks
_GROUPS = ("total", "household", "students", "poor", "near_poor", "ethnic_minority", "uninsured")
_INSTRUCTIONS = (
    "CÁCH ĐIỀN",
    "Mỗi dòng là một con số. Chọn từ danh sách ở các cột Địa phương, Loại hình, Nhóm, Loại số, Đơn vị.",
    "Ngày: ngày của số liệu, dạng dd/mm/yyyy, ví dụ 31/12/2022. Không phải ngày lập biểu.",
    "Giá trị: gõ con số, không gõ chữ. Số người: 1052062. Tỷ lệ: 90,4 (không chia cho 100), đơn vị chọn '% dân số'.",
    "Địa phương chưa có trong danh sách: gõ tên đầy đủ, ví dụ 'Huyện Kỳ Anh', rồi nhập với --add-areas.",
    "Dòng ví dụ sẽ bị bỏ qua khi nhập. Có thể xóa đi.",
    "Lưu tệp rồi chạy: make import FILE={file} PROVINCE={province}",
    "",
    "HOW TO FILL IT IN",
    "One row is one figure. Choose from the lists in the columns Area, Scheme, Group, Kind and Unit.",
    "Date: the day that the figure speaks of, dd/mm/yyyy, such as 31/12/2022; not the day of the report.",
    "Value: a number, no words. Persons: 1052062. A rate: 90.4 (not divided by 100), with the unit '% dân số'.",
    "An area that is not in the list: type its full name, such as 'Huyện Kỳ Anh', and import with --add-areas.",
    "The example row is skipped by the import; you may delete it.",
    "Save, then run: make import FILE={file} PROVINCE={province}",
)


def write_template(province: str, path: Path, force: bool = False, data: Path = DATA) -> Path:
    """Write the form of a province.

    Raises
    ------
    FormExists
        The file exists and may have been filled in, and ``force`` is not set.
    """
    import openpyxl

    if path.exists() and not force:
        raise FormExists(message("form-exists", file=path))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    lists = _lists(province, data)
    _write_header(sheet)
    _write_example(sheet, lists)
    _write_lists(book.create_sheet(LISTS), lists)
    _add_validation(sheet, lists)
    _write_help(book.create_sheet(HELP), path.name, province)
    temporary = path.with_name(f".{path.name}.new")
    try:
        book.save(temporary)
        os.replace(temporary, path)  # noqa: PTH105
    finally:
        temporary.unlink(missing_ok=True)
    return path


def _lists(province: str, data: Path) -> dict[str, list[str]]:
    """The options of each list, by the Vietnamese header of its column."""
    areas, codes = ProvinceAreas(data, province), load_words(data / "codes.csv").codes
    parts = [areas.rows[area]["full_name_vi"] for area in areas.children()]
    units = sorted(codes["unit"], key=lambda unit: (unit not in ("persons", "cards", "percent_of_population"), unit))
    return {
        "Địa phương": [provinces(data)[province]["full_name_vi"], *parts],
        "Loại hình": list(codes["scheme"].values()),
        "Nhóm": [codes["group"][group] for group in _GROUPS if group in codes["group"]],
        "Loại số": [codes["kind"][kind] for kind in IMPORTABLE_KINDS],
        "Đơn vị": [codes["unit"][unit] for unit in units if unit not in ("times", "percentage_points")],
    }


def _write_header(sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for index, (vietnamese, english, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        for row, text in ((1, vietnamese), (2, english)):
            cell = sheet.cell(row, index, text)
            cell.font = Font(bold=row == 1, italic=row == 2)
            cell.fill = PatternFill("solid", start_color="DDE7EE")
            cell.alignment = Alignment(horizontal="center")
    sheet.freeze_panes = "A3"
    sheet.column_dimensions["B"].number_format = "dd/mm/yyyy"


def _write_example(sheet, lists: dict[str, list[str]]) -> None:
    from openpyxl.styles import Font

    first = {name: words[0] for name, words in lists.items()}
    scheme = next((word for word in lists["Loại hình"] if "y tế" in word), first["Loại hình"])
    example = (first["Địa phương"], date(2022, 12, 31), scheme, first["Nhóm"], first["Loại số"], 1000000,
               first["Đơn vị"], EXAMPLE_NOTE)  # fmt: skip
    for index, value in enumerate(example, 1):
        cell = sheet.cell(3, index, value)
        cell.font = Font(italic=True, color="808080")
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"


def _write_lists(sheet, lists: dict[str, list[str]]) -> None:
    for column, (name, words) in enumerate(lists.items(), 1):
        sheet.cell(1, column, name)
        for row, word in enumerate(words, 2):
            sheet.cell(row, column, word)
    sheet.sheet_state = "hidden"


def _add_validation(sheet, lists: dict[str, list[str]]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {name: get_column_letter(index) for index, (name, _, _) in enumerate(COLUMNS, 1)}
    for column, (name, words) in enumerate(lists.items(), 1):
        letter = get_column_letter(column)
        rule = DataValidation("list", formula1=f"'{LISTS}'!${letter}$2:${letter}${len(words) + 1}", allow_blank=True)
        # Areas that are not in the list may be typed; other columns accept listed words only.
        rule.errorStyle = "warning" if name == "Địa phương" else "stop"
        _add_rule(sheet, rule, letters[name], "Chọn từ danh sách / Choose from the list")
    days = DataValidation("date", operator="between", formula1="DATE(1990,1,1)", formula2="DATE(2100,12,31)")
    _add_rule(sheet, days, letters["Ngày"], "Ngày dạng dd/mm/yyyy / A date")
    _add_rule(sheet, DataValidation("decimal", operator="greaterThanOrEqual", formula1="0"), letters["Giá trị"],
         "Gõ con số, không âm / A number, not below zero")  # fmt: skip


def _add_rule(sheet, rule, letter: str, message: str) -> None:
    rule.error, rule.errorTitle, rule.showErrorMessage = message, "baophu", True
    sheet.add_data_validation(rule)
    rule.add(f"{letter}3:{letter}{_ROWS}")


def _write_help(sheet, file: str, province: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(_INSTRUCTIONS, 1):
        cell = sheet.cell(row, 1, text.format(file=file, province=province))
        cell.alignment = Alignment(wrap_text=True)
        cell.font = Font(bold=text.isupper())
