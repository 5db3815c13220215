"""Long files, CSV or Parquet, as batches of text columns with the row that each begins on."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from baophu.importer.cells import Sheet
from baophu.importer.errors import Fault, InvalidImport, unreadable
from baophu.importer.text import head_text, separator, text_sheet
from baophu.told import tell

PARQUET = (".parquet", ".pq")
TEXTS = (".csv", ".tsv", ".txt")
_SAMPLE = 1 << 18  # bytes; a few thousand rows
_SAMPLE_ROWS = 2000
_BLOCK = 1 << 24  # bytes of text at a time
_BATCH = 1 << 18  # rows of Parquet at a time
_KEYS = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Batch:
    """Rows of a file: the first one's number counted from 0, keys dictionary-coded and figures as text, by column."""

    first: int
    keys: dict[int, pa.DictionaryArray]
    figures: dict[int, pa.StringArray]


@dataclass(frozen=True)
class LongFile:
    """A file that is too long to be held: its head as a sheet, and its rows in batches."""

    path: Path
    sample: Sheet
    encoding: str = ""
    mark: str = ","

    def batches(self, start: int, keys: Sequence[int], figures: Sequence[int]) -> Iterator[Batch]:
        """The rows from ``start`` on; only the columns named are read.

        Raises
        ------
        InvalidImport
            Rows of another width than the header's, or bytes that are no text; with the row.
        """
        columns = sorted({*keys, *figures})
        source = self._parquet(columns) if is_parquet(self.path) else self._text(start, columns, set(keys))
        first = start
        for found in source:
            held = dict(zip(columns, found.columns, strict=True))
            yield Batch(first, {c: _coded(held[c]) for c in keys}, {c: _plain(held[c]) for c in figures})
            first += len(found)

    def _parquet(self, columns: list[int]) -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(self.path) as file:
            names = [file.schema_arrow.names[column] for column in columns]
            for found in file.iter_batches(batch_size=_BATCH, columns=names):
                yield found.select(names)

    def _text(self, start: int, columns: list[int], keys: set[int]) -> Iterator[pa.RecordBatch]:
        names = [str(column) for column in range(self.sample.width)]
        uneven = _Uneven(self.sample.name, self.sample.width)
        types = {names[column]: _KEYS if column in keys else pa.string() for column in columns}
        reading = pa_csv.ReadOptions(
            # Rows are told by their number, which threads do not know.
            skip_rows=start, column_names=names, encoding=self.encoding, block_size=_BLOCK, use_threads=False,
        )  # fmt: skip
        parsing = pa_csv.ParseOptions(
            delimiter=self.mark, ignore_empty_lines=False, newlines_in_values=True, invalid_row_handler=uneven
        )
        converting = pa_csv.ConvertOptions(column_types=types, include_columns=[names[c] for c in columns])
        try:
            with pa_csv.open_csv(self.path, reading, parsing, converting) as reader:
                for found in reader:
                    uneven.stop_if_any()
                    yield found
        except (pa.ArrowInvalid, UnicodeError) as error:
            raise self._unreadable(error) from error
        uneven.stop_if_any()

    def _unreadable(self, error: Exception) -> InvalidImport:
        """The fault behind pyarrow's; a byte that is no text is looked for, to name its line."""
        if isinstance(error, UnicodeError) or "UTF8" in str(error):
            decoder = codecs.getincrementaldecoder(self.encoding)()
            with self.path.open("rb") as handle:
                for number, line in enumerate(handle, 1):
                    try:
                        decoder.decode(line)
                    except UnicodeError:
                        place = tell("place-line", file=self.sample.name, line=number)
                        rule = tell("wrong-encoding-line", encoding=self.encoding)
                        return unreadable(place, rule, tell("cure-table-csv"))
        rule = tell("wrong-not-text", fault=str(error).splitlines()[0][:120])
        return unreadable(self.sample.name, rule, tell("cure-table-csv"))


@dataclass
class _Uneven:
    """Rows whose number of cells is not the header's, as the parser meets them; blank lines are none."""

    name: str
    width: int
    faults: list[Fault] = field(default_factory=list)

    def __call__(self, row) -> str:
        rule = tell("wrong-width", cells=row.actual_columns, width=self.width)
        where = tell("place-row", file=self.name, row=row.number)
        self.faults.append(Fault(where, row.text[:60], rule, tell("cure-quote")))
        return "skip" if len(self.faults) < 200 else "error"

    def stop_if_any(self) -> None:
        if self.faults:
            raise InvalidImport(self.faults)


def is_parquet(path: Path) -> bool:
    """Whether a file is Parquet by its ending."""
    return path.suffix.lower() in PARQUET


def open_long(path: Path, encoding: str = "") -> LongFile:
    """A long file by its ending.

    Raises
    ------
    InvalidImport
        The file is missing, empty or of another format.
    Undecided
        A text file whose encoding does not show.
    """
    if not path.is_file():
        raise unreadable(str(path), tell("wrong-no-file"), tell("cure-check-file"))
    if is_parquet(path):
        return LongFile(path, _parquet_sample(path))
    if path.suffix.lower() not in TEXTS:
        raise unreadable(path.name, tell("wrong-long-ending"), tell("cure-long-ending"))
    text, name = head_text(path, encoding, _SAMPLE)
    sample = text_sheet(path, text)
    if not any(cell.text for row in sample.rows for cell in row):
        raise unreadable(path.name, tell("wrong-empty"), tell("cure-check-file"))
    return LongFile(path, sample, "utf-8" if name == "utf-8-sig" else name, separator(text))


def _parquet_sample(path: Path) -> Sheet:
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            head = next(file.iter_batches(batch_size=_SAMPLE_ROWS), None)
    except pa.ArrowException as error:
        raise unreadable(path.name, tell("wrong-parquet"), tell("cure-parquet")) from error
    columns = [_plain(column).to_pylist() for column in head.columns] if head else [[] for _ in names]
    return text_sheet(path, [names, *zip(*columns, strict=True)])


def _plain(column: pa.Array) -> pa.StringArray:
    """A column as text, blank where nothing stands."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_temporal(column.type):
        column = pc.strftime(column.cast(pa.timestamp("s")), format="%Y-%m-%d")
    return pc.fill_null(column if column.type == pa.string() else column.cast(pa.string()), "")


def _coded(column: pa.Array) -> pa.DictionaryArray:
    if column.type == _KEYS and not column.null_count:
        return column
    return _plain(column).dictionary_encode()
