"""An import from file to rows: read, understand, check, compare with earlier imports, write."""

import contextlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from baophu.common.messages import format_number, message
from baophu.common.paths import DATA
from baophu.importer.checks import check_figures, compare_totals, without_repeats
from baophu.importer.claims import file_hash, source_row
from baophu.importer.errors import Findings, unreadable
from baophu.importer.figures import Figure, FigureReader
from baophu.importer.layout import Table, find_table
from baophu.importer.merge import Understood, changes, compare, earlier_figures
from baophu.importer.options import Options
from baophu.importer.provinces import Provinces
from baophu.importer.roles import settle_roles
from baophu.importer.rows import RowReader
from baophu.importer.sheets import read_sheets
from baophu.importer.store import Change, Local, locked
from baophu.importer.words import Words, load_words
from baophu.ledger.names import fold

# Of one import. Reports stay quick to build on so many; more are records rather than totals.
MOST_FIGURES = 200_000


@dataclass(frozen=True)
class Import:
    """What was understood of a file, and what writing it changes."""

    understood: Understood
    fresh: list[Figure]
    replaced: int
    source: dict
    change: Change = field(repr=False)


def import_file(
    path: Path,
    province: str,
    options: Options = Options(),  # noqa: B008 - frozen
    data: Path = DATA,
    dry_run: bool = False,
    today: date | None = None,
) -> Import:
    """Read an office's table and put its figures under ``data/local/``.

    Parameters
    ----------
    path : Path
        The file; it is only read.
    province : str
        Slug of the province whose figures are taken; blank for all that a column of the table names.
    options : Options
        Answers to what the file leaves open.
    dry_run : bool
        Understand and check everything, write nothing.
    today : date or None
        Figures of later days are faults.

    Raises
    ------
    Undecided
        The file leaves something open; all questions at once.
    InvalidImport
        Cells that cannot be right, or figures that contradict an earlier import; all of them at once.
    """
    with contextlib.nullcontext() if dry_run else locked(data / "local"):
        prepared = prepare(path, province, options, data, today or date.today())
        if not dry_run and prepared.fresh:
            prepared.change.apply()
    return prepared


def prepare(path: Path, province: str, options: Options, data: Path, today: date) -> Import:
    """Everything but the writing."""
    digest = file_hash(path) if path.is_file() else ""
    found = understand(path, province, options, data, today)
    local, source = Local(data), source_row(path, options, digest)
    fresh, replaced = compare(found, earlier_figures(local, found.provinces_of_figures), options)
    change = changes(local, found, fresh, replaced, source)
    if file_hash(path) != digest:
        raise unreadable(path.name, message("wrong-file-changed"), message("cure-import-again"))
    return Import(found, fresh, len(replaced), source, change)


def understand(path: Path, province: str, options: Options, data: Path, today: date) -> Understood:
    """The figures of a file, each with its cell; raises what import_file raises, but for earlier imports."""
    findings = Findings()
    words, provinces = load_words(data / "codes.csv"), Provinces(data, province, options.areas)
    table = choose_table(path, words, options, findings)
    table = settle_roles(table, words, provinces, options, findings)
    if not province and findings.questions:
        findings.stop_if_any()  # nobody knows whose rows they are
    rows = RowReader(table, words, provinces, options, findings).read()
    if len(rows.entries) > MOST_FIGURES:
        rule = message("wrong-many-figures", count=format_number(len(rows.entries)), most=format_number(MOST_FIGURES))
        raise unreadable(path.name, rule, message("cure-many-figures"))
    figures = FigureReader(table, words, options, findings).read(rows.entries)
    found = Understood(path, table, rows, figures, provinces, findings.notes)
    check_figures(figures, provinces, found.place, today, findings)
    found = replace(found, figures=without_repeats(figures, found.place, findings))
    if not rows.entries and not findings.questions and not findings.faults:
        findings.fault(table.sheet.name, "", message("wrong-no-rows"), message("cure-sheet-or-header"))
    findings.stop_if_any()
    compare_totals(found.figures, set(rows.totals), data, found.place, findings)
    if table.sheet.hidden:
        findings.note(message("note-hidden", count=table.sheet.hidden))
    return found


def choose_table(path: Path, words: Words, options: Options, findings: Findings) -> Table:
    """The one table to import; asks where there are several sheets with tables, or no header is understood."""
    sheets = read_sheets(path, options.encoding)
    names = [f"--sheet {sheet.name!r}" for sheet in sheets]
    if options.sheet:
        sheets = [sheet for sheet in sheets if fold(sheet.name) == fold(options.sheet)]
        if not sheets:
            findings.ask(path.name, message("ask-no-sheet", sheet=repr(options.sheet)), *names)
            findings.stop_if_any()
    tables = [table for sheet in sheets if (table := find_table(sheet, words, options.header_row))]
    # A sheet of words to choose from has headers too, but no column of figures.
    tables = [table for table in tables if any(column.holds_figures for column in table.columns)] or tables
    if len(tables) > 1:
        choices = (f"--sheet {table.sheet.name!r}" for table in tables)
        findings.ask(path.name, message("ask-which-sheet"), *choices)
    if not tables:
        findings.ask(
            sheets[0].name, message("ask-no-header"), message("answer-header-row"), message("answer-name-columns-form")
        )
    findings.stop_if_any()
    others = [sheet.name for sheet in sheets if sheet is not tables[0].sheet]
    if others:
        findings.note(message("note-sheets", sheets=", ".join(others)))
    return tables[0]
