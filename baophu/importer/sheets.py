"""The sheets of a file, by its extension. Files are opened read-only."""

from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import Sheet
from baophu.importer.errors import unreadable_file


def read_sheets(path: Path, encoding: str = "") -> list[Sheet]:
    """All nonempty sheets of a file.

    Raises
    ------
    InvalidImport
        The file is missing, empty, locked with a password, damaged or of another format.
    AmbiguousImport
        The encoding of a text file is unclear.
    """
    if not path.is_file():
        raise unreadable_file(str(path), message("wrong-no-file"), message("cure-check-file"))
    sheets = [sheet for sheet in _reader(path)(path, encoding) if any(map(_has_content, sheet.rows))]
    if not sheets:
        raise unreadable_file(path.name, message("wrong-empty"), message("cure-check-file"))
    return sheets


def _has_content(row) -> bool:
    return any(cell.text for cell in row)


def _reader(path: Path):
    ending = path.suffix.lower()
    start = path.open("rb").read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable_file(path.name, message("wrong-old-excel"), message("cure-save-as"))
    if ending in (".xlsx", ".xlsm"):
        return _xlsx
    if ending == ".ods":
        return _ods
    if ending in (".csv", ".tsv", ".txt"):
        return _csv
    raise unreadable_file(path.name, _ending_fault(ending), message("cure-save-as"))


def _ending_fault(ending: str) -> str:
    return message("wrong-ending", ending=ending) if ending else message("wrong-no-ending")


def _xlsx(path: Path, encoding: str) -> list[Sheet]:
    from baophu.importer.xlsx import read_xlsx

    return read_xlsx(path)


def _ods(path: Path, encoding: str) -> list[Sheet]:
    from baophu.importer.ods import read_ods

    return read_ods(path)


def _csv(path: Path, encoding: str) -> list[Sheet]:
    from baophu.importer.text import read_text

    return read_text(path, encoding)
