"""Rows of a table for commands that must begin at once: standard library only, checked no further than needed."""

import csv
from collections.abc import Sequence
from pathlib import Path

from baophu.errors import InvalidLedger


def rows(path: Path, data: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a file under ``data``, each with at least these columns.

    Raises
    ------
    InvalidLedger
        A file that cannot be read so; with every problem that the full check of the tables finds.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            found = list(reader)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        fault = f"no column {', '.join(missing)}" if missing else ""
        # A short row lacks its last cells.
        fault = fault or ("a row is too short" if any(row[name] is None for row in found for name in columns) else "")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        fault = str(error)
    if not fault:
        return found
    from baophu.ledger.validate import check

    raise InvalidLedger(check(data) or [f"{path.relative_to(data.parent).as_posix()}: {fault}"])
