"""A sheet as a grid of cells: their values, displayed texts and references."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

BLANK_KIND, TEXT, NUMBER, DAY, ERROR, FORMULA = "blank", "text", "number", "day", "error", "formula"


class Cell(NamedTuple):
    """One cell. It has no position, so that equal cells of a long table can be one object."""

    kind: str
    text: str = ""  # as displayed
    number: Decimal | None = None  # a number as stored; a percent-formatted one times 100
    day: date | None = None
    precision: str = ""  # of a day: day, month or year, by its number format
    is_percent: bool = False


BLANK = Cell(BLANK_KIND)


def text_cell(text: str) -> Cell:
    """A text cell, normalised to NFC and stripped; blank if nothing is left."""
    clean = unicodedata.normalize("NFC", text).replace("\ufeff", "").strip()
    if not clean:
        return BLANK
    return Cell(ERROR if clean.startswith("#") and clean.rstrip("!?").isupper() else TEXT, clean)


@dataclass
class Sheet:
    """A grid of cells and its merged ranges; rows and columns count from 0."""

    name: str
    rows: list[list[Cell]]
    merged_ranges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    has_letter_columns: bool = True  # C7, else R7C3 as in a text file
    hidden_count: int = 0  # hidden rows and columns

    @cached_property
    def width(self) -> int:
        """Number of cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell at a position; in a merged range only the first position has content."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else BLANK

    def covering_cell(self, row: int, column: int) -> Cell:
        """The cell displayed at a position: a merged range displays one cell everywhere."""
        return self.cell_at(*self.covering_origin(row, column))

    def covering_origin(self, row: int, column: int) -> tuple[int, int]:
        """The position of the cell that is displayed at a position."""
        return self._origins.get((row, column), (row, column))

    @cached_property
    def _origins(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged_ranges
            for row in range(top, min(bottom, len(self.rows) - 1) + 1)
            for column in range(left, min(right, self.width - 1) + 1)
        }

    def cell_reference(self, row: int, column: int) -> str:
        """The reference of a cell with its sheet: ``Sheet1!C7``."""
        local = f"{column_letters(column)}{row + 1}" if self.has_letter_columns else f"R{row + 1}C{column + 1}"
        return f"{self.name}!{local}"

    def column_name(self, column: int) -> str:
        """The name of a column: its letters, or its number in a text file."""
        return column_letters(column) if self.has_letter_columns else str(column + 1)


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def format_plain(number: Decimal) -> str:
    """A number with a decimal dot, without exponent and trailing zeros."""
    text = format(number.normalize(), "f")
    return "0" if text in ("-0", "") else text
