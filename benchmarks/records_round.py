"""One measurement of card records in a process of its own: ``python -m benchmarks.records_round WHAT FOLDER``."""

import json
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from baophu.records.cubes import build_cubes, read_manifest, stock_curve
from baophu.records.decomposition import decompose
from baophu.records.synthetic import NOTE, synthetic_records, write_synthetic
from benchmarks import machine, records_pandas
from benchmarks.records_digests import digests, read_codes

ROWS_A_PERSON = 7.88
ROWS_A_FILE = 1_000_000
_CHUNK = 10  # millions of rows; as many as fit into memory at a time


def make(folder: Path, millions: int, provinces: int) -> dict:
    """Write synthetic records of so many million spells, in files of about a million."""
    rows = 0
    people = round(min(millions, _CHUNK) * 1e6 / ROWS_A_PERSON)
    codes = (92,) if provinces == 1 else tuple(range(1, provinces + 1))
    for seed in range(max(1, millions // _CHUNK)):
        chunk = folder / "chunk"
        spells, events = synthetic_records(people, seed, provinces=codes)
        write_synthetic(chunk, spells, events, files=max(1, len(spells) // ROWS_A_FILE))
        rows += len(spells)
        for file in chunk.glob("*/*.parquet"):
            target = (
                folder / file.parent.name / f"p{seed:02}{file.name.removeprefix('p').removesuffix('.parquet')}.parquet"
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
        (chunk / "counts.json").rename(folder / "counts.json")
        shutil.rmtree(chunk)
    return {"rows": rows}


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

    def count() -> None:
        spells, events, first, last = records_pandas.read_folder(folder)
        cubes.update(records_pandas.make_cubes(records_pandas.make_segments(spells, events, first, last), first, last))

    return {**_costs(count), "digests": digests(cubes)}


def digest(folder: Path) -> dict:
    """Digests of the cubes as they stand in the folder."""
    return {"digests": digests(read_codes(folder))}


def look(folder: Path) -> dict:
    """Seconds of what a page with widgets asks for: curves of the stock and decompositions between month ends."""
    rng, manifest = np.random.default_rng(0), read_manifest(folder)
    ends = [day.date() for day in pd.date_range(manifest["start"], manifest["cut"], freq="ME")]
    districts = [district for known in manifest["provinces"].values() for district in known]
    curves = [_time(stock_curve, folder, [rng.choice(districts)]) for _ in range(50)] + [_time(stock_curve, folder)]
    pairs = [sorted(rng.choice(len(ends), 2, replace=False)) for _ in range(50)]
    changes = [_time(decompose, folder, *(ends[number] for number in pair)) for pair in pairs]
    any_day = _time(decompose, folder, date(2021, 12, 30), date(2022, 6, 29))
    return {"curves": _spread(curves), "decompositions": _spread(changes), "any_day": any_day}


def _time(function, *arguments) -> float:
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def _spread(values: list[float]) -> dict:
    return {"median": median(values), "most": max(values)}


def _costs(function, *arguments, **options) -> dict:
    """Seconds by the clock, seconds of the processor in all threads, and peak memory."""
    start, processor = time.perf_counter(), time.process_time()
    function(*arguments, **options)
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    return {"seconds": seconds, "processor": processor, "peak_mb": machine.peak_megabytes()}


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    measures = {"make": make, "build": build, "again": build_again, "plain": plain, "digest": digest, "look": look}
    numbers = [int(word) if word.isdigit() else word for word in rest]
    print(json.dumps({**measures[what](Path(folder), *numbers), "source": NOTE}))
