"""What the times, measures and numbers of a long file mean, by the same rules as for a table read cell by cell.

The rules see a small table of rows picked from the file, the first of everything that differs; the places that they
name are those of the file.
"""

from dataclasses import dataclass, replace
from datetime import date

from baophu.importer.areas import Areas
from baophu.importer.cells import TEXT, Cell, Sheet, text_cell
from baophu.importer.checks import time_faults
from baophu.importer.errors import Findings
from baophu.importer.figures import FigureReader
from baophu.importer.layout import Column, Table
from baophu.importer.long.choose import Columns
from baophu.importer.long.survey import First, Survey
from baophu.importer.meanings import Meaning
from baophu.importer.options import Options
from baophu.importer.periods import Period
from baophu.importer.rows import RowReader
from baophu.importer.words import Words
from baophu.told import tell

# Areas are settled apart, so that each picked row stands for its province.
_WHOLE_PROVINCE = Cell(TEXT, "Toàn tỉnh")


@dataclass
class Picked(Sheet):
    """Rows picked from a longer sheet, which keep the names of their places."""

    numbers: tuple[int, ...] = ()

    def place(self, row: int, column: int) -> str:
        """What the analyst calls the place in the whole file."""
        return super().place(self.numbers[row], column)


@dataclass(frozen=True)
class Meant:
    """What codes mean, by code and column of figures; a code that is missing is left out, as ``skipped`` says."""

    times: dict[int, dict[int, Period]]
    measures: dict[int, dict[int, Meaning]]
    marks: dict[int, str]  # decimal marks, by column
    fractions: frozenset[int]  # columns whose 0.9 is 90 %
    skipped: list[tuple[int, str]]


def settle(
    columns: Columns, survey: Survey, words: Words, areas: Areas, options: Options, findings: Findings, today: date
) -> Meant:
    """What everything but areas means.

    Raises
    ------
    Undecided, InvalidImport
        With all that was found, of areas too.
    """
    picked = _picked(survey)
    table = _table(columns, survey, picked)
    rows = RowReader(table, words, areas, options, findings).read()
    reader = FigureReader(table, words, options, findings)
    for figure in reader.read(rows.entries):
        for rule, cure in time_faults(figure, today, last_day=""):
            findings.fault(table.sheet.place(figure.row, figure.column), figure.as_printed, rule, cure)
    _check_percents(survey, table, picked, findings)
    if not rows.entries and not findings.questions and not findings.faults:
        findings.fault(table.sheet.name, "", tell("wrong-no-rows"), tell("cure-file-or-header"))
    findings.stop_if_any()
    times, measures = {}, {}
    for entry in rows.entries:
        first, column = picked[entry.row - table.start], entry.column.index
        times.setdefault(survey.code("time", first), {})[column] = reader.period(entry)
        measures.setdefault(survey.code("measure", first), {})[column] = reader.meanings.of(entry)
    skipped = [(table.sheet.numbers[row], reason) for row, reason in rows.skipped]
    return Meant(times, measures, reader.amounts.decimal_marks, frozenset(reader.amounts.in_fractions), skipped)


def _picked(survey: Survey) -> list[First]:
    """Rows that show every time, measure and shape of number, in the order of the file."""
    found = [*survey.joints["time"].first.values(), *survey.joints["measure"].first.values()]
    found += [first for shapes in survey.shapes.values() for first in shapes.values()]
    return sorted({first.row: first for first in found}.values())


def _table(columns: Columns, survey: Survey, picked: list[First]) -> Table:
    """The header with the picked rows below it, and a column that says the whole province."""
    whole = columns.table
    width = whole.sheet.width
    texts = {column: labels.texts for column, labels in survey.labels.items()}
    rows = [*whole.sheet.rows[: whole.start], *(_cells(first, texts, survey, width) for first in picked)]
    numbers = (*range(whole.start), *(first.row for first in picked))
    sheet = Picked(whole.sheet.name, rows, lettered=False, numbers=numbers)
    return replace(whole, sheet=sheet, columns=(*whole.columns, Column(width, "", {"role": "area"})))


def _cells(first: First, texts: dict[int, list[str]], survey: Survey, width: int) -> list[Cell]:
    cells = {column: text_cell(texts[column][number]) for column, number in first.labels.items()}
    for column, text in first.figures.items():
        # What a row means does not hang on whether its figure is missing, so another one's stands in.
        shown = text_cell(text)
        is_missing = not shown.text or survey.words.is_missing(shown.text)
        stand_in = next(iter(survey.shapes[column].values()), first).figures[column]
        cells[column] = text_cell(stand_in) if is_missing else shown
    blank = text_cell("")
    return [*(cells.get(column, blank) for column in range(width)), _WHOLE_PROVINCE]


def _check_percents(survey: Survey, table: Table, picked: list[First], findings: Findings) -> None:
    """Refuse a column that writes some figures with a percent sign and some without: they may be two measures."""
    for column, shapes in survey.shapes.items():
        first = {text.endswith("%"): found for found in shapes.values() if (text := found.figures[column].strip())}
        if len(first) == 2:
            row = table.start + picked.index(first[False])
            rule = tell("wrong-percents", row=first[True].row + 1)
            findings.fault(table.sheet.place(row, column), first[False].figures[column], rule, tell("cure-percents"))
