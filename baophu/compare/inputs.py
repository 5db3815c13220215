"""What reports are made from: which of it differs between two versions, and mixtures of both for finding causes."""

import csv
import filecmp
import shutil
from pathlib import Path

from baophu.compare.statement import NOTEBOOK
from baophu.ledger.schemas import LOCAL, TABLES, Table

METHOD = "method"
TABLES_OF = {
    "data": ("claims", "sources", "causes", "codes"),
    "decision": ("decisions",),
    "population": ("population", "labour_force", "areas", "area_aliases"),
    "data (targets, events)": ("targets", "events"),
}
_TABLE = {table.name: table for table in TABLES}
_REFERRED = ("areas", "sources")  # first the areas: their rows refer to none of the sources


def changed_inputs(old: Path, new: Path, package: Path) -> dict[str, list[str]]:
    """Files that differ, by the cause that a change in them is.

    Parameters
    ----------
    old, new : folders with ``data/`` and ``notebooks/``; ``old`` with ``baophu/`` too.
    package : today's ``baophu/``.

    Returns
    -------
    Cause to names of files, sorted; causes without a differing file are left out.
    """
    found = {}
    for cause, names in TABLES_OF.items():
        files = {file.relative_to(root) for root in (old, new) for name in names for file in _files(root, _TABLE[name])}
        found[cause] = sorted(file.as_posix() for file in files if not _is_same(old / file, new / file))
    code = {file.relative_to(root) for root in (old / "baophu", package) for file in _code_files(root)}
    method = [f"baophu/{file.as_posix()}" for file in code if not _is_same(old / "baophu" / file, package / file)]
    method += [] if _is_same(old / NOTEBOOK, new / NOTEBOOK) else [NOTEBOOK]
    found[METHOD] = sorted(method)
    return {cause: files for cause, files in found.items() if files}


def mix(old: Path, new: Path, causes: tuple[str, ...], folder: Path) -> None:
    """Write old data with the tables of some causes from new, fit for today's code.

    Rows of areas, sources and codes that only the other version has are added where the tables refer to them, and
    columns are those of today's schemas: a mixture lacks nothing that it names.

    Parameters
    ----------
    old, new : folders with ``data/``; an office's own tables under ``data/local/`` are left to the caller.
    causes : of ``TABLES_OF``; none for old data alone.
    folder : is made.
    """
    taken = {name for cause in causes for name in TABLES_OF[cause]}
    for table in TABLES:
        own, other = (new, old) if table.name in taken else (old, new)
        for file in _files(own, table):
            _write(folder / file.relative_to(own), table, _rows(file))
        if table.name == "codes":
            _add(folder, table, _absent(folder, other, table))
    for name in _REFERRED:
        table, other = _TABLE[name], old if name in taken else new
        needed = _referred(folder, name)
        # An area inside an area that was added is wanted by that one's own row.
        while missing := [row for row in _absent(folder, other, table) if row[table.key[0]] in needed]:
            _add(folder, table, missing)
            needed = _referred(folder, name)
    (folder / NOTEBOOK).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(new / NOTEBOOK, folder / NOTEBOOK)


def link_local(data: Path, to: Path) -> None:
    """Show an office's own tables to another version's data: they belong to no revision, so both sides have them."""
    if (data / LOCAL).is_dir() and not (to / LOCAL).exists():
        (to / LOCAL).symlink_to((data / LOCAL).resolve(), target_is_directory=True)


def _files(root: Path, table: Table) -> list[Path]:
    return sorted((root / "data").glob(table.path))


def _code_files(package: Path) -> list[Path]:
    files = (file for file in package.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return [file for file in files if not any(part.startswith(".") for part in file.relative_to(package).parts)]


def _is_same(one: Path, other: Path) -> bool:
    if one.is_file() and other.is_file():
        return filecmp.cmp(one, other, shallow=False)
    return one.is_file() == other.is_file()


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [{name: value or "" for name, value in row.items() if name} for row in csv.DictReader(stream)]


def _all_rows(root: Path, table: Table) -> list[dict[str, str]]:
    return [row for file in _files(root, table) for row in _rows(file)]


def _write(file: Path, table: Table, rows: list[dict[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, table.names, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _absent(folder: Path, other: Path, table: Table) -> list[dict[str, str]]:
    """Rows of another version's table whose keys the mixture does not have."""

    def key(row):
        return tuple(row.get(name, "") for name in table.key)

    present = set(map(key, _all_rows(folder, table)))
    return [row for row in _all_rows(other, table) if key(row) not in present]


def _add(folder: Path, table: Table, rows: list[dict[str, str]]) -> None:
    if rows:
        file = folder / "data" / table.path
        _write(file, table, [*_all_rows(folder, table), *rows])


def _referred(folder: Path, name: str) -> set[str]:
    """Keys of a table that any table of the mixture refers to."""
    key = f"{name}.{_TABLE[name].key[0]}"
    columns = [(table, column.name) for table in TABLES for column in table.columns if column.refers == key]
    return {row[column] for table, column in columns for row in _all_rows(folder, table)}
