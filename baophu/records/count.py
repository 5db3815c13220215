"""Count one file of card spells: states of its persons by day, the cubes over them, and the check that they add up.

The SQL of each cube stands in ``sql/``; a day is covered from ``valid_from`` to ``valid_to``, both inclusive.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from baophu.common.disk import name_full_disk
from baophu.common.errors import BaophuError
from baophu.common.messages import message
from baophu.records.codes import GROUP_COUNT, STATE_COUNT

CUBES = ("stock", "flows", "renewals", "agents", "persistency")
# The day after the last day of open cards; a last day from 2099 on means that a card is open.
FAR = date(2099, 1, 2)
_SPELLS = {
    "person": "UBIGINT", "district": "USMALLINT", "grp": "VARCHAR", "valid_from": "DATE", "valid_to": "DATE",
    "term": "UTINYINT", "agent": "USMALLINT", "issued_on": "DATE",
}  # fmt: skip
_EVENTS = {"person": "UBIGINT", "kind": "UTINYINT", "day": "DATE"}
_SEGMENT = np.dtype("u4, u2, u2, u2, u2, u1, u1")
_SEGMENT.names = ("person", "d0", "d1", "until", "place", "g", "reason")
_MEMORY = "1GB"


class InvalidRecords(BaophuError):
    """A file of spells or events that cannot be counted: a column is missing or of another type."""

    exit_code = 3


class CountsDisagree(BaophuError):
    """Stock, flows and states of one file do not add up: a fault of the program, never of the data."""

    exit_code = 5


@dataclass(frozen=True)
class FileTask:
    """One file to count: its spells and events, the days between which to count, and the folder to write."""

    spells: Path
    events: Path
    target: Path
    payers: pd.DataFrame = field(repr=False)
    start: date
    cut: date


def count_file(task: FileTask) -> int:
    """Count one file into ``task.target``, which appears when it is whole.

    It holds a Parquet file for each of :data:`CUBES`; the arrays of :func:`read_segments` and :func:`month_states`, in
    which persons are numbered and have no hash; and ``part.json``.

    Returns
    -------
    int
        Rows of spells read.

    Raises
    ------
    InvalidRecords, UnknownPayerGroup
        The file cannot be counted; nothing is written.
    CountsDisagree
        The counts do not add up; nothing is written.
    """
    parts = task.target.parent
    parts.mkdir(parents=True, exist_ok=True)
    with name_full_disk(parts), tempfile.TemporaryDirectory(dir=parts, prefix=".") as work:
        folder = Path(work) / task.target.name
        folder.mkdir()
        with connect(Path(work)) as connection:
            make_segments(connection, task)
            for name in CUBES:
                connection.execute(f"CREATE TABLE {name} AS {query(name)}")
                write_sorted(connection.table(name), folder / f"{name}.parquet")
            segments, districts = read_segments(connection, task.start, task.cut)
            states, places = month_states(segments, month_ends(task.start, task.cut))
            check_sums(connection, states, places, districts, task)
            rows = connection.sql("SELECT count(*) FROM spells").fetchall()[0][0]
        for name, array in (("segments", segments), ("states", states), ("places", places)):
            np.save(folder / f"{name}.npy", array)
        (folder / "part.json").write_text(json.dumps({"districts": districts.tolist(), "rows": rows}), "utf-8")
        folder.rename(task.target)
    return rows


def read_part(folder: Path) -> dict:
    """Of a counted file: its ``districts``, sorted, and ``rows``."""
    return json.loads((folder / "part.json").read_text("utf-8"))


@contextmanager
def connect(work: Path) -> Iterator:
    """A DuckDB in memory, of one thread because files are counted side by side; what does not fit goes to ``work``."""
    import duckdb

    config: dict[str, Any] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "temp_directory": str(work),
        "preserve_insertion_order": False,
    }
    with duckdb.connect(config=config) as connection:
        connection.execute("SET enable_progress_bar = false")  # it would be printed, by workers too
        yield connection


@cache
def query(name: str) -> str:
    """The SQL of a cube."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def make_segments(connection, task: FileTask) -> None:
    """Make the tables ``segments`` and ``due`` of the spells and events of a file."""
    import duckdb

    from baophu.records.payers import UnknownPayerGroup

    set_days(connection, start=task.start, cut=task.cut, far=FAR)
    _make_view(connection, "spells", task.spells, _SPELLS)
    _make_view(connection, "events", task.events, _EVENTS)
    connection.register("payer_table", task.payers)
    days = "valid_from::DATE AS valid_from, valid_to::DATE AS valid_to"
    connection.execute(f"CREATE TABLE payers AS SELECT code, {days}, g FROM payer_table")
    try:
        unknown = connection.sql(
            "SELECT DISTINCT grp FROM spells ANTI JOIN payers"
            " ON grp = code AND spells.valid_from BETWEEN payers.valid_from AND payers.valid_to ORDER BY ALL"
        ).fetchall()
        if unknown:
            names = ", ".join(repr(code) for (code,) in unknown)
            raise UnknownPayerGroup(message("records-no-code", file=task.spells.name, codes=names))
        connection.execute(query("segments"))
        connection.execute(query("due"))
    except duckdb.ConversionException:
        # Its text would quote a cell.
        raise InvalidRecords(message("records-type", file=task.spells.name)) from None


def set_days(connection, **days: date) -> None:
    """Set days as the variables that the SQL reads by ``getvariable``."""
    for name, day in days.items():
        connection.execute(f"SET VARIABLE {name} = DATE '{day.isoformat()}'")


def write_sorted(relation, path: Path) -> None:
    """Write the rows of a relation in the order of its columns."""
    relation.order("ALL").write_parquet(str(path), compression="snappy", row_group_size=122_880)


def month_ends(start: date, cut: date) -> np.ndarray:
    """The last days of months from ``start`` to ``cut``, in days since ``start``, shape (months,)."""
    ends = pd.date_range(start, cut, freq="ME").to_numpy("datetime64[D]")
    return (ends - np.datetime64(start)).astype("int64")


def read_segments(connection, start: date, cut: date) -> tuple[np.ndarray, np.ndarray]:
    """The table ``segments`` as an array, by person and day.

    Returns
    -------
    segments : np.ndarray
        Fields ``person``, numbered from 0; ``d0``, ``d1``, ``until`` in days since ``start``: the first day, the day
        after the last one, and the first day of the next segment, at most the day after ``cut``; ``place``, position
        in ``districts``; ``g``, ``reason``.
    districts : np.ndarray
        Shape (districts,): the districts of the file, sorted.
    """
    day = "least({0}, getvariable('cut') + 1) - getvariable('start')".format
    days = f"{day('d0')} AS d0, {day('d1')} AS d1, coalesce({day('d0_after')}, {(cut - start).days + 1}) AS until"
    rows = connection.table("segments").order("person, d0").project(f"person, {days}, g, reason, district").fetchnumpy()
    person = rows["person"]
    segments = np.empty(len(person), _SEGMENT)
    segments["person"] = np.append(0, (person[1:] != person[:-1]).cumsum())[: len(person)]
    districts, segments["place"] = np.unique(rows["district"], return_inverse=True)
    for name in ("d0", "d1", "until", "g", "reason"):
        segments[name] = rows[name]
    return segments, districts


def month_states(segments: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """State of each person at each month end.

    Parameters
    ----------
    segments : np.ndarray
        See :func:`read_segments`.
    ends : np.ndarray
        See :func:`month_ends`.

    Returns
    -------
    states : np.ndarray
        Shape (months, persons), uint8: 0 never covered before, 1-10 the group, 10 + reason covered before.
    places : np.ndarray
        Shape (months, persons), uint8 or uint16: place of the last cover, where there was one.
    """
    # Of each day the first month end from it on; small numbers, because new pages of memory cost more than the sums.
    first_end = np.searchsorted(ends, np.arange(segments["until"].max(initial=0) + 1))
    first_end = first_end.astype(np.min_scalar_type(len(ends)))
    begin, leave, until = (first_end[segments[name]] for name in ("d0", "d1", "until"))
    is_first = np.diff(segments["person"], prepend=-1) > 0
    # Of each segment: months before the first cover, covered, and without cover until the next segment.
    lengths = np.column_stack([begin * is_first, leave - begin, until - leave])
    values = np.column_stack([np.zeros_like(segments["g"]), segments["g"], GROUP_COUNT + segments["reason"]])
    place = segments["place"].astype(np.min_scalar_type(segments["place"].max(initial=0)))
    states = np.repeat(values.ravel(), lengths.ravel()).reshape(-1, len(ends))
    places = np.repeat(place, lengths.sum(axis=1, dtype="int64")).reshape(-1, len(ends))
    return np.ascontiguousarray(states.T), np.ascontiguousarray(places.T)


def states_on(segments: np.ndarray, persons: int, day: int) -> tuple[np.ndarray, np.ndarray]:
    """State and place of each person on one day, as :func:`month_states` has them."""
    last = segments[(segments["d0"] <= day) & (segments["until"] > day)]
    states, places = np.zeros(persons, "uint8"), np.zeros(persons, "uint16")
    states[last["person"]] = np.where(last["d1"] > day, last["g"], GROUP_COUNT + last["reason"])
    places[last["person"]] = last["place"]
    return states, places


def check_sums(connection, states: np.ndarray, places: np.ndarray, districts: np.ndarray, task: FileTask) -> None:
    """Compare the stock of each district and group at each month end, counted in three ways.

    Raises
    ------
    CountsDisagree
        Persons by state, the curve of the stock, or the opening stock with all flows since give different numbers.
    """
    ends, size = month_ends(task.start, task.cut), len(districts) * STATE_COUNT
    keys = (place.astype("int64") * STATE_COUNT + state for place, state in zip(places, states, strict=True))
    by_key = np.array([np.bincount(key, minlength=size) for key in keys]).reshape(len(ends), -1, STATE_COUNT)
    by_persons = by_key[:, :, 1 : GROUP_COUNT + 1].transpose(1, 2, 0)
    curve = dense_stock(connection.table("stock").df(), districts, task.start, task.cut)
    by_flows = curve[:, :, :1] + net_flows(connection.table("flows").df(), districts, task.start, len(ends))
    if not (np.array_equal(by_persons, curve[:, :, ends]) and np.array_equal(by_persons, by_flows)):
        raise CountsDisagree(message("records-disagree", file=task.spells.name))


def dense_stock(changes: pd.DataFrame, districts: np.ndarray, start: date, cut: date) -> np.ndarray:
    """Persons of each district and group on each day, shape (districts, groups, days), of the table ``stock``."""
    stock = np.zeros((len(districts), GROUP_COUNT, (cut - start).days + 1), "int32")
    days = (changes["day"] - pd.Timestamp(start)).dt.days
    stock[np.searchsorted(districts, changes["district"]), changes["g"] - 1, days] = changes["change"]
    return stock.cumsum(axis=2, dtype="int32")


def net_flows(flows: pd.DataFrame, districts: np.ndarray, start: date, months: int) -> np.ndarray:
    """Persons that came less those that left since ``start``, shape (districts, groups, months), of ``flows``."""
    net = np.zeros((len(districts), GROUP_COUNT, months), "int64")
    number = (flows["month"].dt.year - start.year) * 12 + flows["month"].dt.month - start.month
    for side, sign in (("1", 1), ("0", -1)):
        of_side = (flows[f"g{side}"] > 0) & (number < months)
        place = np.searchsorted(districts, flows.loc[of_side, f"district{side}"])
        np.add.at(
            net, (place, flows.loc[of_side, f"g{side}"] - 1, number[of_side]), sign * flows.loc[of_side, "persons"]
        )
    return net.cumsum(axis=2)


def _make_view(connection, name: str, path: Path, types: dict[str, str]) -> None:
    import duckdb

    try:
        relation = connection.read_parquet(str(path))
    except duckdb.Error:
        raise InvalidRecords(message("records-unreadable", file=f"{path.parent.name}/{path.name}")) from None
    missing = [column for column in types if column not in relation.columns]
    if missing:
        place = f"{path.parent.name}/{path.name}"
        raise InvalidRecords(message("records-no-column", file=place, columns=", ".join(missing)))
    relation.project(", ".join(f"{column}::{kind} AS {column}" for column, kind in types.items())).create_view(name)
