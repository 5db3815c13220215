"""The one CSV reader, every cell a string. Standard library only, so that commands start fast.

It checks nothing: ``raw`` reports faults of a file, ``tables`` converts types.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from baophu.common.errors import NoData
from baophu.common.messages import message
from baophu.common.paths import AREAS, DATA


def refuse_missing(data: Path) -> None:
    """Raise where the command line or a notebook found no data at all; faults of data are the validation's.

    Raises
    ------
    NoData
        The project's folder of data holds no table of areas.
    """
    if data == DATA and not (data / AREAS).is_file():
        raise NoData(message("no-data", folder=str(data)))


def parse_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of CSV text, the header first, each with the line where it begins: a quoted cell may span several lines."""
    reader, line = csv.reader(io.StringIO(text, newline="")), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def read_cells(path: Path) -> list[list[str]]:
    """The rows of a file, the header first; an empty list if there is no file."""
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    return [cells for _, cells in parse_csv(text)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file as dictionaries by column; a row that is too short lacks the last columns."""
    header, *rows = read_cells(path) or [[]]
    return [dict(zip(header, cells, strict=False)) for cells in rows if cells]
