"""The files of an intake, split by person: rows are appended raw as they come, then sorted and written as Parquet."""

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from baophu.records.readings import NO_DAY, OPEN
from baophu.records.sources import quote

EVENT_KINDS = {"died_on": 1, "moved_on": 2}
_SPELL = np.dtype([
    ("person", "u8"), ("row_seq", "u4"), ("valid_from", "i4"), ("valid_to", "i4"), ("issued_on", "i4"),
    ("agent", "u2"), ("district", "u2"), ("code", "u1"), ("term", "u1"),
])  # fmt: skip
_EVENT = np.dtype([("person", "u8"), ("kind", "u1"), ("day", "i4")])


class Parts:
    """Spells and events of an intake, in ``count`` files each; all of a person's are in one file.

    Parameters
    ----------
    connection : DuckDBPyConnection
        What sorts and writes them.
    work : Path
        A folder for the raw rows.
    count : int
        Number of files.
    letters : list of str
        Payer codes, by the number that rows hold, from 1.
    """

    def __init__(self, connection, work: Path, count: int, letters: list[str]):
        self._connection, self._work, self.count, self._letters = connection, work, count, letters
        self._events = np.empty(0, _EVENT)

    @property
    def has_spells(self) -> bool:
        """Whether a spell has been added."""
        return any(self._work.glob("*.raw"))

    def add_spells(self, rows: dict[str, np.ndarray]) -> None:
        """Append rows, one array a column, to the raw file of each part."""
        part = self._part_of(rows["person"])
        order = np.argsort(part, kind="stable")
        spells = np.empty(len(order), _SPELL)
        for name in _SPELL.names or ():
            spells[name] = rows[name][order]
        ends = np.searchsorted(part[order], np.arange(self.count + 1))
        for number, (begin, end) in enumerate(zip(ends[:-1], ends[1:], strict=True)):
            with (self._work / f"{number}.raw").open("ab") as handle:
                spells[begin:end].tofile(handle)

    def add_events(self, rows: dict[str, np.ndarray]) -> None:
        """Add the deaths and moves that rows tell of."""
        for role, kind in EVENT_KINDS.items():
            is_known = rows[role] != NO_DAY
            if is_known.any():
                events = np.empty(int(is_known.sum()), _EVENT)
                events["person"], events["kind"], events["day"] = rows["person"][is_known], kind, rows[role][is_known]
                self._events = np.unique(np.concatenate([self._events, events]))

    def write(self, folder: Path, cut: date) -> tuple[Counter, int]:
        """Write ``spells/`` and ``events/``; returns counts and the first day, since 1970, on which a card ends.

        ``cut`` is the last day of the data: cards that begin later are written too, and counted.
        """
        for name in ("spells", "events"):
            (folder / name).mkdir(parents=True)
        sums, first_end = Counter(events=len(self._events)), OPEN
        for number in range(self.count):
            rows = self._write_spells(number, folder / "spells" / f"p{number:04}.parquet")
            self._write_events(number, folder / "events" / f"p{number:04}.parquet")
            ((*counts, end),) = self._connection.execute(_COUNTS, {"cut": cut}).fetchall()
            sums.update(dict(zip(_COUNTED, counts, strict=True)))
            sums["duplicates"] += rows - counts[0]
            first_end = min(first_end, end)
        return sums, first_end

    def _part_of(self, persons: np.ndarray) -> np.ndarray:
        return (persons % np.uint64(self.count)).astype("uint32")

    def _write_spells(self, number: int, path: Path) -> int:
        """Write the spells of a part, exact duplicates once; returns how many rows there were."""
        raw = self._work / f"{number}.raw"
        rows = np.fromfile(raw, _SPELL)
        raw.unlink()
        self._register("raw", rows)
        letters = {"code": range(1, len(self._letters) + 1), "grp": self._letters}
        self._connection.register("letters", pd.DataFrame(letters))
        self._connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE spells AS
            SELECT person, district, grp, {_date("valid_from")}, {_date("valid_to", OPEN)}, term,
                nullif(agent, 0)::USMALLINT AS agent, {_date("issued_on", NO_DAY)}, min(row_seq) AS row_seq
            FROM raw JOIN letters USING (code) GROUP BY ALL ORDER BY person, valid_from, row_seq
        """)
        self._copy("spells", path)
        return len(rows)

    def _write_events(self, number: int, path: Path) -> None:
        self._register("raw_events", self._events[self._part_of(self._events["person"]) == number])
        self._copy(f"(SELECT person, kind, {_date('day')} FROM raw_events ORDER BY ALL)", path)

    def _register(self, name: str, rows: np.ndarray) -> None:
        self._connection.register(name, pd.DataFrame({column: rows[column] for column in rows.dtype.names or ()}))

    def _copy(self, table: str, path: Path) -> None:
        self._connection.execute(f"COPY {table} TO {quote(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _date(name: str, missing: int | None = None) -> str:
    """SQL of a day from its number."""
    days = name if missing is None else f"nullif({name}, {missing})"
    return f"(DATE '1970-01-01' + {days})::DATE AS {name}"


_FAR = "DATE '9999-12-31'"
_COUNTED = ("kept", "persons", "after_last_day", "persons_with_overlaps", "persons_with_two_ends")
_COUNTS = f"""
    SELECT count(*), count(DISTINCT person), count(*) FILTER (valid_from > $cut),
        count(DISTINCT person) FILTER (valid_from <= earlier),
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
