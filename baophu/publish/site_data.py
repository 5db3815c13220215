"""The ledger's tables beside the data page, for download."""

import json
from pathlib import Path

from baophu.common import paths
from baophu.publish.files import write_all
from baophu.report.site.data_page import FOLDER, paths_of


def published_files(package: dict) -> list[str]:
    """Files of the data package by their path in it; an office's own tables are none of them."""
    return [path for resource in package["resources"] for path in paths_of(resource)]


def row_counts(package: dict) -> dict[str, int]:
    """Rows of each file, its header apart."""
    import csv

    counts = {}
    for path in published_files(package):
        with (paths.DATA / path).open(encoding="utf-8", newline="") as handle:
            counts[path] = sum(1 for _ in csv.reader(handle)) - 1
    return counts


def copy_tables(package: dict) -> list[Path]:
    """Put the tables and their descriptor under ``reports/data``; what is no table any more goes.

    Returns
    -------
    The copies.
    """
    folder = paths.REPORTS / FOLDER
    wanted = {folder / path: (paths.DATA / path).read_bytes() for path in published_files(package)}
    wanted[folder / "datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    wanted[folder / "README.md"] = (paths.DATA / "README.md").read_bytes()
    write_all({file: data for file, data in wanted.items() if not file.is_file() or file.read_bytes() != data})
    for file in [file for file in folder.rglob("*") if file.is_file() and file not in wanted]:
        file.unlink()
    return sorted(wanted)
