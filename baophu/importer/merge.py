"""An import beside earlier ones: what is new, what contradicts, and which files change."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baophu.common.messages import format_decimal, message
from baophu.importer.checks import KEY, key_of
from baophu.importer.claims import check_tables, claim_row, target_row
from baophu.importer.errors import Fault, InvalidImport
from baophu.importer.figures import Figure
from baophu.importer.layout import Table
from baophu.importer.options import Options
from baophu.importer.provinces import Provinces
from baophu.importer.rows import Rows
from baophu.importer.store import Change, Local
from baophu.ledger.reader import read_rows
from baophu.ledger.schemas import AREAS, CLAIMS, SOURCES, TARGETS

OF_TARGETS = ("target_count", "target_rate")


@dataclass(frozen=True)
class Understood:
    """What a file says, before it is compared with anything imported earlier."""

    path: Path
    table: Table
    rows: Rows
    figures: list[Figure]
    provinces: Provinces
    notes: Iterable[str]

    @property
    def provinces_of_figures(self) -> list[str]:
        """Slugs of the provinces that the figures are of or lie in."""
        return sorted({figure.province for figure in self.figures})

    def place(self, figure: Figure) -> str:
        """The figure's cell."""
        return self.table.sheet.place(figure.row, figure.column)

    def locator(self, figure: Figure) -> str:
        """The figure's cell as the ledger keeps it."""
        return unicodedata.normalize("NFC", f"sheet:{self.place(figure)}")


def earlier_figures(local: Local, provinces: list[str]) -> dict[tuple, tuple[float, str, str]]:
    """Value, source and place of every figure of some provinces imported before, by key."""
    found = {}
    for path in (*map(local.claims, provinces), local.targets):
        for row in read_rows(path):
            found[_claim_key(row)] = (float(row["value"]), row["source_id"], row["locator"])
    return found


def compare(found: Understood, earlier: dict, options: Options) -> tuple[list[Figure], set[tuple]]:
    """Figures that are new, and the keys of earlier ones that they replace; the same figure again is neither."""
    fresh, replaced, conflicts = [], set(), []
    for figure in found.figures:
        known = earlier.get(key_of(figure))
        if known and known[0] == float(figure.value):
            continue
        fresh.append(figure)
        if known:
            replaced.add(key_of(figure))
            where = f"{known[1]}, {known[2].removeprefix('sheet:')}"
            rule = message("wrong-earlier", value=format_decimal(f"{known[0]:.12g}"), where=where)
            conflicts.append(Fault(found.place(figure), figure.as_printed, rule, message("cure-earlier")))
    if conflicts and not options.replace:
        raise InvalidImport(conflicts)
    return fresh, replaced


def changes(local: Local, found: Understood, fresh: list[Figure], replaced: set, source: dict) -> Change:
    """The tables as they will stand, held to the ledger's rules; nothing where nothing is new."""
    change = Change()
    if not fresh:
        return change
    source_id = source["source_id"]
    claims, targets = {slug: [] for slug in {figure.province for figure in fresh}}, []
    for figure in fresh:
        row = claim_row(figure, source_id, found.locator(figure))
        if row["kind"] in OF_TARGETS:
            targets.append(target_row(row))
        else:
            claims[figure.province].append(row)
    used = {figure.area for figure in fresh}
    added = [row for area, row in found.provinces.added.items() if area in used]
    sources = {row["source_id"]: row for row in read_rows(local.sources)} | {source_id: source}
    change.table(local.sources, SOURCES, list(sources.values()))
    if added:
        change.table(local.areas, AREAS, [*read_rows(local.areas), *added])
    tables = [(local.claims(slug), CLAIMS, rows) for slug, rows in sorted(claims.items())]
    for path, table, new in (*tables, (local.targets, TARGETS, targets)):
        before = read_rows(path)
        kept = [row for row in before if _claim_key(row) not in replaced]
        if kept + new != before:
            change.table(path, table, kept + new)
    check_tables(local.data, change.files)
    return change


def _claim_key(row: dict) -> tuple:
    end = row.get("as_of") or f"{row['target_year']}-12-31"
    return (*(row[name] for name in KEY[:-1]), date.fromisoformat(end))
