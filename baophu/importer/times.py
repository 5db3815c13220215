"""The time of a row, from its columns of dates, months, quarters and years."""

from collections.abc import Callable

from baophu.common.messages import format_day, message
from baophu.importer import periods
from baophu.importer.cells import BLANK_KIND, DAY, NUMBER, TEXT, Cell
from baophu.importer.errors import Findings
from baophu.importer.layout import Column, Table, part_from_date
from baophu.importer.periods import DatePart
from baophu.importer.words import role_word

ROLES = ("date", "month", "quarter", "year")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


class TimeReader:
    """Reads the times of a table's rows; questions and faults go into the findings."""

    def __init__(self, table: Table, date_order: str, findings: Findings):
        self.sheet, self.findings = table.sheet, findings
        self.columns = {column.role: column for column in table.columns if column.role in ROLES}
        self._rows = range(table.data_start, len(table.sheet.rows))
        self._order = self._settle_order(date_order) if "date" in self.columns else periods.DMY

    def read(self, row: int) -> DatePart | None:
        """The row's time; empty without time columns, None with a fault if a cell cannot be read."""
        whole = DatePart()
        for role, column in sorted(self.columns.items(), key=lambda pair: ROLES.index(pair[0])):
            part = self._part(row, column)
            if part is None:
                return None
            whole = whole.combined_with(part)
            if whole is None:
                self._fault(
                    row, column, message("wrong-role-contradicts", role=role_word(role)), message("cure-correct-one")
                )
                return None
        return whole

    def _part(self, row: int, column: Column) -> DatePart | None:
        cell = self.sheet.covering_cell(row, column.index)
        if cell.kind == DAY:
            return part_from_date(cell)
        part = _part_from_number(cell, column.role)
        if not part and cell.kind == TEXT:
            part = periods.date_readings(cell.text).get(self._order)
        if not part:
            self._fault(row, column, *_missing_time_fault(cell, column.role))
        return part

    def _fault(self, row: int, column: Column, rule: str, cure: str) -> None:
        text = self.sheet.covering_cell(row, column.index).text
        self.findings.fault(self.sheet.cell_reference(row, column.index), text, rule, cure)

    def _settle_order(self, answer: str) -> str:
        """Find the order of day and month in the column of dates."""
        column = self.columns["date"]
        first: dict[Cell, int] = {}
        for row in self._rows:
            first.setdefault(self.sheet.covering_cell(row, column.index), row)
        texts = {cell.text: row for cell, row in first.items() if cell.kind == TEXT}
        order = periods.settle_order(texts, answer)
        report_order(order, lambda text: self.sheet.cell_reference(texts[text], column.index), self.findings)
        self._report_swapped_days(first, order.order, column)
        return order.order

    def _report_swapped_days(self, cells: dict[Cell, int], order: str, column: Column) -> None:
        """Report date cells that Excel has probably swapped.

        Excel set to English turns ``03/04/2022`` into 4 March and leaves ``13/04/2022`` as text: all date cells have
        days up to 12, all texts days above 12.
        """
        real = {cell.day: row for cell, row in cells.items() if cell.kind == DAY and cell.precision == "day"}
        texts = [periods.date_readings(cell.text).get(order, DatePart()) for cell in cells if cell.kind == TEXT]
        days = [part.day for part in texts if part.day]
        if real and days and min(days) > 12 and max(day.day for day in real) <= 12:
            day, row = next(iter(real.items()))
            rule = message("wrong-swapped", day=format_day(day.isoformat()))
            self.findings.fault(self.sheet.cell_reference(row, column.index), "", rule, message("cure-swapped"))


def report_order(order: periods.DateOrder, reference: Callable[[str], str], findings: Findings) -> None:
    """Add a question for an ambiguous date order, or a fault for contradictory dates."""
    if order.contradictory != ("", ""):
        first, second = order.contradictory
        rule = message("wrong-two-orders", place=reference(second), text=repr(second))
        findings.fault(reference(first), first, rule, message("cure-two-orders"))
    elif order.ambiguous:
        readings = periods.date_readings(order.ambiguous)
        options = [
            message("answer-order", order=name, text=order.ambiguous, day=_format_part(readings[name]))
            for name in (periods.DMY, periods.MDY)
        ]
        findings.ask(reference(order.ambiguous), message("ask-order", text=repr(order.ambiguous)), *options)


def _format_part(part: DatePart) -> str:
    return f"{part.year or '….'}-{part.month:02d}-{part.day:02d}"


def _part_from_number(cell: Cell, role: str) -> DatePart | None:
    """The date part of a bare number in a column of years, quarters, months or dates; None if there is none."""
    text = cell.text.strip("() ")
    text = _ROMAN.get(text.casefold(), text) if role == "quarter" else text
    if cell.kind not in (NUMBER, TEXT) or not text.isdecimal():
        return None
    number = int(text)
    if role == "year" or (role == "date" and periods.FIRST_YEAR <= number <= periods.LAST_YEAR):
        return DatePart(number) if 1000 <= number <= 9999 else None
    if role == "month" and 1 <= number <= 12:
        return DatePart(0, number)
    if role == "quarter" and 1 <= number <= 4:
        return DatePart(0, 3 * number)
    return DatePart(0, 0, number) if role == "date" and 1 <= number <= 31 else None


def _missing_time_fault(cell: Cell, role: str) -> tuple[str, str]:
    if cell.kind == BLANK_KIND:
        return message("wrong-without-role", role=role_word(role)), message("cure-without-role")
    if periods.has_short_year(cell.text):
        return message("wrong-short-year"), message("cure-short-year", such="31/12/2022")
    if role == "date" and cell.text.isdecimal() and 30000 < int(cell.text) < 60000:
        return message("wrong-serial-day"), message("cure-serial-day")
    return message("wrong-not-role", role=role_word(role)), message("cure-not-role")
