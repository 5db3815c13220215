"""An office's files as relations of DuckDB: CSV and Parquet where they lie, workbooks by the importer's readers."""

import codecs
import contextlib
import csv
import glob
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from baophu.common.messages import message
from baophu.importer.cells import DAY, NUMBER, Cell, format_plain
from baophu.importer.errors import Question
from baophu.importer.sheets import read_sheets
from baophu.importer.text import find_separator
from baophu.records.columns import (
    SEARCHED_ROWS,
    AmbiguousRecordFile,
    Columns,
    InvalidRecordFile,
    find_header,
    settle_columns,
)

_SAMPLE_BYTES = 1 << 20
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
_SHEET_ENDINGS = (".xlsx", ".xlsm", ".ods")


class ColumnRequest(NamedTuple):
    """The columns to look for, and the header of those that the analyst named, by role."""

    roles: tuple[str, ...]
    headers: dict[str, str]


@dataclass(frozen=True)
class Source:
    """One table: its columns by role, a relation with one VARCHAR column a role, and how to name its rows."""

    name: str
    titles: tuple[str, ...]
    columns: Columns
    relation: str  # SQL
    first_row: int  # of the cells below the header, as a spreadsheet counts
    row_estimate: int
    frame: pd.DataFrame | None = None  # what ``relation`` reads, for workbooks


def find_files(names: Sequence[str]) -> list[Path]:
    """The files that names lead to, each once: a path, or paths and globs separated by spaces.

    Raises
    ------
    InvalidRecordFile
        A name leads to no file.
    """
    files: dict[Path, None] = {}
    for name in (part for text in names for part in ([text] if Path(text).is_file() else text.split())):
        found = [Path(path) for path in sorted(glob.glob(name)) if Path(path).is_file()]  # noqa: PTH207
        found = [Path(name)] if Path(name).is_file() else found
        if not found:
            raise InvalidRecordFile([f"{name}: {message('wrong-no-file')}. {message('cure-check-file')}"])
        files |= dict.fromkeys(found)
    return list(files)


def read_sources(connection, files: Sequence[Path], request: ColumnRequest) -> Iterator[Source]:
    """The tables of the files; sheets without a recognised header are left out.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Where Parquet files are described.
    files : sequence of Path
        CSV, Parquet or workbooks.
    request : ColumnRequest
        The columns to look for.

    Yields
    ------
    Source

    Raises
    ------
    AmbiguousRecordFile, InvalidRecordFile
        A file is unreadable, its header is not recognised, or a column is ambiguous.
    """
    questions = []
    for path in files:
        try:
            yield from _read_file(connection, path, request)
        except AmbiguousRecordFile as error:
            questions += error.questions
    if questions:
        raise AmbiguousRecordFile(questions)


def _read_file(connection, path: Path, request: ColumnRequest) -> Iterator[Source]:
    ending = path.suffix.lower()
    if ending in _TEXT_ENDINGS:
        yield _text_source(path, request)
    elif ending == ".parquet":
        yield _parquet_source(connection, path, request)
    elif ending in _SHEET_ENDINGS:
        yield from _sheet_sources(path, request)
    else:
        raise InvalidRecordFile([f"{path.name}: {message('records-ending', ending=ending)}"])


def quote(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _text_source(path: Path, request: ColumnRequest) -> Source:
    with path.open("rb") as handle:
        sample = handle.read(_SAMPLE_BYTES)
    text, encoding = _decode(sample)
    separator = find_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, line_numbers = [], []
    with contextlib.suppress(csv.Error):  # a quotation mark that is not closed, whose line DuckDB names
        for row in islice(reader, SEARCHED_ROWS):
            rows.append([cell.strip() for cell in row])
            line_numbers.append(reader.line_num)
    place = find_header(rows)
    columns = _settle(path.name, rows, place, request)
    names = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(rows[place])))
    table = (
        f"read_csv({quote(str(path))}, auto_detect=false, header=false, delim={quote(separator)}, quote='\"', "
        f"escape='\"', skip={line_numbers[place]}, columns={{{names}}}, encoding='{encoding}')"
    )
    relation = _select({role: f"c{index}" for role, index in columns.positions.items()}, table)
    lines = sample.count(b"\n") or 1
    estimate = max(1, path.stat().st_size * lines // len(sample) - line_numbers[place])
    return Source(path.name, tuple(rows[place]), columns, relation, place + 2, estimate)


def _decode(sample: bytes) -> tuple[str, str]:
    """The text of a sample and the encoding that DuckDB reads; the columns that are read hold letters of ASCII."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")().decode(sample), "utf-16"
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(sample), "utf-8"
    except UnicodeDecodeError:
        return sample.decode("cp1258", errors="replace"), "latin-1"


def _settle(name: str, rows: Sequence[Sequence[str]], place: int, request: ColumnRequest) -> Columns:
    if place < 0:
        question = Question(name, message("records-ask-header"), (message("records-answer-header"),))
        raise AmbiguousRecordFile([question])
    return settle_columns(name, rows[place], request.headers, request.roles)


def _select(columns: Mapping[str, str], table: str) -> str:
    return "SELECT " + ", ".join(f"{column}::VARCHAR AS {role}" for role, column in columns.items()) + f" FROM {table}"


def _parquet_source(connection, path: Path, request: ColumnRequest) -> Source:
    import duckdb

    table = f"read_parquet({quote(str(path))})"
    try:
        titles = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()]
    except duckdb.Error as error:
        rule = message("records-rule-unreadable", fault=type(error).__name__)
        raise InvalidRecordFile([f"{path.name}: {rule}. {message('records-cure-shape')}"]) from None
    columns = _settle(path.name, [titles], find_header([titles]), request)
    count = connection.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({quote(str(path))})").fetchall()[0][0]
    quoted = {role: '"' + titles[place].replace('"', '""') + '"' for role, place in columns.positions.items()}
    return Source(path.name, tuple(titles), columns, _select(quoted, table), 1, int(count))


def _sheet_sources(path: Path, request: ColumnRequest) -> Iterator[Source]:
    sheets = [sheet for sheet in read_sheets(path) if not sheet.is_hidden]
    headers = [find_header([[cell.text for cell in row] for row in sheet.rows[:SEARCHED_ROWS]]) for sheet in sheets]
    if max(headers, default=-1) < 0:
        _settle(path.name, [], -1, request)
    for sheet, place in zip(sheets, headers, strict=True):
        if place < 0:
            continue
        titles = [sheet.cell_at(place, column).text for column in range(sheet.width)]
        name = f"{path.name}!{sheet.name}"
        columns = settle_columns(name, titles, request.headers, request.roles)
        rows = range(place + 1, len(sheet.rows))
        cells = {
            role: pd.array([_text(sheet.cell_at(row, column)) for row in rows], dtype="str")
            for role, column in columns.positions.items()
        }
        relation = _select({role: role for role in cells}, "sheet")
        yield Source(name, tuple(titles), columns, relation, place + 2, len(rows), pd.DataFrame(cells))


def _text(cell: Cell) -> str | None:
    """The text of a cell: all digits of a number, whatever its format shows."""
    if cell.kind == NUMBER and cell.number is not None:
        return format_plain(cell.number)
    if cell.kind == DAY and cell.day:
        return cell.day.isoformat()
    return cell.text or None
