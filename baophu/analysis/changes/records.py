"""Changes as records, with what belongs to each."""

from collections import defaultdict
from dataclasses import fields

import pandas as pd

from baophu.analysis.changes.model import Change, ChangePart, ChangeReading, NeighbourChange
from baophu.analysis.intervals import Interval


def change_records(
    changes: pd.DataFrame, readings: pd.DataFrame, parts: pd.DataFrame, others: pd.DataFrame
) -> list[Change]:
    """Changes as records, with the readings, parts and changes of others that belong to each (by ``change_id``)."""
    tables = {"readings": (ChangeReading, readings), "parts": (ChangePart, parts), "others": (NeighbourChange, others)}
    details = {name: _by_change(*table) for name, table in tables.items()}
    beyond = zip(*_cells(changes, ["beyond_low", "beyond_high"]), strict=True)
    intervals = [None if low is None else Interval(low, high) for low, high in beyond]
    names = [field.name for field in fields(Change) if field.name not in (*details, "beyond_country")]
    rows = zip(changes["change_id"], intervals, zip(*_cells(changes, names), strict=True), strict=True)
    return [
        Change(
            **dict(zip(names, cells, strict=True))
            | {"beyond_country": interval}
            | {name: tuple(found.get(change_id, ())) for name, found in details.items()}
        )
        for change_id, interval, cells in rows
    ]


def _by_change(kind: type, table: pd.DataFrame) -> dict[int, list]:
    found = defaultdict(list)
    cells = zip(*_cells(table, [field.name for field in fields(kind)]), strict=True)
    for change_id, row in zip(table["change_id"], cells, strict=True):
        found[change_id].append(kind(*row))
    return found


def _cells(table: pd.DataFrame, names: list[str]) -> list[list]:
    # What is missing (NaN, NaT) is the one thing that does not equal itself.
    return [[cell if cell == cell else None for cell in table[name].tolist()] for name in names]  # noqa: PLR0124
