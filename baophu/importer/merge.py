"""Comparison of an import with earlier ones: new figures, contradictions and changed files."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from baophu.common.messages import format_decimal, join_first, message
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
_MAX_LISTED = 12


@dataclass(frozen=True)
class ParsedFile:
    """The figures of a file, before the comparison with earlier imports."""

    path: Path
    table: Table
    rows: TableRows
    figures: list[Figure]
    provinces: Provinces
    notes: Iterable[str]

    def cell_reference(self, figure: Figure) -> str:
        """The reference of the figure's cell."""
        return self.table.sheet.cell_reference(figure.row, figure.column)

    def locator(self, figure: Figure) -> str:
        """The figure's cell as a locator of the ledger."""
        return unicodedata.normalize("NFC", f"sheet:{self.cell_reference(figure)}")


class EarlierFigure(NamedTuple):
    """A local figure of an earlier import, and the table that holds it."""

    value: float
    source_id: str
    locator: str
    table: Path


def earlier_figures(local: LocalFiles, provinces: Provinces) -> dict[tuple, EarlierFigure]:
    """Every earlier local figure of the provinces that are imported, by key."""
    only = provinces.only_province
    return {
        _claim_key(row): EarlierFigure(float(row["value"]), row["source_id"], row["locator"], path)
        for path in (*map(local.claims, [only] if only else local.provinces()), local.targets)
        for row in read_rows(path)
        if not only or provinces.areas(only).contains(row["area"])
    }


def find_new_figures(
    parsed_file: ParsedFile, earlier: dict, lacking_keys: set[tuple], options: Options
) -> tuple[list[Figure], set[tuple]]:
    """New figures, and the keys of earlier ones that they replace; unchanged figures are in neither."""
    new_figures, replaced_keys, conflicts = [], set(), []
    for figure in parsed_file.figures:
        earlier_figure = earlier.get(figure_key(figure))
        if earlier_figure and earlier_figure.value == float(figure.value):
            continue
        new_figures.append(figure)
        if earlier_figure:
            replaced_keys.add(figure_key(figure))
            place = f"{earlier_figure.source_id}, {earlier_figure.locator.removeprefix('sheet:')}"
            rule = message("wrong-earlier", value=format_decimal(f"{earlier_figure.value:.12g}"), where=place)
            conflicts.append(
                Fault(parsed_file.cell_reference(figure), figure.as_printed, rule, message("cure-earlier"))
            )
    if conflicts and not options.replace:
        raise InvalidImport([*conflicts, *lacking_faults(parsed_file, earlier, lacking_keys)])
    return new_figures, replaced_keys


def find_lacking_keys(local: LocalFiles, parsed_file: ParsedFile, earlier: dict, source: dict) -> set[tuple]:
    """Keys of figures that the new file lacks though it is a newer version of the file that had them.

    It is one of each earlier file of its name with which it shares a day, or its very content read again; the table of
    another month is none, nor is another sheet of the same workbook.
    """
    others = {unicodedata.normalize("NFC", f"sheet:{name}") for name in parsed_file.table.sheet.other_names}
    versions: dict[str, set[tuple]] = {
        row["source_id"]: set() for row in read_rows(local.sources) if row["file_name"] == source["file_name"]
    }
    for key, figure in earlier.items():
        if figure.source_id in versions and figure.locator.rpartition("!")[0] not in others:
            versions[figure.source_id].add(key)
    days = {figure.as_of for figure in parsed_file.figures}
    older_keys = (
        keys for name, keys in versions.items() if name == source["source_id"] or days & {key[-1] for key in keys}
    )
    return set().union(*older_keys) - set(map(figure_key, parsed_file.figures))


def lacking_faults(parsed_file: ParsedFile, earlier: dict, keys: set[tuple]) -> list[Fault]:
    """The figures of a newer version's lacking keys, named; none without keys."""
    names = join_first(sorted(f"{key[0]} {key[1]} {key[-1]}: {earlier[key].value:.12g}" for key in keys), _MAX_LISTED)
    rule = message("wrong-lacking", count=len(keys), names=names)
    return [Fault(parsed_file.path.name, "", rule, message("cure-lacking"))] if keys else []


def build_change(
    local: LocalFiles,
    parsed_file: ParsedFile,
    new_figures: list[Figure],
    old_figures: dict[tuple, EarlierFigure],
    source: dict,
) -> Change:
    """The changed tables, validated; an empty change if no figure is new, replaced or dropped."""
    change = Change()
    if not new_figures and not old_figures:
        return change
    rows: dict[Path, list[dict]] = {figure.table: [] for figure in old_figures.values()}
    paths = {province: local.claims(province) for province in {figure.province for figure in new_figures}}
    for figure in new_figures:
        row = claim_row(figure, source["source_id"], parsed_file.locator(figure))
        is_target = row["kind"] in TARGET_KINDS
        path = local.targets if is_target else paths[figure.province]
        rows.setdefault(path, []).append(target_row(row) if is_target else row)
    used_areas = {figure.area for figure in new_figures}
    new_areas = [row for area, row in parsed_file.provinces.new_areas.items() if area in used_areas]
    sources = {row["source_id"]: row for row in [*read_rows(local.sources), source]}
    change.add_table(local.sources, SOURCES, list(sources.values()))
    if new_areas:
        change.add_table(local.areas, AREAS, [*read_rows(local.areas), *new_areas])
    for path, new_rows in sorted(rows.items()):
        kept_rows = [row for row in read_rows(path) if _claim_key(row) not in old_figures]
        change.add_table(path, TARGETS if path == local.targets else CLAIMS, kept_rows + new_rows)
    check_tables(local.data, change.files)
    return change


def _claim_key(row: dict) -> tuple:
    end = row.get("as_of") or f"{row['target_year']}-12-31"
    return (*(row[name] for name in KEY_FIELDS[:-1]), date.fromisoformat(end))
