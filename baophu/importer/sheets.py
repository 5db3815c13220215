"""The sheets of a file, by its extension. Files are opened read-only."""

import re
from pathlib import Path

from baophu.common.messages import message
from baophu.importer.cells import TEXT, Sheet
from baophu.importer.errors import unreadable_file
from baophu.importer.ods import read_ods
from baophu.importer.text import read_text
from baophu.importer.xls import read_xls
from baophu.importer.xlsx import read_xlsx

# Letters of the old fonts look so in Unicode; none of them stands inside a Vietnamese or English word.
_OLD_FONTS = {
    "TCVN3 (ABC)": re.compile("[^\\W\\d_][µ¸¶·¹¨»¾¼½©®ª«¬×÷§Æ¦]|[µ¸¶·¹¨»¾¼½©®ª«¬×÷§Æ¦][^\\W\\d_]|[a-z][ÖÞÛ¤]"),
    "VNI": re.compile("[aeouyAEOUY][äåëûøïüÄÅËÛØÏÜ]|[öôÖÔ][ùøûõïÙØÛÕÏ]"),
}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # .xls, and workbooks that are locked with a password
_OLD_TEXTS, _SAMPLE_ROWS = 2, 300  # texts that tell, of so many rows


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
        raise unreadable_file(str(path.absolute()), message("wrong-no-file"), message("cure-check-file"))
    sheets = [sheet for sheet in _read(path, encoding) if any(cell.text for row in sheet.rows for cell in row)]
    if not sheets:
        raise unreadable_file(path.name, message("wrong-empty"), message("cure-check-file"))
    font = _find_font(sheets)
    if font:
        raise unreadable_file(path.name, message("wrong-font", font=font), message("cure-font"))
    return sheets


def _find_font(sheets: list[Sheet]) -> str:
    """The encoding of fonts older than Unicode in which the words are written; blank if they are Unicode."""
    texts = {cell.text for sheet in sheets for row in sheet.rows[:_SAMPLE_ROWS] for cell in row if cell.kind == TEXT}
    for font, pattern in _OLD_FONTS.items():
        if sum(bool(pattern.search(text)) for text in texts) >= _OLD_TEXTS:
            return font
    return ""


def _read(path: Path, encoding: str) -> list[Sheet]:
    ending = path.suffix.lower()
    with path.open("rb") as handle:
        start = handle.read(8)
    if start.startswith(_OLD_EXCEL) and ending == ".xls":
        return read_xls(path)
    if start.startswith(_OLD_EXCEL):
        raise unreadable_file(path.name, message("wrong-old-excel"), message("cure-save-as"))
    if ending in (".xlsx", ".xlsm") or (ending == ".xls" and start.startswith(b"PK")):
        return read_xlsx(path)
    if ending == ".ods":
        return read_ods(path)
    if ending in (".csv", ".tsv", ".txt"):
        return read_text(path, encoding)
    if ending == ".xls":  # a web page, for instance, that a program has named so
        raise unreadable_file(path.name, message("wrong-not-excel"), message("cure-excel"))
    rule = message("wrong-ending", ending=ending) if ending else message("wrong-no-ending")
    raise unreadable_file(path.name, rule, message("cure-save-as"))
