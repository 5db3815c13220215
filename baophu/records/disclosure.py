"""Disclosure control: no small count, and none that the others of its table give away.

A count below the threshold is hidden. Its row and column are published with their totals, so that a hidden cell alone
in its line is a subtraction away. Every small cell is therefore made the corner of a rectangle of hidden cells whose two
neighbours, in its row and in its column, are at least the threshold: moving that many persons around the rectangle
changes no total, so whoever has the whole published table knows a small cell to within the threshold at best.
"""

import numpy as np
import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import message

DEFAULT_THRESHOLD, LOWEST_THRESHOLD = 10, 5
TOTAL = "all"
_COST_OF_TOTAL = 1000  # a hidden total takes more from the reader than any cell


class ThresholdTooLow(BaophuError):
    """A threshold under which counts of persons are published nowhere."""

    exit_code = 2


def check_threshold(k: int) -> int:
    """The threshold, or ThresholdTooLow if it is under the floor."""
    if k < LOWEST_THRESHOLD:
        raise ThresholdTooLow(message("records-threshold", k=k, floor=LOWEST_THRESHOLD))
    return k


def hidden_cells(counts: np.ndarray, k: int, earlier: np.ndarray | None = None) -> np.ndarray:
    """Which cells of a table with totals are hidden.

    Parameters
    ----------
    counts : np.ndarray
        Persons, shape (tables, rows + 1, columns + 1): the last row and the last column are totals. Tables that lie
        along the first axis, such as the stock on several days, have one mask.
    k : int
        The threshold in persons.
    earlier : np.ndarray, optional
        Cells that an earlier edition hid, shape (rows + 1, columns + 1); they stay hidden.

    Returns
    -------
    np.ndarray
        bool, shape (rows + 1, columns + 1). Everything is hidden if a total of a column is small, for those are shared
        with other tables.
    """
    small = ((counts > 0) & (counts < k)).any(axis=0)
    if small[-1].any():
        return np.ones_like(small)
    is_hidden = small if earlier is None else small | earlier
    least, mean = counts.min(axis=0), counts.mean(axis=0)
    for row, column in zip(*np.nonzero(small), strict=True):
        corner = _cheapest_corner(is_hidden, least, mean, (row, column), k)
        if corner is None:
            return _all_but_column_totals(is_hidden)
        is_hidden[np.ix_([row, corner[0]], [column, corner[1]])] = True
    return is_hidden


def _cheapest_corner(is_hidden, least, mean, cell: tuple[int, int], k: int) -> tuple[int, int] | None:
    """The opposite corner of the rectangle that hides the fewest persons beyond those hidden already."""
    row, column = cell
    last = least.shape[1] - 1
    # A row's total moves with its cell, so that only the other row has to have k persons to give.
    may_give = least[:-1] >= k
    allowed = np.repeat(may_give[:, [column]], last + 1, axis=1)
    if column == last:
        allowed = may_give.copy()
    else:
        allowed[:, :last] &= may_give[row, :last]
    allowed[row], allowed[:, column] = False, False
    cost = np.where(is_hidden, 0.0, 1.0 + np.log1p(mean))
    cost[:, last] = np.where(is_hidden[:, last], 0.0, cost[:, last] + _COST_OF_TOTAL)
    total = cost[:-1, [column]] + cost[[row], :] + cost[:-1]
    if not allowed.any():
        return None
    corner = np.unravel_index(int(np.where(allowed, total, np.inf).argmin()), total.shape)
    return int(corner[0]), int(corner[1])


def _all_but_column_totals(is_hidden: np.ndarray) -> np.ndarray:
    everything = np.ones_like(is_hidden)
    everything[-1] = False
    return everything


def merged_names(totals: pd.DataFrame, k: int) -> dict[str, str]:
    """The name under which each group is published, so that no group has a small total.

    Parameters
    ----------
    totals : pd.DataFrame
        Persons, one row a day, one column a group.
    k : int
        The threshold in persons.

    Returns
    -------
    dict[str, str]
        Published name by group: its own, or ``other``. The smallest groups join ``other`` until this is large enough.
    """
    order = list(totals.sum().sort_values(kind="stable").index)
    is_small = ((totals > 0) & (totals < k)).any()
    merged = [group for group in order if is_small[group]]
    left = [group for group in order if not is_small[group]]
    while merged and left and _is_small(totals[merged].sum(axis=1), k):
        merged.append(left.pop(0))
    return {group: "other" if group in merged else group for group in totals.columns}


def _is_small(counts: pd.Series, k: int) -> bool:
    return bool(((counts > 0) & (counts < k)).any())
