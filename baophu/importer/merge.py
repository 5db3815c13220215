"""Comparison of an import with earlier ones: new figures, contradictions and changed files."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baophu.common.messages import format_decimal, message
from baophu.importer.checks import KEY_FIELDS, figure_key
from baophu.importer.claims import check_tables, claim_row, target_row
from baophu.importer.errors import Fault, InvalidImport
from baophu.importer.figures import Figure
from baophu.importer.layout import Table
from baophu.importer.options import Options
from baophu.importer.provinces import Provinces
from baophu.importer.rows import TableRows
from baophu.importer.store import Change, LocalFiles
from baophu.ledger.reader import read_rows
from baophu.ledger.schemas import AREAS, CLAIMS, SOURCES, TARGETS

TARGET_KINDS = ("target_count", "target_rate")


@dataclass(frozen=True)
class ParsedFile:
    """The figures of a file, before the comparison with earlier imports."""

    path: Path
    table: Table
    rows: TableRows
    figures: list[Figure]
    provinces: Provinces
    notes: Iterable[str]

    @property
    def provinces_of_figures(self) -> list[str]:
        """Slugs of the provinces of the figures and their areas."""
        return sorted({figure.province for figure in self.figures})

    def cell_reference(self, figure: Figure) -> str:
        """The reference of the figure's cell."""
        return self.table.sheet.cell_reference(figure.row, figure.column)

    def locator(self, figure: Figure) -> str:
        """The figure's cell as a locator of the ledger."""
        return unicodedata.normalize("NFC", f"sheet:{self.cell_reference(figure)}")


def earlier_figures(local: LocalFiles, provinces: list[str]) -> dict[tuple, tuple[float, str, str]]:
    """Value, source and locator of every earlier local figure of some provinces, by key."""
    figures = {}
    for path in (*map(local.claims, provinces), local.targets):
        for row in read_rows(path):
            figures[_claim_key(row)] = (float(row["value"]), row["source_id"], row["locator"])
    return figures


def find_new_figures(parsed_file: ParsedFile, earlier: dict, options: Options) -> tuple[list[Figure], set[tuple]]:
    """New figures, and the keys of earlier ones that they replace; unchanged figures are in neither."""
    new_figures, replaced_keys, conflicts = [], set(), []
    for figure in parsed_file.figures:
        earlier_figure = earlier.get(figure_key(figure))
        if earlier_figure and earlier_figure[0] == float(figure.value):
            continue
        new_figures.append(figure)
        if earlier_figure:
            replaced_keys.add(figure_key(figure))
            place = f"{earlier_figure[1]}, {earlier_figure[2].removeprefix('sheet:')}"
            rule = message("wrong-earlier", value=format_decimal(f"{earlier_figure[0]:.12g}"), where=place)
            conflicts.append(
                Fault(parsed_file.cell_reference(figure), figure.as_printed, rule, message("cure-earlier"))
            )
    if conflicts and not options.replace:
        raise InvalidImport(conflicts)
    return new_figures, replaced_keys


def find_missing_keys(local: LocalFiles, parsed_file: ParsedFile, earlier: dict, source: dict) -> set[tuple]:
    """Keys of figures from earlier files of the same name, of days that the new file has, which it lacks."""
    same_file = {row["source_id"] for row in read_rows(local.sources) if row["file_name"] == source["file_name"]}
    keys = set(map(figure_key, parsed_file.figures))
    days = {figure.as_of for figure in parsed_file.figures}
    return {key for key, (_, source_id, _) in earlier.items() if source_id in same_file and key[-1] in days} - keys


def build_change(
    local: LocalFiles, parsed_file: ParsedFile, new_figures: list[Figure], replaced_keys: set, source: dict
) -> Change:
    """The changed tables, validated; an empty change if no figure is new, replaced or dropped."""
    change = Change()
    if not new_figures and not replaced_keys:
        return change
    source_id = source["source_id"]
    claims, targets = {slug: [] for slug in parsed_file.provinces_of_figures}, []
    for figure in new_figures:
        row = claim_row(figure, source_id, parsed_file.locator(figure))
        if row["kind"] in TARGET_KINDS:
            targets.append(target_row(row))
        else:
            claims[figure.province].append(row)
    used_areas = {figure.area for figure in new_figures}
    new_areas = [row for area, row in parsed_file.provinces.new_areas.items() if area in used_areas]
    sources = {row["source_id"]: row for row in read_rows(local.sources)} | {source_id: source}
    change.add_table(local.sources, SOURCES, list(sources.values()))
    if new_areas:
        change.add_table(local.areas, AREAS, [*read_rows(local.areas), *new_areas])
    tables = [(local.claims(slug), CLAIMS, rows) for slug, rows in sorted(claims.items())]
    for path, table, new_rows in (*tables, (local.targets, TARGETS, targets)):
        earlier_rows = read_rows(path)
        kept_rows = [row for row in earlier_rows if _claim_key(row) not in replaced_keys]
        if kept_rows + new_rows != earlier_rows:
            change.add_table(path, table, kept_rows + new_rows)
    check_tables(local.data, change.files)
    return change


def _claim_key(row: dict) -> tuple:
    end = row.get("as_of") or f"{row['target_year']}-12-31"
    return (*(row[name] for name in KEY_FIELDS[:-1]), date.fromisoformat(end))
