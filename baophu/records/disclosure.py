"""Disclosure control: no small count, and none that the others of its table give away.

A count under the threshold is hidden. Rows and columns are published with their totals, so that a hidden cell alone in
its line is a subtraction away. Therefore every small cell becomes the corner of a rectangle of hidden cells around
which as many persons as the threshold can be moved without a change of any published number: whoever has the whole
table knows a small count to within the threshold at best.
"""

import numpy as np
import pandas as pd

from baophu.common.errors import BaophuError
from baophu.common.messages import message

DEFAULT_THRESHOLD, LOWEST_THRESHOLD = 10, 5
TOTAL, OTHER = "all", "other_groups"
_COST_OF_TOTAL = 1000.0  # a hidden total takes more from the reader than any cell


class ThresholdTooLow(BaophuError):
    """A threshold under which counts of persons are published nowhere."""

    exit_code = 2


def check_threshold(k: int) -> int:
    """The threshold, or ThresholdTooLow if it is under the floor."""
    if k < LOWEST_THRESHOLD:
        raise ThresholdTooLow(message("records-threshold", k=k, floor=LOWEST_THRESHOLD))
    return k


def add_totals(counts: np.ndarray) -> np.ndarray:
    """Tables with totals: shape (tables, rows, columns) becomes (tables, rows + 1, columns + 1)."""
    counts = np.concatenate([counts, counts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)


def hidden_cells(
    counts: np.ndarray,
    k: int,
    earlier: np.ndarray | None = None,
    public: np.ndarray | None = None,
) -> np.ndarray:
    """Which cells of a table with totals are hidden.

    Parameters
    ----------
    counts : np.ndarray
        Persons, shape (tables, rows + 1, columns + 1): the last row and column are totals. Tables along the first axis,
        such as the stock on several days, share one mask.
    k : int
        The threshold in persons.
    earlier : np.ndarray, optional
        bool, cells that an earlier edition hid; they stay hidden.
    public : np.ndarray, optional
        bool, cells that other tables show too, so that hiding them protects nothing. If one of them is small, the
        whole table is hidden.

    Returns
    -------
    np.ndarray
        bool, shape (rows + 1, columns + 1).
    """
    is_small = np.asarray(((counts > 0) & (counts < k)).any(axis=0))
    public = np.zeros_like(is_small) if public is None else public
    if (is_small & public).any():
        return np.ones_like(is_small)
    is_hidden: np.ndarray = is_small if earlier is None else is_small | (earlier & ~public)
    least = counts.min(axis=0)
    cost = np.where(public, np.inf, 1.0 + np.log1p(counts.mean(axis=0)))
    cost[-1, :] += _COST_OF_TOTAL
    cost[:, -1] += _COST_OF_TOTAL
    for row, column in zip(*np.nonzero(is_small), strict=True):
        corner = _cheapest_corner(np.where(is_hidden, 0.0, cost), least >= k, (row, column))
        if corner is None:
            return ~public | is_hidden
        is_hidden[np.ix_([row, corner[0]], [column, corner[1]])] = True
    return is_hidden


def _cheapest_corner(cost: np.ndarray, may_give: np.ndarray, cell: tuple[int, int]) -> tuple[int, int] | None:
    """The opposite corner of the rectangle that hides the least beyond what is hidden already.

    As the cell grows, its neighbours shrink, but the total of its line grows with it; what shrinks must have persons to
    give.
    """
    row, column = cell
    rows, columns = (np.arange(size) for size in cost.shape)
    grows_along = (rows == len(rows) - 1) != (row == len(rows) - 1)  # the other cell of the column
    grows_across = (columns == len(columns) - 1) != (column == len(columns) - 1)  # the other cell of the row
    is_allowed = (grows_along[:, None] | may_give[:, [column]]) & (grows_across[None, :] | may_give[[row], :])
    is_allowed &= (grows_along[:, None] == grows_across[None, :]) | may_give
    is_allowed[row], is_allowed[:, column] = False, False
    total = np.where(is_allowed, cost[:, [column]] + cost[[row], :] + cost, np.inf)
    corner = np.unravel_index(int(total.argmin()), total.shape)
    return (int(corner[0]), int(corner[1])) if np.isfinite(total[corner]) else None


def merge_small(table: pd.DataFrame, k: int, name: str) -> pd.DataFrame:
    """The table with its rows of small totals added up in one, so that all sums stay exact.

    Parameters
    ----------
    table : pd.DataFrame
        Persons; every column is a total that is published of each row.
    k : int
        The threshold in persons.
    name : str
        Index of the row that holds the sum. The smallest of the other rows join it until it is large enough.

    Returns
    -------
    pd.DataFrame
        Rows in their order, the sum last.
    """
    order = list(table.sum(axis=1).sort_values(kind="stable").index)
    is_small = ((table > 0) & (table < k)).any(axis=1)
    merged = [label for label in order if is_small[label]]
    others = [label for label in order if not is_small[label]]
    while merged and others and ((total := table.loc[merged].sum()) * (total < k)).any():
        merged.append(others.pop(0))
    if not merged:
        return table
    total = table.loc[merged].sum().rename(name).to_frame().T
    return pd.concat([table.drop(index=merged), total])
