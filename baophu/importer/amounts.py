"""How much a cell says: its number by the marks of its column, and the token that stands for it."""

from collections.abc import Iterable
from decimal import Decimal

from baophu.importer import numerals
from baophu.importer.cells import DAY, ERROR, FORMULA, NUMBER, TEXT, plain
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.meanings import Meaning, is_percent, kind_of_unit
from baophu.importer.options import Options
from baophu.importer.pending import columns_of
from baophu.importer.rows import Entry
from baophu.importer.words import WHOLE

_SCALES = {1000: "nghìn", 1_000_000: "triệu"}
_NO_NUMBERS = {
    ERROR: ("an error of the spreadsheet", "Repair the formula in the file and save it"),
    FORMULA: ("a formula without a stored result", "Open the file in Excel or LibreOffice, save it and import again"),
    DAY: ("a date where a figure should stand", "Excel turned what was typed into a date; type the figure again"),
}


class Amounts:
    """Reads the numbers of one table's entries; what is open or wrong goes into the findings."""

    def __init__(self, table: Table, entries: list[Entry], options: Options, findings: Findings):
        self.table, self.sheet, self.options, self.findings = table, table.sheet, options, findings
        self.shown_rounded = 0
        self.decimal_marks = self._marks(entries)
        self.in_fractions = self._fractions(entries)

    def of(self, entry: Entry, meaning: Meaning | None) -> tuple[Decimal, str] | None:
        """The value in its unit and the token that stands for it; None with a fault where there is none."""
        cell = entry.cell
        if cell.kind in _NO_NUMBERS:
            self._fault(entry, *_NO_NUMBERS[cell.kind])
            return None
        found = (cell.number, cell.text) if cell.kind == NUMBER else self._typed(entry)
        if not found or not meaning:
            return None
        is_rate = meaning.unit.startswith("percent")
        if is_percent(entry) and not is_rate:
            rule = f"a percentage in a column of {meaning.unit}"
            self._fault(entry, rule, "Correct the cell, or its column's header")
            return None
        return self._rate(entry, found) if is_rate else self._count(entry, found, meaning)

    def _fault(self, entry: Entry, rule: str, cure: str) -> None:
        self.findings.fault(self.sheet.place(entry.row, entry.column.index), entry.cell.text, rule, cure)

    def _typed(self, entry: Entry) -> tuple[Decimal, str] | None:
        text = entry.cell.text
        found = numerals.readings(text)
        mark = self.decimal_marks.get(entry.column.index, "")
        if not found:
            self._fault(entry, "not a number", "Type the figure alone, such as 1.052.062 or 90,4")
        elif mark and mark not in found:
            self._fault(entry, f"not a number whose decimal mark is {mark!r}", "Correct the digits, or say --decimal")
        elif mark:
            return found[mark], text
        elif len(set(found.values())) == 1:
            return next(iter(found.values())), text
        return None  # asked for the column

    def _rate(self, entry: Entry, found: tuple[Decimal, str]) -> tuple[Decimal, str]:
        value, text = found
        if entry.cell.kind == NUMBER:
            shown = Decimal(text.rstrip("%"))
            self.shown_rounded += shown != value
            value = shown
        if entry.column.index in self.in_fractions and self._is_bare_rate(entry):
            value = value * 100
            text = plain(value) + "%"
        return value, text

    def _count(self, entry: Entry, found: tuple[Decimal, str], meaning: Meaning) -> tuple[Decimal, str] | None:
        value, text = found
        text = plain(value) if entry.cell.kind == NUMBER else text
        if meaning.scale > 1:
            parts = numerals.token(text)
            value, text = value * meaning.scale, f"{'-' * parts.negative}{parts.digits} {_SCALES[meaning.scale]}"
        if meaning.unit in WHOLE and value != value.to_integral_value():
            cure = "If 1.052 was typed for 1052, correct the cell; if it was computed, round it in the file"
            self._fault(entry, f"{plain(value)} {meaning.unit} is not a whole number", cure)
            return None
        return value, text

    # ── Whole columns ─────────────────────────────────────────────────────────────────────────────────────────

    def _marks(self, entries: list[Entry]) -> dict[int, str]:
        """The decimal mark of each column."""
        texts: dict[int, dict[str, Entry]] = {}
        for entry in entries:
            if entry.cell.kind == TEXT:
                texts.setdefault(entry.column.index, {}).setdefault(entry.cell.text, entry)
        settled = {column: numerals.settle(tokens, self.options.decimal) for column, tokens in texts.items()}
        for column, found in settled.items():
            if found.against != ("", "") and not self.options.decimal:
                self._tell_against(found, texts[column])
        doubtful = {column: texts[column][found.open] for column, found in settled.items() if found.open}
        if doubtful:
            self._ask_mark(list(doubtful.values()))
        return {column: found.mark for column, found in settled.items()}

    def _tell_against(self, found: numerals.Settled, entries: dict[str, Entry]) -> None:
        comma, dot = (entries[text] for text in found.against)
        place = self.sheet.place(dot.row, dot.column.index)
        rule = f"its decimal mark is a comma here, but a dot in {place} {dot.cell.text!r}"
        self._fault(comma, rule, "Write all numbers of the column in one way, or say --decimal to see which differ")

    def _ask_mark(self, doubtful: list[Entry]) -> None:
        first, others = doubtful[0], doubtful[1:]
        text, found = first.cell.text, numerals.readings(first.cell.text)
        more = f" So do columns {columns_of(others, self.table)}." if others else ""
        self.findings.ask(
            self.sheet.place(first.row, first.column.index),
            f"{text!r} reads as two numbers, and no other cell of the column decides.{more}",
            *(f"--decimal {mark!r}  {text} is {plain(found[mark])}" for mark in (numerals.COMMA, numerals.DOT)),
        )

    def _fractions(self, entries: list[Entry]) -> set[int]:
        """Columns whose rates all lie between 0 and 1 without a percent sign: fractions if the analyst says so."""
        rates: dict[int, list[Entry]] = {}
        for entry in entries:
            if self._is_bare_rate(entry):
                rates.setdefault(entry.column.index, []).append(entry)
        small = {index: found for index, found in rates.items() if _all_within_one(found, self._marks_quietly(found))}
        if small and not self.options.rates_as:
            first = next(iter(small.values()))[0]
            others = [found[0] for found in list(small.values())[1:]]
            more = f" So in columns {columns_of(others, self.table)}." if others else ""
            self.findings.ask(
                self.sheet.place(first.row, first.column.index),
                f"every rate of the column lies between 0 and 1, such as {first.cell.text}.{more} What are they?",
                "--rates-as fraction  0.9 is 90%",
                "--rates-as percent  0.9 is 0.9%",
            )
        return set(small) if self.options.rates_as == "fraction" else set()

    def _is_bare_rate(self, entry: Entry) -> bool:
        if entry.cell.kind not in (NUMBER, TEXT) or is_percent(entry):
            return False
        kind = entry.keys.kind or entry.column.means.get("kind") or kind_of_unit(entry.keys.unit, False)
        return (kind or self.options.kind) in ("rate", "share", "attainment", "target_rate")

    def _marks_quietly(self, entries: list[Entry]) -> str:
        texts = (entry.cell.text for entry in entries if entry.cell.kind == TEXT)
        return numerals.settle(texts, self.options.decimal).mark


def _all_within_one(entries: Iterable[Entry], mark: str) -> bool:
    values = [_value(entry, mark) for entry in entries]
    known = [value for value in values if value is not None]
    return bool(known) and all(0 <= value <= 1 for value in known) and any(known)


def _value(entry: Entry, mark: str) -> Decimal | None:
    if entry.cell.kind == NUMBER:
        return entry.cell.number
    found = numerals.readings(entry.cell.text)
    return found.get(mark) or (next(iter(found.values())) if len(set(found.values())) == 1 else None)
