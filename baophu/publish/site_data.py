"""The ledger's tables as downloads of the data page: each file, and all of them as one ZIP and one Excel workbook."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from baophu.common import paths
from baophu.publish.files import write_all
from baophu.report.site.data_page import FOLDER, WORKBOOK, ZIP, paths_of

# The same tables give the same bytes, whenever they are packed.
_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = "1980-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NUMBERS = ("integer", "number")


def published_files(package: dict) -> list[str]:
    """Paths of the data package's files, relative to it; an office's own tables are not among them."""
    return [path for resource in package["resources"] for path in paths_of(resource)]


def row_counts(package: dict) -> dict[str, int]:
    """Number of rows of each file, without its header."""
    return {path: sum(1 for _ in _rows(path)) - 1 for path in published_files(package)}


def later_count(package: dict, last_year: int) -> int:
    """Number of figures dated after a year."""
    claims = next(resource for resource in package["resources"] if resource["name"] == "claims")
    days = (row["as_of"] for path in paths_of(claims) for row in _records(path))
    return sum(day[:4] > str(last_year) for day in days if day)


def copy_tables(package: dict) -> list[Path]:
    """Copy the tables and their descriptor to ``reports/data`` and delete other files there.

    Parameters
    ----------
    package : dict
        The descriptor of the data package.

    Returns
    -------
    list of Path
        The copies.
    """
    folder = paths.REPORTS / FOLDER
    contents = {folder / path: data for path, data in _contents(package).items()}
    write_all({file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data})
    for file in [file for file in folder.rglob("*") if file.is_file() and file not in contents]:
        file.unlink()
    return sorted(contents)


def pack_tables(package: dict) -> dict[str, bytes]:
    """All tables as a ZIP and as an Excel workbook, by file name; equal tables give equal bytes."""
    return {ZIP: _zip(_contents(package)), WORKBOOK: _workbook(package)}


def _contents(package: dict) -> dict[str, bytes]:
    tables = {path: (paths.DATA / path).read_bytes() for path in published_files(package)}
    descriptor = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    return {**tables, "datapackage.json": descriptor, "README.md": (paths.DATA / "README.md").read_bytes()}


def _zip(contents: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _workbook(package: dict) -> bytes:
    """One sheet a table; what a table keeps in a file for each area stands in one sheet."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for resource in package["resources"]:
        sheet = book.create_sheet(resource["name"])
        sheet.freeze_panes = "A2"
        fields = resource["schema"]["fields"]
        sheet.append([field["name"] for field in fields])
        for path in paths_of(resource):
            for row in _records(path):
                sheet.append([_cell(row.get(field["name"], ""), field["type"]) for field in fields])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # openpyxl writes the time of day.
    parts["docProps/core.xml"] = _STAMPS.sub(rb"\g<1>" + _STAMP.encode(), parts["docProps/core.xml"])
    return _zip(parts)


def _cell(text: str, kind: str) -> str | float | None:
    """Numbers as numbers; days stay text, for many are known by month or year only."""
    if not text:
        return None
    return float(text) if kind in _NUMBERS else text


def _rows(path: str) -> Iterator[list[str]]:
    with (paths.DATA / path).open(encoding="utf-8", newline="") as handle:
        yield from csv.reader(handle)


def _records(path: str) -> Iterator[dict[str, str]]:
    with (paths.DATA / path).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)
