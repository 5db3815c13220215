"""A long monthly table of all provinces, made up: ``python -m benchmarks.large_table_made FILE.csv [rows]``.

Every figure is synthetic. The file's name must say so, and so do the names of the areas.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from baophu.importer.checks import largest_populations
from baophu.ledger.names import provinces
from baophu.paths import DATA

HEADER = ("Tỉnh", "Địa phương", "Tháng", "Loại hình", "Nhóm", "Số người")
SCHEMES = {"bhyt": 0.9, "bhxh_bb": 0.15, "bhxh_tn": 0.01, "bhtn": 0.14}  # share of the people
GROUPS = (
    "total", "students", "poor", "near_poor", "household", "ethnic_minority", "self_paying", "state_supported",
    "difficult_areas", "average_farm_household",
)  # fmt: skip
FIRST_YEAR, YEARS = 2010, 14
ROWS = 50_000_000
_SEED = 20231231
_WORD = "synthetic"


@dataclass(frozen=True)
class Size:
    """How much of a table is made: provinces, and areas in each beside the province itself."""

    provinces: int
    areas: int

    @property
    def a_month(self) -> int:
        """Rows of one month."""
        return self.provinces * (self.areas + 1) * len(SCHEMES) * len(GROUPS)

    @property
    def rows(self) -> int:
        """Rows of all months."""
        return self.a_month * 12 * YEARS


def size_of(rows: int) -> Size:
    """The smallest table of at least so many rows: all provinces, unless one month of them is too much already."""
    a_place = len(SCHEMES) * len(GROUPS) * 12 * YEARS
    count = min(len(provinces()), -(-rows // a_place))
    return Size(count, max(0, -(-rows // (a_place * count)) - 1))


def write_table(path: Path, size: Size) -> None:
    """Write the table month by month, as offices hand it in; one month is in memory at a time.

    Raises
    ------
    ValueError
        The name does not say that the table is synthetic.
    """
    if _WORD not in path.name:
        raise ValueError(f"{path.name}: a made-up table is named so, such as {_WORD}-{path.name}")
    schema = pa.schema([(name, pa.string()) for name in HEADER[:-1]] + [(HEADER[-1], pa.int64())])
    options = pa_csv.WriteOptions(quoting_style="none")
    is_text = path.suffix == ".csv"
    made = pa_csv.CSVWriter(path, schema, write_options=options) if is_text else pq.ParquetWriter(path, schema)
    with made as writer:
        for batch in batches(size):
            writer.write(batch) if is_text else writer.write_batch(batch)


def batches(size: Size) -> Iterator[pa.RecordBatch]:
    """The table, a month at a time."""
    random = np.random.default_rng(_SEED)
    keys, level = _keys(size), _levels(size, random)
    for month in range(12 * YEARS):
        year, of_year = FIRST_YEAR + month // 12, month % 12 + 1
        # Growth over the years and a push before each year's end, as in the nation's published figures.
        pace = 0.7 + 0.02 * month / 12 + 0.02 * of_year / 12
        noise = random.normal(1, 0.005, len(level))
        values = np.maximum(level * pace * noise, 0).astype(np.int64)
        times = pa.array([f"{of_year:02d}/{year}"]).take(pa.array(np.zeros(len(level), dtype=np.int32)))
        columns = [*keys[:2], times, *keys[2:], pa.array(values)]
        yield pa.record_batch(columns, names=list(HEADER))


def _keys(size: Size) -> list[pa.Array]:
    """Province, area, scheme and group of each row of a month."""
    names = [row["name_vi"] for row in list(provinces().values())[: size.provinces]]
    areas = ["Toàn tỉnh", *(f"Huyện Synthetic {number:03d}" for number in range(1, size.areas + 1))]
    words = (names, areas, list(SCHEMES), list(GROUPS))
    numbers = np.indices([len(known) for known in words], dtype=np.int32).reshape(len(words), -1)
    return [pa.array(known).take(pa.array(number)) for known, number in zip(words, numbers, strict=True)]


def _levels(size: Size, random: np.random.Generator) -> np.ndarray:
    """About how many people each row of a month counts."""
    people = largest_populations(DATA)
    province = np.array([people[slug] for slug in list(provinces())[: size.provinces]])
    area = np.array([1.0, *random.dirichlet(np.full(size.areas, 5.0))]) if size.areas else np.ones(1)
    group = np.array([1.0, *random.dirichlet(np.full(len(GROUPS) - 1, 2.0))])
    shares = [province, area, np.array(list(SCHEMES.values())), group]
    return np.einsum("p,a,s,g->pasg", *shares).ravel()


def main() -> None:
    """Write a table of the size asked for."""
    path, rows = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS
    size = size_of(rows)
    write_table(path, size)
    print(f"{path.name}: {size.rows} synthetic rows of {size.provinces} provinces, {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
