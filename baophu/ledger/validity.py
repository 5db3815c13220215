"""Validation with its result cached by hash, and the version of the data. Standard library only."""

from pathlib import Path

from baophu.common.digests import digest, files_below
from baophu.common.errors import InvalidLedger
from baophu.common.paths import BUILD, DATA, PACKAGE
from baophu.ledger.reader import refuse_missing


def ensure_valid(data: Path = DATA, force: bool = False) -> bool:
    """Raise unless the data keeps every rule; data that passed before is recognised by its hash.

    Returns
    -------
    bool
        Whether the rules were checked now; False if the result was cached.

    Raises
    ------
    InvalidLedger
        The data breaks rules; the exception lists every problem.
    NoData
        There are none.
    """
    refuse_missing(data)
    marker = BUILD / "data.ok"
    state = _state(data)
    if not force and marker.exists() and marker.read_bytes() == state.encode():
        return False
    from baophu.ledger.validate import find_problems

    problems = find_problems(data)
    if problems:
        raise InvalidLedger(problems)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.write_text(state, "ascii")
    return True


def data_version(data: Path = DATA) -> str:
    """First twelve hex digits of the sha256 over the names and bytes of all files of the data, card records apart."""
    records = data / "local" / "records"
    return digest((file for file in files_below(data) if not file.is_relative_to(records)), data)[:12]


def _state(data: Path) -> str:
    # Changed rules invalidate the cached result too.
    return data_version(data) + digest(files_below(PACKAGE / "ledger"), PACKAGE)
