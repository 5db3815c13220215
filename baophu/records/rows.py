"""The rows of an office's files, read in their order, a million at a time; faults are named by their row."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from baophu.common.messages import format_number, message
from baophu.ledger.names import fold, provinces
from baophu.records.columns import InvalidRecordFile
from baophu.records.districts import find_district
from baophu.records.key import NumberHashes
from baophu.records.parts import Parts
from baophu.records.readings import LEFT_OUT, NO_DAY, NOTES, RULES, position, reading_query
from baophu.records.sources import Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_VECTORS_A_CHUNK = 512  # of 2,048 rows
_MOST_TEXTS = 100_000
# A code of letters and digits, at least one of these; nine digits and more are a phone or the number of a person.
_AGENT = re.compile(r"(?=.*[0-9])(?!.*[0-9]{9})[A-Z0-9][A-Z0-9._/-]{0,19}")
_MOST_AGENTS = 65_535
_ROWS_NAMED, _VALUES_NAMED, _ROWS_OF_A_NAMED_VALUE = 5, 12, 10


@dataclass
class RowCounts:
    """Counts of the rows read, and the first rows of each fault by source and rule."""

    rows: int = 0
    faulty: int = 0
    notes: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)
    fault_rows: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    last_issue: int = NO_DAY


@dataclass
class RowReader:
    """Reads sources into parts.

    Parameters
    ----------
    connection : DuckDBPyConnection
        What reads the files.
    province : str
        Slug of the office's province.
    letters : list of str
        The known payer codes, sorted.
    groups, areas : dict[str, str]
        What texts of the files mean: a payer code, a district's slug or name.
    data : Path
        The ledger's folder.
    hashes : NumberHashes
        What turns numbers into persons.
    parts : Parts
        Where rows go.
    """

    connection: "DuckDBPyConnection"
    province: str
    letters: list[str]
    groups: dict[str, str]
    areas: dict[str, str]
    data: Path
    hashes: NumberHashes
    parts: Parts
    counts: RowCounts = field(default_factory=RowCounts)
    agents: dict[str, int] = field(default_factory=dict)  # number by code, in the order in which they occur

    def read(self, source: Source, progress: Callable[[int], None]) -> None:
        """Read all rows of a source; ``progress`` is called with the rows read so far.

        Raises
        ------
        InvalidRecordFile
            The file is no table; the message has the line.
        """
        codes, districts = self._meanings(source)
        agents = self._agents(source)
        home, row = int(provinces(self.data)[self.province]["code"]), source.first_row
        number_of = np.array([1 + self.letters.index(letters) for letters in codes.values()], "uint8")
        with _faults_of_the_file(source), self.connection.cursor() as stream:
            stream.execute("SET streaming_buffer_size = '64MB'")
            stream.execute(reading_query(source, home, codes, districts, agents))
            while len(chunk := stream.fetch_df_chunk(_VECTORS_A_CHUNK)):
                cells = {name: chunk[name].to_numpy() for name in chunk.columns}
                self._add_chunk(source, cells | {"code": number_of[cells["code"]]}, row)
                row += len(chunk)
                progress(self.counts.rows)

    def _add_chunk(self, source: Source, cells: dict[str, np.ndarray], first_row: int) -> None:
        counts = self.counts
        for bit, rule in enumerate(RULES):
            places = np.flatnonzero(cells["faults"] >> bit & 1)
            if len(places):
                counts.faults[source.name, rule] += len(places)
                named = counts.fault_rows.setdefault((source.name, rule), [])
                named += (places[: _ROWS_NAMED - len(named)] + first_row).tolist()
        is_kept = cells["faults"] == 0
        counts.faulty += int((~is_kept).sum())
        for bit, note in enumerate(NOTES):
            is_noted = is_kept & (cells["notes"] >> bit & 1).astype(bool)
            counts.notes[note] += int(is_noted.sum())
            if note in LEFT_OUT:
                is_kept &= ~is_noted
        kept = {name: values[is_kept] for name, values in cells.items()}
        kept["person"] = self.hashes.hash(kept["number"])
        kept["row_seq"] = (counts.rows + np.flatnonzero(is_kept)).astype("uint32")
        counts.rows += len(is_kept)
        counts.last_issue = max(counts.last_issue, int(kept["issued_on"].max(initial=NO_DAY)))
        self.parts.add_events(kept)
        if source.columns.has_spells and len(kept["person"]):
            self.parts.add_spells(kept)

    # ── Texts of payer groups and districts ─────────────────────────────────────────────────────────────────────

    def _meanings(self, source: Source) -> tuple[dict[str, str], dict[str, int]]:
        """Payer code and district by text of a source's columns."""
        if source.frame is not None:
            self.connection.register("frame", source.frame)
            self.connection.execute("CREATE OR REPLACE TABLE sheet AS SELECT * FROM frame")
        codes = {letters: letters for letters in self.letters}
        codes |= {text: self._find_code(text) for text in self._texts(source, "grp")}
        texts = self._texts(source, "district")
        districts = {text: find_district(text, self.province, self.areas, self.data) for text in texts}
        known = {text: code for text, code in districts.items() if code is not None}
        return {text: code for text, code in codes.items() if code}, known

    def _agents(self, source: Source) -> dict[str, int]:
        """Number of the agent by text of a source's column; a text that is no code has none."""
        codes = {text: text.upper() for text in sorted(self._texts(source, "agent"))}
        codes = {text: code for text, code in codes.items() if _AGENT.fullmatch(code)}
        for code in codes.values():
            if len(self.agents) < _MOST_AGENTS:
                self.agents.setdefault(code, len(self.agents) + 1)
        return {text: self.agents[code] for text, code in codes.items() if code in self.agents}

    def _texts(self, source: Source, role: str) -> list[str]:
        """Distinct texts of a column; there are few, or the column is not what its header says."""
        if role not in source.columns.positions:
            return []
        query = f"SELECT DISTINCT trim({role}) AS text FROM ({source.relation}) WHERE text <> '' LIMIT {_MOST_TEXTS}"
        return [text for (text,) in self._fetch(source, query)]

    def _find_code(self, text: str) -> str:
        meanings = {fold(name): code for name, code in self.groups.items()}
        start = re.match(r"([A-Z]{2})\b", text.upper())
        code = meanings.get(fold(text), start[1] if start else "")
        return code if code in self.letters else ""

    def _fetch(self, source: Source, query: str) -> list[tuple]:
        with _faults_of_the_file(source):
            return self.connection.execute(query).fetchall()

    # ── Faults ──────────────────────────────────────────────────────────────────────────────────────────────────

    def fault_lines(self, source: Source) -> Iterator[str]:
        """Lines that name file, rows, column, rule and cure of the faults of a source."""
        positions = source.columns.positions
        for rule, role in RULES.items():
            count = self.counts.faults[source.name, rule]
            if not count:
                continue
            named = self.counts.fault_rows[source.name, rule]
            more = message("records-more-rows", count=format_number(count - len(named))) if count > len(named) else ""
            column = next(positions[name] for name in (role, "number", "card") if name in positions)
            yield message(
                "records-fault",
                file=source.name,
                rows=", ".join(map(str, named)) + more,
                column=repr(source.titles[column]),
                rule=message(f"records-rule-{rule.replace('_', '-')}"),
                cure=message(f"records-cure-{rule.replace('_', '-')}"),
            )

    def unknown_texts(self, source: Source) -> Iterator[str]:
        """Codes and districts that are not known, of those that stand in too many rows to be somebody's."""
        texts = {role: f"SELECT trim({role}) AS text FROM ({source.relation})" for role in source.columns.positions}
        if "card" in texts:
            letters = (
                f"SELECT left(upper(trim(card)), 2) AS text FROM ({source.relation}) WHERE length(trim(card)) = 15"
            )
            texts["grp"] = f"{letters} UNION ALL {texts['grp']}" if "grp" in texts else letters
        for rule in ("code", "district"):
            if not self.counts.faults[source.name, rule]:
                continue
            known = self._meanings(source)[rule == "district"]
            query = (
                f"SELECT text, count(*) AS rows FROM ({texts[RULES[rule]]})"
                f" WHERE text <> '' AND {position('text', known)} IS NULL GROUP BY text"
                f" HAVING rows >= {_ROWS_OF_A_NAMED_VALUE} OR regexp_full_match(text, '[A-Z]{{2}}')"
                f" ORDER BY rows DESC, text LIMIT {_VALUES_NAMED}"
            )
            names = ", ".join(f"{text!r} ({format_number(rows)})" for text, rows in self._fetch(source, query))
            if names:
                yield message(f"records-unknown-{rule}", file=source.name, names=names)


@contextmanager
def _faults_of_the_file(source: Source) -> Iterator[None]:
    """Turn a fault of DuckDB into one that names file and line; its own text would quote a row of somebody's."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        line = re.search(r"CSV Error on Line: (\d+)", str(error))
        rule = message("records-rule-shape") if line else message("records-rule-unreadable", fault=type(error).__name__)
        place = message("records-line", file=source.name, line=line[1]) if line else source.name
        raise InvalidRecordFile([f"{place}: {rule}. {message('records-cure-shape')}"]) from None
