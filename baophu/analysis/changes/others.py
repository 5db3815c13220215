"""Changes of other provinces in the same months as a change."""

from collections.abc import Iterable

import pandas as pd

from baophu.analysis.changes.model import Change, NeighbourChange
from baophu.analysis.constants import LONGEST_YEAR_DAYS

START_DAYS, END_DAYS = 31, 92  # with starts and ends at most so far apart two changes are of the same months


def with_others(change: Change, every: Iterable[Change]) -> Change:
    """A net change of total health insurance over at most a year, with other provinces' changes of the same months.

    The other changes need not end on the same day: they are shown for comparison, and no verdict uses them.
    """
    if not change.is_total or change.is_gross or not _is_short(change):
        return change
    near = [c for c in every if c.area != change.area and c.is_total and not c.is_gross and _is_short(c)]
    near = [c for c in near if c.change_count and _days(c.start, change.start) <= START_DAYS]
    near = [c for c in near if _days(c.end, change.end) <= END_DAYS]
    names = ("area", "start", "end", "end_precision", "change_count", "change_points", "bound", "claim_ids")
    return change.with_(
        others=tuple(NeighbourChange(*(getattr(c, n) for n in names)) for c in sorted(near, key=_sort_key))
    )


def _sort_key(change: Change) -> tuple:
    return (change.change_points or 0.0, change.area, change.end)


def _is_short(change: Change) -> bool:
    return (change.end - change.start).days <= LONGEST_YEAR_DAYS


def _days(one: pd.Timestamp, other: pd.Timestamp) -> int:
    return abs((one - other).days)
