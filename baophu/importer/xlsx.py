"""Excel workbooks, read from their XML: only cells that hold something, with the text that a person sees.

openpyxl, which is no faster, refuses Strict workbooks and odd styles, keeps every formatted blank cell, and does not
tell in one reading a formula without a result from a blank.
"""

import datetime
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from baophu.common.messages import message
from baophu.importer.cells import BLANK, DAY, ERROR, FORMULA, Cell, Sheet, join_runs, text_cell
from baophu.importer.errors import unreadable_file
from baophu.importer.number_formats import FORMAT_LITERALS, number_cell

_MAX_SHEET_BYTES = 400_000_000  # of one uncompressed sheet; larger tables should be text files
_DIGITS = "0123456789"
_RAISED = ("superscript", "subscript")


class _Style(NamedTuple):
    """Number format and font of a cell."""

    number_format: str = "General"
    is_struck: bool = False
    is_raised: bool = False
    is_date: bool = False


def read_xlsx(path: Path) -> list[Sheet]:
    """All worksheets of a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            sizes = [info.file_size for info in archive.infolist()]
            if max(sizes, default=0) > _MAX_SHEET_BYTES:
                raise unreadable_file(path.name, message("wrong-sheet-large"), message("cure-sheet-csv"))
            return list(_Workbook(archive).sheets())
    except zipfile.BadZipFile as error:
        raise unreadable_file(path.name, message("wrong-not-excel"), message("cure-excel")) from error
    except (KeyError, IndexError, ValueError, ET.ParseError, RuntimeError) as error:
        rule = message("wrong-not-whole", fault=type(error).__name__)
        raise unreadable_file(path.name, rule, message("cure-excel")) from error


def _name(element: ET.Element) -> str:
    # Strict and ordinary workbooks differ in their namespaces only.
    return element.tag.rpartition("}")[2]


def _is_set(element: ET.Element | None, name: str = "val") -> bool:
    return element is not None and element.get(name, "1") not in ("0", "false", "none")


def _is_hidden(element: ET.Element, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or float(element.get(size, 1)) == 0


def _is_raised(font: ET.Element | None) -> bool:
    align = font.find("{*}vertAlign") if font is not None else None
    return align is not None and align.get("val") in _RAISED


class _Workbook:
    """One open workbook."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive, self.names = archive, set(archive.namelist())
        self.home = PurePosixPath(min(name for name in self.names if name.endswith("workbook.xml"))).parent
        self.book = ET.fromstring(archive.read(str(self.home / "workbook.xml")))
        properties = self.book.find("{*}workbookPr")
        self.starts_1904 = properties is not None and properties.get("date1904", "0") not in ("0", "false")
        self.styles, self.texts = self._styles(), self._shared_texts()

    def sheets(self) -> Iterator[Sheet]:
        """The worksheets in order; charts have no cells."""
        relations = ET.fromstring(self.archive.read(str(self.home / "_rels" / "workbook.xml.rels")))
        targets = {element.get("Id"): element.get("Target", "") for element in relations}
        for element in self.book.iterfind("{*}sheets/{*}sheet"):
            target = targets[next(value for key, value in element.attrib.items() if key.endswith("}id"))]
            file = target[1:] if target.startswith("/") else str(self.home / target)
            if "chartsheet" not in target and file in self.names:
                is_hidden = element.get("state", "visible") != "visible"
                yield self._sheet(file, Sheet(element.get("name", ""), [], is_hidden=is_hidden))

    def _styles(self) -> list[_Style]:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        if str(self.home / "styles.xml") not in self.names:
            return []
        root = ET.fromstring(self.archive.read(str(self.home / "styles.xml")))
        formats = {int(e.get("numFmtId", 0)): e.get("formatCode", "") for e in root.iterfind("{*}numFmts/{*}numFmt")}
        fonts = [(_is_set(font.find("{*}strike")), _is_raised(font)) for font in root.iterfind("{*}fonts/{*}font")]
        styles = []
        for element in root.iterfind("{*}cellXfs/{*}xf"):
            code, font = int(element.get("numFmtId", 0)), int(element.get("fontId", 0))
            number_format = formats.get(code) or BUILTIN_FORMATS.get(code) or "General"
            marks = fonts[font] if font < len(fonts) else (False, False)
            styles.append(_Style(number_format, *marks, bool(is_date_format(number_format))))
        return styles

    def _shared_texts(self) -> list[tuple[str, bool]]:
        file = str(self.home / "sharedStrings.xml")
        if file not in self.names:
            return []
        return [_text(element) for element in ET.fromstring(self.archive.read(file))]

    def _sheet(self, file: str, sheet: Sheet) -> Sheet:
        from openpyxl.utils import range_boundaries

        row_index = -1
        with self.archive.open(file) as handle:
            for _, element in ET.iterparse(handle):
                name = _name(element)
                if name == "row":
                    row_index = int(element.get("r", row_index + 2)) - 1
                    self._read_row(row_index, element, sheet)
                    element.clear()
                elif name == "col" and _is_hidden(element, "width"):
                    sheet.hidden_columns.update(range(int(element.get("min")) - 1, int(element.get("max"))))
                elif name == "mergeCell":
                    left, top, right, bottom = (number - 1 for number in range_boundaries(element.get("ref")))
                    sheet.merged_ranges.append((top, left, bottom, right))
        sheet.clear_covered_cells()
        return sheet

    def _read_row(self, row: int, element: ET.Element, sheet: Sheet) -> None:
        from openpyxl.utils import column_index_from_string

        cells: list[Cell] = []
        column = -1
        for child in element:
            place = child.get("r")
            column = column_index_from_string(place.rstrip(_DIGITS)) - 1 if place else column + 1
            if not len(child):
                continue  # formatted, without content
            number = int(child.get("s", 0))
            style = self.styles[number] if number < len(self.styles) else _Style()
            cell, has_dropped = self._cell(child, style)
            if style.is_raised:
                sheet.raised_places.add((row, column))
            if has_dropped:
                sheet.dropped_places.append((row, column))
            if cell is not BLANK:
                cells += [BLANK] * (column - len(cells)) + [cell]
        if cells:
            sheet.rows += [[]] * (row - len(sheet.rows)) + [cells]
            if _is_hidden(element, "ht"):
                sheet.hidden_rows.add(row)

    def _cell(self, element: ET.Element, style: _Style) -> tuple[Cell, bool]:
        """A cell as it is seen, and whether something of it is struck out, raised or lowered."""
        parts = {_name(part): part for part in element}
        kind, value, formula = element.get("t", "n"), parts.get("v"), parts.get("f")
        text = value.text if value is not None and value.text else ""
        if kind == "inlineStr":
            seen, has_dropped = _text(parts["is"])
        elif kind == "s":
            seen, has_dropped = self.texts[int(text)]
        elif text:
            return (BLANK, True) if style.is_struck else (self._plain_cell(kind, text, style), False)
        else:  # an empty text of a formula has the type "str"; a formula that was never computed has none
            return (Cell(FORMULA, f"={formula.text or ''}") if formula is not None and kind != "str" else BLANK), False
        cell = text_cell(seen)
        return (BLANK, True) if style.is_struck and cell is not BLANK else (cell, has_dropped)

    def _plain_cell(self, kind: str, text: str, style: _Style) -> Cell:
        if kind == "e":
            return Cell(ERROR, text)
        if kind == "b":
            return text_cell("TRUE" if text in ("1", "true") else "FALSE")
        if kind == "d":
            return _day_cell(datetime.datetime.fromisoformat(text), style)
        if kind != "n":
            return text_cell(text)
        value = int(text) if re.fullmatch(r"-?\d{1,15}", text) else float(text)
        return (self._date_cell(value, style) if style.is_date else None) or number_cell(value, style.number_format)

    def _date_cell(self, value: float, style: _Style) -> Cell | None:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        try:
            day = from_excel(value, MAC_EPOCH if self.starts_1904 else WINDOWS_EPOCH)
        except (OverflowError, ValueError):
            return None
        return _day_cell(day, style) if isinstance(day, datetime.datetime) else None


def _text(element: ET.Element) -> tuple[str, bool]:
    """The text of a string that may have runs of several fonts, and whether some of it was left out."""
    runs = []
    for child in element:
        if _name(child) == "t":
            runs.append((child.text or "", False, False))
        elif _name(child) == "r":
            text = "".join(part.text or "" for part in child.iterfind("{*}t"))
            runs.append((text, _is_raised(child.find("{*}rPr")), _is_set(child.find("{*}rPr/{*}strike"))))
    return join_runs(runs)


def _day_cell(moment: datetime.datetime, style: _Style) -> Cell:
    day = moment.date()
    return Cell(DAY, day.isoformat(), day=day, precision=_date_precision(style.number_format))


def _date_precision(number_format: str) -> str:
    """The precision of a date format: ``mm/yyyy`` gives ``month``."""
    section = FORMAT_LITERALS.sub("", number_format.split(";")[0]).lower()
    parts = [name for name in ("day", "month", "year") if name[0] in section]
    return parts[0] if parts else "day"
