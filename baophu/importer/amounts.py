"""How much a cell says: its number by the marks of its column, and the token that stands for it."""

from collections.abc import Iterable
from decimal import Decimal

from baophu.common.messages import format_decimal, message
from baophu.importer import numerals
from baophu.importer.cells import DAY, ERROR, FORMULA, NUMBER, TEXT, plain
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.meanings import Meaning, is_percent, kind_of_unit
from baophu.importer.options import Options
from baophu.importer.pending import columns_of
from baophu.importer.rows import Entry
from baophu.importer.words import WHOLE, code_word

_SCALES = {1000: "nghìn", 1_000_000: "triệu"}
_NO_NUMBERS = {
    ERROR: ("wrong-error", "cure-error"),
    FORMULA: ("wrong-formula", "cure-formula"),
    DAY: ("wrong-day-as-figure", "cure-day-as-figure"),
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
            self._fault(entry, *map(message, _NO_NUMBERS[cell.kind]))
            return None
        found = (cell.number, cell.text) if cell.kind == NUMBER else self._typed(entry)
        if not found or not meaning:
            return None
        is_rate = meaning.unit.startswith("percent")
        if is_percent(entry) and not is_rate:
            rule = message("wrong-percent-in", unit=code_word("unit", meaning.unit))
            self._fault(entry, rule, message("cure-percent-in"))
            return None
        return self._rate(entry, found) if is_rate else self._count(entry, found, meaning)

    def _fault(self, entry: Entry, rule: str, cure: str) -> None:
        self.findings.fault(self.sheet.place(entry.row, entry.column.index), entry.cell.text, rule, cure)

    def _typed(self, entry: Entry) -> tuple[Decimal, str] | None:
        text = entry.cell.text
        found = numerals.readings(text)
        mark = self.decimal_marks.get(entry.column.index, "")
        if not found:
            self._fault(entry, message("wrong-not-number"), message("cure-not-number"))
        elif mark and mark not in found:
            self._fault(entry, message("wrong-not-mark", mark=repr(mark)), message("cure-not-mark"))
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
            self._fault(entry, *no_whole_number(value, meaning.unit))
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
        rule = message("wrong-two-marks", place=place, text=repr(dot.cell.text))
        self._fault(comma, rule, message("cure-two-marks"))

    def _ask_mark(self, doubtful: list[Entry]) -> None:
        first, others = doubtful[0], doubtful[1:]
        text, found = first.cell.text, numerals.readings(first.cell.text)
        asks = message("ask-mark", text=repr(text))
        if others:
            asks = message("ask-mark-columns", text=repr(text), columns=columns_of(others, self.table))
        self.findings.ask(
            self.sheet.place(first.row, first.column.index),
            asks,
            *(
                message("answer-mark", mark=repr(mark), text=text, value=format_decimal(plain(found[mark])))
                for mark in (numerals.COMMA, numerals.DOT)
            ),
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
            asks = message("ask-fractions", text=first.cell.text)
            if others:
                asks = message("ask-fractions-columns", text=first.cell.text, columns=columns_of(others, self.table))
            place = self.sheet.place(first.row, first.column.index)
            self.findings.ask(place, asks, message("answer-fraction"), message("answer-percent"))
        return set(small) if self.options.rates_as == "fraction" else set()

    def _is_bare_rate(self, entry: Entry) -> bool:
        if entry.cell.kind not in (NUMBER, TEXT) or is_percent(entry):
            return False
        kind = entry.keys.kind or entry.column.means.get("kind") or kind_of_unit(entry.keys.unit, False)
        return (kind or self.options.kind) in ("rate", "share", "attainment", "target_rate")

    def _marks_quietly(self, entries: list[Entry]) -> str:
        texts = (entry.cell.text for entry in entries if entry.cell.kind == TEXT)
        return numerals.settle(texts, self.options.decimal).mark


def no_whole_number(value: Decimal, unit: str) -> tuple[str, str]:
    """Rule and cure of a part of a person."""
    return message("wrong-part", value=format_decimal(plain(value)), unit=code_word("unit", unit)), message("cure-part")


def _all_within_one(entries: Iterable[Entry], mark: str) -> bool:
    values = [_value(entry, mark) for entry in entries]
    known = [value for value in values if value is not None]
    return bool(known) and all(0 <= value <= 1 for value in known) and any(known)


def _value(entry: Entry, mark: str) -> Decimal | None:
    if entry.cell.kind == NUMBER:
        return entry.cell.number
    found = numerals.readings(entry.cell.text)
    return found.get(mark) or (next(iter(found.values())) if len(set(found.values())) == 1 else None)
