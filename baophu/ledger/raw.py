"""CSV files as they stand, every cell a string, with the line each row came from.

Faults of the file itself (encoding, byte-order mark, line ends, header, width of a row) are found here;
faults of meaning are found later, on the same rows.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from baophu.ledger.schemas import Table

FILE, LINE = "_file", "_line"  # where a row came from; dropped before the analysis sees the table
_MISSING, _HEADER = "file is missing", "header: "
# UTF-8 read as Latin-1 or Windows-1252. "Ã" alone is a Vietnamese capital: THỊ XÃ.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|Æ[°¡]|áº|á»|Ä‘|\ufffd")


@dataclass(frozen=True)
class Problem:
    """One broken rule: where it is, what is wrong and how to mend it."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    cure: str

    def __str__(self):
        """One line: file:line, column, value, rule, cure."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        column = f" {self.column}" if self.column else ""
        value = f" {self.value!r}" if self.value or self.column else ""
        return f"{where}{column}{value}: {self.rule}. {self.cure}"


def read_table(table: Table, data: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """All rows of a table as strings, with ``_file`` and ``_line``, and the problems of its files."""
    paths = table.files(data)
    frames, problems = [], []
    if not paths:
        problems.append(_problem(table.path, 0, _MISSING, "Restore it from version control"))
    for path in paths:
        rows, found = _read_file(path, path.relative_to(data.parent).as_posix(), table)
        frames.append(rows)
        problems += found
    empty = pd.DataFrame(columns=[*table.names, FILE, LINE], dtype=str)
    return pd.concat(frames, ignore_index=True) if frames else empty, problems


def is_file_fault(problem: Problem) -> bool:
    """Whether a whole file could not be read: it is missing or its header is wrong."""
    return problem.rule == _MISSING or problem.rule.startswith(_HEADER)


def _problem(file: str, line: int, rule: str, cure: str, column: str = "", value: str = "") -> Problem:
    return Problem(file, line, column, value, rule, cure)


def _read_file(path: Path, file: str, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    content = path.read_bytes()
    problems = _byte_problems(content, file)
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    faults = _header_problems(header, file, table)
    if faults:
        # Under a wrong header every cell would be wrong: one fault is told, not thousands.
        return pd.DataFrame(columns=[*table.names, FILE, LINE], dtype=str), problems + faults
    rows, lines = [], []
    for cells, line in _numbered(reader):
        if not any(cells):
            problems.append(_problem(file, line, "empty line", "Delete the line"))
        elif len(cells) != len(header):
            rule = f"row has {len(cells)} cells, the header {len(header)}"
            problems.append(_problem(file, line, rule, "Quote cells that hold a comma; keep every column"))
        else:
            rows.append(cells)
            lines.append(line)
            problems += _cell_problems(cells, header, file, line)
    frame = pd.DataFrame(rows, columns=header, dtype=str) if rows else pd.DataFrame(columns=header, dtype=str)
    frame = frame.loc[:, ~frame.columns.duplicated()].reindex(columns=table.names, fill_value="")
    return frame.assign(**{FILE: file, LINE: lines}), problems


def _numbered(reader) -> Iterator[tuple[list[str], int]]:
    """Rows with the line that each begins on: a quoted cell may hold line breaks."""
    while True:
        first = reader.line_num + 1
        cells = next(reader, None)
        if cells is None:
            return
        yield cells, first


def _byte_problems(content: bytes, file: str) -> list[Problem]:
    found = []
    if content.startswith(b"\xef\xbb\xbf"):
        found.append(_problem(file, 1, "byte-order mark at the start", "Save as UTF-8 without BOM"))
    if b"\r" in content:
        line = content[: content.index(b"\r")].count(b"\n") + 1
        found.append(_problem(file, line, "Windows line ends (CRLF)", "Save with LF line ends"))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found.append(_problem(file, line, "not UTF-8", "Save the file as UTF-8"))
    return found


def _header_problems(header: list[str], file: str, table: Table) -> list[Problem]:
    if header == table.names:
        return []
    missing = [name for name in table.names if name not in header]
    strange = [name for name in header if name not in table.names]
    words = [f"missing {', '.join(missing)}"] if missing else []
    words += [f"unknown {', '.join(map(repr, strange))}"] if strange else []
    rule = _HEADER + ("; ".join(words) or "columns repeated or in another order")
    return [_problem(file, 1, rule, f"The columns are {','.join(table.names)}")]


def _cell_problems(cells: list[str], header: list[str], file: str, line: int) -> list[Problem]:
    found = []
    for column, value in zip(header, cells, strict=True):
        if value != value.strip():
            found.append(_problem(file, line, "space around the value", "Delete it", column, value))
        if _MOJIBAKE.search(value):
            rule = "letters broken by a wrong encoding"
            found.append(_problem(file, line, rule, "Type the Vietnamese anew, save as UTF-8", column, value))
        if value.startswith(("=", "@")) or (value.startswith("+") and column != "as_printed"):
            found.append(_problem(file, line, "formula", "Put the value in its place", column, value))
    return found
