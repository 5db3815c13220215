"""Whether the data keeps every rule, remembered by hash so that it is asked only once. Standard library only."""

import hashlib
from pathlib import Path

from baophu.errors import InvalidLedger
from baophu.ledger.schemas import TABLES
from baophu.paths import BUILD, DATA, PACKAGE


def ensure_valid(data: Path = DATA, force: bool = False) -> bool:
    """Raise unless the data keeps every rule; data that passed before is recognised by its hash.

    Returns
    -------
    Whether it was checked now, rather than remembered.

    Raises
    ------
    InvalidLedger
        With every problem of every table.
    """
    mark = BUILD / "data.ok"
    state = _state(data)
    if not force and mark.exists() and mark.read_text("ascii") == state:
        return False
    from baophu.ledger.validate import check

    problems = check(data)
    if problems:
        raise InvalidLedger(problems)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(state, "ascii")
    return True


def data_version(data: Path = DATA) -> str:
    """First twelve hex digits of the sha256 over the names and bytes of the tables."""
    return _hash(_table_files(data), data)[:12]


def _state(data: Path) -> str:
    # The rules are part of what "valid" means, so changed rules check anew.
    rules = sorted((PACKAGE / "ledger").glob("*.py"))
    return _hash(_table_files(data), data) + _hash(rules, PACKAGE)


def _table_files(data: Path) -> list[Path]:
    return sorted(path for table in TABLES for path in table.files(data))


def _hash(files: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
