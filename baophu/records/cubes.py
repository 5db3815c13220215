"""Cubes of card records: tables of counts from which all measures are read, built one file of spells at a time.

The folder of an office, ``data/local/records/<province>/``, holds ``spells/pNNNN.parquet`` and ``events/pNNNN.parquet``
(split by person, so that all cards of a person meet), and ``counts.json`` with ``start`` and ``cut``, the first and the
last day of the data. :func:`build_cubes` writes:

``parts/``
    What was counted of each file, in a folder named by the digest of all that it depends on: a file that has not
    changed is not counted again. Segments and states at month ends are about persons and never leave the office.
``cubes/``
    The sums over all files, one file a cube and province, and ``manifest.json``. Appears when it is whole.

Every number is an integer and sums over files are exact, so the split into files changes nothing.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.common.digests import digest, files_below
from baophu.common.disk import name_full_disk
from baophu.common.errors import BaophuError
from baophu.common.messages import message
from baophu.records import count
from baophu.records.codes import AHEAD, GAPS, OUTCOMES, REASONS
from baophu.records.count import CUBES, CountsDisagree, FileTask, count_file
from baophu.records.payers import OFFICE_FILE, load_groups, load_payers

# Each thread holds what is counted of one file, some hundreds of megabytes.
_THREADS = min(os.cpu_count() or 1, 8)
_COUNTS = {"stock": "change", "flows": "persons", "renewals": "cards", "agents": "cards", "persistency": "persons"}
_NET_FLOWS = "month, district0, g0, district1, g1, sum(persons)::BIGINT AS persons"
_LABELS = {"ahead": AHEAD, "reason": REASONS, "gap": GAPS, "outcome": OUTCOMES}


class NoCubes(BaophuError):
    """The folder has no cubes, or no records to build them from."""

    exit_code = 2


@dataclass(frozen=True)
class MergeTask:
    """One cube of one province to sum over the parts."""

    name: str
    province: int
    parts: tuple[Path, ...]
    districts: tuple[int, ...]
    target: Path
    start: date
    cut: date


def build_cubes(
    folder: Path, *, scheduler: str | None = None, progress: Callable[[int, int, int], None] = lambda *_: None
) -> None:
    """Count the spells of an office; files that have not changed are not counted again.

    Parameters
    ----------
    folder : Path
        See the module's description. On a cluster, a folder that all workers see under this path.
    scheduler : str, optional
        Address of a Dask scheduler, or ``local``; by default threads of this process, one a core, at most 8.
    progress : Callable
        Called with the files done, the files to count and the rows of the last one.

    Raises
    ------
    NoCubes
        There are no spells, or no ``counts.json``.
    InvalidRecords, UnknownPayerGroup
        A file cannot be counted.
    CountsDisagree
        Joins, exits and moves do not add up to the change of the stock.
    NoCluster, ClusterDiffers, ClusterLost
        See :mod:`baophu.publish.cluster`.
    """
    tasks = _file_tasks(folder)
    new = [task for task in tasks if not task.target.exists()]
    for number, rows in enumerate(_run(count_file, new, scheduler), 1):
        progress(number, len(new), rows)
    manifest = _describe(tasks)
    if _read_json(folder / "cubes" / "manifest.json") == manifest:
        return
    with name_full_disk(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".") as work:
        cubes = Path(work) / "cubes"
        cubes.mkdir()
        for _ in _run(merge_cube, _merge_tasks(tasks, manifest, cubes), scheduler):
            pass
        _check_merged(cubes, manifest, folder.name)
        (cubes / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        if (folder / "cubes").exists():
            (folder / "cubes").rename(Path(work) / "old")
        cubes.rename(folder / "cubes")
    for part in (folder / "parts").iterdir():
        if part.name not in manifest["parts"]:
            shutil.rmtree(part)


def read_cube(folder: Path, name: str) -> pd.DataFrame:
    """A cube as a table with labels.

    Parameters
    ----------
    folder : Path
        The folder that :func:`build_cubes` was called with.
    name : str
        ``stock``
            Persons covered: ``day``, ``district``, ``group``, ``persons``; every day from the first to the last.
        ``flows``
            Persons whose state differs from the day before: ``month``, ``district0``, ``group0``, ``district1``,
            ``group1``, ``reason``, ``gap``, ``persons``. Group ``none`` and district 0: not covered. ``reason``: how
            the cover of a leaver ended; ``gap``: how long a joiner was away (``first``: never seen before), or a
            leaver stays away (``unknown``: the data end before 90 days have passed).
        ``renewals``
            Cards in force on their own last day, by the ``month`` of that day: ``district``, ``group``, ``term`` in
            months, ``ahead``, in how many days they end after the last day of the data, ``outcome``, ``cards``.
        ``agents``
            Household cards due by the last day of the data, by ``year`` (its first day), ``agent`` (the office's code,
            or ``no_agent``), ``outcome``, ``cards``; ``province``.
        ``persistency``
            Runs of cover: ``province``, ``grace`` in days, ``group`` and ``month`` of entry, length in ``days``,
            ``is_event`` (otherwise censored), ``persons``.

    Returns
    -------
    pd.DataFrame
        Days and months (their first day) as datetime64, counts as int64, labels of :mod:`baophu.records.codes`.

    Raises
    ------
    NoCubes
    """
    manifest = read_manifest(folder)
    if name == "stock":
        tables = [_stock_table(folder, province, manifest, slice(None)) for province in manifest["provinces"]]
        return pd.concat(tables, ignore_index=True)
    with count.connect(folder) as connection:
        table = connection.read_parquet(_files(folder / "cubes", name)).order("ALL").df()
    if name == "agents":
        counts = _read_json(folder / "counts.json") or {}
        table["agent"] = np.array(["no_agent", *counts.get("agents", ())], dtype=object)[table["agent"]]
    return add_labels(table)


def read_month_end_stock(folder: Path, province: int) -> pd.DataFrame:
    """The cube ``stock`` of one province's districts (its two-digit code) on month ends alone, as of :func:`read_cube`.

    Raises
    ------
    NoCubes
    """
    manifest, code = read_manifest(folder), str(province)
    is_month_end = pd.date_range(manifest["start"], manifest["cut"]).is_month_end
    if code not in manifest["provinces"]:
        return _stock_table(folder, next(iter(manifest["provinces"])), manifest, is_month_end).head(0)
    return _stock_table(folder, code, manifest, is_month_end)


def read_manifest(folder: Path) -> dict:
    """What the cubes of a folder were built of.

    Raises
    ------
    NoCubes
    """
    manifest = _read_json(folder / "cubes" / "manifest.json")
    if manifest is None:
        raise NoCubes(message("records-no-cubes", folder=folder.name))
    return manifest


def add_labels(table: pd.DataFrame) -> pd.DataFrame:
    """The table with labels in the place of codes: ``g`` becomes ``group``, 0 in it ``none``."""
    groups = ("none", *load_groups()["group"])
    labels = {**_LABELS, "g": groups, "g0": groups, "g1": groups}
    coded = [name for name in table.columns if name in labels]
    table = table.assign(**{name: np.array(labels[name], dtype=object)[table[name]] for name in coded})
    return table.rename(columns={name: name.replace("g", "group") for name in ("g", "g0", "g1")})


def merge_cube(task: MergeTask) -> None:
    """Sum one cube of one province over the parts, where the caller runs: only small tables leave a worker."""
    value = _COUNTS[task.name]
    left_out = value if task.name in ("agents", "persistency") else f"{value}, province"
    with count.connect(task.target) as connection:
        connection.read_parquet([str(part / f"{task.name}.parquet") for part in task.parts]).create_view("parts")
        table = connection.sql(
            f"SELECT * EXCLUDE ({left_out}), sum({value})::BIGINT AS {value} FROM parts"
            f" WHERE province = {task.province} GROUP BY ALL"
        )
        if task.name == "stock":
            stock = count.dense_stock(table.df(), np.array(task.districts), task.start, task.cut)
            np.save(task.target / f"stock-{task.province}.npy", stock)
        else:
            count.write_sorted(table, task.target / f"{task.name}-{task.province}.parquet")


def _file_tasks(folder: Path) -> list[FileTask]:
    spells, counts = sorted(folder.glob("spells/*.parquet")), _read_json(folder / "counts.json")
    if not spells or counts is None:
        raise NoCubes(message("records-none", folder=folder.name))
    start, cut = (date.fromisoformat(counts[name]) for name in ("start", "cut"))
    payers = load_payers(folder.parent / OFFICE_FILE)
    package = Path(__file__).parent
    code = [*(package / f"{name}.py" for name in ("codes", "count", "cubes")), *files_below(package / "sql")]
    method = f"{start} {cut} {digest(code, package)} {payers.to_csv()}"

    def describe(file: Path) -> FileTask:
        events = folder / "events" / file.name
        content = hashlib.sha256(f"{digest([file, events], folder)} {method}".encode()).hexdigest()[:16]
        return FileTask(file, events, folder / "parts" / f"{file.stem}-{content}", payers, start, cut)

    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(describe, spells))


def _describe(tasks: list[FileTask]) -> dict:
    """The manifest: days, parts, and the districts of each province (both as codes)."""
    parts = {task.target.name: count.read_part(task.target) for task in tasks}
    districts = sorted({district for part in parts.values() for district in part["districts"]})
    provinces: dict[str, list[int]] = {}
    for district in districts:
        provinces.setdefault(str(district // 100), []).append(district)
    days = {"start": tasks[0].start.isoformat(), "cut": tasks[0].cut.isoformat()}
    return {**days, "parts": list(parts), "provinces": provinces, "rows": sum(part["rows"] for part in parts.values())}


def _merge_tasks(tasks: list[FileTask], manifest: dict, target: Path) -> list[MergeTask]:
    parts, days = tuple(task.target for task in tasks), (tasks[0].start, tasks[0].cut)
    return [
        MergeTask(name, int(province), parts, tuple(districts), target, *days)
        for province, districts in manifest["provinces"].items()
        for name in CUBES
    ]


def _run(function: Callable, tasks: list, scheduler: str | None) -> Iterator:
    """Results of ``function(task)`` as they are ready; the first failure is raised."""
    if not tasks:
        return
    if scheduler is None:
        with ThreadPoolExecutor(_THREADS) as pool:
            futures = [pool.submit(function, task) for task in tasks]
            try:
                yield from (future.result() for future in as_completed(futures))
            finally:
                pool.shutdown(cancel_futures=True)
        return
    from baophu.publish.cluster import connect, run_on_cluster

    with connect(scheduler) as client:
        for value, _, error in run_on_cluster(client, function, tasks):
            if error is not None:
                raise error
            yield value


def _check_merged(cubes: Path, manifest: dict, name: str) -> None:
    """Compare the stock of all provinces with the flows between all of them, at each month end."""
    start, cut = (date.fromisoformat(manifest[name]) for name in ("start", "cut"))
    ends = count.month_ends(start, cut)
    districts = np.array([district for known in manifest["provinces"].values() for district in known])
    with count.connect(cubes) as connection:
        flows = connection.read_parquet(_files(cubes, "flows"))
        net = count.net_flows(flows.aggregate(_NET_FLOWS).df(), districts, start, len(ends))
    stocks = [np.load(cubes / f"stock-{province}.npy", mmap_mode="r") for province in manifest["provinces"]]
    opening, at_ends = (np.concatenate([stock[:, :, days] for stock in stocks]) for days in ([0], ends))
    if not np.array_equal(at_ends, opening + net):
        raise CountsDisagree(message("records-disagree", file=name))


def _stock_table(folder: Path, province: str, manifest: dict, days: slice | np.ndarray) -> pd.DataFrame:
    stock = np.load(folder / "cubes" / f"stock-{province}.npy", mmap_mode="r")[..., days]
    chosen = pd.date_range(manifest["start"], manifest["cut"])[days]
    names = ["district", "group", "day"]
    index = pd.MultiIndex.from_product([manifest["provinces"][province], load_groups()["group"], chosen], names=names)
    return pd.Series(stock.ravel(), index, "int64", "persons").reset_index()


def _files(cubes: Path, name: str) -> list[str]:
    return [str(path) for path in sorted(cubes.glob(f"{name}-*.parquet"))]


def _read_json(path: Path) -> dict | None:
    return json.loads(path.read_text("utf-8")) if path.exists() else None
