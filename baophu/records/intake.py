"""Card records of an office's own files, taken in: checked, counted, without their numbers, split by person.

The number of a person is hashed as its row is read, and written nowhere.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from baophu.common.disk import name_full_disk
from baophu.common.messages import format_number, message
from baophu.common.paths import DATA
from baophu.importer.errors import Question
from baophu.importer.store import lock_folder
from baophu.records.columns import ROLES, AmbiguousRecordFile, InvalidRecordFile
from baophu.records.key import NumberHashes, check_folder, load_key, records_folder
from baophu.records.parts import Parts
from baophu.records.payers import OFFICE_FILE, load_payers
from baophu.records.readings import NO_DAY
from baophu.records.rows import RowReader
from baophu.records.sources import ColumnRequest, Source, find_files, read_sources

ROWS_A_FILE = 1_000_000
_MEMORY = "1GB"
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class IntakeOptions:
    """Answers of the analyst."""

    columns: dict[str, str] = field(default_factory=dict)  # header by role
    groups: dict[str, str] = field(default_factory=dict)  # payer code by text of the file
    areas: dict[str, str] = field(default_factory=dict)  # slug or other name by name in the file
    since: date | None = None  # first day on which the files are complete
    as_of: date | None = None  # last day of the data
    has_agents: bool = False  # whether the agent's code is read
    skip_faulty: bool = False  # whether rows with faults are left out
    replace: bool = False  # whether fewer cards may take the place of those taken in before


@dataclass(frozen=True)
class Intake:
    """What an intake read and counted, and the folder that holds it."""

    sources: list[Source]
    counts: dict
    folder: Path


def take_in(
    names: Sequence[str],
    province: str,
    options: IntakeOptions = IntakeOptions(),  # noqa: B008 - frozen
    data: Path = DATA,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> "Intake":
    """Take an office's card records in, in the place of those taken in before.

    Parameters
    ----------
    names : sequence of str
        Files or globs: CSV, Parquet, Excel, LibreOffice. They are only read.
    province : str
        Slug of the office's province.
    options : IntakeOptions
        Answers to what the files leave open.
    data : Path
        The ledger's folder; records go to ``local/records/<province>`` below it.
    progress : Callable
        Called with the rows read so far and the rows expected.

    Returns
    -------
    Intake
        The tables read, and what ``counts.json`` holds: days ``start`` and ``cut``, rows kept and left out by reason.

    Raises
    ------
    AmbiguousRecordFile
        A column or the last day is unclear, or there are fewer cards than before; the message has every question.
    InvalidRecordFile
        Cells are wrong; the message has files, rows, columns, rules and cures, and no cell of a person.
    FolderNotIgnored, UnsafeKey
        The folder or its key is not safe.
    """
    root = records_folder(data)
    check_folder(root)
    files = find_files(names)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_folder(root), _connect(root) as connection, name_full_disk(root):
        request = ColumnRequest(tuple(role for role in ROLES if role != "agent" or options.has_agents), options.columns)
        sources = list(read_sources(connection, files, request))
        _ask_last_day(sources, options)
        key, target = load_key(root), root / province
        target.mkdir(mode=0o700, exist_ok=True)
        for left in target.glob(".intake-*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=target, prefix=".intake-") as work:
            counts = _read_all(connection, Path(work), sources, province, options, data, NumberHashes(key), progress)
            _ask_to_replace(target, sources[0], counts, options)
            _replace(Path(work) / "new", target)
    return Intake(sources, counts, target)


@contextmanager
def _connect(root: Path) -> Iterator:
    """DuckDB in memory; what does not fit stays within the folder."""
    import duckdb

    config: dict[str, Any] = {"memory_limit": _MEMORY, "temp_directory": str(root / ".duckdb")}
    with duckdb.connect(config=config) as connection:
        connection.execute("SET enable_progress_bar = false")  # the command has its own
        yield connection


def _ask_last_day(sources: Sequence[Source], options: IntakeOptions) -> None:
    spells = [source for source in sources if source.columns.has_spells]
    if not spells:
        raise InvalidRecordFile([f"{sources[0].name}: {message('records-only-events')}"])
    if not options.as_of and not any("issued_on" in source.columns.positions for source in spells):
        raise _last_day_unknown(spells[0])


def _last_day_unknown(source: Source) -> AmbiguousRecordFile:
    return AmbiguousRecordFile([Question(source.name, message("records-ask-last-day"), ("--as-of DD/MM/YYYY",))])


def _ask_to_replace(target: Path, source: Source, counts: dict, options: IntakeOptions) -> None:
    """Refuse what may be the newest month alone, in the place of all cards."""
    file = target / "counts.json"
    earlier = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if counts["kept"] < earlier.get("kept", 0) and not options.replace:
        numbers = {name: format_number(each["kept"]) for name, each in (("earlier", earlier), ("now", counts))}
        raise AmbiguousRecordFile([Question(source.name, message("records-ask-replace", **numbers), ("--replace",))])


def _replace(new: Path, target: Path) -> None:
    """Move what was taken in into place; without ``counts.json``, which comes last, the folder holds no records."""
    (target / "counts.json").unlink(missing_ok=True)
    shutil.rmtree(target / "cubes", ignore_errors=True)  # of the records before
    for name in ("spells", "events"):
        shutil.rmtree(target / name, ignore_errors=True)
        (new / name).rename(target / name)
    (new / "counts.json").rename(target / "counts.json")


def _read_all(
    connection,
    work: Path,
    sources: Sequence[Source],
    province: str,
    options: IntakeOptions,
    data: Path,
    hashes: NumberHashes,
    progress: Callable[[int, int], None],
) -> dict:
    """Read all sources and write the files of the office's folder to ``work/new``; returns what was counted."""
    expected = sum(source.row_estimate for source in sources)
    letters = sorted(set(load_payers(records_folder(data) / OFFICE_FILE)["code"]))
    parts = Parts(connection, work, max(1, round(expected / ROWS_A_FILE)), letters)
    reader = RowReader(connection, province, letters, options.groups, options.areas, data, hashes, parts)
    for source in sources:
        reader.read(source, lambda rows: progress(rows, max(rows, expected)))
    if reader.counts.faults and not options.skip_faulty:
        faults = [line for source in sources for line in reader.fault_lines(source)]
        hints = [line for source in sources for line in reader.unknown_texts(source)]
        raise InvalidRecordFile(faults, [*hints, message("records-skip-faulty")])
    if not parts.has_spells:
        raise InvalidRecordFile([f"{sources[0].name}: {message('records-no-cards')}"])
    if not options.as_of and reader.counts.last_issue == NO_DAY:
        raise _last_day_unknown(sources[0])
    cut = options.as_of or _day(reader.counts.last_issue)
    sums, first_end = parts.write(work / "new", cut)
    start = options.since or min(cut, _day(min(first_end, (cut - _EPOCH).days)))
    days = {"province": province, "start": start.isoformat(), "cut": cut.isoformat()}
    counts = {
        **days,
        "parts": parts.count,
        "rows": reader.counts.rows,
        **sums,
        "faulty": reader.counts.faulty,
        "agents": list(reader.agents),
    }
    counts |= {"collisions": hashes.count_collisions(), **reader.counts.notes}
    (work / "new" / "counts.json").write_text(json.dumps(counts, indent=1), "utf-8")
    return counts


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)
