"""Long series of the office's own, in Parquet: one file an import, one group of rows an area, read by predicate."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

COLUMNS = ("area", "scheme", "group", "kind", "value", "unit", "as_of", "as_of_precision", "source_id", "locator")
_LARGEST_GROUP = 100_000  # rows


def folder(data: Path, province: str) -> Path:
    """Where a province's series stand."""
    return data / "local" / "series" / f"province={province}"


def has_series(data: Path, province: str) -> bool:
    """Whether anything was imported for a province; asked before pyarrow is loaded."""
    return any(folder(data, province).glob("*.parquet"))


def read_series(data: Path, province: str, area: str | None = None, scheme: str | None = None) -> pd.DataFrame:
    """The imported series of a province, reading no more of the files than what is asked for.

    Parameters
    ----------
    data : the folder that holds ``local/``.
    province : slug.
    area, scheme : leave out for all; files are grouped by area, so other areas' rows are never read.

    Returns
    -------
    One row a figure with ``COLUMNS``, sorted by area, scheme and day; ``value`` a float in ``unit``, ``as_of`` a
    timestamp. Empty where nothing was imported.
    """
    if not has_series(data, province):
        return pd.DataFrame(columns=list(COLUMNS))
    found = _dataset(data, province)
    table = found.to_table(columns=list(COLUMNS), filter=predicate(area=area, scheme=scheme))
    frame = table.to_pandas()
    for name in frame.columns.drop(["value", "as_of"]):
        frame[name] = frame[name].astype("str")
    frame["as_of"] = pd.to_datetime(frame["as_of"]).astype("datetime64[s]")
    return frame.sort_values(["area", "scheme", "as_of", "group", "kind"], ignore_index=True, kind="stable")


def predicate(**equal: str | None):
    """A condition that Parquet readers push down to groups of rows; None where there is none."""
    import pyarrow.dataset as ds

    found = None
    for name, value in equal.items():
        if value is not None:
            condition = ds.field(name) == value
            found = condition if found is None else found & condition
    return found


def _dataset(data: Path, province: str):
    import pyarrow.dataset as ds

    files = sorted(folder(data, province).glob("*.parquet"))
    return ds.dataset([str(path) for path in files], format="parquet")


def write_series(path: Path, chunks: Iterable[pd.DataFrame]) -> int:
    """Write chunks of figures, in any order, as one sorted file whose groups of rows hold one area each.

    Returns
    -------
    The number of rows. The file is written in place: give a temporary name and move it when all is well.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa)
    tables = [pa.Table.from_pandas(chunk[list(COLUMNS)], schema=schema, preserve_index=False) for chunk in chunks]
    table = pa.concat_tables(tables).combine_chunks()
    order = ["area", "scheme", "as_of", "group", "kind", "unit"]
    table = table.sort_by([(name, "ascending") for name in order])
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start, count in _runs(table.column("area").to_numpy(zero_copy_only=False)):
            writer.write_table(table.slice(start, count), row_group_size=_LARGEST_GROUP)
    return table.num_rows


def _schema(pa):
    types = {"value": pa.float64(), "as_of": pa.date32()}
    return pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])


def _runs(areas) -> list[tuple[int, int]]:
    """Start and length of each run of equal values."""
    changes = pd.Series(areas).ne(pd.Series(areas).shift()).to_numpy().nonzero()[0].tolist()
    return [(start, stop - start) for start, stop in zip(changes, [*changes[1:], len(areas)], strict=True)]
