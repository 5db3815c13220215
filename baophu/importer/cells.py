"""A sheet as a grid of cells: their values, displayed texts and references."""

import re
import unicodedata
from collections.abc import Iterable
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
    unit: str = ""  # that the number format shows after the number


BLANK = Cell(BLANK_KIND)
# Nobody sees them; text copied from web pages and chats has them.
_ZERO_WIDTH = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def text_cell(text: str) -> Cell:
    """A text cell, normalised to NFC and stripped; blank if nothing is left."""
    clean = unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text)).strip()
    if not clean:
        return BLANK
    return Cell(ERROR if clean.startswith("#") and clean.rstrip("!?").isupper() else TEXT, clean)


def join_runs(runs: Iterable[tuple[str, bool, bool]]) -> tuple[str, bool]:
    """The text that is seen in runs of text, raised and struck, and whether some of it was left out.

    A raised or lowered run beside others is a footnote mark, which the digits before it do not contain.
    """
    runs = list(runs)
    kept = [(text, is_raised) for text, is_raised, is_struck in runs if not is_struck]
    level = [text for text, is_raised in kept if not is_raised]
    seen = level if any(text.strip() for text in level) else [text for text, _ in kept]
    return "".join(seen), len("".join(seen)) < sum(len(text) for text, *_ in runs)


@dataclass
class Sheet:
    """A grid of cells and its merged ranges; rows and columns count from 0."""

    name: str
    rows: list[list[Cell]]
    merged_ranges: list[tuple[int, int, int, int]] = field(default_factory=list)  # top, left, bottom, right
    has_letter_columns: bool = True  # C7, else R7C3 as in a text file
    is_hidden: bool = False
    other_names: tuple[str, ...] = ()  # of the other sheets of the file that hold something
    has_formats: bool = True  # whether formats, text struck out and hidden rows are seen
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    raised_places: set[tuple[int, int]] = field(default_factory=set)  # cells raised or lowered as a whole
    dropped_places: list[tuple[int, int]] = field(default_factory=list)  # with text struck out, raised or lowered

    @cached_property
    def width(self) -> int:
        """Number of cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def clear_covered_cells(self) -> None:
        """Blank what files keep, unseen, under merged cells."""
        for top, left, bottom, right in self.merged_ranges:
            for row in self.rows[top : bottom + 1]:
                first = left + (row is self.rows[top])
                row[first : right + 1] = [BLANK] * len(row[first : right + 1])

    def clear_hidden_cells(self) -> list[str]:
        """Blank what hidden rows and columns hold; returns their names."""
        rows = [row for row in sorted(self.hidden_rows) if any(cell.text for cell in self.rows[row])]
        for row in rows:
            self.rows[row] = []
        hidden_columns = sorted(self.hidden_columns.intersection(range(self.width)))
        columns = [c for c in hidden_columns if any(self.cell_at(r, c).text for r in range(len(self.rows)))]
        for row in self.rows if columns else ():
            row[:] = [BLANK if column in self.hidden_columns else cell for column, cell in enumerate(row)]
        return [*(str(row + 1) for row in rows), *map(self.column_name, columns)]

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
    def merged_places(self) -> set[tuple[int, int]]:
        """The positions of cells that are displayed in several places."""
        return {(top, left) for top, left, bottom, right in self.merged_ranges if (bottom, right) != (top, left)}

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
        return f"{self.name}!{self.local_reference(row, column)}"

    def local_reference(self, row: int, column: int) -> str:
        """The reference of a cell in its sheet: ``C7``, or ``R7C3`` in a text file."""
        return f"{column_letters(column)}{row + 1}" if self.has_letter_columns else f"R{row + 1}C{column + 1}"

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
