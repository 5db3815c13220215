"""The position of the table in its sheet, and the meaning of each column from one to three header rows."""

import re
from dataclasses import dataclass, field
from datetime import date

from baophu.importer import numerals, periods
from baophu.importer.cells import BLANK, BLANK_KIND, DAY, NUMBER, TEXT, Cell, Sheet
from baophu.importer.periods import DatePart
from baophu.importer.words import Words, combine_phrases, is_share

_MAX_SEARCHED_ROWS = 60  # rows in which a header may begin
_MAX_HEADER_ROWS = 3
_FOOTNOTE_MARK = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\))$")
EXAMPLE_NOTE = "VÍ DỤ, sẽ bỏ qua khi nhập"


@dataclass(frozen=True)
class HeaderCell:
    """Content of one header cell: meanings by field, and a time, as text if its date order is still open."""

    meanings: dict[str, str] = field(default_factory=dict)
    time: DatePart | str | None = None
    text: str = ""

    @property
    def is_understood(self) -> bool:
        """Whether every word is understood."""
        return bool(self.meanings) or self.time is not None


@dataclass(frozen=True)
class Column:
    """One column, with the meanings of all its header rows."""

    index: int
    title: str
    meanings: dict[str, str]
    times: tuple[DatePart | str, ...] = ()
    is_understood: bool = True

    @property
    def role(self) -> str:
        """province, area, date, month, quarter, year, scheme, group, kind, unit, value, note, index, label or blank."""
        return self.meanings.get("role", "")

    @property
    def holds_figures(self) -> bool:
        """Whether the cells of the column are figures."""
        return self.is_understood and (self.role == "value" or not self.role) and bool(self.meanings or self.times)


@dataclass(frozen=True)
class Table:
    """A table in a sheet: its first header row, its first data row (both from 0) and its columns."""

    sheet: Sheet
    header_start: int
    data_start: int
    columns: tuple[Column, ...]
    ignored_places: frozenset[str] = frozenset()  # cells, or the sheet, whose text says nothing of the figures

    def is_ignored(self, place: str) -> bool:
        """Whether the analyst said that a cell's text says nothing of the figures."""
        return place.casefold() in self.ignored_places

    @property
    def is_wide(self) -> bool:
        """Whether times or schemes are spread over columns."""
        figures = [column for column in self.columns if column.holds_figures]
        return any(column.times for column in figures) or len({column.meanings.get("scheme") for column in figures}) > 1


def find_table(
    sheet: Sheet, words: Words, header_row: int = 0, ignored_places: frozenset[str] = frozenset()
) -> Table | None:
    """The table of a sheet, or None if no header is recognised."""
    finder = _HeaderFinder(sheet, words)
    rows = [header_row - 1] if header_row else range(min(_MAX_SEARCHED_ROWS, len(sheet.rows)))
    top = next((row for row in rows if header_row or finder.is_header(row)), None)
    if top is None or top >= len(sheet.rows):
        return None
    if not header_row and finder.is_title(top):
        top += 1
    start = top + 1
    while start - top < _MAX_HEADER_ROWS and finder.is_next_header_row(top, start):
        start += 1
    while (
        not header_row and top > 0 and start - top < _MAX_HEADER_ROWS and finder.is_previous_header_row(top - 1, start)
    ):
        top -= 1
    return Table(sheet, top, start, tuple(finder.columns(top, start)), ignored_places)


def read_header_cell(cell: Cell, words: Words) -> HeaderCell:
    """Interpret a single header cell."""
    if cell.kind == DAY:
        return HeaderCell(time=part_from_date(cell), text=cell.text)
    if cell.kind == NUMBER:
        year = _year(cell)
        return HeaderCell(time=DatePart(year) if year else None, text=cell.text)
    if cell.kind != TEXT:
        return HeaderCell(text=cell.text)
    text = _FOOTNOTE_MARK.sub("", cell.text) or cell.text
    if periods.date_readings(text) or periods.has_short_year(text):
        return HeaderCell(time=text, text=cell.text)
    meaning = words.read_header(text)
    rest = " ".join(meaning.other_words)
    if meaning.meanings and rest and periods.date_readings(rest):
        return HeaderCell(meaning.meanings, rest, cell.text)
    return HeaderCell(meaning.meanings if meaning.is_understood else {}, text=cell.text)


def part_from_date(cell: Cell) -> DatePart:
    """Year, month and day of a date cell, as far as its number format shows them."""
    day = cell.day
    parts_by_precision = {"year": DatePart(day.year), "month": DatePart(day.year, day.month)}
    return parts_by_precision.get(cell.precision, DatePart(day.year, day.month, day.day))


def _year(cell: Cell) -> int:
    number = cell.number
    whole = number == number.to_integral_value()
    return int(number) if whole and periods.FIRST_YEAR <= number <= date.today().year + 1 else 0


def _month(cell: Cell) -> int:
    text = cell.text.lstrip("0")
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else 0


def is_figure(cell: Cell) -> bool:
    """Whether a cell contains a number, valid or not, rather than words."""
    return cell.kind == NUMBER or (
        cell.kind == TEXT and cell.text[0].isdecimal() and bool(numerals.readings(cell.text))
    )


class _HeaderFinder:
    """Finds the header rows and columns of one sheet."""

    def __init__(self, sheet: Sheet, words: Words):
        self.sheet, self.words = sheet, words
        self._pieces: dict[Cell, HeaderCell] = {}
        self._headless: dict[tuple[int, int], bool] = {}

    def _header_cell(self, cell: Cell) -> HeaderCell:
        if cell not in self._pieces:
            self._pieces[cell] = read_header_cell(cell, self.words)
        return self._pieces[cell]

    def _nonblank_cells(self, row: int) -> list[tuple[int, Cell]]:
        cells = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else []
        return [(column, cell) for column, cell in enumerate(cells) if cell.kind != BLANK_KIND]

    def is_header(self, row: int) -> bool:
        """Whether at least two cells are understood, one of them as a role or kind, and none is a figure."""
        cells = self._nonblank_cells(row)
        pieces = [self._header_cell(cell) for _, cell in cells]
        understood = [piece for piece in pieces if piece.is_understood]
        if len(understood) < 2 or any(
            is_figure(c) and not p.is_understood for (_, c), p in zip(cells, pieces, strict=True)
        ):
            return False
        if any({"role", "kind"} & piece.meanings.keys() for piece in understood):
            return True
        # Times or schemes alone: the row has no other cells, and figures follow below.
        one_sort = all(piece.time is not None for piece in understood) or all(
            "scheme" in piece.meanings for piece in understood
        )
        return len(understood) == len(pieces) and cells[0][0] > 0 and one_sort and self._figures_below(row)

    def is_title(self, row: int) -> bool:
        """Whether a row with words of headers, such as a title and its unit, stands above the headers of keys."""
        cells, below = self._nonblank_cells(row), self._nonblank_cells(row + 1)
        has_roles = [
            any("role" in self._header_cell(cell).meanings for _, cell in cells[:1]) for cells in (cells, below)
        ]
        return has_roles == [False, True] and cells[0][0] == below[0][0] and self.is_header(row + 1)

    def _figures_below(self, row: int) -> bool:
        return any(is_figure(cell) for later in range(row + 1, row + 4) for _, cell in self._nonblank_cells(later))

    def is_next_header_row(self, top: int, row: int) -> bool:
        """Whether a row is one more row of the header that begins at ``top``."""
        cells = self._nonblank_cells(row)
        stacks = [self._stack(column, top, row + 1) for column, _ in cells]
        columns = [self._column(c, s) for (c, _), s in zip(cells, stacks, strict=True)]
        is_own_header = [
            self._header_cell(cell).is_understood or _month(cell) and u.times
            for (_, cell), u in zip(cells, columns, strict=True)
        ]
        if not cells or any(is_figure(c) and not o for (_, c), o in zip(cells, is_own_header, strict=True)):
            return False
        if all(not self._has_role(column, top, row) for column, _ in cells) and self._figures_below(row):
            return True  # words nobody knows are shown as headers, not left out
        # A label column repeats its header, maybe in another language, or is blank; a data row has its label there.
        labels = ["role" in self._header_cell(cell).meanings for c, cell in cells if self._has_role(c, top, row)]
        return all(labels) and any(u.is_understood and (o or self._has_header_above(c, top, row)) for (c, _), u, o in
                                   zip(cells, columns, is_own_header, strict=True))  # fmt: skip

    def _has_role(self, column: int, top: int, row: int) -> bool:
        roles = {
            self._header_cell(self.sheet.covering_cell(r, column)).meanings.get("role", "") for r in range(top, row)
        }
        return bool(roles - {"", "value"})

    def _has_header_above(self, column: int, top: int, row: int) -> bool:
        return any(self._header_cell(cell).is_understood for cell in self._stack(column, top, row))

    def is_previous_header_row(self, row: int, start: int) -> bool:
        """Whether the row above a header belongs to it: times or schemes that span all its figures."""
        cells = self._nonblank_cells(row)
        pieces = [self._header_cell(cell) for _, cell in cells]
        if not cells or not all(p.time is not None or {"scheme", "kind", "group"} & p.meanings.keys() for p in pieces):
            return False
        figures = [c.index for c in self.columns(row + 1, start) if c.holds_figures]
        return bool(figures) and 0 < cells[0][0] <= figures[0]

    def columns(self, top: int, start: int) -> list[Column]:
        """All columns that have a header or content."""
        columns = [self._column(index, self._stack(index, top, start)) for index in range(self.sheet.width)]
        rows = range(start, len(self.sheet.rows))
        return [c for c in columns if c.title or any(self.sheet.cell_at(row, c.index).text for row in rows)]

    def _stack(self, column: int, top: int, stop: int) -> list[Cell]:
        """The header cells of a column, from the top; merged cells once."""
        stack, seen = [], set()
        for row in range(top, stop):
            place = self.sheet.covering_origin(row, column)
            cell = self.sheet.cell_at(*place)
            if cell.kind == BLANK_KIND and row < stop - 1:
                place, cell = self._spanning_cell(row, column, stop)
            if cell.kind != BLANK_KIND and place not in seen:
                seen.add(place)
                stack.append(cell)
        return stack

    def _spanning_cell(self, row: int, column: int, stop: int) -> tuple[tuple[int, int], Cell]:
        """A year or scheme that is written over the first of its columns only: text files have no merged cells."""
        left = self._spanning_column(row, column, stop)
        if left is None or self._leaves_headless(row, stop):
            return (row, column), BLANK
        return (row, left), self.sheet.covering_cell(row, left)

    def _leaves_headless(self, row: int, stop: int) -> bool:
        """Whether headers stand over the middle of their columns, so that those before it have none."""
        if (row, stop) not in self._headless:
            columns = [c for c in range(self.sheet.width) if self._has_figures_header(row, c, stop)]
            self._headless[row, stop] = any(self._spanning_column(row, c, stop) is None for c in columns)
        return self._headless[row, stop]

    def _has_figures_header(self, row: int, column: int, stop: int) -> bool:
        """Whether a column has a header in the rows below one where it has none."""
        below = [self.sheet.covering_cell(r, column) for r in range(row + 1, stop)]
        is_blank = self.sheet.covering_cell(row, column).kind == BLANK_KIND
        return is_blank and any(c.text and "role" not in self._header_cell(c).meanings for c in below)

    def _spanning_column(self, row: int, column: int, stop: int) -> int | None:
        has_header_below = any(self.sheet.covering_cell(r, column).text for r in range(row + 1, stop))
        for left in range(column - 1, -1, -1) if has_header_below else ():
            cell = self.sheet.covering_cell(row, left)
            if cell.kind != BLANK_KIND:
                return left if "role" not in self._header_cell(cell).meanings else None
        return None

    def _column(self, index: int, stack: list[Cell]) -> Column:
        title = " / ".join(dict.fromkeys(cell.text for cell in stack))
        pieces = [self._header_cell(cell) for cell in stack]
        if (
            stack
            and not pieces[-1].is_understood
            and _month(stack[-1])
            and any(p.time or _is_month_role(p) for p in pieces[:-1])
        ):
            pieces[-1] = HeaderCell(time=DatePart(0, _month(stack[-1])), text=stack[-1].text)
            pieces[:-1] = [p for p in pieces[:-1] if not _is_month_role(p)]
        if not all(piece.is_understood for piece in pieces):
            # `BHXH` over `Tự nguyện` has a meaning only as one phrase.
            pieces = [read_header_cell(Cell(TEXT, " ".join(cell.text for cell in stack)), self.words)]
        meanings = _merge_meanings([piece.meanings for piece in pieces])
        times = tuple(piece.time for piece in pieces if piece.time is not None)
        is_understood = bool(stack) and meanings is not None and all(piece.is_understood for piece in pieces)
        return Column(index, title, meanings or {}, times, is_understood)


def _is_month_role(piece: HeaderCell) -> bool:
    return piece.meanings.get("role") == "month"


def _merge_meanings(stack: list[dict[str, str]]) -> dict[str, str] | None:
    """All meanings of a header stack; None if two rows contradict each other."""
    merged: dict[str, str] = {}
    for lower in stack:
        # The lower row may be more specific: bhxh, then bhxh_tn; area_or_unit, then unit.
        merged = {name: value for name, value in merged.items() if not _is_more_specific(lower.get(name, ""), value)}
        counts = lower.get("unit") == "persons" and is_share(merged.get("kind", ""))
        joint = combine_phrases([merged, lower])
        if counts or (not joint and merged | lower):
            return None
        merged = joint
    return merged


def _is_more_specific(lower: str, upper: str) -> bool:
    return lower != upper and (lower.startswith(f"{upper}_") or lower in ("area", "unit") and upper == "area_or_unit")
