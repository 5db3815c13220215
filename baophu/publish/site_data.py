"""The ledger's tables as downloads of the data page."""

import json
from pathlib import Path

from baophu.common import paths
from baophu.publish.files import write_all
from baophu.report.site.data_page import FOLDER, paths_of


def published_files(package: dict) -> list[str]:
    """Paths of the data package's files, relative to it; an office's own tables are not among them."""
    return [path for resource in package["resources"] for path in paths_of(resource)]


def row_counts(package: dict) -> dict[str, int]:
    """Number of rows of each file, without its header."""
    import csv

    counts = {}
    for path in published_files(package):
        with (paths.DATA / path).open(encoding="utf-8", newline="") as handle:
            counts[path] = sum(1 for _ in csv.reader(handle)) - 1
    return counts


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
    contents = {folder / path: (paths.DATA / path).read_bytes() for path in published_files(package)}
    contents[folder / "datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
    contents[folder / "README.md"] = (paths.DATA / "README.md").read_bytes()
    write_all({file: data for file, data in contents.items() if not file.is_file() or file.read_bytes() != data})
    for file in [file for file in folder.rglob("*") if file.is_file() and file not in contents]:
        file.unlink()
    return sorted(contents)
