"""One measurement of card records in a process of its own: ``python -m benchmarks.records_round WHAT FOLDER``."""

import json
import shutil
import sys
import time
from datetime import date
from itertools import combinations
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pandas as pd

from baophu.common.paths import DATA
from baophu.ledger.names import resolve_province
from baophu.records import count
from baophu.records.cubes import build_cubes, read_cube, read_manifest
from baophu.records.decomposition import decompose
from baophu.records.frames import Records
from baophu.records.payers import load_payers
from baophu.records.survival import kaplan_meier
from baophu.records.synthetic import NOTE, synthetic_records, write_synthetic
from benchmarks import machine, records_pandas
from benchmarks.records_digests import digests, read_codes

ROWS_A_PERSON = 7.88
ROWS_A_FILE = 1_000_000
_DAYS = ("2021-12-31", "2022-06-30", "2022-12-31")
PUBLISHED = {
    "stock": Records.stock,
    **{f"renewals {by}": lambda records, by=by: records.renewals(by) for by in ("group", "term", "district", "agent")},
    **{f"due {by}": lambda records, by=by: records.due(90, by) for by in ("group", "term", "district")},
    "moves": Records.moves,
    "returns": Records.returns,
    **{
        f"decomposition {start} {end}": lambda records, start=start, end=end: records.decomposition(start, end)
        for start, end in combinations(_DAYS, 2)
    },
}
_MOST = 10  # millions of rows; more of them are copies of these for other people


def make(folder: Path, millions: int, provinces: int) -> dict:
    """Write synthetic records of so many million spells, in files of about a million.

    In copies people have other numbers and, with more than one, live in another province.
    """
    spells, events = synthetic_records(round(min(millions, _MOST) * 1e6 / ROWS_A_PERSON), 1)
    write_synthetic(folder, spells, events, files=max(1, len(spells) // ROWS_A_FILE))
    home = "CASE WHEN district // 100 = 92 THEN (person % {0} + 1) * 100 + district % 100 ELSE district END"
    first = sorted(folder.glob("*/*.parquet"))
    with duckdb.connect(config={"threads": 1}) as connection:
        for copy in range(max(1, millions // _MOST)):
            for file in first:
                rows = connection.read_parquet(str(file))
                rows = rows.project(f"* REPLACE (xor(person, {copy * 0x9E3779B97F4A7C15 % 2**64}::UBIGINT) AS person)")
                if file.parent.name == "spells" and provinces > 1:
                    rows = rows.project(f"* REPLACE (({home.format(provinces)})::USMALLINT AS district)")
                rows = rows.order("ALL" if file.parent.name == "events" else "person, valid_from, row_seq")
                rows.write_parquet(str(file.with_name(f"c{copy}{file.name}")), compression="zstd")
    for file in first:
        file.unlink()
    return {"rows": len(spells) * max(1, millions // _MOST)}


def build(folder: Path, scheduler: str | None = None) -> dict:
    """Count all files anew."""
    for name in ("parts", "cubes"):
        shutil.rmtree(folder / name, ignore_errors=True)
    took = _costs(build_cubes, folder, scheduler=scheduler)
    return {**took, "rows": read_manifest(folder)["rows"]}


def build_again(folder: Path) -> dict:
    """Find that nothing has changed."""
    return _costs(build_cubes, folder)


def plain(folder: Path) -> dict:
    """Count the same cubes with plain pandas."""
    cubes = {}

    def count_all() -> None:
        spells, events, first, last = records_pandas.read_folder(folder)
        cubes.update(records_pandas.make_cubes(records_pandas.make_segments(spells, events, first, last), first, last))

    return {**_costs(count_all), "digests": digests(cubes)}


def digest(folder: Path) -> dict:
    """Digests of the cubes as they stand in the folder."""
    return {"digests": digests(read_codes(folder))}


def survive(folder: Path) -> dict:
    """Write, for other packages to count too, ``runs.csv`` and the ``survival.csv`` of each grace and group.

    Runs are those of households with a grace of 30 days: first day, first day without cover, whether it ended.
    """
    if not (folder / "counts.json").exists():
        make(folder, 1, 1)
    build_cubes(folder)
    cube, tables = read_cube(folder, "persistency"), {}
    for key, runs in cube.groupby(["grace", "group"]):
        tables[key] = kaplan_meier(runs).join(runs.pivot_table("persons", "days", "is_event", "sum", fill_value=0))
    pd.concat(tables, names=["grace", "group"]).to_csv(folder / "survival.csv")
    days, sql = read_manifest(folder), count.query("persistency")
    select = "SELECT d0, least(uncovered_from, getvariable('cut') - grace + 1) AS leave, "
    select += "least(getvariable('cut'), died) - uncovered_from >= grace AS is_event FROM runs "
    runs_of = sql[: sql.rindex("SELECT")] + select + "WHERE grace = 30 AND g = 10 AND d0 > getvariable('start')"
    runs_of += " AND d0 <= getvariable('cut') - grace"
    (spells,), (events,) = folder.glob("spells/*"), folder.glob("events/*")
    first, last = (date.fromisoformat(days[name]) for name in ("start", "cut"))
    task = count.FileTask(spells, events, folder, load_payers(), first, last)
    with count.connect(folder) as connection:
        count.make_segments(connection, task)
        connection.sql(runs_of).write_csv(str(folder / "runs.csv"))
    return {}


def publish(folder: Path) -> dict:
    """Write ``published.csv``: every cell of the tables that may leave the office, and what it is in truth.

    Columns ``table``, ``period``, ``row``, ``column``, ``published`` (blank if hidden) and ``truth``; counts only.
    """
    if not (folder / "counts.json").exists():
        # A small province, in which many counts are small.
        write_synthetic(folder, *synthetic_records(20_000, 3))
    build_cubes(folder)
    shutil.rmtree(folder / "masks", ignore_errors=True)
    kinds = {"published": Records, "truth": _NothingHidden}
    records = {kind: make("can-tho", folder, read_manifest(folder), 10, DATA) for kind, make in kinds.items()}
    tables = []
    for name, method in PUBLISHED.items():
        cells = {kind: _cells(method(each), name) for kind, each in records.items()}
        tables.append(pd.DataFrame(cells).assign(table=name).reset_index())
    table = pd.concat(tables)
    table.to_csv(folder / "published.csv", index=False)
    return {"cells": len(table), "hidden": int(table["published"].isna().sum())}


class _NothingHidden(Records):
    """The same tables, with small rows added up, before counts are hidden."""

    def _hide(self, cells, *_, **__):
        return cells.nothing_hidden()


def _cells(table: pd.DataFrame, name: str) -> pd.Series:
    """Counts of a table by period, row and column."""
    table = table.drop(columns=["renewed_pct", "returned_pct", "hidden", "is_hidden"], errors="ignore")
    if name.startswith("decomposition"):
        table.insert(0, "period", name.removeprefix("decomposition "))
    keys = ["period", "row"] if len(table.columns) > 4 else ["period", "row", "column"]
    table = table.astype({table.columns[0]: str}).set_index(list(table.columns[: len(keys)])).rename_axis(keys)
    if len(keys) == 2:
        table = table.melt(var_name="column", ignore_index=False).set_index("column", append=True)
    return table.iloc[:, 0]


def look(folder: Path) -> dict:
    """Seconds of what a page with widgets asks for: curves of the stock, and decompositions."""
    rng, manifest = np.random.default_rng(0), read_manifest(folder)
    ends = [day.date() for day in pd.date_range(manifest["start"], manifest["cut"], freq="ME")]
    pairs = [sorted(rng.choice(len(ends), 2, replace=False)) for _ in range(50)]
    changes = [_time(decompose, folder, *(ends[number] for number in pair)) for pair in pairs]
    any_day = _time(decompose, folder, date(2021, 12, 30), date(2022, 6, 29))
    province = resolve_province("92" if "92" in manifest["provinces"] else "01")
    records = Records(province, folder, manifest, 10, DATA)
    curves = [_time(records.stock) for _ in range(20)]
    return {"curves": _spread(curves), "decompositions": _spread(changes), "any_day": _spread([any_day])}


def _time(function, *arguments) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, processor = time.perf_counter(), time.process_time()
    function(*arguments)
    return time.perf_counter() - start, time.process_time() - processor


def _spread(values: list[tuple[float, float]]) -> dict:
    clock, processor = zip(*values, strict=True)
    return {"median": median(clock), "most": max(clock), "processor": median(processor)}


def _costs(function, *arguments, **options) -> dict:
    """Seconds by the clock, seconds of the processor in all threads, and peak memory."""
    start, processor = time.perf_counter(), time.process_time()
    function(*arguments, **options)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    return {"seconds": seconds, "processor": processor, "peak_mb": machine.peak_megabytes()}


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    measures = {
        "make": make,
        "build": build,
        "again": build_again,
        "plain": plain,
        "digest": digest,
        "look": look,
        "survive": survive,
        "publish": publish,
    }
    numbers = [int(word) if word.isdigit() else word for word in rest]
    print(json.dumps({**measures[what](Path(folder), *numbers), "source": NOTE}))
