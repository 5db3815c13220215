"""What other provinces print for the same months as a change."""

from collections.abc import Iterable

import pandas as pd

from baophu.analysis.changes.model import GROSS, is_total
from baophu.analysis.constants import LONGEST_YEAR_DAYS

START_DAYS, END_DAYS = 31, 92  # so near to one another two changes speak of the same months
CELLS = ["area", "start", "end", "end_precision", "change_count", "change_points", "bound", "claim_ids"]


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
    is_short = (changes["end"] - changes["start"]).dt.days.le(LONGEST_YEAR_DAYS)
    short = changes[is_total(changes) & ~changes["kind"].isin(GROSS) & is_short & changes["area"].isin(list(provinces))]
    others = short.loc[short["change_count"].fillna(0).ne(0), CELLS]
    pairs = short[["change_id", "area", "start", "end"]].merge(others, how="cross", suffixes=("_own", ""))
    is_near = pairs["area"].ne(pairs["area_own"])
    for day, most in (("start", START_DAYS), ("end", END_DAYS)):
        is_near &= (pairs[day] - pairs[f"{day}_own"]).dt.days.abs().le(most)
    found = pairs[is_near].assign(depth=pairs["change_points"].fillna(0))
    return found.sort_values(["change_id", "depth", "area", "end", "start"], ignore_index=True)[["change_id", *CELLS]]
