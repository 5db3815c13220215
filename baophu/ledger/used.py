"""Which rows of the data one province's report uses. Standard library only.

Whole rows: what is said of the province and of the areas in it, what the report says of the country, and whatever
these rows cite. Parts of rows: what enters the figures worked out over all provinces (the mean ratio of the two
scales, the levels that estimates lean on); of them only the cells that the analysis reads. Tests hold this against
the facts: from these rows alone the same facts follow.
"""

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from baophu.ledger.schemas import (
    ALIASES,
    AREAS,
    CAUSES,
    CLAIMS,
    CODES,
    DECISIONS,
    EVENTS,
    LABOUR_FORCE,
    LOCAL,
    POPULATION,
    SOURCES,
    TABLES,
    TARGETS,
    Table,
)
from baophu.remembered import digest, names_in, remembered

# What the analysis reads of a row of another province; facts follow from these cells alone.
POOLED_CELLS = {
    CLAIMS.name: (
        "claim_id", "source_id", "area", "scheme", "group", "kind", "value", "unit", "as_of", "as_of_precision",
        "bound", "obs_status", "as_printed",
    ),
    TARGETS.name: (
        "target_id", "source_id", "area", "scheme", "group", "kind", "target_year", "value", "obs_status",
    ),
    POPULATION.name: ("area", "year", "population_series", "population_count"),
    SOURCES.name: ("source_id", "source_type"),
    AREAS.name: ("area", "kind", "region6_vi"),
    DECISIONS.name: ("claim_id", "action"),
}  # fmt: skip
LEVELS = ("rate", "count", "denominator", "change")
PLOTTED = ("A", "B", "D", "E", "P")  # as in ``analysis.coverage``, which does not load without pandas

_WITH_AREAS = (CLAIMS, POPULATION, LABOUR_FORCE, TARGETS, ALIASES, AREAS)


class Row:
    """One row of a file of the ledger; ``name`` is what tells it from others of its table, ``cells`` are strings."""

    __slots__ = ("_pooled", "_whole", "cells", "file", "name", "table")

    def __init__(self, table: str, file: str, name: str, cells: dict[str, str]):
        self.table, self.file, self.name, self.cells = table, file, name, cells
        self._whole = self._pooled = ""

    @property
    def whole(self) -> str:
        """Hash of all cells."""
        self._whole = self._whole or _hash(self.cells.values())
        return self._whole

    @property
    def pooled(self) -> str:
        """Hash of the cells that count where another province's report uses the row."""
        self._pooled = self._pooled or _hash([self.cells[name] for name in POOLED_CELLS[self.table]])
        return self._pooled


@dataclass(frozen=True)
class Block:
    """Hashes of some rows by file and name, and one of them all."""

    rows: Mapping[str, Mapping[str, str]]
    version: str


@dataclass(frozen=True)
class Used:
    """What a report used: blocks of rows, most of them shared by many reports, and hashes of files that count whole.

    ``pool`` holds the rows that enter what is worked out over all provinces.
    """

    blocks: tuple[Block, ...]
    pool: tuple[Block, ...]
    files: Mapping[str, str]

    @cached_property
    def version(self) -> str:
        """Hash of all of it."""
        blocks = ["".join([block.version for block in part]) for part in (self.blocks, self.pool)]
        return _hash([*blocks, *(cell for file in sorted(self.files.items()) for cell in file)])

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """Hash of every row by file and name."""
        return _merged(self.blocks)

    @property
    def pooled(self) -> dict[str, dict[str, str]]:
        """The same of the rows that count only in what is worked out over all provinces."""
        whole, pool = self.rows, _merged(self.pool)
        return {file: {n: rows[n] for n in rows.keys() - whole.get(file, {}).keys()} for file, rows in pool.items()}


def used_by(province: str, data: Path) -> Used:
    """What the report of a province uses of the data.

    A file that is no table of the ledger (a wrong header, a row too long, bytes that are not UTF-8) counts as a whole
    for every report, and so do the province's long series for its own.

    Parameters
    ----------
    province : slug; one that is not in the data uses what all reports use.
    """
    book = _book(data)
    if province not in book.used:
        book.used[province] = _search(book, province)
    known = book.used[province]
    series = data / LOCAL / "series" / f"province={province}"
    own = {_file_name(series / name, data): digest(series / name) for name in names_in(series)[0]}
    return Used(known.blocks, known.pool, {**known.files, **own}) if own else known


def data_version_of(province: str, data: Path) -> str:
    """First twelve hex digits of the hash of the rows that a province's report uses."""
    return used_by(province, data).version[:12]


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(eq=False)
class _Book:
    """All rows of the data by table, and the hashes of files that are no tables; found by what one asks for."""

    rows: dict[str, list[Row]]
    spoilt: dict[str, str]
    used: dict[str, Used] = field(default_factory=dict)

    def by(self, table: Table, column: str) -> dict[str, list[Row]]:
        """Rows of a table by one of their cells."""
        if (table.name, column) not in self._indices:
            found = self._indices[table.name, column] = defaultdict(list)
            for row in self.rows[table.name]:
                found[row.cells[column]].append(row)
        return self._indices[table.name, column]

    @cached_property
    def _indices(self) -> dict[tuple[str, str], dict[str, list[Row]]]:
        return {}

    @cached_property
    def country(self) -> list[str]:
        """Slug of the country."""
        return [row.cells["area"] for row in self.by(AREAS, "kind").get("country", [])]

    @cached_property
    def pool(self) -> dict[str, Block]:
        """Rows that enter what is worked out over all provinces, by province; a source may stand in several."""
        provinces = self.by(AREAS, "kind").get("province", [])
        rows = {row.cells["area"]: [row, *self._pool_of(row.cells["area"])] for row in provinces}
        return {area: _block(own, lambda row: row.pooled) for area, own in sorted(rows.items())}

    @cached_property
    def basics(self) -> Block:
        """What every report uses: words for codes, events, the country with its health insurance."""
        tables = [row for table in (CODES, EVENTS) for row in self.rows[table.name]]
        areas = [r for table in (AREAS, POPULATION) for slug in self.country for r in self.by(table, "area")[slug]]
        areas += [row for slug in self.country for row in self._reached(slug)]
        return self.with_cited([*tables, *areas, *(row for row in self._national if row.cells["scheme"] == "bhyt")])

    @cached_property
    def national(self) -> dict[tuple[str, str], Block]:
        """Claims of the country on the other schemes, by scheme and group."""
        found = defaultdict(list)
        for row in self._national:
            if row.cells["scheme"] != "bhyt":
                found[row.cells["scheme"], row.cells["group"]].append(row)
        return {key: self.with_cited(rows) for key, rows in found.items()}

    @cached_property
    def _national(self) -> list[Row]:
        return [row for slug in self.country for row in self.by(CLAIMS, "area").get(slug, [])]

    def with_cited(self, rows: Iterable[Row]) -> Block:
        """Rows with the decisions on them, the causes named for them and the sources that they cite."""
        found = list(rows)
        claims = [row.cells["claim_id"] for row in found if row.table == CLAIMS.name]
        found += [row for claim in claims for row in self.by(DECISIONS, "claim_id").get(claim, [])]
        found += [row for claim in claims for row in _in_order(self.by(CAUSES, "claim_id").get(claim, []))]
        cited = dict.fromkeys(row.cells["source_id"] for row in found if "source_id" in row.cells)
        found += [row for source in cited for row in self.by(SOURCES, "source_id").get(source, [])]
        return _block(found, lambda row: row.whole)

    def _pool_of(self, area: str) -> list[Row]:
        claims = [row for row in self.by(CLAIMS, "area").get(area, []) if _is_level(row)]
        years = {row.cells["as_of"][:4] for row in claims}
        people = [row for row in self.by(POPULATION, "area").get(area, []) if row.cells["year"] in years]
        decided = [r for row in claims for r in self.by(DECISIONS, "claim_id").get(row.cells["claim_id"], [])]
        sources = [r for row in claims for r in self.by(SOURCES, "source_id").get(row.cells["source_id"], [])]
        return [*claims, *people, *decided, *sources, *self._reached(area)]

    def _reached(self, area: str) -> list[Row]:
        """Targets that a level of their year equals: no estimate rests on such a level."""
        levels = [row.cells for row in self.by(CLAIMS, "area").get(area, []) if _is_level(row)]
        equal = {(cells["as_of"][:4], _number(cells["value"])) for cells in levels if cells["kind"] == "rate"}
        return [
            row
            for row in self.by(TARGETS, "area").get(area, [])
            if (row.cells["target_year"], _number(row.cells["value"])) in equal
        ]


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:  # a fault of the data, which is found later
        return cell


def _in_order(causes: list[Row]) -> list[Row]:
    """Causes of one claim; reports show them in the order of the file, which therefore counts as a row of its own."""
    order = {row.name: row.cells["cause"] for row in causes}
    return [*causes, *(Row(row.table, row.file, f"{row.cells['claim_id']}, order", order) for row in causes[1:2])]


def _is_level(claim: Row) -> bool:
    cells = claim.cells
    is_coverage = (cells["scheme"], cells["group"]) == ("bhyt", "total") and cells["kind"] in LEVELS
    return is_coverage and cells["obs_status"] in PLOTTED and cells["as_of"] != ""


def _book(data: Path) -> _Book:
    folders = [data / above / below for above in ("", LOCAL) for below in ("", "claims")]
    files = remembered(("files", data), folders, lambda: _files_of(data))
    return remembered(("book", data), [path for _, path in files], lambda: _read(files, data))


def _files_of(data: Path) -> list[tuple[Table, str]]:
    return [(table, str(path)) for table in TABLES for path in table.files(data)]


def _read(files: Iterable[tuple[Table, str]], data: Path) -> _Book:
    book = _Book({table.name: [] for table in TABLES}, {})
    for table, path in files:
        name = _file_name(Path(path), data)
        rows = remembered(("rows", path), [path], partial(_rows, table, Path(path), name))
        if rows is None:
            book.spoilt[name] = digest(Path(path))
        else:
            book.rows[table.name] += rows
    return book


def _rows(table: Table, path: Path, name: str) -> list[Row] | None:
    """The rows of a file; None where it is no table of the ledger, which ``raw`` then explains."""
    try:
        reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
        names = next(reader, None)
        lines = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    if names != table.names or any(len(cells) != len(names) for cells in lines):
        return None
    rows = [dict(zip(names, cells, strict=True)) for cells in lines]
    return [Row(table.name, name, ", ".join([cells[key] for key in table.key]), cells) for cells in rows]


def _file_name(path: Path, data: Path) -> str:
    return path.relative_to(data.parent).as_posix()


def _hash(cells: Iterable[str]) -> str:
    # The number of letters before each cell: no two lists of cells are written alike.
    return hashlib.sha256("".join([f"{len(cell)}:{cell}" for cell in cells]).encode()).hexdigest()


# ── Choosing ─────────────────────────────────────────────────────────────────────────────────────────────────


def _search(book: _Book, province: str) -> Used:
    inside = _inside(book, province)
    own = [row for table in _WITH_AREAS for area in sorted(inside) for row in book.by(table, "area").get(area, [])]
    counted = {(row.cells["scheme"], row.cells["group"]) for row in own if row.table == CLAIMS.name}
    # Beside health insurance only what changes of the province are held against: the same scheme and group, and of
    # voluntary insurance all less the compulsory.
    counted |= {(scheme, group) for own, group in counted if own == "bhxh_tn" for scheme in ("bhxh", "bhxh_bb")}
    national = [book.national[key] for key in sorted(counted & book.national.keys())]
    pool = [block for area, block in book.pool.items() if area not in inside]
    return Used((book.basics, book.with_cited(own), *national), tuple(pool), book.spoilt)


def _inside(book: _Book, area: str) -> set[str]:
    """The area and those in it, at any depth."""
    found, waiting = {area}, [area]
    while waiting:
        parts = [row.cells["area"] for row in book.by(AREAS, "parent").get(waiting.pop(), [])]
        # An area within itself is a fault of the data, which is found later.
        waiting += [part for part in parts if part not in found]
        found.update(parts)
    return found


def _block(rows: Iterable[Row], hash_of: Callable[[Row], str]) -> Block:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        of_file = found[row.file]
        # Two rows of one name are a fault of the data; both count until it is mended.
        of_file[row.name] = _hash([of_file[row.name], hash_of(row)]) if row.name in of_file else hash_of(row)
    cells = [cell for file in sorted(found) for cell in (file, "".join([found[file][n] for n in sorted(found[file])]))]
    return Block(dict(found), _hash(cells))


def _merged(blocks: Iterable[Block]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for block in blocks:
        for file, rows in block.rows.items():
            found[file] = {**found.get(file, {}), **rows}
    return found
