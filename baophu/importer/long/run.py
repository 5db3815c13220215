"""A long table of all provinces from file to Parquet: survey, settle, convert, sort, compare, write."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from baophu.importer.areas import Areas
from baophu.importer.claims import check_tables, file_hash, source_row
from baophu.importer.errors import Findings, unreadable
from baophu.importer.long.areas import PlaceReader, Places
from baophu.importer.long.batches import LongFile, open_long
from baophu.importer.long.choose import Columns, choose_columns
from baophu.importer.long.convert import ENOUGH, Codes, Converter
from baophu.importer.long.provinces import Province, ProvinceWriter
from baophu.importer.long.settle import Meant, settle
from baophu.importer.long.spill import Spill, province_numbers
from baophu.importer.long.survey import Survey
from baophu.importer.options import Options
from baophu.importer.store import Change, Local, locked, read_rows
from baophu.importer.words import Words, load_words
from baophu.ledger.names import provinces
from baophu.ledger.schemas import AREAS, CLAIMS, SOURCES
from baophu.paths import DATA
from baophu.told import tell

_SCRATCH = ".import-"


@dataclass
class LongImport:
    """What was understood of a long file, and what writing it changes."""

    path: Path
    columns: Columns
    survey: Survey
    places: Places
    meant: Meant
    codes: Codes
    source: dict
    missing: int
    left_out: int
    repeated: int = 0
    provinces: dict[str, Province] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def fresh(self) -> int:
        """New figures of all provinces."""
        return sum(province.fresh for province in self.provinces.values())

    @property
    def same(self) -> int:
        """Figures imported before."""
        return sum(province.same for province in self.provinces.values())

    @property
    def replaced(self) -> int:
        """Earlier figures that give way."""
        return sum(province.replaced for province in self.provinces.values())


def import_long(
    path: Path,
    options: Options = Options(),  # noqa: B008 - frozen
    data: Path = DATA,
    dry_run: bool = False,
    today: date | None = None,
    province_column: str = "",
) -> LongImport:
    """Read a table of all provinces, of any length, and put its figures under ``data/local/series/``.

    Parameters
    ----------
    path : CSV or Parquet with a column that names the province; it is only read.
    options, dry_run, today : as for ``import_file``.
    province_column : letter, number or header of the column that names the province, where no header says so.

    Raises
    ------
    Undecided
        The file leaves something open; all questions at once.
    InvalidImport
        Cells that cannot be right, or figures that contradict an earlier import.

    Notes
    -----
    Memory grows with the longest province and with what differs in the file, not with its length.
    """
    with _room(data, dry_run) as scratch:
        digest = file_hash(path) if path.is_file() else ""
        found = _understood(path, options, data, today or date.today(), province_column, digest, scratch)
        if file_hash(path) != digest:
            raise unreadable(path.name, tell("wrong-file-changed"), tell("cure-import-again"))
        if found.fresh:
            change = _changes(found, data)
            if not dry_run:
                change.apply()
    return found


@contextlib.contextmanager
def _room(data: Path, dry_run: bool) -> Iterator[Path]:
    """A folder to work in, on the disk where the files will stand; what a killed import left there is removed."""
    local = data / "local"
    with contextlib.nullcontext() if dry_run else locked(local):
        for left in [] if dry_run else local.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        with TemporaryDirectory(prefix=_SCRATCH, dir=None if dry_run else local) as folder:
            yield Path(folder)


def _understood(
    path: Path, options: Options, data: Path, today: date, province_column: str, digest: str, scratch: Path
) -> LongImport:
    findings, words = Findings(), load_words(data / "codes.csv")
    areas = Areas(data, next(iter(provinces(data))), options.areas)  # of any province: it knows their names
    file = open_long(path, options.encoding)
    columns = choose_columns(file, words, areas, options, findings, province_column)
    survey = _surveyed(file, columns, words)
    places = PlaceReader(data, columns, survey, words, options).read(findings)
    meant = settle(columns, survey, words, areas, options, findings, today)
    converter = Converter(columns, survey, places.known, meant, words, data)
    source = source_row(path, options, digest)
    with Spill(scratch) as spill:
        _convert(file, columns, converter, spill, findings)
    found = LongImport(
        path, columns, survey, places, meant, converter.codes, source, converter.missing, converter.left_out
    )
    _write(found, spill, data, scratch, options, findings)
    return replace(found, notes=findings.notes)


def _batches(file: LongFile, columns: Columns) -> Iterator:
    keys = sorted({column for joint in columns.joints.values() for column in joint})
    return file.batches(columns.table.start, keys, columns.figures)


def _surveyed(file: LongFile, columns: Columns, words: Words) -> Survey:
    survey = Survey(file.sample.name, columns.joints, columns.figures, words)
    for batch in _batches(file, columns):
        survey.add(batch)
    return survey


def _convert(file: LongFile, columns: Columns, converter: Converter, spill: Spill, findings: Findings) -> None:
    numbers, named = province_numbers(converter.codes)
    for batch in _batches(file, columns):
        for figures in converter.figures(batch, findings):
            spill.add(figures, numbers, named)
        if len(findings.faults) >= ENOUGH:
            break
    findings.stop_if_any()


def _write(found: LongImport, spill: Spill, data: Path, scratch: Path, options: Options, findings: Findings) -> None:
    where = found.columns.table.sheet.place
    writer = ProvinceWriter(found.codes, where, found.source["source_id"], scratch, options.replace)
    for province in spill.counts:
        found.provinces[province] = writer.write(Local(data, province), spill.take(province), findings)
        if len(findings.faults) >= ENOUGH:
            break
    found.repeated = writer.repeated
    findings.stop_if_any()


def _changes(found: LongImport, data: Path) -> Change:
    """The files as they will stand, held to the ledger's rules; figures after the sources and areas that they name."""
    change, local = Change(), Local(data, "")
    sources = {row["source_id"]: row for row in read_rows(local.sources)}
    change.table(local.sources, SOURCES, list((sources | {found.source["source_id"]: found.source}).values()))
    used = {area for province in found.provinces.values() for area in province.used}
    added = [row for area, row in found.places.added.items() if area in used]
    if added:
        change.table(local.areas, AREAS, [*read_rows(local.areas), *added])
    for slug, province in found.provinces.items():
        if province.claims is not None:
            change.table(Local(data, slug).claims, CLAIMS, province.claims)
    check_tables(data, change.files)
    for province in found.provinces.values():
        change.files |= province.files
    return change
