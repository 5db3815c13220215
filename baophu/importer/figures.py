"""Figures from cells: meaning, value and day."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from baophu.common.messages import format_day, message
from baophu.importer import periods
from baophu.importer.amounts import AmountReader
from baophu.importer.context import Statement
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.meanings import MeaningReader
from baophu.importer.open_questions import OpenQuestions
from baophu.importer.options import Options
from baophu.importer.periods import DatePart, Period
from baophu.importer.rows import Entry, TableRows
from baophu.importer.times import report_order
from baophu.importer.words import Words
from baophu.ledger.rules import PLAN_KINDS

_STATUSES = {"provisional": "P", "estimated": "E"}  # by what a header says


class Figure(NamedTuple):
    """One figure of the table, with its row and column."""

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
    status: str = "A"  # of the observation: normal, provisional, estimated


class FigureReader:
    """Converts the entries of one table into figures; questions and faults go into the findings."""

    def __init__(self, table: Table, rows: TableRows, words: Words, options: Options, findings: Findings):
        self.table, self.sheet, self.options, self.findings = table, table.sheet, options, findings
        self.open_questions = OpenQuestions(table, rows.titles, rows.notes, words)
        self.meanings = MeaningReader(self.open_questions, words, options, findings)
        self.header_order = self._settle_header_order()
        titles, notes = rows.titles, rows.notes
        self._titles_say = frozenset().union(*(title.says for title in titles))
        days = {t.day: t for t in titles if any(t.day)} or {n.last_day: n for n in notes if any(n.last_day)}
        periods_said = {title.period: title for title in titles if any(title.period)}
        self._title_day = next(iter(days.values()), None)
        self._open_years = {0, *(day.year for day in days)} if len(days) > 1 else set()
        self._title_period = next(iter(periods_said.values())) if len(periods_said) == 1 and not days else None

    def read(self, entries: list[Entry]) -> list[Figure]:
        """Every figure that can be read."""
        sections = {section for entry in entries for section in entry.keys.sections}
        times = {part for entry in entries for part in (entry.keys.part, *self._header_parts(entry)) if part}
        times |= {part for section in sections for part in (section.day, section.period)}
        self.meanings.find_plan_title({part.year for part in times if part.year}, sections)
        self.amounts = amounts = AmountReader(self.table, entries, self.meanings, self.findings)
        figures = [self._figure(entry, amounts) for entry in entries]
        self.open_questions.ask(self.findings, self.meanings.settled_texts)
        if amounts.rounded_count:
            self.findings.note(message("note-shown", count=amounts.rounded_count))
        return [figure for figure in figures if figure]

    def _figure(self, entry: Entry, amounts: AmountReader) -> Figure | None:
        meaning, period = self.meanings.read(entry), self.period(entry)
        amount = amounts.read(entry, meaning)
        if not (meaning and period and amount):
            return None
        value, printed = amount
        said = entry.column.meanings if entry.column.times else {*entry.column.meanings, *self._titles_say}
        return Figure(
            entry.keys.area, meaning.scheme, meaning.group, meaning.kind, value, meaning.unit,
            period.as_of, period.precision, printed, entry.row, entry.column.index,
            entry.keys.province, next((status for name, status in _STATUSES.items() if name in said), "A"),
        )  # fmt: skip

    def _settle_header_order(self) -> str:
        columns = [(time, column) for column in self.table.columns for time in column.times if isinstance(time, str)]
        places = {time: self.sheet.cell_reference(self.table.data_start - 1, column.index) for time, column in columns}
        order = periods.settle_order(places, self.options.date_order)
        report_order(order, places.get, self.findings)
        for time, place in places.items():
            if not periods.date_readings(time):
                cure = message("cure-short-year", such="12/2022")
                self.findings.fault(place, time, message("wrong-short-year"), cure)
        return order.order

    def _header_parts(self, entry: Entry) -> list[DatePart]:
        return [
            periods.date_readings(time).get(self.header_order, DatePart()) if isinstance(time, str) else time
            for time in entry.column.times
        ]

    def period(self, entry: Entry) -> Period | None:
        """The period of an entry, from its row and header; None, with a fault or question, if there is none."""
        part = entry.keys.part
        if part is None:
            return None  # the row has a fault already
        for header_part in self._header_parts(entry):
            part = part.combined_with(header_part) if part else None
        for section in entry.keys.sections:
            section_part = section.day if section.day != DatePart() else section.period
            part = part.combined_with(section_part) if part else None
        if part is None:
            self._fault(entry, message("wrong-two-times"), message("cure-correct-one"))
            return None
        title = self._title_day or self._title_period
        as_of = self.options.as_of if part == DatePart() else None
        answer = (
            DatePart(as_of.year, as_of.month, as_of.day) if as_of else DatePart(self.options.year * (not part.year))
        )
        said = title and (title.day if title.day != DatePart() else title.period)
        if said and answer.combined_with(said) is None:
            self.open_questions.add("answer", title, entry)
            return None
        if as_of:
            return Period(as_of, "day")
        if not part.year and self.options.year:
            part = part._replace(year=self.options.year)
        if title:
            part = self._in_title_time(part, title, entry)
        if part is None:
            return None
        if not part.year:
            self.open_questions.add("time" if part == DatePart() else "year", "", entry)
            return None
        period = periods.period_of(part)
        if not period:
            self._fault(entry, message("wrong-no-such-day", day=_format_part(part)), message("cure-no-such-day"))
        return period

    def _in_title_time(self, part: DatePart, title: Statement, entry: Entry) -> DatePart | None:
        """The time of an entry by the day or period above the table; None, with a question, if they disagree."""
        said = title.day if title.day != DatePart() else title.period
        if self._open_years:  # texts name several days
            if part.month or part.year not in self._open_years:
                return part
            self.open_questions.add("day", title, entry)
            return None
        if title is self._title_period and part.year:
            if not part.month and part.year == said.year and 0 < said.month < 12:
                self.open_questions.add("day", title, entry)
                return None
            return part
        joint = part.combined_with(said) if said.year or not part.month else None
        if not joint:  # another month of the same year, such as T1 below a title of December
            joint = part if part.year else part._replace(year=said.year)
        own, latest = periods.period_of(joint), periods.period_of(said)
        if self.meanings.kind(entry) in PLAN_KINDS and part.year:
            return part
        if own and latest and own.as_of > latest.as_of:
            self.open_questions.add("day", title, entry)
            return None
        if joint != part:
            self.findings.note(message("note-title-time", text=repr(title.text), day=_format_part(joint)))
        return joint

    def _fault(self, entry: Entry, rule: str, cure: str) -> None:
        self.findings.fault(self.sheet.cell_reference(entry.row, entry.column.index), entry.cell.text, rule, cure)


def _format_part(part: DatePart) -> str:
    return format_day("-".join(f"{number:02d}" for number in part if number))
