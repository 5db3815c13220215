"""Card records of an office's own files, taken in: checked, counted, without their numbers, split by person.

Rows come in the order of the files, some hundred thousand at a time, so that faults are named by their row, memory is
bounded and the order is kept (``row_seq``). The number of a person is hashed at once and written nowhere.
"""

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.common.messages import format_number, message
from baophu.common.paths import DATA
from baophu.importer.errors import Question
from baophu.importer.store import lock_folder
from baophu.ledger.names import fold, provinces
from baophu.records.columns import ROLES, AmbiguousRecordFile, InvalidRecordFile
from baophu.records.districts import find_district
from baophu.records.key import NumberHashes, check_folder, load_key, records_folder
from baophu.records.payers import OFFICE_FILE, load_payers
from baophu.records.readings import LEFT_OUT, NO_DAY, NOTES, OPEN, RULES, reading_query
from baophu.records.sources import ColumnRequest, Source, find_files, quote, read_sources

ROWS_A_FILE = 1_000_000
_VECTORS_A_CHUNK = 512  # of 2,048 rows
_MOST_TEXTS = 100_000
_ROWS_NAMED, _VALUES_NAMED, _ROWS_OF_A_NAMED_VALUE = 5, 12, 10
_MEMORY = "1GB"
_EPOCH = date(1970, 1, 1)
EVENT_KINDS = {"died_on": 1, "moved_on": 2}
_SPELL = np.dtype([
    ("person", "u8"), ("row_seq", "u4"), ("valid_from", "i4"), ("valid_to", "i4"), ("issued_on", "i4"),
    ("agent", "i4"), ("district", "u2"), ("code", "u1"), ("term", "u1"),
])  # fmt: skip
_EVENT = np.dtype([("person", "u8"), ("day", "i4"), ("kind", "u1")])


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


@dataclass(frozen=True)
class Intake:
    """What an intake read and counted, and the folder that holds it."""

    sources: list[Source]
    counts: dict
    folder: Path


@dataclass
class _Tally:
    """Counts of an intake, and the first rows of each fault."""

    rows: int = 0
    notes: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)
    faulty: int = 0
    fault_rows: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    last_issue: int = NO_DAY


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
        A column or the last day is unclear; the message has every question.
    InvalidRecordFile
        Cells are wrong; the message has files, rows, columns, rules and cures, and no cell of a person.
    FolderNotIgnored, UnsafeKey
        The folder or its key is not safe.
    """
    root = records_folder(data)
    check_folder(root)
    files = find_files(names)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock_folder(root), _connect(root) as connection:
        request = ColumnRequest(tuple(role for role in ROLES if role != "agent" or options.has_agents), options.columns)
        sources = list(read_sources(connection, files, request))
        _ask_last_day(sources, options)
        key, target = load_key(root), root / province
        target.mkdir(mode=0o700, exist_ok=True)
        for left in target.glob(".intake-*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(dir=target, prefix=".intake-") as work:
            reader = _Reader(connection, Path(work), sources, province, options, data, NumberHashes(key))
            counts = reader.run(progress)
            _replace(Path(work) / "new", target)
    return Intake(sources, counts, target)


@contextmanager
def _connect(root: Path) -> Iterator:
    """DuckDB in memory; what does not fit stays within the folder."""
    import duckdb

    # Joins that swap their sides do not keep the order of rows.
    order = {"disabled_optimizers": "join_order,build_side_probe_side"}
    config = {"memory_limit": _MEMORY, "temp_directory": str(root / ".duckdb"), **order}
    with duckdb.connect(config=config) as connection:
        yield connection


def _ask_last_day(sources: Sequence[Source], options: IntakeOptions) -> None:
    spells = [source for source in sources if source.columns.has_spells]
    if not spells:
        raise InvalidRecordFile([f"{sources[0].name}: {message('records-only-events')}"])
    if not options.as_of and not any("issued_on" in source.columns.positions for source in spells):
        question = Question(spells[0].name, message("records-ask-last-day"), ("--as-of DD/MM/YYYY",))
        raise AmbiguousRecordFile([question])


def _replace(new: Path, target: Path) -> None:
    """Move what was taken in into place; without ``counts.json``, which comes last, the folder holds no records."""
    (target / "counts.json").unlink(missing_ok=True)
    shutil.rmtree(target / "cubes", ignore_errors=True)  # of the records before
    for name in ("spells", "events"):
        shutil.rmtree(target / name, ignore_errors=True)
        (new / name).rename(target / name)
    (new / "counts.json").rename(target / "counts.json")


class _Reader:
    """One intake: what is read, where it is written, what was counted."""

    def __init__(self, connection, work: Path, sources, province: str, options: IntakeOptions, data: Path, hashes):
        self.connection, self.work, self.sources, self.hashes = connection, work, sources, hashes
        self.province, self.options, self.data = province, options, data
        self.home = int(provinces(data)[province]["code"])
        self.tally = _Tally()
        self.expected = sum(source.row_estimate for source in sources)
        self.parts = max(1, round(self.expected / ROWS_A_FILE))
        payers = load_payers(records_folder(data) / OFFICE_FILE)
        self.letters = sorted(set(payers["code"]))
        self.events = np.empty(0, _EVENT)

    def run(self, progress: Callable[[int, int], None]) -> dict:
        """Read all sources, write the files of the office's folder below ``new``; returns the counts."""
        for source in self.sources:
            self._register_texts(source)
            self._read(source, progress)
        if self.tally.faults and not self.options.skip_faulty:
            hints = [*self._unknown_texts(), message("records-skip-faulty")]
            raise InvalidRecordFile(self._fault_lines(), hints)
        if not list(self.work.glob("*.raw")):
            raise InvalidRecordFile([f"{self.sources[0].name}: {message('records-no-cards')}"])
        new = self.work / "new"
        for name in ("spells", "events"):
            (new / name).mkdir(parents=True)
        sums = Counter()
        first_end = OPEN
        for part in range(self.parts):
            counts, end = self._write_part(part, new)
            sums.update(counts)
            first_end = min(first_end, end)
        counts = self._counts(sums, first_end)
        (new / "counts.json").write_text(json.dumps(counts, indent=1), "utf-8")
        return counts

    # ── Texts of payer groups and districts ─────────────────────────────────────────────────────────────────────

    def _register_texts(self, source: Source) -> None:
        """Make ``known_codes`` and ``known_districts``: what the texts of a source's columns mean."""
        if source.frame is not None:
            self._table("sheet", source.frame)
        codes = {letters: letters for letters in self.letters}
        codes |= {text: self._find_code(text) for text in self._texts(source, "grp")}
        rows = [(text, 1 + self.letters.index(code), code) for text, code in codes.items() if code]
        types = {"text": "str", "code": "uint8", "letters": "str"}
        self._table("known_codes", pd.DataFrame(rows, columns=list(types)).astype(types))
        texts = self._texts(source, "district")
        found = {text: find_district(text, self.province, self.options.areas, self.data) for text in texts}
        rows = [(text, code) for text, code in found.items() if code is not None]
        types = {"text": "str", "district": "uint16"}
        self._table("known_districts", pd.DataFrame(rows, columns=list(types)).astype(types))

    def _table(self, name: str, frame: pd.DataFrame) -> None:
        self.connection.register("frame", frame)
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM frame")
        self.connection.unregister("frame")

    def _texts(self, source: Source, role: str) -> list[str]:
        """Distinct texts of a column in all rows; there are few, or the column is not what its header says."""
        if role not in source.columns.positions:
            return []
        query = f"SELECT DISTINCT trim({role}) AS text FROM ({source.relation}) WHERE text <> '' LIMIT {_MOST_TEXTS}"
        return [text for (text,) in self._fetch(source, query)]

    def _find_code(self, text: str) -> str:
        given = {fold(name): code for name, code in self.options.groups.items()}
        start = re.match(r"([A-Z]{2})\b", text.upper())
        code = given.get(fold(text), start[1] if start else "")
        return code if code in self.letters else ""

    def _fetch(self, source: Source, query: str) -> list[tuple]:
        with _named_faults(source):
            return self.connection.execute(query).fetchall()

    # ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read(self, source: Source, progress: Callable[[int, int], None]) -> None:
        """Read the rows of a source into the raw files of the parts."""
        row = 0
        with _named_faults(source), self.connection.cursor() as stream:
            stream.execute("SET streaming_buffer_size = '64MB'").execute(reading_query(source, self.home))
            while len(chunk := stream.fetch_df_chunk(_VECTORS_A_CHUNK)):
                self._add_chunk(source, {name: chunk[name].to_numpy() for name in chunk.columns}, row)
                row += len(chunk)
                progress(self.tally.rows, max(self.expected, self.tally.rows))

    def _add_chunk(self, source: Source, cells: dict[str, np.ndarray], first: int) -> None:
        tally, count = self.tally, len(cells["number"])
        for bit, rule in enumerate(RULES):
            places = np.flatnonzero(cells["faults"] >> bit & 1)
            if len(places):
                tally.faults[source.name, rule] += len(places)
                named = tally.fault_rows.setdefault((source.name, rule), [])
                named += (places[: _ROWS_NAMED - len(named)] + source.first_row + first).tolist()
        is_kept = cells["faults"] == 0
        tally.faulty += int((~is_kept).sum())
        for bit, note in enumerate(NOTES):
            is_noted = is_kept & (cells["notes"] >> bit & 1).astype(bool)
            tally.notes[note] += int(is_noted.sum())
            if note in LEFT_OUT:
                is_kept &= ~is_noted
        kept = {name: values[is_kept] for name, values in cells.items()}
        kept["person"] = self.hashes.hash(kept["number"])
        kept["row_seq"] = (tally.rows + np.flatnonzero(is_kept)).astype("uint32")
        tally.rows += count
        tally.last_issue = max(tally.last_issue, int(kept["issued_on"].max(initial=NO_DAY)))
        for role, kind in EVENT_KINDS.items():
            is_known = kept[role] != NO_DAY
            if not is_known.any():
                continue
            events = np.empty(int(is_known.sum()), _EVENT)
            events["person"], events["day"], events["kind"] = kept["person"][is_known], kept[role][is_known], kind
            self.events = np.unique(np.concatenate([self.events, events]))
        if source.columns.has_spells and len(kept["person"]):
            self._append(kept)

    def _append(self, kept: dict[str, np.ndarray]) -> None:
        """Append rows to the raw file of each part."""
        part = (kept["person"] % np.uint64(self.parts)).astype("uint32")
        order = np.argsort(part, kind="stable")
        rows = np.empty(len(order), _SPELL)
        for name in _SPELL.names:
            rows[name] = kept[name][order]
        ends = np.searchsorted(part[order], np.arange(self.parts + 1))
        for number, (begin, end) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
            with (self.work / f"{number}.raw").open("ab") as handle:
                rows[begin:end].tofile(handle)

    # ── Files of the parts ──────────────────────────────────────────────────────────────────────────────────────

    def _write_part(self, part: int, new: Path) -> tuple[dict[str, int], int]:
        """Write the spells and events of a part; returns its counts and the first day on which a card ends."""
        raw = self.work / f"{part}.raw"
        rows = np.fromfile(raw, _SPELL)
        raw.unlink()
        self.connection.register("raw", pd.DataFrame({name: rows[name] for name in _SPELL.names}))
        letters = pd.DataFrame({"code": range(1, len(self.letters) + 1), "grp": self.letters})
        self.connection.register("letters", letters)
        self.connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE spells AS
            SELECT person, district, grp, {_date("valid_from")}, {_date("valid_to", OPEN)}, term,
                nullif(agent, -1)::USMALLINT AS agent, {_date("issued_on", NO_DAY)}, min(row_seq) AS row_seq
            FROM raw JOIN letters USING (code) GROUP BY ALL ORDER BY person, valid_from, row_seq
        """)
        self._copy("spells", new / "spells" / f"p{part:04}.parquet")
        events = self.events[self.events["person"] % np.uint64(self.parts) == part]
        self.connection.register("raw_events", pd.DataFrame({name: events[name] for name in _EVENT.names}))
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE events AS SELECT person, kind, {_date('day')} FROM raw_events ORDER BY ALL"
        )
        self._copy("events", new / "events" / f"p{part:04}.parquet")
        *numbers, end = self.connection.execute(_COUNTS).fetchall()[0]
        kept, persons, overlapping, two_ends = numbers
        counts = {"kept": kept, "duplicates": len(rows) - kept, "persons": persons, "events": len(events)}
        return counts | {"persons_with_overlaps": overlapping, "persons_with_two_ends": two_ends}, end

    def _copy(self, table: str, path: Path) -> None:
        self.connection.execute(f"COPY {table} TO {quote(str(path))} (FORMAT parquet, COMPRESSION zstd)")

    # ── What is said of them ────────────────────────────────────────────────────────────────────────────────────

    def _counts(self, sums: Counter, first_end: int) -> dict:
        options, last_issue = self.options, _EPOCH + timedelta(days=max(self.tally.last_issue, 0))
        cut = options.as_of or last_issue
        start = options.since or min(cut, _EPOCH + timedelta(days=min(first_end, (cut - _EPOCH).days)))
        days = {"province": self.province, "start": start.isoformat(), "cut": cut.isoformat()}
        return {
            **days,
            "parts": self.parts,
            "rows": self.tally.rows,
            **sums,
            "faulty": self.tally.faulty,
            "collisions": self.hashes.count_collisions(),
            **self.tally.notes,
        }

    def _fault_lines(self) -> Iterator[str]:
        """Lines that name file, rows, column, rule and cure."""
        sources = {source.name: source for source in self.sources}
        for (name, rule), count in self.tally.faults.items():
            source, role = sources[name], RULES[rule]
            roles = [r for r in (role, "number", "card") if r in source.columns.positions]
            rows = ", ".join(map(str, self.tally.fault_rows[name, rule]))
            more = count - len(self.tally.fault_rows[name, rule])
            yield message(
                "records-fault",
                file=name,
                rows=rows + (message("records-more-rows", count=format_number(more)) if more else ""),
                column=repr(source.titles[source.columns.positions[roles[0]]]),
                rule=message(f"records-rule-{rule.replace('_', '-')}"),
                cure=message(f"records-cure-{rule.replace('_', '-')}"),
            )

    def _unknown_texts(self) -> Iterator[str]:
        """Codes and districts that are not known, of those that stand in too many rows to be somebody's."""
        queries = {
            "code": (
                "grp",
                "SELECT left(upper(trim(card)), 2) AS text FROM ({relation}) WHERE length(trim(card)) = 15",
            ),
            "district": ("district", ""),
        }
        for source in self.sources:
            for rule, (role, of_cards) in queries.items():
                if not self.tally.faults[source.name, rule]:
                    continue
                self._register_texts(source)
                is_card = role not in source.columns.positions
                texts = of_cards if is_card else f"SELECT trim({role}) AS text FROM ({{relation}})"
                query = (
                    f"SELECT text, count(*) AS rows FROM ({texts.format(relation=source.relation)})"
                    f" ANTI JOIN known_{rule}s USING (text) GROUP BY text"
                    f" HAVING rows >= {_ROWS_OF_A_NAMED_VALUE} OR (regexp_full_match(text, '[A-Z]{{2}}'))"
                    f" ORDER BY rows DESC, text LIMIT {_VALUES_NAMED}"
                )
                names = ", ".join(
                    f"{text!r} ({format_number(rows)})" for text, rows in self._fetch(source, query) if text
                )
                if names:
                    yield message(f"records-unknown-{rule}", file=source.name, names=names)


@contextmanager
def _named_faults(source: Source) -> Iterator[None]:
    """Turn a fault of DuckDB into one that names file and line; its own text would quote a row of somebody's."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        line = re.search(r"CSV Error on Line: (\d+)", str(error))
        rule = message("records-rule-shape") if line else message("records-rule-unreadable", fault=type(error).__name__)
        place = message("records-line", file=source.name, line=line[1]) if line else source.name
        raise InvalidRecordFile([f"{place}: {rule}. {message('records-cure-shape')}"]) from None


def _date(name: str, missing: int | None = None) -> str:
    """SQL of a day from its number."""
    days = name if missing is None else f"nullif({name}, {missing})"
    return f"(DATE '1970-01-01' + {days})::DATE AS {name}"


_FAR = "DATE '9999-12-31'"
_COUNTS = f"""
    SELECT count(*), count(DISTINCT person), count(DISTINCT person) FILTER (valid_from <= earlier),
        (SELECT count(DISTINCT person) FROM (
            SELECT person FROM spells GROUP BY person, valid_from
            HAVING min(coalesce(valid_to, {_FAR})) <> max(coalesce(valid_to, {_FAR}))
        )),
        coalesce(min(valid_to) - DATE '1970-01-01', {OPEN})
    FROM (
        SELECT person, valid_from, valid_to, max(coalesce(valid_to, {_FAR}))
            OVER (PARTITION BY person ORDER BY valid_from ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier
        FROM spells
    )
"""
