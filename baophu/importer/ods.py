"""OpenDocument spreadsheets, read from their XML with the standard library.

Existing readers drop what an import needs: error values, percent cells, formulas without a value.
"""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import BLANK, DAY, ERROR, FORMULA, NUMBER, Cell, Sheet, format_plain, text_cell
from baophu.importer.errors import unreadable_file
from baophu.importer.number_formats import round_half_up

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT = (_NAMES % name for name in ("table", "office", "text"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MAX_COLUMNS = 16384  # columns of a spreadsheet


def read_ods(path: Path) -> list[Sheet]:
    """All sheets of an OpenDocument spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            tree = ET.parse(content)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, RuntimeError) as error:
        raise unreadable_file(path.name, message("wrong-ods"), message("cure-libreoffice")) from error
    return [_sheet(table) for table in tree.iter(f"{TABLE}table")]


def _sheet(table: ET.Element) -> Sheet:
    sheet = Sheet(table.get(f"{TABLE}name", ""), [])
    blank = 0
    for element, times in _repeated_elements(table, "table-row", "rows"):
        row, spans = _row(element)
        sheet.hidden_count += bool(row) and element.get(f"{TABLE}visibility") in ("collapse", "filter")
        if not row and not spans:
            blank += times  # the rest of a sheet is one blank row, repeated a million times
            continue
        sheet.rows += [[]] * blank
        blank, top = 0, len(sheet.rows)
        sheet.rows += [row] * times
        sheet.merged_ranges += [(top, left, top + down - 1, left + across - 1) for left, down, across in spans]
    return sheet


def _repeated_elements(parent: ET.Element, kind: str, plural: str) -> Iterator[tuple[ET.Element, int]]:
    for element in parent.iter(f"{TABLE}{kind}"):
        yield element, int(element.get(f"{TABLE}number-{plural}-repeated", "1"))


def _row(element: ET.Element) -> tuple[list[Cell], list[tuple[int, int, int]]]:
    row, spans = [], []
    for cell in element:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        times = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), _MAX_COLUMNS)
        down = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
        across = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
        if down * across > 1:
            spans.append((len(row), down, across))
        row += [_cell(cell)] * times
    while row and row[-1] is BLANK:
        row.pop()
    return row, spans


def _cell(element: ET.Element) -> Cell:
    kind = element.get(f"{OFFICE}value-type", "")
    # Direct children only: paragraphs of comments are nested deeper.
    text = "\n".join("".join(p.itertext()) for p in element.findall(f"{TEXT}p")).strip()
    if element.get(f"{_CALC}value-type") == "error" or re.match(r"#[A-Z/0]+[!?]?$|Err:\d+$", text):
        return Cell(ERROR, text or "#VALUE!")
    if kind in ("float", "percentage", "currency"):
        return _number(Decimal(element.get(f"{OFFICE}value", "0")), text, kind == "percentage")
    if kind == "date":
        day = date.fromisoformat(element.get(f"{OFFICE}date-value", "")[:10])
        return Cell(DAY, day.isoformat(), day=day, precision=_date_precision(text))
    if not kind and element.get(f"{TABLE}formula"):
        return Cell(FORMULA, element.get(f"{TABLE}formula"))
    return text_cell(text)


def _number(stored: Decimal, text: str, percent: bool) -> Cell:
    stored = Decimal(f"{stored:.15g}") * (100 if percent else 1)
    digits = re.sub(r"\D", "", text)
    # The displayed text is in the author's locale; find the rounding that gives its digits.
    candidates = (round_half_up(stored, places) for places in range(12))
    displayed = next((number for number in candidates if re.sub(r"\D", "", f"{number:f}") == digits), stored)
    return Cell(NUMBER, format_plain(displayed) + "%" * percent, stored, is_percent=percent)


def _date_precision(text: str) -> str:
    if re.fullmatch(r"\d{4}", text):
        return "year"
    return "month" if re.fullmatch(r"(\w+ ?)?\d{1,2}[-/. ]\d{4}|[^\W\d]+[- ./]*\d{2,4}", text) else "day"
