"""Old Excel workbooks (``.xls``), read by calamine, which gives values without their formats.

What only a format shows is not guessed: a nought, for which a cell may show a dash, is no figure, and the first day of
a month, which may be shown as a month, is no date. What else a person would see otherwise is said in the summary.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import BLANK, DAY, Cell, Sheet, text_cell
from baophu.importer.errors import unreadable_file
from baophu.importer.number_formats import number_cell


def read_xls(path: Path) -> list[Sheet]:
    """All worksheets of an old workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return list(_sheets(CalamineWorkbook.from_path(path)))
    except CalamineError as error:
        raise unreadable_file(path.name, message("wrong-old-excel"), message("cure-save-as")) from error


def _sheets(book) -> Iterator[Sheet]:
    for about in book.sheets_metadata:
        if str(about.typ).endswith("WorkSheet"):
            table = book.get_sheet_by_name(about.name)
            top, left = table.start or (0, 0)
            rows = [[BLANK] * left + [_cell(value) for value in row] for row in table.iter_rows()]
            merged_ranges = [(*first, *last) for first, last in table.merged_cell_ranges or ()]
            is_hidden = not str(about.visible).endswith("Visible")
            sheet = Sheet(about.name, [[]] * top + rows, merged_ranges, is_hidden=is_hidden, has_formats=False)
            sheet.clear_covered_cells()
            yield sheet


def _cell(value) -> Cell:
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return text_cell(f"{day:%d/%m/%Y}?") if day.day == 1 else Cell(DAY, day.isoformat(), day=day, precision="day")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_cell(value) if value else text_cell("-")
    return text_cell(str(value))
