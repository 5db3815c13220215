"""What is open about whole columns, asked once for each sort with the first cell that it concerns."""

from baophu.importer.errors import Findings
from baophu.importer.layout import Table
from baophu.importer.rows import Entry
from baophu.importer.words import WHOLE, Words, fits


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
            more = f" (also columns {columns_of(others, self.table)})" if others else ""
            asks, options = getattr(self, f"_ask_{what}")(kind)
            findings.ask(self.table.sheet.place(first.row, first.column.index), asks + more, *options)

    def _ask_scheme(self, kind: str) -> tuple[str, tuple[str, ...]]:
        codes = ("bhyt", "bhxh", "bhxh_bb", "bhxh_tn", "bhtn", "all")
        return "of which scheme are the figures?", (
            *(f"--scheme {code}" for code in codes),
            "with rates of another scheme than bhyt, say --unit too",
        )

    def _ask_kind(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return "what are the figures: persons, or a rate of what?", (
            "--kind count --unit persons",
            "--kind count --unit cards",
            "--kind rate --unit percent_of_population",
            "other kinds and units stand in data/codes.csv",
        )

    def _ask_unit(self, kind: str) -> tuple[str, tuple[str, ...]]:
        if fits(kind, "persons"):
            return f"in what unit is the {kind}?", tuple(f"--unit {unit}" for unit in WHOLE)
        why = f" (the table speaks of a plan: {self.plans[0]!r})" if self.plans else ""
        units = ["percent_of_population", "percent_of_labour_force", "percent_of_working_age_labour_force"]
        options = (*(f"--unit {unit}" for unit in units), "--kind attainment  if it is percent of a plan")
        return f"the {kind} is percent of what?{why}", options

    def _ask_time(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return "of which day are the figures? The table says none", ("--as-of 2022-12-31", "--year 2022  of a year")

    def _ask_year(self, kind: str) -> tuple[str, tuple[str, ...]]:
        hints = [text for text in self.table.above if any(map(str.isdecimal, text))]
        return "of which year? " + (f"Above the table stands {hints[0]!r}" if hints else ""), ("--year 2022",)

    def _ask_scale(self, kind: str) -> tuple[str, tuple[str, ...]]:
        return f"does every figure count thousands or millions? Above the table stands {self.scaled!r}", (
            "--scale 1000",
            "--scale 1000000",
            "--scale 1  if they are persons",
        )


def columns_of(entries: list[Entry], table: Table) -> str:
    """The columns of some entries, as the analyst calls them."""
    return ", ".join(dict.fromkeys(table.sheet.column_name(entry.column.index) for entry in entries))
