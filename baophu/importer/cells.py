"""A sheet as a grid of cells: what each holds, how it is shown, and what its place is called."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

BLANK_KIND, TEXT, NUMBER, DAY, ERROR, FORMULA = "blank", "text", "number", "day", "error", "formula"


class Cell(NamedTuple):
    """One cell. It does not know its place, so that equal cells of a long table can be one object."""

    kind: str
    text: str = ""  # as shown
    number: Decimal | None = None  # a number as stored; a percent-formatted one times 100
    day: date | None = None
    precision: str = ""  # of a day: day, month or year, as its format shows it
    is_percent: bool = False


BLANK = Cell(BLANK_KIND)


def text_cell(text: str) -> Cell:
    """A cell of text, in one Unicode form and without space around it; blank if nothing is left."""
    clean = unicodedata.normalize("NFC", text).replace("\ufeff", "").strip()
    if not clean:
        return BLANK
    return Cell(ERROR if clean.startswith("#") and clean.rstrip("!?").isupper() else TEXT, clean)


@dataclass
class Sheet:
    """A grid of cells, rows and columns counted from 0, and the ranges that are merged."""

    name: str
    rows: list[list[Cell]]
    merged_ranges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    has_letter_columns: bool = True  # C7, else R7C3 as in a text file
    hidden_count: int = 0  # rows and columns that are hidden from view

    @cached_property
    def width(self) -> int:
        """The longest row's number of cells."""
        return max(map(len, self.rows), default=0)

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell of a place; of a merged range only its first place holds something."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return cells[column] if 0 <= column < len(cells) else BLANK

    def covering_cell(self, row: int, column: int) -> Cell:
        """The cell that covers a place: a merged range shows one cell everywhere."""
        return self.cell_at(*self.covering_origin(row, column))

    def covering_origin(self, row: int, column: int) -> tuple[int, int]:
        """The place that holds what is shown at another."""
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
        """What the analyst calls the place, with the sheet: ``Sheet1!C7``."""
        local = f"{column_letters(column)}{row + 1}" if self.has_letter_columns else f"R{row + 1}C{column + 1}"
        return f"{self.name}!{local}"

    def column_name(self, column: int) -> str:
        """What the analyst calls a column: its letter, or its number in a text file."""
        return column_letters(column) if self.has_letter_columns else str(column + 1)


def column_letters(column: int) -> str:
    """A spreadsheet's letters for a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def format_plain(number: Decimal) -> str:
    """A number in digits with a dot for decimals, no exponent, no trailing zeros."""
    text = format(number.normalize(), "f")
    return "0" if text in ("-0", "") else text
