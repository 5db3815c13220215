"""Tables as named tuples, converted once where they enter the analysis.

A frame is fast for a million rows and slow for thirty, and a province has thirty. So functions that read claims or
points accept a frame or rows that were converted before.
"""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

REMAINING_DISTRICTS = "remaining_districts"  # group of a figure that is printed for all districts not named


class ClaimRow(NamedTuple):
    """One published figure, as in the ledger's tables of claims and targets; a day that was not printed is None."""

    claim_id: str
    source_id: str
    area: str
    scheme: str
    group: str
    kind: str
    value: float
    unit: str
    as_of: pd.Timestamp | None
    as_of_precision: str
    base_as_of: pd.Timestamp | None
    bound: str
    plan_owner: str
    obs_status: str
    as_printed: str
    instrument: str = ""
    copy_type: str = "original"


class PointRow(NamedTuple):
    """One dated coverage on one scale, as in ``coverage.coverage_points``; a number that is not known is None."""

    claim_id: str
    area: str
    as_of: pd.Timestamp
    as_of_precision: str
    scale: str
    coverage_pct: float
    low_pct: float
    high_pct: float
    insured_count: float | None
    population_count: float | None
    uninsured_count: float | None
    base: str
    unit: str
    obs_status: str
    bound: str
    claim_ids: tuple[str, ...]


_DAY, _NUMBER = "datetime64[s]", "float64"
_DTYPES = {pd.Timestamp: _DAY, pd.Timestamp | None: _DAY, float: _NUMBER, float | None: _NUMBER}

Claims = pd.DataFrame | Iterable[ClaimRow]
Points = pd.DataFrame | Iterable[PointRow]


def claims_of(claims: Claims) -> list[ClaimRow]:
    """Claims as rows sorted by claim id, so that the order of the input does not matter."""
    return sorted(_read(ClaimRow, claims), key=attrgetter("claim_id"))


def points_of(points: Points) -> list[PointRow]:
    """Points as rows, in the order given."""
    return _read(PointRow, points)


def group_rows(rows: Iterable, *names: str) -> dict[tuple, list]:
    """Rows grouped by the named cells (two or more), sorted by their values."""
    groups = defaultdict(list)
    key = attrgetter(*names)
    for row in rows:
        groups[key(row)].append(row)
    return dict(sorted(groups.items()))


def table_of(kind: type, rows: Iterable[tuple]) -> pd.DataFrame:
    """Rows as a frame with the columns of their kind, which have their types even where there is no row.

    Text columns are of dtype object, which is many times faster to read for so few rows.
    """
    rows = list(rows)
    columns = enumerate(kind.__annotations__.items())
    return pd.DataFrame(
        {name: pd.Series([row[at] for row in rows], dtype=_DTYPES.get(cell, object)) for at, (name, cell) in columns}
    )


def _read(kind: type, table) -> list:
    if not isinstance(table, pd.DataFrame):
        return list(table)
    names = [name for name in kind._fields if name in table.columns or name not in kind._field_defaults]
    rows = zip(*(table[name].tolist() for name in names), strict=True)
    return [kind(**{name: _none_if_missing(cell) for name, cell in zip(names, cells, strict=True)}) for cells in rows]


def _none_if_missing(cell):
    # Only NaN and NaT are not equal to themselves.
    return cell if cell == cell else None  # noqa: PLR0124
