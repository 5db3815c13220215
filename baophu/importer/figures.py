"""Cells into figures: what each counts, how much, and of which day."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from baophu.common.messages import format_day, message
from baophu.importer import periods
from baophu.importer.amounts import Amounts
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.meanings import Meanings
from baophu.importer.options import Options
from baophu.importer.pending import Pending
from baophu.importer.periods import Part, Period
from baophu.importer.rows import Entry
from baophu.importer.times import tell_order
from baophu.importer.words import Words


class Figure(NamedTuple):
    """One figure of the table, with its place in it."""

    area: str
    scheme: str
    group: str
    kind: str
    value: Decimal
    unit: str
    as_of: date
    precision: str
    as_printed: str
    row: int
    column: int
    province: str


class FigureReader:
    """Turns the entries of one table into figures; faults and questions go into the findings."""

    def __init__(self, table: Table, words: Words, options: Options, findings: Findings):
        self.table, self.sheet, self.options, self.findings = table, table.sheet, options, findings
        self.pending = Pending(table, words)
        self.meanings = Meanings(self.pending, options, findings)
        self.wide_order = self._order_of_headers()

    def read(self, entries: list[Entry]) -> list[Figure]:
        """Every figure that can be read."""
        self.amounts = amounts = Amounts(self.table, entries, self.options, self.findings)
        found = [self._figure(entry, amounts) for entry in entries]
        self.pending.ask(self.findings)
        if amounts.shown_rounded:
            self.findings.note(message("note-shown", count=amounts.shown_rounded))
        return [figure for figure in found if figure]

    def _figure(self, entry: Entry, amounts: Amounts) -> Figure | None:
        meaning, period = self.meanings.of(entry), self.period(entry)
        amount = amounts.of(entry, meaning)
        if not (meaning and period and amount):
            return None
        value, printed = amount
        return Figure(
            entry.keys.area, meaning.scheme, meaning.group, meaning.kind, value, meaning.unit,
            period.as_of, period.precision, printed, entry.row, entry.column.index,
            entry.keys.province,
        )  # fmt: skip

    def _order_of_headers(self) -> str:
        columns = [(when, column) for column in self.table.columns for when in column.when if isinstance(when, str)]
        places = {when: self.sheet.place(self.table.start - 1, column.index) for when, column in columns}
        order = periods.settle(places, self.options.date_order)
        tell_order(order, places.get, self.findings)
        for when, place in places.items():
            if not periods.parts(when):
                cure = message("cure-short-year", such="12/2022")
                self.findings.fault(place, when, message("wrong-short-year"), cure)
        return order.order

    def period(self, entry: Entry) -> Period | None:
        """The period of an entry, from its row and its header together; None where that is told or asked."""
        part = entry.keys.part
        if part is None:
            return None  # told of the row
        for when in entry.column.when:
            said = periods.parts(when).get(self.wide_order, Part()) if isinstance(when, str) else when
            part = part.over(said) if part else None
        if part is None:
            self._fault(entry, message("wrong-two-times"), message("cure-correct-one"))
            return None
        if part == Part() and self.options.as_of:
            return Period(self.options.as_of, "day")
        if not part.year and self.options.year:
            part = part._replace(year=self.options.year)
        if not part.year:
            self.pending.add("time" if part == Part() else "year", entry)
            return None
        period = periods.period(part)
        if not period:
            self._fault(entry, message("wrong-no-such-day", day=_day_words(part)), message("cure-no-such-day"))
        return period

    def _fault(self, entry: Entry, rule: str, cure: str) -> None:
        self.findings.fault(self.sheet.place(entry.row, entry.column.index), entry.cell.text, rule, cure)


def _day_words(part: Part) -> str:
    return format_day("-".join(f"{number:02d}" for number in part if number))
