"""The one reader of tables in text, every cell a string. Standard library only, so that commands start fast.

What a table must hold is for others to say: ``raw`` names every fault of a file, ``tables`` gives cells their types.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path


def parse_csv(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, its header first, each with the line that it begins on: a quoted cell may hold several."""
    reader, line = csv.reader(io.StringIO(text, newline="")), 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def read_cells(path: Path) -> list[list[str]]:
    """The rows of a file, its header first; none where there is no file."""
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    return [cells for _, cells in parse_csv(text)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file by column; a row that is too short lacks its last ones."""
    header, *rows = read_cells(path) or [[]]
    return [dict(zip(header, cells, strict=False)) for cells in rows if cells]
