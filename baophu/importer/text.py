"""Text files: encoding, separator and cells."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import Cell, Sheet, text_cell
from baophu.importer.errors import AmbiguousImport, Question, unreadable_file
from baophu.importer.layout import Table, is_figure

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAMPLE_LINES = 200  # lines used to find the separator


def read_text(path: Path, encoding: str = "") -> list[Sheet]:
    """The one sheet of a text file, named after the file."""
    return [text_sheet(path, _decode(path, path.read_bytes(), encoding))]


def text_sheet(path: Path, content: str) -> Sheet:
    """The sheet of a text file, from its content."""
    cell_cache: dict[str, Cell] = {}
    rows = _split(path, content.replace("\x00", ""))
    cells = [[cell_cache.get(text) or cell_cache.setdefault(text, text_cell(text)) for text in row] for row in rows]
    return Sheet(unicodedata.normalize("NFC", path.name), cells, has_letter_columns=False)


def _split(path: Path, content: str) -> Iterator[list[str]]:
    """The rows of a text; a quote that is not closed would join rows into one cell, and is refused.

    If it opens and closes in the same column, the row keeps its width, and the cell holds the other separators.
    """
    separator = find_separator(content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    number, line = 1, 0
    try:
        for row in reader:
            is_joined = reader.line_num > line + 1 and any(
                "\n" in c and c.count(separator) >= len(row) - 1 for c in row
            )
            if is_joined and len(row) > 1:
                raise csv.Error
            yield row
            number, line = number + 1, reader.line_num
    except csv.Error as error:
        place = f"{path.name}!R{number}"
        raise unreadable_file(place, message("wrong-quote"), message("cure-quote")) from error


def check_shape(name: str, table: Table) -> None:
    """Refuse a text table with rows that are wider or narrower than its header; nothing of them may be lost."""
    rows = table.sheet.rows
    width = max(len(row) for row in rows[table.header_start : table.data_start])
    for number, row in enumerate(rows[table.data_start :], table.data_start + 1):
        cells = [cell for cell in row if cell.text]
        is_wide = any(cell.text for cell in row[width:])
        is_narrow = len(row) < width and len(cells) > 1 and any(map(is_figure, cells[1:]))
        if is_wide or is_narrow or (len(cells) == 1 and _has_other_separator(cells[0].text, width)):
            rule = message("wrong-width", count=len(row), width=width)
            raise unreadable_file(f"{name}!R{number}", rule, message("cure-wide" if is_wide else "cure-narrow"))


def _has_other_separator(text: str, width: int) -> bool:
    """Whether a text is a row that another separator divides: a label and numbers."""
    rows = ([part.strip() for part in text.split(mark)] for mark in ",;\t|")
    return any(len(parts) >= width and all(re.fullmatch(r"[\d./% -]+", part) for part in parts[1:]) for parts in rows)


def _decode(path: Path, content: bytes, encoding: str) -> str:
    marked_encoding = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), "")
    name = encoding or marked_encoding or _guess_encoding(content)
    try:
        return content.decode(name)
    except LookupError:
        raise unreadable_file(
            path.name, message("wrong-no-encoding", encoding=repr(name)), message("cure-encoding")
        ) from None
    except UnicodeDecodeError as error:
        if encoding:
            rule = message("wrong-encoding", encoding=name, fault=error.reason)
            raise unreadable_file(path.name, rule, message("cure-csv")) from error
        raise _encoding_unknown(path, content, error) from error


def _guess_encoding(content: bytes) -> str:
    # In UTF-16 every second byte of Latin letters is zero; where others are too, they pad the file.
    first, second = (content[start:400:2] for start in (0, 1))
    names = [name for name, half in (("utf-16-be", first), ("utf-16-le", second)) if half.count(0) > len(half) / 2]
    return names[0] if len(names) == 1 else "utf-8"


def _encoding_unknown(path: Path, content: bytes, error: UnicodeDecodeError) -> AmbiguousImport:
    line = content[: error.start].count(b"\n") + 1
    as_windows = content.splitlines()[line - 1].decode("cp1258", errors="replace")
    words = unicodedata.normalize("NFC", as_windows)[:60]
    question = Question(
        path.name,
        message("ask-encoding", line=line, words=repr(words)),
        (message("answer-cp1258"), message("answer-save-csv")),
    )
    return AmbiguousImport([question])


def find_separator(content: str) -> str:
    """The separator that gives the most lines the same number of cells; ties go to tabs, then ``;``."""
    sample = "\n".join(content.splitlines()[:_SAMPLE_LINES])
    return max("\t;,", key=lambda mark: _count_even_lines(sample, mark))


def _count_even_lines(sample: str, mark: str) -> int:
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark))
    except csv.Error:
        return 0
    return max((count for width, count in widths.items() if width > 1), default=0)
