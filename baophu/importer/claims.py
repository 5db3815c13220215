"""Figures as rows of the ledger's tables, and their validation by the ledger's rules."""

import hashlib
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from baophu.common.disk import name_full_disk
from baophu.importer.cells import format_plain
from baophu.importer.errors import Fault, InvalidImport
from baophu.importer.figures import Figure
from baophu.importer.options import Options
from baophu.importer.words import strip_accents
from baophu.ledger.rules import PLAN_KINDS
from baophu.ledger.schemas import TARGETS

_DEFAULT_UNITS = ("persons", "percent_of_population", "percent_of_group", "percent_of_plan")
_DATE_LENGTH = {"year": 4, "month": 7, "day": 10}
DEFAULT_PUBLISHER, DEFAULT_PUBLISHER_EN = "Số liệu của đơn vị", "The office's own figures"
NO_PUBLICATION_DATE = "bảng của đơn vị, không ghi ngày công bố"


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def source_row(path: Path, options: Options, digest: str) -> dict:
    """The row of ``sources.csv`` for an imported file; its id depends on the file's content."""
    name = unicodedata.normalize("NFC", path.name)
    stem = unicodedata.normalize("NFC", path.stem)
    slug = "-".join(re.findall(r"[a-z0-9]+", strip_accents(stem))) or "file"
    publisher = unicodedata.normalize("NFC", options.publisher).strip()
    return {
        "source_id": f"local-{slug}-{digest[:8]}",
        "title": unicodedata.normalize("NFC", options.title or stem).strip(),
        "publisher_vi": publisher or DEFAULT_PUBLISHER,
        "publisher_en": publisher or DEFAULT_PUBLISHER_EN,
        "published_on": "",
        "published_note": NO_PUBLICATION_DATE,
        "url": "",
        "file_name": name,
        "language": "vi",
        "source_type": "own_table",
        "copy_type": "original",
        "note": "",
    }


def claim_id(figure: Figure) -> str:
    """The id of a figure; the same figure has the same id in every import."""
    parts = ["local", figure.area, figure.scheme, *([figure.group] if figure.group != "total" else []), figure.kind]
    parts += [figure.unit] if figure.unit not in _DEFAULT_UNITS else []
    day = figure.as_of.isoformat()[: _DATE_LENGTH[figure.precision]]
    return "-".join([*parts, day]).replace("_", "-")


def claim_row(figure: Figure, source_id: str, locator: str) -> dict:
    """A figure as a row of ``claims``."""
    return {
        "claim_id": claim_id(figure),
        "source_id": source_id,
        "locator": locator,
        "area": figure.area,
        "scheme": figure.scheme,
        "group": figure.group,
        "kind": figure.kind,
        "value": format_plain(figure.value),
        "unit": figure.unit,
        "as_of": figure.as_of.isoformat(),
        "as_of_precision": figure.precision,
        "base_as_of": "",
        "bound": "exact",
        "plan_owner": "unstated" if figure.kind in PLAN_KINDS else "",
        "obs_status": figure.status,
        "as_printed": figure.as_printed,
        "note": "",
    }


def target_row(row: dict) -> dict:
    """A target among the ``claims`` as a row of ``targets``, to be reached at the end of its year."""
    shared = {name: row[name] for name in TARGETS.names if name in row}
    day = row["as_of"]
    note = "" if day.endswith("-12-31") else f"printed for {day}"
    return shared | {
        "target_id": row["claim_id"],
        "target_year": day[:4],
        "instrument": "",
        "instrument_date": "",
        "note": note,
    }


def check_tables(data: Path, new_files: dict[Path, bytes]) -> None:
    """Validate new tables, as they will be written, together with the rest of the ledger.

    Parameters
    ----------
    data : Path
        The folder of the ledger.
    new_files : dict[Path, bytes]
        Path below ``data/local`` and content of each changed table; they replace the existing files.

    Raises
    ------
    InvalidImport
        Rows of ``new_files`` break rules; faults of figures name the cell.
    """
    from baophu.ledger import rules
    from baophu.ledger.raw import FILE, read_table
    from baophu.ledger.schemas import TABLES
    from baophu.ledger.validate import column_problems

    files = {path.relative_to(data.parent).as_posix(): content for path, content in new_files.items()}
    raw, problems, changed_tables = {}, [], []
    with TemporaryDirectory() as folder, name_full_disk(Path(folder)):
        for file, content in files.items():
            (Path(folder) / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / file).write_bytes(content)
        for table in TABLES:
            earlier_rows, _ = read_table(table, data)
            new_rows, faults = read_table(table, Path(folder) / data.name)
            raw[table.name] = pd.concat(
                [earlier_rows[~earlier_rows[FILE].isin(list(files))], new_rows], ignore_index=True
            )
            problems += faults
            changed_tables += [table] if len(new_rows) else []
    for table in changed_tables:
        problems += column_problems(table, raw)
        problems += rules.find_duplicate_keys(table, raw[table.name])
    problems += rules.find_cross_problems(raw)
    new_problems = [problem for problem in dict.fromkeys(problems) if problem.file in files]
    if new_problems:
        figures = pd.concat([raw["claims"], raw["targets"]])
        raise InvalidImport([_fault(problem, figures) for problem in new_problems])


def _fault(problem, figures: pd.DataFrame) -> Fault:
    rows = figures[(figures["_file"] == problem.file) & (figures["_line"] == problem.line)]
    place = rows.iloc[0]["locator"].removeprefix("sheet:") if len(rows) else f"{problem.file}:{problem.line}"
    return Fault(place, problem.value, f"{problem.column}: {problem.rule}", problem.cure)
