"""The one reader of tables in text, every cell a string. Standard library only, so that commands start fast.

What a table must hold is for others to say: ``raw`` names every fault of a file, ``tables`` gives cells their types.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from baophu.errors import InvalidLedger


def parse(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, its header first, each with the line that it begins on: a quoted cell may hold several."""
    reader, line = csv.reader(io.StringIO(text, newline="")), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def read_cells(path: Path) -> list[list[str]]:
    """The rows of a file, its header first; none where there is no file."""
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    return [cells for _, cells in parse(text)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file by column; a row that is too short lacks its last ones."""
    header, *rows = read_cells(path) or [[]]
    return [dict(zip(header, cells, strict=False)) for cells in rows if cells]


def rows(path: Path, data: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a file under ``data`` that nobody may have checked yet, each with at least these columns.

    Raises
    ------
    InvalidLedger
        A file that cannot be read so; with every problem that the full check of the tables finds.
    """
    try:
        header, *lines = read_cells(path) or [[]]
        if set(columns) <= set(header) and all(len(cells) >= len(header) for cells in lines if cells):
            return read_rows(path)
        fault = f"no column {', '.join(columns)}, or a row that is too short"
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fault = str(error)
    from baophu.ledger.validate import check

    raise InvalidLedger(check(data) or [f"{path.relative_to(data.parent).as_posix()}: {fault}"])
