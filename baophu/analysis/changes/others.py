"""What other provinces print for the same months as a change."""

from collections.abc import Iterable
from math import isnan

import pandas as pd

from baophu.analysis.changes.model import GROSS_KINDS
from baophu.analysis.changes.readings import is_counted
from baophu.analysis.claims import DAY, Row, frame_of
from baophu.analysis.constants import HEALTH, LONGEST_YEAR_DAYS

START_DAYS, END_DAYS = 31, 92  # so near to one another two changes speak of the same months
CELLS = ["area", "start", "end", "end_precision", "change_count", "change_points", "bound", "claim_ids"]
_TYPES = {"start": DAY, "end": DAY, "change_count": float, "change_points": float}


def find_neighbour_changes(changes: pd.DataFrame, provinces: Iterable[str]) -> pd.DataFrame:
    """Changes of everyone in persons that other provinces have of the same months, for those over at most a year.

    The other changes need not end on the same day: they stand beside a change to be seen, and no verdict rests on them.

    Parameters
    ----------
    changes : pd.DataFrame
        Changes of all areas, in points (``readings.measure_changes``).
    provinces : Iterable[str]
        Areas that are held against one another.

    Returns
    -------
    pd.DataFrame
        One row per change (``change_id``) and change of another province, the deepest fall first; columns as
        ``NeighbourChange``.
    """
    names = ["change_id", "scheme", "group", "kind", *CELLS]
    provinces = frozenset(provinces)
    own = [change for change in changes[names].itertuples(index=False) if change.area in provinces]
    short = [change for change in own if _is_short(change)]
    others = sorted((change for change in short if is_counted(change.change_count)), key=_by_depth)
    rows = [(change.change_id, *other[4:]) for change in short for other in others if _is_near(change, other)]
    return frame_of(rows, {"change_id": int, **dict.fromkeys(CELLS, object), **_TYPES})


def _is_short(change: Row) -> bool:
    """Whether it is a net change of everyone over at most a year."""
    is_net_total = change.scheme == HEALTH and change.group == "total" and change.kind not in GROSS_KINDS
    return is_net_total and (change.end - change.start).days <= LONGEST_YEAR_DAYS


def _by_depth(change: Row) -> tuple:
    depth = 0.0 if isnan(change.change_points) else change.change_points
    return (depth, change.area, change.end, change.start)


def _is_near(change: Row, other: Row) -> bool:
    if other.area == change.area or abs((other.start - change.start).days) > START_DAYS:
        return False
    return abs((other.end - change.end).days) <= END_DAYS
