"""One province out of a long table of all: ``python -m benchmarks.large_table [rows] [rounds] [rounds of read_csv]``.

The table is made up (``large_table_made``) in a temporary folder, imported by the importer, read, and removed.
"""

import json
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from baophu.ledger.names import provinces
from baophu.ledger.series import folder
from baophu.paths import DATA
from benchmarks import machine
from benchmarks.large_table_made import ROWS, size_of
from benchmarks.page import seconds, table, write_section

ROUNDS, CSV_ROUNDS = 7, 3
MOST_SECONDS, MOST_MEGABYTES, LEAST_RATIO = 0.2, 250, 50
LIBRARIES = ("pandas", "pyarrow", "numpy")
PROVINCE = "can-tho"
NAMES = {
    "province": "**all rows of one province, `read_series`**",
    "report": "the rows that its report shows, with their places in the file",
    "csv": "`pandas.read_csv` and a filter",
    "csv-arrow": 'the same with `engine="pyarrow"`',
}


class DifferentRows(Exception):
    """Two ways of reading gave other rows: their times say nothing."""


@dataclass(frozen=True)
class Measured:
    """What a run found: sizes, the import, and the rounds of each way; seconds and megabytes."""

    rows: int
    province_rows: int
    csv_mb: float
    parquet_mb: float
    province_mb: float
    imported: dict
    rounds: dict[str, list[dict]]


def measured(rows: int, rounds: int, csv_rounds: int, scratch: Path) -> Measured:
    """Make the table, import it, and read one province in every way; each in a process of its own.

    Raises
    ------
    DifferentRows
        A way found other rows than the others.
    """
    path, data, size = scratch / "synthetic-long-table.csv", scratch / "data", size_of(rows)
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("local"))
    subprocess.run([sys.executable, "-m", "benchmarks.large_table_made", str(path), str(rows)], check=True)
    made = list(provinces())[: size.provinces]
    slug = PROVINCE if PROVINCE in made else made[0]
    imported = _round("import", path, data, slug)
    times = {"province": rounds, "report": rounds, "csv": csv_rounds, "csv-arrow": csv_rounds}
    found = {way: [_round(way, path, data, slug) for _ in range(count)] for way, count in times.items()}
    _same_rows(found, imported, size.rows)
    own = folder(data, slug)
    return Measured(
        size.rows, found["province"][0]["rows"], _megabytes(path), _megabytes(own.parent), _megabytes(own),
        imported, found,
    )  # fmt: skip


def _round(way: str, path: Path, data: Path, slug: str) -> dict:
    command = [sys.executable, "-m", "benchmarks.large_table_round", way, str(path), str(data), slug]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout) | {"process": time.perf_counter() - start}


def _same_rows(found: dict[str, list[dict]], imported: dict, rows: int) -> None:
    seen = {(one["rows"], one["total"]) for way, ones in found.items() if way != "report" for one in ones}
    if len(seen) != 1 or imported["rows"] != rows:
        raise DifferentRows(f"{imported['rows']} of {rows} rows imported; one province is {sorted(seen)}")


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def section(found: Measured, described: str) -> str:
    """The section of the page; ``described`` says what it was measured on."""
    middle = {way: median(one["seconds"] for one in ones) for way, ones in found.rounds.items()}
    peak = max(one["peak_mb"] for one in found.rounds["province"])
    best = min(middle["csv"], middle["csv-arrow"])
    ratio = best / middle["province"]
    kept = [
        ("seconds", middle["province"] <= MOST_SECONDS),
        ("memory", peak <= MOST_MEGABYTES),
        ("ratio", ratio >= LEAST_RATIO),
    ]
    missed = [name for name, is_met in kept if not is_met]
    verdict = f"**not met: {', '.join(missed)}**" if missed else "met"
    paragraphs = [
        "## One province out of a long table",
        f"{found.rows:,} synthetic rows (provinces, areas in them, schemes, groups, 14 years of months; month by "
        f"month, so that every province's rows lie scattered over the file): {found.csv_mb:,.0f} MB of CSV, "
        f"{found.parquet_mb:,.0f} MB once imported, of which the province read has {found.province_mb:.1f} MB and "
        f"{found.province_rows:,} rows. {described}.",
        table(("", "median", "least", "most", "with start and imports", "peak memory", "rounds"), _rows(found)),
        f"The import of the whole table, once (`make import PROVINCE=all`), took "
        f"{seconds(found.imported['seconds'])} and {found.imported['peak_mb']:.0f} MB at most. One province is read "
        f"{ratio:.0f} times faster than by the faster of the two ways with `read_csv`, "
        f"{middle['csv'] / middle['province']:.0f} times faster than by its default. Allowed are {MOST_SECONDS:g} s, "
        f"{MOST_MEGABYTES} MB and no less than {LEAST_RATIO} times faster: {verdict}.",
    ]
    return "\n\n".join(paragraphs)


def _rows(found: Measured) -> list[tuple[str, ...]]:
    return [(NAMES[way], *_cells(ones)) for way, ones in found.rounds.items()]


def _cells(ones: list[dict]) -> tuple[str, ...]:
    taken = [one["seconds"] for one in ones]
    whole = median(one["process"] for one in ones)
    peak = max(one["peak_mb"] for one in ones)
    spread = (seconds(value) for value in (median(taken), min(taken), max(taken)))
    return (*spread, seconds(whole), f"{peak:,.0f} MB", str(len(ones)))


def main() -> None:
    """Measure and write the section."""
    given = [int(word) for word in sys.argv[1:]]
    rows, rounds, csv_rounds = (*given, *(ROWS, ROUNDS, CSV_ROUNDS)[len(given) :])
    with TemporaryDirectory(prefix="synthetic-") as scratch:
        body = section(measured(rows, rounds, csv_rounds, Path(scratch)), machine.described(LIBRARIES))
    print(body)
    write_section("large-table", body)


if __name__ == "__main__":
    main()
