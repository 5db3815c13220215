"""CSV files as tables of strings, with the line number of each row.

Faults of the file itself (encoding, byte-order mark, line ends, header, number of cells) are found here;
``validate`` and ``rules`` find faults of content on the same rows.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from baophu.common.messages import message
from baophu.ledger.reader import parse_csv
from baophu.ledger.schemas import Table

FILE, LINE = "_file", "_line"  # origin of a row; the analysis gets tables without these columns
# UTF-8 read as Latin-1 or Windows-1252. "Ã" alone is a Vietnamese capital: THỊ XÃ.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|Æ[°¡]|áº|á»|Ä‘|\ufffd")


@dataclass(frozen=True)
class Problem:
    """One broken rule: its place, the fault and the cure."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    cure: str
    is_file_unreadable: bool = False  # no row of the file was read

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
        file = f"{data.name}/{table.path}"
        problems.append(
            Problem(file, 0, "", "", message("rule-no-file"), message("mend-no-file"), is_file_unreadable=True)
        )
    for path in paths:
        rows, file_problems = _read_file(path, path.relative_to(data.parent).as_posix(), table)
        frames.append(rows)
        problems += file_problems
    empty = pd.DataFrame(columns=[*table.names, FILE, LINE], dtype=str)
    return pd.concat(frames, ignore_index=True) if frames else empty, problems


def _problem(file: str, line: int, rule: str, cure: str, column: str = "", value: str = "") -> Problem:
    return Problem(file, line, column, value, rule, cure)


def _read_file(path: Path, file: str, table: Table) -> tuple[pd.DataFrame, list[Problem]]:
    content = path.read_bytes()
    problems = _byte_problems(content, file)
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    numbered = parse_csv(text)
    _, header = next(numbered, (1, []))
    header_problems = _header_problems(header, file, table)
    if header_problems:
        # Under a wrong header every cell would be wrong: report one problem, not thousands.
        return pd.DataFrame(columns=[*table.names, FILE, LINE], dtype=str), problems + header_problems
    rows, lines = [], []
    for line, cells in numbered:
        if not any(cells):
            problems.append(_problem(file, line, message("rule-empty-line"), message("mend-empty-line")))
        elif len(cells) != len(header):
            rule = message("rule-width", cells=len(cells), width=len(header))
            problems.append(_problem(file, line, rule, message("mend-width")))
        else:
            rows.append(cells)
            lines.append(line)
            problems += _cell_problems(cells, header, file, line)
    frame = pd.DataFrame(rows, columns=header, dtype=str) if rows else pd.DataFrame(columns=header, dtype=str)
    frame = frame.loc[:, ~frame.columns.duplicated()].reindex(columns=table.names, fill_value="")
    return frame.assign(**{FILE: file, LINE: lines}), problems


def _byte_problems(content: bytes, file: str) -> list[Problem]:
    problems = []
    if content.startswith(b"\xef\xbb\xbf"):
        problems.append(_problem(file, 1, message("rule-mark"), message("mend-mark")))
    if b"\r" in content:
        line = content[: content.index(b"\r")].count(b"\n") + 1
        problems.append(_problem(file, line, message("rule-line-ends"), message("mend-line-ends")))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(_problem(file, line, message("rule-encoding"), message("mend-encoding")))
    return problems


def _header_problems(header: list[str], file: str, table: Table) -> list[Problem]:
    if header == table.names:
        return []
    missing = [name for name in table.names if name not in header]
    unknown = [name for name in header if name not in table.names]
    faults = [message("header-lacks", names=", ".join(missing))] if missing else []
    faults += [message("header-unknown", names=", ".join(map(repr, unknown)))] if unknown else []
    rule = message("rule-header", faults="; ".join(faults) or message("header-order"))
    return [
        Problem(file, 1, "", "", rule, message("mend-header", names=",".join(table.names)), is_file_unreadable=True)
    ]


def _cell_problems(cells: list[str], header: list[str], file: str, line: int) -> list[Problem]:
    problems = []
    for column, value in zip(header, cells, strict=True):
        if value != value.strip():
            problems.append(_problem(file, line, message("rule-space"), message("mend-space"), column, value))
        if _MOJIBAKE.search(value):
            problems.append(_problem(file, line, message("rule-letters"), message("mend-letters"), column, value))
        if value.startswith(("=", "@")) or (value.startswith("+") and column != "as_printed"):
            problems.append(_problem(file, line, message("rule-formula"), message("mend-formula"), column, value))
    return problems
