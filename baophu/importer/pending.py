"""What is open about whole columns, asked once for each sort with the first cell that it concerns."""

from baophu.common.messages import message
from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.rows import Entry
from baophu.importer.words import WHOLE, Words, code_word, fits


class Pending:
    """Open questions by sort, and what stands above the table that bears on them."""

    def __init__(self, table: Table, words: Words):
        self.table = table
        # Columns that are left out tell what kind of table it is all the same.
        self.plans = [text for text in table.headings if words.speaks_of_plan(text)]
        self.scaled = next((text for text in table.above if words.scale(text) > 1), "")
        self._open: dict[tuple[str, str], dict[int, Entry]] = {}

    def add(self, what: str, entry: Entry, kind: str = "") -> None:
        """Leave something open: scheme, kind, unit (of a kind), scale, time or year."""
        self._open.setdefault((what, kind), {}).setdefault(entry.column.index, entry)

    def ask(self, findings: Findings) -> None:
        """Ask everything that was left open."""
        for (what, kind), entries in self._open.items():
            first, *others = entries.values()
            asks, options = getattr(self, f"_ask_{what}")(kind)
            asks = message("ask-also", asks=asks, columns=columns_of(others, self.table)) if others else asks
            findings.ask(self.table.sheet.place(first.row, first.column.index), asks, *options)

    def _ask_scheme(self, kind: str) -> tuple[str, tuple[str, ...]]:
        codes = ("bhyt", "bhxh", "bhxh_bb", "bhxh_tn", "bhtn", "all")
        return message("ask-scheme"), (
            *(f"--scheme {code}" for code in codes),
            message("answer-scheme-unit"),
        )

    def _ask_kind(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return message("ask-kind"), (
            "--kind count --unit persons",
            "--kind count --unit cards",
            "--kind rate --unit percent_of_population",
            message("answer-other-kinds"),
        )

    def _ask_unit(self, kind: str) -> tuple[str, tuple[str, ...]]:
        if fits(kind, "persons"):
            return message("ask-unit", kind=code_word("kind", kind)), tuple(f"--unit {unit}" for unit in WHOLE)
        units = ["percent_of_population", "percent_of_labour_force", "percent_of_working_age_labour_force"]
        options = (*(f"--unit {unit}" for unit in units), message("answer-attainment"))
        if self.plans:
            return message("ask-percent-plan", kind=code_word("kind", kind), plan=repr(self.plans[0])), options
        return message("ask-percent", kind=code_word("kind", kind)), options

    def _ask_time(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return message("ask-time"), ("--as-of 2022-12-31", message("answer-year"))

    def _ask_year(self, kind: str) -> tuple[str, tuple[str, ...]]:
        hints = [text for text in self.table.above if any(map(str.isdecimal, text))]
        return message("ask-year-above", text=repr(hints[0])) if hints else message("ask-year"), ("--year 2022",)

    def _ask_scale(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return message("ask-scale", text=repr(self.scaled)), (
            "--scale 1000",
            "--scale 1000000",
            message("answer-persons"),
        )


def columns_of(entries: list[Entry], table: Table) -> str:
    """The columns of some entries, as the analyst calls them."""
    return ", ".join(dict.fromkeys(table.sheet.column_name(entry.column.index) for entry in entries))
