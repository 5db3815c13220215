"""Numbers in cells: the value by the decimal mark of the column, and its token as printed."""

import re
from collections.abc import Iterable
from decimal import Decimal

from baophu.common.messages import format_decimal, message
from baophu.importer import numerals
from baophu.importer.cells import DAY, ERROR, FORMULA, NUMBER, TEXT, format_plain
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.meanings import Meaning, MeaningReader, is_percent
from baophu.importer.open_questions import join_columns
from baophu.importer.rows import Entry
from baophu.importer.words import COUNT_UNITS, code_word, is_share

COUNT_KINDS = ("count", "target_count", "denominator", "flow", "loss", "shortfall")
_SURE_COUNT = 1000  # far above any percentage
_SCALES = {1000: "nghìn", 1_000_000: "triệu"}
_NOT_NUMBER_FAULTS = {
    ERROR: ("wrong-error", "cure-error"),
    FORMULA: ("wrong-formula", "cure-formula"),
    DAY: ("wrong-day-as-figure", "cure-day-as-figure"),
}


class AmountReader:
    """Reads the numbers of one table's entries; questions and faults go into the findings."""

    def __init__(self, table: Table, entries: list[Entry], meanings: MeaningReader, findings: Findings):
        self.table, self.sheet, self.findings = table, table.sheet, findings
        self.meanings, self.options = meanings, meanings.options
        self.rounded_count = 0
        self.decimal_marks = self._settle_marks(entries)
        self._find_count_columns(entries)
        self.fraction_columns = self._find_fraction_columns(entries)

    def read(self, entry: Entry, meaning: Meaning | None) -> tuple[Decimal, str] | None:
        """The value in its unit and its token; None, with a fault, if the cell is no number."""
        cell = entry.cell
        if cell.kind in _NOT_NUMBER_FAULTS:
            self._fault(entry, *map(message, _NOT_NUMBER_FAULTS[cell.kind]))
            return None
        amount = (cell.number, cell.text) if cell.kind == NUMBER else self._read_text(entry)
        if not amount or not meaning:
            return None
        is_rate = meaning.unit.startswith("percent")
        token = None if cell.kind == NUMBER else numerals.parse_token(cell.text)
        own_unit = token.unit if token else cell.unit
        if own_unit not in ("", meaning.unit):
            rule = message("wrong-other-unit", own=code_word("unit", own_unit), unit=code_word("unit", meaning.unit))
            self._fault(entry, rule, message("cure-other-unit"))
            return None
        if is_percent(entry) and not is_rate:
            rule = message("wrong-percent-in", unit=code_word("unit", meaning.unit))
            self._fault(entry, rule, message("cure-percent-in"))
            return None
        return self._rate(entry, amount) if is_rate else self._count(entry, amount, meaning)

    def _fault(self, entry: Entry, rule: str, cure: str) -> None:
        self.findings.fault(self.sheet.cell_reference(entry.row, entry.column.index), entry.cell.text, rule, cure)

    def _read_text(self, entry: Entry) -> tuple[Decimal, str] | None:
        text = entry.cell.text
        readings = numerals.readings(text)
        mark = self.decimal_marks.get(entry.column.index, "")
        if re.match(r"\W*0\d", text):
            self._fault(entry, message("wrong-leading-zero"), message("cure-wide"))
        elif not readings:
            self._fault(entry, message("wrong-not-number"), message("cure-not-number"))
        elif mark and mark not in readings:
            self._fault(entry, message("wrong-not-mark", mark=repr(mark)), message("cure-not-mark"))
        elif mark:
            return readings[mark], text
        elif len(set(readings.values())) == 1:
            return next(iter(readings.values())), text
        return None  # one question for the whole column

    def _rate(self, entry: Entry, amount: tuple[Decimal, str]) -> tuple[Decimal, str]:
        value, text = amount
        if entry.cell.kind == NUMBER:
            displayed = Decimal(text.rstrip("%"))
            self.rounded_count += displayed != value
            value = displayed
        if entry.column.index in self.fraction_columns and self._is_bare_rate(entry):
            value = value * 100
            text = format_plain(value) + "%"
        return value, text

    def _count(self, entry: Entry, amount: tuple[Decimal, str], meaning: Meaning) -> tuple[Decimal, str] | None:
        value, text = amount
        text = format_plain(value) if entry.cell.kind == NUMBER else text
        if meaning.scale > 1:
            parts = numerals.parse_token(text)
            value = value * meaning.scale
            word = _SCALES.get(meaning.scale)
            text = f"{'-' * parts.is_negative}{parts.digits} {word}" if word else format_plain(value)
        shown = numerals.readings(entry.cell.text).get(numerals.DOT, value) if entry.cell.kind == NUMBER else value
        if entry.cell.kind == NUMBER and abs(shown - entry.cell.number) >= 1:
            self._fault(entry, message("wrong-shown", value=format_plain(entry.cell.number)), message("cure-shown"))
            return None
        if meaning.unit in COUNT_UNITS and value != value.to_integral_value():
            number, unit = format_decimal(format_plain(value)), code_word("unit", meaning.unit)
            self._fault(entry, message("wrong-part", value=number, unit=unit), message("cure-part"))
            return None
        return value, text

    # ── Whole columns ─────────────────────────────────────────────────────────────────────────────────────────

    def _settle_marks(self, entries: list[Entry]) -> dict[int, str]:
        """The decimal mark of each column."""
        texts: dict[int, dict[str, Entry]] = {}
        for entry in entries:
            if entry.cell.kind == TEXT:
                texts.setdefault(entry.column.index, {}).setdefault(entry.cell.text, entry)
        marks: dict[int, numerals.ColumnMark] = {}
        for column, entries_of in texts.items():
            mark = numerals.settle_mark(
                entries_of, self.options.decimal, lambda t, of=entries_of: self._decide_mark(of[t])
            )
            marks[column] = mark
            if any(mark.contradictory) and not self.options.decimal:
                comma, dot = (entries_of[text] for text in mark.contradictory)
                place = self.sheet.cell_reference(dot.row, column)
                rule = message("wrong-two-marks", place=place, text=repr(dot.cell.text))
                self._fault(comma, rule, message("cure-two-marks"))
        # People write all columns of a sheet with one mark.
        sheet_marks = {mark.mark for mark in marks.values() if mark.mark}
        if len(sheet_marks) == 1 and not any(any(mark.contradictory) for mark in marks.values()):
            marks = {column: numerals.ColumnMark(*sheet_marks) for column in marks}
        ambiguous = {column: texts[column][mark.ambiguous] for column, mark in marks.items() if mark.ambiguous}
        if ambiguous:
            self._ask_mark(list(ambiguous.values()))
        return {column: mark.mark for column, mark in marks.items()}

    def _decide_mark(self, entry: Entry) -> str:
        """The mark of a token with two readings, if persons have no decimals or no percentage is above 100."""
        readings = numerals.readings(entry.cell.text)
        whole_mark = max(readings, key=lambda mark: abs(readings[mark]))
        part_mark = min(readings, key=lambda mark: abs(readings[mark]))
        kind = self.meanings.kind(entry)
        if is_share(kind):
            return part_mark if kind != "attainment" and abs(readings[part_mark]) <= 100 else ""
        counts_one = not kind and abs(readings[part_mark]) > 100 or kind in COUNT_KINDS
        return whole_mark if counts_one and self.meanings.scale(entry, kind or "count") == 1 else ""

    def _find_count_columns(self, entries: list[Entry]) -> None:
        """Find columns of whole numbers far above 100, which are no percentages, and whether counts have decimals."""
        values: dict[int, list[Decimal | None]] = {}
        for entry in entries:
            value = _value(entry, self.decimal_marks.get(entry.column.index, ""))
            values.setdefault(entry.column.index, []).append(value)
            if value is not None and value % 1 and self.meanings.kind(entry) in COUNT_KINDS:
                self.meanings.has_decimal_counts = True
        self.meanings.count_columns = {column for column, numbers in values.items() if _are_counts(numbers)}

    def _ask(self, entries: list[Entry], question: str, *options: str) -> None:
        """Ask about columns, with the first cell of the first of them."""
        first, others = entries[0], entries[1:]
        if others:
            question = message("ask-also", asks=question, columns=join_columns(others, self.table))
        self.findings.ask(self.sheet.cell_reference(first.row, first.column.index), question, *options)

    def _ask_mark(self, entries: list[Entry]) -> None:
        text = entries[0].cell.text
        values = {mark: format_decimal(format_plain(value)) for mark, value in numerals.readings(text).items()}
        options = (message("answer-mark", mark=repr(mark), text=text, value=value) for mark, value in values.items())
        self._ask(entries, message("ask-mark", text=repr(text)), *options)

    def _find_fraction_columns(self, entries: list[Entry]) -> set[int]:
        """Columns whose rates are all from 0 to 1 without a percent sign, if the analyst calls them fractions."""
        rates: dict[int, list[Entry]] = {}
        for entry in entries:
            if self._is_bare_rate(entry):
                rates.setdefault(entry.column.index, []).append(entry)
        fractions = {
            index: column_entries
            for index, column_entries in rates.items()
            if _are_within_one(column_entries, self.decimal_marks.get(index, ""))
        }
        if fractions and not self.options.rates_as:
            firsts = [column_entries[0] for column_entries in fractions.values()]
            question = message("ask-fractions", text=firsts[0].cell.text)
            self._ask(firsts, question, message("answer-fraction"), message("answer-percent"))
        return set(fractions) if self.options.rates_as == "fraction" else set()

    def _is_bare_rate(self, entry: Entry) -> bool:
        if entry.cell.kind not in (NUMBER, TEXT) or is_percent(entry):
            return False
        return is_share(self.meanings.kind(entry))


def _are_counts(numbers: list[Decimal | None]) -> bool:
    whole = sorted(number for number in numbers if number is not None and number == number.to_integral_value() >= 0)
    return len(whole) == len(numbers) and whole[-1] >= _SURE_COUNT and whole[len(whole) // 2] > _SURE_COUNT / 5


def _are_within_one(entries: Iterable[Entry], mark: str) -> bool:
    values = [_value(entry, mark) for entry in entries]
    numbers = [value for value in values if value is not None]
    return bool(numbers) and all(0 <= value <= 1 for value in numbers) and any(numbers)


def _value(entry: Entry, mark: str) -> Decimal | None:
    if entry.cell.kind == NUMBER:
        return entry.cell.number
    readings = numerals.readings(entry.cell.text)
    return readings.get(mark) or (next(iter(readings.values())) if len(set(readings.values())) == 1 else None)
