"""Where the table begins and what each column is: roles, and what headers of one to three rows say together."""

from dataclasses import dataclass, field
from datetime import date

from baophu.importer import numerals, periods
from baophu.importer.cells import BLANK, BLANK_KIND, DAY, NUMBER, TEXT, Cell, Sheet
from baophu.importer.periods import Part
from baophu.importer.words import Words

_SEARCHED = 60  # rows in which a header may begin
_DEEPEST = 3
EXAMPLE = "VÍ DỤ, sẽ bỏ qua khi nhập"


@dataclass(frozen=True)
class Piece:
    """What one header cell says: meanings, a time as a part or as text to be settled, or nothing known."""

    means: dict[str, str] = field(default_factory=dict)
    when: Part | str | None = None
    text: str = ""

    @property
    def known(self) -> bool:
        """Whether every word of it was understood."""
        return bool(self.means) or self.when is not None


@dataclass(frozen=True)
class Column:
    """One column: what its header says, all its header rows together."""

    index: int
    title: str
    means: dict[str, str]
    when: tuple[Part | str, ...] = ()
    known: bool = True

    @property
    def role(self) -> str:
        """province, area, date, month, quarter, year, scheme, group, kind, unit, value, note, index, label or blank."""
        return self.means.get("role", "")

    @property
    def holds_figures(self) -> bool:
        """Whether its cells are figures."""
        return self.known and (self.role == "value" or not self.role) and bool(self.means or self.when)


@dataclass(frozen=True)
class Table:
    """A sheet, the rows of its header (from 0, first and beyond the last) and its columns."""

    sheet: Sheet
    top: int
    start: int
    columns: tuple[Column, ...]

    @property
    def above(self) -> list[str]:
        """Texts above the header: titles and remarks."""
        return [cell.text for row in self.sheet.rows[: self.top] for cell in row if cell.text]

    @property
    def headings(self) -> list[str]:
        """Texts above the figures: titles, remarks and headers."""
        return [cell.text for row in self.sheet.rows[: self.start] for cell in row if cell.text]

    @property
    def is_wide(self) -> bool:
        """Whether times or schemes stand across."""
        figures = [column for column in self.columns if column.holds_figures]
        return any(column.when for column in figures) or len({column.means.get("scheme") for column in figures}) > 1


def find_table(sheet: Sheet, words: Words, header_row: int = 0) -> Table | None:
    """The table of a sheet, or None where no header is recognised."""
    finder = _Finder(sheet, words)
    rows = [header_row - 1] if header_row else range(min(_SEARCHED, len(sheet.rows)))
    top = next((row for row in rows if header_row or finder.is_header(row)), None)
    if top is None or top >= len(sheet.rows):
        return None
    start = top + 1
    while start - top < _DEEPEST and finder.continues(top, start):
        start += 1
    while not header_row and top > 0 and start - top < _DEEPEST and finder.precedes(top - 1, start):
        top -= 1
    return Table(sheet, top, start, tuple(finder.columns(top, start)))


def piece(cell: Cell, words: Words) -> Piece:
    """What a header cell says by itself."""
    if cell.kind == DAY:
        return Piece(when=part_of_day(cell), text=cell.text)
    if cell.kind == NUMBER:
        year = _year(cell)
        return Piece(when=Part(year) if year else None, text=cell.text)
    if cell.kind != TEXT:
        return Piece(text=cell.text)
    if periods.parts(cell.text) or periods.has_short_year(cell.text):
        return Piece(when=cell.text, text=cell.text)
    said = words.header(cell.text)
    rest = " ".join(said.rest)
    if said.means and rest and periods.parts(rest):
        return Piece(said.means, rest, cell.text)
    return Piece(said.means if said.known else {}, text=cell.text)


def part_of_day(cell: Cell) -> Part:
    """As much of a real date as its format shows."""
    day = cell.day
    finely = {"year": Part(day.year), "month": Part(day.year, day.month)}
    return finely.get(cell.finely, Part(day.year, day.month, day.day))


def _year(cell: Cell) -> int:
    number = cell.number
    whole = number == number.to_integral_value()
    return int(number) if whole and periods.FIRST_YEAR <= number <= date.today().year + 1 else 0


def _month(cell: Cell) -> int:
    text = cell.text.lstrip("0")
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else 0


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, well formed or not, rather than words."""
    return cell.kind == NUMBER or (
        cell.kind == TEXT and cell.text[0].isdecimal() and bool(numerals.readings(cell.text))
    )


class _Finder:
    """Looks at the rows of one sheet."""

    def __init__(self, sheet: Sheet, words: Words):
        self.sheet, self.words = sheet, words
        self._known: dict[Cell, Piece] = {}

    def _piece(self, cell: Cell) -> Piece:
        if cell not in self._known:
            self._known[cell] = piece(cell, self.words)
        return self._known[cell]

    def _filled_in(self, row: int) -> list[tuple[int, Cell]]:
        cells = self.sheet.rows[row] if 0 <= row < len(self.sheet.rows) else []
        return [(column, cell) for column, cell in enumerate(cells) if cell.kind != BLANK_KIND]

    def is_header(self, row: int) -> bool:
        """At least two cells are understood, one of them as a role or measure, and none is a figure."""
        cells = self._filled_in(row)
        pieces = [self._piece(cell) for _, cell in cells]
        known = [found for found in pieces if found.known]
        if len(known) < 2 or any(is_figure(c) and not p.known for (_, c), p in zip(cells, pieces, strict=True)):
            return False
        if any({"role", "kind"} & found.means.keys() for found in known):
            return True
        # Times or schemes alone: nothing else may stand in the row, and figures must follow below.
        one_sort = all(found.when is not None for found in known) or all("scheme" in found.means for found in known)
        below = [cell for later in range(row + 1, row + 4) for _, cell in self._filled_in(later)]
        return len(known) == len(pieces) and cells[0][0] > 0 and one_sort and any(map(is_figure, below))

    def continues(self, top: int, row: int) -> bool:
        """Whether a row is one more row of the header that begins at ``top``."""
        cells = self._filled_in(row)
        stacks = [self._stack(column, top, row + 1) for column, _ in cells]
        understood = [self._column(c, s) for (c, _), s in zip(cells, stacks, strict=True)]
        own = [
            self._piece(cell).known or _month(cell) and u.when for (_, cell), u in zip(cells, understood, strict=True)
        ]
        if not cells or any(is_figure(c) and not o for (_, c), o in zip(cells, own, strict=True)):
            return False
        # A label column says the same again, in another language, or nothing; a data row has its label there.
        labels = ["role" in self._piece(cell).means for c, cell in cells if self._has_role(c, top, row)]
        return all(labels) and any(u.known and (o or self._above(c, top, row)) for (c, _), u, o in
                                   zip(cells, understood, own, strict=True))  # fmt: skip

    def _has_role(self, column: int, top: int, row: int) -> bool:
        roles = {self._piece(self.sheet.filled(r, column)).means.get("role", "") for r in range(top, row)}
        return bool(roles - {"", "value"})

    def _above(self, column: int, top: int, row: int) -> bool:
        return any(self._piece(found).known for found in self._stack(column, top, row))

    def precedes(self, row: int, start: int) -> bool:
        """Whether the row above a header belongs to it: times or schemes that reach over all its figures."""
        cells = self._filled_in(row)
        pieces = [self._piece(cell) for _, cell in cells]
        if not cells or not all(p.when is not None or {"scheme", "kind", "group"} & p.means.keys() for p in pieces):
            return False
        figures = [c.index for c in self.columns(row + 1, start) if c.holds_figures]
        return bool(figures) and 0 < cells[0][0] <= figures[0]

    def columns(self, top: int, start: int) -> list[Column]:
        """Every column that has a header or content."""
        found = [self._column(index, self._stack(index, top, start)) for index in range(self.sheet.width)]
        return [c for c in found if c.title or any(self.sheet.at(r, c.index).text for r in self._below(start))]

    def _below(self, start: int) -> range:
        return range(start, len(self.sheet.rows))

    def _stack(self, column: int, top: int, stop: int) -> list[Cell]:
        """The header cells over a column, from the top; merged cells once."""
        stack, seen = [], set()
        for row in range(top, stop):
            place = self.sheet.origin(row, column)
            cell = self.sheet.at(*place)
            if cell.kind == BLANK_KIND and row < stop - 1:
                place, cell = self._reaching_over(row, column, stop)
            if cell.kind != BLANK_KIND and place not in seen:
                seen.add(place)
                stack.append(cell)
        return stack

    def _reaching_over(self, row: int, column: int, stop: int) -> tuple[tuple[int, int], Cell]:
        """A year or scheme written once, over the first of its columns: text files have no merged cells."""
        lower = any(self.sheet.filled(r, column).text for r in range(row + 1, stop))
        for left in range(column - 1, -1, -1) if lower else ():
            cell = self.sheet.filled(row, left)
            if cell.kind != BLANK_KIND:
                found = self._piece(cell)
                return ((row, left), cell) if found.known and "role" not in found.means else ((row, column), BLANK)
        return (row, column), BLANK

    def _column(self, index: int, stack: list[Cell]) -> Column:
        title = " / ".join(dict.fromkeys(cell.text for cell in stack))
        pieces = [self._piece(cell) for cell in stack]
        if stack and not pieces[-1].known and _month(stack[-1]) and any(p.when or _is_month(p) for p in pieces[:-1]):
            pieces[-1] = Piece(when=Part(0, _month(stack[-1])), text=stack[-1].text)
            pieces[:-1] = [p for p in pieces[:-1] if not _is_month(p)]
        if not all(found.known for found in pieces):
            # `BHXH` over `Tự nguyện` says it only together.
            pieces = [piece(Cell(TEXT, " ".join(cell.text for cell in stack)), self.words)]
        means = _together([found.means for found in pieces])
        when = tuple(found.when for found in pieces if found.when is not None)
        known = bool(stack) and means is not None and all(found.known for found in pieces)
        return Column(index, title, means or {}, when, known)


def _is_month(found: Piece) -> bool:
    return found.means.get("role") == "month"


def _together(said: list[dict[str, str]]) -> dict[str, str] | None:
    """All meanings of a stack; None where two rows contradict each other."""
    means: dict[str, str] = {}
    for lower in said:
        for name, value in lower.items():
            # The lower row may say the same more closely: bhxh, then bhxh_tn; area_or_unit, then unit.
            if name in means and not value.startswith(means[name]) and value not in means[name]:
                return None
            means[name] = value
    return means
