"""The whole import: read, parse, check, compare with earlier imports, write."""

import contextlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from baophu.common.messages import join_first, message
from baophu.common.paths import DATA
from baophu.importer.checks import check_figures, compare_totals, drop_repeats
from baophu.importer.claims import file_hash, source_row
from baophu.importer.errors import Findings, unreadable_file
from baophu.importer.figures import Figure, FigureReader
from baophu.importer.layout import Table, find_table
from baophu.importer.merge import (
    ParsedFile,
    build_change,
    earlier_figures,
    find_lacking_keys,
    find_new_figures,
    lacking_faults,
)
from baophu.importer.options import Options
from baophu.importer.provinces import Provinces
from baophu.importer.roles import settle_roles
from baophu.importer.rows import RowReader
from baophu.importer.sheets import read_sheets
from baophu.importer.store import Change, LocalFiles, lock_folder
from baophu.importer.text import check_shape
from baophu.importer.words import Words, load_words
from baophu.ledger.names import fold


@dataclass(frozen=True)
class ImportResult:
    """The parsed file, its new figures, and the change to write."""

    parsed_file: ParsedFile
    new_figures: list[Figure]
    replaced_count: int
    dropped_count: int  # of an earlier version of the file, which this one lacks
    change: Change = field(repr=False)


def import_file(
    path: Path,
    province: str,
    options: Options = Options(),  # noqa: B008 - frozen
    data: Path = DATA,
    dry_run: bool = False,
    today: date | None = None,
) -> ImportResult:
    """Import an office's table into ``data/local/``.

    Parameters
    ----------
    path : Path
        The file; it is never changed.
    province : str
        Slug of the province to import; blank for all that a column of the table names.
    options : Options
        Answers to ambiguities of the file.
    data : Path
        The folder of the ledger.
    dry_run : bool
        Check everything and write nothing.
    today : date or None
        Figures of later days are faults; the current day by default.

    Returns
    -------
    ImportResult
        What was parsed and what changed.

    Raises
    ------
    AmbiguousImport
        The file is ambiguous; the exception has all questions.
    InvalidImport
        Cells are wrong, or figures contradict an earlier import; the exception has all faults.
    """
    with contextlib.nullcontext() if dry_run else lock_folder(data / "local"):
        result = prepare_import(path, province, options, data, today or date.today())
        if not dry_run and result.change.files:
            result.change.apply()
    return result


def prepare_import(path: Path, province: str, options: Options, data: Path, today: date) -> ImportResult:
    """Parse, check and compare a file, without writing."""
    digest = file_hash(path) if path.is_file() else ""
    parsed_file = parse_file(path, province, options, data, today)
    local, source = LocalFiles(data), source_row(path, options, digest)
    earlier = earlier_figures(local, parsed_file.provinces)
    lacking_keys = find_lacking_keys(local, parsed_file, earlier, source)
    new_figures, replaced_keys = find_new_figures(parsed_file, earlier, lacking_keys, options)
    for fault in lacking_faults(parsed_file, earlier, lacking_keys):
        note = message("note-lacking-dropped", what=fault.rule) if options.replace else f"{fault.rule}. {fault.cure}"
        parsed_file = replace(parsed_file, notes=[*parsed_file.notes, note])
    dropped_keys = lacking_keys if options.replace else set()
    old_figures = {key: earlier[key] for key in replaced_keys | dropped_keys}
    change = build_change(local, parsed_file, new_figures, old_figures, source)
    if file_hash(path) != digest:
        raise unreadable_file(path.name, message("wrong-file-changed"), message("cure-import-again"))
    return ImportResult(parsed_file, new_figures, len(replaced_keys), len(dropped_keys), change)


def parse_file(path: Path, province: str, options: Options, data: Path, today: date) -> ParsedFile:
    """The figures of a file, not yet compared with earlier imports; raises like :func:`import_file`."""
    findings = Findings()
    words, provinces = load_words(data / "codes.csv"), Provinces(data, province, options.areas)
    table = choose_table(path, words, options, findings)
    table = settle_roles(table, words, provinces, options, findings)
    if not province and findings.questions:
        findings.stop_if_any()  # the province of the rows is unknown
    rows = RowReader(table, words, provinces, options, findings).read()
    figures = FigureReader(table, rows, words, options, findings).read(rows.entries)
    parsed_file = ParsedFile(path, table, rows, figures, provinces, findings.notes)
    check_figures(figures, provinces, parsed_file.cell_reference, today, findings)
    parsed_file = replace(parsed_file, figures=drop_repeats(figures, parsed_file.cell_reference, findings))
    if not rows.entries and not findings.questions and not findings.faults:
        findings.fault(table.sheet.name, "", message("wrong-no-rows"), message("cure-sheet-or-header"))
    compare_totals(parsed_file.figures, rows.total_rows, data, parsed_file.cell_reference, findings)
    findings.stop_if_any()
    return parsed_file


def choose_table(path: Path, words: Words, options: Options, findings: Findings) -> Table:
    """The table to import; raises AmbiguousImport if several sheets have tables or no header is recognised."""
    sheets = read_sheets(path, options.encoding)
    names = [f"--sheet {sheet.name!r}" for sheet in sheets]
    hidden = {sheet.name: [] if options.hidden == "read" else sheet.clear_hidden_cells() for sheet in sheets}
    if options.sheet:
        sheets = [sheet for sheet in sheets if fold(sheet.name) == fold(options.sheet)]
        if not sheets:
            findings.ask(path.name, message("ask-no-sheet", sheet=repr(options.sheet)), *names)
            findings.stop_if_any()
    sheets = [sheet for sheet in sheets if not sheet.is_hidden] or sheets if not options.sheet else sheets
    ignored_places = frozenset(place.casefold() for place in options.ignore)
    tables = [table for sheet in sheets if (table := find_table(sheet, words, options.header_row, ignored_places))]
    # A sheet of option lists has headers too, but no column of figures.
    tables = [table for table in tables if any(column.holds_figures for column in table.columns)] or tables
    if len(tables) > 1:
        choices = (f"--sheet {table.sheet.name!r}" for table in tables)
        findings.ask(path.name, message("ask-which-sheet"), *choices)
    if not tables:
        findings.ask(
            sheets[0].name, message("ask-no-header"), message("answer-header-row"), message("answer-name-columns-form")
        )
    findings.stop_if_any()
    table, sheet = tables[0], tables[0].sheet
    if hidden[sheet.name] and not options.hidden:
        question = message("ask-hidden", names=join_first(hidden[sheet.name], 12))
        findings.ask(sheet.name, question, message("answer-hidden-out"), message("answer-hidden-read"))
        findings.stop_if_any()
    if not sheet.has_letter_columns:
        check_shape(path.name, table)
    sheet.other_names = tuple(name for name in hidden if name != sheet.name)
    if sheet.other_names:
        findings.note(message("note-sheets", sheets=", ".join(sheet.other_names)))
    if not sheet.has_formats:
        findings.note(message("note-unseen"))
    if sheet.dropped_places:
        places = (sheet.local_reference(*place) for place in sheet.dropped_places)
        findings.note(message("note-dropped", places=join_first(places, 12)))
    return table
