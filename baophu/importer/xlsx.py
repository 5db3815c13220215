"""Excel workbooks, read by openpyxl; blank cells are distinguished from formulas without a value."""

import zipfile
from datetime import date, datetime
from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import BLANK, DAY, ERROR, FORMULA, Cell, Sheet, text_cell
from baophu.importer.errors import unreadable_file
from baophu.importer.number_formats import FORMAT_LITERALS, number_cell

_MAX_SHEET_BYTES = 400_000_000  # of one uncompressed sheet; larger tables should be text files


def read_xlsx(path: Path) -> list[Sheet]:
    """All worksheets of a workbook."""
    import openpyxl

    _check(path)
    try:
        with path.open("rb") as handle:
            values = openpyxl.load_workbook(handle, data_only=True)
        formulas = None
        if _has_formulas(path):
            with path.open("rb") as handle:
                formulas = openpyxl.load_workbook(handle, data_only=False)
    except Exception as error:  # openpyxl raises any error of its parsers
        rule = message("wrong-not-whole", fault=type(error).__name__)
        raise unreadable_file(path.name, rule, message("cure-excel")) from error
    return [_sheet(sheet, formulas[sheet.title] if formulas else None) for sheet in values.worksheets]


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [info.file_size for info in archive.infolist()]
    except zipfile.BadZipFile as error:
        raise unreadable_file(path.name, message("wrong-not-excel"), message("cure-excel")) from error
    if max(sizes, default=0) > _MAX_SHEET_BYTES:
        raise unreadable_file(path.name, message("wrong-sheet-large"), message("cure-sheet-csv"))


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(mark in archive.read(name) for name in names for mark in (b"<f>", b"<f ", b"<f/", b":f>", b":f "))


def _sheet(sheet, formulas) -> Sheet:
    formula_cells = {
        (cell.row, cell.column): str(cell.value)
        for row in (formulas.iter_rows() if formulas else ())
        for cell in row
        if cell.data_type == "f"
    }
    rows = [[_cell(cell, formula_cells) for cell in row] for row in sheet.iter_rows()]
    merged_ranges = [(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]
    hidden_count = sum(d.hidden for d in sheet.row_dimensions.values())
    hidden_count += sum(d.hidden for d in sheet.column_dimensions.values())
    top, left = sheet.min_row - 1, sheet.min_column - 1  # openpyxl starts at the first nonblank cell
    rows = [[]] * top + [[BLANK] * left + row for row in rows]
    return Sheet(sheet.title, rows, merged_ranges, hidden_count=hidden_count)


def _cell(cell, formula_cells: dict) -> Cell:
    value = cell.value
    if value is None:
        # An empty text from a formula has the type "str" and no value; a formula without a cached value has no type.
        formula = formula_cells.get((cell.row, cell.column))
        return Cell(FORMULA, formula) if formula and cell.data_type != "str" else BLANK
    if cell.data_type == "e":
        return Cell(ERROR, str(value))
    if isinstance(value, bool):
        return text_cell(str(value).upper())
    if isinstance(value, (int, float)):
        return number_cell(value, cell.number_format)
    if isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(DAY, day.isoformat(), day=day, precision=_date_precision(cell.number_format))
    return text_cell(str(value))


def _date_precision(number_format: str) -> str:
    """The precision of a date format: ``mm/yyyy`` gives ``month``."""
    section = FORMAT_LITERALS.sub("", number_format.split(";")[0]).lower()
    return (
        "day" if "d" in section or "m" not in section and "y" not in section else "month" if "m" in section else "year"
    )
