"""Long series of the office's own, in Parquet: one file an import, sorted by area, read by groups of rows.

Words stay coded from file to table: a province's part of a long monthly table is some hundred thousand rows, and as
text in Python it would take ten times the memory and time.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

COLUMNS = ("area", "scheme", "group", "kind", "value", "unit", "as_of", "as_of_precision", "source_id", "locator")
CODED = ("area", "scheme", "group", "kind", "unit", "as_of_precision", "source_id", "locator")
FIGURES = tuple(name for name in COLUMNS if name != "locator")
ORDER = ("area", "scheme", "as_of", "group", "kind", "unit")
ROW = "{row}"  # in a locator; the number stands in a column of its own, so that locators of a table are few
_ROW_COLUMN = "row"
# Rows. Each group costs a fixed time, and more of it than is asked for is read of none but the first and last.
_GROUP = 40_000


def folder(data: Path, province: str) -> Path:
    """Where a province's series stand."""
    return data / "local" / "series" / f"province={province}"


def has_series(data: Path, province: str) -> bool:
    """Whether anything was imported for a province; asked before pyarrow is loaded."""
    return any(folder(data, province).glob("*.parquet"))


def read_series(
    data: Path,
    province: str,
    area: str | None = None,
    scheme: str | None = None,
    columns: Sequence[str] = FIGURES,
) -> pd.DataFrame:
    """The imported series of a province, reading no more of the files than what is asked for.

    Parameters
    ----------
    data : the folder that holds ``local/``.
    province : slug.
    area, scheme : leave out for all; files are sorted by area, so groups of rows of other areas are never read.
    columns : some of ``COLUMNS``; others are not read. Locators are most of the memory, so they are asked for by name.

    Returns
    -------
    One row a figure, sorted by area, scheme and day; ``value`` a float in ``unit``, ``as_of`` a timestamp, words as
    categories, but locators as text. Empty where nothing was imported.
    """
    files = sorted(folder(data, province).glob("*.parquet"))
    if not files:
        return pd.DataFrame(columns=list(columns))
    return read_files(files, columns, area, scheme)


def read_files(
    files: Sequence[Path], columns: Sequence[str] = COLUMNS, area: str | None = None, scheme: str | None = None
) -> pd.DataFrame:
    """What ``read_series`` gives, of some files of a province."""
    import pyarrow as pa

    keys = [name for name in ORDER[:-1] if len(files) > 1]
    has_places = "locator" in columns
    names = list(dict.fromkeys([*columns, *keys, *([_ROW_COLUMN] if has_places else [])]))
    table = pa.concat_tables([_read(path, names, area, scheme) for path in files]).unify_dictionaries()
    if has_places:
        table = table.set_column(names.index("locator"), "locator", _located(table)).drop_columns([_ROW_COLUMN])
    frame = table.to_pandas(date_as_object=False, split_blocks=True, self_destruct=True)
    if "as_of" in frame:
        frame["as_of"] = frame["as_of"].astype("datetime64[s]")
    if has_places:
        frame["locator"] = frame["locator"].astype("str")
    if keys:  # one file is sorted as it stands
        frame = frame.sort_values(keys, ignore_index=True, kind="stable", key=_by_words)
    return frame[list(columns)]


def _read(path: Path, names: list[str], area: str | None, scheme: str | None):
    """Some columns of a file as a table with coded words; columns that an older file does not have are blank."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, read_dictionary=list(CODED)) as file:
        has = [name for name in names if name in file.schema_arrow.names]
        asked = {name: value for name, value in {"area": area, "scheme": scheme}.items() if value is not None}
        read = list(dict.fromkeys([*has, *asked]))
        # Threads cost more than they save on groups that are read in a few milliseconds.
        table = file.read_row_groups(groups_with(file.metadata, area), columns=read, use_threads=False)
    if asked:
        table = table.filter(_is_asked(asked))
    for name in names:
        if name not in has:
            table = table.append_column(name, pa.nulls(len(table), schema().field(name).type))
    types = [schema(coded=True).field(name) for name in names]
    return table.select(names).cast(pa.schema(types))


def groups_with(metadata, area: str | None) -> list[int]:
    """Numbers of the groups of rows that may hold an area, by what a file's metadata says of each; all for None."""
    numbers = range(metadata.num_row_groups)
    if area is None:
        return list(numbers)
    column = metadata.schema.names.index("area")
    held = [metadata.row_group(number).column(column).statistics for number in numbers]
    return [number for number, of in zip(numbers, held, strict=True) if not of or of.min <= area <= of.max]


def _by_words(column: pd.Series) -> pd.Series:
    return column.cat.reorder_categories(sorted(column.cat.categories)) if column.dtype == "category" else column


def _located(table):
    """The locators of a table's rows, each with its row's number in its place."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows, found, start = table.column(_ROW_COLUMN).combine_chunks(), [], 0
    for coded in table.column("locator").chunks:
        row = rows.slice(start, len(coded))
        start += len(coded)
        parts = [text.rpartition(ROW) for text in coded.dictionary.to_pylist()]
        before, after = (pa.array([part[side] for part in parts], pa.string()).take(coded.indices) for side in (0, 2))
        numbered = pc.binary_join_element_wise(before, row.cast(pa.string()), after, "")
        found.append(pc.coalesce(numbered, coded.dictionary_decode()) if row.null_count else numbered)
    return pa.chunked_array(found, pa.string())


def _is_asked(asked: dict[str, str]):
    """The condition that every column named has its word."""
    import pyarrow.compute as pc

    found = None
    for name, word in asked.items():
        condition = pc.field(name) == word
        found = condition if found is None else found & condition
    return found


def write_series(path: Path, chunks: Iterable[pd.DataFrame]) -> int:
    """Write chunks of figures, in any order, as one sorted file whose groups of rows hold one area each.

    Returns
    -------
    The number of rows. The file is written in place: give a temporary name and move it when all is well.
    """
    import pyarrow as pa

    named = pa.schema([schema().field(name) for name in COLUMNS])
    tables = [pa.Table.from_pandas(chunk[list(COLUMNS)], schema=named, preserve_index=False) for chunk in chunks]
    table = pa.concat_tables(tables).combine_chunks()
    table = table.sort_by([(name, "ascending") for name in ORDER])
    write_sorted(path, table.append_column(_ROW_COLUMN, pa.nulls(len(table), pa.int64())))
    return table.num_rows


def write_sorted(path: Path, table) -> None:
    """Write a table with the columns of ``schema`` that is sorted by ``ORDER`` already; words may be coded."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema(), compression="zstd") as writer:
        for start, count in _groups(table.column("area").to_pandas()):
            writer.write_table(table.slice(start, count).cast(schema()), row_group_size=count)


def schema(coded: bool = False):
    """Columns and types of the files; ``coded`` as they are read."""
    import pyarrow as pa

    word = pa.dictionary(pa.int32(), pa.string()) if coded else pa.string()
    types = {"value": pa.float64(), "as_of": pa.date32(), _ROW_COLUMN: pa.int64()}
    return pa.schema([(name, types.get(name, word)) for name in (*COLUMNS, _ROW_COLUMN)])


def _groups(areas: pd.Series) -> Iterator[tuple[int, int]]:
    """Start and length of each group of rows: whole areas while they fit, a large area by itself and in pieces."""
    starts = areas.ne(areas.shift()).to_numpy().nonzero()[0].tolist()
    start = stop = 0
    for end in [*starts[1:], len(areas)]:
        if end - start > _GROUP and stop > start:
            yield start, stop - start
            start = stop
        while end - start > _GROUP:
            yield start, _GROUP
            start += _GROUP
        stop = end
    if stop > start:
        yield start, stop - start
