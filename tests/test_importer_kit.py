"""What the importer's tests share: a small ledger, and makers of synthetic files. No tests stand here."""

import atexit
import csv
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest

from baophu.common.paths import DATA
from baophu.importer import merge
from baophu.importer.merge import ParsedFile
from baophu.importer.options import Options
from baophu.importer.run import ImportResult, import_file, parse_file
from baophu.importer.store import csv_bytes
from baophu.ledger.schemas import TABLES

TODAY = date(2024, 6, 30)
PROVINCE = "ha-tinh"
_PARTS = [
    ("ha-tinh-ky-anh", "district", "Kỳ Anh", "Huyện Kỳ Anh"),
    ("ha-tinh-hong-linh", "town", "Hồng Lĩnh", "Thị xã Hồng Lĩnh"),
    ("ha-tinh-thach-ha", "district", "Thạch Hà", "Huyện Thạch Hà"),
]


@dataclass
class Office:
    """A folder of an office with files that it made, and its ledger."""

    folder: Path
    data: Path

    def read(self, path: Path, province: str = PROVINCE, **answers) -> ParsedFile:
        """Understand a file and write nothing."""
        return parse_file(path, province, Options(**answers), self.data, TODAY)

    def run(
        self, path: Path, dry_run: bool = False, province: str = PROVINCE, is_validated: bool = False, **answers
    ) -> ImportResult:
        """Import a file; that the ledger's rules hold then has tests of its own, for it takes most of the time."""
        with pytest.MonkeyPatch.context() as patch:
            if not is_validated:
                patch.setattr(merge, "check_tables", lambda data, files: None)
            return import_file(path, province, Options(**answers), self.data, dry_run, TODAY)

    def claims(self, province: str = PROVINCE) -> list[dict]:
        return rows_of(self.data / "local" / "claims" / f"{province}.csv")

    def local(self) -> dict[str, bytes]:
        """Every file under ``data/local`` and its bytes, but for the lock."""
        root = self.data / "local"
        files = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

    def csv(self, *rows, separator=";", encoding="utf-8", name="synthetic.csv") -> Path:
        path = self.folder / name
        lines = [separator.join(_csv_cell(cell, separator) for cell in row) for row in rows]
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return path

    def xlsx(self, *rows, merged=(), formats=None, name="synthetic.xlsx", sheet="Sheet1") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        page.title = sheet
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                page.cell(number, column, value)
        for area in merged:
            page.merge_cells(area)
        for place, number_format in (formats or {}).items():
            page[place].number_format = number_format
        book.save(self.folder / name)
        return self.folder / name

    def ods(self, *rows, merged=(), name="synthetic.ods", sheet="Sheet1") -> Path:
        path = self.folder / name
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", _ods_xml(rows, merged, sheet))
        return path

    def xls(self, *rows, merged=(), name="synthetic.xls", sheet="Sheet1") -> Path:
        xlwt = pytest.importorskip("xlwt")
        book, day = xlwt.Workbook(), xlwt.easyxf(num_format_str="DD/MM/YYYY")
        page = book.add_sheet(sheet)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                page.write(row, column, value, *([day] if isinstance(value, date) else []))
        book.save(self.folder / name)
        return self.folder / name

    def make(self, ending: str, *rows, merged=()) -> Path:
        """The same table in one of the formats; merged cells of ``xls`` and ``csv`` are single ones."""
        if ending == "csv":
            return self.csv(*rows)
        return getattr(self, ending)(*rows, merged=merged)


def make_office(folder: Path, is_apart: bool = False) -> Office:
    """A ledger of all provinces, three parts of Hà Tĩnh, and its population; nothing is imported yet.

    Tests share the ledger, which importing leaves as it is, so that names and words are read once; what was imported
    before is removed. One that ``is_apart`` is the test's own.
    """
    data = _write_ledger(folder / "data") if is_apart else _shared_ledger()
    shutil.rmtree(data / "local", ignore_errors=True)
    return Office(folder, data)


@lru_cache
def _shared_ledger() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="baophu-ledger-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return _write_ledger(folder / "data")


def _write_ledger(data: Path) -> Path:
    (data / "claims").mkdir(parents=True)
    for name, content in _ledger().items():
        (data / name).write_bytes(content)
    return data


@lru_cache
def _ledger() -> dict[str, bytes]:
    everywhere = rows_of(DATA / "areas.csv")
    own = next(row for row in everywhere if row["area"] == PROVINCE)
    parts = [
        {**own, "area": area, "code": "", "kind": kind, "parent": PROVINCE}
        | {"name_vi": name, "name_en": name, "full_name_vi": full}
        for area, kind, name, full in _PARTS
    ]
    rows = {
        "areas": [*(row for row in everywhere if row["kind"] in ("country", "province")), *parts],
        "population": [row for row in rows_of(DATA / "population.csv") if row["area"] == PROVINCE],
        "sources": [row for row in rows_of(DATA / "sources.csv") if row["source_id"].startswith("gso-")],
    }
    files = {t.path: csv_bytes(t, rows.get(t.name, [])) for t in TABLES if t.name not in ("codes", "claims")}
    return {**files, "codes.csv": (DATA / "codes.csv").read_bytes()}


def rows_of(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def values(parsed_file: ParsedFile) -> dict:
    """Value by (area, scheme, kind, day), for short expectations."""
    return {(f.area, f.scheme, f.kind, f.as_of.isoformat()): float(f.value) for f in parsed_file.figures}


def _csv_cell(cell, separator: str) -> str:
    if cell is None:
        return ""
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
    return f'"{text}"' if separator in text else text


def _ods_xml(rows, merged, sheet: str) -> str:
    spans, covered = {}, set()
    for area in merged:
        left, top, right, bottom = openpyxl.utils.range_boundaries(area)
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
    body = "".join(
        "<table:table-row>"
        + "".join(_ods_cell(v, spans.get((r, c)), (r, c) in covered) for c, v in enumerate(row, 1))
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for r, row in enumerate(rows, 1)
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(sheet)}>{body}"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _ods_cell(value, span, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    extra = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{extra}/>"
    if isinstance(value, OdsCell):
        return f"<table:table-cell{extra} {value.attributes}><text:p>{escape(value.text)}</text:p></table:table-cell>"
    if isinstance(value, date):
        kind, text = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"', f"{value:%d/%m/%Y}"
    elif isinstance(value, int | float):
        kind, text = f'office:value-type="float" office:value="{value}"', str(value).replace(".", ",")
    else:
        kind, text = 'office:value-type="string"', value
    return f"<table:table-cell{extra} {kind}><text:p>{escape(text)}</text:p></table:table-cell>"


@dataclass(frozen=True)
class OdsCell:
    """A cell with attributes of its own."""

    attributes: str
    text: str = ""
