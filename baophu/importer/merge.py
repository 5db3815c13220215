"""An import beside earlier ones: what is new, what contradicts, and which files change."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from baophu.importer.areas import Areas
from baophu.importer.checks import KEY, key_of
from baophu.importer.claims import check_tables, claim_row, target_row
from baophu.importer.errors import Fault, InvalidImport
from baophu.importer.figures import Figure
from baophu.importer.layout import Table
from baophu.importer.options import Options
from baophu.importer.rows import Rows
from baophu.importer.store import Change, Local, read_rows
from baophu.ledger import series
from baophu.ledger.schemas import AREAS, CLAIMS, SOURCES, TARGETS
from baophu.told import number, tell

OF_TARGETS = ("target_count", "target_rate")
LARGE = 20_000  # figures; above it a CSV table is the wrong home


@dataclass(frozen=True)
class Understood:
    """What a file says, before it is compared with anything imported earlier."""

    path: Path
    province: str
    table: Table
    rows: Rows
    figures: list[Figure]
    areas: Areas
    notes: list[str]

    def place(self, figure: Figure) -> str:
        """The figure's cell."""
        return self.table.sheet.place(figure.row, figure.column)

    def locator(self, figure: Figure) -> str:
        """The figure's cell as the ledger keeps it."""
        return unicodedata.normalize("NFC", f"sheet:{self.place(figure)}")


def earlier_figures(local: Local) -> dict[tuple, tuple[float, str, str]]:
    """Value, source and place of every figure imported before, by key."""
    found = {}
    for row in [*read_rows(local.claims), *read_rows(local.targets)]:
        found[_claim_key(row)] = (float(row["value"]), row["source_id"], row["locator"])
    frame = series.read_series(local.data, local.province, columns=series.COLUMNS)
    if len(frame):
        days = frame["as_of"].dt.date
        keys = zip(*(frame[name] for name in KEY[:-1]), days, strict=True)
        found |= dict(zip(keys, zip(frame["value"], frame["source_id"], frame["locator"], strict=True), strict=True))
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
            rule = tell("wrong-earlier", value=number(f"{known[0]:.12g}"), where=where)
            conflicts.append(Fault(found.place(figure), figure.as_printed, rule, tell("cure-earlier")))
    if conflicts and not options.replace:
        raise InvalidImport(conflicts)
    return fresh, replaced


def changes(local: Local, found: Understood, fresh: list[Figure], replaced: set, source: dict) -> Change:
    """The tables as they will stand, held to the ledger's rules; nothing where nothing is new."""
    change = Change()
    if not fresh:
        return change
    source_id, is_large = source["source_id"], len(fresh) > LARGE
    rows = [] if is_large else [claim_row(figure, source_id, found.locator(figure)) for figure in fresh]
    targets = [target_row(row) for row in rows if row["kind"] in OF_TARGETS]
    claims = [row for row in rows if row["kind"] not in OF_TARGETS]
    used = {figure.area for figure in fresh}
    added = [row for area, row in found.areas.added.items() if area in used]
    sources = {row["source_id"]: row for row in read_rows(local.sources)} | {source_id: source}
    change.table(local.sources, SOURCES, list(sources.values()))
    if added:
        change.table(local.areas, AREAS, [*read_rows(local.areas), *added])
    for path, table, new in ((local.claims, CLAIMS, claims), (local.targets, TARGETS, targets)):
        before = read_rows(path)
        kept = [row for row in before if _claim_key(row) not in replaced]
        if kept + new != before:
            change.table(path, table, kept + new)
    check_tables(local.data, change.files)
    large = _frame(found, fresh, source_id) if is_large else None
    _change_series(change, local, replaced, large, source_id)
    return change


def _claim_key(row: dict) -> tuple:
    end = row.get("as_of") or f"{row['target_year']}-12-31"
    return (*(row[name] for name in KEY[:-1]), date.fromisoformat(end))


def _change_series(change: Change, local: Local, replaced: set, large: pd.DataFrame | None, source_id: str) -> None:
    """Series files without the figures that are replaced, and the new figures where they are many."""
    home = series.folder(local.data, local.province) / f"{source_id}.parquet"
    paths = set(home.parent.glob("*.parquet")) if replaced else {home} if home.exists() and large is not None else set()
    frames = {path: _without(series.read_files([path]), replaced) for path in sorted(paths)}
    if large is not None:
        _, kept = frames.get(home, (0, None))
        change.files[home] = _writer([large] if kept is None else [kept, large])
    for path, (dropped, kept) in frames.items():
        if dropped and path not in change.files:
            change.files[path] = _writer([kept]) if len(kept) else None


def _without(frame: pd.DataFrame, replaced: set) -> tuple[int, pd.DataFrame]:
    """How many rows are replaced, and the others."""
    days = frame["as_of"].dt.date
    kept = [key not in replaced for key in zip(*(frame[name] for name in KEY[:-1]), days, strict=True)]
    return len(frame) - sum(kept), frame[kept]


def _writer(chunks: list[pd.DataFrame]):
    return lambda target: series.write_series(target, chunks)


def _frame(found: Understood, figures: list[Figure], source_id: str) -> pd.DataFrame:
    rows = (
        (f.area, f.scheme, f.group, f.kind, float(f.value), f.unit, f.as_of, f.precision, source_id, found.locator(f))
        for f in figures
    )
    return pd.DataFrame(rows, columns=list(series.COLUMNS))
