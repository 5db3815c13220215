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
from baophu.importer.cells import BLANK, DAY, ERROR, FORMULA, NUMBER, Cell, Sheet, format_plain, join_runs, text_cell
from baophu.importer.errors import unreadable_file
from baophu.importer.number_formats import round_half_up
from baophu.importer.words import MAGNITUDES

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT, STYLE = (_NAMES % name for name in ("table", "office", "text", "style"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_MAX_COLUMNS = 16384  # columns of a spreadsheet
_UNSEEN = ("collapse", "filter")  # hidden by hand, or by a filter


def read_ods(path: Path) -> list[Sheet]:
    """All sheets of an OpenDocument spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            tree = ET.parse(content)
    except (zipfile.BadZipFile, KeyError, ET.ParseError, RuntimeError) as error:
        raise unreadable_file(path.name, message("wrong-ods"), message("cure-libreoffice")) from error
    styles = {element.get(f"{STYLE}name", ""): element for element in tree.iter(f"{STYLE}style")}
    tables = (table for table in tree.iter(f"{TABLE}table") if not table.get(f"{TABLE}name", "").startswith("'file:"))
    return [_Reader(styles).sheet(table) for table in tables]  # cached tables of other files are no sheets


class _Reader:
    """Reads the tables of one document."""

    def __init__(self, styles: dict[str, ET.Element]):
        self.styles = styles

    def _has_style(self, element: ET.Element, name: str, *values: str) -> bool:
        """Whether the style of an element has a property with one of the values."""
        style_names = (element.get(f"{kind}style-name", "") for kind in (TABLE, TEXT))
        style = next((self.styles[name] for name in style_names if name in self.styles), ())
        found = [value for part in style for key, value in part.attrib.items() if key.rpartition("}")[2] == name]
        return any(value.startswith(values) for value in found)

    def sheet(self, table: ET.Element) -> Sheet:
        """A table as a sheet."""
        sheet = Sheet(table.get(f"{TABLE}name", ""), [], is_hidden=self._has_style(table, "display", "false"))
        column = 0
        for element, times in _repeated_elements(table, "table-column", "columns"):
            if element.get(f"{TABLE}visibility") in _UNSEEN:
                sheet.hidden_columns.update(range(column, min(column + times, _MAX_COLUMNS)))
            column += times
        blank = 0
        for element, times in _repeated_elements(table, "table-row", "rows"):
            top = len(sheet.rows) + blank
            row, spans = self._row(element, top, sheet.dropped_places)
            if not row and not spans:
                blank += times  # the rest of a sheet is one blank row, repeated a million times
                continue
            if element.get(f"{TABLE}visibility") in _UNSEEN:
                sheet.hidden_rows.update(range(top, top + times))
            sheet.rows += [[]] * blank + [list(row) for _ in range(times)]
            blank = 0
            sheet.merged_ranges += [(top, left, top + down - 1, left + across - 1) for left, down, across in spans]
        return sheet

    def _row(self, element: ET.Element, index: int, dropped_places: list) -> tuple[list[Cell], list]:
        row, spans = [], []
        for cell in element:
            times = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), _MAX_COLUMNS)
            if cell.tag == f"{TABLE}covered-table-cell":
                row += [BLANK] * times  # may hold what nobody sees
            if cell.tag != f"{TABLE}table-cell":
                continue
            down = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
            across = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
            if down * across > 1:
                spans.append((len(row), down, across))
            # Direct children only: paragraphs of comments are nested deeper.
            runs = [run for p in cell.findall(f"{TEXT}p") for run in [*self._runs(p, cell), ("\n", False, False)]]
            text, has_dropped = join_runs(runs)
            if has_dropped:
                dropped_places.append((index, len(row)))
            row += [BLANK if has_dropped and not text.strip() else _cell(cell, text.strip())] * times
        while row and row[-1] is BLANK:
            row.pop()
        return row, spans

    def _runs(self, element: ET.Element, *parents: ET.Element) -> Iterator[tuple[str, bool, bool]]:
        """Runs of a paragraph: text, whether it is raised or lowered, whether it is struck out."""
        styled = (element, *parents)
        is_raised = any(self._has_style(e, "text-position", "super", "sub", "33%", "-33%") for e in styled)
        is_struck = any(self._has_style(e, "text-line-through-style", "solid", "dot", "dash", "wave") for e in styled)
        blanks = {f"{TEXT}s": " " * int(element.get(f"{TEXT}c", "1")), f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}
        yield blanks.get(element.tag, "") + (element.text or ""), is_raised, is_struck
        for child in element:
            yield from self._runs(child, *styled)
            yield child.tail or "", is_raised, is_struck


def _repeated_elements(parent: ET.Element, kind: str, plural: str) -> Iterator[tuple[ET.Element, int]]:
    for element in parent.iter(f"{TABLE}{kind}"):
        yield element, int(element.get(f"{TABLE}number-{plural}-repeated", "1"))


def _cell(element: ET.Element, text: str) -> Cell:
    kind = element.get(f"{OFFICE}value-type", "")
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
    if not digits or any(word in MAGNITUDES for word in text.casefold().split()):
        return text_cell(text)  # a dash or nothing in place of a nought; `105 nghìn`
    # The displayed text is in the author's locale; find the rounding, maybe of thousands, that gives its digits.
    candidates = (round_half_up(stored.scaleb(-scale), places) for scale in (0, 3, 6) for places in range(12))
    displayed = next((number for number in candidates if re.sub(r"\D", "", f"{number:f}") == digits), stored)
    return Cell(NUMBER, format_plain(displayed) + "%" * percent, stored, is_percent=percent)


def _date_precision(text: str) -> str:
    if re.fullmatch(r"\d{4}", text):
        return "year"
    return "month" if re.fullmatch(r"(\w+ ?)?\d{1,2}[-/. ]\d{4}|[^\W\d]+[- ./]*\d{2,4}", text) else "day"
